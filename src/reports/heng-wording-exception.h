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
/** An amount that is not zero, in minor units, with its unit. Returns: (transfer full) */
typedef char *(*HengWordingAmount) (gconstpointer  data,
                                    gint64         amount_minor,
                                    const char    *commodity);
/** What the formula gives of a @settlement with an exception: instead of what was agreed, or by now. @format: called with @data, as amounts
 * are shown around it. Returns: (transfer full) */
char       *heng_wording_exception_formula  (const HengSettlement *settlement,
                                             HengWordingAmount     format,
                                             gconstpointer         data);
/** `First`, `Provisional`, `Final`, `Re-settlement 2`. Returns: (transfer full) */
char       *heng_wording_run            (const HengRun *run);

G_END_DECLS
