// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-session.h"

G_BEGIN_DECLS

/** HengOwedView: what is owed for one assessed period, which exception was agreed for it, and how the amounts come about. */
#define HENG_TYPE_OWED_VIEW (heng_owed_view_get_type ())
G_DECLARE_FINAL_TYPE (HengOwedView, heng_owed_view, HENG, OWED_VIEW, GtkWidget)

void heng_owed_view_show (HengOwedView *self,
                          HengSession  *session,
                          const char   *agreement,
                          HengPeriod    period);

G_END_DECLS
