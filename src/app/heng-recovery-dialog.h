// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-main-window.h"

G_BEGIN_DECLS

/**
 * HengRecoveryDialog: lists the automatic backups of a book and makes another, restores one of them or another file in the book's place, after saying
 * what would be lost, or as a new book, and rescues what can be read of the book into a new one.
 */
#define HENG_TYPE_RECOVERY_DIALOG (heng_recovery_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HengRecoveryDialog, heng_recovery_dialog, HENG, RECOVERY_DIALOG, GtkWindow)

/** @path: of the book, which need not be one that can be opened; where @window has it open, it is closed while another takes its place. */
HengRecoveryDialog *heng_recovery_dialog_new (HengMainWindow *window,
                                              const char     *path);

G_END_DECLS
