// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-session.h"

G_BEGIN_DECLS

/** HengDuesView: what is to be paid for one assessed period, by when, and what of it is paid, late or disputed. */
#define HENG_TYPE_DUES_VIEW (heng_dues_view_get_type ())
G_DECLARE_FINAL_TYPE (HengDuesView, heng_dues_view, HENG, DUES_VIEW, GtkWidget)

void heng_dues_view_show (HengDuesView *self,
                          HengSession  *session,
                          const char   *agreement,
                          HengPeriod    period);

G_END_DECLS
