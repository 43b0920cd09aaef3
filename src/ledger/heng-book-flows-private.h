// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-agreement.h"
#include "heng-book-flows.h"
#include "heng-book-units-private.h"

G_BEGIN_DECLS

/** What rows say of their agreement: its last version. */
typedef struct
{
  HengMechanism mechanism;
  char         *title_zh;
  char         *title_en;
  char         *programme_zh;
  char         *programme_en;
} HengFlowAgreement;

/** A listing that is going on. */
typedef struct
{
  HengBook            *book;
  const HengFlowQuery *query;
  const char          *commodity;
  GArray              *parties;    /* of heng_ledger_parties_new() */
  GHashTable          *agreements; /* (element-type utf8 HengFlowAgreement) */
  GHashTable          *regions;    /* (nullable) (element-type utf8): codes in the region asked for */
  GPtrArray           *rows;       /* (element-type HengFlowRow) */
} HengFlowListing;

/** The region asked for, where one is, and what is below it. */
gboolean     heng_flow_listing_find_regions    (HengFlowListing       *self,
                                                GError               **error);
gboolean     heng_flow_listing_read_agreements (HengFlowListing       *self,
                                                GError               **error);
/** Lines of @agreement in @commodity are of the kind asked for. */
gboolean     heng_flow_listing_takes   (const HengFlowListing *self,
                                        const char            *agreement,
                                        const char            *commodity);
/** One of the two is in the region asked for. */
gboolean     heng_flow_listing_touches (const HengFlowListing *self,
                                        const HengLedgerParty *one,
                                        const HengLedgerParty *other);
/** Whether what is of @period, or without one of @day, lies within the days asked for. @period: (nullable) */
gboolean     heng_flow_listing_covers  (const HengFlowListing *self,
                                        const HengPeriod      *period,
                                        HengDay                day);
/** The year of a row, 0 where they are not told apart. @period: (nullable) */
gint         heng_flow_listing_year    (const HengFlowListing *self,
                                        const HengPeriod      *period,
                                        HengDay                day);
/** Returns: (transfer none): a new row of zero, which the listing has */
HengFlowRow *heng_flow_listing_append  (HengFlowListing       *self,
                                        const char            *agreement,
                                        const HengLedgerParty *from,
                                        const HengLedgerParty *to,
                                        gint                   year);
/** Adds what is overdue to the rows there are, and new ones. */
gboolean     heng_flow_listing_add_overdue (HengFlowListing  *self,
                                            GError          **error);

G_END_DECLS
