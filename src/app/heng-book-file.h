// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** The verbs of a window that are about files: `book.new`, `book.open`, `book.open-sample`, `book.import`, `book.back-up`, `book.verify`. */
void heng_book_file_install_actions (GtkWidgetClass *window_class);

G_END_DECLS
