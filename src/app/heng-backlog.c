// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-backlog.h"

#include "heng-book-agreements.h"
#include "heng-book-changed.h"
#include "heng-book-post-many.h"
#include "heng-book-settle.h"

/* Rows kept of each kind. */
#define ROWS_MAX 6
/* The overview is not worth more of the machine. */
#define SECONDS_MAX 5

static void
row_free (gpointer data)
{
  HengBacklogRow *row = data;

  g_free (row->agreement);
  g_free (row->title_zh);
  g_free (row->title_en);
  g_free (row);
}

HengBacklog *
heng_backlog_new (void)
{
  HengBacklog *self = g_new0 (HengBacklog, 1);

  self->rows = g_ptr_array_new_with_free_func (row_free);

  return self;
}

void
heng_backlog_free (HengBacklog *self)
{
  g_ptr_array_unref (self->rows);
  g_free (self);
}

static void
note (HengBacklog         *self,
      HengBacklogKind      kind,
      const HengAgreement *agreement,
      HengPeriod           period)
{
  guint *counts[] = { &self->n_ready, &self->n_incomplete, &self->n_wrong };
  HengBacklogRow *row;

  if (++*counts[kind] > ROWS_MAX)
    return;

  row = g_new0 (HengBacklogRow, 1);
  row->kind = kind;
  row->agreement = g_strdup (agreement->code);
  row->title_zh = g_strdup (agreement->title_zh);
  row->title_en = g_strdup (agreement->title_en);
  row->period = period;
  g_ptr_array_add (self->rows, row);
}

static gboolean
look_at_period (HengBacklog *self,
                HengBook    *book,
                const char  *code,
                HengPeriod   period,
                GError     **error)
{
  g_autoptr (HengSettlement) settlement = heng_book_settle (book, code, period, 0, FALSE, error);
  g_autoptr (GPtrArray) differences = NULL;

  if (settlement == NULL)
    return FALSE;

  switch (settlement->status)
    {
    case HENG_SETTLEMENT_INCOMPLETE:
      note (self, HENG_BACKLOG_INCOMPLETE, settlement->agreement, period);
      break;
    case HENG_SETTLEMENT_BLOCKED:
    case HENG_SETTLEMENT_FAILED:
      note (self, HENG_BACKLOG_WRONG, settlement->agreement, period);
      break;
    case HENG_SETTLEMENT_COMPLETE:
    case HENG_SETTLEMENT_OVERRIDDEN:
    case HENG_SETTLEMENT_POSTED:
    case HENG_SETTLEMENT_UNCHANGED:
    default:
      differences = heng_book_list_differences (book, settlement, error);
      if (differences == NULL)
        return FALSE;
      if (differences->len > 0)
        note (self, HENG_BACKLOG_READY, settlement->agreement, period);
    }

  return TRUE;
}

static gboolean
look_at_agreement (HengBacklog  *self,
                   HengBook     *book,
                   const char   *code,
                   GCancellable *cancellable,
                   GError      **error)
{
  g_autoptr (GArray) periods = heng_book_list_periods (book, code, heng_book_get_today (book), NULL, 0, error);

  if (periods == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;

  for (guint i = 0; i < periods->len; i++)
    if (!look_at_period (self, book, code, g_array_index (periods, HengPeriod, i), error))
      return FALSE;
  self->n_agreements++;

  return TRUE;
}

/* The codes of all agreements, those first for which something was recorded since all was settled: only they can have something to
 * book, so that what is ready is known whatever the time does to the rest. */
static GPtrArray *
list_codes (HengBook *book,
            GError  **error)
{
  g_autoptr (GPtrArray) changed = heng_book_list_changed (book, heng_book_get_today (book), error);
  g_autoptr (GPtrArray) all = changed == NULL ? NULL : heng_book_list_codes (book, 0, error);
  g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  if (all == NULL)
    return NULL;

  for (guint i = 0; i < changed->len; i++)
    {
      char *code = g_strdup (((const HengSettleTarget *) g_ptr_array_index (changed, i))->agreement);

      g_ptr_array_add (codes, code);
      g_hash_table_add (seen, code);
    }
  for (guint i = 0; i < all->len; i++)
    if (!g_hash_table_contains (seen, g_ptr_array_index (all, i)))
      g_ptr_array_add (codes, g_strdup (g_ptr_array_index (all, i)));

  return g_steal_pointer (&codes);
}

gboolean
heng_backlog_find (HengBacklog  *self,
                   HengBook     *book,
                   GCancellable *cancellable,
                   GError      **error)
{
  gint64 end_us = g_get_monotonic_time () + SECONDS_MAX * G_USEC_PER_SEC;
  g_autoptr (GPtrArray) codes = list_codes (book, error);

  if (codes == NULL)
    return FALSE;

  for (guint i = 0; i < codes->len; i++)
    {
      if (!look_at_agreement (self, book, g_ptr_array_index (codes, i), cancellable, error))
        return FALSE;
      if (g_get_monotonic_time () > end_us)
        return TRUE;
    }
  self->is_all = TRUE;

  return TRUE;
}

/* What settling everything works on. */
typedef struct
{
  HengBacklog *backlog;
  HengPoster  *poster;
} Settling;

static gboolean
take_cb (HengSettlement *settlement,
         gpointer        prepared,
         gpointer        data,
         GError        **error)
{
  Settling *settling = data;
  g_autoptr (HengSettlement) owned = settlement;

  if (!heng_poster_add (settling->poster, owned, NULL, error))
    return FALSE;

  settling->backlog->n_ready += owned->status == HENG_SETTLEMENT_POSTED;
  settling->backlog->n_incomplete += owned->status == HENG_SETTLEMENT_INCOMPLETE;
  settling->backlog->n_wrong += owned->status == HENG_SETTLEMENT_BLOCKED || owned->status == HENG_SETTLEMENT_FAILED;

  return TRUE;
}

static gboolean
settle_changed (HengBacklog *self,
                HengBook    *book,
                GError     **error)
{
  HengDay today = heng_book_get_today (book);
  g_autoptr (GPtrArray) targets = heng_book_list_changed (book, today, error);
  g_autoptr (HengPoster) poster = targets == NULL ? NULL : heng_poster_new (book, today, error);
  Settling settling = { self, poster };
  HengSettleRequest request = { .ended_by = today, .take = take_cb, .data = &settling };

  if (poster == NULL)
    return FALSE;

  self->n_agreements = targets->len;

  return heng_book_settle_many (book, targets, &request, error) && heng_poster_finish (poster, error)
         && heng_book_mark_settled (book, today, error);
}

gboolean
heng_backlog_settle (HengBacklog  *self,
                     HengBook     *book,
                     GError      **error)
{
  if (!heng_book_begin (book, error))
    return FALSE;

  if (!settle_changed (self, book, error))
    {
      heng_book_rollback (book);
      self->n_ready = 0;
      return FALSE;
    }
  self->is_all = TRUE;

  return heng_book_commit (book, error);
}
