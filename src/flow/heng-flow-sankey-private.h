// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-flow-layout-private.h"
#include "heng-flow-layers.h"

G_BEGIN_DECLS

#define HENG_FLOW_MOST_COLUMNS 3

typedef struct
{
  guint         first;      /* its nodes in the layout, from here … */
  guint         end;        /* … to before here */
  HengFlowSide  side;
  double        x0, x1;     /* of the bars */
  double        gap_pt;     /* between a node and the next one's label room */
  double        room_pt;    /* kept free above each bar for its label: middle column only */
  double        label_width_pt;
} HengFlowColumn;

/* A two-sided Sankey in the making. */
typedef struct
{
  HengFlowDraft  *draft;
  guint           n_columns;
  HengFlowColumn  columns[HENG_FLOW_MOST_COLUMNS];
  double          top, bottom;  /* between which the bars stand */
  double          line_pt;      /* height of a line of labels */
  double          label_pt;     /* size of their type: a little smaller where that saves labels from being left out */
  double          scale;        /* points a minor unit takes */
  guint          *by_payer;     /* links in the order of their ports at the payers, */
  guint          *by_entry;     /* where they enter a mechanism, */
  guint          *by_exit;      /* where they leave it, */
  guint          *by_receiver;  /* and at the receivers */
} HengFlowSankey;

/* Sorts the links at each node by where they go, and sets their ends relative to the node's upper edge. */
void heng_flow_sankey_sort_ports   (HengFlowSankey *self);

/* Gives the bars their heights and places: straight bands first, weighed by money; then moves the links' ends there. */
void heng_flow_sankey_place        (HengFlowSankey *self);

/* Measures the labels of one column, at most @most_pt wide. */
double heng_flow_sankey_measure_labels (HengFlowSankey       *self,
                                        const HengFlowColumn *column,
                                        double                most_pt);

/* Draws. */
void heng_flow_sankey_draw_bands   (HengFlowSankey *self);
void heng_flow_sankey_draw_bars    (HengFlowSankey *self);
void heng_flow_sankey_draw_labels  (HengFlowSankey *self);

G_END_DECLS
