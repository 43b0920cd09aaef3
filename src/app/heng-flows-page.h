// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-session.h"

G_BEGIN_DECLS

/** HengFlowsPage: who gives what to whom: a drawing, and the same as a table. */
#define HENG_TYPE_FLOWS_PAGE (heng_flows_page_get_type ())
G_DECLARE_FINAL_TYPE (HengFlowsPage, heng_flows_page, HENG, FLOWS_PAGE, GtkWidget)

GtkWidget *heng_flows_page_new (HengSession *session);

G_END_DECLS
