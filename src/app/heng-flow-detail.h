// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-flow-words.h"

G_BEGIN_DECLS

/**
 * HengFlowDetail: what a flow is made of: its agreements with their amounts, each with the way to its page, its settlements and its
 * entries. For a popover.
 */
#define HENG_TYPE_FLOW_DETAIL (heng_flow_detail_get_type ())
G_DECLARE_FINAL_TYPE (HengFlowDetail, heng_flow_detail, HENG, FLOW_DETAIL, GtkWidget)

GtkWidget *heng_flow_detail_new  (void);
/** @commodity: (nullable): what flows; %NULL: money. @agreements: (element-type HengFlowRow): with their amounts, as heng_flow_words_list_agreements() has them */
void       heng_flow_detail_show (HengFlowDetail *self,
                                  HengSession    *session,
                                  const char     *commodity,
                                  const char     *sentence,
                                  GPtrArray      *agreements);

G_END_DECLS
