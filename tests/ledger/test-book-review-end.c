// SPDX-License-Identifier: GPL-3.0-or-later
#include "review-testing.h"

static void
test_withdrawn (Testing       *self,
                gconstpointer  data)
{
  gint64 number;

  set_up_issued (self);
  number = dispute (self, "2021", 50000);
  g_assert_cmpint (try_end (self, number, HENG_DISPUTE_WITHDRAWN, G_MININT64, NULL, NULL), ==, 0);
  assert_state (self, "2021", 0, "issued");
  assert_accrued (self, 75000);
  confirm_all (self, "2021");
  assert_state (self, "2021", 0, "jointly-confirmed");
}

/* The other side accepts, and sends a corrected observation: the end itself needs no amounts. */
static void
test_corrected (Testing       *self,
                gconstpointer  data)
{
  gint64 number;

  set_up_issued (self);
  number = dispute (self, "2021", 50000);
  testing_observe (self, "T-1", "q", "2021", "5");
  assert_state (self, "2021", 0, "disputed");
  g_assert_cmpint (try_end (self, number, HENG_DISPUTE_AGREED, G_MININT64, NULL, NULL), ==, 2);
  assert_accrued (self, 50000);
  assert_state (self, "2021", 0, "outdated");
}

/* Agreed that what was stated stands: nothing is new. */
static void
test_upheld (Testing       *self,
             gconstpointer  data)
{
  gint64 number;

  set_up_issued (self);
  number = dispute (self, "2021", 50000);
  g_assert_cmpint (try_end (self, number, HENG_DISPUTE_DECIDED, G_MININT64, NULL, NULL), ==, 0);
  assert_state (self, "2021", 0, "issued");
}

static void
test_whole_or_not (Testing       *self,
                   gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  gint64 number;

  set_up_issued (self);
  number = dispute (self, "2021", 50000);
  /* An agreed exception needs its document. */
  testing_assert_untouched (self, g_assert_cmpint (try_end (self, number, HENG_DISPUTE_DECIDED, 60000, NULL, &error), ==, -1));
  testing_assert_error (error, EXCEPTION_UNDOCUMENTED);
  g_clear_error (&error);
  /* Without a result there is nothing to agree to. */
  testing_observe (self, "T-1", "q", "2021", "");
  testing_assert_untouched (self, g_assert_cmpint (try_end (self, number, HENG_DISPUTE_AGREED, G_MININT64, NULL, &error), ==, -1));
  testing_assert_error (error, REVIEW_UNSETTLED);
  g_clear_error (&error);
  assert_accrued (self, 75000);
  /* An amount is a result. */
  g_assert_cmpint (try_end (self, number, HENG_DISPUTE_AGREED, 60000, "纪要1", &error), ==, 2);
  g_assert_no_error (error);
  assert_accrued (self, 60000);
  testing_assert_untouched (self, g_assert_cmpint (try_end (self, number, HENG_DISPUTE_WITHDRAWN, G_MININT64, NULL, &error), ==, -1));
  testing_assert_error (error, DISPUTE_ENDED);
}


/* The sign of what is decided is its direction, and zero takes the line away. */
static void
test_amounts (Testing       *self,
              gconstpointer  data)
{
  static const gint64 amounts[] = { 60000, 0, -25000, 75000 };

  set_up_issued (self);
  for (guint i = 0; i < G_N_ELEMENTS (amounts); i++)
    {
      gint64 number;
      g_autoptr (GError) error = NULL;
      g_autoptr (HengReview) review = review_at (self, "2021", 0);
      const HengReviewLine *line = g_ptr_array_index (heng_review_get_statement (review)->issue->lines, 0);

      number = try_dispute (self, "2021", "Down", line->from, line->to, 1, &error);
      g_assert_no_error (error);
      try_end (self, number, HENG_DISPUTE_DECIDED, amounts[i], "决定", &error);
      g_assert_no_error (error);
      assert_accrued (self, amounts[i]);
      /* Each later decision ends the exception before; of nothing nobody can dispute a line. */
      if (amounts[i] == 0)
        {
          g_autoptr (GPtrArray) exceptions = heng_book_list_exceptions (self->book, "T-1", NULL, 0, NULL);
          const HengException *last = g_ptr_array_index (exceptions, exceptions->len - 1);

          g_assert_true (heng_book_end_exception (self->book, last->number, "again", "决定", NULL, NULL));
        }
      if (amounts[i] != 75000)
        issue (self, "2021", i + 2);
    }
}

/* Two lines: only one is decided, the other stays as it is owed. */
static void
test_other_lines_stay (Testing       *self,
                       gconstpointer  data)
{
  g_autoptr (GPtrArray) amounts = heng_review_lines_new ();
  HengDisputeOutcome outcome = { HENG_DISPUTE_AGREED, amounts, "by protocol", "纪要", testing_day ("2024-05-31") };
  g_autoptr (GError) error = NULL;
  g_autoptr (HengReview) review = NULL;
  gint64 number, entry;

  testing_agree (self, "T-1", TESTING_YEARS, "\"Down pays Up 100 * q\",\"Yiwu pays Dongyang 10 * q\",\"Down provides Up 2 \\\"t\\\"\"");
  testing_observe (self, "T-1", "q", "2021", "7.5");
  testing_post (self, "T-1", "2021", HENG_SETTLEMENT_POSTED);
  issue (self, "2021", 1);
  number = dispute (self, "2021", 50000);
  g_ptr_array_add (amounts, heng_review_line_new ("Up", "Down", "CNY", 100));
  g_ptr_array_add (amounts, heng_review_line_new ("Down", "Yiwu", "CNY", 300));
  g_assert_true (heng_book_end_dispute (self->book, number, &outcome, &entry, NULL, &error));
  g_assert_no_error (error);

  review = review_at (self, "2021", 0);
  g_assert_cmpuint (review->present->len, ==, 4);
  testing_assert_balance (self, HENG_BALANCE_BY_REGION, FALSE, (HengView) { 0 }, "410000", -100, 0);
  testing_assert_balance (self, HENG_BALANCE_BY_REGION, FALSE, (HengView) { 0 }, "370000", 100 - 300, 0);
  testing_assert_balance (self, HENG_BALANCE_BY_REGION, FALSE, (HengView) { 0 }, "330782", 300 - 7500, 0);
  testing_assert_balance (self, HENG_BALANCE_BY_REGION, FALSE, (HengView) { 0 }, "330783", 7500, 0);
}

static void
test_line_twice (Testing       *self,
                 gconstpointer  data)
{
  g_autoptr (GPtrArray) amounts = heng_review_lines_new ();
  HengDisputeOutcome outcome = { HENG_DISPUTE_AGREED, amounts, "by protocol", "纪要", testing_day ("2024-05-31") };
  g_autoptr (GError) error = NULL;
  gint64 number;

  set_up_issued (self);
  number = dispute (self, "2021", 50000);
  g_ptr_array_add (amounts, heng_review_line_new ("Up", "Down", "CNY", 100));
  g_ptr_array_add (amounts, heng_review_line_new ("Down", "Up", "CNY", 300));
  testing_assert_untouched (self, g_assert_false (heng_book_end_dispute (self->book, number, &outcome, NULL, NULL, &error)));
  testing_assert_error (error, REVIEW_LINE_TWICE);
}

/* A freeze would keep the period as it was: a decision ends it. */
static void
test_decided_over_freeze (Testing       *self,
                          gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  gint64 number;

  set_up_issued (self);
  g_assert_true (heng_book_append_freeze (self->book, "T-1", testing_period ("2021"), "audit", "审1", NULL, &error));
  g_assert_no_error (error);
  testing_observe (self, "T-1", "q", "2021", "9");
  assert_state (self, "2021", 0, "issued");
  number = dispute (self, "2021", 50000);
  g_assert_cmpint (try_end (self, number, HENG_DISPUTE_DECIDED, 60000, "决定", &error), ==, 2);
  g_assert_no_error (error);
  assert_accrued (self, 60000);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  REVIEW_TESTING_ADD ("withdrawn", test_withdrawn, NULL);
  REVIEW_TESTING_ADD ("corrected", test_corrected, NULL);
  REVIEW_TESTING_ADD ("upheld", test_upheld, NULL);
  REVIEW_TESTING_ADD ("whole-or-not", test_whole_or_not, NULL);
  REVIEW_TESTING_ADD ("amounts", test_amounts, NULL);
  REVIEW_TESTING_ADD ("other-lines-stay", test_other_lines_stay, NULL);
  REVIEW_TESTING_ADD ("line-twice", test_line_twice, NULL);
  REVIEW_TESTING_ADD ("decided-over-freeze", test_decided_over_freeze, NULL);
  return g_test_run ();
}
