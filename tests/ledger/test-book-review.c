// SPDX-License-Identifier: GPL-3.0-or-later
#include "review-testing.h"

#include "heng-book-verify.h"

static void
test_flow (Testing       *self,
           gconstpointer  data)
{
  g_autoptr (HengReview) review = NULL;
  gint64 issued, disputed, confirmed;

  testing_agree (self, "T-1", TESTING_YEARS, TESTING_RULE);
  assert_state (self, "2021", 0, "unsettled");
  testing_observe (self, "T-1", "q", "2021", "7.5");
  assert_state (self, "2021", 0, "computed");
  testing_post (self, "T-1", "2021", HENG_SETTLEMENT_POSTED);
  issued = issue (self, "2021", 1);
  assert_state (self, "2021", 0, "issued");
  g_assert_true (try_confirm (self, "2021", "Up", NULL));
  confirmed = testing_head (self, NULL);
  assert_state (self, "2021", 0, "confirmed");
  disputed = dispute (self, "2021", 50000);
  assert_state (self, "2021", 0, "disputed");

  /* The decision becomes an exception, its difference is booked, and the next statement says it. */
  g_assert_cmpint (try_end (self, disputed, HENG_DISPUTE_DECIDED, 60000, "决定1", NULL), ==, 2);
  assert_accrued (self, 60000);
  assert_state (self, "2021", 0, "outdated");
  issue (self, "2021", 2);
  confirm_all (self, "2021");
  assert_state (self, "2021", 0, "jointly-confirmed");

  /* What stood earlier still stands there. */
  assert_state (self, "2021", issued - 1, "computed");
  assert_state (self, "2021", issued, "issued");
  assert_state (self, "2021", confirmed, "confirmed");
  assert_state (self, "2021", disputed, "disputed");
  review = review_at (self, "2021", disputed);
  g_assert_cmpint (((const HengReviewLine *) g_ptr_array_index (review->present, 0))->amount_minor, ==, 75000);
  testing_reopen (self);
  assert_state (self, "2021", 0, "jointly-confirmed");
  g_assert_true (heng_book_verify (self->book, TRUE, NULL, NULL, &issued, NULL));
  g_assert_cmpint (issued, ==, 0);
}

/* Who and when, and what the statement was computed from. */
static void
test_recorded (Testing       *self,
               gconstpointer  data)
{
  g_autoptr (HengReview) review = NULL;
  const HengReviewStatement *last;

  set_up_issued (self);
  self->now_ms += TESTING_DAY_MS;
  dispute (self, "2021", 50000);
  review = review_at (self, "2021", 0);
  last = heng_review_get_statement (review);
  g_assert_cmpint (last->issue->known, ==, last->issue->number - 1);
  g_assert_cmpint (last->issue->recorded_ms, ==, TESTING_START_MS);
  g_assert_cmpstr (last->issue->recorded_by, ==, "tester");
  g_assert_cmpstr (last->issue->document, ==, "函1");
  g_assert_cmpint (((const HengReviewDispute *) g_ptr_array_index (last->disputes, 0))->event->recorded_ms, ==,
                   TESTING_START_MS + TESTING_DAY_MS);
}

static void
test_refused (Testing       *self,
              gconstpointer  data)
{
  g_autofree char *endless = g_strnfill (3000, 'x');
  g_autoptr (GError) error = NULL;

  set_up_issued (self);
  testing_assert_untouched (self, g_assert_false (try_confirm (self, "2020", "Up", &error)));
  testing_assert_error (error, REVIEW_NOT_ISSUED);
  g_clear_error (&error);
  testing_assert_untouched (self, g_assert_false (try_confirm (self, "2019", "Up", &error)));
  testing_assert_error (error, PERIOD_OUTSIDE);
  g_clear_error (&error);
  testing_assert_untouched (self, g_assert_false (try_confirm (self, "2021", "Fund", &error)));
  testing_assert_error (error, REVIEW_PARTY);
  g_clear_error (&error);
  testing_assert_untouched (self, g_assert_false (heng_book_append_issue (self->book, "T-2", testing_period ("2021"), NULL, NULL, NULL, &error)));
  testing_assert_error (error, AGREEMENT_UNKNOWN);
  g_clear_error (&error);
  testing_assert_untouched (self, g_assert_false (heng_book_append_issue (self->book, "T-1", testing_period ("2020"), NULL, NULL, NULL, &error)));
  testing_assert_error (error, REVIEW_UNSETTLED);
  g_clear_error (&error);
  testing_assert_untouched (self, g_assert_false (heng_book_append_issue (self->book, "T-1", testing_period ("2021"), NULL, NULL, NULL, &error)));
  testing_assert_error (error, REVIEW_SAME);
  g_clear_error (&error);
  testing_assert_untouched (self, g_assert_cmpint (try_dispute (self, "2021", "Down", "Up", "Yiwu", 5, &error), ==, 0));
  testing_assert_error (error, REVIEW_LINE_UNKNOWN);
  g_clear_error (&error);
  /* What could not be read again is not written. */
  testing_assert_untouched (self, g_assert_false (heng_book_append_confirmation (self->book, "T-1", testing_period ("2021"), 0, "Up", endless, NULL, &error)));
  testing_assert_error (error, DOCUMENT_TEXT_LONG);
  g_clear_error (&error);
  testing_assert_untouched (self, g_assert_cmpint (try_end (self, 1, HENG_DISPUTE_WITHDRAWN, G_MININT64, NULL, &error), ==, -1));
  testing_assert_error (error, DISPUTE_UNKNOWN);
  g_clear_error (&error);
  testing_assert_untouched (self, g_assert_cmpint (try_end (self, 99999, HENG_DISPUTE_WITHDRAWN, G_MININT64, NULL, &error), ==, -1));
  testing_assert_error (error, DISPUTE_UNKNOWN);
}

static void
test_outdated (Testing       *self,
               gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  set_up_issued (self);
  confirm_all (self, "2021");
  testing_observe (self, "T-1", "q", "2021", "8");
  assert_state (self, "2021", 0, "outdated");
  testing_observe (self, "T-1", "q", "2021", "7.50");
  assert_state (self, "2021", 0, "jointly-confirmed");
  testing_observe (self, "T-1", "q", "2021", "");
  assert_state (self, "2021", 0, "outdated");
  g_assert_false (heng_book_append_issue (self->book, "T-1", testing_period ("2021"), NULL, NULL, NULL, &error));
  testing_assert_error (error, REVIEW_UNSETTLED);
  testing_observe (self, "T-1", "q", "2021", "8");
  issue (self, "2021", 2);
  assert_state (self, "2021", 0, "issued");
}

/* Issued without being booked, and then no version assesses the period any more: it settles to nothing. */
static void
test_no_longer_assessed (Testing       *self,
                         gconstpointer  data)
{
  testing_agree (self, "T-1", TESTING_YEARS, TESTING_RULE);
  testing_observe (self, "T-1", "q", "2023", "7.5");
  issue (self, "2023", 1);
  testing_agree (self, "T-1", "\"from\":\"2020-01-01\",\"to\":\"2022-12-31\",\"assessed\":\"year\"", TESTING_RULE);
  assert_state (self, "2023", 0, "outdated");
  issue (self, "2023", 2);
  assert_state (self, "2023", 0, "issued");
}

/* Who confirms is who was a party of the version that the statement was drawn up from. */
static void
test_parties_of_the_time (Testing       *self,
                          gconstpointer  data)
{
  g_autoptr (HengAgreement) amended = NULL;
  g_autoptr (GError) error = NULL;

  set_up_issued (self);
  amended = testing_agreement_new ("T-1", "协议", "{\"name\":\"Down\",\"region\":\"370000\",\"role\":\"beneficiary\"},"
                                   "{\"name\":\"Up\",\"region\":\"410000\",\"role\":\"protector\"}", TESTING_YEARS, TESTING_RULE);
  g_assert_true (heng_book_append_agreement (self->book, amended, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (try_confirm (self, "2021", "Yiwu", NULL));
  testing_observe (self, "T-1", "q", "2021", "8");
  issue (self, "2021", 2);
  g_assert_false (try_confirm (self, "2021", "Yiwu", &error));
  testing_assert_error (error, REVIEW_PARTY);
  g_assert_true (try_confirm (self, "2021", "Down", NULL));
  g_assert_true (try_confirm (self, "2021", "Up", NULL));
  assert_state (self, "2021", 0, "jointly-confirmed");
}

static void
count_statement (gint64        fact,
                 const GError *finding,
                 gpointer      data)
{
  if (strcmp (heng_error_get_argument (finding, 1), "statement") == 0)
    *(gint64 *) data = fact;
}

/* A statement that the facts known then do not make is found. */
static void
test_verified (Testing       *self,
               gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  gint64 statement = 0, issued;

  set_up_issued (self);
  issued = testing_head (self, NULL);
  testing_observe (self, "T-1", "q", "2021", "8");
  issue (self, "2021", 2);
  g_assert_true (heng_book_verify (self->book, TRUE, count_statement, &statement, NULL, &error));
  g_assert_cmpint (statement, ==, 0);
  testing_close (self);
  g_assert_cmpint (testing_raw (self->path, "DROP TRIGGER event_no_update; UPDATE event SET data = replace (data, '750.00', '760.00')"), ==, SQLITE_OK);
  g_assert_cmpint (testing_raw (self->path, "CREATE TRIGGER event_no_update BEFORE UPDATE ON event BEGIN SELECT RAISE (ABORT, 'facts are never changed'); END"), ==,
                   SQLITE_OK);
  testing_reopen (self);
  g_assert_true (heng_book_verify (self->book, TRUE, count_statement, &statement, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (statement, ==, issued);
}

/* Something else wrote an event that cannot follow. */
static void
test_damaged (Testing       *self,
              gconstpointer  data)
{
  static const char sql[] =
    "INSERT INTO event (id, kind, subject, data) SELECT max (id) + 1, '%s', 'T-1', '%s' FROM event;"
    "INSERT INTO fact SELECT number + 1, 'event', recorded_ms, 'x', NULL, NULL, (SELECT max (id) FROM event), 1, 'x', 'x' FROM fact "
    "ORDER BY number DESC LIMIT 1";
  g_autofree char *statement = g_strdup_printf (sql, data != NULL ? "confirmed" : "dispute-ended",
    data != NULL ? (const char *) data : "{\"dispute\":3,\"how\":\"agreed\",\"reason\":\"R\"}");
  g_autoptr (GError) error = NULL;

  set_up_issued (self);
  testing_close (self);
  g_assert_cmpint (testing_raw (self->path, statement), ==, SQLITE_OK);
  testing_reopen (self);
  g_assert_null (heng_book_get_review (self->book, "T-1", testing_period ("2021"), 0, &error));
  testing_assert_error (error, BOOK_DAMAGED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  REVIEW_TESTING_ADD ("from-issue-to-joint-confirmation", test_flow, NULL);
  REVIEW_TESTING_ADD ("says-who-and-when", test_recorded, NULL);
  REVIEW_TESTING_ADD ("refuses", test_refused, NULL);
  REVIEW_TESTING_ADD ("outdated", test_outdated, NULL);
  REVIEW_TESTING_ADD ("no-longer-assessed", test_no_longer_assessed, NULL);
  REVIEW_TESTING_ADD ("parties-of-the-time", test_parties_of_the_time, NULL);
  REVIEW_TESTING_ADD ("verified", test_verified, NULL);
  REVIEW_TESTING_ADD ("damaged/out-of-order", test_damaged, NULL);
  REVIEW_TESTING_ADD ("damaged/no-json", test_damaged, "nonsense");
  REVIEW_TESTING_ADD ("damaged/twice", test_damaged, "{\"party\":\"Fund\",\"period\":\"2021\",\"statement\":1}");
  return g_test_run ();
}
