// SPDX-License-Identifier: GPL-3.0-or-later
#include "rule-testing.h"

/* ---- amounts ---- */

typedef struct
{
  const char *expression;
  const char *result;  /* with 12 decimals; %NULL: a list of what lacks, or an error */
  const char *values;
  const char *missing; /* %NULL: an error */
  int         error;
} AmountRow;

#define GIVES(expression, result) { expression, result, NULL, NULL, 0 }
#define GIVES_OF(expression, values, result) { expression, result, values, NULL, 0 }
#define LACKS(expression, values, missing) { expression, NULL, values, missing, 0 }
#define FAILS(expression, code) { expression, NULL, "P@2020=0.5 COD@2020=25", NULL, HENG_ERROR_##code }

static const AmountRow amount_rows[] = {
  /* precedence, weakest to strongest: or and not comparison + * unary ^ */
  GIVES ("2 + 3 * 4", "14"), GIVES ("(2 + 3) * 4", "20"), GIVES ("2 - 3 - 4", "-5"), GIVES ("24 / 4 / 2", "3"), GIVES ("24 / 4 * 2", "12"),
  GIVES ("2 * 3^2", "18"), GIVES ("2^3 * 2", "16"), GIVES ("-2 * 3", "-6"), GIVES ("2 * -3", "-6"), GIVES ("2 - -3", "5"), GIVES ("-(2^2)", "-4"),
  GIVES ("(-2)^2", "4"), GIVES ("2^-1", "0.5"), GIVES ("2^-(1)", "0.5"), GIVES ("(2^3)^2", "64"), GIVES ("2^(3^2)", "512"), GIVES ("2^0.5^1", NULL),
  GIVES ("1 / 3", "≈0.333333333333"), GIVES ("1 / 3 * 3", "1"), GIVES ("0.1 + 0.2 - 0.3", "0"), GIVES ("100万 * 15.67%", "156700"), GIVES ("5万元 + 2亿元", "200050000"),
  GIVES ("6 × 7 ÷ 2 − 1", "20"),
  GIVES ("if 1 < 2 then 3 else 4", "3"), GIVES ("if 1 > 2 then 3 else 4 + 1", "5"), GIVES ("if 1 = 1 and 2 == 2 then 1 else 0", "1"),
  GIVES ("if 1 <> 1 or 2 != 3 then 1 else 0", "1"), GIVES ("if not 1 > 2 then 1 else 0", "1"), GIVES ("if not 1 > 2 and 1 > 2 then 1 else 0", "0"),
  GIVES ("if 1 > 2 and 1 > 2 or 1 < 2 then 1 else 0", "1"), GIVES ("if 1 < 2 or 1 > 2 and 1 > 2 then 1 else 0", "1"), GIVES ("if 1 + 1 >= 2 then 1 else 0", "1"),
  GIVES ("if not not 1 < 2 then 1 else 0", "1"), GIVES ("如果 1 ≤ 1 且 非 2 ≠ 2 则 7 否则 8", "7"), GIVES ("if 1/3 = 2/6 then 1 else 0", "1"), GIVES ("if 0.1 + 0.2 = 0.3 then 1 else 0", "1"),

  /* functions */
  GIVES ("min(3, 1, 2)", "1"), GIVES ("max(3, 1, 2)", "3"), GIVES ("min(5)", "5"), GIVES ("abs(-2.5)", "2.5"), GIVES ("floor(2.7)", "2"), GIVES ("floor(-2.1)", "-3"),
  GIVES ("ceil(2.1)", "3"), GIVES ("ceil(-2.7)", "-2"), GIVES ("round(2.345, 2)", "2.35"), GIVES ("round(-2.345, 2)", "-2.35"), GIVES ("round(0.505, 2)", "0.51"),
  GIVES ("round(1234, -2)", "1200"), GIVES ("round(1250, -2)", "1300"), GIVES ("round(2.5, 0)", "3"), GIVES ("round(-0.4, 0)", "0"), GIVES ("round(1/3, 5)", "0.33333"),
  GIVES ("clamp(5, 0, 3)", "3"), GIVES ("clamp(-5, 0, 3)", "0"), GIVES ("clamp(2, 0, 3)", "2"), GIVES ("clamp(3, 3, 3)", "3"), GIVES ("clamp((1 - 0.98) * 100, -40, 40) * 100万", "2000000"),
  FAILS ("clamp(1, 3, 2)", RULE_CLAMP_ORDER), FAILS ("round(1, 31)", RULE_DIGITS), FAILS ("round(1, -31)", RULE_DIGITS), FAILS ("round(1, 0.5)", RULE_DIGITS),

  /* ladder: the first step that holds */
  GIVES_OF ("ladder(P: <= 0.1 -> 1; <= 0.5 -> 2; else 3)", "P@2020=0.1", "1"), GIVES_OF ("ladder(P: <= 0.1 -> 1; <= 0.5 -> 2; else 3)", "P@2020=0.1000001", "2"),
  GIVES_OF ("ladder(P: <= 0.1 -> 1; <= 0.5 -> 2; else 3)", "P@2020=0.5", "2"), GIVES_OF ("ladder(P: <= 0.1 -> 1; <= 0.5 -> 2; else 3)", "P@2020=0.51", "3"),
  GIVES_OF ("ladder(P: < 0.1 -> 1; else 3)", "P@2020=0.1", "3"), GIVES_OF ("ladder(P: >= 2 -> 1; > 1 -> 2; = 1 -> 3; else 4)", "P@2020=1", "3"),
  GIVES_OF ("ladder(P: != 1 -> 1; else 2)", "P@2020=1", "2"), GIVES_OF ("ladder(P: <= 2 -> 1; <= 1 -> 2; else 3)", "P@2020=0", "1"),
  GIVES_OF ("ladder(P: <= COD -> COD; else 3)", "P@2020=1 COD@2020=7", "7"), GIVES ("ladder(3: else 4)", "4"),
  LACKS ("ladder(P: <= 1 -> 1; else 2)", NULL, "P@2020"), LACKS ("ladder(P: <= COD -> 1; else 2)", "P@2020=1", "COD@2020"),
  GIVES_OF ("ladder(P: <= 1 -> 1; <= COD -> 2; else flow)", "P@2020=1", "1"),

  /* classes: the worst decides */
  GIVES_OF ("class(COD)", "COD@2020=10", "1"), GIVES_OF ("class(COD)", "COD@2020=10.0001", "2"), GIVES_OF ("class(COD)", "COD@2020=51", "6"),
  GIVES_OF ("class(COD, NH3N, TP)", "COD@2020=5 NH3N@2020=33 TP@2020=15", "4"), GIVES_OF ("class(round(COD, 0))", "COD@2020=10.4", "1"),
  GIVES_OF ("class(ago(COD, 1 year))", "COD@2019=25 COD@2020=5", "3"), GIVES_OF ("3 - class(COD, ago(NH3N, 1 year))", "COD@2020=15 NH3N@2019=5", "1"),
  LACKS ("class(COD, NH3N, TP)", "NH3N@2020=5", "COD@2020 TP@2020"),

  /* time */
  GIVES_OF ("P / ago(P, 1 year)", "P@2020=3 P@2019=4", "0.75"), GIVES_OF ("ago(P, 12 months)", "P@2019=4", "4"), GIVES_OF ("ago(P, 2 years)", "P@2018=4", "4"),
  GIVES_OF ("ago(P + COD, 1 year)", "P@2019=4 COD@2019=1", "5"), GIVES_OF ("ago(ago(P, 1 year), 1 year)", "P@2018=4", "4"), GIVES_OF ("ago(year, 1 year)", NULL, "2019"),
  GIVES_OF ("ago(P, 1 month)", "P@2019-12…2020-11=4", "4"), GIVES ("year", "2020"), GIVES ("year * 2", "4040"),
  GIVES_OF ("ago(P, 4 quarters)", "P@2019=4", "4"), GIVES_OF ("ago(P, 1 年)", "P@2019=4", "4"), GIVES_OF ("ago(P, 12 个月)", "P@2019=4", "4"),
  LACKS ("P / ago(P, 1 year)", "P@2020=3", "P@2019"), LACKS ("P - ago(P, 1 year)", NULL, "P@2020 P@2019"),
  FAILS ("ago(P, 1100 years)", RULE_YEAR_FRACTION),

  /* aggregates */
  GIVES ("sum over months (month)", "78"), GIVES ("mean over months (month)", "6.5"), GIVES ("count over months (month > 9)", "3"), GIVES ("min over months (-month)", "-12"),
  GIVES ("max over months (month)", "12"), GIVES ("product over months (2)", "4096"), GIVES ("sum over years 2018..year (year)", "6057"), GIVES ("count over years 2001..2020 (year > 2010)", "10"),
  GIVES ("mean over years 2020..2020 (5)", "5"), GIVES ("min over years 2018..2020 (year)", "2018"), GIVES ("max over years (year - 2)..(year - 1) (year)", "2019"),
  GIVES ("product over years 2018..2020 (0.5)", "0.125"), GIVES ("sum over years 2019..2020 (sum over months (month))", "156"), GIVES ("sum over months (year)", "24240"),
  GIVES ("sum over years 2020..2019 (1)", "0"), GIVES ("product over years 2021..year (9)", "1"), GIVES ("count over years 2021..2020 (1 < 2)", "0"),
  FAILS ("mean over years 2021..2020 (1)", RULE_EMPTY_RANGE), FAILS ("min over years 2021..2020 (1)", RULE_EMPTY_RANGE), FAILS ("max over years 2021..2020 (1)", RULE_EMPTY_RANGE),
  GIVES ("sum over years 1821..2020 (1)", "200"), FAILS ("sum over years 1820..2020 (1)", RULE_YEARS_RANGE), FAILS ("sum over years 2020.5..2021 (1)", RULE_YEAR_FRACTION),
  FAILS ("sum over years 999..1000 (1)", RULE_YEAR_FRACTION), FAILS ("sum over years 2020..10000 (1)", RULE_YEAR_FRACTION), FAILS ("sum over years 2020..99999999999999999999 (1)", RULE_YEAR_FRACTION),
  GIVES_OF ("sum over years 2019..year (P)", "P@2019=3 P@2020=4", "7"), GIVES_OF ("sum over years P..2020 (1)", "P@2020=2018", "3"),
  LACKS ("sum over years 2018..year (P)", "P@2019=3", "P@2018 P@2020"), LACKS ("sum over years P..2020 (COD)", NULL, "P@2020"),
  LACKS ("sum over months (if month <= 10 then 1 else P)", NULL, "P@2020-11 P@2020-12"),
  LACKS ("count over months (P > 1)", "P@2020-01=1 P@2020-02=1 P@2020-03=1 P@2020-04=1 P@2020-05=1 P@2020-06=1 P@2020-07=1 P@2020-08=1 P@2020-09=1 P@2020-10=1", "P@2020-11 P@2020-12"),
  GIVES_OF ("sum over years 2019..2020 (ago(P, 1 year))", "P@2018=3 P@2019=4", "7"), GIVES_OF ("ago(sum over months (month * known_x), 1 year)", NULL, NULL),

  /* what is known */
  GIVES_OF ("if known(P) then 1 else 2", "P@2020=0", "1"), GIVES ("if known(P) then 1 else 2", "2"), GIVES ("if known(P + 1) then 1 else 2", "2"), GIVES ("if known(1) then 1 else 2", "1"),
  GIVES_OF ("default(P, 7)", "P@2020=3", "3"), GIVES ("default(P, 7)", "7"), GIVES ("default(P / COD, 7)", "7"), GIVES ("default(P, default(COD, 8))", "8"),
  LACKS ("default(P, COD)", NULL, "COD@2020"), LACKS ("P + default(COD, 1)", NULL, "P@2020"), GIVES_OF ("default(ago(P, 1 year), 7)", "P@2020=1", "7"),
  LACKS ("default(P, 1) + P", NULL, "P@2020"), GIVES ("default(sum over months (P), 5)", "5"), FAILS ("default(1 / 0, 5)", NUMBER_DIVISION_BY_ZERO),

  /* what is not reached does not lack, and does not fail */
  GIVES ("if 1 < 2 then 3 else P", "3"), GIVES ("if 1 < 2 or P > 1 then 3 else P", "3"), GIVES ("if 1 > 2 and P > 1 then P else 3", "3"), GIVES ("if 1 < 2 then 3 else 1 / 0", "3"),
  LACKS ("if P > 1 then COD else flow", NULL, "P@2020"), LACKS ("P + COD * flow", "COD@2020=1", "P@2020 flow@2020"), LACKS ("min(P, COD)", NULL, "P@2020 COD@2020"),
  GIVES ("if 1 < 2 or 1 / 0 > 1 then 3 else 4", "3"), LACKS ("0 * P", NULL, "P@2020"), LACKS ("-P", NULL, "P@2020"), LACKS ("if not P > 1 then 1 else 2", NULL, "P@2020"),

  /* failures */
  FAILS ("1 / 0", NUMBER_DIVISION_BY_ZERO), FAILS ("1 / (P - 0.5)", NUMBER_DIVISION_BY_ZERO), FAILS ("0^-1", NUMBER_DIVISION_BY_ZERO), FAILS ("4^0.5", NUMBER_POWER),
  FAILS ("4^P", NUMBER_POWER), FAILS ("2^1001", NUMBER_POWER), FAILS ("9^(9^9)", NUMBER_POWER), FAILS ("(9^999)^999", NUMBER_SIZE), FAILS ("product over years 1900..2020 (9^100)", NUMBER_SIZE),
};

static void
assert_missing (GPtrArray  *missing,
                const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < missing->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", (const char *) g_ptr_array_index (missing, i));
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_amount (gconstpointer data)
{
  const AmountRow *row = data;
  g_autofree char *rule = g_strdup_printf ("A pays B %s", row->expression);
  const char *texts[] = { rule };
  g_autoptr (GError) error = NULL;
  g_autoptr (HengRules) rules = test_rules_new (texts, 1, HENG_PERIOD_YEAR, &error);

  if (row->result == NULL && row->missing == NULL && row->error == 0)
    {
      g_assert_null (rules);
      return;
    }
  g_assert_no_error (error);
  for (guint traced = 0; traced < 2; traced++)
    {
      g_autoptr (GPtrArray) missing = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (HengRuleResult) result = test_evaluate (rules, "2020", row->error != 0 ? "P@2020=0.5 COD@2020=25" : row->values, traced, missing);

      if (row->result != NULL)
        {
          const HengRulePayment *payment;
          g_autofree char *text = NULL;

          g_assert_no_error (result->error);
          g_assert_cmpint (result->status, ==, HENG_RULE_COMPLETE);
          g_assert_cmpuint (result->payments->len, ==, 1);
          payment = g_ptr_array_index (result->payments, 0);
          text = heng_number_format (&payment->whole, 12);
          g_assert_cmpstr (text, ==, row->result);
          assert_missing (missing, "");
          g_assert_true ((payment->trace != NULL) == (traced > 0));
        }
      else if (row->missing != NULL)
        {
          g_assert_cmpint (result->status, ==, HENG_RULE_INCOMPLETE);
          g_assert_cmpuint (result->payments->len, ==, 0);
          assert_missing (missing, row->missing);
        }
      else
        {
          g_assert_cmpint (result->status, ==, HENG_RULE_FAILED);
          g_assert_error (result->error, HENG_ERROR, row->error);
          g_assert_cmpuint (result->payments->len, ==, 0);
          g_assert_cmpuint (heng_error_get_column (result->error), >=, 10);
        }
    }
}

/* ---- lists ---- */

typedef struct
{
  const char    *label;
  const char    *texts[4];
  HengPeriodKind assessed;
  const char    *period;
  const char    *values;
  const char    *outcome; /* amounts with ";" between them, "?" and what lacks, "blocked N reason" or "failed N:column" */
} ListRow;

static const ListRow list_rows[] = {
  { "nothing", { "# no rule" }, HENG_PERIOD_YEAR, "2020", NULL, "" },
  { "two payments", { "A pays B 1", "B pays A 2" }, HENG_PERIOD_YEAR, "2020", NULL, "1;2;" },
  { "when holds", { "A pays B 1 when P > 1", "B pays A 2 when P <= 1" }, HENG_PERIOD_YEAR, "2020", "P@2020=1", "2;" },
  { "when does not hold, the rest is not reached", { "A pays B COD when 1 > 2" }, HENG_PERIOD_YEAR, "2020", NULL, "" },
  { "when lacks, the rest is not reached", { "A pays B COD when P > 1" }, HENG_PERIOD_YEAR, "2020", NULL, "? P@2020" },
  { "weights lack", { "A:(P), B:(COD) pay C flow" }, HENG_PERIOD_YEAR, "2020", "COD@2020=1", "? P@2020 flow@2020" },
  { "all that lacks is listed", { "A pays B P", "B pays A COD" }, HENG_PERIOD_YEAR, "2020", NULL, "? P@2020 COD@2020" },
  { "one payment lacks, nothing is owed", { "A pays B 1", "B pays A COD" }, HENG_PERIOD_YEAR, "2020", NULL, "? COD@2020" },
  { "require holds", { "require P > 1 \"low\"", "A pays B 1" }, HENG_PERIOD_YEAR, "2020", "P@2020=2", "1;" },
  { "require does not hold", { "A pays B 1", "require P > 1 \"too low\"" }, HENG_PERIOD_YEAR, "2020", "P@2020=1", "blocked 1 too low" },
  { "require lacks", { "require P > 1 \"low\"", "A pays B 1" }, HENG_PERIOD_YEAR, "2020", NULL, "? P@2020" },
  { "behind what blocks nothing is reached", { "require 1 > 2 \"no\"", "A pays B 1 / 0" }, HENG_PERIOD_YEAR, "2020", NULL, "blocked 0 no" },
  { "definitions", { "x = P * 2", "y = x + 1", "A pays B x * y" }, HENG_PERIOD_YEAR, "2020", "P@2020=3", "42;" },
  { "an unused definition lacks nothing", { "x = P / 0", "A pays B 1" }, HENG_PERIOD_YEAR, "2020", NULL, "1;" },
  { "a defined condition", { "met = P <= 1", "A pays B 1 when met", "B pays A 1 when not met" }, HENG_PERIOD_YEAR, "2020", "P@2020=1", "1;" },
  { "a definition in another year", { "x = P * 2", "A pays B x - ago(x, 1 year)" }, HENG_PERIOD_YEAR, "2020", "P@2020=3 P@2019=1", "4;" },
  { "a definition for each year", { "x = P * 2", "A pays B sum over years 2018..year (x)" }, HENG_PERIOD_YEAR, "2020", "P@2018=1 P@2019=2 P@2020=3", "12;" },
  { "a definition muted, then not", { "x = P * 2", "A pays B default(x, 1)", "B pays A x" }, HENG_PERIOD_YEAR, "2020", NULL, "? P@2020" },
  { "a definition not muted, then muted", { "x = P * 2", "A pays B if known(x) then 1 else 2" }, HENG_PERIOD_YEAR, "2020", NULL, "2;" },
  { "month", { "A pays B month + year" }, HENG_PERIOD_MONTH, "2020-03", NULL, "2023;" },
  { "month in a definition", { "m = month", "A pays B m" }, HENG_PERIOD_MONTH, "2020-12", NULL, "12;" },
  { "a quarter's months", { "A pays B sum over months (month)" }, HENG_PERIOD_QUARTER, "2020-Q2", NULL, "15;" },
  { "a quarter earlier", { "A pays B ago(P, 1 quarter)" }, HENG_PERIOD_QUARTER, "2020-Q1", "P@2019-Q4=6", "6;" },
  { "the same month a year earlier", { "A pays B ago(P, 1 year)" }, HENG_PERIOD_MONTH, "2020-03", "P@2019-03=6", "6;" },
  { "whole years inside a month", { "A pays B sum over years year..year (P)" }, HENG_PERIOD_MONTH, "2020-03", "P@2020=6", "6;" },
  { "a failure's statement and column", { "A pays B 1", "A pays B 2 + 1 / 0" }, HENG_PERIOD_YEAR, "2020", NULL, "failed 1:14" },
  { "a failure in a definition", { "x = 1 / (P - P)", "A pays B 1", "A pays B 100 + x" }, HENG_PERIOD_YEAR, "2020", "P@2020=1", "failed 0:5" },
  { "a failure in a definition of a definition", { "# 水", "x = 2^P", "y = x + 1", "A pays B y" }, HENG_PERIOD_YEAR, "2020", "P@2020=0.5", "failed 1:5" },
  { "a failure behind Chinese", { "山东 支付 河南 1亿 / 0" }, HENG_PERIOD_YEAR, "2020", NULL, "failed 0:10" },
  { "a failure in a weight", { "A:(1 / 0), B:(1) pay C 1" }, HENG_PERIOD_YEAR, "2020", NULL, "failed 0:4" },
  { "a failure in a condition", { "A pays B 1 when 1 / 0 > 1" }, HENG_PERIOD_YEAR, "2020", NULL, "failed 0:17" },
  { "a failure in a step", { "A pays B sum over months (1 / (month - 3))" }, HENG_PERIOD_YEAR, "2020", NULL, "failed 0:27" },
};

static void
test_list (gconstpointer data)
{
  const ListRow *row = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HengRules) rules = NULL;
  guint n_texts = 0;

  while (n_texts < G_N_ELEMENTS (row->texts) && row->texts[n_texts] != NULL)
    n_texts++;
  rules = test_rules_new (row->texts, n_texts, row->assessed, &error);
  g_assert_no_error (error);

  for (guint traced = 0; traced < 2; traced++)
    {
      g_autoptr (GPtrArray) missing = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (HengRuleResult) result = test_evaluate (rules, row->period, row->values, traced, missing);
      g_autoptr (GString) outcome = g_string_new (NULL);

      for (guint i = 0; i < result->payments->len; i++)
        {
          const HengRulePayment *payment = g_ptr_array_index (result->payments, i);
          g_autofree char *text = heng_number_format (&payment->whole, 12);

          g_string_append_printf (outcome, "%s;", text);
        }
      if (result->status == HENG_RULE_INCOMPLETE)
        {
          g_string_append_c (outcome, '?');
          for (guint i = 0; i < missing->len; i++)
            g_string_append_printf (outcome, " %s", (const char *) g_ptr_array_index (missing, i));
        }
      if (result->status == HENG_RULE_BLOCKED)
        g_string_append_printf (outcome, "blocked %u %s", result->statement, result->reason);
      if (result->status == HENG_RULE_FAILED)
        g_string_append_printf (outcome, "failed %u:%u", result->statement, heng_error_get_column (result->error));
      g_assert_cmpstr (outcome->str, ==, row->outcome);
    }
}

/* ---- shares ---- */

static void
assert_share (GArray     *shares,
              guint       index,
              guint       party,
              const char *weight)
{
  const HengRuleShare *share = &g_array_index (shares, HengRuleShare, index);
  g_autofree char *text = heng_number_format (&share->weight, 6);

  g_assert_cmpuint (share->party, ==, party);
  g_assert_cmpstr (text, ==, weight);
}

static void
test_shares (void)
{
  static const char *const texts[] = { "A:30%, B:70% provide C, Fund 9 \"t\"", "C pays B:(P), A:(2 * P) 1" };
  g_autoptr (HengRules) rules = test_rules_new (texts, 2, HENG_PERIOD_YEAR, NULL);
  g_autoptr (HengRuleResult) result = test_evaluate (rules, "2020", "P@2020=4", FALSE, NULL);
  const HengRulePayment *first, *second;

  g_assert_cmpuint (result->payments->len, ==, 2);
  first = g_ptr_array_index (result->payments, 0);
  second = g_ptr_array_index (result->payments, 1);
  g_assert_cmpuint (first->payers->len, ==, 2);
  assert_share (first->payers, 0, 0, "0.3");
  assert_share (first->payers, 1, 1, "0.7");
  assert_share (first->receivers, 0, 2, "1");
  assert_share (first->receivers, 1, 3, "1");
  g_assert_cmpstr (first->unit, ==, "t");
  assert_share (second->receivers, 0, 1, "4");
  assert_share (second->receivers, 1, 0, "8");
  g_assert_null (second->unit);
  g_assert_cmpuint (second->statement, ==, 1);
}

/* ---- work ---- */

static void
test_work_is_bounded (void)
{
  static const char *const texts[] = {
    "A pays B sum over years 1821..2020 (sum over years 1821..2020 (sum over years 1821..2020 (sum over years 1821..2020 (P + 1))))",
  };
  g_autoptr (HengRules) rules = test_rules_new (texts, 1, HENG_PERIOD_YEAR, NULL);

  for (guint traced = 0; traced < 2; traced++)
    {
      g_autoptr (HengRuleResult) result = test_evaluate (rules, "2020", NULL, traced, NULL);

      g_assert_cmpint (result->status, ==, HENG_RULE_FAILED);
      g_assert_error (result->error, HENG_ERROR, HENG_ERROR_RULE_WORK);
      g_assert_cmpuint (heng_error_get_column (result->error), >, 0);
    }
}

/* 2^40 evaluations if each name were computed where it stands. */
static void
test_definitions_are_computed_once (void)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (HengRules) rules = NULL;
  g_autoptr (HengRuleResult) result = NULL;
  g_autoptr (GPtrArray) missing = g_ptr_array_new_with_free_func (g_free);
  TestSource source = { "P@2020=1", missing, 0 };
  HengRuleSource rule_source = { test_source_get_value, test_source_get_class, &source };
  HengWindow window = { 2020 * 12, 2020 * 12 + 11 };
  const HengRulePayment *payment;
  g_autofree char *whole = NULL;

  g_ptr_array_add (texts, g_strdup ("x0 = P"));
  for (guint i = 1; i <= 40; i++)
    g_ptr_array_add (texts, g_strdup_printf ("x%u = x%u + x%u", i, i - 1, i - 1));
  g_ptr_array_add (texts, g_strdup ("A pays B x40"));
  rules = test_rules_new ((const char *const *) texts->pdata, texts->len, HENG_PERIOD_YEAR, NULL);
  result = heng_rules_evaluate (rules, &rule_source, window, TRUE);

  g_assert_cmpint (result->status, ==, HENG_RULE_COMPLETE);
  g_assert_cmpuint (source.n_asked, ==, 1);
  payment = g_ptr_array_index (result->payments, 0);
  whole = heng_number_format (&payment->whole, 0);
  g_assert_cmpstr (whole, ==, "1099511627776");
}

/* A definition of a definition … of a thousand, each a sum of @n_terms: the way down must end before the stack does. */
static HengRules *
new_chain (guint    n_terms,
           GError **error)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) terms = g_string_new ("1");

  for (guint i = 1; i < n_terms; i++)
    g_string_append (terms, " + 1");
  g_ptr_array_add (texts, g_strdup ("x0 = 1"));
  for (guint i = 1; i < HENG_RULES_MAX - 1; i++)
    g_ptr_array_add (texts, g_strdup_printf ("x%u = x%u + %s", i, i - 1, terms->str));
  g_ptr_array_add (texts, g_strdup_printf ("A pays B x%u", (guint) HENG_RULES_MAX - 2));
  return test_rules_new ((const char *const *) texts->pdata, texts->len, HENG_PERIOD_YEAR, error);
}

static void
test_long_chain_of_definitions (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HengRules) rules = new_chain (1, &error);

  g_assert_no_error (error);
  for (guint traced = 0; traced < 2; traced++)
    {
      g_autoptr (HengRuleResult) result = test_evaluate (rules, "2020", NULL, traced, NULL);

      g_assert_cmpint (result->status, ==, HENG_RULE_COMPLETE);
    }
}

static void
test_deep_chain_of_definitions (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HengRules) rules = new_chain (300, &error);

  g_assert_null (rules);
  g_assert_error (error, HENG_ERROR, HENG_ERROR_RULE_TOO_DEEP);
  g_assert_cmpstr (heng_error_get_path (error), ==, "rules[7]");
  g_assert_cmpuint (heng_error_get_column (error), >, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  HENG_TEST_ADD_ROWS ("/rules/evaluator/amount", amount_rows, test_amount);
  HENG_TEST_ADD_ROWS ("/rules/evaluator/list", list_rows, test_list);
  g_test_add_func ("/rules/evaluator/shares", test_shares);
  g_test_add_func ("/rules/evaluator/work-is-bounded", test_work_is_bounded);
  g_test_add_func ("/rules/evaluator/definitions-once", test_definitions_are_computed_once);
  g_test_add_func ("/rules/evaluator/long-chain-of-definitions", test_long_chain_of_definitions);
  g_test_add_func ("/rules/evaluator/deep-chain-of-definitions", test_deep_chain_of_definitions);

  return g_test_run ();
}
