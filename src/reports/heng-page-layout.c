// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-page-layout.h"

#include "heng-page-block-private.h"
#include "heng-page-breaker.h"
#include "heng-page-margin.h"

/* The last row that was set of those in more than one unit: a text of many pages is set once for all of them,
 * if they are painted in order. */
typedef struct
{
  guint block_index;
  guint row;
  HengPageRow *texts;
} LastRow;

/*
 * A layout keeps heights and page breaks, not lines: the lines of ten thousand rows would fill the memory
 * and are needed one page at a time. Painting sets the rows of its page again, from the same texts and
 * widths, so they come out as they were measured.
 */
struct _HengPageLayout
{
  HengPageContent *content;
  HengPageSetup setup; /* without its strings, which are the caller's */
  HengPageTypesetter *typesetter;
  HengPageFrame frame;
  gpointer *measures; /* one for each block */
  HengPageBreaks *breaks;
  HengPageMargin *margin;
  LastRow *last;
};

static void
measure_blocks (HengPageLayout *self)
{
  GPtrArray *blocks = heng_page_content_get_blocks (self->content);

  self->frame.units = g_array_new (FALSE, FALSE, sizeof (HengPageUnit));
  self->measures = g_new0 (gpointer, MAX (blocks->len, 1));
  for (guint i = 0; i < blocks->len; i++)
    {
      const HengPageBlock *block = g_ptr_array_index (blocks, i);
      guint n_before = self->frame.units->len;

      self->frame.block_index = i;
      self->measures[i] = block->klass->measure (block, &self->frame);
      if (block->keeps_with_next && self->frame.units->len > n_before)
        g_array_index (self->frame.units, HengPageUnit, self->frame.units->len - 1).keeps_with_next = TRUE;
    }
}

/**
 * heng_page_layout_new:
 * @content: what stands on the pages; it is sealed by this
 * @setup: the paper, with %TRUE for heng_page_setup_is_valid()
 *
 * Breaks a content into pages. There is always one page at least.
 *
 * Returns: (transfer full): the pages
 */
HengPageLayout *
heng_page_layout_new (HengPageContent     *content,
                      const HengPageSetup *setup)
{
  HengPageLayout *self;

  g_return_val_if_fail (content != NULL, NULL);
  g_return_val_if_fail (setup != NULL && heng_page_setup_is_valid (setup), NULL);

  heng_page_content_seal (content);
  self = g_new0 (HengPageLayout, 1);
  self->content = heng_page_content_ref (content);
  self->last = g_new0 (LastRow, 1);
  self->setup = *setup;
  self->setup.running_title = self->setup.footer_text = self->setup.printed_on = NULL;
  self->setup.language = self->setup.font_family = NULL;
  self->typesetter = heng_page_typesetter_new (setup);
  self->frame.typesetter = self->typesetter;
  self->frame.width_pt = heng_page_setup_get_body_width (setup);
  self->frame.height_pt = heng_page_setup_get_body_height (setup);
  measure_blocks (self);
  self->breaks = heng_page_breaks_new (self->frame.units, self->frame.height_pt);
  self->margin = heng_page_margin_new (setup, heng_page_breaks_get_n_pages (self->breaks));

  return self;
}

/**
 * heng_page_layout_free:
 * @self: (nullable) (transfer full): a layout
 */
void
heng_page_layout_free (HengPageLayout *self)
{
  GPtrArray *blocks;

  if (self == NULL)
    return;

  blocks = heng_page_content_get_blocks (self->content);
  for (guint i = 0; i < blocks->len; i++)
    {
      const HengPageBlock *block = g_ptr_array_index (blocks, i);

      if (block->klass->free_measure != NULL)
        block->klass->free_measure (self->measures[i]);
    }
  g_free (self->measures);
  g_array_unref (self->frame.units);
  heng_page_row_free (self->last->texts);
  g_free (self->last);
  heng_page_margin_free (self->margin);
  heng_page_breaks_free (self->breaks);
  heng_page_typesetter_free (self->typesetter);
  heng_page_content_unref (self->content);
  g_free (self);
}

/**
 * heng_page_layout_get_n_pages:
 * @self: a layout
 *
 * Returns: the number of pages, 1 or more
 */
guint
heng_page_layout_get_n_pages (const HengPageLayout *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return heng_page_breaks_get_n_pages (self->breaks);
}

/**
 * heng_page_layout_get_width:
 * @self: a layout
 *
 * Returns: the width of the paper, in points
 */
double
heng_page_layout_get_width (const HengPageLayout *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->setup.width_pt;
}

/**
 * heng_page_layout_get_height:
 * @self: a layout
 *
 * Returns: the height of the paper, in points
 */
double
heng_page_layout_get_height (const HengPageLayout *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->setup.height_pt;
}

static const HengPageRow *
get_divided_row (const HengPageLayout *self,
                 const HengPageBlock  *block,
                 const HengPageUnit   *unit)
{
  LastRow *last = self->last;

  if (last->texts == NULL || last->block_index != unit->block_index || last->row != unit->row)
    {
      heng_page_row_free (last->texts);
      last->texts = block->klass->build_row (block, self->measures[unit->block_index], &self->frame, unit->row);
      last->block_index = unit->block_index;
      last->row = unit->row;
    }

  return last->texts;
}

static void
paint_unit (const HengPageLayout *self,
            const HengPageUnit   *unit,
            gboolean              ends_part,
            cairo_t              *cr)
{
  const HengPageBlock *block = g_ptr_array_index (heng_page_content_get_blocks (self->content), unit->block_index);

  if (block->klass->build_row != NULL && unit->from_pt <= 0 && unit->ends_row)
    {
      g_autoptr(HengPageRow) texts = NULL;

      texts = block->klass->build_row (block, self->measures[unit->block_index], &self->frame, unit->row);
      heng_page_row_paint (texts, cr, unit->from_pt, unit->to_pt);
    }
  else if (block->klass->build_row != NULL)
    heng_page_row_paint (get_divided_row (self, block, unit), cr, unit->from_pt, unit->to_pt);
  if (block->klass->decorate != NULL)
    block->klass->decorate (block, self->measures[unit->block_index], &self->frame, unit, ends_part, cr);
}

static void
paint_body (const HengPageLayout *self,
            HengPageRange         page,
            cairo_t              *cr)
{
  for (guint i = page.first; i < page.end; i++)
    {
      const HengPagePlace *place = heng_page_breaks_get_place (self->breaks, i);
      const HengPageUnit *unit = &g_array_index (self->frame.units, HengPageUnit, place->unit_index);
      gboolean ends_part = TRUE;

      if (i + 1 < page.end)
        {
          guint next_unit_index = heng_page_breaks_get_place (self->breaks, i + 1)->unit_index;

          ends_part = g_array_index (self->frame.units, HengPageUnit, next_unit_index).block_index
                      != unit->block_index;
        }
      cairo_save (cr);
      cairo_translate (cr, self->setup.margin_binding_pt, self->setup.margin_top_pt + place->y_pt);
      cairo_scale (cr, place->scale, place->scale);
      paint_unit (self, unit, ends_part, cr);
      cairo_restore (cr);
    }
}

/**
 * heng_page_layout_paint:
 * @self: a layout
 * @page_index: the page, from 0
 * @cr: where to paint; one unit is one point and the sheet's upper left corner is at 0, 0
 *
 * Paints one page, without a ground. The state of @cr is given back as it was; its surface may be of
 * any kind and its scale any.
 */
void
heng_page_layout_paint (const HengPageLayout *self,
                        guint                 page_index,
                        cairo_t              *cr)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (page_index < heng_page_layout_get_n_pages (self));
  g_return_if_fail (cr != NULL);

  cairo_save (cr);
  cairo_new_path (cr);
  paint_body (self, heng_page_breaks_get_page (self->breaks, page_index), cr);
  heng_page_margin_paint (self->margin, self->typesetter, page_index, cr);
  cairo_new_path (cr);
  cairo_restore (cr);
}
