// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-heights.h"

#include "heng-flow-four.h"

#include <math.h>

/* A curve is followed in straight pieces that keep so close to it. */
#define ERROR_PX 0.05
#define PIECES_MAX 64

/* Of Newton's method: the first leads next to where it should, the second mends that. */
#define N_STEPS 2

/* No curve runs straight up for long. */
#define LEAST_RUN 1e-3

typedef struct
{
  double x, y;
} Point;

typedef enum
{
  ALONG_UPPER,
  ALONG_MIDDLE,
  ALONG_LOWER,
} Along;

/* The lower edge runs back, so that its last step stands below the upper edge's first. */
static inline Point
get_point (const HengFlowGrid *grid,
           const HengFlowStep *steps,
           guint               n_steps,
           Along               along,
           guint               index)
{
  const HengFlowStep *upper = &steps[index], *lower = &steps[n_steps - 1 - index];
  double x = along == ALONG_LOWER ? lower->x : along == ALONG_UPPER ? upper->x : (upper->x + lower->x) / 2;
  double y = along == ALONG_LOWER ? lower->y : along == ALONG_UPPER ? upper->y : (upper->y + lower->y) / 2;

  return (Point) { x * grid->scale_x + grid->origin_x, y * grid->scale_y + grid->origin_y };
}

/* ---- heights ---- */

/* An edge on its way: the columns that it may enter. */
typedef struct
{
  int    first;
  int    n;
  float *heights;
} Edge;

/* Returns: the first column whose middle is not left of @x; rounding by a cast takes a call less than ceil() */
static inline int
get_column (double x)
{
  const int far = 1 << 24;

  return (int) (CLAMP (x, -far, far) + far + 0.5) - far;
}

/* The heights of a straight piece. Four at a time, whatever comes behind its end: the next piece begins there. */
static inline void
follow_line (const Edge *self,
             Point       from,
             Point       to)
{
  int first = MAX (get_column (from.x), self->first);
  int end = MIN (get_column (to.x), self->first + self->n);
  double slope;
  HengFlowFour heights;

  if (to.x <= from.x || first >= end)
    return;

  slope = (to.y - from.y) / (to.x - from.x);
  heights = (float) (from.y + slope * (first + 0.5 - from.x)) + (float) slope * (HengFlowFour) { 0, 1, 2, 3 };
  for (int x = first; x < end; x += 4)
    {
      heng_flow_four_store (self->heights + (x - self->first), heights);
      heights += (float) slope * 4;
    }
}

static double
get_bend (Point a,
          Point b,
          Point c)
{
  return fabs (a.x - 2 * b.x + c.x) + fabs (a.y - 2 * b.y + c.y);
}

static void
follow_curve (const Edge *self,
              Point       from,
              Point       a,
              Point       b,
              Point       to)
{
  double bend = MAX (get_bend (from, a, b), get_bend (a, b, to));
  int n_pieces = CLAMP ((int) sqrt (0.75 / ERROR_PX * bend) + 1, 1, PIECES_MAX);
  Point before = from;

  if (to.x < self->first || from.x > self->first + self->n)
    return;

  for (int i = 1; i <= n_pieces; i++)
    {
      double t = i / (double) n_pieces, s = 1 - t;
      double p = s * s * s, q = 3 * s * s * t, r = 3 * s * t * t, u = t * t * t;
      Point next = { p * from.x + q * a.x + r * b.x + u * to.x, p * from.y + q * a.y + r * b.y + u * to.y };

      if (i == n_pieces)
        next = to;
      follow_line (self, before, next);
      before = next;
    }
}

void
heng_flow_heights_follow (const HengFlowGrid *grid,
                          const HengFlowStep *steps,
                          guint               n_steps,
                          gboolean            is_lower,
                          int                 first,
                          int                 n,
                          float              *heights)
{
  Edge self = { first, n, heights };
  Along along = is_lower ? ALONG_LOWER : ALONG_UPPER;
  Point begin = get_point (grid, steps, n_steps, along, 0), at = begin;

  g_assert (n_steps >= 4 && n_steps % 2 == 0 && n > 0);

  for (guint i = 1; i < n_steps / 2; i++)
    {
      Point to = get_point (grid, steps, n_steps, along, i);

      if (steps[i].kind == HENG_FLOW_STEP_CURVE)
        {
          Point a = to, b = get_point (grid, steps, n_steps, along, i + 1);

          to = get_point (grid, steps, n_steps, along, i += 2);
          follow_curve (&self, at, a, b, to);
        }
      else
        follow_line (&self, at, to);
      at = to;
    }

  for (int i = 0; i < n && first + i < get_column (begin.x); i++)
    heights[i] = (float) begin.y;
  for (int i = n - 1; i >= 0 && first + i >= get_column (at.x); i--)
    heights[i] = (float) at.y;
  for (int i = 1; i <= HENG_FLOW_HEIGHTS_BEFORE; i++)
    heights[-i] = heights[0];
  for (int i = 0; i < HENG_FLOW_HEIGHTS_BEHIND; i++)
    heights[n + i] = heights[n - 1];
}

/* ---- knots ---- */

/* A line on its way through the strips. */
typedef struct
{
  int           next, end; /* strips */
  gsize         stride;
  HengFlowKnot *knot;      /* of the next */
} Thread;

static inline void
tie (Thread *self,
     double  height,
     double  slope)
{
  *self->knot = (HengFlowKnot) { (float) height, (float) slope };
  self->knot += self->stride;
  self->next++;
}

static inline double
get_side (const Thread *self)
{
  return (double) self->next * HENG_FLOW_STRIP_PX;
}

static void
tie_line (Thread *self,
          Point   from,
          Point   to)
{
  double slope = (to.y - from.y) / (to.x - from.x);

  while (self->next < self->end && get_side (self) < to.x)
    tie (self, from.y + (get_side (self) - from.x) * slope, slope);
}

/* Newton's method, from where the strip before would lead to. */
static void
tie_curve (Thread *self,
           Point   from,
           Point   a,
           Point   b,
           Point   to)
{
  double x1 = 3 * (a.x - from.x), x2 = 3 * (b.x - a.x) - x1, x3 = to.x - from.x - x1 - x2;
  double y1 = 3 * (a.y - from.y), y2 = 3 * (b.y - a.y) - y1, y3 = to.y - from.y - y1 - y2;
  double t = 0, x = from.x, run = MAX (x1, LEAST_RUN);

  while (self->next < self->end && get_side (self) < to.x)
    {
      for (guint i = 0; i < N_STEPS; i++)
        {
          t = CLAMP (t + (get_side (self) - x) / run, 0, 1);
          x = from.x + t * (x1 + t * (x2 + t * x3));
          run = MAX (x1 + t * (2 * x2 + t * 3 * x3), LEAST_RUN);
        }
      tie (self, from.y + t * (y1 + t * (y2 + t * y3)), (y1 + t * (2 * y2 + t * 3 * y3)) / run);
    }
}

void
heng_flow_heights_tie (const HengFlowGrid *grid,
                       const HengFlowStep *steps,
                       guint               n_steps,
                       int                 first,
                       int                 n,
                       gsize               stride,
                       HengFlowKnot       *knots)
{
  Thread self = { first, first + n, stride, knots };
  Point at = get_point (grid, steps, n_steps, ALONG_MIDDLE, 0);

  g_assert (n_steps >= 4 && n_steps % 2 == 0);

  while (self.next < self.end && get_side (&self) < at.x)
    tie (&self, at.y, 0);
  for (guint i = 1; i < n_steps / 2; i++)
    {
      Point to = get_point (grid, steps, n_steps, ALONG_MIDDLE, i);

      if (steps[i].kind == HENG_FLOW_STEP_CURVE)
        {
          Point a = to, b = get_point (grid, steps, n_steps, ALONG_MIDDLE, i + 1);

          to = get_point (grid, steps, n_steps, ALONG_MIDDLE, i += 2);
          tie_curve (&self, at, a, b, to);
        }
      else
        tie_line (&self, at, to);
      at = to;
    }
  while (self.next < self.end)
    tie (&self, at.y, 0);
}
