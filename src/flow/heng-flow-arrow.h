// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-flow-display-private.h"

G_BEGIN_DECLS

/*
 * A bent band of even width with a head at its end. It runs along a quadratic curve from one point by a control to another, of
 * which only the part from @t0 to @t1 is drawn: the rest lies inside what it joins.
 */
typedef struct
{
  double x0, y0;
  double x1, y1; /* control */
  double x2, y2;
  double t0, t1;
} HengFlowBow;

void           heng_flow_bow_get_point (const HengFlowBow *self,
                                        double             t,
                                        double            *x,
                                        double            *y);

/* Cuts the curve where it leaves the square about its beginning and enters the one about its end. */
void           heng_flow_bow_cut       (HengFlowBow       *self,
                                        double             half_pt);

/* Adds the band as an area. The head is at least 6 pt long, so that thin flows show their direction, too. */
HengFlowShape *heng_flow_bow_add       (const HengFlowBow *self,
                                        double             width_pt,
                                        HengFlowDisplay   *display);

G_END_DECLS
