// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-network-private.h"

#include <math.h>

#define MOST_NODES 72
#define MOST_GAP_SHARE 0.35
#define MOST_LANE_GAP_SHARE 0.15

/* Each node as far left as its payers allow; a payer without payers of its own stands right before its first receiver. */
static void
find_layers (HengFlowNetwork *self)
{
  HengFlowLayout *layout = self->draft->layout;
  guint n = layout->nodes->len;
  g_autofree guint *by_rank = g_new (guint, n + 1);
  g_autofree guint *nearest = g_new (guint, n + 1);
  g_autofree gboolean *has_payer = g_new0 (gboolean, n + 1);

  for (guint i = 0; i < n; i++)
    {
      by_rank[self->rank[i]] = i;
      nearest[i] = G_MAXUINT;
    }
  for (guint at = 0; at < n; at++)
    for (guint i = 0; i < layout->links->len; i++)
      {
        const HengFlowLink *link = heng_flow_draft_link (self->draft, i);
        HengFlowNode *to = heng_flow_draft_node (self->draft, link->to);

        if (link->is_back || link->from != by_rank[at])
          continue;
        has_payer[link->to] = TRUE;
        to->column = MAX (to->column, heng_flow_draft_node (self->draft, link->from)->column + 1);
      }
  for (guint i = 0; i < layout->links->len; i++)
    {
      const HengFlowLink *link = heng_flow_draft_link (self->draft, i);

      if (!link->is_back)
        nearest[link->from] = MIN (nearest[link->from], heng_flow_draft_node (self->draft, link->to)->column - 1);
    }
  for (guint i = 0; i < n; i++)
    {
      HengFlowNode *node = heng_flow_draft_node (self->draft, i);

      if (!has_payer[i] && nearest[i] != G_MAXUINT)
        node->column = nearest[i];
      self->n_layers = MAX (self->n_layers, node->column + 1);
    }
}

static void
find_trunks (HengFlowNetwork *self)
{
  HengFlowLayout *layout = self->draft->layout;
  guint n = layout->nodes->len;
  g_autofree guint *known = g_new0 (guint, (gsize) n * n + 1);

  self->trunks = g_array_new (FALSE, FALSE, sizeof (HengFlowTrunk));
  self->lanes = g_array_new (FALSE, FALSE, sizeof (HengFlowLane));
  self->trunk_of = g_new (guint, layout->links->len + 1);
  self->n_bodies = n;
  for (guint i = 0; i < layout->links->len; i++)
    {
      const HengFlowLink *link = heng_flow_draft_link (self->draft, i);
      guint *at = &known[(gsize) link->from * n + link->to];

      self->trunk_of[i] = G_MAXUINT;
      if (link->is_back)
        {
          HengFlowLane lane = { .link = i, .is_ear = link->from == link->to };

          g_array_append_val (self->lanes, lane);
          continue;
        }
      if (*at == 0)
        {
          HengFlowTrunk trunk = { link->from, link->to, 0, self->n_bodies };

          self->n_bodies += heng_flow_draft_node (self->draft, link->to)->column -
                            heng_flow_draft_node (self->draft, link->from)->column - 1;
          g_array_append_val (self->trunks, trunk);
          *at = self->trunks->len;
        }
      self->trunk_of[i] = *at - 1;
      g_array_index (self->trunks, HengFlowTrunk, *at - 1).amount += link->amount;
    }
}

/* What each layer needs, and how much of the height the lanes take, give one scale. */
static void
find_scale (HengFlowNetwork *self)
{
  const HengFlowFrame *frame = &self->draft->frame;
  double height = frame->y1 - frame->y0;
  g_autofree double *amount = g_new0 (double, self->n_layers + 1);
  g_autofree guint *n_bodies = g_new0 (guint, self->n_layers + 1);
  double back = 0;
  double heaviest = 1;
  guint longest = 1;
  double full = self->draft->options->full_scale;

  for (guint i = 0; i < self->draft->layout->nodes->len; i++)
    {
      const HengFlowNode *node = heng_flow_draft_node (self->draft, i);

      amount[node->column] += MAX (node->paid, node->received);
      n_bodies[node->column]++;
    }
  for (guint i = 0; i < self->trunks->len; i++)
    {
      const HengFlowTrunk *trunk = &g_array_index (self->trunks, HengFlowTrunk, i);

      for (guint step = 1; step + 1 < heng_flow_network_get_n_stops (self, trunk); step++)
        {
          amount[self->bodies[heng_flow_network_get_stop (self, trunk, step)].layer] += trunk->amount;
          n_bodies[self->bodies[heng_flow_network_get_stop (self, trunk, step)].layer]++;
        }
    }
  for (guint i = 0; i < self->lanes->len; i++)
    {
      const HengFlowLane *lane = &g_array_index (self->lanes, HengFlowLane, i);
      const HengFlowLink *link = heng_flow_draft_link (self->draft, lane->link);

      if (lane->is_ear)
        amount[heng_flow_draft_node (self->draft, link->from)->column] += link->amount;
      else
        back += link->amount;
    }
  for (guint i = 0; i < self->n_layers; i++)
    {
      heaviest = MAX (heaviest, amount[i]);
      longest = MAX (longest, n_bodies[i]);
    }

  self->lane_gap_pt = self->lanes->len > 0 ? MIN (3, MOST_LANE_GAP_SHARE * height / self->lanes->len) : 0;
  self->room_pt = MIN (1.4 * self->draft->type.size_pt, 0.5 * MOST_GAP_SHARE * height / longest);
  self->gap_pt = MIN (0.8 * self->draft->type.size_pt, 0.5 * MOST_GAP_SHARE * height / longest);
  self->scale = (height * (1 - MOST_GAP_SHARE) - self->lanes->len * self->lane_gap_pt) / (heaviest + back);
  self->scale = MIN (self->scale, height * longest / (longest + 2) / (heaviest + back));
  if (full > 0)
    self->scale = MIN (self->scale, height / full);
  g_assert (self->scale > 0);
  self->draft->layout->scale = self->scale;
}

double
heng_flow_network_get_layer_x (const HengFlowNetwork *self,
                               guint                  layer)
{
  const HengFlowFrame *frame = &self->draft->frame;
  double width = frame->x1 - frame->x0 - self->left_pt - self->right_pt - self->bar_pt;

  if (self->n_layers == 1)
    return frame->x0 + self->left_pt + width / 2;

  return frame->x0 + self->left_pt + width * layer / (self->n_layers - 1);
}

/* The outer layers' labels stand beside their bars; what turns round to run back needs room there, too. */
static void
find_margins (HengFlowNetwork *self)
{
  HengFlowSetting setting = { .size_pt = self->draft->type.size_pt, .n_lines = 1, .width_pt = -1 };
  double most = 0.16 * (self->draft->frame.x1 - self->draft->frame.x0);

  self->left_pt = self->right_pt = 2 * setting.size_pt;
  for (guint i = 0; i < self->draft->layout->nodes->len; i++)
    {
      const HengFlowNode *node = heng_flow_draft_node (self->draft, i);
      double width;
      double height;

      heng_flow_type_measure (&self->draft->type, node->name, &setting, &width, &height);
      if (node->column == 0)
        self->left_pt = MAX (self->left_pt, width + 4);
      if (node->column == self->n_layers - 1)
        self->right_pt = MAX (self->right_pt, width + 4);
    }
  self->left_pt = MIN (self->left_pt, most);
  self->right_pt = MIN (self->right_pt, most);
}

static void
place_bodies (HengFlowNetwork *self)
{
  guint n_nodes = self->draft->layout->nodes->len;
  g_autoptr(GArray) ties = g_array_new (FALSE, FALSE, sizeof (HengFlowTie));
  g_autofree double *gaps = g_new (double, self->n_layers + 1);

  for (guint i = 0; i < self->n_layers; i++)
    gaps[i] = self->gap_pt;
  for (guint i = 0; i < n_nodes; i++)
    {
      const HengFlowNode *node = heng_flow_draft_node (self->draft, i);

      self->bodies[i].height_pt = MAX (node->paid, node->received) * self->scale;
      self->bodies[i].room_pt = self->room_pt + self->ear_pt[i];
    }
  for (guint i = 0; i < self->trunks->len; i++)
    {
      const HengFlowTrunk *trunk = &g_array_index (self->trunks, HengFlowTrunk, i);
      double width = trunk->amount * self->scale;

      for (guint step = 1; step + 1 < heng_flow_network_get_n_stops (self, trunk); step++)
        self->bodies[heng_flow_network_get_stop (self, trunk, step)].height_pt = width;
      for (guint step = 1; step < heng_flow_network_get_n_stops (self, trunk); step++)
        {
          HengFlowTie tie = { heng_flow_network_get_stop (self, trunk, step - 1), heng_flow_network_get_stop (self, trunk, step),
                              0, 0, width };

          tie.from_pt = self->bodies[tie.from].height_pt / 2;
          tie.to_pt = self->bodies[tie.to].height_pt / 2;
          g_array_append_val (ties, tie);
        }
    }
  heng_flow_place_bodies (self->bodies, self->n_bodies, (const HengFlowTie *) ties->data, ties->len, gaps, self->n_layers,
                          self->top, self->bottom);
  for (guint i = 0; i < n_nodes; i++)
    {
      HengFlowNode *node = heng_flow_draft_node (self->draft, i);

      node->x0 = heng_flow_network_get_layer_x (self, node->column);
      node->x1 = node->x0 + self->bar_pt;
      node->y0 = self->bodies[i].y;
      node->y1 = node->y0 + self->bodies[i].height_pt;
    }
}

static void
measure_links (HengFlowNetwork *self)
{
  HengFlowLayout *layout = self->draft->layout;

  for (guint i = 0; i < layout->links->len; i++)
    {
      HengFlowLink *link = heng_flow_draft_link (self->draft, i);

      link->width = link->amount * self->scale;
      link->is_hairline = link->width < 1;
      if (link->is_hairline)
        layout->hairline_amount = (gint64) ceil (1 / self->scale);
    }
}

void
heng_flow_network_lay_out (HengFlowDraft *draft)
{
  HengFlowNetwork self = { .draft = draft };
  guint most_nodes = draft->options->max_nodes > 0 ? MIN (draft->options->max_nodes, MOST_NODES) : MOST_NODES;

  heng_flow_draft_fill_one_sided (draft, most_nodes);
  heng_flow_network_find_ranks (&self);
  find_layers (&self);
  find_trunks (&self);
  heng_flow_network_find_order (&self);
  self.bar_pt = MIN (0.9 * draft->type.size_pt, (draft->frame.x1 - draft->frame.x0) / (4 * self.n_layers));
  find_scale (&self);
  measure_links (&self);
  heng_flow_network_deal_lanes (&self);
  heng_flow_network_measure_ears (&self);
  find_margins (&self);
  place_bodies (&self);
  heng_flow_network_place_lanes (&self);
  heng_flow_network_sort_ports (&self);
  heng_flow_network_find_turns (&self);

  heng_flow_network_draw_links (&self);
  heng_flow_network_draw_bars (&self);
  heng_flow_network_draw_labels (&self);

  g_free (self.rank);
  g_free (self.ear_pt);
  g_free (self.trunk_of);
  g_free (self.bodies);
  g_array_unref (self.trunks);
  g_array_unref (self.lanes);
}
