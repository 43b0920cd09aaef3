// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-wording.h"

#include "ledger-testing.h"

/* ---- filling ---- */

static const struct { const char *format; const char *text; } fills[] = {
  { "", "" },
  { "%1$s", "one" },
  { "%2$s %1$s %4$s%3$s", "two one four<3>" },
  { "%1$s%1$s", "oneone" },
  { "100 %%", "100 %" },
  { "%%1$s", "%1$s" },
  { "%1$s %%", "one %" },
  { "%5$s %0$s %1$d %s", "%5$s %0$s %1$d %s" },
  { "%", "%" },
  { "%1", "%1" },
  { "%1$", "%1$" },
  { "15.67% or 100万", "15.67% or 100万" },
};

static void
test_fill (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (fills); i++)
    {
      g_autofree char *text = heng_wording_fill (fills[i].format, "one", "two", "<3>", "four");

      g_assert_cmpstr (text, ==, fills[i].text);
    }
  /* What is put in is never read as a format. */
  {
    g_autofree char *text = heng_wording_fill ("%1$s", "%2$s%%", "two", "", "");

    g_assert_cmpstr (text, ==, "%2$s%%");
  }
}

/* ---- errors ---- */

static const char *const documented[] = {
#define ARGUMENTS(name, class, arguments) arguments,
  HENG_ERROR_CODES (ARGUMENTS)
#undef ARGUMENTS
};

static guint
count_documented (HengErrorCode code)
{
  guint n = 1;

  if (strcmp (documented[code], "-") == 0)
    return 0;
  for (const char *at = documented[code]; *at != '\0'; at++)
    n += *at == ';';
  return n;
}

/* Every code has a sentence, which asks for no argument that the code does not have. */
static void
test_sentences (void)
{
  static const char *const marks[] = { "<first>", "<second>", "<third>", "<fourth>" };

  for (guint code = 0; code < HENG_N_ERRORS; code++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *sentence = NULL;

      heng_error_set (&error, (HengErrorCode) code, marks[0], marks[1], marks[2], marks[3], NULL);
      sentence = heng_wording_error_sentence (error);
      g_test_message ("%s: %s", heng_error_get_name ((HengErrorCode) code), sentence);
      g_assert_cmpstr (sentence, !=, error->message);
      g_assert_null (strstr (sentence, heng_error_get_name ((HengErrorCode) code)));
      g_assert_true (g_utf8_validate (sentence, -1, NULL));
      g_assert_cmpuint (strlen (sentence), >, 8);
      g_assert_null (strchr (sentence, '$'));
      g_assert_null (strstr (sentence, "%%"));
      for (guint i = count_documented ((HengErrorCode) code); i < G_N_ELEMENTS (marks); i++)
        g_assert_null (strstr (sentence, marks[i]));
    }
}

static void
test_no_arguments (void)
{
  for (guint code = 0; code < HENG_N_ERRORS; code++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *sentence = NULL;

      heng_error_set (&error, (HengErrorCode) code, NULL);
      sentence = heng_wording_error_sentence (error);
      g_assert_null (strchr (sentence, '$'));
      g_assert_null (strstr (sentence, "(null)"));
    }
}

static const struct
{
  const char *file;
  guint       line;
  guint       column;
  const char *path;
  const char *text;
} places[] = {
  { NULL, 0, 0, NULL, "The table is neither UTF-8 nor GB 18030" },
  { "a b.csv", 0, 0, NULL, "a b.csv: The table is neither UTF-8 nor GB 18030" },
  { "a.csv", 3, 0, NULL, "a.csv:3: The table is neither UTF-8 nor GB 18030" },
  { "a.csv", 3, 7, NULL, "a.csv:3:7: The table is neither UTF-8 nor GB 18030" },
  { NULL, 3, 0, NULL, "3: The table is neither UTF-8 nor GB 18030" },
  { "a.json", 3, 0, "parties[0]", "a.json:3: parties[0]: The table is neither UTF-8 nor GB 18030" },
  { "a.json", 3, 7, "rules[2]", "a.json:3: rules[2], character 7: The table is neither UTF-8 nor GB 18030" },
  { NULL, 0, 0, "rules[2]", "rules[2]: The table is neither UTF-8 nor GB 18030" },
  { "a.json", 1, 0, "", "a.json:1: The table is neither UTF-8 nor GB 18030" },
};

static void
test_places (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;

      heng_error_set (&error, HENG_ERROR_TABLE_ENCODING, NULL);
      heng_error_place (&error, places[i].file, places[i].line, places[i].column);
      if (places[i].path != NULL)
        heng_error_place_path (&error, places[i].path);
      text = heng_wording_error (error);
      g_assert_cmpstr (text, ==, places[i].text);
    }
}

static void
test_foreign (void)
{
  g_autoptr (GError) error = g_error_new_literal (G_FILE_ERROR, G_FILE_ERROR_NOENT, "100 %1$s of nothing");
  g_autofree char *text = heng_wording_error (error);

  g_assert_cmpstr (text, ==, "100 %1$s of nothing");
}

/* ---- words ---- */

static const struct { const char *period; const char *text; } periods[] = {
  { "2024", "2024" },         { "2024-Q1", "Q1 2024" },        { "2024-Q4", "Q4 2024" },       { "2024-03", "March 2024" },
  { "2024-12", "December 2024" }, { "2024-03-05", "5 March 2024" }, { "2024-02-29", "29 February 2024" }, { "once", "Once" },
  { "1000", "1000" },         { "9999-12-31", "31 December 9999" },
};

static void
test_periods (void)
{
  g_autofree char *none = heng_wording_day (HENG_DAY_NONE);

  g_assert_cmpstr (none, ==, "–");
  for (gsize i = 0; i < G_N_ELEMENTS (periods); i++)
    {
      g_autofree char *text = heng_wording_period (testing_period (periods[i].period));

      g_assert_cmpstr (text, ==, periods[i].text);
    }
}

/* A damaged book has moments without bound; what is found in it is told with a day all the same. */
static void
test_moments (void)
{
  static const gint64 moments[] = { G_MININT64, G_MININT64 / 2, -G_GINT64_CONSTANT (62135596800001), -1, 0, G_GINT64_CONSTANT (253402300799999),
                                    G_GINT64_CONSTANT (253402300800000), G_MAXINT64 / 2, G_MAXINT64 };

  for (gsize i = 0; i < G_N_ELEMENTS (moments); i++)
    {
      HengDay day = heng_day_of_ms (moments[i]);
      g_autofree char *text = heng_wording_day (day), *plain = heng_day_format (day);

      g_assert_nonnull (text);
      g_assert_cmpuint (strlen (plain), ==, strlen ("2024-01-01"));
    }
}

#define assert_words(n, type, function) \
  G_STMT_START { \
    g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal); \
    for (guint word = 0; word < (guint) (n); word++) \
      { \
        g_assert_cmpstr (function ((type) word), !=, ""); \
        g_assert_true (g_hash_table_add (seen, (gpointer) function ((type) word))); \
      } \
  } G_STMT_END

static void
test_words (void)
{
  assert_words (HENG_N_MECHANISMS, HengMechanism, heng_wording_mechanism);
  assert_words (HENG_N_ROLES, HengRole, heng_wording_role);
  assert_words (HENG_N_TERMS, HengTerm, heng_wording_term);
  assert_words (HENG_N_AGGREGATES, HengAggregate, heng_wording_aggregate);
  assert_words (HENG_PERIOD_ONCE + 1, HengPeriodKind, heng_wording_observed);
  assert_words (HENG_SETTLEMENT_UNCHANGED + 1, HengSettlementStatus, heng_wording_settlement_status);
  assert_words (HENG_N_ENTRY_KINDS, HengEntryKind, heng_wording_entry_kind);
}

static void
test_pick (void)
{
  g_assert_false (heng_wording_is_chinese ());
  g_assert_cmpstr (heng_wording_pick ("河南", "Henan"), ==, "Henan");
  g_assert_cmpstr (heng_wording_pick ("河南", ""), ==, "河南");
  g_assert_cmpstr (heng_wording_pick ("河南", NULL), ==, "河南");
  g_assert_cmpstr (heng_wording_pick (NULL, "Henan"), ==, "Henan");
  g_assert_cmpstr (heng_wording_pick (NULL, NULL), ==, "");
}

/* ---- parties ---- */

static void
test_parties (Testing       *self,
              gconstpointer  data)
{
  static const struct { const char *name; const char *text; } parties[] = {
    { "Down", "Shandong" }, { "City", "City" }, { "Works", "Works" }, { "Fund", "Fund" }, { "Ghost", "Ghost" },
  };
  g_autoptr (HengAgreement) agreement = testing_agreement_new ("T-1", "协议",
    "{\"name\":\"Down\",\"region\":\"370000\",\"role\":\"beneficiary\"},{\"name\":\"City\",\"region\":\"330782\",\"role\":\"partner\"},"
    "{\"name\":\"Works\",\"region\":\"330782\",\"role\":\"enterprise\"},{\"name\":\"Fund\",\"role\":\"pool\"}",
    TESTING_YEARS, "\"Down pays City 1\"");

  for (gsize i = 0; i < G_N_ELEMENTS (parties); i++)
    {
      g_autofree char *text = heng_wording_party_name (self->book, agreement, parties[i].name);

      g_assert_cmpstr (text, ==, parties[i].text);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reports/wording/fill", test_fill);
  g_test_add_func ("/reports/wording/sentences", test_sentences);
  g_test_add_func ("/reports/wording/no-arguments", test_no_arguments);
  g_test_add_func ("/reports/wording/places", test_places);
  g_test_add_func ("/reports/wording/foreign", test_foreign);
  g_test_add_func ("/reports/wording/periods", test_periods);
  g_test_add_func ("/reports/wording/moments", test_moments);
  g_test_add_func ("/reports/wording/words", test_words);
  g_test_add_func ("/reports/wording/pick", test_pick);
  g_test_add ("/reports/wording/parties", Testing, NULL, testing_set_up, test_parties, testing_tear_down);
  return g_test_run ();
}
