// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-book-observations.h"
#include "heng-book-progress.h"
#include "heng-settlement.h"

G_BEGIN_DECLS

/** Observations before and beside recording: what a table would bring, what is still to be observed, what an amount would be. Nothing
 * here writes. Besides what is given to a call, how far it has come is told, and it is ended early, as heng_book_set_progress() says. */

/* ---- preview of a table ---- */

/** What a row would do. A row that would be new or a revision is a conflict where another source has a different value. */
typedef enum
{
  HENG_INTAKE_NEW,
  HENG_INTAKE_SAME,
  HENG_INTAKE_REVISION,
  HENG_INTAKE_WITHDRAWAL,
  HENG_INTAKE_CONFLICT,
  HENG_N_INTAKE_CLASSES
} HengIntakeClass;

/** `new`, `same`, `revision`, `withdrawal`, `conflict`. */
const char *heng_intake_class_get_name (HengIntakeClass self);

/** HengIntake: the rows of tables of observations against a book. The book must outlive it. */
typedef struct _HengIntake HengIntake;

/** One row; texts belong to the intake. */
typedef struct
{
  HengIntakeClass kind;
  const char     *file; /* (nullable) */
  guint           line;
  const char     *agreement;
  const char     *indicator;
  HengPeriod      period;
  const char     *value;  /* (nullable): withdrawn */
  const char     *source;
  gboolean        has_before;   /* this source has something for the period already */
  const char     *before;       /* (nullable): its value; %NULL: withdrawn, or none */
  const char     *other_source; /* (nullable): of a conflict, the best other source with a different value; of a withdrawal, what counts then */
  const char     *other_value;  /* (nullable) */
  gboolean        counts;       /* after the import this row's value is the one that counts */
  gboolean        is_implausible;
} HengIntakeRow;

/** A booked period whose amounts would differ from what is booked. */
typedef struct
{
  char                *agreement;
  HengPeriod           period;
  HengSettlementStatus status;      /* computed with the table's rows */
  GPtrArray           *differences; /* (element-type HengDifference): what booking would add; empty unless the status is complete */
} HengIntakePeriod;

HengIntake *heng_intake_new    (HengBook                    *book);
void        heng_intake_free   (HengIntake                  *self);
/** Takes a row, checked against its agreement; %FALSE with @error where it is wrong. Copies what it keeps. @file: (nullable) */
gboolean    heng_intake_add    (HengIntake                  *self,
                                const HengObservationInput  *input,
                                const char                  *file,
                                guint                        line,
                                GError                     **error);
/** Compares all rows with the book. The same observation twice in one file is %HENG_ERROR_TABLE_TWICE at its file and line. */
gboolean    heng_intake_finish (HengIntake                  *self,
                                GCancellable                *cancellable,
                                HengProgressFunc             progress,
                                gpointer                     progress_data,
                                GError                     **error);

guint       heng_intake_get_n_rows        (HengIntake      *self);
guint       heng_intake_get_n_of          (HengIntake      *self,
                                           HengIntakeClass  kind);
guint       heng_intake_get_n_implausible (HengIntake      *self);
/** Row number @index in the order they were taken. */
void        heng_intake_get_row           (HengIntake      *self,
                                           guint            index,
                                           HengIntakeRow   *row);
/** The numbers of the rows of @kind (-1: any), only those outside the limits of plausibility with @implausible.
 * Returns: (transfer full) (element-type guint) */
GArray     *heng_intake_find_rows         (HengIntake      *self,
                                           int              kind,
                                           gboolean         implausible);
/** Periods that would have to be settled again, by agreement and period; after heng_intake_finish().
 * Returns: (transfer none) (element-type HengIntakePeriod) */
GPtrArray  *heng_intake_get_periods       (HengIntake      *self);

/* ---- what is missing ---- */

typedef struct
{
  const char       *agreement; /* (nullable): all */
  const HengPeriod *within;    /* (nullable): the assessed periods within it, ended or not; else those that have ended by @ended_by */
  HengDay           ended_by;
  gint64            known;
} HengMissingQuery;

/** A statement of an assessed period that waits. */
typedef struct
{
  HengPeriod period;
  guint      statement; /* from 0 */
  char      *text;
} HengWaitingRule;

/** One observation that is missing: each once in an agreement. */
typedef struct
{
  char           *agreement;
  char           *indicator;
  HengPeriod      period;
  char           *unit;    /* (nullable) */
  char           *section; /* (nullable) */
  HengPeriodKind  observed;
  GArray         *waiting; /* (element-type HengWaitingRule): by period and statement */
} HengMissingRow;

/**
 * A page of what is missing: rows of whole agreements behind the code @after (nullable: from the beginning) until at least @limit are
 * found or @n_agreements_max (0: any number) have been looked at, by agreement, indicator and period. Looks at nothing that is complete
 * twice, holds one agreement at a time.
 *
 * @next: (out) (transfer full) (nullable): the code to go on behind; %NULL: that was all
 *
 * Returns: (transfer full) (element-type HengMissingRow): may be empty though there is more; %HENG_ERROR_CANCELLED
 */
GPtrArray  *heng_book_list_missing (HengBook                *self,
                                    const HengMissingQuery  *query,
                                    const char              *after,
                                    guint                    limit,
                                    guint                    n_agreements_max,
                                    GCancellable            *cancellable,
                                    char                   **next,
                                    GError                 **error);
void        heng_missing_row_free  (HengMissingRow          *self);

/* ---- what if ---- */

/** @value assumed for an indicator and period, whatever its sources say. */
typedef struct
{
  char      *indicator;
  HengPeriod period;
  char      *value;
} HengAssumption;

/** Reads `INDICATOR@PERIOD=VALUE`. Returns: (transfer full): %NULL with %HENG_ERROR_ASSUMPTION_SYNTAX or what is wrong with its parts */
HengAssumption *heng_assumption_new  (const char      *text,
                                      GError         **error);
void            heng_assumption_free (HengAssumption  *self);

/** As heng_book_settle() with @assumptions (element-type HengAssumption) in place of what is observed. Booking the result is refused.
 * Returns: (transfer full) */
HengSettlement *heng_book_settle_assuming (HengBook    *self,
                                           const char  *agreement,
                                           HengPeriod   period,
                                           gint64       known,
                                           GPtrArray   *assumptions,
                                           gboolean     traced,
                                           GError     **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengIntake, heng_intake_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengAssumption, heng_assumption_free)

G_END_DECLS
