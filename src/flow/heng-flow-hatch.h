// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-flow-palette.h"

#include <cairo.h>

G_BEGIN_DECLS

typedef struct
{
  HengFlowHatchKind kind;
  double            spacing_pt;
  double            line_pt;
  HengFlowColour    colour;
  double            opacity;
} HengFlowHatch;

/*
 * Hatches the inside of the current path, and keeps the path. On paper and in vector files the lines are lines; on the screen
 * a small repeated picture of them takes a tenth of the time. Lines start from the origin, so that neighbours line up.
 */
void heng_flow_hatch_fill (const HengFlowHatch *self,
                           cairo_t             *cr);

G_END_DECLS
