// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** HengTextTable: a table for a terminal. Columns are aligned by what characters take there: a Chinese one takes two cells. */
typedef struct _HengTextTable HengTextTable;

/** @alignment: a letter a column, `l` or `r` */
HengTextTable *heng_text_table_new    (const char        *alignment);
void           heng_text_table_free   (HengTextTable     *self);
/** @cells: as many as there are columns, copied. The first row is the head. */
void           heng_text_table_add    (HengTextTable     *self,
                                       const char *const *cells);
/** Prints with a rule below the head. */
void           heng_text_table_print  (HengTextTable     *self);

/** How many cells of a terminal @text takes. */
guint          heng_text_width        (const char        *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengTextTable, heng_text_table_free)

G_END_DECLS
