// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-flow-figure.h"

G_BEGIN_DECLS

typedef enum
{
  HENG_FLOW_LIST_TABLE,
  HENG_FLOW_LIST_CSV,
  HENG_FLOW_LIST_JSON,
} HengFlowListFormat;

/** Prints the flows of @figure as a list: those of its picture, put together where it has a threshold. @has_unit: the table shows
 * amounts in the figure's unit, not as they are booked. */
gboolean heng_flow_list_print (HengBook              *book,
                               const HengFlowFigure  *figure,
                               HengFlowListFormat     format,
                               gboolean               has_unit,
                               GError               **error);

G_END_DECLS
