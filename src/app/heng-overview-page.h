// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-session.h"

G_BEGIN_DECLS

/** HengOverviewPage: how a book stands at a glance. Emits `waiting` (uint) with the count of periods that wait to be settled. */
#define HENG_TYPE_OVERVIEW_PAGE (heng_overview_page_get_type ())
G_DECLARE_FINAL_TYPE (HengOverviewPage, heng_overview_page, HENG, OVERVIEW_PAGE, GtkWidget)

GtkWidget *heng_overview_page_new (HengSession *session);

G_END_DECLS
