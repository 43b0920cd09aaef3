// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-book.h"
#include "heng-review.h"

G_BEGIN_DECLS

/**
 * Statements issued, confirmed and disputed, as facts; heng-review.h says what may follow what. Each fact has who recorded it and when,
 * and nothing of it is ever deleted: what stood at an earlier time is read with @known.
 */

/**
 * Issues what is owed for @period as its next statement. It states what is computed from the facts known now, and fixes how many those
 * are, so that the same statement can be printed again whatever is recorded later.
 *
 * @document: (nullable)
 * @statement: (out) (nullable): its number
 * @fact: (out) (nullable): the number of the fact; the statement is what is known with it
 *
 * Errors: %HENG_ERROR_REVIEW_UNSETTLED, _DISPUTE_OPEN, _SAME; what heng_book_settle() says of agreement and period
 */
gboolean    heng_book_append_issue        (HengBook               *self,
                                           const char             *agreement,
                                           HengPeriod              period,
                                           const char             *document,
                                           guint                  *statement,
                                           gint64                 *fact,
                                           GError                **error);
/** @statement: which one @party has seen and confirms; 0: the last. */
gboolean    heng_book_append_confirmation (HengBook               *self,
                                           const char             *agreement,
                                           HengPeriod              period,
                                           guint                   statement,
                                           const char             *party,
                                           const char             *document,
                                           gint64                 *fact,
                                           GError                **error);
/**
 * Records that @party does not accept lines of the statement, and what it proposes.
 *
 * @statement: 0: the last
 * @lines: (element-type HengReviewLine): in either direction
 * @fact: (out) (nullable): its number, by which it is ended
 */
gboolean    heng_book_append_dispute      (HengBook               *self,
                                           const char             *agreement,
                                           HengPeriod              period,
                                           guint                   statement,
                                           const char             *party,
                                           GPtrArray              *lines,
                                           const char             *reason,
                                           const char             *document,
                                           gint64                 *fact,
                                           GError                **error);

/** How a dispute ends. @amounts: (nullable) (element-type HengReviewLine): what was agreed or decided. @date: of the run's entry */
typedef struct
{
  HengDisputeEnd how;
  GPtrArray     *amounts;
  const char    *reason;
  const char    *document;
  HengDay        date;
} HengDisputeOutcome;

/**
 * Ends a dispute, in one transaction. Withdrawn: nothing else changes, and there are no amounts. Agreed or decided: the amounts become
 * an agreed exception for the period, which takes the place of one in force; lines without an amount stay as they are owed today, zero
 * takes a line away, below zero turns it round. Without amounts what the facts say by now is accepted, such as a corrected observation.
 * Either way the period is settled for all parties and the difference is booked.
 *
 * @dispute: its number
 * @entry: (out) (nullable): the run's entry, 0 where nothing was new
 *
 * Errors: %HENG_ERROR_DISPUTE_UNKNOWN, _ENDED, %HENG_ERROR_REVIEW_REASON; heng_book_append_override(); %HENG_ERROR_REVIEW_UNSETTLED
 */
gboolean    heng_book_end_dispute         (HengBook                  *self,
                                           gint64                     dispute,
                                           const HengDisputeOutcome  *outcome,
                                           gint64                    *entry,
                                           gint64                    *fact,
                                           GError                   **error);

/** How things stood after the first @known facts (0: all), compared with what was owed by them. Returns: (transfer full) */
HengReview *heng_book_get_review          (HengBook               *self,
                                           const char             *agreement,
                                           HengPeriod              period,
                                           gint64                  known,
                                           GError                **error);

/**
 * @agreement: (nullable): only of this one
 * @period: (nullable): only of periods that lie within this one
 * @waiting: only where something is to be done: not where all have confirmed
 * @after: (nullable): only of agreements behind this code
 * @limit: about how many; those of the last agreement are complete. 0: all
 */
typedef struct
{
  const char       *agreement;
  const HengPeriod *period;
  gboolean          waiting;
  gint64            known;
  const char       *after;
  guint             limit;
} HengReviewQuery;

/** Periods of which a statement was issued, or that are booked and wait for one. What is owed is computed anew only for the former.
 * Returns: (transfer full) (element-type HengReview): by agreement and period */
GPtrArray  *heng_book_list_reviews        (HengBook               *self,
                                           const HengReviewQuery  *query,
                                           GError                **error);

G_END_DECLS
