// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-session.h"

G_BEGIN_DECLS

/** HengReviewView: the statements of one assessed period: what each stated, who confirmed it, who disputes what, and whom it waits for. */
#define HENG_TYPE_REVIEW_VIEW (heng_review_view_get_type ())
G_DECLARE_FINAL_TYPE (HengReviewView, heng_review_view, HENG, REVIEW_VIEW, GtkWidget)

void heng_review_view_show (HengReviewView *self,
                            HengSession    *session,
                            const char     *agreement,
                            HengPeriod      period);

G_END_DECLS
