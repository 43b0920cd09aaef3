// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-main-window.h"

G_BEGIN_DECLS

/** The verbs `book.restore` (the open book) and `book.recover` (a path). */
void heng_recovery_verbs_install_actions (GtkWidgetClass *window_class);
/** Makes an automatic backup of the session's book in a thread, if it is time for one; only a failure is told. */
void heng_recovery_verbs_keep_backup     (HengMainWindow *window);

G_END_DECLS
