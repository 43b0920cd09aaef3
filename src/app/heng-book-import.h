// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** The verbs that bring files into a window's book: `book.import`, and `book.import-again` (aay: paths) for files refused as known. */
void heng_book_import_install_actions (GtkWidgetClass *window_class);

/** Imports files into the book of @window in a thread, and tells in its strip what they brought. @again: also those imported before */
void heng_book_import_paths           (GtkWidget         *window,
                                       const char *const *paths,
                                       gboolean           again);

G_END_DECLS
