// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  HENG_TABLE_REGIONS,
  HENG_TABLE_HOLIDAYS,
  HENG_TABLE_OPENINGS,
  HENG_TABLE_OBSERVATIONS,
  HENG_TABLE_PAYMENTS,
  HENG_N_TABLES
} HengTableKind;

/** HengTable: a table read and told apart by its header; every column is known, every required one there, every row complete. */
typedef struct _HengTable HengTable;

HengTable    *heng_table_new       (const char       *text,
                                    gsize             length_bytes,
                                    GError          **error);
void          heng_table_free      (HengTable        *self);
HengTableKind heng_table_get_kind  (const HengTable  *self);
guint         heng_table_get_n_rows (const HengTable *self);
/** The line of row @row in the file, from 1. */
guint         heng_table_get_line  (const HengTable  *self,
                                    guint             row);
/** The field of @column, "" where the table has no such column. */
const char   *heng_table_get       (const HengTable  *self,
                                    guint             row,
                                    const char       *column);

/** The number of @column, one of those that tables of this kind may have; for heng_table_get_field(), which is quicker by far. */
guint         heng_table_find_column (const HengTable *self,
                                      const char      *column);
const char   *heng_table_get_field   (const HengTable *self,
                                      guint            row,
                                      guint            column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengTable, heng_table_free)

G_END_DECLS
