// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * A drawing as a list of shapes, in the order of painting: what screen, paper, export and pointer share.
 * Lengths are points, y goes down, the page's upper left corner is 0, 0. Colours are named by what they are for (HengFlowInk);
 * a HengFlowPalette says what they look like.
 */
typedef struct _HengFlowDisplay HengFlowDisplay;

typedef enum
{
  HENG_FLOW_SHAPE_AREA,   /* a closed path, filled */
  HENG_FLOW_SHAPE_STROKE, /* an open path, drawn as a line */
  HENG_FLOW_SHAPE_TEXT,   /* one text, set into its box */
} HengFlowShapeKind;

typedef enum
{
  HENG_FLOW_INK_TEXT,
  HENG_FLOW_INK_DIM,  /* text of less weight */
  HENG_FLOW_INK_RULE, /* hairlines, leaders, frames */
  HENG_FLOW_INK_NODE, /* bodies of regions */
  HENG_FLOW_INK_CELL, /* grounds of tiles and matrix cells */
  HENG_FLOW_INK_DATA, /* the colour of a mechanism, by colour_index */
} HengFlowInk;

typedef enum
{
  HENG_FLOW_ROLE_PAGE, /* title, legend, scale, notes: never fades */
  HENG_FLOW_ROLE_GRID, /* what lies under the data: never fades */
  HENG_FLOW_ROLE_LINK,
  HENG_FLOW_ROLE_NODE,
  HENG_FLOW_ROLE_LABEL,
} HengFlowRole;

typedef enum
{
  HENG_FLOW_ALIGN_START,
  HENG_FLOW_ALIGN_CENTRE,
  HENG_FLOW_ALIGN_END,
} HengFlowAlign;

/* Bands under this thickness are drawn without an edge, those of one colour together. */
#define HENG_FLOW_LEAST_EDGED_PT 3.0

typedef struct
{
  HengFlowShapeKind kind;
  HengFlowRole      role;
  HengFlowInk       ink;
  guint             colour_index;
  int               node;          /* index into the layout's nodes, or -1 */
  int               link;          /* index into the layout's links, or -1 */
  gboolean          only_when_lit; /* drawn only as part of a highlight, but found by the pointer at any time */
  gboolean          is_hatched;    /* reversed money */
  gboolean          is_hairline;   /* thinner than can be seen; stands at 1 pt */
  gboolean          is_solid;      /* an area that hides what is below it */
  gboolean          is_band;       /* runs from left to right: its path is its upper edge forwards, then its lower edge backwards */
  double            stroke_pt;     /* strokes only */
  double            paleness;      /* of a data colour: 0 in full … 1 like the paper; tells amounts where size does not suffice */
  double            thickness_pt;  /* of a band drawn as an area; 0 where it has no even thickness */
  double            x0, y0, x1, y1; /* around the shape; of a text, the box it is set into */

  const char       *text;          /* texts only, and all below */
  double            size_pt;
  gboolean          is_bold;
  gboolean          has_halo;      /* a rim of paper, where a text stands on bands */
  guint             n_lines;       /* lines it may take before it is cut with … */
  HengFlowAlign     align;
  double            angle;         /* radians, clockwise, about anchor; 0 for almost all */
  double            anchor_x, anchor_y;
  double            turned_pt;     /* the width a turned text is set into; its box is what surrounds it on the page */
} HengFlowShape;

typedef enum
{
  HENG_FLOW_STEP_MOVE,
  HENG_FLOW_STEP_LINE,
  HENG_FLOW_STEP_CURVE, /* three in a row: two controls and the end */
} HengFlowStepKind;

typedef struct
{
  HengFlowStepKind kind;
  double           x, y;
} HengFlowStep;

/* Reading; all texts and steps belong to the display. */
guint                heng_flow_display_get_n_shapes (const HengFlowDisplay *self);
const HengFlowShape *heng_flow_display_get_shape    (const HengFlowDisplay *self,
                                                     guint                  index);
const HengFlowStep  *heng_flow_display_get_path     (const HengFlowDisplay *self,
                                                     guint                  index,
                                                     guint                 *n_steps);
const char          *heng_flow_display_get_font     (const HengFlowDisplay *self);
void                 heng_flow_display_get_size     (const HengFlowDisplay *self,
                                                     double                *width_pt,
                                                     double                *height_pt);

G_END_DECLS
