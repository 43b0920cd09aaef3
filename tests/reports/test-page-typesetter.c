// SPDX-License-Identifier: GPL-3.0-or-later
#include "page-testing.h"

#include "heng-page-typesetter.h"

#include "heng-page-justify-private.h"
#include "heng-page-row.h"

static const HengPageStyle table_style = { 9, FALSE, FALSE, FALSE, HENG_PAGE_ALIGN_RIGHT };
static const HengPageStyle prose_style = { 10.5, FALSE, FALSE, TRUE, HENG_PAGE_ALIGN_LEFT };

static HengPageTypesetter *
make_typesetter (const char *language)
{
  HengPageSetup setup;

  heng_page_setup_init (&setup);
  setup.language = language;

  return heng_page_typesetter_new (&setup);
}

static double
measure (const HengPageTypesetter *typesetter,
         const char               *text)
{
  double width_pt;

  heng_page_typesetter_measure (typesetter, text, &table_style, &width_pt, NULL);

  return width_pt;
}

/* Figures under each other are compared digit by digit. */
static void
gives_figures_one_width (gconstpointer language)
{
  g_autoptr(HengPageTypesetter) typesetter = make_typesetter (language);
  double one_pt = measure (typesetter, "11,111.11");

  g_assert_cmpfloat_with_epsilon (measure (typesetter, "88,888.88"), one_pt, 0.01);
  g_assert_cmpfloat_with_epsilon (measure (typesetter, "40,404.04"), one_pt, 0.01);
}

static void
sets_quotes_by_language (void)
{
  g_autoptr(HengPageTypesetter) chinese = make_typesetter ("zh-cn");
  g_autoptr(HengPageTypesetter) english = make_typesetter ("en");

  g_assert_cmpfloat (measure (english, "party’s"), <, measure (english, "partys") + 4);
  g_assert_cmpfloat (measure (chinese, "甲’乙"), >=, measure (english, "甲’乙"));
  g_assert_cmpfloat_with_epsilon (measure (chinese, "甲乙丙"), measure (english, "甲乙丙"), 0.01);
}

static void
measures_longest_word (void)
{
  g_autoptr(HengPageTypesetter) typesetter = make_typesetter ("en");
  double word_pt = heng_page_typesetter_measure_word (typesetter, "a longestword b", &table_style);

  g_assert_cmpfloat (word_pt, >=, measure (typesetter, "longestword") - 0.1);
  g_assert_cmpfloat (word_pt, <, measure (typesetter, "a longestword b") - 5);
}

/* Chinese lines end at the side, the last of a paragraph excepted; no line is longer. */
static void
fills_chinese_lines (void)
{
  g_autoptr(HengPageTypesetter) typesetter = make_typesetter ("zh-cn");
  const double width_pt = 467.7;
  g_autoptr(PangoLayout) layout = NULL;
  guint n_lines = 0;
  guint n_full = 0;

  layout = heng_page_typesetter_set (typesetter,
                                     "谁受益、谁补偿，谁保护、谁受偿。2024 年刘庄断面年均水质为Ⅱ类，好于协议基准一级；"
                                     "化学需氧量下降 2.99%，氨氮下降 8.70%，总磷上升 2.86%。两省财政、生态环境部门核对无误，"
                                     "同意按本结算单清算，并于 2025-06-30 前拨付。\n第二段", &prose_style, width_pt);
  heng_page_justify (layout, prose_style.size_pt);
  for (GSList *l = pango_layout_get_lines_readonly (layout); l != NULL; l = l->next)
    {
      PangoRectangle logical;

      pango_layout_line_get_extents (l->data, NULL, &logical);
      g_assert_cmpfloat (logical.width / (double) PANGO_SCALE, <=, width_pt);
      n_lines++;
      n_full += logical.width / (double) PANGO_SCALE > width_pt - 0.01;
    }
  g_assert_cmpuint (n_lines, >=, 4);
  g_assert_cmpuint (n_full, ==, n_lines - 2);
}

/* Cuts of a row must cut no line, however the lines of its cells stand to each other. */
static void
cuts_between_lines (void)
{
  static const HengPageStyle small_style = { 7, FALSE, FALSE, FALSE, HENG_PAGE_ALIGN_LEFT };
  g_autoptr(HengPageTypesetter) typesetter = make_typesetter ("en");
  g_autoptr(HengPageRow) row = heng_page_row_new (3, 4);
  g_autoptr(GArray) alone = NULL;
  g_autoptr(GArray) both = NULL;

  heng_page_row_add (row, typesetter, "one\ntwo\nthree", &prose_style, 0, 100);
  alone = heng_page_row_find_cuts (row);
  g_assert_cmpuint (alone->len, ==, 3);
  g_assert_cmpfloat (g_array_index (alone, double, 2), ==, heng_page_row_get_height (row));
  heng_page_row_add (row, typesetter, "a\nb\nc\nd", &small_style, 100, 100);
  heng_page_row_add (row, typesetter, NULL, &small_style, 200, 100);
  heng_page_row_add (row, typesetter, "", &small_style, 200, 100);
  both = heng_page_row_find_cuts (row);
  g_assert_cmpuint (both->len, <, 4);
  g_assert_cmpfloat (g_array_index (both, double, both->len - 1), ==, heng_page_row_get_height (row));
}

static void
turns_paper (void)
{
  HengPageSetup setup;
  HengPageSetup upright;

  heng_page_setup_init (&setup);
  g_assert_cmpfloat_with_epsilon (setup.width_pt, 595.28, 0.01);
  g_assert_cmpfloat_with_epsilon (setup.margin_binding_pt, 70.87, 0.01);
  upright = setup;
  heng_page_setup_turn (&setup);
  g_assert_cmpfloat (setup.width_pt, ==, upright.height_pt);
  g_assert_cmpfloat (setup.margin_top_pt, ==, upright.margin_binding_pt);
  g_assert_true (heng_page_setup_is_valid (&setup));
  heng_page_setup_turn (&setup);
  g_assert_cmpmem (&setup, sizeof setup, &upright, sizeof upright);
  setup.margin_outer_pt = setup.width_pt;
  g_assert_false (heng_page_setup_is_valid (&setup));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/reports/page-typesetter/gives-figures-one-width/zh", "zh-cn", gives_figures_one_width);
  g_test_add_data_func ("/reports/page-typesetter/gives-figures-one-width/en", "en", gives_figures_one_width);
  g_test_add_func ("/reports/page-typesetter/sets-quotes-by-language", sets_quotes_by_language);
  g_test_add_func ("/reports/page-typesetter/measures-longest-word", measures_longest_word);
  g_test_add_func ("/reports/page-typesetter/fills-chinese-lines", fills_chinese_lines);
  g_test_add_func ("/reports/page-typesetter/cuts-between-lines", cuts_between_lines);
  g_test_add_func ("/reports/page-typesetter/turns-paper", turns_paper);

  return g_test_run ();
}
