// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-series-private.h"

static void
move_columns (const HengFlowSeries *self,
              HengFlowSankey       *sankey,
              guint                 across)
{
  double step = across * (self->width_pt + self->gap_pt);

  for (guint i = 0; i < sankey->n_columns; i++)
    {
      sankey->columns[i].x0 += step;
      sankey->columns[i].x1 += step;
      sankey->columns[i].label_x += step;
    }
}

/* The year, and what flows in it. */
static void
draw_heading (const HengFlowSeries *self,
              const HengFlowGraph  *graph,
              guint                 panel)
{
  HengFlowDraft *draft = self->draft;
  const HengFlowSankey *plan = &self->plan;
  double size = draft->type.size_pt;
  double step = panel % self->n_across * (self->width_pt + self->gap_pt);
  double x0 = step + (self->names_each ? draft->frame.x0 : plan->columns[0].x0);
  double y = draft->frame.y0 + self->rows[panel / self->n_across].drop_pt;
  const char *amount = heng_flow_draft_format_amount (draft, heng_flow_graph_get_total (graph));
  const char *label = heng_flow_graph_get_panel_label (graph, panel);
  HengFlowSetting bold = { .size_pt = size, .is_bold = TRUE, .n_lines = 1, .width_pt = -1 };
  HengFlowSetting plain = { .size_pt = 0.9 * size, .n_lines = 1, .width_pt = -1 };
  double label_pt, amount_pt, height;

  heng_flow_type_measure (&draft->type, label, &bold, &label_pt, &height);
  label_pt = MIN (label_pt, self->width_pt);
  heng_flow_display_add_text (draft->layout->display, HENG_FLOW_ROLE_PAGE, HENG_FLOW_INK_TEXT, label, size,
                              x0, y, x0 + label_pt, y + height)->is_bold = TRUE;
  heng_flow_type_measure (&draft->type, amount, &plain, &amount_pt, &height);
  if (label_pt + size + amount_pt <= self->width_pt)
    heng_flow_display_add_text (draft->layout->display, HENG_FLOW_ROLE_PAGE, HENG_FLOW_INK_DIM, amount, plain.size_pt,
                                x0 + label_pt + 0.8 * size, y + 0.1 * size, x0 + label_pt + 0.8 * size + amount_pt,
                                y + 0.1 * size + height);
}

/* Gives the nodes of one picture the order and the heights of its row. Returns: (transfer full): per node its upper edge */
static double *
follow_plan (HengFlowSeriesRow *row,
             HengFlowSankey    *one)
{
  guint n = one->draft->layout->nodes->len;
  double *upper = g_new (double, n + 1);
  g_autofree guint *planned = g_new (guint, n + 1);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *key = heng_flow_layout_make_key (heng_flow_draft_node (one->draft, i));
      const HengFlowNode *model;

      planned[i] = GPOINTER_TO_UINT (g_hash_table_lookup (row->planned, key)) - 1;
      model = heng_flow_draft_node (&row->draft, planned[i]);
      upper[i] = (model->y0 + model->y1 - one->extents[i] * one->scale) / 2;
    }
  for (guint i = 0; i < n; i++)
    {
      HengFlowNode *node = heng_flow_draft_node (one->draft, i);
      const HengFlowColumn *column = &one->columns[node->column];
      guint place = heng_flow_draft_node (&row->draft, planned[i])->place;

      node->place = 0;
      for (guint j = column->first; j < column->end; j++)
        node->place += heng_flow_draft_node (&row->draft, planned[j])->place < place;
    }

  return upper;
}

static void
draw_picture (HengFlowSeries *self,
              HengFlowSankey *one,
              guint           panel)
{
  g_autofree double *upper = follow_plan (&self->rows[panel / self->n_across], one);
  double x0 = self->draft->frame.x0 + panel % self->n_across * (self->width_pt + self->gap_pt);

  move_columns (self, one, panel % self->n_across);
  heng_flow_sankey_sort_ports (one);
  heng_flow_sankey_take_places (one, upper);
  heng_flow_sankey_draw_bands (one);
  heng_flow_sankey_draw_bars (one);
  if (self->names_each)
    heng_flow_sankey_draw_heads (one, x0, x0 + self->width_pt, one->top - 1.45 * one->line_pt);
  for (guint i = 0; i < one->n_columns; i++)
    {
      gboolean is_middle = one->columns[i].side == HENG_FLOW_SIDE_MIDDLE;

      one->with_amounts = !is_middle || self->middle_amounts;
      if (is_middle ? self->names_middle : self->names_each)
        heng_flow_sankey_draw_labels (one, &one->columns[i]);
    }
}

/* A year without flows says so where its picture would stand. */
static void
draw_empty (const HengFlowSeries *self,
            guint                 panel)
{
  const HengFlowSankey *plan = &self->plan;
  const char *text = self->draft->options->texts.empty;
  double x0 = (self->names_each ? self->draft->frame.x0 : plan->columns[0].x0) +
              panel % self->n_across * (self->width_pt + self->gap_pt);
  const HengFlowSankey *row = &self->rows[panel / self->n_across].plan;
  double y = (row->top + row->bottom) / 2;
  HengFlowShape *shape;

  if (text == NULL)
    return;

  shape = heng_flow_display_add_text (self->draft->layout->display, HENG_FLOW_ROLE_PAGE, HENG_FLOW_INK_DIM, text,
                                      0.9 * self->draft->type.size_pt, x0, y - plan->line_pt / 2,
                                      x0 + self->width_pt, y + plan->line_pt / 2);
  shape->align = HENG_FLOW_ALIGN_CENTRE;
}

void
heng_flow_series_draw_panel (HengFlowSeries *self,
                             guint           panel)
{
  g_autoptr(HengFlowGraph) graph = heng_flow_graph_new_panels (self->draft->graph, panel, panel);
  HengFlowLayout *layout = self->draft->layout;
  guint first_shape = heng_flow_display_get_n_shapes (layout->display);
  HengFlowSankey one = self->rows[panel / self->n_across].plan;
  HengFlowDraft draft = *self->draft;
  HengFlowLayout part;

  draw_heading (self, graph, panel);
  if (heng_flow_graph_get_n_links (graph) == 0)
    {
      draw_empty (self, panel);
      return;
    }

  heng_flow_layout_init_part (&part, layout);
  draft.layout = &part;
  draft.graph = graph;
  one.draft = &draft;
  one.by_payer = one.by_entry = one.by_exit = one.by_receiver = NULL;
  one.extents = NULL;
  heng_flow_sankey_fill (&one, self->most_nodes);
  draw_picture (self, &one, panel);
  heng_flow_layout_take_part (layout, &part, panel, self->n_drawn++ * one.n_columns, first_shape);
  heng_flow_layout_clear_part (&part);
  heng_flow_sankey_clear (&one);
}

/*
 * Returns: (transfer full): per node of the row's plan the first that stands for it in its pictures
 * @is_led: whether it stands in the picture next to the name
 */
static int *
find_shown (const HengFlowSeries    *self,
            const HengFlowSeriesRow *row,
            gboolean                *is_led)
{
  int *shown = g_new (int, row->layout.nodes->len + 1);

  for (guint i = self->draft->layout->nodes->len; i-- > 0;)
    {
      const HengFlowNode *node = heng_flow_draft_node (self->draft, i);
      g_autofree char *key = heng_flow_layout_make_key (node);
      guint planned;

      if (node->panel < row->first || node->panel >= row->end)
        continue;
      planned = GPOINTER_TO_UINT (g_hash_table_lookup (row->planned, key)) - 1;
      shown[planned] = (int) i;
      is_led[planned] |= node->panel == (node->side == HENG_FLOW_SIDE_PAYER ? row->first : row->end - 1);
    }

  return shown;
}

/* Over the names, beside the headings of the pictures. */
static void
draw_outer_heads (HengFlowSeries       *self,
                  const HengFlowColumn *left,
                  const HengFlowColumn *right,
                  double                y)
{
  HengFlowSankey heads = self->plan;

  heads.n_columns = 1;
  heads.columns[0] = *left;
  heads.columns[0].x1 = left->label_x;
  heng_flow_sankey_draw_heads (&heads, self->draft->frame.x0, left->label_x, y);
  heads.columns[0] = *right;
  heads.columns[0].x0 = right->label_x;
  heng_flow_sankey_draw_heads (&heads, right->label_x, right->label_x + right->label_width_pt, y);
}

void
heng_flow_series_name_row (HengFlowSeries *self,
                           guint           index)
{
  HengFlowSeriesRow *row = &self->rows[index];
  g_autofree gboolean *is_led = g_new0 (gboolean, row->layout.nodes->len + 1);
  g_autofree int *shown = NULL;
  HengFlowSankey names = row->plan;
  HengFlowColumn *right;

  if (names.n_columns == 0)
    return;

  shown = find_shown (self, row, is_led);
  right = &names.columns[names.n_columns - 1];
  names.shown_as = shown;
  names.is_led = is_led;
  heng_flow_sankey_draw_labels (&names, &names.columns[0]);
  move_columns (self, &names, row->end - row->first - 1);
  heng_flow_sankey_draw_labels (&names, right);
  g_array_append_vals (self->draft->layout->labels, row->layout.labels->data, row->layout.labels->len);
  if (!self->has_heads)
    draw_outer_heads (self, &row->plan.columns[0], right, self->draft->frame.y0 + row->drop_pt);
  self->has_heads = TRUE;
}
