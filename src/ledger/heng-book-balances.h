// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-book.h"

G_BEGIN_DECLS

typedef enum
{
  HENG_BALANCE_BY_REGION,
  HENG_BALANCE_BY_PAIR,
  HENG_BALANCE_BY_MECHANISM,
  HENG_BALANCE_BY_AGREEMENT,
  HENG_BALANCE_BY_MONTH /* and region: what the entries dated in each month add */
} HengBalanceBy;

/** One line of balances; which of the texts are set depends on what it is by. Pools have the id `pool:AGREEMENT/NAME`. The texts are
 * interned: tables repeat few names in many lines, and a line is made and freed as one piece. */
typedef struct
{
  const char *region;    /* by region: the code, %NULL for a pool */
  const char *pool;      /* by region: the pool's id, else %NULL */
  const char *from;      /* by pair: codes or pool ids */
  const char *to;
  const char *key;       /* by mechanism or agreement: its name or code */
  HengMonth   month;     /* by month; else 0 */
  const char *name_zh;   /* of what the line is for; of a pair "a → b" */
  const char *name_en;
  const char *commodity;
  gint64      accrued_minor;
  gint64      paid_minor;
  gint64      outstanding_minor;
} HengBalance;

void       heng_balance_free       (HengBalance    *self);
/** @by_province: cities and counties are added up into their provinces. Returns: (transfer full) (element-type HengBalance) */
GPtrArray *heng_book_list_balances (HengBook       *self,
                                    HengBalanceBy   by,
                                    gboolean        by_province,
                                    HengView        view,
                                    GError        **error);
/** The balances of the parties of one agreement, `name_*` being the parties' names, by region as above. */
GPtrArray *heng_book_list_party_balances (HengBook    *self,
                                          const char  *agreement,
                                          HengView     view,
                                          GError     **error);
/** Accrued, paid and outstanding volume of one agreement in the book's currency. */
gboolean   heng_book_get_volume    (HengBook       *self,
                                    const char     *agreement,
                                    HengView        view,
                                    gint64         *accrued_minor,
                                    gint64         *paid_minor,
                                    gint64         *outstanding_minor,
                                    GError        **error);

/** Commodities that have lines, the currency first. Returns: (transfer full) (element-type utf8) */
GPtrArray *heng_book_list_commodities (HengBook       *self,
                                       GError        **error);
/** Decimals that amounts of @commodity are shown with: the currency's, or as fine as any agreement's step. */
guint      heng_book_get_digits_shown (HengBook       *self,
                                       const char     *commodity);

G_END_DECLS
