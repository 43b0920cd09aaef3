// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-session.h"

G_BEGIN_DECLS

/** HengInterestDialog: shows what late interest is due up to a day and not booked yet, and books it. */
#define HENG_TYPE_INTEREST_DIALOG (heng_interest_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HengInterestDialog, heng_interest_dialog, HENG, INTEREST_DIALOG, GtkWindow)

/** @agreement: (nullable): of all */
HengInterestDialog *heng_interest_dialog_new (GtkWindow   *parent,
                                              HengSession *session,
                                              const char  *agreement);

G_END_DECLS
