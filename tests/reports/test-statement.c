// SPDX-License-Identifier: GPL-3.0-or-later
#include "statement-testing.h"

#include "heng-book-agreements.h"
#include "heng-book-entries.h"
#include "heng-digest.h"
#include "heng-error.h"

static void
settlement_says_who_owes_what (StatementTest *test,
                               gconstpointer  data)
{
  g_autofree char *text = NULL;

  statement_test_import_sample (test);
  statement_test_post (test, "HHYL-1");
  text = statement_test_print_settlement (test, "HHYL-1", "2020", HENG_MONEY_UNIT_WAN);
  if (text == NULL)
    return;
  assert_has (text, "Settlement statement, 2020");
  assert_has (text, "Shandong");
  assert_has (text, "Henan");
  assert_has (text, "6,600.00");
  assert_has (text, "−6,600.00");
  assert_has (text, "Prepared by");
  assert_has (text, "Responsible");
  assert_has (text, "6000万 * (3 - 2)");
  assert_has (text, "printed on 2026-03-02");
  assert_has (text, "Page 1 of");
}

static void
settlement_of_several_payers_nets_by_party (StatementTest *test,
                                            gconstpointer  data)
{
  g_autofree char *text = NULL;

  statement_test_import_sample (test);
  text = statement_test_print_settlement (test, "CSH-1", "2019", HENG_MONEY_UNIT_WAN);
  if (text == NULL)
    return;
  assert_has (text, "Yunnan");
  assert_has (text, "4,000.00");
  assert_has (text, "−2,000.00");
  /* A fund signs nothing: three parties do. */
  g_assert_cmpuint (page_test_count (text, "Prepared by"), ==, 3);
}

static void
agreements_of_the_sample_print (StatementTest *test,
                                      gconstpointer  data)
{
  g_autoptr (GPtrArray) codes = NULL;
  g_autoptr (GError) error = NULL;
  HengDay today = heng_book_get_today (test->book);

  statement_test_import_sample (test);
  codes = heng_book_list_codes (test->book, 0, &error);
  g_assert_no_error (error);
  /* One in four: pages take seconds under the sanitizers. */
  for (guint i = 0; i < codes->len; i += 4)
    {
      const char *code = g_ptr_array_index (codes, i);
      g_autoptr (GArray) periods = heng_book_list_periods (test->book, code, today, NULL, 0, &error);
      g_autofree char *period = heng_period_format (g_array_index (periods, HengPeriod, 0));
      g_autofree char *summary = NULL, *settlement = NULL;

      statement_test_post (test, code);
      summary = statement_test_print_agreement (test, code, (HengView) { 0 });
      settlement = statement_test_print_settlement (test, code, period, HENG_MONEY_UNIT_YI);
      if (summary == NULL)
        return;
      assert_has (summary, code);
      assert_has (summary, "8. Signatures");
      assert_has (settlement, "7. Signatures");
    }
}

static void
rule_that_does_not_apply_is_known_to_give_nothing (StatementTest *test,
                                                   gconstpointer  data)
{
  g_autofree char *text = NULL;

  statement_test_import_sample (test);
  text = statement_test_print_settlement (test, "XAJ-1", "2012", HENG_MONEY_UNIT_YI);
  if (text == NULL)
    return;
  assert_has (text, "Rule 3 nothing due");
  assert_has (text, "Anhui pays Zhejiang 1亿 when 0.833 > 1");
  assert_has (text, "Rule 4 300,000,000.00 yuan");
  g_assert_false (page_test_has (text, "not known"));
}

static void
summary_says_what_was_agreed (StatementTest *test,
                              gconstpointer  data)
{
  g_autofree char *text = NULL;

  statement_test_import_sample (test);
  statement_test_post (test, "CSH-1");
  text = statement_test_print_agreement (test, "CSH-1", (HengView) { 0 });
  if (text == NULL)
    return;
  assert_has (text, "Chishui River, Yunnan–Guizhou–Sichuan");
  assert_has (text, "Protector");
  assert_has (text, "530000");
  assert_has (text, "2018-01-01 to 2020-12-31");
  assert_has (text, "Not stated: Duties of the protecting area, Handling of breach.");
  assert_has (text, "Yunnan:1, Guizhou:5, Sichuan:4 pay Fund 2亿");
  assert_has (text, "清水铺");
  assert_has (text, "4,000.00");
  assert_has (text, "Sichuan −6,000.00 −4,000.00 −2,000.00");
  g_assert_cmpuint (page_test_count (text, "Responsible"), ==, 3);
}

static void
summary_lists_deliveries_in_their_units (StatementTest *test,
                                         gconstpointer  data)
{
  g_autofree char *text = NULL;

  statement_test_import_sample (test);
  statement_test_post (test, "NSBD-1");
  text = statement_test_print_agreement (test, "NSBD-1", (HengView) { 0 });
  if (text == NULL)
    return;
  assert_has (text, "29 cadre exchanges");
  assert_has (text, "−197 cadre exchanges");
  assert_has (text, "−350,000.00");
}

static void
incomplete_period_says_what_is_missing (StatementTest *test,
                                        gconstpointer  data)
{
  g_autofree char *text = NULL;

  statement_test_import_sample (test);
  text = statement_test_print_settlement (test, "QG-1", "2025", HENG_MONEY_UNIT_WAN);
  if (text == NULL)
    return;
  assert_has (text, "Incomplete");
  assert_has (text, "n/o: not observed");
  assert_has (text, "边墙村_TP 边墙村 October 2025 to December 2025");
  assert_has (text, "Nothing is owed, booked or paid for this period.");
  assert_has (text, "Prepared by");
}

static void
blocked_period_says_why (StatementTest *test,
                         gconstpointer  data)
{
  g_autofree char *text = NULL;

  statement_test_import_sample (test);
  text = statement_test_print_settlement (test, "CQ19-1", "2019-06", HENG_MONEY_UNIT_WAN);
  if (text == NULL)
    return;
  assert_has (text, "Blocked");
  assert_has (text, "the requirement in rule 1 does not hold");
  assert_has (text, "Payments of the agreement that name no period");
}

#define DOCUMENT(code, from, to, parties, indicators, rules) \
  "{\"hengping\": \"agreement/1\", \"code\": \"" code "\", \"title\": {\"zh\": \"协议\", \"en\": \"Agreement\"}, \"mechanism\": " \
  "\"watershed\", \"parties\": [" parties "], \"from\": \"" from "\", \"to\": \"" to "\", \"assessed\": \"year\", \"indicators\": [" \
  indicators "], \"rules\": [" rules "]}"
#define TWO_PARTIES \
  "{\"name\": \"Henan\", \"region\": \"410000\", \"role\": \"protector\"}, " \
  "{\"name\": \"Shandong\", \"region\": \"370000\", \"role\": \"beneficiary\"}"

static void
failed_period_says_where (StatementTest *test,
                          gconstpointer  data)
{
  g_autofree char *text = NULL;

  statement_test_import_text (test, "F.json", DOCUMENT ("F-1", "2020-01-01", "2020-12-31", TWO_PARTIES,
                                                        "{\"name\": \"x\", \"observed\": \"year\"}",
                                                        "\"Shandong pays Henan 100\", \"Shandong pays Henan 100 / x\""));
  statement_test_import_text (test, "f.csv", "agreement,indicator,period,value\nF-1,x,2020,0\n");
  text = statement_test_print_settlement (test, "F-1", "2020", HENG_MONEY_UNIT_YUAN);
  if (text == NULL)
    return;
  assert_has (text, "Failed");
  assert_has (text, "rule 2 could not be computed. A division by zero.");
}

static void
period_no_longer_assessed_goes_to_zero (StatementTest *test,
                                        gconstpointer  data)
{
  g_autofree char *text = NULL;

  statement_test_import_text (test, "1.json", DOCUMENT ("N-1", "2020-01-01", "2021-12-31", TWO_PARTIES, "", "\"Shandong pays Henan 50万\""));
  statement_test_post (test, "N-1");
  statement_test_import_text (test, "2.json", DOCUMENT ("N-1", "2020-01-01", "2020-12-31", TWO_PARTIES, "", "\"Shandong pays Henan 50万\""));
  text = statement_test_print_settlement (test, "N-1", "2021", HENG_MONEY_UNIT_WAN);
  if (text == NULL)
    return;
  assert_has (text, "No rule was reached.");
  assert_has (text, "Nothing is owed for this period.");
  assert_has (text, "Shandong Henan – – – 50.00 −50.00");
}

static void
many_parties_all_sign (StatementTest *test,
                       gconstpointer  data)
{
  static const char *const codes[] = { "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37",
                                       "41", "42", "43", "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65" };
  g_autoptr (GString) parties = g_string_new ("{\"name\": \"Fund\", \"role\": \"pool\"}");
  g_autoptr (GString) rule = g_string_new ("");
  g_autofree char *document = NULL, *text = NULL, *summary = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_string_append_printf (parties, ", {\"name\": \"P%s\", \"region\": \"%s0000\", \"role\": \"partner\"}", codes[i], codes[i]);
      g_string_append_printf (rule, "%sP%s", i > 0 ? ", " : "", codes[i]);
    }
  document = g_strdup_printf (DOCUMENT ("M-1", "2020-01-01", "2020-12-31", "%s", "", "\"%s pay Fund 1亿\""), parties->str, rule->str);
  statement_test_import_text (test, "M.json", document);
  statement_test_post (test, "M-1");
  summary = statement_test_print_agreement (test, "M-1", (HengView) { 0 });
  text = statement_test_print_settlement (test, "M-1", "2020", HENG_MONEY_UNIT_WAN);
  if (text == NULL)
    return;
  assert_has (text, "Xinjiang");
  /* 1亿 over 31 parties to the fen: some bear one fen more. */
  assert_has (text, "322.580646");
  assert_has (text, "322.580645");
  g_assert_cmpuint (page_test_count (text, "Checked by"), ==, G_N_ELEMENTS (codes));
  g_assert_cmpuint (page_test_count (summary, "Checked by"), ==, G_N_ELEMENTS (codes));
}

static void
region_adds_up_its_agreements (StatementTest *test,
                               gconstpointer  data)
{
  g_autofree char *text = NULL;
  gint64 reversal;
  g_autoptr (GError) error = NULL;
  HengEntryQuery query = { .agreement = "YSH-1" };
  g_autoptr (GPtrArray) entries = NULL;

  statement_test_import_sample (test);
  statement_test_post (test, "YSH-1");
  entries = heng_book_list_entries (test->book, &query, &error);
  g_assert_no_error (error);
  /* The oldest entry is the first payment of 400万. */
  g_assert_true (heng_book_reverse (test->book, ((HengEntry *) g_ptr_array_index (entries, entries->len - 1))->number, "typing error",
                                    &reversal, &error));
  text = statement_test_print_region (test, "430000");
  if (text == NULL)
    return;
  assert_has (text, "Hunan");
  assert_has (text, "Youshui River");
  assert_has (text, "Chongqing");
  assert_has (text, "Reversal");
  assert_has (text, "Total −1,280.00 −400.00 −880.00");
  g_free (statement_test_print_agreement (test, "YSH-1", (HengView) { 0 }));
}

static void
empty_region_says_so (StatementTest *test,
                      gconstpointer  data)
{
  g_autofree char *text = statement_test_print_region (test, "540000");

  if (text != NULL)
    assert_has (text, "Nothing is booked for this region.");
}

static void
footer_names_what_was_known (StatementTest *test,
                             gconstpointer  data)
{
  g_autofree char *text = NULL, *hash = NULL, *head = NULL;
  g_autoptr (GError) error = NULL;
  gint64 count;
  HengView view = { heng_day_new (2019, 6, 30), 0 };

  statement_test_import_sample (test);
  g_assert_true (heng_book_get_head (test->book, &count, &hash, &error));
  statement_test_post (test, "CSH-1");
  view.known = count;
  head = heng_head_format (count, hash, HENG_HEAD_DIGITS);
  text = statement_test_print_agreement (test, "CSH-1", view);
  if (text == NULL)
    return;
  assert_has (text, "as known on 2026-03-02");
  /* The head of what the page states, not of what was recorded since. */
  assert_has (text, head);
  assert_has (text, "entries dated up to 2019-06-30");
  assert_has (text, "Payments and deliveries");
  /* What was paid later is not there. */
  g_assert_false (page_test_has (text, "2019-12-31 2019"));
  g_assert_false (page_test_has (text, "2020 Booked"));
}

static void
footer_names_the_head (StatementTest *test,
                       gconstpointer  data)
{
  g_autofree char *text = statement_test_print_region (test, "110000"), *hash = NULL, *head = NULL;
  g_autoptr (GError) error = NULL;
  gint64 count;

  g_assert_true (heng_book_get_head (test->book, &count, &hash, &error));
  head = heng_head_format (count, hash, HENG_HEAD_DIGITS);
  if (text != NULL)
    assert_has (text, head);
}

static void
same_book_gives_same_bytes (StatementTest *test,
                            gconstpointer  data)
{
  HengStatementOptions options = { .unit = HENG_MONEY_UNIT_WAN };
  char *bytes[2] = { NULL };
  gsize n_bytes[2];
  g_autoptr (GError) error = NULL;

  statement_test_import_sample (test);
  statement_test_post (test, "CSH-1");
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (HengPageContent) content = heng_statement_new_agreement (test->book, "CSH-1", &options, &error);

      g_assert_no_error (error);
      g_assert_true (heng_statement_write_pdf (test->book, content, NULL, test->pages.path, &error));
      g_assert_true (g_file_get_contents (test->pages.path, &bytes[i], &n_bytes[i], &error));
      /* A second lies between the two, so that a clock that got into the file is seen. */
      if (i == 0)
        g_usleep (1100 * 1000);
    }
  g_assert_cmpmem (bytes[0], n_bytes[0], bytes[1], n_bytes[1]);
  g_free (bytes[0]);
  g_free (bytes[1]);
}

static void
setup_outlives_everything_but_the_content (StatementTest *test,
                                           gconstpointer  data)
{
  HengStatementOptions options = { .unit = HENG_MONEY_UNIT_WAN };
  g_autoptr (HengPageContent) content = NULL;
  g_autoptr (HengPageLayout) layout = NULL;
  g_autoptr (GError) error = NULL;
  HengPageSetup setup;

  content = heng_statement_new_region (test->book, "110000", &options, &error);
  g_assert_no_error (error);
  heng_statement_setup (content, NULL, &setup);
  g_assert_cmpstr (setup.running_title, ==, "Beijing (110000) · Region statement");
  g_assert_cmpstr (setup.printed_on, ==, "printed on 2026-03-02");
  g_assert_cmpstr (setup.language, ==, "en");
  g_assert_true (g_str_has_prefix (setup.footer_text, "Book "));
  heng_page_setup_turn (&setup);
  layout = heng_page_layout_new (content, &setup);
  g_assert_cmpuint (heng_page_layout_get_n_pages (layout), ==, 1);
  heng_statement_setup (content, "Another title", &setup);
  g_assert_cmpstr (setup.running_title, ==, "Another title");
}

static void
what_is_not_there_is_an_error (StatementTest *test,
                               gconstpointer  data)
{
  HengStatementOptions options = { .unit = HENG_MONEY_UNIT_WAN };
  g_autoptr (GError) error = NULL;
  g_autoptr (HengPageContent) content = NULL;
  g_autofree char *path = g_build_filename (test->pages.folder, "none", "pages.pdf", NULL);

  g_assert_null (heng_statement_new_agreement (test->book, "X-1", &options, &error));
  g_assert_true (heng_error_is (error, HENG_ERROR_AGREEMENT_UNKNOWN));
  g_clear_error (&error);
  g_assert_null (heng_statement_new_settlement (test->book, "X-1", statement_test_period ("2020"), &options, &error));
  g_assert_true (heng_error_is (error, HENG_ERROR_AGREEMENT_UNKNOWN));
  g_clear_error (&error);
  g_assert_null (heng_statement_new_region (test->book, "999999", &options, &error));
  g_assert_true (heng_error_is (error, HENG_ERROR_REGION_UNKNOWN));
  g_clear_error (&error);

  statement_test_import_text (test, "P.json", DOCUMENT ("P-1", "2020-01-01", "2020-12-31", TWO_PARTIES, "", ""));
  g_assert_null (heng_statement_new_settlement (test->book, "P-1", statement_test_period ("2022"), &options, &error));
  g_assert_true (heng_error_is (error, HENG_ERROR_PERIOD_OUTSIDE));
  g_clear_error (&error);
  content = heng_statement_new_agreement (test->book, "P-1", &options, &error);
  g_assert_no_error (error);
  g_assert_false (heng_statement_write_pdf (test->book, content, NULL, path, &error));
  g_assert_nonnull (error);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/reports/statement/" name, StatementTest, NULL, statement_test_set_up, func, statement_test_tear_down)
  ADD ("settlement-says-who-owes-what", settlement_says_who_owes_what);
  ADD ("settlement-of-several-payers-nets-by-party", settlement_of_several_payers_nets_by_party);
  ADD ("agreements-of-the-sample-print", agreements_of_the_sample_print);
  ADD ("rule-that-does-not-apply-is-known-to-give-nothing", rule_that_does_not_apply_is_known_to_give_nothing);
  ADD ("summary-says-what-was-agreed", summary_says_what_was_agreed);
  ADD ("summary-lists-deliveries-in-their-units", summary_lists_deliveries_in_their_units);
  ADD ("incomplete-period-says-what-is-missing", incomplete_period_says_what_is_missing);
  ADD ("blocked-period-says-why", blocked_period_says_why);
  ADD ("failed-period-says-where", failed_period_says_where);
  ADD ("period-no-longer-assessed-goes-to-zero", period_no_longer_assessed_goes_to_zero);
  ADD ("many-parties-all-sign", many_parties_all_sign);
  ADD ("region-adds-up-its-agreements", region_adds_up_its_agreements);
  ADD ("empty-region-says-so", empty_region_says_so);
  ADD ("footer-names-what-was-known", footer_names_what_was_known);
  ADD ("footer-names-the-head", footer_names_the_head);
  ADD ("same-book-gives-same-bytes", same_book_gives_same_bytes);
  ADD ("setup-outlives-everything-but-the-content", setup_outlives_everything_but_the_content);
  ADD ("what-is-not-there-is-an-error", what_is_not_there_is_an_error);
#undef ADD
  return g_test_run ();
}
