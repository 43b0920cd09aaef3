// SPDX-License-Identifier: GPL-3.0-or-later
#include "page-testing.h"

#include "heng-page-prose.h"
#include "heng-page-table.h"

#define CELLS(...) ((const char *[]) { __VA_ARGS__, NULL })

static HengPageTable *
add_payments (HengPageContent *content,
              guint            n_rows)
{
  HengPageTable *table = heng_page_content_add_table (content);

  heng_page_table_set_title (table, "付款明细", "单位：万元");
  heng_page_table_add_column (table, "HEADDAY", HENG_PAGE_ALIGN_LEFT);
  heng_page_table_add_column (table, "付款方", HENG_PAGE_ALIGN_LEFT);
  heng_page_table_add_column (table, "收款方", HENG_PAGE_ALIGN_LEFT);
  heng_page_table_add_share_column (table, "用途", HENG_PAGE_ALIGN_LEFT, 2);
  heng_page_table_add_fixed_column (table, "凭证", HENG_PAGE_ALIGN_CENTRE, 60);
  heng_page_table_add_column (table, "金额", HENG_PAGE_ALIGN_RIGHT);
  for (guint i = 0; i < n_rows; i++)
    {
      g_autofree char *document = g_strdup_printf ("R%05uE", i);
      g_autofree char *amount = g_strdup_printf ("%u.%02u", i * 37 % 9000, i % 100);

      heng_page_table_add_row (table, CELLS ("2024-03-31", "山东省", "河南省", "水质基本补偿", document, amount));
    }

  return table;
}

static void
repeats_heads_and_loses_no_row (PageTest      *test,
                                gconstpointer  data)
{
  g_autoptr(HengPageContent) content = heng_page_content_new ();
  g_autoptr(HengPageLayout) layout = NULL;
  g_autofree char *text = NULL;
  HengPageSetup setup;

  heng_page_setup_init (&setup);
  heng_page_table_add_total (add_payments (content, 500), CELLS ("SUMTOTAL", "", "", "", "", "1,234.56"));
  layout = heng_page_layout_new (content, &setup);
  g_assert_cmpuint (heng_page_layout_get_n_pages (layout), ==, 13);
  page_test_show (layout, "table.pdf");

  page_test_write (layout, test->path);
  text = page_test_read (test->path);
  if (text == NULL)
    return;
  g_assert_cmpuint (page_test_count (text, "HEADDAY"), ==, 13);
  g_assert_cmpuint (page_test_count (text, "付款明细"), ==, 1);
  g_assert_cmpuint (page_test_count (text, "SUMTOTAL"), ==, 1);
  for (guint i = 0; i < 500; i++)
    {
      g_autofree char *document = g_strdup_printf ("R%05uE", i);

      g_assert_cmpuint (page_test_count (text, document), ==, 1);
    }
}

static void
keeps_total_with_a_row (PageTest      *test,
                        gconstpointer  data)
{
  HengPageSetup setup;

  heng_page_setup_init (&setup);
  /* A page has 39 rows: around that there is a length at which the total or the note alone would come over. */
  for (guint n_rows = 37; n_rows < 41; n_rows++)
    {
      g_autoptr(HengPageContent) content = heng_page_content_new ();
      g_autoptr(HengPageLayout) layout = NULL;
      HengPageTable *table = add_payments (content, n_rows);
      g_autofree char *last_row = g_strdup_printf ("R%05uE", n_rows - 1);
      g_autofree char *text = NULL;
      g_auto(GStrv) pages = NULL;

      heng_page_table_add_total (table, CELLS ("SUMTOTAL", "", "", "", "", "1,234.56"));
      heng_page_table_set_note (table, "LASTNOTE");
      layout = heng_page_layout_new (content, &setup);
      page_test_write (layout, test->path);
      text = page_test_read (test->path);
      if (text == NULL)
        return;
      pages = g_strsplit (text, "\f", -1);
      for (guint i = 0; pages[i] != NULL; i++)
        {
          g_assert_cmpuint (page_test_count (pages[i], "SUMTOTAL"), ==, page_test_count (pages[i], last_row));
          g_assert_cmpuint (page_test_count (pages[i], "SUMTOTAL"), ==, page_test_count (pages[i], "LASTNOTE"));
        }
    }
}

/* A text of numbered words, each of which must be found once. */
static char *
make_long_text (guint n_words)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n_words; i++)
    g_string_append_printf (text, "W%05u、", i);

  return g_string_free (text, FALSE);
}

static void
cuts_row_higher_than_a_page (PageTest      *test,
                             gconstpointer  data)
{
  g_autoptr(HengPageContent) content = heng_page_content_new ();
  HengPageTable *table = heng_page_content_add_table (content);
  g_autofree char *long_text = make_long_text (2000);
  g_autoptr(HengPageLayout) layout = NULL;
  g_autofree char *text = NULL;
  HengPageSetup setup;

  heng_page_setup_init (&setup);
  heng_page_table_add_column (table, "HEADITEM", HENG_PAGE_ALIGN_LEFT);
  heng_page_table_add_column (table, "内容", HENG_PAGE_ALIGN_LEFT);
  heng_page_table_add_row (table, CELLS ("一", "短"));
  heng_page_table_add_row (table, CELLS ("二", long_text));
  heng_page_table_add_row (table, CELLS ("三", "短"));
  layout = heng_page_layout_new (content, &setup);
  g_assert_cmpuint (heng_page_layout_get_n_pages (layout), >=, 3);
  page_test_show (layout, "long-cell.pdf");

  page_test_write (layout, test->path);
  text = page_test_read (test->path);
  if (text == NULL)
    return;
  g_assert_cmpuint (page_test_count (text, "HEADITEM"), ==, heng_page_layout_get_n_pages (layout));
  for (guint i = 0; i < 2000; i++)
    {
      g_autofree char *word = g_strdup_printf ("W%05u", i);

      if (page_test_count (text, word) != 1)
        g_error ("%s stands there %u times", word, page_test_count (text, word));
    }
}

static void
breaks_long_words (PageTest      *test,
                   gconstpointer  data)
{
  g_autoptr(HengPageContent) content = heng_page_content_new ();
  HengPageTable *table = heng_page_content_add_table (content);
  g_autofree char *word = g_strnfill (900, 'x');
  g_autoptr(HengPageLayout) layout = NULL;
  g_autofree char *text = NULL;
  g_autofree char *stripped = NULL;
  HengPageSetup setup;

  heng_page_setup_init (&setup);
  heng_page_table_add_column (table, NULL, HENG_PAGE_ALIGN_LEFT);
  heng_page_table_add_row (table, CELLS (word));
  heng_page_content_add_paragraph (content, word);
  layout = heng_page_layout_new (content, &setup);
  page_test_write (layout, test->path);
  text = page_test_read (test->path);
  if (text == NULL)
    return;
  stripped = page_test_strip (text);
  g_assert_cmpuint (page_test_count (stripped, "x"), ==, 1800);
}

/* The width of the ink must stay within the margins, however many columns there are. */
static void
stays_within_margins (PageTest      *test,
                      gconstpointer  n_columns_data)
{
  guint n_columns = GPOINTER_TO_UINT (n_columns_data);
  g_autoptr(HengPageContent) content = heng_page_content_new ();
  HengPageTable *table = heng_page_content_add_table (content);
  g_autoptr(GPtrArray) cells = g_ptr_array_new ();
  g_autoptr(HengPageLayout) layout = NULL;
  cairo_surface_t *surface;
  cairo_t *cr;
  g_autofree char *text = NULL;
  double x_pt, y_pt, width_pt, height_pt;
  HengPageSetup setup;

  heng_page_setup_init (&setup);
  for (guint i = 0; i < n_columns; i++)
    {
      heng_page_table_add_column (table, i == 0 ? "地区" : "补偿金额", i == 0 ? HENG_PAGE_ALIGN_LEFT : HENG_PAGE_ALIGN_RIGHT);
      g_ptr_array_add (cells, (gpointer) (i == 0 ? "内蒙古自治区" : "−123,456.78"));
    }
  g_ptr_array_add (cells, NULL);
  for (guint i = 0; i < 5; i++)
    heng_page_table_add_row (table, (const char * const *) cells->pdata);
  layout = heng_page_layout_new (content, &setup);

  surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cr = cairo_create (surface);
  heng_page_layout_paint (layout, 0, cr);
  cairo_recording_surface_ink_extents (surface, &x_pt, &y_pt, &width_pt, &height_pt);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  g_assert_cmpfloat (x_pt, >=, setup.margin_binding_pt - 1);
  g_assert_cmpfloat (x_pt + width_pt, <=, setup.width_pt - setup.margin_outer_pt + 1);
  page_test_write (layout, test->path);
  text = page_test_read (test->path);
  if (text == NULL || n_columns > 12)
    return;
  page_test_show (layout, "wide-table.pdf");
  /* No number is broken as long as it can be kept whole. */
  g_assert_cmpuint (page_test_count (text, "−123,456.78"), ==, 5 * (n_columns - 1));
}

/* Under a sanitizer a test of speed tells nothing. */
#ifdef __SANITIZE_ADDRESS__
#define N_ROWS_MANY 200
#else
#define N_ROWS_MANY 10000
#endif

static void
lays_out_ten_thousand_rows (PageTest      *test,
                            gconstpointer  data)
{
  g_autoptr(HengPageContent) content = heng_page_content_new ();
  g_autoptr(HengPageLayout) layout = NULL;
  HengPageSetup setup;
  gint64 start_us;
  gint64 layout_us;
  gint64 write_us;

  heng_page_setup_init (&setup);
  add_payments (content, N_ROWS_MANY);
  start_us = g_get_monotonic_time ();
  layout = heng_page_layout_new (content, &setup);
  layout_us = g_get_monotonic_time () - start_us;
  page_test_write (layout, test->path);
  write_us = g_get_monotonic_time () - start_us - layout_us;
  g_test_message ("%d rows: %u pages, %.2f s to lay out, %.2f s to write", N_ROWS_MANY,
                  heng_page_layout_get_n_pages (layout), layout_us / 1e6, write_us / 1e6);
  g_assert_cmpuint (heng_page_layout_get_n_pages (layout), >=, N_ROWS_MANY / 45);
  g_assert_cmpint (layout_us + write_us, <, 60 * G_USEC_PER_SEC);
}

static void
stands_odd_tables (PageTest      *test,
                   gconstpointer  data)
{
  g_autoptr(HengPageContent) content = heng_page_content_new ();
  HengPageTable *table = heng_page_content_add_table (content);
  g_autoptr(HengPageLayout) layout = NULL;
  HengPageSetup setup;

  heng_page_setup_init (&setup);
  heng_page_table_set_title (table, "Without columns", NULL);
  table = heng_page_content_add_table (content);
  heng_page_table_add_column (table, "Without rows", HENG_PAGE_ALIGN_LEFT);
  table = heng_page_content_add_table (content);
  heng_page_table_add_column (table, NULL, HENG_PAGE_ALIGN_LEFT);
  heng_page_table_add_row (table, CELLS (NULL));
  heng_page_table_add_row (table, CELLS ("", NULL));
  table = heng_page_content_add_table (content);
  heng_page_table_add_fixed_column (table, "Wider than the page", HENG_PAGE_ALIGN_LEFT, 5000);
  heng_page_table_add_fixed_column (table, "as well", HENG_PAGE_ALIGN_RIGHT, 2000);
  heng_page_table_add_total (table, CELLS ("only", "totals"));
  heng_page_table_add_total (table, CELLS ("only", "totals"));
  layout = heng_page_layout_new (content, &setup);
  g_assert_cmpuint (heng_page_layout_get_n_pages (layout), ==, 1);
  page_test_write (layout, test->path);
}

#define ADD(name, data, function) \
  g_test_add ("/reports/page-table/" name, PageTest, data, page_test_set_up, function, page_test_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("repeats-heads-and-loses-no-row", NULL, repeats_heads_and_loses_no_row);
  ADD ("keeps-total-with-a-row", NULL, keeps_total_with_a_row);
  ADD ("cuts-row-higher-than-a-page", NULL, cuts_row_higher_than_a_page);
  ADD ("breaks-long-words", NULL, breaks_long_words);
  ADD ("stays-within-margins/3", GUINT_TO_POINTER (3), stays_within_margins);
  ADD ("stays-within-margins/12", GUINT_TO_POINTER (12), stays_within_margins);
  ADD ("stays-within-margins/40", GUINT_TO_POINTER (40), stays_within_margins);
  ADD ("lays-out-ten-thousand-rows", NULL, lays_out_ten_thousand_rows);
  ADD ("stands-odd-tables", NULL, stands_odd_tables);

  return g_test_run ();
}
