// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-template-make.h"

#include "testing.h"

/* ---- the examples of the library ---- */

static char *
describe (const HengSettlement *settlement,
          const HengObligation *obligation)
{
  g_autofree char *period = heng_period_format (settlement->period);
  const char *status = heng_settlement_status_get_name (settlement->status);
  g_autofree char *amount = NULL;
  guint digits;

  if (obligation == NULL)
    return g_strdup_printf ("%s %s", period, status);
  digits = heng_commodity_digits (obligation->commodity, "CNY");
  amount = heng_amount_format (obligation->amount_minor, digits, strcmp (obligation->commodity, "CNY") == 0 ? digits : 0);
  return g_strdup_printf ("%s %s %s>%s %s %s", period, status, heng_agreement_get_party (settlement->agreement, obligation->from)->name,
                          heng_agreement_get_party (settlement->agreement, obligation->to)->name, amount, obligation->commodity);
}

static char *
describe_all (const GPtrArray *settlements)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < settlements->len; i++)
    {
      const HengSettlement *settlement = g_ptr_array_index (settlements, i);

      for (guint j = 0; j < MAX (settlement->obligations->len, 1); j++)
        {
          const HengObligation *obligation = settlement->obligations->len > 0 ? &g_array_index (settlement->obligations, HengObligation, j) : NULL;
          g_autofree char *line = describe (settlement, obligation);

          g_string_append_printf (text, "%s\n", line);
        }
      if (settlement->error != NULL)
        g_string_append_printf (text, "%s\n", settlement->error->message);
    }

  return g_string_free (text, FALSE);
}

static char *
describe_expected (const HengTemplate *item)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < item->expected->len; i++)
    {
      const HengExampleAmount *amount = g_ptr_array_index (item->expected, i);

      if (amount->from == NULL)
        g_string_append_printf (text, "%s %s\n", amount->period, amount->status);
      else
        g_string_append_printf (text, "%s %s %s>%s %s %s\n", amount->period, amount->status, amount->from, amount->to, amount->amount,
                                amount->commodity);
    }

  return g_string_free (text, FALSE);
}

static void
print_rules (const HengTemplateValues *values)
{
  g_autoptr (GPtrArray) rules = heng_template_preview_rules (values, heng_template_values_get_chinese (values));

  for (guint i = 0; i < rules->len; i++)
    g_test_message ("%s", (const char *) g_ptr_array_index (rules, i));
}

/* The worked example of each template comes out as the template says, with English and with Chinese words. */
static void
test_example (gconstpointer data)
{
  g_autoptr (HengTemplate) item = heng_template_find_standard (data, NULL);
  g_autoptr (HengTemplateValues) values = heng_template_values_new_example (item);
  g_autofree char *expected = describe_expected (item);

  for (guint chinese = 0; chinese < 2; chinese++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) settlements = NULL;
      g_autofree char *found = NULL;

      heng_template_values_set_chinese (values, chinese > 0);
      print_rules (values);
      settlements = heng_template_try (values, "CNY", &error);
      if (error != NULL)
        g_test_message ("at %s", heng_error_get_path (error));
      g_assert_no_error (error);
      found = describe_all (settlements);
      g_assert_cmpstr (found, ==, expected);
    }
}

/* What a template brings as defaults stands in it: nothing but parties' names and amounts is asked for. */
static void
test_defaults (gconstpointer data)
{
  g_autoptr (HengTemplate) item = heng_template_find_standard (data, NULL);
  g_autoptr (HengTemplateValues) values = heng_template_values_new (item, FALSE);
  g_autoptr (GPtrArray) rules = heng_template_preview_rules (values, TRUE);

  g_assert_cmpuint (rules->len, >, 0);
  for (guint i = 0; i < item->parameters->len; i++)
    {
      const HengParameter *parameter = g_ptr_array_index (item->parameters, i);
      g_autoptr (GError) error = NULL;

      if (parameter->kind != HENG_PARAMETER_LIST && heng_template_values_get (values, parameter->name) != NULL)
        heng_template_check (values, parameter->name, &error);
      g_assert_no_error (error);
    }
}

/* ---- one value changed ---- */

static HengTemplateValues *
example_new (const char *id)
{
  g_autoptr (HengTemplate) item = heng_template_find_standard (id, NULL);
  HengTemplateValues *values = heng_template_values_new_example (item);

  heng_template_values_set_head (values, "code", "T-1");
  heng_template_values_set_head (values, "title.en", "A trial");
  return values;
}

/* Rules of the agreement, one a line; of an error its code's name and its path. */
static char *
make (const HengTemplateValues *values)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HengAgreement) agreement = heng_template_make (values, "CNY", &error);
  GString *text = g_string_new (NULL);

  if (agreement == NULL)
    g_string_printf (text, "%s %s", heng_error_get_name ((HengErrorCode) error->code), heng_error_get_path (error));
  for (guint i = 0; agreement != NULL && i < agreement->rule_texts->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", (const char *) g_ptr_array_index (agreement->rule_texts, i));
  return g_string_free (text, FALSE);
}

typedef struct
{
  const char *id;
  const char *settings; /* "path=text", one a line */
  const char *outcome;
} MakeRow;

static const MakeRow make_rows[] = {
  /* numbers stand as they were written */
  { "fixed-amount", "amount=3 million", "Beijing pays Henan:1, Hubei:1 3 million" },
  { "fixed-amount", "amount=1_000.50", "Beijing pays Henan:1, Hubei:1 1_000.50" },
  { "fixed-amount", "amount=+5", "Beijing pays Henan:1, Hubei:1 5" },
  { "threshold-ladder", "rest=−1亿\nsteps=0.5, -2", "Zhejiang pays Anhui ladder(P: <= 0.5 -> (-2); else (-1亿))" },
  { "threshold-ladder", "steps[0].limit=-0.5", "Zhejiang pays Anhui ladder(P: <= (-0.5) -> 2亿; <= 1 -> 1亿; else (-1亿))" },
  /* what is none, or out of its range */
  { "fixed-amount", "amount=", "TEMPLATE_VALUE_MISSING amount" }, { "fixed-amount", "amount=abc", "TEMPLATE_VALUE amount" },
  { "fixed-amount", "amount=0", "TEMPLATE_RANGE amount" }, { "fixed-amount", "amount=-1", "TEMPLATE_RANGE amount" },
  { "fixed-amount", "amount=5%", "TEMPLATE_VALUE amount" }, { "fixed-amount", "amount=1e5", "TEMPLATE_VALUE amount" },
  { "fixed-amount", "amount=1,000", "TEMPLATE_VALUE amount" }, { "fixed-amount", "receivers[1].weight=-1", "TEMPLATE_RANGE receivers[1].weight" },
  { "class-step", "target=2.5", "TEMPLATE_VALUE target" }, { "class-step", "target=7", "TEMPLATE_RANGE target" }, { "class-step", "target=300%", "TEMPLATE_VALUE target" },
  { "revenue-split", "receivers[0].share=10", "TEMPLATE_VALUE receivers[0].share" }, { "revenue-split", "receivers[0].share=11%", "TEMPLATE_SUM receivers[0].share" },
  { "threshold-ladder", "steps=1, 2; 1, 3", "TEMPLATE_ASCENDING steps[1].limit" }, { "threshold-ladder", "steps=1, 2; 0.5, 3", "TEMPLATE_ASCENDING steps[1].limit" },
  { "threshold-ladder", "steps=", "TEMPLATE_ROWS steps" }, { "threshold-bet", "met=under", "TEMPLATE_CHOICE met" },
  { "weighted-index", "factors[3].weight=0.2", "TEMPLATE_SUM factors[0].weight" }, { "contribution-table", "instalments[0].on=02-30", "TEMPLATE_VALUE instalments[0].on" },
  { "contribution-table", "instalments[0].on=2023-04-30", "TEMPLATE_VALUE instalments[0].on" },
  /* a value puts in nothing but a literal of its kind */
  { "fixed-amount", "amount=1 when 1 > 2", "TEMPLATE_VALUE amount" }, { "fixed-amount", "amount=1 # 2", "TEMPLATE_VALUE amount" }, { "fixed-amount", "amount=(1)", "TEMPLATE_VALUE amount" },
  { "fixed-amount", "amount=year", "TEMPLATE_VALUE amount" }, { "fixed-amount", "amount={payer}", "TEMPLATE_VALUE amount" }, { "fixed-amount", "amount=1\" 2", "TEMPLATE_VALUE amount" },
  { "fixed-amount", "payer=A pays B 1 #@110000", "TEMPLATE_VALUE payer" }, { "fixed-amount", "payer=pays@110000", "TEMPLATE_VALUE payer" }, { "fixed-amount", "payer=支付@110000", "TEMPLATE_VALUE payer" },
  { "fixed-amount", "payer=1A@110000", "TEMPLATE_VALUE payer" }, { "fixed-amount", "payer=Hong Kong@110000", "TEMPLATE_VALUE payer" }, { "fixed-amount", "payer=A,B@110000", "TEMPLATE_VALUE payer" },
  { "fixed-amount", "payer={amount}@110000", "TEMPLATE_VALUE payer" }, { "threshold-bet", "indicator=P + 1", "TEMPLATE_VALUE indicator" }, { "threshold-bet", "indicator=NH3-N", "TEMPLATE_VALUE indicator" },
  { "in-kind", "items=3, t\" when 1 > 2 #", "TEMPLATE_VALUE items[0].unit" }, { "in-kind", "items=3, “t”", "TEMPLATE_VALUE items[0].unit" },
  { "in-kind", "items=3, {giver}", "Beijing provides Henan:1, Hubei:1 3 \"{giver}\"" }, { "in-kind", "items=3, pays", "Beijing provides Henan:1, Hubei:1 3 \"pays\"" },
  { "veto", "reason=a\"b", "TEMPLATE_VALUE reason" },
  /* parties and indicators */
  { "fixed-amount", "payer=Beijing", "TEMPLATE_REGION payer" }, { "fixed-amount", "payer=", "TEMPLATE_VALUE_MISSING payer" },
  { "fixed-amount", "receivers[0].party=Hubei", "RULE_PARTY_TWICE receivers[1].party" }, { "fixed-amount", "receivers=Beijing", "DOCUMENT_PARTIES parties" },
  { "pool-shares", "receivers[0].party=Yunnan@530001", "TEMPLATE_CLASH receivers[0].party" },
  { "pool-shares", "contributors[0].party=Yunnan\nreceivers[0].party=Yunnan@530000", "Yunnan:1, Guizhou:5, Sichuan:4 pay Fund 2亿\nFund pays Yunnan:3, Guizhou:4, Sichuan:3 2亿" },
  { "pool-shares", "pool=Yunnan", "TEMPLATE_CLASH pool" }, { "threshold-bet", "indicator=Luan", "TEMPLATE_CLASH indicator" },
  { "class-step", "factors=COD; 氨氮", "RULE_CLASS_NO_STANDARD factors[1].indicator" }, { "class-step", "factors=COD; TN", "RULE_CLASS_NOT_USED factors[1].indicator" },
  { "class-step", "factors=COD\nfactors[0].indicator.standard=GOLD", "DOCUMENT_WORD factors[0].indicator" },
  { "class-step", "factors=氨氮\nfactors[0].indicator.standard=NH3N", "Shandong pays Henan 6000万 * (3 - class(氨氮))" },
  { "class-step", "factors=COD\nfactors[0].indicator.observed=hour", "DOCUMENT_WORD factors[0].indicator" },
  { "weighted-index", "factors[1].indicator=CODMN\nfactors[1].indicator.unit=g/L", "TEMPLATE_CLASH factors[1].indicator" },
  /* what is optional */
  { "index-cap", "cap=", "index = (COD / ago(COD, 1 year) + TP / ago(TP, 1 year)) / 2\nShandong pays Henan (1 - index) * 100 * 100万" },
  { "three-state-bet", "tolerance=0.5\nbetter=higher", "Lower pays Upper 3000万 when grade > 3 + 0.5\nUpper pays Lower 3000万 when grade < 3 - 0.5" },
  { "factor-allocation", "second_weight=\nthird_weight=\nfirst_weight=100%", "Fund pays North:(quality_North), South:(quality_South) 100% * 12.5亿" },
  /* a definition gives way to a name of the user's */
  { "threshold-bet", "indicator=standard_met", "standard_met_2 = standard_met < 1\nHefei pays Luan 4000万 when standard_met_2\nLuan pays Hefei 4000万 when not standard_met_2" },
};

static void
apply (HengTemplateValues *values,
       const char         *settings)
{
  g_auto (GStrv) lines = g_strsplit (settings, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *equals = strchr (lines[i], '=');
      g_autoptr (GError) error = NULL;

      *equals = '\0';
      heng_template_values_set (values, lines[i], equals + 1, &error);
      g_assert_no_error (error);
    }
}

static void
test_make (gconstpointer data)
{
  const MakeRow *row = data;
  g_autoptr (HengTemplateValues) values = example_new (row->id);
  g_autoptr (GPtrArray) preview = NULL;
  g_autofree char *outcome = NULL;

  apply (values, row->settings);
  outcome = make (values);
  g_assert_cmpstr (outcome, ==, row->outcome);
  /* A preview shows whatever there is. */
  preview = heng_template_preview_rules (values, FALSE);
  for (guint i = 0; i < preview->len; i++)
    g_assert_true (g_utf8_validate (g_ptr_array_index (preview, i), -1, NULL));
}

/* ---- the head ---- */

static const struct { const char *key, *text, *outcome; } head_rows[] = {
  { "code", NULL, "DOCUMENT_KEY_MISSING " }, { "code", "A B", "DOCUMENT_CODE code" }, { "title.en", NULL, "DOCUMENT_KEY_MISSING title" },
  { "from", "yesterday", "DAY_SYNTAX from" }, { "to", "2000-01-01", "DAY_ORDER to" }, { "mechanism", "magic", "DOCUMENT_WORD mechanism" },
  { "assessed", "decade", "TEMPLATE_ASSESSED assessed" }, { "assessed", "month", "TEMPLATE_ASSESSED assessed" }, { "currency", "USD", "DOCUMENT_CURRENCY currency" },
};

static void
test_head (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (head_rows); i++)
    {
      g_autoptr (HengTemplateValues) values = example_new ("weighted-index");
      g_autofree char *outcome = NULL;

      heng_template_values_set_head (values, head_rows[i].key, head_rows[i].text);
      outcome = make (values);
      g_assert_cmpstr (outcome, ==, head_rows[i].outcome);
    }
}

/* Parties, indicators and further members of the document, in order and complete. */
static void
test_document (void)
{
  g_autoptr (HengTemplateValues) values = example_new ("contribution-table"), index = example_new ("weighted-index");
  g_autoptr (GError) error = NULL;
  g_autoptr (HengAgreement) agreement = heng_template_make (values, "CNY", &error), second = NULL;
  const HengIndicator *indicator;

  g_assert_no_error (error);
  g_assert_nonnull (strstr (agreement->document, "\"payment\":{\"due\":[{\"on\":\"04-30\",\"share\":\"50%\"},{\"on\":\"06-30\",\"share\":\"50%\"}]}"));
  g_assert_cmpuint (heng_agreement_get_n_parties (agreement), ==, 4);
  g_assert_cmpstr (heng_agreement_get_party (agreement, 3)->name, ==, "Fund");
  g_assert_cmpint (heng_agreement_get_party (agreement, 3)->role, ==, HENG_ROLE_POOL);
  g_assert_cmpstr (heng_agreement_get_party (agreement, 2)->region, ==, "310000");
  g_assert_cmpint (agreement->assessed, ==, HENG_PERIOD_YEAR);

  second = heng_template_make (index, "CNY", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (second->indicators->len, ==, 4);
  indicator = heng_agreement_get_indicator (second, 1);
  g_assert_cmpstr (indicator->name, ==, "NH3N");
  g_assert_cmpstr (indicator->unit, ==, "mg/L");
  g_assert_cmpstr (indicator->standard, ==, "NH3N");
  g_assert_cmpint (indicator->observed, ==, HENG_PERIOD_MONTH);
}

/* A whole number that stands alone is a number in the document, as are members without placeholders; an object stands where its `if` holds. */
static void
test_members (void)
{
  static const char text[] =
    "{\"hengping\":\"template/1\",\"id\":\"own\",\"title\":{\"zh\":\"自\",\"en\":\"Own\"},\"help\":{\"zh\":\"自\",\"en\":\"Own\"},\"mechanism\":\"watershed\","
    "\"assessed\":[\"year\"],\"parameters\":["
    "{\"name\":\"payer\",\"kind\":\"party\",\"role\":\"beneficiary\",\"title\":{\"zh\":\"付\",\"en\":\"Payer\"}},"
    "{\"name\":\"receiver\",\"kind\":\"party\",\"role\":\"protector\",\"title\":{\"zh\":\"收\",\"en\":\"Receiver\"}},"
    "{\"name\":\"years\",\"kind\":\"count\",\"title\":{\"zh\":\"年\",\"en\":\"Years\"}},"
    "{\"name\":\"rest\",\"kind\":\"percent\",\"optional\":true,\"title\":{\"zh\":\"余\",\"en\":\"Rest\"}}],"
    "\"rules\":[\"{payer} pays {receiver} {years}\"],"
    "\"document\":{\"payment\":{\"calendar\":\"CN\",\"due\":[{\"unless\":\"rest\",\"on\":\"04-30\",\"year\":\"{years}\"},"
    "{\"if\":\"rest\",\"share\":\"{rest}\",\"on\":\"0{years}-30\",\"year\":1},"
    "{\"if\":\"rest\",\"share\":\"60%\",\"days\":30,\"working\":true,\"after\":\"statement\"}]}}}";
  static const struct { const char *rest, *payment; } rows[] = {
    { NULL, "\"payment\":{\"calendar\":\"CN\",\"due\":[{\"on\":\"04-30\",\"year\":3}]}" },
    { "40%", "\"payment\":{\"calendar\":\"CN\",\"due\":[{\"on\":\"03-30\",\"share\":\"40%\",\"year\":1},"
             "{\"after\":\"statement\",\"days\":30,\"share\":\"60%\",\"working\":true}]}" },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (HengTemplate) item = heng_template_new_from_json (text, strlen (text), &error);

  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (HengTemplateValues) values = heng_template_values_new (item, FALSE);
      g_autoptr (HengAgreement) agreement = NULL;

      heng_template_values_set_head (values, "code", "T-1");
      heng_template_values_set_head (values, "title.en", "A trial");
      heng_template_values_set_head (values, "from", "2024-01-01");
      heng_template_values_set_head (values, "assessed", "year");
      apply (values, "payer=Down@370000\nreceiver=Up@410000\nyears=3");
      if (rows[i].rest != NULL)
        heng_template_values_set (values, "rest", rows[i].rest, NULL);
      agreement = heng_template_make (values, "CNY", &error);
      if (error != NULL)
        g_test_message ("at %s", heng_error_get_path (error));
      g_assert_no_error (error);
      g_test_message ("%s", agreement->document);
      g_assert_nonnull (strstr (agreement->document, rows[i].payment));
    }
}

static void
test_preview (void)
{
  g_autoptr (HengTemplate) item = heng_template_find_standard ("threshold-bet", NULL);
  g_autoptr (HengTemplateValues) values = heng_template_values_new (item, TRUE);
  g_autoptr (GPtrArray) rules = NULL, english = NULL;

  heng_template_values_set (values, "lower", "合肥@340000", NULL);
  heng_template_values_set (values, "reward", "much", NULL);
  rules = heng_template_preview_rules (values, TRUE);
  g_assert_cmpuint (rules->len, ==, 3);
  g_assert_cmpstr (g_ptr_array_index (rules, 0), ==, "达标 = P < 1");
  g_assert_cmpstr (g_ptr_array_index (rules, 1), ==, "合肥 支付 ‹上游（保护方）› ‹达标时下游支付› 当 达标");
  english = heng_template_preview_rules (values, FALSE);
  g_assert_cmpstr (g_ptr_array_index (english, 2), ==, "‹Upper party (protector)› pays 合肥 ‹The upper party pays, if not› when not standard_met");
}

/* Single values, as a form asks while it is filled in. */
static void
test_check (void)
{
  static const struct { const char *path, *text; int error; } rows[] = {
    { "reward", "4000万", HENG_TEST_NO_ERROR }, { "reward", "much", HENG_ERROR_TEMPLATE_VALUE }, { "reward", "", HENG_ERROR_TEMPLATE_VALUE_MISSING },
    { "reward", "-1", HENG_ERROR_TEMPLATE_RANGE }, { "upper", "六安", HENG_TEST_NO_ERROR }, { "upper.name", "当", HENG_ERROR_TEMPLATE_VALUE },
    { "upper.region", "340000", HENG_TEST_NO_ERROR }, { "met", "below", HENG_TEST_NO_ERROR }, { "met", "", HENG_ERROR_TEMPLATE_VALUE_MISSING },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (HengTemplateValues) values = example_new ("threshold-bet");
      g_autoptr (GError) error = NULL;
      gboolean fits;

      heng_template_values_set (values, rows[i].path, rows[i].text, NULL);
      fits = heng_template_check (values, rows[i].path, &error);
      HENG_TEST_ASSERT_OUTCOME (error, rows[i].error);
      g_assert_cmpint (fits, ==, error == NULL);
      if (error != NULL)
        g_assert_cmpstr (heng_error_get_path (error), ==, rows[i].path);
    }
}

/* A template can double a text in every part; the program has to end all the same. */
static void
test_hostile_template (void)
{
  g_autoptr (GString) text = g_string_new ("{\"hengping\": \"template/1\", \"id\": \"t\", \"title\": {\"zh\": \"试\", \"en\": \"T\"}, "
                                           "\"help\": {\"zh\": \"助\", \"en\": \"H\"}, \"mechanism\": \"watershed\", \"assessed\": [\"year\"], "
                                           "\"parameters\": [], \"parts\": [{\"name\": \"p0\", \"text\": \" \"}");
  g_autoptr (HengTemplate) item = NULL;
  g_autoptr (HengTemplateValues) values = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 1; i < 60; i++)
    g_string_append_printf (text, ", {\"name\": \"p%u\", \"text\": \"{p%u}{p%u}\"}", i, i - 1, i - 1);
  g_string_append (text, "], \"rules\": [\"{p59}\"]}");
  item = heng_template_new_from_json (text->str, text->len, &error);
  g_assert_no_error (error);
  values = heng_template_values_new (item, FALSE);
  g_assert_null (heng_template_make (values, "CNY", &error));
  g_assert_error (error, HENG_ERROR, HENG_ERROR_RULE_TOO_LONG);
  g_ptr_array_unref (heng_template_preview_rules (values, FALSE));
}

/* The example's figures with the user's names and amounts. */
static void
test_try (void)
{
  g_autoptr (HengTemplateValues) values = example_new ("threshold-bet");
  g_autoptr (GPtrArray) settlements = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  apply (values, "reward=5\nlower=Here@110000\nupper=There@130000\nindicator=index_of_water\nthreshold=2");
  settlements = heng_template_try (values, "CNY", &error);
  g_assert_no_error (error);
  text = describe_all (settlements);
  g_assert_cmpstr (text, ==, "2023 complete Here>There 5.00 CNY\n2024 complete Here>There 5.00 CNY\n");
}

static void
add_examples (GPtrArray *templates)
{
  for (guint i = 0; i < templates->len; i++)
    {
      const char *id = ((HengTemplate *) g_ptr_array_index (templates, i))->id;
      g_autofree char *example = g_strdup_printf ("/domain/template-make/example/%s", id);
      g_autofree char *defaults = g_strdup_printf ("/domain/template-make/defaults/%s", id);

      g_test_add_data_func (example, id, test_example);
      g_test_add_data_func (defaults, id, test_defaults);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GPtrArray) templates = heng_template_list_standard ();

  g_test_init (&argc, &argv, NULL);

  add_examples (templates);
  for (gsize i = 0; i < G_N_ELEMENTS (make_rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/domain/template-make/make/%03" G_GSIZE_FORMAT "-%s", i, make_rows[i].id);

      g_test_add_data_func (path, &make_rows[i], test_make);
    }
  g_test_add_func ("/domain/template-make/head", test_head);
  g_test_add_func ("/domain/template-make/document", test_document);
  g_test_add_func ("/domain/template-make/members", test_members);
  g_test_add_func ("/domain/template-make/preview", test_preview);
  g_test_add_func ("/domain/template-make/check", test_check);
  g_test_add_func ("/domain/template-make/hostile-template", test_hostile_template);
  g_test_add_func ("/domain/template-make/try", test_try);

  return g_test_run ();
}
