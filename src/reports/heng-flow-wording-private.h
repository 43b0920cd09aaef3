// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-flow-wording.h"

G_BEGIN_DECLS

/** "Accrued", "Paid" … */
const char *heng_flow_wording_get_measure (HengFlowMeasure       measure);
/** An amount with its unit, and with a mark where it is rounded. Returns: (transfer full) */
char       *heng_flow_wording_format_full (const HengFlowWording *self,
                                           gint64                 amount);
/** The days asked for: "2020 to 2022". Returns: (transfer full) (nullable): %NULL for all */
char       *heng_flow_wording_make_span   (const HengFlowWording *self);
/** The finding, where there is one to say: who gives most, to whom; against a year before, what has changed most.
 * Returns: (transfer full) */
char       *heng_flow_wording_make_title  (const HengFlowWording *self,
                                           const HengFlowGraph   *graph,
                                           int                    panel,
                                           int                    baseline);
/** @layout: (nullable): not known yet. Returns: (transfer full) (nullable): %NULL where nothing is left out */
char       *heng_flow_wording_make_filter (const HengFlowWording *self,
                                           const HengFlowLayout  *layout);

G_END_DECLS
