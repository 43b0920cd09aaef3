// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-matrix-private.h"

#include <math.h>
#include <string.h>

/* The smallest box that is drawn, and what the largest leaves free of its cell's sides. */
#define LEAST_SIDE_PT 3.0
#define FULLEST 0.92

/* From so many regions on, heavier rules part the provinces. */
#define N_RULED 40

static void
find_amounts (HengFlowMatrix *self)
{
  HengFlowLayout *layout = self->draft->layout;
  gsize n_cells = (gsize) self->n_rows * self->n_columns;
  gint64 largest_cell = 1;

  self->cell_amount = g_new0 (gint64, n_cells + 1);
  self->cell_drawn = g_new0 (gint64, n_cells + 1);
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
  layout->scale = FULLEST * FULLEST * self->cell_pt * self->step_pt / (double) largest_cell;
}

/* Whether two neighbours are of different provinces: the first two digits of their codes. */
static gboolean
begins_group (const HengFlowMatrix *self,
              guint                 at,
              guint                 first)
{
  const char *before = heng_flow_draft_node (self->draft, self->node_at[first + at - 1])->id;
  const char *after = heng_flow_draft_node (self->draft, self->node_at[first + at])->id;

  return strncmp (before, after, 2) != 0;
}

static void
add_rule (HengFlowMatrix *self,
          gboolean        is_level,
          guint           at)
{
  HengFlowDisplay *display = self->draft->layout->display;
  double x1 = self->x0 + self->n_columns * self->step_pt;
  double y1 = self->y0 + self->n_rows * self->cell_pt;

  heng_flow_display_move_to (display, is_level ? self->x0 : self->x0 + at * self->step_pt,
                             is_level ? self->y0 + at * self->cell_pt : self->y0);
  heng_flow_display_line_to (display, is_level ? x1 : self->x0 + at * self->step_pt,
                             is_level ? self->y0 + at * self->cell_pt : y1);
}

/* All rules of a weight are one shape. */
static void
draw_rules (HengFlowMatrix *self)
{
  gboolean is_ruled = MAX (self->n_rows, self->n_columns) >= N_RULED &&
                      self->draft->options->matrix_order == HENG_FLOW_MATRIX_BY_CODE;
  gboolean is_fine = MIN (self->cell_pt, self->step_pt) >= 4;

  for (guint pass = 0; pass <= (guint) is_ruled; pass++)
    {
      heng_flow_display_add (self->draft->layout->display, HENG_FLOW_SHAPE_STROKE, HENG_FLOW_ROLE_GRID,
                             HENG_FLOW_INK_RULE)->stroke_pt = pass == 0 ? 0.25 : 0.6;
      for (guint i = 0; i <= self->n_rows; i++)
        if (i == 0 || i == self->n_rows || (pass == 0 ? is_fine : begins_group (self, i, 0)))
          add_rule (self, TRUE, i);
      for (guint i = 0; i <= self->n_columns; i++)
        if (i == 0 || i == self->n_columns || (pass == 0 ? is_fine : begins_group (self, i, self->n_rows)))
          add_rule (self, FALSE, i);
    }
}

/* A region's cell with itself: what it holds can only be what bundling or a coarser level made. */
static void
draw_diagonal (HengFlowMatrix *self)
{
  HengFlowDisplay *display = self->draft->layout->display;

  for (guint row = 0; row < self->n_rows; row++)
    for (guint column = self->n_rows; column < self->n_rows + self->n_columns; column++)
      {
        double x = heng_flow_matrix_get_start (self, column);
        double y = heng_flow_matrix_get_start (self, row);

        if (!g_str_equal (heng_flow_draft_node (self->draft, row)->id, heng_flow_draft_node (self->draft, column)->id))
          continue;
        heng_flow_display_add_box (display, HENG_FLOW_ROLE_GRID, HENG_FLOW_INK_CELL, x, y, x + self->step_pt, y + self->cell_pt);
        heng_flow_display_add (display, HENG_FLOW_SHAPE_STROKE, HENG_FLOW_ROLE_GRID, HENG_FLOW_INK_RULE);
        heng_flow_display_move_to (display, x, y);
        heng_flow_display_line_to (display, x + self->step_pt, y);
        heng_flow_display_line_to (display, x + self->step_pt, y + self->cell_pt);
        heng_flow_display_line_to (display, x, y + self->cell_pt);
        heng_flow_display_line_to (display, x, y);
      }
}

/* A ring where an agreement was settled and nothing flows. */
static void
draw_zeros (HengFlowMatrix *self)
{
  HengFlowDisplay *display = self->draft->layout->display;
  double radius = MIN (2.2, 0.3 * MIN (self->cell_pt, self->step_pt));

  for (guint row = 0; row < self->n_rows; row++)
    for (guint column = self->n_rows; column < self->n_rows + self->n_columns; column++)
      {
        int payer = heng_flow_draft_node (self->draft, row)->region;
        int receiver = heng_flow_draft_node (self->draft, column)->region;
        double x = heng_flow_matrix_get_start (self, column) + self->step_pt / 2;
        double y = heng_flow_matrix_get_start (self, row) + self->cell_pt / 2;

        if (payer < 0 || receiver < 0 || !heng_flow_graph_is_zero_pair (self->draft->graph, (guint) payer, (guint) receiver))
          continue;
        heng_flow_display_add (display, HENG_FLOW_SHAPE_STROKE, HENG_FLOW_ROLE_GRID, HENG_FLOW_INK_DIM);
        self->n_zeros++;
        heng_flow_display_move_to (display, x + radius, y);
        heng_flow_display_arc_to (display, x, y, radius, 0, 2 * G_PI);
      }
}

/* A cell's box is cut into upright slices, one for each mechanism and mark. */
static void
draw_slice (HengFlowMatrix *self,
            guint           index)
{
  HengFlowLink *link = heng_flow_draft_link (self->draft, index);
  gsize cell = (gsize) link->from * self->n_columns + link->to - self->n_rows;
  double least = MIN (LEAST_SIDE_PT, FULLEST * MIN (self->cell_pt, self->step_pt));
  double total = (double) self->cell_amount[cell];
  double grown = sqrt (total * self->draft->layout->scale / (self->cell_pt * self->step_pt));
  double width = MAX (grown * self->step_pt, least);
  double height = MAX (grown * self->cell_pt, least);
  double x = heng_flow_matrix_get_start (self, link->to) + (self->step_pt - width) / 2;
  double y = heng_flow_matrix_get_start (self, link->from) + (self->cell_pt - height) / 2;
  HengFlowShape *shape;

  link->x0 = x + width * ((double) self->cell_drawn[cell] / total);
  self->cell_drawn[cell] += link->amount;
  link->x1 = x + width * ((double) self->cell_drawn[cell] / total);
  link->y0 = y;
  link->y1 = y + height;
  link->width = sqrt ((double) link->amount * self->draft->layout->scale);
  link->is_hairline = link->width < least;
  if (link->is_hairline)
    self->draft->layout->hairline_amount = (gint64) MIN (ceil (least * least / self->draft->layout->scale), 9e18);

  shape = heng_flow_display_add_box (self->draft->layout->display, HENG_FLOW_ROLE_LINK, HENG_FLOW_INK_DATA,
                                     link->x0, link->y0, link->x1, link->y1);
  shape->link = (int) index;
  shape->colour_index = heng_flow_draft_get_colour (self->draft, link->mechanism, link->is_reversed);
  shape->is_hatched = link->is_reversed;
  shape->is_solid = TRUE;
  shape->thickness_pt = MIN (width, height);
}

/* The node's box is its header. */
static void
place_node (HengFlowMatrix *self,
            guint           index)
{
  HengFlowNode *node = heng_flow_draft_node (self->draft, index);
  gboolean is_row = index < self->n_rows;
  double gap = 0.5 * self->draft->type.size_pt;
  double from = heng_flow_matrix_get_start (self, index);
  double to = from + (is_row ? self->cell_pt : self->step_pt);

  node->x0 = is_row ? self->draft->frame.x0 : from;
  node->x1 = is_row ? self->x0 : to;
  node->y0 = is_row ? from : self->y0 - gap - self->head_pt;
  node->y1 = is_row ? to : self->y0;
}

void
heng_flow_matrix_lay_out (HengFlowDraft *draft)
{
  HengFlowMatrix self = { .draft = draft };

  heng_flow_draft_fill_two_sided (draft, draft->options->max_nodes, HENG_FLOW_MIDDLE_NONE);
  while (self.n_rows < draft->layout->nodes->len &&
         heng_flow_draft_node (draft, self.n_rows)->side == HENG_FLOW_SIDE_PAYER)
    self.n_rows++;
  self.n_columns = draft->layout->nodes->len - self.n_rows;

  heng_flow_matrix_order (&self);
  heng_flow_matrix_measure_heads (&self);
  find_amounts (&self);
  draw_diagonal (&self);
  draw_rules (&self);
  draw_zeros (&self);
  for (guint i = 0; i < draft->layout->links->len; i++)
    draw_slice (&self, i);
  for (guint i = 0; i < draft->layout->nodes->len; i++)
    place_node (&self, i);
  heng_flow_matrix_draw_heads (&self);
  heng_flow_matrix_draw_notes (&self);

  g_free (self.cell_amount);
  g_free (self.cell_drawn);
  g_free (self.node_at);
}
