// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-book-intake.h"
#include "heng-text-table.h"

G_BEGIN_DECLS

/** Settlements on their way out, one after the other: rows of a table, or a JSON document. */
typedef struct
{
  HengBook      *book;
  gboolean       explain;     /* how each amount comes about as well */
  GPtrArray     *assumptions; /* (nullable) (element-type HengAssumption): what if */
  HengTextTable *table;       /* (nullable): else JSON */
  gboolean       any;         /* something is printed already */
  GPtrArray     *explained;   /* (element-type HengSettlement): kept until the table is printed */
} HengSettlementShow;

void heng_settlement_show_begin (HengSettlementShow *self,
                                 gboolean            json);
/** @settlement: (transfer full)
 * @without: (nullable): the same without what is assumed */
void heng_settlement_show_take  (HengSettlementShow   *self,
                                 HengSettlement       *settlement,
                                 const HengSettlement *without);
void heng_settlement_show_end   (HengSettlementShow *self);
void heng_settlement_show_clear (HengSettlementShow *self);

G_END_DECLS
