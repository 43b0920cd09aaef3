// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-flow-layout.h"
#include "heng-flow-palette.h"

G_BEGIN_DECLS

/*
 * A layout as an SVG document, one unit a point. Texts are texts, as wide as they were measured whatever font stands in; the page
 * has its title and description, every link and node a title that browsers show under the pointer, and the first shape of each
 * its id ("link-0", "node-0", by their indexes). The same layout gives the same bytes.
 *
 * Returns: (transfer full)
 */
char *heng_flow_svg_write (const HengFlowLayout  *layout,
                           const HengFlowPalette *palette) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
