// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-session.h"

G_BEGIN_DECLS

/** HengEntriesView: entries of the book, the newest first, of one agreement or of one or two regions. */
#define HENG_TYPE_ENTRIES_VIEW (heng_entries_view_get_type ())
G_DECLARE_FINAL_TYPE (HengEntriesView, heng_entries_view, HENG, ENTRIES_VIEW, GtkWidget)

void heng_entries_view_show_agreement (HengEntriesView *self,
                                       HengSession     *session,
                                       const char      *agreement);
/** @region: (nullable): all entries; @other_region: (nullable): entries between the two */
void heng_entries_view_show_region    (HengEntriesView *self,
                                       HengSession     *session,
                                       const char      *region,
                                       const char      *other_region);

G_END_DECLS
