// SPDX-License-Identifier: GPL-3.0-or-later
/* The free network view: drawing what runs back. */
#include "heng-flow-network-private.h"

#include <math.h>

#define LEAST_ARROW_PT 7.0
#define MOST_ARROW_PT 10.0
#define ARROW_EVERY_PT 170.0

/* Where a lane is at least this thick its arrows are strokes within, as on what runs forward. */
#define HOLDS_ARROW_PT 6.0

#define MOST_RADIUS_PT 16.0

/* A quarter of a circle, from level to upright or back; both ends are given, and the corner they round. */
static void
round_corner (HengFlowDisplay *display,
              double           x0,
              double           y0,
              double           corner_x,
              double           corner_y,
              double           x1,
              double           y1)
{
  const double pull = 0.5523;

  heng_flow_display_curve_to (display, x0 + pull * (corner_x - x0), y0 + pull * (corner_y - y0), x1 + pull * (corner_x - x1),
                              y1 + pull * (corner_y - y1), x1, y1);
}

/* From a bar's side at (@x, @y) out to @turn_x, up or down to @lane_y, and back over @x; or, @leaves FALSE, the same the other way. */
static void
draw_turn (HengFlowDisplay *display,
           double           x,
           double           y,
           double           turn_x,
           double           lane_y,
           double           half,
           gboolean         leaves)
{
  double radius = MIN (fabs (lane_y - y) / 2, MIN (fabs (turn_x - x), half + MOST_RADIUS_PT));
  double back = turn_x > x ? -radius : radius;
  double up = lane_y < y ? -radius : radius;

  if (leaves)
    {
      heng_flow_display_line_to (display, turn_x + back, y);
      round_corner (display, turn_x + back, y, turn_x, y, turn_x, y + up);
      heng_flow_display_line_to (display, turn_x, lane_y - up);
      round_corner (display, turn_x, lane_y - up, turn_x, lane_y, turn_x + back, lane_y);
      return;
    }

  heng_flow_display_line_to (display, turn_x + back, lane_y);
  round_corner (display, turn_x + back, lane_y, turn_x, lane_y, turn_x, lane_y - up);
  heng_flow_display_line_to (display, turn_x, y + up);
  round_corner (display, turn_x, y + up, turn_x, y, turn_x + back, y);
  heng_flow_display_line_to (display, x, y);
}

/* One that points to the left, about the middle of a lane. */
static void
draw_arrow (HengFlowNetwork *self,
            guint            index,
            double           x,
            double           y)
{
  HengFlowDisplay *display = self->draft->layout->display;
  double width = heng_flow_draft_link (self->draft, index)->width;
  gboolean is_stroke = width >= HOLDS_ARROW_PT;
  double size = is_stroke ? MIN (0.6 * width, MOST_ARROW_PT) : LEAST_ARROW_PT;
  double half = is_stroke ? size / 2 : MAX (width / 2 + 1.5, 0.4 * LEAST_ARROW_PT);
  HengFlowShape *shape = heng_flow_display_add (display, is_stroke ? HENG_FLOW_SHAPE_STROKE : HENG_FLOW_SHAPE_AREA,
                                                HENG_FLOW_ROLE_LINK, HENG_FLOW_INK_DATA);

  heng_flow_network_dress_link (self, index, shape);
  shape->is_hatched = FALSE;
  shape->is_hairline = FALSE;
  if (is_stroke)
    shape->stroke_pt = 1.25;
  heng_flow_display_move_to (display, x + (is_stroke ? half : size / 2), y - half);
  heng_flow_display_line_to (display, x - (is_stroke ? 0 : size / 2), y);
  heng_flow_display_line_to (display, x + (is_stroke ? half : size / 2), y + half);
}

/* Along the level part of the lane, evenly: at least one. */
static void
draw_arrows (HengFlowNetwork    *self,
             const HengFlowLane *lane)
{
  const HengFlowLink *link = heng_flow_draft_link (self->draft, lane->link);
  double right = link->x0 + lane->out_pt;
  double left = link->x1 - lane->in_pt;
  guint n = MAX (1, (guint) round ((right - left) / ARROW_EVERY_PT));
  /* Where lanes lie closer than arrows are high, some of them speak for their neighbours. */
  double pitch = self->lane_gap_pt + link->width;

  if (pitch < LEAST_ARROW_PT / 2 && (guint) (lane - heng_flow_network_lane (self, 0)) % (guint) ceil (LEAST_ARROW_PT / pitch) > 0)
    return;

  for (guint i = 0; i < n; i++)
    draw_arrow (self, lane->link, left + (right - left) * (i + 0.5) / n, lane->y);
}

/* Half of an ear's edge between a bar's side at (@x, @y) and the point over its middle, and @outwards from there. */
static void
draw_ear_half (HengFlowDisplay *display,
               double           x,
               double           y,
               double           middle,
               double           top,
               double           out_pt,
               gboolean         outwards)
{
  /* A curve whose controls stand so far out stands out by three quarters of it. */
  double control = x + (x > middle ? 1 : -1) * out_pt / 0.75;

  if (outwards)
    heng_flow_display_curve_to (display, control, top, control, y, x, y);
  else
    heng_flow_display_curve_to (display, control, y, control, top, middle, top);
}

/*
 * From the bar's right side over it into its left side. Where a link is thick the ear is as thick as it at the bar, but over and
 * beside the bar no thicker than its bound, whatever the amount.
 */
static void
draw_ear (HengFlowNetwork    *self,
          const HengFlowLane *lane)
{
  HengFlowDisplay *display = self->draft->layout->display;
  const HengFlowLink *link = heng_flow_draft_link (self->draft, lane->link);
  const HengFlowNode *node = heng_flow_draft_node (self->draft, link->from);
  double half = MAX (link->width, 1) / 2;
  double middle = (node->x0 + node->x1) / 2;
  double inner = node->y0 - lane->inner_pt;
  double outer = inner - lane->thick_pt;
  double outer_pt = lane->inner_pt + lane->side_pt;
  gboolean is_line = link->width < HENG_FLOW_LEAST_EDGED_PT;
  HengFlowShape *shape = heng_flow_display_add (display, is_line ? HENG_FLOW_SHAPE_STROKE : HENG_FLOW_SHAPE_AREA,
                                                HENG_FLOW_ROLE_LINK, HENG_FLOW_INK_DATA);

  heng_flow_network_dress_link (self, lane->link, shape);
  if (is_line)
    {
      shape->stroke_pt = 2 * half;
      heng_flow_display_move_to (display, link->x0, link->y0);
      draw_ear_half (display, link->x0, link->y0, middle, inner - half, lane->inner_pt + half, FALSE);
      draw_ear_half (display, link->x1, link->y1, middle, inner - half, lane->inner_pt + half, TRUE);
      return;
    }

  heng_flow_display_move_to (display, link->x0, link->y0 - half);
  draw_ear_half (display, link->x0, link->y0 - half, middle, inner, lane->inner_pt, FALSE);
  draw_ear_half (display, link->x1, link->y1 - half, middle, inner, lane->inner_pt, TRUE);
  heng_flow_display_line_to (display, link->x1, link->y1 + half);
  draw_ear_half (display, link->x1, link->y1 + half, middle, outer, outer_pt, FALSE);
  draw_ear_half (display, link->x0, link->y0 + half, middle, outer, outer_pt, TRUE);
}

/* Out to the right, round to the lane, back above or below all layers, and round into its receiver from the left. */
void
heng_flow_network_draw_lane (HengFlowNetwork    *self,
                             const HengFlowLane *lane)
{
  HengFlowDisplay *display = self->draft->layout->display;
  const HengFlowLink *link = heng_flow_draft_link (self->draft, lane->link);
  double half = MAX (link->width / 2, 0.5);
  HengFlowShape *shape;

  if (lane->is_ear)
    {
      draw_ear (self, lane);
      return;
    }

  shape = heng_flow_display_add (display, HENG_FLOW_SHAPE_STROKE, HENG_FLOW_ROLE_LINK, HENG_FLOW_INK_DATA);
  heng_flow_network_dress_link (self, lane->link, shape);
  shape->stroke_pt = 2 * half;
  heng_flow_display_move_to (display, link->x0, link->y0);
  draw_turn (display, link->x0, link->y0, link->x0 + lane->out_pt, lane->y, half, TRUE);
  draw_turn (display, link->x1, link->y1, link->x1 - lane->in_pt, lane->y, half, FALSE);
  draw_arrows (self, lane);
}
