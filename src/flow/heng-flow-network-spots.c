// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The free network view: labels of the layers between the first and the last. Each may stand at several spots about its bar; a layer
 * is labelled from the top down so that as little as possible is struck through, and no label stands on its neighbour.
 */
#include "heng-flow-network-private.h"

#include <math.h>

#define AWAY_PT 4.0
#define CLEAR_PT 0.5

/* What a label costs. */
#define COST_LEFT_OUT 400.0
#define COST_NO_AMOUNTS 1.5

/* What costs as much waits until it is known where else there is room. */
#define COST_WAITING 28.0

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
         const HengFlowSpot *b)
{
  return a->x0 < b->x1 && a->x1 > b->x0 && a->y0 < b->y1 && a->y1 > b->y0;
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

static void
add_candidate (Spots    *self,
               guint     index,
               Place     place,
               gboolean  has_amounts)
{
  HengFlowNetwork *network = self->network;
  const HengFlowNode *node = heng_flow_draft_node (network->draft, index);
  const HengFlowTag *tag = &network->tags[index];
  double ear = network->ear_pt[index];
  gboolean is_left = place == PLACE_LEFT || place == PLACE_LEFT_ABOVE || place == PLACE_LEFT_BELOW;
  gboolean is_above = place == PLACE_RIGHT_ABOVE || place == PLACE_LEFT_ABOVE || place == PLACE_ABOVE;
  gboolean is_level = place == PLACE_RIGHT || place == PLACE_LEFT;
  Candidate candidate = { .cost = get_liking (network, index, place) };
  HengFlowSpot box = { .node = index, .name_pt = tag->name_pt, .amounts_pt = has_amounts ? tag->amounts_pt : 0,
                       .n_lines = 1, .amounts_first = is_left, .has_halo = TRUE };
  double width = box.name_pt + (has_amounts ? heng_flow_network_get_tag_gap (network) + box.amounts_pt : 0);
  double away;

  box.y0 = is_level ? (node->y0 + node->y1 - network->line_pt) / 2
                    : is_above ? node->y0 - ear - network->line_pt - CLEAR_PT : node->y1 + CLEAR_PT;
  box.y1 = box.y0 + network->line_pt;
  away = is_level ? find_away (self, index, is_left, box.y0, box.y1) : -network->bar_pt;
  if (place == PLACE_ABOVE || place == PLACE_BELOW)
    box.x0 = (node->x0 + node->x1 - width) / 2;
  else
    box.x0 = is_left ? node->x0 - away - width : node->x1 + away;
  box.x1 = box.x0 + width;
  if (!heng_flow_network_is_free (network, &box))
    return;

  candidate.cost += heng_flow_network_weigh_spot (network, &box, COST_LEFT_OUT);
  if (!has_amounts && tag->amounts != NULL)
    candidate.cost += COST_NO_AMOUNTS;
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
        add_candidate (self, node, place, TRUE);
      add_candidate (self, node, place, FALSE);
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

              if (above->sum + candidate->cost >= candidate->sum || overlap (&candidate->spot, &above->spot))
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

void
heng_flow_network_draw_inner (HengFlowNetwork *network,
                              guint            layer,
                              GArray          *waiting)
{
  Spots self = { .network = network, .layer = layer };
  g_autoptr(GArray) candidates = self.candidates = g_array_new (FALSE, TRUE, sizeof (Candidate));
  g_autoptr(GArray) first = self.first = g_array_new (FALSE, TRUE, sizeof (guint));
  g_autoptr(GArray) nodes = g_array_new (FALSE, TRUE, sizeof (guint));

  for (guint i = 0; i < network->draft->layout->nodes->len; i++)
    if (heng_flow_draft_node (network->draft, i)->column == layer)
      g_array_append_val (nodes, i);
  if (nodes->len == 0)
    return;

  g_array_sort_with_data (nodes, compare_places, network->draft);
  for (guint i = 0; i < nodes->len; i++)
    add_candidates (&self, g_array_index (nodes, guint, i));
  g_array_append_val (first, candidates->len);
  for (guint i = find_best_row (&self); i != G_MAXUINT; i = get_candidate (&self, i)->before)
    {
      const Candidate *chosen = get_candidate (&self, i);
      HengFlowWaiting wait = { .spot = chosen->spot, .cost = chosen->cost };

      /* Those two rows apart are seldom in each other's way. */
      if (chosen->cost < COST_WAITING && heng_flow_network_is_free (network, &chosen->spot))
        heng_flow_network_draw_tag (network, &chosen->spot);
      else
        g_array_append_val (waiting, wait);
    }
}
