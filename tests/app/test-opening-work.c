// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-book-regions.h"
#include "heng-error.h"
#include "heng-opening-work.h"
#include "heng-standard-regions.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

typedef struct
{
  char         *folder;
  char         *path;
  HengProgress *progress;
  gint          stage;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("hengping-app-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "a book 账.hengping", NULL);
  fixture->progress = heng_progress_new ();
  fixture->stage = -1;
}

static guint
count_files (Fixture *fixture)
{
  g_autoptr (GDir) folder = g_dir_open (fixture->folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (folder) != NULL)
    n++;
  return n;
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GDir) folder = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
  heng_progress_unref (fixture->progress);
}

/* A book that the program knew that had format 1 only. */
static void
unpack_old (Fixture *fixture)
{
  g_autofree char *packed = g_test_build_filename (G_TEST_DIST, "ledger", "schema-1.hengping.gz", NULL);
  g_autoptr (GFile) source = g_file_new_for_path (packed);
  g_autoptr (GFile) target = g_file_new_for_path (fixture->path);
  g_autoptr (GConverter) decompressor = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInputStream) bytes = g_file_read (source, NULL, &error);
  g_autoptr (GFileOutputStream) written = NULL;
  g_autoptr (GInputStream) unpacked = NULL;

  g_assert_no_error (error);
  unpacked = g_converter_input_stream_new (G_INPUT_STREAM (bytes), decompressor);
  written = g_file_create (target, G_FILE_CREATE_NONE, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_splice (G_OUTPUT_STREAM (written), unpacked, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, &error);
  g_assert_no_error (error);
}

static HengBook *
run (Fixture      *fixture,
     GCancellable *cancellable,
     GError      **error)
{
  return heng_opening_work_run (fixture->path, &fixture->stage, fixture->progress, cancellable, error);
}

static void
test_older (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HengBook) book = NULL;

  unpack_old (fixture);
  book = run (fixture, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (heng_book_is_of_older_format (book));
  g_assert_false (heng_book_is_read_only (book));
  g_assert_nonnull (heng_book_get_kept_copy (book));
  g_assert_cmpint (fixture->stage, ==, HENG_OPENING_BRINGING);
  g_assert_cmpfloat (heng_progress_get_fraction (fixture->progress), ==, 1);
}

static void
test_older_stopped (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL, *after = NULL;
  gsize n_before, n_after;

  unpack_old (fixture);
  g_assert_true (g_file_get_contents (fixture->path, &before, &n_before, NULL));
  g_cancellable_cancel (cancellable);
  g_assert_null (run (fixture, cancellable, &error));
  g_assert_true (heng_error_is (error, HENG_ERROR_CANCELLED));
  g_assert_true (g_file_get_contents (fixture->path, &after, &n_after, NULL));
  g_assert_cmpmem (before, n_before, after, n_after);
}

/* A book as it lies there after its program was killed: with what was written last only in the log beside it. */
static void
leave_log (Fixture *fixture)
{
  static const char *const endings[] = { "", "-wal" };
  g_autofree char *other = g_build_filename (fixture->folder, "written.hengping", NULL);
  g_autoptr (GPtrArray) regions = heng_standard_regions_new ();
  g_autoptr (GError) error = NULL;
  HengBook *book = heng_book_new (other, "CNY", "tester", regions, heng_clock_system, NULL, &error);
  HengRegion *region;

  g_assert_no_error (error);
  region = g_ptr_array_index (regions, 0);
  g_free (region->name_en);
  region->name_en = g_strdup ("Renamed");
  heng_book_append_regions (book, regions, NULL, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *from_path = g_strconcat (other, endings[i], NULL), *to_path = g_strconcat (fixture->path, endings[i], NULL);
      g_autofree char *bytes = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (from_path, &bytes, &length, NULL));
      g_assert_cmpuint (length, >, 0);
      g_assert_true (g_file_set_contents (to_path, bytes, (gssize) length, NULL));
    }
  heng_book_free (book);
  g_unlink (other);
}

static void
test_left_log (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HengBook) book = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  guint n_files;

  leave_log (fixture);
  n_files = count_files (fixture);
  /* Stopped, it is nobody's business to say that the log is right. */
  g_cancellable_cancel (cancellable);
  g_assert_null (run (fixture, cancellable, &error));
  g_assert_true (heng_error_is (error, HENG_ERROR_CANCELLED));
  g_assert_cmpint (fixture->stage, ==, HENG_OPENING_VERIFYING);
  g_assert_cmpuint (count_files (fixture), >=, n_files);
  g_clear_error (&error);

  book = run (fixture, NULL, &error);
  g_assert_no_error (error);
  {
    g_autoptr (HengRegion) region = heng_book_find_region (book, "000000", &error);

    g_assert_no_error (error);
    g_assert_cmpstr (region->name_en, ==, "Renamed");
  }
}

static void
test_none (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (run (fixture, NULL, &error));
  g_assert_true (heng_error_is (error, HENG_ERROR_BOOK_MISSING));
  g_assert_cmpint (fixture->stage, ==, HENG_OPENING_LOOKING);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/app/opening-work/older", Fixture, NULL, set_up, test_older, tear_down);
  g_test_add ("/app/opening-work/older-stopped", Fixture, NULL, set_up, test_older_stopped, tear_down);
  g_test_add ("/app/opening-work/left-log", Fixture, NULL, set_up, test_left_log, tear_down);
  g_test_add ("/app/opening-work/none", Fixture, NULL, set_up, test_none, tear_down);

  return g_test_run ();
}
