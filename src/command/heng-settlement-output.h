// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-book.h"
#include "heng-settlement.h"
#include "heng-text-table.h"

#include <stdio.h>

G_BEGIN_DECLS

/** What `settle` prints, one settlement after the other: a table, or JSON that is written as it comes. Zeroed, and the first four set. */
typedef struct
{
  HengBook      *book;
  gboolean       explain;
  gboolean       is_held;     /* JSON counts only when all is booked: nothing is printed before the end */
  GPtrArray     *assumptions; /* (nullable) (element-type HengAssumption): what if */

  HengTextTable *table;       /* (nullable): else JSON */
  FILE          *held;        /* (nullable): what is printed at the end */
  gboolean       any;         /* something is printed already */
  GPtrArray     *explained;   /* (nullable) (element-type HengSettlement): kept until the table is printed */
} HengSettlementOutput;

/** Called again where nothing can be booked: what was taken before is dropped. */
void     heng_settlement_output_begin (HengSettlementOutput  *self,
                                       gboolean               json);
/**
 * @settlement: (transfer full)
 * @without: (nullable): the same without what is assumed
 * @prepared: (nullable) (transfer full): its beginning as JSON, see heng_settlement_json_begin()
 */
void     heng_settlement_output_take  (HengSettlementOutput  *self,
                                       HengSettlement        *settlement,
                                       const HengSettlement  *without,
                                       GString               *prepared);
gboolean heng_settlement_output_end   (HengSettlementOutput  *self,
                                       GError               **error);
void     heng_settlement_output_clear (HengSettlementOutput  *self);

G_END_DECLS
