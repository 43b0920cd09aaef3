// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-painting.h"

#include "heng-flow-hatch.h"

#define EDGE_PT 0.5
#define EDGE_OPACITY 0.7
#define HALO_PT 3.0
#define REVERSED_SPACING_PT 5.0

/* How much of the colour stays under the lines of reversed money. */
#define REVERSED_GROUND 0.3

/* Bands too thin to show a hatching keep more of it. */
#define THIN_HATCH_GROUND 0.8

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

static HengFlowColour
mix_colours (const HengFlowColour *a,
             const HengFlowColour *b,
             double                share)
{
  return (HengFlowColour) {
    a->red + (b->red - a->red) * share,
    a->green + (b->green - a->green) * share,
    a->blue + (b->blue - a->blue) * share,
  };
}

static const HengFlowColour *
get_colour (const HengFlowPainting *painting,
            const HengFlowShape    *shape)
{
  const HengFlowPalette *palette = painting->palette;

  switch (shape->ink)
    {
    case HENG_FLOW_INK_DIM:
      return &palette->dim;
    case HENG_FLOW_INK_RULE:
      return &palette->rule;
    case HENG_FLOW_INK_NODE:
      return &palette->node;
    case HENG_FLOW_INK_CELL:
      return &palette->cell;
    case HENG_FLOW_INK_DATA:
      /* Without colour a bar is too narrow to bear a hatching: the bands at its sides do. */
      if (palette->is_grey && shape->role == HENG_FLOW_ROLE_NODE)
        return &palette->node;
      return &heng_flow_palette_get_data (palette, shape->colour_index)->colour;
    case HENG_FLOW_INK_TEXT:
    default:
      return &palette->text;
    }
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

/* Where hatching says something else already. */
static gboolean
is_dashed (const HengFlowPainting *painting,
           const HengFlowShape    *shape)
{
  return shape->is_hatched && painting->palette->is_grey;
}

static void
paint_edge (HengFlowPainting     *painting,
            const HengFlowShape  *shape,
            const HengFlowColour *edge,
            double                opacity)
{
  static const double dashes[] = { 3, 2 };
  gboolean dashed = is_dashed (painting, shape);

  if (dashed)
    cairo_set_dash (painting->cr, dashes, G_N_ELEMENTS (dashes), 0);
  set_colour (painting->cr, dashed ? &painting->palette->text : edge, dashed ? opacity : opacity * EDGE_OPACITY);
  cairo_set_line_width (painting->cr, dashed ? 2 * EDGE_PT : EDGE_PT);
  cairo_stroke (painting->cr);
  if (dashed)
    cairo_set_dash (painting->cr, NULL, 0, 0);
}

/* Too thin for an edge or hatching. */
static gboolean
is_thin (const HengFlowShape *shape)
{
  return shape->is_hairline ||
         (shape->thickness_pt > 0 && shape->thickness_pt < HENG_FLOW_LEAST_EDGED_PT && !shape->is_hatched);
}

/* A data area: its colour, its hatching over a paler ground, and a fine edge that keeps crossing bands apart. */
static void
paint_data_area (HengFlowPainting    *painting,
                 guint                index,
                 const HengFlowShape *shape,
                 double               opacity)
{
  const HengFlowDataColour *data = heng_flow_palette_get_data (painting->palette, shape->colour_index);
  const HengFlowColour *edge_to = painting->palette->is_dark ? &painting->palette->paper : &painting->palette->text;
  HengFlowColour colour = mix_colours (&data->colour, &painting->palette->paper, shape->paleness);
  HengFlowColour edge = mix_colours (&colour, edge_to, 0.25);
  gboolean is_striped = shape->is_hatched && !painting->palette->is_grey;
  gboolean thin = is_thin (shape);
  HengFlowHatch lines = { .kind = is_striped ? HENG_FLOW_HATCH_FALLING : data->hatch,
                          .spacing_pt = is_striped ? REVERSED_SPACING_PT : data->spacing_pt,
                          .colour = colour,
                          .opacity = MIN (1, opacity * 1.3) };
  double ground = opacity * (lines.kind == HENG_FLOW_HATCH_NONE ? 1 : thin ? THIN_HATCH_GROUND :
                             is_striped ? REVERSED_GROUND : data->ground);
  cairo_t *cr = painting->cr;

  lines.line_pt = lines.spacing_pt < 4.5 ? 0.8 : 1.2;
  if (shape->is_band && painting->raster != NULL && (thin || !is_dashed (painting, shape)))
    {
      HengFlowRasterStyle style = { .colour = &colour, .opacity = ground, .thin_pt = thin ? shape->thickness_pt : 0,
                                    .edge = thin ? NULL : &edge, .edge_opacity = opacity * EDGE_OPACITY, .edge_pt = EDGE_PT,
                                    .hatch = thin ? NULL : &lines };
      guint n_steps;
      const HengFlowStep *steps = heng_flow_display_get_path (painting->display, index, &n_steps);

      heng_flow_raster_fill (painting->raster, steps, n_steps, &style);
      return;
    }

  lend_to_cairo (painting);
  trace_path (painting, index);
  set_colour (cr, &colour, ground);
  if (thin)
    {
      cairo_fill (cr);
      return;
    }
  cairo_fill_preserve (cr);

  heng_flow_hatch_fill (&lines, cr);

  paint_edge (painting, shape, &edge, opacity);
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
  set_colour (painting->cr, get_colour (painting, shape), opacity);
  cairo_fill (painting->cr);
}

static void
paint_stroke (HengFlowPainting    *painting,
              guint                index,
              const HengFlowShape *shape,
              double               opacity)
{
  static const double dashes[] = { 6, 3 };

  trace_path (painting, index);
  set_colour (painting->cr, get_colour (painting, shape), opacity);
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
  HengFlowSetting setting = { .size_pt = shape->size_pt, .is_bold = shape->is_bold, .n_lines = shape->n_lines,
                              .width_pt = shape->x1 - shape->x0 };
  g_autoptr(PangoLayout) layout = NULL;
  cairo_t *cr = painting->cr;
  double x = shape->x0;
  double y = shape->y0;

  if (shape->angle != 0)
    {
      PangoRectangle extents;

      setting.width_pt = shape->turned_pt;
      layout = heng_flow_type_set (&painting->type, shape->text, &setting);
      pango_layout_get_extents (layout, NULL, &extents);
      x = shape->align == HENG_FLOW_ALIGN_END ? -shape->turned_pt : 0;
      y = -extents.height / (double) PANGO_SCALE / 2;
    }
  else
    layout = heng_flow_type_set (&painting->type, shape->text, &setting);
  pango_layout_set_alignment (layout, shape->align == HENG_FLOW_ALIGN_END ? PANGO_ALIGN_RIGHT :
                                      shape->align == HENG_FLOW_ALIGN_CENTRE ? PANGO_ALIGN_CENTER : PANGO_ALIGN_LEFT);

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
      set_colour (cr, &painting->palette->paper, 0.85);
      cairo_set_line_width (cr, HALO_PT);
      cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
      cairo_stroke (cr);
    }
  cairo_move_to (cr, x, y);
  set_colour (cr, get_colour (painting, shape), opacity);
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
  g_warn_if_fail (cairo_status (self->cr) == CAIRO_STATUS_SUCCESS);
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
