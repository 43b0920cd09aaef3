// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-page-block-private.h"
#include "heng-page-table.h"

G_BEGIN_DECLS

/* A column's width is given (@width_pt above zero), a share of what is left (@share above zero), or what
 * its texts need. */
typedef struct
{
  char *title;
  HengPageAlign align;
  double share;
  double width_pt;
} HengPageTableColumn;

typedef struct
{
  char *title;
  guint first_column;
  guint n_columns;
} HengPageTableGroup;

/**
 * HengPageTable:
 * @columns: (element-type HengPageTableColumn)
 * @groups: (element-type HengPageTableGroup): heads above heads
 * @cells: (element-type utf8): row by row, %NULL for an empty cell
 * @is_total: (element-type guint8): for each row
 * @texts: holds the cells' texts; a table of ten thousand rows has too many for one allocation each
 */
struct _HengPageTable
{
  HengPageBlock block;
  char *title;
  char *unit;
  char *note;
  GArray *columns;
  GArray *groups;
  GPtrArray *cells;
  GByteArray *is_total;
  GStringChunk *texts;
};

/**
 * HengPageTableWidths:
 * @size_pt: size of the letters
 * @padding_pt: white at either side of a column
 * @x_pt: left sides of the columns, with one more for the right side of the last
 * @row_height_pt: for each row, the height of its texts where each is one line, or a negative number where
 *   one of them has to be wrapped
 */
typedef struct
{
  double size_pt;
  double padding_pt;
  double *x_pt;
  float *row_height_pt;
} HengPageTableWidths;

guint                heng_page_table_get_n_columns (const HengPageTable  *self);
guint                heng_page_table_get_n_rows    (const HengPageTable  *self);
const HengPageTableColumn *
                     heng_page_table_get_column    (const HengPageTable  *self,
                                                    guint                 column_index);
const char          *heng_page_table_get_cell      (const HengPageTable  *self,
                                                    guint                 row_index,
                                                    guint                 column_index);
guint                heng_page_table_get_span      (const HengPageTable  *self,
                                                    guint                 row_index,
                                                    guint                 column_index);
gboolean             heng_page_table_is_total      (const HengPageTable  *self,
                                                    guint                 row_index);
HengPageStyle        heng_page_table_get_style     (const HengPageTable  *self,
                                                    guint                 column_index,
                                                    gboolean              is_bold,
                                                    double                size_pt);

HengPageTableWidths *heng_page_table_widths_new    (const HengPageTable  *self,
                                                    const HengPageFrame  *frame) G_GNUC_WARN_UNUSED_RESULT;
void                 heng_page_table_widths_free   (HengPageTableWidths  *self);
double               heng_page_table_widths_get    (const HengPageTableWidths *self,
                                                    guint                 first_column,
                                                    guint                 n_columns);

extern const HengPageBlockClass heng_page_table_class;

void                 heng_page_table_free          (HengPageBlock        *block);

G_END_DECLS
