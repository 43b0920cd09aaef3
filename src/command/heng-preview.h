// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-import.h"

G_BEGIN_DECLS

/** Prints what an import would bring: counts of the rows of observations by what they would do, the rows that need a look, and the
 * booked periods that would have to be settled again. */
void heng_preview_print      (HengBook                *book,
                              HengIntake              *intake,
                              const HengImportReport  *report);
/** The same with every row as one JSON document, whose keys and words do not depend on the language. */
void heng_preview_print_json (HengBook                *book,
                              HengIntake              *intake,
                              const HengImportReport  *report);

G_END_DECLS
