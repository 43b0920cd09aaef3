// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-book.h"

G_BEGIN_DECLS

/** The 34 provincial units of China and `000000` for the central government, from data/regions.csv: what a new book knows.
 * Returns: (transfer full) (element-type HengRegion) */
GPtrArray *heng_standard_regions_new (void);

G_END_DECLS
