// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-ribbon.h"

#include <math.h>

#define N_SEGMENTS 5
#define N_PROBES 32
#define N_HALVINGS 24
#define LEAST_WIDTH_PT 1.0
#define LEVEL_PT 0.01

/* Of the stroke that points the way. */
#define NOTCHED_PT 6.0
#define NOTCH_AWAY_PT 3.5
#define NOTCH_MOST_PT 5.0

/* Half of the way each end runs level before it turns: the roundest curve that never runs backwards. */
#define REACH 0.5

typedef struct
{
  double x, y;
} Point;

/* The point of the centre line at @t (0 to 1), moved by @offset_pt across it. */
static Point
get_point (const HengFlowRibbon *self,
           double                t,
           double                offset_pt)
{
  double dx = self->x1 - self->x0;
  double dy = self->y1 - self->y0;
  double begun = REACH * dx * self->rise0;
  double left = REACH * dx * self->rise1;
  double s = 1 - t;
  double x = self->x0 + dx * (3 * s * s * t * REACH + 3 * s * t * t * (1 - REACH) + t * t * t);
  double y = self->y0 + dy * (3 * s * t * t + t * t * t) + 3 * s * s * t * begun - 3 * s * t * t * left;
  double run, fall, length, across_x, across_y, norm;

  if (offset_pt == 0)
    return (Point) { x, y };

  run = dx * (3 * s * s * REACH + 6 * s * t * (1 - 2 * REACH) + 3 * t * t * REACH);
  fall = dy * 6 * s * t + 3 * s * (s - 2 * t) * begun - 3 * t * (2 * s - t) * left;
  length = hypot (run, fall);
  across_x = length > 0 ? -fall / length * self->slant : 0;
  across_y = length > 0 ? run / length * self->slant + (1 - self->slant) : 1;
  norm = hypot (across_x, across_y);

  return (Point) { x + across_x / norm * offset_pt, y + across_y / norm * offset_pt };
}

static gboolean
runs_forward (const HengFlowRibbon *self,
              double                offset_pt)
{
  double last = get_point (self, 0, offset_pt).x;

  for (guint i = 1; i <= N_PROBES; i++)
    {
      double x = get_point (self, i / (double) N_PROBES, offset_pt).x;

      if (x < last)
        return FALSE;
      last = x;
    }

  return TRUE;
}

HengFlowRibbon
heng_flow_ribbon_init (double x0,
                       double y0,
                       double x1,
                       double y1,
                       double width_pt)
{
  return heng_flow_ribbon_init_rising (x0, y0, 0, x1, y1, 0, width_pt);
}

HengFlowRibbon
heng_flow_ribbon_init_rising (double x0,
                              double y0,
                              double rise0,
                              double x1,
                              double y1,
                              double rise1,
                              double width_pt)
{
  HengFlowRibbon self = { x0, y0, x1, y1, 1, rise0, rise1 };

  g_assert (x0 < x1 && width_pt >= 0);

  for (; self.slant > 0; self.slant -= 0.125)
    if (runs_forward (&self, -width_pt / 2) && runs_forward (&self, width_pt / 2))
      break;

  return self;
}

double
heng_flow_ribbon_get_y (const HengFlowRibbon *self,
                        double                x)
{
  double low = 0;
  double high = 1;

  for (guint i = 0; i < N_HALVINGS; i++)
    {
      double middle = (low + high) / 2;

      if (get_point (self, middle, 0).x < x)
        low = middle;
      else
        high = middle;
    }

  return get_point (self, (low + high) / 2, 0).y;
}

/* Follows one edge in pieces whose tangents agree where they meet. */
static void
trace_edge (const HengFlowRibbon *self,
            double                offset_pt,
            gboolean              backwards,
            HengFlowDisplay      *display)
{
  const double nudge = 1e-4;
  double sign = backwards ? -1 : 1;

  for (guint i = 0; i < N_SEGMENTS; i++)
    {
      double a = backwards ? 1 - i / (double) N_SEGMENTS : i / (double) N_SEGMENTS;
      double b = a + sign / N_SEGMENTS;
      Point p = get_point (self, a, offset_pt);
      Point q = get_point (self, b, offset_pt);
      Point p_next = get_point (self, a + sign * nudge, offset_pt);
      Point q_before = get_point (self, b - sign * nudge, offset_pt);
      double reach = 1.0 / N_SEGMENTS / 3 / nudge;

      heng_flow_display_curve_to (display,
                                  p.x + (p_next.x - p.x) * reach, p.y + (p_next.y - p.y) * reach,
                                  q.x + (q_before.x - q.x) * reach, q.y + (q_before.y - q.y) * reach,
                                  q.x, q.y);
    }
}

static void
trace_ribbon (const HengFlowRibbon *self,
              double                offset_pt,
              gboolean              backwards,
              HengFlowDisplay      *display)
{
  if (fabs (self->y1 - self->y0) >= LEVEL_PT || self->rise0 != 0 || self->rise1 != 0)
    trace_edge (self, offset_pt, backwards, display);
  else if (backwards)
    heng_flow_display_line_to (display, self->x0, self->y0 + offset_pt);
  else
    heng_flow_display_line_to (display, self->x1, self->y1 + offset_pt);
}

HengFlowShape *
heng_flow_ribbon_add_chain (const HengFlowRibbon *ribbons,
                            guint                 n_ribbons,
                            double                upper_pt,
                            double                lower_pt,
                            HengFlowDisplay      *display)
{
  HengFlowShape *shape = heng_flow_display_add (display, HENG_FLOW_SHAPE_AREA, HENG_FLOW_ROLE_LINK, HENG_FLOW_INK_DATA);
  const HengFlowRibbon *last = &ribbons[n_ribbons - 1];

  g_assert (n_ribbons > 0 && upper_pt <= lower_pt);

  if (lower_pt - upper_pt < LEAST_WIDTH_PT)
    {
      double middle = (upper_pt + lower_pt) / 2;

      upper_pt = middle - LEAST_WIDTH_PT / 2;
      lower_pt = middle + LEAST_WIDTH_PT / 2;
    }
  shape->thickness_pt = lower_pt - upper_pt;
  shape->is_band = TRUE;

  heng_flow_display_move_to (display, ribbons[0].x0, ribbons[0].y0 + upper_pt);
  for (guint i = 0; i < n_ribbons; i++)
    trace_ribbon (&ribbons[i], upper_pt, FALSE, display);
  heng_flow_display_line_to (display, last->x1, last->y1 + lower_pt);
  for (guint i = n_ribbons; i-- > 0;)
    trace_ribbon (&ribbons[i], lower_pt, TRUE, display);

  return shape;
}

HengFlowShape *
heng_flow_ribbon_add (const HengFlowRibbon *self,
                      double                upper_pt,
                      double                lower_pt,
                      HengFlowDisplay      *display)
{
  return heng_flow_ribbon_add_chain (self, 1, upper_pt, lower_pt, display);
}

HengFlowShape *
heng_flow_ribbon_add_notch (const HengFlowRibbon *self,
                            double                width_pt,
                            HengFlowDisplay      *display)
{
  double half_pt = MIN (width_pt * 0.3, NOTCH_MOST_PT);
  double tip_x = self->x1 - NOTCH_AWAY_PT;
  HengFlowShape *shape;

  if (width_pt < NOTCHED_PT || self->x1 - self->x0 < 4 * (NOTCH_AWAY_PT + half_pt))
    return NULL;

  shape = heng_flow_display_add (display, HENG_FLOW_SHAPE_STROKE, HENG_FLOW_ROLE_LINK, HENG_FLOW_INK_DATA);
  shape->stroke_pt = 1.25;
  heng_flow_display_move_to (display, tip_x - half_pt, self->y1 - half_pt);
  heng_flow_display_line_to (display, tip_x, self->y1);
  heng_flow_display_line_to (display, tip_x - half_pt, self->y1 + half_pt);

  return shape;
}
