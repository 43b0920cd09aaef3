// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-session.h"
#include "heng-settlement.h"

G_BEGIN_DECLS

/** HengExplanationView: the tree of an explanation: what each thing is at the left, its number at the right. */
#define HENG_TYPE_EXPLANATION_VIEW (heng_explanation_view_get_type ())
G_DECLARE_FINAL_TYPE (HengExplanationView, heng_explanation_view, HENG, EXPLANATION_VIEW, GtkWidget)

/** @settlement: (transfer full) (nullable): nothing to explain */
void heng_explanation_view_take (HengExplanationView *self,
                                 HengSession         *session,
                                 HengSettlement      *settlement);

G_END_DECLS
