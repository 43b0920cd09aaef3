// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-flow-layout.h"
#include "heng-record.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** One drawn flow: what a #HengRecord of the list holds. */
typedef struct
{
  HengFlowLayout *layout;    /* held */
  guint           link;      /* index into its links */
  const char     *commodity; /* (nullable): what flows; %NULL: money */
} HengFlowLinkRow;

/** HengFlowLinkList: the flows of a drawing as rows, each made when it is asked for; sorted here, so that none is made to be compared. */
#define HENG_TYPE_FLOW_LINK_LIST (heng_flow_link_list_get_type ())
G_DECLARE_FINAL_TYPE (HengFlowLinkList, heng_flow_link_list, HENG, FLOW_LINK_LIST, GObject)

HengFlowLinkList *heng_flow_link_list_new        (void);
/** @layout: (nullable): whose links are listed from now on. @commodity: (nullable): what flows; %NULL: money */
void              heng_flow_link_list_set_layout (HengFlowLinkList *self,
                                                  HengFlowLayout   *layout,
                                                  const char       *commodity);
/** Follows @sorter, which compares records; for a #GtkColumnView's. */
void              heng_flow_link_list_set_sorter (HengFlowLinkList *self,
                                                  GtkSorter        *sorter);
/** Returns: the position of a link, #GTK_INVALID_LIST_POSITION where it has none */
guint             heng_flow_link_list_find       (HengFlowLinkList *self,
                                                  guint             link);

G_END_DECLS
