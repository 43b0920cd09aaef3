// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-flow-layout.h"
#include "heng-flow-ranked.h"

G_BEGIN_DECLS

/*
 * Which of the graph's nodes stand on a side of the drawing, and which are too small and stand together as "other".
 * Slots are in the order of the graph, "other" is the last. Nothing is lost: each node with a flow has a slot.
 */
typedef struct
{
  HengFlowSide side;
  guint        n_slots;
  guint        n_bundled; /* nodes in the last slot, if they are more than one; else 0 */
  guint       *slot_of;   /* per node of the graph; G_MAXUINT where it has no flow on this side */
  guint       *node_of;   /* per slot; G_MAXUINT for "other" */
} HengFlowBundle;

HengFlowBundle *heng_flow_bundle_new  (const HengFlowGraph  *graph,
                                       HengFlowSide          side,
                                       const HengFlowLimits *limits) G_GNUC_WARN_UNUSED_RESULT;
void            heng_flow_bundle_free (HengFlowBundle       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengFlowBundle, heng_flow_bundle_free)

G_END_DECLS
