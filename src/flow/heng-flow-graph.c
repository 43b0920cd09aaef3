// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-graph.h"
#include "heng-flow-graph-private.h"

G_DEFINE_QUARK (heng-flow-error-quark, heng_flow_error)

HengFlowGraph *
heng_flow_graph_new_empty (void)
{
  HengFlowGraph *self = g_atomic_rc_box_new0 (HengFlowGraph);

  self->nodes = g_array_new (FALSE, TRUE, sizeof (HengFlowGraphNode));
  self->mechanisms = g_array_new (FALSE, TRUE, sizeof (HengFlowGraphMechanism));
  self->groups = g_array_new (FALSE, TRUE, sizeof (HengFlowGraphGroup));
  self->panels = g_ptr_array_new ();
  self->links = g_array_new (FALSE, TRUE, sizeof (HengFlowGraphLink));
  self->zeros = g_array_new (FALSE, TRUE, sizeof (HengFlowGraphZero));
  self->zero_pairs = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->strings = g_string_chunk_new (1024);

  return self;
}

static void
clear_graph (gpointer data)
{
  HengFlowGraph *self = data;

  g_array_unref (self->nodes);
  g_array_unref (self->mechanisms);
  g_array_unref (self->groups);
  g_ptr_array_unref (self->panels);
  g_array_unref (self->links);
  g_array_unref (self->zeros);
  g_hash_table_unref (self->zero_pairs);
  g_string_chunk_free (self->strings);
  g_free (self->records);
  g_clear_pointer (&self->whole, heng_flow_graph_unref);
}

HengFlowGraph *
heng_flow_graph_ref (HengFlowGraph *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

void
heng_flow_graph_unref (HengFlowGraph *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, clear_graph);
}

guint
heng_flow_graph_get_n_nodes (const HengFlowGraph *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->nodes->len;
}

const HengFlowGraphNode *
heng_flow_graph_get_node (const HengFlowGraph *self,
                          guint                index)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < self->nodes->len, NULL);

  return &g_array_index (self->nodes, HengFlowGraphNode, index);
}

guint
heng_flow_graph_get_n_mechanisms (const HengFlowGraph *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->mechanisms->len;
}

const HengFlowGraphMechanism *
heng_flow_graph_get_mechanism (const HengFlowGraph *self,
                               guint                index)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < self->mechanisms->len, NULL);

  return &g_array_index (self->mechanisms, HengFlowGraphMechanism, index);
}

guint
heng_flow_graph_get_n_groups (const HengFlowGraph *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->groups->len;
}

const HengFlowGraphGroup *
heng_flow_graph_get_group (const HengFlowGraph *self,
                           guint                index)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < self->groups->len, NULL);

  return &g_array_index (self->groups, HengFlowGraphGroup, index);
}

guint
heng_flow_graph_get_n_panels (const HengFlowGraph *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return MAX (1, self->panels->len);
}

const char *
heng_flow_graph_get_panel_label (const HengFlowGraph *self,
                                 guint                panel)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (panel < heng_flow_graph_get_n_panels (self), NULL);

  return panel < self->panels->len ? g_ptr_array_index (self->panels, panel) : "";
}

guint
heng_flow_graph_get_n_links (const HengFlowGraph *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->links->len;
}

const HengFlowGraphLink *
heng_flow_graph_get_link (const HengFlowGraph *self,
                          guint                index)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < self->links->len, NULL);

  return &g_array_index (self->links, HengFlowGraphLink, index);
}

gint64
heng_flow_graph_get_total (const HengFlowGraph *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->total;
}

guint
heng_flow_graph_get_n_dropped (const HengFlowGraph *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_dropped;
}

gboolean
heng_flow_graph_is_zero_pair (const HengFlowGraph *self,
                              guint                payer,
                              guint                receiver)
{
  gint64 key = heng_flow_graph_make_key (payer, receiver);

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (payer < self->nodes->len && receiver < self->nodes->len, FALSE);

  return g_hash_table_contains (self->zero_pairs, &key);
}

void
heng_flow_graph_find_zero_pairs (HengFlowGraph *self)
{
  for (guint i = 0; i < self->zeros->len; i++)
    {
      const HengFlowGraphZero *zero = &g_array_index (self->zeros, HengFlowGraphZero, i);
      gint64 key = heng_flow_graph_make_key (zero->payer, zero->receiver);

      g_hash_table_add (self->zero_pairs, g_memdup2 (&key, sizeof key));
    }
  for (guint i = 0; i < self->links->len; i++)
    {
      const HengFlowGraphLink *link = &g_array_index (self->links, HengFlowGraphLink, i);
      gint64 key = heng_flow_graph_make_key (link->payer, link->receiver);

      g_hash_table_remove (self->zero_pairs, &key);
    }
}

/* Returns: (transfer full): the part of a graph that belongs to the panels of which @is_wanted is true */
static HengFlowGraph *
cut_part (HengFlowGraph  *self,
          const gboolean *is_wanted)
{
  HengFlowGraph *part = heng_flow_graph_new_empty ();

  part->whole = heng_flow_graph_ref (self);
  g_array_append_vals (part->nodes, self->nodes->data, self->nodes->len);
  g_array_append_vals (part->mechanisms, self->mechanisms->data, self->mechanisms->len);
  g_array_append_vals (part->groups, self->groups->data, self->groups->len);
  for (guint i = 0; i < self->panels->len; i++)
    g_ptr_array_add (part->panels, g_ptr_array_index (self->panels, i));
  for (guint i = 0; i < self->links->len; i++)
    {
      const HengFlowGraphLink *link = &g_array_index (self->links, HengFlowGraphLink, i);

      if (!is_wanted[link->panel])
        continue;
      g_array_append_val (part->links, *link);
      part->total += link->amount;
    }
  for (guint i = 0; i < self->zeros->len; i++)
    {
      const HengFlowGraphZero *zero = &g_array_index (self->zeros, HengFlowGraphZero, i);

      if (is_wanted[zero->panel])
        g_array_append_val (part->zeros, *zero);
    }
  part->n_dropped = part->zeros->len;
  heng_flow_graph_find_zero_pairs (part);

  return part;
}

HengFlowGraph *
heng_flow_graph_new_panels (HengFlowGraph *self,
                            guint          panel,
                            guint          other)
{
  g_autofree gboolean *is_wanted = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (panel < heng_flow_graph_get_n_panels (self) && other < heng_flow_graph_get_n_panels (self), NULL);

  is_wanted = g_new0 (gboolean, heng_flow_graph_get_n_panels (self));
  is_wanted[panel] = is_wanted[other] = TRUE;

  return cut_part (self, is_wanted);
}

HengFlowGraph *
heng_flow_graph_new_span (HengFlowGraph *self,
                          guint          first,
                          guint          end)
{
  g_autofree gboolean *is_wanted = g_new0 (gboolean, heng_flow_graph_get_n_panels (self));

  for (guint i = first; i < end; i++)
    is_wanted[i] = TRUE;

  return cut_part (self, is_wanted);
}
