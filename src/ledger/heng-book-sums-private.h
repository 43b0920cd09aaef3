// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-book-kept.h"

G_BEGIN_DECLS

/* Sums of lines in a view: from what is kept where that serves, else from the lines. @func gets rows of #HENG_KEPT_PAIR, of two parties, or else of
 * a region or pool; several of the same names are to be added up. Inside a transaction or while reading. */

/** By region or pool, of all that was booked. */
gboolean heng_book_foreach_place (HengBook      *book,
                                  HengView       view,
                                  HengKeptFunc   func,
                                  gpointer       data,
                                  GError       **error);
/** By pair of parties. */
gboolean heng_book_foreach_pair  (HengBook      *book,
                                  HengView       view,
                                  HengKeptFunc   func,
                                  gpointer       data,
                                  GError       **error);
/** By month of the date and region or pool: the segment is the month, of pairs too. */
gboolean heng_book_foreach_month (HengBook      *book,
                                  HengView       view,
                                  HengKeptFunc   func,
                                  gpointer       data,
                                  GError       **error);

G_END_DECLS
