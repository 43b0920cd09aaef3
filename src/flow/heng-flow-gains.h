// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-flow-layers.h"

G_BEGIN_DECLS

/*
 * An order of layers together with what every swap of two neighbours would save, kept up to date while nodes move. A move costs
 * as many steps as edges pass each other, so that trying a change and taking it back is far cheaper than counting anew.
 *
 * Slots number the nodes layer after layer by node number: the nodes of a layer l are the slots layer_start[l] … layer_start[l + 1] - 1
 * of the layers that the gains were made from, however they are ordered.
 */
typedef struct
{
  guint  slot; /* of the other end, inside its layer */
  gint64 weight;
} HengFlowReach;

typedef struct
{
  guint layer;
  guint from;
  guint to;
} HengFlowMove;

typedef struct
{
  guint          n_layers;
  guint          n_slots;
  guint         *layer_start;
  guint         *node_of;     /* per slot */
  guint         *layer_of;    /* per slot */
  guint         *order;       /* per layer from layer_start on: slots inside the layer, from the top down */
  guint         *position;    /* per slot: its place in its layer */
  guint         *start[2];    /* per slot, and the end: its edges up (0) and down (1) */
  HengFlowReach *reach[2];
  gint64       **gain;        /* per layer n × n: gain[u × n + v] is what is lost when u, just before v, goes behind it */
  gsize          gain_size;   /* of all matrices, which lie one behind the other */
  gboolean      *is_fixed;    /* per slot; NULL when none is */
  gint64         weight;      /* weighted crossings of the present order */
  gint64         work;        /* steps done so far: a clock that runs alike on every machine */
  gint64        *sum;         /* room, by slot of one layer: all zero between calls */
  guint         *touched;
  gint64         inertia;     /* what a move must save for each place it goes, so that trifles move nothing; 0 at first */
  gboolean      *is_stale;    /* per slot: something about it changed since it was last sifted */
  GArray        *moves;       /* HengFlowMove since the last mark */
  guint         *kept_order;  /* where matrices are small: the state of the last mark */
  gint64        *kept_gain;
  gint64         kept_weight;
} HengFlowGains;

/* @fixed: (nullable): as for heng_flow_order_solve_fixed(); the order of @layers must heed it already. Keeps nothing of either. */
HengFlowGains *heng_flow_gains_new      (const HengFlowLayers *layers,
                                         const int            *fixed) G_GNUC_WARN_UNUSED_RESULT;
void           heng_flow_gains_free     (HengFlowGains        *self);

/* Takes over the order of @layers, and counts everything anew. Forgets the moves; everything is stale. */
void           heng_flow_gains_load     (HengFlowGains        *self,
                                         const HengFlowLayers *layers);

/* Puts the present order into @layers. */
void           heng_flow_gains_store    (const HengFlowGains  *self,
                                         HengFlowLayers       *layers);

/* Moves the node at place @from of a layer to place @to; fixed nodes are the caller's care. */
void           heng_flow_gains_move     (HengFlowGains        *self,
                                         guint                 layer,
                                         guint                 from,
                                         guint                 to);

/* Moves one node of a layer to its best place. Returns: whether it moved */
gboolean       heng_flow_gains_sift     (HengFlowGains        *self,
                                         guint                 layer,
                                         guint                 at);

/*
 * Sifts what is stale, layer after layer, until nothing is. A node that nothing passed and whose edges' ends stand is not looked at
 * again, though a neighbour further off may have gone. @frozen: a layer that stands still, or G_MAXUINT
 */
void           heng_flow_gains_settle   (HengFlowGains        *self,
                                         guint                 frozen);

/* Sifts everything until no node would do better elsewhere. */
void           heng_flow_gains_finish   (HengFlowGains        *self);

/* The moves so far stay; and takes back those since they last stayed. */
void           heng_flow_gains_keep     (HengFlowGains        *self);
void           heng_flow_gains_undo     (HengFlowGains        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengFlowGains, heng_flow_gains_free)

G_END_DECLS
