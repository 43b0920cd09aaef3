// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** A line of a card of amounts: who owes whom at the left, how much at the right. Returns: (transfer floating) */
GtkWidget *heng_amount_row_new (const char *who,
                                const char *amount);

G_END_DECLS
