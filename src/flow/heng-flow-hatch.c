// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-hatch.h"

#include <math.h>

/* Pixels the repeated picture holds for a point: sharp on screens of double density. */
#define PIXELS_PER_PT 2.0

static gboolean
is_vector (cairo_t *cr)
{
  switch ((int) cairo_surface_get_type (cairo_get_target (cr)))
    {
    case CAIRO_SURFACE_TYPE_PDF:
    case CAIRO_SURFACE_TYPE_PS:
    case CAIRO_SURFACE_TYPE_SVG:
    case CAIRO_SURFACE_TYPE_SCRIPT:
      return TRUE;
    default:
      return FALSE;
    }
}

/* Lines at 45° across a rectangle: rising to the right when @sign is above zero. */
static void
trace_slanted (cairo_t *cr,
               double   x0,
               double   y0,
               double   x1,
               double   y1,
               double   step_pt,
               double   sign)
{
  double height = y1 - y0;
  double from = sign > 0 ? x0 + y0 : x0 - y1;
  double to = sign > 0 ? x1 + y1 : x1 - y0;

  for (double at = ceil (from / step_pt) * step_pt; at < to; at += step_pt)
    {
      double x = sign > 0 ? at - y1 : at + y0;

      cairo_move_to (cr, x, sign > 0 ? y1 : y0);
      cairo_line_to (cr, x + height, sign > 0 ? y0 : y1);
    }
}

static void
trace_lines (const HengFlowHatch *self,
             cairo_t             *cr,
             double               x0,
             double               y0,
             double               x1,
             double               y1)
{
  double slanted_pt = self->spacing_pt * G_SQRT2;

  if (self->kind == HENG_FLOW_HATCH_RISING || self->kind == HENG_FLOW_HATCH_CROSSED)
    trace_slanted (cr, x0, y0, x1, y1, slanted_pt, 1);
  if (self->kind == HENG_FLOW_HATCH_FALLING || self->kind == HENG_FLOW_HATCH_CROSSED)
    trace_slanted (cr, x0, y0, x1, y1, slanted_pt, -1);
  if (self->kind == HENG_FLOW_HATCH_UPRIGHT)
    for (double x = ceil (x0 / self->spacing_pt) * self->spacing_pt; x < x1; x += self->spacing_pt)
      {
        cairo_move_to (cr, x, y0);
        cairo_line_to (cr, x, y1);
      }
  if (self->kind == HENG_FLOW_HATCH_LEVEL)
    for (double y = ceil (y0 / self->spacing_pt) * self->spacing_pt; y < y1; y += self->spacing_pt)
      {
        cairo_move_to (cr, x0, y);
        cairo_line_to (cr, x1, y);
      }
}

static void
fill_with_lines (const HengFlowHatch *self,
                 cairo_t             *cr)
{
  cairo_path_t *path = cairo_copy_path (cr);
  double x0, y0, x1, y1;

  cairo_path_extents (cr, &x0, &y0, &x1, &y1);
  cairo_save (cr);
  cairo_clip (cr);
  trace_lines (self, cr, x0, y0, x1, y1);
  cairo_set_line_width (cr, self->line_pt);
  cairo_set_source_rgba (cr, self->colour.red, self->colour.green, self->colour.blue, self->opacity);
  cairo_stroke (cr);
  cairo_restore (cr);
  cairo_append_path (cr, path);
  cairo_path_destroy (path);
}

/* One period of the lines as a picture. Slanted lines repeat after √2 of their spacing both ways. */
static void
fill_with_picture (const HengFlowHatch *self,
                   cairo_t             *cr)
{
  gboolean is_slanted = self->kind != HENG_FLOW_HATCH_UPRIGHT && self->kind != HENG_FLOW_HATCH_LEVEL;
  double period_pt = self->spacing_pt * (is_slanted ? G_SQRT2 : 1);
  int n_pixels = MAX (4, (int) lround (period_pt * PIXELS_PER_PT));
  double scale = n_pixels / period_pt;
  cairo_surface_t *picture = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, n_pixels, n_pixels);
  cairo_t *tile = cairo_create (picture);
  cairo_pattern_t *pattern;
  cairo_matrix_t matrix;

  cairo_scale (tile, scale, scale);
  trace_lines (self, tile, -period_pt, -period_pt, 2 * period_pt, 2 * period_pt);
  cairo_set_line_width (tile, self->line_pt);
  cairo_set_source_rgba (tile, self->colour.red, self->colour.green, self->colour.blue, self->opacity);
  cairo_stroke (tile);
  cairo_destroy (tile);

  pattern = cairo_pattern_create_for_surface (picture);
  cairo_pattern_set_extend (pattern, CAIRO_EXTEND_REPEAT);
  cairo_pattern_set_filter (pattern, CAIRO_FILTER_BILINEAR);
  cairo_matrix_init_scale (&matrix, scale, scale);
  cairo_pattern_set_matrix (pattern, &matrix);
  cairo_set_source (cr, pattern);
  cairo_fill_preserve (cr);
  cairo_pattern_destroy (pattern);
  cairo_surface_destroy (picture);
}

void
heng_flow_hatch_fill (const HengFlowHatch *self,
                      cairo_t             *cr)
{
  g_assert (self->spacing_pt > 0 || self->kind == HENG_FLOW_HATCH_NONE);

  if (self->kind == HENG_FLOW_HATCH_NONE)
    return;

  if (is_vector (cr))
    fill_with_lines (self, cr);
  else
    fill_with_picture (self, cr);
}
