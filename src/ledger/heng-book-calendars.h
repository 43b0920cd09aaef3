// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-book.h"
#include "heng-calendar.h"

G_BEGIN_DECLS

/**
 * Records years of the calendar @code; a year recorded before is replaced. What the last record of the calendar states already is no
 * fact: @appended (nullable) tells.
 *
 * @data: of heng_calendar_write_years()
 */
gboolean      heng_book_append_calendar (HengBook          *self,
                                         const char        *code,
                                         const char        *data,
                                         const HengOrigin  *origin,
                                         gboolean          *appended,
                                         GError           **error);
/** The calendar as the first @known facts state it (0: all). Returns: (transfer full): without years where nothing is known of it */
HengCalendar *heng_book_get_calendar    (HengBook          *self,
                                         const char        *code,
                                         gint64             known,
                                         GError           **error);

G_END_DECLS
