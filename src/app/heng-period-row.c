// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-period-row.h"

#include "heng-book-agreements.h"
#include "heng-book-settle.h"

HengPeriodRow *
heng_period_row_new (HengBook    *book,
                     const char  *agreement,
                     HengPeriod   period,
                     GPtrArray   *runs,
                     GError     **error)
{
  g_autoptr (HengSettlement) settlement = NULL;
  g_autoptr (GPtrArray) differences = NULL;
  g_autoptr (HengReview) review = NULL;
  HengPeriodRow *self;

  g_return_val_if_fail (book != NULL && agreement != NULL && runs != NULL, NULL);

  settlement = heng_book_settle (book, agreement, period, 0, FALSE, error);
  if (settlement != NULL)
    differences = heng_book_list_differences (book, settlement, error);
  if (differences != NULL)
    review = heng_book_get_review (book, agreement, period, 0, error);
  if (review == NULL)
    return NULL;

  self = g_new0 (HengPeriodRow, 1);
  self->agreement = g_strdup (agreement);
  self->period = period;
  self->status = heng_settlement_is_due (settlement) && differences->len == 0 ? HENG_SETTLEMENT_UNCHANGED : settlement->status;
  self->review = heng_review_get_state (review);
  self->has_exception = settlement->exception != NULL;
  self->exception = self->has_exception ? settlement->exception->kind : 0;
  self->owed = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_difference_free);
  for (guint i = 0; i < settlement->obligations->len; i++)
    {
      const HengObligation *obligation = &g_array_index (settlement->obligations, HengObligation, i);
      HengDifference *owed = g_new0 (HengDifference, 1);

      owed->from = g_strdup (heng_agreement_get_party (settlement->agreement, obligation->from)->name);
      owed->to = g_strdup (heng_agreement_get_party (settlement->agreement, obligation->to)->name);
      owed->commodity = g_strdup (obligation->commodity);
      owed->amount_minor = obligation->amount_minor;
      g_ptr_array_add (self->owed, owed);
    }
  for (guint i = 0; i < runs->len; i++)
    {
      const HengRun *run = g_ptr_array_index (runs, i);

      if (!heng_period_equal (run->period, period))
        continue;
      self->n_runs++;
      self->run = run->kind;
      self->resettlement = run->resettlement;
    }

  return self;
}

void
heng_period_row_free (HengPeriodRow *self)
{
  g_free (self->agreement);
  g_ptr_array_unref (self->owed);
  g_free (self);
}

gboolean
heng_period_row_is_same (gconstpointer a,
                         gconstpointer b)
{
  const HengPeriodRow *one = a;
  const HengPeriodRow *other = b;

  return g_str_equal (one->agreement, other->agreement) && heng_period_equal (one->period, other->period);
}

static gboolean
passes (const HengPeriodRow *row,
        HengPeriodFilter     filter)
{
  gboolean is_stuck = row->status == HENG_SETTLEMENT_INCOMPLETE || row->status == HENG_SETTLEMENT_BLOCKED
                      || row->status == HENG_SETTLEMENT_FAILED;

  switch (filter)
    {
    case HENG_PERIOD_FILTER_READY:
      return row->status == HENG_SETTLEMENT_COMPLETE || row->status == HENG_SETTLEMENT_OVERRIDDEN;
    case HENG_PERIOD_FILTER_STUCK:
      return is_stuck;
    case HENG_PERIOD_FILTER_TO_ISSUE:
      return row->status == HENG_SETTLEMENT_UNCHANGED
             && (row->review == HENG_REVIEW_STATE_COMPUTED || row->review == HENG_REVIEW_STATE_OUTDATED);
    case HENG_PERIOD_FILTER_ISSUED:
      return row->review == HENG_REVIEW_STATE_ISSUED || row->review == HENG_REVIEW_STATE_CONFIRMED;
    case HENG_PERIOD_FILTER_DISPUTED:
      return row->review == HENG_REVIEW_STATE_DISPUTED;
    case HENG_PERIOD_FILTER_JOINT:
      return row->review == HENG_REVIEW_STATE_JOINT;
    case HENG_PERIOD_FILTER_ALL:
    case HENG_N_PERIOD_FILTERS:
    default:
      return TRUE;
    }
}

char *
heng_period_row_write_query (HengPeriodFilter filter,
                             const char      *search)
{
  return g_strdup_printf ("%d %s", (int) filter, search == NULL ? "" : search);
}

static gboolean
add_agreement (HengBook          *book,
               const char        *code,
               HengPeriodFilter   filter,
               GCancellable      *cancellable,
               GPtrArray         *rows,
               GError           **error)
{
  g_autoptr (GArray) periods = heng_book_list_periods (book, code, heng_book_get_today (book), NULL, 0, error);
  g_autoptr (GPtrArray) runs = periods == NULL ? NULL : heng_book_list_runs (book, code, NULL, 0, error);

  if (runs == NULL)
    return FALSE;

  for (guint i = periods->len; i > 0; i--)
    {
      HengPeriodRow *row;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      row = heng_period_row_new (book, code, g_array_index (periods, HengPeriod, i - 1), runs, error);
      if (row == NULL)
        return FALSE;
      if (passes (row, filter))
        g_ptr_array_add (rows, row);
      else
        heng_period_row_free (row);
    }

  return TRUE;
}

GPtrArray *
heng_period_row_find (HengBook            *book,
                      const HengPageStep  *step,
                      GCancellable        *cancellable,
                      char               **next,
                      GError             **error)
{
  char *search = NULL;
  HengPeriodFilter filter = (HengPeriodFilter) g_ascii_strtoll (step->query, &search, 10);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_period_row_free);
  g_autoptr (GPtrArray) agreements = NULL;

  search = *search == ' ' ? search + 1 : search;
  agreements = heng_book_list_agreements (book, *search == '\0' ? NULL : search, -1, step->after, step->n_agreements_max, error);
  if (agreements == NULL)
    return NULL;

  *next = NULL;
  for (guint i = 0; i < agreements->len; i++)
    {
      const HengAgreementRow *agreement = g_ptr_array_index (agreements, i);
      gboolean is_last = i + 1 == agreements->len && agreements->len < step->n_agreements_max;

      if (!add_agreement (book, agreement->code, filter, cancellable, rows, error))
        return NULL;
      if (!is_last && (rows->len >= step->limit || i + 1 == agreements->len))
        {
          *next = g_strdup (agreement->code);
          break;
        }
    }

  return g_steal_pointer (&rows);
}
