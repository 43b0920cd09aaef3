// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** In the main thread, unless the window was closed. @error: (nullable): why the book is as it was */
typedef void (*HengBroughtUp) (GtkWidget    *window,
                               const char   *path,
                               const char   *kept_copy,
                               const GError *error);

/**
 * Brings a book of an older format to today's in a thread, while the strip of @window says so: all of it is copied and added up again.
 * Where the file cannot be written it stays as it is.
 *
 * @done: is given the path of the copy that is kept of the book as it was (nullable)
 *
 * Returns: %FALSE where there is no such book at @path: then nothing is done, and @done is not called
 */
gboolean heng_older_book_bring_up (GtkWidget     *window,
                                   const char    *path,
                                   HengBroughtUp  done);

G_END_DECLS
