// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-flow-sankey-private.h"

G_BEGIN_DECLS

/* The pictures that stand side by side: in all of them a node stands at the same height. */
typedef struct
{
  HengFlowGraph  *graph;
  HengFlowLayout  layout;
  HengFlowDraft   draft;
  HengFlowSankey  plan;        /* all its panels together: heights and places */
  GHashTable     *planned;     /* heng_flow_layout_make_key() → node of the plan + 1 */
  guint           first;       /* its panels, from here … */
  guint           end;         /* … to before here */
  double          drop_pt;     /* how far it stands below the first row */
  double          body_pt;     /* height of its pictures, without their headings */
} HengFlowSeriesRow;

/* A series in the making. */
typedef struct
{
  HengFlowDraft     *draft;
  HengFlowLayout     layout;
  HengFlowDraft      whole;
  HengFlowSankey     plan;        /* all panels together: the order, and the first picture's columns */
  HengFlowSeriesRow *rows;
  guint              n_panels;
  guint              n_across;
  guint              n_down;
  guint              most_nodes;
  guint              n_drawn;     /* pictures with flows so far */
  gboolean           has_heads;   /* whether the first row with flows has got the heads over its names */
  gboolean           names_each;  /* whether every picture names its nodes, or each row of pictures once */
  gboolean           names_middle;   /* whether every picture names its middle */
  gboolean           middle_amounts; /* with the amounts */
  double             width_pt;    /* of one picture with its names, if it has any */
  double             height_pt;   /* of one picture with its headings, in the mean */
  double             heading_pt;  /* of its headings */
  double             gap_pt;
} HengFlowSeries;

/* Draws the picture of one panel with its heading, and adds its nodes and links to the layout. */
void heng_flow_series_draw_panel (HengFlowSeries       *self,
                                  guint                 panel);

/* Names the columns of one row of pictures, once they are drawn: the payers left of the first, the receivers right of the last. */
void heng_flow_series_name_row   (HengFlowSeries       *self,
                                  guint                 row);

G_END_DECLS
