// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-period.h"

#include "testing.h"

/* ---- days ---- */

typedef struct
{
  const char *text;
  gboolean    valid;
} DayRow;

static const DayRow day_rows[] = {
  { "2021-03-15", TRUE }, { "2020-02-29", TRUE }, { "2000-02-29", TRUE }, { "1000-01-01", TRUE }, { "9999-12-31", TRUE }, { "2021-12-31", TRUE },
  { "2021-02-29", FALSE }, { "1900-02-29", FALSE }, { "2021-04-31", FALSE }, { "2021-13-01", FALSE }, { "2021-00-10", FALSE },
  { "2021-01-00", FALSE }, { "2021-01-32", FALSE }, { "0999-12-31", FALSE }, { "0000-01-01", FALSE }, { "10000-01-01", FALSE },
  { "2021-3-15", FALSE }, { "2021-03-5", FALSE }, { "2021/03/15", FALSE }, { "2021-03", FALSE }, { "2021", FALSE }, { "", FALSE }, { "once", FALSE },
  { "2021-03-15 ", FALSE }, { " 2021-03-15", FALSE }, { "2021-03-150", FALSE }, { "-2021-03-15", FALSE }, { "2021-03-1５", FALSE }, { "2021--3-15", FALSE },
  { "2021-03-+5", FALSE }, { "2021-03-15T00:00", FALSE }, { "15-03-2021", FALSE }, { "2021-", FALSE }, { "2021-03-", FALSE },
};

static void
test_day (gconstpointer data)
{
  const DayRow *row = data;
  g_autoptr (GError) error = NULL;
  HengDay day = 77;

  g_assert_true (heng_day_parse (row->text, &day, &error) == row->valid);
  if (row->valid)
    {
      g_autofree char *text = heng_day_format (day);

      g_assert_no_error (error);
      g_assert_cmpstr (text, ==, row->text);
    }
  else
    {
      g_assert_error (error, HENG_ERROR, HENG_ERROR_DAY_SYNTAX);
      g_assert_cmpstr (heng_error_get_argument (error, 0), ==, row->text);
      g_assert_cmpint (day, ==, 77);
    }
}

static void
test_days_follow_each_other (void)
{
  HengDay first = heng_day_new (1999, 1, 1), last = heng_day_new (2025, 1, 1);
  gint n_leap_days = 0;

  g_assert_cmpint (heng_day_new (1, 1, 1), ==, 1);
  for (HengDay day = first; day < last; day++)
    {
      g_autofree char *text = heng_day_format (day);
      HengDay read;

      g_assert_true (heng_day_parse (text, &read, NULL));
      g_assert_cmpint (read, ==, day);
      g_assert_cmpint (heng_day_get_month (day) / 12, ==, heng_day_get_year (day));
      n_leap_days += g_str_has_suffix (text, "-02-29");
    }
  /* 2000, 2004 … 2024 */
  g_assert_cmpint (n_leap_days, ==, 7);
  g_assert_cmpint (last - first, ==, 26 * 365 + 7);
}

/* ---- periods ---- */

typedef struct
{
  const char    *text;
  HengPeriodKind kind;
  const char    *first, *last; /* %NULL: no period */
} PeriodRow;

static const PeriodRow period_rows[] = {
  { "2021", HENG_PERIOD_YEAR, "2021-01-01", "2021-12-31" },
  { "2021-Q1", HENG_PERIOD_QUARTER, "2021-01-01", "2021-03-31" },
  { "2021-Q3", HENG_PERIOD_QUARTER, "2021-07-01", "2021-09-30" },
  { "2021-Q4", HENG_PERIOD_QUARTER, "2021-10-01", "2021-12-31" },
  { "2021-03", HENG_PERIOD_MONTH, "2021-03-01", "2021-03-31" },
  { "2021-02", HENG_PERIOD_MONTH, "2021-02-01", "2021-02-28" },
  { "2020-02", HENG_PERIOD_MONTH, "2020-02-01", "2020-02-29" },
  { "2021-12", HENG_PERIOD_MONTH, "2021-12-01", "2021-12-31" },
  { "2021-03-15", HENG_PERIOD_DAY, "2021-03-15", "2021-03-15" },
  { "9999", HENG_PERIOD_YEAR, "9999-01-01", "9999-12-31" },
  { "1000", HENG_PERIOD_YEAR, "1000-01-01", "1000-12-31" },
  { "2021-13", HENG_PERIOD_DAY, NULL, NULL }, { "2021-00", HENG_PERIOD_DAY, NULL, NULL }, { "2021-Q5", HENG_PERIOD_DAY, NULL, NULL },
  { "2021-Q0", HENG_PERIOD_DAY, NULL, NULL }, { "2021-q1", HENG_PERIOD_DAY, NULL, NULL }, { "2021Q1", HENG_PERIOD_DAY, NULL, NULL },
  { "2021-Q12", HENG_PERIOD_DAY, NULL, NULL }, { "2021-02-29", HENG_PERIOD_DAY, NULL, NULL }, { "2021-1", HENG_PERIOD_DAY, NULL, NULL },
  { "21", HENG_PERIOD_DAY, NULL, NULL }, { "0999", HENG_PERIOD_DAY, NULL, NULL }, { "0999-Q1", HENG_PERIOD_DAY, NULL, NULL },
  { "0999-01", HENG_PERIOD_DAY, NULL, NULL }, { "20211", HENG_PERIOD_DAY, NULL, NULL }, { "", HENG_PERIOD_DAY, NULL, NULL },
  { " 2021", HENG_PERIOD_DAY, NULL, NULL }, { "2021 ", HENG_PERIOD_DAY, NULL, NULL }, { "Once", HENG_PERIOD_DAY, NULL, NULL },
  { "once ", HENG_PERIOD_DAY, NULL, NULL }, { "abcd", HENG_PERIOD_DAY, NULL, NULL }, { "２０２１", HENG_PERIOD_DAY, NULL, NULL },
  { "2021年", HENG_PERIOD_DAY, NULL, NULL }, { "2021-03-32", HENG_PERIOD_DAY, NULL, NULL }, { "-2021", HENG_PERIOD_DAY, NULL, NULL },
  { "+202", HENG_PERIOD_DAY, NULL, NULL }, { "20-21-Q", HENG_PERIOD_DAY, NULL, NULL }, { "2021-W1", HENG_PERIOD_DAY, NULL, NULL },
};

static void
test_period (gconstpointer data)
{
  const PeriodRow *row = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;
  HengPeriod period;

  if (row->first == NULL)
    {
      g_assert_false (heng_period_parse (row->text, &period, &error));
      g_assert_error (error, HENG_ERROR, HENG_ERROR_PERIOD_SYNTAX);
      g_assert_cmpstr (heng_error_get_argument (error, 0), ==, row->text);
      return;
    }

  g_assert_true (heng_period_parse (row->text, &period, &error));
  g_assert_no_error (error);
  g_assert_cmpint (period.kind, ==, row->kind);
  text = heng_period_format (period);
  first = heng_day_format (heng_period_get_first_day (period));
  last = heng_day_format (heng_period_get_last_day (period));
  g_assert_cmpstr (text, ==, row->text);
  g_assert_cmpstr (first, ==, row->first);
  g_assert_cmpstr (last, ==, row->last);
}

static void
test_once (void)
{
  g_autofree char *text = NULL;
  HengPeriod period;

  g_assert_true (heng_period_parse ("once", &period, NULL));
  g_assert_cmpint (period.kind, ==, HENG_PERIOD_ONCE);
  text = heng_period_format (period);
  g_assert_cmpstr (text, ==, "once");
  g_assert_true (heng_period_equal (period, heng_period_of_month (HENG_PERIOD_ONCE, 2021 * 12)));
}

typedef struct
{
  const char *month;
  const char *quarter;
  const char *year;
} MonthRow;

static const MonthRow month_rows[] = {
  { "2021-01", "2021-Q1", "2021" }, { "2021-03", "2021-Q1", "2021" }, { "2021-04", "2021-Q2", "2021" }, { "2021-09", "2021-Q3", "2021" },
  { "2021-12", "2021-Q4", "2021" }, { "2020-02", "2020-Q1", "2020" },
};

static void
test_periods_of_months (gconstpointer data)
{
  const MonthRow *row = data;
  const char *const expected[] = { row->month, row->quarter, row->year };
  HengPeriod month;

  g_assert_true (heng_period_parse (row->month, &month, NULL));
  for (int kind = HENG_PERIOD_MONTH; kind <= HENG_PERIOD_YEAR; kind++)
    {
      HengPeriod period = heng_period_of_month ((HengPeriodKind) kind, month.index);
      g_autofree char *text = heng_period_format (period);

      g_assert_cmpstr (text, ==, expected[kind - HENG_PERIOD_MONTH]);
      g_assert_cmpint (heng_period_get_first_month (period), <=, month.index);
      g_assert_cmpint (heng_period_get_last_month (period), >=, month.index);
      g_assert_cmpint (heng_period_get_first_day (period), ==, heng_month_get_first_day (heng_period_get_first_month (period)));
      g_assert_cmpint (heng_period_get_last_day (period), ==, heng_month_get_last_day (heng_period_get_last_month (period)));
    }
}

static void
test_order (void)
{
  static const char *const ascending[] = {
    "2021-03-14", "2021-03-15", "1000-01", "2020-12", "2021-01", "2020-Q4", "2021-Q1", "2020", "2021", "once",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ascending); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (ascending); j++)
      {
        HengPeriod a, b;

        g_assert_true (heng_period_parse (ascending[i], &a, NULL));
        g_assert_true (heng_period_parse (ascending[j], &b, NULL));
        g_assert_cmpint (heng_period_compare (a, b), ==, (i > j) - (i < j));
        g_assert_true (heng_period_equal (a, b) == (i == j));
      }
}

static void
test_kinds (void)
{
  static const char *const names[] = { "day", "month", "quarter", "year", "once" };
  HengPeriodKind kind;

  for (int i = 0; i < (int) G_N_ELEMENTS (names); i++)
    {
      g_assert_cmpstr (heng_period_kind_get_name ((HengPeriodKind) i), ==, names[i]);
      g_assert_true (heng_period_kind_parse (names[i], &kind));
      g_assert_cmpint (kind, ==, i);
    }
  g_assert_false (heng_period_kind_parse ("week", &kind));
  g_assert_false (heng_period_kind_parse ("", &kind));
  g_assert_false (heng_period_kind_parse ("Year", &kind));
}

typedef struct
{
  const char *period;
  const char *within;
  gboolean    expected;
} WithinRow;

static const WithinRow within_rows[] = {
  { "2021", "2021", TRUE }, { "2021-03", "2021", TRUE }, { "2021-Q4", "2021", TRUE }, { "2021-12-31", "2021", TRUE },
  { "2021-03", "2021-Q1", TRUE }, { "2021-04", "2021-Q1", FALSE }, { "2021", "2021-03", FALSE }, { "2020-12-31", "2021", FALSE },
  { "2022-01-01", "2021", FALSE }, { "once", "once", TRUE }, { "once", "2021", FALSE }, { "2021", "once", FALSE },
};

static void
test_within (gconstpointer data)
{
  const WithinRow *row = data;
  HengPeriod period, within;

  g_assert_true (heng_period_parse (row->period, &period, NULL));
  g_assert_true (heng_period_parse (row->within, &within, NULL));
  g_assert_cmpint (heng_period_lies_within (period, within), ==, row->expected);
}

/* Every day that can be written down, against GLib's calendar. */
static void
test_every_day (void)
{
  HengDay last = heng_day_new (HENG_YEAR_MAX, 12, 31);

  for (HengDay day = 1; day <= last; day++)
    {
      HengMonth month;
      GDate date;

      g_date_clear (&date, 1);
      g_date_set_julian (&date, (guint32) day);
      month = g_date_get_year (&date) * 12 + (gint) g_date_get_month (&date) - 1;
      if (heng_day_get_month (day) != month || heng_day_new (g_date_get_year (&date), g_date_get_month (&date), g_date_get_day (&date)) != day)
        g_assert_cmpint (day, ==, HENG_DAY_NONE);
      if (g_date_get_day (&date) == 1)
        g_assert_cmpint (heng_month_get_first_day (month), ==, day);
      if (g_date_is_last_of_month (&date))
        g_assert_cmpint (heng_month_get_last_day (month), ==, day);
    }
}

static const struct
{
  const char *label;
  gint64      kind;
  gint64      index;
  gboolean    is_valid;
} file_rows[] = {
  { "first day", HENG_PERIOD_DAY, 364878, TRUE },
  { "day before", HENG_PERIOD_DAY, 364877, FALSE },
  { "last day", HENG_PERIOD_DAY, 3652059, TRUE },
  { "day after", HENG_PERIOD_DAY, 3652060, FALSE },
  { "day of another book", HENG_PERIOD_DAY, (G_GINT64_CONSTANT (1) << 32) + 738000, FALSE },
  { "month", HENG_PERIOD_MONTH, 2024 * 12 + 11, TRUE },
  { "month too late", HENG_PERIOD_MONTH, 10000 * 12, FALSE },
  { "month below zero", HENG_PERIOD_MONTH, -1, FALSE },
  { "quarter", HENG_PERIOD_QUARTER, 1000 * 4, TRUE },
  { "quarter too early", HENG_PERIOD_QUARTER, 1000 * 4 - 1, FALSE },
  { "year", HENG_PERIOD_YEAR, 9999, TRUE },
  { "year too late", HENG_PERIOD_YEAR, 10000, FALSE },
  { "once", HENG_PERIOD_ONCE, 0, TRUE },
  { "twice", HENG_PERIOD_ONCE, 1, FALSE },
  { "no kind", 5, 2024, FALSE },
  { "kind below zero", -1, 2024, FALSE },
};

static void
test_valid (gconstpointer data)
{
  const typeof (file_rows[0]) *row = data;

  g_assert_cmpint (heng_period_is_valid (row->kind, row->index), ==, row->is_valid);
  if (row->kind == HENG_PERIOD_DAY)
    g_assert_cmpint (heng_day_is_valid (row->index), ==, row->is_valid);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/values/period/every-day", test_every_day);

  HENG_TEST_ADD_ROWS ("/values/period/day", day_rows, test_day);
  g_test_add_func ("/values/period/days-follow-each-other", test_days_follow_each_other);
  HENG_TEST_ADD_ROWS ("/values/period/parse", period_rows, test_period);
  g_test_add_func ("/values/period/once", test_once);
  HENG_TEST_ADD_ROWS ("/values/period/of-month", month_rows, test_periods_of_months);
  g_test_add_func ("/values/period/order", test_order);
  HENG_TEST_ADD_ROWS ("/values/period/within", within_rows, test_within);
  HENG_TEST_ADD_ROWS ("/values/period/valid", file_rows, test_valid);
  g_test_add_func ("/values/period/kinds", test_kinds);

  return g_test_run ();
}
