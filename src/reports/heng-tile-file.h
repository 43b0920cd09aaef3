// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-book.h"
#include "heng-flow-tile-grid.h"

G_BEGIN_DECLS

/** The arrangement that the program brings, in the user's language: the provincial units and the central government. Never fails. */
HengFlowTileGrid *heng_tile_file_new_standard (void) G_GNUC_WARN_UNUSED_RESULT;

/**
 * Reads an arrangement: `code,row,column` and, where wanted, `width,short_zh,name_zh,short_en,name_en`. Names that are left out are the
 * standard arrangement's, else the book's.
 *
 * @book: (nullable): the regions a table may name beside those of the standard arrangement
 *
 * Returns: (transfer full): %NULL with an error that has its file and line
 */
HengFlowTileGrid *heng_tile_file_read         (HengBook    *book,
                                               const char  *path,
                                               GError     **error) G_GNUC_WARN_UNUSED_RESULT;

/** The user's own arrangement: `hengping/tile-grid.csv` in the configuration folder. Returns: (transfer full): the path */
char             *heng_tile_file_get_own_path (void) G_GNUC_WARN_UNUSED_RESULT;

/** The file at @path, else the user's own where there is one, else the standard. @path: (nullable) Returns: (transfer full) */
HengFlowTileGrid *heng_tile_file_choose       (HengBook    *book,
                                               const char  *path,
                                               GError     **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
