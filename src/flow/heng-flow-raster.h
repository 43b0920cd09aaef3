// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-flow-display.h"
#include "heng-flow-hatch.h"

#include <cairo.h>

G_BEGIN_DECLS

/*
 * Fills bands that run from left to right straight into an image's pixels. cairo's scan conversion knows nothing of a path and takes
 * a tenth of a millisecond for one; a band is two heights in every column.
 */
typedef struct _HengFlowRaster HengFlowRaster;

typedef struct
{
  const HengFlowColour *colour;
  double                opacity;      /* 0 to 1 */
  double                thin_pt;      /* how wide the band is all along, if it is thin and has no edge; else 0 */
  const HengFlowColour *edge;         /* (nullable): of a line along both edges */
  double                edge_opacity;
  double                edge_pt;
  const HengFlowHatch  *hatch;        /* (nullable): lines all over the band; of a thin one upright, its dashes */
} HengFlowRasterStyle;

/*
 * For what @cr paints into, with its matrix and clip of now. While it is in use, heng_flow_raster_done() has to be called before
 * cairo is used again.
 *
 * Returns: (nullable) (transfer full): %NULL where the target is no image of 32 bits a pixel, or turned or stretched, or clipped to
 * another shape than a rectangle
 */
HengFlowRaster *heng_flow_raster_new           (cairo_t                   *cr);
void            heng_flow_raster_free          (HengFlowRaster            *self);

/* How many threads paint; as many as there are processors by default, up to eight. The pixels are the same in any case. */
void            heng_flow_raster_set_n_threads (HengFlowRaster            *self,
                                                guint                      n_threads);

/*
 * Fills a band whose path was made by heng_flow_ribbon_add_chain(): its upper edge forwards, then its lower edge backwards.
 *
 * @steps: have to stay until heng_flow_raster_done()
 */
void            heng_flow_raster_fill          (HengFlowRaster            *self,
                                                const HengFlowStep        *steps,
                                                guint                      n_steps,
                                                const HengFlowRasterStyle *style);

/* Paints what was filled since the last call, and lets cairo know. */
void            heng_flow_raster_done          (HengFlowRaster            *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengFlowRaster, heng_flow_raster_free)

G_END_DECLS
