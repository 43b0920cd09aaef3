// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-book.h"

G_BEGIN_DECLS

/** A consistent copy as a single file, while others may write. Refuses an existing file. */
gboolean   heng_book_backup (HengBook        *self,
                             const char      *path,
                             GError         **error);

/**
 * Backups that the program makes by itself, in the folder NAME.backups beside the book: whoever has the book has them, whatever account they
 * use, and they move with the folder that it lies in. They help against mistakes and damaged files, not against a lost disk.
 *
 * Of the days with changes the last 7 keep one each, so do the last 4 weeks and the last 12 months; the rest is removed, so there are never more than 23.
 */

/** One of them, by its name and by what the file states of itself. */
typedef struct
{
  char  *path;
  gint64 made_ms;
  gint64 count; /* of facts */
  char  *head;  /* first 16 digits of the hash */
  gint64 size;  /* in bytes */
} HengBackup;

void       heng_backup_free         (HengBackup  *self);
/** Whether they are made: not with HENGPING_BACKUPS=0 in the environment. */
gboolean   heng_backups_are_on      (void);
/** The folder of the book @path. Returns: (transfer full) */
char      *heng_backups_get_folder  (const char  *path);
/** Returns: (transfer full) (element-type HengBackup): the newest first; only files that the program made itself: whose name states their date and head,
 * which are books, and have that head. Empty where there are none. */
GPtrArray *heng_backups_list        (const char  *path);
/** Makes one if the newest is older than a day and the book has changed since, then removes those that the rule does not keep; never the newest.
 * @made (nullable) (out): whether there is a new one. */
gboolean   heng_backups_keep        (HengBook    *book,
                                     gboolean    *made,
                                     GError     **error);
/** Makes one now, however old the newest is, unless that holds the same facts or there are none. @made (nullable) (out) */
gboolean   heng_backups_make        (HengBook    *book,
                                     gboolean    *made,
                                     GError     **error);
/** Which of @backups (the newest first) the rule keeps. Returns: (transfer full): a byte each, 1 to keep */
GByteArray *heng_backups_choose     (GPtrArray   *backups);

G_END_DECLS
