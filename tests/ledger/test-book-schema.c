// SPDX-License-Identifier: GPL-3.0-or-later
/* A book of every format: schema-1.hengping.gz was written by the program that knew format 1 only. Synthetic data: two provinces, one
 * agreement of two years, a payment, a revised observation and the run that followed it. schema-2.hengping.gz is the same book, brought to format 2 by the
 * program that knew no later one, which then added a payment and its reversal, a statement, a confirmation, and closed days.
 * schema-3.hengping.gz is that one, brought to format 3 by the program that knew no later one, which then added an agreement of quarters with a pool and
 * things in kind, runs of it, payments, openings, exceptions, a statement that is confirmed and disputed, a reversal, and a region's second version.
 * What `balances --on 2030-12-31 --format json` said of each when it was written stands in schema-balances.json, which
 * tests/command/check-rescue.py compares with. */
#include "ledger-testing.h"

#include "heng-book-private.h"
#include "heng-book-progress.h"
#include "heng-book-verify.h"

typedef struct
{
  const char *name;
  int         format;
  const char *head;
  gint64      count;
} Old;

static const Old olds[] = {
  { "schema-1.hengping.gz", 1, "3ed9d87eecf98eca5f57054a8ac0d42724fa90eb759025a7db5c4b5ba3de8941", 9 },
  { "schema-2.hengping.gz", 2, "1815dbc166702f6dba9a9e521bbb001de21340a5fbe87c2599f65daf0d9d1a37", 14 },
  { "schema-3.hengping.gz", 3, "a36a8c17442bba27a3cedd50f98b942136e5f8e6f2cb59a670e5ac1a18acc875", 38 },
};
/* Whoever makes the next format keeps a book of it. */
G_STATIC_ASSERT (G_N_ELEMENTS (olds) == HENG_BOOK_VERSION);

/* What the tests are of now. */
static const Old *old = olds;

/* The old book in place of the one that testing_set_up() made. */
static void
set_up (Testing       *self,
        gconstpointer  data)
{
  g_autofree char *packed = g_test_build_filename (G_TEST_DIST, "ledger", old->name, NULL);
  g_autoptr (GFile) source = g_file_new_for_path (packed), target = NULL;
  g_autoptr (GZlibDecompressor) decompressor = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInputStream) bytes = g_file_read (source, NULL, &error);
  g_autoptr (GInputStream) unpacked = NULL;
  g_autoptr (GFileOutputStream) written = NULL;

  g_assert_no_error (error);
  self->folder = g_dir_make_tmp ("hengping-test-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "an old book 账.hengping", NULL);
  self->now_ms = G_GINT64_CONSTANT (1800000000000);
  target = g_file_new_for_path (self->path);
  written = g_file_create (target, G_FILE_CREATE_NONE, NULL, &error);
  g_assert_no_error (error);
  unpacked = g_converter_input_stream_new (G_INPUT_STREAM (bytes), G_CONVERTER (decompressor));
  g_output_stream_splice (G_OUTPUT_STREAM (written), unpacked, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, &error);
  g_assert_no_error (error);
}

static char *
name_copy (Testing *self)
{
  return g_strdup_printf ("%s.before-%d", self->path, old->format + 1);
}

static HengBook *
try_open (Testing       *self,
          const char    *path,
          HengBookOpen   mode,
          GError       **error)
{
  return heng_book_open (path, mode, "tester", testing_clock, &self->now_ms, error);
}

static gint64
read_number (const char *path,
             const char *sql)
{
  sqlite3 *handle;
  sqlite3_stmt *statement;
  gint64 number;

  g_assert_cmpint (sqlite3_open_v2 (path, &handle, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (handle, sql, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  number = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  sqlite3_close (handle);
  return number;
}

static void
found_cb (gint64        fact,
          const GError *finding,
          gpointer      data)
{
  g_test_message ("fact %" G_GINT64_FORMAT ": %s", fact, finding->message);
}

/* The same facts, figures and settlements as the old program printed. */
static void
assert_content (Testing *self)
{
  g_autofree char *hash = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (HengObservations) observations = NULL;
  HengView view = { .known = olds[0].count };
  gint64 n_found;

  testing_assert_balance (self, HENG_BALANCE_BY_REGION, FALSE, view, "370000", -12433333333, -12600000000);
  testing_assert_balance (self, HENG_BALANCE_BY_REGION, FALSE, view, "410000", 12433333333, 12600000000);
  g_assert_true (heng_book_verify (self->book, TRUE, found_cb, NULL, &n_found, &error));
  g_assert_no_error (error);
  g_assert_cmpint (n_found, ==, 0);
  rows = heng_book_list_observations (self->book, "HHYL-1", 1000, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 100);
  g_assert_cmpint (testing_head (self, &hash), >=, old->count);
}

static void
assert_head (Testing *self)
{
  g_autofree char *hash = NULL;

  g_assert_cmpint (testing_head (self, &hash), ==, old->count);
  g_assert_cmpstr (hash, ==, old->head);
}

static void
test_brought_up (Testing       *self,
                 gconstpointer  data)
{
  g_autofree char *copy = name_copy (self), *second = g_strconcat (copy, "-2", NULL);
  g_autoptr (GError) error = NULL;

  self->book = try_open (self, self->path, HENG_BOOK_OPEN_WRITE, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (heng_book_get_kept_copy (self->book), ==, copy);
  assert_head (self);
  assert_content (self);

  /* It takes facts like any other, and the next opening finds nothing to do. */
  testing_observe (self, "HHYL-1", "COD", "2021", "13.3");
  g_assert_cmpint (testing_head (self, NULL), ==, old->count + 1);
  testing_reopen (self);
  g_assert_null (heng_book_get_kept_copy (self->book));
  g_assert_cmpint (read_number (self->path, "PRAGMA user_version"), ==, HENG_BOOK_VERSION);
  g_assert_false (g_file_test (second, G_FILE_TEST_EXISTS));
  testing_close (self);

  /* The copy is the old book. */
  g_assert_cmpint (read_number (copy, "PRAGMA user_version"), ==, old->format);
  self->book = try_open (self, copy, HENG_BOOK_OPEN_READ_ONLY, &error);
  g_assert_no_error (error);
  assert_head (self);
  assert_content (self);
}

/* Stopped at whatever moment it tells of: an old book, whole, and nothing beside it. */
static void
test_stopped (Testing       *self,
              gconstpointer  data)
{
  guint n_stopped = 0;

  while (self->book == NULL)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      TestingStop stop = { cancellable, n_stopped + 1, 0 };
      g_autofree char *bytes = NULL;
      g_autoptr (GError) error = NULL;

      self->book = heng_book_open_watched (self->path, HENG_BOOK_OPEN_WRITE, "tester", testing_clock, &self->now_ms, testing_stop_cb, &stop,
                                           cancellable, &error);
      if (self->book != NULL)
        break;
      testing_assert_error (error, CANCELLED);
      n_stopped++;
      /* Where SQLite has the format, and no connection is needed to read it. */
      g_assert_true (g_file_get_contents (self->path, &bytes, NULL, NULL));
      g_assert_cmpint (bytes[63], ==, old->format);
      g_assert_cmpuint (testing_count_files (self->folder), ==, 1);
    }
  g_assert_cmpuint (n_stopped, >=, 3);
  assert_head (self);
  assert_content (self);
}

static void
test_read_as_it_is (Testing       *self,
                    gconstpointer  data)
{
  g_autofree char *copy = name_copy (self);
  g_autofree char *bytes_before = NULL, *bytes_after = NULL;
  g_autoptr (GError) error = NULL;
  HengBookOpen mode = GPOINTER_TO_INT (data);
  gsize length_before, length_after;

  g_assert_true (g_file_get_contents (self->path, &bytes_before, &length_before, NULL));
  /* A file that nobody may write is opened for reading. */
  if (mode == HENG_BOOK_OPEN_WRITE)
    g_chmod (self->path, 0400);
  self->book = try_open (self, self->path, mode, &error);
  g_assert_no_error (error);
  g_assert_true (heng_book_is_read_only (self->book));
  g_assert_null (heng_book_get_kept_copy (self->book));
  assert_head (self);
  assert_content (self);
  g_assert_false (heng_book_begin (self->book, &error));
  testing_assert_error (error, BOOK_READ_ONLY);
  testing_close (self);

  g_assert_true (g_file_get_contents (self->path, &bytes_after, &length_after, NULL));
  g_assert_cmpmem (bytes_before, length_before, bytes_after, length_after);
  g_assert_false (g_file_test (copy, G_FILE_TEST_EXISTS));
}

/* What happens to lie where the copy would go belongs to somebody. */
static void
test_never_overwrites (Testing       *self,
                       gconstpointer  data)
{
  g_autofree char *taken = name_copy (self), *copy = g_strconcat (taken, "-2", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (taken, "mine", -1, NULL));
  self->book = try_open (self, self->path, HENG_BOOK_OPEN_WRITE, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (heng_book_get_kept_copy (self->book), ==, copy);
  g_assert_true (g_file_get_contents (taken, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "mine");
  g_assert_cmpint (read_number (copy, "PRAGMA user_version"), ==, old->format);
  assert_head (self);
}

static const struct
{
  const char   *name;
  const char   *sql;
  HengErrorCode code;
} refused[] = {
  { "guard-gone", "DROP TRIGGER fact_no_update", HENG_ERROR_BOOK_SCHEMA },
  { "guard-weakened", "DROP TRIGGER line_no_delete; CREATE TRIGGER line_no_delete BEFORE DELETE ON line BEGIN SELECT 1; END",
    HENG_ERROR_BOOK_SCHEMA },
  { "table-added", "CREATE TABLE more (x)", HENG_ERROR_BOOK_SCHEMA },
  /* Format 2's in a book that says it has format 1. */
  { "newer-part", "CREATE INDEX event_subject ON event (subject, kind, id)", HENG_ERROR_BOOK_SCHEMA },
  { "says-2", "PRAGMA user_version = 2", HENG_ERROR_BOOK_SCHEMA },
  { "says-3", "PRAGMA user_version = 3", HENG_ERROR_BOOK_SCHEMA },
  { "says-4", "PRAGMA user_version = 4", HENG_ERROR_BOOK_NEWER },
};

/* A file that is not what it says is neither changed nor copied. */
static void
test_refused (Testing       *self,
              gconstpointer  data)
{
  gsize row = GPOINTER_TO_SIZE (data);
  g_autofree char *copy = name_copy (self);
  HengBookOpen modes[] = { HENG_BOOK_OPEN_READ_ONLY, HENG_BOOK_OPEN_WRITE };

  g_assert_cmpint (testing_raw (self->path, refused[row].sql), ==, SQLITE_OK);
  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (try_open (self, self->path, modes[i], &error));
      g_assert_error (error, HENG_ERROR, (int) refused[row].code);
    }
  g_assert_cmpint (read_number (self->path, "SELECT count FROM head"), ==, old->count);
  g_assert_false (g_file_test (copy, G_FILE_TEST_EXISTS));
}

/* Who holds the book for writing keeps it as it is: no copy is begun, nothing is half done. */
static void
test_busy (Testing       *self,
           gconstpointer  data)
{
  g_autofree char *copy = name_copy (self);
  g_autoptr (GError) error = NULL;
  sqlite3 *other;

  if (!g_test_slow ())
    {
      g_test_skip ("waits until the book is given up as busy");
      return;
    }
  g_assert_cmpint (sqlite3_open_v2 (self->path, &other, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (other, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_null (try_open (self, self->path, HENG_BOOK_OPEN_WRITE, &error));
  testing_assert_error (error, BOOK_BUSY);
  g_assert_false (g_file_test (copy, G_FILE_TEST_EXISTS));
  sqlite3_close (other);
}

/* A book made today and one brought up to date hold the same schema; opening compares it to the letter. */
static void
test_schemas_equal (Testing       *self,
                    gconstpointer  data)
{
  g_autofree char *fresh_path = g_build_filename (self->folder, "fresh.hengping", NULL);
  g_autoptr (GPtrArray) regions = testing_regions ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HengBook) fresh = heng_book_new (fresh_path, "CNY", "tester", regions, testing_clock, &self->now_ms, &error);

  g_assert_no_error (error);
  self->book = try_open (self, self->path, HENG_BOOK_OPEN_WRITE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (read_number (fresh_path, "SELECT count (*) FROM sqlite_schema"), ==,
                   read_number (self->path, "SELECT count (*) FROM sqlite_schema"));
  g_assert_cmpint (read_number (self->path, "PRAGMA application_id"), ==, read_number (fresh_path, "PRAGMA application_id"));
}

/* There is nothing to do for a book of today's format. */
static void
test_todays (Testing       *self,
             gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  self->book = try_open (self, self->path, HENG_BOOK_OPEN_WRITE, &error);
  g_assert_no_error (error);
  g_assert_null (heng_book_get_kept_copy (self->book));
  assert_head (self);
  assert_content (self);
  testing_assert_balance (self, HENG_BALANCE_BY_REGION, FALSE, (HengView) { 0 }, "510000", -2798494, -700000);
  testing_observe (self, "LK-3", "交粮", "2024-01", "5");
  g_assert_cmpint (testing_head (self, NULL), ==, old->count + 1);
}

/* ---- all of them with each ---- */

static const struct
{
  const char *name;
  void      (*func) (Testing       *self,
                     gconstpointer  data);
  int         mode;     /* to be opened in, of those that ask for one */
  gboolean    is_of_old; /* not for a book of today's format */
} tests[] = {
  { "brought-up", test_brought_up, 0, TRUE },
  { "stopped", test_stopped, 0, TRUE },
  { "read-as-it-is", test_read_as_it_is, HENG_BOOK_OPEN_READ_ONLY },
  { "as-it-is", test_read_as_it_is, HENG_BOOK_OPEN_AS_IT_IS, TRUE },
  { "unwritable", test_read_as_it_is, HENG_BOOK_OPEN_WRITE },
  { "never-overwrites", test_never_overwrites, 0, TRUE },
  { "busy", test_busy, 0, TRUE },
  { "schemas-equal", test_schemas_equal },
};

typedef struct
{
  const Old *old;
  gsize      test;
} Case;

static void
set_up_case (Testing       *self,
             gconstpointer  data)
{
  old = ((const Case *) data)->old;
  set_up (self, NULL);
}

static void
run_case (Testing       *self,
          gconstpointer  data)
{
  gsize test = ((const Case *) data)->test;

  tests[test].func (self, GINT_TO_POINTER (tests[test].mode));
}

static void
set_up_first (Testing       *self,
              gconstpointer  data)
{
  old = &olds[0];
  set_up (self, data);
}

static void
set_up_last (Testing       *self,
             gconstpointer  data)
{
  old = &olds[HENG_BOOK_VERSION - 1];
  set_up (self, data);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GPtrArray) cases = g_ptr_array_new_with_free_func (g_free);

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (olds); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (tests); j++)
      {
        g_autofree char *path = g_strdup_printf ("/ledger/book-schema/%d/%s", olds[i].format, tests[j].name);
        Case *row;

        if (tests[j].is_of_old && olds[i].format == HENG_BOOK_VERSION)
          continue;
        row = g_new (Case, 1);
        *row = (Case) { &olds[i], j };
        g_ptr_array_add (cases, row);
        g_test_add (path, Testing, row, set_up_case, run_case, testing_tear_down);
      }
  g_test_add ("/ledger/book-schema/todays", Testing, NULL, set_up_last, test_todays, testing_tear_down);
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char *name = g_strdup_printf ("/ledger/book-schema/refused/%s", refused[i].name);

      g_test_add (name, Testing, GSIZE_TO_POINTER (i), set_up_first, test_refused, testing_tear_down);
    }
  return g_test_run ();
}
