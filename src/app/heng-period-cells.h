// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-table.h"

G_BEGIN_DECLS

/** The columns of a table over #HengPeriodRow: period, what is owed, the last run, and how it stands. */
void heng_period_cells_add_columns (GtkColumnView *table,
                                    HengSession   *session);

G_END_DECLS
