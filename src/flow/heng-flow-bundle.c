// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-bundle.h"

/* Returns: (transfer full) (element-type HengFlowRanked): the nodes with a flow on the side, the largest first */
static GArray *
rank_nodes (const HengFlowGraph *graph,
            HengFlowSide         side)
{
  GArray *ranked = g_array_new (FALSE, TRUE, sizeof (HengFlowRanked));
  guint n_nodes = heng_flow_graph_get_n_nodes (graph);
  g_autofree guint64 *amounts = g_new0 (guint64, n_nodes + 1);

  for (guint i = 0; i < heng_flow_graph_get_n_links (graph); i++)
    {
      const HengFlowGraphLink *link = heng_flow_graph_get_link (graph, i);

      if (side != HENG_FLOW_SIDE_RECEIVER)
        amounts[link->payer] += link->amount;
      if (side != HENG_FLOW_SIDE_PAYER)
        amounts[link->receiver] += link->amount;
    }
  for (guint i = 0; i < n_nodes; i++)
    if (amounts[i] > 0)
      heng_flow_ranked_add (ranked, i, amounts[i]);
  heng_flow_ranked_sort (ranked);

  return ranked;
}

HengFlowBundle *
heng_flow_bundle_new (const HengFlowGraph  *graph,
                      HengFlowSide          side,
                      const HengFlowLimits *limits)
{
  HengFlowBundle *self = g_new0 (HengFlowBundle, 1);
  g_autoptr(GArray) ranked = rank_nodes (graph, side);
  guint n_nodes = heng_flow_graph_get_n_nodes (graph);
  guint n_kept = heng_flow_ranked_count_kept (ranked, limits);

  g_assert (side != HENG_FLOW_SIDE_MIDDLE && limits->min_amount >= 0);

  self->side = side;
  self->n_bundled = ranked->len - n_kept;
  self->n_slots = n_kept + (self->n_bundled > 0);
  self->slot_of = g_new (guint, n_nodes + 1);
  self->node_of = g_new (guint, self->n_slots + 1);
  for (guint i = 0; i < n_nodes; i++)
    self->slot_of[i] = G_MAXUINT;
  for (guint i = 0; i < ranked->len; i++)
    self->slot_of[heng_flow_ranked_get (ranked, i)->index] = i < n_kept ? 0 : self->n_slots - 1;

  for (guint i = 0, slot = 0; i < n_nodes; i++)
    if (self->slot_of[i] == 0 && !(self->n_bundled > 0 && self->n_slots == 1))
      {
        self->node_of[slot] = i;
        self->slot_of[i] = slot++;
      }
  if (self->n_bundled > 0)
    self->node_of[self->n_slots - 1] = G_MAXUINT;

  return self;
}

void
heng_flow_bundle_free (HengFlowBundle *self)
{
  if (self == NULL)
    return;

  g_free (self->slot_of);
  g_free (self->node_of);
  g_free (self);
}
