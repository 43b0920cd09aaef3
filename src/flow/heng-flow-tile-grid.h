// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Places of the 34 provincial units on a schematic grid of 8 rows and 7 columns: neighbours mostly touch and the points of the
 * compass mostly hold. It shows no boundary and no extent, and is no map.
 *
 * @id: a GB/T 2260 code of six digits
 * Returns: whether the grid has a place for @id
 */
gboolean heng_flow_tile_grid_find (const char  *id,
                                   int         *row,
                                   int         *column,
                                   const char **short_label);

G_END_DECLS
