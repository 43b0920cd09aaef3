// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-book-settle-many.h"

G_BEGIN_DECLS

/**
 * What has to be settled again. The book remembers up to which fact and which day all of it was settled and booked; since then only an
 * agreement that observations, versions, events or entries were recorded for can owe something else, and only a period that has ended
 * since can be new. heng_book_settle_many() settles what is listed.
 */

/**
 * The agreements with periods, ended by @ended_by, for which booking may add something: all where the book was never settled as a whole.
 * None is left out that settling everything would book an entry for. What could not be computed for want of observations is listed when
 * something was recorded for it.
 *
 * Returns: (transfer full) (element-type HengSettleTarget): by code
 */
GPtrArray *heng_book_list_changed (HengBook  *self,
                                   HengDay    ended_by,
                                   GError   **error);

/**
 * Remembers that all that heng_book_list_changed() listed for @ended_by, or more, has been settled and booked. Inside the transaction
 * that booked it, at its end. It is no fact: were it lost, everything would be settled once more.
 */
gboolean   heng_book_mark_settled (HengBook  *self,
                                   HengDay    ended_by,
                                   GError   **error);

/** The first period that is not settled although the book remembers that it is; @agreement is %NULL where there is none. For verifying. */
gboolean   heng_book_check_settled (HengBook    *self,
                                    char       **agreement,
                                    HengPeriod  *period,
                                    GError     **error);

G_END_DECLS
