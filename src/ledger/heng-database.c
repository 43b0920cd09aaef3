// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-database.h"

#include "heng-database-private.h"
#include "heng-error.h"

#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* How long another program may hold the book before we say that it is busy. */
#define BUSY_TIMEOUT_MS 5000

/* Enough that the indexes of a large import are not read again and again; taken only as it is used. */
#define CACHE_KB 65536

/* Of SQLite's machine, between two questions whether a statement shall go on: some milliseconds. */
#define STEPS_BETWEEN 100000

/* Of what SQLite says, in characters. */
#define WORDS_MAX 200

static void
statement_finalize (gpointer data)
{
  sqlite3_finalize (data);
}

/* SQLite quotes what it found in the file, which in a damaged one may be anything: only the first line, and only what is text. */
static char *
make_sentence (const char *words)
{
  g_autofree char *first = g_strndup (words, strcspn (words, "\r\n"));
  g_autofree char *valid = g_utf8_make_valid (first, -1);

  return g_utf8_substring (valid, 0, MIN (g_utf8_strlen (valid, -1), WORDS_MAX));
}

void
heng_database_set_error (HengDatabase  *self,
                         int            code,
                         GError       **error)
{
  g_autofree char *words = make_sentence (self->handle != NULL ? sqlite3_errmsg (self->handle) : sqlite3_errstr (code));

  if (heng_database_blame_place (self, code, error))
    return;
  switch (code & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      heng_error_set (error, HENG_ERROR_BOOK_BUSY, NULL);
      break;
    case SQLITE_INTERRUPT:
      heng_error_set (error, HENG_ERROR_CANCELLED, NULL);
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
  /* Closing would write the log into the file, which must not be done with a log that is not known to be the file's own. */
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, self->had_log, NULL);
  sqlite3_extended_result_codes (self->handle, 1);
  heng_database_add_take (self);
  return heng_database_execute (self, "PRAGMA foreign_keys = ON; PRAGMA recursive_triggers = ON; PRAGMA synchronous = EXTRA; "
                                      "PRAGMA cell_size_check = ON; PRAGMA cache_size = -" G_STRINGIFY (CACHE_KB), error);
}

/* SQLite counts its memory under a lock that all threads share, for figures that nobody reads. It takes this before its first use only. */
static gpointer
set_up_library (gpointer data)
{
  sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 0);
  return NULL;
}

HengDatabase *
heng_database_open (const char        *path,
                    HengDatabaseMode   mode,
                    GError           **error)
{
  g_autoptr (HengDatabase) self = g_new0 (HengDatabase, 1);
  g_autofree char *uri = NULL;
  gboolean is_immutable;
  HengLogging logging;
  int flags = SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, code;
  static GOnce library = G_ONCE_INIT;

  g_once (&library, set_up_library, NULL);
  self->path = g_strdup (path);
  self->idle = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, statement_finalize);
  if (mode != HENG_DATABASE_CREATE && !heng_database_check_place (path, error))
    return NULL;

  self->is_bare = mode == HENG_DATABASE_WITHOUT_LOG;
  self->read_only = mode == HENG_DATABASE_READ_ONLY || self->is_bare || (mode == HENG_DATABASE_WRITE && !is_writable (path));
  logging = self->is_bare ? HENG_LOGGING_NONE : heng_database_find_logging (path);
  self->had_log = logging == HENG_LOGGING_PENDING;
  self->was_in_use = self->had_log && self->read_only && heng_database_is_in_use (path);
  /* Without a write-ahead log nothing is pending, and a file on read-only media can be read without the files beside it. */
  is_immutable = self->is_bare || (mode != HENG_DATABASE_CREATE && !is_writable (path) && logging == HENG_LOGGING_NONE);
  uri = make_uri (path, is_immutable);
  flags |= self->read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
  if (mode == HENG_DATABASE_CREATE)
    flags |= SQLITE_OPEN_CREATE | SQLITE_OPEN_EXCLUSIVE;

  heng_database_count_open (self->is_counted = 1);
  code = sqlite3_open_v2 (uri, &self->handle, flags, NULL);
  if (code != SQLITE_OK)
    {
      heng_database_set_error (self, code, error);
      return NULL;
    }
  heng_database_note_place (self, is_immutable);
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
  heng_database_count_open (-self->is_counted);
  g_free (self->path);
  g_free (self);
}

gboolean
heng_database_is_read_only (HengDatabase *self)
{
  return self->read_only;
}

gboolean
heng_database_is_bare (HengDatabase *self)
{
  return self->is_bare;
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

  heng_database_set_error (self, code, error);
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

void
heng_database_interrupt (HengDatabase *self)
{
  sqlite3_interrupt (self->handle);
}

static int
progress_cb (void *data)
{
  HengDatabase *self = data;

  return !self->watch (self->watch_data);
}

void
heng_database_watch (HengDatabase          *self,
                     HengDatabaseWatchFunc  func,
                     gpointer               data)
{
  self->watch = func;
  self->watch_data = data;
  sqlite3_progress_handler (self->handle, STEPS_BETWEEN, func != NULL ? progress_cb : NULL, self);
}

/* ---- transactions ---- */

/* A copy that is carried about has no log; a book that is written gets one. Where somebody just reads the file, or it lies where there
 * can be no log, it is written without one, as safely, until the next time. */
static void
begin_logging (HengDatabase *self)
{
  if (self->is_logged || strcmp (self->path, HENG_DATABASE_IN_MEMORY) == 0)
    return;

  sqlite3_busy_timeout (self->handle, 0);
  self->is_logged = sqlite3_exec (self->handle, "PRAGMA journal_mode = WAL", NULL, NULL, NULL) == SQLITE_OK;
  sqlite3_busy_timeout (self->handle, BUSY_TIMEOUT_MS);
}

gboolean
heng_database_begin (HengDatabase  *self,
                     GError       **error)
{
  if (self->depth == 0)
    {
      if (!heng_database_check_file (self, error) || !heng_database_check_names (self, error))
        return FALSE;
      begin_logging (self);
      if (!heng_database_execute (self, "BEGIN IMMEDIATE", error))
        return FALSE;
      if (!heng_database_check_size (self, error))
        {
          sqlite3_exec (self->handle, "ROLLBACK", NULL, NULL, NULL);
          return FALSE;
        }
      self->serial++;
    }

  self->depth++;
  return TRUE;
}

gboolean
heng_database_begin_reading (HengDatabase  *self,
                             GError       **error)
{
  if (self->depth == 0)
    {
      if (!heng_database_execute (self, "BEGIN", error))
        return FALSE;
      self->serial++;
    }

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
  if (!heng_database_check_file (self, error) || !heng_database_execute (self, "COMMIT", error))
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

void
heng_database_get_state (HengDatabase      *self,
                         HengDatabaseState *state)
{
  state->transaction = self->depth > 0 ? self->serial : 0;
  state->n_changes = sqlite3_total_changes64 (self->handle);
}

gboolean
heng_database_is_at (HengDatabase            *self,
                     const HengDatabaseState *state)
{
  return self->depth > 0 && state->transaction == self->serial && state->n_changes == sqlite3_total_changes64 (self->handle);
}
