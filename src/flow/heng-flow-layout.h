// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-flow-display.h"
#include "heng-flow-graph.h"
#include "heng-flow-tile-grid.h"

G_BEGIN_DECLS

/*
 * Where everything stands: a graph laid out on a page of a given size. A layout is numbers only; it never changes once made,
 * needs no display or widget, and may be made in any thread. Lengths are points, y goes down from the page's upper edge.
 *
 *   graph ─ heng_flow_layout_new() ─ nodes, links, labels (JSON, tables, spoken text)
 *                                  └ HengFlowDisplay ─ heng_flow_paint() (heng-flow-painter.h)
 *                                  └ HengFlowPicker, heng_flow_layout_step() (heng-flow-picker.h)
 */
typedef struct _HengFlowLayout HengFlowLayout;

typedef enum
{
  HENG_FLOW_DIAGRAM_SANKEY,  /* payers left, receivers right, between them what HengFlowMiddle says */
  HENG_FLOW_DIAGRAM_NETWORK, /* one node a region; money runs to the right, what must run back goes round outside */
  HENG_FLOW_DIAGRAM_CHORD,   /* regions on a circle */
  HENG_FLOW_DIAGRAM_MATRIX,  /* payers in rows, receivers in columns */
  HENG_FLOW_DIAGRAM_TILES,   /* regions as tiles in a schematic arrangement; shows no boundary and is no map */
  HENG_FLOW_DIAGRAM_OD_MAP,  /* the same arrangement, each tile a payer that holds it once more, small: its receivers */
} HengFlowDiagram;

/* The column between payers and receivers of a Sankey. It is left out where it would say nothing: one mechanism only, no groups. */
typedef enum
{
  HENG_FLOW_MIDDLE_NONE,
  HENG_FLOW_MIDDLE_MECHANISM,
  HENG_FLOW_MIDDLE_GROUP,     /* programmes or basins; what belongs to none stands as one node of its own */
} HengFlowMiddle;

typedef enum
{
  HENG_FLOW_COLOUR_MECHANISM,
  HENG_FLOW_COLOUR_DIRECTION, /* two colours: the usual direction, and against it */
} HengFlowColouring;

typedef enum
{
  HENG_FLOW_SIDE_PAYER,
  HENG_FLOW_SIDE_MIDDLE, /* a mechanism or a group */
  HENG_FLOW_SIDE_RECEIVER,
  HENG_FLOW_SIDE_BOTH,   /* a region that stands once, in the diagrams other than the Sankey */
} HengFlowSide;

/* In which order a matrix lists its regions; the same for rows and columns. */
typedef enum
{
  HENG_FLOW_MATRIX_BY_CODE,   /* as in the graph */
  HENG_FLOW_MATRIX_BY_BLOCKS, /* who gives to each other stands together */
} HengFlowMatrixOrder;

/*
 * Every text on the page. Strings may be NULL for nothing; they are copied. Callbacks return new strings that the layout
 * frees; they are called only inside heng_flow_layout_new(), with @data. A callback of NULL falls back on bare numbers.
 */
typedef struct
{
  const char *title;
  const char *subtitle;      /* measure, unit, period, state of knowledge */
  const char *filter;        /* what was left out or chosen */
  const char *footer;        /* source, "as known on" */
  const char *empty;         /* what a page without flows says */
  const char *payer_head;    /* over the columns, rows and tiles */
  const char *middle_head;
  const char *receiver_head;
  const char *usual_note;    /* the usual direction, where colours tell directions apart */
  const char *reversed_note; /* what the hatching means */
  const char *baseline_note; /* what the outlines mean, where a year is compared with an earlier one */
  const char *no_group;      /* the middle's node of what belongs to no group */
  const char *back_note;     /* what the lanes that run back mean (network) */
  const char *gap_note;      /* what it means that links touch the ring at one end only (chord) */
  const char *tiles_note;    /* that the arrangement is schematic and no map (tiles) */
  const char *pool_note;     /* what the round shapes are (tiles, OD map) */
  const char *home_note;     /* that towns and counties count for their province (tiles, OD map) */
  const char *within_note;   /* what the loops at a tile are: flows inside a province (tiles) */
  const char *inner_note;    /* how tiles within tiles are read (OD map) */
  const char *diagonal_note; /* what the marked cells of one region with itself are (matrix, OD map) */
  const char *zero_note;     /* what the sign of a pair that has settled at nothing means (matrix) */
  const char *missing_note;  /* what an empty cell means (matrix) */
  char     *(*format_amount)   (gint64 amount, gpointer data);
  char     *(*format_change)   (gint64 change, gpointer data);    /* with its sign; NULL: a bare number with its sign */
  char     *(*format_other)    (guint n_regions, gpointer data);  /* NULL: "… (n)" */
  char     *(*format_more)     (guint n_labels, gpointer data);   /* NULL: "+n" */
  char     *(*format_hairline) (gint64 amount, gpointer data);    /* "under AMOUNT drawn as a hairline"; NULL: "< AMOUNT" */
  char     *(*format_example)  (const char *payer, const char *receiver, gpointer data); /* what a tile and a cell in it tell (OD map) */
  char     *(*format_dot)      (const char *amount, gpointer data); /* "under AMOUNT drawn as a dot"; NULL: "< AMOUNT" */
  gpointer    data;
} HengFlowTexts;

typedef struct
{
  HengFlowDiagram       diagram;
  double                width_pt;    /* at least 120 */
  double                height_pt;   /* at least 90 */
  HengFlowMiddle        middle;      /* Sankey; mechanisms by default */
  HengFlowColouring     colouring;
  const char           *font;        /* Pango description with a size in points, such as "Sans 10" (the default) */
  guint                 max_nodes;   /* of a side; the smallest beyond it become one "other"; 0: as many as can be told apart */
  gint64                min_amount;  /* nodes that give (take) less become part of "other"; 0: none */
  double                min_share;   /* 0 to 1: the largest nodes of a side that together make this share keep their names, the
                                        rest becomes "other"; 0: all */
  guint                 n_restarts;  /* effort of the ordering, HENG_FLOW_RESTARTS_FIRST by default */
  int                   panel;       /* only the flows of this panel of the graph, or -1 for all together (the default) */
  int                   baseline;    /* the panel that is drawn as outlines for comparison, or -1 (the default); beside a panel
                                        only, and only in a Sankey */
  gboolean              is_series;   /* one picture a panel on one page, with one scale and one order; panel and baseline are
                                        not looked at. Always a Sankey, whatever the diagram, where there are several panels */
  double                full_scale;  /* amount in minor units that fills the height, so that several diagrams compare; 0: fits */
  const HengFlowLayout *previous;    /* an earlier layout of much the same flows, whose order is kept (Sankey, chord, network); or NULL */
  const HengFlowTileGrid *grid;      /* the arrangement of the tiles; NULL: places set in the graph, else rows in its order */
  HengFlowMatrixOrder   matrix_order;
  const char *const    *order_of_payers;    /* ids, NULL-terminated, or NULL: the order the user gave this column. Listed nodes */
  const char *const    *order_of_middles;   /* keep it among themselves, the others stand where they cross least; unknown ids */
  const char *const    *order_of_receivers; /* are passed over (Sankey) */
  HengFlowTexts         texts;
} HengFlowOptions;

/* Restarts of the first picture on a screen, and of one that is refined, exported or printed. */
#define HENG_FLOW_RESTARTS_FIRST 100
#define HENG_FLOW_RESTARTS_REFINED 2000

/* Fills in the defaults: a Sankey with mechanisms, 800 × 600, "Sans 10", no texts. */
void heng_flow_options_init (HengFlowOptions *options);

typedef struct
{
  const char  *id;         /* of the region, mechanism or group; "*" for "other", "-" for what belongs to no group */
  const char  *name;       /* in full, whether or not it fits as a label */
  HengFlowSide side;
  guint        column;     /* of a Sankey or network, from the left; 0 elsewhere */
  guint        place;      /* among the nodes of its column (side), from the top or clockwise */
  double       x0, y0, x1, y1;
  gint64       paid;       /* what its links carry away, minor units */
  gint64       received;   /* what its links bring; a mechanism passes on what it receives */
  guint        n_bundled;  /* regions that stand in an "other"; 0 for a plain node */
  int          region;     /* index into the graph's nodes, or -1 */
  int          mechanism;  /* index into the graph's mechanisms, or -1 */
  int          group;      /* index into the graph's groups, or -1 */
  guint        panel;      /* the graph's panel whose picture it stands in; 0 where all are drawn together */
  gint64       paid_before;     /* the same of the baseline; 0 where there is none */
  gint64       received_before;
} HengFlowNode;

typedef struct
{
  guint    from;           /* index of the paying node */
  guint    to;             /* index of the receiving node */
  int      middle;         /* index of the node it runs through, a mechanism's or a group's, or -1 where there is none */
  guint    mechanism;      /* index into the graph's mechanisms */
  int      group;          /* index into the graph's groups, or -1; told only where groups stand in the middle */
  guint    panel;          /* the graph's panel whose picture it stands in; 0 where all are drawn together */
  gboolean is_reversed;
  gboolean is_hairline;    /* under 1 pt wide: drawn 1 pt wide, in a matrix as a dot, and the page says so; @width
                              stays true */
  gboolean is_back;        /* runs against the direction of the page (network) */
  gint64   amount;         /* minor units, above zero; against a baseline 0 for what flows no more */
  const char *words;       /* the amount as the page words it */
  gint64   amount_before;  /* the same of the baseline; 0 where there is none */
  double   x0, y0;         /* middle of the band where it leaves the payer (matrix: upper left corner of its slice) */
  double   x1, y1;         /* middle of the band where it arrives (matrix: lower right corner) */
  double   middle_y0;      /* where it enters and leaves the mechanism, if there is one */
  double   middle_y1;
  double   width;          /* true width, points; in matrix cells the side of a square of the same area; against a baseline that
                              of the larger amount, which both share from the upper edge down */
  const guint64 *records;  /* as in the graph; of bundled links all of them, ascending */
  guint    n_records;
} HengFlowLink;

typedef struct
{
  int          node;       /* index of its node, or -1 for the line that counts the labels left out */
  HengFlowSide side;
  const char  *text;
  double       x0, y0, x1, y1;
} HengFlowLabel;

/*
 * Lays @graph out. Always succeeds: a graph without flows gives a page with its texts and no nodes.
 * Takes no hold of @options; keeps a reference to @graph. Returns: (transfer full)
 */
HengFlowLayout        *heng_flow_layout_new                 (HengFlowGraph         *graph,
                                                             const HengFlowOptions *options) G_GNUC_WARN_UNUSED_RESULT;
HengFlowLayout        *heng_flow_layout_ref                 (HengFlowLayout        *self);
void                   heng_flow_layout_unref               (HengFlowLayout        *self);

HengFlowGraph         *heng_flow_layout_get_graph           (const HengFlowLayout  *self);
/* Returns: (nullable): what stands at the head of the page, and the lines below it and at its foot as one text */
const char            *heng_flow_layout_get_title           (const HengFlowLayout  *self);
const char            *heng_flow_layout_get_notes           (const HengFlowLayout  *self);
HengFlowDiagram        heng_flow_layout_get_diagram         (const HengFlowLayout  *self);
const HengFlowDisplay *heng_flow_layout_get_display         (const HengFlowLayout  *self);
guint                  heng_flow_layout_get_n_nodes         (const HengFlowLayout  *self);
const HengFlowNode    *heng_flow_layout_get_node            (const HengFlowLayout  *self,
                                                             guint                  index);
guint                  heng_flow_layout_get_n_links         (const HengFlowLayout  *self);
const HengFlowLink    *heng_flow_layout_get_link            (const HengFlowLayout  *self,
                                                             guint                  index);
guint                  heng_flow_layout_get_n_labels        (const HengFlowLayout  *self);
const HengFlowLabel   *heng_flow_layout_get_label           (const HengFlowLayout  *self,
                                                             guint                  index);

/* Returns: points a minor unit takes; above zero whenever there is a flow (matrix: square points) */
double                 heng_flow_layout_get_scale           (const HengFlowLayout  *self);

/* Returns: the amount below which links are hairlines, or 0 when none is */
gint64                 heng_flow_layout_get_hairline_amount (const HengFlowLayout  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengFlowLayout, heng_flow_layout_unref)

G_END_DECLS
