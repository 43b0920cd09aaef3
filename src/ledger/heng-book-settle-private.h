// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-book.h"

G_BEGIN_DECLS

/** What is booked as due for @period by entries below @entry_bound, by party names: all runs and their reversals added up, of either
 * sign. Added to @booked (element-type HengDifference). */
gboolean   heng_book_read_booked             (HengBook        *self,
                                              const char      *agreement,
                                              HengPeriod       period,
                                              gint64           entry_bound,
                                              GPtrArray       *booked,
                                              GError         **error);
/** Owed less booked by entries below @entry_bound, every pair in the direction in which the difference is above zero.
 * Returns: (transfer full) (element-type HengDifference) */
GPtrArray *heng_book_list_differences_before (HengBook        *self,
                                              HengSettlement  *settlement,
                                              gint64           entry_bound,
                                              GError         **error);
/** The error of a period that no version assesses. Returns: %FALSE */
gboolean   heng_versions_set_outside         (GPtrArray       *versions,
                                              HengPeriod       period,
                                              GError         **error);

G_END_DECLS
