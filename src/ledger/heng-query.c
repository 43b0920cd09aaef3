// SPDX-License-Identifier: GPL-3.0-or-later
/* Statements: prepared, bound by name, read. */
#include "heng-database.h"

#include "heng-database-private.h"
#include "heng-error.h"

#include <string.h>

/* Statements kept for the next time. */
#define IDLE_MAX 100

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
          heng_database_set_error (database, code, error);
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
  g_clear_error (&self->failure);
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

void
heng_query_bind_int64_at (HengQuery *self,
                          int        place,
                          gint64     value)
{
  sqlite3_bind_int64 (self->handle, place, value);
}

void
heng_query_bind_text_at (HengQuery  *self,
                         int         place,
                         const char *value)
{
  if (value == NULL)
    sqlite3_bind_null (self->handle, place);
  else
    sqlite3_bind_text (self->handle, place, value, -1, SQLITE_STATIC);
}

gboolean
heng_query_step (HengQuery  *self,
                 GError    **error)
{
  gboolean is_first;
  int code;

  if (self->is_spoilt)
    {
      heng_error_set (error, HENG_ERROR_BOOK_DAMAGED, sqlite3_column_count (self->handle) > 0 ? sqlite3_column_name (self->handle, 0) : "", NULL);
      heng_error_place (error, heng_database_get_path (self->database), 0, 0);
      return FALSE;
    }
  is_first = !sqlite3_stmt_busy (self->handle);
  code = sqlite3_step (self->handle);
  if (code == SQLITE_ROW && !(is_first && self->database->is_watched && heng_database_is_overtaken (self->database)))
    return TRUE;
  /* At the end, too, since nothing is shown before a statement has given all that it has. */
  if (code != SQLITE_DONE || heng_database_is_overtaken (self->database))
    heng_database_set_error (self->database, code, error);
  return FALSE;
}

gboolean
heng_query_next (HengQuery *self)
{
  return self->failure == NULL && heng_query_step (self, &self->failure);
}

GError **
heng_query_failure (HengQuery *self)
{
  return &self->failure;
}

gboolean
heng_query_done (HengQuery  *self,
                 GError    **error)
{
  if (self->failure == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&self->failure));
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
    heng_database_set_error (self->database, code, error);

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

gboolean
heng_query_is_null (HengQuery *self,
                    int        column)
{
  return sqlite3_column_type (self->handle, column) == SQLITE_NULL;
}

HengDay
heng_query_get_day (HengQuery *self,
                    int        column)
{
  gint64 day = sqlite3_column_int64 (self->handle, column);

  if (heng_query_is_null (self, column))
    return HENG_DAY_NONE;
  if (heng_day_is_valid (day))
    return (HengDay) day;

  self->is_spoilt = TRUE;
  return heng_day_new (HENG_YEAR_MIN, 1, 1);
}

HengDay
heng_query_get_open_day (HengQuery *self,
                         int        column)
{
  return sqlite3_column_int64 (self->handle, column) == HENG_DAY_NONE ? HENG_DAY_NONE : heng_query_get_day (self, column);
}

HengPeriod
heng_query_get_period (HengQuery *self,
                       int        column)
{
  gint64 kind = sqlite3_column_int64 (self->handle, column), index = sqlite3_column_int64 (self->handle, column + 1);

  if (!heng_query_is_null (self, column) && heng_period_is_valid (kind, index))
    return (HengPeriod) { (HengPeriodKind) kind, (gint32) index };

  self->is_spoilt = self->is_spoilt || !heng_query_is_null (self, column);
  return (HengPeriod) { HENG_PERIOD_ONCE, 0 };
}

guint
heng_query_get_choice (HengQuery *self,
                       int        column,
                       guint      n_values)
{
  gint64 value = sqlite3_column_int64 (self->handle, column);

  if (value >= 0 && value < n_values)
    return (guint) value;

  self->is_spoilt = TRUE;
  return 0;
}

gboolean
heng_query_is_text (HengQuery *self,
                    int        column)
{
  return sqlite3_column_type (self->handle, column) == SQLITE_TEXT;
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
  const char *text = heng_query_get_text (self, column);

  return text == NULL ? NULL : g_utf8_validate (text, -1, NULL) ? g_strdup (text) : g_utf8_make_valid (text, -1);
}

char *
heng_query_dup_name (HengQuery *self,
                     int        column)
{
  char *name = heng_query_dup_text (self, column);

  return name != NULL ? name : g_strdup ("");
}

gboolean
heng_query_has_hidden (HengQuery *self)
{
  for (int i = 0; i < sqlite3_column_count (self->handle); i++)
    if (sqlite3_column_type (self->handle, i) == SQLITE_TEXT)
      {
        const char *words = heng_query_get_text (self, i);

        if (words == NULL || strlen (words) != (gsize) sqlite3_column_bytes (self->handle, i))
          return TRUE;
      }

  return FALSE;
}
