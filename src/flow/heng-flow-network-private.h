// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-flow-layers.h"
#include "heng-flow-layout-private.h"
#include "heng-flow-place.h"
#include "heng-flow-ribbon.h"

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
  double   y;        /* middle of the lane */
  double   out_pt;   /* how far from its payer's bar, and from its receiver's, its middle runs up or down */
  double   in_pt;
  double   inner_pt; /* ears: how far from the bar their inner edge runs, */
  double   thick_pt; /* and how thick they are over it, */
  double   side_pt;  /* and beside it: as their link, within bounds */
} HengFlowLane;

/* One piece of a link, from one layer to the next. */
typedef struct
{
  guint          link;
  double         width;
  HengFlowRibbon ribbon;
} HengFlowRun;

/* What a label says: a name, and beside it what the region gives (below zero) and receives. */
typedef struct
{
  const char *name;
  const char *amounts;    /* (nullable) */
  double      name_pt;    /* widths in one line */
  double      amounts_pt;
} HengFlowTag;

/* Where a label stands. */
typedef struct
{
  guint    node;
  double   x0, y0, x1, y1;
  double   name_pt;        /* width of the name */
  guint    n_lines;        /* that the name takes */
  double   amounts_pt;     /* 0: without */
  gboolean amounts_first;  /* to the left of the name */
  gboolean has_halo;
  gboolean on_band;
} HengFlowSpot;

/* A label that found no place beside its bar, or a poor one. */
typedef struct
{
  HengFlowSpot spot; /* without width: no place at all */
  double       cost; /* there */
} HengFlowWaiting;

/* A line between a bar and a label farther off. */
typedef struct
{
  double x0, y0, x1, y1;
} HengFlowLeader;

/* The free network view in the making. */
typedef struct
{
  HengFlowDraft *draft;
  guint          n_layers;
  guint         *rank;         /* per node: place in the line with the least money running back */
  guint         *trunk_of;     /* per link; G_MAXUINT for those that run back */
  GArray        *trunks;       /* HengFlowTrunk */
  GArray        *lanes;        /* HengFlowLane */
  guint         *lane_of;      /* per link; G_MAXUINT for those that run forward */
  GArray        *runs;         /* HengFlowRun, of all forward links once they are drawn */
  GArray        *leaders;      /* HengFlowLeader, between the first and the last layer */
  HengFlowTag   *tags;         /* per node */
  gboolean      *is_given_to;  /* per node: whether anything arrives at its left side, */
  gboolean      *gives;        /* and leaves at its right side; ears do neither */
  double        *ear_pt;       /* per node: how high its ears rise over the bar, */
  double        *ear_out_pt;   /* and how far they stand out beside it */
  HengFlowBody  *bodies;       /* the nodes, then what passes through layers */
  guint          n_bodies;
  double        *gaps_pt;      /* per layer: least distance between two bodies */
  double        *factors;      /* per layer: how much of the room for labels there is, 0 to 1 */
  double         scale;
  double         height_pt;    /* what the lanes leave to the layers */
  double         lane_gap_pt;
  double         away_pt;      /* from the bars to a lane, besides its width */
  double         ear_most_pt;  /* that one ear may take above a bar */
  double         bar_pt;       /* width of a bar */
  double         label_pt;     /* size of the labels' type, and the height of their line */
  double         line_pt;
  double         top, bottom;  /* of all bars and of the labels about them */
  double        *layer_x;      /* per layer: left side of its bars */
  double        *turn_pt;      /* per layer: what turns take at its left side; then, per layer, at its right */
  double         label_x[2];   /* towards the bars: where the labels of the first layer end, where those of the last begin */
  double         label_most_pt[2];
} HengFlowNetwork;

/* The bodies of a trunk in the order of the layers, from payer to receiver; step 0 is the payer. */
guint  heng_flow_network_get_stop     (HengFlowNetwork       *self,
                                       const HengFlowTrunk   *trunk,
                                       guint                  step);
guint  heng_flow_network_get_n_stops  (HengFlowNetwork       *self,
                                       const HengFlowTrunk   *trunk);

/* Lines the nodes up, near the line of an earlier layout if there is one, and tells what runs back. */
void   heng_flow_network_find_ranks   (HengFlowNetwork       *self);

/* Orders the bodies of each layer, near their order in an earlier layout if there is one. */
void   heng_flow_network_find_order   (HengFlowNetwork       *self);

/* Words and measures what the labels say. */
void   heng_flow_network_find_tags    (HengFlowNetwork       *self);

/* Shares the height between bars, labels and lanes, and places the bodies from 0 down. */
void   heng_flow_network_find_scale   (HengFlowNetwork       *self);
void   heng_flow_network_place_bodies (HengFlowNetwork       *self);

/* Returns: what a label needs above or below its bar, besides ears, at a scale */
double heng_flow_network_get_need     (HengFlowNetwork       *self,
                                       guint                  node,
                                       double                 scale,
                                       gboolean               is_above);

/* Returns: whether a node's label stands beside the page's outer bars, to the left (0) or right (1); or -1 */
int    heng_flow_network_get_outside  (HengFlowNetwork       *self,
                                       guint                  node);

/* Measures the ears, once the scale is known. */
void   heng_flow_network_measure_ears (HengFlowNetwork       *self);

/* Deals the lanes out to above and below, nearer to which their ends are, places them, and moves the bodies into the frame. */
void   heng_flow_network_deal_lanes   (HengFlowNetwork       *self);

/* Measures what the turns take beside the bars. */
void   heng_flow_network_measure_turns (HengFlowNetwork      *self);

/* Lays the turns of the lanes at each layer one round the other, as far as there is room. */
void   heng_flow_network_find_turns   (HengFlowNetwork       *self);

/* Shares the width between labels and layers: wide where labels stand or links rise, narrow where little happens. */
void   heng_flow_network_find_widths  (HengFlowNetwork       *self);

/* Sets the links' ends at their bars. */
void   heng_flow_network_sort_ports   (HengFlowNetwork       *self);

void   heng_flow_network_draw_links   (HengFlowNetwork       *self);
void   heng_flow_network_draw_lane    (HengFlowNetwork       *self,
                                       const HengFlowLane    *lane);
void   heng_flow_network_dress_link   (HengFlowNetwork       *self,
                                       guint                  index,
                                       HengFlowShape         *shape);
void   heng_flow_network_draw_bars    (HengFlowNetwork       *self);
void   heng_flow_network_draw_labels  (HengFlowNetwork       *self);

/*
 * Draws the labels of a layer between others that find a good place beside their bars.
 *
 * @waiting: (element-type HengFlowWaiting): takes the others
 */
void   heng_flow_network_draw_inner   (HengFlowNetwork       *self,
                                       guint                  layer,
                                       GArray                *waiting);

/* Draws what is waiting, at the end of a line where that is better than beside the bar. Returns: how many find no place */
guint  heng_flow_network_draw_led     (HengFlowNetwork       *self,
                                       GArray                *waiting);

/* Returns: whether a label may stand there at all: between the outer sides of the outer bars, on no bar, no label and no leader */
gboolean heng_flow_network_is_free    (const HengFlowNetwork *self,
                                       const HengFlowSpot    *spot);

/* Returns: whether a leader of @node touches no label and no other bar */
gboolean heng_flow_network_is_clear   (const HengFlowNetwork *self,
                                       const HengFlowLeader  *line,
                                       guint                  node);

/* Returns: what a label there would cost by what runs under it; counted no further than @most. Tells the spot what it stands on. */
double heng_flow_network_weigh_spot   (const HengFlowNetwork *self,
                                       HengFlowSpot          *spot,
                                       double                 most);

/* Draws a label and notes its box down. */
void   heng_flow_network_draw_tag     (HengFlowNetwork       *self,
                                       const HengFlowSpot    *spot);

static inline double
heng_flow_network_get_tag_gap (const HengFlowNetwork *self)
{
  return 0.6 * self->label_pt;
}

static inline gint64
heng_flow_network_get_extent (HengFlowNetwork *self,
                              guint            node)
{
  const HengFlowNode *at = heng_flow_draft_node (self->draft, node);

  return MAX (at->paid, at->received);
}

static inline HengFlowLane *
heng_flow_network_lane (const HengFlowNetwork *self,
                        guint                  index)
{
  return &g_array_index (self->lanes, HengFlowLane, index);
}

G_END_DECLS
