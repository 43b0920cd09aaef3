// SPDX-License-Identifier: GPL-3.0-or-later
/* The sums of a view, once they are made: where lines were taken away, one of nothing may have none left, and is not shown then. */
#include "heng-sums-private.h"

#include "heng-error.h"

gboolean
heng_sums_split_pair (HengSums           *self,
                      const HengKeptRow  *pair,
                      HengKeptRow         places[2],
                      GError            **error)
{
  gint64 numbers[2];

  if (!heng_kept_sums_find_place (self->names, pair->party, &numbers[0], error) ||
      !heng_kept_sums_find_place (self->names, pair->other, &numbers[1], error))
    return FALSE;
  for (guint i = 0; i < 2; i++)
    {
      places[i] = *pair;
      places[i].axis = HENG_KEPT_ALL;
      places[i].party = numbers[i];
      places[i].other = 0;
      places[i].accrued_minor = i == 0 ? -pair->accrued_minor : pair->accrued_minor;
      places[i].paid_minor = i == 0 ? -pair->paid_minor : pair->paid_minor;
    }
  return TRUE;
}

typedef struct
{
  HengSums     *sums;
  HengKeptRows *unsure;
  gint64        left; /* of the lines that are worth being read agreement by agreement */
} Lookup;

static gboolean
find_line (const HengKeptRow  *line,
           gpointer            data,
           GError            **error)
{
  Lookup *self = data;
  HengKeptRow rows[2] = { *line }, *row;
  guint n_rows = self->sums->by_place ? 2 : 1;

  if (self->sums->by_place && !heng_sums_split_pair (self->sums, line, rows, error))
    return FALSE;
  for (guint i = 0; i < n_rows; i++)
    if ((row = heng_kept_rows_lookup (self->unsure, &rows[i])) != NULL)
      row->IS_THERE = 1;
  self->left--;
  return TRUE;
}

/* Where lines of few agreements are asked for these are read, else all of the view. */
static gboolean
look_up (Lookup  *self,
         GError **error)
{
  g_autoptr (GHashTable) agreements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  HengSums *sums = self->sums;

  for (guint i = 0; i < heng_kept_rows_get_n (self->unsure) && self->left > 0; i++)
    {
      const HengKeptRow *row = heng_kept_rows_get (self->unsure, i);
      const char *agreement;
      gboolean is_pool;

      if (row->IS_THERE)
        continue;
      if (!heng_kept_sums_find_agreement (sums->names, row->party, &agreement, &is_pool, error))
        return FALSE;
      /* A region is of many agreements. */
      if (sums->by_place && !is_pool)
        self->left = 0;
      else if (g_hash_table_add (agreements, g_strdup (agreement)) &&
               !heng_book_foreach_line_of (sums->book, agreement, &sums->range, sums->by, self->left, find_line, self, error))
        return FALSE;
    }

  return self->left > 0 || heng_book_foreach_line (sums->book, &sums->sample, &sums->range, sums->by, find_line, self, error);
}

static gboolean
hand_over_unsure (HengSums             *self,
                  HengKeptRows         *unsure,
                  const HengSumsTaker  *taker,
                  GError              **error)
{
  Lookup lookup = { self, unsure, self->sample.n_entries / 8 };

  if (heng_kept_rows_get_n (unsure) == 0)
    return TRUE;
  if (!look_up (&lookup, error))
    return FALSE;

  for (guint i = 0; i < heng_kept_rows_get_n (unsure); i++)
    if (heng_kept_rows_get (unsure, i)->IS_THERE && !taker->take (heng_kept_rows_get (unsure, i), taker->data, error))
      return FALSE;
  return TRUE;
}

static gboolean
is_unsure (const HengKeptRow *row)
{
  return row->accrued_minor == 0 && row->paid_minor == 0 && row->MAY_BE_GONE && !row->IS_THERE;
}

gboolean
heng_sums_hand_over (HengSums             *self,
                     const HengSumsTaker  *taker,
                     GError              **error)
{
  g_autoptr (HengKeptRows) unsure = heng_kept_rows_new ();
  guint n_rows = heng_kept_rows_get_n (self->rows);

  for (guint i = 0; i < n_rows; i++)
    if (!is_unsure (heng_kept_rows_get (self->rows, i)) && !taker->take (heng_kept_rows_get (self->rows, i), taker->data, error))
      return FALSE;
  for (guint i = 0; i < n_rows; i++)
    {
      const HengKeptRow *row = heng_kept_rows_get (self->rows, i);

      if (is_unsure (row) && !taker->leave (row, taker->data) && !heng_kept_rows_add (unsure, row, error))
        return FALSE;
    }
  return hand_over_unsure (self, unsure, taker, error);
}
