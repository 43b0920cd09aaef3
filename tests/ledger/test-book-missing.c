// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-book-intake.h"

#include "ledger-testing.h"

#define MONTHS "\"from\":\"2023-01-01\",\"to\":\"2023-06-30\",\"assessed\":\"quarter\""

static GPtrArray *
list (Testing                *self,
      const HengMissingQuery *query,
      const char             *after,
      guint                   limit,
      char                  **next)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *rows;

  testing_assert_untouched (self, rows = heng_book_list_missing (self->book, query, after, limit, 0, NULL, next, &error));
  g_assert_no_error (error);
  return rows;
}

/* "indicator period: waiting period/statement …", one a line. */
static char *
describe (GPtrArray *rows)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      const HengMissingRow *row = g_ptr_array_index (rows, i);
      g_autofree char *period = heng_period_format (row->period);

      g_string_append_printf (text, "%s %s %s:", row->agreement, row->indicator, period);
      for (guint j = 0; j < row->waiting->len; j++)
        {
          const HengWaitingRule *waiting = &g_array_index (row->waiting, HengWaitingRule, j);
          g_autofree char *assessed = heng_period_format (waiting->period);

          g_string_append_printf (text, " %s/%u", assessed, waiting->statement);
        }
      g_string_append_c (text, '\n');
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_missing (Testing                *self,
                const HengMissingQuery *query,
                const char             *expected)
{
  g_autofree char *next = NULL, *text = NULL;
  g_autoptr (GPtrArray) rows = list (self, query, NULL, 1000, &next);

  text = describe (rows);
  g_assert_cmpstr (text, ==, expected);
  g_assert_null (next);
}

/* Each observation once, with all that waits for it: by the definition it stands in, and for the year after, too. */
static void
test_waiting (Testing       *self,
              gconstpointer  data)
{
  HengMissingQuery query = { .ended_by = testing_day ("2022-12-31") };
  gint64 known;

  testing_agree (self, "T-1", TESTING_YEARS,
                 "\"double = 2 * q\",\"Down pays Up 100\",\"Down pays Up 100 * double\",\"Up pays Down 10 * ago(q, 1 year) when known(q)\"");
  testing_observe (self, "T-1", "q", "2019", "1");
  testing_observe (self, "T-1", "q", "2020", "1");
  known = testing_head (self, NULL);
  assert_missing (self, &query, "T-1 q 2021: 2021/2\nT-1 q 2022: 2022/2\n");

  testing_observe (self, "T-1", "q", "2022", "3");
  assert_missing (self, &query, "T-1 q 2021: 2021/2 2022/3\n");
  query.known = known;
  assert_missing (self, &query, "T-1 q 2021: 2021/2\nT-1 q 2022: 2022/2\n");
  query = (HengMissingQuery) { .ended_by = testing_day ("2020-12-31") };
  assert_missing (self, &query, "");
}

/* Months of a quarter: only those that lack, and only the statement that asks for them. */
static void
test_months (Testing       *self,
             gconstpointer  data)
{
  HengPeriod within = testing_period ("2023-Q2");
  HengMissingQuery query = { .ended_by = testing_day ("2023-06-30") };

  testing_agree (self, "T-1", MONTHS, "\"Down pays Up 10 * t\",\"Up pays Down sum over months (if known(t) then t else 0)\"");
  testing_observe (self, "T-1", "t", "2023-02", "1");
  assert_missing (self, &query, "T-1 t 2023-01: 2023-Q1/0\nT-1 t 2023-03: 2023-Q1/0\nT-1 t 2023-04: 2023-Q2/0\nT-1 t 2023-05: 2023-Q2/0\n"
                                "T-1 t 2023-06: 2023-Q2/0\n");
  query.within = &within;
  testing_observe (self, "T-1", "t", "2023-Q2", "6");
  assert_missing (self, &query, "");
  query.within = NULL;
  query.ended_by = testing_day ("2023-05-31");
  assert_missing (self, &query, "T-1 t 2023-01: 2023-Q1/0\nT-1 t 2023-03: 2023-Q1/0\n");
}

/* Pages end between agreements; a period that is not one of an agreement passes it over. */
static void
test_pages (Testing       *self,
            gconstpointer  data)
{
  HengMissingQuery query = { .ended_by = testing_day ("2021-12-31") };
  g_autoptr (GString) all = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *after = NULL;
  char *next = NULL;
  guint n_pages = 0;
  HengPeriod month = testing_period ("2021-03");

  for (guint i = 0; i < 7; i++)
    {
      g_autofree char *code = g_strdup_printf ("T-%u", i);

      testing_agree (self, code, TESTING_YEARS, TESTING_RULE);
      if (i == 3)
        {
          testing_observe (self, code, "q", "2020", "1");
          testing_observe (self, code, "q", "2021", "1");
        }
    }
  do
    {
      g_autoptr (GPtrArray) rows = list (self, &query, after, 3, &next);
      g_autofree char *text = describe (rows);

      g_string_append (all, text);
      g_free (after);
      after = next;
      n_pages++;
    }
  while (after != NULL);
  g_assert_cmpuint (n_pages, ==, 3);
  g_assert_cmpstr (all->str, ==, "T-0 q 2020: 2020/0\nT-0 q 2021: 2021/0\nT-1 q 2020: 2020/0\nT-1 q 2021: 2021/0\n"
                                 "T-2 q 2020: 2020/0\nT-2 q 2021: 2021/0\nT-4 q 2020: 2020/0\nT-4 q 2021: 2021/0\n"
                                 "T-5 q 2020: 2020/0\nT-5 q 2021: 2021/0\nT-6 q 2020: 2020/0\nT-6 q 2021: 2021/0\n");

  query.within = &month;
  assert_missing (self, &query, "");
  query.agreement = "T-1";
  g_assert_null (heng_book_list_missing (self->book, &query, NULL, 10, 0, NULL, &next, &error));
  testing_assert_error (error, PERIOD_NOT_ASSESSED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/ledger/missing/waiting", Testing, NULL, testing_set_up, test_waiting, testing_tear_down);
  g_test_add ("/ledger/missing/months", Testing, NULL, testing_set_up, test_months, testing_tear_down);
  g_test_add ("/ledger/missing/pages", Testing, NULL, testing_set_up, test_pages, testing_tear_down);
  return g_test_run ();
}
