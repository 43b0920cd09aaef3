// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-page-margin.h"

#include "heng-page-ink-private.h"

#define GAP_PT 9.0
#define COLUMN_GAP_PT 18.0

struct _HengPageMargin
{
  HengPageSetup setup; /* without its strings, which are the caller's */
  char *running_title;
  char *footer;
  GPtrArray *page_numbers;
};

static const HengPageStyle left_style = { 7.5, FALSE, TRUE, FALSE, HENG_PAGE_ALIGN_LEFT };
static const HengPageStyle right_style = { 7.5, FALSE, TRUE, FALSE, HENG_PAGE_ALIGN_RIGHT };

static char *
format_number (const HengPageSetup *setup,
               guint                page_number,
               guint                n_pages)
{
  g_autofree char *words = NULL;

  if (setup->format_page_number == NULL)
    return g_strdup_printf ("%u / %u", page_number, n_pages);
  words = setup->format_page_number (page_number, n_pages, setup->format_page_number_data);

  return g_utf8_make_valid (words != NULL ? words : "", -1);
}

static char *
join_footer (const HengPageSetup *setup)
{
  const char *parts[3] = { NULL };
  g_autofree char *footer = NULL;
  guint n_parts = 0;

  if (setup->footer_text != NULL)
    parts[n_parts++] = setup->footer_text;
  if (setup->printed_on != NULL)
    parts[n_parts++] = setup->printed_on;
  footer = g_strjoinv ("    ", (char **) parts);

  return g_utf8_make_valid (footer, -1);
}

/**
 * heng_page_margin_new: (skip)
 * @setup: the paper, and the texts of head and foot
 * @n_pages: how many pages there are
 *
 * Words every page's number at once, so that nothing of the caller's is needed for painting.
 */
HengPageMargin *
heng_page_margin_new (const HengPageSetup *setup,
                      guint                n_pages)
{
  HengPageMargin *self;

  g_assert (setup != NULL && n_pages > 0);

  self = g_new0 (HengPageMargin, 1);
  self->setup = *setup;
  self->setup.running_title = self->setup.footer_text = self->setup.printed_on = NULL;
  self->setup.language = self->setup.font_family = NULL;
  self->running_title = setup->running_title != NULL ? g_utf8_make_valid (setup->running_title, -1) : NULL;
  self->footer = join_footer (setup);
  self->page_numbers = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < n_pages; i++)
    g_ptr_array_add (self->page_numbers, format_number (setup, i + 1, n_pages));

  return self;
}

/**
 * heng_page_margin_free: (skip)
 * @self: (nullable): a margin
 */
void
heng_page_margin_free (HengPageMargin *self)
{
  if (self == NULL)
    return;

  g_free (self->running_title);
  g_free (self->footer);
  g_ptr_array_unref (self->page_numbers);
  g_free (self);
}

static void
show_layout (cairo_t     *cr,
             PangoLayout *layout,
             double       x_pt,
             double       y_pt)
{
  heng_page_ink_set (cr, HENG_PAGE_INK_QUIET);
  cairo_move_to (cr, x_pt, y_pt);
  pango_cairo_show_layout (cr, layout);
}

static void
paint_head (const HengPageMargin     *self,
            const HengPageTypesetter *typesetter,
            double                    x_pt,
            double                    width_pt,
            cairo_t                  *cr)
{
  g_autoptr(PangoLayout) line = NULL;
  double rule_pt = self->setup.margin_top_pt - GAP_PT;
  int height;

  line = heng_page_typesetter_set (typesetter, self->running_title, &left_style, width_pt);
  /* A running title is one line: more would run off the sheet. */
  pango_layout_set_height (line, 0);
  pango_layout_set_ellipsize (line, PANGO_ELLIPSIZE_END);
  pango_layout_get_size (line, NULL, &height);
  show_layout (cr, line, x_pt, rule_pt - 3 - height / (double) PANGO_SCALE);
  heng_page_ink_line (cr, HENG_PAGE_INK_HAIRLINE, HENG_PAGE_HAIRLINE_PT, x_pt, rule_pt, width_pt);
}

static void
paint_foot (const HengPageMargin     *self,
            const HengPageTypesetter *typesetter,
            const char               *number,
            double                    x_pt,
            double                    width_pt,
            cairo_t                  *cr)
{
  double rule_pt = self->setup.height_pt - self->setup.margin_bottom_pt + GAP_PT;
  g_autoptr(PangoLayout) left = NULL;
  g_autoptr(PangoLayout) right = NULL;
  double number_width_pt;

  heng_page_typesetter_measure (typesetter, number, &right_style, &number_width_pt, NULL);
  number_width_pt = MIN (number_width_pt + 1, width_pt / 2);
  right = heng_page_typesetter_set (typesetter, number, &right_style, number_width_pt);
  left = heng_page_typesetter_set (typesetter, self->footer, &left_style,
                                   width_pt - number_width_pt - COLUMN_GAP_PT);
  pango_layout_set_height (left, -3);
  pango_layout_set_ellipsize (left, PANGO_ELLIPSIZE_END);

  heng_page_ink_line (cr, HENG_PAGE_INK_HAIRLINE, HENG_PAGE_HAIRLINE_PT, x_pt, rule_pt, width_pt);
  show_layout (cr, left, x_pt, rule_pt + 3);
  show_layout (cr, right, x_pt + width_pt - number_width_pt, rule_pt + 3);
}

/**
 * heng_page_margin_paint: (skip)
 * @self: a margin
 * @typesetter: what breaks lines
 * @page_index: the page, from 0
 * @cr: where to paint; the sheet's upper left corner is at 0, 0
 */
void
heng_page_margin_paint (const HengPageMargin     *self,
                        const HengPageTypesetter *typesetter,
                        guint                     page_index,
                        cairo_t                  *cr)
{
  double x_pt = self->setup.margin_binding_pt;
  double width_pt = heng_page_setup_get_body_width (&self->setup);

  g_assert (page_index < self->page_numbers->len);

  if (page_index > 0 && self->running_title != NULL)
    paint_head (self, typesetter, x_pt, width_pt, cr);
  paint_foot (self, typesetter, g_ptr_array_index (self->page_numbers, page_index), x_pt, width_pt, cr);
}
