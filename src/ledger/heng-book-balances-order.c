// SPDX-License-Identifier: GPL-3.0-or-later
/* The order in which balances are listed. */
#include "heng-book-sums-private.h"

#include <string.h>

/* Most lines that are compared are for the same: their texts are one. */
static inline int
compare_texts (const char *a,
               const char *b)
{
  return a == b ? 0 : g_strcmp0 (a, b);
}

/* Money comes before what is given in kind. */
static int
compare_balances (gconstpointer a,
                  gconstpointer b,
                  gpointer      data)
{
  HengBook *book = data;
  const HengBalance *first = *(HengBalance *const *) a, *second = *(HengBalance *const *) b;
  /* Regions before pools; every row has one of the ids. */
  int order = (first->pool != NULL) - (second->pool != NULL);

  if (order == 0)
    order = compare_texts (first->region, second->region);
  if (order == 0)
    order = compare_texts (first->pool, second->pool);
  if (order == 0)
    order = compare_texts (first->from, second->from);
  if (order == 0)
    order = compare_texts (first->to, second->to);
  if (order == 0)
    order = compare_texts (first->key, second->key);
  if (order == 0)
    order = (first->month > second->month) - (first->month < second->month);
  if (order == 0 && first->commodity != second->commodity)
    order = (strcmp (first->commodity, book->currency) != 0) - (strcmp (second->commodity, book->currency) != 0);
  return order != 0 ? order : compare_texts (first->commodity, second->commodity);
}

/* The places of @rows, each once. Returns: (transfer full) (element-type HengBalance): the first row of each */
static GPtrArray *
find_places (GPtrArray  *rows,
             GHashTable *ranks)
{
  GPtrArray *places = g_ptr_array_new ();

  for (guint i = 0; i < rows->len; i++)
    {
      HengBalance *row = g_ptr_array_index (rows, i);
      gpointer place = (gpointer) (row->pool != NULL ? row->pool : row->region);

      if (g_hash_table_insert (ranks, place, NULL))
        g_ptr_array_add (places, row);
    }
  return places;
}

/* Months come one after the other with all their places, and are shown the other way round: places are few, and put in order once. */
static void
group_places (GPtrArray *rows,
              HengBook  *book)
{
  g_autoptr (GHashTable) ranks = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) places = find_places (rows, ranks);
  g_autofree guint *ends = g_new0 (guint, places->len + 1);
  g_autofree gpointer *sorted = g_new (gpointer, rows->len);
  g_autofree guint *ranks_of = g_new (guint, rows->len);

  g_ptr_array_sort_with_data (places, compare_balances, book);
  for (guint i = 0; i < places->len; i++)
    {
      const HengBalance *row = g_ptr_array_index (places, i);

      g_hash_table_insert (ranks, (gpointer) (row->pool != NULL ? row->pool : row->region), GUINT_TO_POINTER (i));
    }
  for (guint i = 0; i < rows->len; i++)
    {
      const HengBalance *row = g_ptr_array_index (rows, i);

      ranks_of[i] = GPOINTER_TO_UINT (g_hash_table_lookup (ranks, row->pool != NULL ? row->pool : row->region));
      ends[ranks_of[i] + 1]++;
    }
  for (guint i = 0; i < places->len; i++)
    ends[i + 1] += ends[i];
  for (guint i = 0; i < rows->len; i++)
    sorted[ends[ranks_of[i]]++] = g_ptr_array_index (rows, i);
  if (rows->len > 0)
    memcpy (rows->pdata, sorted, rows->len * sizeof *sorted);
}

void
heng_balances_sort (GPtrArray     *rows,
                    HengBalanceBy  by,
                    HengBook      *book)
{
  gboolean is_sorted = by == HENG_BALANCE_BY_MONTH;

  if (by == HENG_BALANCE_BY_MONTH)
    group_places (rows, book);
  for (guint i = 1; i < rows->len && is_sorted; i++)
    is_sorted = compare_balances (&rows->pdata[i - 1], &rows->pdata[i], book) <= 0;
  if (!is_sorted)
    g_ptr_array_sort_with_data (rows, compare_balances, book);
}
