// SPDX-License-Identifier: GPL-3.0-or-later
/* What it costs to be late. */
#include "heng-dues-private.h"

#include "heng-amount.h"

gint64
heng_dues_part_paid (gint64 paid_minor,
                     gint64 from_minor,
                     gint64 part_minor)
{
  return paid_minor <= from_minor ? 0 : MIN (paid_minor - from_minor, part_minor);
}

static gboolean
add_stretch (const HengPaymentTerms  *terms,
             HengDay                  first,
             HengDay                  last,
             gint64                   balance_minor,
             guint                    digits,
             HengNumber              *interest,
             GError                 **error)
{
  g_auto (HengNumber) part = { 0 }, measure = { 0 };

  heng_number_init (&part);
  heng_number_init (&measure);
  heng_amount_to_number (balance_minor, digits, &part);
  heng_day_count_measure (terms->day_count, terms->is_per_day, first, last, &measure);
  return heng_number_multiply (&part, &part, &terms->rate, error) && heng_number_multiply (&part, &part, &measure, error) &&
         heng_number_add (interest, interest, &part, error);
}

static gint64
late_balance (const HengDuesReach *reach,
              gint64               paid_minor)
{
  return reach->undisputed - heng_dues_part_paid (paid_minor, reach->undisputed_from, reach->undisputed);
}

/* Stretches in which the balance does not change are one: by 30/360 the parts of a stretch may measure more or less than the whole. */
gboolean
heng_dues_add_interest (const HengPaymentTerms  *terms,
                        HengDay                  due_day,
                        HengDay                  on_day,
                        const HengDuesReach     *reach,
                        GArray                  *levels,
                        guint                    digits,
                        HengNumber              *interest,
                        GError                 **error)
{
  HengDay first = due_day;
  gint64 balance_minor = late_balance (reach, 0);

  for (guint i = 0; i < levels->len; i++)
    {
      const HengDuesLevel *level = &g_array_index (levels, HengDuesLevel, i);
      gint64 next_minor = late_balance (reach, level->paid_minor);

      if (next_minor == balance_minor)
        continue;
      if (level->day > first)
        {
          if (balance_minor > 0 && !add_stretch (terms, first, level->day, balance_minor, digits, interest, error))
            return FALSE;
          first = level->day;
        }
      balance_minor = next_minor;
    }

  return balance_minor == 0 || first >= on_day || add_stretch (terms, first, on_day, balance_minor, digits, interest, error);
}
