// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-bundle.h"

typedef struct
{
  guint   node;
  guint64 amount; /* paid and received together may pass 2^63, never 2^64 */
} Ranked;

static int
compare_ranked (gconstpointer a,
                gconstpointer b)
{
  const Ranked *first = a;
  const Ranked *second = b;

  if (first->amount != second->amount)
    return first->amount > second->amount ? -1 : 1;

  return first->node < second->node ? -1 : 1;
}

/* Returns: (transfer full) (element-type Ranked): the nodes with a flow on the side, the largest first */
static GArray *
rank_nodes (const HengFlowGraph *graph,
            HengFlowSide         side)
{
  GArray *ranked = g_array_new (FALSE, TRUE, sizeof (Ranked));
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
      {
        Ranked entry = { i, amounts[i] };

        g_array_append_val (ranked, entry);
      }
  g_array_sort (ranked, compare_ranked);

  return ranked;
}

/* Returns: how many of the largest together make the share of the whole */
static guint
count_share (const GArray *ranked,
             double        min_share)
{
  double total = 0;
  double sum = 0;
  guint n = 0;

  if (min_share <= 0)
    return ranked->len;

  for (guint i = 0; i < ranked->len; i++)
    total += (double) g_array_index (ranked, Ranked, i).amount;
  /* A share of all keeps all, whatever a sum of many parts is rounded to. */
  while (n < ranked->len && (min_share >= 1 || sum < min_share * total))
    sum += (double) g_array_index (ranked, Ranked, n++).amount;

  return n;
}

static guint
count_kept (const GArray         *ranked,
            const HengFlowLimits *limits)
{
  guint n_kept = 0;

  while (n_kept < ranked->len && g_array_index (ranked, Ranked, n_kept).amount >= (guint64) limits->min_amount)
    n_kept++;
  n_kept = MIN (n_kept, count_share (ranked, limits->min_share));
  if (limits->max_nodes > 0 && ranked->len > limits->max_nodes)
    n_kept = MIN (n_kept, limits->max_nodes - 1);

  /* A single node takes no less room as "other" than under its own name. */
  return n_kept + 1 == ranked->len ? ranked->len : n_kept;
}

HengFlowBundle *
heng_flow_bundle_new (const HengFlowGraph  *graph,
                      HengFlowSide          side,
                      const HengFlowLimits *limits)
{
  HengFlowBundle *self = g_new0 (HengFlowBundle, 1);
  g_autoptr(GArray) ranked = rank_nodes (graph, side);
  guint n_nodes = heng_flow_graph_get_n_nodes (graph);
  guint n_kept = count_kept (ranked, limits);

  g_assert (side != HENG_FLOW_SIDE_MIDDLE && limits->min_amount >= 0);

  self->side = side;
  self->n_bundled = ranked->len - n_kept;
  self->n_slots = n_kept + (self->n_bundled > 0);
  self->slot_of = g_new (guint, n_nodes + 1);
  self->node_of = g_new (guint, self->n_slots + 1);
  for (guint i = 0; i < n_nodes; i++)
    self->slot_of[i] = G_MAXUINT;
  for (guint i = 0; i < ranked->len; i++)
    self->slot_of[g_array_index (ranked, Ranked, i).node] = i < n_kept ? 0 : self->n_slots - 1;

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
