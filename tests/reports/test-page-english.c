// SPDX-License-Identifier: GPL-3.0-or-later
#include "page-testing.h"

#include "heng-page-explanation.h"
#include "heng-page-figure.h"
#include "heng-page-pairs.h"
#include "heng-page-prose.h"
#include "heng-page-signatures.h"
#include "heng-page-table.h"

/* Documents of the length and kind that are printed and signed, with figures made up for the purpose. */

#define CELLS(...) ((const char *[]) { __VA_ARGS__, NULL })

static char *
format_page_en (guint    page_number,
                guint    n_pages,
                gpointer user_data)
{
  return g_strdup_printf ("page %u of %u", page_number, n_pages);
}

static HengPageSetup
make_setup (const char *running_title)
{
  HengPageSetup setup;

  heng_page_setup_init (&setup);
  setup.language = "en";
  setup.running_title = running_title;
  setup.footer_text = "Book 3f9a6c01b7d244e8 · as known on 2025-03-31";
  setup.printed_on = "printed on 2025-04-02";
  setup.format_page_number = format_page_en;

  return setup;
}

static void
draw_bars (cairo_t *cr,
           double   width_pt,
           double   height_pt,
           gpointer user_data)
{
  static const double million_yuan[] = { 60, 66, 63, 62.07, 62.94 };

  for (guint i = 0; i < G_N_ELEMENTS (million_yuan); i++)
    {
      double step_pt = width_pt / G_N_ELEMENTS (million_yuan);
      double bar_pt = height_pt * million_yuan[i] / 70;

      cairo_set_source_rgb (cr, 0, 0x72 / 255.0, 0xb2 / 255.0);
      cairo_rectangle (cr, step_pt * (i + 0.2), height_pt - bar_pt, step_pt * 0.6, bar_pt);
      cairo_fill (cr);
    }
}

static void
add_computation (HengPageContent *content)
{
  HengPageTable *table = heng_page_content_add_table (content);

  heng_page_table_set_title (table, "Table 1  What is owed for 2024", "10,000 yuan");
  heng_page_table_add_column (table, "Item", HENG_PAGE_ALIGN_LEFT);
  heng_page_table_add_column (table, "Baseline", HENG_PAGE_ALIGN_RIGHT);
  heng_page_table_add_column (table, "Measured", HENG_PAGE_ALIGN_RIGHT);
  heng_page_table_add_column (table, "Change", HENG_PAGE_ALIGN_RIGHT);
  heng_page_table_add_column (table, "Price per level or point", HENG_PAGE_ALIGN_RIGHT);
  heng_page_table_add_column (table, "Amount", HENG_PAGE_ALIGN_RIGHT);
  heng_page_table_add_column (table, "Clause", HENG_PAGE_ALIGN_LEFT);
  heng_page_table_add_row (table, CELLS ("Basic compensation, per class better than III", "III", "II", "+1", "6,000.00",
                                         "6,000.00", "Art. 4 (1): “each class better than III”"));
  heng_page_table_add_row (table, CELLS ("Change: COD", "13.40", "13.00", "−2.99 %", "100.00", "99.50", "Art. 4 (2)"));
  heng_page_table_add_row (table, CELLS ("Change: ammonia nitrogen", "0.23", "0.21", "−8.70 %", "100.00", "290.00",
                                         "Art. 4 (2)"));
  heng_page_table_add_row (table, CELLS ("Change: total phosphorus", "0.070", "0.072", "+2.86 %", "100.00", "−95.33",
                                         "Art. 4 (2)"));
  heng_page_table_add_row (table, CELLS ("Change: total nitrogen", "–", "not observed", "–", "100.00", "–",
                                         "Art. 4 (3): counted from 2025"));
  heng_page_table_add_total (table, CELLS ("Shandong owes Henan", "", "", "", "", "6,294.17", ""));
  heng_page_table_set_note (table, "Not observed is not zero: the station at Liuzhuang (刘庄) stood still in July. "
                                   "It is filled in when the joint sample’s analysis arrives.");
}

static void
add_explanation (HengPageContent *content)
{
  HengPageExplanation *why = heng_page_content_add_explanation (content);

  heng_page_explanation_add (why, 0, "Shandong owes Henan", "6,294.17");
  heng_page_explanation_add_formula (why, 0, "basic + change", "6,000.00 + 294.17");
  heng_page_explanation_add (why, 1, "basic", "6,000.00");
  heng_page_explanation_add_formula (why, 1, "(III − class) × price_per_class", "(3 − 2) × 6,000.00");
  heng_page_explanation_add (why, 2, "class, worst of all factors at Liuzhuang, mean of 2024", "II");
  heng_page_explanation_add (why, 1, "change, at most 4,000.00", "294.17");
  heng_page_explanation_add_formula (why, 1, "sum over factors (−change × price_per_point) ÷ 3",
                                     "(2.99 + 8.70 − 2.86) × 100.00 ÷ 3");
}

static HengPageContent *
make_settlement (void)
{
  static const char *roles[] = { "Prepared by", "Checked by", "Approved by", NULL };
  HengPageContent *content = heng_page_content_new ();
  HengPagePairs *pairs;
  HengPageSignatures *signatures;

  heng_page_content_add_title (content, "Settlement of compensation for 2024");
  heng_page_content_add_subtitle (content, "Yellow River (Henan–Shandong) compensation agreement");
  pairs = heng_page_content_add_pairs (content);
  heng_page_pairs_add (pairs, "Agreement", "HHYL-2");
  heng_page_pairs_add (pairs, "Assessed period", "2024-01-01 to 2024-12-31");
  heng_page_pairs_add (pairs, "Payer", "Shandong Province");
  heng_page_pairs_add (pairs, "Receiver", "Henan Province");
  heng_page_pairs_add (pairs, "Unit", "10,000 yuan (万元)");
  heng_page_pairs_add (pairs, "Drawn up", "2025-04-02");
  heng_page_content_add_heading (content, "Findings");
  heng_page_content_add_paragraph (content,
    "The water at Liuzhuang was of class II in 2024, one class better than the agreement’s baseline. COD and ammonia "
    "nitrogen fell from the year before; total phosphorus rose slightly. Both provinces took part in each sampling "
    "and hold a bottle of every sample — “one side, one bottle” — so that a disputed value can be analysed again.");
  heng_page_content_add_figure (content, 300, 110, "Owed by Shandong to Henan 2020–2024, million yuan", draw_bars,
                                NULL, NULL);
  heng_page_content_add_heading (content, "Computation");
  add_computation (content);
  add_explanation (content);
  heng_page_content_add_heading (content, "Approval");
  heng_page_content_add_paragraph (content, "The departments of finance and of ecology of both provinces have checked "
                                            "this settlement and agree to clear it.");
  signatures = heng_page_content_add_signatures (content, "Date", NULL, "(seal)");
  heng_page_signatures_add_party (signatures, "Henan, Department of Finance", roles);
  heng_page_signatures_add_party (signatures, "Shandong, Department of Finance", roles);
  heng_page_signatures_add_party (signatures, "Ministry of Finance, witness", CELLS ("Seen by"));

  return content;
}

static HengPageContent *
make_agreement (void)
{
  static const char *roles[] = { "Signed", NULL };
  HengPageContent *content = heng_page_content_new ();
  HengPagePairs *pairs;
  HengPageSignatures *signatures;

  heng_page_content_add_title (content, "Summary of the Chishui River agreement");
  pairs = heng_page_content_add_pairs (content);
  heng_page_pairs_add (pairs, "Number", "DQC 2018-1");
  heng_page_pairs_add (pairs, "Term", "2018-01-01 to 2020-12-31");
  heng_page_pairs_add (pairs, "Party A", "Yunnan (云南省)");
  heng_page_pairs_add (pairs, "Party B", "Guizhou (贵州省)");
  heng_page_pairs_add (pairs, "Party C", "Sichuan (四川省)");
  heng_page_pairs_add (pairs, "Mechanism", "Watershed");
  heng_page_pairs_add (pairs, "Sections and indicators",
                       "Qingchi and Lianyuxi; permanganate index, ammonia nitrogen and total phosphorus in mg/L, "
                       "measured monthly, assessed yearly.");
  heng_page_pairs_add (pairs, "Rule", "The three provinces pay 200 million yuan a year into a pool in the proportion "
                                      "1 : 5 : 4 and receive from it in the proportion 3 : 4 : 3. A province whose "
                                      "sections attain their class receives its share in full, otherwise the part that "
                                      "attained; the rest goes back downstream.");
  heng_page_pairs_add (pairs, "Use of the money", "Prevention of pollution, restoration, sewage and waste of riverside "
                                                  "villages, livelihoods.");
  heng_page_content_add_heading (content, "Parties");
  signatures = heng_page_content_add_signatures (content, "Date", NULL, "(seal)");
  heng_page_signatures_add_party (signatures, "Yunnan", roles);
  heng_page_signatures_add_party (signatures, "Guizhou", roles);
  heng_page_signatures_add_party (signatures, "Sichuan", roles);
  heng_page_signatures_add_party (signatures, "Pool’s trustee", roles);

  return content;
}

static void
test_settlement (PageTest      *test,
                 gconstpointer  data)
{
  g_autoptr(HengPageContent) content = make_settlement ();
  HengPageSetup setup = make_setup ("Settlement for 2024 · Yellow River (Henan–Shandong)");
  g_autoptr(HengPageLayout) layout = heng_page_layout_new (content, &setup);
  g_autofree char *text = NULL;

  page_test_show (layout, "settlement-en.pdf");
  g_assert_cmpuint (heng_page_layout_get_n_pages (layout), ==, 2);
  page_test_write (layout, test->path);
  text = page_test_read (test->path);
  if (text == NULL)
    return;
  g_assert_true (page_test_has (text, "“one side, one bottle”"));
  g_assert_nonnull (strstr (text, "Settlement of compensation for 2024"));
  g_assert_nonnull (strstr (text, "page 2 of 2"));
  g_assert_nonnull (strstr (text, "−95.33"));
}

static void
test_agreement (PageTest      *test,
                gconstpointer  data)
{
  g_autoptr(HengPageContent) content = make_agreement ();
  HengPageSetup setup = make_setup ("Chishui River agreement");
  g_autoptr(HengPageLayout) layout = heng_page_layout_new (content, &setup);
  g_autofree char *text = NULL;

  page_test_show (layout, "agreement-en.pdf");
  g_assert_cmpuint (heng_page_layout_get_n_pages (layout), ==, 1);
  page_test_write (layout, test->path);
  text = page_test_read (test->path);
  if (text == NULL)
    return;
  g_assert_true (page_test_has (text, "Sichuan (四川省)"));
  g_assert_true (page_test_has (text, "Pool’s trustee"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/reports/pages/english/settlement", PageTest, NULL, page_test_set_up, test_settlement,
              page_test_tear_down);
  g_test_add ("/reports/pages/english/agreement", PageTest, NULL, page_test_set_up, test_agreement,
              page_test_tear_down);

  return g_test_run ();
}
