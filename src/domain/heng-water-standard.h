// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-number.h"
#include "heng-rules.h"

G_BEGIN_DECLS

/** The class that is worse than V. */
#define HENG_WATER_CLASS_WORST 6

/**
 * The limits of GB 3838-2002 (Environmental quality standards for surface water, table 1). A parameter is named as in the table of
 * reference data: `COD`, `NH3N`, `TP` …; `PH` stands for both limits of pH.
 */

/** How the parameter may be used in `class()`; %HENG_CLASS_USE_NONE where the standard has no such parameter. */
HengClassUse heng_water_standard_get_use   (const char *parameter);

/** The class 1…6 of one value. A value at a limit belongs to the better class. The parameter must be one of the standard's. */
guint        heng_water_standard_get_class (const char       *parameter,
                                            gboolean          lake,
                                            const HengNumber *value);

/** Returns: (transfer full): the parameters, joined by commas */
char        *heng_water_standard_list      (void);

G_END_DECLS
