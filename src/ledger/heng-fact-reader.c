// SPDX-License-Identifier: GPL-3.0-or-later
/* The canonical texts of the rows of facts, read back from the file.
 *
 * A row's text is a JSON array of what it states. Names stand there instead of the short numbers that the file has for them; rows are
 * read one after the other along their table, and each name is looked up once. */
#include "heng-book-kept.h"

#include "heng-digest.h"
#include "heng-error.h"

/* Hashing takes large pieces better than many small ones. */
#define PIECE_BYTES 65536
/* How many rows are read between two looks at whether the work shall end. */
#define ROWS_BETWEEN 8192

typedef enum
{
  NAMES_SERIES,
  NAMES_SOURCE,
  NAMES_PARTY,
  NAMES_COMMODITY,
  N_NAMES
} Names;

static const struct
{
  const char *sql;
  int         n_columns;
} names[] = {
  [NAMES_SERIES] = { "SELECT agreement, indicator FROM series WHERE id = :id", 2 },
  [NAMES_SOURCE] = { "SELECT name FROM source WHERE id = :id", 1 },
  [NAMES_PARTY] = { "SELECT name, region, role FROM party WHERE id = :id", 3 },
  [NAMES_COMMODITY] = { "SELECT name FROM commodity WHERE id = :id", 1 },
};

#define BETWEEN "id >= :first AND id < :end ORDER BY id"

/* The row's own number first; of observations then the series and the source. */
static const struct
{
  const char *sql;
  int         n_columns;
} rows[] = {
  [HENG_FACT_AGREEMENT] = { "SELECT id, code, document FROM agreement_version WHERE " BETWEEN, 2 },
  [HENG_FACT_REGION] = { "SELECT id, code, name_zh, name_en, parent, plate, grain_role, energy_role, longitude, latitude, capital "
                         "FROM region_version WHERE " BETWEEN, 10 },
  [HENG_FACT_OBSERVATION] = { "SELECT id, series, source, period_kind, period_index, value, method, document FROM observation WHERE "
                              BETWEEN, 0 },
  [HENG_FACT_ENTRY] = { "SELECT id, kind, agreement, period_kind, period_index, date, booked, reverses, known, memo, document "
                        "FROM entry WHERE " BETWEEN, 10 },
  [HENG_FACT_EVENT] = { "SELECT id, kind, subject, data FROM event WHERE " BETWEEN, 3 },
};

static const char lines_sql[] =
  "SELECT entry, payer, receiver, commodity, sequence, kind, amount FROM line WHERE entry >= :first AND entry < :end "
  "ORDER BY entry, sequence";

struct _HengFactReader
{
  HengBook    *book;
  HengFactKind kind;
  HengQuery   *rows;
  HengQuery   *lines;          /* (nullable): of entries */
  gboolean     has_line;       /* @lines stands at one that is still to be read */
  HengQuery   *names[N_NAMES]; /* (nullable) */
  GHashTable  *texts[N_NAMES]; /* id → how it stands in canonical texts */
  HengKeptSums *sums;          /* (nullable) (transfer none) */
  gint64       n_lines;
  gboolean     has_foreign;    /* a line of parties of another agreement */
};

static gboolean
prepare_names (HengFactReader  *self,
               Names            which,
               GError         **error)
{
  self->names[which] = heng_query_prepare (self->book->database, names[which].sql, error);
  self->texts[which] = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  return self->names[which] != NULL;
}

HengFactReader *
heng_fact_reader_new (HengBook      *book,
                      HengFactKind   kind,
                      GError       **error)
{
  g_autoptr (HengFactReader) self = g_new0 (HengFactReader, 1);

  self->book = book;
  self->kind = kind;
  self->rows = heng_query_prepare (book->database, rows[kind].sql, error);
  if (self->rows == NULL ||
      (kind == HENG_FACT_OBSERVATION && (!prepare_names (self, NAMES_SERIES, error) || !prepare_names (self, NAMES_SOURCE, error))))
    return NULL;
  if (kind == HENG_FACT_ENTRY &&
      ((self->lines = heng_query_prepare (book->database, lines_sql, error)) == NULL ||
       !prepare_names (self, NAMES_PARTY, error) || !prepare_names (self, NAMES_COMMODITY, error)))
    return NULL;

  return g_steal_pointer (&self);
}

void
heng_fact_reader_free (HengFactReader *self)
{
  if (self == NULL)
    return;

  heng_query_finish (self->rows);
  heng_query_finish (self->lines);
  for (guint i = 0; i < N_NAMES; i++)
    {
      heng_query_finish (self->names[i]);
      g_clear_pointer (&self->texts[i], g_hash_table_unref);
    }
  g_free (self);
}

/* %FALSE where the file has no such name, or cannot be read. */
static gboolean
append_name (HengFactReader  *self,
             Names            which,
             gint64           id,
             GString         *text,
             GError         **error)
{
  const char *known = g_hash_table_lookup (self->texts[which], GSIZE_TO_POINTER (id));
  HengQuery *query = self->names[which];

  if (known == NULL)
    {
      heng_query_bind_int64 (query, ":id", id);
      if (heng_query_step (query, error))
        {
          GString *made = g_string_new (NULL);

          heng_query_append_columns (query, 0, names[which].n_columns, made);
          known = g_string_free (made, FALSE);
          g_hash_table_insert (self->texts[which], GSIZE_TO_POINTER (id), (gpointer) known);
        }
      heng_query_reset (query);
    }
  if (known == NULL)
    return FALSE;

  g_string_append (text, known);
  return TRUE;
}

static gboolean
append_observation (HengFactReader  *self,
                    GString         *text,
                    GError         **error)
{
  g_string_append_c (text, '[');
  if (!append_name (self, NAMES_SERIES, heng_query_get_int64 (self->rows, 1), text, error))
    return FALSE;
  g_string_append_c (text, ',');
  heng_query_append_columns (self->rows, 3, 2, text);
  g_string_append_c (text, ',');
  if (!append_name (self, NAMES_SOURCE, heng_query_get_int64 (self->rows, 2), text, error))
    return FALSE;
  g_string_append_c (text, ',');
  heng_query_append_columns (self->rows, 5, 3, text);
  g_string_append_c (text, ']');
  return TRUE;
}

static gboolean
append_line (HengFactReader  *self,
             GString         *text,
             GError         **error)
{
  g_string_append_c (text, '[');
  heng_query_append_columns (self->lines, 4, 2, text);
  g_string_append_c (text, ',');
  if (!append_name (self, NAMES_PARTY, heng_query_get_int64 (self->lines, 1), text, error))
    return FALSE;
  g_string_append_c (text, ',');
  if (!append_name (self, NAMES_PARTY, heng_query_get_int64 (self->lines, 2), text, error))
    return FALSE;
  g_string_append_c (text, ',');
  if (!append_name (self, NAMES_COMMODITY, heng_query_get_int64 (self->lines, 3), text, error))
    return FALSE;
  g_string_append_c (text, ',');
  heng_query_append_columns (self->lines, 6, 1, text);
  g_string_append_c (text, ']');
  return TRUE;
}

static gboolean
add_to_sums (HengFactReader  *self,
             gint64           row,
             GError         **error)
{
  HengPeriod period = { (HengPeriodKind) heng_query_get_int64 (self->rows, 3), (gint32) heng_query_get_int64 (self->rows, 4) };
  gint64 payer = heng_query_get_int64 (self->lines, 1), receiver = heng_query_get_int64 (self->lines, 2);

  if (!heng_kept_sums_add (self->sums, row, (HengDay) heng_query_get_int64 (self->rows, 5),
                           heng_kept_period_code (!heng_query_is_null (self->rows, 3), period),
                           (HengLineKind) heng_query_get_int64 (self->lines, 5), payer, receiver,
                           heng_query_get_int64 (self->lines, 3), heng_query_get_int64 (self->lines, 6), error))
    return FALSE;

  self->has_foreign = self->has_foreign || !heng_kept_sums_are_of (self->sums, heng_query_get_name (self->rows, 2), payer, receiver);
  return TRUE;
}

/* The lines of entry @row; those of entries come in the entries' order. */
static gboolean
append_lines (HengFactReader  *self,
              gint64           row,
              GString         *text,
              GError         **error)
{
  g_autoptr (GError) local_error = NULL;

  while (self->has_line && heng_query_get_int64 (self->lines, 0) <= row)
    {
      /* A line that names what is not there is passed over, as it would be where names are joined; so the digest is another. */
      gsize before = text->len;

      if (heng_query_get_int64 (self->lines, 0) == row)
        {
          if (!append_line (self, text, &local_error))
            g_string_truncate (text, before);
          else if (self->sums != NULL && !add_to_sums (self, row, &local_error))
            break;
        }
      self->n_lines++;
      self->has_line = local_error == NULL && heng_query_step (self->lines, &local_error);
    }
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* %FALSE where row @row is not there, or cannot be read. */
static gboolean
append_row (HengFactReader  *self,
            gint64           row,
            GString         *text,
            GError         **error)
{
  if (!heng_query_step (self->rows, error) || heng_query_get_int64 (self->rows, 0) != row)
    return FALSE;
  if (self->kind == HENG_FACT_OBSERVATION)
    return append_observation (self, text, error);

  g_string_append_c (text, '[');
  heng_query_append_columns (self->rows, 1, rows[self->kind].n_columns, text);
  g_string_append_c (text, ']');
  return self->lines == NULL || append_lines (self, row, text, error);
}

void
heng_fact_reader_set_sums (HengFactReader *self,
                           HengKeptSums   *sums)
{
  self->sums = sums;
}

gint64
heng_fact_reader_get_n_lines (HengFactReader *self)
{
  return self->n_lines;
}

gboolean
heng_fact_reader_take_foreign (HengFactReader *self)
{
  gboolean has_foreign = self->has_foreign;

  self->has_foreign = FALSE;
  return has_foreign;
}

static gboolean
read_rows (HengFactReader  *self,
           gint64           first_row,
           gint64           n_rows,
           HengDigest      *digest,
           GError         **error)
{
  g_autoptr (GString) text = g_string_sized_new (PIECE_BYTES + 4096);

  if (self->lines != NULL)
    {
      heng_query_bind_int64 (self->lines, ":first", first_row);
      heng_query_bind_int64 (self->lines, ":end", first_row + n_rows);
      self->has_line = heng_query_step (self->lines, error);
    }
  heng_query_bind_int64 (self->rows, ":first", first_row);
  heng_query_bind_int64 (self->rows, ":end", first_row + n_rows);

  for (gint64 row = first_row; row < first_row + n_rows && *error == NULL; row++)
    {
      if (!append_row (self, row, text, error))
        {
          g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, row);

          if (*error == NULL)
            heng_error_set (error, HENG_ERROR_BOOK_DAMAGED, number, NULL);
          return FALSE;
        }
      g_string_append_c (text, '\n');
      if (text->len >= PIECE_BYTES)
        {
          heng_digest_update (digest, text->str, text->len);
          g_string_truncate (text, 0);
        }
      if ((row - first_row) % ROWS_BETWEEN == ROWS_BETWEEN - 1 &&
          !heng_book_report_progress (self->book, (guint64) (row - first_row), (guint64) n_rows, error))
        return FALSE;
    }

  heng_digest_update (digest, text->str, text->len);
  return *error == NULL;
}

char *
heng_fact_reader_get_digest (HengFactReader  *self,
                             gint64           first_row,
                             gint64           n_rows,
                             GError         **error)
{
  g_autoptr (HengDigest) digest = heng_digest_new ();
  g_autoptr (GError) local_error = NULL;
  gboolean done = read_rows (self, first_row, n_rows, digest, &local_error);

  heng_query_reset (self->rows);
  if (self->lines != NULL)
    heng_query_reset (self->lines);
  if (done)
    return heng_digest_finish (digest);

  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}
