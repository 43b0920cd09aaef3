// SPDX-License-Identifier: GPL-3.0-or-later
/* The end of a dispute, and the run that follows from it. */
#include "heng-book-review.h"

#include "heng-amount.h"
#include "heng-book-exceptions.h"
#include "heng-book-private.h"
#include "heng-book-review-private.h"
#include "heng-book-settle.h"
#include "heng-error.h"

static gboolean
fail_unknown (gint64   dispute,
              GError **error)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, dispute);

  heng_error_set (error, HENG_ERROR_DISPUTE_UNKNOWN, number, NULL);
  return FALSE;
}

/* The agreement that the dispute is about. Returns: (transfer full) */
static char *
find_agreement (HengBook  *self,
                gint64     dispute,
                GError   **error)
{
  g_autoptr (HengQuery) query = heng_query_prepare (self->database,
    "SELECT e.subject FROM fact f JOIN event e ON e.id = f.first_row WHERE f.number = :number AND f.kind = 'event' AND e.kind = 'disputed'",
    error);
  g_autoptr (GError) local_error = NULL;

  if (query == NULL)
    return NULL;
  heng_query_bind_int64 (query, ":number", dispute);
  if (heng_query_step (query, &local_error))
    return g_strdup (heng_query_get_name (query, 0));

  if (local_error == NULL)
    fail_unknown (dispute, &local_error);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

static HengReview *
find_review (HengBook  *self,
             gint64     dispute,
             GError   **error)
{
  g_autofree char *agreement = find_agreement (self, dispute, error);
  g_autoptr (GPtrArray) reviews = agreement != NULL ? heng_book_load_reviews (self, agreement, 0, error) : NULL;

  if (reviews == NULL)
    return NULL;
  for (guint i = 0; i < reviews->len; i++)
    if (heng_review_find_dispute (g_ptr_array_index (reviews, i), dispute) != NULL)
      return g_ptr_array_steal_index (reviews, i);

  fail_unknown (dispute, error);
  return NULL;
}

/* ---- amounts ---- */

static void
copy_lines (GPtrArray *lines,
            GPtrArray *target)
{
  for (guint i = 0; i < lines->len; i++)
    {
      const HengReviewLine *line = g_ptr_array_index (lines, i);

      g_ptr_array_add (target, heng_review_line_new (line->from, line->to, line->commodity, line->amount_minor));
    }
}

/* An override has amounts above zero, each pair once. */
static GPtrArray *
to_agreed_amounts (GPtrArray  *lines,
                   GError    **error)
{
  g_autoptr (GPtrArray) amounts = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_agreed_amount_free);

  for (guint i = 0; i < lines->len; i++)
    {
      const HengReviewLine *line = g_ptr_array_index (lines, i);
      gboolean turned = line->amount_minor < 0;
      HengAgreedAmount *amount;

      if (line->amount_minor == 0)
        continue;
      amount = g_new0 (HengAgreedAmount, 1);
      amount->from = g_strdup (turned ? line->to : line->from);
      amount->to = g_strdup (turned ? line->from : line->to);
      amount->commodity = g_strdup (line->commodity);
      amount->amount_minor = line->amount_minor;
      g_ptr_array_add (amounts, amount);
      if (turned && !heng_amount_subtract (0, line->amount_minor, &amount->amount_minor, error))
        return NULL;
    }

  return g_steal_pointer (&amounts);
}

/* What is owed today, or was stated where there is no result today, with the agreed amounts in their places. */
static GPtrArray *
make_amounts (const HengReview  *review,
              GPtrArray         *agreed,
              GError           **error)
{
  g_autoptr (GPtrArray) lines = heng_review_lines_new ();
  guint n_owed;

  copy_lines (review->is_settled ? review->present : heng_review_get_statement (review)->issue->lines, lines);
  n_owed = lines->len;
  for (guint i = 0; i < agreed->len; i++)
    {
      const HengReviewLine *line = g_ptr_array_index (agreed, i);
      guint at = 0;

      if (heng_review_find_line (agreed, line) != line)
        {
          g_autofree char *text = g_strdup_printf ("%s>%s", line->from, line->to);

          heng_error_set (error, HENG_ERROR_REVIEW_LINE_TWICE, text, NULL);
          return NULL;
        }
      while (at < n_owed && heng_review_find_line (agreed, g_ptr_array_index (lines, at)) != line)
        at++;
      if (at < n_owed)
        {
          heng_review_line_free (g_ptr_array_index (lines, at));
          g_ptr_array_index (lines, at) = heng_review_line_new (line->from, line->to, line->commodity, line->amount_minor);
        }
      else
        g_ptr_array_add (lines, heng_review_line_new (line->from, line->to, line->commodity, line->amount_minor));
    }

  return to_agreed_amounts (lines, error);
}

/* What is agreed or decided now takes the place of an earlier exception, and of a freeze. */
static gboolean
override (HengBook                  *self,
          HengReview                *review,
          const HengDisputeOutcome  *outcome,
          GError                   **error)
{
  g_autoptr (HengException) in_force = NULL;
  g_autoptr (GPtrArray) amounts = NULL;

  if (!heng_book_update_review (self, review, 0, error) || (amounts = make_amounts (review, outcome->amounts, error)) == NULL ||
      !heng_book_find_exception (self, review->agreement, review->period, 0, &in_force, error))
    return FALSE;

  return (in_force == NULL ||
          heng_book_end_exception (self, in_force->number, outcome->reason, outcome->document, NULL, error)) &&
         heng_book_append_override (self, review->agreement, review->period, amounts, outcome->reason, outcome->document, NULL, error);
}

/* ---- the run ---- */

static gboolean
settle (HengBook          *self,
        const HengReview  *review,
        HengDay            date,
        gint64            *entry,
        GError           **error)
{
  g_autoptr (HengSettlement) settlement = heng_book_settle (self, review->agreement, review->period, 0, FALSE, error);

  if (settlement == NULL)
    return FALSE;
  if (settlement->status != HENG_SETTLEMENT_COMPLETE && settlement->status != HENG_SETTLEMENT_OVERRIDDEN)
    {
      g_autofree char *period = heng_period_format (review->period);

      heng_error_set (error, HENG_ERROR_REVIEW_UNSETTLED, review->agreement, period, NULL);
      return FALSE;
    }

  return heng_book_post_settlement (self, settlement, date, entry, error);
}

static gboolean
end_dispute (HengBook                  *self,
             gint64                     dispute,
             const HengDisputeOutcome  *outcome,
             gint64                    *entry,
             gint64                    *fact,
             GError                   **error)
{
  g_autoptr (HengReview) review = find_review (self, dispute, error);
  g_autoptr (HengReviewEvent) event = heng_review_event_new (HENG_REVIEW_DISPUTE_ENDED);

  event->dispute = dispute;
  event->how = outcome->how;
  event->reason = g_strdup (outcome->reason);
  event->document = outcome->document != NULL && *outcome->document != '\0' ? g_strdup (outcome->document) : NULL;
  /* Checked before anything is settled, so that the first thing wrong is the first thing said. */
  if (review == NULL || !heng_review_check (review, event, error))
    return FALSE;
  if (outcome->how != HENG_DISPUTE_WITHDRAWN &&
      ((outcome->amounts != NULL && outcome->amounts->len > 0 && !override (self, review, outcome, error)) ||
       !settle (self, review, outcome->date, entry, error)))
    return FALSE;

  return heng_book_append_review (self, review, event, fact, error);
}

gboolean
heng_book_end_dispute (HengBook                  *self,
                       gint64                     dispute,
                       const HengDisputeOutcome  *outcome,
                       gint64                    *entry,
                       gint64                    *fact,
                       GError                   **error)
{
  gint64 number = 0;

  g_return_val_if_fail (outcome->how != HENG_DISPUTE_WITHDRAWN || outcome->amounts == NULL || outcome->amounts->len == 0, FALSE);

  if (!heng_book_begin (self, error) || !heng_book_end (self, end_dispute (self, dispute, outcome, &number, fact, error), error))
    return FALSE;

  if (entry != NULL)
    *entry = number;
  return TRUE;
}
