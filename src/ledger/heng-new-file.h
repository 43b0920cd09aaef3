// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * A database that is made under another name in the same folder and takes its own when it is whole: whoever is killed on the way leaves
 * no half of a book behind where a book is looked for.
 *
 * The other name is NAME.0123456789abcdef.part, of which the last eight digits are made of the others and of the computer's name, so
 * that nobody else has such a file by chance; and whoever makes it holds a lock on it as long as the program lives. What was left behind by one
 * that was killed is removed when the next new file is begun in that folder.
 */
typedef struct _HengNewFile HengNewFile;

/** An empty file under another name, locked. %HENG_ERROR_FILE_WRITE, _BOOK_FULL. Returns: (transfer full) (nullable) */
HengNewFile *heng_new_file_begin   (const char   *path,
                                    GError      **error);
/** Removes it, with what SQLite keeps beside it, where it has not taken its own name. */
void         heng_new_file_free    (HengNewFile  *self);
/** The other name, to be opened for writing. What is made beside it, with one of the endings "-copy" and "-rows", goes with it. */
const char  *heng_new_file_get_name (HengNewFile *self);
/** Makes it empty again; nobody has it open. */
gboolean     heng_new_file_empty   (HengNewFile  *self,
                                    GError      **error);
/** Gives it its own name, for good, where there is nothing of that name and no log that would be taken for its own; nobody has it open.
 * %HENG_ERROR_FILE_EXISTS, _FILE_WRITE, _BOOK_FULL */
gboolean     heng_new_file_publish (HengNewFile  *self,
                                    GError      **error);
/** The same in place of what bears the name. Where it fails either file may bear it, each whole. */
gboolean     heng_new_file_replace (HengNewFile  *self,
                                    GError      **error);
/** Whether it has its own name. */
gboolean     heng_new_file_is_named (HengNewFile *self);
/** Lets an error of ours about the other name speak of its own. */
void         heng_new_file_place   (HengNewFile  *self,
                                    GError      **error);

/** Removes what programs that were killed left in @folder. Returns: how many files */
guint        heng_new_file_clean   (const char   *folder);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengNewFile, heng_new_file_free)

G_END_DECLS
