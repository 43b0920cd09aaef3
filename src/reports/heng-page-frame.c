// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-page-block-private.h"

/**
 * heng_page_frame_add_unit: (skip)
 * @self: the frame that is being filled
 * @row: the row in the block
 * @gap_pt: white before it
 * @height_pt: its height
 *
 * Adds a row as one unit.
 *
 * Returns: the unit, until the next is added
 */
HengPageUnit *
heng_page_frame_add_unit (HengPageFrame *self,
                          guint          row,
                          double         gap_pt,
                          double         height_pt)
{
  HengPageUnit unit = {
    .block_index = self->block_index,
    .row = row,
    .height_pt = height_pt,
    .gap_pt = gap_pt,
    .to_pt = height_pt,
    .ends_row = TRUE,
  };

  g_assert (height_pt >= 0 && gap_pt >= 0);

  g_array_append_val (self->units, unit);

  return &g_array_index (self->units, HengPageUnit, self->units->len - 1);
}

/**
 * heng_page_frame_add_lines: (skip)
 * @self: the frame that is being filled
 * @row: the row in the block
 * @gap_pt: white before it
 * @texts: its texts
 *
 * Adds a row as one unit for each line, so that pages may break in it, but leave no line alone
 * at the foot or at the head of a page.
 */
void
heng_page_frame_add_lines (HengPageFrame     *self,
                           guint              row,
                           double             gap_pt,
                           const HengPageRow *texts)
{
  g_autoptr(GArray) cuts = heng_page_row_find_cuts (texts);
  double from_pt = 0;

  for (guint i = 0; i < cuts->len; i++)
    {
      double to_pt = g_array_index (cuts, double, i);
      HengPageUnit *unit = heng_page_frame_add_unit (self, row, i == 0 ? gap_pt : 0, to_pt - from_pt);

      unit->from_pt = from_pt;
      unit->to_pt = to_pt;
      unit->ends_row = i + 1 == cuts->len;
      unit->keeps_with_next = i + 1 < cuts->len && (i == 0 || i + 2 == cuts->len);
      from_pt = to_pt;
    }
}
