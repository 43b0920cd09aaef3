// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-agreement.h"
#include "heng-book-entries.h"
#include "heng-book-intake.h"

G_BEGIN_DECLS

/** Words in the user's language for what the lower layers say as codes. */

/** Takes the user's locale and finds the catalogue, in the build tree as well; first thing in a program. */
void        heng_wording_init_locale    (void);
/** Puts texts in place of %1$s … %4$s in a format that may come from a translation. Returns: (transfer full) */
char       *heng_wording_fill           (const char   *format,
                                         const char   *first,
                                         const char   *second,
                                         const char   *third,
                                         const char   *fourth);
/** The same as a line at the end of @text. */
void        heng_wording_add_line       (GString      *text,
                                         const char   *format,
                                         const char   *first,
                                         const char   *second,
                                         const char   *third,
                                         const char   *fourth);

/** One sentence: what is wrong, and what was expected; without the place. Returns: (transfer full) */
char       *heng_wording_error_sentence (const GError *error);
/** `FILE:LINE: sentence`, as far as the place is known; behind a path the column of a rule. Returns: (transfer full) */
char       *heng_wording_error          (const GError *error);

const char *heng_wording_mechanism         (HengMechanism        mechanism);
const char *heng_wording_role              (HengRole             role);
const char *heng_wording_term              (HengTerm             term);
const char *heng_wording_aggregate         (HengAggregate        aggregate);
const char *heng_wording_observed          (HengPeriodKind       kind);
const char *heng_wording_settlement_status (HengSettlementStatus status);
const char *heng_wording_intake_class      (HengIntakeClass      kind);
const char *heng_wording_entry_kind        (HengEntryKind        kind);

/** Whether the user's language is Chinese: which of two stored names is shown. */
gboolean    heng_wording_is_chinese   (void);
/** The one of two names that the user's language asks for, else the other. Never %NULL. */
const char *heng_wording_pick         (const char *zh,
                                       const char *en);
/** `2024`, `2024 Q3`, `March 2024` / `2024年第三季度` … Returns: (transfer full) */
char       *heng_wording_period       (HengPeriod period);
/** A date written out by locale; #HENG_DAY_NONE gives "–". Returns: (transfer full) */
char       *heng_wording_day          (HengDay    day);
/** A party as people call it: its region's name, or its own name where several parties share a region or it has none.
 * Returns: (transfer full) */
char       *heng_wording_party        (HengBook            *book,
                                       const HengAgreement *agreement,
                                       guint                party);

/** The same for a party by its name. */
char       *heng_wording_party_name   (HengBook            *book,
                                       const HengAgreement *agreement,
                                       const char          *name);

G_END_DECLS
