// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-flow-layout.h"
#include "heng-session.h"

G_BEGIN_DECLS

/**
 * HengFlowTable: the flows of a drawing as a table: the same ones, by the same names. Emits `chosen` (guint: the link) when a row is
 * selected by the user, and `opened` (the same) when it is entered.
 */
#define HENG_TYPE_FLOW_TABLE (heng_flow_table_get_type ())
G_DECLARE_FINAL_TYPE (HengFlowTable, heng_flow_table, HENG, FLOW_TABLE, GtkWidget)

GtkWidget *heng_flow_table_new         (void);
/** To be called once, before anything is shown. */
void       heng_flow_table_set_session (HengFlowTable  *self,
                                        HengSession    *session);
/** @layout: (nullable). @commodity: (nullable): what flows; %NULL: money */
void       heng_flow_table_show        (HengFlowTable  *self,
                                        HengFlowLayout *layout,
                                        const char     *commodity);
/** Selects the row of @link; -1: none. Emits nothing. @scrolls: brings it into view */
void       heng_flow_table_select      (HengFlowTable  *self,
                                        int             link,
                                        gboolean        scrolls);

G_END_DECLS
