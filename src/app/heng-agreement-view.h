// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-session.h"

G_BEGIN_DECLS

/** HengAgreementView: one agreement: its name, three figures, and tabs for everything else the book knows of it. */
#define HENG_TYPE_AGREEMENT_VIEW (heng_agreement_view_get_type ())
G_DECLARE_FINAL_TYPE (HengAgreementView, heng_agreement_view, HENG, AGREEMENT_VIEW, GtkWidget)

/** To be called once, before anything else. */
void heng_agreement_view_set_session (HengAgreementView *self,
                                      HengSession       *session);
/** @code: (nullable): none */
void heng_agreement_view_set_code    (HengAgreementView *self,
                                      const char        *code);

G_END_DECLS
