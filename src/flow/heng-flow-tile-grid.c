// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-tile-grid.h"

#include <string.h>

#define N_DIGITS 6

struct _HengFlowTileGrid
{
  GArray       *tiles; /* HengFlowTile */
  GStringChunk *strings;
};

HengFlowTileGrid *
heng_flow_tile_grid_new (void)
{
  HengFlowTileGrid *self = g_atomic_rc_box_new0 (HengFlowTileGrid);

  self->tiles = g_array_new (FALSE, FALSE, sizeof (HengFlowTile));
  self->strings = g_string_chunk_new (512);

  return self;
}

HengFlowTileGrid *
heng_flow_tile_grid_ref (HengFlowTileGrid *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

static void
clear_grid (gpointer data)
{
  HengFlowTileGrid *self = data;

  g_array_unref (self->tiles);
  g_string_chunk_free (self->strings);
}

void
heng_flow_tile_grid_unref (HengFlowTileGrid *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, clear_grid);
}

void
heng_flow_tile_grid_add (HengFlowTileGrid   *self,
                         const HengFlowTile *tile)
{
  HengFlowTile own;

  g_return_if_fail (self != NULL && tile != NULL && tile->id != NULL);
  g_return_if_fail (tile->short_label != NULL && tile->label != NULL);
  g_return_if_fail (tile->row >= 0 && tile->row <= HENG_FLOW_TILE_LAST && tile->column >= 0 && tile->n_columns >= 1 &&
                    tile->n_columns <= HENG_FLOW_TILE_LAST + 1 && tile->column + tile->n_columns - 1 <= HENG_FLOW_TILE_LAST);
  g_return_if_fail (heng_flow_tile_grid_find (self, tile->id) < 0);
  for (int i = 0; i < tile->n_columns; i++)
    g_return_if_fail (heng_flow_tile_grid_find_at (self, tile->row, tile->column + i) < 0);

  own = *tile;
  own.id = g_string_chunk_insert (self->strings, tile->id);
  own.short_label = g_string_chunk_insert (self->strings, tile->short_label);
  own.label = g_string_chunk_insert (self->strings, tile->label);
  g_array_append_val (self->tiles, own);
}

guint
heng_flow_tile_grid_get_n_tiles (const HengFlowTileGrid *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->tiles->len;
}

const HengFlowTile *
heng_flow_tile_grid_get_tile (const HengFlowTileGrid *self,
                              guint                   index)
{
  g_return_val_if_fail (self != NULL && index < self->tiles->len, NULL);

  return &g_array_index (self->tiles, HengFlowTile, index);
}

int
heng_flow_tile_grid_find (const HengFlowTileGrid *self,
                          const char             *id)
{
  g_return_val_if_fail (self != NULL && id != NULL, -1);

  for (guint i = 0; i < self->tiles->len; i++)
    if (strcmp (g_array_index (self->tiles, HengFlowTile, i).id, id) == 0)
      return (int) i;

  return -1;
}

int
heng_flow_tile_grid_find_home (const HengFlowTileGrid *self,
                               const char             *id)
{
  char code[N_DIGITS + 1] = "";
  int home = heng_flow_tile_grid_find (self, id);

  if (home >= 0)
    return home;

  for (guint i = 0; i < N_DIGITS; i++)
    {
      if (!g_ascii_isdigit (id[i]))
        return -1;
      code[i] = id[i];
    }
  /* 640181-ND is part of 640181. */
  for (int kept = N_DIGITS; kept >= 2 && home < 0; kept -= 2)
    {
      memset (code + kept, '0', (gsize) (N_DIGITS - kept));
      home = heng_flow_tile_grid_find (self, code);
    }

  return home;
}

int
heng_flow_tile_grid_find_at (const HengFlowTileGrid *self,
                             int                     row,
                             int                     column)
{
  g_return_val_if_fail (self != NULL, -1);

  for (guint i = 0; i < self->tiles->len; i++)
    {
      const HengFlowTile *tile = &g_array_index (self->tiles, HengFlowTile, i);

      if (tile->row == row && column >= tile->column && column < tile->column + tile->n_columns)
        return (int) i;
    }

  return -1;
}
