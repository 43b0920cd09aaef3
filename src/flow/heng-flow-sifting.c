// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-sifting.h"

#include <string.h>

/* Finds the best place for the node at @at and moves it there. Returns: the change, zero or below */
static gint64
sift_one (const gint64 *gain,
          guint         n,
          guint        *order,
          guint         at)
{
  guint node = order[at];
  const gint64 *row = gain + (gsize) node * n;
  gint64 best = 0;
  gint64 change = 0;
  guint place = at;

  for (guint i = at + 1; i < n && row[order[i]] != HENG_FLOW_SIFT_NEVER; i++)
    {
      change += row[order[i]];
      if (change < best)
        {
          best = change;
          place = i;
        }
    }
  change = 0;
  for (guint i = at; i-- > 0 && row[order[i]] != HENG_FLOW_SIFT_NEVER;)
    {
      change -= row[order[i]];
      if (change < best)
        {
          best = change;
          place = i;
        }
    }

  if (place > at)
    memmove (order + at, order + at + 1, sizeof (guint) * (place - at));
  else if (place < at)
    memmove (order + place + 1, order + place, sizeof (guint) * (at - place));
  order[place] = node;

  return best;
}

gint64
heng_flow_sift (const gint64 *gain,
                guint         n,
                guint        *order)
{
  gint64 total = 0;
  gint64 change;

  do
    {
      change = 0;
      for (guint i = 0; i < n; i++)
        change += sift_one (gain, n, order, i);
      total += change;
    }
  while (change < 0);

  return total;
}

HengFlowSifter *
heng_flow_sifter_new (const HengFlowLayers *layers,
                      const int            *fixed)
{
  HengFlowSifter *self = g_new0 (HengFlowSifter, 1);
  gsize longest = 1;

  for (guint layer = 0; layer < layers->n_layers; layer++)
    longest = MAX (longest, heng_flow_layers_get_size (layers, layer));
  self->fixed = fixed;
  self->gain = g_new (gint64, longest * longest);
  self->crossing = g_new (gint64, longest * longest);
  self->prefix = g_new (gint64, longest + 1);

  return self;
}

void
heng_flow_sifter_free (HengFlowSifter *self)
{
  if (self == NULL)
    return;

  g_free (self->gain);
  g_free (self->crossing);
  g_free (self->prefix);
  g_free (self);
}

/*
 * Adds, for each pair u, v of the layer, the crossings its arms of one direction make when u stands before v.
 * @numbers lists the layer's nodes; the rows and columns of the matrix are their places in it.
 */
static void
add_crossings (HengFlowSifter       *self,
               const HengFlowLayers *layers,
               const guint          *numbers,
               guint                 n,
               gboolean              down)
{
  const guint *start = down ? layers->down_start : layers->up_start;
  const HengFlowArm *arms = down ? layers->down : layers->up;
  guint other = layers->layer_of[numbers[0]] + (down ? 1 : -1);
  guint n_other = heng_flow_layers_get_size (layers, other);

  for (guint v = 0; v < n; v++)
    {
      gint64 sum = 0;

      if (start[numbers[v]] == start[numbers[v] + 1])
        continue;

      /* prefix[p]: the weight of v's arms that end above place p */
      memset (self->prefix, 0, sizeof (gint64) * n_other);
      for (guint i = start[numbers[v]]; i < start[numbers[v] + 1]; i++)
        self->prefix[layers->position[arms[i].node]] += arms[i].weight;
      for (guint p = 0; p < n_other; p++)
        {
          gint64 here = self->prefix[p];

          self->prefix[p] = sum;
          sum += here;
        }

      for (guint u = 0; u < n; u++)
        {
          gint64 crossing = 0;

          for (guint i = start[numbers[u]]; i < start[numbers[u] + 1]; i++)
            crossing += arms[i].weight * self->prefix[layers->position[arms[i].node]];
          self->crossing[(gsize) u * n + v] += crossing;
        }
    }
}

static void
forbid_swaps (HengFlowSifter *self,
              const guint    *numbers,
              guint           n)
{
  for (guint u = 0; u < n; u++)
    for (guint v = 0; v < n && self->fixed[numbers[u]] >= 0; v++)
      if (u != v && self->fixed[numbers[v]] >= 0)
        self->gain[(gsize) u * n + v] = HENG_FLOW_SIFT_NEVER;
}

gint64
heng_flow_sifter_run (HengFlowSifter *self,
                      HengFlowLayers *layers,
                      guint           layer)
{
  guint n = heng_flow_layers_get_size (layers, layer);
  guint *order = layers->order + layers->layer_start[layer];
  g_autofree guint *numbers = g_memdup2 (order, sizeof (guint) * n);
  g_autofree guint *places = g_new (guint, n + 1);
  gint64 change;

  if (n < 2)
    return 0;

  self->work += (gint64) n * (n + layers->n_edges);
  memset (self->crossing, 0, sizeof (gint64) * n * n);
  if (layer > 0)
    add_crossings (self, layers, numbers, n, FALSE);
  if (layer + 1 < layers->n_layers)
    add_crossings (self, layers, numbers, n, TRUE);
  for (guint u = 0; u < n; u++)
    for (guint v = 0; v < n; v++)
      self->gain[(gsize) u * n + v] = self->crossing[(gsize) v * n + u] - self->crossing[(gsize) u * n + v];
  if (self->fixed != NULL)
    forbid_swaps (self, numbers, n);

  for (guint i = 0; i < n; i++)
    places[i] = i;
  change = heng_flow_sift (self->gain, n, places);
  if (change < 0)
    {
      for (guint i = 0; i < n; i++)
        order[i] = numbers[places[i]];
      heng_flow_layers_renumber (layers, layer);
    }

  return change;
}

gint64
heng_flow_sifter_settle (HengFlowSifter *self,
                         HengFlowLayers *layers,
                         gboolean       *is_dirty)
{
  gint64 total = 0;
  gboolean again;

  do
    {
      again = FALSE;
      for (guint layer = 0; layer < layers->n_layers; layer++)
        {
          gint64 change;

          if (!is_dirty[layer])
            continue;

          is_dirty[layer] = FALSE;
          change = heng_flow_sifter_run (self, layers, layer);
          total += change;
          if (change < 0)
            {
              if (layer > 0)
                is_dirty[layer - 1] = TRUE;
              if (layer + 1 < layers->n_layers)
                is_dirty[layer + 1] = TRUE;
              again = TRUE;
            }
        }
    }
  while (again);

  return total;
}
