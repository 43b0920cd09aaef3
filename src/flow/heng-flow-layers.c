// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-layers.h"

#include <string.h>

/* Sorts the arms of one direction by node: a counting sort, which keeps the order of the edges. */
static void
fill_arms (guint               n_nodes,
           guint               n_edges,
           const HengFlowEdge *edges,
           gboolean            down,
           guint              *start,
           HengFlowArm        *arms)
{
  g_autofree guint *next = g_new0 (guint, n_nodes + 1);

  for (guint i = 0; i < n_edges; i++)
    start[(down ? edges[i].from : edges[i].to) + 1]++;
  for (guint i = 0; i < n_nodes; i++)
    start[i + 1] += start[i];

  memcpy (next, start, sizeof (guint) * (n_nodes + 1));
  for (guint i = 0; i < n_edges; i++)
    {
      HengFlowArm *arm = &arms[next[down ? edges[i].from : edges[i].to]++];

      arm->node = down ? edges[i].to : edges[i].from;
      arm->weight = edges[i].weight;
    }
}

HengFlowLayers *
heng_flow_layers_new (guint               n_layers,
                      guint               n_nodes,
                      const guint        *layer_of,
                      guint               n_edges,
                      const HengFlowEdge *edges)
{
  HengFlowLayers *self = g_new0 (HengFlowLayers, 1);
  g_autofree guint *next = g_new0 (guint, n_layers + 1);
  g_autofree gint64 *sums = g_new0 (gint64, n_layers + 1);

  self->n_layers = n_layers;
  self->n_nodes = n_nodes;
  self->n_edges = n_edges;
  self->layer_of = g_memdup2 (layer_of, sizeof (guint) * n_nodes);
  self->layer_start = g_new0 (guint, n_layers + 1);
  self->order = g_new0 (guint, n_nodes + 1);
  self->position = g_new0 (guint, n_nodes + 1);
  self->down_start = g_new0 (guint, n_nodes + 2);
  self->up_start = g_new0 (guint, n_nodes + 2);
  self->down = g_new0 (HengFlowArm, n_edges + 1);
  self->up = g_new0 (HengFlowArm, n_edges + 1);

  for (guint i = 0; i < n_edges; i++)
    {
      g_assert (edges[i].from < n_nodes && edges[i].to < n_nodes && edges[i].weight >= 0);
      g_assert (layer_of[edges[i].to] == layer_of[edges[i].from] + 1);
      sums[layer_of[edges[i].from]] += edges[i].weight;
      g_assert (sums[layer_of[edges[i].from]] <= HENG_FLOW_LAYERS_MAX_WEIGHT);
    }
  fill_arms (n_nodes, n_edges, edges, TRUE, self->down_start, self->down);
  fill_arms (n_nodes, n_edges, edges, FALSE, self->up_start, self->up);

  for (guint i = 0; i < n_nodes; i++)
    {
      g_assert (layer_of[i] < n_layers);
      self->layer_start[layer_of[i] + 1]++;
    }
  for (guint i = 0; i < n_layers; i++)
    next[i + 1] = self->layer_start[i + 1] += self->layer_start[i];
  for (guint i = 0; i < n_nodes; i++)
    {
      guint slot = next[layer_of[i]]++;

      self->order[slot] = i;
      self->position[i] = slot - self->layer_start[layer_of[i]];
    }

  return self;
}

void
heng_flow_layers_free (HengFlowLayers *self)
{
  if (self == NULL)
    return;

  g_free (self->layer_of);
  g_free (self->layer_start);
  g_free (self->order);
  g_free (self->position);
  g_free (self->down_start);
  g_free (self->down);
  g_free (self->up_start);
  g_free (self->up);
  g_free (self);
}

guint
heng_flow_layers_get_size (const HengFlowLayers *self,
                           guint                 layer)
{
  g_assert (layer < self->n_layers);

  return self->layer_start[layer + 1] - self->layer_start[layer];
}

void
heng_flow_layers_renumber (HengFlowLayers *self,
                           guint           layer)
{
  guint start = self->layer_start[layer];
  guint size = heng_flow_layers_get_size (self, layer);

  for (guint i = 0; i < size; i++)
    self->position[self->order[start + i]] = i;
}

void
heng_flow_layers_set_order (HengFlowLayers *self,
                            const guint    *order)
{
  memcpy (self->order, order, sizeof (guint) * self->n_nodes);
  for (guint layer = 0; layer < self->n_layers; layer++)
    heng_flow_layers_renumber (self, layer);
}

void
heng_flow_layers_heed (HengFlowLayers *self,
                       guint           layer,
                       const int      *fixed)
{
  guint *order = self->order + self->layer_start[layer];
  guint n = heng_flow_layers_get_size (self, layer);

  /* Insertion among the places of the fixed alone; few are fixed, and mostly in order already. */
  for (guint i = 0; i < n; i++)
    {
      guint at = i;

      if (fixed[order[i]] < 0)
        continue;
      for (guint j = i; j-- > 0;)
        {
          guint moved = order[j];

          if (fixed[moved] < 0)
            continue;
          if (fixed[moved] <= fixed[order[at]])
            break;
          order[j] = order[at];
          order[at] = moved;
          at = j;
        }
    }
  heng_flow_layers_renumber (self, layer);
}

/*
 * Goes down the upper layer and asks, for each edge, how much weight already ends below its own end. A Fenwick tree over the
 * lower layer answers in O(log n). All edges of a node ask before any of them is entered, so they never count each other.
 */
static gint64
weigh_gap (const HengFlowLayers *self,
           guint                 layer,
           gboolean              as_pairs,
           gint64               *tree)
{
  guint size = heng_flow_layers_get_size (self, layer + 1);
  gint64 entered = 0;
  gint64 total = 0;

  memset (tree, 0, sizeof (gint64) * (size + 1));
  for (guint slot = self->layer_start[layer]; slot < self->layer_start[layer + 1]; slot++)
    {
      guint node = self->order[slot];

      for (guint i = self->down_start[node]; i < self->down_start[node + 1]; i++)
        {
          gint64 above = 0;

          for (guint at = self->position[self->down[i].node] + 1; at > 0; at -= at & -at)
            above += tree[at];
          total += (as_pairs ? 1 : self->down[i].weight) * (entered - above);
        }
      for (guint i = self->down_start[node]; i < self->down_start[node + 1]; i++)
        {
          gint64 weight = as_pairs ? 1 : self->down[i].weight;

          entered += weight;
          for (guint at = self->position[self->down[i].node] + 1; at <= size; at += at & -at)
            tree[at] += weight;
        }
    }

  return total;
}

static gint64
weigh_all (const HengFlowLayers *self,
           gboolean              as_pairs)
{
  g_autofree gint64 *tree = g_new (gint64, self->n_nodes + 1);
  gint64 total = 0;

  for (guint layer = 0; layer + 1 < self->n_layers; layer++)
    total += weigh_gap (self, layer, as_pairs, tree);

  return total;
}

gint64
heng_flow_layers_weigh (const HengFlowLayers *self)
{
  return weigh_all (self, FALSE);
}

gint64
heng_flow_layers_count (const HengFlowLayers *self)
{
  return weigh_all (self, TRUE);
}

double
heng_flow_layers_get_norm (const HengFlowLayers *self)
{
  double norm = 0;

  for (guint layer = 0; layer + 1 < self->n_layers; layer++)
    {
      double sum = 0;
      double squares = 0;

      for (guint slot = self->layer_start[layer]; slot < self->layer_start[layer + 1]; slot++)
        for (guint i = self->down_start[self->order[slot]]; i < self->down_start[self->order[slot] + 1]; i++)
          {
            sum += self->down[i].weight;
            squares += (double) self->down[i].weight * self->down[i].weight;
          }
      norm += (sum * sum - squares) / 2;
    }

  return norm;
}
