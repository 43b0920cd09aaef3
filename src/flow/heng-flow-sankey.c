// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-sankey-private.h"

static void
find_columns (HengFlowSankey *self)
{
  GArray *nodes = self->draft->layout->nodes;

  self->n_columns = 0;
  for (guint i = 0; i < nodes->len; i++)
    {
      HengFlowNode *node = heng_flow_draft_node (self->draft, i);

      if (self->n_columns == 0 || self->columns[self->n_columns - 1].side != node->side)
        {
          g_assert (self->n_columns < HENG_FLOW_MOST_COLUMNS);
          self->columns[self->n_columns].side = node->side;
          self->columns[self->n_columns++].first = i;
        }
      self->columns[self->n_columns - 1].end = i + 1;
      node->column = self->n_columns - 1;
    }
}

/* Outer labels stand outside the bars, the middle ones above theirs; what is left is the bands' run. */
void
heng_flow_sankey_find_widths (HengFlowSankey *self,
                              double          x0,
                              double          x1)
{
  double size = self->draft->type.size_pt;
  double width = x1 - x0;
  double bar = MIN (0.9 * size, width / 20);
  double spaces[2];
  double most = width * (self->n_columns == 3 ? 0.25 : 0.29);
  HengFlowColumn *left = &self->columns[0];
  HengFlowColumn *right = &self->columns[self->n_columns - 1];

  left->label_width_pt = heng_flow_sankey_measure_labels (self, left, most);
  right->label_width_pt = heng_flow_sankey_measure_labels (self, right, most);
  /* Leaders to names that stand far from their bars need room for their slant. */
  for (guint i = 0; i < 2; i++)
    spaces[i] = MIN ((i == 0 ? left : right)->is_crowded ? 2.3 * size : 1.3 * size, width / 20);
  left->label_x = x0 + left->label_width_pt;
  left->x0 = left->label_x + spaces[0];
  left->x1 = left->x0 + bar;
  right->label_x = x1 - right->label_width_pt;
  right->x1 = right->label_x - spaces[1];
  right->x0 = right->x1 - bar;
  if (self->n_columns == 3)
    {
      HengFlowColumn *middle = &self->columns[1];

      middle->x0 = (left->x0 + right->x1 - bar) / 2;
      middle->x1 = middle->x0 + bar;
      middle->label_width_pt = heng_flow_sankey_measure_labels (self, middle, 1.2 * (middle->x0 - left->x1));
    }
}

void
heng_flow_sankey_draw_heads (HengFlowSankey *self,
                             double          x0,
                             double          x1,
                             double          y)
{
  const HengFlowTexts *texts = &self->draft->options->texts;
  const char *heads[] = { texts->payer_head, texts->middle_head, texts->receiver_head };
  static const HengFlowAlign aligns[] = { HENG_FLOW_ALIGN_END, HENG_FLOW_ALIGN_CENTRE, HENG_FLOW_ALIGN_START };
  double third = (x1 - x0) / 3;

  for (guint i = 0; i < self->n_columns; i++)
    {
      const HengFlowColumn *column = &self->columns[i];
      guint at = column->side == HENG_FLOW_SIDE_PAYER ? 0 : column->side == HENG_FLOW_SIDE_MIDDLE ? 1 : 2;
      double upper = at == 0 ? x0 : at == 1 ? MAX (x0 + third, self->columns[0].x1 + 2) : column->x0;
      double lower = at == 0 ? column->x1 : at == 1 ? MIN (x1 - third, self->columns[2].x0 - 2) : x1;
      HengFlowShape *shape;

      if (heads[at] == NULL || lower <= upper)
        continue;
      shape = heng_flow_display_add_text (self->draft->layout->display, HENG_FLOW_ROLE_PAGE, HENG_FLOW_INK_DIM,
                                          heads[at], 0.9 * self->draft->type.size_pt, upper, y, lower, y + 1.3 * self->line_pt);
      shape->align = aligns[at];
    }
}

void
heng_flow_sankey_init (HengFlowSankey *self,
                       HengFlowDraft  *draft)
{
  *self = (HengFlowSankey) { .draft = draft, .with_amounts = TRUE };
  heng_flow_sankey_size_labels (self, 0);
}

void
heng_flow_sankey_clear (HengFlowSankey *self)
{
  g_clear_pointer (&self->by_payer, g_free);
  g_clear_pointer (&self->by_entry, g_free);
  g_clear_pointer (&self->by_exit, g_free);
  g_clear_pointer (&self->by_receiver, g_free);
  g_clear_pointer (&self->extents, g_free);
}

void
heng_flow_sankey_fill (HengFlowSankey *self,
                       guint           most_nodes)
{
  HengFlowLayout *layout = self->draft->layout;

  heng_flow_draft_fill_two_sided (self->draft, most_nodes, self->draft->middle);
  find_columns (self);
  self->extents = g_new0 (gint64, layout->nodes->len + 1);
  for (guint i = 0; i < layout->links->len; i++)
    {
      const HengFlowLink *link = heng_flow_draft_link (self->draft, i);

      self->extents[link->from] += heng_flow_sankey_get_extent (link);
      self->extents[link->to] += heng_flow_sankey_get_extent (link);
      if (link->middle >= 0)
        self->extents[link->middle] += heng_flow_sankey_get_extent (link);
    }
}

void
heng_flow_sankey_lay_out (HengFlowDraft *draft)
{
  const HengFlowTexts *texts = &draft->options->texts;
  const HengFlowFrame *frame = &draft->frame;
  HengFlowSankey self;

  heng_flow_sankey_init (&self, draft);
  self.top = frame->y0;
  self.bottom = frame->y1;
  if (texts->payer_head != NULL || texts->middle_head != NULL || texts->receiver_head != NULL)
    self.top += 1.5 * self.line_pt;

  heng_flow_sankey_fill (&self, heng_flow_sankey_count_most (&self, self.bottom - self.top));
  heng_flow_sankey_find_scale (&self);
  draft->layout->scale = self.scale;
  heng_flow_sankey_find_order (&self);
  heng_flow_sankey_find_widths (&self, frame->x0, frame->x1);
  heng_flow_sankey_sort_ports (&self);
  heng_flow_sankey_place (&self);

  heng_flow_sankey_draw_heads (&self, frame->x0, frame->x1, frame->y0);
  heng_flow_sankey_draw_bands (&self);
  heng_flow_sankey_draw_bars (&self);
  for (guint i = 0; i < self.n_columns; i++)
    heng_flow_sankey_draw_labels (&self, &self.columns[i]);
  heng_flow_sankey_clear (&self);
}
