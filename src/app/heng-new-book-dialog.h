// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-main-window.h"

G_BEGIN_DECLS

/** HengNewBookDialog: the currency of a new book, then its place; opens it in the window. */
#define HENG_TYPE_NEW_BOOK_DIALOG (heng_new_book_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HengNewBookDialog, heng_new_book_dialog, HENG, NEW_BOOK_DIALOG, GtkWindow)

HengNewBookDialog *heng_new_book_dialog_new (HengMainWindow *window);

G_END_DECLS
