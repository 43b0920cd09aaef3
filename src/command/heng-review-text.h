// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-book-review.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/** Reads `FROM>TO=AMOUNT[ UNIT]`, such as `Shandong>Henan=5000万` or `Works>Club=30 training places`; below zero is the other direction.
 * @option: what it was given to. Returns: (transfer full) */
HengReviewLine *heng_review_line_parse (const char        *text,
                                        const char        *option,
                                        const char        *currency,
                                        GError           **error);
/** Everything that happened to the statements of a period. Returns: (transfer full) */
JsonNode       *heng_review_to_json    (HengBook          *book,
                                        const HengReview  *review);

G_END_DECLS
