// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HENG_PAGE_PT_PER_MM (72.0 / 25.4)

/**
 * HengPageFormatNumber:
 * @page_number: from 1
 * @n_pages: how many pages there are
 * @user_data: what stands in the setup beside the function
 *
 * Words the number of a page, such as "page 2 of 5".
 *
 * Returns: (transfer full): the words
 */
typedef char *(*HengPageFormatNumber) (guint    page_number,
                                       guint    n_pages,
                                       gpointer user_data);

/**
 * HengPageSetup:
 * @width_pt: width of the paper
 * @height_pt: height of the paper
 * @margin_top_pt: white above the body; the running title stands in it
 * @margin_bottom_pt: white below the body; the footer stands in it
 * @margin_binding_pt: white at the left, where pages are bound
 * @margin_outer_pt: white at the right
 * @language: "zh-cn", "en" …; decides on punctuation and on justified lines
 * @font_family: families in the order they are tried, separated by commas
 * @running_title: (nullable): head of every page but the first
 * @footer_text: (nullable): foot of every page, at the left
 * @printed_on: (nullable): follows @footer_text
 * @format_page_number: (nullable): words at the right of the foot; without it "2 / 5"
 * @format_page_number_data: handed to @format_page_number
 *
 * What the paper looks like. The strings belong to the caller and are read only while
 * a layout is being made.
 */
typedef struct
{
  double width_pt;
  double height_pt;
  double margin_top_pt;
  double margin_bottom_pt;
  double margin_binding_pt;
  double margin_outer_pt;
  const char *language;
  const char *font_family;
  const char *running_title;
  const char *footer_text;
  const char *printed_on;
  HengPageFormatNumber format_page_number;
  gpointer format_page_number_data;
} HengPageSetup;

void     heng_page_setup_init            (HengPageSetup       *self);
void     heng_page_setup_turn            (HengPageSetup       *self);
double   heng_page_setup_get_body_width  (const HengPageSetup *self);
double   heng_page_setup_get_body_height (const HengPageSetup *self);
gboolean heng_page_setup_is_valid        (const HengPageSetup *self);

G_END_DECLS
