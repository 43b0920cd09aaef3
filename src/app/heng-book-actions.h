// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * The verbs of a window's book, as its actions: `book.new`, `book.open`, `book.import`, `book.settle` (ss: agreement and period, the
 * latter empty for the first that waits), `book.pay` (s), `book.reverse` (x), `book.export-summary` (s) and so on.
 */
void heng_book_actions_install (GtkWidgetClass *window_class);
void heng_book_actions_update  (GtkWidget      *window,
                                gboolean        has_book,
                                gboolean        can_write);

G_END_DECLS
