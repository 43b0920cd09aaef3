// SPDX-License-Identifier: GPL-3.0-or-later
/* The free network view: how the height is shared between bars, the labels about them, and the lanes outside. */
#include "heng-flow-network-private.h"

/* Names keep their lines as long as bars and lanes get this share of the height. */
#define LEAST_BAR_SHARE 0.42
#define MOST_LANE_GAP_SHARE 0.15
#define MOST_GAP_SHARE 0.18
#define MOST_EAR_SHARE 0.1
#define MOST_AWAY_SHARE 0.02
#define MOST_EAR_PT 18.0
#define LANE_GAP_PT 4.0
#define AWAY_PT 6.0
#define LEAST_LABEL_SIZE 0.85

/* A bar of that many lines can bear its label on the bands beside it. */
#define BEARS_LINES 1.25

#define N_HALVINGS 50

/* What is to share the height. */
typedef struct
{
  double *amount;   /* per layer: bars and what passes */
  guint  *n_bodies; /* per layer */
  guint   n_lanes;
  double  back;     /* what they carry, and the largest of them */
  double  back_most;
  double  heaviest; /* layer */
  guint   longest;
  double  height;
} Shares;

int
heng_flow_network_get_outside (HengFlowNetwork *self,
                               guint            node)
{
  guint layer = heng_flow_draft_node (self->draft, node)->column;

  if (layer + 1 == self->n_layers)
    return 1;

  return layer == 0 ? 0 : -1;
}

double
heng_flow_network_get_need (HengFlowNetwork *self,
                            guint            node,
                            double           scale,
                            gboolean         is_above)
{
  double height = heng_flow_network_get_extent (self, node) * scale;
  gboolean is_beside = heng_flow_network_get_outside (self, node) >= 0 || !self->gives[node] || !self->is_given_to[node];

  if (is_beside)
    return MAX (self->line_pt - height, 0) / 2;

  return is_above && height < BEARS_LINES * self->line_pt ? self->line_pt : 0;
}

static void
find_size (HengFlowNetwork *self,
           guint            longest,
           double           height)
{
  HengFlowSetting setting = { .size_pt = self->draft->type.size_pt, .n_lines = 1, .width_pt = -1 };
  double width;
  double shrink;

  heng_flow_type_measure (&self->draft->type, "Ág衡", &setting, &width, &self->line_pt);
  shrink = CLAMP (height / (1.2 * longest * self->line_pt), LEAST_LABEL_SIZE, 1);
  self->line_pt *= shrink;
  self->label_pt = shrink * setting.size_pt;
}

static void
add_bodies (HengFlowNetwork *self,
            Shares          *shares)
{
  g_autofree guint *n_nodes = g_new0 (guint, self->n_layers + 1);
  guint most_nodes = 0;

  for (guint i = 0; i < self->draft->layout->nodes->len; i++)
    {
      guint layer = heng_flow_draft_node (self->draft, i)->column;

      shares->amount[layer] += heng_flow_network_get_extent (self, i);
      shares->n_bodies[layer]++;
      most_nodes = MAX (most_nodes, ++n_nodes[layer]);
    }
  for (guint i = 0; i < self->trunks->len; i++)
    {
      const HengFlowTrunk *trunk = &g_array_index (self->trunks, HengFlowTrunk, i);

      for (guint step = 1; step + 1 < heng_flow_network_get_n_stops (self, trunk); step++)
        {
          guint layer = self->bodies[heng_flow_network_get_stop (self, trunk, step)].layer;

          shares->amount[layer] += trunk->amount;
          shares->n_bodies[layer]++;
        }
    }
  for (guint i = 0; i < self->n_layers; i++)
    {
      shares->heaviest = MAX (shares->heaviest, shares->amount[i]);
      shares->longest = MAX (shares->longest, shares->n_bodies[i]);
    }
  find_size (self, most_nodes, shares->height);
}

static void
add_lanes (HengFlowNetwork *self,
           Shares          *shares)
{
  g_autofree guint *n_ears = g_new0 (guint, self->n_layers + 1);
  guint most_ears = 1;

  for (guint i = 0; i < self->lanes->len; i++)
    {
      const HengFlowLane *lane = heng_flow_network_lane (self, i);
      const HengFlowLink *link = heng_flow_draft_link (self->draft, lane->link);

      if (lane->is_ear)
        {
          guint layer = heng_flow_draft_node (self->draft, link->from)->column;

          most_ears = MAX (most_ears, ++n_ears[layer]);
          continue;
        }
      shares->n_lanes++;
      shares->back += link->amount;
      shares->back_most = MAX (shares->back_most, link->amount);
    }
  self->lane_gap_pt = shares->n_lanes > 0 ? MIN (LANE_GAP_PT, MOST_LANE_GAP_SHARE * shares->height / shares->n_lanes) : 0;
  self->away_pt = MIN (AWAY_PT, MOST_AWAY_SHARE * shares->height);
  self->ear_most_pt = MIN (MOST_EAR_PT, MOST_EAR_SHARE * shares->height / most_ears);
}

/* What the lanes take if none lies beside another, on both sides together. */
static double
measure_lanes (const HengFlowNetwork *self,
               const Shares          *shares,
               double                 scale)
{
  if (shares->n_lanes == 0)
    return 0;

  return (shares->back + shares->back_most) * scale + shares->n_lanes * self->lane_gap_pt + 2 * self->away_pt;
}

/* Returns: whether a layer fits below one another with so much of the room that its labels need */
static gboolean
fits (HengFlowNetwork *self,
      const Shares    *shares,
      guint            layer,
      double           scale,
      double           factor)
{
  double taken = shares->amount[layer] * scale + (shares->n_bodies[layer] - 1) * self->gaps_pt[layer];

  for (guint i = 0; i < self->draft->layout->nodes->len; i++)
    if (heng_flow_draft_node (self->draft, i)->column == layer)
      taken += factor * (heng_flow_network_get_need (self, i, scale, TRUE) + heng_flow_network_get_need (self, i, scale, FALSE));
  for (guint i = 0; i < self->lanes->len; i++)
    {
      const HengFlowLane *lane = heng_flow_network_lane (self, i);

      if (lane->is_ear &&
          heng_flow_draft_node (self->draft, heng_flow_draft_link (self->draft, lane->link)->from)->column == layer)
        taken += self->ear_most_pt;
    }

  return taken <= shares->height - measure_lanes (self, shares, scale);
}

static gboolean
all_fit (HengFlowNetwork *self,
         const Shares    *shares,
         double           scale)
{
  for (guint i = 0; i < self->n_layers; i++)
    if (!fits (self, shares, i, scale, 1))
      return FALSE;

  return TRUE;
}

/* Returns: the largest scale at which all labels have their room, or what the bars are to have in any case */
static double
find_largest (HengFlowNetwork *self,
              const Shares    *shares)
{
  double low = LEAST_BAR_SHARE * shares->height / (shares->heaviest + shares->back + shares->back_most);
  double high = shares->height / (shares->heaviest + shares->back);

  if (!all_fit (self, shares, low))
    return low;

  for (guint i = 0; i < N_HALVINGS; i++)
    {
      double middle = (low + high) / 2;

      if (all_fit (self, shares, middle))
        low = middle;
      else
        high = middle;
    }

  return low;
}

static double
find_factor (HengFlowNetwork *self,
             const Shares    *shares,
             guint            layer)
{
  double low = 0;
  double high = 1;

  if (fits (self, shares, layer, self->scale, 1))
    return 1;

  for (guint i = 0; i < N_HALVINGS; i++)
    {
      double middle = (low + high) / 2;

      if (fits (self, shares, layer, self->scale, middle))
        low = middle;
      else
        high = middle;
    }

  return low;
}

void
heng_flow_network_find_scale (HengFlowNetwork *self)
{
  const HengFlowFrame *frame = &self->draft->frame;
  g_autofree double *amount = g_new0 (double, self->n_layers + 1);
  g_autofree guint *n_bodies = g_new0 (guint, self->n_layers + 1);
  Shares shares = { .amount = amount, .n_bodies = n_bodies, .heaviest = 1, .longest = 1, .height = frame->y1 - frame->y0 };
  double full = self->draft->options->full_scale;

  add_bodies (self, &shares);
  add_lanes (self, &shares);
  /* The last label of a layer reaches below its bar. */
  shares.height -= MIN (self->line_pt / 2, 0.04 * shares.height);
  self->bar_pt = MIN (0.9 * self->draft->type.size_pt, (frame->x1 - frame->x0) / (5 * self->n_layers));
  self->gaps_pt = g_new0 (double, self->n_layers + 1);
  self->factors = g_new0 (double, self->n_layers + 1);
  for (guint i = 0; i < self->n_layers; i++)
    self->gaps_pt[i] = MIN (0.45 * self->line_pt, MOST_GAP_SHARE * shares.height / MAX (n_bodies[i], 1));

  self->scale = find_largest (self, &shares);
  /* A few bars do not fill the page: a band half a page thick says no more than a slim one. */
  self->scale = MIN (self->scale, shares.height * shares.longest / (shares.longest + 2) / (shares.heaviest + shares.back));
  if (full > 0)
    self->scale = MIN (self->scale, shares.height / full);
  g_assert (self->scale > 0);
  for (guint i = 0; i < self->n_layers; i++)
    self->factors[i] = find_factor (self, &shares, i);
  self->height_pt = shares.height - measure_lanes (self, &shares, self->scale);
  self->draft->layout->scale = self->scale;
}

/* What is to be kept free above each body: what its own label needs there, and that of the one above it below. */
static void
find_rooms (HengFlowNetwork *self)
{
  guint n_nodes = self->draft->layout->nodes->len;
  g_autofree guint *start = g_new0 (guint, self->n_layers + 1);
  g_autofree guint *by_place = g_new0 (guint, self->n_bodies + 1);

  for (guint i = 0; i < self->n_bodies; i++)
    start[self->bodies[i].layer + 1]++;
  for (guint i = 0; i < self->n_layers; i++)
    start[i + 1] += start[i];
  for (guint i = 0; i < self->n_bodies; i++)
    by_place[start[self->bodies[i].layer] + self->bodies[i].place] = i;
  for (guint i = 0; i < n_nodes; i++)
    {
      guint layer = self->bodies[i].layer;
      guint at = start[layer] + self->bodies[i].place;
      double factor = self->factors[layer];

      self->bodies[i].room_pt += self->ear_pt[i] + factor * heng_flow_network_get_need (self, i, self->scale, TRUE);
      if (at + 1 < start[layer + 1])
        self->bodies[by_place[at + 1]].room_pt += factor * heng_flow_network_get_need (self, i, self->scale, FALSE);
    }
}

void
heng_flow_network_place_bodies (HengFlowNetwork *self)
{
  guint n_nodes = self->draft->layout->nodes->len;
  g_autoptr(GArray) ties = g_array_new (FALSE, FALSE, sizeof (HengFlowTie));

  for (guint i = 0; i < n_nodes; i++)
    self->bodies[i].height_pt = heng_flow_network_get_extent (self, i) * self->scale;
  find_rooms (self);
  for (guint i = 0; i < self->trunks->len; i++)
    {
      const HengFlowTrunk *trunk = &g_array_index (self->trunks, HengFlowTrunk, i);
      double width = trunk->amount * self->scale;

      for (guint step = 1; step + 1 < heng_flow_network_get_n_stops (self, trunk); step++)
        self->bodies[heng_flow_network_get_stop (self, trunk, step)].height_pt = width;
      for (guint step = 1; step < heng_flow_network_get_n_stops (self, trunk); step++)
        {
          HengFlowTie tie = { heng_flow_network_get_stop (self, trunk, step - 1), heng_flow_network_get_stop (self, trunk, step),
                              0, 0, width };

          tie.from_pt = self->bodies[tie.from].height_pt / 2;
          tie.to_pt = self->bodies[tie.to].height_pt / 2;
          g_array_append_val (ties, tie);
        }
    }
  heng_flow_place_bodies (self->bodies, self->n_bodies, (const HengFlowTie *) ties->data, ties->len, self->gaps_pt, self->n_layers,
                          0, self->height_pt);
}
