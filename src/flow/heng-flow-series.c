// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-graph-private.h"
#include "heng-flow-series-private.h"

#include <math.h>

/*
 * Small multiples: the same Sankey once a panel, on one scale and in one order. In a row of pictures each node has one height that is
 * kept free for it in all of them, the largest it needs in any, so that the eye finds it along one line.
 */

#define N_HEIGHT_PASSES 12

/* Widths in parts of the type's size. */
#define LEAST_NAMED_EM 32.0 /* a picture from this width on names its own nodes, */
#define LEAST_MIDDLE_EM 38.0 /* with a middle from this */
#define LEAST_RUN_EM 11.0   /* bands should run at least this far */
#define GAP_EM 2.2
#define MOST_NAME_SHARE 0.2 /* of the page's width, on either side, where the names stand once */

static double
get_width (const HengFlowSeries *self,
           guint                 n_across)
{
  const HengFlowFrame *frame = &self->draft->frame;

  return (frame->x1 - frame->x0 - (n_across - 1) * self->gap_pt) / n_across;
}

static double
get_height (const HengFlowSeries *self,
            guint                 n_down)
{
  const HengFlowFrame *frame = &self->draft->frame;

  return (frame->y1 - frame->y0 - (n_down - 1) * 0.7 * self->gap_pt) / n_down;
}

/* Returns: the width from which on a picture names its own nodes */
static double
get_named_width (const HengFlowSeries *self)
{
  return (self->draft->middle != HENG_FLOW_MIDDLE_NONE ? LEAST_MIDDLE_EM : LEAST_NAMED_EM) * self->draft->type.size_pt;
}

/* Returns: from 0 to 1: how well the pictures can be read in so many rows */
static double
rate_rows (const HengFlowSeries *self,
           guint                 n_down,
           guint                 n_lines)
{
  double size = self->draft->type.size_pt;
  guint n_across = (self->n_panels + n_down - 1) / n_down;
  double width = get_width (self, n_across);
  double run = width >= get_named_width (self) ? width / 2 : width * (1 - 2 * MOST_NAME_SHARE) - size;
  double height = get_height (self, n_down) - 1.5 * self->plan.line_pt;

  return CLAMP (run / (LEAST_RUN_EM * size), 0.01, 1) * CLAMP (height / (n_lines * self->plan.line_pt), 0.01, 1);
}

/* Few rows before many: the pictures of a row can be compared along one line. */
static void
choose_grid (HengFlowSeries *self)
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
  self->names_each = self->width_pt >= get_named_width (self);
  self->heading_pt = MIN ((self->names_each ? 3.1 : 1.7) * self->plan.line_pt, 0.4 * self->height_pt);
}

/* Each node's height is what it needs in the panel of the row where it needs most. */
static void
find_extents (HengFlowSeries    *self,
              HengFlowSeriesRow *row)
{
  g_autofree gint64 *most = g_new0 (gint64, row->layout.nodes->len + 1);

  for (guint panel = row->first; panel < row->end; panel++)
    {
      g_autoptr(HengFlowGraph) graph = heng_flow_graph_new_panels (self->draft->graph, panel, panel);
      HengFlowLayout part;
      HengFlowDraft draft = *self->draft;

      heng_flow_layout_init_part (&part, self->draft->layout);
      draft.layout = &part;
      draft.graph = graph;
      heng_flow_draft_fill_two_sided (&draft, self->most_nodes, draft.middle);
      for (guint i = 0; i < part.nodes->len; i++)
        {
          const HengFlowNode *node = heng_flow_draft_node (&draft, i);
          g_autofree char *key = heng_flow_layout_make_key (node);
          guint planned = GPOINTER_TO_UINT (g_hash_table_lookup (row->planned, key)) - 1;

          most[planned] = MAX (most[planned], MAX (node->paid, node->received));
        }
      heng_flow_layout_clear_part (&part);
    }
  g_free (row->plan.extents);
  row->plan.extents = g_steal_pointer (&most);
}

/* The links of all panels together are wider than a node's height: their ends are drawn together into it. */
static void
squeeze_ports (HengFlowSeriesRow *row)
{
  for (guint i = 0; i < row->layout.links->len; i++)
    {
      HengFlowLink *link = heng_flow_draft_link (&row->draft, i);

      link->y0 *= (double) row->plan.extents[link->from] / heng_flow_draft_node (&row->draft, link->from)->paid;
      link->y1 *= (double) row->plan.extents[link->to] / heng_flow_draft_node (&row->draft, link->to)->received;
      if (link->middle >= 0)
        {
          double squeeze = (double) row->plan.extents[link->middle] / heng_flow_draft_node (&row->draft, link->middle)->paid;

          link->middle_y0 *= squeeze;
          link->middle_y1 *= squeeze;
        }
    }
}

/* The order is that of all panels together; places count only what stands in the row. */
static void
take_order (HengFlowSeries    *self,
            HengFlowSeriesRow *row)
{
  GArray *nodes = row->layout.nodes;
  g_autofree guint *places = g_new (guint, nodes->len + 1);

  for (guint i = 0; i < nodes->len; i++)
    {
      g_autofree char *key = heng_flow_layout_make_key (heng_flow_draft_node (&row->draft, i));

      places[i] = GPOINTER_TO_UINT (g_hash_table_lookup (self->draft->layout->places, key));
    }
  for (guint i = 0; i < nodes->len; i++)
    {
      HengFlowNode *node = heng_flow_draft_node (&row->draft, i);
      const HengFlowColumn *column = &row->plan.columns[node->column];

      node->place = 0;
      for (guint j = column->first; j < column->end; j++)
        node->place += places[j] < places[i];
    }
}

static void
begin_row (HengFlowSeries *self,
           guint           index)
{
  HengFlowSeriesRow *row = &self->rows[index];

  row->first = index * self->n_across;
  row->end = MIN (row->first + self->n_across, self->n_panels);
  row->graph = heng_flow_graph_new_span (self->draft->graph, row->first, row->end);
  row->planned = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  heng_flow_layout_init_part (&row->layout, self->draft->layout);
  row->draft = *self->draft;
  row->draft.layout = &row->layout;
  row->draft.graph = row->graph;
  heng_flow_sankey_init (&row->plan, &row->draft);
  heng_flow_sankey_fill (&row->plan, self->most_nodes);
  for (guint i = 0; i < row->layout.nodes->len; i++)
    g_hash_table_insert (row->planned, heng_flow_layout_make_key (heng_flow_draft_node (&row->draft, i)), GUINT_TO_POINTER (i + 1));
  find_extents (self, row);
  take_order (self, row);
}

static void
clear_row (HengFlowSeriesRow *row)
{
  heng_flow_sankey_clear (&row->plan);
  heng_flow_layout_clear_part (&row->layout);
  g_hash_table_unref (row->planned);
  heng_flow_graph_unref (row->graph);
}

/*
 * The middle is named alike in all pictures: with amounts, without, or only by the legend. Narrow pictures name groups, which no
 * colour tells apart, but not mechanisms.
 */
static void
find_middle_names (HengFlowSeries *self)
{
  HengFlowColumn *middle = &self->plan.columns[1];
  double most;

  if (self->plan.n_columns < 3)
    return;

  most = 1.2 * (middle->x0 - self->plan.columns[0].x1);
  self->names_middle = self->whole.middle == HENG_FLOW_MIDDLE_GROUP ||
                       (self->names_each && heng_flow_sankey_fits (&self->plan, middle, FALSE, most));
  self->middle_amounts = self->names_each && heng_flow_sankey_fits (&self->plan, middle, TRUE, most);
  middle->label_width_pt = most;
}

/* Where the names stand once, they stand beside the first and the last picture of a row, and all pictures share what is left. */
static void
find_widths (HengFlowSeries *self)
{
  const HengFlowFrame *frame = &self->draft->frame;
  HengFlowSankey *plan = &self->plan;
  HengFlowColumn *left = &plan->columns[0];
  HengFlowColumn *right = &plan->columns[plan->n_columns - 1];
  double size = self->draft->type.size_pt;
  double width = frame->x1 - frame->x0;
  double space = MIN ((left->is_crowded || right->is_crowded ? 2.0 : 1.3) * size, width / 40);
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
      find_middle_names (self);
    }
}

static void
stack_rows (HengFlowSeries *self)
{
  double drop = 0;

  for (guint i = 0; i < self->n_down; i++)
    {
      HengFlowSeriesRow *row = &self->rows[i];

      row->drop_pt = drop;
      row->plan.top = self->plan.top + drop;
      row->plan.bottom = row->plan.top + row->body_pt;
      drop += self->heading_pt + row->body_pt + 0.7 * self->gap_pt;
    }
}

/* Years with much need more height than years with little: height goes to the rows whose scale is small, until they are alike. */
static void
share_heights (HengFlowSeries *self)
{
  double mean = self->plan.bottom - self->plan.top;
  double least = MIN (mean, MAX (mean / 3, 4 * self->plan.line_pt));

  for (guint i = 0; i < self->n_down; i++)
    self->rows[i].body_pt = mean;
  for (guint pass = 0; pass < N_HEIGHT_PASSES; pass++)
    {
      double smallest = G_MAXDOUBLE;
      double sum = 0;

      stack_rows (self);
      for (guint i = 0; i < self->n_down; i++)
        if (self->rows[i].plan.n_columns > 0)
          {
            heng_flow_sankey_find_scale (&self->rows[i].plan);
            smallest = MIN (smallest, self->rows[i].plan.scale);
          }
      if (pass + 1 == N_HEIGHT_PASSES)
        return;

      for (guint i = 0; i < self->n_down; i++)
        {
          HengFlowSeriesRow *row = &self->rows[i];
          double ratio = row->plan.n_columns > 0 ? sqrt (smallest / row->plan.scale) : 0;

          row->body_pt = MAX (row->body_pt * ratio, least);
          sum += row->body_pt - least;
        }
      /* What is over the least is shared anew, so that the whole stays as high as it was. */
      for (guint i = 0; i < self->n_down; i++)
        self->rows[i].body_pt = sum <= 0 ? mean : least + (self->rows[i].body_pt - least) * self->n_down * (mean - least) / sum;
    }
}

/* All rows have one scale and one size of type: the smallest that any of them needs. */
static void
agree_on_scale (HengFlowSeries *self)
{
  HengFlowSankey *plan = &self->plan;

  plan->scale = G_MAXDOUBLE;
  for (guint i = 0; i < self->n_down; i++)
    {
      const HengFlowSankey *row = &self->rows[i].plan;

      if (row->n_columns == 0)
        continue;
      plan->scale = MIN (plan->scale, row->scale);
      plan->line_pt = MIN (plan->line_pt, row->line_pt);
      plan->label_pt = MIN (plan->label_pt, row->label_pt);
      for (guint j = 0; j < plan->n_columns; j++)
        plan->columns[j].is_crowded |= row->columns[j].is_crowded;
    }
  self->draft->layout->scale = plan->scale;
}

static void
place_row (const HengFlowSeries *self,
           HengFlowSeriesRow    *row)
{
  const HengFlowSankey *plan = &self->plan;

  row->plan.scale = plan->scale;
  row->plan.line_pt = plan->line_pt;
  row->plan.label_pt = plan->label_pt;
  row->plan.with_amounts = plan->with_amounts;
  for (guint i = 0; i < row->plan.n_columns; i++)
    {
      row->plan.columns[i].x0 = plan->columns[i].x0;
      row->plan.columns[i].x1 = plan->columns[i].x1;
      row->plan.columns[i].label_x = plan->columns[i].label_x;
      row->plan.columns[i].label_width_pt = plan->columns[i].label_width_pt;
    }
  if (row->plan.n_columns == 0)
    return;

  heng_flow_sankey_sort_ports (&row->plan);
  squeeze_ports (row);
  heng_flow_sankey_place (&row->plan);
}

static void
make_plan (HengFlowSeries *self)
{
  HengFlowSankey *plan = &self->plan;

  plan->top = self->draft->frame.y0 + self->heading_pt;
  plan->bottom = self->draft->frame.y0 + self->height_pt;
  self->most_nodes = heng_flow_sankey_count_most (plan, plan->bottom - plan->top);
  heng_flow_sankey_fill (plan, self->most_nodes);
  heng_flow_sankey_find_order (plan);
  for (guint i = 0; i < self->n_down; i++)
    begin_row (self, i);
  share_heights (self);
  agree_on_scale (self);
  find_widths (self);
  for (guint i = 0; i < self->n_down; i++)
    place_row (self, &self->rows[i]);
}

void
heng_flow_series_lay_out (HengFlowDraft *draft)
{
  HengFlowSeries self = { .draft = draft, .whole = *draft, .n_panels = heng_flow_graph_get_n_panels (draft->graph),
                          .gap_pt = MIN (GAP_EM * draft->type.size_pt, draft->options->width_pt / 30) };

  heng_flow_layout_init_part (&self.layout, draft->layout);
  self.whole.layout = &self.layout;
  heng_flow_sankey_init (&self.plan, &self.whole);
  choose_grid (&self);
  self.rows = g_new0 (HengFlowSeriesRow, self.n_down);
  make_plan (&self);
  for (guint panel = 0; panel < self.n_panels; panel++)
    heng_flow_series_draw_panel (&self, panel);
  for (guint row = 0; row < self.n_down; row++)
    {
      if (!self.names_each)
        heng_flow_series_name_row (&self, row);
      clear_row (&self.rows[row]);
    }
  g_free (self.rows);
  heng_flow_sankey_clear (&self.plan);
  heng_flow_layout_clear_part (&self.layout);
}
