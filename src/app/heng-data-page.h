// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-session.h"

G_BEGIN_DECLS

/** HengDataPage: the observations that agreements wait for, to be worked through, and the way in for tables of observations. */
#define HENG_TYPE_DATA_PAGE (heng_data_page_get_type ())
G_DECLARE_FINAL_TYPE (HengDataPage, heng_data_page, HENG, DATA_PAGE, GtkWidget)

GtkWidget *heng_data_page_new (HengSession *session);

G_END_DECLS
