// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * A schematic arrangement of regions in rows and columns: neighbours mostly touch and the points of the compass mostly hold.
 * It shows no boundary and no extent, and is no map. A grid does not change once a layout has been made from it.
 */
typedef struct _HengFlowTileGrid HengFlowTileGrid;

/* Rows and columns run from 0 to this. */
#define HENG_FLOW_TILE_LAST 99

typedef struct
{
  const char *id;          /* of a region, such as its GB/T 2260 code */
  int         row;         /* 0 … HENG_FLOW_TILE_LAST */
  int         column;      /* the leftmost of its cells */
  int         n_columns;   /* cells side by side, from 1 */
  const char *short_label; /* one or two characters */
  const char *label;       /* the common name, fit for a tile */
} HengFlowTile;

HengFlowTileGrid   *heng_flow_tile_grid_new         (void) G_GNUC_WARN_UNUSED_RESULT;
HengFlowTileGrid   *heng_flow_tile_grid_ref         (HengFlowTileGrid       *self);
void                heng_flow_tile_grid_unref       (HengFlowTileGrid       *self);

/* Adds a tile; its texts are copied. Its id must be new and its cells free and within bounds. */
void                heng_flow_tile_grid_add         (HengFlowTileGrid       *self,
                                                     const HengFlowTile     *tile);

guint               heng_flow_tile_grid_get_n_tiles (const HengFlowTileGrid *self);
const HengFlowTile *heng_flow_tile_grid_get_tile    (const HengFlowTileGrid *self,
                                                     guint                   index);

/* Returns: index of the tile of just @id, or -1 */
int                 heng_flow_tile_grid_find        (const HengFlowTileGrid *self,
                                                     const char             *id);

/*
 * Returns: index of the tile where @id counts, or -1: its own, else its prefecture's, else its province's. The two are told by the
 * first digits of a GB/T 2260 code: 330782 counts for 330700, else for 330000.
 */
int                 heng_flow_tile_grid_find_home   (const HengFlowTileGrid *self,
                                                     const char             *id);

/* Returns: index of the tile that covers a cell, or -1 */
int                 heng_flow_tile_grid_find_at     (const HengFlowTileGrid *self,
                                                     int                     row,
                                                     int                     column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengFlowTileGrid, heng_flow_tile_grid_unref)

G_END_DECLS
