// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-flow-display.h"
#include "heng-flow-palette.h"
#include "heng-flow-raster.h"
#include "heng-flow-type.h"

#include <cairo.h>

G_BEGIN_DECLS

/* A display on its way to a context: single shapes, in the order they are asked for. */
typedef struct
{
  const HengFlowDisplay *display;
  const HengFlowPalette *palette;
  HengFlowType           type;
  cairo_t               *cr;
  HengFlowRaster        *raster; /* (nullable): where bands can be filled without cairo */
} HengFlowPainting;

/* Takes no hold of its arguments, which have to stay until the end. The context is given back as it was. */
void heng_flow_painting_begin       (HengFlowPainting      *self,
                                     const HengFlowDisplay *display,
                                     const HengFlowPalette *palette,
                                     cairo_t               *cr);
void heng_flow_painting_end         (HengFlowPainting      *self);

/* What is added between the two is laid over the rest as one picture of that opacity (0 to 1). */
void heng_flow_painting_begin_group (HengFlowPainting      *self);
void heng_flow_painting_end_group   (HengFlowPainting      *self,
                                     double                 opacity);

/* @opacity: from 0 to 1 */
void heng_flow_painting_add_shape   (HengFlowPainting      *self,
                                     guint                  index,
                                     double                 opacity);

G_END_DECLS
