// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-network-private.h"

#include <math.h>

#define MOST_NODES 72

/*
 * Who gives more than it takes moves towards those it gives to: what it gives runs shorter, by more than what it takes runs longer.
 * The last in line move first, and make room for those before them.
 */
static void
shorten_links (HengFlowNetwork *self,
               const guint     *by_rank)
{
  HengFlowLayout *layout = self->draft->layout;
  guint n = layout->nodes->len;

  for (guint at = n; at-- > 0;)
    {
      HengFlowNode *node = heng_flow_draft_node (self->draft, by_rank[at]);
      guint nearest = G_MAXUINT;
      gint64 given = 0;
      gint64 taken = 0;

      for (guint i = 0; i < layout->links->len; i++)
        {
          const HengFlowLink *link = heng_flow_draft_link (self->draft, i);

          if (link->is_back)
            continue;
          if (link->to == by_rank[at])
            taken += link->amount;
          if (link->from != by_rank[at])
            continue;
          given += link->amount;
          nearest = MIN (nearest, heng_flow_draft_node (self->draft, link->to)->column - 1);
        }
      if (nearest != G_MAXUINT && given > taken)
        node->column = nearest;
    }
}

/* Each node as far left as its payers allow, unless its links are shorter further right. */
static void
find_layers (HengFlowNetwork *self)
{
  HengFlowLayout *layout = self->draft->layout;
  guint n = layout->nodes->len;
  g_autofree guint *by_rank = g_new (guint, n + 1);

  for (guint i = 0; i < n; i++)
    by_rank[self->rank[i]] = i;
  for (guint at = 0; at < n; at++)
    for (guint i = 0; i < layout->links->len; i++)
      {
        const HengFlowLink *link = heng_flow_draft_link (self->draft, i);
        HengFlowNode *to = heng_flow_draft_node (self->draft, link->to);

        if (link->is_back || link->from != by_rank[at])
          continue;
        to->column = MAX (to->column, heng_flow_draft_node (self->draft, link->from)->column + 1);
      }
  shorten_links (self, by_rank);
  for (guint i = 0; i < n; i++)
    self->n_layers = MAX (self->n_layers, heng_flow_draft_node (self->draft, i)->column + 1);
}

static void
find_trunks (HengFlowNetwork *self)
{
  HengFlowLayout *layout = self->draft->layout;
  guint n = layout->nodes->len;
  g_autofree guint *known = g_new0 (guint, (gsize) n * n + 1);

  self->trunks = g_array_new (FALSE, FALSE, sizeof (HengFlowTrunk));
  self->lanes = g_array_new (FALSE, FALSE, sizeof (HengFlowLane));
  self->runs = g_array_new (FALSE, FALSE, sizeof (HengFlowRun));
  self->leaders = g_array_new (FALSE, FALSE, sizeof (HengFlowLeader));
  self->trunk_of = g_new (guint, layout->links->len + 1);
  self->lane_of = g_new (guint, layout->links->len + 1);
  self->gives = g_new0 (gboolean, n + 1);
  self->is_given_to = g_new0 (gboolean, n + 1);
  self->n_bodies = n;
  for (guint i = 0; i < layout->links->len; i++)
    {
      const HengFlowLink *link = heng_flow_draft_link (self->draft, i);
      guint *at = &known[(gsize) link->from * n + link->to];

      self->trunk_of[i] = self->lane_of[i] = G_MAXUINT;
      self->gives[link->from] |= link->from != link->to;
      self->is_given_to[link->to] |= link->from != link->to;
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

static void
clear (HengFlowNetwork *self)
{
  g_free (self->rank);
  g_free (self->trunk_of);
  g_free (self->lane_of);
  g_free (self->tags);
  g_free (self->is_given_to);
  g_free (self->gives);
  g_free (self->ear_pt);
  g_free (self->ear_out_pt);
  g_free (self->bodies);
  g_free (self->gaps_pt);
  g_free (self->factors);
  g_free (self->layer_x);
  g_free (self->turn_pt);
  g_array_unref (self->trunks);
  g_array_unref (self->lanes);
  g_array_unref (self->runs);
  g_array_unref (self->leaders);
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

  /* How high everything stands does not depend on how far apart the layers are; the other way round it does. */
  heng_flow_network_find_scale (&self);
  measure_links (&self);
  heng_flow_network_measure_ears (&self);
  heng_flow_network_place_bodies (&self);
  heng_flow_network_deal_lanes (&self);
  heng_flow_network_find_tags (&self);
  heng_flow_network_measure_turns (&self);
  heng_flow_network_find_widths (&self);
  heng_flow_network_sort_ports (&self);
  heng_flow_network_find_turns (&self);

  heng_flow_network_draw_links (&self);
  heng_flow_network_draw_bars (&self);
  heng_flow_network_draw_labels (&self);
  clear (&self);
}
