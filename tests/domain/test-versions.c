// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-versions.h"

#include "domain-testing.h"

typedef struct
{
  const char *from, *to; /* @to may be %NULL */
  const char *assessed;
} Version;

typedef struct
{
  const char *label;
  Version     versions[4];
  const char *day;     /* or %NULL with … */
  const char *within;  /* … a period */
  const char *periods; /* each with number of the version, from 1, and its months */
} ListRow;

static const ListRow list_rows[] = {
  { "two years", { { "2020-01-01", "2021-12-31", "year" } }, "2026-06-30", NULL, "2020=1:2020-01~2020-12 2021=1:2021-01~2021-12" },
  { "ended by its last day", { { "2020-01-01", "2021-12-31", "year" } }, "2020-12-31", NULL, "2020=1:2020-01~2020-12" },
  { "not ended a day before", { { "2020-01-01", "2021-12-31", "year" } }, "2020-12-30", NULL, "" },
  { "before it begins", { { "2020-01-01", "2021-12-31", "year" } }, "2019-06-30", NULL, "" },
  { "an open end", { { "2020-01-01", NULL, "year" } }, "2022-12-31", NULL, "2020=1:2020-01~2020-12 2021=1:2021-01~2021-12 2022=1:2022-01~2022-12" },
  { "cut at the beginning", { { "2020-04-01", "2021-12-31", "year" } }, "2021-01-01", NULL, "2020=1:2020-04~2020-12" },
  { "cut at the end", { { "2020-01-01", "2021-03-31", "year" } }, "2021-12-31", NULL, "2020=1:2020-01~2020-12 2021=1:2021-01~2021-03" },
  { "cut at the end, ended with the agreement", { { "2020-01-01", "2021-03-31", "year" } }, "2021-03-31", NULL, "2020=1:2020-01~2020-12 2021=1:2021-01~2021-03" },
  { "cut inside a month", { { "2020-04-15", "2020-06-15", "month" } }, "2026-06-30", NULL, "2020-04=1:2020-04~2020-04 2020-05=1:2020-05~2020-05 2020-06=1:2020-06~2020-06" },
  { "quarters, cut", { { "2020-02-01", "2020-08-31", "quarter" } }, "2026-06-30", NULL, "2020-Q1=1:2020-02~2020-03 2020-Q2=1:2020-04~2020-06 2020-Q3=1:2020-07~2020-08" },
  { "once has ended on its first day", { { "2020-04-15", "2023-06-30", "once" } }, "2020-04-15", NULL, "once=1:2020-04~2023-06" },
  { "once, a day before", { { "2020-04-15", "2023-06-30", "once" } }, "2020-04-14", NULL, "" },
  { "once, open", { { "2020-04-15", NULL, "once" } }, "2026-06-30", NULL, "once=1:2020-04~2020-04" },
  { "one day", { { "2020-04-15", "2020-04-15", "month" } }, "2026-06-30", NULL, "2020-04=1:2020-04~2020-04" },

  { "within a year, ended or not", { { "2024-11-01", NULL, "month" } }, NULL, "2024", "2024-11=1:2024-11~2024-11 2024-12=1:2024-12~2024-12" },
  { "within a quarter", { { "2020-01-01", NULL, "month" } }, NULL, "2021-Q2", "2021-04=1:2021-04~2021-04 2021-05=1:2021-05~2021-05 2021-06=1:2021-06~2021-06" },
  { "within itself", { { "2020-01-01", NULL, "year" } }, NULL, "2030", "2030=1:2030-01~2030-12" },
  { "a year lies within no month", { { "2020-01-01", NULL, "year" } }, NULL, "2021-03", "" },
  { "within what is not assessed", { { "2020-01-01", "2021-12-31", "year" } }, NULL, "2022", "" },
  { "within once", { { "2030-01-01", NULL, "once" } }, NULL, "once", "once=1:2030-01~2030-01" },
  { "once lies within no year", { { "2020-01-01", NULL, "once" } }, NULL, "2020", "" },

  { "a correction", { { "2020-01-01", "2021-12-31", "year" }, { "2020-01-01", "2020-12-31", "year" } }, "2026-06-30", NULL, "2020=2:2020-01~2020-12" },
  { "a correction of a correction", { { "2020-01-01", "2021-12-31", "year" }, { "2020-01-01", "2020-12-31", "year" }, { "2020-01-01", "2021-12-31", "year" } }, "2026-06-30", NULL,
    "2020=3:2020-01~2020-12 2021=3:2021-01~2021-12" },
  { "an amendment", { { "2020-01-01", "2022-12-31", "year" }, { "2021-01-01", "2022-12-31", "year" } }, "2026-06-30", NULL,
    "2020=1:2020-01~2020-12 2021=2:2021-01~2021-12 2022=2:2022-01~2022-12" },
  { "an amendment within a year governs from the next", { { "2020-01-01", "2022-12-31", "year" }, { "2021-07-01", "2022-12-31", "year" } }, "2026-06-30", NULL,
    "2020=1:2020-01~2020-12 2021=1:2021-01~2021-12 2022=2:2022-01~2022-12" },
  { "an amendment that ends earlier", { { "2020-01-01", "2024-12-31", "year" }, { "2022-01-01", "2022-12-31", "year" } }, "2026-06-30", NULL,
    "2020=1:2020-01~2020-12 2021=1:2021-01~2021-12 2022=2:2022-01~2022-12" },
  { "an amendment of months", { { "2020-11-01", "2021-02-28", "month" }, { "2021-01-01", "2021-01-31", "month" } }, "2026-06-30", NULL,
    "2020-11=1:2020-11~2020-11 2020-12=1:2020-12~2020-12 2021-01=2:2021-01~2021-01" },
  { "a correction of the first of two", { { "2020-01-01", "2022-12-31", "year" }, { "2021-01-01", "2022-12-31", "year" }, { "2020-01-01", "2022-12-31", "year" } }, "2026-06-30", NULL,
    "2020=3:2020-01~2020-12 2021=3:2021-01~2021-12 2022=3:2022-01~2022-12" },
  { "a second round behind a gap", { { "2020-01-01", "2020-12-31", "year" }, { "2022-01-01", "2022-12-31", "year" } }, "2026-06-30", NULL,
    "2020=1:2020-01~2020-12 2022=2:2022-01~2022-12" },
  { "a second round from the middle of a year", { { "2020-01-01", "2020-12-31", "year" }, { "2021-07-01", "2022-12-31", "year" } }, "2026-06-30", NULL,
    "2020=1:2020-01~2020-12 2021=2:2021-07~2021-12 2022=2:2022-01~2022-12" },
  { "from months to years", { { "2020-11-01", "2022-12-31", "month" }, { "2021-01-01", "2021-12-31", "year" } }, "2026-06-30", NULL,
    "2020-11=1:2020-11~2020-11 2020-12=1:2020-12~2020-12 2021=2:2021-01~2021-12" },
  { "from months to years in the middle of one", { { "2021-05-01", "2022-12-31", "month" }, { "2021-07-01", "2022-12-31", "year" } }, "2026-06-30", NULL,
    "2021=2:2021-07~2021-12 2021-05=1:2021-05~2021-05 2021-06=1:2021-06~2021-06 2022=2:2022-01~2022-12" },
};

static GPtrArray *
new_versions (const Version *versions,
              guint          n_max)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_agreement_unref);

  for (guint i = 0; i < n_max && versions[i].from != NULL; i++)
    {
      g_autofree char *to = versions[i].to != NULL ? g_strdup_printf ("\"to\": \"%s\", ", versions[i].to) : g_strdup ("");
      g_autofree char *members = g_strdup_printf ("\"from\": \"%s\", %s\"assessed\": \"%s\", \"rules\": [\"A pays B 1\"]", versions[i].from, to, versions[i].assessed);

      g_ptr_array_add (list, test_agreement_new (members));
    }
  return list;
}

static void
test_list (gconstpointer data)
{
  const ListRow *row = data;
  g_autoptr (GPtrArray) versions = new_versions (row->versions, G_N_ELEMENTS (row->versions));
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GArray) periods = NULL;
  HengDay day = 1;
  HengPeriod within;

  if (row->day != NULL)
    g_assert_true (heng_day_parse (row->day, &day, NULL));
  else
    g_assert_true (heng_period_parse (row->within, &within, NULL));
  periods = heng_versions_list_periods (versions, day, row->day == NULL ? &within : NULL);

  for (guint i = 0; i < periods->len; i++)
    {
      HengPeriod period = g_array_index (periods, HengPeriod, i);
      g_autofree char *name = heng_period_format (period);
      g_autofree char *first = NULL;
      g_autofree char *last = NULL;
      HengWindow window;
      HengAgreement *version = heng_versions_find (versions, period, &window);
      guint number;

      g_assert_true (g_ptr_array_find (versions, version, &number));
      first = heng_period_format (heng_period_of_month (HENG_PERIOD_MONTH, window.first));
      last = heng_period_format (heng_period_of_month (HENG_PERIOD_MONTH, window.last));
      g_string_append_printf (text, "%s%s=%u:%s~%s", i > 0 ? " " : "", name, number + 1, first, last);
    }
  g_assert_cmpstr (text->str, ==, row->periods);
}

static void
test_find_other_kinds (void)
{
  static const Version version[] = { { "2020-01-01", NULL, "year" } };
  static const char *const others[] = { "2020-03", "2020-Q1", "once", "2019" };
  g_autoptr (GPtrArray) versions = new_versions (version, 1);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  HengWindow window;
  HengPeriod period;

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_assert_true (heng_period_parse (others[i], &period, NULL));
      g_assert_null (heng_versions_find (versions, period, &window));
      g_assert_null (heng_versions_find (none, period, &window));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  HENG_TEST_ADD_ROWS ("/domain/versions/list", list_rows, test_list);
  g_test_add_func ("/domain/versions/find-other-kinds", test_find_other_kinds);

  return g_test_run ();
}
