// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-review.h"
#include "heng-wording.h"

G_BEGIN_DECLS

/** Words in the user's language for where statements stand. */

const char *heng_wording_review_state   (HengReviewState    state);
const char *heng_wording_dispute_end    (HengDisputeEnd     how);
/** The state with who it is about: "Confirmed by Henan". Returns: (transfer full) */
char       *heng_wording_review         (HengBook            *book,
                                         const HengAgreement *agreement,
                                         const HengReview    *review);
/** The day in China on which something was recorded, `2024-06-01`. Returns: (transfer full) */
char       *heng_wording_recorded_day   (gint64             recorded_ms);

G_END_DECLS
