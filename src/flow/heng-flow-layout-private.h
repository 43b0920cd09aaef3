// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-flow-bundle.h"
#include "heng-flow-display-private.h"
#include "heng-flow-layout.h"
#include "heng-flow-type.h"

G_BEGIN_DECLS

struct _HengFlowLayout
{
  HengFlowGraph   *graph;
  HengFlowDiagram  diagram;
  GArray          *nodes;   /* HengFlowNode */
  GArray          *links;   /* HengFlowLink */
  GArray          *labels;  /* HengFlowLabel */
  GStringChunk    *strings;
  guint64         *records; /* the record lists of the links, one after another */
  HengFlowDisplay *display;
  double           scale;   /* points (matrix: square points) a minor unit takes */
  gint64           hairline_amount;
};

/* The part of the page that is left for the drawing. */
typedef struct
{
  double x0, y0, x1, y1;
} HengFlowFrame;

/* What stands above and below the drawing, in the order of the page. */
typedef enum
{
  HENG_FLOW_BLOCK_TITLE,
  HENG_FLOW_BLOCK_SUBTITLE,
  HENG_FLOW_BLOCK_FILTER,
  HENG_FLOW_BLOCK_LEGEND,
  HENG_FLOW_BLOCK_SCALE,
  HENG_FLOW_BLOCK_FOOTER,
  HENG_FLOW_N_BLOCKS,
} HengFlowBlock;

/* A layout in the making: what the diagrams share while they work. */
typedef struct
{
  HengFlowLayout        *layout;
  HengFlowGraph         *graph;
  const HengFlowOptions *options;
  HengFlowType           type;
  HengFlowFrame          frame;
  double                 margin_pt;
  double                 block_height[HENG_FLOW_N_BLOCKS]; /* 0 where the block is left out */
} HengFlowDraft;

/*
 * Bundling and merging, the first step of every diagram: fills the layout's nodes (without places) and its links (without
 * geometry). For a Sankey payers come first, then mechanisms, then receivers; else every node is of HENG_FLOW_SIDE_BOTH.
 */
void         heng_flow_draft_fill_two_sided (HengFlowDraft        *draft,
                                             guint                 max_nodes,
                                             gboolean              has_middle);
void         heng_flow_draft_fill_one_sided (HengFlowDraft        *draft,
                                             guint                 max_nodes);

/* The same for a bundle of the caller's making: several nodes of the graph may share a slot. Every node with a flow has one. */
void         heng_flow_draft_fill_bundled   (HengFlowDraft        *draft,
                                             const HengFlowBundle *both);

/* Texts; all returned strings belong to the layout. */
const char  *heng_flow_draft_format_amount  (HengFlowDraft        *draft,
                                             gint64                amount);
const char  *heng_flow_draft_format_more    (HengFlowDraft        *draft,
                                             guint                 n_labels);
const char  *heng_flow_draft_keep_string    (HengFlowDraft        *draft,
                                             char                 *owned);

/* The page around the drawing: takes its room from the frame first, draws itself when the scale is known. */
void         heng_flow_page_measure         (HengFlowDraft        *draft);
void         heng_flow_page_draw            (HengFlowDraft        *draft);

/* Notes down the box of a label, of a node or (@node -1) of the line that counts the labels left out. Draws nothing. */
void         heng_flow_draft_add_label      (HengFlowDraft        *draft,
                                             int                   node,
                                             HengFlowSide          side,
                                             const char           *text,
                                             double                x0,
                                             double                y0,
                                             double                x1,
                                             double                y1);

/* The diagrams. */
void         heng_flow_sankey_lay_out       (HengFlowDraft        *draft);
void         heng_flow_matrix_lay_out       (HengFlowDraft        *draft);
void         heng_flow_chord_lay_out        (HengFlowDraft        *draft);
void         heng_flow_tiles_lay_out        (HengFlowDraft        *draft);
void         heng_flow_od_map_lay_out       (HengFlowDraft        *draft);
void         heng_flow_network_lay_out      (HengFlowDraft        *draft);

static inline HengFlowNode *
heng_flow_draft_node (HengFlowDraft *draft,
                      guint          index)
{
  g_assert (index < draft->layout->nodes->len);

  return &g_array_index (draft->layout->nodes, HengFlowNode, index);
}

static inline HengFlowLink *
heng_flow_draft_link (HengFlowDraft *draft,
                      guint          index)
{
  g_assert (index < draft->layout->links->len);

  return &g_array_index (draft->layout->links, HengFlowLink, index);
}

G_END_DECLS
