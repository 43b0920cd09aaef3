// SPDX-License-Identifier: GPL-3.0-or-later
/* Lines one by one, along the way that finds them soonest. */
#include "heng-book-lines-private.h"

#include "heng-error.h"

/* Entries that are looked at to tell how dates lie in a book. */
#define SAMPLE_MAX 256

/* What reading takes of an entry and of a line, in ten nanoseconds: one after the other, or from places all over the file. */
#define COST_ENTRY 10
#define COST_LINE 20
#define COST_LINE_ELSEWHERE 120
#define COST_ENTRY_ELSEWHERE 80

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

static gint64
get_cost_along (const HengLineSample *self,
                const HengLineRange  *range,
                HengLinesBy           by)
{
  gint64 n_entries = get_n_entries (self, range);

  if (!is_dated (range))
    return n_entries * (COST_LINE + (by != HENG_LINES_BY_PAIR ? COST_ENTRY : 0));
  return n_entries * COST_ENTRY + MIN (estimate (self, range, range->first, range->end), n_entries) * COST_LINE;
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

  return is_dated (range) ? MIN (along, get_cost_by_days (self, range, by)) : along;
}

/* ---- reading ---- */

static const char *const columns[] = {
  [HENG_LINES_BY_PAIR] = "SELECT l.payer, l.receiver, l.commodity, l.kind, l.amount ",
  [HENG_LINES_BY_MONTH] = "SELECT l.payer, l.receiver, l.commodity, l.kind, l.amount, e.date ",
  [HENG_LINES_BY_PERIOD] = "SELECT l.payer, l.receiver, l.commodity, l.kind, l.amount, e.period_kind, e.period_index ",
};

/* Without a look at the entries, for which dates do not matter. */
#define ALONE "FROM main.line l WHERE l.entry >= ?1 AND l.entry < ?2"
#define ALONG "FROM main.entry e CROSS JOIN main.line l ON l.entry = e.id WHERE e.id >= ?1 AND e.id < ?2 AND +e.date >= ?3 AND +e.date <= ?4"
#define BY_DAYS "FROM main.entry e INDEXED BY entry_date CROSS JOIN main.line l ON l.entry = e.id " \
                "WHERE +e.id >= ?1 AND +e.id < ?2 AND e.date >= ?3 AND e.date <= ?4"
#define OF_AGREEMENT "FROM main.entry e INDEXED BY entry_agreement CROSS JOIN main.line l ON l.entry = e.id " \
                     "WHERE e.id >= ?1 AND e.id < ?2 AND +e.date >= ?3 AND +e.date <= ?4 AND e.agreement = ?5 LIMIT ?6"

static gint64
get_segment (HengQuery   *query,
             HengLinesBy  by)
{
  switch (by)
    {
    case HENG_LINES_BY_MONTH:
      return heng_day_get_month (heng_query_get_day (query, 5));
    case HENG_LINES_BY_PERIOD:
      return heng_kept_period_code (!heng_query_is_null (query, 5), heng_query_get_period (query, 5));
    case HENG_LINES_BY_PAIR:
    case HENG_N_LINES_BY:
    default:
      return 0;
    }
}

static gboolean
read_lines (HengBook             *book,
            const char           *source,
            const char           *agreement,
            const HengLineRange  *range,
            HengLinesBy           by,
            gint64                n_max,
            HengKeptFunc          func,
            gpointer              data,
            GError              **error)
{
  g_autofree char *sql = g_strconcat (columns[by], source, NULL);
  g_autoptr (HengQuery) query = heng_query_prepare (book->database, sql, error);
  g_autoptr (GError) local_error = NULL;

  if (query == NULL)
    return FALSE;
  heng_query_bind_int64_at (query, 1, range->first);
  heng_query_bind_int64_at (query, 2, range->end);
  if (is_dated (range) || by != HENG_LINES_BY_PAIR || agreement != NULL)
    {
      heng_query_bind_int64_at (query, 3, range->from);
      heng_query_bind_int64_at (query, 4, range->to != HENG_DAY_NONE ? range->to : G_MAXINT32);
    }
  if (agreement != NULL)
    {
      heng_query_bind_text_at (query, 5, agreement);
      heng_query_bind_int64_at (query, 6, n_max);
    }
  while (heng_query_step (query, &local_error))
    {
      gint64 payer = heng_query_get_int64 (query, 0), receiver = heng_query_get_int64 (query, 1);
      gint64 amount = heng_query_get_int64 (query, 4);
      HengKeptRow row = { .axis = HENG_KEPT_PAIR, .segment = get_segment (query, by), .party = MIN (payer, receiver),
                          .other = MAX (payer, receiver), .commodity = heng_query_get_int64 (query, 2) };

      *(heng_query_get_int64 (query, 3) == HENG_LINE_ACCRUAL ? &row.accrued_minor : &row.paid_minor) = payer < receiver ? amount : -amount;
      if (!func (&row, data, &local_error))
        break;
    }
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
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
  const char *source = ALONG;

  if (range->first >= range->end)
    return TRUE;
  if (!is_dated (range) && by == HENG_LINES_BY_PAIR)
    source = ALONE;
  else if (is_dated (range) && sample != NULL && get_cost_by_days (sample, range, by) < get_cost_along (sample, range, by))
    source = BY_DAYS;
  return read_lines (self, source, NULL, range, by, 0, func, data, error);
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
  return read_lines (self, OF_AGREEMENT, agreement, range, by, n_max, func, data, error);
}
