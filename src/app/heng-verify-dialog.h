// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-main-window.h"

G_BEGIN_DECLS

/**
 * HengVerifyDialog: the state of the book that a window has open: its head, to be copied; verifies it, compares a head on paper with it, saves the
 * report, and computes anew balances that it only keeps.
 */
#define HENG_TYPE_VERIFY_DIALOG (heng_verify_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HengVerifyDialog, heng_verify_dialog, HENG, VERIFY_DIALOG, GtkWindow)

HengVerifyDialog *heng_verify_dialog_new (HengMainWindow *window);

G_END_DECLS
