// SPDX-License-Identifier: GPL-3.0-or-later
/* Rows that are handed to the program while a statement runs: giving each of them as a result of its own, and asking for its columns one by one,
 * takes SQLite as long as finding them. */
#include "heng-database.h"

#include "heng-database-private.h"
#include "heng-json-write.h"

#include <string.h>

struct _HengRow
{
  sqlite3_value **values;
};

static void
take_cb (sqlite3_context  *context,
         int               n_values,
         sqlite3_value   **values)
{
  HengDatabase *database = sqlite3_user_data (context);
  HengRow row = { values };

  if (database->take_row != NULL)
    database->take_row (&row, database->take_data);
}

static void
end_cb (sqlite3_context *context)
{
}

int
heng_database_add_take (HengDatabase *self)
{
  return sqlite3_create_function_v2 (self->handle, "heng_take", -1, SQLITE_UTF8 | SQLITE_DIRECTONLY, self, NULL, take_cb, end_cb, NULL);
}

gboolean
heng_query_each (HengQuery    *self,
                 HengRowFunc   func,
                 gpointer      data,
                 GError      **error)
{
  HengDatabase *database = self->database;
  HengRowFunc func_before = database->take_row;
  gpointer data_before = database->take_data;
  g_autoptr (GError) local_error = NULL;

  database->take_row = func;
  database->take_data = data;
  /* Stepped to its end, where it is seen whether the file was still the same. */
  while (heng_query_step (self, &local_error))
    ;
  heng_query_reset (self);
  database->take_row = func_before;
  database->take_data = data_before;
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

gint64
heng_row_get_int64 (const HengRow *self,
                    int            column)
{
  return sqlite3_value_int64 (self->values[column]);
}

gboolean
heng_row_is_null (const HengRow *self,
                  int            column)
{
  return sqlite3_value_type (self->values[column]) == SQLITE_NULL;
}

gboolean
heng_row_is_text (const HengRow *self,
                  int            column)
{
  return sqlite3_value_type (self->values[column]) == SQLITE_TEXT;
}

const char *
heng_row_get_name (const HengRow *self,
                   int            column)
{
  const char *text = (const char *) sqlite3_value_text (self->values[column]);

  return text != NULL ? text : "";
}

/* ---- canonical texts ---- */

/* C sees a text only up to a NUL; what somebody hid behind one must not escape the digest. None of our own texts has one. */
static void
append_text (sqlite3_value *value,
             GString       *text)
{
  const char *words = (const char *) sqlite3_value_text (value);
  gsize length = words != NULL ? (gsize) sqlite3_value_bytes (value) : 0;

  heng_json_append_string (text, words != NULL ? words : "");
  if (words != NULL && strlen (words) < length)
    g_string_append_printf (text, "+%" G_GSIZE_FORMAT, length);
}

/* GLib's own is a call that asks much for a few bytes, and rows of facts are many of these. */
static inline void
append_bytes (GString    *text,
              const char *bytes,
              gsize       n_bytes)
{
  if (text->len + n_bytes >= text->allocated_len)
    {
      g_string_append_len (text, bytes, (gssize) n_bytes);
      return;
    }

  memcpy (text->str + text->len, bytes, n_bytes);
  text->len += n_bytes;
  text->str[text->len] = '\0';
}

static void
append_int64 (GString *text,
              gint64   number)
{
  char digits[24], *at = digits + sizeof digits;
  guint64 rest = number < 0 ? -(guint64) number : (guint64) number;

  do
    *--at = (char) ('0' + rest % 10);
  while ((rest /= 10) != 0);
  if (number < 0)
    *--at = '-';
  append_bytes (text, at, (gsize) (digits + sizeof digits - at));
}

void
heng_row_append (const HengRow *self,
                 int            first,
                 int            n_columns,
                 GString       *text)
{
  for (int i = first; i < first + n_columns; i++)
    {
      sqlite3_value *value = self->values[i];

      if (i > first)
        g_string_append_c (text, ',');
      switch (sqlite3_value_type (value))
        {
        case SQLITE_INTEGER:
          append_int64 (text, sqlite3_value_int64 (value));
          break;
        case SQLITE_NULL:
          append_bytes (text, "null", 4);
          break;
        default:
          append_text (value, text);
          break;
        }
    }
}
