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

/** The name of the file itself where @path names it by way of links; else @path. Logs stand beside that. Returns: (transfer full) */
char        *heng_file_follow      (const char   *path);
/** The name that a whole file takes which is to stand at @path: where that is a link, the one of the file that it leads to. Folders, devices and pipes
 * are not taken from the machine: %HENG_ERROR_FILE_NO_FILE. Returns: (transfer full) (nullable) */
char        *heng_file_find_place  (const char   *path,
                                    GError      **error);
/** Writes @text as a whole file at @path, in the place of one that stands there. %HENG_ERROR_FILE_NO_FILE, _FILE_WRITE */
gboolean     heng_file_write_text  (const char   *path,
                                    const char   *text,
                                    GError      **error);

G_END_DECLS
