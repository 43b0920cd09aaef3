// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger-testing.h"

#include "heng-new-file.h"

#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct
{
  char *folder;
  char *path;
} Folder;

static void
set_up (Folder        *self,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("hengping-test-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "a book 账.hengping", NULL);
}

static void
tear_down (Folder        *self,
           gconstpointer  data)
{
  testing_remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->path);
}

static guint
count_files (Folder *self)
{
  g_autoptr (GDir) files = g_dir_open (self->folder, 0, NULL);
  guint n_files = 0;

  while (g_dir_read_name (files) != NULL)
    n_files++;
  return n_files;
}

static void
put (const char *path,
     const char *ending,
     const char *text)
{
  g_autofree char *name = g_strconcat (path, ending, NULL);

  g_assert_true (g_file_set_contents (name, text, -1, NULL));
}

static gboolean
is_there (const char *path,
          const char *ending)
{
  g_autofree char *name = g_strconcat (path, ending, NULL);

  return g_file_test (name, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK);
}

/* A program that begins a new file, writes beside it and stays alive until the caller ends it. Returns: its number; @name (out): the file's */
static pid_t
begin_elsewhere (Folder  *self,
                 char   **name)
{
  int words[2];
  pid_t child;
  char text[4096];
  gssize n_read;

  g_assert_cmpint (pipe (words), ==, 0);
  if ((child = fork ()) == 0)
    {
      HengNewFile *file;
      const char *made;

      prctl (PR_SET_PDEATHSIG, SIGKILL);
      g_random_set_seed ((guint32) getpid ());
      file = heng_new_file_begin (self->path, NULL);
      made = heng_new_file_get_name (file);
      put (made, "-wal", "x");
      put (made, "-copy", "x");
      put (made, "-copy-journal", "x");
      put (made, "-rows", "x");
      if (write (words[1], made, strlen (made)) < 0)
        _exit (1);
      pause ();
      _exit (0);
    }
  n_read = read (words[0], text, sizeof text);
  g_assert_cmpint (n_read, >, 0);
  *name = g_strndup (text, (gsize) n_read);
  close (words[0]);
  close (words[1]);
  return child;
}

static void
end (pid_t child)
{
  g_assert_cmpint (kill (child, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (child, NULL, 0), ==, child);
}

/* What a program left goes when the next file is begun, not before the program is dead. */
static void
test_left (Folder        *self,
           gconstpointer  data)
{
  g_autofree char *left = NULL, *held = NULL;
  pid_t first = begin_elsewhere (self, &left), second;
  g_autoptr (HengNewFile) file = NULL;

  g_assert_cmpuint (heng_new_file_clean (self->folder), ==, 0);
  end (first);
  second = begin_elsewhere (self, &held);
  g_assert_false (is_there (left, ""));
  g_assert_false (is_there (left, "-copy-journal"));
  g_assert_cmpuint (count_files (self), ==, 5);

  file = heng_new_file_begin (self->path, NULL);
  g_assert_nonnull (file);
  g_assert_cmpuint (heng_new_file_clean (self->folder), ==, 0);
  g_assert_cmpuint (count_files (self), ==, 6);
  end (second);
  g_assert_cmpuint (heng_new_file_clean (self->folder), ==, 5);
  g_assert_true (is_there (heng_new_file_get_name (file), ""));
  g_assert_cmpuint (count_files (self), ==, 1);
}

/* After a power loss the file itself may be gone and others beside it be there. */
static void
test_orphans (Folder        *self,
              gconstpointer  data)
{
  g_autofree char *left = NULL;

  end (begin_elsewhere (self, &left));
  g_assert_cmpint (g_remove (left), ==, 0);
  g_assert_cmpuint (heng_new_file_clean (self->folder), ==, 4);
  g_assert_cmpuint (count_files (self), ==, 0);
}

/* Whatever a user has that looks like it. */
static void
test_others (Folder        *self,
             gconstpointer  data)
{
  static const char *const names[] = {
    "a.part", "a.hengping.part", ".part", "0123456789abcdef.part", "a.0123456789abcdef.part", "a.0123456789abcdef.part-wal",
    "a book 账.hengping.00000000ffffffff.part", "a.hengping-wal", "a.0123456789abcde.part",
  };
  g_autofree char *left = NULL, *renamed = NULL, *more = NULL, *linked = NULL, *target = NULL, *ending = NULL, *swapped = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (self->folder, names[i], NULL);

      put (path, "", "mine");
    }
  /* One of ours that somebody gave another name, or an ending; whose digits are those of another; that a second name keeps; a link that bears its name. */
  end (begin_elsewhere (self, &left));
  g_assert_cmpuint (heng_new_file_clean (self->folder), ==, 5);
  renamed = g_build_filename (self->folder, "b.hengping", NULL);
  more = g_strconcat (renamed, strrchr (left, '/') + strlen ("/a book 账.hengping"), NULL);
  put (more, "", "mine");
  put (left, "-old", "mine");
  put (left, ".gz", "mine");
  put (left, "", "mine");
  linked = g_build_filename (self->folder, "linked", NULL);
  g_assert_cmpint (link (left, linked), ==, 0);
  ending = g_build_filename (self->folder, "target", NULL);
  put (ending, "", "mine");
  g_assert_cmpuint (heng_new_file_clean (self->folder), ==, 0);
  g_assert_cmpint (g_remove (left), ==, 0);
  g_assert_cmpint (symlink (ending, left), ==, 0);
  g_assert_cmpuint (heng_new_file_clean (self->folder), ==, 0);
  g_assert_cmpint (g_remove (left), ==, 0);
  g_assert_cmpint (g_mkdir (left, 0700), ==, 0);
  g_assert_cmpuint (heng_new_file_clean (self->folder), ==, 0);
  g_assert_cmpint (g_rmdir (left), ==, 0);
  swapped = g_strdup (left);
  swapped[strlen (swapped) - strlen (".part") - 16] ^= 1;
  put (swapped, "", "mine");
  g_assert_cmpuint (heng_new_file_clean (self->folder), ==, 0);
  g_assert_cmpuint (count_files (self), ==, G_N_ELEMENTS (names) + 6);
}

/* It takes its name or leaves nothing. */
static void
test_publish (Folder        *self,
              gconstpointer  data)
{
  g_autoptr (HengNewFile) first = heng_new_file_begin (self->path, NULL), second = heng_new_file_begin (self->path, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (heng_new_file_get_name (first), !=, heng_new_file_get_name (second));
  put (heng_new_file_get_name (first), "-copy", "x");
  g_assert_true (heng_new_file_publish (first, &error));
  g_assert_no_error (error);
  g_assert_true (heng_new_file_is_named (first));
  g_assert_false (heng_new_file_publish (second, &error));
  testing_assert_error (error, FILE_EXISTS);
  g_clear_pointer (&first, heng_new_file_free);
  g_clear_pointer (&second, heng_new_file_free);
  g_assert_cmpuint (count_files (self), ==, 1);
  g_assert_true (is_there (self->path, ""));
}

/* The log of a file that is gone would be taken for the new one's. */
static void
test_log (Folder        *self,
          gconstpointer  data)
{
  static const char *const endings[] = { "-wal", "-journal" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *log = g_strconcat (self->path, endings[i], NULL);
      g_autoptr (HengNewFile) file = heng_new_file_begin (self->path, NULL);
      g_autoptr (GError) error = NULL;

      put (log, "", "x");
      g_assert_false (heng_new_file_publish (file, &error));
      testing_assert_error (error, FILE_EXISTS);
      g_assert_cmpstr (heng_error_get_argument (error, 0), ==, log);
      g_clear_pointer (&file, heng_new_file_free);
      g_assert_cmpuint (count_files (self), ==, 1);
      g_assert_cmpint (g_remove (log), ==, 0);
    }
}

/* File systems allow 255 bytes. */
static void
test_long_name (Folder        *self,
                gconstpointer  data)
{
  for (guint n_characters = 55; n_characters <= 76; n_characters++)
    {
      g_autoptr (GString) name = g_string_new (NULL);
      g_autofree char *path = NULL, *left = NULL;
      Folder other = { self->folder, NULL };

      for (guint i = 0; i < n_characters; i++)
        g_string_append (name, i % 2 == 0 ? "衡" : "平");
      g_string_append (name, ".hengping");
      other.path = path = g_build_filename (self->folder, name->str, NULL);
      end (begin_elsewhere (&other, &left));
      g_assert_true (g_utf8_validate (left, -1, NULL));
      g_assert_cmpuint (heng_new_file_clean (self->folder), ==, 5);
    }
}

/* A folder that nobody may write, and one that is none. */
static void
test_nowhere (Folder        *self,
              gconstpointer  data)
{
  g_autofree char *path = g_build_filename (self->folder, "none", "a.hengping", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (heng_new_file_begin (path, &error));
  testing_assert_error (error, FILE_WRITE);
  g_assert_cmpuint (heng_new_file_clean (path), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/new-file/left", Folder, NULL, set_up, test_left, tear_down);
  g_test_add ("/new-file/orphans", Folder, NULL, set_up, test_orphans, tear_down);
  g_test_add ("/new-file/others", Folder, NULL, set_up, test_others, tear_down);
  g_test_add ("/new-file/publish", Folder, NULL, set_up, test_publish, tear_down);
  g_test_add ("/new-file/log", Folder, NULL, set_up, test_log, tear_down);
  g_test_add ("/new-file/long-name", Folder, NULL, set_up, test_long_name, tear_down);
  g_test_add ("/new-file/nowhere", Folder, NULL, set_up, test_nowhere, tear_down);
  return g_test_run ();
}
