// SPDX-License-Identifier: GPL-3.0-or-later
/* Opening a book: that the file is one, and its log its own. */
#include "heng-book.h"

#include "heng-book-kept.h"
#include "heng-error.h"

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

/* The first fact is the book's identity: no two books have the same, and no writing ever changes it. */
static gboolean
check_log (HengBook  *self,
           GError   **error)
{
  g_autoptr (HengQuery) query = heng_query_prepare (self->database, "SELECT hash FROM fact WHERE number = 1", error);
  g_autofree char *hash = NULL, *log = g_strconcat (heng_book_get_path (self), "-wal", NULL);
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

/* Whether a database is a book in which nothing is wrong. @database: (transfer full) */
static gboolean
is_whole (HengDatabase *database)
{
  g_autoptr (HengBook) book = heng_book_wrap (database, "", heng_clock_system, NULL);
  gint64 n_found = 0;

  return heng_book_open_schema (book, FALSE, NULL) && read_currency (book, NULL) && heng_book_verify (book, FALSE, NULL, NULL, &n_found, NULL) &&
         n_found == 0;
}

/* SQLite takes any log beside a file for the file's own. Together with an earlier or a later copy of the same book a log makes a book that never was,
 * of whose facts some lack. A file and its own log are whole; where they are not, and the file is without the log, the log is not its own. */
static gboolean
check_left_log (HengBook  *self,
                GError   **error)
{
  g_autofree char *log = g_strconcat (heng_book_get_path (self), "-wal", NULL);
  HengDatabase *bare;
  gboolean is_left;
  gint64 n_found = 0;

  if (!heng_book_begin_reading (self, error))
    return FALSE;
  is_left = heng_database_get_int64 (self->database, "SELECT count FROM head", 0, &n_found, NULL) && heng_database_has_left_log (self->database);
  heng_book_end_reading (self);
  if (!is_left || (heng_book_verify (self, FALSE, NULL, NULL, &n_found, NULL) && n_found == 0))
    return TRUE;

  bare = heng_database_open (heng_book_get_path (self), HENG_DATABASE_WITHOUT_LOG, NULL);
  if (bare == NULL || !is_whole (bare))
    return TRUE;
  heng_error_set (error, HENG_ERROR_BOOK_LOG, log, NULL);
  return FALSE;
}

HengBook *
heng_book_open (const char    *path,
                HengBookOpen   mode,
                const char    *recorder,
                HengClock      clock,
                gpointer       clock_data,
                GError       **error)
{
  g_autoptr (HengBook) self = NULL;
  HengDatabase *database;

  g_return_val_if_fail (path != NULL && recorder != NULL && clock != NULL, NULL);

  database = heng_database_open (path, mode == HENG_BOOK_OPEN_READ_ONLY ? HENG_DATABASE_READ_ONLY : HENG_DATABASE_WRITE, error);
  if (database == NULL)
    {
      heng_error_place (error, path, 0, 0);
      return NULL;
    }

  self = heng_book_wrap (database, recorder, clock, clock_data);
  if (!heng_book_open_schema (self, mode == HENG_BOOK_OPEN_WRITE, error) || !check_log (self, error) || !read_currency (self, error) ||
      !check_left_log (self, error) || (mode == HENG_BOOK_OPEN_WRITE && !check_sample (self, error)))
    {
      heng_error_place (error, path, 0, 0);
      return NULL;
    }

  heng_database_trust_log (database);
  return g_steal_pointer (&self);
}
