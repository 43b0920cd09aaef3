// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-flow-graph.h"

G_BEGIN_DECLS

struct _HengFlowGraph
{
  GArray       *nodes;      /* HengFlowGraphNode, by id */
  GArray       *mechanisms; /* HengFlowGraphMechanism, by colour index and id */
  GArray       *links;      /* HengFlowGraphLink, by payer, mechanism, receiver, mark */
  GStringChunk *strings;    /* every text above */
  guint64      *records;    /* every record list above, one after another */
  gint64        total;      /* minor units */
  guint         n_dropped;
};

/* Returns: (transfer full): a graph without anything in it, to be filled by whoever is called in this layer only */
HengFlowGraph *heng_flow_graph_new_empty (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
