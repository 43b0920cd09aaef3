// SPDX-License-Identifier: GPL-3.0-or-later
/* Everything that looks like a row of a book, collected from a file's pages. */
#include "heng-rescue-private.h"

#include "heng-book-schema.h"
#include "heng-error.h"
#include "heng-page-file.h"

#include <stdio.h>
#include <string.h>

/* Columns: '-' the row's number, NULL in the row; 'i' a number, 't' a text; capital letters: or NULL. */
static const struct
{
  const char *name;
  const char *shape;
  const char *ddl;
} tables[] = {
  { "fact", "-titTTiitt", "fact (number INTEGER PRIMARY KEY, kind, recorded_ms, recorded_by, source_name, source_digest, first_row, n_rows, "
                          "rows_digest, hash)" },
  { "head", "-it", "head (id INTEGER PRIMARY KEY, count, hash)" },
  { "event", "-ttt", "event (id INTEGER PRIMARY KEY, kind, subject, data)" },
  { "region_version", "-tttTTTTTTT", "region_version (id INTEGER PRIMARY KEY, code, name_zh, name_en, parent, plate, grain_role, energy_role, "
                                     "longitude, latitude, capital)" },
  { "agreement_version", "-ttTTiiitt", "agreement_version (id INTEGER PRIMARY KEY, code, document, title_zh, title_en, mechanism, from_day, to_day, "
                                       "parties, search)" },
  { "series", "-tt", "series (id INTEGER PRIMARY KEY, agreement, indicator)" },
  { "source", "-t", "source (id INTEGER PRIMARY KEY, name)" },
  { "observation", "-iiiiTTT", "observation (id INTEGER PRIMARY KEY, series, period_kind, period_index, source, value, method, document)" },
  { "commodity", "-t", "commodity (id INTEGER PRIMARY KEY, name)" },
  { "party", "-ttti", "party (id INTEGER PRIMARY KEY, agreement, name, region, role)" },
  { "entry", "-itIIiiIiTT", "entry (id INTEGER PRIMARY KEY, kind, agreement, period_kind, period_index, date, booked, reverses, known, memo, document)" },
  { "line", "iiiiiii", "line (entry, sequence, kind, payer, receiver, commodity, amount, PRIMARY KEY (entry, sequence)) WITHOUT ROWID" },
};

/* How many rows are written between two looks at whether the work shall end. */
#define ROWS_BETWEEN 4096

#define N_TABLES G_N_ELEMENTS (tables)
#define LINE_TABLE (N_TABLES - 1)

typedef struct
{
  HengPageFile *file;
  HengBook     *book; /* whom progress is told by */
  guint64       n_rows;
  HengDatabase *database;
  HengQuery    *inserts[N_TABLES];
  guint         roots[N_TABLES]; /* 0 where not known */
  guint         table;           /* that is read */
  gint64        line_entry;      /* the line read before */
  gint64        line_sequence;
  GError       *error;
} Stage;

static gboolean
has_shape (const char     *shape,
           const HengCell *cells,
           guint           n_cells)
{
  if (strlen (shape) != n_cells)
    return FALSE;

  for (guint i = 0; i < n_cells; i++)
    {
      char want = g_ascii_tolower (shape[i]);

      if (cells[i].kind == HENG_CELL_NULL ? shape[i] == want && want != '-'
                                          : want != (cells[i].kind == HENG_CELL_NUMBER ? 'i' : 't'))
        return FALSE;
    }
  return TRUE;
}

static void
insert_row (Stage          *self,
            guint           table,
            gint64          id,
            const HengCell *cells,
            guint           n_cells)
{
  HengQuery *insert = self->inserts[table];

  if (self->error != NULL || (tables[table].shape[0] == '-' && id < 1))
    return;

  for (guint i = 0; i < n_cells; i++)
    if (tables[table].shape[i] == '-')
      heng_query_bind_int64_at (insert, (int) i + 1, id);
    else if (cells[i].kind == HENG_CELL_NUMBER)
      heng_query_bind_int64_at (insert, (int) i + 1, cells[i].number);
    else
      heng_query_bind_text_at (insert, (int) i + 1, cells[i].kind == HENG_CELL_TEXT ? cells[i].text : NULL);
  heng_query_run (insert, &self->error);
  heng_query_reset (insert);
  if (++self->n_rows % ROWS_BETWEEN == 0 && self->error == NULL)
    heng_book_report_progress (self->book, heng_page_file_get_n_read (self->file), heng_page_file_get_n_pages (self->file), &self->error);
}

/* ---- where tables begin ---- */

static void
schema_row_cb (gint64          id,
               const HengCell *cells,
               guint           n_cells,
               gpointer        data)
{
  Stage *self = data;

  /* kind, name, table, first page, statement */
  if (has_shape ("tttiT", cells, n_cells) && strcmp (cells[0].text, "table") == 0)
    for (guint i = 0; i < N_TABLES; i++)
      if (strcmp (cells[1].text, tables[i].name) == 0 && cells[3].number > 1 && cells[3].number <= G_MAXINT32)
        self->roots[i] = (guint) cells[3].number;
}

/* A book that was made in one go has its tables where an empty one has them. */
static gboolean
guess_roots (Stage    *self,
             gint64    format,
             GError  **error)
{
  g_autoptr (HengDatabase) blank = heng_book_schema_make_blank (format, error);
  g_autoptr (HengQuery) query = NULL;

  if (blank == NULL ||
      (query = heng_query_prepare (blank, "SELECT name, rootpage FROM sqlite_schema WHERE type = 'table'", error)) == NULL)
    return FALSE;
  while (heng_query_step (query, NULL))
    for (guint i = 0; i < N_TABLES; i++)
      if (strcmp (heng_query_get_name (query, 0), tables[i].name) == 0)
        self->roots[i] = (guint) heng_query_get_int64 (query, 1);
  return TRUE;
}

/* Whether the first rows of the tables have their shapes. */
static void
probe_cb (gint64          id,
          const HengCell *cells,
          guint           n_cells,
          gpointer        data)
{
  guint *counts = data;

  counts[has_shape (tables[counts[2]].shape, cells, n_cells) ? 0 : 1]++;
}

static gboolean
find_roots (Stage       *self,
            const char  *path,
            GError     **error)
{
  guint n_best = 0, n_found = 0;
  gint64 best = 0;

  heng_page_file_walk (self->file, 1, schema_row_cb, self);
  for (guint i = 0; i < N_TABLES; i++)
    n_found += self->roots[i] != 0;
  if (n_found == N_TABLES)
    return TRUE;

  for (gint64 format = 1; format <= HENG_BOOK_VERSION; format++)
    {
      g_autoptr (HengPageFile) probe = heng_page_file_open (path, error);
      Stage guess = { 0 };
      guint n_right = 0;

      if (probe == NULL || !guess_roots (&guess, format, error))
        return FALSE;
      for (guint i = 0; i < N_TABLES; i++)
        {
          guint counts[] = { 0, 0, i };

          heng_page_file_walk (probe, guess.roots[i], probe_cb, counts);
          n_right += counts[0] > 0 && counts[1] == 0;
        }
      if (n_right > n_best)
        {
          n_best = n_right;
          best = format;
        }
    }
  if (best != 0)
    {
      Stage guess = { 0 };

      if (!guess_roots (&guess, best, error))
        return FALSE;
      for (guint i = 0; i < N_TABLES; i++)
        if (self->roots[i] == 0)
          self->roots[i] = guess.roots[i];
    }
  return TRUE;
}

/* ---- reading ---- */

static void
table_row_cb (gint64          id,
              const HengCell *cells,
              guint           n_cells,
              gpointer        data)
{
  Stage *self = data;

  if (has_shape (tables[self->table].shape, cells, n_cells))
    insert_row (self, self->table, id, cells, n_cells);
}

/* Indexes of seven numbers look like lines; lines are numbered within entries that follow each other. */
static gboolean
follows (Stage          *self,
         const HengCell *cells)
{
  gint64 entry = cells[0].number, sequence = cells[1].number;
  gboolean right = self->line_entry == 0 || (entry == self->line_entry ? sequence == self->line_sequence + 1
                                                                       : entry == self->line_entry + 1 && sequence <= 1);

  self->line_entry = entry;
  self->line_sequence = sequence;
  return right && entry > 0 && sequence >= 0;
}

/* Of pages that no tree leads to only the shape tells what they are of. One column of texts is taken for sources: those are many. */
static void
any_row_cb (gint64          id,
            const HengCell *cells,
            guint           n_cells,
            gpointer        data)
{
  Stage *self = data;

  for (guint i = 0; i < N_TABLES; i++)
    if (has_shape (tables[i].shape, cells, n_cells))
      {
        if (i != LINE_TABLE || follows (self, cells))
          insert_row (self, i, id, cells, n_cells);
        return;
      }
}

static gboolean
read_rows (Stage       *self,
           const char  *path,
           GError     **error)
{
  if (!find_roots (self, path, error))
    return FALSE;

  for (guint i = 0; i < N_TABLES; i++)
    {
      g_autofree char *marks = g_strnfill (2 * strlen (tables[i].shape) - 1, ',');
      g_autofree char *sql = NULL;

      for (gsize j = 0; j < strlen (tables[i].shape); j++)
        marks[2 * j] = '?';
      sql = g_strdup_printf ("INSERT OR IGNORE INTO %s VALUES (%s)", tables[i].name, marks);
      if ((self->inserts[i] = heng_query_prepare (self->database, sql, error)) == NULL)
        return FALSE;
    }
  for (guint i = 0; i < N_TABLES; i++)
    {
      self->table = i;
      heng_page_file_walk (self->file, self->roots[i], table_row_cb, self);
    }
  heng_page_file_walk_rest (self->file, any_row_cb, self);
  if (self->error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&self->error));
  return FALSE;
}

static gboolean
create_tables (HengDatabase  *database,
               GError       **error)
{
  for (guint i = 0; i < N_TABLES; i++)
    {
      g_autofree char *sql = g_strconcat ("CREATE TABLE ", tables[i].ddl, NULL);

      if (!heng_database_execute (database, sql, error))
        return FALSE;
    }
  return TRUE;
}

/* The format that the file's own header states, 0 where there is none. */
static gint64
read_format (const char *path)
{
  guint8 header[64];
  FILE *file = fopen (path, "rb");
  gsize n_read = file != NULL ? fread (header, 1, sizeof header, file) : 0;

  if (file != NULL)
    fclose (file);
  if (n_read != sizeof header || memcmp (header, "SQLite format 3", 16) != 0 || header[60] != 0 || header[61] != 0 || header[62] != 0 ||
      header[63] > HENG_BOOK_VERSION)
    return 0;

  return header[63];
}

HengBook *
heng_rescue_stage (const char        *path,
                   const char        *staged,
                   HengRescue        *report,
                   HengProgressFunc   progress,
                   gpointer           progress_data,
                   GCancellable      *cancellable,
                   GError           **error)
{
  g_autoptr (HengPageFile) file = heng_page_file_open (path, error);
  HengDatabase *database = file != NULL ? heng_database_open (staged, HENG_DATABASE_CREATE, error) : NULL;
  Stage stage = { .file = file, .database = database };
  HengBook *book;
  gboolean done;

  if (database == NULL)
    return NULL;

  report->old_format = read_format (path);
  report->n_pages = heng_page_file_get_n_pages (file);
  report->n_empty_pages = heng_page_file_count_empty (file);
  book = heng_book_wrap (database, "", heng_clock_system, NULL);
  book->version = 1; /* that keeps no sums */
  heng_book_set_progress (book, progress, progress_data, cancellable);
  stage.book = book;
  /* It is thrown away after use, so it need not stand a power loss. */
  done = heng_database_execute (database, "PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY; BEGIN", error) &&
         create_tables (database, error) && read_rows (&stage, path, error) && heng_database_execute (database, "COMMIT", error);
  for (guint i = 0; i < N_TABLES; i++)
    heng_query_finish (stage.inserts[i]);
  heng_book_set_progress (book, NULL, NULL, NULL);
  if (done)
    return book;

  g_clear_error (&stage.error);
  heng_book_free (book);
  return NULL;
}
