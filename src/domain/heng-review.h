// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-agreement.h"
#include "heng-review-event.h"
#include "heng-settlement.h"

G_BEGIN_DECLS

/**
 * How far a period's statements have come with the parties. A pure state machine: it is given the events in the order in which they
 * were recorded, and what is owed today; it says where things stand, and which event may follow.
 *
 * A statement is issued with a number, counted for each agreement and period. Every party that has to confirm it either confirms or
 * disputes it: it confirms once, not while its own dispute is open, and having confirmed it disputes no more. A dispute names lines
 * and proposes an amount for each; what stated and proposed amount have in common stays payable. It ends by being withdrawn, by
 * agreement, or by decision. As soon as what is owed today is not what was issued the statement is outdated: nobody confirms or
 * disputes it any more, and the next one has to be issued, which waits for open disputes to end.
 *
 * All parties have to confirm that are neither a pool nor central, whether they owe anything or not: that nothing is owed is a result
 * as well, and only who was left out can say so. A pool is nobody who could confirm; central government is not asked about its grants.
 * Where only central and pools are left, central confirms.
 */

typedef enum
{
  HENG_REVIEW_STATE_UNSETTLED, /* nothing was issued, and today's facts have no result: incomplete, blocked or failed */
  HENG_REVIEW_STATE_COMPUTED,  /* nothing was issued */
  HENG_REVIEW_STATE_ISSUED,    /* nobody has confirmed the last statement */
  HENG_REVIEW_STATE_CONFIRMED, /* some parties have */
  HENG_REVIEW_STATE_JOINT,     /* all have */
  HENG_REVIEW_STATE_DISPUTED,  /* a dispute about it is open */
  HENG_REVIEW_STATE_OUTDATED,  /* it does not state what is owed today */
  HENG_N_REVIEW_STATES
} HengReviewState;

/** @end: (nullable): %NULL while the dispute is open. Both are the review's. */
typedef struct
{
  const HengReviewEvent *event;
  const HengReviewEvent *end;
} HengReviewDispute;

/** @confirmations: (element-type HengReviewEvent) @disputes: (element-type HengReviewDispute), both in the order recorded */
typedef struct
{
  const HengReviewEvent *issue;
  GPtrArray             *confirmations;
  GPtrArray             *disputes;
} HengReviewStatement;

/**
 * @events: (element-type HengReviewEvent)
 * @statements: (element-type HengReviewStatement): oldest first
 * @is_present: whether what is owed today is known here
 * @is_settled: with @is_present: whether today's facts have a result
 * @present: (element-type HengReviewLine): with @is_settled: what is owed today
 */
typedef struct
{
  char      *agreement;
  HengPeriod period;
  GPtrArray *events;
  GPtrArray *statements;
  gboolean   is_present;
  gboolean   is_settled;
  GPtrArray *present;
} HengReview;

/** A stated line, and what the open disputes leave of it. */
typedef struct
{
  const HengReviewLine *line;
  gint64                undisputed_minor; /* payable: from 0 to what is stated */
  gint64                disputed_minor;   /* the rest */
} HengReviewFigure;

HengReview *heng_review_new  (const char *agreement,
                              HengPeriod  period);
void        heng_review_free (HengReview *self);

/** Who has to confirm statements under @agreement. Returns: (transfer full): names, in the order of the parties */
GStrv       heng_review_list_parties (const HengAgreement *agreement);
/** What @settlement owes, by the names of the parties; %NULL where it has no result. Returns: (transfer full) (nullable) */
GPtrArray  *heng_review_list_owed    (const HengSettlement *settlement);

/** Whether @event may follow; @error says what stands against it. */
gboolean    heng_review_check        (const HengReview       *self,
                                      const HengReviewEvent  *event,
                                      GError                **error);
/** The same, and takes it in. @event: (transfer full), also where it fails */
gboolean    heng_review_add          (HengReview             *self,
                                      HengReviewEvent        *event,
                                      GError                **error);
/** Says what is owed today. @lines: (transfer full) (nullable): %NULL where there is no result */
void        heng_review_set_present  (HengReview             *self,
                                      GPtrArray              *lines);

HengReviewState heng_review_get_state   (const HengReview *self);
/** Whether what is owed today is not what the last statement says; open disputes do not hide it. */
gboolean    heng_review_is_outdated     (const HengReview *self);
/** The last statement. Returns: (nullable) (transfer none) */
const HengReviewStatement *heng_review_get_statement (const HengReview *self);
/** Returns: (nullable) (transfer none): the dispute of this number in any statement */
const HengReviewDispute   *heng_review_find_dispute  (const HengReview *self,
                                                      gint64            number);
/** Returns: (nullable) (transfer none): the confirmation of @statement by @party */
const HengReviewEvent     *heng_review_find_confirmation (const HengReviewStatement *statement,
                                                          const char                *party);
/** Who still has to confirm the last statement; nobody while it is outdated. Returns: (transfer container) (element-type utf8) */
GPtrArray  *heng_review_list_waiting    (const HengReview *self);
/** What open disputes leave of each line of @statement. Returns: (transfer full) (element-type HengReviewFigure) */
GArray     *heng_review_list_figures    (const HengReviewStatement *statement);

/** What @stated_minor (above zero) and @proposed_minor have in common, both in the stated direction: never below zero. */
gint64      heng_review_get_undisputed  (gint64            stated_minor,
                                         gint64            proposed_minor);
/** The line between the two parties in this commodity, in whichever direction. Returns: (nullable) (transfer none) */
HengReviewLine *heng_review_find_line   (GPtrArray            *lines,
                                         const HengReviewLine *like);
/** Turns those of @proposed round that are named against the direction of a line in @stated. */
gboolean    heng_review_direct_lines    (GPtrArray            *proposed,
                                         GPtrArray            *stated,
                                         GError              **error);

/** `unsettled`, `computed`, `issued`, `confirmed`, `jointly-confirmed`, `disputed`, `outdated`. */
const char *heng_review_state_get_name  (HengReviewState   state);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengReview, heng_review_free)

G_END_DECLS
