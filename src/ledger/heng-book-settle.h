// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-book.h"
#include "heng-settlement.h"

G_BEGIN_DECLS

/** Computes without booking. Returns: (transfer full): %NULL with @error where agreement or period are wrong */
HengSettlement *heng_book_settle        (HengBook     *self,
                                         const char   *agreement,
                                         HengPeriod    period,
                                         gint64        known,
                                         gboolean      traced,
                                         GError      **error);
/** The assessed periods of an agreement, see heng_versions_list_periods(); those that are booked but no longer assessed included. */
GArray         *heng_book_list_periods  (HengBook          *self,
                                         const char        *agreement,
                                         HengDay            ended_by,
                                         const HengPeriod  *within,
                                         gint64             known,
                                         GError           **error);

/** What booking would add: the difference between what is owed and what is booked. */
typedef struct
{
  char  *from;
  char  *to;
  char  *commodity;
  gint64 amount_minor; /* above zero */
} HengDifference;

void       heng_difference_free       (HengDifference *self);
/** Returns: (transfer full) (element-type HengDifference): empty unless the settlement is complete or nothing is new */
GPtrArray *heng_book_list_differences (HengBook        *self,
                                       HengSettlement  *settlement,
                                       GError         **error);
/** Books the difference, dated @date; sets the status to posted or unchanged. An incomplete, blocked or failed one books nothing. */
gboolean   heng_book_post_settlement  (HengBook        *self,
                                       HengSettlement  *settlement,
                                       HengDay          date,
                                       gint64          *entry,
                                       GError         **error);

G_END_DECLS
