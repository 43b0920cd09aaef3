// SPDX-License-Identifier: GPL-3.0-or-later
/* Lines one by one, along the way that finds them soonest. */
#include "heng-book-lines-private.h"

#include "heng-error.h"

/* Entries that are looked at to tell how dates lie in a book. */
#define SAMPLE_MAX 256

/* What reading takes of an entry and of a line: one after the other, looked for one after the other, or from places all over the file. */
#define COST_ENTRY 6
#define COST_LINE 14
#define COST_LINE_SOUGHT 40
#define COST_LINE_ELSEWHERE 90
#define COST_ENTRY_ELSEWHERE 60

/* Entries that are read together, and then their lines. */
#define CHUNK_ENTRIES 8192
/* Of an entry whose lines are not asked for. */
#define NO_SEGMENT G_MININT64

/* ---- how many there are ---- */

static gboolean
read_sample (HengLineSample  *self,
             HengBook        *book,
             GError         **error)
{
  g_autoptr (HengQuery) query = heng_query_prepare (book->database, "SELECT date FROM main.entry WHERE id = ?1", error);
  gint64 n_looks = MIN (self->n_entries, SAMPLE_MAX);
  g_autoptr (GError) local_error = NULL;

  if (query == NULL)
    return FALSE;
  for (gint64 i = 0; i < n_looks && local_error == NULL; i++)
    {
      HengDay day = HENG_DAY_NONE;

      heng_query_bind_int64_at (query, 1, 1 + i * (self->n_entries / n_looks));
      if (heng_query_step (query, &local_error))
        day = (HengDay) heng_query_get_int64 (query, 0);
      heng_query_reset (query);
      g_array_append_val (self->days, day);
    }
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

gboolean
heng_line_sample_init (HengLineSample  *self,
                       HengBook        *book,
                       GError         **error)
{
  self->days = g_array_new (FALSE, FALSE, sizeof (HengDay));
  return heng_database_get_int64 (book->database, "SELECT coalesce (max (id), 0) FROM main.entry", 0, &self->n_entries, error) &&
         read_sample (self, book, error);
}

void
heng_line_sample_clear (HengLineSample *self)
{
  g_clear_pointer (&self->days, g_array_unref);
}

static gboolean
is_dated (const HengLineRange *range)
{
  return range->from != HENG_DAY_NONE || range->to != HENG_DAY_NONE;
}

/* How many entries of numbers from @first to before @end are dated as @range. */
static gint64
estimate (const HengLineSample *self,
          const HengLineRange  *range,
          gint64                first,
          gint64                end)
{
  gint64 distance = self->days->len > 0 ? self->n_entries / self->days->len : 1, n_found = 0;

  for (guint i = 0; i < self->days->len; i++)
    {
      gint64 number = 1 + i * distance;
      HengDay day = g_array_index (self->days, HengDay, i);

      n_found += number >= first && number < end && day >= range->from && (range->to == HENG_DAY_NONE || day <= range->to);
    }
  return n_found * distance + distance / 2;
}

static gint64
get_n_entries (const HengLineSample *self,
               const HengLineRange  *range)
{
  return MAX (MIN (range->end, self->n_entries + 1) - range->first, 0);
}

/* Entries, and the lines of those that are dated so. */
static gint64
get_cost_sought (const HengLineSample *self,
                 const HengLineRange  *range)
{
  return get_n_entries (self, range) * COST_ENTRY + estimate (self, range, range->first, range->end) * COST_LINE_SOUGHT;
}

/* All lines, and all entries where these are needed. */
static gint64
get_cost_along (const HengLineSample *self,
                const HengLineRange  *range,
                HengLinesBy           by)
{
  return get_n_entries (self, range) * (COST_LINE + (is_dated (range) || by != HENG_LINES_BY_PAIR ? COST_ENTRY : 0));
}

/* Dates stand in an index with the entries' numbers. */
static gint64
get_cost_by_days (const HengLineSample *self,
                  const HengLineRange  *range,
                  HengLinesBy           by)
{
  gint64 n_found = MIN (estimate (self, range, range->first, range->end), get_n_entries (self, range));

  return estimate (self, range, 1, G_MAXINT64) * COST_ENTRY +
         n_found * (COST_LINE_ELSEWHERE + (by == HENG_LINES_BY_PERIOD ? COST_ENTRY_ELSEWHERE : 0));
}

gint64
heng_line_sample_cost (const HengLineSample *self,
                       const HengLineRange  *range,
                       HengLinesBy           by)
{
  gint64 along = get_cost_along (self, range, by);

  return is_dated (range) ? MIN (along, MIN (get_cost_sought (self, range), get_cost_by_days (self, range, by))) : along;
}

/* ---- reading ---- */

#define COLUMNS "l.payer, l.receiver, l.commodity, l.kind, l.amount"

static const char *const columns[] = {
  [HENG_LINES_BY_PAIR] = COLUMNS,
  [HENG_LINES_BY_MONTH] = COLUMNS ", e.date",
  [HENG_LINES_BY_PERIOD] = COLUMNS ", e.period_kind, e.period_index",
};

/* Without a look at the entries, for which dates do not matter. */
#define ALONG " FROM main.line l WHERE l.entry >= ?1 AND l.entry < ?2"
#define SOUGHT " FROM main.entry e CROSS JOIN main.line l ON l.entry = e.id WHERE e.id >= ?1 AND e.id < ?2 AND +e.date >= ?3 AND +e.date <= ?4"
#define BY_DAYS " FROM main.entry e INDEXED BY entry_date CROSS JOIN main.line l ON l.entry = e.id " \
                "WHERE +e.id >= ?1 AND +e.id < ?2 AND e.date >= ?3 AND e.date <= ?4"
#define OF_AGREEMENT " FROM main.entry e INDEXED BY entry_agreement CROSS JOIN main.line l ON l.entry = e.id " \
                     "WHERE e.id >= ?1 AND e.id < ?2 AND +e.date >= ?3 AND +e.date <= ?4 AND e.agreement = ?5 LIMIT ?6"

typedef struct
{
  HengLinesBy  by;
  HengKeptFunc func;
  gpointer     data;
  GError      *error;    /* (nullable): the first, after which nothing is done any more */

  HengLineRange range;   /* of the chunk that is read */
  gint64      *segments; /* (nullable): of its entries */
} Lines;

/* @first_column: of those that tell a segment. %FALSE where a file holds what is no day or period. */
static gboolean
read_segment (const HengRow *row,
              int            first_column,
              HengLinesBy    by,
              gint64        *segment)
{
  gint64 first = by != HENG_LINES_BY_PAIR ? heng_row_get_int64 (row, first_column) : 0, index;

  *segment = 0;
  switch (by)
    {
    case HENG_LINES_BY_MONTH:
      if (!heng_day_is_valid (first))
        return FALSE;
      *segment = heng_day_get_month ((HengDay) first);
      return TRUE;
    case HENG_LINES_BY_PERIOD:
      if (heng_row_is_null (row, first_column))
        return TRUE;
      index = heng_row_get_int64 (row, first_column + 1);
      if (!heng_period_is_valid (first, index))
        return FALSE;
      *segment = heng_kept_period_code (TRUE, (HengPeriod) { (HengPeriodKind) first, (gint32) index });
      return TRUE;
    case HENG_LINES_BY_PAIR:
    case HENG_N_LINES_BY:
    default:
      return TRUE;
    }
}

static void
set_damaged (Lines *self)
{
  heng_error_set (&self->error, HENG_ERROR_BOOK_DAMAGED, "entry", NULL);
}

static void
take_line (Lines         *self,
           const HengRow *line,
           gint64         segment)
{
  gint64 payer = heng_row_get_int64 (line, 0), receiver = heng_row_get_int64 (line, 1), amount = heng_row_get_int64 (line, 4);
  HengKeptRow row = { .axis = HENG_KEPT_PAIR, .segment = segment, .party = MIN (payer, receiver), .other = MAX (payer, receiver),
                      .commodity = heng_row_get_int64 (line, 2) };

  *(heng_row_get_int64 (line, 3) == HENG_LINE_ACCRUAL ? &row.accrued_minor : &row.paid_minor) = payer < receiver ? amount : -amount;
  self->func (&row, self->data, &self->error);
}

/* A line that comes with what tells its segment. */
static void
take_line_cb (const HengRow *line,
              gpointer       data)
{
  Lines *self = data;
  gint64 segment;

  if (self->error != NULL)
    return;
  if (read_segment (line, 5, self->by, &segment))
    take_line (self, line, segment);
  else
    set_damaged (self);
}

/* ---- a chunk of entries, then their lines ---- */

static void
take_entry_cb (const HengRow *entry,
               gpointer       data)
{
  Lines *self = data;
  gint64 index = heng_row_get_int64 (entry, 0) - self->range.first, day = heng_row_get_int64 (entry, 1);

  if (self->error == NULL && day >= self->range.from && (self->range.to == HENG_DAY_NONE || day <= self->range.to) &&
      !read_segment (entry, self->by == HENG_LINES_BY_PERIOD ? 2 : 1, self->by, &self->segments[index]))
    set_damaged (self);
}

static void
take_line_of_chunk_cb (const HengRow *line,
                       gpointer       data)
{
  Lines *self = data;
  gint64 segment = self->segments[heng_row_get_int64 (line, 5) - self->range.first];

  if (self->error == NULL && segment != NO_SEGMENT)
    take_line (self, line, segment);
}

static gboolean
read_chunk (HengQuery   *entries,
            HengQuery   *query,
            Lines       *lines,
            GError     **error)
{
  for (guint i = 0; i < CHUNK_ENTRIES; i++)
    lines->segments[i] = NO_SEGMENT;
  for (guint i = 0; i < 2; i++)
    {
      heng_query_bind_int64_at (i == 0 ? entries : query, 1, lines->range.first);
      heng_query_bind_int64_at (i == 0 ? entries : query, 2, lines->range.end);
    }
  if (!heng_query_each (entries, take_entry_cb, lines, error) || !heng_query_each (query, take_line_of_chunk_cb, lines, error))
    return FALSE;
  if (lines->error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&lines->error));
  return FALSE;
}

static gboolean
read_chunks (HengBook             *book,
             const HengLineRange  *range,
             Lines                *lines,
             GError              **error)
{
  static const char entries_from[] = " FROM main.entry WHERE id >= ?1 AND id < ?2";
  g_autofree char *sql = g_strconcat (lines->by == HENG_LINES_BY_PERIOD ? "SELECT heng_take (id, date, period_kind, period_index)"
                                                                        : "SELECT heng_take (id, date)", entries_from, NULL);
  g_autoptr (HengQuery) entries = heng_query_prepare (book->database, sql, error);
  g_autoptr (HengQuery) query = heng_query_prepare (book->database, "SELECT heng_take (" COLUMNS ", l.entry)" ALONG, error);
  g_autofree gint64 *segments = g_new (gint64, CHUNK_ENTRIES);
  gint64 last;

  if (entries == NULL || query == NULL || !heng_database_get_int64 (book->database, "SELECT max (id) FROM main.entry", 0, &last, error))
    return FALSE;
  lines->segments = segments;
  lines->range = *range;
  for (; lines->range.first < MIN (range->end, last + 1); lines->range.first = lines->range.end)
    {
      lines->range.end = MIN (MIN (range->end, last + 1), lines->range.first + CHUNK_ENTRIES);
      if (!read_chunk (entries, query, lines, error))
        {
          g_clear_error (&lines->error);
          return FALSE;
        }
    }
  return TRUE;
}

/* ---- */

static gboolean
read_lines (HengBook             *book,
            const char           *sql,
            const char           *agreement,
            gint64                n_max,
            const HengLineRange  *range,
            Lines                *lines,
            GError              **error)
{
  g_autoptr (HengQuery) query = heng_query_prepare (book->database, sql, error);

  if (query == NULL)
    return FALSE;
  heng_query_bind_int64_at (query, 1, range->first);
  heng_query_bind_int64_at (query, 2, range->end);
  if (is_dated (range) || lines->by != HENG_LINES_BY_PAIR || agreement != NULL)
    {
      heng_query_bind_int64_at (query, 3, range->from);
      heng_query_bind_int64_at (query, 4, range->to != HENG_DAY_NONE ? range->to : G_MAXINT32);
    }
  if (agreement != NULL)
    {
      heng_query_bind_text_at (query, 5, agreement);
      heng_query_bind_int64_at (query, 6, n_max);
    }
  if (!heng_query_each (query, take_line_cb, lines, error))
    {
      g_clear_error (&lines->error);
      return FALSE;
    }
  if (lines->error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&lines->error));
  return FALSE;
}

gboolean
heng_book_foreach_line (HengBook              *self,
                        const HengLineSample  *sample,
                        const HengLineRange   *range,
                        HengLinesBy            by,
                        HengKeptFunc           func,
                        gpointer               data,
                        GError               **error)
{
  Lines lines = { .by = by, .func = func, .data = data };
  gboolean dated = is_dated (range);
  gint64 along = dated && sample != NULL ? get_cost_along (sample, range, by) : 0;
  const char *source = NULL;
  g_autofree char *sql = NULL;

  if (range->first >= range->end)
    return TRUE;
  if (!dated && by == HENG_LINES_BY_PAIR)
    source = ALONG;
  else if (along > 0 && along > heng_line_sample_cost (sample, range, by))
    source = get_cost_sought (sample, range) < get_cost_by_days (sample, range, by) ? SOUGHT : BY_DAYS;
  if (source == NULL)
    return read_chunks (self, range, &lines, error);

  sql = g_strconcat ("SELECT heng_take (", columns[by], ")", source, NULL);
  return read_lines (self, sql, NULL, 0, range, &lines, error);
}

gboolean
heng_book_foreach_line_of (HengBook             *self,
                           const char           *agreement,
                           const HengLineRange  *range,
                           HengLinesBy           by,
                           gint64                n_max,
                           HengKeptFunc          func,
                           gpointer              data,
                           GError              **error)
{
  Lines lines = { .by = by, .func = func, .data = data };
  static const char *const taken[] = {
    [HENG_LINES_BY_PAIR] = "payer, receiver, commodity, kind, amount",
    [HENG_LINES_BY_MONTH] = "payer, receiver, commodity, kind, amount, date",
    [HENG_LINES_BY_PERIOD] = "payer, receiver, commodity, kind, amount, period_kind, period_index",
  };
  g_autofree char *sql = g_strconcat ("SELECT heng_take (", taken[by], ") FROM (SELECT ", columns[by], OF_AGREEMENT ")", NULL);

  return read_lines (self, sql, agreement, n_max, range, &lines, error);
}
