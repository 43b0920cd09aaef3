// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-main-window.h"

G_BEGIN_DECLS

/** The verb `book.export` with `hledger`, `csv` or `json`: writes the journal or everything into a file, and tells the head that it states. */
void heng_book_export_install_actions (GtkWidgetClass *window_class);

G_END_DECLS
