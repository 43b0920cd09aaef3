// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-book.h"
#include "heng-observations.h"

G_BEGIN_DECLS

/** From now on, settling @agreement as known at @known goes by @observations (a reference is taken) in place of the book's; %NULL ends
 * that. What is settled meanwhile can not be booked. */
void              heng_book_assume            (HengBook          *self,
                                               const char        *agreement,
                                               gint64             known,
                                               HengObservations  *observations);
/** Returns: (nullable) (transfer none): what is assumed */
HengObservations *heng_book_get_assumed       (HengBook          *self,
                                               const char        *agreement,
                                               gint64             known);

/** As heng_book_read_observations(), but read anew and the caller's own, to which more may be added. Returns: (transfer full) */
HengObservations *heng_book_load_observations (HengBook          *self,
                                               const char        *agreement,
                                               gint64             known,
                                               gboolean           detailed,
                                               GError           **error);

G_END_DECLS
