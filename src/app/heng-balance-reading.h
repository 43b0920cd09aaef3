// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-book-balances.h"
#include "heng-session.h"

G_BEGIN_DECLS

/**
 * HengBalanceReading: balances for a widget, read in a thread: in a large book they are the sums of hundreds of thousands of lines. One of
 * these is for one place that shows balances, and hands over only the answer to its latest question. An error is told by the window's strip.
 */
typedef struct _HengBalanceReading HengBalanceReading;

/** In the main thread. @balances: (transfer full) (element-type HengBalance) (nullable): %NULL where they could not be read, which is told already */
typedef void (*HengBalanceTake) (GtkWidget *widget,
                                 GPtrArray *balances);

/** @widget: borrowed, outlives this */
HengBalanceReading *heng_balance_reading_new        (HengSession        *session,
                                                     GtkWidget          *widget,
                                                     HengBalanceTake     take);
/** An answer that is still to come is dropped. */
void                heng_balance_reading_free       (HengBalanceReading *self);
/** As the book stands now, dated up to any day. */
void                heng_balance_reading_start      (HengBalanceReading *self,
                                                     HengBalanceBy       by,
                                                     gboolean            by_province);
gboolean            heng_balance_reading_is_running (HengBalanceReading *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengBalanceReading, heng_balance_reading_free)

G_END_DECLS
