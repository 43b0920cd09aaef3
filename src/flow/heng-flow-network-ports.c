// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-network-private.h"

#define EAR_GAP_PT 3.0
#define TURN_GAP_PT 2.0
#define LEAST_TURN_PT 5.0
#define MOST_TURN_SHARE 0.4

typedef struct
{
  HengFlowNetwork *network;
  gboolean         leaves;
} PortSort;

static const HengFlowLane *
find_lane (const HengFlowNetwork *self,
           guint                  link)
{
  for (guint i = 0; i < self->lanes->len; i++)
    if (g_array_index (self->lanes, HengFlowLane, i).link == link)
      return &g_array_index (self->lanes, HengFlowLane, i);

  g_assert_not_reached ();
}

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
      const HengFlowLane *lane = find_lane (self, index);

      /* An ear turns inside of everything that goes up. */
      if (lane->is_ear)
        return -2e7 - lane->y;
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

static guint
get_span (HengFlowNetwork    *self,
          const HengFlowLane *lane)
{
  const HengFlowLink *link = heng_flow_draft_link (self->draft, lane->link);

  return heng_flow_draft_node (self->draft, link->from)->column - heng_flow_draft_node (self->draft, link->to)->column;
}

static int
compare_lanes (gconstpointer a,
               gconstpointer b,
               gpointer      data)
{
  HengFlowNetwork *self = data;
  const HengFlowLane *first = a;
  const HengFlowLane *second = b;
  guint first_span = get_span (self, first);
  guint second_span = get_span (self, second);

  if (first_span != second_span)
    return first_span < second_span ? -1 : 1;

  return first->link < second->link ? -1 : first->link > second->link;
}

/* Short ways back run inside, long ones outside, each on the side that holds less money so far. */
void
heng_flow_network_deal_lanes (HengFlowNetwork *self)
{
  const HengFlowFrame *frame = &self->draft->frame;
  double above = 0;
  double below = 0;

  g_array_sort_with_data (self->lanes, compare_lanes, self);
  for (guint i = 0; i < self->lanes->len; i++)
    {
      HengFlowLane *lane = &g_array_index (self->lanes, HengFlowLane, i);
      double room = heng_flow_draft_link (self->draft, lane->link)->width + self->lane_gap_pt;

      if (lane->is_ear)
        continue;
      lane->is_above = above <= below;
      *(lane->is_above ? &above : &below) += room;
    }
  self->top = frame->y0 + above;
  self->bottom = frame->y1 - below;
}

void
heng_flow_network_measure_ears (HengFlowNetwork *self)
{
  self->ear_pt = g_new0 (double, self->draft->layout->nodes->len + 1);
  for (guint i = 0; i < self->lanes->len; i++)
    {
      const HengFlowLane *lane = &g_array_index (self->lanes, HengFlowLane, i);
      const HengFlowLink *link = heng_flow_draft_link (self->draft, lane->link);

      if (lane->is_ear)
        self->ear_pt[link->from] += MAX (link->width, 1) + EAR_GAP_PT;
    }
}

/* One over the other, the nearest first. */
static void
place_ears (HengFlowNetwork *self)
{
  g_autofree double *filled = g_new0 (double, self->draft->layout->nodes->len + 1);

  for (guint i = 0; i < self->lanes->len; i++)
    {
      HengFlowLane *lane = &g_array_index (self->lanes, HengFlowLane, i);
      const HengFlowLink *link = heng_flow_draft_link (self->draft, lane->link);
      double room = MAX (link->width, 1) + EAR_GAP_PT;

      if (!lane->is_ear)
        continue;
      lane->is_above = TRUE;
      lane->y = heng_flow_draft_node (self->draft, link->from)->y0 - filled[link->from] - EAR_GAP_PT - MAX (link->width, 1) / 2;
      filled[link->from] += room;
    }
}

void
heng_flow_network_place_lanes (HengFlowNetwork *self)
{
  double above = self->bottom;
  double below = self->top;

  for (guint i = 0; i < self->n_bodies; i++)
    {
      above = MIN (above, self->bodies[i].y - self->bodies[i].room_pt);
      below = MAX (below, self->bodies[i].y + self->bodies[i].height_pt);
    }
  for (guint i = 0; i < self->lanes->len; i++)
    {
      HengFlowLane *lane = &g_array_index (self->lanes, HengFlowLane, i);
      double width = heng_flow_draft_link (self->draft, lane->link)->width;

      if (lane->is_ear)
        continue;
      if (lane->is_above)
        {
          lane->y = above - self->lane_gap_pt - width / 2;
          above -= self->lane_gap_pt + width;
        }
      else
        {
          lane->y = below + self->lane_gap_pt + width / 2;
          below += self->lane_gap_pt + width;
        }
    }
  place_ears (self);
}

/* The room on one side of a bar for what turns there. */
static double
get_turn_room (const HengFlowNetwork *self,
               guint                  layer,
               gboolean               leaves)
{
  if (!leaves && layer == 0)
    return self->left_pt;
  if (leaves && layer + 1 == self->n_layers)
    return self->right_pt;

  return MOST_TURN_SHARE * (heng_flow_network_get_layer_x (self, 1) - heng_flow_network_get_layer_x (self, 0) - self->bar_pt);
}

/* Lanes are listed from the inner to the outer, so that each turns beyond those before it. */
static void
find_turns_of_side (HengFlowNetwork *self,
                    gboolean         leaves)
{
  guint n = self->draft->layout->nodes->len;
  g_autofree double *filled = g_new0 (double, 2 * (gsize) n + 1);

  for (guint i = 0; i < self->lanes->len; i++)
    {
      HengFlowLane *lane = &g_array_index (self->lanes, HengFlowLane, i);
      const HengFlowLink *link = heng_flow_draft_link (self->draft, lane->link);
      double width = MAX (link->width, 1);
      double *at = &filled[2 * (leaves ? link->from : link->to) + lane->is_above];

      *(leaves ? &lane->out_pt : &lane->in_pt) = LEAST_TURN_PT + *at + width / 2;
      *at += width + TURN_GAP_PT;
    }
  for (guint i = 0; i < self->lanes->len; i++)
    {
      HengFlowLane *lane = &g_array_index (self->lanes, HengFlowLane, i);
      const HengFlowLink *link = heng_flow_draft_link (self->draft, lane->link);
      guint node = leaves ? link->from : link->to;
      double room = get_turn_room (self, heng_flow_draft_node (self->draft, node)->column, leaves);
      double wanted = LEAST_TURN_PT + filled[2 * node + lane->is_above];

      *(leaves ? &lane->out_pt : &lane->in_pt) *= MIN (1, room / wanted);
    }
}

void
heng_flow_network_find_turns (HengFlowNetwork *self)
{
  find_turns_of_side (self, TRUE);
  find_turns_of_side (self, FALSE);
}
