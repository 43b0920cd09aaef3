// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-book-flows.h"
#include "heng-flow-graph.h"
#include "heng-money-format.h"

G_BEGIN_DECLS

/** What the ids of groups begin with: a programme's name stands behind it, or the code of an agreement that names no programme. */
#define HENG_FLOW_PROGRAMME_PREFIX "programme:"
#define HENG_FLOW_AGREEMENT_PREFIX "agreement:"

/**
 * The flow graph of a book: a query. Regions are the nodes (names in the user's language), mechanisms the middle; where the query asks
 * for programmes these are the groups, where it asks for years each with flows is a panel.
 *
 * @max_groups: the largest stand for themselves, what is beyond belongs to none; 0: all
 * @rows: (nullable) (out) (transfer full) (element-type HengFlowRow): the record of a link is an index into them
 *
 * Returns: (transfer full): possibly without links
 */
HengFlowGraph *heng_flow_report_new_graph  (HengBook             *book,
                                            const HengFlowQuery  *query,
                                            guint                 max_groups,
                                            GPtrArray           **rows,
                                            GError              **error);

/** The years in which something flows, ascending. Returns: (transfer full) (element-type gint) */
GArray        *heng_flow_report_list_years (HengBook             *book,
                                            const HengFlowQuery  *query,
                                            GError              **error);

/** The panel of @year; -1 where nothing flows in it. */
int            heng_flow_report_find_panel (const HengFlowGraph *graph,
                                            gint                 year);

G_END_DECLS
