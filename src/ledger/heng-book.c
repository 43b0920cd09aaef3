// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-book.h"

#include "heng-book-kept.h"
#include "heng-error.h"

#define CHINA_OFFSET_MS (G_GINT64_CONSTANT (8) * 3600 * 1000)
#define EPOCH_DAY 719163 /* 1970-01-01 as a HengDay */
#define LAST_DAY 3652059 /* 9999-12-31 */
#define DAY_MS (G_GINT64_CONSTANT (24) * 3600 * 1000)

gint64
heng_clock_system (gpointer data)
{
  return g_get_real_time () / 1000;
}

HengBook *
heng_book_wrap (HengDatabase *database,
                const char   *recorder,
                HengClock     clock,
                gpointer      clock_data)
{
  HengBook *self = g_new0 (HengBook, 1);

  self->database = database;
  self->recorder = g_strdup (recorder);
  self->clock = clock;
  self->clock_data = clock_data;
  return self;
}

void
heng_book_forget (HengBook *self)
{
  g_clear_pointer (&self->versions_code, g_free);
  g_clear_pointer (&self->versions, g_ptr_array_unref);
  g_clear_pointer (&self->observations_agreement, g_free);
  g_clear_pointer (&self->observations, heng_observations_unref);
  g_clear_pointer (&self->digits_shown, g_hash_table_unref);
  g_clear_pointer (&self->exceptions, g_hash_table_unref);
  self->exceptions_last = 0;
}

void
heng_book_free (HengBook *self)
{
  if (self == NULL)
    return;

  heng_database_free (self->database);
  heng_book_forget (self);
  g_free (self->kept_copy);
  heng_observations_unref (self->assumed);
  g_free (self->assumed_agreement);
  g_free (self->currency);
  g_free (self->recorder);
  g_free (self);
}

const char *
heng_book_get_path (HengBook *self)
{
  return heng_database_get_path (self->database);
}

const char *
heng_book_get_currency (HengBook *self)
{
  return self->currency;
}

gboolean
heng_book_is_read_only (HengBook *self)
{
  return self->then_known != 0 || self->kept_wrong || heng_database_is_read_only (self->database) || self->version < HENG_BOOK_VERSION;
}

gboolean
heng_book_is_of_older_format (HengBook *self)
{
  return self->version < HENG_BOOK_VERSION;
}

gboolean
heng_book_is_kept_wrong (HengBook *self)
{
  return self->kept_wrong;
}

void
heng_book_note_kept_wrong (HengBook *self)
{
  self->kept_wrong = TRUE;
}

const char *
heng_book_get_kept_copy (HengBook *self)
{
  return self->kept_copy;
}

/* In a damaged book a moment may be any number; what is shown of it must still be a day. */
HengDay
heng_day_of_ms (gint64 recorded_ms)
{
  gint64 moment_ms = CLAMP (recorded_ms, (1 - EPOCH_DAY) * DAY_MS, (LAST_DAY - EPOCH_DAY) * DAY_MS);

  return EPOCH_DAY + (HengDay) ((moment_ms + CHINA_OFFSET_MS) / DAY_MS);
}

HengDay
heng_book_get_today (HengBook *self)
{
  return self->then_known != 0 ? self->then_day : heng_day_of_ms (self->clock (self->clock_data));
}

gboolean
heng_book_get_head (HengBook  *self,
                    gint64    *count,
                    char     **hash,
                    GError   **error)
{
  g_autoptr (HengQuery) query = NULL;
  g_autoptr (GError) local_error = NULL;

  /* Each period that is settled asks for it. */
  if (hash == NULL && heng_database_is_at (self->database, &self->head_state))
    {
      *count = self->head_count;
      return TRUE;
    }
  query = heng_query_prepare (self->database, "SELECT count, hash FROM head WHERE id = 1", error);
  if (query == NULL)
    return FALSE;
  if (!heng_query_step (query, &local_error))
    {
      if (local_error == NULL)
        heng_error_set (&local_error, HENG_ERROR_BOOK_DAMAGED, "head", NULL);
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  *count = heng_query_get_int64 (query, 0);
  /* It is shown shortened: nothing but digits may stand in it, whatever is in the file. */
  if (hash != NULL && (*hash = heng_query_dup_text (query, 1)) != NULL)
    g_strcanon (*hash, "0123456789abcdef", '?');
  self->head_count = *count;
  heng_database_get_state (self->database, &self->head_state);
  return TRUE;
}

gint64
heng_book_get_data_version (HengBook *self)
{
  gint64 version = 0, count = 0;

  /* `data_version` tells of other connections only, the count of facts of our own as well. */
  heng_database_get_int64 (self->database, "PRAGMA data_version", 0, &version, NULL);
  heng_database_get_int64 (self->database, "SELECT count FROM head", 0, &count, NULL);
  return version * G_GINT64_CONSTANT (1000000000) + count;
}

gboolean
heng_book_count_known_on (HengBook  *self,
                          HengDay    day,
                          gint64    *count,
                          GError   **error)
{
  g_autoptr (HengQuery) query = heng_query_prepare (self->database,
    "SELECT coalesce(max(number), 0) FROM fact WHERE recorded_ms < :end_ms", error);
  if (query == NULL)
    return FALSE;
  heng_query_bind_int64 (query, ":end_ms", (gint64) (day + 1 - EPOCH_DAY) * DAY_MS - CHINA_OFFSET_MS);
  if (!heng_query_step (query, error))
    return FALSE;

  *count = heng_query_get_int64 (query, 0);
  return TRUE;
}

gboolean
heng_book_begin (HengBook  *self,
                 GError   **error)
{
  /* A book of an older format that was opened as it is must not get facts that its own program would not understand; and the past is
   * not changed. */
  if (self->then_known != 0 || self->version < HENG_BOOK_VERSION)
    {
      heng_error_set (error, HENG_ERROR_BOOK_READ_ONLY, NULL);
      heng_error_place (error, heng_book_get_path (self), 0, 0);
      return FALSE;
    }

  if (self->kept_wrong)
    {
      heng_error_set (error, HENG_ERROR_BOOK_KEPT, "kept", NULL);
      heng_error_place (error, heng_book_get_path (self), 0, 0);
      return FALSE;
    }

  return heng_database_begin (self->database, error);
}

gboolean
heng_book_commit (HengBook  *self,
                  GError   **error)
{
  if (heng_database_commit (self->database, error))
    return TRUE;

  heng_book_forget (self);
  return FALSE;
}

void
heng_book_rollback (HengBook *self)
{
  heng_database_rollback (self->database);
  heng_book_forget (self);
}

gboolean
heng_book_begin_reading (HengBook  *self,
                         GError   **error)
{
  return heng_database_begin_reading (self->database, error);
}

void
heng_book_end_reading (HengBook *self)
{
  heng_database_end_reading (self->database);
}

gboolean
heng_book_end (HengBook  *book,
               gboolean   done,
               GError   **error)
{
  if (done)
    return heng_book_commit (book, error);

  heng_book_rollback (book);
  return FALSE;
}

gboolean
heng_book_name_id (HengBook    *book,
                   const char  *table,
                   const char  *name,
                   gint64      *id,
                   GError     **error)
{
  g_autofree char *select_sql = g_strdup_printf ("SELECT id FROM %s WHERE name = :name", table);
  g_autofree char *insert_sql = g_strdup_printf ("INSERT INTO %s (name) VALUES (:name) RETURNING id", table);
  g_autoptr (HengQuery) query = heng_query_prepare (book->database, select_sql, error);
  g_autoptr (GError) local_error = NULL;

  if (query == NULL)
    return FALSE;
  heng_query_bind_text (query, ":name", name);
  if (!heng_query_step (query, &local_error) && local_error == NULL)
    {
      g_clear_pointer (&query, heng_query_finish);
      query = heng_query_prepare (book->database, insert_sql, &local_error);
      if (query != NULL)
        {
          heng_query_bind_text (query, ":name", name);
          heng_query_step (query, &local_error);
        }
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  *id = heng_query_get_int64 (query, 0);
  return TRUE;
}

gboolean
heng_book_row_bound (HengBook      *book,
                     HengFactKind   kind,
                     gint64         known,
                     gint64        *bound,
                     GError       **error)
{
  g_autoptr (HengQuery) query = NULL;
  g_autoptr (GError) local_error = NULL;

  *bound = G_MAXINT64;
  if (known == 0)
    return TRUE;

  query = heng_query_prepare (book->database,
    "SELECT first_row + n_rows FROM fact WHERE number <= :known AND kind = :kind ORDER BY number DESC LIMIT 1", error);
  if (query == NULL)
    return FALSE;
  heng_query_bind_int64 (query, ":known", known);
  heng_query_bind_text (query, ":kind", heng_fact_kind_get_name (kind));
  *bound = heng_query_step (query, &local_error) ? heng_query_get_int64 (query, 0) : 1;
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

gboolean
heng_book_find_import (HengBook    *self,
                       const char  *digest,
                       char       **name,
                       HengDay     *day,
                       GError     **error)
{
  g_autoptr (HengQuery) query = heng_query_prepare (self->database,
    "SELECT source_name, recorded_ms FROM fact WHERE source_digest = :digest ORDER BY number LIMIT 1", error);

  if (query == NULL)
    return FALSE;
  heng_query_bind_text (query, ":digest", digest);
  if (!heng_query_step (query, error))
    return FALSE;

  *name = heng_query_dup_text (query, 0);
  *day = heng_day_of_ms (heng_query_get_int64 (query, 1));
  return TRUE;
}
