// SPDX-License-Identifier: GPL-3.0-or-later
/* Bands along the ways between tiles. */
#include "heng-flow-tiles-private.h"

#include <math.h>

#define N_POINTS 33
#define LEAST_WIDTH_PT 1.0
#define LEAST_HEAD_PT 7.0

/* Of a way, what its head may take at most. */
#define MOST_HEAD 0.5

typedef struct
{
  double x[N_POINTS];
  double y[N_POINTS];
  double out_x[N_POINTS]; /* to the right of the way, of length 1 */
  double out_y[N_POINTS];
} Line;

static void
find_normals (Line *self)
{
  for (guint i = 0; i < N_POINTS; i++)
    {
      guint a = i > 0 ? i - 1 : 0;
      guint b = MIN (i + 1, N_POINTS - 1);
      double dx = self->x[b] - self->x[a];
      double dy = self->y[b] - self->y[a];
      double length = MAX (hypot (dx, dy), 1e-9);

      self->out_x[i] = -dy / length;
      self->out_y[i] = dx / length;
    }
}

/* Bands side by side begin and end along the edges of their tiles, not at right angles to the way. */
static void
move_aside (HengFlowWay *way,
            guint        is_arrival,
            double       offset_pt)
{
  guint corner = is_arrival ? 3 : 0;
  guint control = is_arrival ? 2 : 1;
  double run_x = (way->x[control] - way->x[corner]) * (is_arrival ? -1 : 1);
  double run_y = (way->y[control] - way->y[corner]) * (is_arrival ? -1 : 1);
  double length = MAX (hypot (run_x, run_y), 1e-9);
  double along_x = -way->out_y[is_arrival];
  double along_y = way->out_x[is_arrival];
  double share = (-run_y * along_x + run_x * along_y) / length;
  double moved = offset_pt / (fabs (share) < 0.75 ? (share < 0 ? -0.75 : 0.75) : share);

  way->x[corner] += along_x * moved;
  way->y[corner] += along_y * moved;
  way->x[control] += along_x * moved;
  way->y[control] += along_y * moved;
}

static void
trace_way (const HengFlowWay *way,
           Line              *line)
{
  for (guint i = 0; i < N_POINTS; i++)
    {
      double t = i / (N_POINTS - 1.0);
      double s = 1 - t;
      double part[4] = { s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t };

      line->x[i] = line->y[i] = 0;
      for (guint j = 0; j < 4; j++)
        {
          line->x[i] += part[j] * way->x[j];
          line->y[i] += part[j] * way->y[j];
        }
    }
  find_normals (line);
}

/* Where the head begins: a point of the line and what is left of the piece before it, from 0 to 1. */
static guint
find_neck (const Line *line,
           double      head_pt,
           double     *part)
{
  double length = 0;
  double behind = 0;

  for (guint i = 1; i < N_POINTS; i++)
    length += hypot (line->x[i] - line->x[i - 1], line->y[i] - line->y[i - 1]);
  head_pt = MIN (head_pt, MOST_HEAD * length);
  for (guint i = N_POINTS - 1; i > 0; i--)
    {
      double piece = hypot (line->x[i] - line->x[i - 1], line->y[i] - line->y[i - 1]);

      if (behind + piece >= head_pt)
        {
          *part = piece > 0 ? (behind + piece - head_pt) / piece : 0;
          return i - 1;
        }
      behind += piece;
    }
  *part = 0;

  return 0;
}

static void
get_neck_point (const Line *line,
                guint       at,
                double      part,
                double      offset_pt,
                double     *x,
                double     *y)
{
  guint next = MIN (at + 1, N_POINTS - 1);

  *x = line->x[at] + part * (line->x[next] - line->x[at]) + offset_pt * line->out_x[next];
  *y = line->y[at] + part * (line->y[next] - line->y[at]) + offset_pt * line->out_y[next];
}

static HengFlowShape *
add_line (const Line      *line,
          double           width_pt,
          double           head_half_pt,
          HengFlowLink    *link,
          HengFlowDisplay *display)
{
  HengFlowShape *shape = heng_flow_display_add (display, HENG_FLOW_SHAPE_AREA, HENG_FLOW_ROLE_LINK, HENG_FLOW_INK_DATA);
  double half = MAX (width_pt, LEAST_WIDTH_PT) / 2;
  double part;
  guint neck = find_neck (line, MAX (LEAST_HEAD_PT, 1.15 * head_half_pt), &part);
  guint last = N_POINTS - 1;
  double x, y;

  link->x0 = line->x[0];
  link->y0 = line->y[0];
  link->x1 = line->x[last];
  link->y1 = line->y[last];

  heng_flow_display_move_to (display, line->x[0] - half * line->out_x[0],
                             line->y[0] - half * line->out_y[0]);
  for (guint i = 1; i <= neck; i++)
    heng_flow_display_line_to (display, line->x[i] - half * line->out_x[i],
                               line->y[i] - half * line->out_y[i]);
  get_neck_point (line, neck, part, -half, &x, &y);
  heng_flow_display_line_to (display, x, y);
  get_neck_point (line, neck, part, -head_half_pt, &x, &y);
  heng_flow_display_line_to (display, x, y);
  heng_flow_display_line_to (display, link->x1, link->y1);
  get_neck_point (line, neck, part, head_half_pt, &x, &y);
  heng_flow_display_line_to (display, x, y);
  get_neck_point (line, neck, part, half, &x, &y);
  heng_flow_display_line_to (display, x, y);
  for (guint i = neck + 1; i-- > 0;)
    heng_flow_display_line_to (display, line->x[i] + half * line->out_x[i],
                               line->y[i] + half * line->out_y[i]);
  shape->thickness_pt = 2 * half;

  return shape;
}

HengFlowShape *
heng_flow_way_add_band (const HengFlowWay *self,
                        double             offset_pt,
                        double             width_pt,
                        double             head_pt,
                        HengFlowLink      *link,
                        HengFlowDisplay   *display)
{
  HengFlowWay own = *self;
  Line line;

  if (offset_pt != 0)
    {
      move_aside (&own, FALSE, offset_pt);
      move_aside (&own, TRUE, offset_pt);
    }
  trace_way (&own, &line);

  return add_line (&line, width_pt, head_pt, link, display);
}

HengFlowShape *
heng_flow_way_add_loop (double           corner_x,
                        double           corner_y,
                        double           radius_pt,
                        double           width_pt,
                        HengFlowLink    *link,
                        HengFlowDisplay *display)
{
  Line line;

  /* Three quarters round the corner, from the tile's upper edge to its right one. */
  for (guint i = 0; i < N_POINTS; i++)
    {
      double angle = -G_PI + 1.5 * G_PI * i / (N_POINTS - 1.0);

      line.x[i] = corner_x + radius_pt * cos (angle);
      line.y[i] = corner_y + radius_pt * sin (angle);
    }
  find_normals (&line);

  return add_line (&line, width_pt, width_pt / 2 + 2.2, link, display);
}
