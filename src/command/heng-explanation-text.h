// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-settlement.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/** Prints why a settlement is what it is: the exception in force, then each rule, the formula with the numbers put in, the values and
 * their observations, and what the rule gives between each two parties; where an exception takes the formula's place, of what the
 * formula would have given. */
void      heng_explanation_print         (const HengSettlement   *settlement,
                                          const char             *currency);
/** The same as JSON. Returns: (transfer full) */
JsonNode *heng_explanation_to_json       (const HengSettlement   *settlement,
                                          const char             *currency);

/** The months a value is for, as a period where they are one. Returns: (transfer full) */
char     *heng_explanation_format_window (HengWindow              window);
/** Returns: (transfer full) */
char     *heng_explanation_format_amount (const HengContribution *contribution,
                                          const HengSettlement   *settlement,
                                          const char             *currency);

G_END_DECLS
