// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-flow-layout-private.h"
#include "heng-flow-layers.h"
#include "heng-flow-ribbon.h"

G_BEGIN_DECLS

#define HENG_FLOW_MOST_COLUMNS 3

typedef struct
{
  guint         first;      /* its nodes in the layout, from here … */
  guint         end;        /* … to before here */
  HengFlowSide  side;
  double        x0, x1;     /* of the bars */
  gboolean      is_crowded; /* outer columns: thin bars are kept further apart than thick ones */
  double        least_gap_pt; /* between any two of its nodes, if it is crowded */
  double        gap_pt;     /* between a node and the next one's label room, if it is not */
  double        room_pt;    /* kept free above each bar for its label: middle column only */
  double        label_width_pt;
  double        label_x;    /* where its labels end towards the bars: outer columns only */
} HengFlowColumn;

/* A two-sided Sankey in the making. */
typedef struct
{
  HengFlowDraft  *draft;
  guint           n_columns;
  HengFlowColumn  columns[HENG_FLOW_MOST_COLUMNS];
  gint64         *extents;      /* per node the amount that its height stands for */
  double          top, bottom;  /* between which the bars stand */
  double          line_pt;      /* height of a line of labels */
  double          label_pt;     /* size of their type: a little smaller where that saves labels from being left out */
  double          scale;        /* points a minor unit takes */
  gboolean        with_amounts; /* beside the names */
  const int      *shown_as;     /* per node the number its label bears, or -1 for no label; NULL: its own */
  const gboolean *is_led;       /* per node whether its bar stands next to its label; NULL: all */
  guint          *by_payer;     /* links in the order of their ports at the payers, */
  guint          *by_entry;     /* where they enter a mechanism, */
  guint          *by_exit;      /* where they leave it, */
  guint          *by_receiver;  /* and at the receivers */
} HengFlowSankey;

void heng_flow_sankey_init         (HengFlowSankey *self,
                                    HengFlowDraft  *draft);
void heng_flow_sankey_clear        (HengFlowSankey *self);

/* Sets the size of the labels, smaller by up to a seventh when the longest column then fits into @height_pt (0: any height). */
void heng_flow_sankey_size_labels  (HengFlowSankey *self,
                                    double          height_pt);

/* Returns: how many nodes a column of this height can take */
guint heng_flow_sankey_count_most  (const HengFlowSankey *self,
                                    double                height_pt);

/* Fills the layout's nodes and links, and finds the columns among them. */
void heng_flow_sankey_fill         (HengFlowSankey *self,
                                    guint           most_nodes);

/* Sizes the labels and finds the scale, once the extents and what lies between top and bottom are known. */
void heng_flow_sankey_find_scale   (HengFlowSankey *self);

/* Returns: (transfer full): per node what is to be kept free above it, once scale and order are known */
double *heng_flow_sankey_find_rooms (HengFlowSankey *self);

/* Finds the order of each column, and keeps it with the layout. */
void heng_flow_sankey_find_order   (HengFlowSankey *self);

/* Shares the width from @x0 to @x1 between labels, bars and bands. */
void heng_flow_sankey_find_widths  (HengFlowSankey *self,
                                    double          x0,
                                    double          x1);

/* Sorts the links at each node by where they go, and sets their ends relative to the node's upper edge. */
void heng_flow_sankey_sort_ports   (HengFlowSankey *self);

/* Gives the bars their places: straight bands first, weighed by money; then moves the links' ends there. */
void heng_flow_sankey_place        (HengFlowSankey *self);

/* Moves the bars to given upper edges, and the links' ends there. */
void heng_flow_sankey_take_places  (HengFlowSankey *self,
                                    const double   *upper);

/* Measures the labels of one column, at most @most_pt wide. */
double heng_flow_sankey_measure_labels (HengFlowSankey       *self,
                                        const HengFlowColumn *column,
                                        double                most_pt);

/* Returns: whether all names of a column, and with @with_amounts all amounts beside them, can be @most_pt wide */
gboolean heng_flow_sankey_fits         (HengFlowSankey       *self,
                                        const HengFlowColumn *column,
                                        gboolean              with_amounts,
                                        double                most_pt);

/* Draws. */
void heng_flow_sankey_draw_bands   (HengFlowSankey *self);
void heng_flow_sankey_draw_bars    (HengFlowSankey *self);
/* The same against a baseline: one link's run from bar to bar, and all bars. */
void heng_flow_difference_draw_band (HengFlowSankey       *self,
                                     const HengFlowRibbon *ribbon,
                                     guint                 index);
void heng_flow_difference_draw_bars (HengFlowSankey       *self);

void heng_flow_sankey_draw_heads   (HengFlowSankey *self,
                                    double          x0,
                                    double          x1,
                                    double          y);
void heng_flow_sankey_draw_labels  (HengFlowSankey       *self,
                                    const HengFlowColumn *column);

/* Returns: the amount that a link's width stands for: against a baseline the larger of the two */
static inline gint64
heng_flow_sankey_get_extent (const HengFlowLink *link)
{
  return MAX (link->amount, link->amount_before);
}

G_END_DECLS
