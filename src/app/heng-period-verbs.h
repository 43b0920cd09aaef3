// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * Statements and the parties' answers. Actions of a window: `book.issue`, `book.confirm`, `book.dispute` and `book.export-settlement`
 * (ss: agreement, period), `book.resolve` (x: the dispute's number).
 */
void heng_period_verbs_install_actions (GtkWidgetClass *window_class);
void heng_period_verbs_update          (GtkWidget      *window,
                                        gboolean        has_book,
                                        gboolean        can_write);

G_END_DECLS
