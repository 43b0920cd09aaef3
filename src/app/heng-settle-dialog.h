// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-session.h"

G_BEGIN_DECLS

/** HengSettleDialog: what booking a period of an agreement would add, how it comes about, and the button that books it. */
#define HENG_TYPE_SETTLE_DIALOG (heng_settle_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HengSettleDialog, heng_settle_dialog, HENG, SETTLE_DIALOG, GtkWindow)

/** @period: (nullable): shown first; without it the first period with something to book. %NULL with @error where there is none at all */
HengSettleDialog *heng_settle_dialog_new (GtkWindow        *parent,
                                          HengSession      *session,
                                          const char       *agreement,
                                          const HengPeriod *period,
                                          GError          **error);

G_END_DECLS
