// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-tiles-private.h"
void
heng_flow_od_map_lay_out (HengFlowDraft *draft)
{
  heng_flow_tiles_lay_out (draft);
}
