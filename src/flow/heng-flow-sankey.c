// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-sankey-private.h"
#include "heng-flow-order.h"

#include <math.h>
#include <string.h>

/* Gaps take at most this share of the height, and are at least this high: what decides how many nodes can be told apart. */
#define MOST_GAP_SHARE 0.4
#define LEAST_GAP_PT 1.0

#define LEAST_LABEL_SIZE 0.85

/* Weights of the ordering: the whole is this much, and what is drawn 1 pt wide weighs as 1 pt. */
#define WHOLE_WEIGHT (1 << 24)
#define MOST_FLOOR (1 << 30)

static guint
get_size (const HengFlowColumn *column)
{
  return column->end - column->first;
}

static void
find_columns (HengFlowSankey *self)
{
  GArray *nodes = self->draft->layout->nodes;

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

/*
 * The height is shared between bars and gaps. A few bars do not fill the page: a band half a page thick says no more than a
 * slim one and drowns the rest.
 */
static void
find_scale (HengFlowSankey *self)
{
  double height = self->bottom - self->top;
  double total = heng_flow_graph_get_total (self->draft->graph);
  double full = self->draft->options->full_scale;
  guint longest = 1;

  self->scale = G_MAXDOUBLE;
  for (guint i = 0; i < self->n_columns; i++)
    {
      HengFlowColumn *column = &self->columns[i];
      guint n = get_size (column);
      double room = column->side == HENG_FLOW_SIDE_MIDDLE ? self->line_pt : 0;
      double gap = column->side == HENG_FLOW_SIDE_MIDDLE ? 0.5 * self->line_pt : 1.1 * self->line_pt;
      double wanted = n * room + (n - 1) * gap;
      double shrink = MIN (1, MOST_GAP_SHARE * height / MAX (wanted, 1));

      column->room_pt = room * shrink;
      column->gap_pt = gap * shrink;
      longest = MAX (longest, n);
      self->scale = MIN (self->scale, (height - wanted * shrink) / total);
    }
  self->scale = MIN (self->scale, height * longest / (longest + 2) / total);
  if (full > 0)
    self->scale = MIN (self->scale, height / full);
  g_assert (self->scale > 0);
}

static gint64
get_weight (gint64 amount,
            gint64 total,
            gint64 floor)
{
  __extension__ typedef unsigned __int128 Wide;

  return MAX ((gint64) ((Wide) amount * WHOLE_WEIGHT / total), floor);
}

/* One edge per pair of nodes that any link joins; the same pair of several mechanisms or marks counts once, with the sum. */
static GArray *
list_edges (HengFlowSankey *self)
{
  GArray *edges = g_array_new (FALSE, FALSE, sizeof (HengFlowEdge));
  g_autoptr(GHashTable) known = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  GArray *links = self->draft->layout->links;

  for (guint i = 0; i < links->len; i++)
    {
      const HengFlowLink *link = heng_flow_draft_link (self->draft, i);

      for (guint part = 0; part < self->n_columns - 1; part++)
        {
          guint from = part == 0 ? link->from : (guint) link->middle;
          guint to = self->n_columns == 3 && part == 0 ? (guint) link->middle : link->to;
          gint64 key = (gint64) from << 32 | to;
          gpointer at = g_hash_table_lookup (known, &key);

          if (at == NULL)
            {
              HengFlowEdge edge = { from, to, 0 };

              g_array_append_val (edges, edge);
              at = GUINT_TO_POINTER (edges->len);
              g_hash_table_insert (known, g_memdup2 (&key, sizeof key), at);
            }
          g_array_index (edges, HengFlowEdge, GPOINTER_TO_UINT (at) - 1).weight += link->amount;
        }
    }

  return edges;
}

/* Returns: (transfer full): per node its place in the earlier layout, or -1; NULL when nothing of it can be used */
static int *
find_earlier (HengFlowSankey *self)
{
  const HengFlowLayout *previous = self->draft->options->previous;
  GArray *nodes = self->draft->layout->nodes;
  g_autoptr(GHashTable) places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  int *earlier;
  guint n_known = 0;

  if (previous == NULL || previous->diagram != HENG_FLOW_DIAGRAM_SANKEY)
    return NULL;

  for (guint i = 0; i < previous->nodes->len; i++)
    {
      const HengFlowNode *node = heng_flow_layout_get_node (previous, i);

      g_hash_table_insert (places, g_strdup_printf ("%u %s", (guint) node->side, node->id), GUINT_TO_POINTER (node->place + 1));
    }
  earlier = g_new (int, nodes->len + 1);
  for (guint i = 0; i < nodes->len; i++)
    {
      const HengFlowNode *node = heng_flow_draft_node (self->draft, i);
      g_autofree char *key = g_strdup_printf ("%u %s", (guint) node->side, node->id);

      earlier[i] = GPOINTER_TO_INT (g_hash_table_lookup (places, key)) - 1;
      n_known += earlier[i] >= 0;
    }
  if (n_known == 0)
    g_clear_pointer (&earlier, g_free);

  return earlier;
}

static void
find_order (HengFlowSankey *self)
{
  GArray *nodes = self->draft->layout->nodes;
  g_autofree guint *layer_of = g_new (guint, nodes->len + 1);
  g_autoptr(GArray) edges = list_edges (self);
  g_autoptr(HengFlowLayers) layers = NULL;
  g_autofree int *earlier = find_earlier (self);
  gint64 total = heng_flow_graph_get_total (self->draft->graph);
  gint64 floor = MIN (WHOLE_WEIGHT / MAX ((gint64) (self->bottom - self->top), 1), MOST_FLOOR / MAX (edges->len, 1));

  for (guint i = 0; i < nodes->len; i++)
    layer_of[i] = heng_flow_draft_node (self->draft, i)->column;
  for (guint i = 0; i < edges->len; i++)
    {
      HengFlowEdge *edge = &g_array_index (edges, HengFlowEdge, i);

      edge->weight = get_weight (edge->weight, total, floor);
    }
  layers = heng_flow_layers_new (self->n_columns, nodes->len, layer_of, edges->len, (const HengFlowEdge *) edges->data);
  if (earlier != NULL)
    heng_flow_order_resume (layers, earlier);
  else
    heng_flow_order_solve (layers, self->draft->options->n_restarts);
  for (guint i = 0; i < nodes->len; i++)
    heng_flow_draft_node (self->draft, i)->place = layers->position[i];
}

/* What was bundled stands last, as in a table, though another place might save a crossing. */
static void
move_others_last (HengFlowSankey *self)
{
  for (guint i = 0; i < self->n_columns; i++)
    {
      const HengFlowColumn *column = &self->columns[i];
      HengFlowNode *other = heng_flow_draft_node (self->draft, column->end - 1);
      guint place = other->place;

      if (other->n_bundled == 0)
        continue;
      for (guint j = column->first; j < column->end; j++)
        if (heng_flow_draft_node (self->draft, j)->place > place)
          heng_flow_draft_node (self->draft, j)->place--;
      other->place = get_size (column) - 1;
    }
}

/* Outer labels stand outside the bars, the middle ones above theirs; what is left is the bands' run. */
static void
find_widths (HengFlowSankey *self)
{
  const HengFlowFrame *frame = &self->draft->frame;
  double size = self->draft->type.size_pt;
  double width = frame->x1 - frame->x0;
  double bar = MIN (0.9 * size, width / 20);
  double space = MIN (1.3 * size, width / 20);
  double most = width * (self->n_columns == 3 ? 0.25 : 0.29);
  HengFlowColumn *left = &self->columns[0];
  HengFlowColumn *right = &self->columns[self->n_columns - 1];

  left->label_width_pt = heng_flow_sankey_measure_labels (self, left, most);
  right->label_width_pt = heng_flow_sankey_measure_labels (self, right, most);
  left->x0 = frame->x0 + left->label_width_pt + space;
  left->x1 = left->x0 + bar;
  right->x1 = frame->x1 - right->label_width_pt - space;
  right->x0 = right->x1 - bar;
  if (self->n_columns == 3)
    {
      HengFlowColumn *middle = &self->columns[1];

      middle->x0 = (left->x0 + right->x1 - bar) / 2;
      middle->x1 = middle->x0 + bar;
      middle->label_width_pt = heng_flow_sankey_measure_labels (self, middle, 0.8 * (middle->x0 - left->x1));
    }
}

static void
draw_heads (HengFlowSankey *self)
{
  const HengFlowTexts *texts = &self->draft->options->texts;
  const char *heads[] = { texts->payer_head, texts->middle_head, texts->receiver_head };
  static const HengFlowAlign aligns[] = { HENG_FLOW_ALIGN_END, HENG_FLOW_ALIGN_CENTRE, HENG_FLOW_ALIGN_START };
  const HengFlowFrame *frame = &self->draft->frame;
  double third = (frame->x1 - frame->x0) / 3;

  for (guint i = 0; i < self->n_columns; i++)
    {
      const HengFlowColumn *column = &self->columns[i];
      guint at = column->side == HENG_FLOW_SIDE_PAYER ? 0 : column->side == HENG_FLOW_SIDE_MIDDLE ? 1 : 2;
      double x0 = at == 0 ? frame->x0 : at == 1 ? frame->x0 + third : column->x0;
      double x1 = at == 0 ? column->x1 : at == 1 ? frame->x1 - third : frame->x1;
      HengFlowShape *shape;

      if (heads[at] == NULL)
        continue;
      shape = heng_flow_display_add_text (self->draft->layout->display, HENG_FLOW_ROLE_PAGE, HENG_FLOW_INK_DIM,
                                          heads[at], 0.9 * self->draft->type.size_pt, x0, frame->y0, x1, self->top);
      shape->align = aligns[at];
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

void
heng_flow_sankey_lay_out (HengFlowDraft *draft)
{
  const HengFlowOptions *options = draft->options;
  const HengFlowTexts *texts = &options->texts;
  HengFlowSankey self = { .draft = draft };
  guint most_nodes;

  size_labels (&self, 0);
  self.top = draft->frame.y0;
  self.bottom = draft->frame.y1;
  if (texts->payer_head != NULL || texts->middle_head != NULL || texts->receiver_head != NULL)
    self.top += 1.5 * self.line_pt;

  most_nodes = MAX (2, (guint) (MOST_GAP_SHARE * (self.bottom - self.top) / LEAST_GAP_PT));
  if (options->max_nodes > 0)
    most_nodes = MIN (most_nodes, options->max_nodes);
  heng_flow_draft_fill_two_sided (draft, most_nodes, draft->middle);

  find_columns (&self);
  size_labels (&self, self.bottom - self.top);
  find_scale (&self);
  draft->layout->scale = self.scale;
  find_order (&self);
  move_others_last (&self);
  find_widths (&self);
  heng_flow_sankey_sort_ports (&self);
  heng_flow_sankey_place (&self);

  draw_heads (&self);
  heng_flow_sankey_draw_bands (&self);
  heng_flow_sankey_draw_bars (&self);
  heng_flow_sankey_draw_labels (&self);

  g_free (self.by_payer);
  g_free (self.by_entry);
  g_free (self.by_exit);
  g_free (self.by_receiver);
}
