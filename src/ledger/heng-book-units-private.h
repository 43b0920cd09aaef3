// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-agreement.h"
#include "heng-book.h"

G_BEGIN_DECLS

/** A party as lines know it. @id is a region's code or `pool:AGREEMENT/NAME`; names are for people. Texts are interned. */
typedef struct
{
  gint64      number;
  const char *agreement;
  const char *name;
  const char *id;
  gboolean    is_pool;
  HengRole    role;
  const char *name_zh;
  const char *name_en;
} HengLedgerParty;

/** Every party that has lines, of one @agreement or all (%NULL), by its number. Returns: (transfer full) (element-type HengLedgerParty) */
GArray *heng_ledger_parties_new          (HengBook    *book,
                                          const char  *agreement,
                                          GError     **error);
/** All without @id and the names for people, which take the longest. */
GArray *heng_ledger_parties_new_nameless (HengBook    *book,
                                          GError     **error);
/** Those that stand for their regions in sums that are kept, and pools. */
GArray *heng_ledger_places_new           (HengBook    *book,
                                          GError     **error);
/** @parties: as these return them. Returns: (nullable) */
const HengLedgerParty *heng_ledger_parties_find (const GArray *parties,
                                                 gint64        number);

/** Number → interned text of the two columns that @sql selects. Returns: (transfer full) (element-type gint64* utf8) */
GHashTable *heng_ledger_names_new (HengBook    *book,
                                   const char  *sql,
                                   GError     **error);

/**
 * Agreement × assessed period × pair × commodity, all runs added up: what was due and what was paid from @first to @second; negative
 * the other way.
 */
typedef struct
{
  const char *agreement;
  gboolean    has_period;
  HengPeriod  period;
  gboolean    is_settled; /* something was booked as due, though it may have come to nothing since */
  gint        paid_year; /* of @paid_minor where payments are told apart by year; 0 of what is due */
  HengDay     date_max; /* the latest date of what is due; of its payments where nothing is */
  gint64      first;    /* number of the party with the smaller number */
  gint64      second;
  const char *commodity;
  gint64      accrued_minor;
  gint64      paid_minor;
} HengUnit;

typedef gboolean (*HengUnitFunc) (const HengUnit  *unit,
                                  gpointer         data,
                                  GError         **error);

/** Which payments units count: those dated within (#HENG_DAY_NONE: open); with @by_year each year's as a unit of its own. */
typedef struct
{
  HengDay  from;
  HengDay  to;
  gboolean by_year;
} HengUnitPayments;

/** @agreement: (nullable): only its units; @payments: (nullable): all */
gboolean heng_book_foreach_unit (HengBook                *self,
                                 const char              *agreement,
                                 HengView                 view,
                                 const HengUnitPayments  *payments,
                                 HengUnitFunc             func,
                                 gpointer                 data,
                                 GError                 **error);

G_END_DECLS
