// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-flow-layout-private.h"

G_BEGIN_DECLS

/* Where something stands in the arrangement: a tile of the grid, with or without flows, or a pool, or a region without a tile. */
typedef struct
{
  int         node;        /* index into the layout's nodes, or -1 where nothing flows */
  int         row;         /* -1 until it has a place */
  int         column;
  int         n_columns;
  gboolean    is_round;    /* a pool: no region */
  const char *name;
  const char *short_name;
  const char *inside;      /* (nullable): the towns and counties that count here, by name */
  double      x0, y0, x1, y1;
} HengFlowSpot;

/* A tile diagram in the making. */
typedef struct
{
  HengFlowDraft    *draft;
  HengFlowTileGrid *grid;
  GArray           *spots;        /* HengFlowSpot: the grid's tiles in their order, then the others */
  guint            *spot_of_node; /* per node of the layout */
  int              *cells;        /* per cell, row by row: index of the spot that covers it, or -1 */
  int               n_rows;
  int               n_columns;
  double            pitch_x;      /* from cell to cell */
  double            pitch_y;
  double            side_x;       /* of a tile one cell wide */
  double            side_y;
  double            x0, y0;       /* upper left corner of the cells */
  double            label_pt;     /* size of the names' type */
  gboolean          is_short;     /* the short names stand, because the full ones find no room */
  double            notes_pt;     /* height of the notes under the arrangement */
} HengFlowTiles;

/* The share of the distance from cell to cell that a tile takes. */
typedef struct
{
  double side_x, side_y;
  double most_x_to_y; /* of the pitches: how much wider than high cells may become */
} HengFlowTileShape;

static inline HengFlowSpot *
heng_flow_tiles_spot (const HengFlowTiles *self,
                      guint                index)
{
  g_assert (index < self->spots->len);

  return &g_array_index (self->spots, HengFlowSpot, index);
}

/* Who counts where: fills the draft's nodes and links and lists the spots. Towns and counties count for their province's tile. */
void     heng_flow_tiles_fill         (HengFlowTiles           *self);
void     heng_flow_tiles_clear        (HengFlowTiles           *self);

/* Gives every spot its cell, pools as near as may be to those they give to and take from, and its box on the page. */
void     heng_flow_tiles_place        (HengFlowTiles           *self,
                                       const HengFlowTileShape *shape);

/* Grounds of what has no flows lie under the arrows, those of what has above them: no name is crossed out. */
void     heng_flow_tiles_draw_pale_grounds (HengFlowTiles      *self);
void     heng_flow_tiles_draw_pale_names (HengFlowTiles        *self);
void     heng_flow_tiles_draw_nodes   (HengFlowTiles           *self);
void     heng_flow_tiles_measure_notes (HengFlowTiles          *self,
                                        const char             *example);
void     heng_flow_tiles_draw_notes   (HengFlowTiles           *self,
                                       const char              *example);
void     heng_flow_tiles_find_label_size (HengFlowTiles        *self,
                                          double                 width_pt,
                                          double                 height_pt);

/*
 * A way from one spot to another, that all mechanisms between the two share side by side: a cubic curve from edge to edge.
 */
typedef struct
{
  guint    from;           /* spots */
  guint    to;
  double   width_pt;        /* of all its bands */
  gboolean is_paired;      /* there is one back, too */
  double control_x;        /* of the quadratic curve from middle to middle while it is being bent */
  double control_y;
  double bend;             /* how far the control lies off the middle of the way, in parts of its length; to the left, below zero to the right */
  double shift;            /* and along it */
  double x[4], y[4];       /* the curve that is drawn, from edge to edge */
  double out_x[2];         /* at its beginning and end, which way is out of the tile */
  double out_y[2];
} HengFlowWay;

/* Bends the ways: longer ones more, to the left, and away from what they do not join. @ways: (element-type HengFlowWay) */
void     heng_flow_ways_bend          (HengFlowTiles           *tiles,
                                       GArray                  *ways);

void     heng_flow_way_get_anchor     (const HengFlowTiles     *tiles,
                                       const HengFlowWay       *way,
                                       gboolean                 is_arrival,
                                       double                  *x,
                                       double                  *y);

/* Spreads the ends round their tiles so that bands and heads stand apart, and fixes the curves. */
void     heng_flow_ways_join          (HengFlowTiles           *tiles,
                                       GArray                  *ways);

/*
 * Adds a band of even width along part of a way, with a head at its end, as an area. The head is at least 7 pt long, so that thin
 * flows show their direction, too.
 *
 * @offset_pt: of the band's middle, to the right of the way
 * @head_pt: half the width of the head
 * @link: gets its ends
 */
HengFlowShape *heng_flow_way_add_band (const HengFlowWay       *self,
                                       double                   offset_pt,
                                       double                   width_pt,
                                       double                   head_pt,
                                       HengFlowLink            *link,
                                       HengFlowDisplay         *display);

/* The same, round a corner of a tile: flows that stay inside. */
HengFlowShape *heng_flow_way_add_loop (double                   corner_x,
                                       double                   corner_y,
                                       double                   radius_pt,
                                       double                   width_pt,
                                       HengFlowLink            *link,
                                       HengFlowDisplay         *display);

G_END_DECLS
