// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-flow-choice.h"
#include "heng-flow-words.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * HengFlowArea: a flow diagram. What is under the pointer, or where the arrow keys have led to, lights up with its path, and says what it is.
 *
 * Emits `lit` when another thing is lit, `opened` when it is clicked or entered, `moved` (column, id, place from the top) when a node is
 * dragged or moved by keys, `dropped` when that drag is over, and `sized` when its page has another size.
 */
#define HENG_TYPE_FLOW_AREA (heng_flow_area_get_type ())
G_DECLARE_FINAL_TYPE (HengFlowArea, heng_flow_area, HENG, FLOW_AREA, GtkWidget)

/** @words: (transfer full): of @layout. @moves: what was shown before turns into it, where the desktop lets things move */
void            heng_flow_area_show      (HengFlowArea   *self,
                                          HengFlowLayout *layout,
                                          HengFlowWords  *words,
                                          gboolean        moves);
/** The page that fits the widget: texts of a drawing are as large as the theme's. */
void            heng_flow_area_get_page  (HengFlowArea   *self,
                                          double         *width_pt,
                                          double         *height_pt);
/** Returns: pixels a point: with the theme's texts it grows */
double          heng_flow_area_get_scale (HengFlowArea   *self);
HengFlowItem    heng_flow_area_get_item  (HengFlowArea   *self);
/** Lights @item, which stays lit when the pointer has passed. */
void            heng_flow_area_light     (HengFlowArea   *self,
                                          HengFlowItem    item);
/** Around what is lit, in the widget. Returns: whether anything is */
gboolean        heng_flow_area_get_lit_box (HengFlowArea *self,
                                            GdkRectangle *box);
/** Which columns nodes can be moved in, and which have an order of the user's own. */
void            heng_flow_area_set_order (HengFlowArea         *self,
                                          const HengFlowChoice *choice);
/** Whether what is lit stays so when the pointer has passed. */
gboolean        heng_flow_area_is_kept   (HengFlowArea   *self);
/** Whether somebody uses the drawing now: it had better not change by itself. */
gboolean        heng_flow_area_is_used   (HengFlowArea   *self);

G_END_DECLS
