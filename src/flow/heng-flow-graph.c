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
  self->links = g_array_new (FALSE, TRUE, sizeof (HengFlowGraphLink));
  self->strings = g_string_chunk_new (1024);

  return self;
}

static void
clear_graph (gpointer data)
{
  HengFlowGraph *self = data;

  g_array_unref (self->nodes);
  g_array_unref (self->mechanisms);
  g_array_unref (self->links);
  g_string_chunk_free (self->strings);
  g_free (self->records);
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
