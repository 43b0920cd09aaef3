// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-book.h"
#include "heng-exception.h"

G_BEGIN_DECLS

/**
 * Agreed exceptions and closed periods: facts that change what a period settles to or on which day an entry is booked. Nothing of it is
 * ever taken back; an exception is ended by another fact.
 */

/**
 * Records that the parties agreed on @amounts for @period in place of what the rules give; none: nothing is owed. It holds whatever is
 * observed or missing, until it is ended. Booking the difference is the caller's, by settling.
 *
 * @amounts: (element-type HengAgreedAmount): above zero, each pair and commodity once
 * @number: (out) (nullable): of the fact, which is the exception's
 *
 * Errors: heng_exception_check(); a period that is not assessed; %HENG_ERROR_EXCEPTION_OPEN where there is one in force
 */
gboolean   heng_book_append_override (HengBook    *self,
                                      const char  *agreement,
                                      HengPeriod   period,
                                      GPtrArray   *amounts,
                                      const char  *reason,
                                      const char  *document,
                                      gint64      *number,
                                      GError     **error);
/** Records that @period stays as it is computed from the facts known now, whatever is revised or amended, until this is ended. */
gboolean   heng_book_append_freeze   (HengBook    *self,
                                      const char  *agreement,
                                      HengPeriod   period,
                                      const char  *reason,
                                      const char  *document,
                                      gint64      *number,
                                      GError     **error);
/** Ends the exception of that number: the rules hold again. %HENG_ERROR_EXCEPTION_UNKNOWN, _ENDED */
gboolean   heng_book_end_exception   (HengBook    *self,
                                      gint64       exception,
                                      const char  *reason,
                                      const char  *document,
                                      gint64      *number,
                                      GError     **error);
/**
 * @agreement: (nullable): all
 * @period: (nullable): all
 * @known: by the first @known facts; 0: all
 *
 * Returns: (transfer full) (element-type HengException): in the order recorded, those that are ended included
 */
GPtrArray *heng_book_list_exceptions (HengBook          *self,
                                      const char        *agreement,
                                      const HengPeriod  *period,
                                      gint64             known,
                                      GError           **error);
/** Which exception is in force for @period. @exception: (out) (nullable) (transfer full): %NULL where there is none */
gboolean   heng_book_find_exception  (HengBook        *self,
                                      const char      *agreement,
                                      HengPeriod       period,
                                      gint64           known,
                                      HengException  **exception,
                                      GError         **error);

/**
 * Closes the days up to and with @until: no entry is booked on them any more. What comes later is booked on the first open day and
 * keeps its own date. Closed days are never opened again.
 *
 * Errors: %HENG_ERROR_CLOSE_FUTURE behind today, %HENG_ERROR_CLOSE_EARLIER where @until is closed already
 */
gboolean   heng_book_close            (HengBook    *self,
                                       HengDay      until,
                                       const char  *reason,
                                       gint64      *number,
                                       GError     **error);
/** The last closed day by the first @known facts (0: all); #HENG_DAY_NONE where none is. */
gboolean   heng_book_get_closed_until (HengBook    *self,
                                       gint64       known,
                                       HengDay     *until,
                                       GError     **error);

G_END_DECLS
