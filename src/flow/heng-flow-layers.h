// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Nodes in layers, weighted edges from each layer to the next, and an order inside each layer: what crossings are counted on.
 * Two edges of the same gap cross when their ends stand in opposite orders; edges that share a node never cross.
 */
typedef struct
{
  guint  from; /* node in some layer l */
  guint  to;   /* node in layer l + 1 */
  gint64 weight;
} HengFlowEdge;

typedef struct
{
  guint  node; /* the other end */
  gint64 weight;
} HengFlowArm;

typedef struct
{
  guint        n_layers;
  guint        n_nodes;
  guint        n_edges;
  guint       *layer_of;    /* per node */
  guint       *layer_start; /* per layer, and the end: where it begins in `order` */
  guint       *order;       /* nodes, layer after layer, from the top down */
  guint       *position;    /* per node: place inside its layer */
  guint       *down_start;  /* per node, and the end: its arms towards the next layer */
  HengFlowArm *down;
  guint       *up_start;    /* per node, and the end: its arms towards the layer before */
  HengFlowArm *up;
} HengFlowLayers;

/*
 * The weights of a gap must not add up to more than this, so that any sum of products fits into 63 bits.
 */
#define HENG_FLOW_LAYERS_MAX_WEIGHT (G_GINT64_CONSTANT (1) << 31)

/* Copies its arguments. The first order is by node number. */
HengFlowLayers *heng_flow_layers_new           (guint                 n_layers,
                                                guint                 n_nodes,
                                                const guint          *layer_of,
                                                guint                 n_edges,
                                                const HengFlowEdge   *edges) G_GNUC_WARN_UNUSED_RESULT;
void            heng_flow_layers_free          (HengFlowLayers       *self);
guint           heng_flow_layers_get_size      (const HengFlowLayers *self,
                                                guint                 layer);

/* Makes the positions agree with the order of one layer. */
void            heng_flow_layers_renumber      (HengFlowLayers       *self,
                                                guint                 layer);

/* Puts another order of all layers in place; @order is laid out as the order of @self. */
void            heng_flow_layers_set_order     (HengFlowLayers       *self,
                                                const guint          *order);

/*
 * Brings the fixed nodes of one layer into the order of their ranks; they share the places they have among them.
 * @fixed: per node its rank, or -1 for a free one
 */
void            heng_flow_layers_heed          (HengFlowLayers       *self,
                                                guint                 layer,
                                                const int            *fixed);

/* Returns: the sum of weight × weight over all crossing pairs */
gint64          heng_flow_layers_weigh         (const HengFlowLayers *self);

/* Returns: the number of crossing pairs */
gint64          heng_flow_layers_count         (const HengFlowLayers *self);

/* Returns: what two random units of money of different edges would cross at most, summed over the gaps */
double          heng_flow_layers_get_norm      (const HengFlowLayers *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengFlowLayers, heng_flow_layers_free)

G_END_DECLS
