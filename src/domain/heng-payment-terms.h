// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-number.h"
#include "heng-period.h"

G_BEGIN_DECLS

/** Longest term in days. */
#define HENG_DUE_DAYS_MAX 3650
/** How many years before or after the assessed period's last an instalment may be due. */
#define HENG_DUE_YEAR_MIN (-1)
#define HENG_DUE_YEAR_MAX 20
/** Most instalments. */
#define HENG_DUE_INSTALMENTS_MAX 366

/** What an instalment's due day is counted from. */
typedef enum
{
  HENG_DUE_ON,              /* a day of the year */
  HENG_DUE_AFTER_STATEMENT, /* days after the first statement of the period was issued */
  HENG_DUE_AFTER_PERIOD     /* days after the last day assessed */
} HengDueKind;

/** What happens to a due day that is no working day. */
typedef enum
{
  HENG_ROLL_NONE,
  HENG_ROLL_FOLLOWING, /* it moves to the next working day */
  HENG_ROLL_PRECEDING  /* it moves to the last working day before */
} HengRoll;

/**
 * How the time that something is late by becomes a part of a year. A stretch counts its first day and not its last.
 *
 * - actual/365, actual/360: its days over 365 or 360.
 * - actual/actual: ISDA's (2006 ISDA Definitions, 4.16 (b)): its days in leap years over 366, the others over 365.
 * - 30/360: the bond basis of the 2006 ISDA Definitions, 4.16 (f): (360 · (y2 − y1) + 30 · (m2 − m1) + (d2 − d1)) / 360, where d1 is 30 for a
 *   31st, and d2 is 30 for a 31st if d1 is 30 then. The end of February is not moved.
 */
typedef enum
{
  HENG_DAY_COUNT_ACTUAL_365,
  HENG_DAY_COUNT_ACTUAL_360,
  HENG_DAY_COUNT_ACTUAL_ACTUAL,
  HENG_DAY_COUNT_30_360
} HengDayCount;

/** One instalment of what a period makes due. */
typedef struct
{
  HengNumber  share; /* above 0; those of all instalments add up to 1 */
  HengDueKind kind;
  guint       month; /* of #HENG_DUE_ON: 1 … 12 */
  guint       day;   /* 1 … 31; the 29th of February is the 28th in a common year */
  gint        year;  /* added to the year in which the assessed period ends */
  guint       days;  /* of the other kinds: 0 … #HENG_DUE_DAYS_MAX */
  gboolean    working; /* whether @days are working days */
} HengDueTerm;

/** HengPaymentTerms: when what an agreement makes due is to be paid, and what it costs to be late. */
typedef struct
{
  GArray      *due; /* (element-type HengDueTerm): at least one, in the order of the document */
  char        *calendar; /* (nullable): whose working days are counted */
  HengRoll     roll;
  gboolean     has_interest;
  HengNumber   rate; /* of one day where @is_per_day, else of one year; not below 0 */
  gboolean     is_per_day;
  HengDayCount day_count;
} HengPaymentTerms;

HengPaymentTerms *heng_payment_terms_new  (void);
void              heng_payment_terms_free (HengPaymentTerms *self);

const HengDueTerm *heng_payment_terms_get_due (const HengPaymentTerms *self,
                                               guint                   index);

/** The words of the document, each list ended by %NULL. */
extern const char *const heng_roll_names[];
extern const char *const heng_day_count_names[];

/**
 * The part of a year (@is_per_day: the days) from @first to @last by @day_count.
 *
 * @last: not before @first
 */
void heng_day_count_measure (HengDayCount  day_count,
                             gboolean      is_per_day,
                             HengDay       first,
                             HengDay       last,
                             HengNumber   *measure);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengPaymentTerms, heng_payment_terms_free)

G_END_DECLS
