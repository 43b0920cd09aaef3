// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-book.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/** How far a long piece of work has come: @done of @total steps, of a size that only the work knows; 0 of 0 where it cannot tell. */
typedef void (*HengProgressFunc) (guint64  done,
                                  guint64  total,
                                  gpointer data);

/**
 * Whom importing, settling, verifying tell how far they have come, in the thread that uses the book, and what ends them early: they
 * then fail with %HENG_ERROR_CANCELLED, and nothing has been written. @func and @cancellable may be %NULL; both are borrowed until
 * the next call.
 */
void     heng_book_set_progress    (HengBook          *self,
                                    HengProgressFunc   func,
                                    gpointer           data,
                                    GCancellable      *cancellable);
/** The same as heng_book_open(), which may have to bring a book of an older format to today's: that tells how far it has come and can be stopped; the
 * book is as it was then. Nobody is told any more once the book is open. */
HengBook *heng_book_open_watched   (const char        *path,
                                    HengBookOpen       mode,
                                    const char        *recorder,
                                    HengClock          clock,
                                    gpointer           clock_data,
                                    HengProgressFunc   progress,
                                    gpointer           progress_data,
                                    GCancellable      *cancellable,
                                    GError           **error);
/** Tells it. Returns: %FALSE with %HENG_ERROR_CANCELLED where the work shall end */
gboolean heng_book_report_progress (HengBook          *self,
                                    guint64            done,
                                    guint64            total,
                                    GError           **error);

G_END_DECLS
