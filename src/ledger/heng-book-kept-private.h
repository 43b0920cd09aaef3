// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-book-kept.h"

G_BEGIN_DECLS

#define HENG_KEPT_COLUMNS "axis, segment, party, other, commodity, accrued, paid, accrued_day, paid_day"
#define HENG_KEPT_N_COLUMNS 9

/** From now on the book is only read. Returns: %FALSE, with %HENG_ERROR_BOOK_KEPT */
gboolean heng_kept_set_wrong   (HengBook    *book,
                                const char  *what,
                                GError     **error);
/** What a segment adds to the digest of the whole. */
guint64  heng_kept_mix_segment (gint64   axis,
                                gint64   segment,
                                gint64   n_rows,
                                guint64  digest);
/** What the count of entries adds to it. */
guint64  heng_kept_mix_entries (gint64  n_entries);
/** The segment whose digest has @row. */
gint64   heng_kept_row_get_segment (const HengKeptRow *row);
/** The row that @query stands at, of #HENG_KEPT_COLUMNS. */
void     heng_kept_row_read    (HengQuery    *query,
                                HengKeptRow  *row);
/** Up to which entry sums are kept, and the digest of the whole. */
gboolean heng_kept_read_state  (HengBook  *book,
                                gint64    *n_entries,
                                guint64   *digest,
                                GError   **error);

G_END_DECLS
