// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-place.h"
#include "heng-flow-isotonic.h"

#include <math.h>

/* Over many layers what pulls at one end comes slowly to the other: many rounds for small drawings, as many as are quick for large. */
#define MOST_ROUNDS 3000
#define MOST_WORK (20 << 20)
#define STILL_PT 1e-7
#define LEAST_WEIGHT 1e-12

typedef struct
{
  HengFlowBody      *bodies;
  guint              n_bodies;
  const HengFlowTie *ties;
  const guint       *ties_of;    /* all ties twice, body after body */
  const guint       *first_tie;  /* per body, and the end: in ties_of */
  guint             *by_place;   /* bodies, layer after layer, from the top */
  guint             *layer_start;
  double            *wish;       /* room for one layer */
  double            *height;
  double            *weight;
} Placing;

/* Where a body would best begin: the mean of its ties' other ends, less where they hold it. */
static void
find_wish (const Placing *self,
           guint          body,
           double        *wish,
           double        *weight)
{
  double sum = 0;
  double total = 0;

  for (guint i = self->first_tie[body]; i < self->first_tie[body + 1]; i++)
    {
      const HengFlowTie *tie = &self->ties[self->ties_of[i]];

      if (tie->from == body)
        sum += tie->weight * (self->bodies[tie->to].y + tie->to_pt - tie->from_pt);
      else
        sum += tie->weight * (self->bodies[tie->from].y + tie->from_pt - tie->to_pt);
      total += tie->weight;
    }
  *wish = total > LEAST_WEIGHT ? sum / total : self->bodies[body].y;
  *weight = MAX (total, LEAST_WEIGHT);
}

/* Returns: the furthest any body of the layer moved */
static double
place_layer (Placing *self,
             guint    layer,
             double   gap_pt,
             double   top,
             double   bottom)
{
  const guint *row = self->by_place + self->layer_start[layer];
  guint n = self->layer_start[layer + 1] - self->layer_start[layer];
  double furthest = 0;

  for (guint i = 0; i < n; i++)
    {
      find_wish (self, row[i], &self->wish[i], &self->weight[i]);
      self->wish[i] -= self->bodies[row[i]].room_pt;
      self->height[i] = self->bodies[row[i]].height_pt + self->bodies[row[i]].room_pt;
    }
  heng_flow_isotonic_place (self->wish, self->height, self->weight, n, gap_pt, top, bottom);
  for (guint i = 0; i < n; i++)
    {
      HengFlowBody *body = &self->bodies[row[i]];
      double moved = self->wish[i] + body->room_pt;

      furthest = MAX (furthest, fabs (moved - body->y));
      body->y = moved;
    }

  return furthest;
}

/* At first each layer stands as one block in the middle of the height. */
static void
stack_layer (Placing *self,
             guint    layer,
             double   gap_pt,
             double   top,
             double   bottom)
{
  const guint *row = self->by_place + self->layer_start[layer];
  guint n = self->layer_start[layer + 1] - self->layer_start[layer];
  double height = -gap_pt;
  double y;

  for (guint i = 0; i < n; i++)
    height += self->bodies[row[i]].room_pt + self->bodies[row[i]].height_pt + gap_pt;
  y = (top + bottom - height) / 2;
  for (guint i = 0; i < n; i++)
    {
      self->bodies[row[i]].y = y + self->bodies[row[i]].room_pt;
      y += self->bodies[row[i]].room_pt + self->bodies[row[i]].height_pt + gap_pt;
    }
}

static void
index_bodies (Placing *self,
              guint    n_layers)
{
  for (guint i = 0; i < self->n_bodies; i++)
    {
      g_assert (self->bodies[i].layer < n_layers);
      self->layer_start[self->bodies[i].layer + 1]++;
    }
  for (guint i = 0; i < n_layers; i++)
    self->layer_start[i + 1] += self->layer_start[i];
  for (guint i = 0; i < self->n_bodies; i++)
    self->by_place[self->layer_start[self->bodies[i].layer] + self->bodies[i].place] = i;
}

static void
index_ties (const HengFlowTie *ties,
            guint              n_ties,
            guint              n_bodies,
            guint             *first_tie,
            guint             *ties_of)
{
  g_autofree guint *next = g_new0 (guint, n_bodies + 2);

  for (guint i = 0; i < n_ties; i++)
    {
      first_tie[ties[i].from + 1]++;
      first_tie[ties[i].to + 1]++;
    }
  for (guint i = 0; i < n_bodies; i++)
    next[i + 1] = first_tie[i + 1] += first_tie[i];
  for (guint i = 0; i < n_ties; i++)
    {
      ties_of[next[ties[i].from]++] = i;
      ties_of[next[ties[i].to]++] = i;
    }
}

void
heng_flow_place_bodies (HengFlowBody      *bodies,
                        guint              n_bodies,
                        const HengFlowTie *ties,
                        guint              n_ties,
                        const double      *gap_pt,
                        guint              n_layers,
                        double             top,
                        double             bottom)
{
  g_autofree guint *ties_of = g_new0 (guint, 2 * (gsize) n_ties + 1);
  g_autofree guint *first_tie = g_new0 (guint, n_bodies + 2);
  g_autofree guint *by_place = g_new0 (guint, n_bodies + 1);
  g_autofree guint *layer_start = g_new0 (guint, n_layers + 1);
  g_autofree double *numbers = g_new0 (double, 3 * ((gsize) n_bodies + 1));
  Placing self = { bodies, n_bodies, ties, ties_of, first_tie, by_place, layer_start,
                   numbers, numbers + n_bodies + 1, numbers + 2 * ((gsize) n_bodies + 1) };
  guint most_rounds;

  index_bodies (&self, n_layers);
  index_ties (ties, n_ties, n_bodies, first_tie, ties_of);
  for (guint layer = 0; layer < n_layers; layer++)
    stack_layer (&self, layer, gap_pt[layer], top, bottom);
  most_rounds = MIN (MOST_ROUNDS, 1 + MOST_WORK / (n_bodies + 2 * n_ties + 1));
  for (guint round = 0; round < most_rounds; round++)
    {
      double furthest = 0;

      for (guint layer = 0; layer < n_layers; layer++)
        {
          double moved = place_layer (&self, layer, gap_pt[layer], top, bottom);

          furthest = MAX (furthest, moved);
        }
      if (furthest < STILL_PT)
        break;
    }
}

double
heng_flow_place_measure (const HengFlowBody *bodies,
                         const HengFlowTie  *ties,
                         guint               n_ties)
{
  double sum = 0;

  for (guint i = 0; i < n_ties; i++)
    {
      double rise = bodies[ties[i].to].y + ties[i].to_pt - bodies[ties[i].from].y - ties[i].from_pt;

      sum += ties[i].weight * rise * rise;
    }

  return sum;
}
