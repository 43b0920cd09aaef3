// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-calendar.h"

#include "testing.h"

/* China's 2024, in part: the days around the Spring Festival, Tomb-Sweeping Day, Labour Day and the National Day. */
static const char year_2024[] =
  "{\"years\":{\"2024\":{\"holidays\":[\"2024-01-01\",\"2024-02-10\",\"2024-02-11\",\"2024-02-12\",\"2024-02-13\",\"2024-02-14\",\"2024-02-15\","
  "\"2024-02-16\",\"2024-02-17\",\"2024-04-04\",\"2024-04-05\",\"2024-04-06\",\"2024-05-01\",\"2024-05-02\",\"2024-05-03\",\"2024-05-04\",\"2024-05-05\"],"
  "\"workdays\":[\"2024-02-04\",\"2024-02-18\",\"2024-04-07\",\"2024-04-28\",\"2024-05-11\"]}}}";

static HengDay
day (const char *text)
{
  HengDay value;

  g_assert_true (heng_day_parse (text, &value, NULL));
  return value;
}

static void
assert_day (HengDay     actual,
            const char *expected)
{
  g_autofree char *text = heng_day_format (actual);

  g_assert_cmpstr (text, ==, expected);
}

static HengCalendar *
calendar_new (void)
{
  HengCalendar *calendar = heng_calendar_new ("CN");
  g_autoptr (GError) error = NULL;

  heng_calendar_read_years (calendar, year_2024, &error);
  g_assert_no_error (error);
  return calendar;
}

static const struct
{
  const char *day, *following, *preceding;
  gint        missing;
} roll_rows[] = {
  { "2024-01-31", "2024-01-31", "2024-01-31", 0 },
  { "2024-02-03", "2024-02-04", "2024-02-02", 0 }, /* a Saturday before a Sunday that is worked */
  { "2024-02-12", "2024-02-18", "2024-02-09", 0 }, /* eight days off; the Sunday after is worked */
  { "2024-04-06", "2024-04-07", "2024-04-03", 0 },
  { "2024-05-01", "2024-05-06", "2024-04-30", 0 },
  { "2024-04-28", "2024-04-28", "2024-04-28", 0 },
  { "2024-06-30", "2024-07-01", "2024-06-28", 0 }, /* an ordinary weekend */
  { "2023-12-31", "2024-01-02", "2023-12-29", 2023 },
  { "2027-10-02", "2027-10-04", "2027-10-01", 2027 }, /* nobody knows that year yet: weekends only */
};

static void
test_roll (void)
{
  g_autoptr (HengCalendar) calendar = calendar_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (roll_rows); i++)
    {
      gint following = 0, preceding = 0, none = 0;

      assert_day (heng_calendar_roll (calendar, day (roll_rows[i].day), HENG_ROLL_FOLLOWING, &following), roll_rows[i].following);
      assert_day (heng_calendar_roll (calendar, day (roll_rows[i].day), HENG_ROLL_PRECEDING, &preceding), roll_rows[i].preceding);
      assert_day (heng_calendar_roll (calendar, day (roll_rows[i].day), HENG_ROLL_NONE, &none), roll_rows[i].day);
      g_assert_cmpint (following, ==, roll_rows[i].missing);
      g_assert_cmpint (preceding, ==, roll_rows[i].missing);
      g_assert_cmpint (none, ==, 0);
    }
}

static const struct
{
  const char *day;
  guint       n;
  const char *expected;
  gint        missing;
} add_rows[] = {
  { "2024-01-31", 0, "2024-01-31", 0 },
  { "2024-02-10", 0, "2024-02-10", 0 },
  { "2024-01-31", 1, "2024-02-01", 0 },
  { "2024-02-02", 1, "2024-02-04", 0 },
  { "2024-02-02", 7, "2024-02-18", 0 }, /* 4, 5, 6, 7, 8, 9, 18 */
  { "2024-04-03", 1, "2024-04-07", 0 },
  { "2024-04-26", 5, "2024-05-07", 0 }, /* 28, 29, 30, 6, 7 */
  { "2024-12-30", 2, "2025-01-01", 2025 },
};

static void
test_add (void)
{
  g_autoptr (HengCalendar) calendar = calendar_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (add_rows); i++)
    {
      gint missing = 0;

      assert_day (heng_calendar_add_working_days (calendar, day (add_rows[i].day), add_rows[i].n, &missing), add_rows[i].expected);
      g_assert_cmpint (missing, ==, add_rows[i].missing);
    }
}

static void
test_without_calendar (void)
{
  gint missing = 0;

  g_assert_false (heng_calendar_has_year (NULL, 2024));
  assert_day (heng_calendar_add_working_days (NULL, day ("2024-05-01"), 3, &missing), "2024-05-06");
  g_assert_cmpint (missing, ==, 2024);
  g_assert_true (heng_day_is_weekend (day ("2024-05-04")) && heng_day_is_weekend (day ("2024-05-05")));
  g_assert_false (heng_day_is_weekend (day ("2024-05-03")) || heng_day_is_weekend (day ("2024-05-06")));
}

/* A year stated again replaces what was stated of it and nothing else; the later year's arrangement prevails in December. */
static void
test_years_replace (void)
{
  g_autoptr (HengCalendar) calendar = calendar_new ();
  gint missing = 0;

  g_assert_true (heng_calendar_read_years (calendar, "{\"years\":{\"2025\":{\"holidays\":[\"2024-12-31\",\"2025-01-01\"],\"workdays\":[]}}}", NULL));
  g_assert_false (heng_calendar_is_working_day (calendar, day ("2024-12-31"), &missing));
  g_assert_false (heng_calendar_is_working_day (calendar, day ("2024-05-01"), &missing));
  g_assert_true (heng_calendar_read_years (calendar, "{\"years\":{\"2024\":{\"holidays\":[\"2024-01-01\"],\"workdays\":[]}}}", NULL));
  g_assert_true (heng_calendar_is_working_day (calendar, day ("2024-05-01"), &missing));
  g_assert_false (heng_calendar_is_working_day (calendar, day ("2024-12-31"), &missing));
  g_assert_cmpint (missing, ==, 0);
}

static const struct
{
  const char *data;
  int         error;
} data_rows[] = {
  { "{", HENG_ERROR_JSON_SYNTAX },
  { "[]", HENG_ERROR_JSON_SYNTAX }, { "{} {}", HENG_ERROR_JSON_SYNTAX },
  { "{}", HENG_ERROR_DOCUMENT_TYPE },
  { "{\"years\":{\"2024-01\":{}}}", HENG_ERROR_DOCUMENT_TYPE },
  { "{\"years\":{\"MMXXIV\":{}}}", HENG_ERROR_PERIOD_SYNTAX },
  { "{\"years\":{\"2024\":{\"holidays\":[20240101]}}}", HENG_ERROR_DOCUMENT_TYPE },
  { "{\"years\":{\"2024\":{\"holidays\":[\"2024-02-30\"]}}}", HENG_ERROR_DAY_SYNTAX },
};

static void
test_bad_data (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (data_rows); i++)
    {
      g_autoptr (HengCalendar) calendar = heng_calendar_new ("CN");
      g_autoptr (GError) error = NULL;

      g_assert_false (heng_calendar_read_years (calendar, data_rows[i].data, &error));
      g_assert_error (error, HENG_ERROR, data_rows[i].error);
    }
}

/* ---- tables ---- */

static const struct
{
  const char *days; /* a plus before those that are worked */
  const char *json; /* of the years, %NULL where it is refused */
  int         error;
  guint       row;
} table_rows[] = {
  { "2024-01-01 +2024-02-04", "{\"years\":{\"2024\":{\"holidays\":[\"2024-01-01\"],\"workdays\":[\"2024-02-04\"]}}}", 0, 0 },
  { "2025-01-01 2024-01-01", "{\"years\":{\"2024\":{\"holidays\":[\"2024-01-01\"],\"workdays\":[]},\"2025\":{\"holidays\":[\"2025-01-01\"],\"workdays\":[]}}}", 0, 0 },
  /* the arrangement of 2023 began on the last day of 2022, and yet nothing is known of 2022 */
  { "2022-12-31 2023-01-01 2023-01-02", "{\"years\":{\"2023\":{\"holidays\":[\"2022-12-31\",\"2023-01-01\",\"2023-01-02\"],\"workdays\":[]}}}", 0, 0 },
  { "2022-10-01 2022-12-31 2023-01-01", "{\"years\":{\"2022\":{\"holidays\":[\"2022-10-01\",\"2022-12-31\"],\"workdays\":[]},\"2023\":{\"holidays\":[\"2023-01-01\"],\"workdays\":[]}}}", 0, 0 },
  { "2024-12-31", "{\"years\":{\"2024\":{\"holidays\":[\"2024-12-31\"],\"workdays\":[]}}}", 0, 0 },
  { "2024-01-01 2024-05-01 2024-01-01", NULL, HENG_ERROR_CALENDAR_TWICE, 2 },
  { "2024-05-11 +2024-05-11", NULL, HENG_ERROR_CALENDAR_TWICE, 1 },
  { "2024-01-01 +2024-02-05", NULL, HENG_ERROR_CALENDAR_WORKDAY, 1 },
  { "2023-01-01 2025-01-01", NULL, HENG_ERROR_CALENDAR_GAP, G_MAXUINT },
  { "2023-01-01 +2024-02-04", NULL, HENG_ERROR_CALENDAR_GAP, G_MAXUINT },
  { "+2024-02-04", NULL, HENG_ERROR_CALENDAR_GAP, G_MAXUINT },
};

static void
test_tables (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (table_rows); i++)
    {
      g_auto (GStrv) texts = g_strsplit (table_rows[i].days, " ", -1);
      g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (HengCalendarDay));
      g_autoptr (GError) error = NULL;
      g_autofree char *json = NULL;
      guint row = 0;

      for (guint j = 0; texts[j] != NULL; j++)
        g_array_append_val (days, ((HengCalendarDay) { day (texts[j] + (*texts[j] == '+')), *texts[j] == '+' }));
      json = heng_calendar_write_years ("CN", days, &row, &error);
      g_assert_cmpstr (json, ==, table_rows[i].json);
      if (json != NULL)
        {
          g_autoptr (HengCalendar) calendar = heng_calendar_new ("CN");

          g_assert_no_error (error);
          g_assert_true (heng_calendar_read_years (calendar, json, NULL));
          continue;
        }
      g_assert_error (error, HENG_ERROR, table_rows[i].error);
      g_assert_cmpuint (row, ==, table_rows[i].row);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/domain/calendar/roll", test_roll);
  g_test_add_func ("/domain/calendar/add", test_add);
  g_test_add_func ("/domain/calendar/without", test_without_calendar);
  g_test_add_func ("/domain/calendar/years-replace", test_years_replace);
  g_test_add_func ("/domain/calendar/bad-data", test_bad_data);
  g_test_add_func ("/domain/calendar/tables", test_tables);

  return g_test_run ();
}
