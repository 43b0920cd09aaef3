// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-painting.h"

#include "heng-flow-dress.h"
#include "heng-flow-hatch.h"

/* Before cairo paints again. */
static void
lend_to_cairo (HengFlowPainting *painting)
{
  if (painting->raster != NULL)
    heng_flow_raster_done (painting->raster);
}

static void
set_colour (cairo_t              *cr,
            const HengFlowColour *colour,
            double                opacity)
{
  cairo_set_source_rgba (cr, colour->red, colour->green, colour->blue, opacity);
}

static void
trace_path (const HengFlowPainting *painting,
            guint                   index)
{
  guint n_steps;
  const HengFlowStep *steps = heng_flow_display_get_path (painting->display, index, &n_steps);

  for (guint i = 0; i < n_steps; i++)
    switch (steps[i].kind)
      {
      case HENG_FLOW_STEP_MOVE:
        cairo_move_to (painting->cr, steps[i].x, steps[i].y);
        break;
      case HENG_FLOW_STEP_LINE:
        cairo_line_to (painting->cr, steps[i].x, steps[i].y);
        break;
      case HENG_FLOW_STEP_CURVE:
      default:
        g_assert (i + 2 < n_steps);
        cairo_curve_to (painting->cr, steps[i].x, steps[i].y, steps[i + 1].x, steps[i + 1].y, steps[i + 2].x, steps[i + 2].y);
        i += 2;
        break;
      }
}

/* A data area: its colour, its hatching over a paler ground, and a fine edge that keeps crossing bands apart. */
static void
paint_data_area (HengFlowPainting    *painting,
                 guint                index,
                 const HengFlowShape *shape,
                 double               opacity)
{
  HengFlowDress dress = heng_flow_dress (painting->palette, shape, opacity);
  cairo_t *cr = painting->cr;

  if (shape->is_band && painting->raster != NULL && dress.edge_dash_pt == 0)
    {
      gboolean thin = dress.edge_pt == 0;
      HengFlowRasterStyle style = { .colour = &dress.colour, .opacity = dress.opacity, .thin_pt = thin ? shape->thickness_pt : 0,
                                    .edge = thin ? NULL : &dress.edge, .edge_opacity = dress.edge_opacity, .edge_pt = dress.edge_pt,
                                    .hatch = dress.lines.kind == HENG_FLOW_HATCH_NONE ? NULL : &dress.lines };
      guint n_steps;
      const HengFlowStep *steps = heng_flow_display_get_path (painting->display, index, &n_steps);

      heng_flow_raster_fill (painting->raster, steps, n_steps, &style);
      return;
    }

  lend_to_cairo (painting);
  trace_path (painting, index);
  set_colour (cr, &dress.colour, dress.opacity);
  cairo_fill_preserve (cr);
  heng_flow_hatch_fill (&dress.lines, cr);
  if (dress.edge_pt > 0)
    {
      double dashes[] = { dress.edge_dash_pt, dress.edge_dash_pt * 2 / 3 };

      if (dress.edge_dash_pt > 0)
        cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
      set_colour (cr, &dress.edge, dress.edge_opacity);
      cairo_set_line_width (cr, dress.edge_pt);
      cairo_stroke_preserve (cr);
      cairo_set_dash (cr, NULL, 0, 0);
    }
  cairo_new_path (cr);
}

static void
paint_area (HengFlowPainting    *painting,
            guint                index,
            const HengFlowShape *shape,
            double               opacity)
{
  if (shape->ink == HENG_FLOW_INK_DATA && shape->role != HENG_FLOW_ROLE_NODE)
    {
      paint_data_area (painting, index, shape, opacity);
      return;
    }

  lend_to_cairo (painting);
  trace_path (painting, index);
  set_colour (painting->cr, heng_flow_dress_get_colour (painting->palette, shape), opacity);
  cairo_fill (painting->cr);
}

static void
paint_stroke (HengFlowPainting    *painting,
              guint                index,
              const HengFlowShape *shape,
              double               opacity)
{
  static const double dashes[] = { HENG_FLOW_STROKE_DASH_PT, HENG_FLOW_STROKE_DASH_PT / 2 };

  trace_path (painting, index);
  set_colour (painting->cr, heng_flow_dress_get_colour (painting->palette, shape), opacity);
  cairo_set_line_width (painting->cr, shape->stroke_pt);
  if (shape->is_hatched)
    cairo_set_dash (painting->cr, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_stroke (painting->cr);
  if (shape->is_hatched)
    cairo_set_dash (painting->cr, NULL, 0, 0);
}

static void
paint_text (HengFlowPainting    *painting,
            const HengFlowShape *shape,
            double               opacity)
{
  double x, y;
  g_autoptr(PangoLayout) layout = heng_flow_dress_set_text (&painting->type, shape, &x, &y);
  cairo_t *cr = painting->cr;

  cairo_save (cr);
  if (shape->angle != 0)
    {
      cairo_translate (cr, shape->anchor_x, shape->anchor_y);
      cairo_rotate (cr, shape->angle);
    }
  if (shape->has_halo)
    {
      cairo_move_to (cr, x, y);
      pango_cairo_layout_path (cr, layout);
      set_colour (cr, &painting->palette->paper, HENG_FLOW_HALO_OPACITY);
      cairo_set_line_width (cr, HENG_FLOW_HALO_PT);
      cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
      cairo_stroke (cr);
    }
  cairo_move_to (cr, x, y);
  set_colour (cr, heng_flow_dress_get_colour (painting->palette, shape), opacity);
  pango_cairo_show_layout (cr, layout);
  cairo_new_path (cr);
  cairo_restore (cr);
}

void
heng_flow_painting_begin (HengFlowPainting      *self,
                          const HengFlowDisplay *display,
                          const HengFlowPalette *palette,
                          cairo_t               *cr)
{
  *self = (HengFlowPainting) { .display = display, .palette = palette, .cr = cr };
  heng_flow_type_init (&self->type, heng_flow_display_get_font (display));
  cairo_save (cr);
  cairo_new_path (cr);
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_DEFAULT);
  self->raster = heng_flow_raster_new (cr);
}

void
heng_flow_painting_end (HengFlowPainting *self)
{
  g_clear_pointer (&self->raster, heng_flow_raster_free);
  cairo_restore (self->cr);
  heng_flow_type_clear (&self->type);
  /* A full disk is told by whoever writes the file. */
  g_warn_if_fail (cairo_status (self->cr) == CAIRO_STATUS_SUCCESS || cairo_status (self->cr) == CAIRO_STATUS_WRITE_ERROR);
}

void
heng_flow_painting_begin_group (HengFlowPainting *self)
{
  g_clear_pointer (&self->raster, heng_flow_raster_free);
  cairo_push_group (self->cr);
  self->raster = heng_flow_raster_new (self->cr);
}

void
heng_flow_painting_end_group (HengFlowPainting *self,
                              double            opacity)
{
  g_clear_pointer (&self->raster, heng_flow_raster_free);
  cairo_pop_group_to_source (self->cr);
  cairo_paint_with_alpha (self->cr, opacity);
  self->raster = heng_flow_raster_new (self->cr);
}

void
heng_flow_painting_add_shape (HengFlowPainting *self,
                              guint             index,
                              double            opacity)
{
  const HengFlowShape *shape = heng_flow_display_get_shape (self->display, index);

  switch (shape->kind)
    {
    case HENG_FLOW_SHAPE_AREA:
      paint_area (self, index, shape, opacity);
      break;
    case HENG_FLOW_SHAPE_STROKE:
      lend_to_cairo (self);
      paint_stroke (self, index, shape, opacity);
      break;
    case HENG_FLOW_SHAPE_TEXT:
    default:
      lend_to_cairo (self);
      paint_text (self, shape, opacity);
      break;
    }
}
