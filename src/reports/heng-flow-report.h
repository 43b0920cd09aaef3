// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-book-flows.h"
#include "heng-flow-graph.h"
#include "heng-money-format.h"

G_BEGIN_DECLS

/** The flow graph of a book: a query. Regions are the nodes (names in the user's language), mechanisms the middle. The record of a
 * link is an index into @rows (nullable) (out) (transfer full) (element-type HengFlowRow), which name the agreements.
 * Returns: (transfer full): possibly without links */
HengFlowGraph *heng_flow_report_new_graph (HengBook             *book,
                                           const HengFlowQuery  *query,
                                           GPtrArray           **rows,
                                           GError              **error);

G_END_DECLS
