// SPDX-License-Identifier: GPL-3.0-or-later
/* Dues added up by commodity. */
#include "heng-book-dues-private.h"

#include "heng-book-private.h"

#include <string.h>

void
heng_dues_total_free (HengDuesTotal *self)
{
  g_free (self->commodity);
  g_free (self);
}

static gboolean
add_to_total (HengDuesTotal   *total,
              const HengDues  *dues,
              GError         **error)
{
  gboolean returnable = dues->remaining_minor < 0;
  gint64 *sum = returnable ? &total->returnable_minor : &total->outstanding_minor;

  total->n_rows++;
  total->n_overdue += dues->overdue_minor > 0;
  return heng_amount_add (*sum, returnable ? -dues->remaining_minor : dues->remaining_minor, sum, error) &&
         heng_amount_add (total->overdue_minor, dues->overdue_minor, &total->overdue_minor, error) &&
         heng_amount_add (total->interest_minor, dues->interest_minor, &total->interest_minor, error) &&
         heng_amount_add (total->interest_booked_minor, dues->interest_booked_minor, &total->interest_booked_minor, error);
}

static int
compare_totals (gconstpointer a,
                gconstpointer b,
                gpointer      currency)
{
  const HengDuesTotal *first = *(HengDuesTotal *const *) a, *second = *(HengDuesTotal *const *) b;
  gboolean first_is_money = strcmp (first->commodity, currency) == 0, second_is_money = strcmp (second->commodity, currency) == 0;

  return first_is_money != second_is_money ? second_is_money - first_is_money : strcmp (first->commodity, second->commodity);
}

GPtrArray *
heng_dues_totals_new (HengBook   *self,
                      GPtrArray  *rows,
                      GError    **error)
{
  g_autoptr (GPtrArray) totals = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_dues_total_free);
  g_autoptr (GHashTable) found = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < rows->len; i++)
    {
      const HengDuesRow *row = g_ptr_array_index (rows, i);
      HengDuesTotal *total = g_hash_table_lookup (found, row->commodity);

      if (total == NULL)
        {
          total = g_new0 (HengDuesTotal, 1);
          total->commodity = g_strdup (row->commodity);
          g_ptr_array_add (totals, total);
          g_hash_table_insert (found, total->commodity, total);
        }
      if (!add_to_total (total, row->dues, error))
        return NULL;
    }

  g_ptr_array_sort_with_data (totals, compare_totals, self->currency);
  return g_steal_pointer (&totals);
}
