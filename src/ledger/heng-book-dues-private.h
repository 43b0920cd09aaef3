// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-book-dues.h"
#include "heng-book-units-private.h"

G_BEGIN_DECLS

/**
 * What was booked for a unit, by the names of its parties: a later version may have given a party another region or role. Amounts are
 * from @first to @second, negative the other way.
 */
typedef struct
{
  const HengLedgerParty *first;
  const HengLedgerParty *second;
  const char            *commodity;
  gboolean               has_period;
  HengPeriod             period;
  gint64                 accrued_minor;
  gint64                 interest_minor;
  HengDay                settled_day; /* of the first run */
  GArray                *payments;    /* (element-type HengDuesPayment) */
  GArray                *unassigned;  /* (element-type HengDuesPayment): name no period; only of units without one */
} HengDuesSum;

/** The units of a book or an agreement; @parties and @commodities own what their members point to. */
typedef struct
{
  GArray     *parties; /* of heng_ledger_parties_new() */
  GHashTable *commodities;
  GPtrArray  *sums; /* (element-type HengDuesSum): by agreement, pair, commodity and period, those without a period first */
} HengDuesSums;

/** Payments that name no period are given to the periods they pay. Returns: (transfer full) */
HengDuesSums *heng_dues_sums_new  (HengBook     *book,
                                   const char   *agreement,
                                   const char   *region,
                                   HengView      view,
                                   GError      **error);
void          heng_dues_sums_free (HengDuesSums *self);

/** What was issued and what is disputed, of one agreement or all. */
typedef struct _HengDuesClaims HengDuesClaims;

HengDuesClaims *heng_dues_claims_new  (HengBook         *book,
                                       const char       *agreement,
                                       HengView          view,
                                       GError          **error);
void            heng_dues_claims_free (HengDuesClaims   *self);
/** The day on which the first statement of the period was issued; #HENG_DAY_NONE */
HengDay         heng_dues_claims_get_statement_day (const HengDuesClaims *self,
                                                    const char           *agreement,
                                                    HengPeriod            period);
/** How much of @assessed_minor open disputes hold back; of several the one that holds back most. */
gint64          heng_dues_claims_get_disputed (const HengDuesClaims *self,
                                               const char           *agreement,
                                               HengPeriod            period,
                                               const char           *from,
                                               const char           *to,
                                               const char           *commodity,
                                               gint64                assessed_minor);

/** Returns: (transfer full) (element-type HengDuesTotal): of @rows, the currency first */
GPtrArray      *heng_dues_totals_new (HengBook   *book,
                                      GPtrArray  *rows,
                                      GError    **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengDuesSums, heng_dues_sums_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengDuesClaims, heng_dues_claims_free)

G_END_DECLS
