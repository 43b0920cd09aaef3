// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-network-private.h"

#include <math.h>

void
heng_flow_network_dress_link (HengFlowNetwork *self,
                              guint            index,
                              HengFlowShape   *shape)
{
  const HengFlowLink *link = heng_flow_draft_link (self->draft, index);

  shape->link = index;
  shape->colour_index = heng_flow_draft_get_colour (self->draft, link->mechanism, link->is_reversed);
  shape->is_hatched = link->is_reversed;
  shape->is_hairline = link->is_hairline;
}

/* Where a link passes a layer, and how steeply. */
typedef struct
{
  double x, y;
  double rise;
} Knot;

/*
 * As steep as the less steep of the two pieces it joins, so that neither has to swing out; level where it turns; and not so steep
 * that it would touch the bars it passes between.
 */
static void
find_rises (HengFlowNetwork *self,
            Knot            *knots,
            guint            n,
            guint            first_layer)
{
  for (guint i = 1; i + 1 < n; i++)
    {
      double before = (knots[i].y - knots[i - 1].y) / (knots[i].x - knots[i - 1].x);
      double behind = (knots[i + 1].y - knots[i].y) / (knots[i + 1].x - knots[i].x);
      double most = self->gaps_pt[first_layer + i] / self->bar_pt;

      if ((before > 0) == (behind > 0))
        knots[i].rise = CLAMP (MIN (fabs (before), fabs (behind)), 0, most) * (before > 0 ? 1 : -1);
    }
}

/* From bar to bar through the bodies that keep its way free; inside a trunk the links lie in the order of their numbers. */
static void
draw_forward (HengFlowNetwork *self,
              guint            index,
              double           offset_pt)
{
  HengFlowDisplay *display = self->draft->layout->display;
  const HengFlowLink *link = heng_flow_draft_link (self->draft, index);
  const HengFlowTrunk *trunk = &g_array_index (self->trunks, HengFlowTrunk, self->trunk_of[index]);
  guint n = heng_flow_network_get_n_stops (self, trunk);
  guint first = heng_flow_draft_node (self->draft, link->from)->column;
  g_autofree Knot *knots = g_new0 (Knot, n);
  g_autofree HengFlowRibbon *ribbons = g_new (HengFlowRibbon, n);

  knots[0] = (Knot) { link->x0, link->y0, 0 };
  knots[n - 1] = (Knot) { link->x1, link->y1, 0 };
  for (guint i = 1; i + 1 < n; i++)
    knots[i] = (Knot) { self->layer_x[first + i] + self->bar_pt / 2,
                        self->bodies[trunk->first_body + i - 1].y + offset_pt + link->width / 2, 0 };
  find_rises (self, knots, n, first);
  for (guint i = 0; i + 1 < n; i++)
    {
      HengFlowRun run = { .link = index, .width = link->width };

      ribbons[i] = heng_flow_ribbon_init_rising (knots[i].x, knots[i].y, knots[i].rise, knots[i + 1].x, knots[i + 1].y,
                                                 knots[i + 1].rise, link->width);
      run.ribbon = ribbons[i];
      g_array_append_val (self->runs, run);
    }
  heng_flow_network_dress_link (self, index, heng_flow_ribbon_add_chain (ribbons, n - 1, -link->width / 2, link->width / 2, display));
}

/* Where money arrives. After all bands, which a painter can fill together. */
static void
draw_notch (HengFlowNetwork *self,
            guint            index)
{
  const HengFlowLink *link = heng_flow_draft_link (self->draft, index);
  HengFlowRibbon ribbon = heng_flow_ribbon_init (MIN (link->x0, link->x1 - 1), link->y1, link->x1, link->y1, link->width);
  HengFlowShape *shape = heng_flow_ribbon_add_notch (&ribbon, link->width, self->draft->layout->display);

  if (shape == NULL)
    return;

  heng_flow_network_dress_link (self, index, shape);
  shape->is_hatched = FALSE;
}

static int
compare_amounts (gconstpointer a,
                 gconstpointer b,
                 gpointer      data)
{
  HengFlowDraft *draft = data;
  gint64 first = heng_flow_draft_link (draft, *(const guint *) a)->amount;
  gint64 second = heng_flow_draft_link (draft, *(const guint *) b)->amount;

  if (first != second)
    return first > second ? -1 : 1;

  return *(const guint *) a < *(const guint *) b ? -1 : *(const guint *) a > *(const guint *) b;
}

void
heng_flow_network_draw_links (HengFlowNetwork *self)
{
  HengFlowLayout *layout = self->draft->layout;
  g_autofree guint *by_amount = g_new (guint, layout->links->len + 1);
  g_autofree double *filled = g_new0 (double, self->trunks->len + 1);
  g_autofree double *offset = g_new0 (double, layout->links->len + 1);

  for (guint i = 0; i < layout->links->len; i++)
    {
      by_amount[i] = i;
      if (self->trunk_of[i] == G_MAXUINT)
        continue;
      offset[i] = filled[self->trunk_of[i]];
      filled[self->trunk_of[i]] += heng_flow_draft_link (self->draft, i)->width;
    }
  g_qsort_with_data (by_amount, layout->links->len, sizeof (guint), compare_amounts, self->draft);
  /* The thick ones first, so that no thin one is buried, wherever they run. */
  for (guint i = 0; i < layout->links->len; i++)
    if (self->trunk_of[by_amount[i]] != G_MAXUINT)
      draw_forward (self, by_amount[i], offset[by_amount[i]]);
    else
      heng_flow_network_draw_lane (self, heng_flow_network_lane (self, self->lane_of[by_amount[i]]));
  for (guint i = 0; i < layout->links->len; i++)
    if (self->trunk_of[by_amount[i]] != G_MAXUINT)
      draw_notch (self, by_amount[i]);
}

void
heng_flow_network_draw_bars (HengFlowNetwork *self)
{
  for (guint i = 0; i < self->draft->layout->nodes->len; i++)
    {
      const HengFlowNode *node = heng_flow_draft_node (self->draft, i);
      double spare = MAX (1 - (node->y1 - node->y0), 0) / 2;
      HengFlowShape *shape = heng_flow_display_add_box (self->draft->layout->display, HENG_FLOW_ROLE_NODE, HENG_FLOW_INK_NODE,
                                                        node->x0, node->y0 - spare, node->x1, node->y1 + spare);

      shape->node = i;
      shape->is_solid = TRUE;
    }
}
