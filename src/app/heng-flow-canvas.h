// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-flow-painter.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * HengFlowCanvas: the pictures of one layout that a widget shows: the plain one and the faded one are painted once, and only what is
 * lit anew.
 */
typedef struct _HengFlowCanvas HengFlowCanvas;

/** @layout: held; @scale: widget pixels a point. Returns: (transfer full) */
HengFlowCanvas *heng_flow_canvas_new      (HengFlowLayout          *layout,
                                           double                   scale);
void            heng_flow_canvas_free     (HengFlowCanvas          *self);
/** Where the theme or the screen has changed, all is painted anew. */
void            heng_flow_canvas_set_look (HengFlowCanvas          *self,
                                           const HengFlowPalette   *palette,
                                           int                      device_scale);
/** @highlight: (nullable): nothing stands out; another pointer is another highlight */
void            heng_flow_canvas_snapshot (HengFlowCanvas          *self,
                                           const HengFlowHighlight *highlight,
                                           GtkSnapshot             *snapshot);
/** A display that is shown for one frame. */
void            heng_flow_canvas_snapshot_frame (HengFlowCanvas        *self,
                                                 const HengFlowDisplay *display,
                                                 GtkSnapshot           *snapshot);
/** The plain picture on paper, two pixels a point. Returns: (transfer full) */
GdkTexture     *heng_flow_canvas_copy     (HengFlowLayout          *layout);

G_END_DECLS
