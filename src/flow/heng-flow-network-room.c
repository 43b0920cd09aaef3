// SPDX-License-Identifier: GPL-3.0-or-later
/* The free network view: where between the bars there is room for a label, and what it would stand on there. */
#include "heng-flow-network-private.h"

#include <math.h>

#define AWAY_PT 4.0
#define LEADING 0.18

/* What a label costs. */
#define COST_OWN_LINE 8.0
#define COST_LINE 3.0
#define COST_EDGE 1.0
#define COST_ON_BAND 0.25

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
weigh_run (const HengFlowNetwork *self,
           const HengFlowRun     *run,
           HengFlowSpot          *box)
{
  const HengFlowLink *link = heng_flow_draft_link (self->draft, run->link);
  const HengFlowRibbon *ribbon = &run->ribbon;
  /* Letters are less high than their line. */
  double upper = box->y0 + LEADING * self->line_pt;
  double lower = box->y1 - LEADING * self->line_pt;
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
  if (run->width >= self->line_pt)
    {
      box->on_band = TRUE;
      return COST_EDGE;
    }

  is_own = link->from == box->node || link->to == box->node;

  return is_own ? COST_OWN_LINE : COST_LINE;
}

/* Lanes on their way up or down beside the bars of this layer and of the next. */
static double
weigh_turns (const HengFlowNetwork *self,
             const HengFlowSpot    *box)
{
  double cost = 0;

  for (guint i = 0; i < self->lanes->len; i++)
    {
      const HengFlowLane *lane = heng_flow_network_lane (self, i);
      const HengFlowLink *link = heng_flow_draft_link (self->draft, lane->link);
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

/* Returns: whether a line passes through a box */
static gboolean
crosses (const HengFlowLeader *line,
         double                x0,
         double                y0,
         double                x1,
         double                y1)
{
  double from = 0;
  double to = 1;
  const double start[2] = { line->x0, line->y0 };
  const double way[2] = { line->x1 - line->x0, line->y1 - line->y0 };
  const double low[2] = { x0, y0 };
  const double high[2] = { x1, y1 };

  /* The part of the line that is within the box, by one side after the other. */
  for (guint i = 0; i < 2; i++)
    {
      double a;
      double b;

      if (fabs (way[i]) < 1e-9)
        {
          if (start[i] <= low[i] || start[i] >= high[i])
            return FALSE;
          continue;
        }
      a = (low[i] - start[i]) / way[i];
      b = (high[i] - start[i]) / way[i];
      from = MAX (from, MIN (a, b));
      to = MIN (to, MAX (a, b));
    }

  return from < to;
}

/* Returns: whether lanes run above (or below) all bars */
static gboolean
has_lanes (const HengFlowNetwork *self,
           gboolean               above)
{
  for (guint i = 0; i < self->lanes->len; i++)
    {
      const HengFlowLane *lane = heng_flow_network_lane (self, i);

      if (!lane->is_ear && lane->is_above == above)
        return TRUE;
    }

  return FALSE;
}

gboolean
heng_flow_network_is_free (const HengFlowNetwork *self,
                           const HengFlowSpot    *box)
{
  const HengFlowFrame *frame = &self->draft->frame;
  GArray *labels = self->draft->layout->labels;

  /* Outside of the first and the last layer other labels stand. */
  if (box->x1 <= box->x0 || box->x0 < self->layer_x[0] || box->x1 > self->layer_x[self->n_layers - 1] + self->bar_pt)
    return FALSE;
  if (box->y0 < (has_lanes (self, TRUE) ? self->top : frame->y0) - 1e-6 ||
      box->y1 > (has_lanes (self, FALSE) ? self->bottom : frame->y1) + 1e-6)
    return FALSE;
  for (guint i = 0; i < labels->len; i++)
    {
      const HengFlowLabel *label = &g_array_index (labels, HengFlowLabel, i);

      if (overlap (box, label->x0 - AWAY_PT, label->y0, label->x1 + AWAY_PT, label->y1))
        return FALSE;
    }
  for (guint i = 0; i < self->draft->layout->nodes->len; i++)
    {
      const HengFlowNode *node = heng_flow_draft_node (self->draft, i);
      double ear = self->ear_out_pt[i];

      if (overlap (box, node->x0, node->y0, node->x1, node->y1))
        return FALSE;
      if (ear > 0 && overlap (box, node->x0 - ear, node->y0 - self->ear_pt[i], node->x1 + ear, node->y0 + 1))
        return FALSE;
    }
  for (guint i = 0; i < self->leaders->len; i++)
    if (crosses (&g_array_index (self->leaders, HengFlowLeader, i), box->x0, box->y0, box->x1, box->y1))
      return FALSE;

  return TRUE;
}

gboolean
heng_flow_network_is_clear (const HengFlowNetwork *self,
                            const HengFlowLeader  *line,
                            guint                  node)
{
  GArray *labels = self->draft->layout->labels;

  for (guint i = 0; i < labels->len; i++)
    {
      const HengFlowLabel *label = &g_array_index (labels, HengFlowLabel, i);

      if (crosses (line, label->x0, label->y0, label->x1, label->y1))
        return FALSE;
    }
  for (guint i = 0; i < self->draft->layout->nodes->len; i++)
    {
      const HengFlowNode *other = heng_flow_draft_node (self->draft, i);

      if (i != node && crosses (line, other->x0 - 1, other->y0 - 1, other->x1 + 1, other->y1 + 1))
        return FALSE;
    }

  return TRUE;
}

double
heng_flow_network_weigh_spot (const HengFlowNetwork *self,
                              HengFlowSpot          *spot,
                              double                 most)
{
  double cost = weigh_turns (self, spot);

  for (guint i = 0; i < self->runs->len && cost < most; i++)
    cost += weigh_run (self, &g_array_index (self->runs, HengFlowRun, i), spot);

  return cost;
}
