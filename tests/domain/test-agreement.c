// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-agreement.h"

#include "testing.h"

/* The example of the contract, byte for byte. */
static char *
read_example (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "domain", "contract-example.json", NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static HengAgreement *
parse (const char  *text,
       GError     **error)
{
  return heng_agreement_new_from_json (text, strlen (text), "CNY", error);
}

static void
assert_day (HengDay     day,
            const char *expected)
{
  g_autofree char *text = heng_day_format (day);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_programme (void)
{
  static const char template[] =
    "{\"hengping\":\"agreement/1\",\"code\":\"T-1\",\"title\":{\"zh\":\"试\"},%s\"mechanism\":\"watershed\",\"parties\":["
    "{\"name\":\"A\",\"region\":\"110000\",\"role\":\"partner\"},{\"name\":\"B\",\"region\":\"120000\",\"role\":\"partner\"}],"
    "\"from\":\"2020-01-01\",\"assessed\":\"year\",\"indicators\":[],\"rules\":[\"A pays B 1\"]}";
  g_autofree char *plain_text = g_strdup_printf (template, "");
  g_autofree char *named_text = g_strdup_printf (template, "\"programme\":{\"zh\":\"新安江流域\",\"en\":\"Xin'an River\"},");
  g_autoptr (GError) error = NULL;
  g_autoptr (HengAgreement) plain = parse (plain_text, &error), named = parse (named_text, &error);

  g_assert_no_error (error);
  g_assert_null (plain->programme_zh);
  g_assert_null (plain->programme_en);
  g_assert_null (strstr (plain->document, "programme"));
  g_assert_cmpstr (named->programme_zh, ==, "新安江流域");
  g_assert_cmpstr (named->programme_en, ==, "Xin'an River");
  g_assert_nonnull (strstr (named->document, "\"programme\":{\"en\":\"Xin'an River\",\"zh\":\"新安江流域\"}"));
}

static void
test_example (void)
{
  g_autofree char *text = read_example ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HengAgreement) agreement = parse (text, &error);
  const HengIndicator *indicator;
  const HengParty *party;
  g_autofree char *parties = NULL;
  g_autofree char *indicators = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (agreement->code, ==, "HHYL-1");
  g_assert_cmpstr (agreement->title_zh, ==, "黄河流域（豫鲁段）横向生态保护补偿协议");
  g_assert_cmpstr (agreement->title_en, ==, "Yellow River, Henan–Shandong, round 1");
  g_assert_cmpint (agreement->mechanism, ==, HENG_MECHANISM_WATERSHED);
  g_assert_cmpstr (agreement->currency, ==, "CNY");
  assert_day (agreement->signed_day, "2021-04-22");
  assert_day (agreement->from_day, "2020-01-01");
  assert_day (agreement->to_day, "2021-12-31");
  g_assert_cmpint (agreement->assessed, ==, HENG_PERIOD_YEAR);
  g_assert_null (agreement->replaces);
  g_assert_cmpuint (heng_rules_get_n_statements (agreement->rules), ==, 3);
  for (guint i = 0; i < HENG_N_TERMS; i++)
    g_assert_cmpstr (agreement->terms[i], ==, "…");

  g_assert_cmpuint (heng_agreement_get_n_parties (agreement), ==, 2);
  party = heng_agreement_get_party (agreement, 1);
  g_assert_cmpstr (party->name, ==, "Shandong");
  g_assert_cmpstr (party->region, ==, "370000");
  g_assert_cmpint (party->role, ==, HENG_ROLE_BENEFICIARY);
  g_assert_cmpint (heng_agreement_find_party (agreement, "Henan"), ==, 0);
  g_assert_cmpint (heng_agreement_find_party (agreement, "Hebei"), ==, -1);

  g_assert_cmpuint (agreement->indicators->len, ==, 4);
  indicator = heng_agreement_get_indicator (agreement, 1);
  g_assert_cmpstr (indicator->name, ==, "NH3N");
  g_assert_cmpstr (indicator->unit, ==, "mg/L");
  g_assert_cmpstr (indicator->section, ==, "刘庄");
  g_assert_cmpstr (indicator->standard, ==, "NH3N");
  g_assert_cmpint (indicator->observed, ==, HENG_PERIOD_MONTH);
  g_assert_cmpint (indicator->aggregate, ==, HENG_AGGREGATE_MEAN);
  g_assert_true (indicator->is_rounded);
  g_assert_cmpint (indicator->rounding.mode, ==, HENG_ROUNDING_HALF_EVEN);
  g_assert_false (indicator->lake);
  indicator = heng_agreement_get_indicator (agreement, 3);
  g_assert_null (indicator->standard);
  g_assert_false (indicator->is_rounded);
  g_assert_cmpint (indicator->aggregate, ==, HENG_AGGREGATE_SUM);
  g_assert_cmpint (heng_agreement_get_indicator (agreement, 0)->observed, ==, HENG_PERIOD_YEAR);

  parties = heng_agreement_list_parties (agreement);
  indicators = heng_agreement_list_indicators (agreement);
  g_assert_cmpstr (parties, ==, "Henan, Shandong");
  g_assert_cmpstr (indicators, ==, "COD, NH3N, TP, flow");
}

/* The canonical text says the same and is its own canonical text. */
static void
test_canonical (void)
{
  g_autofree char *text = read_example ();
  g_autoptr (HengAgreement) agreement = parse (text, NULL);
  g_autoptr (HengAgreement) again = parse (agreement->document, NULL);

  g_assert_nonnull (again);
  g_assert_cmpstr (agreement->document, ==, again->document);
  g_assert_true (g_str_has_prefix (agreement->document, "{\"assessed\":\"year\",\"code\":\"HHYL-1\",\"currency\":\"CNY\",\"from\":\"2020-01-01\",\"hengping\":\"agreement/1\",\"indicators\":[{\"name\":\"COD\","));
  g_assert_null (strchr (agreement->document, '\n'));
}

/* ---- what is taken and what is refused ---- */

static const char base[] =
  "{\n"
  "\"hengping\": \"agreement/1\",\n"
  "\"code\": \"T-1\",\n"
  "\"title\": {\"zh\": \"试\", \"en\": \"Test\"},\n"
  "\"mechanism\": \"watershed\",\n"
  "\"currency\": \"CNY\",\n"
  "\"parties\": [\n"
  "{\"name\": \"A\", \"region\": \"110000\", \"role\": \"beneficiary\"},\n"
  "{\"name\": \"B\", \"region\": \"120000\", \"role\": \"protector\"},\n"
  "{\"name\": \"Fund\", \"role\": \"pool\"}],\n"
  "\"signed\": \"2020-05-01\", \"from\": \"2020-01-01\", \"to\": \"2021-12-31\",\n"
  "\"assessed\": \"year\",\n"
  "\"indicators\": [\n"
  "{\"name\": \"COD\", \"unit\": \"mg/L\", \"section\": \"s\", \"observed\": \"month\", \"aggregate\": \"mean\", \"standard\": \"COD\", \"rounding\": \"0.1 half-up\"},\n"
  "{\"name\": \"P\"}],\n"
  "\"rules\": [\n"
  "\"A pays B 1 * P\",\n"
  "\"B provides A 3 \\\"t\\\"\"],\n"
  "\"rounding\": {\"money\": \"0.01 half-up\"},\n"
  "\"units\": {\"t\": \"0.001\"},\n"
  "\"terms\": {\"scope\": \"x\"}\n"
  "}\n";

typedef struct
{
  const char *label;
  const char *old, *new; /* the first is replaced by the second */
  int         error;
  guint       line;
  const char *path;
  guint       column;
} ChangeRow;

#define TAKES(label, old, new) { label, old, new, HENG_TEST_NO_ERROR, 0, NULL, 0 }
#define REFUSES(label, old, new, code, line, path) { label, old, new, HENG_ERROR_##code, line, path, 0 }
#define REFUSES_AT(label, old, new, code, line, path, column) { label, old, new, HENG_ERROR_##code, line, path, column }

static const ChangeRow change_rows[] = {
  TAKES ("as it is", "\"T-1\"", "\"T-1\""), TAKES ("no currency", "\"currency\": \"CNY\",\n", ""), TAKES ("no end", ", \"to\": \"2021-12-31\"", ""), TAKES ("not signed", "\"signed\": \"2020-05-01\", ", ""),
  TAKES ("signed later", "2020-05-01", "2025-05-01"), TAKES ("one day", "2021-12-31", "2020-01-01"), TAKES ("only an English title", "\"zh\": \"试\", ", ""), TAKES ("only a Chinese title", ", \"en\": \"Test\"", ""),
  TAKES ("no rounding", "\"rounding\": {\"money\": \"0.01 half-up\"},\n", ""), TAKES ("money by hundreds", "\"0.01 half-up\"", "\"100 down\""), TAKES ("empty rounding", "{\"money\": \"0.01 half-up\"}", "{}"),
  TAKES ("no units", "\"units\": {\"t\": \"0.001\"},\n", ""), TAKES ("no terms", ",\n\"terms\": {\"scope\": \"x\"}", ""), TAKES ("replaces another", "\"code\"", "\"replaces\": \"T-0\", \"code\""),
  TAKES ("a programme", "\"code\"", "\"programme\": {\"zh\": \"新安江流域\", \"en\": \"Xin'an River\"}, \"code\""), TAKES ("a programme in one language", "\"code\"", "\"programme\": {\"en\": \"Xin'an River\"}, \"code\""),
  TAKES ("a Chinese code", "\"T-1\"", "\"新安江_1.2-甲\""), TAKES ("precedence", "{\"name\": \"P\"}", "{\"name\": \"P\", \"precedence\": [\"国控\", \"省控\"]}"), TAKES ("precedence of all", "\"code\"", "\"precedence\": [\"a\"], \"code\""),
  TAKES ("lake", "{\"name\": \"P\"}", "{\"name\": \"P\", \"water\": \"lake\", \"standard\": \"TN\"}"), TAKES ("river", "{\"name\": \"P\"}", "{\"name\": \"P\", \"water\": \"river\"}"), TAKES ("pH", "\"standard\": \"COD\"", "\"standard\": \"PH\""),
  TAKES ("two parties of a region", "120000", "110000"), TAKES ("a role never refuses", "beneficiary", "organisation"), TAKES ("month", "\"assessed\": \"year\"", "\"assessed\": \"month\""), TAKES ("once", "\"assessed\": \"year\"", "\"assessed\": \"once\""),
  TAKES ("a party's title", "\"role\": \"pool\"", "\"role\": \"pool\", \"title\": {\"zh\": \"共同基金\"}"), TAKES ("plausible", "{\"name\": \"P\"}", "{\"name\": \"P\", \"plausible\": {\"min\": \"-5.5\", \"max\": \"50\"}}"),
  TAKES ("plausible from a limit on", "{\"name\": \"P\"}", "{\"name\": \"P\", \"plausible\": {\"min\": \"0\"}}"), TAKES ("one plausible value", "{\"name\": \"P\"}", "{\"name\": \"P\", \"plausible\": {\"min\": \"7\", \"max\": \"7\"}}"),
  TAKES ("observed by day", "\"observed\": \"month\"", "\"observed\": \"day\""), TAKES ("last", "\"mean\"", "\"last\""), TAKES ("no rules", "\"A pays B 1 * P\",\n\"B provides A 3 \\\"t\\\"\"", ""), TAKES ("benefit-sharing", "\"watershed\"", "\"benefit-sharing\""),

  /* JSON */
  REFUSES ("a key twice", "\"code\": \"T-1\"", "\"code\": \"T-1\", \"code\": \"T-1\"", JSON_KEY_TWICE, 3, NULL), REFUSES ("a key twice by an escape", "\"code\": \"T-1\"", "\"code\": \"T-1\", \"\\u0063ode\": \"T-2\"", JSON_KEY_TWICE, 3, NULL),
  REFUSES ("a trailing comma", "\"role\": \"pool\"}]", "\"role\": \"pool\"},]", JSON_SYNTAX, 10, NULL), REFUSES ("a comment", "\"code\"", "/* c */ \"code\"", JSON_SYNTAX, 3, NULL), REFUSES ("cut off", "\"terms\": {\"scope\": \"x\"}\n}\n", "", JSON_SYNTAX, 21, NULL),
  REFUSES ("30 digits", "\"T-1\"", "123456789012345678901234567890", JSON_NUMBER_DIGITS, 3, NULL), REFUSES ("invalid UTF-8", "试", "\xe8\xaf", JSON_ENCODING, 4, NULL),

  /* keys */
  REFUSES ("an unknown key", "\"code\"", "\"colour\": 1, \"code\"", DOCUMENT_KEY_UNKNOWN, 3, "colour"), REFUSES ("an unknown key of a party", "\"role\": \"protector\"", "\"role\": \"protector\", \"share\": 1", DOCUMENT_KEY_UNKNOWN, 9, "parties[1].share"),
  REFUSES ("an unknown key of an indicator", "{\"name\": \"P\"}", "{\"name\": \"P\", \"x\": 1}", DOCUMENT_KEY_UNKNOWN, 15, "indicators[1].x"), REFUSES ("an unknown language", "\"en\":", "\"fr\": \"Essai\", \"en\":", DOCUMENT_KEY_UNKNOWN, 4, "title.fr"),
  REFUSES ("an unknown term", "\"scope\"", "\"scoop\"", DOCUMENT_KEY_UNKNOWN, 21, "terms.scoop"), REFUSES ("rounding of what is no money", "\"money\"", "\"t\"", DOCUMENT_KEY_UNKNOWN, 19, "rounding.t"), REFUSES ("a key in capitals", "\"code\"", "\"Code\"", DOCUMENT_KEY_UNKNOWN, 3, "Code"),
  REFUSES ("no code", "\"code\": \"T-1\",\n", "", DOCUMENT_KEY_MISSING, 1, ""), REFUSES ("no title", "\"title\": {\"zh\": \"试\", \"en\": \"Test\"},\n", "", DOCUMENT_KEY_MISSING, 1, ""), REFUSES ("an empty title", "{\"zh\": \"试\", \"en\": \"Test\"}", "{}", DOCUMENT_KEY_MISSING, 4, "title"),
  REFUSES ("an empty programme", "\"code\"", "\"programme\": {}, \"code\"", DOCUMENT_KEY_MISSING, 3, "programme"), REFUSES ("a programme in another language", "\"code\"", "\"programme\": {\"zh\": \"江\", \"fr\": \"Eau\"}, \"code\"", DOCUMENT_KEY_UNKNOWN, 3, "programme.fr"),
  REFUSES ("a text as a programme", "\"code\"", "\"programme\": \"Water\", \"code\"", DOCUMENT_TYPE, 3, "programme"),
  REFUSES ("no mechanism", "\"mechanism\": \"watershed\",\n", "", DOCUMENT_KEY_MISSING, 1, ""), REFUSES ("no parties", "\"parties\"", "\"terms2\"", DOCUMENT_KEY_UNKNOWN, 7, "terms2"), REFUSES ("no beginning", "\"from\": \"2020-01-01\", ", "", DOCUMENT_KEY_MISSING, 1, ""),
  REFUSES ("no assessed", "\"assessed\": \"year\",\n", "", DOCUMENT_KEY_MISSING, 1, ""), REFUSES ("no name", "\"name\": \"B\", ", "", DOCUMENT_KEY_MISSING, 9, "parties[1]"), REFUSES ("no role", ", \"role\": \"protector\"", "", DOCUMENT_KEY_MISSING, 9, "parties[1]"),
  REFUSES ("no format", "\"hengping\": \"agreement/1\",\n", "", DOCUMENT_KEY_MISSING, 1, ""),

  /* types and words */
  REFUSES ("another format", "agreement/1", "agreement/2", DOCUMENT_FORMAT, 2, "hengping"), REFUSES ("a number as a code", "\"T-1\"", "1", DOCUMENT_TYPE, 3, "code"), REFUSES ("null as a code", "\"T-1\"", "null", DOCUMENT_TYPE, 3, "code"), REFUSES ("a list as a title", "{\"zh\": \"试\", \"en\": \"Test\"}", "[]", DOCUMENT_TYPE, 4, "title"),
  REFUSES ("an object as parties", "\"rules\": [\n\"A pays B 1 * P\",\n\"B provides A 3 \\\"t\\\"\"]", "\"rules\": {}", DOCUMENT_TYPE, 16, "rules"), REFUSES ("a number as a rule", "\"A pays B 1 * P\"", "7", DOCUMENT_TYPE, 17, "rules[0]"), REFUSES ("a text as a party", "{\"name\": \"Fund\", \"role\": \"pool\"}", "\"Fund\"", DOCUMENT_TYPE, 10, "parties[2]"),
  REFUSES ("a number as a step", "\"0.001\"", "0.001", DOCUMENT_TYPE, 20, "units.t"), REFUSES ("precedence of numbers", "{\"name\": \"P\"}", "{\"name\": \"P\", \"precedence\": [1]}", DOCUMENT_TYPE, 15, "indicators[1].precedence"), REFUSES ("an empty code", "\"T-1\"", "\"\"", DOCUMENT_EMPTY, 3, "code"),
  REFUSES ("an unknown mechanism", "watershed", "water", DOCUMENT_WORD, 5, "mechanism"), REFUSES ("an unknown role", "protector", "upstream", DOCUMENT_WORD, 9, "parties[1].role"), REFUSES ("assessed by day", "\"assessed\": \"year\"", "\"assessed\": \"day\"", DOCUMENT_WORD, 12, "assessed"),
  REFUSES ("assessed by week", "\"assessed\": \"year\"", "\"assessed\": \"week\"", DOCUMENT_WORD, 12, "assessed"), REFUSES ("observed by week", "\"observed\": \"month\"", "\"observed\": \"week\"", DOCUMENT_WORD, 14, "indicators[0].observed"), REFUSES ("an unknown aggregate", "\"mean\"", "\"median\"", DOCUMENT_WORD, 14, "indicators[0].aggregate"),
  REFUSES ("an unknown parameter", "\"standard\": \"COD\"", "\"standard\": \"cod\"", DOCUMENT_WORD, 14, "indicators[0].standard"), REFUSES ("an unknown water", "{\"name\": \"P\"}", "{\"name\": \"P\", \"water\": \"sea\"}", DOCUMENT_WORD, 15, "indicators[1].water"),
  REFUSES ("a code with a slash", "\"T-1\"", "\"T/1\"", DOCUMENT_CODE, 3, "code"), REFUSES ("a code with a space", "\"T-1\"", "\"T 1\"", DOCUMENT_CODE, 3, "code"), REFUSES ("a code with a dot first", "\"T-1\"", "\".T\"", DOCUMENT_CODE, 3, "code"), REFUSES ("replaces itself", "\"code\"", "\"replaces\": \"T-1\", \"code\"", DOCUMENT_REPLACES_ITSELF, 3, "replaces"),
  REFUSES ("another currency", "\"CNY\"", "\"USD\"", DOCUMENT_CURRENCY, 6, "currency"),

  /* names and regions */
  REFUSES ("a party twice", "\"name\": \"B\"", "\"name\": \"A\"", DOCUMENT_NAME_TWICE, 9, "parties[1].name"), REFUSES ("an indicator named as a party", "\"name\": \"P\"", "\"name\": \"A\"", DOCUMENT_NAME_TWICE, 15, "indicators[1].name"), REFUSES ("an indicator twice", "\"name\": \"P\"", "\"name\": \"COD\"", DOCUMENT_NAME_TWICE, 15, "indicators[1].name"),
  REFUSES ("a hyphen", "\"name\": \"P\"", "\"name\": \"NH3-N\"", DOCUMENT_NAME, 15, "indicators[1].name"), REFUSES ("a space", "\"name\": \"B\"", "\"name\": \"Hong Kong\"", DOCUMENT_NAME, 9, "parties[1].name"), REFUSES ("a digit first", "\"name\": \"P\"", "\"name\": \"3P\"", DOCUMENT_NAME, 15, "indicators[1].name"),
  REFUSES ("a word of the language", "\"name\": \"P\"", "\"name\": \"year\"", RULE_NAME_RESERVED, 15, "indicators[1].name"), REFUSES ("a Chinese word of the language", "\"name\": \"B\"", "\"name\": \"支付\"", RULE_NAME_RESERVED, 9, "parties[1].name"), REFUSES ("a full-width name", "\"name\": \"P\"", "\"name\": \"Ｐ\"", DOCUMENT_NAME, 15, "indicators[1].name"),
  REFUSES ("no region", "\"region\": \"120000\", ", "", DOCUMENT_REGION_NEEDED, 9, "parties[1]"), REFUSES ("a pool's region", "\"Fund\"", "\"Fund\", \"region\": \"110000\"", DOCUMENT_REGION_OF_POOL, 10, "parties[2].region"), REFUSES ("an empty region", "\"120000\"", "\"\"", DOCUMENT_EMPTY, 9, "parties[1].region"),

  /* days, steps */
  REFUSES ("no such day", "2021-12-31", "2021-02-29", DAY_SYNTAX, 11, "to"), REFUSES ("a period as a day", "\"2020-01-01\"", "\"2020\"", DAY_SYNTAX, 11, "from"), REFUSES ("reversed", "2021-12-31", "2019-12-31", DAY_ORDER, 11, "to"), REFUSES ("signed on no day", "2020-05-01", "2020-5-1", DAY_SYNTAX, 11, "signed"),
  REFUSES ("no such rounding", "\"0.01 half-up\"", "\"0.01 near\"", ROUNDING_SYNTAX, 19, "rounding.money"), REFUSES ("finer than the minor unit", "\"0.01 half-up\"", "\"0.001 half-up\"", ROUNDING_STEP, 19, "rounding.money"), REFUSES ("no multiple of the minor unit", "\"0.01 half-up\"", "\"0.015 half-up\"", ROUNDING_STEP, 19, "rounding.money"),
  REFUSES ("an indicator's rounding", "\"0.1 half-up\"", "\"0 half-up\"", ROUNDING_SYNTAX, 14, "indicators[0].rounding"), REFUSES ("a step of zero", "\"0.001\"", "\"0\"", ROUNDING_STEP, 20, "units.t"), REFUSES ("a negative step", "\"0.001\"", "\"-1\"", ROUNDING_STEP, 20, "units.t"), REFUSES ("a step too fine", "\"0.001\"", "\"0.0000001\"", ROUNDING_STEP, 20, "units.t"),
  REFUSES ("plausible of nothing", "{\"name\": \"P\"}", "{\"name\": \"P\", \"plausible\": {}}", DOCUMENT_EMPTY, 15, "indicators[1].plausible"), REFUSES ("plausible reversed", "{\"name\": \"P\"}", "{\"name\": \"P\", \"plausible\": {\"min\": \"1\", \"max\": \"0.9\"}}", DOCUMENT_LIMITS, 15, "indicators[1].plausible"),
  REFUSES ("a plausible number", "{\"name\": \"P\"}", "{\"name\": \"P\", \"plausible\": {\"max\": 50}}", DOCUMENT_TYPE, 15, "indicators[1].plausible.max"), REFUSES ("plausible words", "{\"name\": \"P\"}", "{\"name\": \"P\", \"plausible\": {\"max\": \"high\"}}", NUMBER_SYNTAX, 15, "indicators[1].plausible.max"),
  REFUSES ("another plausible key", "{\"name\": \"P\"}", "{\"name\": \"P\", \"plausible\": {\"low\": \"1\"}}", DOCUMENT_KEY_UNKNOWN, 15, "indicators[1].plausible.low"),
  REFUSES ("a party's title in another language", "\"role\": \"pool\"", "\"role\": \"pool\", \"title\": {\"fr\": \"Fonds\"}", DOCUMENT_KEY_UNKNOWN, 10, "parties[2].title.fr"), REFUSES ("an empty title of a party", "\"role\": \"pool\"", "\"role\": \"pool\", \"title\": {}", DOCUMENT_KEY_MISSING, 10, "parties[2].title"),
  REFUSES ("a party's title as a text", "\"role\": \"pool\"", "\"role\": \"pool\", \"title\": \"Fund\"", DOCUMENT_TYPE, 10, "parties[2].title"),
  REFUSES ("a step that is no number", "\"0.001\"", "\"abc\"", NUMBER_SYNTAX, 20, "units.t"),

  /* rules */
  REFUSES_AT ("a rule that does not parse", "1 * P", "1 *", RULE_EXPECTED, 17, "rules[0]", 13), REFUSES_AT ("no such indicator", "1 * P", "1 * Q", RULE_NAME_UNKNOWN, 17, "rules[0]", 14), REFUSES_AT ("no such party", "B provides", "X provides", RULE_NOT_A_PARTY, 18, "rules[1]", 1),
  REFUSES_AT ("shares of 80 %", "A pays B", "A:50%, Fund:30% pay B", SHARES_SUM, 17, "rules[0]", 1), REFUSES_AT ("class without a standard", "1 * P", "class(P)", RULE_CLASS_NO_STANDARD, 17, "rules[0]", 16), REFUSES ("money in kind", "\\\"t\\\"", "\\\"CNY\\\"", RULE_UNIT_MONEY, 16, "rules"), REFUSES ("yuan in kind", "\\\"t\\\"", "\\\"元\\\"", RULE_UNIT_MONEY, 16, "rules"),
};

static char *
replace (const char *text,
         const char *old,
         const char *new)
{
  const char *at = strstr (text, old);
  GString *result = g_string_new (NULL);

  g_assert_nonnull (at);
  g_string_append_len (result, text, at - text);
  g_string_append (result, new);
  g_string_append (result, at + strlen (old));
  return g_string_free (result, FALSE);
}

static void
test_change (gconstpointer data)
{
  const ChangeRow *row = data;
  g_autofree char *text = replace (base, row->old, row->new);
  g_autoptr (GError) error = NULL;
  g_autoptr (HengAgreement) agreement = parse (text, &error);

  HENG_TEST_ASSERT_OUTCOME (error, row->error);
  g_assert_true ((agreement != NULL) == (error == NULL));
  if (row->line > 0)
    g_assert_cmpuint (heng_error_get_line (error), ==, row->line);
  if (row->path != NULL)
    g_assert_cmpstr (heng_error_get_path (error), ==, row->path);
  if (row->column > 0)
    g_assert_cmpuint (heng_error_get_column (error), ==, row->column);
}

/* Cut at any byte the document is refused; nothing is lost or touched. */
static void
test_every_prefix (void)
{
  for (gsize length = 0; length < sizeof base - 3; length++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (heng_agreement_new_from_json (base, length, "CNY", &error));
      g_assert_true (error != NULL && error->domain == HENG_ERROR);
      g_assert_cmpuint (heng_error_get_line (error), >, 0);
    }
}

/* A byte changed here or there: an agreement or an error with a line, never anything else. */
static void
test_changed_bytes (void)
{
  for (guint i = 0; i < 5000; i++)
    {
      g_autofree char *text = g_strdup (base);
      g_autoptr (GError) error = NULL;
      g_autoptr (HengAgreement) agreement = NULL;

      for (gint j = g_test_rand_int_range (1, 4); j > 0; j--)
        text[g_test_rand_int_range (0, sizeof base - 1)] = (char) g_test_rand_int_range (1, 256);
      agreement = parse (text, &error);
      g_assert_true ((agreement != NULL) == (error == NULL));
      if (error != NULL)
        g_assert_true (error->domain == HENG_ERROR);
    }
}

static void
test_other_roots (void)
{
  static const char *const roots[] = { "[]", "\"x\"", "1", "null", "true", "[{}]" };

  for (gsize i = 0; i < G_N_ELEMENTS (roots); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (parse (roots[i], &error));
      g_assert_error (error, HENG_ERROR, HENG_ERROR_DOCUMENT_TYPE);
      g_assert_cmpuint (heng_error_get_line (error), ==, 1);
    }
}

static void
test_one_party_is_none (void)
{
  g_autofree char *text =
    replace (base, ",\n{\"name\": \"B\", \"region\": \"120000\", \"role\": \"protector\"},\n{\"name\": \"Fund\", \"role\": \"pool\"}", "");
  g_autoptr (GError) error = NULL;

  g_assert_null (parse (text, &error));
  g_assert_error (error, HENG_ERROR, HENG_ERROR_DOCUMENT_PARTIES);
  g_assert_cmpuint (heng_error_get_line (error), ==, 7);
}

static void
test_yen (void)
{
  g_autofree char *yen = replace (base, "\"CNY\"", "\"JPY\"");
  g_autofree char *whole = replace (yen, "\"0.01 half-up\"", "\"1 half-up\"");
  g_autoptr (GError) error = NULL;
  g_autoptr (HengAgreement) agreement = heng_agreement_new_from_json (whole, strlen (whole), "JPY", &error);

  g_assert_no_error (error);
  g_assert_null (heng_agreement_new_from_json (yen, strlen (yen), "JPY", &error));
  g_assert_error (error, HENG_ERROR, HENG_ERROR_ROUNDING_STEP);
}

static void
assert_rounding (const HengAgreement *agreement,
                 const char          *commodity,
                 const char          *step)
{
  g_auto (HengRounding) rounding = { 0 };
  g_autofree char *text = NULL;

  heng_agreement_get_rounding (agreement, commodity, "CNY", &rounding);
  text = heng_number_format (&rounding.step, 6);
  g_assert_cmpstr (text, ==, step);
}

static void
test_commodities (void)
{
  g_autoptr (HengAgreement) agreement = parse (base, NULL);
  g_autoptr (GPtrArray) units = heng_agreement_list_units (agreement);

  g_assert_cmpuint (units->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (units, 0), ==, "t");
  g_assert_true (heng_agreement_has_commodity (agreement, "CNY", "CNY"));
  g_assert_true (heng_agreement_has_commodity (agreement, "t", "CNY"));
  g_assert_false (heng_agreement_has_commodity (agreement, "kWh", "CNY"));
  assert_rounding (agreement, "CNY", "0.01");
  assert_rounding (agreement, "t", "0.001");
  assert_rounding (agreement, "kWh", "1");
}

/* What is shown and what is warned of is kept as the document states it; what it does not state is not there. */
static void
test_titles_and_limits (void)
{
  g_autofree char *titled = replace (base, "\"role\": \"pool\"", "\"role\": \"pool\", \"title\": {\"zh\": \"共同基金\", \"en\": \"Common fund\"}");
  g_autofree char *text = replace (titled, "{\"name\": \"P\"}", "{\"name\": \"P\", \"plausible\": {\"max\": \"14.5\"}}");
  g_autoptr (HengAgreement) agreement = parse (text, NULL);
  const HengIndicator *indicator = heng_agreement_get_indicator (agreement, 1);
  g_autofree char *most = heng_number_format (&indicator->plausible_max, 6);

  g_assert_cmpstr (heng_agreement_get_party (agreement, 2)->title_zh, ==, "共同基金");
  g_assert_cmpstr (heng_agreement_get_party (agreement, 2)->title_en, ==, "Common fund");
  g_assert_null (heng_agreement_get_party (agreement, 0)->title_zh);
  g_assert_false (indicator->has_plausible_min);
  g_assert_true (indicator->has_plausible_max);
  g_assert_cmpstr (most, ==, "14.5");
  g_assert_false (heng_agreement_get_indicator (agreement, 0)->has_plausible_max);
}

static void
test_words (void)
{
  HengMechanism mechanism;

  for (int i = 0; i < HENG_N_MECHANISMS; i++)
    {
      g_assert_true (heng_mechanism_parse (heng_mechanism_get_name ((HengMechanism) i), &mechanism));
      g_assert_cmpint (mechanism, ==, i);
    }
  g_assert_false (heng_mechanism_parse ("water", &mechanism));
  g_assert_cmpstr (heng_role_get_name (HENG_ROLE_ORGANISATION), ==, "organisation");
  g_assert_cmpstr (heng_role_get_name (HENG_ROLE_POOL), ==, "pool");
  g_assert_cmpstr (heng_aggregate_get_name (HENG_AGGREGATE_MAX), ==, "max");
  g_assert_cmpstr (heng_term_get_name (HENG_TERM_OTHER), ==, "other");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/domain/agreement/example", test_example);
  g_test_add_func ("/domain/agreement/programme", test_programme);
  g_test_add_func ("/domain/agreement/canonical", test_canonical);
  HENG_TEST_ADD_ROWS ("/domain/agreement/change", change_rows, test_change);
  g_test_add_func ("/domain/agreement/every-prefix", test_every_prefix);
  g_test_add_func ("/domain/agreement/changed-bytes", test_changed_bytes);
  g_test_add_func ("/domain/agreement/other-roots", test_other_roots);
  g_test_add_func ("/domain/agreement/one-party-is-none", test_one_party_is_none);
  g_test_add_func ("/domain/agreement/yen", test_yen);
  g_test_add_func ("/domain/agreement/commodities", test_commodities);
  g_test_add_func ("/domain/agreement/titles-and-limits", test_titles_and_limits);
  g_test_add_func ("/domain/agreement/words", test_words);

  return g_test_run ();
}
