// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-book-entries-private.h"
#include "heng-book-runs.h"

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
/** The same of a settlement that is due, less @booked (element-type HengDifference). Returns: (transfer full) */
GPtrArray *heng_differences_new              (HengSettlement  *settlement,
                                              GPtrArray       *booked,
                                              GError         **error);
/** Whether what was shown is still so: facts that came in between must not have changed it. */
gboolean   heng_book_check_current           (HengBook              *self,
                                              const HengSettlement  *shown,
                                              GError               **error);
/** Writes the entry of @differences, of which there are some, as number @number. */
gboolean   heng_book_write_differences       (HengEntryWriter  *writer,
                                              HengSettlement   *settlement,
                                              GPtrArray        *differences,
                                              HengDay           date,
                                              gint64           *number,
                                              GError          **error);
/** Adds an amount between two parties to what @differences has of them, in their direction. */
gboolean   heng_differences_add              (GPtrArray       *differences,
                                              const char      *from,
                                              const char      *to,
                                              const char      *commodity,
                                              gint64           amount_minor,
                                              GError         **error);
/** Leaves out what is zero and turns round what is below. */
void       heng_differences_tidy             (GPtrArray       *differences);
/** Whether it was computed from facts only: %HENG_ERROR_SETTLEMENT_ASSUMED where values were assumed. */
gboolean   heng_settlement_check_bookable    (const HengSettlement  *settlement,
                                              GError               **error);
/** Records the kind of the run that has just been booked as @entry (0: no difference), where it is one that is named. */
gboolean   heng_book_name_run                (HengBook        *self,
                                              const char      *agreement,
                                              HengPeriod       period,
                                              HengRunKind      kind,
                                              gint64           entry,
                                              GError         **error);
/** What of entries e is no part of what a settlement owes: late interest, and what reverses it. */
#define HENG_WITHOUT_INTEREST \
  "AND e.kind <> " G_STRINGIFY (HENG_ENTRY_INTEREST_NUMBER) " AND NOT EXISTS " \
  "(SELECT 1 FROM entry i WHERE i.id = e.reverses AND i.kind = " G_STRINGIFY (HENG_ENTRY_INTEREST_NUMBER) ") "
/** The error of a period that no version assesses. Returns: %FALSE */
gboolean   heng_versions_set_outside         (GPtrArray       *versions,
                                              HengPeriod       period,
                                              GError         **error);

G_END_DECLS
