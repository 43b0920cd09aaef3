// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger-testing.h"

#include "heng-book-backups.h"
#include "heng-book-exceptions.h"
#include "heng-book-restore.h"

static char *
make_backup (Testing    *self,
             const char *name)
{
  char *path = g_build_filename (self->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (heng_book_backup (self->book, path, &error));
  g_assert_no_error (error);
  return path;
}

static HengRestorePlan *
plan (Testing    *self,
      const char *backup)
{
  g_autoptr (GError) error = NULL;
  HengRestorePlan *made = heng_book_plan_restore (backup, self->path, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return made;
}

static char *
restore (Testing    *self,
         const char *backup)
{
  g_autoptr (GError) error = NULL;
  char *kept;

  g_assert_true (heng_book_restore (backup, self->path, NULL, NULL, NULL, &kept, &error));
  g_assert_no_error (error);
  return kept;
}

static void
test_earlier (Testing       *self,
              gconstpointer  data)
{
  g_autofree char *backup = make_backup (self, "backup"), *hash = NULL, *found = NULL, *kept = NULL, *again = NULL;
  g_autofree char *second = g_strconcat (self->path, ".before-restore-2", NULL);
  g_autoptr (HengRestorePlan) before = NULL, same = NULL, after = NULL;
  gint64 count = testing_head (self, &hash);
  const HengRestoreLoss *loss;
  g_autoptr (GError) error = NULL;

  testing_agree (self, "A", TESTING_YEARS, TESTING_RULE);
  testing_pay (self, "A", "Down", "Up", 500);
  before = plan (self, backup);
  g_assert_cmpint (before->relation, ==, HENG_RESTORE_EARLIER);
  g_assert_cmpint (before->n_lost, ==, 2);
  g_assert_cmpint (before->common, ==, count);
  g_assert_cmpstr (before->backup_head, ==, hash);
  g_assert_cmpuint (before->losses->len, ==, 2);
  loss = g_ptr_array_index (before->losses, 0);
  g_assert_cmpint (loss->number, ==, count + 2);
  g_assert_cmpstr (loss->kind, ==, "entry");
  g_assert_cmpstr (loss->recorded_by, ==, "tester");

  /* Another connection that has the book open keeps it from being replaced, and nothing is changed. */
  g_assert_false (heng_book_restore (backup, self->path, NULL, NULL, NULL, &kept, &error));
  testing_assert_error (error, RESTORE_OPEN);
  g_assert_null (kept);
  g_assert_cmpint (testing_head (self, NULL), ==, count + 2);
  testing_close (self);

  kept = restore (self, backup);
  g_assert_nonnull (kept);
  self->book = testing_open_another (self);
  g_assert_cmpint (testing_head (self, &found), ==, count);
  g_assert_cmpstr (found, ==, hash);
  same = plan (self, backup);
  g_assert_cmpint (same->relation, ==, HENG_RESTORE_SAME);
  testing_close (self);

  /* What was there is a book like before; it can go back, and the next copy has another name. */
  after = plan (self, kept);
  g_assert_cmpint (after->relation, ==, HENG_RESTORE_LATER);
  g_assert_cmpint (after->n_lost, ==, 0);
  again = restore (self, kept);
  g_assert_cmpstr (again, ==, second);
  self->book = testing_open_another (self);
  g_assert_cmpint (testing_head (self, NULL), ==, count + 2);
}

static void
test_other (Testing       *self,
            gconstpointer  data)
{
  g_autofree char *backup = make_backup (self, "backup"), *kept = NULL;
  g_autoptr (HengRestorePlan) other = NULL;
  HengBook *book;
  g_autoptr (GError) error = NULL;

  testing_agree (self, "A", TESTING_YEARS, TESTING_RULE);
  testing_close (self);
  book = heng_book_open (backup, HENG_BOOK_OPEN_WRITE, "tester", testing_clock, &self->now_ms, &error);
  g_assert_no_error (error);
  self->book = book;
  testing_agree (self, "B", TESTING_YEARS, TESTING_RULE);
  testing_agree (self, "C", TESTING_YEARS, TESTING_RULE);
  testing_close (self);
  other = plan (self, backup);
  g_assert_cmpint (other->relation, ==, HENG_RESTORE_OTHER);
  g_assert_cmpint (other->n_lost, ==, 1);
  g_assert_cmpint (other->backup_count, ==, other->book_count + 1);
}

/* A backup that is damaged takes nothing's place; a book that is damaged is kept and replaced, with its log. */
static void
test_damaged (Testing       *self,
              gconstpointer  data)
{
  g_autofree char *backup = make_backup (self, "backup"), *spoilt = g_build_filename (self->folder, "spoilt", NULL), *bytes = NULL;
  g_autofree char *kept = NULL, *log = g_strconcat (self->path, "-wal", NULL), *kept_log = NULL, *found = NULL;
  g_autoptr (HengRestorePlan) made = NULL;
  g_autoptr (GError) error = NULL;
  gsize n_bytes;

  g_assert_true (g_file_get_contents (backup, &bytes, &n_bytes, NULL));
  g_assert_true (g_file_set_contents (spoilt, bytes, (gssize) n_bytes, NULL));
  g_assert_cmpint (testing_raw (spoilt, "DROP TRIGGER event_no_update; UPDATE event SET data = '{}'; "
                                "CREATE TRIGGER event_no_update BEFORE UPDATE ON event BEGIN SELECT RAISE (ABORT, 'facts are never changed'); END"),
                   ==, SQLITE_OK);
  g_assert_null (heng_book_plan_restore (spoilt, self->path, NULL, NULL, NULL, &error));
  testing_assert_error (error, BOOK_DAMAGED);
  testing_close (self);

  g_assert_true (g_file_set_contents (self->path, "no book at all", -1, NULL));
  g_assert_true (g_file_set_contents (log, "its log", -1, NULL));
  made = plan (self, backup);
  g_assert_cmpint (made->relation, ==, HENG_RESTORE_UNREADABLE);
  kept = restore (self, backup);
  g_assert_true (g_file_get_contents (kept, &found, NULL, NULL));
  g_assert_cmpstr (found, ==, "no book at all");
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));
  kept_log = g_strconcat (kept, "-wal", NULL);
  g_assert_true (g_file_test (kept_log, G_FILE_TEST_EXISTS));
  self->book = testing_open_another (self);
  g_assert_cmpint (testing_head (self, NULL), ==, 2);
}

static void
test_new (Testing       *self,
          gconstpointer  data)
{
  g_autofree char *backup = make_backup (self, "backup"), *kept = NULL;
  g_autoptr (HengRestorePlan) made = NULL;

  testing_close (self);
  g_remove (self->path);
  made = plan (self, backup);
  g_assert_cmpint (made->relation, ==, HENG_RESTORE_NEW);
  kept = restore (self, backup);
  g_assert_null (kept);
  self->book = testing_open_another (self);
  g_assert_cmpint (testing_head (self, NULL), ==, 2);
}

/* Stopped at whatever moment it tells of: the book is as it was, and nothing is left beside it. */
static void
test_stopped (Testing       *self,
              gconstpointer  data)
{
  g_autofree char *backup = NULL, *hash = NULL, *kept = NULL;
  guint n_files, n_stopped = 0;
  gboolean done = FALSE;

  testing_agree (self, "A", TESTING_YEARS, TESTING_RULE);
  /* More pages than are copied in one go. */
  for (guint i = 0; i < 12; i++)
    {
      g_autofree char *words = g_strnfill (1 << 18, 'x');
      g_autoptr (GError) error = NULL;

      g_assert_true (heng_book_close (self->book, testing_day ("2019-01-01") + (HengDay) i, words, NULL, &error));
      g_assert_no_error (error);
    }
  backup = make_backup (self, "backup");
  testing_pay (self, "A", "Down", "Up", 500);
  testing_head (self, &hash);
  testing_close (self);
  n_files = testing_count_files (self->folder);

  for (guint at = 1; !done; at++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      TestingStop stop = { cancellable, at, 0 };
      g_autoptr (GError) error = NULL;
      g_autofree char *found = NULL;

      g_clear_pointer (&kept, g_free);
      done = heng_book_restore (backup, self->path, testing_stop_cb, &stop, cancellable, &kept, &error);
      self->book = testing_open_another (self);
      testing_head (self, &found);
      testing_close (self);
      g_assert_cmpint (done, ==, strcmp (found, hash) != 0);
      g_assert_cmpuint (testing_count_files (self->folder), ==, n_files + done);
      if (!done)
        testing_assert_error (error, CANCELLED);
      n_stopped += !done;
    }
  g_assert_cmpuint (n_stopped, >, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/book-restore/earlier", Testing, NULL, testing_set_up, test_earlier, testing_tear_down);
  g_test_add ("/book-restore/other", Testing, NULL, testing_set_up, test_other, testing_tear_down);
  g_test_add ("/book-restore/damaged", Testing, NULL, testing_set_up, test_damaged, testing_tear_down);
  g_test_add ("/book-restore/stopped", Testing, NULL, testing_set_up, test_stopped, testing_tear_down);
  g_test_add ("/book-restore/new", Testing, NULL, testing_set_up, test_new, testing_tear_down);
  return g_test_run ();
}
