// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-book.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** In the main thread, unless the window was closed or went on to another book meanwhile.
 * @book: (transfer full) (nullable): %NULL with @error, which is %HENG_ERROR_CANCELLED where the user stopped it */
typedef void (*HengBookOpened) (GtkWidget    *window,
                                const char   *path,
                                HengBook     *book,
                                const GError *error,
                                gpointer      data);

/**
 * Opens the book @path in a thread. Where it takes more than a moment the strip of @window says what is done and how far it is, with Stop: bringing a
 * book of an older format to today's, and verifying one that was not closed in order. Ends what @window was opening before.
 *
 * @free_data: (nullable): of @data, in any case
 */
void     heng_book_opening_start   (GtkWidget      *window,
                                    const char     *path,
                                    HengBookOpened  done,
                                    gpointer        data,
                                    GDestroyNotify  free_data);
/** Ends what @window is opening, if anything: nobody is told. */
void     heng_book_opening_drop    (GtkWidget      *window);

G_END_DECLS
