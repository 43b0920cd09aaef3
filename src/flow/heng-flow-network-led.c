// SPDX-License-Identifier: GPL-3.0-or-later
/* The free network view: labels for which there is no good place beside their bars stand farther off, at the end of a line. */
#include "heng-flow-network-private.h"

#include <math.h>

/* How far off, in the size of type and in lines, and the steps in which places are tried. */
#define MOST_ACROSS_EM 16
#define MOST_LINES 24
#define STEPS_PER_LINE 2

#define AWAY_PT 4.0
#define TOUCH_PT 1.5

/* A long name may run on in lines of this width. */
#define NARROW_EM 9.0
#define MOST_NARROW_LINES 3

/* What a place costs besides what it stands on: at all, by a line's height of the leader, and a name in more than one line. */
#define COST_LED 8.0
#define COST_FAR 2.0
#define COST_WRAPPED 2.0
#define COST_LEFT_OUT 400.0

/* A label between its bar and the best place found. */
typedef struct
{
  HengFlowNetwork    *network;
  const HengFlowNode *node;
  HengFlowSpot        spot;
  HengFlowLeader      leader;
  double              cost;
} Search;

/* From the point of the bar that is nearest to the middle of the label to the point of the label that is nearest to that. */
static HengFlowLeader
find_leader (const HengFlowNode *node,
             const HengFlowSpot *spot)
{
  HengFlowLeader line = { CLAMP ((spot->x0 + spot->x1) / 2, node->x0, node->x1), CLAMP ((spot->y0 + spot->y1) / 2, node->y0, node->y1) };

  line.x1 = CLAMP (line.x0, spot->x0, spot->x1);
  line.y1 = CLAMP (line.y0, spot->y0, spot->y1);

  return line;
}

static void
try_spot (Search       *self,
          HengFlowSpot  spot,
          double        x,
          double        y,
          double        base)
{
  double width = spot.name_pt;
  HengFlowLeader leader;
  double cost;

  spot.x0 = x;
  spot.x1 = x + width;
  spot.y0 = y;
  spot.y1 = y + spot.n_lines * self->network->line_pt;
  leader = find_leader (self->node, &spot);
  cost = COST_LED + base + COST_FAR * hypot (leader.x1 - leader.x0, leader.y1 - leader.y0) / self->network->line_pt;
  if (cost >= self->cost || !heng_flow_network_is_free (self->network, &spot) ||
      !heng_flow_network_is_clear (self->network, &leader, spot.node))
    return;

  cost += heng_flow_network_weigh_spot (self->network, &spot, self->cost - cost);
  if (cost >= self->cost)
    return;

  self->spot = spot;
  self->leader = leader;
  self->cost = cost;
}

/* Tries what is round the bar, from near to far: what is farther off than the best is dear is not looked at. */
static void
try_around (Search             *self,
            const HengFlowSpot *spot,
            double              base)
{
  const HengFlowNode *node = self->node;
  double step_x = self->network->label_pt;
  double step_y = self->network->line_pt / STEPS_PER_LINE;
  double height = spot->n_lines * self->network->line_pt;

  for (int down = 0; down <= MOST_LINES * STEPS_PER_LINE; down++)
    {
      double above = node->y0 - height - AWAY_PT - down * step_y;
      double below = node->y1 + AWAY_PT + down * step_y;
      double middle = (node->y0 + node->y1 - height) / 2;

      if (COST_LED + base + COST_FAR * down / STEPS_PER_LINE >= self->cost)
        break;
      for (int across = 0; across <= MOST_ACROSS_EM; across++)
        {
          double left = node->x0 - AWAY_PT - spot->name_pt - across * step_x;
          double right = node->x1 + AWAY_PT + across * step_x;
          double over = (node->x0 + node->x1 - spot->name_pt) / 2;

          try_spot (self, *spot, right, above, base);
          try_spot (self, *spot, right, below, base);
          try_spot (self, *spot, left, above, base);
          try_spot (self, *spot, left, below, base);
          if (across * step_x <= spot->name_pt / 2)
            {
              try_spot (self, *spot, over + across * step_x, above, base);
              try_spot (self, *spot, over + across * step_x, below, base);
              try_spot (self, *spot, over - across * step_x, above, base);
              try_spot (self, *spot, over - across * step_x, below, base);
            }
          if (down == 0)
            {
              try_spot (self, *spot, right, middle, base);
              try_spot (self, *spot, left, middle, base);
            }
        }
    }
}

static void
draw_leader (HengFlowNetwork *self,
             guint            node,
             HengFlowLeader   line)
{
  double length = hypot (line.x1 - line.x0, line.y1 - line.y0);
  HengFlowShape *shape;

  /* Next to its bar a label needs none. */
  if (length <= AWAY_PT + TOUCH_PT)
    return;

  line.x0 += (line.x1 - line.x0) / length * TOUCH_PT;
  line.y0 += (line.y1 - line.y0) / length * TOUCH_PT;
  shape = heng_flow_display_add_line (self->draft->layout->display, HENG_FLOW_ROLE_LABEL, line.x0, line.y0, line.x1, line.y1);
  shape->node = (int) node;
  shape->ink = HENG_FLOW_INK_DIM;
  shape->stroke_pt = 0.75;
  g_array_append_val (self->leaders, line);
}

static gboolean
draw_one (HengFlowNetwork       *self,
          const HengFlowWaiting *wait)
{
  guint node = wait->spot.node;
  Search search = { .network = self, .node = heng_flow_draft_node (self->draft, node), .cost = COST_LEFT_OUT };
  HengFlowSpot spot = { .node = node, .name_pt = self->tags[node].name_pt, .n_lines = 1, .has_halo = TRUE };
  HengFlowSetting setting = { .size_pt = self->label_pt, .n_lines = MOST_NARROW_LINES + 1, .width_pt = NARROW_EM * self->label_pt };
  gboolean has_own = wait->cost < COST_LEFT_OUT && heng_flow_network_is_free (self, &wait->spot);

  if (has_own)
    search.cost = wait->cost;
  try_around (&search, &spot, 0);
  if (spot.name_pt > setting.width_pt)
    spot.n_lines = heng_flow_type_wrap (&self->draft->type, self->tags[node].name, &setting, &spot.name_pt);
  if (spot.n_lines > 1 && spot.n_lines <= MOST_NARROW_LINES)
    try_around (&search, &spot, COST_WRAPPED);

  if (search.spot.x1 > search.spot.x0)
    {
      draw_leader (self, node, search.leader);
      heng_flow_network_draw_tag (self, &search.spot);
    }
  else if (has_own)
    heng_flow_network_draw_tag (self, &wait->spot);
  else
    return FALSE;

  return TRUE;
}

static int
compare_by_extent (gconstpointer a,
                   gconstpointer b,
                   gpointer      data)
{
  guint first = ((const HengFlowWaiting *) a)->spot.node;
  guint second = ((const HengFlowWaiting *) b)->spot.node;
  gint64 first_extent = heng_flow_network_get_extent (data, first);
  gint64 second_extent = heng_flow_network_get_extent (data, second);

  if (first_extent != second_extent)
    return first_extent > second_extent ? -1 : 1;

  return first < second ? -1 : first > second;
}

guint
heng_flow_network_draw_led (HengFlowNetwork *self,
                            GArray          *waiting)
{
  guint n_left_out = 0;

  g_array_sort_with_data (waiting, compare_by_extent, self);
  for (guint i = 0; i < waiting->len; i++)
    n_left_out += !draw_one (self, &g_array_index (waiting, HengFlowWaiting, i));

  return n_left_out;
}
