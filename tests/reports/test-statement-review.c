// SPDX-License-Identifier: GPL-3.0-or-later
#include "statement-testing.h"

#include "heng-book-review.h"
#include "heng-wording-review.h"

#include "heng-error.h"

#define CODE "HHYL-1"

static gint64
head (StatementTest *test)
{
  gint64 count;

  g_assert_true (heng_book_get_head (test->book, &count, NULL, NULL));
  return count;
}

static gint64
issue (StatementTest *test)
{
  g_autoptr (GError) error = NULL;
  gint64 fact;

  g_assert_true (heng_book_append_issue (test->book, CODE, statement_test_period ("2020"), "No. 7", NULL, &fact, &error));
  g_assert_no_error (error);
  return fact;
}

static void
confirm (StatementTest *test,
         const char    *party)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (heng_book_append_confirmation (test->book, CODE, statement_test_period ("2020"), 0, party, "Letter 5", NULL, &error));
  g_assert_no_error (error);
}

static gint64
dispute (StatementTest *test,
         gint64         proposed_minor)
{
  g_autoptr (GPtrArray) lines = heng_review_lines_new ();
  g_autoptr (GError) error = NULL;
  gint64 fact;

  g_ptr_array_add (lines, heng_review_line_new ("Shandong", "Henan", "CNY", proposed_minor));
  g_assert_true (heng_book_append_dispute (test->book, CODE, statement_test_period ("2020"), 0, "Shandong", lines, "October was measured otherwise",
                                           NULL, &fact, &error));
  g_assert_no_error (error);
  return fact;
}

static void
decide (StatementTest *test,
        gint64         number,
        gint64         amount_minor)
{
  g_autoptr (GPtrArray) amounts = heng_review_lines_new ();
  HengDisputeOutcome outcome = { HENG_DISPUTE_DECIDED, amounts, "the council decided", "Decision 3", heng_book_get_today (test->book) };
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (amounts, heng_review_line_new ("Shandong", "Henan", "CNY", amount_minor));
  g_assert_true (heng_book_end_dispute (test->book, number, &outcome, NULL, NULL, &error));
  g_assert_no_error (error);
}

/* The page without its footer, which has the head of the book. Returns: (nullable) */
static char *
print_at (StatementTest *test,
          gint64         known)
{
  HengStatementOptions options = { .unit = HENG_MONEY_UNIT_WAN, .view = { .known = known } };
  g_autofree char *name = g_strdup_printf ("review-%" G_GINT64_FORMAT ".pdf", known);
  g_autoptr (GError) error = NULL;
  HengPageContent *content = heng_statement_new_settlement (test->book, CODE, statement_test_period ("2020"), &options, &error);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  GString *body = g_string_new (NULL);

  g_assert_no_error (error);
  text = statement_test_print (test, content, name);
  if (text == NULL)
    {
      g_string_free (body, TRUE);
      return NULL;
    }
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (strstr (lines[i], "Page ") == NULL && strstr (lines[i], "printed on") == NULL)
      g_string_append_printf (body, "%s\n", lines[i]);
  g_free (text);
  text = g_string_free (body, FALSE);
  /* How far the footer reaches moves the columns of what is read back. */
  return page_test_strip (text);
}

static void
flow_is_shown_and_shown_again (StatementTest *test,
                               gconstpointer  data)
{
  static const char *const expected[][5] = {
    { "not issued", "No statement was issued", "6,600.00" },
    { "No. 1, issued on 2026-03-02", "(No. 7)", "awaited", "6,600.00" },
    { "Confirmed by Henan", "Letter 5", "tester", "awaited" },
    { "Disputed by Shandong", "Undisputed", "6,300.00", "300.00", "October was measured otherwise" },
    { "Outdated", "the next one has to be issued", "Decision 3", "the council decided", "6,400.00" },
    { "No. 2, issued on 2026-03-02", "awaited", "6,400.00", "about statement 1" },
    { "Jointly confirmed", "Decision 3", "6,400.00" },
  };
  g_autoptr (GPtrArray) pages = g_ptr_array_new_with_free_func (g_free);
  gint64 known[G_N_ELEMENTS (expected)], number = 0;

  statement_test_import_sample (test);
  statement_test_post (test, CODE);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      char *page;

      if (i == 1 || i == 5)
        issue (test);
      if (i == 2 || i == 6)
        confirm (test, "Henan");
      if (i == 3)
        number = dispute (test, 6300000000);
      if (i == 4)
        decide (test, number, 6400000000);
      if (i == 6)
        confirm (test, "Shandong");
      known[i] = head (test);
      page = print_at (test, 0);
      g_ptr_array_add (pages, page);
      for (guint j = 0; page != NULL && j < G_N_ELEMENTS (expected[i]) && expected[i][j] != NULL; j++)
        assert_has (page, expected[i][j]);
    }

  /* Each page is what it was, whatever has happened since. */
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autofree char *again = print_at (test, known[i]);

      g_assert_true (g_strcmp0 (again, g_ptr_array_index (pages, i)) == 0);
    }
}

static void
disputed_amounts_are_marked (StatementTest *test,
                             gconstpointer  data)
{
  g_autofree char *before = NULL, *during = NULL, *outdated = NULL;

  statement_test_import_sample (test);
  issue (test);
  before = print_at (test, 0);
  dispute (test, -100);
  during = print_at (test, 0);
  /* A corrected observation: what is owed is no longer what is disputed, so nothing is marked beside it. */
  statement_test_import_text (test, "o.csv", "agreement,indicator,period,value,source\n" CODE ",COD,2020,15.23,示例 synthetic\n");
  outdated = print_at (test, 0);
  if (before == NULL)
    return;
  g_assert_false (page_test_has (before, "Undisputed"));
  g_assert_cmpuint (page_test_count (during, "Undisputed"), ==, 2);
  assert_has (during, "not payable before the dispute has ended");
  assert_has (during, "not payable yet");
  assert_has (during, "−0.0001");
  g_assert_cmpuint (page_test_count (outdated, "Undisputed"), ==, 1);
  assert_has (outdated, "Disputed by Shandong");
}

static void
words_are_there (void)
{
  for (guint i = 0; i < HENG_N_REVIEW_STATES; i++)
    g_assert_cmpuint (strlen (heng_wording_review_state ((HengReviewState) i)), >, 0);
  for (guint i = 0; i < HENG_N_DISPUTE_ENDS; i++)
    g_assert_cmpuint (strlen (heng_wording_dispute_end ((HengDisputeEnd) i)), >, 0);
}

static void
days_are_those_of_china (void)
{
  static const struct { gint64 ms; const char *day; } rows[] = {
    { 0, "1970-01-01" }, { G_GINT64_CONSTANT (1717171199999), "2024-05-31" }, { G_GINT64_CONSTANT (1717171200000), "2024-06-01" },
    { G_MAXINT64, "–" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *day = heng_wording_recorded_day (rows[i].ms);

      g_assert_cmpstr (day, ==, rows[i].day);
    }
}

#define ADD(name) g_test_add ("/reports/statement-review/" #name, StatementTest, NULL, statement_test_set_up, name, statement_test_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD (flow_is_shown_and_shown_again);
  ADD (disputed_amounts_are_marked);
  g_test_add_func ("/reports/wording-review/words-are-there", words_are_there);
  g_test_add_func ("/reports/wording-review/days-are-those-of-china", days_are_those_of_china);
  return g_test_run ();
}
