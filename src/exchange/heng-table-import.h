// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-import.h"
#include "heng-table.h"

G_BEGIN_DECLS

/** Records a table of any kind; every error has its line. Inside the caller's transaction. Counts into @report. */
gboolean heng_table_import (HengBook          *book,
                            const HengTable   *table,
                            const HengOrigin  *origin,
                            HengImportReport  *report,
                            GError           **error);

G_END_DECLS
