// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-flow-layout.h"

G_BEGIN_DECLS

/* One thing of a layout that can be pointed at, lit, or hold the keyboard's focus. */
typedef enum
{
  HENG_FLOW_ITEM_NONE,
  HENG_FLOW_ITEM_NODE,
  HENG_FLOW_ITEM_LINK,
} HengFlowItemKind;

typedef struct
{
  HengFlowItemKind kind;
  guint            index; /* into the layout's nodes or links */
} HengFlowItem;

/*
 * What lies under the pointer. A picker is made once for a layout and then answers fast: it keeps for each upright strip of the
 * page what passes through it and at which heights.
 */
typedef struct _HengFlowPicker HengFlowPicker;

/* Keeps a reference to @layout. Returns: (transfer full) */
HengFlowPicker *heng_flow_picker_new  (HengFlowLayout       *layout) G_GNUC_WARN_UNUSED_RESULT;
void            heng_flow_picker_free (HengFlowPicker       *self);

/*
 * @x, @y: points from the page's upper left corner
 * Returns: what is drawn topmost there or, if nothing is, within 3 pt of there; labels stand for their nodes
 */
HengFlowItem    heng_flow_picker_find (const HengFlowPicker *self,
                                       double                x,
                                       double                y);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengFlowPicker, heng_flow_picker_free)

/*
 * The keyboard's way through a layout. From a node: up and down to its neighbours in the column (clockwise, along the rows) and
 * at its end to the next column, right and left along the largest link that leaves or reaches it. From a link: up and down
 * among the links of its payer, right to the receiver, left to the payer. A mechanism's links are those that run through it.
 */
typedef enum
{
  HENG_FLOW_UP,
  HENG_FLOW_DOWN,
  HENG_FLOW_LEFT,
  HENG_FLOW_RIGHT,
} HengFlowDirection;

/* Returns: where the step leads; @item itself at an edge; the first node when @item is nothing */
HengFlowItem    heng_flow_layout_step (const HengFlowLayout *layout,
                                       HengFlowItem          item,
                                       HengFlowDirection     direction);

G_END_DECLS
