// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * HengBalanceBar: an amount as a bar from a middle line: to the right what is received, to the left what is given. It only draws what
 * the figure beside it says, so it is silent to a screen reader.
 */
#define HENG_TYPE_BALANCE_BAR (heng_balance_bar_get_type ())
G_DECLARE_FINAL_TYPE (HengBalanceBar, heng_balance_bar, HENG, BALANCE_BAR, GtkWidget)

GtkWidget *heng_balance_bar_new (gboolean        is_diverging);
/** @share: −1 … 1 of the longest bar */
void       heng_balance_bar_set (HengBalanceBar *self,
                                 double          share);

G_END_DECLS
