// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-book-runs.h"
#include "heng-exception.h"

G_BEGIN_DECLS

/** Words for agreed exceptions and for runs. */

const char *heng_wording_exception_kind (HengExceptionKind kind);
/** One line for a remark: `Agreed exception 12: flood (Minutes 3)`. Returns: (transfer full) */
char       *heng_wording_exception      (const HengException *exception);
/** Who recorded it on which day, and that it was ended where it was. Returns: (transfer full) */
char       *heng_wording_exception_recorded (const HengException *exception);
/** What the formula gives of a @settlement with an exception: instead of what was agreed, or by now. Returns: (transfer full) */
char       *heng_wording_exception_formula  (const HengSettlement *settlement,
                                             const char           *currency);
/** `First`, `Provisional`, `Final`, `Re-settlement 2`. Returns: (transfer full) */
char       *heng_wording_run            (const HengRun *run);

G_END_DECLS
