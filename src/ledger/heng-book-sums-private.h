// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-book-balances.h"
#include "heng-book-kept.h"

G_BEGIN_DECLS

/* Sums of lines in a view: from what is kept where that serves, with the lines that it lacks or has too many, else from the lines alone. */

/** Whether nobody would see that a sum of nothing, of which it would have to be looked up whether there are lines at all, is left out. */
typedef gboolean (*HengSumsLeaveFunc) (const HengKeptRow *row,
                                       gpointer           data);

/**
 * What is done with sums.
 * @take: gets rows of #HENG_KEPT_PAIR and #HENG_KEPT_UNIT, of two parties, or else of a region or pool; several of the same names are to be
 *   added up
 * @leave: asked once all others were taken
 */
typedef struct
{
  HengKeptFunc      take;
  HengSumsLeaveFunc leave;
  gpointer          data;
} HengSumsTaker;

/* Inside a transaction or while reading. */

/** By region or pool, of all that was booked. */
gboolean heng_book_foreach_place  (HengBook             *book,
                                   HengView              view,
                                   const HengSumsTaker  *taker,
                                   GError              **error);
/** By pair of parties. */
gboolean heng_book_foreach_pair   (HengBook             *book,
                                   HengView              view,
                                   const HengSumsTaker  *taker,
                                   GError              **error);
/** By month of the date and region or pool: the segment is the month, of pairs too. */
gboolean heng_book_foreach_month  (HengBook             *book,
                                   HengView              view,
                                   const HengSumsTaker  *taker,
                                   GError              **error);
/** By assessed period and pair of parties: the segment is the period's code. Days are not told; see heng_book_foreach_unit(). */
gboolean heng_book_foreach_period (HengBook             *book,
                                   HengView              view,
                                   const HengSumsTaker  *taker,
                                   GError              **error);

/** The rows of heng_book_list_balances() by mechanism or agreement, in no order. While reading. */
GPtrArray *heng_book_list_volumes (HengBook  *book,
                                   gboolean   by_mechanism,
                                   HengView   view,
                                   GError   **error);
/** Puts rows of heng_book_list_balances() in order. */
void       heng_balances_sort     (GPtrArray     *rows,
                                   HengBalanceBy  by,
                                   HengBook      *book);

G_END_DECLS
