// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-table.h"

G_BEGIN_DECLS

/** HengRowSet: rows of a table that some columns tell apart. It keeps their numbers alone, since a table may have millions. */
typedef struct _HengRowSet HengRowSet;

/** @columns: (array length=n_columns): numbers by heng_table_find_column(), at most 8; borrowed, as the table is */
HengRowSet *heng_row_set_new  (const HengTable *table,
                               const guint     *columns,
                               guint            n_columns);
void        heng_row_set_free (HengRowSet      *self);
/** Adds @row. Returns: %FALSE where one with the same fields is there already, in @first */
gboolean    heng_row_set_add  (HengRowSet      *self,
                               guint            row,
                               guint           *first);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengRowSet, heng_row_set_free)

G_END_DECLS
