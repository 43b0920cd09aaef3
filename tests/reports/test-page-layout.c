// SPDX-License-Identifier: GPL-3.0-or-later
#include "page-testing.h"

#include "heng-page-explanation.h"
#include "heng-page-figure.h"
#include "heng-page-pairs.h"
#include "heng-page-prose.h"
#include "heng-page-signatures.h"
#include "heng-page-table.h"

static void
gives_one_page_without_content (PageTest      *test,
                                gconstpointer  data)
{
  g_autoptr(HengPageContent) content = heng_page_content_new ();
  g_autoptr(HengPageLayout) layout = NULL;
  g_autofree char *text = NULL;
  HengPageSetup setup;

  heng_page_setup_init (&setup);
  setup.footer_text = "FOOT";
  layout = heng_page_layout_new (content, &setup);
  g_assert_cmpuint (heng_page_layout_get_n_pages (layout), ==, 1);
  page_test_write (layout, test->path);
  text = page_test_read (test->path);
  if (text == NULL)
    return;
  g_assert_cmpuint (page_test_count (text, "FOOT"), ==, 1);
  g_assert_true (page_test_has (text, "1 / 1"));
}

static void
shows_texts_literally (PageTest      *test,
                       gconstpointer  data)
{
  static const char *literal[] = { "A&B", "<b>not bold</b>", "&amp;", "%s%n", "衡平 & 补偿", "\\n", "−1,234.56" };
  g_autoptr(HengPageContent) content = heng_page_content_new ();
  HengPagePairs *pairs = heng_page_content_add_pairs (content);
  HengPageTable *table = heng_page_content_add_table (content);
  HengPageExplanation *why = heng_page_content_add_explanation (content);
  g_autoptr(HengPageLayout) layout = NULL;
  g_autofree char *text = NULL;
  g_autofree char *stripped = NULL;
  HengPageSetup setup;

  heng_page_setup_init (&setup);
  setup.footer_text = "<foot> & more";
  heng_page_table_add_column (table, "H&H", HENG_PAGE_ALIGN_LEFT);
  for (guint i = 0; i < G_N_ELEMENTS (literal); i++)
    {
      const char *cells[] = { literal[i], NULL };

      heng_page_pairs_add (pairs, "label", literal[i]);
      heng_page_table_add_row (table, cells);
      heng_page_explanation_add (why, i, literal[i], "1");
      heng_page_content_add_paragraph (content, literal[i]);
    }
  layout = heng_page_layout_new (content, &setup);
  page_test_write (layout, test->path);
  text = page_test_read (test->path);
  if (text == NULL)
    return;
  stripped = page_test_strip (text);
  for (guint i = 0; i < G_N_ELEMENTS (literal); i++)
    {
      g_autofree char *part = page_test_strip (literal[i]);

      g_assert_cmpuint (page_test_count (stripped, part), >=, 4);
    }
  g_assert_cmpuint (page_test_count (stripped, "<foot>&more"), ==, 1);
}

static void
stands_bytes_that_are_no_text (PageTest      *test,
                               gconstpointer  data)
{
  g_autoptr(HengPageContent) content = heng_page_content_new ();
  g_autoptr(HengPageLayout) layout = NULL;
  HengPageSetup setup;

  heng_page_setup_init (&setup);
  setup.running_title = setup.footer_text = setup.printed_on = "\xff\xfe";
  heng_page_content_add_title (content, "bad \xc3\x28");
  heng_page_content_add_paragraph (content, "\xe8\xa1 and \x01 and \t");
  heng_page_content_add_paragraph (content, "");
  layout = heng_page_layout_new (content, &setup);
  page_test_write (layout, test->path);
}

static const char *roles[] = { "经办人", "审核人", "负责人", NULL };

static void
keeps_signatures_on_one_page (PageTest      *test,
                              gconstpointer  n_parties_data)
{
  guint n_parties = GPOINTER_TO_UINT (n_parties_data);
  HengPageSetup setup;

  heng_page_setup_init (&setup);
  for (guint n_lines = 0; n_lines < 45; n_lines += n_parties > 3 ? 11 : 5)
    {
      g_autoptr(HengPageContent) content = heng_page_content_new ();
      g_autoptr(HengPageLayout) layout = NULL;
      HengPageSignatures *signatures;
      g_autofree char *text = NULL;
      g_auto(GStrv) pages = NULL;

      for (guint i = 0; i < n_lines; i++)
        heng_page_content_add_paragraph (content, "一段");
      heng_page_content_add_heading (content, "SIGNHERE");
      signatures = heng_page_content_add_signatures (content, "日期", NULL, "盖章");
      for (guint i = 0; i < n_parties; i++)
        heng_page_signatures_add_party (signatures, "某省财政厅", roles);
      layout = heng_page_layout_new (content, &setup);
      page_test_write (layout, test->path);
      text = page_test_read (test->path);
      if (text == NULL)
        return;
      pages = g_strsplit (text, "\f", -1);
      for (guint i = 0; pages[i] != NULL; i++)
        {
          guint n_here = strstr (pages[i], "SIGNHERE") != NULL ? n_parties : 0;

          g_assert_cmpuint (page_test_count (pages[i], "某省财政厅"), ==, n_here);
          g_assert_cmpuint (page_test_count (pages[i], "负责人"), ==, n_here);
          g_assert_cmpuint (page_test_count (pages[i], "盖章"), ==, n_here);
          g_assert_cmpuint (page_test_count (pages[i], "日期"), ==, n_here);
        }
    }
}

static void
lets_many_parties_sign_band_by_band (PageTest      *test,
                                     gconstpointer  data)
{
  g_autoptr(HengPageContent) content = heng_page_content_new ();
  HengPageSignatures *signatures = heng_page_content_add_signatures (content, "日期", "年　月　日", NULL);
  g_autoptr(HengPageLayout) layout = NULL;
  g_autofree char *text = NULL;
  g_auto(GStrv) pages = NULL;
  HengPageSetup setup;

  heng_page_setup_init (&setup);
  for (guint i = 0; i < 11; i++)
    heng_page_signatures_add_party (signatures, "某市人民政府", roles);
  layout = heng_page_layout_new (content, &setup);
  g_assert_cmpuint (heng_page_layout_get_n_pages (layout), ==, 2);
  page_test_show (layout, "many-parties.pdf");
  page_test_write (layout, test->path);
  text = page_test_read (test->path);
  if (text == NULL)
    return;
  pages = g_strsplit (text, "\f", -1);
  for (guint i = 0; pages[i] != NULL; i++)
    g_assert_cmpuint (page_test_count (pages[i], "某市人民政府"), ==, page_test_count (pages[i], "日期"));
}

typedef struct
{
  guint n_draws;
  double width_pt;
  double height_pt;
  double drawn_height_pt;
} Drawing;

static void
draw_and_note (cairo_t *cr,
               double   width_pt,
               double   height_pt,
               gpointer user_data)
{
  Drawing *drawing = user_data;
  double dx = 0;
  double dy = height_pt;

  cairo_user_to_device_distance (cr, &dx, &dy);
  drawing->n_draws++;
  drawing->width_pt = width_pt;
  drawing->height_pt = height_pt;
  drawing->drawn_height_pt = dy;
  cairo_rectangle (cr, 0, 0, width_pt, height_pt);
  cairo_fill (cr);
}

static void
forget_drawing (gpointer data)
{
  Drawing *drawing = data;

  drawing->n_draws = G_MAXUINT;
}

static void
scales_figure_to_the_page (PageTest      *test,
                           gconstpointer  data)
{
  Drawing drawing = { 0 };
  HengPageContent *content = heng_page_content_new ();
  HengPageLayout *layout;
  HengPageSetup setup;

  heng_page_setup_init (&setup);
  heng_page_content_add_paragraph (content, "Before");
  heng_page_content_add_figure (content, 300, 2000, "A caption", draw_and_note, &drawing, forget_drawing);
  layout = heng_page_layout_new (content, &setup);
  g_assert_cmpuint (heng_page_layout_get_n_pages (layout), ==, 2);
  page_test_write (layout, test->path);
  g_assert_cmpuint (drawing.n_draws, ==, 1);
  g_assert_cmpfloat (drawing.width_pt, ==, 300);
  g_assert_cmpfloat (drawing.height_pt, ==, 2000);
  g_assert_cmpfloat (drawing.drawn_height_pt, <, heng_page_setup_get_body_height (&setup));
  g_assert_cmpfloat (drawing.drawn_height_pt, >, heng_page_setup_get_body_height (&setup) - 30);

  heng_page_layout_free (layout);
  g_assert_cmpuint (drawing.n_draws, ==, 1);
  heng_page_content_unref (content);
  g_assert_cmpuint (drawing.n_draws, ==, G_MAXUINT);
}

static void
keeps_heading_with_text (PageTest      *test,
                         gconstpointer  data)
{
  HengPageSetup setup;

  heng_page_setup_init (&setup);
  for (guint n_lines = 31; n_lines < 37; n_lines++)
    {
      g_autoptr(HengPageContent) content = heng_page_content_new ();
      g_autoptr(HengPageLayout) layout = NULL;
      g_autofree char *text = NULL;
      g_auto(GStrv) pages = NULL;

      for (guint i = 0; i < n_lines; i++)
        heng_page_content_add_paragraph (content, "一段");
      heng_page_content_add_heading (content, "HEADING");
      heng_page_content_add_note (content, "NOTE");
      heng_page_content_keep_with_next (content);
      heng_page_content_add_paragraph (content, "FIRST\nSECOND\nTHIRD\nFOURTH");
      layout = heng_page_layout_new (content, &setup);
      page_test_write (layout, test->path);
      text = page_test_read (test->path);
      if (text == NULL)
        return;
      pages = g_strsplit (text, "\f", -1);
      for (guint i = 0; pages[i] != NULL; i++)
        {
          g_assert_cmpuint (page_test_count (pages[i], "HEADING"), ==, page_test_count (pages[i], "SECOND"));
          g_assert_cmpuint (page_test_count (pages[i], "NOTE"), ==, page_test_count (pages[i], "SECOND"));
          g_assert_cmpuint (page_test_count (pages[i], "THIRD"), ==, page_test_count (pages[i], "FOURTH"));
        }
    }
}

static void
shows_running_title_from_second_page (PageTest      *test,
                                      gconstpointer  data)
{
  g_autoptr(HengPageContent) content = heng_page_content_new ();
  g_autoptr(HengPageLayout) layout = NULL;
  g_autofree char *text = NULL;
  HengPageSetup setup;

  heng_page_setup_init (&setup);
  setup.running_title = "RUNNING";
  for (guint i = 0; i < 3; i++)
    {
      heng_page_content_add_paragraph (content, "Text");
      heng_page_content_add_space (content, 40);
      heng_page_content_add_page_break (content);
    }
  layout = heng_page_layout_new (content, &setup);
  g_assert_cmpuint (heng_page_layout_get_n_pages (layout), ==, 3);
  page_test_write (layout, test->path);
  text = page_test_read (test->path);
  if (text == NULL)
    return;
  g_assert_cmpuint (page_test_count (text, "RUNNING"), ==, 2);
  g_assert_true (page_test_has (text, "1 / 3"));
  g_assert_true (page_test_has (text, "3 / 3"));
}

static void
gives_back_the_cairo_state (PageTest      *test,
                            gconstpointer  data)
{
  g_autoptr(HengPageContent) content = heng_page_content_new ();
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 100, 140);
  cairo_t *cr = cairo_create (surface);
  g_autoptr(HengPageLayout) layout = NULL;
  cairo_matrix_t before;
  cairo_matrix_t after;
  HengPageSetup setup;

  heng_page_setup_init (&setup);
  heng_page_content_add_title (content, "Title");
  layout = heng_page_layout_new (content, &setup);
  cairo_scale (cr, 0.1, 0.1);
  cairo_set_line_width (cr, 7);
  cairo_get_matrix (cr, &before);
  heng_page_layout_paint (layout, 0, cr);
  cairo_get_matrix (cr, &after);
  g_assert_cmpmem (&before, sizeof before, &after, sizeof after);
  g_assert_cmpfloat (cairo_get_line_width (cr), ==, 7);
  g_assert_false (cairo_has_current_point (cr));
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static void
refuses_what_comes_after_the_layout (PageTest      *test,
                                     gconstpointer  data)
{
  g_autoptr(HengPageContent) content = heng_page_content_new ();
  HengPagePairs *pairs = heng_page_content_add_pairs (content);
  g_autoptr(HengPageLayout) layout = NULL;
  HengPageSetup setup;

  heng_page_setup_init (&setup);
  layout = heng_page_layout_new (content, &setup);
  g_test_expect_message ("heng-reports", G_LOG_LEVEL_CRITICAL, "*is_sealed*failed*");
  heng_page_content_add_title (content, "Late");
  g_test_expect_message ("heng-reports", G_LOG_LEVEL_CRITICAL, "*is_sealed*failed*");
  heng_page_pairs_add (pairs, "late", "as well");
  g_test_assert_expected_messages ();
}

static void
stands_small_paper (PageTest      *test,
                    gconstpointer  data)
{
  g_autoptr(HengPageContent) content = heng_page_content_new ();
  HengPageSignatures *signatures;
  g_autoptr(HengPageLayout) layout = NULL;
  HengPageSetup setup;

  heng_page_setup_init (&setup);
  heng_page_setup_turn (&setup);
  g_assert_cmpfloat (setup.width_pt, >, setup.height_pt);
  setup.width_pt = 120;
  setup.height_pt = 130;
  setup.margin_top_pt = setup.margin_bottom_pt = setup.margin_binding_pt = setup.margin_outer_pt = 20;
  setup.footer_text = "A footer that is much longer than such paper is wide";
  heng_page_content_add_title (content, "A title that is longer than such paper is wide and high, and so comes over");
  heng_page_pairs_add (heng_page_content_add_pairs (content), "A long label", "with a value that is long as well");
  signatures = heng_page_content_add_signatures (content, "Date", NULL, "(seal)");
  heng_page_signatures_add_party (signatures, "A party", roles);
  layout = heng_page_layout_new (content, &setup);
  page_test_write (layout, test->path);

  setup.width_pt = 60;
  g_assert_false (heng_page_setup_is_valid (&setup));
}

#define ADD(name, data, function) \
  g_test_add ("/reports/page-layout/" name, PageTest, data, page_test_set_up, function, page_test_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("gives-one-page-without-content", NULL, gives_one_page_without_content);
  ADD ("shows-texts-literally", NULL, shows_texts_literally);
  ADD ("stands-bytes-that-are-no-text", NULL, stands_bytes_that_are_no_text);
  ADD ("keeps-signatures-on-one-page/2", GUINT_TO_POINTER (2), keeps_signatures_on_one_page);
  ADD ("keeps-signatures-on-one-page/5", GUINT_TO_POINTER (5), keeps_signatures_on_one_page);
  ADD ("lets-many-parties-sign-band-by-band", NULL, lets_many_parties_sign_band_by_band);
  ADD ("scales-figure-to-the-page", NULL, scales_figure_to_the_page);
  ADD ("keeps-heading-with-text", NULL, keeps_heading_with_text);
  ADD ("shows-running-title-from-second-page", NULL, shows_running_title_from_second_page);
  ADD ("gives-back-the-cairo-state", NULL, gives_back_the_cairo_state);
  ADD ("refuses-what-comes-after-the-layout", NULL, refuses_what_comes_after_the_layout);
  ADD ("stands-small-paper", NULL, stands_small_paper);

  return g_test_run ();
}
