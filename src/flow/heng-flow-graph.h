// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Who gives what to whom, by which mechanism: the data of every diagram.
 *
 * A graph never changes once it is built. Its nodes (regions, pools) and groups (programmes, basins) are sorted by id, its
 * mechanisms by colour index and id, its links by payer, mechanism, group, receiver, mark and panel (no group before any); so
 * the same facts give the same graph whatever order they came in. Panels are the years of a series, in the order of adding.
 * Amounts are whole minor units of one commodity, above zero, and their sum fits into 64 bits: any partial sum is safe.
 */
typedef struct _HengFlowGraph HengFlowGraph;
typedef struct _HengFlowGraphBuilder HengFlowGraphBuilder;

#define HENG_FLOW_ERROR (heng_flow_error_quark ())

typedef enum
{
  HENG_FLOW_ERROR_UNKNOWN,   /* a link names a node, mechanism, group or panel that was not added */
  HENG_FLOW_ERROR_DUPLICATE, /* a node, mechanism or group was added twice */
  HENG_FLOW_ERROR_AMOUNT,    /* an amount is below zero */
  HENG_FLOW_ERROR_OVERFLOW,  /* the amounts together pass 2^63 - 1 minor units */
} HengFlowError;

GQuark heng_flow_error_quark (void);

typedef struct
{
  const char *id;          /* stable and unlike any other, such as a GB/T 2260 code */
  const char *label;       /* the name in the reader's language; may be empty */
  const char *short_label; /* one or two characters for tiles; never NULL, may equal the label */
  int         tile_row;    /* place on the tile map from 0, or -1 when none was set */
  int         tile_column;
} HengFlowGraphNode;

typedef struct
{
  const char *id;
  const char *label;
  guint       colour_index; /* into the data colours of a HengFlowPalette */
} HengFlowGraphMechanism;

/* A programme or a basin: what may stand in the middle instead of a mechanism. */
typedef struct
{
  const char *id;
  const char *label;
} HengFlowGraphGroup;

/* One amount on its way into a graph. */
typedef struct
{
  const char *payer;       /* ids, as they were added */
  const char *mechanism;
  const char *receiver;
  const char *group;       /* NULL: of none */
  guint       panel;       /* number of a panel; 0 where none was added */
  gboolean    is_reversed; /* the money goes against its usual direction */
  gint64      amount;      /* minor units, at least 0 */
  guint64     record;
} HengFlowGraphEntry;

typedef struct
{
  guint          payer;       /* index of a node */
  guint          mechanism;   /* index of a mechanism */
  int            group;       /* index of a group, or -1 */
  guint          receiver;    /* index of a node; may equal the payer */
  guint          panel;
  gboolean       is_reversed; /* the money goes against its usual direction; drawn hatched */
  gint64         amount;      /* minor units, above zero */
  const guint64 *records;     /* what the amount is made of, ascending, each once; the caller knows what the numbers mean */
  guint          n_records;
} HengFlowGraphLink;

/*
 * Building. Add the nodes, mechanisms, groups and panels first, then the entries, then finish.
 * An entry of zero makes no link: it is counted, and its pair kept as one between which something was settled and nothing flows.
 * Entries of the same payer, mechanism, group, receiver, mark and panel are added up. A link is an entry without a group in
 * panel 0. Negative amounts are refused: which way money went is the caller's knowledge, shown by payer and receiver.
 */
HengFlowGraphBuilder *heng_flow_graph_builder_new           (void) G_GNUC_WARN_UNUSED_RESULT;
void                  heng_flow_graph_builder_free          (HengFlowGraphBuilder  *self);
gboolean              heng_flow_graph_builder_add_node      (HengFlowGraphBuilder  *self,
                                                             const char            *id,
                                                             const char            *label,
                                                             GError               **error);
gboolean              heng_flow_graph_builder_add_mechanism (HengFlowGraphBuilder  *self,
                                                             const char            *id,
                                                             const char            *label,
                                                             guint                  colour_index,
                                                             GError               **error);
gboolean              heng_flow_graph_builder_add_group     (HengFlowGraphBuilder  *self,
                                                             const char            *id,
                                                             const char            *label,
                                                             GError               **error);

/* Returns: the number of the new panel, from 0; @label may be empty */
guint                 heng_flow_graph_builder_add_panel     (HengFlowGraphBuilder  *self,
                                                             const char            *label);
gboolean              heng_flow_graph_builder_set_tile      (HengFlowGraphBuilder  *self,
                                                             const char            *id,
                                                             const char            *short_label,
                                                             int                    row,
                                                             int                    column,
                                                             GError               **error);
gboolean              heng_flow_graph_builder_add_entry     (HengFlowGraphBuilder      *self,
                                                             const HengFlowGraphEntry  *entry,
                                                             GError                   **error);
gboolean              heng_flow_graph_builder_add_link      (HengFlowGraphBuilder  *self,
                                                             const char            *payer,
                                                             const char            *mechanism,
                                                             const char            *receiver,
                                                             gboolean               is_reversed,
                                                             gint64                 amount,
                                                             guint64                record,
                                                             GError               **error);

/* Returns: (transfer full): the graph, or NULL with HENG_FLOW_ERROR_OVERFLOW. Frees the builder in any case. */
HengFlowGraph        *heng_flow_graph_builder_finish        (HengFlowGraphBuilder  *self,
                                                             GError               **error) G_GNUC_WARN_UNUSED_RESULT;

/* Reading. What is returned belongs to the graph. Nodes without a link are kept. */
HengFlowGraph                *heng_flow_graph_ref              (HengFlowGraph       *self);
void                          heng_flow_graph_unref            (HengFlowGraph       *self);
guint                         heng_flow_graph_get_n_nodes      (const HengFlowGraph *self);
const HengFlowGraphNode      *heng_flow_graph_get_node         (const HengFlowGraph *self,
                                                                guint                index);
guint                         heng_flow_graph_get_n_mechanisms (const HengFlowGraph *self);
const HengFlowGraphMechanism *heng_flow_graph_get_mechanism    (const HengFlowGraph *self,
                                                                guint                index);
guint                         heng_flow_graph_get_n_groups     (const HengFlowGraph *self);
const HengFlowGraphGroup     *heng_flow_graph_get_group        (const HengFlowGraph *self,
                                                                guint                index);

/* Returns: at least 1; where none was added, all links are in one panel with an empty label */
guint                         heng_flow_graph_get_n_panels     (const HengFlowGraph *self);
const char                   *heng_flow_graph_get_panel_label  (const HengFlowGraph *self,
                                                                guint                panel);
guint                         heng_flow_graph_get_n_links      (const HengFlowGraph *self);
const HengFlowGraphLink      *heng_flow_graph_get_link         (const HengFlowGraph *self,
                                                                guint                index);

/* Returns: the sum of all links, minor units */
gint64                        heng_flow_graph_get_total        (const HengFlowGraph *self);

/* Returns: how many entries of zero were given and left out */
guint                         heng_flow_graph_get_n_dropped    (const HengFlowGraph *self);

/*
 * Returns: whether an agreement was settled from @payer to @receiver and nothing flows by it; FALSE where there is a link from the
 * one to the other, and where there is no agreement at all
 */
gboolean                      heng_flow_graph_is_zero_pair     (const HengFlowGraph *self,
                                                                guint                payer,
                                                                guint                receiver);

/*
 * Returns: (transfer full): the same nodes, mechanisms, groups and panels under the same numbers, but only what belongs to @panel
 * or @other (the same again for one panel alone). Links and totals are of these panels only.
 */
HengFlowGraph                *heng_flow_graph_new_panels       (HengFlowGraph       *self,
                                                                guint                panel,
                                                                guint                other) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengFlowGraph, heng_flow_graph_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengFlowGraphBuilder, heng_flow_graph_builder_free)

G_END_DECLS
