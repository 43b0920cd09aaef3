// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-flow-display.h"
#include "heng-flow-palette.h"

#include <cairo.h>

G_BEGIN_DECLS

/*
 * Fills bands that run from left to right straight into an image's pixels. cairo's scan conversion knows nothing of a path and takes
 * a tenth of a millisecond for one; a band is two heights in every column.
 */
typedef struct _HengFlowRaster HengFlowRaster;

/*
 * For what @cr paints into, with its matrix and clip of now. While it is in use, heng_flow_raster_done() has to be called before
 * cairo is used again.
 *
 * Returns: (nullable) (transfer full): %NULL where the target is no image of 32 bits a pixel, or turned, or clipped to another shape
 * than a rectangle
 */
HengFlowRaster *heng_flow_raster_new  (cairo_t              *cr);
void            heng_flow_raster_free (HengFlowRaster       *self);

/*
 * Fills a band whose path was made by heng_flow_ribbon_add_chain(): its upper edge forwards, then its lower edge backwards.
 *
 * @edge: (nullable): the colour of a line of @edge_pt along both edges
 */
void            heng_flow_raster_fill (HengFlowRaster       *self,
                                       const HengFlowStep   *steps,
                                       guint                 n_steps,
                                       const HengFlowColour *colour,
                                       double                opacity,
                                       const HengFlowColour *edge,
                                       double                edge_opacity,
                                       double                edge_pt);
/* Lets cairo know of what was filled since the last call. */
void            heng_flow_raster_done (HengFlowRaster       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengFlowRaster, heng_flow_raster_free)

G_END_DECLS
