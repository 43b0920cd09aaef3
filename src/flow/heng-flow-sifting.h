// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-flow-layers.h"

G_BEGIN_DECLS

#define HENG_FLOW_SIFT_NEVER G_MAXINT64

/*
 * Sifting: each node in turn tries every place of its row and takes the cheapest; this goes on until none moves.
 *
 * @gain is an n × n matrix: gain[u × n + v] is by how much the cost changes when u, standing just before v, goes behind it.
 * (gain[v × n + u] is its negative.) A node moves only when that is cheaper, never for a tie, so sifting ends.
 * Two nodes whose gains both are HENG_FLOW_SIFT_NEVER keep their order.
 * Returns: the change of the cost, zero or below
 */
gint64 heng_flow_sift        (const gint64 *gain,
                              guint         n,
                              guint        *order);

/* Room for sifting the layers of one problem again and again. */
typedef struct
{
  gint64 *gain;
  gint64 *crossing;
  gint64 *prefix;
  gint64  work; /* steps done so far: a clock that runs alike on every machine */
  const int *fixed; /* not owned */
} HengFlowSifter;

/*
 * @fixed: (nullable): per node -1, or at least 0 for nodes that keep their order among the fixed of their layer; it must outlive
 *   the sifter
 */
HengFlowSifter *heng_flow_sifter_new     (const HengFlowLayers *layers,
                                          const int            *fixed) G_GNUC_WARN_UNUSED_RESULT;
void            heng_flow_sifter_free    (HengFlowSifter       *self);

/* Sifts one layer while its neighbours stand still. Returns: the change of the weighted crossings, zero or below */
gint64          heng_flow_sifter_run     (HengFlowSifter       *self,
                                          HengFlowLayers       *layers,
                                          guint                 layer);

/*
 * Sifts the layers that are marked in @is_dirty, and each layer beside one that changed, until nothing changes.
 * Returns: the change of the weighted crossings, zero or below
 */
gint64          heng_flow_sifter_settle  (HengFlowSifter       *self,
                                          HengFlowLayers       *layers,
                                          gboolean             *is_dirty);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengFlowSifter, heng_flow_sifter_free)

G_END_DECLS
