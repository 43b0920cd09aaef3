// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Colour in sRGB, each part from 0 to 1. */
typedef struct
{
  double red, green, blue;
} HengFlowColour;

typedef enum
{
  HENG_FLOW_HATCH_NONE,
  HENG_FLOW_HATCH_RISING,
  HENG_FLOW_HATCH_FALLING,
  HENG_FLOW_HATCH_CROSSED,
  HENG_FLOW_HATCH_UPRIGHT,
  HENG_FLOW_HATCH_LEVEL,
} HengFlowHatchKind;

typedef struct
{
  HengFlowColour    colour;
  HengFlowHatchKind hatch;      /* laid over the colour in any case: for print without colour */
  double            spacing_pt; /* between its lines */
  double            ground;     /* how much of the colour lies under them, from 0 to 1; without lines all of it */
} HengFlowDataColour;

#define HENG_FLOW_N_DATA_COLOURS 9

/* Colour indexes for what is coloured by direction instead of by mechanism: money as agreed, and money that comes back. */
#define HENG_FLOW_INDEX_FORWARD 900
#define HENG_FLOW_INDEX_REVERSED 901

/*
 * What the inks of a display look like. The eight data colours stand in the order of the mechanisms: watershed, ecology, grain,
 * resource, market, benefit-sharing, assistance, transfer; the ninth serves every colour index from 8 on. They can be told
 * apart with red-green and blue-yellow colour blindness, and are at least 3:1 on their ground.
 */
typedef struct
{
  HengFlowColour     paper;
  HengFlowColour     text;
  HengFlowColour     dim;
  HengFlowColour     rule;
  HengFlowColour     node;
  HengFlowColour     cell;
  HengFlowDataColour data[HENG_FLOW_N_DATA_COLOURS];
  HengFlowDataColour forward;      /* HENG_FLOW_INDEX_FORWARD */
  HengFlowDataColour reversed;
  double             band_opacity; /* of links, from 0 to 1 */
  gboolean           is_dark;
  gboolean           is_grey;      /* hatching is taken by the mechanisms: reversed money gets a dashed edge instead */
} HengFlowPalette;

typedef enum
{
  HENG_FLOW_PALETTE_LIGHT,
  HENG_FLOW_PALETTE_DARK,
  HENG_FLOW_PALETTE_GREY, /* white paper, black ink, hatching for each mechanism */
} HengFlowPaletteKind;

/* A copy to be changed at will, for instance to take text and paper from a theme. */
void           heng_flow_palette_init          (HengFlowPalette       *palette,
                                                HengFlowPaletteKind    kind);

/* Returns: contrast by WCAG 2, from 1 to 21 */
double         heng_flow_colour_get_contrast   (const HengFlowColour  *a,
                                                const HengFlowColour  *b);

/* Returns: the colour of @colour_index; indexes without a colour of their own share one grey */
const HengFlowDataColour *
               heng_flow_palette_get_data      (const HengFlowPalette *palette,
                                                guint                  colour_index);

G_END_DECLS
