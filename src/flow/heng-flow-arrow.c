// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-arrow.h"

#include <math.h>

#define N_SEGMENTS 24
#define N_PROBES 64
#define LEAST_WIDTH_PT 1.0
#define LEAST_HEAD_PT 6.0

void
heng_flow_bow_get_point (const HengFlowBow *self,
                         double             t,
                         double            *x,
                         double            *y)
{
  double s = 1 - t;

  *x = s * s * self->x0 + 2 * s * t * self->x1 + t * t * self->x2;
  *y = s * s * self->y0 + 2 * s * t * self->y1 + t * t * self->y2;
}

static gboolean
is_within (const HengFlowBow *self,
           double             t,
           double             x,
           double             y,
           double             half_pt)
{
  double at_x;
  double at_y;

  heng_flow_bow_get_point (self, t, &at_x, &at_y);

  return fabs (at_x - x) < half_pt && fabs (at_y - y) < half_pt;
}

void
heng_flow_bow_cut (HengFlowBow *self,
                   double       half_pt)
{
  self->t0 = 0;
  self->t1 = 1;
  while (self->t0 < 0.45 && is_within (self, self->t0, self->x0, self->y0, half_pt))
    self->t0 += 1.0 / N_PROBES;
  while (self->t1 > 0.55 && is_within (self, self->t1, self->x2, self->y2, half_pt))
    self->t1 -= 1.0 / N_PROBES;
}

/* The point at @t moved by @offset_pt to the right of the run. */
static void
get_edge (const HengFlowBow *self,
          double             t,
          double             offset_pt,
          double            *x,
          double            *y)
{
  double run_x = (1 - t) * (self->x1 - self->x0) + t * (self->x2 - self->x1);
  double run_y = (1 - t) * (self->y1 - self->y0) + t * (self->y2 - self->y1);
  double length = MAX (hypot (run_x, run_y), 1e-9);

  heng_flow_bow_get_point (self, t, x, y);
  *x -= run_y / length * offset_pt;
  *y += run_x / length * offset_pt;
}

HengFlowShape *
heng_flow_bow_add (const HengFlowBow *self,
                   double             width_pt,
                   HengFlowDisplay   *display)
{
  HengFlowShape *shape = heng_flow_display_add (display, HENG_FLOW_SHAPE_AREA, HENG_FLOW_ROLE_LINK, HENG_FLOW_INK_DATA);
  double half = MAX (width_pt, LEAST_WIDTH_PT) / 2;
  double head = MAX (LEAST_HEAD_PT, 2.2 * half);
  double head_half = MAX (half + 2, 1.7 * half);
  double length = 0;
  double neck = self->t1;
  double x;
  double y;

  /* The head begins where the rest of the curve is as long as the head; it never takes more than half of the curve. */
  while (neck > (self->t0 + self->t1) / 2 && length < head)
    {
      double before_x;
      double before_y;

      heng_flow_bow_get_point (self, neck, &x, &y);
      neck -= 1.0 / (2 * N_PROBES);
      heng_flow_bow_get_point (self, neck, &before_x, &before_y);
      length += hypot (x - before_x, y - before_y);
    }

  for (guint i = 0; i <= N_SEGMENTS; i++)
    {
      get_edge (self, self->t0 + (neck - self->t0) * i / N_SEGMENTS, -half, &x, &y);
      if (i == 0)
        heng_flow_display_move_to (display, x, y);
      else
        heng_flow_display_line_to (display, x, y);
    }
  get_edge (self, neck, -head_half, &x, &y);
  heng_flow_display_line_to (display, x, y);
  heng_flow_bow_get_point (self, self->t1, &x, &y);
  heng_flow_display_line_to (display, x, y);
  get_edge (self, neck, head_half, &x, &y);
  heng_flow_display_line_to (display, x, y);
  for (guint i = 0; i <= N_SEGMENTS; i++)
    {
      get_edge (self, neck + (self->t0 - neck) * i / N_SEGMENTS, half, &x, &y);
      heng_flow_display_line_to (display, x, y);
    }

  return shape;
}
