// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-sankey-private.h"

#include <math.h>

/* Gaps take at most this share of the height, and are at least this high: what decides how many nodes can be told apart. */
#define MOST_GAP_SHARE 0.4
#define LEAST_GAP_PT 1.0

/* The labels of the middle, where they stand above their bars, take at most this share of the height. */
#define MOST_ROOM_SHARE 0.6

#define LEAST_LABEL_SIZE 0.85

static guint
get_size (const HengFlowColumn *column)
{
  return column->end - column->first;
}

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

/* Sets the size of the labels, smaller by up to a seventh when the longest column then fits into @height_pt (0: any height). */
static void
size_labels (HengFlowSankey *self,
             double          height_pt)
{
  HengFlowSetting setting = { .size_pt = self->draft->type.size_pt, .n_lines = 1, .width_pt = -1 };
  double shrink = 1;
  double width;

  heng_flow_type_measure (&self->draft->type, "Ág衡", &setting, &width, &self->line_pt);
  if (height_pt > 0)
    for (guint i = 0; i < self->n_columns; i++)
      shrink = MIN (shrink, height_pt / (get_size (&self->columns[i]) * self->line_pt));
  shrink = MAX (shrink, LEAST_LABEL_SIZE);
  self->line_pt *= shrink;
  self->label_pt = shrink * setting.size_pt;
}

/* Returns: the amount that the bars of a column stand for together */
static double
sum_extents (const HengFlowSankey *self,
             const HengFlowColumn *column)
{
  double sum = 0;

  for (guint i = column->first; i < column->end; i++)
    sum += (double) self->extents[i];

  return sum;
}

/*
 * Shares the height of one column between bars and what is kept free. The middle's labels stand above their bars as long as they
 * leave enough to the bars; then only the gaps give way. Returns: what is kept free
 */
static double
share_height (HengFlowSankey *self,
              HengFlowColumn *column,
              double          height)
{
  guint n = get_size (column);
  gboolean is_middle = column->side == HENG_FLOW_SIDE_MIDDLE;
  double gaps = (n - 1) * (is_middle ? 0.5 : 1.1) * self->line_pt;
  double rooms = is_middle ? n * self->line_pt : 0;
  double most = MAX (MOST_GAP_SHARE * height - rooms, (n - 1) * LEAST_GAP_PT);

  if (rooms + (n - 1) * LEAST_GAP_PT > MOST_ROOM_SHARE * height)
    {
      rooms = 0;
      most = MOST_GAP_SHARE * height;
    }
  gaps = MIN (gaps, most);
  column->room_pt = rooms / n;
  column->gap_pt = n > 1 ? gaps / (n - 1) : 0;

  return rooms + gaps;
}

/*
 * The height is shared between bars and gaps. A few bars do not fill the page: a band half a page thick says no more than a
 * slim one and drowns the rest.
 */
void
heng_flow_sankey_find_scale (HengFlowSankey *self)
{
  double height = self->bottom - self->top;
  double full = self->draft->options->full_scale;
  double most = 0;
  guint longest = 1;

  size_labels (self, height);
  self->scale = G_MAXDOUBLE;
  for (guint i = 0; i < self->n_columns; i++)
    {
      HengFlowColumn *column = &self->columns[i];
      double free_pt = share_height (self, column, height);
      double total = sum_extents (self, column);

      longest = MAX (longest, get_size (column));
      most = MAX (most, total);
      self->scale = MIN (self->scale, (height - free_pt) / total);
    }
  self->scale = MIN (self->scale, height * longest / (longest + 2) / most);
  if (full > 0)
    self->scale = MIN (self->scale, height / full);
  g_assert (self->scale > 0);
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
  double space = MIN (1.3 * size, width / 20);
  double most = width * (self->n_columns == 3 ? 0.25 : 0.29);
  HengFlowColumn *left = &self->columns[0];
  HengFlowColumn *right = &self->columns[self->n_columns - 1];

  left->label_width_pt = heng_flow_sankey_measure_labels (self, left, most);
  right->label_width_pt = heng_flow_sankey_measure_labels (self, right, most);
  left->label_x = x0 + left->label_width_pt;
  left->x0 = left->label_x + space;
  left->x1 = left->x0 + bar;
  right->label_x = x1 - right->label_width_pt;
  right->x1 = right->label_x - space;
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
  size_labels (self, 0);
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

guint
heng_flow_sankey_count_most (const HengFlowSankey *self,
                             double                height_pt)
{
  guint most = MAX (2, (guint) (MOST_GAP_SHARE * height_pt / LEAST_GAP_PT));
  guint asked = self->draft->options->max_nodes;

  return asked > 0 ? MIN (most, asked) : most;
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
