// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-session.h"

G_BEGIN_DECLS

/**
 * HengSettlementsPage: the assessed periods of all agreements, what is owed for each and how far it has come with the parties; beside
 * the list one period with its runs, its statements and the verbs about them. Emits `shown` when another period is shown.
 */
#define HENG_TYPE_SETTLEMENTS_PAGE (heng_settlements_page_get_type ())
G_DECLARE_FINAL_TYPE (HengSettlementsPage, heng_settlements_page, HENG, SETTLEMENTS_PAGE, GtkWidget)

GtkWidget *heng_settlements_page_new        (HengSession         *session);
/** Lists the periods of one agreement. */
void       heng_settlements_page_show       (HengSettlementsPage *self,
                                             const char          *agreement);
/** Whether a period is shown. */
gboolean   heng_settlements_page_has_period (HengSettlementsPage *self);

G_END_DECLS
