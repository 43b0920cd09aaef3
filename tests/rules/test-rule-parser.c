// SPDX-License-Identifier: GPL-3.0-or-later
#include "rule-testing.h"

/* ---- what is a rule ---- */

typedef struct
{
  const char *rule;
  int         error;
  guint       column;
  const char *argument; /* (nullable): the first */
} RuleRow;

#define GOOD(rule) { rule, HENG_TEST_NO_ERROR, 0, NULL }
#define BAD(rule, code, column) { rule, HENG_ERROR_##code, column, NULL }
#define BAD_WITH(rule, code, column, argument) { rule, HENG_ERROR_##code, column, argument }

static const RuleRow rule_rows[] = {
  /* statements */
  GOOD ("A pays B 1"), GOOD ("A pay B 1"), GOOD ("A, C pay B 1"), GOOD ("A pays B, C 1"), GOOD ("A provides B 30 \"training places\""),
  GOOD ("A provide B 30 \"t\" when P > 1"), GOOD ("A pays B 30 \"t\""), GOOD ("A pays B 1 when P > 1 and COD < 3"), GOOD ("x = 1"), GOOD ("x = P > 1"),
  GOOD ("require P > 1 \"too low\""), GOOD ("require known(P) \"\""), GOOD (""), GOOD ("  "), GOOD ("# a comment"), GOOD ("A pays B 1 # why"),
  GOOD ("A pays B # to whom\n 1"),
  GOOD ("山东 支付 河南 6000万 * (3 - class(COD, NH3N, TP))"), GOOD ("山东 提供 河南 30 “培训名额” 当 P ＞ 1"),
  GOOD ("要求 非 (P > 1 或 P < 0) 且 known(P) “不合理”"), GOOD ("水价 = 如果 P ≤ 1 则 1亿元 否则 2亿元"), GOOD ("山东：１，河南：５ 支付 Fund ２亿"),
  GOOD ("A：３０％， B：７０％ pay C １００万"), GOOD ("A pays B ladder(P： ≤ 0.1 → 0； ≤ 0.5 → 10万； else 25万)"),

  BAD ("A", RULE_EXPECTED, 2), BAD ("A pays", RULE_EXPECTED, 7), BAD ("A pays B", RULE_EXPECTED, 9), BAD ("pays B 1", RULE_EXPECTED, 1),
  BAD ("A gives B 1", RULE_NAME_SPACE, 3), BAD ("A pays B 1 2", RULE_EXPECTED, 12), BAD ("A pays B 1 when", RULE_EXPECTED, 16),
  BAD ("A pays B 1 when P", RULE_NEEDS_CONDITION, 17), BAD ("A pays B P > 1", RULE_NEEDS_NUMBER, 10), BAD ("A pays B 1 else 2", RULE_EXPECTED, 12),
  BAD ("A provides B 30", RULE_UNIT_MISSING, 16), BAD ("A pays B 30 \"\"", RULE_UNIT_MISSING, 15), BAD ("A pays B 30 \"  \"", RULE_UNIT_MISSING, 17),
  BAD ("require P > 1", RULE_EXPECTED, 14), BAD ("require 1 \"x\"", RULE_NEEDS_CONDITION, 9), BAD ("require P > 1 \"x\" 2", RULE_EXPECTED, 19),
  BAD_WITH ("X pays B 1", RULE_NOT_A_PARTY, 1, "X"), BAD_WITH ("A pays X 1", RULE_NOT_A_PARTY, 8, "X"), BAD_WITH ("COD pays B 1", RULE_NOT_A_PARTY, 1, "COD"),
  BAD_WITH ("A pays A 1", RULE_PAYS_ITSELF, 1, "A"), BAD_WITH ("A, A pay B 1", RULE_PARTY_TWICE, 4, "A"), BAD_WITH ("A pays B, C, B 1", RULE_PARTY_TWICE, 14, "B"),
  GOOD ("A, B pay A, B 1"), BAD ("A pays B,", RULE_EXPECTED, 10), BAD ("A pays B 1;", RULE_EXPECTED, 11), BAD ("A pays B 1 \"t\" \"u\"", RULE_EXPECTED, 16),

  /* shares */
  GOOD ("A:1, B:5, C:4 pay Fund 2亿"), GOOD ("A:30%, B:70% pay C 1"), GOOD ("A:(P), B:(1 - P) pay C 1"), GOOD ("A:0, B:1 pay C 1"), GOOD ("A pays B:0.5, C:0.25 1"),
  GOOD ("A:33.3%, B:33.3%, C:33.4% pay Fund 1"), GOOD ("A:100% pays B 1"), GOOD ("A pays B:(COD), C:3 1"),
  BAD ("A:1, B pay C 1", RULE_WEIGHTS_MIXED, 1), BAD ("A, B:1 pay C 1", RULE_WEIGHTS_MIXED, 1), BAD ("C pays A:30%, B:7 1", RULE_WEIGHTS_MIXED, 8),
  BAD ("A:30%, B:(0.7) pay C 1", RULE_WEIGHTS_MIXED, 1), BAD_WITH ("A:30%, B:50% pay C 1", SHARES_SUM, 1, "80"),
  BAD_WITH ("C pays A:60%, B:50% 1", SHARES_SUM, 8, "110"), BAD_WITH ("A:99.99999% pays B 1", SHARES_SUM, 1, "99.99999"),
  BAD ("A:-1, B:2 pay C 1", RULE_EXPECTED, 3), BAD ("A: pays B 1", RULE_EXPECTED, 4), BAD ("A:P pays B 1", RULE_EXPECTED, 3), BAD ("A:(P > 1) pays B 1", RULE_NEEDS_NUMBER, 4),
  BAD ("A:(1 pays B 1", RULE_EXPECTED, 6),

  /* what each pays or receives */
  GOOD ("A, B each pay Fund 1"), GOOD ("A pays B, C each 2亿"), GOOD ("A:2, B:3 each pay B, C each 1"), GOOD ("A：2，B：3 各 支付 Fund 1万"), GOOD ("A each pays B 1"),
  GOOD ("A provides B, C each 30 \"t\" when P > 1"), GOOD ("A:(P), B:(1) each pay C 1"), GOOD ("A pays B each (2)"), GOOD ("A pays B each -2"), GOOD ("each = 2"),
  BAD ("A:30%, B:70% each pay C 1", RULE_EACH_PERCENT, 14), BAD ("C pays A:30%, B:70% each 1", RULE_EACH_PERCENT, 21), BAD ("A pays B each", RULE_EXPECTED, 14),
  BAD ("A each each pay B 1", RULE_NAME_SPACE, 8), BAD ("each pays B 1", RULE_NOT_A_PARTY, 1), BAD ("A pays each B 1", RULE_NAME_SPACE, 8), BAD ("A pays B 1 each", RULE_EXPECTED, 12),

  /* definitions */
  BAD_WITH ("A = 1", RULE_NAME_TAKEN, 1, "A"), BAD_WITH ("COD = 1", RULE_NAME_TAKEN, 1, "COD"), BAD_WITH ("year = 1", RULE_NAME_RESERVED, 1, "year"),
  BAD_WITH ("支付 = 1", RULE_NAME_RESERVED, 1, "支付"), BAD_WITH ("min = 1", RULE_NAME_RESERVED, 1, "min"), BAD_WITH ("require = 1", RULE_NAME_RESERVED, 1, "require"),
  BAD ("x =", RULE_EXPECTED, 4), BAD ("x = 1 when P > 1", RULE_EXPECTED, 7), BAD ("x == 1", RULE_NOT_A_PARTY, 1), BAD_WITH ("x = x + 1", RULE_NAME_UNKNOWN, 5, "x"),
  BAD ("1 = x", RULE_EXPECTED, 1), BAD ("x = 1 = 2 = 3", RULE_COMPARISON_CHAIN, 11),

  /* names */
  BAD_WITH ("A pays B NH3-N * 2", RULE_NAME_HYPHEN, 10, "NH3-N"), BAD_WITH ("A pays B NH3 - N", RULE_NAME_UNKNOWN, 10, "NH3"),
  BAD_WITH ("Hong Kong pays B 1", RULE_NAME_SPACE, 1, "Hong Kong"), BAD_WITH ("A pays Hong Kong 1", RULE_NAME_SPACE, 8, "Hong Kong"),
  BAD_WITH ("A pays B total flow", RULE_NAME_SPACE, 10, "total flow"), BAD_WITH ("x = COD flow", RULE_NAME_SPACE, 9, "COD flow"),
  BAD_WITH ("A-B pay C 1", RULE_EXPECTED, 2, NULL), BAD_WITH ("X-Y pay C 1", RULE_NAME_HYPHEN, 1, NULL),
  BAD_WITH ("A pays B cod", RULE_NAME_UNKNOWN, 10, "cod"), BAD_WITH ("A pays B C", RULE_NOT_A_VALUE, 10, "C"), BAD_WITH ("A pays B 1 + Fund", RULE_NOT_A_VALUE, 14, "Fund"),
  GOOD ("A pays B ＣＯＤ"), GOOD ("Ａ pays Ｂ 1"), BAD ("A pays B 3COD", RULE_EXPECTED, 11), BAD ("A pays B 100万吨", RULE_EXPECTED, 14),

  /* operators */
  BAD ("A pays B 2^3^2", RULE_POWER_CHAIN, 13), BAD ("A pays B -2^2", RULE_POWER_NEGATIVE, 12), BAD ("A pays B 1 - -2^2", RULE_POWER_NEGATIVE, 16),
  GOOD ("A pays B (2^3)^2"), GOOD ("A pays B 2^(3^2)"), GOOD ("A pays B (-2)^2"), GOOD ("A pays B -(2^2)"), GOOD ("A pays B 2^-1"), GOOD ("A pays B 1 - 2^2"),
  BAD ("A pays B 2^-1^2", RULE_POWER_CHAIN, 14), BAD ("A pays B 1 when 1 < P < 2", RULE_COMPARISON_CHAIN, 23),
  BAD ("A pays B 1 when 1 = 1 = 1", RULE_COMPARISON_CHAIN, 23), BAD ("A pays B 1 when (1 < 2) < 3", RULE_NEEDS_NUMBER, 18),
  BAD ("A pays B 1 when P and 1", RULE_NEEDS_CONDITION, 17), BAD ("A pays B 1 when not 1", RULE_NEEDS_CONDITION, 21), BAD ("A pays B 1 + (P > 1)", RULE_NEEDS_NUMBER, 15),
  BAD ("A pays B -(P > 1)", RULE_NEEDS_NUMBER, 12), BAD ("A pays B (P > 1)^2", RULE_NEEDS_NUMBER, 11), BAD ("A pays B --2", RULE_EXPECTED, 11), BAD ("A pays B + 2", RULE_EXPECTED, 10),
  BAD ("A pays B 2 *", RULE_EXPECTED, 13), BAD ("A pays B (2", RULE_EXPECTED, 12), BAD ("A pays B 2)", RULE_EXPECTED, 11), BAD ("A pays B ()", RULE_EXPECTED, 11),
  BAD ("A pays B 1 + if P > 1 then 2 else 3", RULE_EXPECTED, 14), GOOD ("A pays B 1 + (if P > 1 then 2 else 3)"), GOOD ("A pays B if P > 1 then 2 else if P > 0 then 1 else 0"),
  BAD ("A pays B if P > 1 then 2", RULE_EXPECTED, 25), BAD ("A pays B if P > 1 2 else 3", RULE_EXPECTED, 19), BAD ("A pays B if P then 2 else 3", RULE_NEEDS_CONDITION, 13),
  BAD ("A pays B if P > 1 then 2 else P > 3", RULE_NEEDS_NUMBER, 31), GOOD ("A pays B 1 when if P > 1 then P > 2 else P > 0"),
  BAD ("A pays B 1 when if P > 1 then P > 2 else 0", RULE_NEEDS_CONDITION, 42), BAD ("A pays B \"x\"", RULE_EXPECTED, 10),

  /* functions */
  BAD_WITH ("A pays B sqrt(2)", RULE_FUNCTION_UNKNOWN, 10, "sqrt"), BAD_WITH ("A pays B COD(2)", RULE_FUNCTION_UNKNOWN, 10, "COD"),
  BAD ("A pays B min", RULE_EXPECTED, 13), BAD ("A pays B min()", RULE_EXPECTED, 14), GOOD ("A pays B min(1)"), GOOD ("A pays B max(1, 2, 3, 4)"),
  BAD_WITH ("A pays B abs(1, 2)", RULE_ARGUMENTS, 10, "abs"), BAD_WITH ("A pays B round(1)", RULE_ARGUMENTS, 10, "round"), BAD_WITH ("A pays B clamp(1, 2)", RULE_ARGUMENTS, 10, "clamp"),
  BAD_WITH ("A pays B default(P)", RULE_ARGUMENTS, 10, "default"), BAD_WITH ("A pays B 1 when known(P, P)", RULE_ARGUMENTS, 17, "known"),
  BAD ("A pays B known(P)", RULE_NEEDS_NUMBER, 10), BAD ("A pays B min(P > 1, 2)", RULE_NEEDS_NUMBER, 14), BAD ("A pays B floor(1.5", RULE_EXPECTED, 19),
  GOOD ("A pays B class(COD)"), GOOD ("A pays B class(COD, NH3N, TP)"), GOOD ("A pays B class(TN)"), GOOD ("A pays B class(FC)"), GOOD ("A pays B class(氨氮)"),
  GOOD ("A pays B class(ago(COD, 1 year), round(NH3N, 2))"), GOOD ("A pays B class(round(ago(COD, 1 year), 2))"),
  BAD_WITH ("A pays B class(COD, TN)", RULE_CLASS_NOT_USED, 21, "TN"), BAD_WITH ("A pays B class(FC, COD)", RULE_CLASS_NOT_USED, 16, "FC"),
  BAD_WITH ("A pays B class(flow)", RULE_CLASS_NO_STANDARD, 16, "flow"), BAD_WITH ("A pays B class(COD + 1)", RULE_NOT_AN_INDICATOR, 16, "class"),
  BAD_WITH ("A pays B class(15)", RULE_NOT_AN_INDICATOR, 16, "class"), BAD ("A pays B class()", RULE_EXPECTED, 16), BAD ("A pays B class", RULE_EXPECTED, 15),
  GOOD ("A pays B ago(P, 1 year)"), GOOD ("A pays B ago(P, 12 months)"), GOOD ("A pays B ago(P, 2 years)"), GOOD ("A pays B ago(P, 1 month)"), GOOD ("A pays B ago(P + COD, 1 year)"),
  BAD ("A pays B ago(P)", RULE_EXPECTED, 15), BAD ("A pays B ago(P, year)", RULE_EXPECTED, 17), BAD ("A pays B ago(P, 1)", RULE_EXPECTED, 18), BAD ("A pays B ago(P, 0 years)", RULE_EXPECTED, 17),
  BAD ("A pays B ago(P, 1.5 years)", RULE_EXPECTED, 17), BAD ("A pays B ago(P, 1 day)", RULE_EXPECTED, 19), BAD ("A pays B ago(P,", RULE_EXPECTED, 16),
  BAD ("A pays B ago(P, 1 year, 2)", RULE_EXPECTED, 23), BAD ("A pays B ago(P, 99999999999999999999 years)", RULE_EXPECTED, 17),
  GOOD ("A pays B ladder(P: <= 0.1 -> 0; <= 0.5 -> 10万; else 25万)"), GOOD ("A pays B ladder(P: = 1 -> 0; > 3 -> 1; else 2)"), GOOD ("A pays B ladder(P: else 2)"),
  BAD ("A pays B ladder(P: <= 0.1 -> 0)", RULE_EXPECTED, 31), BAD ("A pays B ladder(P: <= 0.1 -> 0;)", RULE_LADDER_ELSE, 32), BAD ("A pays B ladder(P: 0.1 -> 0; else 1)", RULE_EXPECTED, 20),
  BAD ("A pays B ladder(P: <= 0.1 0; else 1)", RULE_EXPECTED, 27), BAD ("A pays B ladder(P <= 0.1 -> 0; else 1)", RULE_NEEDS_NUMBER, 17), BAD ("A pays B ladder(P: <= 1 -> 0; else 1; <= 2 -> 3)", RULE_EXPECTED, 37),

  /* aggregates */
  GOOD ("A pays B sum over months (flow)"), GOOD ("A pays B mean over months(flow * COD)"), GOOD ("A pays B count over months (P > 1)"), GOOD ("A pays B product over years 2020..year (P)"),
  GOOD ("A pays B min over years (year - 2)..(year) (P)"), GOOD ("A pays B max over years P..2024 (P)"), GOOD ("A pays B sum over years 2020..year (sum over months (flow))"),
  GOOD ("A pays B sum over months (month * flow)"),
  BAD ("A pays B sum(flow)", RULE_EXPECTED, 10), BAD ("A pays B sum", RULE_EXPECTED, 10), BAD ("A pays B sum over (flow)", RULE_EXPECTED, 19), BAD ("A pays B sum over months flow", RULE_EXPECTED, 26),
  BAD ("A pays B sum over years (flow)", RULE_EXPECTED, 31),
  BAD ("A pays B sum over years 2020 (flow)", RULE_EXPECTED, 30), BAD ("A pays B sum over years 2020..(flow)", RULE_EXPECTED, 37), BAD ("A pays B count over months (flow)", RULE_NEEDS_CONDITION, 29),
  BAD ("A pays B sum over months (P > 1)", RULE_NEEDS_NUMBER, 27), BAD ("A pays B month", RULE_MONTH_OUTSIDE, 10), BAD ("A pays B sum over years 2020..year (month)", RULE_MONTH_OUTSIDE, 37),
  BAD ("A pays B (sum over months (flow)) * month", RULE_MONTH_OUTSIDE, 37), BAD ("A pays B sum over days (flow)", RULE_EXPECTED, 19), BAD ("A pays B sum over months", RULE_EXPECTED, 25),
  BAD ("A pays B over months (P)", RULE_EXPECTED, 10), BAD ("A pays B months", RULE_EXPECTED, 10),
};

static void
test_rule (gconstpointer data)
{
  const RuleRow *row = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HengRules) rules = test_rules_new (&row->rule, 1, HENG_PERIOD_YEAR, &error);

  HENG_TEST_ASSERT_OUTCOME (error, row->error);
  if (error == NULL)
    {
      g_assert_cmpuint (heng_rules_get_n_statements (rules), ==, 1);
      g_assert_cmpstr (heng_rules_get_text (rules, 0), ==, row->rule);
      return;
    }

  g_assert_null (rules);
  g_assert_cmpuint (heng_error_get_column (error), ==, row->column);
  g_assert_cmpstr (heng_error_get_path (error), ==, "rules[0]");
  if (row->argument != NULL)
    g_assert_cmpstr (heng_error_get_argument (error, 0), ==, row->argument);
}

/* ---- lists ---- */

typedef struct
{
  const char *label;
  const char *texts[4];
  int         error;
  const char *path;
  guint       column;
} ListRow;

static const ListRow list_rows[] = {
  { "none", { NULL }, HENG_TEST_NO_ERROR, NULL, 0 },
  { "defined and used", { "x = 2", "y = x * 3", "A pays B y" }, HENG_TEST_NO_ERROR, NULL, 0 },
  { "a condition defined", { "met = P <= 1", "A pays B 1 when met", "B pays A 1 when not met" }, HENG_TEST_NO_ERROR, NULL, 0 },
  { "used before its definition", { "A pays B x", "x = 2" }, HENG_ERROR_RULE_NAME_UNKNOWN, "rules[0]", 10 },
  { "defined twice", { "x = 2", "# between", "x = 3" }, HENG_ERROR_RULE_NAME_TAKEN, "rules[2]", 1 },
  { "a condition as a number", { "met = P <= 1", "A pays B met" }, HENG_ERROR_RULE_NEEDS_NUMBER, "rules[1]", 10 },
  { "a number as a condition", { "x = 1", "A pays B 1 when x" }, HENG_ERROR_RULE_NEEDS_CONDITION, "rules[1]", 17 },
  { "a defined name with brackets", { "x = 1", "A pays B x(2)" }, HENG_ERROR_RULE_FUNCTION_UNKNOWN, "rules[1]", 10 },
  { "a definition as a party", { "x = 1", "x pays B 2" }, HENG_ERROR_RULE_NOT_A_PARTY, "rules[1]", 1 },
  { "an end of a range that is a condition", { "met = P <= 1", "A pays B sum over years met..2024 (P)" }, HENG_ERROR_RULE_NEEDS_NUMBER, "rules[1]", 25 },
  { "a definition named each", { "each = 2", "A pays B each * 3" }, HENG_TEST_NO_ERROR, NULL, 0 },
  { "a definition named each is no word", { "each = 2", "A pays B each 3" }, HENG_ERROR_RULE_EXPECTED, "rules[1]", 15 },
  { "a definition as an end", { "first = 2020", "A pays B sum over years first..year (P)" }, HENG_TEST_NO_ERROR, NULL, 0 },
  { "class of a definition", { "x = COD", "A pays B class(x)" }, HENG_ERROR_RULE_NOT_AN_INDICATOR, "rules[1]", 16 },
};

static void
test_list (gconstpointer data)
{
  const ListRow *row = data;
  g_autoptr (GError) error = NULL;
  guint n_texts = 0;

  while (n_texts < G_N_ELEMENTS (row->texts) && row->texts[n_texts] != NULL)
    n_texts++;
  {
    g_autoptr (HengRules) rules = test_rules_new (row->texts, n_texts, HENG_PERIOD_YEAR, &error);

    HENG_TEST_ASSERT_OUTCOME (error, row->error);
    g_assert_true ((rules != NULL) == (error == NULL));
  }
  g_assert_cmpstr (heng_error_get_path (error), ==, row->path);
  g_assert_cmpuint (heng_error_get_column (error), ==, row->column);
}

static void
test_month_in_monthly_assessment (void)
{
  static const char *const texts[] = { "m = month", "A pays B m" };
  g_autoptr (GError) error = NULL;
  g_autoptr (HengRules) monthly = test_rules_new (texts, 2, HENG_PERIOD_MONTH, &error);
  HengRules *quarterly;

  g_assert_no_error (error);
  quarterly = test_rules_new (texts, 2, HENG_PERIOD_QUARTER, &error);
  g_assert_null (quarterly);
  g_assert_error (error, HENG_ERROR, HENG_ERROR_RULE_MONTH_OUTSIDE);
}

static void
count_unit (const char *unit,
            gpointer    data)
{
  g_string_append_printf (data, "%s;", unit);
}

static void
test_units (void)
{
  static const char *const texts[] = { "A provides B 30 \"t\"", "A pays B 1", "B provides A 2 “ 名额 ”", "A provides B 1 \"t\"" };
  g_autoptr (HengRules) rules = test_rules_new (texts, 4, HENG_PERIOD_YEAR, NULL);
  g_autoptr (GString) units = g_string_new (NULL);

  heng_rules_foreach_unit (rules, count_unit, units);
  g_assert_cmpstr (units->str, ==, "t;名额;t;");
}

/* ---- hostile texts ---- */

/* Parses @rule, which must be refused with a place or taken; in either case at once. */
static int
parse_hostile (const char *rule)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HengRules) rules = test_rules_new (&rule, 1, HENG_PERIOD_YEAR, &error);

  if (rules != NULL)
    {
      g_assert_no_error (error);
      return HENG_TEST_NO_ERROR;
    }
  g_assert_nonnull (error);
  g_assert_true (error->domain == HENG_ERROR);
  g_assert_cmpstr (heng_error_get_path (error), ==, "rules[0]");
  if (error->code != HENG_ERROR_RULE_TOO_LONG)
    g_assert_cmpuint (heng_error_get_column (error), >, 0);
  return error->code;
}

static char *
repeat (const char *begin,
        const char *part,
        guint       n_times,
        const char *end)
{
  GString *text = g_string_new (begin);

  for (guint i = 0; i < n_times; i++)
    g_string_append (text, part);
  g_string_append (text, end);
  return g_string_free (text, FALSE);
}

typedef struct
{
  const char *label;
  const char *begin;
  const char *part;
  guint       n_times;
  const char *end;
  int         error;
} HostileRow;

static const HostileRow hostile_rows[] = {
  { "brackets", "A pays B ", "(", 60000, "", HENG_ERROR_RULE_TOO_DEEP },
  { "100,000 brackets", "A pays B ", "(", 100000, "", HENG_ERROR_RULE_TOO_LONG },
  { "brackets closed", "A pays B (((", "(", 20000, "1", HENG_ERROR_RULE_TOO_DEEP },
  { "300 brackets", "A pays B ", "(", 300, "1", HENG_ERROR_RULE_EXPECTED },
  { "not", "require ", "not ", 15000, "P > 1 \"x\"", HENG_ERROR_RULE_TOO_DEEP },
  { "minus", "A pays B ", "-", 60000, "1", HENG_ERROR_RULE_EXPECTED },
  { "if then", "A pays B ", "if P > 1 then ", 4000, "1", HENG_ERROR_RULE_TOO_DEEP },
  { "else if", "A pays B ", "if P > 1 then 1 else ", 3000, "1", HENG_ERROR_RULE_TOO_DEEP },
  { "functions", "A pays B ", "abs(", 15000, "1", HENG_ERROR_RULE_TOO_DEEP },
  { "aggregates", "A pays B ", "sum over months (", 3500, "1", HENG_ERROR_RULE_TOO_DEEP },
  { "ladders", "A pays B ", "ladder(", 9000, "1", HENG_ERROR_RULE_TOO_DEEP },
  { "weights", "A:", "(", 60000, "1", HENG_ERROR_RULE_TOO_DEEP },
  { "10,000 terms", "A pays B 1", "+P", 10000, "", HENG_ERROR_RULE_TOO_DEEP },
  { "300 terms", "A pays B 1", "+P", 300, "", HENG_TEST_NO_ERROR },
  { "10,000 conditions", "require P > 1", " and P>1", 7000, " \"x\"", HENG_ERROR_RULE_TOO_DEEP },
  { "1 MB", "A pays B ", "1234567890", 100000, "", HENG_ERROR_RULE_TOO_LONG },
  { "1 MB of nothing", "", " ", 1000000, "", HENG_ERROR_RULE_TOO_LONG },
  { "60,000 digits", "A pays B ", "1", 60000, "", HENG_ERROR_NUMBER_DIGITS },
  { "60,000 underscores", "A pays B 1", "_1", 30000, "", HENG_ERROR_NUMBER_DIGITS },
  { "a name of 60,000 letters", "A pays B ", "x", 60000, "", HENG_ERROR_RULE_NAME_UNKNOWN },
  { "parties", "A", ", A", 20000, " pay B 1", HENG_ERROR_RULE_PARTY_TWICE },
  { "arguments", "A pays B max(1", ",1", 20000, ")", HENG_ERROR_RULE_ARGUMENTS },
  { "a comment of 60,000", "A pays B 1 #", "水", 20000, "", HENG_TEST_NO_ERROR },
  { "a letter cut at the end", "A pays B 1 # ", "水", 1, "\xe6\xb0", HENG_ERROR_RULE_CHARACTER },
  { "a long letter's first byte at the end", "A pays B ", "x", 1, "\xf0", HENG_ERROR_RULE_CHARACTER },
  { "a byte of no letter in a text", "require P > 1 \"", "x", 1, "\xff\"", HENG_ERROR_RULE_CHARACTER },
  { "steps of a ladder", "A pays B ladder(P: ", "<= 1 -> 1;", 6000, " else 1)", HENG_TEST_NO_ERROR },
};

static void
test_hostile (gconstpointer data)
{
  const HostileRow *row = data;
  g_autofree char *rule = repeat (row->begin, row->part, row->n_times, row->end);

  g_assert_cmpint (parse_hostile (rule), ==, row->error);
}

static void
test_too_many (void)
{
  g_autofree const char **texts = g_new0 (const char *, HENG_RULES_MAX + 1);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i <= HENG_RULES_MAX; i++)
    texts[i] = "A pays B 1";
  {
    g_autoptr (HengRules) most = test_rules_new (texts, HENG_RULES_MAX, HENG_PERIOD_YEAR, &error);

    g_assert_no_error (error);
    g_assert_cmpuint (heng_rules_get_n_statements (most), ==, HENG_RULES_MAX);
  }
  {
    g_autoptr (HengRules) more = test_rules_new (texts, HENG_RULES_MAX + 1, HENG_PERIOD_YEAR, &error);

    g_assert_null (more);
    g_assert_error (error, HENG_ERROR, HENG_ERROR_RULE_TOO_MANY);
  }
}

static void
test_random_bytes (void)
{
  for (guint i = 0; i < 20000; i++)
    {
      char rule[40] = { 0 };
      gint length = g_test_rand_int_range (0, sizeof rule);

      for (gint j = 0; j < length; j++)
        rule[j] = (char) g_test_rand_int_range (1, 256);
      parse_hostile (rule);
    }
}

/* Texts made of the language's own parts get further in than bytes do; the last is cut at any byte. */
static void
test_random_words (void)
{
  static const char *const parts[] = {
    "A", "B", "C", "pays", "pay", "provides", "支付", "when", "if", "then", "else", "require", "and", "or", "not", "over", "months", "years", "year",
    "month", "sum", "mean", "count", "min", "max", "product", "ago", "class", "known", "default", "ladder", "round", "clamp", "abs", "floor", "ceil",
    "COD", "TN", "flow", "P", "x", "=", "==", "<", "≤", "->", "→", "..", "+", "-", "*", "/", "^", "(", ")", "(", ")", ",", ":", ";", "1", "2.5", "30%",
    "100万", "3 million", "2024", "\"t\"", "“名”", "#", "\n",
  };

  for (guint i = 0; i < 20000; i++)
    {
      g_autoptr (GString) rule = g_string_new (g_test_rand_bit () ? "A pays B " : "");
      gint length = g_test_rand_int_range (0, 25);

      for (gint j = 0; j < length; j++)
        g_string_append_printf (rule, "%s%s", parts[g_test_rand_int_range (0, G_N_ELEMENTS (parts))], g_test_rand_bit () ? " " : "");
      if (rule->len > 0 && g_test_rand_bit ())
        g_string_truncate (rule, (gsize) g_test_rand_int_range (0, (gint32) rule->len));
      parse_hostile (rule->str);
    }
}

/* A rule that works, cut at every byte: still a rule or an error with a place. */
static void
test_every_prefix (void)
{
  static const char rule[] =
    "A:30%, B:(0.7 * P) pay C if known(COD) and class(COD, ago(TP, 1 year)) >= 3 then ladder(P: <= 0.5 -> 10万元; else sum over years 2020..year "
    "(max(month, round(flow, 2)))) else -(2^3) “单位” when not P > 1 or count over months (COD < 15.67%) >= 9 # 注";

  for (gsize length = 0; length < sizeof rule; length++)
    {
      g_autofree char *prefix = g_strndup (rule, length);

      parse_hostile (prefix);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  HENG_TEST_ADD_ROWS ("/rules/parser/rule", rule_rows, test_rule);
  HENG_TEST_ADD_ROWS ("/rules/parser/list", list_rows, test_list);
  g_test_add_func ("/rules/parser/month-in-monthly-assessment", test_month_in_monthly_assessment);
  g_test_add_func ("/rules/parser/units", test_units);
  HENG_TEST_ADD_ROWS ("/rules/parser/hostile", hostile_rows, test_hostile);
  g_test_add_func ("/rules/parser/too-many", test_too_many);
  g_test_add_func ("/rules/parser/random-bytes", test_random_bytes);
  g_test_add_func ("/rules/parser/random-words", test_random_words);
  g_test_add_func ("/rules/parser/every-prefix", test_every_prefix);

  return g_test_run ();
}
