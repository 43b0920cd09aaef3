// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * The verbs about observations: `book.import-table` chooses tables to look at before they are imported, `book.preview` (aay: paths) shows
 * those named, `book.withdraw` (ssss: agreement, indicator, period, source) takes a value back by a later fact.
 */
void heng_book_data_install_actions (GtkWidgetClass *window_class);

G_END_DECLS
