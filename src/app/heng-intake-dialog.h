// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-session.h"

G_BEGIN_DECLS

/**
 * HengIntakeDialog: what tables of observations would bring, row by row: new, the same, a revision, a conflict between sources, outside
 * the limits of plausibility. Nothing is recorded before it is imported.
 */
#define HENG_TYPE_INTAKE_DIALOG (heng_intake_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HengIntakeDialog, heng_intake_dialog, HENG, INTAKE_DIALOG, GtkWindow)

HengIntakeDialog *heng_intake_dialog_new (GtkWindow         *parent,
                                          HengSession       *session,
                                          const char *const *paths);

G_END_DECLS
