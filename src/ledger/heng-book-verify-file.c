// SPDX-License-Identifier: GPL-3.0-or-later
/* The structure of the file: its pages, its indexes, that what is named is there.
 *
 * SQLite's whole check looks each row of a table up in each of its indexes, which takes seconds for a million entries. For entries
 * the rows of the index and of the table are added up instead, each as sixty-four bits that depend on all of it, and an index is checked to
 * be in order: both have the same rows then. Whom and what lines name is read with them, where facts are checked. */
#include "heng-book-verify-file.h"

#include "heng-book-kept.h"
#include "heng-error.h"

#include <string.h>

/* How long is waited before it is asked again whether the work shall end. */
#define WAIT_US 50000

struct _HengFileCheck
{
  HengBook     *book;   /* of who waits */
  char         *path;
  gint64        version;
  gboolean      is_bare;
  GThread      *thread; /* (nullable): once it was waited for */
  GMutex        lock;
  GCond         ended;
  HengDatabase *database; /* (nullable): while the thread works */
  gboolean      stopped;
  gboolean      has_ended;
  GPtrArray    *found;
  GError       *error;
};

/* The indexes of entries in format 3: the column that each is of, and its rows in its order. Numbers of entries are unique; what is
 * before them may be a text. */
static const struct
{
  const char *name;
  const char *sql;
  gboolean    partial; /* without the rows where the column is NULL */
} indexes[] = {
  { "entry_agreement", "SELECT heng_take (agreement, id) FROM entry INDEXED BY entry_agreement", FALSE },
  { "entry_date", "SELECT heng_take (date, id) FROM entry INDEXED BY entry_date", FALSE },
  { "entry_reverses", "SELECT heng_take (reverses, id) FROM entry INDEXED BY entry_reverses WHERE reverses IS NOT NULL", TRUE },
};

/* The same columns in the same order, and the number. */
static const char table_sql[] = "SELECT heng_take (agreement, date, reverses, id) FROM entry NOT INDEXED";

static const char *const large_tables[] = { "entry", "line", NULL };

static gboolean
run_check (HengFileCheck  *self,
           const char     *sql,
           int             column,
           GError        **error)
{
  g_autoptr (HengQuery) query = heng_query_prepare (self->database, sql, error);

  if (query == NULL)
    return FALSE;
  while (heng_query_next (query))
    if (strcmp (heng_query_get_name (query, column), "ok") != 0)
      g_ptr_array_add (self->found, g_strdup (heng_query_get_name (query, column)));
  return heng_query_done (query, error);
}

/* ---- indexes ---- */

typedef struct
{
  gint64   n_rows;
  guint64  sum;
  gboolean in_order;

  /* The row before, of an index. */
  gint64   number;
  gint64   value;
  GString *text;
} Rows;

static guint64
mix_value (const HengRow *row,
           int            column,
           gboolean       is_text)
{
  return is_text ? heng_kept_mix_text (1, heng_row_get_name (row, column)) : heng_kept_mix ((guint64) heng_row_get_int64 (row, column));
}

static void
add_row (Rows    *rows,
         guint64  value,
         gint64   number)
{
  rows->sum += heng_kept_mix (value ^ (guint64) number);
  rows->n_rows++;
}

/* By the first column, then by the two numbers. */
static int
compare_with_before (Rows          *rows,
                     const HengRow *row,
                     gboolean       is_text)
{
  gint64 value = heng_row_get_int64 (row, 0), number = heng_row_get_int64 (row, 1);
  int order = 0;

  if (is_text)
    {
      const char *text = heng_row_get_name (row, 0);

      order = strcmp (text, rows->text->str);
      if (order != 0)
        g_string_assign (rows->text, text);
    }
  else
    order = (value > rows->value) - (value < rows->value);
  if (order == 0)
    order = (number > rows->number) - (number < rows->number);
  rows->value = value;
  rows->number = number;
  return order;
}

static void
take_index_row (const HengRow *row,
                gpointer       data)
{
  Rows *rows = data;
  gboolean is_text = heng_row_is_text (row, 0);

  rows->in_order = (compare_with_before (rows, row, is_text) > 0 || rows->n_rows == 0) && rows->in_order;
  add_row (rows, mix_value (row, 0, is_text), rows->number);
}

static gboolean
add_index (HengFileCheck  *self,
           const char     *sql,
           Rows           *rows,
           GError        **error)
{
  g_autoptr (HengQuery) query = heng_query_prepare (self->database, sql, error);
  g_autoptr (GString) text = g_string_new (NULL);

  *rows = (Rows) { .in_order = TRUE, .text = text };
  return query != NULL && heng_query_each (query, take_index_row, rows, error);
}

static void
take_table_row (const HengRow *row,
                gpointer       data)
{
  Rows *rows = data;
  gint64 number = heng_row_get_int64 (row, G_N_ELEMENTS (indexes));

  for (int i = 0; i < (int) G_N_ELEMENTS (indexes); i++)
    if (!indexes[i].partial || !heng_row_is_null (row, i))
      add_row (&rows[i], mix_value (row, i, heng_row_is_text (row, i)), number);
}

/* Reads the table once for all of its indexes. */
static gboolean
add_table (HengFileCheck  *self,
           Rows            rows[G_N_ELEMENTS (indexes)],
           GError        **error)
{
  g_autoptr (HengQuery) query = heng_query_prepare (self->database, table_sql, error);

  return query != NULL && heng_query_each (query, take_table_row, rows, error);
}

static gboolean
check_indexes (HengFileCheck  *self,
               GError        **error)
{
  Rows table[G_N_ELEMENTS (indexes)] = { 0 };

  if (!add_table (self, table, error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (indexes); i++)
    {
      Rows index;

      if (!add_index (self, indexes[i].sql, &index, error))
        return FALSE;
      if (!index.in_order || index.n_rows != table[i].n_rows || index.sum != table[i].sum)
        g_ptr_array_add (self->found, g_strdup (indexes[i].name));
    }

  return TRUE;
}

/* ---- */

static gboolean
check_tables (HengFileCheck  *self,
              GError        **error)
{
  g_autoptr (HengQuery) tables = heng_query_prepare (self->database, "SELECT name FROM sqlite_schema WHERE type = 'table'", error);
  g_autoptr (GError) local_error = NULL;

  if (tables == NULL)
    return FALSE;
  while (heng_query_step (tables, &local_error))
    {
      const char *name = heng_query_get_name (tables, 0);
      g_autofree char *whole = g_strdup_printf ("PRAGMA integrity_check ('%s')", name);
      g_autofree char *references = g_strdup_printf ("PRAGMA foreign_key_check ('%s')", name);

      if (!g_strv_contains (large_tables, name) && (!run_check (self, whole, 0, &local_error) || !run_check (self, references, 0, &local_error)))
        break;
    }
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
check (HengFileCheck  *self,
       GError        **error)
{
  if (self->version < HENG_BOOK_KEPT_VERSION)
    return run_check (self, "PRAGMA integrity_check (20)", 0, error) && run_check (self, "PRAGMA foreign_key_check", 0, error);

  return run_check (self, "PRAGMA quick_check (20)", 0, error) && (self->found->len > 0 || check_indexes (self, error)) &&
         check_tables (self, error);
}

static gpointer
check_in_thread (gpointer data)
{
  HengFileCheck *self = data;
  HengDatabase *database = heng_database_open (self->path, self->is_bare ? HENG_DATABASE_WITHOUT_LOG : HENG_DATABASE_READ_ONLY, &self->error);
  gboolean stopped;

  g_mutex_lock (&self->lock);
  self->database = database;
  stopped = self->stopped;
  g_mutex_unlock (&self->lock);
  /* Index and table are of one state, whatever others write meanwhile. */
  if (database != NULL && !stopped && heng_database_begin_reading (database, &self->error))
    {
      check (self, &self->error);
      heng_database_end_reading (database);
    }

  g_mutex_lock (&self->lock);
  self->database = NULL;
  self->has_ended = TRUE;
  g_cond_signal (&self->ended);
  g_mutex_unlock (&self->lock);
  heng_database_free (database);
  return NULL;
}

HengFileCheck *
heng_file_check_new (HengBook *book)
{
  HengFileCheck *self = g_new0 (HengFileCheck, 1);

  self->book = book;
  self->path = g_strdup (heng_book_get_path (book));
  self->version = book->version;
  self->is_bare = heng_database_is_bare (book->database);
  self->found = g_ptr_array_new_with_free_func (g_free);
  g_mutex_init (&self->lock);
  g_cond_init (&self->ended);
  self->thread = g_thread_new ("file-check", check_in_thread, self);
  return self;
}

void
heng_file_check_free (HengFileCheck *self)
{
  if (self == NULL)
    return;

  if (self->thread != NULL)
    {
      g_mutex_lock (&self->lock);
      self->stopped = TRUE;
      if (self->database != NULL)
        heng_database_interrupt (self->database);
      g_mutex_unlock (&self->lock);
      g_thread_join (self->thread);
    }
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->ended);
  g_clear_error (&self->error);
  g_ptr_array_unref (self->found);
  g_free (self->path);
  g_free (self);
}

/* Whoever does not want to wait any more need not: the thread is stopped when all is freed. */
static gboolean
wait_for_end (HengFileCheck  *self,
              GError        **error)
{
  GCancellable *cancellable = self->book->cancellable;
  gboolean cancelled = FALSE;

  g_mutex_lock (&self->lock);
  while (!self->has_ended && !cancelled)
    {
      g_cond_wait_until (&self->ended, &self->lock, g_get_monotonic_time () + WAIT_US);
      cancelled = cancellable != NULL && g_cancellable_is_cancelled (cancellable);
    }
  g_mutex_unlock (&self->lock);
  if (!cancelled)
    return TRUE;

  heng_error_set (error, HENG_ERROR_CANCELLED, NULL);
  return FALSE;
}

GPtrArray *
heng_file_check_finish (HengFileCheck  *self,
                        GError        **error)
{
  if (!wait_for_end (self, error))
    return NULL;
  g_thread_join (g_steal_pointer (&self->thread));
  if (self->error == NULL)
    return self->found;

  g_propagate_error (error, g_steal_pointer (&self->error));
  return NULL;
}
