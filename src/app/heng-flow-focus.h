// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-flow-picker.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * HengFlowFocus: the frame around the thing of a drawing that has the keyboard. A drawing is one widget; this is what a screen reader
 * is told of: each step gives the focus to a frame with that step's sentence, so it is read like an item of a list.
 */
#define HENG_TYPE_FLOW_FOCUS (heng_flow_focus_get_type ())
G_DECLARE_FINAL_TYPE (HengFlowFocus, heng_flow_focus, HENG, FLOW_FOCUS, GtkWidget)

/** Returns: (transfer floating) */
GtkWidget *heng_flow_focus_new  (void);
/** @sentence: what is read */
void       heng_flow_focus_say  (HengFlowFocus        *self,
                                 const char           *sentence);
/** Around all that is drawn of @item, in points. Returns: whether anything is */
gboolean   heng_flow_focus_find_box (const HengFlowLayout *layout,
                                     HengFlowItem          item,
                                     graphene_rect_t      *box);

G_END_DECLS
