// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-import.h"
#include "heng-table.h"

G_BEGIN_DECLS

/** Records a table of any kind; every error has its line. Inside the caller's transaction. Counts into @report. @path: of the file */
gboolean heng_table_import (HengBook                 *book,
                            const HengTable          *table,
                            const char               *path,
                            const HengOrigin         *origin,
                            const HengImportOptions  *options,
                            HengImportReport         *report,
                            GError                  **error);

/** The same of a table of observations. @row: (out): the row that is wrong, G_MAXUINT where it is none in particular */
gboolean heng_table_import_observations (HengBook                 *book,
                                         const HengTable          *table,
                                         const char               *path,
                                         const HengOrigin         *origin,
                                         const HengImportOptions  *options,
                                         HengImportReport         *report,
                                         guint                    *row,
                                         GError                  **error);

/** The regions of a table of regions, checked one by one. @row: (out): the row that is wrong.
 * Returns: (transfer full) (element-type HengRegion): %NULL with @error */
GPtrArray *heng_table_read_regions (const HengTable *table,
                                    guint           *row,
                                    GError         **error);

G_END_DECLS
