// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger-testing.h"

static void
assert_up (Testing *self,
           gint64   accrued)
{
  testing_assert_balance (self, HENG_BALANCE_BY_REGION, FALSE, (HengView) { 0 }, "410000", accrued, 0);
  testing_assert_balance (self, HENG_BALANCE_BY_REGION, FALSE, (HengView) { 0 }, "370000", -accrued, 0);
}

static void
test_difference (Testing       *self,
                 gconstpointer  data)
{
  gint64 known;

  testing_agree (self, "T-1", TESTING_YEARS, TESTING_RULE);
  g_assert_cmpint (testing_post (self, "T-1", "2021", HENG_SETTLEMENT_INCOMPLETE), ==, 0);
  testing_observe (self, "T-1", "q", "2021", "7.5");
  g_assert_cmpint (testing_post (self, "T-1", "2021", HENG_SETTLEMENT_POSTED), ==, 1);
  assert_up (self, 75000);
  testing_assert_untouched (self, g_assert_cmpint (testing_post (self, "T-1", "2021", HENG_SETTLEMENT_UNCHANGED), ==, 0));
  known = testing_head (self, NULL);

  /* More, less, the other way round, and back. */
  testing_observe (self, "T-1", "q", "2021", "8");
  g_assert_cmpint (testing_post (self, "T-1", "2021", HENG_SETTLEMENT_POSTED), ==, 2);
  assert_up (self, 80000);
  testing_observe (self, "T-1", "q", "2021", "-3");
  g_assert_cmpint (testing_post (self, "T-1", "2021", HENG_SETTLEMENT_POSTED), ==, 3);
  assert_up (self, -30000);
  testing_observe (self, "T-1", "q", "2021", "0");
  g_assert_cmpint (testing_post (self, "T-1", "2021", HENG_SETTLEMENT_POSTED), ==, 4);
  assert_up (self, 0);
  testing_assert_balance (self, HENG_BALANCE_BY_REGION, FALSE, (HengView) { .known = known }, "410000", 75000, 0);

  /* Withdrawn: what was booked stays. */
  testing_observe (self, "T-1", "q", "2021", "9");
  testing_post (self, "T-1", "2021", HENG_SETTLEMENT_POSTED);
  testing_observe (self, "T-1", "q", "2021", "");
  g_assert_cmpint (testing_post (self, "T-1", "2021", HENG_SETTLEMENT_INCOMPLETE), ==, 0);
  assert_up (self, 90000);
}

static void
test_reversed (Testing       *self,
               gconstpointer  data)
{
  gint64 reversal;

  testing_agree (self, "T-1", TESTING_YEARS, TESTING_RULE);
  testing_observe (self, "T-1", "q", "2021", "5");
  testing_post (self, "T-1", "2021", HENG_SETTLEMENT_POSTED);
  g_assert_true (heng_book_reverse (self->book, 1, "by mistake", &reversal, NULL));
  assert_up (self, 0);
  g_assert_cmpint (testing_post (self, "T-1", "2021", HENG_SETTLEMENT_POSTED), ==, 3);
  assert_up (self, 50000);
}

static void
test_amended (Testing       *self,
              gconstpointer  data)
{
  testing_agree (self, "T-1", TESTING_YEARS, TESTING_RULE);
  for (guint year = 2020; year < 2024; year++)
    {
      g_autofree char *period = g_strdup_printf ("%u", year);

      testing_observe (self, "T-1", "q", period, "1");
      testing_post (self, "T-1", period, HENG_SETTLEMENT_POSTED);
    }
  assert_up (self, 40000);

  /* From 2022 on it is the double, and goes to the end of 2022 only. */
  testing_agree (self, "T-1", "\"from\":\"2022-01-01\",\"to\":\"2022-12-31\",\"assessed\":\"year\"", "\"Down pays Up 200 * q\"");
  testing_post (self, "T-1", "2021", HENG_SETTLEMENT_UNCHANGED);
  testing_post (self, "T-1", "2022", HENG_SETTLEMENT_POSTED);
  assert_up (self, 50000);
}

static void
test_no_longer_assessed (Testing       *self,
                         gconstpointer  data)
{
  g_autoptr (GArray) periods = NULL;
  g_autoptr (HengSettlement) settlement = NULL;
  g_autoptr (GError) error = NULL;

  testing_agree (self, "T-1", TESTING_YEARS, TESTING_RULE);
  testing_observe (self, "T-1", "q", "2020", "1");
  testing_observe (self, "T-1", "q", "2023", "4");
  testing_post (self, "T-1", "2023", HENG_SETTLEMENT_POSTED);
  testing_agree (self, "T-1", "\"from\":\"2020-01-01\",\"to\":\"2021-12-31\",\"assessed\":\"year\"", TESTING_RULE);
  periods = heng_book_list_periods (self->book, "T-1", testing_day ("2024-05-31"), NULL, 0, NULL);
  g_assert_cmpuint (periods->len, ==, 3);
  testing_post (self, "T-1", "2023", HENG_SETTLEMENT_POSTED);
  assert_up (self, 0);
  testing_post (self, "T-1", "2023", HENG_SETTLEMENT_UNCHANGED);

  settlement = heng_book_settle (self->book, "T-1", testing_period ("2022"), 0, FALSE, &error);
  g_assert_null (settlement);
  testing_assert_error (error, PERIOD_OUTSIDE);
}

/* What was shown is what is booked, or nothing. */
static void
test_stale (Testing       *self,
            gconstpointer  data)
{
  g_autoptr (HengSettlement) shown = NULL;
  g_autoptr (GError) error = NULL;
  gint64 entry;

  testing_agree (self, "T-1", TESTING_YEARS, TESTING_RULE);
  testing_observe (self, "T-1", "q", "2021", "5");
  shown = heng_book_settle (self->book, "T-1", testing_period ("2021"), 0, FALSE, NULL);
  testing_observe (self, "T-1", "q", "2021", "6");
  testing_assert_untouched (self, g_assert_false (
    heng_book_post_settlement (self->book, shown, testing_day ("2024-05-31"), &entry, &error)));
  testing_assert_error (error, SETTLEMENT_STALE);
}

static void
test_in_kind (Testing       *self,
              gconstpointer  data)
{
  g_autoptr (GPtrArray) rows = NULL;
  const HengBalance *row;

  testing_agree (self, "T-1", TESTING_YEARS, "\"Down pays Up 100 * q\", \"Down provides Up t \\\"t\\\"\"");
  testing_observe (self, "T-1", "q", "2021", "5");
  for (guint month = 1; month <= 12; month++)
    {
      g_autofree char *period = g_strdup_printf ("2021-%02u", month);

      testing_observe (self, "T-1", "t", period, "0.1234");
    }
  testing_post (self, "T-1", "2021", HENG_SETTLEMENT_POSTED);
  rows = heng_book_list_balances (self->book, HENG_BALANCE_BY_REGION, FALSE, (HengView) { 0 }, NULL);
  row = testing_find_balance (rows, "410000", "t");
  g_assert_cmpint (row->accrued_minor, ==, 1481000);
  row = testing_find_balance (rows, "410000", "CNY");
  g_assert_cmpint (row->accrued_minor, ==, 50000);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/ledger/settle/difference", Testing, NULL, testing_set_up, test_difference, testing_tear_down);
  g_test_add ("/ledger/settle/reversed", Testing, NULL, testing_set_up, test_reversed, testing_tear_down);
  g_test_add ("/ledger/settle/amended", Testing, NULL, testing_set_up, test_amended, testing_tear_down);
  g_test_add ("/ledger/settle/no-longer-assessed", Testing, NULL, testing_set_up, test_no_longer_assessed, testing_tear_down);
  g_test_add ("/ledger/settle/stale", Testing, NULL, testing_set_up, test_stale, testing_tear_down);
  g_test_add ("/ledger/settle/in-kind", Testing, NULL, testing_set_up, test_in_kind, testing_tear_down);
  return g_test_run ();
}
