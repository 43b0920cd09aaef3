// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cairo.h>

/* The few greys and lines of a page, the same in every part of it. */

typedef enum
{
  HENG_PAGE_INK_TEXT,
  HENG_PAGE_INK_QUIET,
  HENG_PAGE_INK_RULE,
  HENG_PAGE_INK_HAIRLINE,
} HengPageInk;

#define HENG_PAGE_RULE_STRONG_PT 0.8
#define HENG_PAGE_RULE_PT 0.5
#define HENG_PAGE_HAIRLINE_PT 0.3

void heng_page_ink_set  (cairo_t     *cr,
                         HengPageInk  ink);
void heng_page_ink_line (cairo_t     *cr,
                         HengPageInk  ink,
                         double       thickness_pt,
                         double       x_pt,
                         double       y_pt,
                         double       width_pt);
