// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-sankey-private.h"

/*
 * A Sankey against an earlier year: each link keeps room for the larger of its two amounts. The amount of now is filled from the
 * upper edge down, the earlier one outlined from the same edge, so that what came or went is the strip between their lower edges.
 */

#define OUTLINE_PT 0.6

/* Outlines of less than this would be all line. */
#define LEAST_OUTLINED_PT 1.5

static void
outline_ribbon (const HengFlowRibbon *ribbon,
                double                upper_pt,
                double                lower_pt,
                guint                 link,
                HengFlowDisplay      *display)
{
  HengFlowShape *shape = heng_flow_ribbon_add (ribbon, upper_pt, lower_pt, display);

  shape->kind = HENG_FLOW_SHAPE_STROKE;
  shape->ink = HENG_FLOW_INK_TEXT;
  shape->is_band = FALSE;
  shape->thickness_pt = 0;
  shape->stroke_pt = OUTLINE_PT;
  shape->link = (int) link;
}

void
heng_flow_difference_draw_band (HengFlowSankey       *self,
                                const HengFlowRibbon *ribbon,
                                guint                 index)
{
  HengFlowDisplay *display = self->draft->layout->display;
  const HengFlowLink *link = heng_flow_draft_link (self->draft, index);
  double half_pt = link->width / 2;
  double now_pt = link->amount * self->scale;
  double before_pt = link->amount_before * self->scale;
  gboolean is_gone = link->amount == 0;
  HengFlowShape *shape = heng_flow_ribbon_add (ribbon, -half_pt, is_gone ? half_pt : now_pt - half_pt, display);

  /* What flows no more has nothing to fill, but is found and lit as a pale band. */
  shape->link = (int) index;
  shape->ink = is_gone ? HENG_FLOW_INK_CELL : HENG_FLOW_INK_DATA;
  shape->only_when_lit = is_gone;
  shape->colour_index = heng_flow_draft_get_colour (self->draft, link->mechanism, link->is_reversed);
  shape->is_hatched = link->is_reversed && !is_gone;
  shape->is_hairline = now_pt < 1;
  if (before_pt >= LEAST_OUTLINED_PT || (before_pt > 0 && is_gone))
    outline_ribbon (ribbon, -half_pt, before_pt - half_pt, index, display);
}

/* A part of a bar, from one height to another. */
static void
fill_bar (HengFlowSankey *self,
          guint           index,
          HengFlowInk     ink,
          double          y0,
          double          y1)
{
  const HengFlowNode *node = heng_flow_draft_node (self->draft, index);
  HengFlowShape *shape = heng_flow_display_add_box (self->draft->layout->display, HENG_FLOW_ROLE_NODE, ink,
                                                    node->x0, y0, node->x1, y1);

  shape->node = (int) index;
  shape->is_solid = TRUE;
  if (ink == HENG_FLOW_INK_DATA)
    shape->colour_index = heng_flow_graph_get_mechanism (self->draft->graph, node->mechanism)->colour_index;
}

void
heng_flow_difference_draw_bars (HengFlowSankey *self)
{
  GArray *links = self->draft->layout->links;

  for (guint i = 0; i < self->draft->layout->nodes->len; i++)
    {
      const HengFlowNode *node = heng_flow_draft_node (self->draft, i);
      gboolean has_colour = node->mechanism >= 0 && self->draft->options->colouring == HENG_FLOW_COLOUR_MECHANISM;
      HengFlowInk ink = has_colour ? HENG_FLOW_INK_DATA : HENG_FLOW_INK_NODE;
      double spare = MAX (1 - (node->y1 - node->y0), 0) / 2;

      fill_bar (self, i, HENG_FLOW_INK_RULE, node->y0 - spare, node->y1 + spare);
      for (guint j = 0; j < links->len; j++)
        {
          const HengFlowLink *link = heng_flow_draft_link (self->draft, j);
          double middle = link->from == i ? link->y0 : link->to == i ? link->y1 : link->middle_y1;
          double upper = middle - link->width / 2;

          if ((link->from == i || link->to == i || link->middle == (int) i) && link->amount > 0)
            fill_bar (self, i, ink, upper, upper + link->amount * self->scale);
        }
    }
}
