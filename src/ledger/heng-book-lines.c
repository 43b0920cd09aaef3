// SPDX-License-Identifier: GPL-3.0-or-later
/* Lines one by one, along the way that finds them soonest. */
#include "heng-book-lines-private.h"

#include "heng-error.h"

/* Entries that are looked at to tell how dates lie in a book. */
#define SAMPLE_MAX 256

/* What reading takes, in ten nanoseconds: of a line; of a line with its entry, and more where it is one that is asked for; of an entry, of the
 * number of one in the index of dates, and more where its lines are looked for, one entry after the other or all over the file. */
#define COST_LINE 18
#define COST_JOINED 16
#define COST_JOINED_FOUND 13
#define COST_ENTRY 9
#define COST_ENTRY_FOUND 52
#define COST_DAY 8
#define COST_DAY_FOUND 110
#define COST_DAY_PERIOD 80

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

typedef enum
{
  WAY_LINES,   /* all lines, and nothing else */
  WAY_JOINED,  /* each line, with its entry */
  WAY_ENTRIES, /* each entry, and the lines of those that are dated so */
  WAY_DAYS     /* the same, found by dates */
} Way;

static gint64
get_cost (const HengLineSample *self,
          const HengLineRange  *range,
          HengLinesBy           by,
          Way                   way)
{
  gint64 n_entries = get_n_entries (self, range), n_found = MIN (estimate (self, range, range->first, range->end), n_entries);

  switch (way)
    {
    case WAY_LINES:
      return n_entries * COST_LINE;
    case WAY_ENTRIES:
      return n_entries * COST_ENTRY + n_found * COST_ENTRY_FOUND;
    case WAY_DAYS:
      return estimate (self, range, 1, G_MAXINT64) * COST_DAY + n_found * (COST_DAY_FOUND + (by == HENG_LINES_BY_PERIOD ? COST_DAY_PERIOD : 0));
    case WAY_JOINED:
    default:
      return n_entries * COST_JOINED + n_found * COST_JOINED_FOUND;
    }
}

static Way
choose_way (const HengLineSample *self,
            const HengLineRange  *range,
            HengLinesBy           by)
{
  Way least = WAY_JOINED;

  if (!is_dated (range))
    return by == HENG_LINES_BY_PAIR ? WAY_LINES : WAY_JOINED;
  for (int way = WAY_JOINED; way <= WAY_DAYS && self != NULL; way++)
    if (get_cost (self, range, by, (Way) way) < get_cost (self, range, by, least))
      least = (Way) way;
  return least;
}

gint64
heng_line_sample_cost (const HengLineSample *self,
                       const HengLineRange  *range,
                       HengLinesBy           by)
{
  return get_cost (self, range, by, choose_way (self, range, by));
}

/* ---- reading ---- */

#define COLUMNS "l.payer, l.receiver, l.commodity, l.kind, l.amount"

static const char *const columns[] = {
  [HENG_LINES_BY_PAIR] = COLUMNS,
  [HENG_LINES_BY_MONTH] = COLUMNS ", e.date",
  [HENG_LINES_BY_PERIOD] = COLUMNS ", e.period_kind, e.period_index",
};

#define WITHIN "AND +e.date >= ?3 AND +e.date <= ?4"

static const char *const sources[] = {
  [WAY_LINES] = " FROM main.line l WHERE l.entry >= ?1 AND l.entry < ?2",
  [WAY_JOINED] = " FROM main.line l CROSS JOIN main.entry e ON e.id = l.entry WHERE l.entry >= ?1 AND l.entry < ?2 " WITHIN,
  [WAY_ENTRIES] = " FROM main.entry e CROSS JOIN main.line l ON l.entry = e.id WHERE e.id >= ?1 AND e.id < ?2 " WITHIN,
  [WAY_DAYS] = " FROM main.entry e INDEXED BY entry_date CROSS JOIN main.line l ON l.entry = e.id "
               "WHERE +e.id >= ?1 AND +e.id < ?2 AND e.date >= ?3 AND e.date <= ?4",
};

#define OF_AGREEMENT " FROM main.entry e INDEXED BY entry_agreement CROSS JOIN main.line l ON l.entry = e.id " \
                     "WHERE e.id >= ?1 AND e.id < ?2 " WITHIN " AND e.agreement = ?5 LIMIT ?6"

typedef struct
{
  HengLinesBy  by;
  HengKeptFunc func;
  gpointer     data;
  GError      *error; /* (nullable): the first, after which nothing is done any more */
} Lines;

/* %FALSE where a file holds what is no day or period. */
static gboolean
read_segment (const HengRow *line,
              HengLinesBy    by,
              gint64        *segment)
{
  gint64 first = by != HENG_LINES_BY_PAIR ? heng_row_get_int64 (line, 5) : 0, index;

  *segment = 0;
  switch (by)
    {
    case HENG_LINES_BY_MONTH:
      if (!heng_day_is_valid (first))
        return FALSE;
      *segment = heng_day_get_month ((HengDay) first);
      return TRUE;
    case HENG_LINES_BY_PERIOD:
      if (heng_row_is_null (line, 5))
        return TRUE;
      index = heng_row_get_int64 (line, 6);
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
take_line_cb (const HengRow *line,
              gpointer       data)
{
  Lines *self = data;
  gint64 payer = heng_row_get_int64 (line, 0), receiver = heng_row_get_int64 (line, 1), amount = heng_row_get_int64 (line, 4);
  HengKeptRow row = { .axis = HENG_KEPT_PAIR, .party = MIN (payer, receiver), .other = MAX (payer, receiver),
                      .commodity = heng_row_get_int64 (line, 2) };

  if (self->error != NULL)
    return;
  *(heng_row_get_int64 (line, 3) == HENG_LINE_ACCRUAL ? &row.accrued_minor : &row.paid_minor) = payer < receiver ? amount : -amount;
  if (!read_segment (line, self->by, &row.segment))
    heng_error_set (&self->error, HENG_ERROR_BOOK_DAMAGED, "entry", NULL);
  else
    self->func (&row, self->data, &self->error);
}

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
  g_autofree char *sql = g_strconcat ("SELECT heng_take (", columns[by], ")", sources[choose_way (sample, range, by)], NULL);

  return range->first >= range->end || read_lines (self, sql, NULL, 0, range, &lines, error);
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
