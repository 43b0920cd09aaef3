// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-order.h"
#include "heng-flow-gains.h"
#include "heng-flow-search.h"

/* A node does not leave its place for less than this part of what may cross, each place it goes: 0.01 points. */
#define INERTIA 20000

/* Nodes that hang together, seen from the lowest of their numbers. */
typedef struct
{
  guint  root;
  gint64 weight;
} Part;

static guint
find_root (guint *parent,
           guint  node)
{
  while (parent[node] != node)
    node = parent[node] = parent[parent[node]];

  return node;
}

static void
join_two (guint *parent,
          guint  first,
          guint  second)
{
  guint a = find_root (parent, first);
  guint b = find_root (parent, second);

  parent[MAX (a, b)] = MIN (a, b);
}

/* What an edge joins hangs together, and so does what is fixed in one layer. */
static void
join_nodes (const HengFlowLayers *layers,
            const int            *fixed,
            guint                *parent)
{
  for (guint i = 0; i < layers->n_nodes; i++)
    parent[i] = i;
  for (guint i = 0; i < layers->n_nodes; i++)
    for (guint j = layers->down_start[i]; j < layers->down_start[i + 1]; j++)
      join_two (parent, i, layers->down[j].node);
  for (guint layer = 0; layer < layers->n_layers && fixed != NULL; layer++)
    {
      int first = -1;

      for (guint i = layers->layer_start[layer]; i < layers->layer_start[layer + 1]; i++)
        {
          if (fixed[layers->order[i]] < 0)
            continue;
          if (first >= 0)
            join_two (parent, first, layers->order[i]);
          first = layers->order[i];
        }
    }
  for (guint i = 0; i < layers->n_nodes; i++)
    parent[i] = find_root (parent, i);
}

static int
compare_parts (gconstpointer a,
               gconstpointer b)
{
  const Part *first = a;
  const Part *second = b;

  if (first->weight != second->weight)
    return first->weight > second->weight ? -1 : 1;

  return first->root < second->root ? -1 : 1;
}

/* Returns: (transfer full) (element-type Part): the heaviest first; in @parent the root of each node */
static GArray *
list_parts (const HengFlowLayers *layers,
            const int            *fixed,
            guint                *parent)
{
  g_autoptr(GArray) parts = g_array_new (FALSE, TRUE, sizeof (Part));
  g_autofree guint *index = g_new0 (guint, layers->n_nodes + 1);

  join_nodes (layers, fixed, parent);
  for (guint i = 0; i < layers->n_nodes; i++)
    if (parent[i] == i)
      {
        Part part = { .root = i };

        index[i] = parts->len;
        g_array_append_val (parts, part);
      }
  for (guint i = 0; i < layers->n_nodes; i++)
    for (guint j = layers->down_start[i]; j < layers->down_start[i + 1]; j++)
      g_array_index (parts, Part, index[parent[i]]).weight += layers->down[j].weight;
  g_array_sort (parts, compare_parts);

  return g_steal_pointer (&parts);
}

/*
 * Returns: (transfer full): one part as a problem of its own; its nodes are numbered as in the whole, without the others.
 * @numbers tells the whole's number of each.
 */
static HengFlowLayers *
cut_part (const HengFlowLayers *layers,
          const guint          *parent,
          guint                 root,
          guint                *numbers)
{
  g_autofree guint *inside = g_new0 (guint, layers->n_nodes + 1);
  g_autofree guint *layer_of = g_new0 (guint, layers->n_nodes + 1);
  g_autoptr(GArray) edges = g_array_new (FALSE, FALSE, sizeof (HengFlowEdge));
  guint n_nodes = 0;

  for (guint i = root; i < layers->n_nodes; i++)
    if (parent[i] == root)
      {
        inside[i] = n_nodes;
        numbers[n_nodes] = i;
        layer_of[n_nodes++] = layers->layer_of[i];
      }
  for (guint i = 0; i < n_nodes; i++)
    for (guint j = layers->down_start[numbers[i]]; j < layers->down_start[numbers[i] + 1]; j++)
      {
        HengFlowEdge edge = { i, inside[layers->down[j].node], layers->down[j].weight };

        g_array_append_val (edges, edge);
      }

  return heng_flow_layers_new (layers->n_layers, n_nodes, layer_of, edges->len, (const HengFlowEdge *) edges->data);
}

void
heng_flow_order_solve (HengFlowLayers *layers,
                       guint           n_restarts)
{
  heng_flow_order_solve_fixed (layers, n_restarts, NULL);
}

void
heng_flow_order_solve_fixed (HengFlowLayers *layers,
                             guint           n_restarts,
                             const int      *fixed)
{
  g_autofree guint *parent = g_new (guint, layers->n_nodes + 1);
  g_autofree guint *numbers = g_new (guint, layers->n_nodes + 1);
  g_autofree guint *order = g_new (guint, layers->n_nodes + 1);
  g_autofree guint *next = g_memdup2 (layers->layer_start, sizeof (guint) * (layers->n_layers + 1));
  g_autoptr(GArray) parts = list_parts (layers, fixed, parent);
  g_autofree int *fixed_inside = fixed != NULL ? g_new (int, layers->n_nodes + 1) : NULL;

  for (guint i = 0; i < parts->len; i++)
    {
      g_autoptr(HengFlowLayers) part = cut_part (layers, parent, g_array_index (parts, Part, i).root, numbers);

      for (guint j = 0; j < part->n_nodes && fixed != NULL; j++)
        fixed_inside[j] = fixed[numbers[j]];
      heng_flow_search (part, n_restarts, fixed_inside);
      for (guint slot = 0; slot < part->n_nodes; slot++)
        {
          guint node = part->order[slot];

          order[next[part->layer_of[node]]++] = numbers[node];
        }
    }
  heng_flow_layers_set_order (layers, order);
}

/* Where a node stood or, for a new one, the weighted mean of where its neighbours stood. */
static double
find_place (const HengFlowLayers *layers,
            const int            *earlier,
            guint                 node)
{
  gint64 weight = 0;
  gint64 sum = 0;

  if (earlier[node] >= 0)
    return earlier[node];

  for (guint i = layers->up_start[node]; i < layers->up_start[node + 1]; i++)
    if (earlier[layers->up[i].node] >= 0)
      {
        sum += layers->up[i].weight * earlier[layers->up[i].node];
        weight += layers->up[i].weight;
      }
  for (guint i = layers->down_start[node]; i < layers->down_start[node + 1]; i++)
    if (earlier[layers->down[i].node] >= 0)
      {
        sum += layers->down[i].weight * earlier[layers->down[i].node];
        weight += layers->down[i].weight;
      }

  /* Half a place further, so that it comes behind an old node of the same place whatever the numbers are. */
  return weight > 0 ? (double) sum / (double) weight + 0.5 : layers->n_nodes;
}

typedef struct
{
  double place;
  guint  node;
} Standing;

static int
compare_standings (gconstpointer a,
                   gconstpointer b)
{
  const Standing *first = a;
  const Standing *second = b;

  if (first->place != second->place)
    return first->place < second->place ? -1 : 1;

  return first->node < second->node ? -1 : first->node > second->node;
}

/* Of the gap that holds most; whole numbers only. */
static gint64
get_inertia (const HengFlowLayers *layers)
{
  gint64 most = 0;

  for (guint layer = 0; layer + 1 < layers->n_layers; layer++)
    {
      gint64 sum = 0;

      for (guint slot = layers->layer_start[layer]; slot < layers->layer_start[layer + 1]; slot++)
        for (guint i = layers->down_start[layers->order[slot]]; i < layers->down_start[layers->order[slot] + 1]; i++)
          sum += layers->down[i].weight;
      most = MAX (most, sum);
    }

  return most * most / INERTIA;
}

void
heng_flow_order_resume (HengFlowLayers *layers,
                        const int      *earlier)
{
  heng_flow_order_resume_fixed (layers, earlier, NULL);
}

void
heng_flow_order_resume_fixed (HengFlowLayers *layers,
                              const int      *earlier,
                              const int      *fixed)
{
  g_autoptr(HengFlowGains) gains = NULL;

  for (guint layer = 0; layer < layers->n_layers; layer++)
    {
      g_autoptr(GArray) standings = g_array_new (FALSE, FALSE, sizeof (Standing));
      guint start = layers->layer_start[layer];

      for (guint i = start; i < layers->layer_start[layer + 1]; i++)
        {
          Standing standing = { find_place (layers, earlier, layers->order[i]), layers->order[i] };

          g_array_append_val (standings, standing);
        }
      g_array_sort (standings, compare_standings);
      for (guint i = 0; i < standings->len; i++)
        layers->order[start + i] = g_array_index (standings, Standing, i).node;
      heng_flow_layers_renumber (layers, layer);
      if (fixed != NULL)
        heng_flow_layers_heed (layers, layer, fixed);
    }
  gains = heng_flow_gains_new (layers, fixed);
  gains->inertia = get_inertia (layers);
  heng_flow_gains_finish (gains);
  heng_flow_gains_store (gains, layers);
}
