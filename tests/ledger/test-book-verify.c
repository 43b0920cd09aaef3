// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger-testing.h"

#include "heng-book-backups.h"
#include "heng-book-progress.h"
#include "heng-book-verify.h"

typedef struct
{
  gint64      first; /* the smallest fact that was found wrong, -1: none */
  GHashTable *told;  /* (element-type utf8): every sentence so far */
} Findings;

static void
note (gint64        fact,
      const GError *finding,
      gpointer      data)
{
  Findings *findings = data;

  /* A changed line also no longer makes the sums that are kept. */
  g_assert_true (heng_error_is (finding, HENG_ERROR_BOOK_KEPT_SUM) || heng_error_is (finding, HENG_ERROR_BOOK_CHANGED) ||
                 heng_error_is (finding, HENG_ERROR_BOOK_FILE) || heng_error_is (finding, HENG_ERROR_BOOK_STRAY) ||
                 heng_error_is (finding, HENG_ERROR_BOOK_APART));
  g_assert_true (g_hash_table_add (findings->told, g_strdup_printf ("%" G_GINT64_FORMAT " %s", fact, finding->message)));
  if (fact > 0 && (findings->first < 0 || fact < findings->first))
    findings->first = fact;
}

static void
fill (Testing *self)
{
  testing_agree (self, "T-1", TESTING_YEARS, TESTING_RULE);
  testing_observe (self, "T-1", "q", "2021", "5");
  testing_observe (self, "T-1", "q", "2022", "6");
  testing_post (self, "T-1", "2021", HENG_SETTLEMENT_POSTED);
  testing_post (self, "T-1", "2022", HENG_SETTLEMENT_POSTED);
  testing_pay (self, "T-1", "Down", "Up", 100);
  testing_pay (self, "T-1", "Yiwu", "Fund", 200);
  g_assert_true (heng_book_reverse (self->book, 3, "wrong", NULL, NULL));
}

/* Takes the guards away, changes, and puts them back, so that the schema looks untouched. */
static int
tamper (const char *path,
        const char *sql)
{
  g_autoptr (GString) guards = g_string_new ("PRAGMA ignore_check_constraints = ON;");
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  sqlite3_stmt *query;
  sqlite3 *handle;
  int code;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  sqlite3_prepare_v2 (handle, "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'", -1, &query, NULL);
  while (sqlite3_step (query) == SQLITE_ROW)
    {
      g_ptr_array_add (names, g_strdup ((const char *) sqlite3_column_text (query, 0)));
      g_string_append_printf (guards, "%s;", sqlite3_column_text (query, 1));
    }
  sqlite3_finalize (query);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *drop = g_strdup_printf ("DROP TRIGGER %s", (char *) g_ptr_array_index (names, i));

      g_assert_cmpint (sqlite3_exec (handle, drop, NULL, NULL, NULL), ==, SQLITE_OK);
    }
  sqlite3_exec (handle, "PRAGMA ignore_check_constraints = ON", NULL, NULL, NULL);
  code = sqlite3_exec (handle, sql, NULL, NULL, NULL);
  g_assert_cmpint (sqlite3_exec (handle, guards->str, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);
  return code;
}

static gint64
verify (Testing  *self,
        gboolean *opened)
{
  g_autoptr (GHashTable) told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Findings findings = { -1, told };
  gint64 n_found = 0;

  self->book = heng_book_open (self->path, HENG_BOOK_OPEN_WRITE, "tester", testing_clock, &self->now_ms, NULL);
  *opened = self->book != NULL;
  if (*opened && heng_book_verify (self->book, TRUE, note, &findings, &n_found, NULL))
    {
      g_assert_cmpint (n_found, ==, g_hash_table_size (told));
      if (n_found == 0)
        findings.first = -2;
    }
  testing_close (self);
  return findings.first;
}

typedef struct
{
  guint64       done;
  guint64       total;
  guint         n_told;
  guint         stop_at; /* calls; 0: never */
  GCancellable *cancellable;
} Watch;

static void
watch_cb (guint64  done,
          guint64  total,
          gpointer data)
{
  Watch *watch = data;

  g_assert_cmpuint (total, >, 0);
  g_assert_cmpuint (done, <=, total);
  g_assert_cmpuint (done, >=, watch->done);
  g_assert_true (watch->total == 0 || watch->total == total);
  watch->done = done;
  watch->total = total;
  if (++watch->n_told == watch->stop_at)
    g_cancellable_cancel (watch->cancellable);
}

/* Of all of it, never backwards; and it ends where it is told to, in a book of many agreements as well. */
static void
test_progress (Testing       *self,
               gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  Watch watch = { .cancellable = cancellable };
  gint64 n_found;
  guint n_told;

  fill (self);
  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *code = g_strdup_printf ("T-%03u", i + 2);

      testing_agree (self, code, TESTING_YEARS, TESTING_RULE);
    }
  heng_book_set_progress (self->book, watch_cb, &watch, cancellable);
  g_assert_true (heng_book_verify (self->book, TRUE, NULL, NULL, &n_found, &error));
  g_assert_no_error (error);
  g_assert_cmpint (n_found, ==, 0);
  g_assert_cmpuint (watch.n_told, >=, 5);
  /* What is left is too little to tell of. */
  g_assert_cmpuint (watch.done, >=, watch.total * 3 / 4);

  n_told = watch.n_told;
  for (guint stop_at = 1; stop_at < n_told; stop_at++)
    {
      g_autoptr (GError) stopped = NULL;

      watch = (Watch) { .cancellable = cancellable, .stop_at = stop_at };
      g_cancellable_reset (cancellable);
      g_assert_false (heng_book_verify (self->book, TRUE, NULL, NULL, &n_found, &stopped));
      g_assert_true (heng_error_is (stopped, HENG_ERROR_CANCELLED));
      g_assert_cmpuint (watch.n_told, ==, stop_at);
    }
  heng_book_set_progress (self->book, NULL, NULL, NULL);
}

static gint64
ask (const char *path,
     const char *sql)
{
  gint64 value = 0;
  sqlite3_stmt *query;
  sqlite3 *handle;

  sqlite3_open (path, &handle);
  sqlite3_prepare_v2 (handle, sql, -1, &query, NULL);
  if (sqlite3_step (query) == SQLITE_ROW)
    value = sqlite3_column_int64 (query, 0);
  sqlite3_finalize (query);
  sqlite3_close (handle);
  return value;
}

/* Every column of every table, in its last row: changed, it is found. */
static void
test_columns (Testing       *self,
              gconstpointer  data)
{
  static const char *const tables[][2] = {
    { "fact", NULL }, { "event", "event" }, { "region_version", "region" }, { "agreement_version", "agreement" }, { "series", NULL },
    { "source", NULL }, { "observation", "observation" }, { "commodity", NULL }, { "party", NULL }, { "entry", "entry" },
    { "line", NULL }, { "head", NULL },
  };
  g_autofree char *whole = NULL, *missed = g_strdup ("");
  gsize length;
  guint n_columns = 0;

  fill (self);
  testing_close (self);
  g_assert_true (g_file_get_contents (self->path, &whole, &length, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      const char *key = strcmp (tables[i][0], "line") == 0 ? "entry" : strcmp (tables[i][0], "fact") == 0 ? "number" : "id";
      g_autofree char *count_sql = g_strdup_printf ("SELECT count (*) FROM pragma_table_info ('%s')", tables[i][0]);
      gint64 count = ask (self->path, count_sql);

      for (gint64 column = 0; column < count; column++)
        {
          sqlite3 *handle;
          sqlite3_stmt *query;
          g_autofree char *name = NULL, *sql = NULL;
          gboolean text, opened;
          gint64 found;

          sqlite3_open (self->path, &handle);
          sql = g_strdup_printf ("SELECT name, type FROM pragma_table_info ('%s') WHERE cid = %d", tables[i][0], (int) column);
          sqlite3_prepare_v2 (handle, sql, -1, &query, NULL);
          sqlite3_step (query);
          name = g_strdup ((const char *) sqlite3_column_text (query, 0));
          text = strcmp ((const char *) sqlite3_column_text (query, 1), "TEXT") == 0;
          sqlite3_finalize (query);
          sqlite3_close (handle);

          g_free (sql);
          sql = g_strdup_printf (text ? "UPDATE %s SET %s = coalesce (%s, '') || 'x' WHERE %s = (SELECT max (%s) FROM %s)"
                                      : "UPDATE %s SET %s = coalesce (%s, 0) + 1000 WHERE %s = (SELECT max (%s) FROM %s)",
                                 tables[i][0], name, name, key, key, tables[i][0]);
          if (tamper (self->path, sql) == SQLITE_OK)
            {
              n_columns++;
              found = verify (self, &opened);
              if (found == -2)
                {
                  char *more = g_strdup_printf ("%s %s.%s", missed, tables[i][0], name);

                  g_free (missed);
                  missed = more;
                }
              if (opened && tables[i][1] != NULL && column > 0)
                {
                  g_autofree char *expected = g_strdup_printf ("SELECT max (number) FROM fact WHERE kind = '%s'", tables[i][1]);

                  g_test_message ("%s.%s", tables[i][0], name);
                  g_assert_cmpint (found, ==, found == -2 ? -2 : ask (self->path, expected));
                }
            }
          g_assert_true (g_file_set_contents (self->path, whole, (gssize) length, NULL));
        }
    }
  g_assert_cmpstr (missed, ==, "");
  g_assert_cmpuint (n_columns, >, 55);
}

static const struct
{
  const char *name;
  const char *sql;
} changes[] = {
  { "tail-dropped", "DELETE FROM fact WHERE number = (SELECT max (number) FROM fact)" },
  { "head-set-back", "DELETE FROM fact WHERE number = (SELECT max (number) FROM fact); UPDATE head SET count = count - 1, "
                     "hash = (SELECT hash FROM fact ORDER BY number DESC LIMIT 1)" },
  { "fact-dropped", "DELETE FROM fact WHERE number = 5" },
  { "reordered", "UPDATE observation SET id = 100 WHERE id = 1; UPDATE observation SET id = 1 WHERE id = 2; "
                 "UPDATE observation SET id = 2 WHERE id = 100" },
  { "head-hash", "UPDATE head SET hash = replace (hash, substr (hash, 1, 1), 'z')" },
  { "head-gone", "DELETE FROM head" },
  { "line-dropped", "DELETE FROM line WHERE entry = 3" },
  { "line-added", "INSERT INTO line VALUES (3, 1, 2, 1, 2, 1, 5)" },
  { "line-of-nothing", "INSERT INTO line VALUES (99, 0, 2, 1, 2, 1, 5)" },
  { "entry-added", "INSERT INTO entry VALUES (99, 1, 'T-1', NULL, NULL, 738000, 738000, NULL, 5, NULL, NULL)" },
  { "observation-added", "INSERT INTO observation SELECT 99, series, period_kind, period_index, source, '9', NULL, NULL FROM observation "
                         "LIMIT 1" },
  { "hidden-text", "UPDATE region_version SET name_zh = name_zh || char (0) || 'hidden' WHERE id = 3" },
  { "no-text", "UPDATE party SET name = CAST (x'ff00fe' AS TEXT) WHERE id = 1" },
  { "lists-of-documents", "UPDATE agreement_version SET parties = 'Somebody'" },
  { "search-of-documents", "UPDATE agreement_version SET search = ''" },
};

static void
test_change (Testing       *self,
             gconstpointer  data)
{
  gboolean opened;

  fill (self);
  testing_close (self);
  g_assert_cmpint (tamper (self->path, changes[GPOINTER_TO_SIZE (data)].sql), ==, SQLITE_OK);
  g_assert_cmpint (verify (self, &opened), !=, -2);
}

static void
test_whole (Testing       *self,
            gconstpointer  data)
{
  gboolean opened;

  fill (self);
  testing_close (self);
  g_assert_cmpint (verify (self, &opened), ==, -2);
}

static gpointer
write_on (gpointer data)
{
  Testing *self = data, other = { .path = self->path, .now_ms = self->now_ms };

  other.book = testing_open_another (&other);
  for (guint i = 0; i < 300; i++)
    testing_pay (&other, "T-1", "Down", "Up", 1);
  testing_close (&other);
  return NULL;
}

/* Who looks while another writes sees one state of the book, and so does who copies it. */
static void
test_while_writing (Testing       *self,
                    gconstpointer  data)
{
  g_autoptr (GThread) thread = NULL;

  fill (self);
  thread = g_thread_new ("writer", write_on, self);
  for (guint i = 0; i < 12; i++)
    {
      g_autofree char *name = g_strdup_printf ("copy-%u", i), *path = g_build_filename (self->folder, name, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (HengBook) copy = NULL;
      gint64 n_found = -1;

      g_assert_true (heng_book_verify (self->book, TRUE, NULL, NULL, &n_found, &error));
      g_assert_no_error (error);
      g_assert_cmpint (n_found, ==, 0);
      g_assert_true (heng_book_backup (self->book, path, &error));
      copy = heng_book_open (path, HENG_BOOK_OPEN_READ_ONLY, "tester", testing_clock, &self->now_ms, &error);
      g_assert_no_error (error);
      g_assert_true (heng_book_verify (copy, TRUE, NULL, NULL, &n_found, &error));
      g_assert_cmpint (n_found, ==, 0);
    }
  g_thread_join (g_steal_pointer (&thread));
}

/* A book that was shortened or rewritten throughout is right in itself; a head that somebody has noted tells. */
static void
test_head (Testing       *self,
           gconstpointer  data)
{
  g_autofree char *hash = NULL, *beginning = NULL, *path = g_strconcat (self->path, ".kept", NULL), *bytes = NULL;
  g_autoptr (GError) error = NULL;
  gint64 count, n_found;
  gsize length;

  testing_agree (self, "T-1", TESTING_YEARS, TESTING_RULE);
  g_assert_true (heng_book_backup (self->book, path, &error));
  testing_pay (self, "T-1", "Down", "Up", 100);
  count = testing_head (self, &hash);
  beginning = g_ascii_strup (hash, 16);
  g_assert_true (heng_book_check_head (self->book, count, hash, &error));
  testing_pay (self, "T-1", "Down", "Up", 200);
  g_assert_true (heng_book_check_head (self->book, count, beginning, &error));
  g_assert_false (heng_book_check_head (self->book, count + 1, hash, &error));
  testing_assert_error (error, BOOK_HEAD);
  g_clear_error (&error);
  testing_close (self);

  /* The book of before, first without what came after, then with something else in its place. */
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  g_assert_true (g_file_set_contents (self->path, bytes, (gssize) length, NULL));
  g_remove (path);
  for (guint i = 0; i < 2; i++)
    {
      testing_reopen (self);
      if (i > 0)
        testing_pay (self, "T-1", "Down", "Up", 101);
      g_assert_true (heng_book_verify (self->book, TRUE, NULL, NULL, &n_found, NULL));
      g_assert_cmpint (n_found, ==, 0);
      g_assert_false (heng_book_check_head (self->book, count, hash, &error));
      testing_assert_error (error, BOOK_HEAD);
      g_clear_error (&error);
    }
}

/* A head is shown shortened, and is cut between characters only if each is one byte. */
static void
test_head_of_bytes (Testing       *self,
                    gconstpointer  data)
{
  g_autofree char *hash = NULL;

  testing_close (self);
  g_assert_cmpint (tamper (self->path, "UPDATE head SET hash = CAST (x'6dac' || substr (hash, 3) AS TEXT)"), ==, SQLITE_OK);
  self->book = heng_book_open (self->path, HENG_BOOK_OPEN_AS_IT_IS, "tester", testing_clock, &self->now_ms, NULL);
  g_assert_nonnull (self->book);
  testing_head (self, &hash);
  g_assert_cmpuint (strspn (hash, "0123456789abcdef?"), ==, strlen (hash));
  g_assert_nonnull (strchr (hash, '?'));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/ledger/verify/whole", Testing, NULL, testing_set_up, test_whole, testing_tear_down);
  g_test_add ("/ledger/verify/progress", Testing, NULL, testing_set_up, test_progress, testing_tear_down);
  g_test_add ("/ledger/verify/columns", Testing, NULL, testing_set_up, test_columns, testing_tear_down);
  g_test_add ("/ledger/verify/head-of-bytes", Testing, NULL, testing_set_up, test_head_of_bytes, testing_tear_down);
  g_test_add ("/ledger/verify/while-writing", Testing, NULL, testing_set_up, test_while_writing, testing_tear_down);
  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autofree char *name = g_strdup_printf ("/ledger/verify/change/%s", changes[i].name);

      g_test_add (name, Testing, GSIZE_TO_POINTER (i), testing_set_up, test_change, testing_tear_down);
    }
  g_test_add ("/ledger/book-verify/head", Testing, NULL, testing_set_up, test_head, testing_tear_down);
  return g_test_run ();
}
