// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-period-row.h"

#include "app-testing.h"
#include "heng-book-settle.h"
#include "heng-error.h"

static GPtrArray *
find (AppFixture       *fixture,
      HengPeriodFilter  filter,
      const char       *search,
      const char       *after,
      guint             n_agreements,
      char            **next)
{
  g_autofree char *query = heng_period_row_write_query (filter, search);
  HengPageStep step = { query, after, 1000, n_agreements };
  g_autoptr (GError) error = NULL;
  GPtrArray *rows = heng_period_row_find (heng_session_get_book (fixture->session), &step, NULL, next, &error);

  g_assert_no_error (error);

  return rows;
}

static void
assert_count (AppFixture       *fixture,
              HengPeriodFilter  filter,
              guint             n)
{
  g_autofree char *next = NULL;
  g_autoptr (GPtrArray) rows = find (fixture, filter, NULL, NULL, 100, &next);

  g_assert_cmpuint (rows->len, ==, n);
  g_assert_null (next);
}

static void
settle (AppFixture *fixture,
        const char *code)
{
  HengBook *book = heng_session_get_book (fixture->session);
  g_autoptr (GError) error = NULL;
  HengPeriod period;
  g_autoptr (HengSettlement) settlement = NULL;
  gint64 entry = 0;

  heng_period_parse ("2020", &period, &error);
  settlement = heng_book_settle (book, code, period, 0, FALSE, &error);
  g_assert_no_error (error);
  heng_book_post_settlement (book, settlement, heng_book_get_today (book), &entry, &error);
  g_assert_no_error (error);
}

static void
each_state_has_its_filter (AppFixture    *fixture,
                           gconstpointer  data)
{
  HengBook *book = heng_session_get_book (fixture->session);
  g_autoptr (GError) error = NULL;
  HengPeriod period;

  app_fixture_add_agreements (fixture, 0, 3, "Shandong pays Henan 100");
  app_fixture_add_agreements (fixture, 3, 1, "Shandong pays Henan COD * 100");
  app_fixture_add_agreements (fixture, 4, 1, "Shandong pays Henan 1 / 0");
  settle (fixture, "A-00000");
  settle (fixture, "A-00001");
  heng_period_parse ("2020", &period, &error);
  heng_book_append_issue (book, "A-00001", period, NULL, NULL, NULL, &error);
  g_assert_no_error (error);

  assert_count (fixture, HENG_PERIOD_FILTER_ALL, 5);
  assert_count (fixture, HENG_PERIOD_FILTER_READY, 1);
  assert_count (fixture, HENG_PERIOD_FILTER_STUCK, 2);
  assert_count (fixture, HENG_PERIOD_FILTER_TO_ISSUE, 1);
  assert_count (fixture, HENG_PERIOD_FILTER_ISSUED, 1);
  assert_count (fixture, HENG_PERIOD_FILTER_DISPUTED, 0);
  assert_count (fixture, HENG_PERIOD_FILTER_JOINT, 0);
}

static void
a_row_says_how_a_period_stands (AppFixture    *fixture,
                                gconstpointer  data)
{
  g_autofree char *next = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  const HengPeriodRow *row;
  const HengDifference *owed;

  app_fixture_add_agreements (fixture, 0, 2, "Shandong pays Henan 100");
  settle (fixture, "A-00001");
  rows = find (fixture, HENG_PERIOD_FILTER_ALL, "A-00001", NULL, 100, &next);
  g_assert_cmpuint (rows->len, ==, 1);
  row = g_ptr_array_index (rows, 0);
  g_assert_cmpint (row->status, ==, HENG_SETTLEMENT_UNCHANGED);
  g_assert_cmpint (row->review, ==, HENG_REVIEW_STATE_COMPUTED);
  g_assert_cmpuint (row->n_runs, ==, 1);
  g_assert_cmpint (row->run, ==, HENG_RUN_FIRST);
  g_assert_false (row->has_exception);
  g_assert_cmpuint (row->owed->len, ==, 1);
  owed = g_ptr_array_index (row->owed, 0);
  g_assert_cmpstr (owed->from, ==, "Shandong");
  g_assert_cmpint (owed->amount_minor, ==, 10000);
}

/* Nothing is left out or comes twice, whatever the size of the steps. */
static void
steps_reach_every_agreement (AppFixture    *fixture,
                             gconstpointer  data)
{
  app_fixture_add_agreements (fixture, 0, 7, "Shandong pays Henan 100");
  for (guint n_at_once = 1; n_at_once <= 8; n_at_once++)
    {
      g_autofree char *after = NULL;
      guint n = 0;

      do
        {
          g_autofree char *next = NULL;
          g_autoptr (GPtrArray) rows = find (fixture, HENG_PERIOD_FILTER_ALL, NULL, after, n_at_once, &next);

          for (guint i = 0; i < rows->len; i++)
            {
              g_autofree char *code = g_strdup_printf ("A-%05u", n++);

              g_assert_cmpstr (((const HengPeriodRow *) g_ptr_array_index (rows, i))->agreement, ==, code);
            }
          g_free (after);
          after = g_steal_pointer (&next);
        }
      while (after != NULL);
      g_assert_cmpuint (n, ==, 7);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  APP_TEST ("/app/period-row/each-state-has-its-filter", each_state_has_its_filter);
  APP_TEST ("/app/period-row/a-row-says-how-a-period-stands", a_row_says_how_a_period_stands);
  APP_TEST ("/app/period-row/steps-reach-every-agreement", steps_reach_every_agreement);

  return g_test_run ();
}
