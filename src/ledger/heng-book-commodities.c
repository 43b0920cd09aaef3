// SPDX-License-Identifier: GPL-3.0-or-later
/* What is counted in a book: money, and what is in kind. */
#include "heng-book.h"

#include "heng-book-balances.h"
#include "heng-book-private.h"

#include <string.h>

GPtrArray *
heng_book_list_commodities (HengBook  *self,
                            GError   **error)
{
  g_autoptr (HengQuery) query = heng_query_prepare (self->database,
    "SELECT name FROM commodity ORDER BY name <> :currency, name", error);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  if (query == NULL)
    return NULL;
  heng_query_bind_text (query, ":currency", self->currency);
  while (heng_query_next (query))
    g_ptr_array_add (names, heng_query_dup_name (query, 0));
  return heng_query_done (query, error) ? g_steal_pointer (&names) : NULL;
}

/* As fine as the amounts there are: a step of 0.001 t shows three decimals wherever tonnes are shown. */
static guint
read_digits_shown (HengBook   *self,
                   const char *commodity)
{
  g_autoptr (HengQuery) query = heng_query_prepare (self->database,
    "SELECT coalesce (max (CASE WHEN amount % 1000000 = 0 THEN 0 WHEN amount % 100000 = 0 THEN 1 WHEN amount % 10000 = 0 THEN 2 "
    "WHEN amount % 1000 = 0 THEN 3 WHEN amount % 100 = 0 THEN 4 WHEN amount % 10 = 0 THEN 5 ELSE 6 END), 0) "
    "FROM line WHERE commodity = (SELECT id FROM commodity WHERE name = :commodity)", NULL);

  if (query == NULL)
    return HENG_AMOUNT_IN_KIND_DIGITS;
  heng_query_bind_text (query, ":commodity", commodity);
  return heng_query_step (query, NULL) ? (guint) heng_query_get_int64 (query, 0) : 0;
}

guint
heng_book_get_digits_shown (HengBook   *self,
                            const char *commodity)
{
  gint64 last = 0;
  gpointer known;

  if (strcmp (commodity, self->currency) == 0)
    return heng_currency_digits (self->currency);

  /* Asked for every amount of a list, answered by a pass over all lines: kept until there are new ones. */
  heng_database_get_int64 (self->database, "SELECT coalesce (max (id), 0) FROM entry", 0, &last, NULL);
  if (self->digits_shown == NULL || self->digits_last != last)
    {
      g_clear_pointer (&self->digits_shown, g_hash_table_unref);
      self->digits_shown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      self->digits_last = last;
    }
  known = g_hash_table_lookup (self->digits_shown, commodity);
  if (known == NULL)
    {
      known = GUINT_TO_POINTER (read_digits_shown (self, commodity) + 1);
      g_hash_table_insert (self->digits_shown, g_strdup (commodity), known);
    }

  return GPOINTER_TO_UINT (known) - 1;
}
