// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-book-runs.h"

#include "exception-testing.h"

#define AGREED "R-1"

static void
set_up (Testing       *self,
        gconstpointer  data)
{
  testing_set_up (self, data);
  testing_agree (self, AGREED, TESTING_YEARS, "\"Down pays Up 100 * q\", \"Up pays Fund 7 when q > 6\"");
  testing_observe (self, AGREED, "q", "2020", "5");
}

static gint64
run (Testing              *self,
     const char           *period,
     HengRunKind           kind,
     HengSettlementStatus  expected)
{
  g_autoptr (HengSettlement) settlement = testing_settle (self, AGREED, period, 0);
  g_autoptr (GError) error = NULL;
  gint64 entry;

  g_assert_true (heng_book_post_run (self->book, settlement, kind, testing_day ("2024-05-31"), &entry, &error));
  g_assert_no_error (error);
  g_assert_cmpint (settlement->status, ==, expected);
  return entry;
}

/* "1 first 0 e2 +Down>Up 50000 CNY =Down>Up 50000 CNY\n…": number, kind, run before, entry, lines, totals */
static char *
describe_runs (Testing    *self,
               const char *period,
               gint64      known)
{
  g_autoptr (GError) error = NULL;
  HengPeriod only = period != NULL ? testing_period (period) : (HengPeriod) { 0 };
  g_autoptr (GPtrArray) runs = heng_book_list_runs (self->book, AGREED, period != NULL ? &only : NULL, known, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < runs->len; i++)
    {
      const HengRun *found = g_ptr_array_index (runs, i);
      g_autofree char *lines = testing_describe_differences (found->lines), *totals = testing_describe_differences (found->totals);

      g_string_append_printf (text, "%u %s %u %u e%" G_GINT64_FORMAT " +%s =%s\n", found->number, heng_run_kind_get_name (found->kind),
                              found->resettlement, found->before, found->entry, lines, totals);
    }
  return g_string_free (text, FALSE);
}

static void
assert_runs (Testing    *self,
             const char *period,
             gint64      known,
             const char *expected)
{
  g_autofree char *text = describe_runs (self, period, known);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_first_and_again (Testing       *self,
                      gconstpointer  data)
{
  gint64 known;

  assert_runs (self, NULL, 0, "");
  run (self, "2020", HENG_RUN_FIRST, HENG_SETTLEMENT_POSTED);
  run (self, "2020", HENG_RUN_FIRST, HENG_SETTLEMENT_UNCHANGED);
  known = testing_head (self, NULL);
  testing_observe (self, AGREED, "q", "2020", "7");
  run (self, "2020", HENG_RUN_FIRST, HENG_SETTLEMENT_POSTED);
  testing_observe (self, AGREED, "q", "2020", "4");
  run (self, "2020", HENG_RUN_FIRST, HENG_SETTLEMENT_POSTED);

  assert_runs (self, "2020", 0,
               "1 first 0 0 e1 +Down>Up 50000 CNY =Down>Up 50000 CNY\n"
               "2 re-settlement 1 1 e2 +Down>Up 20000 CNY; Up>Fund 700 CNY =Down>Up 70000 CNY; Up>Fund 700 CNY\n"
               "3 re-settlement 2 2 e3 +Up>Down 30000 CNY; Fund>Up 700 CNY =Down>Up 40000 CNY\n");
  assert_runs (self, "2020", known, "1 first 0 0 e1 +Down>Up 50000 CNY =Down>Up 50000 CNY\n");
  assert_runs (self, "2021", 0, "");
  testing_assert_sound (self);
}

/* Who names a run says so also where nothing is new; the others are numbered without it. */
static void
test_named (Testing       *self,
            gconstpointer  data)
{
  g_assert_cmpint (run (self, "2020", HENG_RUN_PROVISIONAL, HENG_SETTLEMENT_POSTED), ==, 1);
  testing_observe (self, AGREED, "q", "2020", "6");
  run (self, "2020", HENG_RUN_PROVISIONAL, HENG_SETTLEMENT_POSTED);
  g_assert_cmpint (run (self, "2020", HENG_RUN_FINAL, HENG_SETTLEMENT_UNCHANGED), ==, 0);
  testing_observe (self, AGREED, "q", "2020", "5");
  run (self, "2020", HENG_RUN_FIRST, HENG_SETTLEMENT_POSTED);
  run (self, "2020", HENG_RUN_FINAL, HENG_SETTLEMENT_UNCHANGED);

  assert_runs (self, "2020", 0,
               "1 provisional 0 0 e1 +Down>Up 50000 CNY =Down>Up 50000 CNY\n"
               "2 provisional 0 1 e2 +Down>Up 10000 CNY =Down>Up 60000 CNY\n"
               "3 final 0 2 e0 + =Down>Up 60000 CNY\n"
               "4 re-settlement 1 3 e3 +Up>Down 10000 CNY =Down>Up 50000 CNY\n"
               "5 final 0 4 e0 + =Down>Up 50000 CNY\n");
  testing_assert_sound (self);
}

/* What cannot be computed is no run, whatever it is called. */
static void
test_incomplete_is_no_run (Testing       *self,
                           gconstpointer  data)
{
  testing_assert_untouched (self, run (self, "2021", HENG_RUN_FINAL, HENG_SETTLEMENT_INCOMPLETE));
  assert_runs (self, NULL, 0, "");
}

/* A reversal is no run, but what is due after the next one counts it. */
static void
test_reversed (Testing       *self,
               gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) runs = NULL;
  gint64 first = run (self, "2020", HENG_RUN_FIRST, HENG_SETTLEMENT_POSTED), reversal, known = testing_head (self, NULL);

  g_assert_true (heng_book_reverse (self->book, first, "wrong year", &reversal, &error));
  g_assert_no_error (error);
  run (self, "2020", HENG_RUN_FIRST, HENG_SETTLEMENT_POSTED);
  assert_runs (self, "2020", 0,
               "1 first 0 0 e1 +Down>Up 50000 CNY =Down>Up 50000 CNY\n"
               "2 re-settlement 1 1 e3 +Down>Up 50000 CNY =Down>Up 50000 CNY\n");

  runs = heng_book_list_runs (self->book, NULL, NULL, 0, &error);
  g_assert_cmpint (((HengRun *) g_ptr_array_index (runs, 0))->reversed_by, ==, reversal);
  g_clear_pointer (&runs, g_ptr_array_unref);
  runs = heng_book_list_runs (self->book, NULL, NULL, known, &error);
  g_assert_cmpint (((HengRun *) g_ptr_array_index (runs, 0))->reversed_by, ==, 0);
  testing_assert_sound (self);
}

static void
test_dates (Testing       *self,
            gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) runs = NULL;
  const HengRun *first, *second;
  gint64 known = testing_head (self, NULL);

  run (self, "2020", HENG_RUN_PROVISIONAL, HENG_SETTLEMENT_POSTED);
  g_assert_true (heng_book_close (self->book, testing_day ("2024-06-01"), "audited", NULL, &error));
  self->now_ms += TESTING_DAY_MS;
  run (self, "2020", HENG_RUN_FINAL, HENG_SETTLEMENT_UNCHANGED);
  runs = heng_book_list_runs (self->book, AGREED, NULL, 0, &error);
  g_assert_no_error (error);
  first = g_ptr_array_index (runs, 0);
  second = g_ptr_array_index (runs, 1);
  g_assert_cmpint (first->date, ==, testing_day ("2024-05-31"));
  g_assert_cmpint (first->booked, ==, testing_day ("2024-06-01"));
  g_assert_cmpint (first->known, ==, known);
  g_assert_cmpint (first->event, ==, known + 2);
  g_assert_cmpstr (first->recorded_by, ==, "tester");
  g_assert_cmpint (second->date, ==, testing_day ("2024-06-02"));
  g_assert_cmpint (second->known, ==, known + 3);
}

static void
test_unknown_agreement (Testing       *self,
                        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (heng_book_list_runs (self->book, "R-9", NULL, 0, &error));
  testing_assert_error (error, AGREEMENT_UNKNOWN);
}

/* ---- the sum of runs ---- */

static const char *const years[] = { "2020", "2021", "2022", "2023" };

static void
step_randomly (Testing *self,
               GArray  *open)
{
  g_autofree char *value = g_strdup_printf ("%d", g_test_rand_int_range (0, 12));
  const char *year = years[g_test_rand_int_range (0, 4)];
  g_autoptr (GError) error = NULL;
  g_autoptr (HengException) exception = NULL;

  g_assert_true (heng_book_find_exception (self->book, AGREED, testing_period (year), 0, &exception, &error));
  g_assert_no_error (error);
  switch (g_test_rand_int_range (0, 9))
    {
    case 0: case 1: case 2:
      testing_observe (self, AGREED, "q", year, value);
      break;
    case 3:
      if (exception == NULL && !heng_book_append_freeze (self->book, AGREED, testing_period (year), "r", "d", NULL, &error))
        testing_assert_error (error, PERIOD_OUTSIDE);
      break;
    case 4:
      if (exception == NULL)
        {
          g_autofree char *text = g_strdup_printf ("Up>Down=%d CNY; Down>Fund=3000 t", g_test_rand_int_range (1, 100000));
          g_autoptr (GPtrArray) amounts = testing_amounts (g_test_rand_bit () ? text : "");

          if (!heng_book_append_override (self->book, AGREED, testing_period (year), amounts, "r", "d", NULL, &error))
            testing_assert_error (error, PERIOD_OUTSIDE);
        }
      break;
    case 5:
      if (exception != NULL)
        testing_end (self, exception->number);
      break;
    case 6:
      {
        g_autofree char *rules = g_strdup_printf ("\"Down pays Up %d * q\", \"Up provides Fund q \\\"t\\\"\"", g_test_rand_int_range (1, 900));
        g_autofree char *dates = g_strdup_printf ("\"from\":\"%d-01-01\",\"to\":\"%d-12-31\",\"assessed\":\"year\"",
                                                  g_test_rand_int_range (2020, 2023), g_test_rand_int_range (2022, 2024));

        testing_agree (self, AGREED, dates, rules);
        break;
      }
    case 7:
      self->now_ms += TESTING_DAY_MS;
      heng_book_close (self->book, heng_book_get_today (self->book) - 1, "month's end", NULL, NULL);
      break;
    default:
      if (open->len > 0)
        {
          gint64 entry = g_array_index (open, gint64, 0);

          g_array_remove_index (open, 0);
          g_assert_true (heng_book_reverse (self->book, entry, "wrong", NULL, &error));
          g_assert_no_error (error);
        }
      break;
    }
}

static guint
count_runs (Testing          *self,
            const HengPeriod *period)
{
  g_autoptr (GPtrArray) runs = heng_book_list_runs (self->book, AGREED, period, 0, NULL);

  return runs->len;
}

static gboolean
is_any_reversed (GPtrArray *runs)
{
  for (guint i = 0; i < runs->len; i++)
    if (((const HengRun *) g_ptr_array_index (runs, i))->reversed_by != 0)
      return TRUE;

  return FALSE;
}

/* Posts whatever can be and compares what is booked with a computation from scratch. */
static void
post_all (Testing *self,
          GArray  *open)
{
  for (guint i = 0; i < G_N_ELEMENTS (years); i++)
    {
      HengPeriod period = testing_period (years[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (HengSettlement) settlement = heng_book_settle (self->book, AGREED, period, 0, FALSE, &error);
      g_autoptr (GPtrArray) runs = NULL;
      g_autofree char *scratch = NULL, *totals = NULL, *expected = NULL;
      guint n_runs;
      gint64 entry;

      if (settlement == NULL)
        {
          testing_assert_error (error, PERIOD_OUTSIDE);
          continue;
        }
      if (!heng_settlement_is_due (settlement))
        continue;
      scratch = testing_describe (settlement);
      n_runs = count_runs (self, &period);
      g_assert_true (heng_book_post_run (self->book, settlement, (HengRunKind) g_test_rand_int_range (0, 4), testing_day ("2024-05-31"),
                                         &entry, &error));
      g_assert_no_error (error);
      if (entry != 0)
        g_array_append_val (open, entry);

      runs = heng_book_list_runs (self->book, AGREED, &period, 0, &error);
      /* Where an entry was reversed by hand and just that is due by now, there is nothing to book: the last run says what was due then. */
      if (runs->len == 0 || (runs->len == n_runs && is_any_reversed (runs)))
        continue;
      totals = testing_describe_differences (((HengRun *) g_ptr_array_index (runs, runs->len - 1))->totals);
      expected = g_strdup (strchr (scratch, ' ') != NULL ? strchr (scratch, ' ') + 1 : "");
      g_assert_cmpuint (strlen (totals), ==, strlen (expected));
      for (guint j = 0; j < settlement->obligations->len; j++)
        {
          const HengObligation *owed = &g_array_index (settlement->obligations, HengObligation, j);
          g_autofree char *line = g_strdup_printf ("%s>%s %" G_GINT64_FORMAT " %s", heng_agreement_get_party (settlement->agreement, owed->from)->name,
                                                   heng_agreement_get_party (settlement->agreement, owed->to)->name, owed->amount_minor,
                                                   owed->commodity);

          g_assert_nonnull (strstr (totals, line));
        }
    }
}

static void
test_sum_of_runs (Testing       *self,
                  gconstpointer  data)
{
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (gint64));

  testing_agree (self, AGREED, TESTING_YEARS, "\"Down pays Up 100 * q\", \"Up provides Fund q \\\"t\\\"\"");
  for (guint i = 0; i < 150; i++)
    {
      step_randomly (self, open);
      if (i % 3 == 0)
        post_all (self, open);
    }
  testing_assert_sound (self);
}

#define ADD(name, function) g_test_add ("/ledger/book-runs/" name, Testing, NULL, set_up, function, testing_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("first-and-again", test_first_and_again);
  ADD ("named", test_named);
  ADD ("incomplete-is-no-run", test_incomplete_is_no_run);
  ADD ("reversed", test_reversed);
  ADD ("dates", test_dates);
  ADD ("unknown-agreement", test_unknown_agreement);
  ADD ("sum-of-runs", test_sum_of_runs);
  return g_test_run ();
}
