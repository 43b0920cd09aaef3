// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-book.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** HengBookBanner: says above the pages why a book can only be read, as long as that is so, and offers what helps. */
#define HENG_TYPE_BOOK_BANNER (heng_book_banner_get_type ())
G_DECLARE_FINAL_TYPE (HengBookBanner, heng_book_banner, HENG, BOOK_BANNER, GtkWidget)

/** @book: (nullable): none is open */
void        heng_book_banner_show (HengBookBanner *self,
                                   HengBook       *book);

/** Why nothing can be written into @book, in one sentence. Returns: (nullable) (transfer none): %NULL where it can be written */
const char *heng_book_banner_word (HengBook       *book);

G_END_DECLS
