// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-session.h"

G_BEGIN_DECLS

/** HengBalancesPage: how regions, pairs, mechanisms and agreements stand, and the entries behind each line. Emits `shown`. */
#define HENG_TYPE_BALANCES_PAGE (heng_balances_page_get_type ())
G_DECLARE_FINAL_TYPE (HengBalancesPage, heng_balances_page, HENG, BALANCES_PAGE, GtkWidget)

GtkWidget *heng_balances_page_new           (HengSession      *session);
/** Whether a line is chosen that has a statement of its own. */
gboolean   heng_balances_page_has_statement (HengBalancesPage *self);

G_END_DECLS
