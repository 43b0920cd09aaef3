// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-page-ink-private.h"

#include <glib.h>

/**
 * heng_page_ink_set: (skip)
 * @cr: a cairo context
 * @ink: which ink
 */
void
heng_page_ink_set (cairo_t     *cr,
                   HengPageInk  ink)
{
  /* Greys are dark enough for a copying machine: quiet text has 7:1 on white. */
  static const double lightness[] = {
    [HENG_PAGE_INK_TEXT] = 0.0,
    [HENG_PAGE_INK_QUIET] = 0.35,
    [HENG_PAGE_INK_RULE] = 0.15,
    [HENG_PAGE_INK_HAIRLINE] = 0.65,
  };

  g_assert (ink < G_N_ELEMENTS (lightness));

  cairo_set_source_rgb (cr, lightness[ink], lightness[ink], lightness[ink]);
}

/**
 * heng_page_ink_line: (skip)
 * @cr: a cairo context
 * @ink: which ink
 * @thickness_pt: thickness of the line
 * @x_pt: its left end
 * @y_pt: its middle
 * @width_pt: its length
 *
 * Draws a level line.
 */
void
heng_page_ink_line (cairo_t     *cr,
                    HengPageInk  ink,
                    double       thickness_pt,
                    double       x_pt,
                    double       y_pt,
                    double       width_pt)
{
  heng_page_ink_set (cr, ink);
  cairo_set_line_width (cr, thickness_pt);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
  cairo_set_dash (cr, NULL, 0, 0);
  cairo_move_to (cr, x_pt, y_pt);
  cairo_line_to (cr, x_pt + width_pt, y_pt);
  cairo_stroke (cr);
}
