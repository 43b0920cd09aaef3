// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Copies the bytes of @from into a new file, which is on the disk then. %HENG_ERROR_FILE_READ, _FILE_WRITE, _BOOK_FULL; then there is no copy. */
gboolean     heng_file_copy        (const char   *from,
                                    const char   *to,
                                    GError      **error);
/** Makes what happened to names in the folder of @path last. */
gboolean     heng_file_sync_folder (const char   *path,
                                    GError      **error);
/** Makes the folder @path where it is not there yet, and makes it last. */
gboolean     heng_file_make_folder (const char   *path,
                                    GError      **error);

G_END_DECLS
