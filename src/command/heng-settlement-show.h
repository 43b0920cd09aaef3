// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-book-intake.h"
#include "heng-text-table.h"

#include <stdio.h>

G_BEGIN_DECLS

/** Settlements on their way out, one after the other: rows of a table, or a JSON document. */
typedef struct
{
  HengBook      *book;
  gboolean       explain;     /* how each amount comes about as well */
  GPtrArray     *assumptions; /* (nullable) (element-type HengAssumption): what if */
  HengTextTable *table;       /* (nullable): else JSON */
  FILE          *held;        /* (nullable): JSON that counts only when all is booked */
  gboolean       any;         /* something is printed already */
  GPtrArray     *explained;   /* (element-type HengSettlement): kept until the table is printed */
} HengSettlementShow;

/** @hold: nothing is printed before the end. May be called again: what was shown before is then dropped, unless it was printed. */
void     heng_settlement_show_begin (HengSettlementShow   *self,
                                     gboolean              json,
                                     gboolean              hold);
/** @settlement: (transfer full)
 * @without: (nullable): the same without what is assumed
 * @prepared: (transfer full) (nullable): what heng_settlement_json_begin() made of it */
void     heng_settlement_show_take  (HengSettlementShow   *self,
                                     HengSettlement       *settlement,
                                     const HengSettlement *without,
                                     GString              *prepared);
gboolean heng_settlement_show_end   (HengSettlementShow   *self,
                                     GError              **error);
void     heng_settlement_show_clear (HengSettlementShow   *self);

G_END_DECLS
