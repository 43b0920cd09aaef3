// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-flow-layout.h"

G_BEGIN_DECLS

/* The arrangement of data/tile-grid.csv with its Chinese names. */
HengFlowTileGrid *flow_places_load_grid   (void);

/*
 * Links drawn at random between provinces, with one in five of them of a county in its province's stead, and some pools and the
 * central government among them. @is_turned: everything is added in the opposite order
 */
HengFlowGraph    *flow_places_build_graph (guint    n_links,
                                           guint32  seed,
                                           gboolean is_turned);

G_END_DECLS
