// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-layout-private.h"

#include <math.h>

#define LARGEST_CELL_PT 44.0
#define LEAST_SIDE_PT 1.0
#define LEAST_LABEL_SIZE 0.75
#define WIDEST_CELL 2.0

/* The largest square leaves this share of its cell's side free. */
#define FULLEST 0.9

/* A matrix in the making: payers in rows, receivers in columns, squares as large as the amounts. */
typedef struct
{
  HengFlowDraft *draft;
  guint          n_rows;
  guint          n_columns;
  double         line_pt;
  double         head_pt;    /* height of the columns' labels */
  double         side_pt;    /* width of the rows' labels */
  double         bar_pt;     /* length of the longest bar of totals */
  double         cell_pt;    /* height of a cell */
  double         step_pt;    /* width of a cell */
  double         label_pt;   /* size of the labels' type */
  double         x0, y0;     /* upper left corner of the cells */
  gint64         largest;    /* total of a row or column */
  gint64        *cell_amount; /* per cell, row by row */
  gint64        *cell_drawn;  /* of it, what is drawn already */
} Matrix;

static double
measure_labels (Matrix *self,
                guint   first,
                guint   end,
                double  most_pt)
{
  HengFlowSetting setting = { .size_pt = self->draft->type.size_pt, .n_lines = 1, .width_pt = -1 };
  double widest = 0;

  for (guint i = first; i < end; i++)
    {
      double width;
      double height;

      heng_flow_type_measure (&self->draft->type, heng_flow_draft_node (self->draft, i)->name, &setting, &width, &height);
      widest = MAX (widest, width);
    }

  return MIN (widest, most_pt);
}

static void
find_cells (Matrix *self)
{
  const HengFlowFrame *frame = &self->draft->frame;
  const HengFlowTexts *texts = &self->draft->options->texts;
  double width = frame->x1 - frame->x0;
  double height = frame->y1 - frame->y0;
  double size = self->draft->type.size_pt;
  double shrink;
  double heads = texts->payer_head != NULL || texts->receiver_head != NULL ? 1.3 * self->line_pt : 0;

  self->side_pt = measure_labels (self, 0, self->n_rows, 0.25 * width);
  self->head_pt = measure_labels (self, self->n_rows, self->n_rows + self->n_columns, 0.25 * height);
  self->bar_pt = 0.13 * MIN (width, height);
  self->step_pt = (width - self->side_pt - self->bar_pt - 1.5 * size) / self->n_columns;
  self->cell_pt = (height - heads - self->head_pt - self->bar_pt - 1.5 * size) / self->n_rows;
  self->step_pt = CLAMP (self->step_pt, 0.01, LARGEST_CELL_PT);
  self->cell_pt = CLAMP (self->cell_pt, 0.01, LARGEST_CELL_PT);
  /* Cells wider than high use the page's width; much wider ones would tear the rows apart. */
  self->step_pt = MIN (self->step_pt, WIDEST_CELL * self->cell_pt);
  self->cell_pt = MIN (self->cell_pt, WIDEST_CELL * self->step_pt);

  shrink = CLAMP (MIN (self->cell_pt, self->step_pt) / self->line_pt, LEAST_LABEL_SIZE, 1);
  self->label_pt = shrink * size;
  self->line_pt *= shrink;
  self->x0 = frame->x0 + self->side_pt + 0.5 * size;
  self->y0 = frame->y0 + heads + self->head_pt + 0.5 * size;
}

static void
find_amounts (Matrix *self)
{
  HengFlowLayout *layout = self->draft->layout;
  gint64 largest_cell = 1;

  self->cell_amount = g_new0 (gint64, (gsize) self->n_rows * self->n_columns + 1);
  self->cell_drawn = g_new0 (gint64, (gsize) self->n_rows * self->n_columns + 1);
  for (guint i = 0; i < layout->links->len; i++)
    {
      const HengFlowLink *link = heng_flow_draft_link (self->draft, i);
      gint64 *cell = &self->cell_amount[(gsize) link->from * self->n_columns + link->to - self->n_rows];

      *cell += link->amount;
      largest_cell = MAX (largest_cell, *cell);
    }
  for (guint i = 0; i < layout->nodes->len; i++)
    self->largest = MAX (self->largest, MAX (heng_flow_draft_node (self->draft, i)->paid,
                                             heng_flow_draft_node (self->draft, i)->received));
  layout->scale = pow (FULLEST * MIN (self->cell_pt, self->step_pt), 2) / largest_cell;
}

static void
draw_grid (Matrix *self)
{
  HengFlowDisplay *display = self->draft->layout->display;
  double x1 = self->x0 + self->n_columns * self->step_pt;
  double y1 = self->y0 + self->n_rows * self->cell_pt;

  /* A region's payments to itself can only be what bundling or a coarser level made; the place is marked. */
  for (guint row = 0; row < self->n_rows; row++)
    for (guint column = 0; column < self->n_columns; column++)
      if (g_str_equal (heng_flow_draft_node (self->draft, row)->id,
                       heng_flow_draft_node (self->draft, self->n_rows + column)->id))
        heng_flow_display_add_box (display, HENG_FLOW_ROLE_GRID, HENG_FLOW_INK_CELL,
                                   self->x0 + column * self->step_pt, self->y0 + row * self->cell_pt,
                                   self->x0 + (column + 1) * self->step_pt, self->y0 + (row + 1) * self->cell_pt);

  for (guint i = 0; i <= self->n_rows; i++)
    heng_flow_display_add_line (display, HENG_FLOW_ROLE_GRID, self->x0, self->y0 + i * self->cell_pt,
                                x1, self->y0 + i * self->cell_pt)->stroke_pt = 0.25;
  for (guint i = 0; i <= self->n_columns; i++)
    heng_flow_display_add_line (display, HENG_FLOW_ROLE_GRID, self->x0 + i * self->step_pt, self->y0,
                                self->x0 + i * self->step_pt, y1)->stroke_pt = 0.25;
}

/* A cell's square is cut into upright slices, one for each mechanism and mark. */
static void
draw_slice (Matrix *self,
            guint   index)
{
  HengFlowLink *link = heng_flow_draft_link (self->draft, index);
  guint column = link->to - self->n_rows;
  gsize cell = (gsize) link->from * self->n_columns + column;
  double least = MIN (LEAST_SIDE_PT, MIN (self->cell_pt, self->step_pt));
  double side = MAX (sqrt (self->cell_amount[cell] * self->draft->layout->scale), least);
  double x = self->x0 + (column + 0.5) * self->step_pt - side / 2;
  double y = self->y0 + (link->from + 0.5) * self->cell_pt - side / 2;
  HengFlowShape *shape;

  link->x0 = x + side * ((double) self->cell_drawn[cell] / self->cell_amount[cell]);
  self->cell_drawn[cell] += link->amount;
  link->x1 = x + side * ((double) self->cell_drawn[cell] / self->cell_amount[cell]);
  link->y0 = y;
  link->y1 = y + side;
  link->width = sqrt (link->amount * self->draft->layout->scale);
  link->is_hairline = link->width < LEAST_SIDE_PT;
  if (link->is_hairline)
    self->draft->layout->hairline_amount = (gint64) ceil (LEAST_SIDE_PT / self->draft->layout->scale);

  shape = heng_flow_display_add_box (self->draft->layout->display, HENG_FLOW_ROLE_LINK, HENG_FLOW_INK_DATA,
                                     link->x0, link->y0, link->x1, link->y1);
  shape->link = index;
  shape->colour_index = heng_flow_draft_get_colour (self->draft, link->mechanism, link->is_reversed);
  shape->is_hatched = link->is_reversed;
  shape->is_hairline = link->is_hairline;
}

/* The node's box is its header; its total stands as a bar at the other end of the row or column. */
static void
place_node (Matrix *self,
            guint   index)
{
  HengFlowNode *node = heng_flow_draft_node (self->draft, index);
  gboolean is_row = index < self->n_rows;
  double gap = 0.5 * self->draft->type.size_pt;
  double from = is_row ? self->y0 + index * self->cell_pt : self->x0 + (index - self->n_rows) * self->step_pt;
  double extent = is_row ? self->cell_pt : self->step_pt;
  double to = from + extent;
  double inset = MIN (0.18 * extent, 4);
  double length = self->bar_pt * ((double) MAX (node->paid, node->received) / self->largest);
  double x = self->x0 + self->n_columns * self->step_pt + gap;
  double y = self->y0 + self->n_rows * self->cell_pt + gap;
  HengFlowShape *bar;

  node->place = is_row ? index : index - self->n_rows;
  node->x0 = is_row ? self->draft->frame.x0 : from;
  node->x1 = is_row ? self->x0 : to;
  node->y0 = is_row ? from : self->y0 - gap - self->head_pt;
  node->y1 = is_row ? to : self->y0;
  bar = heng_flow_display_add_box (self->draft->layout->display, HENG_FLOW_ROLE_NODE, HENG_FLOW_INK_NODE,
                                   is_row ? x : from + inset, is_row ? from + inset : y,
                                   is_row ? x + length : to - inset, is_row ? to - inset : y + length);
  bar->node = index;
}

static void
draw_label (Matrix *self,
            guint   index)
{
  const HengFlowNode *node = heng_flow_draft_node (self->draft, index);
  HengFlowDisplay *display = self->draft->layout->display;
  double size = self->label_pt;
  gboolean is_row = index < self->n_rows;
  double middle = is_row ? (node->y0 + node->y1) / 2 : (node->x0 + node->x1) / 2;
  HengFlowSetting setting = { .size_pt = size, .n_lines = 1, .width_pt = is_row ? self->side_pt : self->head_pt };
  HengFlowShape *shape;
  double width;
  double height;

  heng_flow_type_measure (&self->draft->type, node->name, &setting, &width, &height);
  /* One height for all, which is what keeps the labels apart. */
  height = self->line_pt;
  if (is_row)
    {
      double end = self->x0 - 0.5 * size;

      shape = heng_flow_display_add_text (display, HENG_FLOW_ROLE_LABEL, HENG_FLOW_INK_TEXT, node->name, size,
                                          end - width, middle - height / 2, end, middle + height / 2);
      shape->align = HENG_FLOW_ALIGN_END;
      shape->node = index;
      heng_flow_draft_add_label (self->draft, index, node->side, node->name,
                                 end - width, middle - height / 2, end, middle + height / 2);
      return;
    }

  shape = heng_flow_display_add_text (display, HENG_FLOW_ROLE_LABEL, HENG_FLOW_INK_TEXT, node->name, size,
                                      middle - height / 2, node->y1 - 0.5 * size - width,
                                      middle + height / 2, node->y1 - 0.5 * size);
  shape->angle = -G_PI / 2;
  shape->anchor_x = middle;
  shape->anchor_y = node->y1 - 0.5 * size;
  shape->turned_pt = width;
  shape->node = index;
  heng_flow_draft_add_label (self->draft, index, node->side, node->name, middle - height / 2,
                             node->y1 - 0.5 * size - width, middle + height / 2, node->y1 - 0.5 * size);
}

typedef struct
{
  guint  node;
  gint64 amount;
} Ranked;

static int
compare_ranked (gconstpointer a,
                gconstpointer b)
{
  const Ranked *first = a;
  const Ranked *second = b;

  if (first->amount != second->amount)
    return first->amount > second->amount ? -1 : 1;

  return first->node < second->node ? -1 : 1;
}

/* The largest take their line first; who finds it taken goes without, and is counted. Returns: how many go without */
static guint
draw_labels (Matrix *self,
             guint   first,
             guint   end)
{
  g_autoptr(GArray) ranked = g_array_new (FALSE, FALSE, sizeof (Ranked));
  g_autofree gboolean *is_labelled = g_new0 (gboolean, end - first + 1);
  guint apart = MAX (1, (guint) ceil (self->line_pt / (first == 0 ? self->cell_pt : self->step_pt) - 1e-9));
  guint n_left_out = 0;

  for (guint i = first; i < end; i++)
    {
      const HengFlowNode *node = heng_flow_draft_node (self->draft, i);
      Ranked entry = { i, MAX (node->paid, node->received) };

      g_array_append_val (ranked, entry);
    }
  g_array_sort (ranked, compare_ranked);
  for (guint i = 0; i < ranked->len; i++)
    {
      guint at = g_array_index (ranked, Ranked, i).node - first;
      gboolean is_free = TRUE;

      for (guint j = at + 1 > apart ? at + 1 - apart : 0; j < MIN (at + apart, end - first); j++)
        is_free = is_free && !is_labelled[j];
      is_labelled[at] = is_free;
      n_left_out += !is_free;
      if (is_free)
        draw_label (self, first + at);
    }

  return n_left_out;
}

static void
draw_heads (Matrix *self,
            guint   n_left_out)
{
  const HengFlowTexts *texts = &self->draft->options->texts;
  HengFlowDisplay *display = self->draft->layout->display;
  const HengFlowFrame *frame = &self->draft->frame;
  double size = 0.9 * self->label_pt;
  /* The first column's label may be wider than its column. */
  double end = MIN (self->x0 - 0.5 * self->draft->type.size_pt, self->x0 + (self->step_pt - self->line_pt) / 2);
  double y = self->y0 - 0.5 * self->draft->type.size_pt - self->line_pt;
  HengFlowShape *shape;

  if (texts->payer_head != NULL && end > frame->x0)
    {
      shape = heng_flow_display_add_text (display, HENG_FLOW_ROLE_PAGE, HENG_FLOW_INK_DIM, texts->payer_head, size,
                                          frame->x0, y, end, y + self->line_pt);
      shape->align = HENG_FLOW_ALIGN_END;
    }
  if (texts->receiver_head != NULL)
    heng_flow_display_add_text (display, HENG_FLOW_ROLE_PAGE, HENG_FLOW_INK_DIM, texts->receiver_head, size,
                                self->x0, frame->y0, frame->x1, frame->y0 + self->line_pt);
  if (n_left_out > 0 && end > frame->x0 && y - self->line_pt >= frame->y0)
    {
      const char *more = heng_flow_draft_format_more (self->draft, n_left_out);

      shape = heng_flow_display_add_text (display, HENG_FLOW_ROLE_LABEL, HENG_FLOW_INK_DIM, more, size,
                                          frame->x0, y - self->line_pt, end, y);
      shape->align = HENG_FLOW_ALIGN_END;
      heng_flow_draft_add_label (self->draft, -1, HENG_FLOW_SIDE_PAYER, more, frame->x0, y - self->line_pt, end, y);
    }
}

void
heng_flow_matrix_lay_out (HengFlowDraft *draft)
{
  Matrix self = { .draft = draft };
  HengFlowSetting setting = { .size_pt = draft->type.size_pt, .n_lines = 1, .width_pt = -1 };
  guint n_left_out;
  double width;

  heng_flow_type_measure (&draft->type, "Ág衡", &setting, &width, &self.line_pt);
  heng_flow_draft_fill_two_sided (draft, draft->options->max_nodes, HENG_FLOW_MIDDLE_NONE);
  while (self.n_rows < draft->layout->nodes->len &&
         heng_flow_draft_node (draft, self.n_rows)->side == HENG_FLOW_SIDE_PAYER)
    self.n_rows++;
  self.n_columns = draft->layout->nodes->len - self.n_rows;

  find_cells (&self);
  find_amounts (&self);
  draw_grid (&self);
  for (guint i = 0; i < draft->layout->links->len; i++)
    draw_slice (&self, i);
  for (guint i = 0; i < draft->layout->nodes->len; i++)
    place_node (&self, i);
  n_left_out = draw_labels (&self, 0, self.n_rows);
  n_left_out += draw_labels (&self, self.n_rows, self.n_rows + self.n_columns);
  draw_heads (&self, n_left_out);

  g_free (self.cell_amount);
  g_free (self.cell_drawn);
}
