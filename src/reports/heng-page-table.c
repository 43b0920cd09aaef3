// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-page-table.h"

#include <math.h>

#include "heng-page-table-private.h"

static void
clear_column (gpointer data)
{
  HengPageTableColumn *column = data;

  g_free (column->title);
}

static void
clear_group (gpointer data)
{
  HengPageTableGroup *group = data;

  g_free (group->title);
}

void
heng_page_table_free (HengPageBlock *block)
{
  HengPageTable *self = (HengPageTable *) block;

  g_array_unref (self->columns);
  g_array_unref (self->groups);
  g_ptr_array_unref (self->cells);
  g_byte_array_unref (self->is_total);
  g_string_chunk_free (self->texts);
  g_free (self->title);
  g_free (self->unit);
  g_free (self->note);
  g_free (self);
}

static gboolean
is_open (const HengPageTable *self)
{
  return self != NULL && !heng_page_content_is_sealed (self->block.content);
}

/**
 * heng_page_content_add_table:
 * @content: a content that is not sealed
 *
 * Returns: (transfer none): a table, still without columns and rows
 */
HengPageTable *
heng_page_content_add_table (HengPageContent *content)
{
  HengPageTable *self;

  g_return_val_if_fail (content != NULL && !heng_page_content_is_sealed (content), NULL);

  self = g_new0 (HengPageTable, 1);
  self->columns = g_array_new (FALSE, FALSE, sizeof (HengPageTableColumn));
  g_array_set_clear_func (self->columns, clear_column);
  self->groups = g_array_new (FALSE, FALSE, sizeof (HengPageTableGroup));
  g_array_set_clear_func (self->groups, clear_group);
  self->cells = g_ptr_array_new ();
  self->is_total = g_byte_array_new ();
  self->texts = g_string_chunk_new (4096);
  heng_page_content_take_block (content, &self->block, &heng_page_table_class);

  return self;
}

/**
 * heng_page_table_set_title:
 * @self: a table of a content that is not sealed
 * @title: (nullable): what the table shows, above it at the left
 * @unit: (nullable): the unit its numbers share, above it at the right
 */
void
heng_page_table_set_title (HengPageTable *self,
                           const char    *title,
                           const char    *unit)
{
  g_return_if_fail (is_open (self));

  g_free (self->title);
  g_free (self->unit);
  self->title = heng_page_text_dup (title);
  self->unit = heng_page_text_dup (unit);
}

/**
 * heng_page_table_set_note:
 * @self: a table of a content that is not sealed
 * @note: (nullable): a remark below it, on the page of the last row
 */
void
heng_page_table_set_note (HengPageTable *self,
                          const char    *note)
{
  g_return_if_fail (is_open (self));

  g_free (self->note);
  self->note = heng_page_text_dup (note);
}

static void
add_column (HengPageTable *self,
            const char    *title,
            HengPageAlign  align,
            double         share,
            double         width_pt)
{
  HengPageTableColumn column = { heng_page_text_dup (title), align, share, width_pt };

  g_array_append_val (self->columns, column);
}

/**
 * heng_page_table_add_column:
 * @self: a table of a content that is not sealed, without rows
 * @title: (nullable): its head
 * @align: where its texts stand; numbers at the right
 *
 * Adds a column as wide as its texts need.
 */
void
heng_page_table_add_column (HengPageTable *self,
                            const char    *title,
                            HengPageAlign  align)
{
  g_return_if_fail (is_open (self) && self->cells->len == 0);

  add_column (self, title, align, 0, 0);
}

/**
 * heng_page_table_add_share_column:
 * @self: a table of a content that is not sealed, without rows
 * @title: (nullable): its head
 * @align: where its texts stand
 * @share: above zero; a column of 2 gets twice as much as one of 1
 *
 * Adds a column that shares what the other kinds leave of the width.
 */
void
heng_page_table_add_share_column (HengPageTable *self,
                                  const char    *title,
                                  HengPageAlign  align,
                                  double         share)
{
  g_return_if_fail (is_open (self) && self->cells->len == 0);
  g_return_if_fail (isfinite (share) && share > 0);

  add_column (self, title, align, share, 0);
}

/**
 * heng_page_table_add_fixed_column:
 * @self: a table of a content that is not sealed, without rows
 * @title: (nullable): its head
 * @align: where its texts stand
 * @width_pt: its width in points, above zero
 *
 * Adds a column of a given width.
 */
void
heng_page_table_add_fixed_column (HengPageTable *self,
                                  const char    *title,
                                  HengPageAlign  align,
                                  double         width_pt)
{
  g_return_if_fail (is_open (self) && self->cells->len == 0);
  g_return_if_fail (isfinite (width_pt) && width_pt > 0);

  add_column (self, title, align, 0, width_pt);
}

/**
 * heng_page_table_add_column_group:
 * @self: a table of a content that is not sealed
 * @title: a head above heads
 * @first_column: the first column it stands above
 * @n_columns: how many it stands above, 1 or more; all are there already and in no other group
 */
void
heng_page_table_add_column_group (HengPageTable *self,
                                  const char    *title,
                                  guint          first_column,
                                  guint          n_columns)
{
  HengPageTableGroup group = { NULL, first_column, n_columns };

  g_return_if_fail (is_open (self));
  g_return_if_fail (title != NULL);
  g_return_if_fail (n_columns > 0 && n_columns <= self->columns->len);
  g_return_if_fail (first_column <= self->columns->len - n_columns);

  group.title = heng_page_text_dup (title);
  g_array_append_val (self->groups, group);
}

static void
add_cells (HengPageTable      *self,
           const char * const *cells,
           guint8              is_total)
{
  gboolean is_ended = FALSE;

  for (guint i = 0; i < self->columns->len; i++)
    {
      g_autofree char *text = NULL;

      is_ended = is_ended || cells[i] == NULL;
      if (is_ended || *cells[i] == '\0')
        {
          g_ptr_array_add (self->cells, NULL);
          continue;
        }
      text = heng_page_text_dup (cells[i]);
      g_ptr_array_add (self->cells, g_string_chunk_insert (self->texts, text));
    }
  g_byte_array_append (self->is_total, &is_total, 1);
}

/**
 * heng_page_table_add_row:
 * @self: a table of a content that is not sealed, with columns
 * @cells: texts for its columns, copied; %NULL ends them early and leaves the other cells empty
 *
 * Adds a row. It is not cut at the foot of a page unless it is higher than a page.
 */
void
heng_page_table_add_row (HengPageTable      *self,
                         const char * const *cells)
{
  g_return_if_fail (is_open (self) && self->columns->len > 0);
  g_return_if_fail (cells != NULL);

  add_cells (self, cells, FALSE);
}

/**
 * heng_page_table_add_total:
 * @self: a table of a content that is not sealed, with columns
 * @cells: as for heng_page_table_add_row()
 *
 * Adds a total, set off by a rule above it and kept with the row before.
 */
void
heng_page_table_add_total (HengPageTable      *self,
                           const char * const *cells)
{
  g_return_if_fail (is_open (self) && self->columns->len > 0);
  g_return_if_fail (cells != NULL);

  add_cells (self, cells, TRUE);
}

guint
heng_page_table_get_n_columns (const HengPageTable *self)
{
  return self->columns->len;
}

guint
heng_page_table_get_n_rows (const HengPageTable *self)
{
  return self->is_total->len;
}

const HengPageTableColumn *
heng_page_table_get_column (const HengPageTable *self,
                            guint                column_index)
{
  g_assert (column_index < self->columns->len);

  return &g_array_index (self->columns, HengPageTableColumn, column_index);
}

const char *
heng_page_table_get_cell (const HengPageTable *self,
                          guint                row_index,
                          guint                column_index)
{
  g_assert (row_index < self->is_total->len && column_index < self->columns->len);

  return g_ptr_array_index (self->cells, row_index * self->columns->len + column_index);
}

gboolean
heng_page_table_is_total (const HengPageTable *self,
                          guint                row_index)
{
  g_assert (row_index < self->is_total->len);

  return self->is_total->data[row_index] != 0;
}

/**
 * heng_page_table_get_span: (skip)
 * @self: a table
 * @row_index: a row
 * @column_index: a column
 *
 * The label of a total is often longer than what stands in its column above, and the cells beside it
 * are empty: it may run over them.
 *
 * Returns: over how many columns the cell's text runs
 */
guint
heng_page_table_get_span (const HengPageTable *self,
                          guint                row_index,
                          guint                column_index)
{
  guint n_columns = 1;

  if (!heng_page_table_is_total (self, row_index)
      || heng_page_table_get_cell (self, row_index, column_index) == NULL
      || heng_page_table_get_column (self, column_index)->align != HENG_PAGE_ALIGN_LEFT)
    return 1;

  while (column_index + n_columns < self->columns->len
         && heng_page_table_get_cell (self, row_index, column_index + n_columns) == NULL)
    n_columns++;

  return n_columns;
}

HengPageStyle
heng_page_table_get_style (const HengPageTable *self,
                           guint                column_index,
                           gboolean             is_bold,
                           double               size_pt)
{
  return (HengPageStyle) {
    .size_pt = size_pt,
    .is_bold = is_bold,
    .align = heng_page_table_get_column (self, column_index)->align,
  };
}
