// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-flow-layers.h"

G_BEGIN_DECLS

/*
 * Orders the layers so that little money crosses: sweeps by weighted barycentre, sifting, and a number of restarts from a fixed
 * seed (heng-flow-search.h); small parts exactly. Whole numbers decide everything, so the result is the same on every machine and depends
 * on the node numbers and weights alone, not on the order of the edges. Parts that hang together only inside themselves are ordered apart
 * and laid one below the other, the heaviest first. Of an order and its mirror image the one nearer to the node numbers is taken.
 *
 * @n_restarts: 0 for sweeps and sifting only; 100 for a first picture, 2000 for a lasting one
 */
void heng_flow_order_solve  (HengFlowLayers *layers,
                             guint           n_restarts);

/*
 * Takes up an earlier order: known nodes stand as they stood, new ones at the mean of their neighbours, then sifting only, in which
 * nothing moves for less than a trifle. A small change of the flows so moves little.
 *
 * @earlier: per node its earlier place in its layer, or -1 for a new one
 */
void heng_flow_order_resume (HengFlowLayers *layers,
                             const int      *earlier);

/*
 * The same two with an order that somebody has given: of each layer the nodes that are fixed stand in the order of their ranks,
 * and never pass one another; the others stand between them where the least money crosses. Parts that hold fixed nodes of one
 * layer are ordered together. Where two nodes of a layer are fixed, the drawing is not turned to its mirror image.
 *
 * @fixed: (nullable): per node its rank among the fixed nodes of its layer (0 and up, each rank of a layer once, gaps allowed),
 *   or -1 for a free node; layers need not have any
 */
void heng_flow_order_solve_fixed  (HengFlowLayers *layers,
                                   guint           n_restarts,
                                   const int      *fixed);
void heng_flow_order_resume_fixed (HengFlowLayers *layers,
                                   const int      *earlier,
                                   const int      *fixed);

G_END_DECLS
