// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-backlog.h"

#include "app-testing.h"
#include "heng-book-progress.h"
#include "heng-error.h"

static void
what_is_complete_waits_until_it_is_settled (AppFixture    *fixture,
                                            gconstpointer  data)
{
  HengBook *book = heng_session_get_book (fixture->session);
  g_autoptr (GError) error = NULL;
  g_autoptr (HengBacklog) before = heng_backlog_new ();
  g_autoptr (HengBacklog) settled = heng_backlog_new ();
  g_autoptr (HengBacklog) after = heng_backlog_new ();

  app_fixture_add_agreements (fixture, 0, 2, "Shandong pays Henan 100");
  app_fixture_add_agreements (fixture, 2, 1, "Shandong pays Henan COD * 100");
  app_fixture_add_agreements (fixture, 3, 1, "Shandong pays Henan 1 / 0");

  g_assert_true (heng_backlog_find (before, book, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (before->n_ready, ==, 2);
  g_assert_cmpuint (before->n_incomplete, ==, 1);
  g_assert_cmpuint (before->n_wrong, ==, 1);
  g_assert_cmpuint (before->rows->len, ==, 4);
  g_assert_true (before->is_all);

  g_assert_true (heng_backlog_settle (settled, book, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (settled->n_ready, ==, 2);
  g_assert_cmpuint (settled->n_incomplete, ==, 1);
  g_assert_cmpuint (settled->n_wrong, ==, 1);

  g_assert_true (heng_backlog_find (after, book, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (after->n_ready, ==, 0);
  g_assert_cmpuint (after->n_incomplete, ==, 1);
}

static void
a_stop_changes_nothing (AppFixture    *fixture,
                        gconstpointer  data)
{
  HengBook *book = heng_session_get_book (fixture->session);
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (HengBacklog) stopped = heng_backlog_new ();
  gint64 before = 0;
  gint64 after = 0;

  app_fixture_add_agreements (fixture, 0, 2, "Shandong pays Henan 100");
  g_assert_true (heng_book_get_head (book, &before, NULL, NULL));
  g_cancellable_cancel (cancellable);
  heng_book_set_progress (book, NULL, NULL, cancellable);
  g_assert_false (heng_backlog_settle (stopped, book, &error));
  g_assert_error (error, HENG_ERROR, HENG_ERROR_CANCELLED);
  heng_book_set_progress (book, NULL, NULL, NULL);
  g_assert_cmpuint (stopped->n_ready, ==, 0);
  g_assert_false (stopped->is_all);
  g_assert_true (heng_book_get_head (book, &after, NULL, NULL));
  g_assert_cmpint (before, ==, after);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  APP_TEST ("/app/backlog/what-is-complete-waits-until-it-is-settled", what_is_complete_waits_until_it_is_settled);
  APP_TEST ("/app/backlog/a-stop-changes-nothing", a_stop_changes_nothing);

  return g_test_run ();
}
