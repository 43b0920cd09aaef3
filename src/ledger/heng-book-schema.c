// SPDX-License-Identifier: GPL-3.0-or-later
/* The format of a book: what a file must hold to be one, and how one of an older format becomes one of today's. */
#include "heng-book-schema.h"

#include "heng-book-kept.h"
#include "heng-error.h"
#include "heng-schema-1.h"
#include "heng-schema-2.h"
#include "heng-schema-3.h"
#include "heng-to-2-after.h"
#include "heng-to-2-before.h"
#include "heng-to-3-after.h"
#include "heng-to-3-before.h"

#include <string.h>
#include <glib/gstdio.h>
#include <unistd.h>

static const struct
{
  const char *schema;
  const char *before; /* (nullable): what brings a book of the format before to this one */
  const char *after;  /* (nullable) */
} formats[] = {
  [1] = { heng_schema_1, NULL, NULL },
  [2] = { heng_schema_2, heng_to_2_before, heng_to_2_after },
  [3] = { heng_schema_3, heng_to_3_before, heng_to_3_after },
};

G_STATIC_ASSERT (G_N_ELEMENTS (formats) == HENG_BOOK_VERSION + 1);

static gboolean
set_version (HengBook  *self,
             gint64     version,
             GError   **error)
{
  g_autofree char *pragma = g_strdup_printf ("PRAGMA user_version = %" G_GINT64_FORMAT, version);

  self->version = version;
  return heng_database_execute (self->database, pragma, error);
}

gboolean
heng_book_create_schema (HengBook  *self,
                         GError   **error)
{
  g_autofree char *pragma = g_strdup_printf ("PRAGMA application_id = %d", HENG_BOOK_APPLICATION_ID);

  return heng_database_execute (self->database, pragma, error) && set_version (self, HENG_BOOK_VERSION, error) &&
         heng_database_execute (self->database, formats[HENG_BOOK_VERSION].schema, error) && heng_book_kept_rebuild (self, error);
}

static gboolean
check_identity (HengBook  *self,
                GError   **error)
{
  gint64 application_id;

  if (!heng_database_get_int64 (self->database, "PRAGMA application_id", 0, &application_id, error) ||
      !heng_database_get_int64 (self->database, "PRAGMA user_version", 0, &self->version, error))
    return FALSE;

  if (application_id != HENG_BOOK_APPLICATION_ID || self->version < 1)
    {
      GStatBuf status;
      gboolean is_empty = g_stat (heng_book_get_path (self), &status) == 0 && status.st_size == 0;

      heng_error_set (error, is_empty ? HENG_ERROR_BOOK_EMPTY : HENG_ERROR_BOOK_FOREIGN, heng_book_get_path (self), NULL);
      return FALSE;
    }
  if (self->version > HENG_BOOK_VERSION)
    {
      g_autofree char *found = g_strdup_printf ("%" G_GINT64_FORMAT, self->version);

      heng_error_set (error, HENG_ERROR_BOOK_NEWER, found, G_STRINGIFY (HENG_BOOK_VERSION), NULL);
      return FALSE;
    }

  return TRUE;
}

/* Name → text of everything that a schema holds. Returns: (transfer full) (nullable) */
static GHashTable *
read_schema (HengDatabase  *database,
             GError       **error)
{
  g_autoptr (HengQuery) query = heng_query_prepare (database,
    "SELECT name, coalesce(sql, '') FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'", error);
  g_autoptr (GHashTable) schema = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  if (query == NULL)
    return NULL;
  while (heng_query_next (query))
    g_hash_table_insert (schema, heng_query_dup_text (query, 0), heng_query_dup_text (query, 1));
  return heng_query_done (query, error) ? g_steal_pointer (&schema) : NULL;
}

HengDatabase *
heng_book_schema_make_blank (gint64    version,
                             GError  **error)
{
  g_autoptr (HengDatabase) blank = heng_database_open (HENG_DATABASE_IN_MEMORY, HENG_DATABASE_CREATE, error);

  if (blank == NULL || !heng_database_execute (blank, formats[version].schema, error))
    return NULL;

  return g_steal_pointer (&blank);
}

/* The same of a schema's text, without creating anything: it has no comments, each statement ends a line, and it stands in the file as it
 * stands there. Returns: (transfer full) */
static GHashTable *
split_schema (const char *text)
{
  GHashTable *schema = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (const char *at = text, *end; (end = strstr (at, ";\n")) != NULL; at = end + strlen (";\n"))
    {
      /* CREATE TABLE name, CREATE UNIQUE INDEX name */
      const char *word = at + strlen ("CREATE ");

      if (g_str_has_prefix (word, "UNIQUE "))
        word += strlen ("UNIQUE ");
      word = strchr (word, ' ') + 1;
      g_hash_table_insert (schema, g_strndup (word, strcspn (word, " ")), g_strndup (at, (gsize) (end - at)));
    }

  return schema;
}

/* A guard that was taken out of the file would let facts be changed; so the file's schema must be its format's to the letter. */
static gboolean
check_schema (HengBook  *self,
              GError   **error)
{
  g_autoptr (GHashTable) expected = split_schema (formats[self->version].schema);
  g_autoptr (GHashTable) found = read_schema (self->database, error);
  GHashTableIter iter;
  gpointer name, sql;

  if (found == NULL)
    return FALSE;

  g_hash_table_iter_init (&iter, expected);
  while (g_hash_table_iter_next (&iter, &name, &sql))
    if (g_strcmp0 (g_hash_table_lookup (found, name), sql) != 0)
      {
        heng_error_set (error, HENG_ERROR_BOOK_SCHEMA, name, NULL);
        return FALSE;
      }
  g_hash_table_iter_init (&iter, found);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (!g_hash_table_contains (expected, name))
      {
        heng_error_set (error, HENG_ERROR_BOOK_SCHEMA, name, NULL);
        return FALSE;
      }

  return TRUE;
}

/* ---- bringing up to date ---- */

static gboolean
step_cb (guint64    done,
         guint64    total,
         gpointer   data,
         GError   **error)
{
  return heng_book_report_progress (data, done, total, error);
}

/* Somebody may hold the only copy of the older program: the book as it was stays beside it. The caller holds the lock for writing, so
 * that no other program keeps a copy at the same time; what is there already is never overwritten. */
static gboolean
keep_copy (HengBook  *self,
           GError   **error)
{
  const char *path = heng_book_get_path (self);
  g_autoptr (HengDatabase) reader = heng_database_open (path, HENG_DATABASE_READ_ONLY, error);
  g_autofree char *copy = g_strdup_printf ("%s.before-%" G_GINT64_FORMAT, path, self->version + 1);

  for (guint i = 2; g_file_test (copy, G_FILE_TEST_EXISTS); i++)
    {
      g_free (copy);
      copy = g_strdup_printf ("%s.before-%" G_GINT64_FORMAT "-%u", path, self->version + 1, i);
    }
  if (reader == NULL)
    return FALSE;
  if (!heng_database_backup (reader, copy, step_cb, self, error))
    return FALSE;

  g_free (self->kept_copy);
  self->kept_copy = g_steal_pointer (&copy);
  return TRUE;
}

/* Creates what format @version has and the file has not, in the order of the schema. */
static gboolean
create_lacking (HengBook  *self,
                gint64     version,
                GError   **error)
{
  g_autoptr (HengDatabase) blank = heng_book_schema_make_blank (version, error);
  g_autoptr (GHashTable) found = NULL;
  g_autoptr (HengQuery) query = NULL;

  if (blank == NULL || (found = read_schema (self->database, error)) == NULL ||
      (query = heng_query_prepare (blank, "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid", error)) == NULL)
    return FALSE;

  while (heng_query_next (query))
    if (!g_hash_table_contains (found, heng_query_get_text (query, 0)) &&
        !heng_database_execute (self->database, heng_query_get_text (query, 1), error))
      return FALSE;
  return heng_query_done (query, error);
}

static gboolean
raise_format (HengBook  *self,
              GError   **error)
{
  for (gint64 version = self->version + 1; version <= HENG_BOOK_VERSION; version++)
    if (!heng_book_report_progress (self, 0, 0, error) || !heng_database_execute (self->database, formats[version].before, error) ||
        !create_lacking (self, version, error) || !heng_database_execute (self->database, formats[version].after, error) ||
        !set_version (self, version, error))
      return FALSE;

  return heng_book_report_progress (self, 0, 0, error) && heng_book_kept_rebuild (self, error) && heng_book_report_progress (self, 1, 1, error);
}

static gboolean
migrate (HengBook  *self,
         GError   **error)
{
  gint64 version;

  /* Another program may have been faster. */
  if (!heng_database_get_int64 (self->database, "PRAGMA user_version", 0, &version, error))
    return FALSE;
  self->version = version;
  if (version == HENG_BOOK_VERSION)
    return TRUE;
  if (!check_schema (self, error) || !keep_copy (self, error))
    return FALSE;
  if (raise_format (self, error))
    return TRUE;

  /* Nothing is committed, so the book is what was copied. */
  unlink (self->kept_copy);
  g_clear_pointer (&self->kept_copy, g_free);
  return FALSE;
}

/* One statement may take long, and cannot tell how far it has come. */
static gboolean
watch_cb (gpointer data)
{
  return heng_book_report_progress (data, 0, 0, NULL);
}

/* Of one state: another program may bring the book up at the same time. */
static gboolean
look (HengBook  *self,
      gboolean   bring_up,
      GError   **error)
{
  gboolean done;

  if (!heng_book_begin_reading (self, error))
    return FALSE;
  done = check_identity (self, error) && ((bring_up && self->version < HENG_BOOK_VERSION) || check_schema (self, error));
  heng_book_end_reading (self);
  return done;
}

gboolean
heng_book_open_schema (HengBook  *self,
                       gboolean   bring_up,
                       GError   **error)
{
  gboolean changes = bring_up && !heng_database_is_read_only (self->database), done;

  if (!look (self, changes, error))
    return FALSE;
  if (self->version == HENG_BOOK_VERSION || !changes)
    return TRUE;

  heng_database_watch (self->database, watch_cb, self);
  done = heng_database_begin (self->database, error) &&
         heng_book_end (self, migrate (self, error) && check_schema (self, error), error);
  heng_database_watch (self->database, NULL, NULL);
  return done;
}
