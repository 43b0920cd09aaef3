// SPDX-License-Identifier: GPL-3.0-or-later
#include "case-time.h"

const char *const case_kind_names[N_CASE_KINDS] = { "day", "month", "quarter", "year", "once" };

/* The years that rules can look at: the program's, and the month behind. */
#define YEAR_FIRST 1000
#define MONTHS_MAX (9000 * 12 + 1)

static gboolean
is_leap (gint year)
{
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static gint
days_in_month (gint year,
               gint month)
{
  static const gint days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

  return days[month - 1] + (month == 2 && is_leap (year));
}

/* First days of the months since YEAR_FIRST, counted once: a million cases ask often. */
static gint32
first_day_of (gint months_since)
{
  static gint32 first_days[MONTHS_MAX];

  g_assert_true (months_since >= 0 && months_since < MONTHS_MAX);
  if (first_days[0] == 0)
    {
      first_days[0] = 1;
      for (gint i = 1; i < MONTHS_MAX; i++)
        first_days[i] = first_days[i - 1] + days_in_month (YEAR_FIRST + (i - 1) / 12, (i - 1) % 12 + 1);
    }
  return first_days[months_since];
}

gint32
case_day_new (gint year,
              gint month,
              gint day)
{
  return first_day_of ((year - YEAR_FIRST) * 12 + month - 1) + day - 1;
}

gint32
case_day_get_month (gint32 day)
{
  gint months_since = (gint) (((gint64) day - 1) * 12 / 366);

  while (first_day_of (months_since + 1) <= day)
    months_since++;
  return YEAR_FIRST * 12 + months_since;
}

char *
case_day_format (gint32 day)
{
  gint32 month = case_day_get_month (day);

  return g_strdup_printf ("%04d-%02d-%02d", month / 12, month % 12 + 1, day - case_month_first_day (month) + 1);
}

gint32
case_month_first_day (gint32 month)
{
  return first_day_of (month - YEAR_FIRST * 12);
}

CasePeriod
case_period_around (CaseKind kind,
                    gint32   month)
{
  gint32 index = 0;

  g_assert_cmpint (kind, !=, CASE_DAY);
  if (kind == CASE_MONTH)
    index = month;
  else if (kind == CASE_QUARTER)
    index = (month / 12) * 4 + (month % 12) / 3;
  else if (kind == CASE_YEAR)
    index = month / 12;
  return (CasePeriod) { kind, index };
}

gint32
case_period_first_day (CasePeriod period)
{
  switch (period.kind)
    {
    case CASE_DAY: return period.index;
    case CASE_MONTH: return case_month_first_day (period.index);
    case CASE_QUARTER: return case_month_first_day (period.index * 3);
    case CASE_YEAR: return case_month_first_day (period.index * 12);
    case CASE_ONCE:
    case N_CASE_KINDS:
    default: g_assert_not_reached ();
    }
}

gint32
case_period_last_day (CasePeriod period)
{
  if (period.kind == CASE_DAY)
    return period.index;

  return case_period_first_day ((CasePeriod) { period.kind, period.index + 1 }) - 1;
}

gboolean
case_period_equal (CasePeriod a,
                   CasePeriod b)
{
  return a.kind == b.kind && a.index == b.index;
}

char *
case_period_format (CasePeriod period)
{
  switch (period.kind)
    {
    case CASE_DAY: return case_day_format (period.index);
    case CASE_MONTH: return g_strdup_printf ("%04d-%02d", period.index / 12, period.index % 12 + 1);
    case CASE_QUARTER: return g_strdup_printf ("%04d-Q%d", period.index / 4, period.index % 4 + 1);
    case CASE_YEAR: return g_strdup_printf ("%04d", period.index);
    case CASE_ONCE: return g_strdup ("once");
    case N_CASE_KINDS:
    default: g_assert_not_reached ();
    }
}
