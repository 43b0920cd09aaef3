// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-dress.h"

#define LIT_OPACITY 0.9
#define HAIRLINE_OPACITY 0.75
#define EDGE_PT 0.5
#define EDGE_OPACITY 0.7
#define EDGE_DASH_PT 3.0
#define REVERSED_SPACING_PT 5.0

/* How much of the colour stays under the lines of reversed money. */
#define REVERSED_GROUND 0.3

/* What the dashes of the legend stand around. */
#define DASHED_GROUND 0.1

/* Bands of reversed money that are too thin for a hatching are dashed. */
#define THIN_SPACING_PT 7.0
#define THIN_DASH_PT 4.5

/* Bands too thin to show a hatching keep more of it. */
#define THIN_HATCH_GROUND 0.8

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

const HengFlowColour *
heng_flow_dress_get_colour (const HengFlowPalette *palette,
                            const HengFlowShape   *shape)
{
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

double
heng_flow_dress_get_opacity (const HengFlowPalette *palette,
                             const HengFlowShape   *shape,
                             gboolean               lit)
{
  double opacity = 1;

  if (shape->role == HENG_FLOW_ROLE_LINK && shape->ink == HENG_FLOW_INK_DATA && !shape->is_solid)
    opacity = lit ? MAX (LIT_OPACITY, palette->band_opacity) : palette->band_opacity;
  if (shape->is_hairline && !lit)
    opacity *= HAIRLINE_OPACITY;

  return opacity;
}

/* Too thin for an edge or hatching. */
static gboolean
is_thin (const HengFlowShape *shape)
{
  return shape->is_hairline ||
         (shape->thickness_pt > 0 && shape->thickness_pt < HENG_FLOW_LEAST_EDGED_PT && !shape->is_hatched);
}

HengFlowDress
heng_flow_dress (const HengFlowPalette *palette,
                 const HengFlowShape   *shape,
                 double                 opacity)
{
  const HengFlowDataColour *data = heng_flow_palette_get_data (palette, shape->colour_index);
  gboolean is_striped = shape->is_hatched && !palette->is_grey, is_dashed = shape->is_hatched && palette->is_grey;
  HengFlowDress self = { .colour = mix_colours (&data->colour, &palette->paper, shape->paleness), .opacity = opacity,
                         .lines = { .kind = is_striped ? HENG_FLOW_HATCH_FALLING : data->hatch,
                                    .spacing_pt = is_striped ? REVERSED_SPACING_PT : data->spacing_pt,
                                    .opacity = MIN (1, opacity * 1.3) } };

  self.lines.line_pt = self.lines.spacing_pt < 4.5 ? 0.8 : 1.2;
  self.lines.colour = self.colour;
  if (is_thin (shape))
    {
      if (self.lines.kind != HENG_FLOW_HATCH_NONE)
        self.opacity *= THIN_HATCH_GROUND;
      self.lines.kind = HENG_FLOW_HATCH_NONE;
      /* Reversed money shows in the thinnest line. */
      if (shape->is_hatched && shape->is_band)
        {
          self.lines = (HengFlowHatch) { HENG_FLOW_HATCH_UPRIGHT, THIN_SPACING_PT, THIN_DASH_PT, self.colour, self.opacity };
          self.opacity = 0;
        }
      return self;
    }

  /* In the legend the dashes alone stand for reversed money of any mechanism. */
  if (is_dashed && shape->role == HENG_FLOW_ROLE_PAGE)
    {
      self.lines.kind = HENG_FLOW_HATCH_NONE;
      self.opacity *= DASHED_GROUND;
    }
  if (self.lines.kind != HENG_FLOW_HATCH_NONE)
    self.opacity *= is_striped ? REVERSED_GROUND : data->ground;
  self.edge = is_dashed ? palette->text : mix_colours (&self.colour, palette->is_dark ? &palette->paper : &palette->text, 0.25);
  self.edge_opacity = is_dashed ? opacity : opacity * EDGE_OPACITY;
  self.edge_pt = is_dashed ? 2 * EDGE_PT : EDGE_PT;
  self.edge_dash_pt = is_dashed ? EDGE_DASH_PT : 0;
  return self;
}

PangoLayout *
heng_flow_dress_set_text (const HengFlowType  *type,
                          const HengFlowShape *shape,
                          double              *x,
                          double              *y)
{
  HengFlowSetting setting = { .size_pt = shape->size_pt, .is_bold = shape->is_bold, .n_lines = shape->n_lines,
                              .width_pt = shape->angle != 0 ? shape->turned_pt : shape->x1 - shape->x0 };
  PangoLayout *layout = heng_flow_type_set (type, shape->text, &setting);

  *x = shape->x0;
  *y = shape->y0;
  if (shape->angle != 0)
    {
      PangoRectangle extents;

      pango_layout_get_extents (layout, NULL, &extents);
      *x = shape->align == HENG_FLOW_ALIGN_END ? -shape->turned_pt : 0;
      *y = -extents.height / (double) PANGO_SCALE / 2;
    }
  pango_layout_set_alignment (layout, shape->align == HENG_FLOW_ALIGN_END ? PANGO_ALIGN_RIGHT :
                                      shape->align == HENG_FLOW_ALIGN_CENTRE ? PANGO_ALIGN_CENTER : PANGO_ALIGN_LEFT);

  return layout;
}
