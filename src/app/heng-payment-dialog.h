// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-session.h"

G_BEGIN_DECLS

/** HengPaymentDialog: records a payment or delivery between two parties of an agreement. */
#define HENG_TYPE_PAYMENT_DIALOG (heng_payment_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HengPaymentDialog, heng_payment_dialog, HENG, PAYMENT_DIALOG, GtkWindow)

HengPaymentDialog *heng_payment_dialog_new (GtkWindow    *parent,
                                            HengSession  *session,
                                            const char   *agreement,
                                            GError      **error);

G_END_DECLS
