// SPDX-License-Identifier: GPL-3.0-or-later
/* Statements issued, confirmed and disputed. */
#include "heng-book-review.h"

#include "heng-book-agreements.h"
#include "heng-book-review-private.h"
#include "heng-book-settle.h"
#include "heng-error.h"
#include "heng-event-private.h"
#include "heng-versions.h"

/* ---- reading ---- */

/* The statement was drawn up from the version known then; a period that none assesses any more is the last one's. */
static gboolean
find_parties (HengBook         *self,
              const char       *agreement,
              HengReviewEvent  *issue,
              GError          **error)
{
  g_autoptr (GPtrArray) versions = heng_book_list_versions (self, agreement, issue->known, error);
  const HengAgreement *version;
  HengWindow window;

  if (versions == NULL)
    return FALSE;
  version = heng_versions_find (versions, issue->period, &window);
  if (version == NULL)
    version = g_ptr_array_index (versions, versions->len - 1);

  issue->parties = heng_review_list_parties (version);
  return TRUE;
}

static HengReview *
find_review (GPtrArray             *reviews,
             const char            *agreement,
             const HengReviewEvent *event)
{
  for (guint i = reviews->len; i > 0; i--)
    {
      HengReview *review = g_ptr_array_index (reviews, i - 1);

      if (event->kind == HENG_REVIEW_DISPUTE_ENDED ? heng_review_find_dispute (review, event->dispute) != NULL
                                                   : heng_period_equal (review->period, event->period))
        return review;
    }
  if (event->kind != HENG_REVIEW_DISPUTE_ENDED)
    g_ptr_array_add (reviews, heng_review_new (agreement, event->period));

  return reviews->len > 0 ? g_ptr_array_index (reviews, reviews->len - 1) : NULL;
}

/* What was appended was allowed then. What is not allowed has been put there by something else. */
static gboolean
replay (HengBook         *self,
        GPtrArray        *reviews,
        const HengEvent  *recorded,
        GError          **error)
{
  HengReviewEventKind kind;
  HengReviewEvent *event;
  HengReview *review;

  if (!heng_review_event_kind_parse (recorded->kind, &kind))
    return TRUE;
  event = heng_review_event_read (kind, recorded->text, self->currency, NULL);
  if (event == NULL)
    {
      heng_event_set_damaged (recorded, error);
      return FALSE;
    }

  event->number = recorded->number;
  event->recorded_ms = recorded->recorded_ms;
  event->recorded_by = g_strdup (recorded->recorded_by);
  if (kind == HENG_REVIEW_ISSUED && !find_parties (self, recorded->subject, event, error))
    {
      heng_review_event_free (event);
      return FALSE;
    }
  review = find_review (reviews, recorded->subject, event);
  if (review != NULL && heng_review_add (review, event, NULL))
    return TRUE;

  if (review == NULL)
    heng_review_event_free (event);
  heng_event_set_damaged (recorded, error);
  return FALSE;
}

GPtrArray *
heng_book_load_reviews (HengBook    *self,
                        const char  *agreement,
                        gint64       known,
                        GError     **error)
{
  static const char *const kinds[] = { "issued", "confirmed", "disputed", "dispute-ended", NULL };
  g_autoptr (GPtrArray) events = heng_event_list (self, agreement, kinds, 0, known, error);
  g_autoptr (GPtrArray) reviews = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_review_free);

  if (events == NULL)
    return NULL;
  for (guint i = 0; i < events->len; i++)
    if (!replay (self, reviews, g_ptr_array_index (events, i), error))
      return NULL;

  return g_steal_pointer (&reviews);
}

gboolean
heng_book_update_review (HengBook    *self,
                         HengReview  *review,
                         gint64       known,
                         GError     **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (HengSettlement) settlement = heng_book_settle (self, review->agreement, review->period, known, FALSE, &local_error);

  if (settlement != NULL)
    heng_review_set_present (review, heng_review_list_owed (settlement));
  /* Stated, never booked, and by now assessed by no version: it settles to nothing. */
  else if (review->statements->len > 0 && (heng_error_is (local_error, HENG_ERROR_PERIOD_OUTSIDE) ||
                                           heng_error_is (local_error, HENG_ERROR_PERIOD_NOT_ASSESSED)))
    heng_review_set_present (review, heng_review_lines_new ());
  else
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
}

HengReview *
heng_book_get_review (HengBook    *self,
                      const char  *agreement,
                      HengPeriod   period,
                      gint64       known,
                      GError     **error)
{
  g_autoptr (GPtrArray) reviews = heng_book_load_reviews (self, agreement, known, error);
  g_autoptr (HengReview) review = NULL;

  if (reviews == NULL)
    return NULL;
  for (guint i = 0; i < reviews->len && review == NULL; i++)
    if (heng_period_equal (((const HengReview *) g_ptr_array_index (reviews, i))->period, period))
      review = g_ptr_array_steal_index (reviews, i);
  if (review == NULL)
    review = heng_review_new (agreement, period);

  return heng_book_update_review (self, review, known, error) ? g_steal_pointer (&review) : NULL;
}

gboolean
heng_book_check_issue (HengBook    *self,
                       const char  *agreement,
                       const char  *data,
                       gboolean    *right,
                       GError     **error)
{
  HengReviewEvent *event = heng_review_event_read (HENG_REVIEW_ISSUED, data, self->currency, error);
  g_autoptr (HengReview) review = event != NULL ? heng_review_new (agreement, event->period) : NULL;
  gint64 known = event != NULL ? event->known : 0;

  if (event == NULL)
    return FALSE;
  /* Here it stands alone, whatever its number. */
  event->statement = 1;
  event->parties = g_new0 (char *, 1);
  if (!heng_review_add (review, event, error) || !heng_book_update_review (self, review, known, error))
    return FALSE;

  *right = !heng_review_is_outdated (review);
  return TRUE;
}

/* ---- appending ---- */

gboolean
heng_book_append_review (HengBook               *self,
                         const HengReview       *review,
                         const HengReviewEvent  *event,
                         gint64                 *fact,
                         GError                **error)
{
  g_autofree char *data = heng_review_event_write (event, self->currency);
  g_autoptr (HengReviewEvent) read = NULL;
  gint64 count;

  /* What is written is read first, as later on: a text that is too long, or none, is found out before it is a fact. */
  if (!heng_review_check (review, event, error) || (read = heng_review_event_read (event->kind, data, self->currency, error)) == NULL ||
      !heng_fact_append_event (self, heng_review_event_kind_get_name (event->kind), review->agreement, data, NULL, error) ||
      !heng_book_get_head (self, &count, NULL, error))
    return FALSE;

  if (fact != NULL)
    *fact = count;
  return TRUE;
}

static char *
dup_filled (const char *text)
{
  return text != NULL && *text != '\0' ? g_strdup (text) : NULL;
}

static HengReviewEvent *
new_event (HengReviewEventKind  kind,
           const HengReview    *review,
           guint                statement,
           const char          *party,
           const char          *document)
{
  HengReviewEvent *event = heng_review_event_new (kind);

  event->period = review->period;
  event->statement = statement != 0 ? statement : MAX (review->statements->len, 1);
  event->party = g_strdup (party);
  event->document = dup_filled (document);
  return event;
}

static gboolean
issue (HengBook    *self,
       const char  *agreement,
       HengPeriod   period,
       const char  *document,
       guint       *statement,
       gint64      *fact,
       GError     **error)
{
  g_autoptr (HengReview) review = heng_book_get_review (self, agreement, period, 0, error);
  g_autoptr (HengReviewEvent) event = NULL;

  if (review == NULL)
    return FALSE;

  event = new_event (HENG_REVIEW_ISSUED, review, review->statements->len + 1, NULL, document);
  event->lines = review->is_settled ? g_ptr_array_ref (review->present) : heng_review_lines_new ();
  if (!heng_book_get_head (self, &event->known, NULL, error) || !heng_book_append_review (self, review, event, fact, error))
    return FALSE;

  if (statement != NULL)
    *statement = event->statement;
  return TRUE;
}

gboolean
heng_book_append_issue (HengBook    *self,
                        const char  *agreement,
                        HengPeriod   period,
                        const char  *document,
                        guint       *statement,
                        gint64      *fact,
                        GError     **error)
{
  return heng_book_begin (self, error) && heng_book_end (self, issue (self, agreement, period, document, statement, fact, error), error);
}

static gboolean
confirm (HengBook    *self,
         const char  *agreement,
         HengPeriod   period,
         guint        statement,
         const char  *party,
         const char  *document,
         gint64      *fact,
         GError     **error)
{
  g_autoptr (HengReview) review = heng_book_get_review (self, agreement, period, 0, error);
  g_autoptr (HengReviewEvent) event = NULL;

  if (review == NULL)
    return FALSE;

  event = new_event (HENG_REVIEW_CONFIRMED, review, statement, party, document);
  return heng_book_append_review (self, review, event, fact, error);
}

gboolean
heng_book_append_confirmation (HengBook    *self,
                               const char  *agreement,
                               HengPeriod   period,
                               guint        statement,
                               const char  *party,
                               const char  *document,
                               gint64      *fact,
                               GError     **error)
{
  return heng_book_begin (self, error) &&
         heng_book_end (self, confirm (self, agreement, period, statement, party, document, fact, error), error);
}

static gboolean
dispute (HengBook         *self,
         HengReviewEvent  *event,
         const char       *agreement,
         gint64           *fact,
         GError          **error)
{
  g_autoptr (HengReview) review = heng_book_get_review (self, agreement, event->period, 0, error);
  const HengReviewStatement *last;

  if (review == NULL)
    return FALSE;

  last = heng_review_get_statement (review);
  if (event->statement == 0)
    event->statement = MAX (review->statements->len, 1);
  return (last == NULL || heng_review_direct_lines (event->lines, last->issue->lines, error)) &&
         heng_book_append_review (self, review, event, fact, error);
}

gboolean
heng_book_append_dispute (HengBook    *self,
                          const char  *agreement,
                          HengPeriod   period,
                          guint        statement,
                          const char  *party,
                          GPtrArray   *lines,
                          const char  *reason,
                          const char  *document,
                          gint64      *fact,
                          GError     **error)
{
  g_autoptr (HengReviewEvent) event = heng_review_event_new (HENG_REVIEW_DISPUTED);

  event->period = period;
  event->statement = statement;
  event->party = g_strdup (party);
  event->reason = g_strdup (reason);
  event->document = dup_filled (document);
  /* Copied, because they are turned into the direction of what is stated. */
  event->lines = heng_review_lines_new ();
  for (guint i = 0; i < lines->len; i++)
    {
      const HengReviewLine *line = g_ptr_array_index (lines, i);

      g_ptr_array_add (event->lines, heng_review_line_new (line->from, line->to, line->commodity, line->amount_minor));
    }

  return heng_book_begin (self, error) && heng_book_end (self, dispute (self, event, agreement, fact, error), error);
}
