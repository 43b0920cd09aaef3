// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger-testing.h"

static void
test_new (Testing       *self,
          gconstpointer  data)
{
  g_autoptr (GPtrArray) regions = testing_regions ();
  g_autoptr (GError) error = NULL;
  g_autofree char *bytes = NULL, *path = g_build_filename (self->folder, "new", NULL);
  g_autofree char *nowhere = g_build_filename (self->folder, "no", "folder", NULL);
  HengBook *book;
  gsize before, after;

  testing_close (self);
  g_assert_true (g_file_get_contents (self->path, &bytes, &before, NULL));
  g_assert_null (heng_book_new (self->path, "CNY", "tester", regions, testing_clock, &self->now_ms, &error));
  testing_assert_error (error, FILE_EXISTS);
  g_clear_pointer (&bytes, g_free);
  g_assert_true (g_file_get_contents (self->path, &bytes, &after, NULL));
  g_assert_cmpuint (before, ==, after);

  g_clear_error (&error);
  g_assert_null (heng_book_new (path, "yuan", "tester", regions, testing_clock, &self->now_ms, &error));
  testing_assert_error (error, CURRENCY_SYNTAX);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));

  g_clear_error (&error);
  g_assert_null (heng_book_new (nowhere, "CNY", "tester", regions, testing_clock, &self->now_ms, &error));
  g_assert_cmpint (heng_error_get_class (error), ==, HENG_ERROR_CLASS_STORAGE);

  book = heng_book_new (path, "JPY", "tester", regions, testing_clock, &self->now_ms, NULL);
  g_assert_cmpstr (heng_book_get_currency (book), ==, "JPY");
  g_assert_cmpstr (heng_book_get_path (book), ==, path);
  heng_book_free (book);
  book = heng_book_open (path, HENG_BOOK_OPEN_WRITE, "tester", testing_clock, &self->now_ms, NULL);
  g_assert_cmpstr (heng_book_get_currency (book), ==, "JPY");
  heng_book_free (book);
}

static const char *const schema_changes[] = {
  "DROP TRIGGER entry_no_update",
  "DROP TRIGGER entry_no_update; CREATE TRIGGER entry_no_update BEFORE UPDATE ON entry BEGIN SELECT 1; END",
  "CREATE TABLE mine (x)",
  "CREATE VIEW mine AS SELECT * FROM entry",
  "CREATE TRIGGER mine AFTER INSERT ON line BEGIN SELECT 1; END",
  "CREATE INDEX mine ON entry (memo)",
  "DROP INDEX entry_agreement",
  "ALTER TABLE entry ADD COLUMN mine TEXT",
  "ALTER TABLE event RENAME COLUMN data TO datum",
};

static void
test_schema (Testing       *self,
             gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  testing_close (self);
  g_assert_cmpint (testing_raw (self->path, data), ==, SQLITE_OK);
  g_assert_null (heng_book_open (self->path, HENG_BOOK_OPEN_WRITE, "tester", testing_clock, &self->now_ms, &error));
  testing_assert_error (error, BOOK_SCHEMA);
  g_assert_cmpstr (heng_error_get_file (error), ==, self->path);
}

/* Any program that opens the file meets the guards. */
static void
test_guards (Testing       *self,
             gconstpointer  data)
{
  static const char *const tables[] = {
    "fact", "event", "region_version", "agreement_version", "series", "source", "observation", "commodity", "party", "entry", "line",
    "head",
  };

  testing_agree (self, "T-1", TESTING_YEARS, TESTING_RULE);
  testing_observe (self, "T-1", "q", "2021", "7.5");
  testing_pay (self, "T-1", "Down", "Up", 12345);
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      const char *key = strcmp (tables[i], "fact") == 0 ? "number" : strcmp (tables[i], "line") == 0 ? "sequence" : "id";
      g_autofree char *update = g_strdup_printf ("UPDATE %s SET %s = %s", tables[i], key, key);
      g_autofree char *erase = g_strdup_printf ("DELETE FROM %s", tables[i]);
      g_autofree char *replace = g_strdup_printf ("PRAGMA recursive_triggers = ON; INSERT OR REPLACE INTO %s SELECT * FROM %s",
                                                  tables[i], tables[i]);

      g_test_message ("%s", tables[i]);
      testing_assert_untouched (self, g_assert_cmpint (testing_raw (self->path, update) & 0xff, ==, SQLITE_CONSTRAINT));
      testing_assert_untouched (self, g_assert_cmpint (testing_raw (self->path, erase) & 0xff, ==, SQLITE_CONSTRAINT));
      testing_assert_untouched (self, g_assert_cmpint (testing_raw (self->path, replace) & 0xff, ==, SQLITE_CONSTRAINT));
    }
  g_assert_cmpint (testing_raw (self->path, "INSERT INTO fact SELECT number + 2, kind, recorded_ms, recorded_by, source_name, "
                                            "source_digest, first_row, n_rows, rows_digest, hash FROM fact ORDER BY number DESC LIMIT 1")
                     & 0xff, ==, SQLITE_CONSTRAINT);
}

/* A connection that does not turn recursive triggers on must not get round them with a replacing INSERT. */
static void
test_replace (Testing       *self,
              gconstpointer  data)
{
  static const char *const tables[] = {
    "fact", "event", "region_version", "agreement_version", "series", "source", "observation", "commodity", "party", "entry", "line",
    "head",
  };

  testing_agree (self, "T-1", TESTING_YEARS, TESTING_RULE);
  testing_observe (self, "T-1", "q", "2021", "7.5");
  testing_pay (self, "T-1", "Down", "Up", 12345);
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *replace = g_strdup_printf ("INSERT OR REPLACE INTO %s SELECT * FROM %s", tables[i], tables[i]);

      g_test_message ("%s", tables[i]);
      g_assert_cmpint (testing_raw (self->path, replace) & 0xff, ==, SQLITE_CONSTRAINT);
    }
}

static void
test_begin (Testing       *self,
            gconstpointer  data)
{
  testing_assert_untouched (self, {
    g_assert_true (heng_book_begin (self->book, NULL));
    testing_agree (self, "T-1", TESTING_YEARS, TESTING_RULE);
    testing_pay (self, "T-1", "Down", "Up", 1);
    heng_book_rollback (self->book);
  });
  g_assert_true (heng_book_begin (self->book, NULL));
  testing_agree (self, "T-1", TESTING_YEARS, TESTING_RULE);
  testing_pay (self, "T-1", "Down", "Up", 1);
  g_assert_true (heng_book_commit (self->book, NULL));
  g_assert_cmpint (testing_head (self, NULL), ==, 4);
}

static void
test_find_import (Testing       *self,
                  gconstpointer  data)
{
  g_autoptr (HengAgreement) agreement = testing_agreement_new ("T-1", "协议", TESTING_PARTIES, TESTING_YEARS, TESTING_RULE);
  HengOrigin origin = { "t-1.json", "abc" };
  g_autofree char *name = NULL;
  g_autoptr (GError) error = NULL;
  HengDay day;

  g_assert_false (heng_book_find_import (self->book, "abc", &name, &day, &error));
  g_assert_no_error (error);
  g_assert_true (heng_book_append_agreement (self->book, agreement, &origin, NULL, NULL));
  g_assert_true (heng_book_find_import (self->book, "abc", &name, &day, &error));
  g_assert_cmpstr (name, ==, "t-1.json");
  g_assert_cmpint (day, ==, testing_day ("2024-06-01"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/ledger/book/new", Testing, NULL, testing_set_up, test_new, testing_tear_down);
  g_test_add ("/ledger/book/guards", Testing, NULL, testing_set_up, test_guards, testing_tear_down);
  g_test_add ("/ledger/book/replace", Testing, NULL, testing_set_up, test_replace, testing_tear_down);
  g_test_add ("/ledger/book/begin", Testing, NULL, testing_set_up, test_begin, testing_tear_down);
  g_test_add ("/ledger/book/find-import", Testing, NULL, testing_set_up, test_find_import, testing_tear_down);
  for (gsize i = 0; i < G_N_ELEMENTS (schema_changes); i++)
    {
      g_autofree char *name = g_strdup_printf ("/ledger/book/schema/%" G_GSIZE_FORMAT, i);

      g_test_add (name, Testing, schema_changes[i], testing_set_up, test_schema, testing_tear_down);
    }
  return g_test_run ();
}
