// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-exact.h"

#include <string.h>

#define MOST_BESIDE HENG_FLOW_EXACT_MOST_BESIDE
#define N_HALF (1 << (MOST_BESIDE / 2))

/* A layer beside the listed one. */
typedef struct
{
  guint  layer;
  guint  n;
  gint64 cost[MOST_BESIDE][MOST_BESIDE]; /* cost[u][v]: what crosses when u stands before v, by the pairs placed so far */
  guint  order[MOST_BESIDE];             /* of the best order found */
} Beside;

typedef struct
{
  const HengFlowLayers *layers;
  guint                 listed;
  guint                 n;
  guint                *nodes;       /* of each layer, by number: what the indices of Beside and of the listed layer stand for */
  guint                *index_of;    /* per node: its index in its layer */
  Beside                beside[2];
  guint                 n_beside;
  guint                 row[HENG_FLOW_EXACT_MOST_LISTED];
  guint                 best_row[HENG_FLOW_EXACT_MOST_LISTED];
  gint64                best;
  gint64                work;
  gint64                most_work;
  gboolean              is_better;
  gint64               *subsets;     /* the least a subset costs when it stands first */
  guint8               *last;        /* and which node of it stands last then */
} Listing;

static const HengFlowArm *
get_arms (const Listing *self,
          guint          x,
          const Beside  *beside,
          guint         *n)
{
  guint node = self->nodes[self->layers->layer_start[self->listed] + x];
  gboolean down = beside->layer > self->listed;
  const guint *start = down ? self->layers->down_start : self->layers->up_start;

  *n = start[node + 1] - start[node];

  return (down ? self->layers->down : self->layers->up) + start[node];
}

/* Enters (@sign 1) or takes away (-1) what it means that @x stands before @y. */
static void
place_pair (Listing *self,
            guint    x,
            guint    y,
            gint64   sign)
{
  for (guint k = 0; k < self->n_beside; k++)
    {
      Beside *beside = &self->beside[k];
      guint n_x, n_y;
      const HengFlowArm *of_x = get_arms (self, x, beside, &n_x);
      const HengFlowArm *of_y = get_arms (self, y, beside, &n_y);

      for (guint i = 0; i < n_x; i++)
        for (guint j = 0; j < n_y; j++)
          if (of_x[i].node != of_y[j].node)
            beside->cost[self->index_of[of_y[j].node]][self->index_of[of_x[i].node]] += sign * of_x[i].weight * of_y[j].weight;
      self->work += (gint64) n_x * n_y;
    }
}

static gint64
get_bound (Listing *self)
{
  gint64 bound = 0;

  for (guint k = 0; k < self->n_beside; k++)
    {
      const Beside *beside = &self->beside[k];

      for (guint u = 0; u < beside->n; u++)
        for (guint v = u + 1; v < beside->n; v++)
          bound += MIN (beside->cost[u][v], beside->cost[v][u]);
      self->work += beside->n * beside->n / 2;
    }

  return bound;
}

/*
 * The best order of a layer when all that stands beside it is known. What a node costs behind a set of others is looked up in two
 * halves. Fills in @order.
 */
static gint64
order_subsets (Listing      *self,
               const Beside *beside,
               guint        *order)
{
  guint n = beside->n;
  gint64 half[MOST_BESIDE][2][N_HALF];
  guint whole = (1u << n) - 1;

  for (guint v = 0; v < n; v++)
    for (guint part = 0; part < 2; part++)
      {
        half[v][part][0] = 0;
        for (guint set = 1; set < N_HALF; set++)
          {
            guint u = part * MOST_BESIDE / 2 + (guint) g_bit_nth_lsf (set, -1);

            half[v][part][set] = half[v][part][set & (set - 1)] + (u < n ? beside->cost[u][v] : 0);
          }
      }
  self->subsets[0] = 0;
  for (guint set = 1; set <= whole; set++)
    {
      self->subsets[set] = G_MAXINT64;
      for (guint v = 0; v < n; v++)
        {
          guint others = set & ~(1u << v);
          gint64 cost;

          if (others == set)
            continue;
          cost = self->subsets[others] + half[v][0][others & (N_HALF - 1)] + half[v][1][others >> (MOST_BESIDE / 2)];
          if (cost < self->subsets[set])
            {
              self->subsets[set] = cost;
              self->last[set] = v;
            }
        }
    }
  self->work += (gint64) n << n;
  for (guint set = whole, at = n; set != 0; set &= ~(1u << order[at]))
    order[--at] = self->last[set];

  return self->subsets[whole];
}

static void
finish_row (Listing *self)
{
  guint orders[2][MOST_BESIDE];
  gint64 cost = 0;

  for (guint k = 0; k < self->n_beside; k++)
    cost += order_subsets (self, &self->beside[k], orders[k]);
  if (cost >= self->best)
    return;

  self->best = cost;
  self->is_better = TRUE;
  memcpy (self->best_row, self->row, sizeof self->row);
  for (guint k = 0; k < self->n_beside; k++)
    memcpy (self->beside[k].order, orders[k], sizeof orders[k]);
}

/* Tries each node that is left behind those placed. Returns: whether it came to an end in time */
static gboolean
list_orders (Listing *self,
             guint    n_placed,
             guint    placed)
{
  if (n_placed == self->n)
    {
      finish_row (self);
      return TRUE;
    }

  for (guint x = 0; x < self->n; x++)
    {
      gboolean ended = TRUE;

      /* Of an order and its mirror image one is enough. */
      if ((placed & 1u << x) != 0 || (x == 1 && (placed & 1) == 0))
        continue;
      if (self->work > self->most_work)
        return FALSE;
      for (guint y = 0; y < self->n; y++)
        if (y != x && (placed & 1u << y) == 0)
          place_pair (self, x, y, 1);
      self->row[n_placed] = x;
      if (get_bound (self) < self->best)
        ended = list_orders (self, n_placed + 1, placed | 1u << x);
      for (guint y = 0; y < self->n; y++)
        if (y != x && (placed & 1u << y) == 0)
          place_pair (self, x, y, -1);
      if (!ended)
        return FALSE;
    }

  return TRUE;
}

static gboolean
choose_layers (Listing              *self,
               const HengFlowLayers *layers)
{
  if (layers->n_layers < 2 || layers->n_layers > 3)
    return FALSE;

  self->listed = layers->n_layers == 3 || heng_flow_layers_get_size (layers, 1) < heng_flow_layers_get_size (layers, 0) ? 1 : 0;
  self->n = heng_flow_layers_get_size (layers, self->listed);
  if (self->n > HENG_FLOW_EXACT_MOST_LISTED)
    return FALSE;

  for (guint layer = 0; layer < layers->n_layers; layer++)
    {
      if (layer == self->listed)
        continue;
      self->beside[self->n_beside].layer = layer;
      self->beside[self->n_beside].n = heng_flow_layers_get_size (layers, layer);
      if (self->beside[self->n_beside++].n > MOST_BESIDE)
        return FALSE;
    }

  return TRUE;
}

gboolean
heng_flow_exact_solve (HengFlowLayers *layers,
                       gint64          most_work)
{
  Listing self = { .layers = layers, .most_work = most_work };
  g_autofree guint *nodes = NULL;
  g_autofree guint *index_of = NULL;
  g_autofree guint *next = NULL;
  g_autofree gint64 *subsets = NULL;
  g_autofree guint8 *last = NULL;
  gboolean ended;

  if (!choose_layers (&self, layers))
    return FALSE;

  self.nodes = nodes = g_new (guint, layers->n_nodes + 1);
  self.index_of = index_of = g_new (guint, layers->n_nodes + 1);
  next = g_memdup2 (layers->layer_start, sizeof (guint) * (layers->n_layers + 1));
  self.subsets = subsets = g_new (gint64, 1 << MOST_BESIDE);
  self.last = last = g_new (guint8, 1 << MOST_BESIDE);
  for (guint i = 0; i < layers->n_nodes; i++)
    {
      guint layer = layers->layer_of[i];

      index_of[i] = next[layer] - layers->layer_start[layer];
      nodes[next[layer]++] = i;
    }

  self.best = heng_flow_layers_weigh (layers);
  ended = list_orders (&self, 0, 0);
  if (self.is_better)
    {
      for (guint i = 0; i < self.n; i++)
        layers->order[layers->layer_start[self.listed] + i] = nodes[layers->layer_start[self.listed] + self.best_row[i]];
      for (guint k = 0; k < self.n_beside; k++)
        for (guint i = 0; i < self.beside[k].n; i++)
          layers->order[layers->layer_start[self.beside[k].layer] + i] =
            nodes[layers->layer_start[self.beside[k].layer] + self.beside[k].order[i]];
      for (guint layer = 0; layer < layers->n_layers; layer++)
        heng_flow_layers_renumber (layers, layer);
    }

  return ended;
}

/* What crosses between the edges of @u and @v, of one direction, when @u stands before @v. */
static gint64
weigh_pair (const HengFlowLayers *layers,
            const guint          *start,
            const HengFlowArm    *arms,
            guint                 u,
            guint                 v)
{
  gint64 crossing = 0;

  for (guint i = start[u]; i < start[u + 1]; i++)
    for (guint j = start[v]; j < start[v + 1]; j++)
      if (layers->position[arms[j].node] < layers->position[arms[i].node])
        crossing += arms[i].weight * arms[j].weight;

  return crossing;
}

gint64
heng_flow_exact_bound (const HengFlowLayers *layers,
                       guint                 layer)
{
  gint64 bound = 0;

  for (guint i = layers->layer_start[layer]; i < layers->layer_start[layer + 1]; i++)
    for (guint j = i + 1; j < layers->layer_start[layer + 1]; j++)
      {
        guint u = layers->order[i];
        guint v = layers->order[j];

        bound += MIN (weigh_pair (layers, layers->up_start, layers->up, u, v) +
                        weigh_pair (layers, layers->down_start, layers->down, u, v),
                      weigh_pair (layers, layers->up_start, layers->up, v, u) +
                        weigh_pair (layers, layers->down_start, layers->down, v, u));
      }

  return bound;
}
