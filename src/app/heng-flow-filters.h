// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-flow-choice.h"
#include "heng-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** HengFlowFilters: what is rarely changed about a diagram: which flows, how many of them, and how they are told apart. Emits `changed`. */
#define HENG_TYPE_FLOW_FILTERS (heng_flow_filters_get_type ())
G_DECLARE_FINAL_TYPE (HengFlowFilters, heng_flow_filters, HENG, FLOW_FILTERS, GtkWidget)

/** Shows @choice, with the regions that the book knows now. Emits nothing. */
void heng_flow_filters_show (HengFlowFilters      *self,
                             HengSession          *session,
                             const HengFlowChoice *choice);
/** Puts what is chosen into @choice; the rest of it is left alone. */
void heng_flow_filters_fill (HengFlowFilters      *self,
                             HengFlowChoice       *choice);

G_END_DECLS
