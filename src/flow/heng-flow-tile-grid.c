// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-tile-grid.h"

#include <string.h>

typedef struct
{
  const char *id;
  int         row;
  int         column;
  const char *short_label;
} Tile;

static const Tile tiles[] = {
  { "110000", 1, 4, "京" }, { "120000", 2, 5, "津" }, { "130000", 2, 4, "冀" }, { "140000", 2, 3, "晋" },
  { "150000", 1, 3, "蒙" }, { "210000", 1, 5, "辽" }, { "220000", 1, 6, "吉" }, { "230000", 0, 6, "黑" },
  { "310000", 4, 6, "沪" }, { "320000", 3, 5, "苏" }, { "330000", 4, 5, "浙" }, { "340000", 4, 4, "皖" },
  { "350000", 5, 5, "闽" }, { "360000", 5, 4, "赣" }, { "370000", 3, 4, "鲁" }, { "410000", 3, 3, "豫" },
  { "420000", 4, 3, "鄂" }, { "430000", 5, 3, "湘" }, { "440000", 6, 3, "粤" }, { "450000", 6, 2, "桂" },
  { "460000", 7, 2, "琼" }, { "500000", 4, 2, "渝" }, { "510000", 4, 1, "川" }, { "520000", 5, 2, "黔" },
  { "530000", 5, 1, "滇" }, { "540000", 4, 0, "藏" }, { "610000", 3, 2, "陕" }, { "620000", 3, 1, "甘" },
  { "630000", 3, 0, "青" }, { "640000", 2, 2, "宁" }, { "650000", 2, 0, "新" }, { "710000", 6, 6, "台" },
  { "810000", 6, 4, "港" }, { "820000", 7, 3, "澳" },
};

gboolean
heng_flow_tile_grid_find (const char  *id,
                          int         *row,
                          int         *column,
                          const char **short_label)
{
  g_return_val_if_fail (id != NULL && row != NULL && column != NULL && short_label != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (tiles); i++)
    if (strcmp (tiles[i].id, id) == 0)
      {
        *row = tiles[i].row;
        *column = tiles[i].column;
        *short_label = tiles[i].short_label;
        return TRUE;
      }

  return FALSE;
}
