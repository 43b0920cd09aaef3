// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-graph.h"
#include "heng-flow-graph-private.h"

#include <string.h>

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
compare_groups (gconstpointer a,
                gconstpointer b)
{
  return strcmp (((const HengFlowGraphGroup *) a)->id, ((const HengFlowGraphGroup *) b)->id);
}

static int
compare_ends (const HengFlowRawEntry *a,
              const HengFlowRawEntry *b)
{
  if (a->payer != b->payer)
    return a->payer < b->payer ? -1 : 1;
  if (a->mechanism != b->mechanism)
    return a->mechanism < b->mechanism ? -1 : 1;
  if (a->group != b->group)
    return a->group < b->group ? -1 : 1;
  if (a->receiver != b->receiver)
    return a->receiver < b->receiver ? -1 : 1;
  if (a->is_reversed != b->is_reversed)
    return a->is_reversed - b->is_reversed;

  return (a->panel > b->panel) - (a->panel < b->panel);
}

static int
compare_zeros (gconstpointer a,
               gconstpointer b)
{
  const HengFlowGraphZero *first = a;
  const HengFlowGraphZero *second = b;

  if (first->payer != second->payer)
    return first->payer < second->payer ? -1 : 1;
  if (first->receiver != second->receiver)
    return first->receiver < second->receiver ? -1 : 1;

  return (first->panel > second->panel) - (first->panel < second->panel);
}

static int
compare_raw_entries (gconstpointer a,
                     gconstpointer b)
{
  const HengFlowRawEntry *first = a;
  const HengFlowRawEntry *second = b;
  int ends = compare_ends (first, second);

  if (ends != 0 || first->record == second->record)
    return ends;

  return first->record < second->record ? -1 : 1;
}

/* Returns: (transfer full): per number in the order of adding the index it has now that @sorted is sorted; each begins with its id */
static guint *
list_indexes (GArray     *sorted,
              GHashTable *numbers)
{
  guint *indexes = g_new0 (guint, sorted->len + 1);
  guint size = g_array_get_element_size (sorted);

  for (guint i = 0; i < sorted->len; i++)
    {
      const char *id = *(const char *const *) (sorted->data + (gsize) i * size);

      indexes[GPOINTER_TO_UINT (g_hash_table_lookup (numbers, id)) - 1] = i;
    }

  return indexes;
}

/* Sorts all names, and renames the ends of the entries from the order of adding to the sorted one. */
static void
sort_names (HengFlowGraphBuilder *self)
{
  HengFlowGraph *graph = self->graph;
  g_autofree guint *node_index = NULL;
  g_autofree guint *mechanism_index = NULL;
  g_autofree guint *group_index = NULL;

  g_array_sort (graph->nodes, compare_nodes);
  g_array_sort (graph->mechanisms, compare_mechanisms);
  g_array_sort (graph->groups, compare_groups);
  node_index = list_indexes (graph->nodes, self->node_numbers);
  mechanism_index = list_indexes (graph->mechanisms, self->mechanism_numbers);
  group_index = list_indexes (graph->groups, self->group_numbers);
  for (guint i = 0; i < self->raw_entries->len; i++)
    {
      HengFlowRawEntry *raw = &g_array_index (self->raw_entries, HengFlowRawEntry, i);

      raw->payer = node_index[raw->payer];
      raw->mechanism = mechanism_index[raw->mechanism];
      raw->receiver = node_index[raw->receiver];
      if (raw->group >= 0)
        raw->group = (int) group_index[raw->group];
    }
  for (guint i = 0; i < graph->zeros->len; i++)
    {
      HengFlowGraphZero *zero = &g_array_index (graph->zeros, HengFlowGraphZero, i);

      zero->payer = node_index[zero->payer];
      zero->receiver = node_index[zero->receiver];
    }
}

/* Sorts what came to nothing, and keeps each pair once a panel. */
static void
sort_zeros (HengFlowGraph *graph)
{
  guint n_kept = 0;

  g_array_sort (graph->zeros, compare_zeros);
  for (guint i = 0; i < graph->zeros->len; i++)
    {
      HengFlowGraphZero *zeros = (HengFlowGraphZero *) graph->zeros->data;

      if (n_kept == 0 || compare_zeros (&zeros[n_kept - 1], &zeros[i]) != 0)
        zeros[n_kept++] = zeros[i];
    }
  g_array_set_size (graph->zeros, n_kept);
}

/* Adds one entry to the graph's last link, or begins a new one when its ends differ from it. */
static gboolean
sum_entry (HengFlowGraph           *graph,
           const HengFlowRawEntry  *raw,
           gboolean                 begins,
           GError                 **error)
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
      HengFlowGraphLink link = { .payer = raw->payer, .mechanism = raw->mechanism, .group = raw->group,
                                 .receiver = raw->receiver, .panel = raw->panel, .is_reversed = raw->is_reversed };

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
  const HengFlowRawEntry *before = NULL;

  g_return_val_if_fail (self != NULL && self->graph != NULL, NULL);

  sort_names (self);
  g_array_sort (self->raw_entries, compare_raw_entries);
  self->graph->records = g_new0 (guint64, self->raw_entries->len + 1);
  for (guint i = 0; i < self->raw_entries->len; i++)
    {
      const HengFlowRawEntry *raw = &g_array_index (self->raw_entries, HengFlowRawEntry, i);

      if (!sum_entry (self->graph, raw, before == NULL || compare_ends (before, raw) != 0, error))
        return NULL;
      before = raw;
    }

  sort_zeros (self->graph);
  heng_flow_graph_find_zero_pairs (self->graph);

  return g_steal_pointer (&owned->graph);
}
