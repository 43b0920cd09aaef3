// SPDX-License-Identifier: GPL-3.0-or-later
/* The canonical texts of the rows of facts, read back from the file.
 *
 * A row's text is a JSON array of what it states. Names stand there instead of the short numbers that the file has for them, and each is
 * looked up once. Some thousand rows are read at a time along their table; of entries then the lines of these. */
#include "heng-book-kept.h"

#include "heng-digest.h"
#include "heng-error.h"
#include "heng-fact-names.h"

#include <string.h>

/* Hashing takes large pieces better than many small ones, and a thread hashes one while the next is made. */
#define PIECE_BYTES 65536
/* How many rows are read between two looks at whether the work shall end; few enough to stay in the processor's own memory. */
#define CHUNK_ROWS 2048

#define BETWEEN "id >= ?1 AND id < ?2"

/* The row's own number first; of observations then the series and the source. Rows come in the order of these numbers, which are their tables'
 * own; should they ever not, they are found missing. */
static const struct
{
  const char *sql;
  int         n_columns;
} rows[] = {
  [HENG_FACT_AGREEMENT] = { "SELECT heng_take (id, code, document) FROM agreement_version WHERE " BETWEEN, 2 },
  [HENG_FACT_REGION] = { "SELECT heng_take (id, code, name_zh, name_en, parent, plate, grain_role, energy_role, longitude, latitude, capital) "
                         "FROM region_version WHERE " BETWEEN, 10 },
  [HENG_FACT_OBSERVATION] = { "SELECT heng_take (id, series, source, period_kind, period_index, value, method, document) FROM observation "
                              "WHERE " BETWEEN, 0 },
  [HENG_FACT_ENTRY] = { "SELECT heng_take (id, kind, agreement, period_kind, period_index, date, booked, reverses, known, memo, document) "
                        "FROM entry WHERE " BETWEEN, 10 },
  [HENG_FACT_EVENT] = { "SELECT heng_take (id, kind, subject, data) FROM event WHERE " BETWEEN, 3 },
};

static const char lines_sql[] =
  "SELECT heng_take (entry, payer, receiver, commodity, sequence, kind, amount) FROM line WHERE entry >= ?1 AND entry < ?2";

/* An entry whose lines are to come. */
typedef struct
{
  gsize   end;       /* of its text in HengFactReader.rows_text */
  gsize   agreement; /* where the code begins in HengFactReader.codes */
  HengDay date;
  gint64  period_code;
} Entry;

struct _HengFactReader
{
  HengBook     *book;
  HengFactKind  kind;
  HengQuery    *rows;
  HengQuery    *lines;          /* (nullable): of entries */
  HengNames    *names[HENG_N_NAMES]; /* (nullable): that do not stand in its rows */
  HengKeptSums *sums;           /* (nullable) (transfer none) */
  gint64        n_lines;
  gint64        n_nameless;     /* lines of somebody who is not there */
  gboolean      has_foreign;    /* a line of parties of another agreement */

  /* While rows are read. */
  GString      *text;           /* that the digest has not got yet */
  HengDigest   *digest;
  gint64        first;          /* of the chunk */
  gint64        next;           /* the row that must come */
  GArray       *entries;        /* (element-type Entry): of the chunk */
  GString      *rows_text;      /* of these, without their lines */
  GString      *codes;          /* each with a NUL */
  guint         n_begun;        /* so many of them stand in @text, the last perhaps without all of its lines */
  GError       *error;          /* (nullable): then nothing is taken any more */
};

HengFactReader *
heng_fact_reader_new (HengBook      *book,
                      HengFactKind   kind,
                      GError       **error)
{
  g_autoptr (HengFactReader) self = g_new0 (HengFactReader, 1);

  self->book = book;
  self->kind = kind;
  self->text = g_string_new (NULL);
  self->rows_text = g_string_new (NULL);
  self->codes = g_string_new (NULL);
  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  self->rows = heng_query_prepare (book->database, rows[kind].sql, error);
  if (self->rows == NULL || (kind == HENG_FACT_ENTRY && (self->lines = heng_query_prepare (book->database, lines_sql, error)) == NULL))
    return NULL;
  for (int i = 0; i < HENG_N_NAMES; i++)
    if (heng_names_get_kind ((HengNameKind) i) == kind && (self->names[i] = heng_names_new (book->database, (HengNameKind) i, error)) == NULL)
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
  for (int i = 0; i < HENG_N_NAMES; i++)
    heng_names_free (self->names[i]);
  g_string_free (self->text, TRUE);
  g_string_free (self->rows_text, TRUE);
  g_string_free (self->codes, TRUE);
  g_array_unref (self->entries);
  g_clear_error (&self->error);
  g_free (self);
}

/* ---- rows ---- */

/* Gives the digest what has gathered, where that is enough. */
static void
digest_some (HengFactReader *self)
{
  if (self->text->len >= PIECE_BYTES)
    self->text = heng_digest_take (self->digest, self->text);
}

static void
take_row (const HengRow  *row,
          HengFactReader *self,
          GString        *text)
{
  g_string_append_c (text, '[');
  heng_row_append (row, 1, rows[self->kind].n_columns, text);
  g_string_append_c (text, ']');
}

static gboolean
take_observation (const HengRow  *row,
                  HengFactReader *self,
                  GString        *text)
{
  g_string_append_c (text, '[');
  if (!heng_names_append (self->names[HENG_NAME_SERIES], heng_row_get_int64 (row, 1), text, &self->error))
    return FALSE;
  g_string_append_c (text, ',');
  heng_row_append (row, 3, 2, text);
  g_string_append_c (text, ',');
  if (!heng_names_append (self->names[HENG_NAME_SOURCE], heng_row_get_int64 (row, 2), text, &self->error))
    return FALSE;
  g_string_append_c (text, ',');
  heng_row_append (row, 5, 3, text);
  g_string_append_c (text, ']');
  return TRUE;
}

static void
take_entry (const HengRow  *row,
            HengFactReader *self)
{
  HengPeriod period = { (HengPeriodKind) heng_row_get_int64 (row, 3), (gint32) heng_row_get_int64 (row, 4) };
  Entry entry = { .agreement = self->codes->len, .date = (HengDay) heng_row_get_int64 (row, 5),
                  .period_code = heng_kept_period_code (!heng_row_is_null (row, 3), period) };
  const char *code = heng_row_get_name (row, 2);

  take_row (row, self, self->rows_text);
  entry.end = self->rows_text->len;
  g_string_append_len (self->codes, code, (gssize) strlen (code) + 1);
  g_array_append_val (self->entries, entry);
}

static void
take_row_cb (const HengRow *row,
             gpointer       data)
{
  HengFactReader *self = data;

  /* What comes behind a gap is not of the fact any more. */
  if (self->error != NULL || heng_row_get_int64 (row, 0) != self->next)
    return;

  if (self->kind == HENG_FACT_ENTRY)
    take_entry (row, self);
  else
    {
      if (self->kind != HENG_FACT_OBSERVATION)
        take_row (row, self, self->text);
      else if (!take_observation (row, self, self->text))
        return;
      g_string_append_c (self->text, '\n');
      digest_some (self);
    }
  self->next++;
}

/* ---- lines of entries ---- */

/* Puts down the entries up to number @index of the chunk, without the lines of that one. */
static void
begin_entry (HengFactReader *self,
             guint           index)
{
  for (; self->n_begun <= index; self->n_begun++)
    {
      gsize begin = self->n_begun > 0 ? g_array_index (self->entries, Entry, self->n_begun - 1).end : 0;

      if (self->n_begun > 0)
        {
          g_string_append_c (self->text, '\n');
          digest_some (self);
        }
      g_string_append_len (self->text, self->rows_text->str + begin,
                           (gssize) (g_array_index (self->entries, Entry, self->n_begun).end - begin));
    }
}

static gboolean
append_line (HengFactReader *self,
             const HengRow  *row,
             GString        *text)
{
  g_string_append_c (text, '[');
  heng_row_append (row, 4, 2, text);
  for (int i = 0; i < 3; i++)
    {
      g_string_append_c (text, ',');
      if (!heng_names_append (self->names[i < 2 ? HENG_NAME_PARTY : HENG_NAME_COMMODITY], heng_row_get_int64 (row, 1 + i), text, &self->error))
        return FALSE;
    }
  g_string_append_c (text, ',');
  heng_row_append (row, 6, 1, text);
  g_string_append_c (text, ']');
  return TRUE;
}

static void
add_to_sums (HengFactReader *self,
             const HengRow  *row,
             const Entry    *entry)
{
  HengKeptLine line = {
    .entry = heng_row_get_int64 (row, 0), .date = entry->date, .period_code = entry->period_code,
    .kind = (HengLineKind) heng_row_get_int64 (row, 5), .payer = heng_row_get_int64 (row, 1), .receiver = heng_row_get_int64 (row, 2),
    .commodity = heng_row_get_int64 (row, 3), .amount_minor = heng_row_get_int64 (row, 6),
  };

  if (heng_kept_sums_add (self->sums, &line, &self->error))
    self->has_foreign = !heng_kept_sums_is_of (self->sums, self->codes->str + entry->agreement) || self->has_foreign;
}

/* Lines come in the order of their entries. */
static void
take_line_cb (const HengRow *row,
              gpointer       data)
{
  HengFactReader *self = data;
  guint index = (guint) (heng_row_get_int64 (row, 0) - self->first);
  gsize before;

  if (self->error != NULL || index >= self->entries->len)
    return;

  begin_entry (self, index);
  before = self->text->len;
  self->n_lines++;
  if (append_line (self, row, self->text))
    {
      if (self->sums != NULL)
        add_to_sums (self, row, &g_array_index (self->entries, Entry, index));
      return;
    }

  /* A line that names what is not there is passed over, as it would be where names are joined; so the digest is another. */
  g_string_truncate (self->text, before);
  self->n_nameless++;
}

static void
read_lines (HengFactReader *self)
{
  g_autoptr (GError) local_error = NULL;

  if (self->entries->len == 0)
    return;
  heng_query_bind_int64_at (self->lines, 1, self->first);
  heng_query_bind_int64_at (self->lines, 2, self->next);
  if (!heng_query_each (self->lines, take_line_cb, self, &local_error) && self->error == NULL)
    self->error = g_steal_pointer (&local_error);
  begin_entry (self, self->entries->len - 1);
  g_string_append_c (self->text, '\n');
  digest_some (self);
}

/* ---- */

/* The rows from @first to before @end. */
static void
read_chunk (HengFactReader *self,
            gint64          first,
            gint64          end)
{
  g_autoptr (GError) local_error = NULL;

  self->first = self->next = first;
  self->n_begun = 0;
  g_array_set_size (self->entries, 0);
  g_string_truncate (self->rows_text, 0);
  g_string_truncate (self->codes, 0);

  heng_query_bind_int64_at (self->rows, 1, first);
  heng_query_bind_int64_at (self->rows, 2, end);
  heng_query_each (self->rows, take_row_cb, self, &local_error);
  /* The lines of those that are there count even where others are not. */
  if (self->lines != NULL && self->error == NULL)
    read_lines (self);
  if (self->error == NULL && local_error != NULL)
    self->error = g_steal_pointer (&local_error);
  else if (self->error == NULL && self->next != end)
    {
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, self->next);

      heng_error_set (&self->error, HENG_ERROR_BOOK_DAMAGED, number, NULL);
    }
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

gint64
heng_fact_reader_get_n_nameless (HengFactReader *self)
{
  return self->n_nameless;
}

gboolean
heng_fact_reader_take_foreign (HengFactReader *self)
{
  gboolean has_foreign = self->has_foreign;

  self->has_foreign = FALSE;
  return has_foreign;
}

char *
heng_fact_reader_get_digest (HengFactReader  *self,
                             gint64           first_row,
                             gint64           n_rows,
                             GError         **error)
{
  g_autoptr (HengDigest) digest = heng_digest_new ();
  gint64 n_read = 0;

  self->digest = digest;
  g_string_truncate (self->text, 0);
  while (n_read < n_rows && self->error == NULL)
    {
      gint64 n = MIN (n_rows - n_read, CHUNK_ROWS);

      read_chunk (self, first_row + n_read, first_row + n_read + n);
      n_read += n;
      if (n == CHUNK_ROWS && self->error == NULL)
        heng_book_report_progress (self->book, (guint64) n_read, (guint64) n_rows, &self->error);
    }
  self->digest = NULL;
  if (self->sums != NULL)
    heng_kept_sums_finish (self->sums, self->error == NULL ? &self->error : NULL);
  if (self->error == NULL)
    {
      heng_digest_update (digest, self->text->str, self->text->len);
      return heng_digest_finish (digest);
    }

  g_propagate_error (error, g_steal_pointer (&self->error));
  return NULL;
}
