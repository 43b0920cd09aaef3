// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-flow-layout.h"
#include "heng-flow-palette.h"

#include <cairo.h>

G_BEGIN_DECLS

/*
 * What is to stand out: lit links and nodes are drawn in full, everything else but the page's texts fades to a quarter.
 * Belongs to the layout it was made for and must not be used with another.
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
 * Takes 10 to 100 ms a window; a widget that follows the pointer keeps the plain painting as a picture.
 *
 * @highlight: (nullable): what stands out
 */
void               heng_flow_paint               (const HengFlowDisplay   *display,
                                                  const HengFlowPalette   *palette,
                                                  const HengFlowHighlight *highlight,
                                                  gboolean                 with_paper,
                                                  cairo_t                 *cr);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengFlowHighlight, heng_flow_highlight_free)

G_END_DECLS
