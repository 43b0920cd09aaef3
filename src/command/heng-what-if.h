// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-book-intake.h"
#include "heng-settlement.h"
#include "heng-text-table.h"

G_BEGIN_DECLS

/** What is owed with values that nobody has observed, beside what is owed without them. */

/**
 * Reads what is assumed: of one agreement, and never booked.
 *
 * @texts: (nullable): `INDICATOR@PERIOD=VALUE` each
 * @agreements: (nullable): those asked for
 * @assumptions: (out) (transfer full) (nullable) (element-type HengAssumption): %NULL where nothing is assumed
 */
gboolean       heng_what_if_read      (GStrv                  texts,
                                       GStrv                  agreements,
                                       gboolean               post,
                                       GPtrArray            **assumptions,
                                       GError               **error);
/** The beginning of a JSON document, up to the settlements. Returns: (transfer full) */
char          *heng_what_if_to_json   (GPtrArray             *assumptions);
HengTextTable *heng_what_if_new_table (void);
/** @remark: of @with */
void           heng_what_if_add_rows  (HengTextTable         *table,
                                       const HengSettlement  *with,
                                       const HengSettlement  *without,
                                       const char            *currency,
                                       const char            *remark);

G_END_DECLS
