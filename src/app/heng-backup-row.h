// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-book-backups.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** How long ago something was, in the largest unit that there is a whole one of: minutes, hours, days. Returns: (transfer full) */
char      *heng_backup_word_age (gint64            made_ms,
                                 gint64            now_ms);
/** When it was made, in China's time (UTC+8), as the log has all times. Returns: (transfer full) */
char      *heng_backup_word_moment (gint64         made_ms);

/** What a list shows of a backup: when it was made and how long ago that is; how much it holds. */
GtkWidget *heng_backup_row_new  (const HengBackup *backup,
                                 gint64            now_ms);

G_END_DECLS
