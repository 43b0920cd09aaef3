// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-payment-terms.h"

const char *const heng_roll_names[] = { "none", "following", "preceding", NULL };
const char *const heng_day_count_names[] = { "actual/365", "actual/360", "actual/actual", "30/360", NULL };

static void
due_term_clear (gpointer data)
{
  HengDueTerm *term = data;

  heng_number_clear (&term->share);
}

HengPaymentTerms *
heng_payment_terms_new (void)
{
  HengPaymentTerms *self = g_new0 (HengPaymentTerms, 1);

  self->due = g_array_new (FALSE, TRUE, sizeof (HengDueTerm));
  g_array_set_clear_func (self->due, due_term_clear);
  heng_number_init (&self->rate);
  return self;
}

void
heng_payment_terms_free (HengPaymentTerms *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->due);
  heng_number_clear (&self->rate);
  g_free (self->calendar);
  g_free (self);
}

const HengDueTerm *
heng_payment_terms_get_due (const HengPaymentTerms *self,
                            guint                   index)
{
  g_return_val_if_fail (index < self->due->len, NULL);

  return &g_array_index (self->due, HengDueTerm, index);
}

static void
split_day (HengDay  day,
           int     *year,
           int     *month,
           int     *number)
{
  HengMonth at = heng_day_get_month (day);

  *year = at / 12;
  *month = at % 12 + 1;
  *number = day - heng_month_get_first_day (at) + 1;
}

static gint64
count_30_360 (HengDay first,
              HengDay last)
{
  int y1, m1, d1, y2, m2, d2;

  split_day (first, &y1, &m1, &d1);
  split_day (last, &y2, &m2, &d2);
  d1 = MIN (d1, 30);
  if (d1 == 30)
    d2 = MIN (d2, 30);
  return 360 * (y2 - y1) + 30 * (m2 - m1) + (d2 - d1);
}

/* Days over the length of the calendar year they lie in, year by year. */
static void
measure_actual_actual (HengDay     first,
                       HengDay     last,
                       HengNumber *measure)
{
  gint64 common = 0, leap = 0;
  g_auto (HengNumber) part = { 0 };

  for (gint year = heng_day_get_year (first); first < last; year++)
    {
      HengDay begin = heng_day_new (year, 1, 1), next = heng_day_new (year, 12, 31) + 1;
      HengDay end = MIN (last, next);

      *(next - begin == 366 ? &leap : &common) += end - first;
      first = end;
    }

  heng_number_init (&part);
  heng_number_set_ratio (measure, common, 365);
  heng_number_set_ratio (&part, leap, 366);
  /* Two small fractions cannot grow beyond what a number holds. */
  heng_number_add (measure, measure, &part, NULL);
}

void
heng_day_count_measure (HengDayCount  day_count,
                        gboolean      is_per_day,
                        HengDay       first,
                        HengDay       last,
                        HengNumber   *measure)
{
  g_return_if_fail (first <= last);

  if (day_count == HENG_DAY_COUNT_30_360)
    heng_number_set_ratio (measure, count_30_360 (first, last), is_per_day ? 1 : 360);
  else if (is_per_day)
    heng_number_set_int64 (measure, last - first);
  else if (day_count == HENG_DAY_COUNT_ACTUAL_ACTUAL)
    measure_actual_actual (first, last, measure);
  else
    heng_number_set_ratio (measure, last - first, day_count == HENG_DAY_COUNT_ACTUAL_360 ? 360 : 365);
}
