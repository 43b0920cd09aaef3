// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-payment-terms.h"

G_BEGIN_DECLS

/** One row of a table of holidays: @day is off, or a day of a weekend that is worked. */
typedef struct
{
  HengDay  day;
  gboolean is_workday;
} HengCalendarDay;

/**
 * HengCalendar: which days are worked. Saturdays and Sundays are off, but for what the years that are known state otherwise. A year that
 * is not known has weekends only, and what is computed with it is provisional.
 */
typedef struct _HengCalendar HengCalendar;

HengCalendar *heng_calendar_new  (const char   *code);
void          heng_calendar_free (HengCalendar *self);
const char   *heng_calendar_get_code (const HengCalendar *self);

/**
 * Takes the years of an event's data, `{"years":{"2024":{"holidays":["2024-01-01"],"workdays":["2024-02-04"]}}}`. A year known before is
 * replaced. The days of a year may lie in the December before: its arrangement may begin there.
 */
gboolean      heng_calendar_read_years (HengCalendar  *self,
                                        const char    *data,
                                        GError       **error);
/**
 * The data of the event that records a table. Years must follow one another, and each needs a holiday: a table with a hole would
 * turn holidays into working days without a word. A day of December before the first year belongs to that year's arrangement.
 *
 * @days: (element-type HengCalendarDay): in any order
 * @row: (out): the index of the row that is wrong, G_MAXUINT where it is none in particular
 *
 * Returns: (transfer full)
 */
char         *heng_calendar_write_years (const char  *code,
                                         GArray      *days,
                                         guint       *row,
                                         GError     **error);

/** The following take a calendar that may be %NULL: weekends only, and no year is known. */
gboolean heng_calendar_has_year       (const HengCalendar *self,
                                       gint                year);
/** @missing_year: (inout): set to the year of @day where it is not known and nothing was set before */
gboolean heng_calendar_is_working_day (const HengCalendar *self,
                                       HengDay             day,
                                       gint               *missing_year);
/** @day itself where it is a working day or nothing moves, else the next one in the direction of @roll. */
HengDay  heng_calendar_roll           (const HengCalendar *self,
                                       HengDay             day,
                                       HengRoll            roll,
                                       gint               *missing_year);
/** The working day number @n after @day, which is not counted; @day itself for 0. */
HengDay  heng_calendar_add_working_days (const HengCalendar *self,
                                         HengDay             day,
                                         guint               n,
                                         gint               *missing_year);

gboolean heng_day_is_weekend (HengDay day);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengCalendar, heng_calendar_free)

G_END_DECLS
