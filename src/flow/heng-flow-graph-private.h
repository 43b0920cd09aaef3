// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-flow-graph.h"

G_BEGIN_DECLS

/* Something was settled between the two in this panel, and came to nothing. */
typedef struct
{
  guint payer;
  guint receiver;
  guint panel;
} HengFlowGraphZero;

/* An entry as it was given: its ends are numbers in the order of adding, its one record not yet in a list. */
typedef struct
{
  guint    payer;
  guint    mechanism;
  int      group;
  guint    receiver;
  guint    panel;
  gboolean is_reversed;
  gint64   amount;
  guint64  record;
} HengFlowRawEntry;

struct _HengFlowGraphBuilder
{
  HengFlowGraph *graph;
  GHashTable    *node_numbers;      /* id → number + 1 in the order of adding */
  GHashTable    *mechanism_numbers;
  GHashTable    *group_numbers;
  GArray        *raw_entries;       /* HengFlowRawEntry, those above zero */
};

struct _HengFlowGraph
{
  GArray       *nodes;      /* HengFlowGraphNode, by id */
  GArray       *mechanisms; /* HengFlowGraphMechanism, by colour index and id */
  GArray       *groups;     /* HengFlowGraphGroup, by id */
  GPtrArray    *panels;     /* labels */
  GArray       *links;      /* HengFlowGraphLink, by payer, mechanism, group, receiver, mark, panel */
  GArray       *zeros;      /* HengFlowGraphZero, sorted, each once */
  GHashTable   *zero_pairs; /* keys of pairs in `zeros` without a link: heng_flow_graph_make_key() */
  GStringChunk *strings;    /* every text above */
  guint64      *records;    /* every record list above, one after another */
  HengFlowGraph *whole;     /* what texts and records belong to, if this is a part of it; else NULL */
  gint64        total;      /* minor units */
  guint         n_dropped;
};

/* Returns: (transfer full): a graph without anything in it, to be filled by whoever is called in this layer only */
HengFlowGraph *heng_flow_graph_new_empty       (void) G_GNUC_WARN_UNUSED_RESULT;

static inline gint64
heng_flow_graph_make_key (guint payer,
                          guint receiver)
{
  return (gint64) payer << 32 | receiver;
}

/* Returns: (transfer full): as heng_flow_graph_new_panels(), with all panels from @first to before @end */
HengFlowGraph *heng_flow_graph_new_span        (HengFlowGraph *self,
                                                guint          first,
                                                guint          end) G_GNUC_WARN_UNUSED_RESULT;

/* Finds the pairs that were settled without a flow, once links and zeros are complete. */
void           heng_flow_graph_find_zero_pairs (HengFlowGraph *self);

G_END_DECLS
