// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-page-content.h"

#include <cairo.h>

G_BEGIN_DECLS

/**
 * HengPageDraw:
 * @cr: where to draw; the figure's upper left corner is at 0, 0, units are points
 * @width_pt: the figure's width, as it was asked for
 * @height_pt: the figure's height, as it was asked for
 * @user_data: what was given with the figure
 *
 * Draws a figure. It may be called any number of times, or never, and must draw the same each time.
 */
typedef void (*HengPageDraw) (cairo_t *cr,
                              double   width_pt,
                              double   height_pt,
                              gpointer user_data);

void heng_page_content_add_figure (HengPageContent *self,
                                   double           width_pt,
                                   double           height_pt,
                                   const char      *caption,
                                   HengPageDraw     draw,
                                   gpointer         user_data,
                                   GDestroyNotify   destroy);

G_END_DECLS
