// SPDX-License-Identifier: GPL-3.0-or-later
/* What is missing in money: the old book's kept balances beside those that the rescued entries make. They are no facts, and nothing is taken from
 * them; but they have digests of their own, so that they tell of entries that are lost. */
#include "heng-rescue-private.h"

#include "heng-book-kept.h"
#include "heng-book-regions.h"
#include "heng-error.h"

#include <string.h>

typedef struct
{
  HengBook   *book;
  HengQuery  *party;
  HengQuery  *commodity;
  GHashTable *amounts; /* by what they are of */
  GPtrArray  *list;
  gboolean    is_old;
} Reading;

/* Text of column @column for the row @number, or %NULL. */
static char *
look_up (HengQuery *query,
         gint64     number,
         int        column)
{
  char *text = NULL;

  heng_query_bind_int64_at (query, 1, number);
  if (heng_query_step (query, NULL))
    text = heng_query_dup_text (query, column);
  heng_query_reset (query);
  return text;
}

/* @is_turned: (out): numbers of parties are not the same in both books, so that of two the one whose name comes first is the first */
static HengRescueAmount *
find_amount (Reading           *self,
             const HengKeptRow *row,
             gboolean          *is_turned)
{
  gboolean of_two = row->other != 0;
  g_autofree char *agreement = of_two ? look_up (self->party, row->party, 0) : NULL;
  g_autofree char *from = look_up (self->party, row->party, of_two ? 1 : 2), *to = of_two ? look_up (self->party, row->other, 1) : NULL;
  g_autofree char *commodity = look_up (self->commodity, row->commodity, 0);
  g_autofree char *key = NULL;
  HengRescueAmount *amount;

  if (from == NULL || commodity == NULL || (of_two && (agreement == NULL || to == NULL)))
    return NULL;

  *is_turned = of_two && strcmp (from, to) > 0;
  if (*is_turned)
    {
      char *first = g_steal_pointer (&to);

      to = g_steal_pointer (&from);
      from = first;
    }
  key = g_strjoin ("\n", from, commodity, to != NULL ? to : "", agreement != NULL ? agreement : "", NULL);
  amount = g_hash_table_lookup (self->amounts, key);
  if (amount != NULL)
    return amount;

  amount = g_new0 (HengRescueAmount, 1);
  amount->agreement = g_steal_pointer (&agreement);
  amount->from = g_steal_pointer (&from);
  amount->to = g_steal_pointer (&to);
  amount->commodity = g_steal_pointer (&commodity);
  g_hash_table_insert (self->amounts, g_steal_pointer (&key), amount);
  g_ptr_array_add (self->list, amount);
  return amount;
}

/* The same names may stand for several parties, such as one whose region was another in an earlier version. */
static gboolean
add_row (const HengKeptRow  *row,
         gpointer            data,
         GError            **error)
{
  Reading *self = data;
  gboolean is_turned = FALSE;
  HengRescueAmount *amount = find_amount (self, row, &is_turned);
  gint64 *accrued, *paid;

  if (amount == NULL)
    {
      heng_error_set (error, HENG_ERROR_BOOK_DAMAGED, "party", NULL);
      return FALSE;
    }

  accrued = self->is_old ? &amount->old_accrued_minor : &amount->new_accrued_minor;
  paid = self->is_old ? &amount->old_paid_minor : &amount->new_paid_minor;
  return is_turned ? heng_amount_subtract (*accrued, row->accrued_minor, accrued, error) &&
                     heng_amount_subtract (*paid, row->paid_minor, paid, error)
                   : heng_amount_add (*accrued, row->accrued_minor, accrued, error) && heng_amount_add (*paid, row->paid_minor, paid, error);
}

static gboolean
read_amounts (HengBook      *book,
              gboolean       is_old,
              HengKeptAxis   axis,
              GHashTable    *amounts,
              GPtrArray     *list,
              GError       **error)
{
  g_autoptr (HengQuery) party = heng_query_prepare (book->database,
    "SELECT agreement, name, CASE WHEN region = '' THEN 'pool:' || agreement || '/' || name ELSE region END FROM main.party WHERE id = ?1", error);
  g_autoptr (HengQuery) commodity = party != NULL ? heng_query_prepare (book->database, "SELECT name FROM main.commodity WHERE id = ?1", error) : NULL;
  Reading reading = { book, party, commodity, amounts, list, is_old };

  return commodity != NULL && heng_book_kept_foreach (book, axis, 0, G_MAXINT64, add_row, &reading, error);
}

/* Whatever is wrong with the old file: then its amounts are not known. */
static gboolean
read_old (const char *copy,
          GHashTable *amounts[2],
          GPtrArray  *lists[2])
{
  HengDatabase *database = heng_database_open (copy, HENG_DATABASE_WITHOUT_LOG, NULL);
  g_autoptr (HengBook) old = NULL;
  gint64 version;

  if (database == NULL)
    return FALSE;

  old = heng_book_wrap (database, "", heng_clock_system, NULL);
  old->version = HENG_BOOK_KEPT_VERSION;
  old->lacks_entries = TRUE;
  return heng_database_get_int64 (database, "PRAGMA user_version", 0, &version, NULL) && version == HENG_BOOK_KEPT_VERSION &&
         read_amounts (old, TRUE, HENG_KEPT_ALL, amounts[0], lists[0], NULL) &&
         read_amounts (old, TRUE, HENG_KEPT_PAIR, amounts[1], lists[1], NULL);
}

static int
compare_amounts (gconstpointer a,
                 gconstpointer b)
{
  const HengRescueAmount *first = *(const HengRescueAmount *const *) a, *second = *(const HengRescueAmount *const *) b;
  int order = g_strcmp0 (first->agreement, second->agreement);

  if (order == 0)
    order = strcmp (first->from, second->from);
  if (order == 0)
    order = g_strcmp0 (first->to, second->to);
  return order != 0 ? order : strcmp (first->commodity, second->commodity);
}

gboolean
heng_rescue_compare_amounts (HengRescue  *report,
                             const char  *copy,
                             HengBook    *book,
                             GError     **error)
{
  GPtrArray *lists[2] = { report->regions, report->pairs };
  g_autoptr (GHashTable) regions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) pairs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTable *amounts[2] = { regions, pairs };

  g_free (report->currency);
  report->currency = g_strdup (book->currency);
  report->are_amounts_known = read_old (copy, amounts, lists);
  if (!report->are_amounts_known)
    for (guint i = 0; i < 2; i++)
      {
        g_hash_table_remove_all (amounts[i]);
        g_ptr_array_set_size (lists[i], 0);
      }
  if (!read_amounts (book, FALSE, HENG_KEPT_ALL, regions, report->regions, error) ||
      !read_amounts (book, FALSE, HENG_KEPT_PAIR, pairs, report->pairs, error))
    return FALSE;

  for (guint i = 0; i < report->regions->len; i++)
    {
      HengRescueAmount *amount = g_ptr_array_index (report->regions, i);
      g_autoptr (HengRegion) region = heng_book_find_region (book, amount->from, NULL);

      amount->name_zh = region != NULL ? g_strdup (region->name_zh) : NULL;
      amount->name_en = region != NULL ? g_strdup (region->name_en) : NULL;
    }
  g_ptr_array_sort (report->regions, compare_amounts);
  g_ptr_array_sort (report->pairs, compare_amounts);
  return TRUE;
}
