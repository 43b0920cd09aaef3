// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-book-intake.h"
#include "heng-session.h"

G_BEGIN_DECLS

/**
 * HengMissingView: one observation that is missing: what waits for it, a place to type a value and see at once what it would come to,
 * and the button that records it.
 */
#define HENG_TYPE_MISSING_VIEW (heng_missing_view_get_type ())
G_DECLARE_FINAL_TYPE (HengMissingView, heng_missing_view, HENG, MISSING_VIEW, GtkWidget)

/** @row: (nullable): nothing to show. What was typed stays where @row is about the same observation as before. */
void heng_missing_view_show (HengMissingView      *self,
                             HengSession          *session,
                             const HengMissingRow *row);

G_END_DECLS
