// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * Agreed exceptions and closed days. Actions of a window: `book.override` and `book.freeze` (ss: agreement, period),
 * `book.end-exception` (x: its number), and `book.close-until`, which is about the whole book.
 */
void heng_exception_verbs_install_actions (GtkWidgetClass *window_class);
void heng_exception_verbs_update          (GtkWidget      *window,
                                           gboolean        can_write);

G_END_DECLS
