// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-book-entries.h"
#include "heng-book.h"
#include "heng-table.h"

G_BEGIN_DECLS

/** The rows of a table of payments or openings as entries, one after the other. In a long table a thread reads ahead, so that reading
 * goes on while what was read is written. */
typedef struct _HengEntryFeed HengEntryFeed;

/** @table and @currency must stay until the feed is freed; @kind: payments or openings. */
HengEntryFeed *heng_entry_feed_new     (const HengTable *table,
                                        HengEntryKind    kind,
                                        const char      *currency);
void           heng_entry_feed_free    (HengEntryFeed   *self);
/** Returns: (transfer none) (nullable): valid until the next call; %NULL at the end, or with @error, after which it must not be called */
HengEntry     *heng_entry_feed_next    (HengEntryFeed   *self,
                                        GError         **error);
/** The row of the entry given last, or of the one that is wrong; G_MAXUINT before the first. */
guint          heng_entry_feed_get_row (HengEntryFeed   *self);
/** Whether the end was reached. */
gboolean       heng_entry_feed_is_done (HengEntryFeed   *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengEntryFeed, heng_entry_feed_free)

G_END_DECLS
