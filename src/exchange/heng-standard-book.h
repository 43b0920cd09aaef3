// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-book.h"

G_BEGIN_DECLS

/** Creates a book as heng_book_new() does that knows China's provincial units and its holidays: all of that, or no file at all. */
HengBook *heng_standard_book_new (const char  *path,
                                  const char  *currency,
                                  const char  *recorder,
                                  HengClock    clock,
                                  gpointer     clock_data,
                                  GError     **error);

G_END_DECLS
