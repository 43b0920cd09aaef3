// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-picker.h"

static HengFlowItem
get_first (const HengFlowLayout *layout)
{
  for (guint i = 0; i < heng_flow_layout_get_n_nodes (layout); i++)
    {
      const HengFlowNode *node = heng_flow_layout_get_node (layout, i);

      if (node->column == 0 && node->place == 0)
        return (HengFlowItem) { HENG_FLOW_ITEM_NODE, i };
    }

  return (HengFlowItem) { HENG_FLOW_ITEM_NONE, 0 };
}

/* Column by column, from the top of each. */
static int
compare_nodes (const HengFlowNode *a,
               const HengFlowNode *b)
{
  if (a->column != b->column)
    return a->column < b->column ? -1 : 1;
  if (a->side != b->side)
    return a->side < b->side ? -1 : 1;

  return (a->place > b->place) - (a->place < b->place);
}

/* The next node of the column or, beyond its end, of the next column. */
static HengFlowItem
step_in_column (const HengFlowLayout *layout,
                guint                 from,
                gboolean              down)
{
  const HengFlowNode *node = heng_flow_layout_get_node (layout, from);
  guint best = from;

  for (guint i = 0; i < heng_flow_layout_get_n_nodes (layout); i++)
    {
      const HengFlowNode *other = heng_flow_layout_get_node (layout, i);
      int sign = down ? 1 : -1;

      if (sign * compare_nodes (other, node) > 0 &&
          (best == from || sign * compare_nodes (other, heng_flow_layout_get_node (layout, best)) < 0))
        best = i;
    }

  return (HengFlowItem) { HENG_FLOW_ITEM_NODE, best };
}

static HengFlowItem
step_along_largest (const HengFlowLayout *layout,
                    guint                 from,
                    gboolean              outwards)
{
  HengFlowItem found = { HENG_FLOW_ITEM_NODE, from };
  gint64 largest = 0;

  for (guint i = 0; i < heng_flow_layout_get_n_links (layout); i++)
    {
      const HengFlowLink *link = heng_flow_layout_get_link (layout, i);
      gboolean touches = link->middle == (int) from || (outwards ? link->from : link->to) == from;

      if (touches && link->amount > largest)
        {
          largest = link->amount;
          found = (HengFlowItem) { HENG_FLOW_ITEM_LINK, i };
        }
    }

  return found;
}

/* Whether link @a comes before @b at their payer: by where it leaves, then by its number. */
static gboolean
comes_before (const HengFlowLayout *layout,
              guint                 a,
              guint                 b)
{
  const HengFlowLink *first = heng_flow_layout_get_link (layout, a);
  const HengFlowLink *second = heng_flow_layout_get_link (layout, b);

  if (first->y0 != second->y0)
    return first->y0 < second->y0;

  return a < b;
}

static HengFlowItem
step_among_links (const HengFlowLayout *layout,
                  guint                 from,
                  gboolean              down)
{
  guint payer = heng_flow_layout_get_link (layout, from)->from;
  guint best = from;

  for (guint i = 0; i < heng_flow_layout_get_n_links (layout); i++)
    {
      gboolean beyond = i != from && comes_before (layout, from, i) == down;
      gboolean nearer = best == from || comes_before (layout, i, best) == down;

      if (heng_flow_layout_get_link (layout, i)->from == payer && beyond && nearer)
        best = i;
    }

  return (HengFlowItem) { HENG_FLOW_ITEM_LINK, best };
}

HengFlowItem
heng_flow_layout_step (const HengFlowLayout *layout,
                       HengFlowItem          item,
                       HengFlowDirection     direction)
{
  gboolean is_upright = direction == HENG_FLOW_UP || direction == HENG_FLOW_DOWN;
  gboolean is_forward = direction == HENG_FLOW_DOWN || direction == HENG_FLOW_RIGHT;

  g_return_val_if_fail (layout != NULL, item);

  switch (item.kind)
    {
    case HENG_FLOW_ITEM_NODE:
      g_return_val_if_fail (item.index < heng_flow_layout_get_n_nodes (layout), item);
      return is_upright ? step_in_column (layout, item.index, is_forward)
                        : step_along_largest (layout, item.index, is_forward);

    case HENG_FLOW_ITEM_LINK:
      g_return_val_if_fail (item.index < heng_flow_layout_get_n_links (layout), item);
      if (is_upright)
        return step_among_links (layout, item.index, is_forward);
      item.kind = HENG_FLOW_ITEM_NODE;
      item.index = is_forward ? heng_flow_layout_get_link (layout, item.index)->to
                              : heng_flow_layout_get_link (layout, item.index)->from;
      return item;

    case HENG_FLOW_ITEM_NONE:
    default:
      return get_first (layout);
    }
}
