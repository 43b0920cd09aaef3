// SPDX-License-Identifier: GPL-3.0-or-later
/* What stands round the cells of a matrix: names, totals, heads and notes. */
#include "heng-flow-matrix-private.h"

#include <math.h>

#define LARGEST_CELL_PT 48.0
#define LARGEST_STEP_PT 110.0
#define LEAST_LABEL_SIZE 0.7
#define FIGURE_SIZE 0.85
#define HEAD_SIZE 0.9

/* How much wider than high cells may become; more would tear the rows apart. */
#define WIDEST_CELL 3.2

/* Of the page, what names and bars may take at most and bars at least. */
#define MOST_SIDE 0.22
#define MOST_HEAD 0.2
#define LEAST_BAR 0.07

static double
measure (const HengFlowMatrix *self,
         const char           *text,
         double                size_pt)
{
  HengFlowSetting setting = { .size_pt = size_pt, .n_lines = 1, .width_pt = -1 };
  double width;
  double height;

  heng_flow_type_measure (&self->draft->type, text, &setting, &width, &height);

  return width;
}

double
heng_flow_matrix_measure_line (const HengFlowMatrix *self,
                               double                size_pt)
{
  HengFlowSetting setting = { .size_pt = size_pt, .n_lines = 1, .width_pt = -1 };
  double width;
  double height;

  heng_flow_type_measure (&self->draft->type, "Ág衡", &setting, &width, &height);

  return height + 0.2;
}

static double
measure_names (const HengFlowMatrix *self,
               guint                 first,
               guint                 end)
{
  double widest = 0;

  for (guint i = first; i < end; i++)
    widest = MAX (widest, measure (self, heng_flow_draft_node (self->draft, i)->name, self->draft->type.size_pt));

  return widest + 1;
}

static gint64
get_total (const HengFlowMatrix *self,
           guint                 node)
{
  return MAX (heng_flow_draft_node (self->draft, node)->paid, heng_flow_draft_node (self->draft, node)->received);
}

static double
measure_figures (const HengFlowMatrix *self)
{
  gint64 largest = 0;

  for (guint i = 0; i < self->n_rows + self->n_columns; i++)
    largest = MAX (largest, get_total (self, i));

  return measure (self, heng_flow_draft_format_amount (self->draft, largest), FIGURE_SIZE * self->draft->type.size_pt) + 4;
}

/* What stands over the names of the rows: the head, and the line that counts names left out, beside the first column's name. */
static double
measure_corner (const HengFlowMatrix *self)
{
  const HengFlowTexts *texts = &self->draft->options->texts;
  double size = HEAD_SIZE * self->draft->type.size_pt;
  double head = texts->payer_head != NULL ? measure (self, texts->payer_head, size) : 0;

  return MAX (head, measure (self, heng_flow_draft_format_more (self->draft, self->n_rows), size)) + self->line_pt / 2;
}

/* Names run upwards over narrow columns, level over wide ones. */
static void
measure_columns (HengFlowMatrix *self,
                 double          width,
                 double          height)
{
  double widest = measure_names (self, self->n_rows, self->n_rows + self->n_columns);

  self->step_pt = (width - self->side_pt - self->figure_pt) * (1 - LEAST_BAR) / self->n_columns;
  self->is_turned = widest > MIN (self->step_pt, LARGEST_STEP_PT) - 4;
  self->head_pt = self->is_turned ? MIN (widest, MOST_HEAD * height) : self->line_pt;
}

void
heng_flow_matrix_measure_heads (HengFlowMatrix *self)
{
  const HengFlowFrame *frame = &self->draft->frame;
  const HengFlowTexts *texts = &self->draft->options->texts;
  double size = self->draft->type.size_pt;
  double width = frame->x1 - frame->x0;
  double height = frame->y1 - frame->y0;
  double heads = texts->payer_head != NULL || texts->receiver_head != NULL ? heng_flow_matrix_measure_line (self, HEAD_SIZE * size) : 0;
  double shrink;
  double rest;

  self->line_pt = heng_flow_matrix_measure_line (self, size);
  self->notes_pt = (texts->zero_note != NULL || texts->missing_note != NULL) && height > 16 * size ? 1.9 * size : 0;
  height -= self->notes_pt;
  self->side_pt = MIN (MAX (measure_names (self, 0, self->n_rows), measure_corner (self)), MOST_SIDE * width);
  self->figure_pt = measure_figures (self);
  if (self->figure_pt > 0.12 * MIN (width, height))
    self->figure_pt = 0;
  measure_columns (self, width, height);

  self->step_pt = (width - self->side_pt - self->figure_pt - LEAST_BAR * width - 1.5 * size) / self->n_columns;
  rest = height - heads - self->head_pt - self->figure_pt - LEAST_BAR * height - 1.5 * size;
  self->cell_pt = CLAMP (rest / self->n_rows, 0.01, LARGEST_CELL_PT);
  self->step_pt = CLAMP (self->step_pt, 0.01, LARGEST_STEP_PT);
  self->step_pt = MIN (self->step_pt, WIDEST_CELL * self->cell_pt);
  self->cell_pt = MIN (self->cell_pt, WIDEST_CELL * self->step_pt);
  /* Bars take what is left, which is more where cells are few. */
  self->bar_x = MIN (width - self->side_pt - self->figure_pt - 1.5 * size - self->n_columns * self->step_pt, 0.3 * width);
  self->bar_y = MIN (height - heads - self->head_pt - self->figure_pt - 1.5 * size - self->n_rows * self->cell_pt, 0.2 * height);
  self->bar_x = MAX (self->bar_x, 1);
  self->bar_y = MAX (self->bar_y, 1);

  shrink = CLAMP (MIN (self->cell_pt, self->is_turned ? self->step_pt : self->cell_pt) / self->line_pt, LEAST_LABEL_SIZE, 1);
  self->label_pt = shrink * size;
  self->line_pt *= shrink;
  self->x0 = frame->x0 + self->side_pt + 0.5 * size;
  self->y0 = frame->y0 + heads + self->head_pt + 0.5 * size;
}

static void
draw_bar (HengFlowMatrix *self,
          guint           index)
{
  gboolean is_row = index < self->n_rows;
  double gap = 0.5 * self->draft->type.size_pt;
  double extent = is_row ? self->cell_pt : self->step_pt;
  double from = heng_flow_matrix_get_start (self, index);
  double inset = is_row ? MIN (0.2 * extent, 4) : MAX (MIN (0.2 * extent, 4), (extent - 24) / 2);
  double share = (double) get_total (self, index) / (double) self->largest;
  double x = self->x0 + self->n_columns * self->step_pt + gap;
  double y = self->y0 + self->n_rows * self->cell_pt + gap;
  HengFlowShape *bar;

  bar = heng_flow_display_add_box (self->draft->layout->display, HENG_FLOW_ROLE_NODE, HENG_FLOW_INK_NODE,
                                   is_row ? x : from + inset, is_row ? from + inset : y,
                                   is_row ? x + MAX (share * self->bar_x, 0.5) : from + extent - inset,
                                   is_row ? from + extent - inset : y + MAX (share * self->bar_y, 0.5));
  bar->node = (int) index;
}

/* A text that runs along a row, or along a column upwards or downwards. */
static HengFlowShape *
add_turned (HengFlowMatrix *self,
            const char     *text,
            double          size_pt,
            double          width_pt,
            double          middle,
            double          near,
            gboolean        goes_down)
{
  HengFlowDisplay *display = self->draft->layout->display;
  double top = goes_down ? near : near - width_pt;
  HengFlowShape *shape = heng_flow_display_add_text (display, HENG_FLOW_ROLE_LABEL, HENG_FLOW_INK_TEXT, text, size_pt,
                                                     middle - self->line_pt / 2, top, middle + self->line_pt / 2, top + width_pt);

  shape->angle = -G_PI / 2;
  shape->anchor_x = middle;
  shape->anchor_y = top + width_pt;
  shape->turned_pt = width_pt;

  return shape;
}

/* The figure of a total at the end of its bar. */
static void
draw_figure (HengFlowMatrix *self,
             guint           index)
{
  gboolean is_row = index < self->n_rows;
  const char *text = heng_flow_draft_format_amount (self->draft, get_total (self, index));
  double size = MIN (FIGURE_SIZE * self->draft->type.size_pt, self->label_pt);
  double width = MIN (measure (self, text, size), self->figure_pt);
  double gap = 0.5 * self->draft->type.size_pt + 3;
  /* Between bars narrower than a line a figure would lie over its neighbours: it stands beyond all. */
  gboolean is_dense = self->line_pt > 1.3 * (is_row ? self->cell_pt : self->step_pt);
  double share = is_dense ? 1 : (double) get_total (self, index) / (double) self->largest;
  double middle = heng_flow_matrix_get_start (self, index) + (is_row ? self->cell_pt : self->step_pt) / 2;
  double x = self->x0 + self->n_columns * self->step_pt + gap + share * self->bar_x;
  double y = self->y0 + self->n_rows * self->cell_pt + gap + share * self->bar_y;
  gboolean is_level = is_row || self->figure_pt <= self->step_pt - 3;
  HengFlowShape *shape;

  if (self->figure_pt == 0)
    return;
  if (is_level)
    {
      double left = is_row ? x : middle - width / 2;
      double top = is_row ? middle - self->line_pt / 2 : y;

      shape = heng_flow_display_add_text (self->draft->layout->display, HENG_FLOW_ROLE_LABEL, HENG_FLOW_INK_DIM, text, size,
                                          left, top, left + width, top + self->line_pt);
    }
  else
    shape = add_turned (self, text, size, width, middle, y, TRUE);
  shape->ink = HENG_FLOW_INK_DIM;
  shape->node = (int) index;
}

static void
draw_name (HengFlowMatrix *self,
           guint           index)
{
  const HengFlowNode *node = heng_flow_draft_node (self->draft, index);
  HengFlowDisplay *display = self->draft->layout->display;
  double size = self->label_pt;
  gboolean is_row = index < self->n_rows;
  double middle = is_row ? (node->y0 + node->y1) / 2 : (node->x0 + node->x1) / 2;
  double most = is_row ? self->side_pt : self->is_turned ? self->head_pt : self->step_pt - 2;
  double width = MIN (measure (self, node->name, size), most);
  double near = node->y1 - 0.5 * self->draft->type.size_pt;
  HengFlowShape *shape;

  if (is_row || !self->is_turned)
    {
      double left = is_row ? self->x0 - 0.5 * self->draft->type.size_pt - width : middle - width / 2;
      double top = is_row ? middle - self->line_pt / 2 : near - self->line_pt;

      shape = heng_flow_display_add_text (display, HENG_FLOW_ROLE_LABEL, HENG_FLOW_INK_TEXT, node->name, size, left, top,
                                          left + width, top + self->line_pt);
      shape->align = is_row ? HENG_FLOW_ALIGN_END : HENG_FLOW_ALIGN_CENTRE;
    }
  else
    shape = add_turned (self, node->name, size, width, middle, near, FALSE);
  shape->node = (int) index;
  heng_flow_draft_add_label (self->draft, (int) index, node->side, node->name, shape->x0, shape->y0, shape->x1, shape->y1);
}

/* The largest take their line first; who finds it taken goes without, and is counted. Returns: how many go without */
static guint
draw_names (HengFlowMatrix *self,
            guint           first,
            guint           n)
{
  g_autoptr(GArray) ranked = g_array_new (FALSE, FALSE, sizeof (HengFlowRanked));
  g_autofree gboolean *is_named = g_new0 (gboolean, n + 1);
  double pitch = first == 0 ? self->cell_pt : self->step_pt;
  double taken = first == 0 || self->is_turned ? self->line_pt : self->step_pt;
  guint apart = MAX (1, (guint) ceil (taken / pitch - 1e-9));
  guint n_left_out = 0;

  if (heng_flow_matrix_has_groups (self))
    {
      heng_flow_matrix_draw_groups (self, first, n);
      return n;
    }

  for (guint i = 0; i < n; i++)
    heng_flow_ranked_add (ranked, i, (guint64) get_total (self, self->node_at[first + i]));
  heng_flow_ranked_sort (ranked);
  for (guint i = 0; i < ranked->len; i++)
    {
      guint at = heng_flow_ranked_get (ranked, i)->index;
      gboolean is_free = TRUE;

      for (guint j = at + 1 > apart ? at + 1 - apart : 0; j < MIN (at + apart, n); j++)
        is_free = is_free && !is_named[j];
      is_named[at] = is_free;
      n_left_out += !is_free;
      if (is_free)
        {
          draw_name (self, self->node_at[first + at]);
          draw_figure (self, self->node_at[first + at]);
        }
    }

  return n_left_out;
}

static void
draw_corner (HengFlowMatrix *self,
             guint           n_left_out)
{
  const HengFlowTexts *texts = &self->draft->options->texts;
  HengFlowDisplay *display = self->draft->layout->display;
  const HengFlowFrame *frame = &self->draft->frame;
  double size = HEAD_SIZE * self->draft->type.size_pt;
  double line = heng_flow_matrix_measure_line (self, size);
  /* The first column's name may be wider than its column. */
  double end = MIN (self->x0 - 0.5 * self->draft->type.size_pt, self->x0 + (self->step_pt - self->line_pt) / 2);
  double y = self->y0 - 0.5 * self->draft->type.size_pt - line;
  HengFlowShape *shape;

  if (texts->payer_head != NULL && end > frame->x0 && y >= frame->y0)
    {
      shape = heng_flow_display_add_text (display, HENG_FLOW_ROLE_PAGE, HENG_FLOW_INK_DIM, texts->payer_head, size,
                                          frame->x0, y, end, y + line);
      shape->align = HENG_FLOW_ALIGN_END;
    }
  if (texts->receiver_head != NULL)
    heng_flow_display_add_text (display, HENG_FLOW_ROLE_PAGE, HENG_FLOW_INK_DIM, texts->receiver_head, size,
                                self->x0, frame->y0, frame->x1, frame->y0 + line);
  if (n_left_out > 0 && end > frame->x0 && y - line >= frame->y0)
    {
      const char *more = heng_flow_draft_format_more (self->draft, n_left_out);

      shape = heng_flow_display_add_text (display, HENG_FLOW_ROLE_LABEL, HENG_FLOW_INK_DIM, more, size,
                                          frame->x0, y - line, end, y);
      shape->align = HENG_FLOW_ALIGN_END;
      heng_flow_draft_add_label (self->draft, -1, HENG_FLOW_SIDE_PAYER, more, frame->x0, y - line, end, y);
    }
}

void
heng_flow_matrix_draw_heads (HengFlowMatrix *self)
{
  guint n_left_out;

  for (guint i = 0; i < self->n_rows + self->n_columns; i++)
    draw_bar (self, i);
  n_left_out = draw_names (self, 0, self->n_rows);
  n_left_out += draw_names (self, self->n_rows, self->n_columns);
  draw_corner (self, n_left_out);
}
