// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-dues.h"

G_BEGIN_DECLS

/** Words for when something is to be paid; all texts (transfer full). */

const char *heng_wording_due_state     (HengDueState            state);
/** "by 30 April of the year after", "30 working days after the statement". */
char       *heng_wording_due_term      (const HengDueTerm      *term);
/** The due day as `2024-04-30`, what it waits for, or "–"; a provisional one is marked. */
char       *heng_wording_due_day       (const HengInstalment   *instalment);
/** "Overdue, 12 days", "Paid, 3 days late", "Open". */
char       *heng_wording_due_status    (const HengInstalment   *instalment);
/** Why a due day is provisional. */
char       *heng_wording_missing_year  (const char             *calendar,
                                        gint                    year);
/** What becomes of a due day that is no working day; %NULL where nothing is agreed. */
char       *heng_wording_roll          (const HengPaymentTerms *terms);
/** "0.05 % a day, actual/365"; %NULL where none is agreed. */
char       *heng_wording_late_interest (const HengPaymentTerms *terms);

G_END_DECLS
