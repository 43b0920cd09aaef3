// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-book.h"

G_BEGIN_DECLS

/**
 * From now on @self is the book as it was after fact @known (-1: before the first): nothing recorded later is seen anywhere, the head
 * is the head of then, today is the day of then, and nothing can be written. So whatever is made from it is what was made then.
 * Right after opening, once. Where there are no later facts and @day is not before today, nothing changes.
 *
 * @day: today as it shall be; #HENG_DAY_NONE: the day on which fact @known was recorded
 */
gboolean heng_book_look_back (HengBook  *self,
                              gint64     known,
                              HengDay    day,
                              GError   **error);

G_END_DECLS
