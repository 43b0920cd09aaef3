// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-session.h"

G_BEGIN_DECLS

/** HengAgreementsPage: the agreements of a book, and the one that is chosen. Emits `shown` when another is. */
#define HENG_TYPE_AGREEMENTS_PAGE (heng_agreements_page_get_type ())
G_DECLARE_FINAL_TYPE (HengAgreementsPage, heng_agreements_page, HENG, AGREEMENTS_PAGE, GtkWidget)

GtkWidget  *heng_agreements_page_new      (HengSession        *session);
/** Shows the agreement of @code, whether or not the search finds it. */
void        heng_agreements_page_show     (HengAgreementsPage *self,
                                           const char         *code);
/** Moves to the search entry. */
void        heng_agreements_page_search   (HengAgreementsPage *self);
/** Returns: (nullable): the agreement that is shown */
const char *heng_agreements_page_get_code (HengAgreementsPage *self);

G_END_DECLS
