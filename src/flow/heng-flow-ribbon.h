// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-flow-display-private.h"

G_BEGIN_DECLS

/*
 * A band from left to right whose width, measured square to its run, is the same all along: a steep band of constant height
 * would look thinner than it is (the sine illusion). Where a wide band bends so sharply that its inner edge would fold back,
 * the width is measured as far from upright as the bend allows.
 */
typedef struct
{
  double x0, y0; /* the centre line's ends; x0 < x1 */
  double x1, y1;
  double slant;  /* 1: square to the run; 0: upright */
  double rise0;  /* how steeply it begins and ends, 0: level; where it goes on in another ribbon */
  double rise1;
} HengFlowRibbon;

HengFlowRibbon heng_flow_ribbon_init (double                x0,
                                      double                y0,
                                      double                x1,
                                      double                y1,
                                      double                width_pt);

/*
 * The same with ends that rise or fall: points down per point to the right. It neither overshoots nor turns back as long as both have
 * the sign of what it rises in all and together are at most twice as steep.
 */
HengFlowRibbon heng_flow_ribbon_init_rising (double               x0,
                                             double               y0,
                                             double               rise0,
                                             double               x1,
                                             double               y1,
                                             double               rise1,
                                             double               width_pt);

/* Returns: how high the centre line stands at @x, at either end's height beyond them */
double         heng_flow_ribbon_get_y    (const HengFlowRibbon *self,
                                          double                x);

/*
 * Adds the part of the ribbon between two distances from its centre line (above it below zero) as an area.
 * A part thinner than 1 pt is drawn 1 pt wide.
 */
HengFlowShape *heng_flow_ribbon_add       (const HengFlowRibbon *self,
                                           double                upper_pt,
                                           double                lower_pt,
                                           HengFlowDisplay      *display);

/* The same through several ribbons, each of which begins where the one before ends, as one area. */
HengFlowShape *heng_flow_ribbon_add_chain (const HengFlowRibbon *ribbons,
                                           guint                 n_ribbons,
                                           double                upper_pt,
                                           double                lower_pt,
                                           HengFlowDisplay      *display);

/*
 * Adds a stroke that points the way the ribbon runs, just before its end; nothing where the ribbon is thinner than 6 pt or too short.
 *
 * Returns: (nullable)
 */
HengFlowShape *heng_flow_ribbon_add_notch (const HengFlowRibbon *self,
                                           double                width_pt,
                                           HengFlowDisplay      *display);

G_END_DECLS
