// SPDX-License-Identifier: GPL-3.0-or-later
#include "statement-testing.h"

#include "heng-error.h"
#include "heng-verify-report.h"

#include <string.h>

static void
set_up (StatementTest *test,
        gconstpointer  data)
{
  statement_test_set_up (test, data);
  statement_test_import_sample (test);
}

static HengVerifyReport *
verify (HengBook   *book,
        const char *head)
{
  g_autoptr (GError) error = NULL;
  HengVerifyReport *report = heng_verify_report_new (book, TRUE, head, &error);

  g_assert_no_error (error);
  return report;
}

static void
assert_says (const HengVerifyReport *report,
             const char             *words)
{
  g_autofree char *text = heng_verify_report_text (report);

  if (strstr (text, words) == NULL)
    g_error ("“%s” is not in:\n%s", words, text);
}

static void
test_right (StatementTest *test,
            gconstpointer  data)
{
  g_autofree char *head = heng_book_word_head (test->book, 0, 0, NULL), *early = heng_book_word_head (test->book, 2, 16, NULL);
  g_autoptr (HengVerifyReport) alone = verify (test->book, NULL), with = NULL, earlier = NULL;

  g_assert_true (heng_verify_report_is_right (alone));
  g_assert_false (heng_verify_report_is_kept (alone));
  g_assert_null (alone->head);
  assert_says (alone, head);
  assert_says (alone, "Nothing is wrong");
  assert_says (alone, heng_book_get_path (test->book));

  with = verify (test->book, head);
  g_assert_true (heng_verify_report_is_right (with));
  assert_says (with, "The book once had the head");
  earlier = verify (test->book, early);
  g_assert_true (heng_verify_report_is_right (earlier));
  assert_says (earlier, early);
}

/* A head of another book, of a longer one, and none at all. */
static void
test_other_head (StatementTest *test,
                 gconstpointer  data)
{
  g_autoptr (HengVerifyReport) other = verify (test->book, "2:0123456789abcdef"), longer = verify (test->book, "100000:0123456789abcdef");
  g_autoptr (HengVerifyReport) none = verify (test->book, "2 0123456789abcdef");

  g_assert_cmpint (other->n_found, ==, 0);
  g_assert_false (heng_verify_report_is_right (other));
  assert_says (other, "The head 2:0123456789abcdef is none that this book ever had");
  g_assert_false (heng_verify_report_is_right (longer));
  g_assert_null (none->head);
}

/* A byte of a document, as a hex editor changes it. */
static void
test_changed (StatementTest *test,
              gconstpointer  data)
{
  g_autofree char *path = g_strdup (heng_book_get_path (test->book)), *bytes = NULL, *head = heng_book_word_head (test->book, 0, 0, NULL);
  g_autoptr (HengVerifyReport) report = NULL;
  g_autoptr (GError) error = NULL;
  char *place;
  gsize length;

  g_clear_pointer (&test->book, heng_book_free);
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  place = memmem (bytes, length, "\"beneficiary\"", strlen ("\"beneficiary\""));
  g_assert_nonnull (place);
  place[1] = 'B';
  g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
  test->book = heng_book_open (path, HENG_BOOK_OPEN_READ_ONLY, "tester", heng_clock_system, NULL, &error);
  g_assert_no_error (error);

  report = verify (test->book, head);
  g_assert_cmpint (report->n_found, >, 0);
  g_assert_cmpint (report->n_found, ==, report->findings->len);
  g_assert_false (heng_verify_report_is_right (report));
  g_assert_false (heng_verify_report_is_kept (report));
  g_assert_nonnull (report->first);
  assert_says (report, "The first fact that is not as it was recorded: ");
  assert_says (report, "Go back to a backup that verifies.");
  /* The chain alone still has the head; that proves nothing here. */
  assert_says (report, "what it was of is no longer all there");
}

static void
test_kept (void)
{
  HengVerifyReport report = { .n_facts = 5, .n_found = 2, .n_kept = 2 };
  g_autofree char *words = heng_verify_report_word (&report), *both = NULL;

  g_assert_true (heng_verify_report_is_kept (&report));
  g_assert_nonnull (strstr (words, "2 balances that the book keeps do not match its entries"));
  report.n_found = 3;
  both = heng_verify_report_word (&report);
  g_assert_false (heng_verify_report_is_kept (&report));
  g_assert_nonnull (strstr (both, "3 things are wrong"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/reports/verify-report/right", StatementTest, NULL, set_up, test_right, statement_test_tear_down);
  g_test_add ("/reports/verify-report/other-head", StatementTest, NULL, set_up, test_other_head, statement_test_tear_down);
  g_test_add ("/reports/verify-report/changed", StatementTest, NULL, set_up, test_changed, statement_test_tear_down);
  g_test_add_func ("/reports/verify-report/kept", test_kept);

  return g_test_run ();
}
