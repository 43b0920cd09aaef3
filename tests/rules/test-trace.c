// SPDX-License-Identifier: GPL-3.0-or-later
#include "rule-testing.h"

/* ---- by hand ---- */

static const HengWindow window = { 2020 * 12, 2020 * 12 + 11 };

static HengTrace *
new_value (const char *text,
           const char *value)
{
  HengTrace *self = heng_trace_new (HENG_TRACE_INDICATOR, text, strlen (text), window);

  g_assert_true (heng_number_parse (&self->value, value, NULL));
  self->known = TRUE;
  return self;
}

static void
test_substitution (void)
{
  static const char text[] = "水 * 2 - P";
  g_autoptr (HengTrace) whole = heng_trace_new (HENG_TRACE_STATEMENT, text, strlen (text), window);
  g_autoptr (HengTrace) water = new_value ("水", "3");
  g_autoptr (HengTrace) index = new_value ("P", "-0.5");

  heng_trace_finish (whole);
  g_assert_null (whole->substituted);

  /* In the order of the text, whatever the order they were evaluated in. */
  heng_trace_add (whole, index, 10, 11);
  heng_trace_add (whole, water, 0, 3);
  heng_trace_finish (whole);
  g_assert_cmpstr (whole->substituted, ==, "3 * 2 - (-0.5)");
  heng_trace_finish (whole);
  g_assert_cmpstr (whole->substituted, ==, "3 * 2 - (-0.5)");
}

static void
test_steps_stand_nowhere (void)
{
  static const char text[] = "sum over months (P)";
  g_autoptr (HengTrace) whole = heng_trace_new (HENG_TRACE_AGGREGATE, text, strlen (text), window);
  g_autoptr (HengTrace) step = new_value ("P", "1");

  heng_trace_add (whole, step, 0, 0);
  heng_trace_add (whole, step, 0, 0);
  heng_trace_finish (whole);
  g_assert_null (whole->substituted);
  g_assert_cmpuint (whole->children->len, ==, 2);
}

static void
test_formatted_values (void)
{
  g_autoptr (HengTrace) trace = new_value ("P", "1.123456785");
  char *text;

  text = heng_trace_format_value (trace);
  g_assert_cmpstr (text, ==, "≈1.12345679");
  g_free (text);

  trace->is_condition = TRUE;
  text = heng_trace_format_value (trace);
  g_assert_cmpstr (text, ==, "false");
  g_free (text);

  trace->truth = TRUE;
  text = heng_trace_format_value (trace);
  g_assert_cmpstr (text, ==, "true");
  g_free (text);

  trace->known = FALSE;
  text = heng_trace_format_value (trace);
  g_assert_cmpstr (text, ==, "?");
  g_free (text);
}

/* ---- of evaluations ---- */

/* A tree in one text: kind{text|substituted|value|window|observations}(children) */
static void
describe (const HengTrace *trace,
          GString         *text)
{
  static const char *const kinds[] = {
    "statement", "weight", "definition", "indicator", "ago", "class", "call", "ladder", "number", "aggregate", "step",
  };
  g_autofree char *value = heng_trace_format_value (trace);
  g_autofree char *period = test_format_window (trace->window);

  g_string_append_printf (text, "%s{%s|%s|%s|%s", kinds[trace->kind], trace->text, trace->substituted != NULL ? trace->substituted : "", value, period);
  for (guint i = 0; i < trace->observations->len; i++)
    g_string_append_printf (text, "|%u", GPOINTER_TO_UINT (g_ptr_array_index (trace->observations, i)));
  g_string_append_c (text, '}');
  if (trace->children->len == 0)
    return;

  g_string_append_c (text, '(');
  for (guint i = 0; i < trace->children->len; i++)
    {
      g_string_append (text, i > 0 ? " " : "");
      describe (g_ptr_array_index (trace->children, i), text);
    }
  g_string_append_c (text, ')');
}

typedef struct
{
  const char *label;
  const char *texts[3];
  const char *period;
  const char *values;
  const char *trace; /* of the last statement */
} TraceRow;

static const TraceRow trace_rows[] = {
  { "constant", { "A pays B 1" }, "2020", NULL, "statement{A pays B 1||1|2020}" },
  { "indicators", { "A pays B 2 * P + COD" }, "2020", "P@2020=3 COD@2020=-0.5",
    "statement{A pays B 2 * P + COD|A pays B 2 * 3 + (-0.5)|5.5|2020}(indicator{P||3|2020|1} indicator{COD||-0.5|2020|2})" },
  { "a long negative value", { "A pays B 1 - P" }, "2020", "P@2020=-0.123456789",
    "statement{A pays B 1 - P|A pays B 1 - (≈-0.12345679)|≈1.12345679|2020}(indicator{P||≈-0.12345679|2020|1})" },
  { "when", { "A pays B 100 * P when COD > 1" }, "2020", "P@2020=3 COD@2020=2",
    "statement{A pays B 100 * P when COD > 1|A pays B 100 * 3 when 2 > 1|300|2020}(indicator{P||3|2020|1} indicator{COD||2|2020|2})" },
  { "when does not hold", { "A pays B 100 * P when COD > 1" }, "2020", "P@2020=3 COD@2020=1",
    "statement{A pays B 100 * P when COD > 1|A pays B 100 * P when 1 > 1|?|2020}(indicator{COD||1|2020|2})" },
  { "weights", { "A:(P), B:(COD) pay C flow when P > 1" }, "2020", "P@2020=2 COD@2020=3 flow@2020=4",
    "statement{A:(P), B:(COD) pay C flow when P > 1|A:(2), B:(3) pay C 4 when 2 > 1|4|2020}(indicator{P||2|2020|1} indicator{COD||3|2020|2} "
    "indicator{flow||4|2020|3} indicator{P||2|2020|1})" },
  { "require", { "require P > 1 \"low\"" }, "2020", "P@2020=2", "statement{require P > 1 \"low\"|require 2 > 1 \"low\"|true|2020}(indicator{P||2|2020|1})" },
  { "require does not hold", { "require P > 1 \"low\"" }, "2020", "P@2020=1",
    "statement{require P > 1 \"low\"|require 1 > 1 \"low\"|false|2020}(indicator{P||1|2020|1})" },
  { "lacking", { "A pays B P + COD" }, "2020", "COD@2020=2",
    "statement{A pays B P + COD|A pays B ? + 2|?|2020}(indicator{P||?|2020} indicator{COD||2|2020|1})" },
  { "a definition", { "x = P * 2", "A pays B x + 1" }, "2020", "P@2020=3",
    "statement{A pays B x + 1|A pays B 6 + 1|7|2020}(definition{x = P * 2|x = 3 * 2|6|2020}(indicator{P||3|2020|1}))" },
  { "a defined condition", { "met = P > 1", "A pays B 5 when met" }, "2020", "P@2020=3",
    "statement{A pays B 5 when met|A pays B 5 when true|5|2020}(definition{met = P > 1|met = 3 > 1|true|2020}(indicator{P||3|2020|1}))" },
  { "ago", { "A pays B P / ago(P, 1 year)" }, "2020", "P@2020=3 P@2019=4",
    "statement{A pays B P / ago(P, 1 year)|A pays B 3 / 4|0.75|2020}(indicator{P||3|2020|1} ago{ago(P, 1 year)|ago(4, 1 year)|4|2020}(indicator{P||4|2019|2}))" },
  { "class", { "A pays B 3 - class(COD, NH3N)" }, "2020", "COD@2020=15 NH3N@2020=5",
    "statement{A pays B 3 - class(COD, NH3N)|A pays B 3 - 2|1|2020}(class{class(COD, NH3N)|class(15, 5)|2|2020}(indicator{COD||15|2020|1} "
    "indicator{NH3N||5|2020|2}))" },
  { "a branch", { "A pays B if P > 1 then COD else flow" }, "2020", "P@2020=2 COD@2020=7",
    "statement{A pays B if P > 1 then COD else flow|A pays B if 2 > 1 then 7 else flow|7|2020}(indicator{P||2|2020|1} indicator{COD||7|2020|2})" },
  { "ladder", { "A pays B ladder(P: <= 1 -> COD; else 2)" }, "2020", "P@2020=1 COD@2020=9",
    "statement{A pays B ladder(P: <= 1 -> COD; else 2)|A pays B 9|9|2020}(ladder{ladder(P: <= 1 -> COD; else 2)|ladder(1: <= 1 -> 9; else 2)|9|2020}"
    "(indicator{P||1|2020|1} indicator{COD||9|2020|2}))" },
  { "call", { "山东 支付 河南 max(P, 2) × 100万" }, "2020", "P@2020=3",
    "statement{山东 支付 河南 max(P, 2) × 100万|山东 支付 河南 3 × 100万|3000000|2020}(call{max(P, 2)|max(3, 2)|3|2020}(indicator{P||3|2020|1}))" },
  { "default", { "A pays B default(P, 2)" }, "2020", NULL,
    "statement{A pays B default(P, 2)|A pays B 2|2|2020}(call{default(P, 2)|default(?, 2)|2|2020}(indicator{P||?|2020}))" },
  { "over years", { "A pays B sum over years 2019..year (P * 2)" }, "2020", "P@2019=3 P@2020=4",
    "statement{A pays B sum over years 2019..year (P * 2)|A pays B 14|14|2020}(aggregate{sum over years 2019..year (P * 2)|sum over years 2019..2020 (P * 2)|14|2020}"
    "(number{year||2020|2020} step{P * 2|3 * 2|6|2019}(indicator{P||3|2019|1}) step{P * 2|4 * 2|8|2020}(indicator{P||4|2020|2})))" },
  { "over months", { "A pays B count over months ( P > month )" }, "2020-Q1", "P@2020-01=2 P@2020-02=1 P@2020-03=9",
    "statement{A pays B count over months ( P > month )|A pays B 2|2|2020-Q1}(aggregate{count over months ( P > month )||2|2020-Q1}"
    "(step{ P > month | 2 > 1 |true|2020-01}(indicator{P||2|2020-01|1} number{month||1|2020-01}) "
    "step{ P > month | 1 > 2 |false|2020-02}(indicator{P||1|2020-02|2} number{month||2|2020-02}) "
    "step{ P > month | 9 > 3 |true|2020-03}(indicator{P||9|2020-03|3} number{month||3|2020-03})))" },
};

static void
test_trace (gconstpointer data)
{
  const TraceRow *row = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HengRules) rules = NULL;
  g_autoptr (HengRuleResult) result = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  HengPeriod period;
  guint n_texts = 0;

  while (n_texts < G_N_ELEMENTS (row->texts) && row->texts[n_texts] != NULL)
    n_texts++;
  g_assert_true (heng_period_parse (row->period, &period, NULL));
  rules = test_rules_new (row->texts, n_texts, period.kind, &error);
  g_assert_no_error (error);
  result = test_evaluate (rules, row->period, row->values, TRUE, NULL);
  g_assert_no_error (result->error);
  g_assert_cmpuint (result->traces->len, ==, 1);
  describe (g_ptr_array_index (result->traces, 0), text);
  g_assert_cmpstr (text->str, ==, row->trace);
}

/* A name used twice is one node with two parents. */
static void
test_definitions_are_shared (void)
{
  static const char *const texts[] = { "x = P * 2", "A pays B x", "B pays C x + x" };
  g_autoptr (HengRules) rules = test_rules_new (texts, 3, HENG_PERIOD_YEAR, NULL);
  g_autoptr (HengRuleResult) result = test_evaluate (rules, "2020", "P@2020=3", TRUE, NULL);
  const HengTrace *first, *second;

  g_assert_cmpuint (result->traces->len, ==, 2);
  first = g_ptr_array_index (result->traces, 0);
  second = g_ptr_array_index (result->traces, 1);
  g_assert_cmpuint (second->children->len, ==, 2);
  g_assert_true (g_ptr_array_index (first->children, 0) == g_ptr_array_index (second->children, 0));
  g_assert_true (g_ptr_array_index (first->children, 0) == g_ptr_array_index (second->children, 1));
  g_assert_cmpstr (second->substituted, ==, "B pays C 6 + 6");
}

static void
test_nothing_is_traced_unasked (void)
{
  static const char *const texts[] = { "x = P * 2", "A pays B x", "require x > 1 \"no\"" };
  g_autoptr (HengRules) rules = test_rules_new (texts, 3, HENG_PERIOD_YEAR, NULL);
  g_autoptr (HengRuleResult) result = test_evaluate (rules, "2020", "P@2020=3", FALSE, NULL);

  g_assert_cmpuint (result->traces->len, ==, 0);
}

static void
test_payments_point_at_their_traces (void)
{
  static const char *const texts[] = { "A pays B 1 when P > 9", "require P > 1 \"no\"", "A pays B P" };
  g_autoptr (HengRules) rules = test_rules_new (texts, 3, HENG_PERIOD_YEAR, NULL);
  g_autoptr (HengRuleResult) result = test_evaluate (rules, "2020", "P@2020=3", TRUE, NULL);
  const HengRulePayment *payment;

  g_assert_cmpuint (result->traces->len, ==, 3);
  g_assert_cmpuint (result->payments->len, ==, 1);
  payment = g_ptr_array_index (result->payments, 0);
  g_assert_true (payment->trace == g_ptr_array_index (result->traces, 2));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/rules/trace/substitution", test_substitution);
  g_test_add_func ("/rules/trace/steps-stand-nowhere", test_steps_stand_nowhere);
  g_test_add_func ("/rules/trace/formatted-values", test_formatted_values);
  HENG_TEST_ADD_ROWS ("/rules/trace/evaluation", trace_rows, test_trace);
  g_test_add_func ("/rules/trace/definitions-are-shared", test_definitions_are_shared);
  g_test_add_func ("/rules/trace/nothing-unasked", test_nothing_is_traced_unasked);
  g_test_add_func ("/rules/trace/payments-point-at-their-traces", test_payments_point_at_their_traces);

  return g_test_run ();
}
