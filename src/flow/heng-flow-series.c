// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-sankey-private.h"

#include <math.h>

/*
 * Small multiples: the same Sankey once a panel, on one scale and in one order. Each node has one height on the page that is kept
 * free for it in every picture, the largest it ever needs, so that the eye finds it at the same height in all of them.
 */

/* Widths in parts of the type's size. */
#define LEAST_NAMED_EM 34.0 /* a picture from this width on names its own nodes */
#define LEAST_RUN_EM 11.0   /* bands should run at least this far */
#define GAP_EM 2.2
#define MOST_NAME_SHARE 0.2 /* of the page's width, on either side, where the names stand once */

typedef struct
{
  HengFlowDraft  *draft;
  HengFlowLayout  layout;      /* of the plan */
  HengFlowDraft   whole;
  HengFlowSankey  plan;        /* all panels together: order, heights and places of the first picture */
  GHashTable     *planned;     /* heng_flow_layout_make_key() → node of the plan + 1 */
  guint           n_panels;
  guint           n_across;
  guint           n_down;
  guint           most_nodes;
  gboolean        names_each;  /* whether every picture names its nodes, or each row of pictures once */
  gboolean        names_middle;   /* whether every picture names its middle */
  gboolean        middle_amounts; /* with the amounts */
  double          width_pt;    /* of one picture with its names, if it has any */
  double          height_pt;   /* of one picture with its headings */
  double          heading_pt;  /* of its headings */
  double          gap_pt;
} Series;

static double
get_width (const Series *self,
           guint         n_across)
{
  const HengFlowFrame *frame = &self->draft->frame;

  return (frame->x1 - frame->x0 - (n_across - 1) * self->gap_pt) / n_across;
}

static double
get_height (const Series *self,
            guint         n_down)
{
  const HengFlowFrame *frame = &self->draft->frame;

  return (frame->y1 - frame->y0 - (n_down - 1) * 0.7 * self->gap_pt) / n_down;
}

/* Returns: from 0 to 1: how well the pictures can be read in so many rows */
static double
rate_rows (const Series *self,
           guint         n_down,
           guint         n_lines)
{
  double size = self->draft->type.size_pt;
  guint n_across = (self->n_panels + n_down - 1) / n_down;
  double width = get_width (self, n_across);
  double run = width >= LEAST_NAMED_EM * size ? width / 2 : width * (1 - 2 * MOST_NAME_SHARE) - size;
  double height = get_height (self, n_down) - 1.5 * self->plan.line_pt;

  return CLAMP (run / (LEAST_RUN_EM * size), 0.01, 1) * CLAMP (height / (n_lines * self->plan.line_pt), 0.01, 1);
}

/* Few rows before many: the pictures of a row can be compared along one line. */
static void
choose_grid (Series *self)
{
  static const HengFlowLimits none = { 0, 0, 0 };
  g_autoptr(HengFlowBundle) payers = heng_flow_bundle_new (self->draft->graph, HENG_FLOW_SIDE_PAYER, &none);
  g_autoptr(HengFlowBundle) receivers = heng_flow_bundle_new (self->draft->graph, HENG_FLOW_SIDE_RECEIVER, &none);
  guint n_lines = CLAMP (MAX (payers->n_slots, receivers->n_slots), 6, 30);
  double best = -1;

  for (guint n_down = 1; n_down <= self->n_panels; n_down++)
    {
      double rate = rate_rows (self, n_down, n_lines);

      if (rate > best + 1e-9)
        {
          best = rate;
          self->n_down = n_down;
        }
    }
  self->n_across = (self->n_panels + self->n_down - 1) / self->n_down;
  self->n_down = (self->n_panels + self->n_across - 1) / self->n_across;
  self->width_pt = get_width (self, self->n_across);
  self->height_pt = get_height (self, self->n_down);
  self->names_each = self->width_pt >= LEAST_NAMED_EM * self->draft->type.size_pt;
  self->heading_pt = MIN ((self->names_each ? 3.1 : 1.7) * self->plan.line_pt, 0.4 * self->height_pt);
}

/* Each node's height is what it needs in the panel where it needs most. */
static void
find_extents (Series *self)
{
  HengFlowDraft *whole = &self->whole;
  guint n_nodes = self->layout.nodes->len;
  g_autofree gint64 *most = g_new0 (gint64, n_nodes + 1);

  for (guint panel = 0; panel < self->n_panels; panel++)
    {
      g_autoptr(HengFlowGraph) graph = heng_flow_graph_new_panels (self->draft->graph, panel, panel);
      HengFlowLayout part;
      HengFlowDraft draft = *self->draft;

      heng_flow_layout_init_part (&part, self->draft->layout);
      draft.layout = &part;
      draft.graph = graph;
      heng_flow_draft_fill_two_sided (&draft, self->most_nodes, whole->middle);
      for (guint i = 0; i < part.nodes->len; i++)
        {
          const HengFlowNode *node = heng_flow_draft_node (&draft, i);
          g_autofree char *key = heng_flow_layout_make_key (node);
          guint planned = GPOINTER_TO_UINT (g_hash_table_lookup (self->planned, key)) - 1;

          most[planned] = MAX (most[planned], MAX (node->paid, node->received));
        }
      heng_flow_layout_clear_part (&part);
    }
  g_free (self->plan.extents);
  self->plan.extents = g_steal_pointer (&most);
}

/* The links of all panels together are wider than a node's height: their ends are drawn together into it. */
static void
squeeze_ports (Series *self)
{
  for (guint i = 0; i < self->layout.links->len; i++)
    {
      HengFlowLink *link = heng_flow_draft_link (&self->whole, i);
      const HengFlowNode *from = heng_flow_draft_node (&self->whole, link->from);
      const HengFlowNode *to = heng_flow_draft_node (&self->whole, link->to);

      link->y0 *= (double) self->plan.extents[link->from] / from->paid;
      link->y1 *= (double) self->plan.extents[link->to] / to->received;
      if (link->middle >= 0)
        {
          double squeeze = (double) self->plan.extents[link->middle] / heng_flow_draft_node (&self->whole, link->middle)->paid;

          link->middle_y0 *= squeeze;
          link->middle_y1 *= squeeze;
        }
    }
}

/* The middle is named alike in all pictures: with amounts, without, or only by the legend. */
static void
find_middle_names (Series *self)
{
  HengFlowColumn *middle = &self->plan.columns[1];
  double most;

  if (self->plan.n_columns < 3)
    return;

  most = 1.2 * (middle->x0 - self->plan.columns[0].x1);
  self->names_middle = self->whole.middle == HENG_FLOW_MIDDLE_GROUP || heng_flow_sankey_fits (&self->plan, middle, FALSE, most);
  self->middle_amounts = heng_flow_sankey_fits (&self->plan, middle, TRUE, most);
  middle->label_width_pt = most;
}

/* Where the names stand once, they stand beside the first and the last picture of a row, and all pictures share what is left. */
static void
find_widths (Series *self)
{
  const HengFlowFrame *frame = &self->draft->frame;
  HengFlowSankey *plan = &self->plan;
  HengFlowColumn *left = &plan->columns[0];
  HengFlowColumn *right = &plan->columns[plan->n_columns - 1];
  double size = self->draft->type.size_pt;
  double width = frame->x1 - frame->x0;
  double space = MIN (1.3 * size, width / 40);
  double bar;

  plan->with_amounts = self->names_each;
  if (self->names_each)
    {
      heng_flow_sankey_find_widths (plan, frame->x0, frame->x0 + self->width_pt);
      find_middle_names (self);
      return;
    }

  left->label_width_pt = heng_flow_sankey_measure_labels (plan, left, MOST_NAME_SHARE * width);
  right->label_width_pt = heng_flow_sankey_measure_labels (plan, right, MOST_NAME_SHARE * width);
  self->width_pt = (width - left->label_width_pt - right->label_width_pt - 2 * space - (self->n_across - 1) * self->gap_pt) /
                   self->n_across;
  bar = MIN (0.7 * size, self->width_pt / 12);
  left->label_x = frame->x0 + left->label_width_pt;
  left->x0 = left->label_x + space;
  left->x1 = left->x0 + bar;
  right->x1 = left->x0 + self->width_pt;
  right->x0 = right->x1 - bar;
  right->label_x = right->x1 + space;
  if (plan->n_columns == 3)
    {
      plan->columns[1].x0 = (left->x0 + right->x1 - bar) / 2;
      plan->columns[1].x1 = plan->columns[1].x0 + bar;
    }
}

static void
make_plan (Series *self)
{
  HengFlowSankey *plan = &self->plan;

  plan->top = self->draft->frame.y0 + self->heading_pt;
  plan->bottom = self->draft->frame.y0 + self->height_pt;
  self->most_nodes = heng_flow_sankey_count_most (plan, plan->bottom - plan->top);
  heng_flow_sankey_fill (plan, self->most_nodes);
  for (guint i = 0; i < self->layout.nodes->len; i++)
    g_hash_table_insert (self->planned, heng_flow_layout_make_key (heng_flow_draft_node (&self->whole, i)), GUINT_TO_POINTER (i + 1));
  find_extents (self);
  heng_flow_sankey_find_scale (plan);
  self->draft->layout->scale = plan->scale;
  heng_flow_sankey_find_order (plan);
  find_widths (self);
  heng_flow_sankey_sort_ports (plan);
  squeeze_ports (self);
  heng_flow_sankey_place (plan);
}

static void
move_columns (const Series   *self,
              HengFlowSankey *sankey,
              guint           across)
{
  double step = across * (self->width_pt + self->gap_pt);

  for (guint i = 0; i < sankey->n_columns; i++)
    {
      sankey->columns[i].x0 += step;
      sankey->columns[i].x1 += step;
      sankey->columns[i].label_x += step;
    }
}

static double
get_drop (const Series *self,
          guint         panel)
{
  return panel / self->n_across * (self->height_pt + 0.7 * self->gap_pt);
}

/* The year, and what flows in it. */
static void
draw_heading (const Series        *self,
              const HengFlowGraph *graph,
              guint                panel)
{
  HengFlowDraft *draft = self->draft;
  const HengFlowSankey *plan = &self->plan;
  double size = draft->type.size_pt;
  double step = panel % self->n_across * (self->width_pt + self->gap_pt);
  double x0 = step + (self->names_each ? draft->frame.x0 : plan->columns[0].x0);
  double y = draft->frame.y0 + get_drop (self, panel);
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

/* Gives the nodes of one picture the order and the heights of the plan. Returns: (transfer full): per node its upper edge */
static double *
follow_plan (Series         *self,
             HengFlowSankey *one,
             double          drop)
{
  guint n = one->draft->layout->nodes->len;
  double *upper = g_new (double, n + 1);
  g_autofree guint *planned = g_new (guint, n + 1);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *key = heng_flow_layout_make_key (heng_flow_draft_node (one->draft, i));
      const HengFlowNode *model;

      planned[i] = GPOINTER_TO_UINT (g_hash_table_lookup (self->planned, key)) - 1;
      model = heng_flow_draft_node (&self->whole, planned[i]);
      upper[i] = drop + (model->y0 + model->y1 - one->extents[i] * one->scale) / 2;
    }
  for (guint i = 0; i < n; i++)
    {
      HengFlowNode *node = heng_flow_draft_node (one->draft, i);
      const HengFlowColumn *column = &one->columns[node->column];
      guint place = heng_flow_draft_node (&self->whole, planned[i])->place;

      node->place = 0;
      for (guint j = column->first; j < column->end; j++)
        node->place += heng_flow_draft_node (&self->whole, planned[j])->place < place;
    }

  return upper;
}

static void
draw_picture (Series         *self,
              HengFlowSankey *one,
              guint           panel)
{
  double drop = get_drop (self, panel);
  g_autofree double *upper = follow_plan (self, one, drop);
  double x0 = self->draft->frame.x0 + panel % self->n_across * (self->width_pt + self->gap_pt);

  move_columns (self, one, panel % self->n_across);
  one->top += drop;
  one->bottom += drop;
  heng_flow_sankey_sort_ports (one);
  heng_flow_sankey_take_places (one, upper);
  heng_flow_sankey_draw_bands (one);
  heng_flow_sankey_draw_bars (one);
  if (!self->names_each)
    return;

  heng_flow_sankey_draw_heads (one, x0, x0 + self->width_pt, one->top - 1.45 * one->line_pt);
  for (guint i = 0; i < one->n_columns; i++)
    {
      gboolean is_middle = one->columns[i].side == HENG_FLOW_SIDE_MIDDLE;

      one->with_amounts = !is_middle || self->middle_amounts;
      if (!is_middle || self->names_middle)
        heng_flow_sankey_draw_labels (one, &one->columns[i]);
    }
}

/* A year without flows says so where its picture would stand. */
static void
draw_empty (const Series *self,
            guint         panel)
{
  const HengFlowSankey *plan = &self->plan;
  const char *text = self->draft->options->texts.empty;
  double x0 = (self->names_each ? self->draft->frame.x0 : plan->columns[0].x0) +
              panel % self->n_across * (self->width_pt + self->gap_pt);
  double y = (plan->top + plan->bottom) / 2 + get_drop (self, panel);
  HengFlowShape *shape;

  if (text == NULL)
    return;

  shape = heng_flow_display_add_text (self->draft->layout->display, HENG_FLOW_ROLE_PAGE, HENG_FLOW_INK_DIM, text,
                                      0.9 * self->draft->type.size_pt, x0, y - plan->line_pt / 2,
                                      x0 + self->width_pt, y + plan->line_pt / 2);
  shape->align = HENG_FLOW_ALIGN_CENTRE;
}

static void
lay_out_panel (Series *self,
               guint   panel)
{
  g_autoptr(HengFlowGraph) graph = heng_flow_graph_new_panels (self->draft->graph, panel, panel);
  HengFlowLayout *layout = self->draft->layout;
  guint first_shape = heng_flow_display_get_n_shapes (layout->display);
  HengFlowSankey one = self->plan;
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
  heng_flow_layout_take_part (layout, &part, panel, panel * one.n_columns, first_shape);
  heng_flow_layout_clear_part (&part);
  heng_flow_sankey_clear (&one);
}

/* Returns: (transfer full): per node of the plan the first that stands for it in a row of pictures, or -1 */
static int *
find_shown (Series *self,
            guint   row)
{
  int *shown = g_new (int, self->layout.nodes->len + 1);

  for (guint i = 0; i < self->layout.nodes->len; i++)
    shown[i] = -1;
  for (guint i = self->draft->layout->nodes->len; i-- > 0;)
    {
      const HengFlowNode *node = heng_flow_draft_node (self->draft, i);
      g_autofree char *key = heng_flow_layout_make_key (node);

      if (node->panel / self->n_across == row)
        shown[GPOINTER_TO_UINT (g_hash_table_lookup (self->planned, key)) - 1] = (int) i;
    }

  return shown;
}

/* Names the columns of one row of pictures: the payers left of the first, the receivers right of the last. */
static void
name_row (Series *self,
          guint   row)
{
  guint first = row * self->n_across;
  guint n_across = MIN (self->n_across, self->n_panels - first);
  g_autofree int *shown = find_shown (self, row);
  double drop = row > 0 ? get_drop (self, first) - get_drop (self, first - 1) : 0;
  HengFlowSankey names = self->plan;
  HengFlowColumn *right = &names.columns[names.n_columns - 1];
  double x1;

  for (guint i = 0; i < self->layout.nodes->len; i++)
    {
      HengFlowNode *node = heng_flow_draft_node (&self->whole, i);

      node->y0 += drop;
      node->y1 += drop;
    }
  self->plan.top = names.top += drop;
  self->plan.bottom = names.bottom += drop;
  names.shown_as = shown;
  heng_flow_sankey_draw_labels (&names, &names.columns[0]);
  move_columns (self, &names, n_across - 1);
  x1 = right->label_x + right->label_width_pt;
  heng_flow_sankey_draw_labels (&names, right);
  if (row == 0)
    {
      /* Only the outer heads, over the names, beside the headings of the pictures. */
      HengFlowSankey heads = self->plan;

      heads.columns[0].x1 = heads.columns[0].label_x;
      heads.columns[heads.n_columns - 1].x0 = right->label_x;
      heads.n_columns = 1;
      heng_flow_sankey_draw_heads (&heads, self->draft->frame.x0, x1, self->draft->frame.y0);
      heads.columns[0] = heads.columns[names.n_columns - 1];
      heng_flow_sankey_draw_heads (&heads, self->draft->frame.x0, x1, self->draft->frame.y0);
    }
}

void
heng_flow_series_lay_out (HengFlowDraft *draft)
{
  Series self = { .draft = draft, .whole = *draft, .n_panels = heng_flow_graph_get_n_panels (draft->graph),
                  .gap_pt = MIN (GAP_EM * draft->type.size_pt, draft->options->width_pt / 30) };

  heng_flow_layout_init_part (&self.layout, draft->layout);
  self.whole.layout = &self.layout;
  self.planned = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  heng_flow_sankey_init (&self.plan, &self.whole);
  choose_grid (&self);
  make_plan (&self);
  for (guint panel = 0; panel < self.n_panels; panel++)
    lay_out_panel (&self, panel);
  for (guint row = 0; row < self.n_down && !self.names_each; row++)
    name_row (&self, row);

  g_array_append_vals (draft->layout->labels, self.layout.labels->data, self.layout.labels->len);
  heng_flow_sankey_clear (&self.plan);
  g_hash_table_unref (self.planned);
  heng_flow_layout_clear_part (&self.layout);
}
