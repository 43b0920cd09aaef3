// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-session.h"

G_BEGIN_DECLS

/** HengSettlementsView: the assessed periods of an agreement and how each stands. */
#define HENG_TYPE_SETTLEMENTS_VIEW (heng_settlements_view_get_type ())
G_DECLARE_FINAL_TYPE (HengSettlementsView, heng_settlements_view, HENG, SETTLEMENTS_VIEW, GtkWidget)

void heng_settlements_view_show (HengSettlementsView *self,
                                 HengSession         *session,
                                 const HengAgreement *agreement);

G_END_DECLS
