// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The free network view: labels of the layers between the first and the last. Each may stand at several spots about its bar; a layer
 * is labelled from the top down so that as little as possible is struck through, and no label stands on its neighbour.
 */
#include "heng-flow-network-private.h"

#include <math.h>

#define AWAY_PT 4.0
#define CLEAR_PT 0.5
#define LEADING 0.18

/* What a label costs. */
#define COST_LEFT_OUT 400.0
#define COST_OWN_LINE 8.0
#define COST_LINE 3.0
#define COST_EDGE 1.0
#define COST_ON_BAND 0.25
#define COST_NO_AMOUNTS 1.5
#define COST_CUT 12.0

typedef enum
{
  PLACE_RIGHT,
  PLACE_RIGHT_ABOVE,
  PLACE_RIGHT_BELOW,
  PLACE_LEFT,
  PLACE_LEFT_ABOVE,
  PLACE_LEFT_BELOW,
  PLACE_ABOVE,
  PLACE_BELOW,
  N_PLACES,
} Place;

typedef struct
{
  HengFlowSpot spot;
  double       cost;   /* of itself */
  double       sum;    /* of the best row down to here */
  guint        before; /* the candidate above it in that row */
} Candidate;

/* Each node's candidates stand together, the last of them for no label. */
typedef struct
{
  HengFlowNetwork *network;
  guint            layer;
  GArray          *candidates;  /* Candidate */
  GArray          *first;       /* guint: where each node's begin, and the end */
} Spots;

static gboolean
overlap (const HengFlowSpot *a,
         double              x0,
         double              y0,
         double              x1,
         double              y1)
{
  return a->x0 < x1 && a->x1 > x0 && a->y0 < y1 && a->y1 > y0;
}

static double
weigh_run (const Spots       *self,
           const HengFlowRun *run,
           HengFlowSpot      *box)
{
  const HengFlowLink *link = heng_flow_draft_link (self->network->draft, run->link);
  const HengFlowRibbon *ribbon = &run->ribbon;
  /* Letters are less high than their line. */
  double upper = box->y0 + LEADING * self->network->line_pt;
  double lower = box->y1 - LEADING * self->network->line_pt;
  double half = MAX (run->width, 1) / 2;
  double from;
  double to;
  gboolean is_own;

  if (ribbon->x0 >= box->x1 || ribbon->x1 <= box->x0 || MIN (ribbon->y0, ribbon->y1) - half >= lower ||
      MAX (ribbon->y0, ribbon->y1) + half <= upper)
    return 0;

  /* Between two places a run only rises or only falls. */
  from = heng_flow_ribbon_get_y (ribbon, MAX (box->x0, ribbon->x0));
  to = heng_flow_ribbon_get_y (ribbon, MIN (box->x1, ribbon->x1));
  if (MIN (from, to) - half >= lower || MAX (from, to) + half <= upper)
    return 0;
  if (MAX (from, to) - half <= upper && MIN (from, to) + half >= lower)
    {
      box->on_band = TRUE;
      return COST_ON_BAND;
    }
  if (run->width >= self->network->line_pt)
    {
      box->on_band = TRUE;
      return COST_EDGE;
    }

  is_own = link->from == box->node || link->to == box->node;

  return is_own ? COST_OWN_LINE : COST_LINE;
}

/* Lanes on their way up or down beside the bars of this layer and of the next. */
static double
weigh_turns (const Spots        *self,
             const HengFlowSpot *box)
{
  HengFlowNetwork *network = self->network;
  double cost = 0;

  for (guint i = 0; i < network->lanes->len; i++)
    {
      const HengFlowLane *lane = heng_flow_network_lane (network, i);
      const HengFlowLink *link = heng_flow_draft_link (network->draft, lane->link);
      double half = MAX (link->width, 1) / 2;
      double out_x = link->x0 + lane->out_pt;
      double in_x = link->x1 - lane->in_pt;

      if (lane->is_ear)
        continue;
      if (overlap (box, out_x - half, MIN (link->y0, lane->y), out_x + half, MAX (link->y0, lane->y)) ||
          overlap (box, link->x0, link->y0 - half, out_x, link->y0 + half) ||
          overlap (box, in_x - half, MIN (link->y1, lane->y), in_x + half, MAX (link->y1, lane->y)) ||
          overlap (box, in_x, link->y1 - half, link->x1, link->y1 + half))
        cost += COST_LINE;
    }

  return cost;
}

/* Returns: whether a label may stand there at all */
static gboolean
is_free (const Spots        *self,
         const HengFlowSpot *box)
{
  HengFlowNetwork *network = self->network;
  GArray *labels = network->draft->layout->labels;

  /* Outside of the first and the last layer other labels stand. */
  if (box->x0 < network->layer_x[0] + network->bar_pt || box->x1 > network->layer_x[network->n_layers - 1] - AWAY_PT)
    return FALSE;
  if (box->y0 < network->top - 1e-6 || box->y1 > network->bottom + network->line_pt / 2 || box->x1 <= box->x0)
    return FALSE;
  /* The last label of a layer may reach below all bars, but not onto a lane. */
  if (box->y1 > network->bottom && network->lanes->len > 0)
    return FALSE;
  for (guint i = 0; i < labels->len; i++)
    {
      const HengFlowLabel *label = &g_array_index (labels, HengFlowLabel, i);

      if (overlap (box, label->x0 - AWAY_PT, label->y0, label->x1 + AWAY_PT, label->y1))
        return FALSE;
    }
  for (guint i = 0; i < network->draft->layout->nodes->len; i++)
    {
      const HengFlowNode *node = heng_flow_draft_node (network->draft, i);
      double ear = network->ear_out_pt[i];

      if (overlap (box, node->x0, node->y0, node->x1, node->y1))
        return FALSE;
      if (ear > 0 && overlap (box, node->x0 - ear, node->y0 - network->ear_pt[i], node->x1 + ear, node->y0 + 1))
        return FALSE;
    }

  return TRUE;
}

/* How far a label has to stand from its bar so that no lane turns between its letters. */
static double
find_away (const Spots *self,
           guint        node,
           gboolean     is_left,
           double       y0,
           double       y1)
{
  HengFlowNetwork *network = self->network;
  double away = AWAY_PT;

  for (guint i = 0; i < network->lanes->len; i++)
    {
      const HengFlowLane *lane = heng_flow_network_lane (network, i);
      const HengFlowLink *link = heng_flow_draft_link (network->draft, lane->link);
      double half = MAX (link->width, 1) / 2;
      double y = is_left ? link->y1 : link->y0;

      if (lane->is_ear ||
          heng_flow_draft_node (network->draft, is_left ? link->to : link->from)->column !=
          heng_flow_draft_node (network->draft, node)->column ||
          MAX (y + half, lane->y) <= y0 || MIN (y - half, lane->y) >= y1)
        continue;
      away = MAX (away, (is_left ? lane->in_pt : lane->out_pt) + half + AWAY_PT);
    }

  return MAX (away, network->ear_out_pt[node] > 0 ? network->ear_out_pt[node] + AWAY_PT : 0);
}

/* How much better one spot is than another if nothing is in the way of either. */
static double
get_liking (HengFlowNetwork *self,
            guint            node,
            Place            place)
{
  gboolean passes = self->gives[node] && self->is_given_to[node];
  static const double passing[N_PLACES] = { 0.6, 0.3, 0.8, 2.4, 1.2, 1.6, 0.9, 1.4 };
  static const double taking[N_PLACES] = { 0, 0.5, 0.8, 3, 1.2, 1.6, 1.0, 1.4 };
  static const double giving[N_PLACES] = { 3, 1.2, 1.6, 0, 0.5, 0.8, 1.0, 1.4 };

  return passes ? passing[place] : self->gives[node] ? giving[place] : taking[place];
}

/* @is_cut: to what there is up to the next layers */
static void
add_candidate (Spots    *self,
               guint     index,
               Place     place,
               gboolean  has_amounts,
               gboolean  is_cut)
{
  HengFlowNetwork *network = self->network;
  const HengFlowNode *node = heng_flow_draft_node (network->draft, index);
  const HengFlowTag *tag = &network->tags[index];
  double ear = network->ear_pt[index];
  gboolean is_left = place == PLACE_LEFT || place == PLACE_LEFT_ABOVE || place == PLACE_LEFT_BELOW;
  gboolean is_above = place == PLACE_RIGHT_ABOVE || place == PLACE_LEFT_ABOVE || place == PLACE_ABOVE;
  gboolean is_level = place == PLACE_RIGHT || place == PLACE_LEFT;
  double from = network->layer_x[self->layer - 1] + network->bar_pt + AWAY_PT;
  double to = network->layer_x[self->layer + 1] - AWAY_PT;
  Candidate candidate = { .cost = get_liking (network, index, place) };
  HengFlowSpot box = { .node = index, .name_pt = tag->name_pt, .amounts_pt = has_amounts ? tag->amounts_pt : 0,
                       .amounts_first = is_left, .has_halo = TRUE };
  double width = box.name_pt + (has_amounts ? heng_flow_network_get_tag_gap (network) + box.amounts_pt : 0);
  double away;
  double room;

  box.y0 = is_level ? (node->y0 + node->y1 - network->line_pt) / 2
                    : is_above ? node->y0 - ear - network->line_pt - CLEAR_PT : node->y1 + CLEAR_PT;
  box.y1 = box.y0 + network->line_pt;
  away = is_level ? find_away (self, index, is_left, box.y0, box.y1) : -network->bar_pt;
  if (place == PLACE_ABOVE || place == PLACE_BELOW)
    room = 2 * MIN ((node->x0 + node->x1) / 2 - from, to - (node->x0 + node->x1) / 2);
  else
    room = is_left ? node->x0 - away - from : to - node->x1 - away;
  if (is_cut)
    {
      if (width <= room || room < 3 * network->label_pt)
        return;
      candidate.cost += COST_CUT;
      box.name_pt = width = room;
    }
  if (place == PLACE_ABOVE || place == PLACE_BELOW)
    box.x0 = (node->x0 + node->x1 - width) / 2;
  else
    box.x0 = is_left ? node->x0 - away - width : node->x1 + away;
  box.x1 = box.x0 + width;
  if (!is_free (self, &box))
    return;

  candidate.cost += weigh_turns (self, &box);
  if (!has_amounts && tag->amounts != NULL)
    candidate.cost += COST_NO_AMOUNTS;
  for (guint i = 0; i < network->runs->len; i++)
    candidate.cost += weigh_run (self, &g_array_index (network->runs, HengFlowRun, i), &box);
  candidate.spot = box;
  g_array_append_val (self->candidates, candidate);
}

static void
add_candidates (Spots *self,
                guint  node)
{
  HengFlowNetwork *network = self->network;
  double share = heng_flow_network_get_extent (network, node) / (double) heng_flow_graph_get_total (network->draft->graph);
  Candidate none = { .spot.node = node, .cost = COST_LEFT_OUT * (1 + share) };

  g_array_append_val (self->first, self->candidates->len);
  for (Place place = 0; place < N_PLACES; place++)
    {
      if (network->tags[node].amounts_pt > 0)
        add_candidate (self, node, place, TRUE, FALSE);
      add_candidate (self, node, place, FALSE, FALSE);
      add_candidate (self, node, place, FALSE, TRUE);
    }
  g_array_append_val (self->candidates, none);
}

static Candidate *
get_candidate (const Spots *self,
               guint        index)
{
  return &g_array_index (self->candidates, Candidate, index);
}

/* From the top down, what each candidate costs with the best of those above it. Returns: the last of the best row */
static guint
find_best_row (Spots *self)
{
  guint best = G_MAXUINT;

  for (guint row = 0; row + 1 < self->first->len; row++)
    {
      best = g_array_index (self->first, guint, row);
      for (guint i = g_array_index (self->first, guint, row); i < g_array_index (self->first, guint, row + 1); i++)
        {
          Candidate *candidate = get_candidate (self, i);

          candidate->sum = G_MAXDOUBLE;
          candidate->before = G_MAXUINT;
          if (row == 0)
            candidate->sum = candidate->cost;
          for (guint j = row == 0 ? i : g_array_index (self->first, guint, row - 1); row > 0 && j < g_array_index (self->first, guint, row);
               j++)
            {
              const Candidate *above = get_candidate (self, j);

              if (above->sum + candidate->cost >= candidate->sum ||
                  overlap (&candidate->spot, above->spot.x0, above->spot.y0, above->spot.x1, above->spot.y1))
                continue;
              candidate->sum = above->sum + candidate->cost;
              candidate->before = j;
            }
          if (candidate->sum < get_candidate (self, best)->sum)
            best = i;
        }
    }

  return best;
}

static int
compare_places (gconstpointer a,
                gconstpointer b,
                gpointer      data)
{
  guint first = heng_flow_draft_node (data, *(const guint *) a)->place;
  guint second = heng_flow_draft_node (data, *(const guint *) b)->place;

  return first < second ? -1 : first > second;
}

guint
heng_flow_network_draw_inner (HengFlowNetwork *network,
                              guint            layer)
{
  Spots self = { .network = network, .layer = layer };
  g_autoptr(GArray) candidates = self.candidates = g_array_new (FALSE, TRUE, sizeof (Candidate));
  g_autoptr(GArray) first = self.first = g_array_new (FALSE, TRUE, sizeof (guint));
  g_autoptr(GArray) nodes = g_array_new (FALSE, TRUE, sizeof (guint));
  guint n_left_out = 0;

  for (guint i = 0; i < network->draft->layout->nodes->len; i++)
    if (heng_flow_draft_node (network->draft, i)->column == layer)
      g_array_append_val (nodes, i);
  if (nodes->len == 0)
    return 0;

  g_array_sort_with_data (nodes, compare_places, network->draft);
  for (guint i = 0; i < nodes->len; i++)
    add_candidates (&self, g_array_index (nodes, guint, i));
  g_array_append_val (first, candidates->len);
  for (guint i = find_best_row (&self); i != G_MAXUINT; i = get_candidate (&self, i)->before)
    {
      const Candidate *chosen = get_candidate (&self, i);

      /* Those two rows apart are seldom in each other's way. */
      if (chosen->spot.x1 > chosen->spot.x0 && is_free (&self, &chosen->spot))
        heng_flow_network_draw_tag (network, &chosen->spot);
      else
        n_left_out++;
    }

  return n_left_out;
}
