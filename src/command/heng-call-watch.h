// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-book-progress.h"

G_BEGIN_DECLS

/** Shows how far work on @book has come, on a line of standard error where that is a terminal, and lets Ctrl-C end the work so that
 * nothing is left half done. Ends with heng_call_unwatch(), before the book is freed. */
void heng_call_watch   (HengBook *book);
void heng_call_unwatch (HengBook *book);

/** The same of work on no book that is open yet. Returns: (transfer none): what ends it, until heng_call_watch_end() */
GCancellable *heng_call_watch_begin    (void);
/** Returns: whether Ctrl-C was pressed meanwhile */
gboolean      heng_call_watch_end      (void);
/** A #HengProgressFunc. */
void          heng_call_watch_progress (guint64  done,
                                        guint64  total,
                                        gpointer data);

G_END_DECLS
