// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-period.h"

G_BEGIN_DECLS

/** What happens to the statements of one agreement and assessed period. */
typedef enum
{
  HENG_REVIEW_ISSUED,
  HENG_REVIEW_CONFIRMED,
  HENG_REVIEW_DISPUTED,
  HENG_REVIEW_DISPUTE_ENDED,
  HENG_N_REVIEW_EVENTS
} HengReviewEventKind;

typedef enum
{
  HENG_DISPUTE_WITHDRAWN,
  HENG_DISPUTE_AGREED,
  HENG_DISPUTE_DECIDED,
  HENG_N_DISPUTE_ENDS
} HengDisputeEnd;

/** A line of a statement: @from owes @to, by their names as parties. Stated amounts are above zero; a proposed one may be zero, or
 * below it, which is the other direction. */
typedef struct
{
  char  *from;
  char  *to;
  char  *commodity;
  gint64 amount_minor;
} HengReviewLine;

HengReviewLine *heng_review_line_new  (const char     *from,
                                       const char     *to,
                                       const char     *commodity,
                                       gint64          amount_minor);
void            heng_review_line_free (HengReviewLine *self);
/** Returns: (transfer full) (element-type HengReviewLine): an empty list that owns its lines */
GPtrArray      *heng_review_lines_new (void);

/**
 * HengReviewEvent: one fact about a statement. Which of the members it has goes by @kind; the others are %NULL or 0.
 *
 * @number: the number of the fact, by which a dispute is called; 0 while it is not recorded
 * @period: not of %HENG_REVIEW_DISPUTE_ENDED, whose dispute has it
 * @statement: 1, 2, … in each agreement and period; not of %HENG_REVIEW_DISPUTE_ENDED
 * @known: of an issue: how many facts the statement was computed from
 * @lines: (element-type HengReviewLine): of an issue what is stated, of a dispute what is proposed
 * @parties: of an issue: who has to confirm; no part of the fact, because the agreement says it
 * @party: who confirms or disputes
 * @dispute, @how: of an end: the dispute's number, and how it ended
 * @reason: of a dispute and of an end
 * @document: (nullable)
 */
typedef struct
{
  gint64              number;
  HengReviewEventKind kind;
  HengPeriod          period;
  guint               statement;
  gint64              known;
  GPtrArray          *lines;
  GStrv               parties;
  char               *party;
  gint64              dispute;
  HengDisputeEnd      how;
  char               *reason;
  char               *document;
  gint64              recorded_ms;
  char               *recorded_by;
} HengReviewEvent;

HengReviewEvent *heng_review_event_new  (HengReviewEventKind kind);
void             heng_review_event_free (HengReviewEvent    *self);

/** The canonical JSON of what the event states. @currency: the book's. Returns: (transfer full) */
char            *heng_review_event_write (const HengReviewEvent  *self,
                                          const char             *currency);
/** The same read back, strictly: %NULL with an error where @data is not what heng_review_event_write() writes. Returns: (transfer full) */
HengReviewEvent *heng_review_event_read  (HengReviewEventKind     kind,
                                          const char             *data,
                                          const char             *currency,
                                          GError                **error);

/** `issued`, `confirmed`, `disputed`, `dispute-ended`: the kinds of the book's events. */
const char *heng_review_event_kind_get_name (HengReviewEventKind  kind);
gboolean    heng_review_event_kind_parse    (const char          *name,
                                             HengReviewEventKind *kind);
/** `withdrawn`, `agreed`, `decided`. */
const char *heng_dispute_end_get_name       (HengDisputeEnd       how);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengReviewEvent, heng_review_event_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengReviewLine, heng_review_line_free)

G_END_DECLS
