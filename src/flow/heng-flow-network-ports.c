// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-network-private.h"

/* How high a link comes from or goes to: what runs back above or below stands outside of all that runs forward. */
static double
get_far_y (HengFlowNetwork *self,
           guint            index,
           gboolean         leaves)
{
  const HengFlowLink *link = heng_flow_draft_link (self->draft, index);
  const HengFlowTrunk *trunk;
  guint stop;

  if (link->is_back)
    {
      const HengFlowLane *lane = heng_flow_network_lane (self, self->lane_of[index]);

      /* An ear turns inside of everything that goes up. */
      if (lane->is_ear)
        return -2e7 + lane->inner_pt;
      /* The outer lane takes the inner port, so that the turns lie one inside the other. */
      return lane->is_above ? -1e7 - lane->y : 1e7 - lane->y;
    }

  trunk = &g_array_index (self->trunks, HengFlowTrunk, self->trunk_of[index]);
  if (heng_flow_draft_node (self->draft, link->to)->column == heng_flow_draft_node (self->draft, link->from)->column + 1)
    stop = leaves ? link->to : link->from;
  else if (leaves)
    stop = trunk->first_body;
  else
    stop = trunk->first_body + heng_flow_draft_node (self->draft, link->to)->column -
           heng_flow_draft_node (self->draft, link->from)->column - 2;

  return self->bodies[stop].y + self->bodies[stop].height_pt / 2;
}

typedef struct
{
  guint  node;
  double far_y;
  guint  link;
} Port;

static int
compare_ports (gconstpointer a,
               gconstpointer b)
{
  const Port *first = a;
  const Port *second = b;

  if (first->node != second->node)
    return first->node < second->node ? -1 : 1;
  if (first->far_y != second->far_y)
    return first->far_y < second->far_y ? -1 : 1;

  return first->link < second->link ? -1 : first->link > second->link;
}

static void
sort_side (HengFlowNetwork *self,
           gboolean         leaves)
{
  guint n_links = self->draft->layout->links->len;
  g_autofree Port *ports = g_new (Port, n_links + 1);
  double at = 0;

  for (guint i = 0; i < n_links; i++)
    {
      const HengFlowLink *link = heng_flow_draft_link (self->draft, i);

      ports[i].node = leaves ? link->from : link->to;
      ports[i].far_y = get_far_y (self, i, leaves);
      ports[i].link = i;
    }
  qsort (ports, n_links, sizeof (Port), compare_ports);

  for (guint i = 0; i < n_links; i++)
    {
      const HengFlowNode *node = heng_flow_draft_node (self->draft, ports[i].node);
      HengFlowLink *link = heng_flow_draft_link (self->draft, ports[i].link);

      /* A bar is as high as the larger of its sides; the smaller one stands in its middle. */
      if (i == 0 || ports[i].node != ports[i - 1].node)
        at = (node->y0 + node->y1 - (leaves ? node->paid : node->received) * self->scale) / 2;
      if (leaves)
        {
          link->x0 = node->x1;
          link->y0 = at + link->width / 2;
        }
      else
        {
          link->x1 = node->x0;
          link->y1 = at + link->width / 2;
        }
      at += link->width;
    }
}

void
heng_flow_network_sort_ports (HengFlowNetwork *self)
{
  sort_side (self, TRUE);
  sort_side (self, FALSE);
}
