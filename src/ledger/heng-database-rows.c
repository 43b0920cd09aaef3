// SPDX-License-Identifier: GPL-3.0-or-later
/* Rows of the program as a table that statements can select from: one INSERT … SELECT writes thousands of rows in half the time that as many
 * INSERTs take, most of which goes into beginning and ending them. */
#include "heng-database-private.h"

#include "heng-error.h"

/* From so many rows on, doing without the guards gains more than preparing statements anew costs. */
#define MANY_ROWS 1024

/* More columns than any table of ours has. */
#define TABLE "CREATE TABLE x (c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12)"

typedef struct
{
  sqlite3_vtab  base;
  HengDatabase *database;
} Table;

typedef struct
{
  sqlite3_vtab_cursor base;
  guint               row;
} Cursor;

static int
connect_cb (sqlite3            *handle,
            void               *data,
            int                 argc,
            const char *const  *argv,
            sqlite3_vtab      **made,
            char              **words)
{
  int code = sqlite3_declare_vtab (handle, TABLE);
  Table *self;

  if (code != SQLITE_OK)
    return code;

  self = g_new0 (Table, 1);
  self->database = data;
  *made = &self->base;
  return SQLITE_OK;
}

static int
disconnect_cb (sqlite3_vtab *table)
{
  g_free (table);
  return SQLITE_OK;
}

static int
best_index_cb (sqlite3_vtab       *table,
               sqlite3_index_info *info)
{
  info->estimatedCost = 1;
  return SQLITE_OK;
}

static int
open_cb (sqlite3_vtab         *table,
         sqlite3_vtab_cursor **cursor)
{
  Cursor *self = g_new0 (Cursor, 1);

  *cursor = &self->base;
  return SQLITE_OK;
}

static int
close_cb (sqlite3_vtab_cursor *cursor)
{
  g_free (cursor);
  return SQLITE_OK;
}

static int
filter_cb (sqlite3_vtab_cursor *cursor,
           int                  number,
           const char          *text,
           int                  argc,
           sqlite3_value      **argv)
{
  ((Cursor *) cursor)->row = 0;
  return SQLITE_OK;
}

static int
next_cb (sqlite3_vtab_cursor *cursor)
{
  ((Cursor *) cursor)->row++;
  return SQLITE_OK;
}

static int
eof_cb (sqlite3_vtab_cursor *cursor)
{
  return ((Cursor *) cursor)->row >= ((Table *) cursor->pVtab)->database->n_rows;
}

static int
column_cb (sqlite3_vtab_cursor *cursor,
           sqlite3_context     *context,
           int                  column)
{
  HengDatabase *database = ((Table *) cursor->pVtab)->database;
  HengCell cell = { HENG_CELL_NULL };

  database->get_cell (((Cursor *) cursor)->row, column, &cell, database->rows_data);
  switch (cell.kind)
    {
    case HENG_CELL_NUMBER:
      sqlite3_result_int64 (context, cell.number);
      break;
    case HENG_CELL_TEXT:
      sqlite3_result_text (context, cell.text, -1, SQLITE_STATIC);
      break;
    case HENG_CELL_NULL:
    default:
      sqlite3_result_null (context);
      break;
    }
  return SQLITE_OK;
}

static int
rowid_cb (sqlite3_vtab_cursor *cursor,
          sqlite3_int64       *rowid)
{
  *rowid = ((Cursor *) cursor)->row;
  return SQLITE_OK;
}

/* Without xCreate it is there under its name, and nobody can make another. */
static const sqlite3_module module = {
  .xConnect = connect_cb, .xBestIndex = best_index_cb, .xDisconnect = disconnect_cb, .xOpen = open_cb, .xClose = close_cb,
  .xFilter = filter_cb, .xNext = next_cb, .xEof = eof_cb, .xColumn = column_cb, .xRowid = rowid_cb,
};

/* Guards of a table that ask before each row whether it would replace another one take as long as inserting it, and what they are asked makes
 * SQLite keep all rows in a table of its own first. They are there for statements of other programs: one of ours that inserts without
 * replacing fails of itself where a number is taken. Looking up whom each row names takes as long again. Whoever writes has just found or made
 * them, and rows are read back with the names that they stand for before they become a fact: one without is refused.
 * Changing this makes SQLite prepare all statements anew. */
static void
set_guards (HengDatabase *self,
            gboolean      on)
{
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, on, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_ENABLE_FKEY, on, NULL);
}

gboolean
heng_database_insert (HengDatabase  *self,
                      const char    *sql,
                      guint          n_rows,
                      HengCellFunc   get_cell,
                      gpointer       data,
                      GError       **error)
{
  gboolean unguarded = n_rows >= MANY_ROWS && !g_str_has_prefix (sql, "INSERT OR REPLACE ");
  g_autoptr (HengQuery) query = NULL;
  gboolean done;

  if (!self->has_rows)
    {
      int code = sqlite3_create_module (self->handle, "heng_rows", &module, self);

      if (code != SQLITE_OK)
        {
          heng_database_set_error (self, code, error);
          return FALSE;
        }
      self->has_rows = TRUE;
    }
  if (unguarded)
    set_guards (self, FALSE);
  if ((query = heng_query_prepare (self, sql, error)) == NULL)
    {
      set_guards (self, TRUE);
      return FALSE;
    }

  self->n_rows = n_rows;
  self->get_cell = get_cell;
  self->rows_data = data;
  done = heng_query_run (query, error);
  self->n_rows = 0;
  if (unguarded)
    set_guards (self, TRUE);
  return done;
}
