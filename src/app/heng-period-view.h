// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-period-row.h"

G_BEGIN_DECLS

/** HengPeriodView: one assessed period of one agreement: what is owed, its runs, its statements, its dues, and what can be done. */
#define HENG_TYPE_PERIOD_VIEW (heng_period_view_get_type ())
G_DECLARE_FINAL_TYPE (HengPeriodView, heng_period_view, HENG, PERIOD_VIEW, GtkWidget)

/** @row: (nullable): nothing to show */
void heng_period_view_show (HengPeriodView      *self,
                            HengSession         *session,
                            const HengPeriodRow *row);

G_END_DECLS
