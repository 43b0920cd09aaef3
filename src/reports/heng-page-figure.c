// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-page-figure.h"

#include <math.h>

#include "heng-page-block-private.h"

#define GAP_PT 9.0
#define CAPTION_GAP_PT 4.0

typedef struct
{
  HengPageBlock block;
  double width_pt;
  double height_pt;
  char *caption;
  HengPageDraw draw;
  gpointer user_data;
  GDestroyNotify destroy;
} Figure;

enum
{
  ROW_DRAWING,
  ROW_CAPTION,
};

static HengPageRow *
build_figure_row (const HengPageBlock *block,
                  gconstpointer        measure,
                  const HengPageFrame *frame,
                  guint                row)
{
  static const HengPageStyle style = { 8.5, FALSE, TRUE, FALSE, HENG_PAGE_ALIGN_CENTRE };
  const Figure *self = (const Figure *) block;
  HengPageRow *texts = heng_page_row_new (row == ROW_CAPTION ? CAPTION_GAP_PT : 0, 0);

  if (row == ROW_CAPTION)
    heng_page_row_add (texts, frame->typesetter, self->caption, &style, 0, frame->width_pt);

  return texts;
}

/* The caption is as long as it is; the drawing takes what it leaves of a page, and half a page at least. */
static double *
measure_scale (const Figure        *self,
               const HengPageFrame *frame,
               double               caption_height_pt)
{
  double height_max_pt = MAX (frame->height_pt - caption_height_pt, frame->height_pt / 2);
  double *scale = g_new (double, 1);

  *scale = MIN (1.0, MIN (frame->width_pt / self->width_pt, height_max_pt / self->height_pt));

  return scale;
}

static gpointer
measure_figure (const HengPageBlock *block,
                HengPageFrame       *frame)
{
  const Figure *self = (const Figure *) block;
  g_autoptr(HengPageRow) texts = build_figure_row (block, NULL, frame, ROW_CAPTION);
  double caption_height_pt = self->caption != NULL ? heng_page_row_get_height (texts) : 0;
  double *scale = measure_scale (self, frame, caption_height_pt);

  heng_page_frame_add_unit (frame, ROW_DRAWING, GAP_PT, self->height_pt * *scale)->keeps_with_next
    = self->caption != NULL;
  if (self->caption != NULL)
    heng_page_frame_add_unit (frame, ROW_CAPTION, 0, caption_height_pt);

  return scale;
}

static void
decorate_figure (const HengPageBlock *block,
                 gconstpointer        measure,
                 const HengPageFrame *frame,
                 const HengPageUnit  *unit,
                 gboolean             ends_part,
                 cairo_t             *cr)
{
  const Figure *self = (const Figure *) block;
  const double *scale = measure;

  if (unit->row != ROW_DRAWING)
    return;

  cairo_translate (cr, (frame->width_pt - self->width_pt * *scale) / 2, 0);
  cairo_scale (cr, *scale, *scale);
  /* What a painter draws outside its figure must not run into the text. */
  cairo_rectangle (cr, 0, 0, self->width_pt, self->height_pt);
  cairo_clip (cr);
  self->draw (cr, self->width_pt, self->height_pt, self->user_data);
}

static void
free_figure (HengPageBlock *block)
{
  Figure *self = (Figure *) block;

  if (self->destroy != NULL)
    self->destroy (self->user_data);
  g_free (self->caption);
  g_free (self);
}

/**
 * heng_page_content_add_figure:
 * @self: a content that is not sealed
 * @width_pt: width in points, above zero
 * @height_pt: height in points, above zero
 * @caption: (nullable): a line below it
 * @draw: (scope notified): draws it
 * @user_data: handed to @draw
 * @destroy: (nullable): frees @user_data
 *
 * Adds a figure, centred and kept on one page with its caption. One that is wider or higher than
 * a page is scaled down to it.
 */
void
heng_page_content_add_figure (HengPageContent *self,
                              double           width_pt,
                              double           height_pt,
                              const char      *caption,
                              HengPageDraw     draw,
                              gpointer         user_data,
                              GDestroyNotify   destroy)
{
  static const HengPageBlockClass klass = {
    .free = free_figure,
    .measure = measure_figure,
    .free_measure = g_free,
    .build_row = build_figure_row,
    .decorate = decorate_figure,
  };
  Figure *figure;

  g_return_if_fail (self != NULL && !heng_page_content_is_sealed (self));
  g_return_if_fail (isfinite (width_pt) && width_pt > 0 && isfinite (height_pt) && height_pt > 0);
  g_return_if_fail (draw != NULL);

  figure = g_new0 (Figure, 1);
  figure->width_pt = width_pt;
  figure->height_pt = height_pt;
  figure->caption = heng_page_text_dup (caption);
  figure->draw = draw;
  figure->user_data = user_data;
  figure->destroy = destroy;
  heng_page_content_take_block (self, &figure->block, &klass);
}
