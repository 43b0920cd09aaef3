// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-flow-figure.h"
#include "heng-session.h"

G_BEGIN_DECLS

/**
 * HengFlowArea: a flow diagram of a book. What is under the pointer, or where the arrow keys have led to, lights up with its path.
 * Emits `chosen` (pointer: HengFlowRow[] as GPtrArray) when a link is clicked or entered.
 */
#define HENG_TYPE_FLOW_AREA (heng_flow_area_get_type ())
G_DECLARE_FINAL_TYPE (HengFlowArea, heng_flow_area, HENG, FLOW_AREA, GtkWidget)

/** @figure: copied; its size and unit are the widget's own. Returns: %FALSE with @error where the book cannot be read */
gboolean        heng_flow_area_show       (HengFlowArea          *self,
                                           HengSession           *session,
                                           const HengFlowFigure  *figure,
                                           GError               **error);
/** Returns: (nullable) (transfer none) (element-type HengFlowRow): what is drawn */
GPtrArray      *heng_flow_area_get_rows   (HengFlowArea          *self);

G_END_DECLS
