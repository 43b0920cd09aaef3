// SPDX-License-Identifier: GPL-3.0-or-later
/* The free network view: what runs back. Lanes lie above and below all bars and turn at both ends; ears lie over their bars. */
#include "heng-flow-network-private.h"

#include <math.h>

#define EAR_GAP_PT 2.0
#define EAR_AWAY_PT 4.0
#define MOST_EAR_SIDE_PT 8.0
#define TURN_GAP_PT 2.0
#define MOST_LANE_GAP_PT 4.0
#define LOOSENING 1.25
#define MOST_TURN_SHARE 0.3
#define MOST_OUTER_SHARE 0.08

/* How much nearer the one side must be, in points, for each point that more lanes lie there. */
#define CROWDING 1.5

static guint
get_column (HengFlowNetwork *self,
            guint            node)
{
  return heng_flow_draft_node (self->draft, node)->column;
}

static double
get_width (HengFlowNetwork    *self,
           const HengFlowLane *lane)
{
  return MAX (heng_flow_draft_link (self->draft, lane->link)->width, 1);
}

static guint
get_span (HengFlowNetwork    *self,
          const HengFlowLane *lane)
{
  const HengFlowLink *link = heng_flow_draft_link (self->draft, lane->link);

  return get_column (self, link->from) - get_column (self, link->to);
}

static int
compare_lanes (gconstpointer a,
               gconstpointer b,
               gpointer      data)
{
  HengFlowNetwork *self = data;
  const HengFlowLane *first = a;
  const HengFlowLane *second = b;
  guint first_span = get_span (self, first);
  guint second_span = get_span (self, second);

  if (first_span != second_span)
    return first_span < second_span ? -1 : 1;

  return first->link < second->link ? -1 : first->link > second->link;
}

/* The ears of a bar lie one over the other; thick ones keep their width at the bar only, so that none is a blob. */
void
heng_flow_network_measure_ears (HengFlowNetwork *self)
{
  guint n = self->draft->layout->nodes->len;

  self->ear_pt = g_new0 (double, n + 1);
  self->ear_out_pt = g_new0 (double, n + 1);
  for (guint i = 0; i < self->lanes->len; i++)
    {
      HengFlowLane *lane = heng_flow_network_lane (self, i);
      guint node = heng_flow_draft_link (self->draft, lane->link)->from;
      double most = MAX (self->ear_most_pt - EAR_GAP_PT, 1);

      if (!lane->is_ear)
        continue;
      lane->is_above = TRUE;
      lane->thick_pt = MIN (get_width (self, lane), self->ear_pt[node] > 0 ? most : MAX (most - EAR_AWAY_PT, 1));
      lane->inner_pt = self->ear_pt[node] > 0 ? self->ear_pt[node] : MIN (EAR_AWAY_PT, most / 3);
      self->ear_pt[node] = lane->inner_pt + lane->thick_pt + EAR_GAP_PT;
      lane->side_pt = MIN (lane->thick_pt, MOST_EAR_SIDE_PT);
      self->ear_out_pt[node] = lane->inner_pt + lane->side_pt + EAR_GAP_PT;
    }
}

/* How far the bodies reach up, with their ears and labels, and down. */
static void
find_reach (HengFlowNetwork *self,
            double          *upper,
            double          *lower)
{
  *upper = G_MAXDOUBLE;
  *lower = -G_MAXDOUBLE;
  for (guint i = 0; i < self->n_bodies; i++)
    {
      const HengFlowBody *body = &self->bodies[i];
      gboolean is_node = i < self->draft->layout->nodes->len;
      double factor = self->factors[body->layer];
      double above = is_node ? factor * heng_flow_network_get_need (self, i, self->scale, TRUE) + self->ear_pt[i] : 0;
      double below = is_node ? factor * heng_flow_network_get_need (self, i, self->scale, FALSE) : 0;

      *upper = MIN (*upper, body->y - above);
      *lower = MAX (*lower, body->y + body->height_pt + below);
    }
}

/* Each on the side that is nearer to its ends, as long as that is not much fuller. */
static void
choose_sides (HengFlowNetwork *self,
              double           upper,
              double           lower)
{
  double above = 0;
  double below = 0;

  for (guint i = 0; i < self->lanes->len; i++)
    {
      HengFlowLane *lane = heng_flow_network_lane (self, i);
      const HengFlowLink *link = heng_flow_draft_link (self->draft, lane->link);
      const HengFlowBody *from = &self->bodies[link->from];
      const HengFlowBody *to = &self->bodies[link->to];
      double middle = (from->y + from->height_pt / 2 + to->y + to->height_pt / 2) / 2;

      if (lane->is_ear)
        continue;
      lane->is_above = middle - upper + CROWDING * above <= lower - middle + CROWDING * below;
      *(lane->is_above ? &above : &below) += get_width (self, lane) + self->lane_gap_pt;
    }
}

/*
 * Stacks the lanes of one side, as near to the bars as those before them allow; lanes over different layers share a height.
 * Their y is how far they are from the bars. Returns: what all of them take
 */
static double
stack_lanes (HengFlowNetwork *self,
             gboolean         is_above)
{
  g_autofree double *filled = g_new0 (double, self->n_layers + 1);
  double most = 0;

  for (guint i = 0; i < self->lanes->len; i++)
    {
      HengFlowLane *lane = heng_flow_network_lane (self, i);
      const HengFlowLink *link = heng_flow_draft_link (self->draft, lane->link);
      /* Very many hairlines have less room than they are drawn wide. */
      double width = link->width;
      double at = 0;

      if (lane->is_ear || lane->is_above != is_above)
        continue;
      for (guint layer = get_column (self, link->to); layer <= get_column (self, link->from); layer++)
        at = MAX (at, filled[layer]);
      lane->y = at == 0 ? self->away_pt + MAX (width, 1) : at + self->lane_gap_pt + width / 2;
      for (guint layer = get_column (self, link->to); layer <= get_column (self, link->from); layer++)
        filled[layer] = lane->y + width / 2;
      most = MAX (most, lane->y + width / 2);
    }

  return most;
}

/*
 * The height was shared as if no lane lay beside another. Where many do, what that saves lets them stand further apart.
 * Returns: what they take above; @below: and below
 */
static double
loosen_lanes (HengFlowNetwork *self,
              double           room,
              double          *below)
{
  double above = stack_lanes (self, TRUE);

  *below = stack_lanes (self, FALSE);
  while (self->lane_gap_pt > 0 && self->lane_gap_pt < MOST_LANE_GAP_PT)
    {
      double tight = self->lane_gap_pt;

      self->lane_gap_pt = MIN (LOOSENING * tight, MOST_LANE_GAP_PT);
      above = stack_lanes (self, TRUE);
      *below = stack_lanes (self, FALSE);
      if (above + *below <= room)
        continue;

      self->lane_gap_pt = tight;
      above = stack_lanes (self, TRUE);
      *below = stack_lanes (self, FALSE);
      break;
    }

  return above;
}

void
heng_flow_network_deal_lanes (HengFlowNetwork *self)
{
  const HengFlowFrame *frame = &self->draft->frame;
  double upper, lower;
  double above, below;
  double spare;
  double moved;

  g_array_sort_with_data (self->lanes, compare_lanes, self);
  for (guint i = 0; i < self->lanes->len; i++)
    self->lane_of[heng_flow_network_lane (self, i)->link] = i;
  find_reach (self, &upper, &lower);
  choose_sides (self, upper, lower);
  above = loosen_lanes (self, frame->y1 - frame->y0 - (lower - upper), &below);

  spare = frame->y1 - frame->y0 - above - below - (lower - upper);
  moved = frame->y0 + above + MAX (spare, 0) / 2 - upper;
  for (guint i = 0; i < self->n_bodies; i++)
    self->bodies[i].y += moved;
  self->top = upper + moved;
  self->bottom = lower + moved;
  for (guint i = 0; i < self->lanes->len; i++)
    {
      HengFlowLane *lane = heng_flow_network_lane (self, i);

      if (!lane->is_ear)
        lane->y = lane->is_above ? self->top - lane->y : self->bottom + lane->y;
    }
}

void
heng_flow_network_measure_turns (HengFlowNetwork *self)
{
  double width = self->draft->frame.x1 - self->draft->frame.x0;
  double gap = width / self->n_layers;
  g_autofree double *filled = g_new0 (double, 4 * (gsize) self->n_layers + 1);

  self->turn_pt = g_new0 (double, 2 * (gsize) self->n_layers + 1);
  for (guint i = 0; i < self->lanes->len; i++)
    {
      const HengFlowLane *lane = heng_flow_network_lane (self, i);
      const HengFlowLink *link = heng_flow_draft_link (self->draft, lane->link);
      guint sides[] = { get_column (self, link->to), self->n_layers + get_column (self, link->from) };

      for (guint j = 0; j < 2 && !lane->is_ear; j++)
        {
          double *at = &filled[2 * sides[j] + lane->is_above];

          *at += get_width (self, lane) + (*at == 0 ? self->away_pt + get_width (self, lane) / 2 : TURN_GAP_PT);
        }
    }
  for (guint i = 0; i < 2 * self->n_layers; i++)
    {
      gboolean is_outer = i == 0 || i + 1 == 2 * self->n_layers;

      self->turn_pt[i] = MIN (MAX (filled[2 * i], filled[2 * i + 1]), is_outer ? MOST_OUTER_SHARE * width : MOST_TURN_SHARE * gap);
    }
}

typedef struct
{
  guint  side;     /* as in turn_pt */
  double distance; /* from the end of its layer: what starts nearer turns nearer */
  guint  lane;
} Turn;

static int
compare_turns (gconstpointer a,
               gconstpointer b)
{
  const Turn *first = a;
  const Turn *second = b;

  if (first->side != second->side)
    return first->side < second->side ? -1 : 1;
  if (first->distance != second->distance)
    return first->distance < second->distance ? -1 : 1;

  return first->lane < second->lane ? -1 : first->lane > second->lane;
}

/* Bars farther from the lane turn outside of those nearer to it, so that their ways do not cross. */
static void
find_turns_of_side (HengFlowNetwork *self,
                    gboolean         leaves)
{
  g_autofree Turn *turns = g_new (Turn, self->lanes->len + 1);
  guint n = 0;

  for (guint i = 0; i < self->lanes->len; i++)
    {
      const HengFlowLane *lane = heng_flow_network_lane (self, i);
      const HengFlowLink *link = heng_flow_draft_link (self->draft, lane->link);
      guint side = leaves ? self->n_layers + get_column (self, link->from) : get_column (self, link->to);

      if (!lane->is_ear)
        turns[n++] = (Turn) { 2 * side + lane->is_above, fabs ((leaves ? link->y0 : link->y1) - lane->y), i };
    }
  qsort (turns, n, sizeof (Turn), compare_turns);

  for (guint first = 0, end; first < n; first = end)
    {
      double at = 0;
      double shrink;

      for (end = first; end < n && turns[end].side == turns[first].side; end++)
        {
          HengFlowLane *lane = heng_flow_network_lane (self, turns[end].lane);
          double width = get_width (self, lane);
          double middle = at == 0 ? self->away_pt + width : at + TURN_GAP_PT + width / 2;

          *(leaves ? &lane->out_pt : &lane->in_pt) = middle;
          at = middle + width / 2;
        }
      shrink = MIN (1, self->turn_pt[turns[first].side / 2] / at);
      for (guint i = first; i < end; i++)
        {
          HengFlowLane *lane = heng_flow_network_lane (self, turns[i].lane);

          *(leaves ? &lane->out_pt : &lane->in_pt) *= shrink;
        }
    }
}

void
heng_flow_network_find_turns (HengFlowNetwork *self)
{
  find_turns_of_side (self, TRUE);
  find_turns_of_side (self, FALSE);
}
