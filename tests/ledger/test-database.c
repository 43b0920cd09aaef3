// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger-testing.h"

#include "heng-book-verify.h"
#include "heng-database.h"

#include <signal.h>
#include <sys/resource.h>

static HengDatabase *
make_table (const char *path)
{
  g_autoptr (GError) error = NULL;
  HengDatabase *database = heng_database_open (path, HENG_DATABASE_CREATE, &error);

  g_assert_no_error (error);
  g_assert_true (heng_database_execute (database, "PRAGMA journal_mode = WAL; CREATE TABLE t (x INTEGER)", &error));
  return database;
}

static gint64
count_rows (HengDatabase *database)
{
  gint64 count = -1;

  g_assert_true (heng_database_get_int64 (database, "SELECT count (*) FROM t", -2, &count, NULL));
  return count;
}

static void
test_transactions (Testing       *self,
                   gconstpointer  data)
{
  g_autofree char *path = g_build_filename (self->folder, "t.db", NULL);
  g_autoptr (HengDatabase) database = make_table (path);

  g_assert_true (heng_database_begin (database, NULL));
  g_assert_true (heng_database_begin (database, NULL));
  g_assert_true (heng_database_execute (database, "INSERT INTO t VALUES (1)", NULL));
  g_assert_true (heng_database_commit (database, NULL));
  g_assert_cmpint (count_rows (database), ==, 1);
  heng_database_rollback (database);
  g_assert_cmpint (count_rows (database), ==, 0);

  g_assert_true (heng_database_begin (database, NULL));
  g_assert_true (heng_database_execute (database, "INSERT INTO t VALUES (1)", NULL));
  g_assert_true (heng_database_commit (database, NULL));
  g_assert_cmpint (count_rows (database), ==, 1);

  /* What an inner one gave up, the outer one cannot keep. */
  g_assert_true (heng_database_begin (database, NULL));
  g_assert_true (heng_database_execute (database, "INSERT INTO t VALUES (2)", NULL));
  g_assert_true (heng_database_begin (database, NULL));
  heng_database_rollback (database);
  g_test_expect_message ("heng-ledger", G_LOG_LEVEL_CRITICAL, "*broken*");
  g_assert_false (heng_database_commit (database, NULL));
  g_test_assert_expected_messages ();
  heng_database_rollback (database);
  g_assert_cmpint (count_rows (database), ==, 1);

  /* And the next one is whole again. */
  g_assert_true (heng_database_begin (database, NULL));
  g_assert_true (heng_database_execute (database, "INSERT INTO t VALUES (3)", NULL));
  g_assert_true (heng_database_commit (database, NULL));
  g_assert_cmpint (count_rows (database), ==, 2);
}

static void
test_busy (Testing       *self,
           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  sqlite3 *other;

  testing_agree (self, "T-1", TESTING_YEARS, TESTING_RULE);
  g_assert_cmpint (sqlite3_open (self->path, &other), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (other, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  testing_assert_untouched (self, g_assert_cmpint (
    testing_try_pay (self, "T-1", "Down", "Up", "CNY", 1, "2024-01-01", NULL, NULL, &error), ==, 0));
  testing_assert_error (error, BOOK_BUSY);
  /* Who reads is not held up. */
  testing_assert_balance (self, HENG_BALANCE_BY_REGION, FALSE, (HengView) { 0 }, "410000", 0, 0);

  g_assert_cmpint (sqlite3_exec (other, "ROLLBACK", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (other);
  g_assert_cmpint (testing_pay (self, "T-1", "Down", "Up", 1), ==, 1);
}

static void
test_read_only (Testing       *self,
                gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  testing_agree (self, "T-1", TESTING_YEARS, TESTING_RULE);
  testing_pay (self, "T-1", "Down", "Up", 100);
  testing_close (self);
  g_chmod (self->path, 0444);
  self->book = testing_open_another (self);
  g_assert_true (heng_book_is_read_only (self->book));
  testing_assert_balance (self, HENG_BALANCE_BY_REGION, FALSE, (HengView) { 0 }, "370000", 0, -100);
  testing_assert_untouched (self, g_assert_cmpint (
    testing_try_pay (self, "T-1", "Down", "Up", "CNY", 1, "2024-01-01", NULL, NULL, &error), ==, 0));
  testing_assert_error (error, BOOK_READ_ONLY);
  testing_close (self);
  g_chmod (self->path, 0644);

  self->book = heng_book_open (self->path, HENG_BOOK_OPEN_READ_ONLY, "tester", testing_clock, &self->now_ms, NULL);
  g_assert_nonnull (self->book);
  g_clear_error (&error);
  testing_assert_untouched (self, g_assert_cmpint (
    testing_try_pay (self, "T-1", "Down", "Up", "CNY", 1, "2024-01-01", NULL, NULL, &error), ==, 0));
  testing_assert_error (error, BOOK_READ_ONLY);
}

static void
test_deleted_while_open (Testing       *self,
                         gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  testing_agree (self, "T-1", TESTING_YEARS, TESTING_RULE);
  g_assert_cmpint (g_remove (self->path), ==, 0);
  g_assert_cmpint (testing_try_pay (self, "T-1", "Down", "Up", "CNY", 1, "2024-01-01", NULL, NULL, &error), ==, 0);
  testing_assert_error (error, BOOK_GONE);
  g_assert_cmpint (heng_error_get_class (error), ==, HENG_ERROR_CLASS_STORAGE);

  /* A file put in its place is not ours either. */
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (self->path, "other", -1, NULL));
  g_assert_cmpint (testing_try_pay (self, "T-1", "Down", "Up", "CNY", 1, "2024-01-01", NULL, NULL, &error), ==, 0);
  testing_assert_error (error, BOOK_GONE);
}

/* Another book takes the file's place while ours is open: ours takes nothing more, and the other is neither shown with our log nor harmed. */
static void
test_replaced_by_book (Testing       *self,
                       gconstpointer  data)
{
  g_autofree char *moved = g_build_filename (self->folder, "moved.hengping", NULL), *other = g_build_filename (self->folder, "other.hengping", NULL);
  g_autofree char *path = g_strdup (self->path);
  Testing theirs = { .folder = self->folder, .path = other, .now_ms = self->now_ms + 1 };
  g_autoptr (GPtrArray) regions = testing_regions ();
  g_autoptr (GError) error = NULL;
  g_autofree char *log = g_strconcat (path, "-wal", NULL), *moved_log = g_strconcat (moved, "-wal", NULL);
  HengBook *early;

  theirs.book = heng_book_new (other, "CNY", "tester", regions, testing_clock, &theirs.now_ms, &error);
  g_assert_no_error (error);
  testing_agree (&theirs, "T-1", TESTING_YEARS, TESTING_RULE);
  testing_pay (&theirs, "T-1", "Down", "Up", 5);
  testing_close (&theirs);
  testing_agree (self, "T-1", TESTING_YEARS, TESTING_RULE);
  testing_pay (self, "T-1", "Down", "Up", 700);

  g_assert_cmpint (g_rename (self->path, moved), ==, 0);
  g_assert_cmpint (g_rename (other, self->path), ==, 0);
  testing_assert_balance (self, HENG_BALANCE_BY_REGION, FALSE, (HengView) { 0 }, "410000", 0, 700);
  g_assert_cmpint (testing_try_pay (self, "T-1", "Down", "Up", "CNY", 1, "2024-01-01", NULL, NULL, &error), ==, 0);
  testing_assert_error (error, BOOK_GONE);
  g_clear_error (&error);
  early = heng_book_open (path, HENG_BOOK_OPEN_WRITE, "tester", testing_clock, &self->now_ms, &error);
  g_assert_null (early);
  testing_assert_error (error, BOOK_LOG);

  /* The log stays where it was; put beside its own book it holds what was recorded. */
  testing_close (self);
  g_assert_cmpint (g_rename (log, moved_log), ==, 0);
  testing_reopen (self);
  testing_assert_balance (self, HENG_BALANCE_BY_REGION, FALSE, (HengView) { 0 }, "410000", 0, 5);
  g_assert_cmpint (testing_pay (self, "T-1", "Down", "Up", 1), ==, 2);
  testing_close (self);
  g_free (self->path);
  self->path = g_strdup (moved);
  testing_reopen (self);
  testing_assert_balance (self, HENG_BALANCE_BY_REGION, FALSE, (HengView) { 0 }, "410000", 0, 700);
}

/* A file that may not grow any more is as good as a full disk. */
static void
test_full (Testing       *self,
           gconstpointer  data)
{
  struct rlimit before, small;
  g_autoptr (GError) error = NULL;
  gint64 number = 1;
  guint n_paid = 0;

  testing_agree (self, "T-1", TESTING_YEARS, TESTING_RULE);
  signal (SIGXFSZ, SIG_IGN);
  getrlimit (RLIMIT_FSIZE, &before);
  small = before;
  small.rlim_cur = 700 * 1024;
  setrlimit (RLIMIT_FSIZE, &small);
  for (; number != 0 && n_paid < 5000; n_paid += number != 0)
    {
      g_clear_error (&error);
      number = testing_try_pay (self, "T-1", "Down", "Up", "CNY", 1, "2024-01-01", NULL, NULL, &error);
    }
  setrlimit (RLIMIT_FSIZE, &before);

  g_assert_cmpint (number, ==, 0);
  g_assert_cmpint (error->domain, ==, HENG_ERROR);
  g_assert_cmpint (heng_error_get_class (error), ==, HENG_ERROR_CLASS_STORAGE);
  g_assert_cmpuint (n_paid, >, 0);

  /* All that was accepted is there, nothing else, and it goes on. */
  testing_assert_balance (self, HENG_BALANCE_BY_REGION, FALSE, (HengView) { 0 }, "410000", 0, n_paid);
  testing_reopen (self);
  testing_assert_balance (self, HENG_BALANCE_BY_REGION, FALSE, (HengView) { 0 }, "410000", 0, n_paid);
  g_assert_cmpint (testing_pay (self, "T-1", "Down", "Up", 1), ==, n_paid + 1);
  g_assert_true (heng_book_verify (self->book, TRUE, NULL, NULL, &number, NULL));
  g_assert_cmpint (number, ==, 0);
}

/* ---- files that are no books ---- */

typedef enum { MISSING, EMPTY, TEXT, RANDOM, FOLDER, OTHER_DATABASE, NEWER, OLDER, HEADER_ONLY, CUT } Kind;

static const struct
{
  const char   *name;
  Kind          kind;
  HengErrorCode code;
} wrong_files[] = {
  { "missing", MISSING, HENG_ERROR_BOOK_MISSING },
  { "empty", EMPTY, HENG_ERROR_BOOK_EMPTY },
  { "text", TEXT, HENG_ERROR_BOOK_FOREIGN },
  { "random", RANDOM, HENG_ERROR_BOOK_FOREIGN },
  { "folder", FOLDER, HENG_ERROR_FILE_NO_FILE },
  { "other-database", OTHER_DATABASE, HENG_ERROR_BOOK_FOREIGN },
  { "newer", NEWER, HENG_ERROR_BOOK_NEWER },
  { "older", OLDER, HENG_ERROR_BOOK_FOREIGN },
  { "header-only", HEADER_ONLY, HENG_ERROR_BOOK_DAMAGED },
  { "cut", CUT, HENG_ERROR_BOOK_DAMAGED },
};

static void
make_wrong_file (Testing    *self,
                 Kind        kind,
                 const char *path)
{
  g_autofree char *bytes = NULL, *garbage = g_malloc (20000);
  gsize length;

  testing_close (self);
  g_assert_true (g_file_get_contents (self->path, &bytes, &length, NULL));
  switch (kind)
    {
    case MISSING: break;
    case EMPTY: g_file_set_contents (path, "", 0, NULL); break;
    case TEXT: g_file_set_contents (path, "agreement,from,to\n", -1, NULL); break;
    case RANDOM:
      for (guint i = 0; i < 20000; i++)
        garbage[i] = (char) g_test_rand_int ();
      g_file_set_contents (path, garbage, 20000, NULL);
      break;
    case FOLDER: g_mkdir (path, 0700); break;
    case OTHER_DATABASE:
      heng_database_free (make_table (path));
      break;
    case NEWER:
      g_file_set_contents (path, bytes, (gssize) length, NULL);
      g_assert_cmpint (testing_raw (path, "PRAGMA user_version = 99"), ==, SQLITE_OK);
      break;
    case OLDER:
      g_file_set_contents (path, bytes, (gssize) length, NULL);
      g_assert_cmpint (testing_raw (path, "PRAGMA user_version = 0"), ==, SQLITE_OK);
      break;
    case HEADER_ONLY: g_file_set_contents (path, bytes, 100, NULL); break;
    case CUT: g_file_set_contents (path, bytes, (gssize) length / 2 + 37, NULL); break;
    default: g_assert_not_reached ();
    }
}

static void
test_wrong_file (Testing       *self,
                 gconstpointer  data)
{
  gsize row = GPOINTER_TO_SIZE (data);
  g_autofree char *path = g_build_filename (self->folder, "other.hengping", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (HengBook) book = NULL;

  make_wrong_file (self, wrong_files[row].kind, path);
  book = heng_book_open (path, HENG_BOOK_OPEN_WRITE, "tester", testing_clock, &self->now_ms, &error);
  if (wrong_files[row].kind == CUT && book != NULL)
    {
      gint64 n_found = 0;

      /* What is cut off may be behind everything that opening reads; checking finds it. */
      g_assert_true (!heng_book_verify (book, FALSE, NULL, NULL, &n_found, &error) || n_found > 0);
      return;
    }
  g_assert_null (book);
  g_assert_error (error, HENG_ERROR, (int) wrong_files[row].code);
  g_assert_cmpint (heng_error_get_class (error), ==, HENG_ERROR_CLASS_STORAGE);
  g_assert_cmpstr (heng_error_get_file (error), ==, path);
}

/* ---- many rows ---- */

static void
get_number (guint     row,
            int       column,
            HengCell *cell,
            gpointer  data)
{
  cell->kind = HENG_CELL_NUMBER;
  cell->number = row + 1;
}

/* What is not asked of many rows of the program is asked of the next statement again, whether they could be written or not. */
static void
test_many (Testing       *self,
           gconstpointer  data)
{
  static const char fill[] = "INSERT INTO child SELECT c1 FROM heng_rows";
  g_autofree char *path = g_build_filename (self->folder, "t.db", NULL);
  g_autoptr (HengDatabase) database = make_table (path);
  gint64 n;

  g_assert_true (heng_database_execute (database, "CREATE TABLE parent (id INTEGER PRIMARY KEY);"
    "CREATE TABLE child (id INTEGER PRIMARY KEY REFERENCES parent); INSERT INTO parent VALUES (1);"
    "CREATE TRIGGER guard BEFORE INSERT ON child WHEN new.id < 0 BEGIN SELECT RAISE (ABORT, 'no'); END", NULL));
  g_assert_false (heng_database_insert (database, fill, 2, get_number, NULL, NULL));
  for (int i = 0; i < 2; i++)
    {
      g_assert_cmpint (heng_database_insert (database, fill, 5000, get_number, NULL, NULL), ==, i == 0);
      g_assert_true (heng_database_get_int64 (database, "SELECT count (*) FROM child", 0, &n, NULL));
      g_assert_cmpint (n, ==, 5000);
      g_assert_false (heng_database_execute (database, "INSERT INTO child VALUES (6000)", NULL));
      g_assert_false (heng_database_execute (database, "INSERT INTO child VALUES (-1)", NULL));
      g_assert_false (heng_database_insert (database, "INSERT INTO nowhere SELECT c1 FROM heng_rows", 5000, get_number, NULL, NULL));
    }
  g_assert_false (heng_database_execute (database, "INSERT INTO child VALUES (6000)", NULL));
}

typedef struct
{
  HengDatabase *database;
  GString      *text;
  gint64        sum;
} Taken;

static void
take_inner (const HengRow *row,
            gpointer       data)
{
  ((Taken *) data)->sum += heng_row_get_int64 (row, 0);
}

static void
take_row (const HengRow *row,
          gpointer       data)
{
  Taken *taken = data;
  g_autoptr (HengQuery) inner = heng_query_prepare (taken->database, "SELECT heng_take (x) FROM n WHERE x <= ?1", NULL);

  heng_row_append (row, 0, 5, taken->text);
  g_string_append_printf (taken->text, " %s%d%d\n", heng_row_get_name (row, 1), heng_row_is_null (row, 1), heng_row_is_text (row, 1));
  heng_query_bind_int64_at (inner, 1, heng_row_get_int64 (row, 0));
  g_assert_true (heng_query_each (inner, take_inner, taken, NULL));
}

/* Rows as they come, as canonical texts have them; while one is taken others may be asked for. */
static void
test_each (Testing       *self,
           gconstpointer  data)
{
  g_autofree char *path = g_build_filename (self->folder, "t.db", NULL);
  g_autoptr (HengDatabase) database = make_table (path);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (HengQuery) query = NULL;
  g_autoptr (GError) error = NULL;
  Taken taken = { database, text, 0 };

  g_assert_true (heng_database_execute (database, "CREATE TABLE n (x); INSERT INTO n VALUES (1), (2), (3);"
    "CREATE TABLE m (a, b, c, d, e); INSERT INTO m VALUES (2, 'it \"is\"', NULL, -9223372036854775808, 'h' || char (0) || 'x'),"
    "(3, NULL, '', 9223372036854775807, '账')", NULL));
  query = heng_query_prepare (database, "SELECT heng_take (a, b, c, d, e) FROM m WHERE a > ?1", &error);
  g_assert_no_error (error);
  heng_query_bind_int64_at (query, 1, 0);
  g_assert_true (heng_query_each (query, take_row, &taken, &error));
  g_assert_cmpstr (text->str, ==, "2,\"it \\\"is\\\"\",null,-9223372036854775808,\"h\"+3 it \"is\"01\n"
                                  "3,null,\"\",9223372036854775807,\"账\" 10\n");
  g_assert_cmpint (taken.sum, ==, 1 + 2 + 1 + 2 + 3);

  /* None. */
  heng_query_bind_int64_at (query, 1, 5);
  g_assert_true (heng_query_each (query, take_row, &taken, &error));
  g_assert_cmpint (taken.sum, ==, 9);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/ledger/database/transactions", Testing, NULL, testing_set_up, test_transactions, testing_tear_down);
  g_test_add ("/ledger/database/busy", Testing, NULL, testing_set_up, test_busy, testing_tear_down);
  g_test_add ("/ledger/database/read-only", Testing, NULL, testing_set_up, test_read_only, testing_tear_down);
  g_test_add ("/ledger/database/deleted-while-open", Testing, NULL, testing_set_up, test_deleted_while_open, testing_tear_down);
  g_test_add ("/ledger/database/replaced-by-book", Testing, NULL, testing_set_up, test_replaced_by_book, testing_tear_down);
  g_test_add ("/ledger/database/many", Testing, NULL, testing_set_up, test_many, testing_tear_down);
  g_test_add ("/ledger/database/each", Testing, NULL, testing_set_up, test_each, testing_tear_down);
  g_test_add ("/ledger/database/full", Testing, NULL, testing_set_up, test_full, testing_tear_down);
  for (gsize i = 0; i < G_N_ELEMENTS (wrong_files); i++)
    {
      g_autofree char *name = g_strdup_printf ("/ledger/database/wrong-file/%s", wrong_files[i].name);

      g_test_add (name, Testing, GSIZE_TO_POINTER (i), testing_set_up, test_wrong_file, testing_tear_down);
    }
  return g_test_run ();
}
