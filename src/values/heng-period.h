// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** A calendar day (proleptic Gregorian), counted from 0001-01-01 as 1; #HENG_DAY_NONE stands for an open end. */
typedef gint32 HengDay;
#define HENG_DAY_NONE 0

/** A calendar month, counted as year · 12 + month − 1. */
typedef gint32 HengMonth;

typedef enum
{
  HENG_PERIOD_DAY,
  HENG_PERIOD_MONTH,
  HENG_PERIOD_QUARTER,
  HENG_PERIOD_YEAR,
  HENG_PERIOD_ONCE
} HengPeriodKind;

/**
 * HengPeriod:
 * @kind: how long it is; kinds are in ascending order of length
 * @index: a #HengDay, a #HengMonth, year · 4 + quarter − 1, the year, or 0 for `once`
 *
 * A stretch of time to which a value or an amount belongs. Periods of one kind compare by their index.
 */
typedef struct
{
  HengPeriodKind kind;
  gint32         index;
} HengPeriod;

/** Years that dates and periods may have. */
#define HENG_YEAR_MIN 1000
#define HENG_YEAR_MAX 9999

/** Whether @day is one that heng_day_parse() may read; what comes out of a damaged file may be anything. */
gboolean   heng_day_is_valid    (gint64       day);
/** The same of a period's two parts. */
gboolean   heng_period_is_valid (gint64       kind,
                                 gint64       index);
/** Reads `2021-03-15` and nothing else. */
gboolean   heng_day_parse      (const char  *text,
                                HengDay     *day,
                                GError     **error);
/** Returns: (transfer full): `2021-03-15` */
char      *heng_day_format     (HengDay      day);
HengDay    heng_day_new        (gint         year,
                                guint        month,
                                guint        day);
gint       heng_day_get_year   (HengDay      day);
HengMonth  heng_day_get_month  (HengDay      day);

HengDay    heng_month_get_first_day (HengMonth month);
HengDay    heng_month_get_last_day  (HengMonth month);

/** Reads `2021`, `2021-Q3`, `2021-03`, `2021-03-15` or `once`. */
gboolean   heng_period_parse   (const char   *text,
                                HengPeriod   *period,
                                GError      **error);
/** Returns: (transfer full): as heng_period_parse() reads it */
char      *heng_period_format  (HengPeriod    period);

gboolean   heng_period_equal   (HengPeriod    a,
                                HengPeriod    b);
/** By kind, then by time: a total order for listings. */
int        heng_period_compare (HengPeriod    a,
                                HengPeriod    b);

/** Whether @period is @within or a part of it. `once` is a period of its own, which no year holds. */
gboolean   heng_period_lies_within (HengPeriod period,
                                    HengPeriod within);

/** First and last month; a day's is the month it lies in. Not for `once`. */
HengMonth  heng_period_get_first_month (HengPeriod period);
HengMonth  heng_period_get_last_month  (HengPeriod period);
HengDay    heng_period_get_first_day   (HengPeriod period);
HengDay    heng_period_get_last_day    (HengPeriod period);

/** The period of @kind (month or longer) that @month lies in. */
HengPeriod heng_period_of_month (HengPeriodKind kind,
                                 HengMonth      month);

/** The words of the document and tables: `day`, `month`, `quarter`, `year`, `once`. */
const char *heng_period_kind_get_name (HengPeriodKind  kind);
gboolean    heng_period_kind_parse    (const char     *name,
                                       HengPeriodKind *kind);

G_END_DECLS
