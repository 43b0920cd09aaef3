// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-record.h"
#include "heng-session.h"

G_BEGIN_DECLS

/** Tables are lists of columns, and a column is a function from a row to its text. */

typedef enum
{
  HENG_COLUMN_TEXT = 0,
  HENG_COLUMN_NUMBER = 1 << 0, /* at the right, with figures of one width */
  HENG_COLUMN_EXPAND = 1 << 1,
  HENG_COLUMN_DIM = 1 << 2,
  HENG_COLUMN_STRONG = 1 << 3,
  HENG_COLUMN_TOP = 1 << 4     /* at the top of the row: of several lines, each stands beside its own in the other columns */
} HengColumnFlags;

/** Returns: (transfer full): what stands in the cell; %NULL for nothing */
typedef char      *(*HengCellText)   (HengSession *session,
                                      gconstpointer row);
/** Returns: (transfer floating): an empty cell of a column with widgets of its own */
typedef GtkWidget *(*HengCellSetup)  (HengSession *session);
typedef void       (*HengCellUpdate) (HengSession  *session,
                                      GtkWidget    *cell,
                                      gconstpointer row);

/** @width_px: at least this wide; 0: as wide as its texts */
GtkColumnViewColumn *heng_table_add_text   (GtkColumnView   *view,
                                            HengSession     *session,
                                            const char      *title,
                                            HengColumnFlags  flags,
                                            int              width_px,
                                            HengCellText     text);
/** A second, dim line under the text of the column. */
void                 heng_table_set_below  (GtkColumnViewColumn *column,
                                            HengCellText         below);
GtkColumnViewColumn *heng_table_add_widget (GtkColumnView   *view,
                                            HengSession     *session,
                                            const char      *title,
                                            HengColumnFlags  flags,
                                            int              width_px,
                                            HengCellSetup    setup,
                                            HengCellUpdate   update);
/** What is said of a cell under the pointer. */
void                 heng_table_set_tip    (GtkColumnViewColumn *column,
                                            HengCellText         tip);
/** The heads of number columns stand at the right, over their figures. To be called when all columns are there. */
void                 heng_table_align_heads (GtkColumnView  *view);

/** Shows @list. Returns: (nullable) (transfer none): what is selected in it; %NULL where nothing can be */
GtkSingleSelection  *heng_table_show         (GtkColumnView  *view,
                                              GListModel     *list,
                                              gboolean        can_select);
/** The data of the row selected in a table over records. Returns: (nullable) */
gpointer             heng_table_get_selected (GtkColumnView *view);

G_END_DECLS
