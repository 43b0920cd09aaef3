// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-page-content.h"
#include "heng-page-typesetter.h"

G_BEGIN_DECLS

/**
 * HengPageTable:
 *
 * A table: first its columns, then its rows. The heads of its columns come again on every page. It
 * belongs to its content.
 */
typedef struct _HengPageTable HengPageTable;

HengPageTable *heng_page_content_add_table      (HengPageContent    *content);
void           heng_page_table_set_title        (HengPageTable      *self,
                                                 const char         *title,
                                                 const char         *unit);
void           heng_page_table_set_note         (HengPageTable      *self,
                                                 const char         *note);
void           heng_page_table_add_column       (HengPageTable      *self,
                                                 const char         *title,
                                                 HengPageAlign       align);
void           heng_page_table_add_share_column (HengPageTable      *self,
                                                 const char         *title,
                                                 HengPageAlign       align,
                                                 double              share);
void           heng_page_table_add_fixed_column (HengPageTable      *self,
                                                 const char         *title,
                                                 HengPageAlign       align,
                                                 double              width_pt);
void           heng_page_table_add_column_group (HengPageTable      *self,
                                                 const char         *title,
                                                 guint               first_column,
                                                 guint               n_columns);
void           heng_page_table_add_row          (HengPageTable      *self,
                                                 const char * const *cells);
void           heng_page_table_add_total        (HengPageTable      *self,
                                                 const char * const *cells);

G_END_DECLS
