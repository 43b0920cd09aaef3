// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-dues.h"

G_BEGIN_DECLS

/** How much had been paid in all from @day on, until the next of these. */
typedef struct
{
  HengDay day;
  gint64  paid_minor;
} HengDuesLevel;

/** What must be paid in all before the parts of an instalment get anything: what is undisputed goes first, in every instalment. */
typedef struct
{
  gint64 undisputed_from;
  gint64 undisputed;
  gint64 disputed_from;
  gint64 disputed;
} HengDuesReach;

/** What a part that begins at @from_minor gets of @paid_minor in all. */
gint64   heng_dues_part_paid    (gint64                   paid_minor,
                                 gint64                   from_minor,
                                 gint64                   part_minor);
/** Adds the exact interest of an instalment that was due on @due_day, up to @on_day. @levels: (element-type HengDuesLevel): by day */
gboolean heng_dues_add_interest (const HengPaymentTerms  *terms,
                                 HengDay                  due_day,
                                 HengDay                  on_day,
                                 const HengDuesReach     *reach,
                                 GArray                  *levels,
                                 guint                    digits,
                                 HengNumber              *interest,
                                 GError                 **error);

G_END_DECLS
