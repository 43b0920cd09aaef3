// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-observations.h"

G_BEGIN_DECLS

/** Who recorded an observation and when, in China's time: "recorded on 2024-06-01 08:00 by …"; "assumed" where nobody has.
 * Returns: (transfer full) */
char *heng_wording_observation_recorded (const HengObservation *observation);
/** "revision 2, before: 18.5" (a withdrawal before is "–"). Returns: (transfer full) (nullable): %NULL of the first of its source */
char *heng_wording_observation_revision (const HengObservation *observation);
/** All that is known of where it comes from: method, document, revision, who recorded it when. Returns: (transfer full) */
char *heng_wording_observation_origin   (const HengObservation *observation);

/** The moment in China's time, as `2024-06-01T08:00:00+08:00`. Returns: (transfer full) */
char *heng_moment_format                (gint64                 recorded_ms);

G_END_DECLS
