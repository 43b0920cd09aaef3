// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-gains.h"

#include <string.h>

static guint
get_size (const HengFlowGains *self,
          guint                layer)
{
  return self->layer_start[layer + 1] - self->layer_start[layer];
}

/* What the pair of a node that moved past others, and of those, means for the nodes their edges go to. */
static void
pass_on (HengFlowGains *self,
         guint          layer,
         gboolean       down,
         guint          slot,
         const guint   *passed,
         guint          n_passed,
         gboolean       is_behind)
{
  guint first = self->layer_start[layer];
  guint other = down ? layer + 1 : layer - 1;
  guint first_other = self->layer_start[other];
  guint n = get_size (self, other);
  const guint *start = self->start[down];
  const HengFlowReach *reach = self->reach[down];
  gint64 *gain = self->gain[other];
  gboolean *is_stale = self->is_stale + first_other;
  /* Nothing below changes these, which compilers cannot know. */
  gint64 *sum = self->sum;
  guint *touched = self->touched;
  gint64 work = 0;
  guint n_touched = 0;

  if (start[slot] == start[slot + 1])
    return;

  for (guint i = 0; i < n_passed; i++)
    {
      guint mate = first + passed[i];

      for (guint j = start[mate]; j < start[mate + 1]; j++)
        {
          guint v = reach[j].slot;

          /* What is written without need is cheaper than a guess that fails. */
          touched[n_touched] = v;
          n_touched += sum[v] == 0;
          sum[v] += reach[j].weight;
        }
      work += start[mate + 1] - start[mate];
    }
  for (guint i = start[slot]; i < start[slot + 1]; i++)
    {
      guint u = reach[i].slot;
      gint64 *row = gain + (gsize) u * n;
      gint64 twice = is_behind ? -2 * reach[i].weight : 2 * reach[i].weight;

      for (guint j = 0; j < n_touched; j++)
        {
          guint v = touched[j];
          gint64 change = twice * sum[v];

          /* Of u itself both cancel out. */
          row[v] += change;
          gain[(gsize) v * n + u] -= change;
        }
      is_stale[u] = TRUE;
      work += n_touched;
    }
  for (guint j = 0; j < n_touched; j++)
    {
      sum[touched[j]] = 0;
      is_stale[touched[j]] = TRUE;
    }
  self->work += work;
}

static void
move (HengFlowGains *self,
      guint          layer,
      guint          from,
      guint          to)
{
  guint first = self->layer_start[layer];
  guint *order = self->order + first;
  guint *position = self->position + first;
  gboolean *is_stale = self->is_stale + first;
  gint64 weight = self->weight;
  guint node = order[from];
  const gint64 *row = self->gain[layer] + (gsize) node * get_size (self, layer);
  const guint *passed;
  guint n_passed;

  if (to > from)
    {
      for (guint i = from + 1; i <= to; i++)
        {
          weight += row[order[i]];
          order[i - 1] = order[i];
          position[order[i - 1]] = i - 1;
          is_stale[order[i - 1]] = TRUE;
        }
      passed = order + from;
      n_passed = to - from;
    }
  else
    {
      for (guint i = from; i-- > to;)
        {
          weight -= row[order[i]];
          order[i + 1] = order[i];
          position[order[i + 1]] = i + 1;
          is_stale[order[i + 1]] = TRUE;
        }
      passed = order + to + 1;
      n_passed = from - to;
    }
  order[to] = node;
  position[node] = to;
  self->weight = weight;
  if (layer > 0)
    pass_on (self, layer, FALSE, first + node, passed, n_passed, to > from);
  if (layer + 1 < self->n_layers)
    pass_on (self, layer, TRUE, first + node, passed, n_passed, to > from);
}

void
heng_flow_gains_move (HengFlowGains *self,
                      guint          layer,
                      guint          from,
                      guint          to)
{
  HengFlowMove done = { layer, from, to };

  if (from == to)
    return;

  move (self, layer, from, to);
  if (self->kept_order == NULL)
    g_array_append_val (self->moves, done);
}

gboolean
heng_flow_gains_sift (HengFlowGains *self,
                      guint          layer,
                      guint          at)
{
  guint first = self->layer_start[layer];
  guint n = get_size (self, layer);
  const guint *order = self->order + first;
  const gboolean *is_fixed = self->is_fixed != NULL && self->is_fixed[first + order[at]] ? self->is_fixed + first : NULL;
  const gint64 *row = self->gain[layer] + (gsize) order[at] * n;
  gint64 best = 0;
  gint64 change = 0;
  guint place = at;

  for (guint i = at + 1; i < n && (is_fixed == NULL || !is_fixed[order[i]]); i++)
    {
      change += row[order[i]] + self->inertia;
      if (change < best)
        {
          best = change;
          place = i;
        }
    }
  change = 0;
  for (guint i = at; i-- > 0 && (is_fixed == NULL || !is_fixed[order[i]]);)
    {
      change -= row[order[i]] - self->inertia;
      if (change < best)
        {
          best = change;
          place = i;
        }
    }
  self->work += n;
  heng_flow_gains_move (self, layer, at, place);

  return place != at;
}

void
heng_flow_gains_settle (HengFlowGains *self,
                        guint          frozen)
{
  gboolean again;

  do
    {
      again = FALSE;
      for (guint layer = 0; layer < self->n_layers; layer++)
        {
          guint first = self->layer_start[layer];
          guint n = layer != frozen ? get_size (self, layer) : 0;

          for (guint i = 0; i < n; i++)
            {
              guint slot = first + self->order[first + i];

              if (!self->is_stale[slot])
                continue;
              self->is_stale[slot] = FALSE;
              again |= heng_flow_gains_sift (self, layer, i);
            }
        }
    }
  while (again);
}

void
heng_flow_gains_finish (HengFlowGains *self)
{
  gint64 before;

  do
    {
      before = self->weight;
      for (guint slot = 0; slot < self->n_slots; slot++)
        self->is_stale[slot] = TRUE;
      heng_flow_gains_settle (self, G_MAXUINT);
    }
  while (self->weight < before);
}

void
heng_flow_gains_keep (HengFlowGains *self)
{
  g_array_set_size (self->moves, 0);
  if (self->kept_order == NULL)
    return;

  memcpy (self->kept_order, self->order, sizeof (guint) * self->n_slots);
  memcpy (self->kept_gain, self->gain[0], sizeof (gint64) * self->gain_size);
  self->kept_weight = self->weight;
}

void
heng_flow_gains_undo (HengFlowGains *self)
{
  if (self->kept_order != NULL)
    {
      memcpy (self->order, self->kept_order, sizeof (guint) * self->n_slots);
      memcpy (self->gain[0], self->kept_gain, sizeof (gint64) * self->gain_size);
      for (guint slot = 0; slot < self->n_slots; slot++)
        self->position[self->layer_start[self->layer_of[slot]] + self->order[slot]] = slot - self->layer_start[self->layer_of[slot]];
      self->weight = self->kept_weight;
    }
  while (self->moves->len > 0)
    {
      HengFlowMove done = g_array_index (self->moves, HengFlowMove, self->moves->len - 1);

      g_array_set_size (self->moves, self->moves->len - 1);
      move (self, done.layer, done.to, done.from);
    }
}
