// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-database.h"

#include "heng-error.h"
#include "heng-json-write.h"

#include <errno.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* How long another program may hold the book before we say that it is busy. */
#define BUSY_TIMEOUT_MS 5000

/* Enough that the indexes of a large import are not read again and again; taken only as it is used. */
#define CACHE_KB 65536

struct _HengDatabase
{
  sqlite3    *handle;
  GHashTable *idle; /* SQL → sqlite3_stmt that nobody uses: preparing costs more than most statements do */
  char    *path;
  gboolean read_only;
  guint    depth;  /* open transactions */
  gboolean broken; /* an inner one was rolled back */
  dev_t    device; /* of the file as it was opened */
  ino_t    inode;
};

struct _HengQuery
{
  sqlite3_stmt *handle;
  HengDatabase *database;
};

/* Statements kept for the next time. */
#define IDLE_MAX 100

static void
statement_finalize (gpointer data)
{
  sqlite3_finalize (data);
}

static void
set_error (HengDatabase  *self,
           int            code,
           GError       **error)
{
  const char *words = self->handle != NULL ? sqlite3_errmsg (self->handle) : sqlite3_errstr (code);

  switch (code & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      heng_error_set (error, HENG_ERROR_BOOK_BUSY, NULL);
      break;
    case SQLITE_READONLY:
      heng_error_set (error, HENG_ERROR_BOOK_READ_ONLY, NULL);
      break;
    case SQLITE_FULL:
      heng_error_set (error, HENG_ERROR_BOOK_FULL, NULL);
      break;
    case SQLITE_NOTADB:
      heng_error_set (error, HENG_ERROR_BOOK_FOREIGN, self->path, NULL);
      break;
    case SQLITE_CORRUPT:
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
      heng_error_set (error, HENG_ERROR_BOOK_DAMAGED, words, NULL);
      break;
    default:
      heng_error_set (error, HENG_ERROR_BOOK_IO, words, NULL);
      break;
    }
  heng_error_place (error, self->path, 0, 0);
}

/* Root may write everything; a file that nobody is meant to write is still read-only. */
static gboolean
is_writable (const char *path)
{
  struct stat status;

  return stat (path, &status) == 0 && (status.st_mode & 0222) != 0 && access (path, W_OK) == 0;
}

static char *
make_uri (const char *path,
          gboolean    immutable)
{
  g_autofree char *absolute = NULL;
  g_autofree char *escaped = NULL;

  if (strcmp (path, HENG_DATABASE_IN_MEMORY) == 0)
    return g_strdup (path);

  absolute = g_canonicalize_filename (path, NULL);
  escaped = g_uri_escape_string (absolute, "/", FALSE);
  return g_strdup_printf ("file:%s%s", escaped, immutable ? "?immutable=1" : "");
}

static gboolean
configure (HengDatabase  *self,
           GError       **error)
{
  sqlite3_busy_timeout (self->handle, BUSY_TIMEOUT_MS);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_extended_result_codes (self->handle, 1);
  return heng_database_execute (self, "PRAGMA foreign_keys = ON; PRAGMA recursive_triggers = ON; PRAGMA synchronous = FULL; "
                                      "PRAGMA cell_size_check = ON; PRAGMA cache_size = -" G_STRINGIFY (CACHE_KB), error);
}

HengDatabase *
heng_database_open (const char        *path,
                    HengDatabaseMode   mode,
                    GError           **error)
{
  g_autoptr (HengDatabase) self = g_new0 (HengDatabase, 1);
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autofree char *uri = NULL;
  struct stat status, log_status;
  int flags = SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, code;

  self->path = g_strdup (path);
  self->idle = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, statement_finalize);
  if (mode != HENG_DATABASE_CREATE && stat (path, &status) != 0)
    {
      heng_error_set (error, errno == ENOENT ? HENG_ERROR_BOOK_MISSING : HENG_ERROR_FILE_READ, path, g_strerror (errno), NULL);
      return NULL;
    }
  if (mode != HENG_DATABASE_CREATE && !S_ISREG (status.st_mode))
    {
      heng_error_set (error, HENG_ERROR_BOOK_FOREIGN, path, NULL);
      return NULL;
    }

  self->read_only = mode == HENG_DATABASE_READ_ONLY || (mode == HENG_DATABASE_WRITE && !is_writable (path));
  /* Without a write-ahead log nothing is pending, and a file on read-only media can be read without the files beside it. */
  uri = make_uri (path, mode != HENG_DATABASE_CREATE && !is_writable (path) &&
                          (stat (log, &log_status) != 0 || log_status.st_size == 0));
  flags |= self->read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
  if (mode == HENG_DATABASE_CREATE)
    flags |= SQLITE_OPEN_CREATE | SQLITE_OPEN_EXCLUSIVE;

  code = sqlite3_open_v2 (uri, &self->handle, flags, NULL);
  if (code != SQLITE_OK)
    {
      set_error (self, code, error);
      return NULL;
    }
  if (stat (path, &status) == 0)
    {
      self->device = status.st_dev;
      self->inode = status.st_ino;
    }
  if (!configure (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

void
heng_database_free (HengDatabase *self)
{
  if (self == NULL)
    return;

  if (self->depth > 0)
    {
      self->depth = 1;
      heng_database_rollback (self);
    }
  g_hash_table_unref (self->idle);
  sqlite3_close_v2 (self->handle);
  g_free (self->path);
  g_free (self);
}

gboolean
heng_database_is_read_only (HengDatabase *self)
{
  return self->read_only;
}

const char *
heng_database_get_path (HengDatabase *self)
{
  return self->path;
}

gboolean
heng_database_execute (HengDatabase  *self,
                       const char    *sql,
                       GError       **error)
{
  int code = sqlite3_exec (self->handle, sql, NULL, NULL, NULL);

  if (code == SQLITE_OK)
    return TRUE;

  set_error (self, code, error);
  return FALSE;
}

gboolean
heng_database_get_int64 (HengDatabase  *self,
                         const char    *sql,
                         gint64         fallback,
                         gint64        *value,
                         GError       **error)
{
  g_autoptr (HengQuery) query = heng_query_prepare (self, sql, error);
  g_autoptr (GError) local_error = NULL;

  if (query == NULL)
    return FALSE;

  *value = heng_query_step (query, &local_error) ? heng_query_get_int64 (query, 0) : fallback;
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

gboolean
heng_database_backup (HengDatabase  *self,
                      const char    *target_path,
                      GError       **error)
{
  g_autoptr (HengDatabase) target = heng_database_open (target_path, HENG_DATABASE_CREATE, error);
  sqlite3_backup *backup;
  int step_code, code;

  if (target == NULL)
    return FALSE;

  backup = sqlite3_backup_init (target->handle, "main", self->handle, "main");
  if (backup == NULL)
    {
      set_error (target, sqlite3_errcode (target->handle), error);
      return FALSE;
    }
  step_code = sqlite3_backup_step (backup, -1);
  code = sqlite3_backup_finish (backup);
  /* A source that was busy is no error to finish(), and would leave an empty copy behind. */
  if (code == SQLITE_OK && step_code != SQLITE_DONE)
    code = step_code;
  if (code != SQLITE_OK)
    {
      set_error (target, code, error);
      return FALSE;
    }

  /* A backup is carried about as one file: without the write-ahead log's two companions. */
  return heng_database_execute (target, "PRAGMA journal_mode = DELETE", error);
}

/* ---- transactions ---- */

/* Writing into a file that was deleted or replaced under us would lose everything without a word. */
static gboolean
check_file (HengDatabase  *self,
            GError       **error)
{
  struct stat status;

  if (self->read_only)
    {
      heng_error_set (error, HENG_ERROR_BOOK_READ_ONLY, NULL);
      heng_error_place (error, self->path, 0, 0);
      return FALSE;
    }
  if (stat (self->path, &status) == 0 && status.st_dev == self->device && status.st_ino == self->inode)
    return TRUE;

  heng_error_set (error, HENG_ERROR_BOOK_GONE, self->path, NULL);
  heng_error_place (error, self->path, 0, 0);
  return FALSE;
}

gboolean
heng_database_begin (HengDatabase  *self,
                     GError       **error)
{
  if (self->depth == 0 && (!check_file (self, error) || !heng_database_execute (self, "BEGIN IMMEDIATE", error)))
    return FALSE;

  self->depth++;
  return TRUE;
}

gboolean
heng_database_begin_reading (HengDatabase  *self,
                             GError       **error)
{
  if (self->depth == 0 && !heng_database_execute (self, "BEGIN", error))
    return FALSE;

  self->depth++;
  return TRUE;
}

void
heng_database_end_reading (HengDatabase *self)
{
  g_return_if_fail (self->depth > 0);

  self->depth--;
  if (self->depth == 0 && !sqlite3_get_autocommit (self->handle))
    sqlite3_exec (self->handle, "ROLLBACK", NULL, NULL, NULL);
}

gboolean
heng_database_commit (HengDatabase  *self,
                      GError       **error)
{
  g_return_val_if_fail (self->depth > 0, FALSE);

  if (self->depth > 1)
    {
      self->depth--;
      return TRUE;
    }

  g_return_val_if_fail (!self->broken, FALSE);
  if (!check_file (self, error) || !heng_database_execute (self, "COMMIT", error))
    {
      heng_database_rollback (self);
      return FALSE;
    }

  self->depth = 0;
  return TRUE;
}

void
heng_database_rollback (HengDatabase *self)
{
  g_return_if_fail (self->depth > 0);

  self->depth--;
  self->broken = self->depth > 0;
  /* SQLite may have rolled back by itself already, after a full disk for one. */
  if (self->depth == 0 && !sqlite3_get_autocommit (self->handle))
    sqlite3_exec (self->handle, "ROLLBACK", NULL, NULL, NULL);
}

/* ---- statements ---- */

HengQuery *
heng_query_prepare (HengDatabase  *database,
                    const char    *sql,
                    GError       **error)
{
  HengQuery *self;
  gpointer key, handle = NULL;

  if (g_hash_table_steal_extended (database->idle, sql, &key, &handle))
    g_free (key);
  else
    {
      int code = sqlite3_prepare_v3 (database->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, (sqlite3_stmt **) &handle, NULL);

      if (code != SQLITE_OK)
        {
          set_error (database, code, error);
          return NULL;
        }
    }

  self = g_new0 (HengQuery, 1);
  self->handle = handle;
  self->database = database;
  return self;
}

void
heng_query_finish (HengQuery *self)
{
  GHashTable *idle;

  if (self == NULL)
    return;

  idle = self->database->idle;
  sqlite3_reset (self->handle);
  sqlite3_clear_bindings (self->handle);
  if (g_hash_table_size (idle) < IDLE_MAX && !g_hash_table_contains (idle, sqlite3_sql (self->handle)))
    g_hash_table_insert (idle, g_strdup (sqlite3_sql (self->handle)), self->handle);
  else
    sqlite3_finalize (self->handle);
  g_free (self);
}

static int
find_parameter (HengQuery  *self,
                const char *name)
{
  int index = sqlite3_bind_parameter_index (self->handle, name);

  g_assert (index > 0);
  return index;
}

void
heng_query_bind_int64 (HengQuery  *self,
                       const char *name,
                       gint64      value)
{
  sqlite3_bind_int64 (self->handle, find_parameter (self, name), value);
}

void
heng_query_bind_text (HengQuery  *self,
                      const char *name,
                      const char *value)
{
  if (value == NULL)
    sqlite3_bind_null (self->handle, find_parameter (self, name));
  else
    sqlite3_bind_text (self->handle, find_parameter (self, name), value, -1, SQLITE_TRANSIENT);
}

void
heng_query_bind_null (HengQuery  *self,
                      const char *name)
{
  sqlite3_bind_null (self->handle, find_parameter (self, name));
}

gboolean
heng_query_step (HengQuery  *self,
                 GError    **error)
{
  int code = sqlite3_step (self->handle);

  if (code == SQLITE_ROW)
    return TRUE;
  if (code != SQLITE_DONE)
    set_error (self->database, code, error);
  return FALSE;
}

gboolean
heng_query_run (HengQuery  *self,
                GError    **error)
{
  int code;

  do
    code = sqlite3_step (self->handle);
  while (code == SQLITE_ROW);
  if (code != SQLITE_DONE)
    set_error (self->database, code, error);

  sqlite3_reset (self->handle);
  return code == SQLITE_DONE;
}

void
heng_query_reset (HengQuery *self)
{
  sqlite3_reset (self->handle);
}

gint64
heng_query_get_int64 (HengQuery *self,
                      int        column)
{
  return sqlite3_column_int64 (self->handle, column);
}

const char *
heng_query_get_text (HengQuery *self,
                     int        column)
{
  return (const char *) sqlite3_column_text (self->handle, column);
}

const char *
heng_query_get_name (HengQuery *self,
                     int        column)
{
  const char *text = heng_query_get_text (self, column);

  return text != NULL ? text : "";
}

char *
heng_query_dup_text (HengQuery *self,
                     int        column)
{
  return g_strdup (heng_query_get_text (self, column));
}

/* C sees a text only up to a NUL; what somebody hid behind one must not escape the digest. None of our own texts has one. */
static void
append_text (HengQuery *self,
             int        column,
             GString   *text)
{
  const char *words = heng_query_get_text (self, column);
  gsize length = words != NULL ? (gsize) sqlite3_column_bytes (self->handle, column) : 0;

  heng_json_append_string (text, words != NULL ? words : "");
  if (words != NULL && strlen (words) < length)
    g_string_append_printf (text, "+%" G_GSIZE_FORMAT, length);
}

void
heng_query_append_row (HengQuery *self,
                       GString   *text)
{
  int n_columns = sqlite3_column_count (self->handle);

  g_string_append_c (text, '[');
  for (int i = 0; i < n_columns; i++)
    {
      if (i > 0)
        g_string_append_c (text, ',');
      switch (sqlite3_column_type (self->handle, i))
        {
        case SQLITE_INTEGER:
          g_string_append_printf (text, "%" G_GINT64_FORMAT, (gint64) sqlite3_column_int64 (self->handle, i));
          break;
        case SQLITE_NULL:
          g_string_append (text, "null");
          break;
        default:
          append_text (self, i, text);
          break;
        }
    }
  g_string_append_c (text, ']');
}
