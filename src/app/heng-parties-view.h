// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-session.h"

G_BEGIN_DECLS

/** HengPartiesView: how each party of an agreement stands. */
#define HENG_TYPE_PARTIES_VIEW (heng_parties_view_get_type ())
G_DECLARE_FINAL_TYPE (HengPartiesView, heng_parties_view, HENG, PARTIES_VIEW, GtkWidget)

void heng_parties_view_show (HengPartiesView *self,
                             HengSession     *session,
                             const char      *agreement);

G_END_DECLS
