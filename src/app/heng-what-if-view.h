// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-session.h"

G_BEGIN_DECLS

/** HengWhatIfView: what assessed periods come to as things stand, and what they would come to with a value that is only assumed. */
#define HENG_TYPE_WHAT_IF_VIEW (heng_what_if_view_get_type ())
G_DECLARE_FINAL_TYPE (HengWhatIfView, heng_what_if_view, HENG, WHAT_IF_VIEW, GtkWidget)

/**
 * Computes and shows @periods of @agreement; nothing is written.
 *
 * @periods: (element-type HengPeriod)
 * @assumptions: (element-type HengAssumption): none: only how things stand is shown
 */
void heng_what_if_view_show (HengWhatIfView *self,
                             HengSession    *session,
                             const char     *agreement,
                             GArray         *periods,
                             GPtrArray      *assumptions);

G_END_DECLS
