// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-period.h"

G_BEGIN_DECLS

/* The words behind the options of `flows`. What is wrong with one is said with the option and what was expected. */

/** Says that an option cannot be @text. */
void     heng_flow_option_refuse    (const char  *option,
                                     const char  *text,
                                     const char  *expected,
                                     GError     **error);
/** Without @text @number stays as it is. Returns: whether it is a whole number from @least to @most, or not written */
gboolean heng_flow_option_get_whole (const char  *option,
                                     const char  *text,
                                     int          least,
                                     int          most,
                                     const char  *expected,
                                     int         *number,
                                     GError     **error);
/** Without @text @day becomes #HENG_DAY_NONE. */
gboolean heng_flow_option_get_day   (const char  *option,
                                     const char  *text,
                                     HengDay     *day,
                                     GError     **error);
/** A part of the whole, above 0 and up to 1: "90%" or "0.9". */
gboolean heng_flow_option_get_share (const char  *option,
                                     const char  *text,
                                     double      *share,
                                     GError     **error);

G_END_DECLS
