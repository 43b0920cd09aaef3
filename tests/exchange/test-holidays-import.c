// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-holidays-import.h"

#include "heng-book-calendars.h"
#include "heng-import.h"
#include "ledger-testing.h"

static gboolean
import (Testing           *self,
        const char        *text,
        HengImportReport  *report,
        GError           **error)
{
  g_autofree char *path = g_build_filename (self->folder, "holidays.csv", NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return heng_import_files (self->book, (const char *const[]) { path }, 1, FALSE, report, error);
}

static gint64
count_facts (Testing *self)
{
  gint64 count = 0;

  g_assert_true (heng_book_get_head (self->book, &count, NULL, NULL));
  return count;
}

static gboolean
is_working_day (Testing    *self,
                const char *code,
                const char *text,
                gint64      known)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HengCalendar) calendar = heng_book_get_calendar (self->book, code, known, &error);
  HengDay day;
  gint missing = 0;

  g_assert_no_error (error);
  g_assert_true (heng_day_parse (text, &day, NULL));
  return heng_calendar_is_working_day (calendar, day, &missing);
}

/* A later table replaces the years that it states; what was known before stays known. */
static void
test_import (Testing       *self,
             gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  HengImportReport report;
  gint64 count;

  g_assert_true (is_working_day (self, "CN", "2024-05-01", 0));
  g_assert_true (import (self, "calendar,date,kind,name_zh,name_en\nCN,2024-05-01,holiday,劳动节,Labour Day\nCN,2024-05-11,workday,劳动节,Labour Day\n"
                               "XX,2024-07-14,holiday,,\n", &report, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (report.n_calendars, ==, 2);
  count = count_facts (self);
  g_assert_false (is_working_day (self, "CN", "2024-05-01", 0));
  g_assert_true (is_working_day (self, "CN", "2024-05-11", 0));
  g_assert_false (is_working_day (self, "XX", "2024-05-11", 0));
  g_assert_true (is_working_day (self, "XX", "2024-05-01", 0));

  /* without names, and the other way round: the same to the byte, and so no fact */
  g_assert_true (import (self, "calendar,date,kind\nXX,2024-07-14,holiday\n", &report, &error));
  g_assert_cmpuint (report.n_calendars, ==, 0);
  g_assert_cmpint (count_facts (self), ==, count);

  g_assert_true (import (self, "calendar,date,kind\nCN,2024-10-01,holiday\n", &report, &error));
  g_assert_cmpuint (report.n_calendars, ==, 1);
  g_assert_true (is_working_day (self, "CN", "2024-05-01", 0));
  g_assert_false (is_working_day (self, "CN", "2024-05-01", count));
  g_assert_true (is_working_day (self, "CN", "2024-05-01", 1));
}

static const struct
{
  const char *text;
  int         error;
  guint       line;
} bad_rows[] = {
  { "calendar,date,kind\n", HENG_ERROR_CALENDAR_EMPTY, 0 },
  { "calendar,date,kind\nCN,2024-01-01,holiday\nCN,2024-05-01,holiday\nCN,2024-01-01,holiday\n", HENG_ERROR_CALENDAR_TWICE, 4 },
  { "calendar,date,kind\nCN,2024-01-01,holiday\nCN,2024-05-11,workday\nCN,2024-05-11,holiday\n", HENG_ERROR_CALENDAR_TWICE, 4 },
  { "calendar,date,kind\nCN,2024-01-01,holiday\nCN,2024-05-10,workday\n", HENG_ERROR_CALENDAR_WORKDAY, 3 },
  { "calendar,date,kind\nCN,2024-01-01,free\n", HENG_ERROR_TABLE_WORD, 2 },
  { "calendar,date,kind\nCN,2024-02-30,holiday\n", HENG_ERROR_DAY_SYNTAX, 2 },
  { "calendar,date,kind\nC N,2024-01-01,holiday\n", HENG_ERROR_DOCUMENT_CODE, 2 },
  { "calendar,date,kind\n,2024-01-01,holiday\n", HENG_ERROR_TABLE_FIELD_EMPTY, 2 },
  { "calendar,date,kind\nCN,2023-01-01,holiday\nCN,2025-01-01,holiday\n", HENG_ERROR_CALENDAR_GAP, 0 },
  { "calendar,date\nCN,2023-01-01\n", HENG_ERROR_TABLE_COLUMN_MISSING, 1 },
  { "calendar,date,kind,colour\nCN,2023-01-01,holiday,red\n", HENG_ERROR_TABLE_COLUMN_UNKNOWN, 1 },
  /* the second calendar is wrong, and nothing is recorded of the first */
  { "calendar,date,kind\nCN,2024-01-01,holiday\nXX,2024-01-02,workday\n", HENG_ERROR_CALENDAR_WORKDAY, 3 },
};

static void
test_bad (Testing       *self,
          gconstpointer  data)
{
  gint64 count = count_facts (self);

  for (gsize i = 0; i < G_N_ELEMENTS (bad_rows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (import (self, bad_rows[i].text, NULL, &error));
      g_assert_error (error, HENG_ERROR, bad_rows[i].error);
      g_assert_cmpuint (heng_error_get_line (error), ==, bad_rows[i].line);
      g_assert_cmpint (count_facts (self), ==, count);
    }
}

static const struct
{
  const char *day;
  gboolean    works;
} standard_rows[] = {
  { "2007-02-17", TRUE }, { "2007-02-19", FALSE }, { "2013-01-05", TRUE }, { "2015-09-03", FALSE }, { "2019-05-02", FALSE },
  { "2020-01-31", FALSE }, { "2020-02-02", FALSE }, { "2020-02-03", TRUE }, { "2022-12-31", FALSE }, { "2024-02-09", TRUE },
  { "2024-02-18", TRUE }, { "2024-09-14", TRUE }, { "2025-01-28", FALSE }, { "2026-02-23", FALSE }, { "2026-10-10", TRUE },
};

/* The table that new books begin with is complete: each year is known, in each there are some eleven to thirteen days that are off in law. */
static void
test_standard (Testing       *self,
               gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HengCalendar) calendar = NULL;

  g_assert_true (heng_standard_holidays_append (self->book, &error));
  g_assert_no_error (error);
  calendar = heng_book_get_calendar (self->book, "CN", 0, &error);
  for (gint year = 2007; year <= 2026; year++)
    {
      guint off_weekdays = 0, worked_weekends = 0;
      gint missing = 0;

      g_assert_true (heng_calendar_has_year (calendar, year));
      for (HengDay day = heng_day_new (year, 1, 1); day <= heng_day_new (year, 12, 31); day++)
        {
          gboolean works = heng_calendar_is_working_day (calendar, day, &missing);

          off_weekdays += !works && !heng_day_is_weekend (day);
          worked_weekends += works && heng_day_is_weekend (day);
        }
      g_assert_cmpint (missing, ==, 0);
      g_assert_cmpuint (off_weekdays, >, worked_weekends);
      g_assert_cmpuint (off_weekdays - worked_weekends, >=, 8);
      g_assert_cmpuint (off_weekdays - worked_weekends, <=, 14);
    }
  g_assert_false (heng_calendar_has_year (calendar, 2006));
  g_assert_false (heng_calendar_has_year (calendar, 2027));
  for (gsize i = 0; i < G_N_ELEMENTS (standard_rows); i++)
    g_assert_cmpint (is_working_day (self, "CN", standard_rows[i].day, 0), ==, standard_rows[i].works);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/exchange/holidays-import/import", Testing, NULL, testing_set_up, test_import, testing_tear_down);
  g_test_add ("/exchange/holidays-import/bad", Testing, NULL, testing_set_up, test_bad, testing_tear_down);
  g_test_add ("/exchange/holidays-import/standard", Testing, NULL, testing_set_up, test_standard, testing_tear_down);

  return g_test_run ();
}
