// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-agreement.h"
#include "heng-observations.h"
#include "heng-rule-evaluator.h"

G_BEGIN_DECLS

typedef enum
{
  HENG_SETTLEMENT_COMPLETE,
  HENG_SETTLEMENT_INCOMPLETE,
  HENG_SETTLEMENT_BLOCKED,
  HENG_SETTLEMENT_FAILED,
  HENG_SETTLEMENT_OVERRIDDEN,
  /* After booking: */
  HENG_SETTLEMENT_POSTED,
  HENG_SETTLEMENT_UNCHANGED
} HengSettlementStatus;

/** An agreed exception, see heng-exception.h. */
typedef struct _HengException HengException;
typedef struct _HengSettlement HengSettlement;

/** @amount_minor (above zero) of @commodity owed by party number @from to party number @to. */
typedef struct
{
  guint  from;
  guint  to;
  gint64 amount_minor;
  char  *commodity;
} HengObligation;

/** What one statement contributes between two parties; the amount may be negative, against the statement's direction. */
typedef struct
{
  guint      statement;
  guint      from;
  guint      to;
  gint64     amount_minor;
  char      *commodity;
  HengTrace *trace; /* (nullable) (transfer none): owned by the settlement's traces */
} HengContribution;

typedef struct
{
  char      *indicator;
  HengPeriod period;
} HengMissing;

/**
 * HengSettlement: what one agreement owes for one assessed period, and why.
 * @observations: kept alive because the explanation refers to them
 *
 * With an @exception in force @formula is what the rules give from the facts known: instead of what is agreed, or by now instead of
 * when it was frozen.
 */
struct _HengSettlement
{
  HengAgreement       *agreement;
  HengPeriod           period;
  HengWindow           window; /* the months assessed */
  HengSettlementStatus status;
  GArray              *obligations;   /* (element-type HengObligation): by payer, receiver, commodity */
  GArray              *contributions; /* (element-type HengContribution) */
  GArray              *missing;       /* (element-type HengMissing): each once, by indicator and period */
  GPtrArray           *traces;        /* (element-type HengTrace) */
  HengObservations    *observations;
  char                *reason;    /* (nullable): of a requirement that does not hold */
  GError              *error;     /* (nullable): why it failed */
  guint                statement; /* where it is blocked or failed, from 0 */
  GHashTable          *missing_seen; /* (nullable): of @missing, while it is made */
  guint64              n_parts;      /* how many observations were looked for and parts shared out, while it is made */
  gboolean             is_assumed; /* something in it is not observed but assumed: it is never booked */
  gint64               known; /* how many facts there were when a book computed it; 0 elsewhere */
  HengException       *exception; /* (nullable) */
  HengSettlement      *formula;   /* (nullable) */
};

/**
 * Settles @agreement for @period: a pure function of its arguments. Each statement's whole is rounded by its absolute value to the
 * agreement's step, split among the payers and each payer's part among the receivers by largest remainders, then added up by pair
 * and commodity.
 *
 * @observations: (transfer full)
 * @window: the months of the period that are assessed
 * @currency: the book's
 * @traced: whether to explain
 *
 * Returns: (transfer full): never %NULL; what goes wrong is its status
 */
HengSettlement *heng_settlement_new  (HengAgreement    *agreement,
                                      HengPeriod        period,
                                      HengWindow        window,
                                      HengObservations *observations,
                                      const char       *currency,
                                      gboolean          traced);
/** The settlement of a period that is no longer assessed: complete, and nothing is owed. */
HengSettlement *heng_settlement_new_nothing (HengAgreement *agreement,
                                             HengPeriod     period);
/** Adds what is owed between two parties; the arguments are those of #HengObligation. Ordered by heng_settlement_sort(). */
void            heng_settlement_add_obligation (HengSettlement *self,
                                                guint           from,
                                                guint           to,
                                                const char     *commodity,
                                                gint64          amount_minor);
void            heng_settlement_sort           (HengSettlement *self);
void            heng_settlement_free (HengSettlement   *self);

/** Whether it says what is owed, so that it can be booked: complete or overridden. */
gboolean        heng_settlement_is_due         (const HengSettlement *self);
/** `complete`, `incomplete`, … as in the contract. */
const char     *heng_settlement_status_get_name (HengSettlementStatus status);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengSettlement, heng_settlement_free)

G_END_DECLS
