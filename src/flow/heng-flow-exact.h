// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-flow-layers.h"

G_BEGIN_DECLS

/* The longest layers that are solved exactly: the one whose orders are gone through, and those beside it. */
#define HENG_FLOW_EXACT_MOST_LISTED 10
#define HENG_FLOW_EXACT_MOST_BESIDE 12

/*
 * Finds the best order of a small part and proves it: goes through the orders of one layer (the shorter of two, the middle one of
 * three) by branch and bound and, under each, through the subsets of the layers beside it.
 *
 * @layers: begins with the order it has, best a good one: the better it is the less is left to go through. On return the best order
 *   found; unchanged where none is better
 * @most_work: steps after which it gives up
 * Returns: whether the order is proved to be the best
 */
gboolean heng_flow_exact_solve (HengFlowLayers *layers,
                                gint64          most_work);

/*
 * Returns: what one layer's edges cross at least whatever its order is while the layers beside it stand as they do: the sum, over all
 * pairs of its nodes, of the cheaper of their two orders
 */
gint64   heng_flow_exact_bound (const HengFlowLayers *layers,
                                guint                 layer);

G_END_DECLS
