// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-agreement.h"
#include "heng-session.h"

G_BEGIN_DECLS

/** HengObservationsView: what was measured for an agreement, every revision of it. */
#define HENG_TYPE_OBSERVATIONS_VIEW (heng_observations_view_get_type ())
G_DECLARE_FINAL_TYPE (HengObservationsView, heng_observations_view, HENG, OBSERVATIONS_VIEW, GtkWidget)

void heng_observations_view_show (HengObservationsView *self,
                                  HengSession          *session,
                                  const HengAgreement  *agreement);

G_END_DECLS
