// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-book-private.h"

G_BEGIN_DECLS

/** A database in memory that holds what a book of format @version holds before anything is written. Returns: (transfer full) (nullable) */
HengDatabase *heng_book_schema_make_blank (gint64    version,
                                           GError  **error);

G_END_DECLS
