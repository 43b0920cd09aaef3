// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-book-entries.h"
#include "heng-export.h"

G_BEGIN_DECLS

/** All entries, the oldest first. */
typedef gboolean (*HengExportEntryFunc) (const HengEntry  *entry,
                                         gpointer          data,
                                         GError          **error);
gboolean heng_export_foreach_entry (HengBook             *book,
                                    HengExportEntryFunc   func,
                                    gpointer              data,
                                    GError              **error);
gboolean heng_export_write         (FILE                 *stream,
                                    const GString        *text,
                                    GError              **error);
gboolean heng_export_journal       (HengBook             *book,
                                    FILE                 *stream,
                                    GError              **error);
gboolean heng_export_json          (HengBook             *book,
                                    FILE                 *stream,
                                    GError              **error);

G_END_DECLS
