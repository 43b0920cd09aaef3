// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-book-review.h"

G_BEGIN_DECLS

/** The reviews of all periods of @agreement in which anything happened, without what is owed today.
 * Returns: (transfer full) (element-type HengReview): in the order of their first statements */
GPtrArray  *heng_book_load_reviews   (HengBook         *self,
                                      const char       *agreement,
                                      gint64            known,
                                      GError          **error);
/** Computes what is owed for the review's period by the first @known facts, and tells the review. */
gboolean    heng_book_update_review  (HengBook         *self,
                                      HengReview       *review,
                                      gint64            known,
                                      GError          **error);
/** Appends @event, if it may follow in @review. Inside a transaction. */
gboolean    heng_book_append_review  (HengBook               *self,
                                      const HengReview       *review,
                                      const HengReviewEvent  *event,
                                      gint64                 *fact,
                                      GError                **error);
/** Whether an issue, by its data, states what the facts that it knew make due. */
gboolean    heng_book_check_issue    (HengBook               *self,
                                      const char             *agreement,
                                      const char             *data,
                                      gboolean               *right,
                                      GError                **error);

G_END_DECLS
