// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-picker.h"

#include <math.h>

#define N_STRIPS 96
#define NEAR_PT 3.0
#define PIECE_PT 10.0
#define MOST_PIECES 12

typedef struct
{
  float x, y;
} Point;

/* A shape's outline as straight pieces. */
typedef struct
{
  HengFlowItem item;
  guint        first; /* in `points` */
  guint        end;
  float        reach_pt; /* half the width of a line; 0 for an area */
  gboolean     is_area;
} Outline;

/* Part of an outline inside one strip. */
typedef struct
{
  guint outline;
  float y0, y1;
} Passage;

struct _HengFlowPicker
{
  HengFlowLayout *layout;
  double          width_pt;
  GArray         *points;           /* Point */
  GArray         *outlines;         /* Outline, in the order of painting */
  GArray         *strips[N_STRIPS]; /* Passage, in the order of painting */
};

static void
add_point (HengFlowPicker *self,
           double          x,
           double          y)
{
  Point point = { x, y };

  g_array_append_val (self->points, point);
}

static void
add_curve (HengFlowPicker     *self,
           const HengFlowStep *controls)
{
  Point from = g_array_index (self->points, Point, self->points->len - 1);
  double length = hypot (controls[0].x - from.x, controls[0].y - from.y) +
                  hypot (controls[1].x - controls[0].x, controls[1].y - controls[0].y) +
                  hypot (controls[2].x - controls[1].x, controls[2].y - controls[1].y);
  guint n = CLAMP ((guint) ceil (length / PIECE_PT), 1, MOST_PIECES);

  for (guint i = 1; i <= n; i++)
    {
      double t = i / (double) n;
      double s = 1 - t;
      double a = s * s * s;
      double b = 3 * s * s * t;
      double c = 3 * s * t * t;
      double d = t * t * t;

      add_point (self, a * from.x + b * controls[0].x + c * controls[1].x + d * controls[2].x,
                 a * from.y + b * controls[0].y + c * controls[1].y + d * controls[2].y);
    }
}

static void
add_text_box (HengFlowPicker      *self,
              const HengFlowShape *shape)
{
  add_point (self, shape->x0, shape->y0);
  add_point (self, shape->x1, shape->y0);
  add_point (self, shape->x1, shape->y1);
  add_point (self, shape->x0, shape->y1);
}

static void
add_path (HengFlowPicker        *self,
          const HengFlowDisplay *display,
          guint                  index)
{
  guint n_steps;
  const HengFlowStep *steps = heng_flow_display_get_path (display, index, &n_steps);

  for (guint i = 0; i < n_steps; i++)
    if (steps[i].kind == HENG_FLOW_STEP_CURVE)
      {
        add_curve (self, steps + i);
        i += 2;
      }
    else
      add_point (self, steps[i].x, steps[i].y);
}

static guint
get_strip (const HengFlowPicker *self,
           double                x)
{
  return CLAMP ((int) floor (x * N_STRIPS / self->width_pt), 0, N_STRIPS - 1);
}

/* Enters one straight piece into the strips it crosses; a strip's last passage is widened when it is of the same outline. */
static void
enter_piece (HengFlowPicker *self,
             guint           outline,
             Point           a,
             Point           b)
{
  guint first = get_strip (self, MIN (a.x, b.x) - NEAR_PT);
  guint last = get_strip (self, MAX (a.x, b.x) + NEAR_PT);

  for (guint i = first; i <= last; i++)
    {
      GArray *strip = self->strips[i];
      Passage passage = { outline, MIN (a.y, b.y), MAX (a.y, b.y) };

      if (strip->len > 0 && g_array_index (strip, Passage, strip->len - 1).outline == outline)
        {
          Passage *known = &g_array_index (strip, Passage, strip->len - 1);

          known->y0 = MIN (known->y0, passage.y0);
          known->y1 = MAX (known->y1, passage.y1);
        }
      else
        g_array_append_val (strip, passage);
    }
}

static void
enter_shape (HengFlowPicker        *self,
             const HengFlowDisplay *display,
             guint                  index)
{
  const HengFlowShape *shape = heng_flow_display_get_shape (display, index);
  Outline outline = { .first = self->points->len };

  if (shape->link < 0 && shape->node < 0)
    return;

  outline.item.kind = shape->link >= 0 ? HENG_FLOW_ITEM_LINK : HENG_FLOW_ITEM_NODE;
  outline.item.index = shape->link >= 0 ? shape->link : shape->node;
  outline.is_area = shape->kind != HENG_FLOW_SHAPE_STROKE;
  outline.reach_pt = outline.is_area ? 0 : shape->stroke_pt / 2;
  if (shape->kind == HENG_FLOW_SHAPE_TEXT)
    add_text_box (self, shape);
  else
    add_path (self, display, index);
  outline.end = self->points->len;
  g_array_append_val (self->outlines, outline);

  for (guint i = outline.first; i + 1 < outline.end; i++)
    enter_piece (self, self->outlines->len - 1, g_array_index (self->points, Point, i),
                 g_array_index (self->points, Point, i + 1));
  if (outline.is_area)
    enter_piece (self, self->outlines->len - 1, g_array_index (self->points, Point, outline.end - 1),
                 g_array_index (self->points, Point, outline.first));
}

HengFlowPicker *
heng_flow_picker_new (HengFlowLayout *layout)
{
  HengFlowPicker *self;
  const HengFlowDisplay *display;
  double height;

  g_return_val_if_fail (layout != NULL, NULL);

  self = g_new0 (HengFlowPicker, 1);
  self->layout = heng_flow_layout_ref (layout);
  self->points = g_array_new (FALSE, FALSE, sizeof (Point));
  self->outlines = g_array_new (FALSE, FALSE, sizeof (Outline));
  for (guint i = 0; i < N_STRIPS; i++)
    self->strips[i] = g_array_new (FALSE, FALSE, sizeof (Passage));

  display = heng_flow_layout_get_display (layout);
  heng_flow_display_get_size (display, &self->width_pt, &height);
  for (guint i = 0; i < heng_flow_display_get_n_shapes (display); i++)
    enter_shape (self, display, i);

  return self;
}

void
heng_flow_picker_free (HengFlowPicker *self)
{
  if (self == NULL)
    return;

  heng_flow_layout_unref (self->layout);
  g_array_unref (self->points);
  g_array_unref (self->outlines);
  for (guint i = 0; i < N_STRIPS; i++)
    g_array_unref (self->strips[i]);
  g_free (self);
}

static double
get_distance (Point  a,
              Point  b,
              double x,
              double y)
{
  double dx = b.x - a.x;
  double dy = b.y - a.y;
  double square = dx * dx + dy * dy;
  double t = square > 0 ? CLAMP (((x - a.x) * dx + (y - a.y) * dy) / square, 0, 1) : 0;

  return hypot (a.x + t * dx - x, a.y + t * dy - y);
}

static gboolean
contains (const HengFlowPicker *self,
          const Outline        *outline,
          double                x,
          double                y)
{
  gboolean inside = FALSE;

  for (guint i = outline->first, j = outline->end - 1; i < outline->end; j = i++)
    {
      Point a = g_array_index (self->points, Point, i);
      Point b = g_array_index (self->points, Point, j);

      if ((a.y > y) != (b.y > y) && x < a.x + (y - a.y) * (b.x - a.x) / (b.y - a.y))
        inside = !inside;
    }

  return inside;
}

static double
get_gap (const HengFlowPicker *self,
         const Outline        *outline,
         double                x,
         double                y)
{
  double least = G_MAXDOUBLE;

  if (outline->is_area && contains (self, outline, x, y))
    return 0;

  for (guint i = outline->first; i + 1 < outline->end; i++)
    {
      double distance = get_distance (g_array_index (self->points, Point, i), g_array_index (self->points, Point, i + 1), x, y);

      least = MIN (least, distance);
    }

  return MAX (least - outline->reach_pt, 0);
}

HengFlowItem
heng_flow_picker_find (const HengFlowPicker *self,
                       double                x,
                       double                y)
{
  HengFlowItem nearest = { HENG_FLOW_ITEM_NONE, 0 };
  double least = NEAR_PT;
  GArray *strip;

  g_return_val_if_fail (self != NULL, nearest);
  if (!(x >= 0 && x <= self->width_pt))
    return nearest;

  strip = self->strips[get_strip (self, x)];
  for (guint i = strip->len; i-- > 0 && least > 0;)
    {
      const Passage *passage = &g_array_index (strip, Passage, i);
      const Outline *outline = &g_array_index (self->outlines, Outline, passage->outline);
      double gap;

      if (y < passage->y0 - NEAR_PT - outline->reach_pt || y > passage->y1 + NEAR_PT + outline->reach_pt)
        continue;
      gap = get_gap (self, outline, x, y);
      if (gap < least)
        {
          least = gap;
          nearest = outline->item;
        }
    }

  return nearest;
}
