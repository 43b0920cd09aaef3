// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-book-intake.h"
#include "heng-text-table.h"

G_BEGIN_DECLS

/** What is owed with values that nobody has observed, beside what is owed without them. */

/** @texts: `INDICATOR@PERIOD=VALUE` each. Returns: (transfer full) (element-type HengAssumption) */
GPtrArray     *heng_what_if_read      (const char *const     *texts,
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
