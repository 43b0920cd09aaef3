// SPDX-License-Identifier: GPL-3.0-or-later
/* Sums in a view of the past.
 *
 * A view is all entries before one of them, dated up to a day. What is kept goes by months of dates, or by blocks of entries, or is of all: so a
 * view is part of what is kept, plus the lines that this lacks, less the lines that it has too many. There are several ways to put it
 * together, or to read all its lines, and a sample of the dates tells which of them reads fewest.
 *
 * Where lines are taken away, a sum of nothing may be one that has no lines in the view, which would not be shown at all. */
#include "heng-sums-private.h"

#include "heng-error.h"

/* What reading takes of a sum that is kept, as heng_line_sample_cost() counts. */
#define COST_KEPT 40

/* What is kept, as it goes into the sums. */
typedef struct
{
  HengSums *sums;
  gboolean  negative;
} Part;

static void
sums_clear (HengSums *self)
{
  heng_line_sample_clear (&self->sample);
  heng_kept_sums_free (self->names);
  heng_kept_rows_free (self->rows);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HengSums, sums_clear)

static gboolean
sums_init (HengSums     *self,
           HengBook     *book,
           HengLinesBy   by,
           gboolean      by_place,
           HengView      view,
           GError      **error)
{
  gint64 known = view.known != 0 && book->then_known != 0 ? MIN (view.known, book->then_known) : MAX (view.known, book->then_known);

  *self = (HengSums) { .book = book, .by = by, .by_place = by_place, .range = { 1, G_MAXINT64, HENG_DAY_NONE, view.on_day } };
  self->rows = heng_kept_rows_new ();
  return heng_book_row_bound (book, HENG_FACT_ENTRY, known, &self->range.end, error) &&
         (!heng_book_kept_serves_past (book) ||
          (heng_line_sample_init (&self->sample, book, error) && (self->names = heng_kept_sums_new (book, error)) != NULL));
}

/* ---- adding ---- */

static gboolean
add_row (HengSums           *self,
         const HengKeptRow  *added,
         gboolean            negative,
         GError            **error)
{
  HengKeptRow row = *added;

  /* What is kept by blocks and by months belongs to the same sums. */
  row.axis = self->by_place ? HENG_KEPT_ALL : HENG_KEPT_PAIR;
  if (self->by == HENG_LINES_BY_PAIR)
    row.segment = 0;
  if (negative)
    {
      row.accrued_minor = -row.accrued_minor;
      row.paid_minor = -row.paid_minor;
    }
  row.MAY_BE_GONE = negative;
  return heng_kept_rows_add (self->rows, &row, error);
}

static gboolean
add_kept (const HengKeptRow  *row,
          gpointer            data,
          GError            **error)
{
  const Part *part = data;
  HengKeptRow added = *row;

  added.IS_THERE = 0;
  return add_row (part->sums, &added, part->negative, error);
}

static gboolean
add_line (const HengKeptRow  *row,
          gpointer            data,
          GError            **error)
{
  return heng_kept_rows_add (data, row, error);
}

/* What lines do to the sums. */
typedef enum
{
  ADD,      /* lines of the view */
  TAKE_OUT, /* those that are not of it, but in what was added */
  GIVE_BACK /* those that are not of it, but were taken out twice */
} Use;

/* Adds the lines of @range up, and these sums to the others. */
static gboolean
add_lines (HengSums       *self,
           HengLineRange   range,
           Use             use,
           GError        **error)
{
  g_autoptr (HengKeptRows) lines = heng_kept_rows_new ();

  if (!heng_book_foreach_line (self->book, &self->sample, &range, self->by, add_line, lines, error))
    return FALSE;

  for (guint n = 0; n < heng_kept_rows_get_n (lines); n++)
    {
      const HengKeptRow *pair = heng_kept_rows_get (lines, n);
      HengKeptRow rows[2] = { *pair };
      guint n_rows = self->by_place ? 2 : 1;

      if (self->by_place && !heng_sums_split_pair (self, pair, rows, error))
        return FALSE;
      for (guint i = 0; i < n_rows; i++)
        {
          rows[i].IS_THERE = use == ADD;
          if (!add_row (self, &rows[i], use == TAKE_OUT, error))
            return FALSE;
        }
    }
  return TRUE;
}

static gboolean
add_segments (HengSums      *self,
              HengKeptAxis   axis,
              gint64         from,
              gint64         to,
              gboolean       negative,
              GError       **error)
{
  Part part = { self, negative };

  return to < from || heng_book_kept_foreach (self->book, axis, from, to, add_kept, &part, error);
}

/* ---- what a view is made of ---- */

static gint64
get_cost (const HengSums *self,
          HengLineRange   range)
{
  return range.first < range.end ? heng_line_sample_cost (&self->sample, &range, self->by) : 0;
}

/* What reading takes of what is kept. */
static gboolean
get_kept_cost (HengSums      *self,
               HengKeptAxis   axis,
               gint64         to,
               gint64        *cost,
               GError       **error)
{
  g_autoptr (HengQuery) query = heng_query_prepare (self->book->database,
    "SELECT coalesce (sum (n_rows), 0) FROM main.kept_digest WHERE axis = ?1 AND segment <= ?2", error);

  if (query == NULL)
    return FALSE;
  heng_query_bind_int64_at (query, 1, (gint64) axis);
  heng_query_bind_int64_at (query, 2, to);
  if (!heng_query_step (query, error))
    return FALSE;

  *cost = heng_query_get_int64 (query, 0) * COST_KEPT;
  return TRUE;
}

/* Of pairs all is kept: less what came later, and what is dated later. */
static gboolean
add_pairs (HengSums  *self,
           GError   **error)
{
  HengKeptAxis axis = self->by == HENG_LINES_BY_PERIOD ? HENG_KEPT_UNIT : HENG_KEPT_PAIR;
  HengLineRange later = { self->range.end, G_MAXINT64, HENG_DAY_NONE, HENG_DAY_NONE };
  HengLineRange after = { 1, self->range.end, self->range.to + 1, HENG_DAY_NONE };
  gboolean has_after = self->range.to != HENG_DAY_NONE, has_later = later.first <= self->sample.n_entries;
  gint64 kept;

  if (!get_kept_cost (self, axis, G_MAXINT64, &kept, error))
    return FALSE;
  if (get_cost (self, self->range) <= kept + (has_later ? get_cost (self, later) : 0) + (has_after ? get_cost (self, after) : 0))
    return add_lines (self, self->range, ADD, error);
  return add_segments (self, axis, 0, G_MAXINT64, FALSE, error) &&
         (!has_later || add_lines (self, later, TAKE_OUT, error)) && (!has_after || add_lines (self, after, TAKE_OUT, error));
}

/* Of places months are kept: those before that of the day, less what came later, and the days of that month. */
static gboolean
add_months (HengSums  *self,
            GError   **error)
{
  HengLineRange days = self->range, before = self->range, later = { self->range.end, G_MAXINT64, HENG_DAY_NONE, HENG_DAY_NONE };
  gint64 last = G_MAXINT32, kept;

  if (self->range.to != HENG_DAY_NONE)
    {
      HengMonth month = heng_day_get_month (self->range.to);

      days.from = heng_day_new (month / 12, month % 12 + 1, 1);
      before.to = later.to = days.from - 1;
      last = month - 1;
      if (!add_lines (self, days, ADD, error))
        return FALSE;
    }
  if (!get_kept_cost (self, HENG_KEPT_MONTH, last, &kept, error))
    return FALSE;
  if (get_cost (self, before) <= kept + get_cost (self, later))
    return add_lines (self, before, ADD, error);
  return add_segments (self, HENG_KEPT_MONTH, 0, last, FALSE, error) &&
         (later.first > self->sample.n_entries || add_lines (self, later, TAKE_OUT, error));
}

/* Whole blocks, and the entries behind them. */
static gboolean
add_blocks (HengSums  *self,
            GError   **error)
{
  gint64 n_blocks = (self->range.end - 1) / HENG_KEPT_BLOCK_ENTRIES;
  HengLineRange rest = self->range;

  rest.first = n_blocks * HENG_KEPT_BLOCK_ENTRIES + 1;
  return add_segments (self, HENG_KEPT_BLOCK, 0, n_blocks - 1, FALSE, error) && add_lines (self, rest, ADD, error);
}

/* Both bounds: of the four parts into which they cut all lines, the one that takes least is read. @before: the view's last day is in no month
 * that is begun; its end is one of blocks. */
static gboolean
add_quarter (HengSums       *self,
             HengLineRange   before,
             GError        **error)
{
  HengMonth last = heng_day_get_month (before.to);
  gint64 n_blocks = before.end / HENG_KEPT_BLOCK_ENTRIES;
  HengLineRange parts[] = {
    before,
    { before.end, G_MAXINT64, HENG_DAY_NONE, before.to },
    { 1, before.end, before.to + 1, HENG_DAY_NONE },
    { before.end, G_MAXINT64, before.to + 1, HENG_DAY_NONE },
  };
  guint least = 0;

  for (guint i = 1; i < G_N_ELEMENTS (parts); i++)
    if (get_cost (self, parts[i]) < get_cost (self, parts[least]))
      least = i;
  /* Months and blocks have what is before both bounds twice, and all has what is before neither. */
  return (least % 2 == 0 || add_segments (self, HENG_KEPT_MONTH, 0, last, FALSE, error)) &&
         (least < 2 || add_segments (self, HENG_KEPT_BLOCK, 0, n_blocks - 1, FALSE, error)) &&
         (least < 3 || add_segments (self, HENG_KEPT_ALL, 0, 0, TRUE, error)) &&
         add_lines (self, parts[least], least == 0 ? ADD : least == 3 ? GIVE_BACK : TAKE_OUT, error);
}

static gboolean
add_between (HengSums  *self,
             GError   **error)
{
  HengMonth month = heng_day_get_month (self->range.to);
  HengLineRange before = self->range, behind = self->range, days = self->range;

  before.end = (self->range.end - 1) / HENG_KEPT_BLOCK_ENTRIES * HENG_KEPT_BLOCK_ENTRIES + 1;
  before.to = heng_day_new (month / 12, month % 12 + 1, 1) - 1;
  behind.first = days.end = before.end;
  days.from = before.to + 1;
  return add_lines (self, behind, ADD, error) && add_lines (self, days, ADD, error) &&
         (before.end == 1 || add_quarter (self, before, error));
}

static gboolean
add_places (HengSums  *self,
            GError   **error)
{
  gboolean has_later = self->range.end <= self->sample.n_entries;

  if (!has_later && self->range.to == HENG_DAY_NONE && self->by == HENG_LINES_BY_PAIR)
    return add_segments (self, HENG_KEPT_ALL, 0, 0, FALSE, error);
  if (!has_later || self->by == HENG_LINES_BY_MONTH)
    return add_months (self, error);
  return self->range.to == HENG_DAY_NONE ? add_blocks (self, error) : add_between (self, error);
}

/* ---- */

static gboolean
foreach_sum (HengBook             *book,
             HengLinesBy           by,
             HengKeptAxis          axis, /* where all of it is kept */
             HengView              view,
             const HengSumsTaker  *taker,
             GError              **error)
{
  gboolean by_place = axis == HENG_KEPT_ALL || axis == HENG_KEPT_MONTH;
  g_auto (HengSums) self = { 0 };

  if (view.on_day == HENG_DAY_NONE && view.known == 0 && heng_book_kept_serves (book))
    return heng_book_kept_foreach (book, axis, 0, G_MAXINT64, taker->take, taker->data, error);
  if (!sums_init (&self, book, by, by_place && heng_book_kept_serves_past (book), view, error))
    return FALSE;

  if (!heng_book_kept_serves_past (book))
    return heng_book_foreach_line (book, NULL, &self.range, by, add_line, self.rows, error) && heng_sums_hand_over (&self, taker, error);
  return (by_place ? add_places (&self, error) : add_pairs (&self, error)) && heng_sums_hand_over (&self, taker, error);
}

gboolean
heng_book_foreach_place (HengBook             *self,
                         HengView              view,
                         const HengSumsTaker  *taker,
                         GError              **error)
{
  return foreach_sum (self, HENG_LINES_BY_PAIR, HENG_KEPT_ALL, view, taker, error);
}

gboolean
heng_book_foreach_pair (HengBook             *self,
                        HengView              view,
                        const HengSumsTaker  *taker,
                        GError              **error)
{
  return foreach_sum (self, HENG_LINES_BY_PAIR, HENG_KEPT_PAIR, view, taker, error);
}

gboolean
heng_book_foreach_month (HengBook             *self,
                         HengView              view,
                         const HengSumsTaker  *taker,
                         GError              **error)
{
  return foreach_sum (self, HENG_LINES_BY_MONTH, HENG_KEPT_MONTH, view, taker, error);
}

gboolean
heng_book_foreach_period (HengBook             *self,
                          HengView              view,
                          const HengSumsTaker  *taker,
                          GError              **error)
{
  return foreach_sum (self, HENG_LINES_BY_PERIOD, HENG_KEPT_UNIT, view, taker, error);
}
