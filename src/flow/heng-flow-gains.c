// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-gains.h"

#include <string.h>

/* Entries of matrices that are copied to be taken back; larger ones are restored by moving back. */
#define MOST_KEPT 16384

static guint
get_size (const HengFlowGains *self,
          guint                layer)
{
  return self->layer_start[layer + 1] - self->layer_start[layer];
}

static void
copy_edges (HengFlowGains        *self,
            const HengFlowLayers *layers,
            gboolean              down,
            const guint          *slot_of)
{
  const guint *start = down ? layers->down_start : layers->up_start;
  const HengFlowArm *arms = down ? layers->down : layers->up;
  guint at = 0;

  self->start[down] = g_new (guint, self->n_slots + 1);
  self->reach[down] = g_new (HengFlowReach, layers->n_edges + 1);
  for (guint slot = 0; slot < self->n_slots; slot++)
    {
      guint node = self->node_of[slot];

      self->start[down][slot] = at;
      for (guint i = start[node]; i < start[node + 1]; i++)
        {
          guint other;

          if (arms[i].weight == 0)
            continue;
          other = slot_of[arms[i].node];

          self->reach[down][at].slot = other - self->layer_start[self->layer_of[other]];
          self->reach[down][at++].weight = arms[i].weight;
        }
    }
  self->start[down][self->n_slots] = at;
}

HengFlowGains *
heng_flow_gains_new (const HengFlowLayers *layers,
                     const int            *fixed)
{
  HengFlowGains *self = g_new0 (HengFlowGains, 1);
  g_autofree guint *slot_of = g_new (guint, layers->n_nodes + 1);
  g_autofree guint *next = g_memdup2 (layers->layer_start, sizeof (guint) * (layers->n_layers + 1));
  guint longest = 1;

  self->n_layers = layers->n_layers;
  self->n_slots = layers->n_nodes;
  self->layer_start = g_memdup2 (layers->layer_start, sizeof (guint) * (layers->n_layers + 1));
  self->node_of = g_new (guint, self->n_slots + 1);
  self->layer_of = g_new (guint, self->n_slots + 1);
  self->order = g_new (guint, self->n_slots + 1);
  self->position = g_new (guint, self->n_slots + 1);
  self->is_stale = g_new (gboolean, self->n_slots + 1);
  self->gain = g_new (gint64 *, self->n_layers + 1);
  self->moves = g_array_new (FALSE, FALSE, sizeof (HengFlowMove));
  for (guint i = 0; i < layers->n_nodes; i++)
    {
      guint slot = next[layers->layer_of[i]]++;

      slot_of[i] = slot;
      self->node_of[slot] = i;
      self->layer_of[slot] = layers->layer_of[i];
    }
  copy_edges (self, layers, FALSE, slot_of);
  copy_edges (self, layers, TRUE, slot_of);
  for (guint layer = 0; layer < self->n_layers; layer++)
    {
      guint n = get_size (self, layer);

      longest = MAX (longest, n);
      self->gain_size += (gsize) n * n;
    }
  self->gain[0] = g_new (gint64, self->gain_size + 1);
  for (guint layer = 0; layer + 1 < self->n_layers; layer++)
    self->gain[layer + 1] = self->gain[layer] + (gsize) get_size (self, layer) * get_size (self, layer);
  if (self->gain_size <= MOST_KEPT)
    {
      self->kept_order = g_new (guint, self->n_slots + 1);
      self->kept_gain = g_new (gint64, self->gain_size + 1);
    }
  self->sum = g_new0 (gint64, longest + 1);
  self->touched = g_new (guint, longest + 1);
  if (fixed != NULL)
    {
      self->is_fixed = g_new (gboolean, self->n_slots + 1);
      for (guint slot = 0; slot < self->n_slots; slot++)
        self->is_fixed[slot] = fixed[self->node_of[slot]] >= 0;
    }
  heng_flow_gains_load (self, layers);

  return self;
}

void
heng_flow_gains_free (HengFlowGains *self)
{
  if (self == NULL)
    return;

  g_free (self->gain[0]);
  g_free (self->kept_order);
  g_free (self->kept_gain);
  for (guint i = 0; i < 2; i++)
    {
      g_free (self->start[i]);
      g_free (self->reach[i]);
    }
  g_free (self->layer_start);
  g_free (self->node_of);
  g_free (self->layer_of);
  g_free (self->order);
  g_free (self->position);
  g_free (self->gain);
  g_free (self->is_fixed);
  g_free (self->is_stale);
  g_free (self->sum);
  g_free (self->touched);
  g_array_unref (self->moves);
  g_free (self);
}

/*
 * Adds to the gains of a layer what its edges towards one neighbour make them. Going down that neighbour's order, @below holds for
 * each node of the layer what of its edges ends at places already passed.
 */
static void
add_gains (HengFlowGains *self,
           guint          layer,
           gboolean       down)
{
  guint n = get_size (self, layer);
  guint other = down ? layer + 1 : layer - 1;
  guint first_other = self->layer_start[other];
  guint n_other = get_size (self, other);
  const guint *back = self->start[!down];
  const HengFlowReach *reach = self->reach[!down];
  gint64 *passed = self->sum;
  gint64 *gain = self->gain[layer];

  for (guint p = 0; p < n_other; p++)
    {
      guint slot = first_other + self->order[first_other + p];

      /* An edge to here of u crosses those of v that end at places passed, when u stands before v. */
      for (guint i = back[slot]; i < back[slot + 1]; i++)
        {
          gint64 *row = gain + (gsize) reach[i].slot * n;

          for (guint v = 0; v < n; v++)
            row[v] -= reach[i].weight * passed[v];
        }
      for (guint i = back[slot]; i < back[slot + 1]; i++)
        passed[reach[i].slot] += reach[i].weight;
    }
  memset (passed, 0, sizeof (gint64) * n);
  self->work += (gint64) n * (back[first_other + n_other] - back[first_other]) / 2;
}

static void
count_gains (HengFlowGains *self,
             guint          layer)
{
  guint n = get_size (self, layer);
  gint64 *gain = self->gain[layer];

  memset (gain, 0, sizeof (gint64) * n * n);
  if (layer > 0)
    add_gains (self, layer, FALSE);
  if (layer + 1 < self->n_layers)
    add_gains (self, layer, TRUE);
  /* So far each entry holds the crossings, below zero, when its row stands before its column. */
  for (guint u = 0; u < n; u++)
    {
      gain[(gsize) u * n + u] = 0;
      for (guint v = u + 1; v < n; v++)
        {
          gint64 saved = gain[(gsize) u * n + v] - gain[(gsize) v * n + u];

          gain[(gsize) u * n + v] = saved;
          gain[(gsize) v * n + u] = -saved;
        }
    }
  self->work += (gint64) n * n;
}

void
heng_flow_gains_load (HengFlowGains        *self,
                      const HengFlowLayers *layers)
{
  for (guint layer = 0; layer < self->n_layers; layer++)
    for (guint slot = self->layer_start[layer]; slot < self->layer_start[layer + 1]; slot++)
      {
        guint place = layers->position[self->node_of[slot]];

        self->position[slot] = place;
        self->order[self->layer_start[layer] + place] = slot - self->layer_start[layer];
        self->is_stale[slot] = TRUE;
      }
  for (guint layer = 0; layer < self->n_layers; layer++)
    count_gains (self, layer);
  self->weight = heng_flow_layers_weigh (layers);
  self->work += layers->n_edges;
  heng_flow_gains_keep (self);
}

void
heng_flow_gains_store (const HengFlowGains *self,
                       HengFlowLayers      *layers)
{
  for (guint layer = 0; layer < self->n_layers; layer++)
    {
      guint first = self->layer_start[layer];

      for (guint i = first; i < self->layer_start[layer + 1]; i++)
        layers->order[i] = self->node_of[first + self->order[i]];
      heng_flow_layers_renumber (layers, layer);
    }
}
