// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-flow-layout.h"
#include "heng-flow-palette.h"

#include <cairo.h>

G_BEGIN_DECLS

/*
 * What is to stand out: lit links and nodes are drawn in full, everything else but the page's texts and its grid fades to a
 * quarter. Belongs to the layout it was made for and must not be used with another.
 */
typedef struct _HengFlowHighlight HengFlowHighlight;

/* Nothing lit yet. Returns: (transfer full) */
HengFlowHighlight *heng_flow_highlight_new       (const HengFlowLayout    *layout) G_GNUC_WARN_UNUSED_RESULT;
void               heng_flow_highlight_free      (HengFlowHighlight       *self);

/* Lights a link with the nodes it runs through, or a node with all its links and their other ends. */
void               heng_flow_highlight_add_link  (HengFlowHighlight       *self,
                                                  guint                    link);
void               heng_flow_highlight_add_node  (HengFlowHighlight       *self,
                                                  guint                    node);
gboolean           heng_flow_highlight_has_link  (const HengFlowHighlight *self,
                                                  guint                    link);
gboolean           heng_flow_highlight_has_node  (const HengFlowHighlight *self,
                                                  guint                    node);

/*
 * Paints a display with its upper left corner at the context's origin, one unit a point. Reads nothing but its arguments, so
 * it serves a widget, a printer, SVG, PDF and PNG alike; gives the context back as it was. The ground is painted only when
 * @with_paper: on real paper and in a widget with its own background there is one already.
 *
 * Takes 10 to 100 ms a window. A widget that follows the pointer keeps pictures, and paints little anew:
 *
 *   nothing lit   the picture of heng_flow_paint_plain()
 *   something     the picture of heng_flow_paint_faded(), which is the same whatever is lit, and over it, at the place that
 *                 heng_flow_get_lit_extents() tells, heng_flow_paint_lit(): some 0.01 ms a lit link and 0.1 ms a lit label
 *
 * Both pictures last as long as display, palette and scale do. Make them images (cairo_image_surface_create(), then a
 * GdkMemoryTexture): where cairo records to paint later there are no pixels to fill, and thousands of bands go the slow way.
 *
 * @highlight: (nullable): what stands out
 */
void               heng_flow_paint               (const HengFlowDisplay   *display,
                                                  const HengFlowPalette   *palette,
                                                  const HengFlowHighlight *highlight,
                                                  gboolean                 with_paper,
                                                  cairo_t                 *cr);

/* The same in its parts: without a highlight heng_flow_paint() is the first, with one it is the second and then the third. */
void               heng_flow_paint_plain         (const HengFlowDisplay   *display,
                                                  const HengFlowPalette   *palette,
                                                  gboolean                 with_paper,
                                                  cairo_t                 *cr);

/* Everything but page and grid at a quarter, together: what lies over something else hides it as before. */
void               heng_flow_paint_faded         (const HengFlowDisplay   *display,
                                                  const HengFlowPalette   *palette,
                                                  gboolean                 with_paper,
                                                  cairo_t                 *cr);

/* Only what is lit, with the lit parts of bands that several links share, on nothing. */
void               heng_flow_paint_lit           (const HengFlowDisplay   *display,
                                                  const HengFlowPalette   *palette,
                                                  const HengFlowHighlight *highlight,
                                                  cairo_t                 *cr);

/* Where heng_flow_paint_lit() paints, in points, somewhat generous. Returns: whether it paints anything */
gboolean           heng_flow_get_lit_extents     (const HengFlowDisplay   *display,
                                                  const HengFlowHighlight *highlight,
                                                  double                  *x0,
                                                  double                  *y0,
                                                  double                  *x1,
                                                  double                  *y1);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengFlowHighlight, heng_flow_highlight_free)

G_END_DECLS
