// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-book-review.h"
#include "heng-book-runs.h"
#include "heng-exception.h"
#include "heng-paged-list.h"

G_BEGIN_DECLS

/** Which assessed periods are listed. */
typedef enum
{
  HENG_PERIOD_FILTER_ALL,
  HENG_PERIOD_FILTER_READY,     /* something would be booked */
  HENG_PERIOD_FILTER_STUCK,     /* incomplete, blocked or failed */
  HENG_PERIOD_FILTER_TO_ISSUE,  /* settled, and no statement says so, or another amount */
  HENG_PERIOD_FILTER_ISSUED,    /* not all parties have confirmed */
  HENG_PERIOD_FILTER_DISPUTED,
  HENG_PERIOD_FILTER_JOINT,
  HENG_N_PERIOD_FILTERS
} HengPeriodFilter;

/** One assessed period of one agreement, as it stands. */
typedef struct
{
  char                *agreement;
  HengPeriod           period;
  HengSettlementStatus status; /* %HENG_SETTLEMENT_UNCHANGED where nothing would be booked */
  GPtrArray           *owed;   /* (element-type HengDifference): what is owed in all */
  guint                n_runs;
  HengRunKind          run;    /* of the last run, where there is one */
  guint                resettlement;
  gboolean             has_exception;
  HengExceptionKind    exception;
  HengReviewState      review;
} HengPeriodRow;

/** Computes the row of a period. @runs: (element-type HengRun): of the agreement. Returns: (transfer full) */
HengPeriodRow *heng_period_row_new  (HengBook            *book,
                                     const char          *agreement,
                                     HengPeriod           period,
                                     GPtrArray           *runs,
                                     GError             **error);
void           heng_period_row_free (HengPeriodRow       *self);

/** A #HengRecordSame over rows. */
gboolean       heng_period_row_is_same (gconstpointer     a,
                                        gconstpointer     b);

/** The query for heng_period_row_find(): periods that pass @filter of agreements that match @search. Returns: (transfer full) */
char          *heng_period_row_write_query (HengPeriodFilter filter,
                                            const char      *search);
/** A #HengPageWork. The newest period of an agreement comes first. */
GPtrArray     *heng_period_row_find (HengBook            *book,
                                     const HengPageStep  *step,
                                     GCancellable        *cancellable,
                                     char               **next,
                                     GError             **error);

G_END_DECLS
