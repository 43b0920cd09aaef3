// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-session.h"

G_BEGIN_DECLS

/**
 * HengFlowsPage: who gives what to whom, as a diagram and as a table of the same flows, with filters, years, and an order by hand.
 * Emits `shown` when there is something else to undo.
 */
#define HENG_TYPE_FLOWS_PAGE (heng_flows_page_get_type ())
G_DECLARE_FINAL_TYPE (HengFlowsPage, heng_flows_page, HENG, FLOWS_PAGE, GtkWidget)

GtkWidget *heng_flows_page_new      (HengSession   *session);
/** Whether there is a move of a region to take back. */
gboolean   heng_flows_page_can_undo (HengFlowsPage *self);

G_END_DECLS
