// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-order.h"
#include "heng-flow-sankey-private.h"

#include <string.h>

/*
 * Weights of the ordering: the whole is this much. What is drawn 1 pt wide weighs as 1 pt, as long as that is no more than a quarter
 * of a mean link: where most links are hairlines, weighing them all alike would cross more of the money for the sake of lines.
 */
#define WHOLE_WEIGHT (1 << 24)
#define MOST_OF_MEAN 4

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
          g_array_index (edges, HengFlowEdge, GPOINTER_TO_UINT (at) - 1).weight += link->amount + link->amount_before;
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
  int *earlier;
  guint n_known = 0;

  if (previous == NULL)
    return NULL;

  earlier = g_new (int, nodes->len + 1);
  for (guint i = 0; i < nodes->len; i++)
    {
      g_autofree char *key = heng_flow_layout_make_key (heng_flow_draft_node (self->draft, i));

      earlier[i] = GPOINTER_TO_INT (g_hash_table_lookup (previous->places, key)) - 1;
      n_known += earlier[i] >= 0;
    }
  if (n_known == 0)
    g_clear_pointer (&earlier, g_free);

  return earlier;
}

/* Returns: (transfer full): per node its rank in the order that the user gave its column, or -1; NULL where no order was given */
static int *
find_fixed (HengFlowSankey *self)
{
  const HengFlowOptions *options = self->draft->options;
  GArray *nodes = self->draft->layout->nodes;
  int *fixed;

  if (options->order_of_payers == NULL && options->order_of_middles == NULL && options->order_of_receivers == NULL)
    return NULL;

  fixed = g_new (int, nodes->len + 1);
  for (guint i = 0; i < nodes->len; i++)
    {
      const HengFlowNode *node = heng_flow_draft_node (self->draft, i);
      const char *const *order = node->side == HENG_FLOW_SIDE_PAYER    ? options->order_of_payers
                                 : node->side == HENG_FLOW_SIDE_MIDDLE ? options->order_of_middles
                                                                       : options->order_of_receivers;

      fixed[i] = -1;
      for (guint rank = 0; order != NULL && order[rank] != NULL && fixed[i] < 0; rank++)
        if (strcmp (order[rank], node->id) == 0)
          fixed[i] = (int) rank;
    }

  return fixed;
}

/* What was bundled stands last, as in a table, though another place might save a crossing; unless the user has put it elsewhere. */
static void
move_others_last (HengFlowSankey *self,
                  const int      *fixed)
{
  for (guint i = 0; i < self->draft->layout->nodes->len; i++)
    {
      HengFlowNode *other = heng_flow_draft_node (self->draft, i);
      const HengFlowColumn *column = &self->columns[other->column];
      guint place = other->place;

      if (other->n_bundled == 0 || (fixed != NULL && fixed[i] >= 0))
        continue;
      for (guint j = column->first; j < column->end; j++)
        if (heng_flow_draft_node (self->draft, j)->place > place)
          heng_flow_draft_node (self->draft, j)->place--;
      other->place = column->end - column->first - 1;
    }
}

/* Another layout of much the same flows may want to keep this order. */
static void
keep_places (HengFlowSankey *self)
{
  for (guint i = 0; i < self->draft->layout->nodes->len; i++)
    {
      const HengFlowNode *node = heng_flow_draft_node (self->draft, i);

      g_hash_table_replace (self->draft->layout->places, heng_flow_layout_make_key (node), GUINT_TO_POINTER (node->place + 1));
    }
}

void
heng_flow_sankey_find_order (HengFlowSankey *self)
{
  GArray *nodes = self->draft->layout->nodes;
  g_autofree guint *layer_of = g_new (guint, nodes->len + 1);
  g_autoptr(GArray) edges = list_edges (self);
  g_autoptr(HengFlowLayers) layers = NULL;
  g_autofree int *earlier = find_earlier (self);
  g_autofree int *fixed = find_fixed (self);
  gint64 total = heng_flow_graph_get_total (self->draft->graph);
  gint64 floor = MIN (WHOLE_WEIGHT / MAX ((gint64) (self->bottom - self->top), 1),
                      WHOLE_WEIGHT / MAX (MOST_OF_MEAN * (gint64) edges->len, 1));

  for (guint i = 0; i < nodes->len; i++)
    layer_of[i] = heng_flow_draft_node (self->draft, i)->column;
  for (guint i = 0; i < edges->len; i++)
    {
      HengFlowEdge *edge = &g_array_index (edges, HengFlowEdge, i);

      edge->weight = get_weight (edge->weight, total, floor);
    }
  layers = heng_flow_layers_new (self->n_columns, nodes->len, layer_of, edges->len, (const HengFlowEdge *) edges->data);
  if (earlier != NULL)
    heng_flow_order_resume_fixed (layers, earlier, fixed);
  else
    heng_flow_order_solve_fixed (layers, self->draft->options->n_restarts, fixed);
  for (guint i = 0; i < nodes->len; i++)
    heng_flow_draft_node (self->draft, i)->place = layers->position[i];
  move_others_last (self, fixed);
  keep_places (self);
}
