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
  GPtrArray       *records; /* blocks of guint64 with the record lists of the links */
  GHashTable      *places;  /* heng_flow_layout_make_key() → place in its column + 1: for another layout (Sankey; a network's keys differ) */
  HengFlowDisplay *display;
  double           scale;   /* points (matrix: square points) a minor unit takes */
  gint64           hairline_amount;
  const char      *title;   /* (nullable) */
  const char      *notes;   /* (nullable) */
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
  HengFlowGraph         *graph;   /* what is drawn: the caller's, or its one panel under the same numbers */
  const HengFlowOptions *options;
  HengFlowGraph         *ranked;  /* by which it is decided who stands in an "other": @graph, or in a series the whole */
  HengFlowMiddle         middle;  /* as asked for, unless it would say nothing */
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
                                             HengFlowMiddle        middle);
void         heng_flow_draft_fill_one_sided (HengFlowDraft        *draft,
                                             guint                 max_nodes);

/* The same for a bundle of the caller's making: several nodes of the graph may share a slot. Every node with a flow has one. */
void         heng_flow_draft_fill_bundled   (HengFlowDraft        *draft,
                                             const HengFlowBundle *both);

/* Returns: (transfer full): what tells a node apart from the others of a Sankey, from one layout to the next */
char        *heng_flow_layout_make_key      (const HengFlowNode   *node);

/* Returns: whether one panel is drawn against the outlines of another */
gboolean     heng_flow_draft_has_baseline   (const HengFlowDraft  *draft);

/* Returns: the middle column to draw: what the options ask for, none where it would say nothing */
HengFlowMiddle heng_flow_draft_choose_middle (const HengFlowDraft  *draft);

/* Returns: the colour index of a link, by mechanism or by direction as the options say */
guint        heng_flow_draft_get_colour     (const HengFlowDraft  *draft,
                                             guint                 mechanism,
                                             gboolean              is_reversed);

/* Texts; all returned strings belong to the layout. */
const char  *heng_flow_draft_format_amount  (HengFlowDraft        *draft,
                                             gint64                amount);
const char  *heng_flow_draft_format_change  (HengFlowDraft        *draft,
                                             gint64                change);
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

/* A layout without anything in it that shares texts, records and the drawing of @layout, so that its nodes can be worked out alone. */
void         heng_flow_layout_init_part     (HengFlowLayout       *part,
                                             const HengFlowLayout *layout);
void         heng_flow_layout_clear_part    (HengFlowLayout       *part);

/* Moves the nodes, links and labels of a part behind those of @layout; the drawing from shape @first_shape on follows. */
void         heng_flow_layout_take_part     (HengFlowLayout       *layout,
                                             const HengFlowLayout *part,
                                             guint                 panel,
                                             guint                 first_column,
                                             guint                 first_shape);

/* The diagrams. */
void         heng_flow_sankey_lay_out       (HengFlowDraft        *draft);
void         heng_flow_series_lay_out       (HengFlowDraft        *draft);
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
