// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-tiles-private.h"

#include <string.h>

/* Parts of the size that was asked for. */
#define COMMON_LABEL_SIZE 0.8
#define LEAST_LABEL_SIZE 0.6

/* The size at which the widest word of a name fits into a tile; words are set smaller rather than broken. */
static double
find_fitting_size (HengFlowTiles *self,
                   const char    *text)
{
  HengFlowSetting setting = { .size_pt = self->draft->type.size_pt, .is_bold = TRUE, .n_lines = 1, .width_pt = -1 };
  g_auto(GStrv) words = g_strsplit (text, " ", -1);
  double widest = 1;

  for (guint i = 0; words[i] != NULL; i++)
    {
      double width;
      double height;

      heng_flow_type_measure (&self->draft->type, words[i], &setting, &width, &height);
      widest = MAX (widest, width);
    }

  return MIN (0.42 * self->side_pt, setting.size_pt * MIN (0.96 * (self->side_pt - 3) / widest, 1));
}

static const char *
get_name (HengFlowTiles      *self,
          const HengFlowNode *node)
{
  return node->region >= 0 ? heng_flow_graph_get_node (self->draft->graph, node->region)->short_label : node->name;
}

/* One size for all names as far as it goes; a long name may go below it. */
static void
find_label_size (HengFlowTiles *self)
{
  self->label_pt = self->draft->type.size_pt;
  for (guint i = 0; i < self->draft->layout->nodes->len; i++)
    {
      double fitting = find_fitting_size (self, get_name (self, heng_flow_draft_node (self->draft, i)));

      self->label_pt = MIN (self->label_pt, fitting);
    }
  self->label_pt = MAX (self->label_pt, COMMON_LABEL_SIZE * MIN (self->draft->type.size_pt, 0.42 * self->side_pt));
}

/* A tile's ground; regions without a flow stand pale in their place. */
static void
draw_ground (HengFlowTiles *self,
             double         x0,
             double         y0,
             int            node)
{
  HengFlowShape *shape = heng_flow_display_add_box (self->draft->layout->display,
                                                    node >= 0 ? HENG_FLOW_ROLE_NODE : HENG_FLOW_ROLE_GRID,
                                                    HENG_FLOW_INK_CELL,
                                                    x0, y0, x0 + self->side_pt, y0 + self->side_pt);

  shape->node = node;
  shape->is_solid = TRUE;
}

static void
draw_name (HengFlowTiles *self,
           const char    *text,
           double         x0,
           double         y0,
           int            node)
{
  double fitting = MAX (find_fitting_size (self, text), LEAST_LABEL_SIZE * self->label_pt);
  HengFlowSetting setting = { .size_pt = MIN (self->label_pt, fitting), .is_bold = node >= 0,
                              .n_lines = strchr (text, ' ') != NULL ? 2 : 1,
                              .width_pt = self->side_pt - 2 };
  HengFlowShape *shape;
  double width;
  double height;

  heng_flow_type_measure (&self->draft->type, text, &setting, &width, &height);
  height = MIN (height, self->side_pt);
  y0 += (self->side_pt - height) / 2;
  shape = heng_flow_display_add_text (self->draft->layout->display,
                                      node >= 0 ? HENG_FLOW_ROLE_LABEL : HENG_FLOW_ROLE_GRID,
                                      node >= 0 ? HENG_FLOW_INK_TEXT : HENG_FLOW_INK_RULE, text, setting.size_pt,
                                      x0 + 1, y0, x0 + self->side_pt - 1, y0 + height);
  shape->node = node;
  shape->n_lines = setting.n_lines;
  shape->align = HENG_FLOW_ALIGN_CENTRE;
  shape->is_bold = setting.is_bold;
  shape->has_halo = node >= 0;
  if (node >= 0)
    heng_flow_draft_add_label (self->draft, node, HENG_FLOW_SIDE_BOTH, text,
                               x0 + 1, y0, x0 + self->side_pt - 1, y0 + height);
}

void
heng_flow_tiles_draw_grounds (HengFlowTiles *self)
{
  HengFlowGraph *graph = self->draft->graph;
  g_autofree gboolean *is_drawn = g_new0 (gboolean, heng_flow_graph_get_n_nodes (graph) + 1);

  find_label_size (self);
  for (guint i = 0; i < self->draft->layout->nodes->len; i++)
    {
      const HengFlowNode *node = heng_flow_draft_node (self->draft, i);

      if (node->region >= 0)
        is_drawn[node->region] = TRUE;
      draw_ground (self, node->x0, node->y0, i);
    }
  for (guint i = 0; i < heng_flow_graph_get_n_nodes (graph); i++)
    if (!is_drawn[i] && self->places[i].row >= 0)
      {
        double x0 = self->x0 + self->places[i].column * self->pitch_pt + (self->pitch_pt - self->side_pt) / 2;
        double y0 = self->y0 + self->places[i].row * self->pitch_pt + (self->pitch_pt - self->side_pt) / 2;

        draw_ground (self, x0, y0, -1);
        draw_name (self, heng_flow_graph_get_node (graph, i)->short_label, x0, y0, -1);
      }
}

void
heng_flow_tiles_draw_names (HengFlowTiles *self)
{
  for (guint i = 0; i < self->draft->layout->nodes->len; i++)
    {
      const HengFlowNode *node = heng_flow_draft_node (self->draft, i);

      draw_name (self, get_name (self, node), node->x0, node->y0, i);
    }
}
