// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-main-window.h"

G_BEGIN_DECLS

/** Lists the automatic backups of the book @path, restores one of them or another file after saying what would be lost, or rescues what can be
 * read of the book into a new one. The book need not be one that can be opened; where @window has it open, it is closed meanwhile. */
GtkWindow *heng_recovery_dialog_new (HengMainWindow *window,
                                     const char     *path);

G_END_DECLS
