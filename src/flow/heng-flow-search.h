// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-flow-layers.h"

G_BEGIN_DECLS

/*
 * The search for few weighted crossings in one part, all of which hangs together. It begins from the order it finds in @layers and
 * leaves the best it met.
 *
 * It sweeps by weighted barycentre and sifts from four starts (one above 200 nodes), the given order first, and then tries changes
 * near the best again and again: a run of up to eight neighbours goes elsewhere, the other layers follow, all is sifted, and what
 * crosses more is taken back. How often is decided by counted steps: so many an edge for each of @n_restarts, up to a bound for large
 * graphs, so that 100 restarts take some 20 ms for 200 links and half a second for 10,000, and 2,000 restarts never take more than
 * some two seconds. A small part is solved exactly (heng-flow-exact.h) and needs no further search.
 *
 * @fixed: (nullable): per node its rank among the fixed of its layer, or -1
 */
void heng_flow_search (HengFlowLayers *layers,
                       guint           n_restarts,
                       const int      *fixed);

G_END_DECLS
