// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-import.h"
#include "heng-table.h"

G_BEGIN_DECLS

/**
 * Records a table of holidays: one fact for each calendar.
 *
 * @n_calendars: (inout): counts those that were new or changed
 * @row: (out): the row that is wrong, G_MAXUINT where it is none in particular
 */
gboolean heng_holidays_import          (HengBook          *book,
                                        const HengTable   *table,
                                        const HengOrigin  *origin,
                                        guint             *n_calendars,
                                        guint             *row,
                                        GError           **error);

/** Records China's holidays as far as they were known when the program was made (data/holidays.csv). */
gboolean heng_standard_holidays_append (HengBook          *book,
                                        GError           **error);

G_END_DECLS
