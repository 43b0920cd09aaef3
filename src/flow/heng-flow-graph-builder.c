// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-graph.h"
#include "heng-flow-graph-private.h"

HengFlowGraphBuilder *
heng_flow_graph_builder_new (void)
{
  HengFlowGraphBuilder *self = g_new0 (HengFlowGraphBuilder, 1);

  self->graph = heng_flow_graph_new_empty ();
  self->node_numbers = g_hash_table_new (g_str_hash, g_str_equal);
  self->mechanism_numbers = g_hash_table_new (g_str_hash, g_str_equal);
  self->group_numbers = g_hash_table_new (g_str_hash, g_str_equal);
  self->raw_entries = g_array_new (FALSE, FALSE, sizeof (HengFlowRawEntry));

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
  g_hash_table_unref (self->group_numbers);
  g_array_unref (self->raw_entries);
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
heng_flow_graph_builder_add_group (HengFlowGraphBuilder  *self,
                                   const char            *id,
                                   const char            *label,
                                   GError               **error)
{
  HengFlowGraphGroup group;

  g_return_val_if_fail (self != NULL && self->graph != NULL, FALSE);
  g_return_val_if_fail (id != NULL && label != NULL, FALSE);

  group.id = g_string_chunk_insert (self->graph->strings, id);
  group.label = g_string_chunk_insert (self->graph->strings, label);
  if (!take_number (self->group_numbers, group.id, self->graph->groups->len, error))
    return FALSE;

  g_array_append_val (self->graph->groups, group);

  return TRUE;
}

guint
heng_flow_graph_builder_add_panel (HengFlowGraphBuilder *self,
                                   const char           *label)
{
  g_return_val_if_fail (self != NULL && self->graph != NULL, 0);
  g_return_val_if_fail (label != NULL, 0);

  g_ptr_array_add (self->graph->panels, g_string_chunk_insert (self->graph->strings, label));

  return self->graph->panels->len - 1;
}

static gboolean
find_group (HengFlowGraphBuilder  *self,
            const char            *id,
            int                   *group,
            GError               **error)
{
  guint number;

  *group = -1;
  if (id == NULL)
    return TRUE;
  if (!find_number (self->group_numbers, id, &number, error))
    return FALSE;

  *group = (int) number;

  return TRUE;
}

gboolean
heng_flow_graph_builder_add_entry (HengFlowGraphBuilder      *self,
                                   const HengFlowGraphEntry  *entry,
                                   GError                   **error)
{
  HengFlowRawEntry raw;

  g_return_val_if_fail (self != NULL && self->graph != NULL, FALSE);
  g_return_val_if_fail (entry != NULL, FALSE);
  g_return_val_if_fail (entry->payer != NULL && entry->mechanism != NULL && entry->receiver != NULL, FALSE);

  raw = (HengFlowRawEntry) { .panel = entry->panel, .is_reversed = !!entry->is_reversed, .amount = entry->amount,
                             .record = entry->record };
  if (!find_number (self->node_numbers, entry->payer, &raw.payer, error) ||
      !find_number (self->mechanism_numbers, entry->mechanism, &raw.mechanism, error) ||
      !find_number (self->node_numbers, entry->receiver, &raw.receiver, error) ||
      !find_group (self, entry->group, &raw.group, error))
    return FALSE;

  if (entry->panel >= heng_flow_graph_get_n_panels (self->graph))
    {
      g_set_error (error, HENG_FLOW_ERROR, HENG_FLOW_ERROR_UNKNOWN, "Panel %u is not known to the graph", entry->panel);
      return FALSE;
    }
  if (entry->amount < 0)
    {
      g_set_error (error, HENG_FLOW_ERROR, HENG_FLOW_ERROR_AMOUNT,
                   "The flow from “%s” to “%s” is %" G_GINT64_FORMAT ", below zero", entry->payer, entry->receiver, entry->amount);
      return FALSE;
    }

  if (entry->amount == 0)
    {
      HengFlowGraphZero zero = { raw.payer, raw.receiver, raw.panel };

      self->graph->n_dropped++;
      g_array_append_val (self->graph->zeros, zero);
    }
  else
    g_array_append_val (self->raw_entries, raw);

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
  HengFlowGraphEntry entry = { .payer = payer, .mechanism = mechanism, .receiver = receiver, .is_reversed = is_reversed,
                               .amount = amount, .record = record };

  return heng_flow_graph_builder_add_entry (self, &entry, error);
}
