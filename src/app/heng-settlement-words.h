// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-session.h"
#include "heng-settlement.h"

G_BEGIN_DECLS

/** What a settlement says, in words. */

/** Who owes whom; @amount (out) (transfer full): how much. Returns: (transfer full) */
char *heng_settlement_words_owed    (HengSession          *session,
                                     const HengSettlement *settlement,
                                     guint                 obligation,
                                     char                **amount);
/** Why nothing is owed, or nobody knows. Returns: (transfer full): %NULL where something is owed */
char *heng_settlement_words_reason  (const HengSettlement *settlement);
/** What the rules give where an exception was agreed. Returns: (transfer full): %NULL where there is none */
char *heng_settlement_words_formula (HengSession          *session,
                                     const HengSettlement *settlement);

G_END_DECLS
