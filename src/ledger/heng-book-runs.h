// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-book.h"
#include "heng-settlement.h"

G_BEGIN_DECLS

typedef enum
{
  HENG_RUN_FIRST,
  HENG_RUN_PROVISIONAL,
  HENG_RUN_FINAL,
  HENG_RUN_RESETTLEMENT
} HengRunKind;

/**
 * HengRun: one settlement of a period that was booked, or named final or provisional. Only the difference to the runs before is booked;
 * a run that was named and had none has no entry.
 */
typedef struct
{
  char       *agreement;
  HengPeriod  period;
  HengRunKind kind;
  guint       number; /* of the period's runs, from 1 */
  guint       resettlement; /* of a re-settlement: 1, 2, … */
  guint       before; /* the number of the run that it is linked to; 0 for the first */
  gint64      entry;  /* 0 where there was no difference */
  gint64      event;  /* the fact that names its kind; 0 where none does */
  gint64      reversed_by; /* the entry that reverses its entry; 0 */
  HengDay     date;   /* what it counts for */
  HengDay     booked; /* the day it was booked on */
  gint64      known;  /* how many facts it was computed from */
  gint64      recorded_ms;
  char       *recorded_by;
  GPtrArray  *lines;  /* (element-type HengDifference): what it booked */
  GPtrArray  *totals; /* (element-type HengDifference): what is due by pair after it, all runs and reversals up to it added up */
} HengRun;

void        heng_run_free          (HengRun      *self);
/** `first`, `provisional`, `final`, `re-settlement`. */
const char *heng_run_kind_get_name (HengRunKind   kind);

/**
 * The runs in the order they were made.
 *
 * @agreement: (nullable): of all, by agreement
 * @period: (nullable): of all, by period
 * @known: by the first @known facts; 0: all
 *
 * Returns: (transfer full) (element-type HengRun)
 */
GPtrArray  *heng_book_list_runs    (HengBook          *self,
                                    const char        *agreement,
                                    const HengPeriod  *period,
                                    gint64             known,
                                    GError           **error);

/**
 * Books as heng_book_post_settlement() does and records that the run is provisional or final, also where there is no difference. A
 * settlement that is neither complete nor overridden books and records nothing.
 *
 * @kind: %HENG_RUN_PROVISIONAL or %HENG_RUN_FINAL; others are not named and record nothing more
 */
gboolean    heng_book_post_run     (HengBook        *self,
                                    HengSettlement  *settlement,
                                    HengRunKind      kind,
                                    HengDay          date,
                                    gint64          *entry,
                                    GError         **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengRun, heng_run_free)

G_END_DECLS
