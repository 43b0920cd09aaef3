// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-flow-display.h"
#include "heng-flow-hatch.h"
#include "heng-flow-palette.h"
#include "heng-flow-type.h"

G_BEGIN_DECLS

/* How shapes look, whoever draws them: cairo, pixels or SVG. */

#define HENG_FLOW_HALO_PT 3.0
#define HENG_FLOW_HALO_OPACITY 0.85

/* Of strokes of reversed money: so long, and half of it between. */
#define HENG_FLOW_STROKE_DASH_PT 6.0

/* What a data area is filled with, in this order. */
typedef struct
{
  HengFlowColour colour;
  double         opacity;
  HengFlowHatch  lines;        /* of HENG_FLOW_HATCH_NONE where there are none */
  HengFlowColour edge;
  double         edge_opacity;
  double         edge_pt;      /* 0 for none: what is thinner than that needs no edge, and has no room for lines */
  double         edge_dash_pt; /* 0 for a line without gaps; they are two thirds of it */
} HengFlowDress;

/* @opacity: of the whole */
HengFlowDress         heng_flow_dress             (const HengFlowPalette *palette,
                                                   const HengFlowShape   *shape,
                                                   double                 opacity);

/* Of everything that is no data area. */
const HengFlowColour *heng_flow_dress_get_colour  (const HengFlowPalette *palette,
                                                   const HengFlowShape   *shape);

/* How opaque a shape is where nothing is lit, or it is. */
double                heng_flow_dress_get_opacity (const HengFlowPalette *palette,
                                                   const HengFlowShape   *shape,
                                                   gboolean               lit);

/* Sets a text shape. @x, @y: its upper left corner, from the page's or, where it is turned, from its anchor. Returns: (transfer full) */
PangoLayout          *heng_flow_dress_set_text    (const HengFlowType    *type,
                                                   const HengFlowShape   *shape,
                                                   double                *x,
                                                   double                *y) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
