// SPDX-License-Identifier: GPL-3.0-or-later
/* The free network view: the labels at the outer sides of the first and the last layer. */
#include "heng-flow-label-column.h"
#include "heng-flow-network-private.h"

#include <math.h>

/* From this distance between a bar's middle and its label on a line joins them. */
#define LEADER_PT 4.0

static HengFlowShape *
add_text (HengFlowNetwork *self,
          int              node,
          const char      *text,
          gboolean         is_small,
          double           x0,
          double           y0,
          double           width,
          guint            n_lines)
{
  /* Smaller figures sit on the line of the name. */
  double lower = is_small ? 0.09 * self->label_pt : 0;
  HengFlowShape *shape = heng_flow_display_add_text (self->draft->layout->display, HENG_FLOW_ROLE_LABEL,
                                                     is_small || node < 0 ? HENG_FLOW_INK_DIM : HENG_FLOW_INK_TEXT, text,
                                                     (is_small ? 0.9 : 1.0) * self->label_pt,
                                                     x0, y0 + lower, x0 + width, y0 + n_lines * self->line_pt);

  shape->node = node;
  shape->n_lines = n_lines;

  return shape;
}

void
heng_flow_network_draw_tag (HengFlowNetwork    *self,
                            const HengFlowSpot *spot)
{
  const HengFlowTag *tag = &self->tags[spot->node];
  HengFlowAlign align = spot->amounts_first ? HENG_FLOW_ALIGN_END : HENG_FLOW_ALIGN_START;
  HengFlowShape *shape = add_text (self, (int) spot->node, tag->name, FALSE, spot->amounts_first ? spot->x1 - spot->name_pt : spot->x0,
                                   spot->y0, spot->name_pt, spot->n_lines);

  shape->has_halo = spot->has_halo;
  shape->align = align;
  if (spot->amounts_pt > 0)
    {
      shape = add_text (self, (int) spot->node, tag->amounts, TRUE, spot->amounts_first ? spot->x0 : spot->x1 - spot->amounts_pt,
                        spot->y0, spot->amounts_pt, 1);
      shape->has_halo = spot->has_halo;
      shape->align = align;
      /* The dim ink is too faint there. */
      if (spot->on_band)
        shape->ink = HENG_FLOW_INK_TEXT;
    }
  heng_flow_draft_add_label (self->draft, (int) spot->node, heng_flow_draft_node (self->draft, spot->node)->side, tag->name,
                             spot->x0, spot->y0, spot->x1, spot->y1);
}

static void
draw_leader (HengFlowNetwork           *self,
             const HengFlowColumnLabel *label,
             guint                      side)
{
  const HengFlowNode *node = heng_flow_draft_node (self->draft, (guint) label->node);
  double from = (node->y0 + node->y1) / 2;
  double to = label->y + label->height_pt / 2;
  double sign = side == 0 ? -1 : 1;
  HengFlowShape *leader;

  if (fabs (from - to) <= LEADER_PT)
    return;

  leader = heng_flow_display_add_line (self->draft->layout->display, HENG_FLOW_ROLE_LABEL, (side == 0 ? node->x0 : node->x1) + sign * 1.5,
                                       from, self->label_x[side] - sign * 1.5, to);
  leader->node = label->node;
  leader->stroke_pt = 0.5;
}

/* Returns: how many lines the name of a node takes beside the first or the last layer; @width: of the widest of them */
static guint
wrap_name (HengFlowNetwork *self,
           guint            node,
           guint            side,
           double          *width)
{
  HengFlowSetting setting = { .size_pt = self->label_pt, .n_lines = HENG_FLOW_MOST_NAME_LINES, .width_pt = self->label_most_pt[side] };

  *width = self->tags[node].name_pt;

  return *width <= self->label_most_pt[side] + 1e-6 ? 1 : heng_flow_type_wrap (&self->draft->type, self->tags[node].name, &setting, width);
}

static void
draw_label (HengFlowNetwork           *self,
            const HengFlowColumnLabel *label,
            guint                      side)
{
  const HengFlowTag *tag = &self->tags[label->node];
  double most = self->label_most_pt[side] + 1e-6;
  HengFlowSpot spot = { .node = (guint) label->node, .y0 = label->y, .y1 = label->y + label->height_pt, .amounts_first = side == 0 };
  double width;

  spot.n_lines = wrap_name (self, spot.node, side, &spot.name_pt);
  width = spot.name_pt;
  if (tag->amounts_pt > 0 && tag->name_pt + heng_flow_network_get_tag_gap (self) + tag->amounts_pt <= most)
    {
      spot.amounts_pt = tag->amounts_pt;
      width += heng_flow_network_get_tag_gap (self) + tag->amounts_pt;
    }
  spot.x0 = side == 0 ? self->label_x[0] - width : self->label_x[1];
  spot.x1 = spot.x0 + width;
  draw_leader (self, label, side);
  heng_flow_network_draw_tag (self, &spot);
}

static void
draw_more (HengFlowNetwork           *self,
           const HengFlowColumnLabel *label,
           guint                      n_left_out)
{
  const char *text = heng_flow_draft_format_more (self->draft, n_left_out);
  HengFlowSetting setting = { .size_pt = self->label_pt, .n_lines = 1, .width_pt = -1 };
  double width;
  double height;
  double x1;

  heng_flow_type_measure (&self->draft->type, text, &setting, &width, &height);
  x1 = MIN (self->label_x[1] + width, self->draft->frame.x1);
  add_text (self, -1, text, FALSE, x1 - width, label->y, width, 1);
  heng_flow_draft_add_label (self->draft, -1, HENG_FLOW_SIDE_BOTH, text, x1 - width, label->y, x1, label->y + label->height_pt);
}

/* @n_left_out: of the other layers; the last one counts them. Returns: how many are left out, with those */
static guint
draw_outer (HengFlowNetwork *self,
            guint            side,
            guint            n_left_out)
{
  const HengFlowFrame *frame = &self->draft->frame;
  g_autoptr(GArray) labels = g_array_new (FALSE, TRUE, sizeof (HengFlowColumnLabel));

  for (guint i = 0; i < self->draft->layout->nodes->len; i++)
    {
      const HengFlowNode *node = heng_flow_draft_node (self->draft, i);
      HengFlowColumnLabel label = { .node = (int) i, .weight = heng_flow_network_get_extent (self, i) };
      double width;

      if (heng_flow_network_get_outside (self, i) != (int) side)
        continue;
      label.height_pt = wrap_name (self, i, side, &width) * self->line_pt;
      label.y = (node->y0 + node->y1 - label.height_pt) / 2;
      g_array_append_val (labels, label);
    }
  n_left_out = heng_flow_label_column_arrange (labels, self->line_pt, frame->y0, frame->y1, n_left_out, side == 1);
  for (guint i = 0; i < labels->len; i++)
    {
      const HengFlowColumnLabel *label = heng_flow_label_column_get (labels, i);

      if (label->node >= 0)
        draw_label (self, label, side);
      else
        draw_more (self, label, n_left_out);
    }

  return n_left_out;
}

void
heng_flow_network_draw_labels (HengFlowNetwork *self)
{
  guint n_left_out = self->n_layers > 1 ? draw_outer (self, 0, 0) : 0;
  g_autoptr(GArray) waiting = g_array_new (FALSE, TRUE, sizeof (HengFlowWaiting));

  for (guint layer = 1; layer + 1 < self->n_layers; layer++)
    heng_flow_network_draw_inner (self, layer, waiting);
  n_left_out += heng_flow_network_draw_led (self, waiting);
  draw_outer (self, 1, n_left_out);
}
