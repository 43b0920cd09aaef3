// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-book-regions.h"
#include "heng-session.h"

G_BEGIN_DECLS

/** A drop-down of the regions that a book knows, to be looked for by their names. */

/** @regions: (element-type HengRegion); @code: (nullable): of the one chosen. Returns: (transfer floating) */
GtkWidget        *heng_region_drop_new       (GPtrArray        *regions,
                                              const char       *code);
/** Returns: (nullable): which of @regions is chosen */
const HengRegion *heng_region_drop_get       (GtkWidget        *drop,
                                              GPtrArray        *regions);
/** A name that rules can hold, made of a region's: "Inner Mongolia" becomes Inner_Mongolia. Returns: (transfer full) */
char             *heng_region_drop_make_name (const HengRegion *region);

G_END_DECLS
