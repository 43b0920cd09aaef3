// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-period.h"

#include "heng-error.h"

#include <string.h>

static const char *const kind_names[] = { "day", "month", "quarter", "year", "once" };

/* Reads exactly @n_digits digits and moves on. */
static gboolean
read_digits (const char **at,
             guint        n_digits,
             gint        *value)
{
  *value = 0;
  for (guint i = 0; i < n_digits; i++, (*at)++)
    {
      if (!g_ascii_isdigit (**at))
        return FALSE;
      *value = *value * 10 + (**at - '0');
    }

  return TRUE;
}

static gboolean
read_month (const char **at,
            gint        *year,
            gint        *month)
{
  return read_digits (at, 4, year) && *year >= HENG_YEAR_MIN && *(*at)++ == '-' &&
         read_digits (at, 2, month) && *month >= 1 && *month <= 12;
}

static gboolean
read_day (const char *text,
          HengDay    *day)
{
  gint year, month, number;

  if (!read_month (&text, &year, &month) || *text++ != '-' || !read_digits (&text, 2, &number) || *text != '\0' ||
      number < 1 || !g_date_valid_dmy ((GDateDay) number, (GDateMonth) month, (GDateYear) year))
    return FALSE;

  *day = heng_day_new (year, (guint) month, (guint) number);
  return TRUE;
}

gboolean
heng_day_parse (const char  *text,
                HengDay     *day,
                GError     **error)
{
  g_return_val_if_fail (text != NULL, FALSE);

  if (read_day (text, day))
    return TRUE;

  heng_error_set (error, HENG_ERROR_DAY_SYNTAX, text, NULL);
  return FALSE;
}

/* Days of the year before each month, of years that are not leap years. */
static const gint days_before_month[] = { 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365 };

static gboolean
is_leap_year (gint64 year)
{
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

/* Days before the first of @month, counted from 0. Asked for many times in every settlement. A damaged book may have any year. */
static gint64
count_days_before (gint64 year,
                   gint   month)
{
  gint64 before = year - 1;

  return before * 365 + before / 4 - before / 100 + before / 400 + days_before_month[month] + (month > 1 && is_leap_year (year));
}

HengDay
heng_day_new (gint  year,
              guint month,
              guint day)
{
  g_return_val_if_fail (year > 0 && month >= 1 && month <= 12, HENG_DAY_NONE);

  return (HengDay) (count_days_before (year, (gint) month - 1) + day);
}

static void
date_of_day (HengDay  day,
             GDate   *date)
{
  g_date_clear (date, 1);
  g_date_set_julian (date, (guint32) day);
}

char *
heng_day_format (HengDay day)
{
  GDate date;

  g_return_val_if_fail (day > 0, NULL);

  date_of_day (day, &date);
  return g_strdup_printf ("%04u-%02u-%02u", (guint) g_date_get_year (&date), (guint) g_date_get_month (&date),
                          (guint) g_date_get_day (&date));
}

gint
heng_day_get_year (HengDay day)
{
  GDate date;

  date_of_day (day, &date);
  return g_date_get_year (&date);
}

HengMonth
heng_day_get_month (HengDay day)
{
  gint year, month;

  g_return_val_if_fail (day > 0, 0);

  /* 146097 days are 400 years; the guess is never too small, and too large by a year at most. */
  year = (gint) (((gint64) day * 400 + 146096) / 146097);
  while (count_days_before (year, 0) >= day)
    year--;
  while (count_days_before (year + 1, 0) < day)
    year++;
  month = (gint) (day - count_days_before (year, 0) - 1) / 31;
  while (month < 11 && count_days_before (year, month + 1) < day)
    month++;
  return year * 12 + month;
}

HengDay
heng_month_get_first_day (HengMonth month)
{
  g_return_val_if_fail (month >= 0, HENG_DAY_NONE);

  return (HengDay) (count_days_before (month / 12, month % 12) + 1);
}

HengDay
heng_month_get_last_day (HengMonth month)
{
  g_return_val_if_fail (month >= 0 && month < G_MAXINT32, HENG_DAY_NONE);

  return (HengDay) count_days_before ((month + 1) / 12, (month + 1) % 12);
}

gboolean
heng_day_is_valid (gint64 day)
{
  return day > count_days_before (HENG_YEAR_MIN, 0) && day <= count_days_before (HENG_YEAR_MAX + 1, 0);
}

gboolean
heng_period_is_valid (gint64 kind,
                      gint64 index)
{
  switch (kind)
    {
    case HENG_PERIOD_DAY:
      return heng_day_is_valid (index);
    case HENG_PERIOD_MONTH:
      return index >= HENG_YEAR_MIN * 12 && index < (HENG_YEAR_MAX + 1) * 12;
    case HENG_PERIOD_QUARTER:
      return index >= HENG_YEAR_MIN * 4 && index < (HENG_YEAR_MAX + 1) * 4;
    case HENG_PERIOD_YEAR:
      return index >= HENG_YEAR_MIN && index <= HENG_YEAR_MAX;
    case HENG_PERIOD_ONCE:
      return index == 0;
    default:
      return FALSE;
    }
}

gboolean
heng_period_parse (const char  *text,
                   HengPeriod  *period,
                   GError     **error)
{
  const char *at = text;
  gsize length = strlen (text);
  gint year, part;

  if (strcmp (text, "once") == 0)
    {
      *period = (HengPeriod) { HENG_PERIOD_ONCE, 0 };
      return TRUE;
    }
  if (length == 4 && read_digits (&at, 4, &year) && year >= HENG_YEAR_MIN)
    {
      *period = (HengPeriod) { HENG_PERIOD_YEAR, year };
      return TRUE;
    }
  at = text;
  if (length == 7 && text[4] == '-' && text[5] == 'Q' && text[6] >= '1' && text[6] <= '4' &&
      read_digits (&at, 4, &year) && year >= HENG_YEAR_MIN)
    {
      *period = (HengPeriod) { HENG_PERIOD_QUARTER, year * 4 + (text[6] - '1') };
      return TRUE;
    }
  at = text;
  if (length == 7 && read_month (&at, &year, &part))
    {
      *period = (HengPeriod) { HENG_PERIOD_MONTH, year * 12 + part - 1 };
      return TRUE;
    }
  if (read_day (text, &period->index))
    {
      period->kind = HENG_PERIOD_DAY;
      return TRUE;
    }

  heng_error_set (error, HENG_ERROR_PERIOD_SYNTAX, text, NULL);
  return FALSE;
}

char *
heng_period_format (HengPeriod period)
{
  switch (period.kind)
    {
    case HENG_PERIOD_DAY:
      return heng_day_format (period.index);
    case HENG_PERIOD_MONTH:
      return g_strdup_printf ("%04d-%02d", period.index / 12, period.index % 12 + 1);
    case HENG_PERIOD_QUARTER:
      return g_strdup_printf ("%04d-Q%d", period.index / 4, period.index % 4 + 1);
    case HENG_PERIOD_YEAR:
      return g_strdup_printf ("%04d", period.index);
    case HENG_PERIOD_ONCE:
      return g_strdup ("once");
    default:
      g_assert_not_reached ();
    }
}

gboolean
heng_period_equal (HengPeriod a,
                   HengPeriod b)
{
  return a.kind == b.kind && a.index == b.index;
}

int
heng_period_compare (HengPeriod a,
                     HengPeriod b)
{
  if (a.kind != b.kind)
    return a.kind < b.kind ? -1 : 1;

  return (a.index > b.index) - (a.index < b.index);
}

gboolean
heng_period_lies_within (HengPeriod period,
                         HengPeriod within)
{
  if (period.kind == HENG_PERIOD_ONCE || within.kind == HENG_PERIOD_ONCE)
    return heng_period_equal (period, within);

  return heng_period_get_first_day (period) >= heng_period_get_first_day (within) &&
         heng_period_get_last_day (period) <= heng_period_get_last_day (within);
}

HengMonth
heng_period_get_first_month (HengPeriod period)
{
  switch (period.kind)
    {
    case HENG_PERIOD_DAY:
      return heng_day_get_month (period.index);
    case HENG_PERIOD_MONTH:
      return period.index;
    case HENG_PERIOD_QUARTER:
      return period.index * 3;
    case HENG_PERIOD_YEAR:
      return period.index * 12;
    case HENG_PERIOD_ONCE:
    default:
      g_return_val_if_reached (0);
    }
}

HengMonth
heng_period_get_last_month (HengPeriod period)
{
  HengMonth first = heng_period_get_first_month (period);

  return period.kind == HENG_PERIOD_YEAR ? first + 11 : period.kind == HENG_PERIOD_QUARTER ? first + 2 : first;
}

HengDay
heng_period_get_first_day (HengPeriod period)
{
  return period.kind == HENG_PERIOD_DAY ? period.index
                                        : heng_month_get_first_day (heng_period_get_first_month (period));
}

HengDay
heng_period_get_last_day (HengPeriod period)
{
  return period.kind == HENG_PERIOD_DAY ? period.index : heng_month_get_last_day (heng_period_get_last_month (period));
}

HengPeriod
heng_period_of_month (HengPeriodKind kind,
                      HengMonth      month)
{
  switch (kind)
    {
    case HENG_PERIOD_MONTH:
      return (HengPeriod) { kind, month };
    case HENG_PERIOD_QUARTER:
      return (HengPeriod) { kind, month / 3 };
    case HENG_PERIOD_YEAR:
      return (HengPeriod) { kind, month / 12 };
    case HENG_PERIOD_ONCE:
      return (HengPeriod) { kind, 0 };
    case HENG_PERIOD_DAY:
    default:
      g_return_val_if_reached (((HengPeriod) { HENG_PERIOD_ONCE, 0 }));
    }
}

const char *
heng_period_kind_get_name (HengPeriodKind kind)
{
  return kind_names[kind];
}

gboolean
heng_period_kind_parse (const char     *name,
                        HengPeriodKind *kind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kind_names); i++)
    if (strcmp (kind_names[i], name) == 0)
      {
        *kind = (HengPeriodKind) i;
        return TRUE;
      }

  return FALSE;
}
