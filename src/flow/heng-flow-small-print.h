// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-flow-layout-private.h"

G_BEGIN_DECLS

/* Draws the line below @top, once the scale is known and the links are. @setting: its type, and the width of the page in it */
void heng_flow_small_print_draw (HengFlowDraft         *draft,
                                 const HengFlowSetting *setting,
                                 double                 top);

G_END_DECLS
