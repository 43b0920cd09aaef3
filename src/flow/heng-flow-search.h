// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-flow-layers.h"

G_BEGIN_DECLS

/*
 * The search for few weighted crossings in one part, all of which hangs together. It begins from the order it finds in
 * @layers and leaves the best it met: 24 sweeps and sifting, then @n_restarts; above 200 nodes 400 sweeps
 * and as many of the restarts as a fixed amount of work allows.
 *
 * @fixed: (nullable): per node its rank among the fixed of its layer, or -1
 */
void heng_flow_search (HengFlowLayers *layers,
                       guint           n_restarts,
                       const int      *fixed);

G_END_DECLS
