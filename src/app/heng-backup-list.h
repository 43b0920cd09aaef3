// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-session.h"

G_BEGIN_DECLS

/**
 * HengBackupList: the automatic backups of a book, a choice whether they are made, and a button that makes another one. Emits `chosen` with the path of one, and `said` with what came
 * of the button.
 */
#define HENG_TYPE_BACKUP_LIST (heng_backup_list_get_type ())
G_DECLARE_FINAL_TYPE (HengBackupList, heng_backup_list, HENG, BACKUP_LIST, GtkWidget)

/** Once. @path: of the book; @session: (nullable): where it is open; of a book that is not there is nothing to back up */
void     heng_backup_list_show     (HengBackupList  *self,
                                    const char      *path,
                                    HengSession     *session,
                                    HengPreferences *preferences);
gboolean heng_backup_list_is_empty (HengBackupList  *self);

G_END_DECLS
