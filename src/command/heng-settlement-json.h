// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-settlement.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * What `settle --format json` says of a settlement, up to its status, which booking it may still change: the bytes that
 * heng_json_write() would write, several times as fast, since there may be a million of them. heng_settlement_json_end() adds the rest.
 *
 * Returns: (transfer full)
 */
GString *heng_settlement_json_begin (const HengSettlement *self,
                                     const char           *currency);
void     heng_settlement_json_end   (const HengSettlement *self,
                                     GString              *text);

/** Sets the members `obligations` and `missing`. */
void     heng_settlement_add_lists     (const HengSettlement *self,
                                        const char           *currency,
                                        JsonObject           *object);

/** Amounts in kind have as many decimals as the agreement's step. Returns: (transfer full) */
char    *heng_obligation_format_amount (const HengObligation *self,
                                        const HengSettlement *settlement,
                                        const char           *currency);

G_END_DECLS
