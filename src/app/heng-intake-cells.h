// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-table.h"

G_BEGIN_DECLS

/** The columns of a table over #HengIntakeRow. */
void        heng_intake_cells_add_columns (GtkColumnView *table,
                                           HengSession   *session);
/** What a class of rows is called: "Revision". @kind: a #HengIntakeClass */
const char *heng_intake_cells_word_class  (int            kind);

G_END_DECLS
