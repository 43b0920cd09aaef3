// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Days, months and periods, counted without the program's own: days from 1000-01-01 as 1, months as year · 12 + month − 1. */

typedef enum { CASE_DAY, CASE_MONTH, CASE_QUARTER, CASE_YEAR, CASE_ONCE, N_CASE_KINDS } CaseKind;

/** @index: day, month, year · 4 + quarter − 1, year; 0 for `once` */
typedef struct
{
  CaseKind kind;
  gint32   index;
} CasePeriod;

extern const char *const case_kind_names[N_CASE_KINDS];

gint32     case_day_new          (gint       year,
                                  gint       month,
                                  gint       day);
gint32     case_day_get_month    (gint32     day);
char      *case_day_format       (gint32     day);
gint32     case_month_first_day  (gint32     month);
/** The period of @kind (not `day`) around @month. */
CasePeriod case_period_around    (CaseKind   kind,
                                  gint32     month);
/** Not of `once`. */
gint32     case_period_first_day (CasePeriod period);
gint32     case_period_last_day  (CasePeriod period);
gboolean   case_period_equal     (CasePeriod a,
                                  CasePeriod b);
char      *case_period_format    (CasePeriod period);

G_END_DECLS
