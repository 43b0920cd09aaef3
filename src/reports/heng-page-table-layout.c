// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-page-table-private.h"

#include "heng-page-ink-private.h"

#define GAP_PT 8.0
#define PADDING_Y_PT 2.2
#define TITLE_SIZE_PT 9.0
#define NOTE_SIZE_PT 8.0

/* Rows that are none of the table's own count from here. */
enum
{
  ROW_TITLE = G_MAXUINT - 3,
  ROW_GROUPS,
  ROW_HEAD,
  ROW_NOTE,
};

static HengPageRow *
build_title (const HengPageTable *self,
             const HengPageFrame *frame)
{
  static const HengPageStyle title_style = { TITLE_SIZE_PT, TRUE, FALSE, FALSE, HENG_PAGE_ALIGN_LEFT };
  static const HengPageStyle unit_style = { TITLE_SIZE_PT - 1, FALSE, TRUE, FALSE, HENG_PAGE_ALIGN_RIGHT };
  HengPageRow *texts = heng_page_row_new (0, 3);
  double unit_width_pt = 0;

  if (self->unit != NULL)
    heng_page_typesetter_measure (frame->typesetter, self->unit, &unit_style, &unit_width_pt, NULL);
  unit_width_pt = MIN (unit_width_pt + 1, frame->width_pt / 2);
  heng_page_row_add (texts, frame->typesetter, self->title, &title_style, 0, frame->width_pt - unit_width_pt - 6);
  heng_page_row_add (texts, frame->typesetter, self->unit, &unit_style, frame->width_pt - unit_width_pt, unit_width_pt);

  return texts;
}

static HengPageRow *
build_note (const HengPageTable *self,
            const HengPageFrame *frame)
{
  static const HengPageStyle style = { NOTE_SIZE_PT, FALSE, TRUE, TRUE, HENG_PAGE_ALIGN_LEFT };
  HengPageRow *texts = heng_page_row_new (3, 0);

  heng_page_row_add (texts, frame->typesetter, self->note, &style, 0, frame->width_pt);

  return texts;
}

static HengPageRow *
build_groups (const HengPageTable       *self,
              const HengPageTableWidths *widths,
              const HengPageFrame       *frame)
{
  const HengPageStyle style = { widths->size_pt, TRUE, FALSE, FALSE, HENG_PAGE_ALIGN_CENTRE };
  HengPageRow *texts = heng_page_row_new (PADDING_Y_PT + 1, PADDING_Y_PT);

  for (guint i = 0; i < self->groups->len; i++)
    {
      const HengPageTableGroup *group = &g_array_index (self->groups, HengPageTableGroup, i);

      heng_page_row_add (texts, frame->typesetter, group->title, &style,
                         widths->x_pt[group->first_column] + widths->padding_pt,
                         heng_page_table_widths_get (widths, group->first_column, group->n_columns));
    }

  return texts;
}

static HengPageRow *
build_cells (const HengPageTable       *self,
             const HengPageTableWidths *widths,
             const HengPageFrame       *frame,
             guint                      row)
{
  gboolean is_head = row == ROW_HEAD;
  gboolean is_bold = is_head || heng_page_table_is_total (self, row);
  HengPageRow *texts = heng_page_row_new (PADDING_Y_PT + (is_head ? 1 : 0), PADDING_Y_PT + (is_head ? 1 : 0));

  for (guint i = 0; i < heng_page_table_get_n_columns (self); i++)
    {
      HengPageStyle style = heng_page_table_get_style (self, i, is_bold, widths->size_pt);
      const char *text = is_head ? heng_page_table_get_column (self, i)->title
                                 : heng_page_table_get_cell (self, row, i);
      guint n_columns = is_head ? 1 : heng_page_table_get_span (self, row, i);

      heng_page_row_add (texts, frame->typesetter, text, &style, widths->x_pt[i] + widths->padding_pt,
                         heng_page_table_widths_get (widths, i, n_columns));
    }
  if (is_head)
    heng_page_row_sink (texts);

  return texts;
}

static HengPageRow *
build_table_row (const HengPageBlock *block,
                 gconstpointer        measure,
                 const HengPageFrame *frame,
                 guint                row)
{
  const HengPageTable *self = (const HengPageTable *) block;

  switch (row)
    {
    case ROW_TITLE:
      return build_title (self, frame);
    case ROW_GROUPS:
      return build_groups (self, measure, frame);
    case ROW_NOTE:
      return build_note (self, frame);
    default:
      return build_cells (self, measure, frame, row);
    }
}

static gboolean
has_heads (const HengPageTable *self)
{
  for (guint i = 0; i < heng_page_table_get_n_columns (self); i++)
    if (heng_page_table_get_column (self, i)->title != NULL)
      return TRUE;

  return FALSE;
}

static double
add_whole (const HengPageTable       *self,
           const HengPageTableWidths *widths,
           HengPageFrame             *frame,
           guint                      row,
           double                     gap_pt)
{
  g_autoptr(HengPageRow) texts = build_table_row (&self->block, widths, frame, row);
  double height_pt = heng_page_row_get_height (texts);

  heng_page_frame_add_unit (frame, row, gap_pt, height_pt)->keeps_with_next = TRUE;

  return height_pt;
}

/* Totals are read with what they total, and a note with the table; a run of totals may break as rows do,
 * so that a table of nothing but totals still has places to break. */
static gboolean
keeps_with_next_row (const HengPageTable *self,
                     guint                row)
{
  if (row + 1 == heng_page_table_get_n_rows (self))
    return self->note != NULL;

  return heng_page_table_is_total (self, row + 1) && !heng_page_table_is_total (self, row);
}

static void
add_row (const HengPageTable       *self,
         const HengPageTableWidths *widths,
         HengPageFrame             *frame,
         guint                      row,
         double                     height_max_pt)
{
  double height_pt = widths->row_height_pt[row] + 2 * PADDING_Y_PT;
  guint n_before = frame->units->len;

  if (widths->row_height_pt[row] < 0)
    {
      g_autoptr(HengPageRow) texts = build_cells (self, widths, frame, row);

      height_pt = heng_page_row_get_height (texts);
      if (height_pt > height_max_pt)
        heng_page_frame_add_lines (frame, row, 0, texts);
    }
  if (frame->units->len == n_before)
    heng_page_frame_add_unit (frame, row, 0, height_pt);
  if (keeps_with_next_row (self, row))
    g_array_index (frame->units, HengPageUnit, frame->units->len - 1).keeps_with_next = TRUE;
}

static gpointer
measure_table (const HengPageBlock *block,
               HengPageFrame       *frame)
{
  const HengPageTable *self = (const HengPageTable *) block;
  HengPageTableWidths *widths = heng_page_table_widths_new (self, frame);
  guint n_rows = heng_page_table_get_n_rows (self);
  gboolean has_title = self->title != NULL || self->unit != NULL;
  double heads_height_pt = 0;
  guint first_head;
  guint first_row;

  if (has_title)
    add_whole (self, widths, frame, ROW_TITLE, GAP_PT);
  first_head = frame->units->len;
  if (self->groups->len > 0)
    heads_height_pt += add_whole (self, widths, frame, ROW_GROUPS, has_title ? 0 : GAP_PT);
  if (has_heads (self))
    heads_height_pt += add_whole (self, widths, frame, ROW_HEAD, has_title || self->groups->len > 0 ? 0 : GAP_PT);
  first_row = frame->units->len;
  for (guint row = 0; row < n_rows; row++)
    add_row (self, widths, frame, row, frame->height_pt - heads_height_pt);
  for (guint i = first_row; i < frame->units->len; i++)
    {
      g_array_index (frame->units, HengPageUnit, i).first_head = first_head;
      g_array_index (frame->units, HengPageUnit, i).n_heads = first_row - first_head;
    }
  if (self->note != NULL)
    add_whole (self, widths, frame, ROW_NOTE, 0);
  /* What closes the table binds nothing that follows it. */
  if (self->note != NULL || (n_rows == 0 && frame->units->len > 0))
    g_array_index (frame->units, HengPageUnit, frame->units->len - 1).keeps_with_next = FALSE;

  return widths;
}

static void
free_measure (gpointer data)
{
  heng_page_table_widths_free (data);
}

static void
rule_heads (const HengPageTable       *self,
            const HengPageTableWidths *widths,
            const HengPageFrame       *frame,
            const HengPageUnit        *unit,
            cairo_t                   *cr)
{
  gboolean is_first = unit->row == ROW_GROUPS || self->groups->len == 0;

  if (is_first)
    heng_page_ink_line (cr, HENG_PAGE_INK_RULE, HENG_PAGE_RULE_STRONG_PT, 0, 0, frame->width_pt);
  if (unit->row == ROW_HEAD)
    {
      heng_page_ink_line (cr, HENG_PAGE_INK_RULE, HENG_PAGE_RULE_PT, 0, unit->height_pt, frame->width_pt);
      return;
    }
  for (guint i = 0; i < self->groups->len; i++)
    {
      const HengPageTableGroup *group = &g_array_index (self->groups, HengPageTableGroup, i);
      double x_pt = widths->x_pt[group->first_column] + widths->padding_pt;

      heng_page_ink_line (cr, HENG_PAGE_INK_HAIRLINE, HENG_PAGE_HAIRLINE_PT, x_pt, unit->height_pt,
                          heng_page_table_widths_get (widths, group->first_column, group->n_columns));
    }
}

static void
decorate_table (const HengPageBlock *block,
                gconstpointer        measure,
                const HengPageFrame *frame,
                const HengPageUnit  *unit,
                gboolean             ends_part,
                cairo_t             *cr)
{
  const HengPageTable *self = (const HengPageTable *) block;
  guint n_rows = heng_page_table_get_n_rows (self);

  if (unit->row == ROW_TITLE || unit->row == ROW_NOTE)
    return;
  if (unit->row == ROW_GROUPS || unit->row == ROW_HEAD)
    {
      rule_heads (self, measure, frame, unit, cr);
      return;
    }

  if (unit->row == 0 && unit->from_pt <= 0 && unit->n_heads == 0)
    heng_page_ink_line (cr, HENG_PAGE_INK_RULE, HENG_PAGE_RULE_STRONG_PT, 0, 0, frame->width_pt);
  if (unit->from_pt <= 0 && heng_page_table_is_total (self, unit->row))
    heng_page_ink_line (cr, HENG_PAGE_INK_RULE, HENG_PAGE_RULE_PT, 0, 0, frame->width_pt);
  if (ends_part || (unit->ends_row && unit->row + 1 == n_rows))
    heng_page_ink_line (cr, HENG_PAGE_INK_RULE, HENG_PAGE_RULE_STRONG_PT, 0, unit->height_pt, frame->width_pt);
  else if (unit->ends_row && !heng_page_table_is_total (self, unit->row + 1))
    heng_page_ink_line (cr, HENG_PAGE_INK_HAIRLINE, HENG_PAGE_HAIRLINE_PT, 0, unit->height_pt, frame->width_pt);
}

const HengPageBlockClass heng_page_table_class = {
  .free = heng_page_table_free,
  .measure = measure_table,
  .free_measure = free_measure,
  .build_row = build_table_row,
  .decorate = decorate_table,
};
