// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-book-sums-private.h"

#include "heng-error.h"

/* Lines of entries before :end, from :first on, dated within. */
#define LINES_FROM_ENTRIES \
  "SELECT l.payer, l.receiver, l.commodity, l.kind, l.amount, e.date FROM entry e JOIN line l ON l.entry = e.id " \
  "WHERE e.id >= ?1 AND e.id < ?2 AND e.date >= ?3 AND e.date <= ?4"
/* The same of few days, by their index; the first two parameters hold for all entries. */
#define LINES_FROM_DAYS \
  "SELECT l.payer, l.receiver, l.commodity, l.kind, l.amount, e.date FROM entry e INDEXED BY entry_date JOIN line l ON l.entry = e.id " \
  "WHERE +e.id >= ?1 AND +e.id < ?2 AND e.date >= ?3 AND e.date <= ?4"
/* The same without a look at the entries, for which dates do not matter. */
#define LINES_ALONE "SELECT payer, receiver, commodity, kind, amount, 0 FROM line WHERE entry >= ?1 AND entry < ?2"

typedef struct
{
  gint64  first; /* entries */
  gint64  end;
  HengDay from; /* #HENG_DAY_NONE: open */
  HengDay to;
} Range;

static gboolean
hand_over (HengKeptRows  *rows,
           HengKeptFunc   func,
           gpointer       data,
           GError       **error)
{
  for (guint i = 0; i < heng_kept_rows_get_n (rows); i++)
    if (!func (heng_kept_rows_get (rows, i), data, error))
      return FALSE;

  return TRUE;
}

/* Lines are added up by pair here, which is faster than SQL's GROUP BY that sorts them. */
static gboolean
foreach_line (HengBook      *self,
              Range          range,
              gboolean       by_month,
              HengKeptFunc   func,
              gpointer       data,
              GError       **error)
{
  gboolean dated = range.from != HENG_DAY_NONE || range.to != HENG_DAY_NONE || by_month;
  g_autoptr (HengQuery) query = heng_query_prepare (self->database, range.from != HENG_DAY_NONE ? LINES_FROM_DAYS
                                                      : dated ? LINES_FROM_ENTRIES : LINES_ALONE, error);
  g_autoptr (HengKeptRows) rows = heng_kept_rows_new ();
  g_autoptr (GError) local_error = NULL;

  if (query == NULL)
    return FALSE;
  heng_query_bind_int64_at (query, 1, range.first);
  heng_query_bind_int64_at (query, 2, range.end);
  if (dated)
    {
      heng_query_bind_int64_at (query, 3, range.from);
      heng_query_bind_int64_at (query, 4, range.to != HENG_DAY_NONE ? range.to : G_MAXINT32);
    }
  while (heng_query_step (query, &local_error))
    {
      gint64 payer = heng_query_get_int64 (query, 0), receiver = heng_query_get_int64 (query, 1);
      gint64 amount = heng_query_get_int64 (query, 4);
      HengKeptRow row = { .axis = HENG_KEPT_PAIR, .segment = by_month ? heng_day_get_month (heng_query_get_day (query, 5)) : 0,
                          .party = MIN (payer, receiver), .other = MAX (payer, receiver), .commodity = heng_query_get_int64 (query, 2) };

      *(heng_query_get_int64 (query, 3) == HENG_LINE_ACCRUAL ? &row.accrued_minor : &row.paid_minor) = payer < receiver ? amount : -amount;
      if (!heng_kept_rows_add (rows, &row, &local_error))
        break;
    }
  if (local_error == NULL)
    return hand_over (rows, func, data, error);

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
get_range (HengBook  *self,
           HengView   view,
           Range     *range,
           GError   **error)
{
  *range = (Range) { 1, G_MAXINT64, HENG_DAY_NONE, view.on_day };
  return heng_book_row_bound (self, HENG_FACT_ENTRY, view.known != 0 ? view.known : self->then_known, &range->end, error);
}

/* Kept months before that of the day, and the entries of the days from the first of that month. */
static gboolean
foreach_until (HengBook      *self,
               HengDay        day,
               HengKeptFunc   func,
               gpointer       data,
               GError       **error)
{
  HengMonth month = heng_day_get_month (day);
  Range rest = { 1, G_MAXINT64, heng_day_new (month / 12, month % 12 + 1, 1), day };

  return heng_book_kept_foreach (self, HENG_KEPT_MONTH, 0, month - 1, func, data, error) &&
         foreach_line (self, rest, FALSE, func, data, error);
}

/* Whole blocks, and the entries behind them. */
static gboolean
foreach_before (HengBook      *self,
                gint64         end,
                HengKeptFunc   func,
                gpointer       data,
                GError       **error)
{
  gint64 n_blocks = (end - 1) / HENG_KEPT_BLOCK_ENTRIES;
  Range rest = { n_blocks * HENG_KEPT_BLOCK_ENTRIES + 1, end, HENG_DAY_NONE, HENG_DAY_NONE };

  return (n_blocks == 0 || heng_book_kept_foreach (self, HENG_KEPT_BLOCK, 0, n_blocks - 1, func, data, error)) &&
         foreach_line (self, rest, FALSE, func, data, error);
}

gboolean
heng_book_foreach_place (HengBook      *self,
                         HengView       view,
                         HengKeptFunc   func,
                         gpointer       data,
                         GError       **error)
{
  gboolean past = view.known != 0 || self->then_known != 0;
  Range range;

  if (view.on_day == HENG_DAY_NONE && !past && heng_book_kept_serves (self))
    return heng_book_kept_foreach (self, HENG_KEPT_ALL, 0, 0, func, data, error);
  if (view.on_day != HENG_DAY_NONE && !past && heng_book_kept_serves (self))
    return foreach_until (self, view.on_day, func, data, error);
  if (!get_range (self, view, &range, error))
    return FALSE;
  if (view.on_day == HENG_DAY_NONE && range.end != G_MAXINT64 && heng_book_kept_serves_past (self))
    return foreach_before (self, range.end, func, data, error);
  return foreach_line (self, range, FALSE, func, data, error);
}

gboolean
heng_book_foreach_pair (HengBook      *self,
                        HengView       view,
                        HengKeptFunc   func,
                        gpointer       data,
                        GError       **error)
{
  Range range;

  if (view.on_day == HENG_DAY_NONE && view.known == 0 && heng_book_kept_serves (self))
    return heng_book_kept_foreach (self, HENG_KEPT_PAIR, 0, 0, func, data, error);

  return get_range (self, view, &range, error) && foreach_line (self, range, FALSE, func, data, error);
}

gboolean
heng_book_foreach_month (HengBook      *self,
                         HengView       view,
                         HengKeptFunc   func,
                         gpointer       data,
                         GError       **error)
{
  Range range;

  if (view.on_day == HENG_DAY_NONE && view.known == 0 && heng_book_kept_serves (self))
    return heng_book_kept_foreach (self, HENG_KEPT_MONTH, 0, G_MAXINT32, func, data, error);

  return get_range (self, view, &range, error) && foreach_line (self, range, TRUE, func, data, error);
}
