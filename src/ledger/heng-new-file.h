// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * A database that is made under another name in the same folder and takes its own when it is whole: whoever is killed on the way leaves
 * no half of a book behind where a book is looked for.
 */

/** The other name, which nothing bears. Returns: (transfer full) */
char    *heng_new_file_begin   (const char   *path);
/** Makes @temporary, which nobody has open, be named @path, for good; refuses where there is something of that name.
 * Either way nothing of the other name is left. %HENG_ERROR_FILE_EXISTS, _FILE_WRITE */
gboolean heng_new_file_publish (const char   *temporary,
                                const char   *path,
                                GError      **error);
/** Removes it, with what SQLite keeps beside it, and lets @error (may be %NULL or unset) speak of @path. */
void     heng_new_file_discard (const char   *temporary,
                                const char   *path,
                                GError      **error);

G_END_DECLS
