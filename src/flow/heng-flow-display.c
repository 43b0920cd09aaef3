// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-display.h"
#include "heng-flow-display-private.h"

#include <math.h>

struct _HengFlowDisplay
{
  char         *font;
  double        width_pt;
  double        height_pt;
  GArray       *shapes; /* HengFlowShape */
  GArray       *first_steps; /* guint: per shape, where its path begins */
  GArray       *steps;  /* HengFlowStep */
  GStringChunk *strings;
};

HengFlowDisplay *
heng_flow_display_new (const char *font,
                       double      width_pt,
                       double      height_pt)
{
  HengFlowDisplay *self = g_new0 (HengFlowDisplay, 1);

  g_assert (font != NULL && width_pt > 0 && height_pt > 0);

  self->font = g_strdup (font);
  self->width_pt = width_pt;
  self->height_pt = height_pt;
  self->shapes = g_array_new (FALSE, TRUE, sizeof (HengFlowShape));
  self->first_steps = g_array_new (FALSE, TRUE, sizeof (guint));
  self->steps = g_array_new (FALSE, FALSE, sizeof (HengFlowStep));
  self->strings = g_string_chunk_new (1024);

  return self;
}

void
heng_flow_display_free (HengFlowDisplay *self)
{
  if (self == NULL)
    return;

  g_free (self->font);
  g_array_unref (self->shapes);
  g_array_unref (self->first_steps);
  g_array_unref (self->steps);
  g_string_chunk_free (self->strings);
  g_free (self);
}

HengFlowShape *
heng_flow_display_add (HengFlowDisplay   *self,
                       HengFlowShapeKind  kind,
                       HengFlowRole       role,
                       HengFlowInk        ink)
{
  HengFlowShape shape = { .kind = kind, .role = role, .ink = ink, .node = -1, .link = -1, .stroke_pt = 0.75,
                          .x0 = G_MAXDOUBLE, .y0 = G_MAXDOUBLE, .x1 = -G_MAXDOUBLE, .y1 = -G_MAXDOUBLE };

  g_array_append_val (self->first_steps, self->steps->len);
  g_array_append_val (self->shapes, shape);

  return &g_array_index (self->shapes, HengFlowShape, self->shapes->len - 1);
}

void
heng_flow_display_add_step (HengFlowDisplay  *self,
                            HengFlowStepKind  kind,
                            double            x,
                            double            y)
{
  HengFlowStep step = { kind, x, y };
  HengFlowShape *shape;

  g_assert (self->shapes->len > 0 && isfinite (x) && isfinite (y));

  shape = &g_array_index (self->shapes, HengFlowShape, self->shapes->len - 1);
  shape->x0 = MIN (shape->x0, x);
  shape->y0 = MIN (shape->y0, y);
  shape->x1 = MAX (shape->x1, x);
  shape->y1 = MAX (shape->y1, y);
  g_array_append_val (self->steps, step);
}

void
heng_flow_display_move_to (HengFlowDisplay *self,
                           double           x,
                           double           y)
{
  heng_flow_display_add_step (self, HENG_FLOW_STEP_MOVE, x, y);
}

void
heng_flow_display_line_to (HengFlowDisplay *self,
                           double           x,
                           double           y)
{
  heng_flow_display_add_step (self, HENG_FLOW_STEP_LINE, x, y);
}

void
heng_flow_display_curve_to (HengFlowDisplay *self,
                            double           x1,
                            double           y1,
                            double           x2,
                            double           y2,
                            double           x,
                            double           y)
{
  heng_flow_display_add_step (self, HENG_FLOW_STEP_CURVE, x1, y1);
  heng_flow_display_add_step (self, HENG_FLOW_STEP_CURVE, x2, y2);
  heng_flow_display_add_step (self, HENG_FLOW_STEP_CURVE, x, y);
}

void
heng_flow_display_arc_to (HengFlowDisplay *self,
                          double           centre_x,
                          double           centre_y,
                          double           radius_pt,
                          double           from,
                          double           to)
{
  guint n = MAX (1, (guint) ceil (fabs (to - from) / (G_PI / 4)));
  double step = (to - from) / n;
  double reach = radius_pt * 4 / 3 * tan (step / 4);

  heng_flow_display_line_to (self, centre_x + radius_pt * cos (from), centre_y + radius_pt * sin (from));
  for (guint i = 0; i < n; i++)
    {
      double a = from + i * step;
      double b = a + step;

      heng_flow_display_curve_to (self,
                                  centre_x + radius_pt * cos (a) - reach * sin (a),
                                  centre_y + radius_pt * sin (a) + reach * cos (a),
                                  centre_x + radius_pt * cos (b) + reach * sin (b),
                                  centre_y + radius_pt * sin (b) - reach * cos (b),
                                  centre_x + radius_pt * cos (b),
                                  centre_y + radius_pt * sin (b));
    }
}

void
heng_flow_display_renumber (HengFlowDisplay *self,
                            guint            first,
                            guint            first_node,
                            guint            first_link)
{
  for (guint i = first; i < self->shapes->len; i++)
    {
      HengFlowShape *shape = &g_array_index (self->shapes, HengFlowShape, i);

      if (shape->node >= 0)
        shape->node += first_node;
      if (shape->link >= 0)
        shape->link += first_link;
    }
}

HengFlowShape *
heng_flow_display_add_box (HengFlowDisplay *self,
                           HengFlowRole     role,
                           HengFlowInk      ink,
                           double           x0,
                           double           y0,
                           double           x1,
                           double           y1)
{
  HengFlowShape *shape = heng_flow_display_add (self, HENG_FLOW_SHAPE_AREA, role, ink);

  heng_flow_display_move_to (self, x0, y0);
  heng_flow_display_line_to (self, x1, y0);
  heng_flow_display_line_to (self, x1, y1);
  heng_flow_display_line_to (self, x0, y1);

  return shape;
}

HengFlowShape *
heng_flow_display_add_line (HengFlowDisplay *self,
                            HengFlowRole     role,
                            double           x0,
                            double           y0,
                            double           x1,
                            double           y1)
{
  HengFlowShape *shape = heng_flow_display_add (self, HENG_FLOW_SHAPE_STROKE, role, HENG_FLOW_INK_RULE);

  heng_flow_display_move_to (self, x0, y0);
  heng_flow_display_line_to (self, x1, y1);

  return shape;
}

HengFlowShape *
heng_flow_display_add_text (HengFlowDisplay *self,
                            HengFlowRole     role,
                            HengFlowInk      ink,
                            const char      *text,
                            double           size_pt,
                            double           x0,
                            double           y0,
                            double           x1,
                            double           y1)
{
  HengFlowShape *shape = heng_flow_display_add (self, HENG_FLOW_SHAPE_TEXT, role, ink);

  g_assert (text != NULL && size_pt > 0);

  shape->text = g_string_chunk_insert (self->strings, text);
  shape->size_pt = size_pt;
  shape->n_lines = 1;
  shape->x0 = x0;
  shape->y0 = y0;
  shape->x1 = x1;
  shape->y1 = y1;

  return shape;
}

guint
heng_flow_display_get_n_shapes (const HengFlowDisplay *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->shapes->len;
}

const HengFlowShape *
heng_flow_display_get_shape (const HengFlowDisplay *self,
                             guint                  index)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < self->shapes->len, NULL);

  return &g_array_index (self->shapes, HengFlowShape, index);
}

const HengFlowStep *
heng_flow_display_get_path (const HengFlowDisplay *self,
                            guint                  index,
                            guint                 *n_steps)
{
  guint first;
  guint end;

  g_return_val_if_fail (self != NULL && n_steps != NULL, NULL);
  g_return_val_if_fail (index < self->shapes->len, NULL);

  first = g_array_index (self->first_steps, guint, index);
  end = index + 1 < self->shapes->len ? g_array_index (self->first_steps, guint, index + 1) : self->steps->len;
  *n_steps = end - first;

  return (const HengFlowStep *) self->steps->data + first;
}

const char *
heng_flow_display_get_font (const HengFlowDisplay *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->font;
}

void
heng_flow_display_get_size (const HengFlowDisplay *self,
                            double                *width_pt,
                            double                *height_pt)
{
  g_return_if_fail (self != NULL && width_pt != NULL && height_pt != NULL);

  *width_pt = self->width_pt;
  *height_pt = self->height_pt;
}
