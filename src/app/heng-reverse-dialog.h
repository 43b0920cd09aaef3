// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-session.h"

G_BEGIN_DECLS

/** HengReverseDialog: asks for the reason of a reversal and books the opposite entry. */
#define HENG_TYPE_REVERSE_DIALOG (heng_reverse_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HengReverseDialog, heng_reverse_dialog, HENG, REVERSE_DIALOG, GtkWindow)

HengReverseDialog *heng_reverse_dialog_new (GtkWindow   *parent,
                                            HengSession *session,
                                            gint64       entry);

G_END_DECLS
