// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-session.h"

G_BEGIN_DECLS

/** HengTermsView: what an agreement says: its parties, rules, indicators and terms. */
#define HENG_TYPE_TERMS_VIEW (heng_terms_view_get_type ())
G_DECLARE_FINAL_TYPE (HengTermsView, heng_terms_view, HENG, TERMS_VIEW, GtkWidget)

void heng_terms_view_show (HengTermsView       *self,
                           HengSession         *session,
                           const HengAgreement *agreement);

G_END_DECLS
