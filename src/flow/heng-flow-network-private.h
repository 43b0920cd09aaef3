// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-flow-layers.h"
#include "heng-flow-layout-private.h"
#include "heng-flow-place.h"

G_BEGIN_DECLS

/* All forward links of a payer and a receiver: they run side by side through the layers between. */
typedef struct
{
  guint  from;
  guint  to;
  gint64 amount;
  guint  first_body; /* its first body between the two; as many as layers lie between */
} HengFlowTrunk;

/* What runs back outside the drawing, above or below; or an ear: what a region gives itself, right over its bar. */
typedef struct
{
  guint    link;
  gboolean is_ear;
  gboolean is_above;
  double   y;      /* middle of the lane */
  double   out_pt; /* how far from its payer's bar, and from its receiver's, it turns */
  double   in_pt;
} HengFlowLane;

/* The free network view in the making. */
typedef struct
{
  HengFlowDraft *draft;
  guint          n_layers;
  guint         *rank;       /* per node: place in the line with the least money running back */
  guint         *trunk_of;   /* per link; G_MAXUINT for those that run back */
  GArray        *trunks;     /* HengFlowTrunk */
  GArray        *lanes;      /* HengFlowLane */
  double        *ear_pt;     /* per node: how high its ears rise over the bar */
  HengFlowBody  *bodies;     /* the nodes, then what passes through layers */
  guint          n_bodies;
  double         scale;
  double         gap_pt;
  double         lane_gap_pt;
  double         room_pt;    /* for a label above a bar */
  double         bar_pt;     /* width of a bar */
  double         top, bottom; /* of the layers, between the lanes */
  double         left_pt;     /* kept free beside the first and the last layer, for their labels */
  double         right_pt;
} HengFlowNetwork;

double heng_flow_network_get_layer_x (const HengFlowNetwork *self,
                                      guint                  layer);

/* The bodies of a trunk in the order of the layers, from payer to receiver; step 0 is the payer. */
guint  heng_flow_network_get_stop    (HengFlowNetwork       *self,
                                      const HengFlowTrunk   *trunk,
                                      guint                  step);
guint  heng_flow_network_get_n_stops (HengFlowNetwork       *self,
                                      const HengFlowTrunk   *trunk);

/* Lines the nodes up, near the line of an earlier layout if there is one, and tells what runs back. */
void   heng_flow_network_find_ranks  (HengFlowNetwork       *self);

/* Orders the bodies of each layer, near their order in an earlier layout if there is one. */
void   heng_flow_network_find_order  (HengFlowNetwork       *self);

/* Sets the links' ends at their bars. */
void   heng_flow_network_sort_ports  (HengFlowNetwork       *self);

/* Deals the lanes out to above and below and leaves what remains of the frame to the layers. */
void   heng_flow_network_deal_lanes  (HengFlowNetwork       *self);

/* Measures the ears, which need room over their bars. */
void   heng_flow_network_measure_ears (HengFlowNetwork      *self);

/* Moves the lanes close to the layers, which seldom need all of their height. */
void   heng_flow_network_place_lanes (HengFlowNetwork       *self);

/* Lays the turns of the lanes at each bar one round the other, as far as there is room between the layers. */
void   heng_flow_network_find_turns  (HengFlowNetwork       *self);

void   heng_flow_network_draw_links  (HengFlowNetwork       *self);
void   heng_flow_network_draw_bars   (HengFlowNetwork       *self);
void   heng_flow_network_draw_labels (HengFlowNetwork       *self);

G_END_DECLS
