// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-network-private.h"
#include "heng-flow-ribbon.h"

#include <math.h>

#define LEAST_ARROW_PT 6.0

static void
dress_link (HengFlowNetwork *self,
            guint            index,
            HengFlowShape   *shape)
{
  const HengFlowLink *link = heng_flow_draft_link (self->draft, index);

  shape->link = index;
  shape->colour_index = heng_flow_draft_get_colour (self->draft, link->mechanism, link->is_reversed);
  shape->is_hatched = link->is_reversed;
  shape->is_hairline = link->is_hairline;
}

/* From bar to bar through the bodies that keep its way free; inside a trunk the links lie in the order of their numbers. */
static void
draw_forward (HengFlowNetwork *self,
              guint            index,
              double           offset_pt)
{
  HengFlowDisplay *display = self->draft->layout->display;
  const HengFlowLink *link = heng_flow_draft_link (self->draft, index);
  const HengFlowTrunk *trunk = &g_array_index (self->trunks, HengFlowTrunk, self->trunk_of[index]);
  guint first = heng_flow_draft_node (self->draft, link->from)->column;
  guint last = heng_flow_draft_node (self->draft, link->to)->column;
  g_autoptr(GArray) ribbons = g_array_new (FALSE, FALSE, sizeof (HengFlowRibbon));
  double x = link->x0;
  double y = link->y0;

  for (guint layer = first + 1; layer <= last; layer++)
    {
      gboolean arrives = layer == last;
      double next_x = arrives ? link->x1 : heng_flow_network_get_layer_x (self, layer);
      double next_y = arrives ? link->y1 : self->bodies[trunk->first_body + layer - first - 1].y + offset_pt + link->width / 2;
      HengFlowRibbon ribbon = heng_flow_ribbon_init (x, y, next_x, next_y, link->width);
      HengFlowRibbon level = heng_flow_ribbon_init (next_x, next_y, next_x + self->bar_pt, next_y, link->width);

      g_array_append_val (ribbons, ribbon);
      if (!arrives)
        g_array_append_val (ribbons, level);
      x = next_x + self->bar_pt;
      y = next_y;
    }
  dress_link (self, index, heng_flow_ribbon_add_chain ((const HengFlowRibbon *) ribbons->data, ribbons->len,
                                                       -link->width / 2, link->width / 2, display));
}

/* A quarter of a circle, from level to upright or back; both ends are given, and the corner they round. */
static void
round_corner (HengFlowDisplay *display,
              double           x0,
              double           y0,
              double           corner_x,
              double           corner_y,
              double           x1,
              double           y1)
{
  const double pull = 0.5523;

  heng_flow_display_curve_to (display, x0 + pull * (corner_x - x0), y0 + pull * (corner_y - y0), x1 + pull * (corner_x - x1),
                              y1 + pull * (corner_y - y1), x1, y1);
}

/* From a bar's side at (@x, @y) out to @turn_x, up or down to @lane_y, and back over @x; or, @leaves FALSE, the same the other way. */
static void
draw_turn (HengFlowDisplay *display,
           double           x,
           double           y,
           double           turn_x,
           double           lane_y,
           double           half,
           gboolean         leaves)
{
  double radius = MIN (fabs (lane_y - y) / 2, MAX (fabs (turn_x - x), half));
  double back = turn_x > x ? -radius : radius;
  double up = lane_y < y ? -radius : radius;

  if (leaves)
    {
      heng_flow_display_line_to (display, turn_x + back, y);
      round_corner (display, turn_x + back, y, turn_x, y, turn_x, y + up);
      heng_flow_display_line_to (display, turn_x, lane_y - up);
      round_corner (display, turn_x, lane_y - up, turn_x, lane_y, turn_x + back, lane_y);
      return;
    }

  heng_flow_display_line_to (display, turn_x + back, lane_y);
  round_corner (display, turn_x + back, lane_y, turn_x, lane_y, turn_x, lane_y - up);
  heng_flow_display_line_to (display, turn_x, y + up);
  round_corner (display, turn_x, y + up, turn_x, y, turn_x + back, y);
  heng_flow_display_line_to (display, x, y);
}

/* Where money arrives. After all bands, which a painter can fill together. */
static void
draw_notch (HengFlowNetwork *self,
            guint            index)
{
  const HengFlowLink *link = heng_flow_draft_link (self->draft, index);
  HengFlowRibbon ribbon = heng_flow_ribbon_init (MIN (link->x0, link->x1 - 1), link->y1, link->x1, link->y1, link->width);
  HengFlowShape *shape = heng_flow_ribbon_add_notch (&ribbon, link->width, self->draft->layout->display);

  if (shape == NULL)
    return;

  dress_link (self, index, shape);
  shape->is_hatched = FALSE;
}

/* Out to the right, round to the lane, back above or below all layers, and round into its receiver from the left. */
static void
draw_back (HengFlowNetwork    *self,
           const HengFlowLane *lane)
{
  HengFlowDisplay *display = self->draft->layout->display;
  const HengFlowLink *link = heng_flow_draft_link (self->draft, lane->link);
  double arrow = MAX (LEAST_ARROW_PT, 0.7 * link->width);
  double half = MAX (link->width / 2, 0.5);
  double middle = (link->x0 + link->x1) / 2;
  HengFlowShape *shape = heng_flow_display_add (display, HENG_FLOW_SHAPE_STROKE, HENG_FLOW_ROLE_LINK, HENG_FLOW_INK_DATA);

  dress_link (self, lane->link, shape);
  shape->stroke_pt = 2 * half;
  heng_flow_display_move_to (display, link->x0, link->y0);
  draw_turn (display, link->x0, link->y0, link->x0 + lane->out_pt, lane->y, half, TRUE);
  draw_turn (display, link->x1, link->y1, link->x1 - lane->in_pt, lane->y, half, FALSE);

  /* An ear is too small for an arrow; where it leads nobody asks. */
  if (lane->is_ear)
    return;

  shape = heng_flow_display_add (display, HENG_FLOW_SHAPE_AREA, HENG_FLOW_ROLE_LINK, HENG_FLOW_INK_DATA);
  dress_link (self, lane->link, shape);
  shape->is_hatched = FALSE;
  heng_flow_display_move_to (display, middle + arrow / 2, lane->y - half - 1.5);
  heng_flow_display_line_to (display, middle - arrow / 2, lane->y);
  heng_flow_display_line_to (display, middle + arrow / 2, lane->y + half + 1.5);
}

static int
compare_amounts (gconstpointer a,
                 gconstpointer b,
                 gpointer      data)
{
  HengFlowDraft *draft = data;
  gint64 first = heng_flow_draft_link (draft, *(const guint *) a)->amount;
  gint64 second = heng_flow_draft_link (draft, *(const guint *) b)->amount;

  return first > second ? -1 : first < second;
}

void
heng_flow_network_draw_links (HengFlowNetwork *self)
{
  HengFlowLayout *layout = self->draft->layout;
  g_autofree guint *by_amount = g_new (guint, layout->links->len + 1);
  g_autofree double *filled = g_new0 (double, self->trunks->len + 1);
  g_autofree double *offset = g_new0 (double, layout->links->len + 1);

  for (guint i = 0; i < layout->links->len; i++)
    {
      by_amount[i] = i;
      if (self->trunk_of[i] == G_MAXUINT)
        continue;
      offset[i] = filled[self->trunk_of[i]];
      filled[self->trunk_of[i]] += heng_flow_draft_link (self->draft, i)->width;
    }
  g_qsort_with_data (by_amount, layout->links->len, sizeof (guint), compare_amounts, self->draft);
  for (guint i = self->lanes->len; i-- > 0;)
    draw_back (self, &g_array_index (self->lanes, HengFlowLane, i));
  for (guint i = 0; i < layout->links->len; i++)
    if (self->trunk_of[by_amount[i]] != G_MAXUINT)
      draw_forward (self, by_amount[i], offset[by_amount[i]]);
  for (guint i = 0; i < layout->links->len; i++)
    if (self->trunk_of[by_amount[i]] != G_MAXUINT)
      draw_notch (self, by_amount[i]);
}

void
heng_flow_network_draw_bars (HengFlowNetwork *self)
{
  for (guint i = 0; i < self->draft->layout->nodes->len; i++)
    {
      const HengFlowNode *node = heng_flow_draft_node (self->draft, i);
      double spare = MAX (1 - (node->y1 - node->y0), 0) / 2;
      HengFlowShape *shape = heng_flow_display_add_box (self->draft->layout->display, HENG_FLOW_ROLE_NODE, HENG_FLOW_INK_NODE,
                                                        node->x0, node->y0 - spare, node->x1, node->y1 + spare);

      shape->node = i;
      shape->is_solid = TRUE;
    }
}

static gboolean
is_free (HengFlowNetwork     *self,
         const HengFlowLabel *box)
{
  const HengFlowFrame *frame = &self->draft->frame;

  if (box->x0 < frame->x0 || box->x1 > frame->x1 || box->y0 < frame->y0 || box->y1 > frame->y1)
    return FALSE;

  for (guint i = 0; i < self->draft->layout->labels->len; i++)
    {
      const HengFlowLabel *other = &g_array_index (self->draft->layout->labels, HengFlowLabel, i);

      if (box->x0 < other->x1 && box->x1 > other->x0 && box->y0 < other->y1 && box->y1 > other->y0)
        return FALSE;
    }
  for (guint i = 0; i < self->draft->layout->nodes->len; i++)
    {
      const HengFlowNode *node = heng_flow_draft_node (self->draft, i);

      if (box->x0 < node->x1 && box->x1 > node->x0 && box->y0 < node->y1 && box->y1 > node->y0)
        return FALSE;
    }

  return TRUE;
}

/* Where a label may stand about its bar. */
typedef enum
{
  SPOT_ABOVE,
  SPOT_BELOW,
  SPOT_RIGHT,
  SPOT_LEFT,
} Spot;

/* Outer layers have room beside their bars, the inner ones above. Returns: whether the label found a place */
static gboolean
draw_label (HengFlowNetwork *self,
            guint            index)
{
  const HengFlowNode *node = heng_flow_draft_node (self->draft, index);
  double size = self->draft->type.size_pt;
  static const Spot from_left[] = { SPOT_LEFT, SPOT_ABOVE, SPOT_BELOW, SPOT_RIGHT };
  static const Spot from_right[] = { SPOT_RIGHT, SPOT_ABOVE, SPOT_BELOW, SPOT_LEFT };
  static const Spot inside[] = { SPOT_ABOVE, SPOT_BELOW, SPOT_RIGHT, SPOT_LEFT };
  HengFlowSetting setting = { .size_pt = size, .n_lines = 1, .width_pt = 12 * size };
  double x = (node->x0 + node->x1) / 2;
  double y = (node->y0 + node->y1) / 2;
  double width;
  double height;

  if (node->column == 0)
    setting.width_pt = self->left_pt - 3;
  else if (node->column == self->n_layers - 1)
    setting.width_pt = self->right_pt - 3;
  heng_flow_type_measure (&self->draft->type, node->name, &setting, &width, &height);
  for (guint i = 0; i < 4; i++)
    {
      Spot spot = node->column == 0 ? from_left[i] : node->column == self->n_layers - 1 ? from_right[i] : inside[i];
      double x0 = spot <= SPOT_BELOW ? x - width / 2 : spot == SPOT_RIGHT ? node->x1 + 3 : node->x0 - 3 - width;
      double y0 = spot == SPOT_ABOVE ? node->y0 - self->ear_pt[index] - height - 0.5 : spot == SPOT_BELOW ? node->y1 + 0.5 : y - height / 2;
      HengFlowLabel box = { index, node->side, node->name, x0, y0, x0 + width, y0 + height };
      HengFlowShape *shape;

      if (!is_free (self, &box))
        continue;
      shape = heng_flow_display_add_text (self->draft->layout->display, HENG_FLOW_ROLE_LABEL, HENG_FLOW_INK_TEXT,
                                          node->name, size, box.x0, box.y0, box.x1, box.y1);
      shape->node = index;
      shape->has_halo = TRUE;
      g_array_append_val (self->draft->layout->labels, box);
      return TRUE;
    }

  return FALSE;
}

static int
compare_nodes (gconstpointer a,
               gconstpointer b,
               gpointer      data)
{
  const HengFlowNode *first = heng_flow_draft_node (data, *(const guint *) a);
  const HengFlowNode *second = heng_flow_draft_node (data, *(const guint *) b);
  gint64 first_amount = MAX (first->paid, first->received);
  gint64 second_amount = MAX (second->paid, second->received);

  return first_amount > second_amount ? -1 : first_amount < second_amount;
}

void
heng_flow_network_draw_labels (HengFlowNetwork *self)
{
  guint n = self->draft->layout->nodes->len;
  g_autofree guint *by_amount = g_new (guint, n + 1);
  double size = self->draft->type.size_pt;
  const HengFlowFrame *frame = &self->draft->frame;
  guint n_left_out = 0;

  for (guint i = 0; i < n; i++)
    by_amount[i] = i;
  g_qsort_with_data (by_amount, n, sizeof (guint), compare_nodes, self->draft);
  for (guint i = 0; i < n; i++)
    n_left_out += !draw_label (self, by_amount[i]);

  if (n_left_out > 0)
    {
      HengFlowLabel more = { -1, HENG_FLOW_SIDE_BOTH, heng_flow_draft_format_more (self->draft, n_left_out),
                             frame->x1 - 8 * size, frame->y1 - 1.5 * size, frame->x1, frame->y1 };

      if (!is_free (self, &more))
        return;
      heng_flow_display_add_text (self->draft->layout->display, HENG_FLOW_ROLE_LABEL, HENG_FLOW_INK_DIM, more.text, 0.9 * size,
                                  more.x0, more.y0, more.x1, more.y1)->align = HENG_FLOW_ALIGN_END;
      g_array_append_val (self->draft->layout->labels, more);
    }
}
