// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-agreement.h"

G_BEGIN_DECLS

/** Which of several sources counts: the smaller number before the larger. @precedence (nullable): sources best first; those that it
 * does not name share the number behind the last. Between equal numbers the newest observation counts. */
guint                heng_source_get_rank                (const char *const    *precedence,
                                                          const char           *source);

/** Whether @value lies within the limits that the indicator states, if any. */
gboolean             heng_indicator_is_plausible         (const HengIndicator  *self,
                                                          const HengNumber     *value);
/** The limits as people read them: `0…50`, `≥ 0`, `≤ 50`; %NULL where there are none. Returns: (transfer full) (nullable) */
char                *heng_indicator_format_plausible     (const HengIndicator  *self);

/**
 * Whether an observation may be taken: the agreement has the indicator, @period is not shorter than it is observed, @value (nullable:
 * none) is a number.
 *
 * @number: (out) (nullable): initialised; the value
 *
 * Returns: (nullable) (transfer none): the indicator, %NULL with @error
 */
const HengIndicator *heng_agreement_check_observation    (const HengAgreement  *self,
                                                          const char           *indicator,
                                                          HengPeriod            period,
                                                          const char           *value,
                                                          HengNumber           *number,
                                                          GError              **error);

G_END_DECLS
