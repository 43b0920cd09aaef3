// SPDX-License-Identifier: GPL-3.0-or-later
/* Opening a book: that the file is one, and its log its own. */
#include "heng-book.h"

#include "heng-book-kept.h"
#include "heng-book-verify.h"
#include "heng-error.h"
#include "heng-file.h"

#define FACT_HASH_COLUMN 9 /* of the table of facts */

static gboolean
read_currency (HengBook  *self,
               GError   **error)
{
  g_autoptr (HengQuery) query = heng_query_prepare (self->database, "SELECT subject FROM event WHERE id = 1 AND kind = 'created'", error);
  g_autoptr (GError) local_error = NULL;

  if (query == NULL)
    return FALSE;
  if (heng_query_step (query, &local_error) && heng_query_get_text (query, 0) != NULL &&
      heng_currency_is_valid (heng_query_get_text (query, 0)))
    {
      self->currency = heng_query_dup_text (query, 0);
      return TRUE;
    }

  if (local_error == NULL)
    heng_error_set (&local_error, HENG_ERROR_BOOK_CHANGED, "1", "event", NULL);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* One block of entries computed anew, another one each second. A difference does not keep the book from being opened, but from being written. */
static gboolean
check_sample (HengBook  *self,
              GError   **error)
{
  g_autoptr (GError) local_error = NULL;
  gint64 next, block;
  gboolean right;

  if (!heng_book_kept_serves (self))
    return TRUE;
  if (!heng_book_begin_reading (self, error))
    return FALSE;

  right = heng_fact_next_row (self, HENG_FACT_ENTRY, &next, &local_error);
  if (right && next > 1)
    {
      block = self->clock (self->clock_data) / 1000 % ((next - 2) / HENG_KEPT_BLOCK_ENTRIES + 1);
      right = heng_book_kept_check (self, MAX (block, 0), &local_error);
    }
  heng_book_end_reading (self);
  if (right || heng_error_is (local_error, HENG_ERROR_BOOK_KEPT) || heng_error_is (local_error, HENG_ERROR_BOOK_DAMAGED))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* Returns: (transfer full): the name of the log that SQLite takes for the file's, which stands beside the file itself */
static char *
name_log (const char *path)
{
  g_autofree char *followed = heng_file_follow (path);

  return g_strconcat (followed, "-wal", NULL);
}

/* The first fact is the book's identity: no two books have the same, and no writing ever changes it. */
static gboolean
check_log (HengBook  *self,
           GError   **error)
{
  g_autoptr (HengQuery) query = heng_query_prepare (self->database, "SELECT hash FROM fact WHERE number = 1", error);
  g_autofree char *hash = NULL, *log = name_log (heng_book_get_path (self));
  g_autoptr (GError) local_error = NULL;
  gboolean is_own;

  if (query == NULL)
    return FALSE;
  if (!heng_book_begin_reading (self, error))
    return FALSE;
  hash = heng_query_step (query, &local_error) ? heng_query_dup_text (query, 0) : NULL;
  heng_query_reset (query);
  is_own = local_error != NULL || hash == NULL || heng_database_is_own_log (self->database, "fact", FACT_HASH_COLUMN, hash);
  heng_book_end_reading (self);
  if (local_error == NULL && is_own)
    return TRUE;

  if (local_error == NULL)
    heng_error_set (&local_error, HENG_ERROR_BOOK_LOG, log, NULL);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* Whether a database is a book in which nothing is wrong. @database: (transfer full); @asked: (nullable): the book that whoever waits is told of */
static gboolean
is_whole (HengDatabase *database,
          HengBook     *asked)
{
  g_autoptr (HengBook) book = heng_book_wrap (database, "", heng_clock_system, NULL);
  gint64 n_found = 0;

  if (asked != NULL)
    heng_book_set_progress (book, asked->progress, asked->progress_data, asked->cancellable);
  return heng_book_open_schema (book, FALSE, NULL) && read_currency (book, NULL) && heng_book_verify (book, FALSE, NULL, NULL, &n_found, NULL) &&
         n_found == 0;
}

/* Whether the facts up to the file's own head are those that the book has with the log: a log only goes on from what the file holds. */
static gboolean
goes_on_from (HengBook     *self,
              HengDatabase *bare)
{
  g_autoptr (HengQuery) query = heng_query_prepare (bare, "SELECT count, hash FROM head WHERE id = 1", NULL);

  g_autoptr (GError) error = NULL;

  /* What cannot be read is not told by this. */
  return query == NULL || !heng_query_step (query, NULL) || heng_query_get_int64 (query, 0) == 0 ||
         heng_book_check_head (self, heng_query_get_int64 (query, 0), heng_query_get_name (query, 1), &error) ||
         !heng_error_is (error, HENG_ERROR_BOOK_HEAD);
}

/* Whether something is wrong in the book, which a disk that could not be read for a moment is not. */
static gboolean
is_wrong (HengBook *self)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 n_found = 0;
      gboolean done = heng_book_verify (self, FALSE, NULL, NULL, &n_found, &error);

      if (done ? n_found == 0 : !heng_error_is (error, HENG_ERROR_BOOK_DAMAGED))
        return FALSE;
    }
  return TRUE;
}

/* SQLite takes any log beside a file for the file's own. Together with an earlier or a later copy of the same book a log makes a book that never was,
 * of whose facts some lack. A file and its own log are whole; where they are not, and the file is without the log, the log is not its own.
 * @is_readable: whether the two can be read as a book at all */
static gboolean
is_left_log_wrong (HengBook *self,
                   gboolean  is_readable)
{
  g_autoptr (HengDatabase) bare = NULL;

  if (!heng_database_has_left_log (self->database) ||
      (bare = heng_database_open (heng_book_get_path (self), HENG_DATABASE_WITHOUT_LOG, NULL)) == NULL)
    return FALSE;
  if (is_readable && goes_on_from (self, bare) && !is_wrong (self))
    return FALSE;

  /* Where the power went while the log was written into the file, the file alone is neither whole nor is its head one. */
  return is_whole (g_steal_pointer (&bare), self);
}

/* What is found of the log says more than what is wrong with what it makes. */
static gboolean
read_book (HengBook  *self,
           GError   **error)
{
  g_autoptr (GError) local_error = NULL;
  gboolean is_readable = heng_book_open_schema (self, FALSE, &local_error) && check_log (self, &local_error) && read_currency (self, &local_error);

  if ((is_readable || heng_error_is (local_error, HENG_ERROR_BOOK_DAMAGED) || heng_error_is (local_error, HENG_ERROR_BOOK_SCHEMA)) &&
      is_left_log_wrong (self, is_readable))
    {
      g_autofree char *log = name_log (heng_book_get_path (self));

      heng_error_set (error, HENG_ERROR_BOOK_LOG, log, NULL);
      return FALSE;
    }
  if (is_readable)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* Nothing is written before the log is known to be the file's own; what was stopped before is not known of it. */
static gboolean
open_content (HengBook      *self,
              HengBookOpen   mode,
              GError       **error)
{
  if (!read_book (self, error) || !heng_book_report_progress (self, 0, 0, error))
    return FALSE;
  heng_database_trust_log (self->database);
  if (mode != HENG_BOOK_OPEN_WRITE)
    return TRUE;

  return (self->version == HENG_BOOK_VERSION || heng_book_open_schema (self, TRUE, error)) && check_sample (self, error);
}

/* The two may be such that SQLite cannot even begin to read. */
static void
blame_log (const char  *path,
           GError     **error)
{
  g_autofree char *log = name_log (path);
  HengDatabase *bare;

  if (error == NULL || !heng_error_is (*error, HENG_ERROR_BOOK_DAMAGED) || !g_file_test (log, G_FILE_TEST_EXISTS) ||
      (bare = heng_database_open (path, HENG_DATABASE_WITHOUT_LOG, NULL)) == NULL || !is_whole (bare, NULL))
    return;
  g_clear_error (error);
  heng_error_set (error, HENG_ERROR_BOOK_LOG, log, NULL);
}

HengBook *
heng_book_open_watched (const char        *path,
                        HengBookOpen       mode,
                        const char        *recorder,
                        HengClock          clock,
                        gpointer           clock_data,
                        HengProgressFunc   progress,
                        gpointer           progress_data,
                        GCancellable      *cancellable,
                        GError           **error)
{
  g_autoptr (HengBook) self = NULL;
  HengDatabase *database;
  gboolean done;

  g_return_val_if_fail (path != NULL && recorder != NULL && clock != NULL, NULL);

  database = heng_database_open (path, mode == HENG_BOOK_OPEN_READ_ONLY ? HENG_DATABASE_READ_ONLY : HENG_DATABASE_WRITE, error);
  if (database == NULL)
    {
      blame_log (path, error);
      heng_error_place (error, path, 0, 0);
      return NULL;
    }

  self = heng_book_wrap (database, recorder, clock, clock_data);
  heng_book_set_progress (self, progress, progress_data, cancellable);
  done = open_content (self, mode, error);
  heng_book_set_progress (self, NULL, NULL, NULL);
  if (done)
    return g_steal_pointer (&self);

  heng_error_place (error, path, 0, 0);
  return NULL;
}

HengBook *
heng_book_open (const char    *path,
                HengBookOpen   mode,
                const char    *recorder,
                HengClock      clock,
                gpointer       clock_data,
                GError       **error)
{
  return heng_book_open_watched (path, mode, recorder, clock, clock_data, NULL, NULL, NULL, error);
}
