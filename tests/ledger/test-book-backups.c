// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger-testing.h"

#include "heng-book-backups.h"
#include "heng-book-verify.h"

static void
set_up (Testing       *self,
        gconstpointer  data)
{
  testing_set_up (self, data);
  g_setenv ("HENGPING_BACKUPS", "1", TRUE);
}

static void
tear_down (Testing       *self,
           gconstpointer  data)
{
  g_autofree char *folder = heng_backups_get_folder (self->path);

  testing_remove_folder (folder);
  testing_tear_down (self, data);
}

static gboolean
keep (Testing *self)
{
  g_autoptr (GError) error = NULL;
  gboolean made;

  g_assert_true (heng_backups_keep (self->book, &made, &error));
  g_assert_no_error (error);
  return made;
}

static guint
count (Testing *self)
{
  g_autoptr (GPtrArray) backups = heng_backups_list (self->path);

  return backups->len;
}

static void
test_when (Testing       *self,
           gconstpointer  data)
{
  g_autoptr (GPtrArray) backups = NULL;
  const HengBackup *newest;
  g_autofree char *hash = NULL;

  /* A new book has nothing to lose. */
  g_assert_false (keep (self));
  testing_agree (self, "A", TESTING_YEARS, TESTING_RULE);
  g_assert_true (keep (self));
  testing_pay (self, "A", "Down", "Up", 1);
  g_assert_false (keep (self)); /* younger than a day */
  self->now_ms += TESTING_DAY_MS;
  g_assert_true (keep (self));
  self->now_ms += 5 * TESTING_DAY_MS;
  g_assert_false (keep (self)); /* nothing has changed */
  backups = heng_backups_list (self->path);
  g_assert_cmpuint (backups->len, ==, 2);
  newest = g_ptr_array_index (backups, 0);
  g_assert_cmpint (newest->count, ==, testing_head (self, &hash));
  g_assert_true (g_str_has_prefix (hash, newest->head));
  g_assert_cmpint (newest->made_ms, ==, TESTING_START_MS + TESTING_DAY_MS);

  g_setenv ("HENGPING_BACKUPS", "0", TRUE);
  testing_pay (self, "A", "Down", "Up", 1);
  self->now_ms += 5 * TESTING_DAY_MS;
  g_assert_false (keep (self));
}

/* On demand a day need not have passed, but there must be something new. */
static void
test_now (Testing       *self,
          gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  gboolean made;

  testing_agree (self, "A", TESTING_YEARS, TESTING_RULE);
  g_assert_true (keep (self));
  g_assert_true (heng_backups_make (self->book, &made, &error));
  g_assert_no_error (error);
  g_assert_false (made);
  testing_pay (self, "A", "Down", "Up", 1);
  self->now_ms += 1000;
  /* Asked for by a person, whatever programs do by themselves. */
  g_setenv ("HENGPING_BACKUPS", "0", TRUE);
  g_assert_true (heng_backups_make (self->book, &made, &error));
  g_assert_no_error (error);
  g_assert_true (made);
  /* Of one day the rule keeps the newest. */
  g_assert_cmpuint (count (self), ==, 1);
}

/* Each is a whole book of one file. */
static void
test_content (Testing       *self,
              gconstpointer  data)
{
  g_autoptr (GPtrArray) backups = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *log = NULL;
  HengBook *copy;
  gint64 n_found;

  testing_agree (self, "A", TESTING_YEARS, TESTING_RULE);
  g_assert_true (keep (self));
  backups = heng_backups_list (self->path);
  copy = heng_book_open (((HengBackup *) g_ptr_array_index (backups, 0))->path, HENG_BOOK_OPEN_READ_ONLY, "x", testing_clock, &self->now_ms, &error);
  g_assert_no_error (error);
  g_assert_true (heng_book_verify (copy, TRUE, NULL, NULL, &n_found, &error));
  g_assert_cmpint (n_found, ==, 0);
  heng_book_free (copy);
  log = g_strconcat (((HengBackup *) g_ptr_array_index (backups, 0))->path, "-wal", NULL);
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));
}

/* Two years of days with changes: the rule's count, the newest among them, nobody else's files touched. */
static void
test_thinning (Testing       *self,
               gconstpointer  data)
{
  g_autofree char *folder = heng_backups_get_folder (self->path);
  g_autofree char *foreign = g_build_filename (folder, "20200101T000000Z-5-0123456789abcdef.hengping", NULL);
  g_autofree char *note = g_build_filename (folder, "note.txt", NULL);
  g_autoptr (GPtrArray) backups = NULL;
  gint64 last;

  testing_agree (self, "A", TESTING_YEARS, TESTING_RULE);
  g_assert_true (keep (self));
  g_assert_true (g_file_set_contents (foreign, "not ours", -1, NULL));
  g_assert_true (g_file_set_contents (note, "a note", -1, NULL));
  for (guint i = 0; i < 60; i++)
    {
      self->now_ms += (i < 40 ? 13 : 1) * TESTING_DAY_MS;
      testing_pay (self, "A", "Down", "Up", 1 + i);
      g_assert_true (keep (self));
    }
  backups = heng_backups_list (self->path);
  g_assert_cmpuint (backups->len, >=, 7 + 4);
  g_assert_cmpuint (backups->len, <=, 23);
  last = testing_head (self, NULL);
  for (guint i = 0; i < 7; i++)
    g_assert_cmpint (((HengBackup *) g_ptr_array_index (backups, i))->count, ==, last - i);
  g_assert_true (g_file_test (foreign, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (note, G_FILE_TEST_EXISTS));
}

/* The rule alone, on days back from the newest. */
static void
test_rule (Testing       *self,
           gconstpointer  data)
{
  g_autoptr (GPtrArray) backups = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_backup_free);
  g_autoptr (GByteArray) kept = NULL;
  guint n = 0;

  for (guint i = 0; i < 1000; i++)
    {
      HengBackup *backup = g_new0 (HengBackup, 1);

      backup->made_ms = TESTING_START_MS - (gint64) i * TESTING_DAY_MS;
      g_ptr_array_add (backups, backup);
    }
  kept = heng_backups_choose (backups);
  for (guint i = 0; i < 1000; i++)
    n += kept->data[i];
  for (guint i = 0; i < 7; i++)
    g_assert_cmpuint (kept->data[i], ==, 1);
  g_assert_cmpuint (n, >=, 7 + 2 + 10);
  g_assert_cmpuint (n, <=, 23);
  /* 2024-06-01 is the newest: so of May the last day, and so on back to July of the year before. */
  g_assert_cmpuint (kept->data[1], ==, 1);
  g_assert_cmpuint (kept->data[32], ==, 1);
  for (guint i = 340; i < 1000; i++)
    g_assert_cmpuint (kept->data[i], ==, 0);
}

static void
test_cannot (Testing       *self,
             gconstpointer  data)
{
  g_autofree char *folder = heng_backups_get_folder (self->path);
  g_autoptr (GError) error = NULL;

  testing_agree (self, "A", TESTING_YEARS, TESTING_RULE);
  g_assert_true (g_file_set_contents (folder, "a file in the folder's place", -1, NULL));
  g_assert_false (heng_backups_keep (self->book, NULL, &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (count (self), ==, 0);
  testing_pay (self, "A", "Down", "Up", 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/book-backups/when", Testing, NULL, set_up, test_when, tear_down);
  g_test_add ("/book-backups/now", Testing, NULL, set_up, test_now, tear_down);
  g_test_add ("/book-backups/content", Testing, NULL, set_up, test_content, tear_down);
  g_test_add ("/book-backups/thinning", Testing, NULL, set_up, test_thinning, tear_down);
  g_test_add ("/book-backups/rule", Testing, NULL, set_up, test_rule, tear_down);
  g_test_add ("/book-backups/cannot", Testing, NULL, set_up, test_cannot, tear_down);
  return g_test_run ();
}
