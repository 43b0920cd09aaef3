// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-graph.h"
#include "heng-flow-graph-private.h"

#include <string.h>

/* A link as it was given: its ends are numbers in the order of adding, its one record not yet in a list. */
typedef struct
{
  guint    payer;
  guint    mechanism;
  guint    receiver;
  gboolean is_reversed;
  gint64   amount;
  guint64  record;
} RawLink;

struct _HengFlowGraphBuilder
{
  HengFlowGraph *graph;
  GHashTable    *node_numbers;      /* id → number + 1 in the order of adding */
  GHashTable    *mechanism_numbers;
  GArray        *raw_links;
};

HengFlowGraphBuilder *
heng_flow_graph_builder_new (void)
{
  HengFlowGraphBuilder *self = g_new0 (HengFlowGraphBuilder, 1);

  self->graph = heng_flow_graph_new_empty ();
  self->node_numbers = g_hash_table_new (g_str_hash, g_str_equal);
  self->mechanism_numbers = g_hash_table_new (g_str_hash, g_str_equal);
  self->raw_links = g_array_new (FALSE, FALSE, sizeof (RawLink));

  return self;
}

void
heng_flow_graph_builder_free (HengFlowGraphBuilder *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->graph, heng_flow_graph_unref);
  g_hash_table_unref (self->node_numbers);
  g_hash_table_unref (self->mechanism_numbers);
  g_array_unref (self->raw_links);
  g_free (self);
}

static gboolean
take_number (GHashTable  *numbers,
             const char  *id,
             guint        number,
             GError     **error)
{
  if (g_hash_table_contains (numbers, id))
    {
      g_set_error (error, HENG_FLOW_ERROR, HENG_FLOW_ERROR_DUPLICATE, "“%s” was added twice", id);
      return FALSE;
    }

  g_hash_table_insert (numbers, (gpointer) id, GUINT_TO_POINTER (number + 1));

  return TRUE;
}

static gboolean
find_number (GHashTable  *numbers,
             const char  *id,
             guint       *number,
             GError     **error)
{
  guint found = GPOINTER_TO_UINT (g_hash_table_lookup (numbers, id));

  if (found == 0)
    {
      g_set_error (error, HENG_FLOW_ERROR, HENG_FLOW_ERROR_UNKNOWN, "“%s” is not known to the graph", id);
      return FALSE;
    }

  *number = found - 1;

  return TRUE;
}

gboolean
heng_flow_graph_builder_add_node (HengFlowGraphBuilder  *self,
                                  const char            *id,
                                  const char            *label,
                                  GError               **error)
{
  HengFlowGraphNode node = { NULL };

  g_return_val_if_fail (self != NULL && self->graph != NULL, FALSE);
  g_return_val_if_fail (id != NULL && label != NULL, FALSE);

  node.id = g_string_chunk_insert (self->graph->strings, id);
  node.label = g_string_chunk_insert (self->graph->strings, label);
  node.short_label = node.label;
  node.tile_row = node.tile_column = -1;
  if (!take_number (self->node_numbers, node.id, self->graph->nodes->len, error))
    return FALSE;

  g_array_append_val (self->graph->nodes, node);

  return TRUE;
}

gboolean
heng_flow_graph_builder_set_tile (HengFlowGraphBuilder  *self,
                                  const char            *id,
                                  const char            *short_label,
                                  int                    row,
                                  int                    column,
                                  GError               **error)
{
  HengFlowGraphNode *node;
  guint number;

  g_return_val_if_fail (self != NULL && self->graph != NULL, FALSE);
  g_return_val_if_fail (id != NULL && short_label != NULL, FALSE);
  g_return_val_if_fail (row >= -1 && row < 100 && column >= -1 && column < 100, FALSE);

  if (!find_number (self->node_numbers, id, &number, error))
    return FALSE;

  node = &g_array_index (self->graph->nodes, HengFlowGraphNode, number);
  node->short_label = g_string_chunk_insert (self->graph->strings, short_label);
  node->tile_row = row;
  node->tile_column = column;

  return TRUE;
}

gboolean
heng_flow_graph_builder_add_mechanism (HengFlowGraphBuilder  *self,
                                       const char            *id,
                                       const char            *label,
                                       guint                  colour_index,
                                       GError               **error)
{
  HengFlowGraphMechanism mechanism = { NULL };

  g_return_val_if_fail (self != NULL && self->graph != NULL, FALSE);
  g_return_val_if_fail (id != NULL && label != NULL, FALSE);

  mechanism.id = g_string_chunk_insert (self->graph->strings, id);
  mechanism.label = g_string_chunk_insert (self->graph->strings, label);
  mechanism.colour_index = colour_index;
  if (!take_number (self->mechanism_numbers, mechanism.id, self->graph->mechanisms->len, error))
    return FALSE;

  g_array_append_val (self->graph->mechanisms, mechanism);

  return TRUE;
}

gboolean
heng_flow_graph_builder_add_link (HengFlowGraphBuilder  *self,
                                  const char            *payer,
                                  const char            *mechanism,
                                  const char            *receiver,
                                  gboolean               is_reversed,
                                  gint64                 amount,
                                  guint64                record,
                                  GError               **error)
{
  RawLink link = { .is_reversed = !!is_reversed, .amount = amount, .record = record };

  g_return_val_if_fail (self != NULL && self->graph != NULL, FALSE);
  g_return_val_if_fail (payer != NULL && mechanism != NULL && receiver != NULL, FALSE);

  if (!find_number (self->node_numbers, payer, &link.payer, error) ||
      !find_number (self->mechanism_numbers, mechanism, &link.mechanism, error) ||
      !find_number (self->node_numbers, receiver, &link.receiver, error))
    return FALSE;

  if (amount < 0)
    {
      g_set_error (error, HENG_FLOW_ERROR, HENG_FLOW_ERROR_AMOUNT,
                   "The flow from “%s” to “%s” is %" G_GINT64_FORMAT ", below zero", payer, receiver, amount);
      return FALSE;
    }

  if (amount == 0)
    self->graph->n_dropped++;
  else
    g_array_append_val (self->raw_links, link);

  return TRUE;
}

static int
compare_nodes (gconstpointer a,
               gconstpointer b)
{
  return strcmp (((const HengFlowGraphNode *) a)->id, ((const HengFlowGraphNode *) b)->id);
}

static int
compare_mechanisms (gconstpointer a,
                    gconstpointer b)
{
  const HengFlowGraphMechanism *first = a;
  const HengFlowGraphMechanism *second = b;

  if (first->colour_index != second->colour_index)
    return first->colour_index < second->colour_index ? -1 : 1;

  return strcmp (first->id, second->id);
}

static int
compare_ends (const RawLink *a,
              const RawLink *b)
{
  if (a->payer != b->payer)
    return a->payer < b->payer ? -1 : 1;
  if (a->mechanism != b->mechanism)
    return a->mechanism < b->mechanism ? -1 : 1;
  if (a->receiver != b->receiver)
    return a->receiver < b->receiver ? -1 : 1;

  return a->is_reversed - b->is_reversed;
}

static int
compare_raw_links (gconstpointer a,
                   gconstpointer b)
{
  const RawLink *first = a;
  const RawLink *second = b;
  int ends = compare_ends (first, second);

  if (ends != 0 || first->record == second->record)
    return ends;

  return first->record < second->record ? -1 : 1;
}

/* Sorts nodes and mechanisms, and renames the ends of the raw links from the order of adding to the sorted one. */
static void
sort_names (HengFlowGraphBuilder *self)
{
  HengFlowGraph *graph = self->graph;
  g_autofree guint *node_index = g_new0 (guint, graph->nodes->len + 1);
  g_autofree guint *mechanism_index = g_new0 (guint, graph->mechanisms->len + 1);

  g_array_sort (graph->nodes, compare_nodes);
  g_array_sort (graph->mechanisms, compare_mechanisms);
  for (guint i = 0; i < graph->nodes->len; i++)
    {
      const char *id = g_array_index (graph->nodes, HengFlowGraphNode, i).id;
      node_index[GPOINTER_TO_UINT (g_hash_table_lookup (self->node_numbers, id)) - 1] = i;
    }
  for (guint i = 0; i < graph->mechanisms->len; i++)
    {
      const char *id = g_array_index (graph->mechanisms, HengFlowGraphMechanism, i).id;
      mechanism_index[GPOINTER_TO_UINT (g_hash_table_lookup (self->mechanism_numbers, id)) - 1] = i;
    }
  for (guint i = 0; i < self->raw_links->len; i++)
    {
      RawLink *link = &g_array_index (self->raw_links, RawLink, i);

      link->payer = node_index[link->payer];
      link->mechanism = mechanism_index[link->mechanism];
      link->receiver = node_index[link->receiver];
    }
}

/* Adds one raw link to the graph's last link, or begins a new one when its ends differ from it. */
static gboolean
sum_link (HengFlowGraph  *graph,
          const RawLink  *raw,
          gboolean        begins,
          GError        **error)
{
  HengFlowGraphLink *last;

  if (__builtin_add_overflow (graph->total, raw->amount, &graph->total))
    {
      g_set_error (error, HENG_FLOW_ERROR, HENG_FLOW_ERROR_OVERFLOW,
                   "The flows together pass %" G_GINT64_FORMAT " minor units", G_MAXINT64);
      return FALSE;
    }

  if (begins)
    {
      HengFlowGraphLink link = { .payer = raw->payer, .mechanism = raw->mechanism, .receiver = raw->receiver,
                                 .is_reversed = raw->is_reversed };

      /* The list grows where the last one ended; the array was made long enough for all of them. */
      if (graph->links->len > 0)
        {
          last = &g_array_index (graph->links, HengFlowGraphLink, graph->links->len - 1);
          link.records = last->records + last->n_records;
        }
      else
        link.records = graph->records;
      g_array_append_val (graph->links, link);
    }

  last = &g_array_index (graph->links, HengFlowGraphLink, graph->links->len - 1);
  last->amount += raw->amount;
  if (last->n_records == 0 || last->records[last->n_records - 1] != raw->record)
    graph->records[&last->records[last->n_records++] - graph->records] = raw->record;

  return TRUE;
}

HengFlowGraph *
heng_flow_graph_builder_finish (HengFlowGraphBuilder  *self,
                                GError               **error)
{
  g_autoptr(HengFlowGraphBuilder) owned = self;
  const RawLink *before = NULL;

  g_return_val_if_fail (self != NULL && self->graph != NULL, NULL);

  sort_names (self);
  g_array_sort (self->raw_links, compare_raw_links);
  self->graph->records = g_new0 (guint64, self->raw_links->len + 1);
  for (guint i = 0; i < self->raw_links->len; i++)
    {
      const RawLink *raw = &g_array_index (self->raw_links, RawLink, i);

      if (!sum_link (self->graph, raw, before == NULL || compare_ends (before, raw) != 0, error))
        return NULL;
      before = raw;
    }

  return g_steal_pointer (&owned->graph);
}
