// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-palette.h"

#include <math.h>

#define RGB(hex) { (((hex) >> 16) & 255) / 255.0, (((hex) >> 8) & 255) / 255.0, ((hex) & 255) / 255.0 }

static const HengFlowPalette light = {
  .paper = RGB (0xffffff), .text = RGB (0x1f2328), .dim = RGB (0x626a73), .rule = RGB (0xaab1b9), .node = RGB (0x47525e),
  .cell = RGB (0xf0f2f4), .band_opacity = 0.62,
  .forward = { .colour = RGB (0x0072b2) }, .reversed = { .colour = RGB (0xd55e00) },
  .data = {
    { .colour = RGB (0x0072b2) }, { .colour = RGB (0x06976a) }, { .colour = RGB (0xcb840c) }, { .colour = RGB (0xbf4b00) },
    { .colour = RGB (0xba5b93) }, { .colour = RGB (0x269cd4) }, { .colour = RGB (0x988530) }, { .colour = RGB (0x6d6d6d) },
    { .colour = RGB (0x8a8a8a) },
  },
};

static const HengFlowPalette dark = {
  .paper = RGB (0x1e1f22), .text = RGB (0xeceef0), .dim = RGB (0xa6adb5), .rule = RGB (0x5d646c), .node = RGB (0xb9c1ca),
  .cell = RGB (0x2a2c30), .band_opacity = 0.66, .is_dark = TRUE,
  .forward = { .colour = RGB (0x4ea8de) }, .reversed = { .colour = RGB (0xf08a4b) },
  .data = {
    { .colour = RGB (0x4ca1d9) }, { .colour = RGB (0x49c792) }, { .colour = RGB (0xd79a1f) }, { .colour = RGB (0xea864a) },
    { .colour = RGB (0xd583b8) }, { .colour = RGB (0x80c9ef) }, { .colour = RGB (0xd7c24e) }, { .colour = RGB (0xacacac) },
    { .colour = RGB (0x8f8f8f) },
  },
};

/*
 * Each mechanism has lines of its own direction or width, and on the whole its own step of grey, neighbours far apart. The lines
 * themselves are dark: what is too thin for them is drawn in their colour.
 */
static const HengFlowPalette grey = {
  .paper = RGB (0xffffff), .text = RGB (0x000000), .dim = RGB (0x4a4a4a), .rule = RGB (0x9a9a9a), .node = RGB (0x303030),
  .cell = RGB (0xf2f2f2), .band_opacity = 0.85, .is_grey = TRUE,
  .forward = { .colour = RGB (0x909090) },
  .reversed = { .colour = RGB (0x202020), .hatch = HENG_FLOW_HATCH_RISING, .spacing_pt = 5, .ground = 0.1 },
  .data = {
    { .colour = RGB (0x787878) },
    { .colour = RGB (0x202020), .hatch = HENG_FLOW_HATCH_RISING, .spacing_pt = 4.5, .ground = 0.08 },
    { .colour = RGB (0x606060), .hatch = HENG_FLOW_HATCH_UPRIGHT, .spacing_pt = 3.5, .ground = 0.55 },
    { .colour = RGB (0x101010), .hatch = HENG_FLOW_HATCH_CROSSED, .spacing_pt = 6, .ground = 0.28 },
    { .colour = RGB (0x484848), .hatch = HENG_FLOW_HATCH_FALLING, .spacing_pt = 4.5, .ground = 0.35 },
    { .colour = RGB (0x303030), .hatch = HENG_FLOW_HATCH_RISING, .spacing_pt = 10, .ground = 0.08 },
    { .colour = RGB (0x383838), .hatch = HENG_FLOW_HATCH_LEVEL, .spacing_pt = 4, .ground = 0.2 },
    { .colour = RGB (0x888888), .hatch = HENG_FLOW_HATCH_UPRIGHT, .spacing_pt = 9, .ground = 0.12 },
    { .colour = RGB (0x707070), .hatch = HENG_FLOW_HATCH_FALLING, .spacing_pt = 10, .ground = 0.4 },
  },
};

void
heng_flow_palette_init (HengFlowPalette     *palette,
                        HengFlowPaletteKind  kind)
{
  g_return_if_fail (palette != NULL);

  switch (kind)
    {
    case HENG_FLOW_PALETTE_DARK:
      *palette = dark;
      break;
    case HENG_FLOW_PALETTE_GREY:
      *palette = grey;
      break;
    case HENG_FLOW_PALETTE_LIGHT:
    default:
      *palette = light;
      break;
    }
}

static double
linearise (double part)
{
  return part <= 0.04045 ? part / 12.92 : pow ((part + 0.055) / 1.055, 2.4);
}

static double
get_luminance (const HengFlowColour *colour)
{
  return 0.2126 * linearise (colour->red) + 0.7152 * linearise (colour->green) + 0.0722 * linearise (colour->blue);
}

double
heng_flow_colour_get_contrast (const HengFlowColour *a,
                               const HengFlowColour *b)
{
  double first;
  double second;

  g_return_val_if_fail (a != NULL && b != NULL, 1);

  first = get_luminance (a);
  second = get_luminance (b);

  return (MAX (first, second) + 0.05) / (MIN (first, second) + 0.05);
}

const HengFlowDataColour *
heng_flow_palette_get_data (const HengFlowPalette *palette,
                            guint                  colour_index)
{
  g_return_val_if_fail (palette != NULL, NULL);

  if (colour_index == HENG_FLOW_INDEX_FORWARD)
    return &palette->forward;
  if (colour_index == HENG_FLOW_INDEX_REVERSED)
    return &palette->reversed;

  return &palette->data[MIN (colour_index, HENG_FLOW_N_DATA_COLOURS - 1)];
}
