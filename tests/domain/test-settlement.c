// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-settlement.h"

#include "domain-testing.h"

typedef struct
{
  const char *label;
  const char *members;      /* behind the dates: indicators, rounding, units … with a comma at the end, or NULL */
  const char *rules;        /* in JSON */
  const char *observations; /* (nullable): "name@period=value" */
  const char *outcome;
} SettleRow;

#define P_YEARLY "\"indicators\": [{\"name\": \"P\"}, {\"name\": \"Q\", \"observed\": \"month\"}], "

static const SettleRow settle_rows[] = {
  { "a payment", NULL, "\"A pays B 6600万\"", NULL, "complete A>B 66000000.00 CNY" },
  { "a negative amount turns", NULL, "\"A pays B -5\"", NULL, "complete B>A 5.00 CNY" },
  { "zero is left out", NULL, "\"A pays B 0\"", NULL, "complete" },
  { "what rounds to zero is left out", NULL, "\"A pays B 0.004\"", NULL, "complete" },
  { "no rule pays", NULL, "\"x = 1\"", NULL, "complete" },

  /* pairs of one period are added up, then have one direction */
  { "added up", NULL, "\"A pays B 5\", \"A pays B 7\"", NULL, "complete A>B 12.00 CNY" },
  { "against each other", NULL, "\"A pays B 5\", \"B pays A 7\"", NULL, "complete B>A 2.00 CNY" },
  { "even", NULL, "\"A pays B 5\", \"B pays A 5\"", NULL, "complete" },
  { "commodities are not added", NULL, "\"A pays B 5\", \"B provides A 5 \\\"t\\\"\"", NULL, "complete A>B 5.00 CNY; B>A 5 t" },
  { "units are not added", NULL, "\"A provides B 5 \\\"t\\\"\", \"B provides A 3 \\\"kWh\\\"\", \"A provides B 1 \\\"t\\\"\"", NULL, "complete A>B 6 t; B>A 3 kWh" },
  { "by payer, receiver", NULL, "\"C pays A 1\", \"B pays C 2\", \"A pays C 3\", \"A pays B 4\"", NULL, "complete A>B 4.00 CNY; A>C 2.00 CNY; B>C 2.00 CNY" },
  { "round a circle is no pair", NULL, "\"A pays B 1\", \"B pays C 1\", \"C pays A 1\"", NULL, "complete A>B 1.00 CNY; B>C 1.00 CNY; C>A 1.00 CNY" },

  /* rounding: each statement's whole, on its absolute value */
  { "half up", NULL, "\"A pays B 0.005\"", NULL, "complete A>B 0.01 CNY" },
  { "half up below zero", NULL, "\"A pays B -0.005\"", NULL, "complete B>A 0.01 CNY" },
  { "each statement by itself", NULL, "\"A pays B 0.004\", \"A pays B 0.004\"", NULL, "complete" },
  { "half even", "\"rounding\": {\"money\": \"0.01 half-even\"}, ", "\"A pays B 0.005\", \"A pays C 0.015\"", NULL, "complete A>C 0.02 CNY" },
  { "down", "\"rounding\": {\"money\": \"1 down\"}, ", "\"A pays B 1.99\"", NULL, "complete A>B 1.00 CNY" },
  { "down below zero", "\"rounding\": {\"money\": \"1 down\"}, ", "\"A pays B -1.99\"", NULL, "complete B>A 1.00 CNY" },
  { "up", "\"rounding\": {\"money\": \"10000 up\"}, ", "\"A pays B 1\"", NULL, "complete A>B 10000.00 CNY" },
  { "in kind, whole units", NULL, "\"A provides B 2.5 \\\"t\\\"\"", NULL, "complete A>B 3 t" },
  { "in kind, by its step", "\"units\": {\"t\": \"0.001\"}, ", "\"A provides B 1/3 \\\"t\\\"\"", NULL, "complete A>B 0.333 t" },
  { "in kind, by a step of ten", "\"units\": {\"t\": \"10\"}, ", "\"A provides B 1234 \\\"t\\\"\"", NULL, "complete A>B 1230 t" },
  { "money's rounding is not the units'", "\"rounding\": {\"money\": \"100 down\"}, ", "\"A provides B 50 \\\"t\\\"\"", NULL, "complete A>B 50 t" },

  /* splitting: the rounded whole, payers first, ties to the first named */
  { "equal parts", NULL, "\"A, B pay C 1\"", NULL, "complete A>C 0.50 CNY; B>C 0.50 CNY" },
  { "a cent to the first named", NULL, "\"B, A pay C 0.01\"", NULL, "complete B>C 0.01 CNY" },
  { "thirds", NULL, "\"A pays B, C, Fund 100\"", NULL, "complete A>B 33.34 CNY; A>C 33.33 CNY; A>Fund 33.33 CNY" },
  { "weights", NULL, "\"A:1, B:5, C:4 pay Fund 2亿\"", NULL, "complete A>Fund 20000000.00 CNY; B>Fund 100000000.00 CNY; C>Fund 80000000.00 CNY" },
  { "percent", NULL, "\"Fund pays A:15%, B:15%, C:70% 1000000.01\"", NULL, "complete Fund>A 150000.00 CNY; Fund>B 150000.00 CNY; Fund>C 700000.01 CNY" },
  { "percent of one cent", NULL, "\"Fund pays A:15%, B:15%, C:70% 0.01\"", NULL, "complete Fund>C 0.01 CNY" },
  { "split below zero as above", NULL, "\"A pays B, C, Fund -100\"", NULL, "complete B>A 33.34 CNY; C>A 33.33 CNY; Fund>A 33.33 CNY" },
  { "payers, then receivers", NULL, "\"A, B pay C, Fund 0.03\"", NULL, "complete A>C 0.01 CNY; A>Fund 0.01 CNY; B>C 0.01 CNY" },
  { "rounded, then split", NULL, "\"A, B pay C 0.009\"", NULL, "complete A>C 0.01 CNY" },
  { "weights that are computed", P_YEARLY, "\"A:(P), B:(1 - P) pay C 10\"", "P@2020=0.3", "complete A>C 3.00 CNY; B>C 7.00 CNY" },
  { "a weight of zero", P_YEARLY, "\"A:(P), B:(1 - P) pay C 10\"", "P@2020=1", "complete A>C 10.00 CNY" },
  { "on both sides", NULL, "\"A, B pay A, B 4\"", NULL, "complete" },
  { "on both sides, weighted", NULL, "\"A:3, B:1 pay A, B 8\"", NULL, "complete A>B 2.00 CNY" },
  { "places are whole", NULL, "\"A provides B, C 3 \\\"training places\\\"\"", NULL, "complete A>B 2 training places; A>C 1 training places" },

  /* what each pays or receives */
  { "each pays", NULL, "\"A, B each pay Fund 1亿\"", NULL, "complete A>Fund 100000000.00 CNY; B>Fund 100000000.00 CNY" },
  { "each receives", NULL, "\"A pays B, C each 2.5亿\"", NULL, "complete A>B 250000000.00 CNY; A>C 250000000.00 CNY" },
  { "each pays each", NULL, "\"A, B each pay C, Fund each 1\"", NULL, "complete A>C 1.00 CNY; A>Fund 1.00 CNY; B>C 1.00 CNY; B>Fund 1.00 CNY" },
  { "a table of amounts", NULL, "\"A:480, B:440, C:0 各 支付 Fund 1万\"", NULL, "complete A>Fund 4800000.00 CNY; B>Fund 4400000.00 CNY" },
  { "each of one", NULL, "\"A each pays B 3\"", NULL, "complete A>B 3.00 CNY" },
  { "each in kind", NULL, "\"A provides B, C each 3 \\\"training places\\\"\"", NULL, "complete A>B 3 training places; A>C 3 training places" },
  { "each below zero turns", NULL, "\"A, B each pay C -2\"", NULL, "complete C>A 2.00 CNY; C>B 2.00 CNY" },
  { "each by what is measured", P_YEARLY, "\"A:(P), B:(1 - P) each pay C 10\"", "P@2020=0.3", "complete A>C 3.00 CNY; B>C 7.00 CNY" },
  { "each of none is nothing", P_YEARLY, "\"A:(P), B:(P) each pay C 10\"", "P@2020=0", "complete" },
  { "each with a negative weight", P_YEARLY, "\"A:(P), B:(2) each pay C 10\"", "P@2020=-1", "failed 0:1 SHARES_NEGATIVE" },
  { "each of what lacks", P_YEARLY, "\"A:(P), B:(1) each pay C 10\"", NULL, "incomplete missing P@2020" },
  { "the whole is rounded, not each part", NULL, "\"A, B, C each pay Fund 1/3\"", NULL, "complete A>Fund 0.34 CNY; B>Fund 0.33 CNY; C>Fund 0.33 CNY" },
  { "an indicator of that name", "\"indicators\": [{\"name\": \"each\"}], ", "\"A pays B each\", \"A, C each pay B 1\"", "each@2020=7", "complete A>B 8.00 CNY; C>B 1.00 CNY" },

  /* states */
  { "incomplete", P_YEARLY, "\"A pays B 1\", \"A pays B P\"", NULL, "incomplete missing P@2020" },
  { "all that lacks, each once, in order", P_YEARLY, "\"A pays B Q + P\", \"A pays C P * Q\"", "Q@2020-01=1 Q@2020-03=1 Q@2020-Q2=1 Q@2020-Q3=1 Q@2020-12=2",
    "incomplete missing P@2020 Q@2020-02 Q@2020-10 Q@2020-11" },
  { "not reached, not missing", P_YEARLY, "\"A pays B 1\", \"A pays B Q when 1 > 2\"", NULL, "complete A>B 1.00 CNY" },
  { "known asks without lacking", P_YEARLY, "\"A pays B if known(Q) then Q else 3\"", NULL, "complete A>B 3.00 CNY" },
  { "blocked", P_YEARLY, "\"A pays B 1\", \"require P > 1 \\\"too low\\\"\"", "P@2020=1", "blocked 1 too low" },
  { "blocked lists nothing", P_YEARLY, "\"A pays B Q\", \"require P > 1 \\\"too low\\\"\"", "P@2020=1", "blocked 1 too low" },
  { "division by zero", P_YEARLY, "\"A pays B 1\", \"A pays B 1 / P\"", "P@2020=0", "failed 1:10 NUMBER_DIVISION_BY_ZERO" },
  { "division by zero in one month of twelve", P_YEARLY, "\"A pays B 1\", \"A pays B sum over months (1 / Q)\"", "Q@2020=1 Q@2020-07=0", "failed 1:27 NUMBER_DIVISION_BY_ZERO" },
  { "a month that is not reached does no harm", P_YEARLY, "\"A pays B sum over months (if month = 7 then 0 else 1 / Q)\"", "Q@2020=1 Q@2020-07=0", "complete A>B 11.00 CNY" },
  { "ago before the first observation", P_YEARLY, "\"A pays B P / ago(P, 1 year)\"", "P@2020=1", "incomplete missing P@2019" },
  { "ago before there are years", P_YEARLY, "\"A pays B 1\", \"A pays B ago(P, 1200 years)\"", "P@2020=1", "failed 1:10 RULE_YEAR_FRACTION" },
  { "weights of zero", P_YEARLY, "\"A pays B 1\", \"A:(P), B:(P) pay C 1\"", "P@2020=0", "failed 1:1 SHARES_ZERO" },
  { "a negative weight", P_YEARLY, "\"A:(P), B:(1) pay C 1\"", "P@2020=-1", "failed 0:1 SHARES_NEGATIVE" },
  { "more than 64 bits", NULL, "\"A pays B 10^17\"", NULL, "failed 0:1 MONEY_OVERFLOW" },
  { "more than 64 bits of steps", NULL, "\"A pays B 10^30\"", NULL, "failed 0:1 MONEY_OVERFLOW" },
  { "more than 64 bits in kind", NULL, "\"A provides B 10^13 \\\"t\\\"\"", NULL, "failed 0:1 MONEY_OVERFLOW" },
  { "a sum of more than 64 bits", NULL, "\"A pays B 6*10^16\", \"A pays B 6*10^16\"", NULL, "failed 0:1 MONEY_OVERFLOW" },
  { "nine million billions still fit", NULL, "\"A pays B 92233720368547758.07\"", NULL, "complete A>B 92233720368547758.07 CNY" },
};

static void
add_observations (HengObservations *self,
                  const char       *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit_set (words[i], "@=", 3);
      HengPeriod period;

      g_assert_true (heng_period_parse (parts[1], &period, NULL));
      heng_observations_take (self, parts[0], heng_observation_new (i + 1, period, "", parts[2]));
    }
}

static char *
describe (HengSettlement *settlement)
{
  GString *text = g_string_new (heng_settlement_status_get_name (settlement->status));

  for (guint i = 0; i < settlement->obligations->len; i++)
    {
      const HengObligation *obligation = &g_array_index (settlement->obligations, HengObligation, i);
      guint digits = heng_commodity_digits (obligation->commodity, "CNY");
      g_autofree char *amount = heng_amount_format (obligation->amount_minor, digits, strcmp (obligation->commodity, "CNY") == 0 ? 2 : 0);

      g_string_append_printf (text, "%s%s>%s %s %s", i > 0 ? "; " : " ", heng_agreement_get_party (settlement->agreement, obligation->from)->name,
                              heng_agreement_get_party (settlement->agreement, obligation->to)->name, amount, obligation->commodity);
    }
  if (settlement->missing->len > 0)
    g_string_append (text, " missing");
  for (guint i = 0; i < settlement->missing->len; i++)
    {
      const HengMissing *missing = &g_array_index (settlement->missing, HengMissing, i);
      g_autofree char *period = heng_period_format (missing->period);

      g_string_append_printf (text, " %s@%s", missing->indicator, period);
    }
  if (settlement->reason != NULL)
    g_string_append_printf (text, " %u %s", settlement->statement, settlement->reason);
  if (settlement->error != NULL)
    g_string_append_printf (text, " %u:%u %s", settlement->statement, heng_error_get_column (settlement->error),
                            heng_error_get_name ((HengErrorCode) settlement->error->code));
  return g_string_free (text, FALSE);
}

static void
test_settle (gconstpointer data)
{
  const SettleRow *row = data;
  g_autofree char *members = g_strdup_printf ("\"from\": \"2020-01-01\", \"assessed\": \"year\", %s\"rules\": [%s]", row->members != NULL ? row->members : "", row->rules);
  g_autoptr (HengAgreement) agreement = test_agreement_new (members);

  for (guint traced = 0; traced < 2; traced++)
    {
      HengObservations *observations = heng_observations_new ();
      HengWindow window = { 2020 * 12, 2020 * 12 + 11 };
      g_autoptr (HengSettlement) settlement = NULL;
      g_autofree char *text = NULL;

      if (row->observations != NULL)
        add_observations (observations, row->observations);
      settlement = heng_settlement_new (agreement, (HengPeriod) { HENG_PERIOD_YEAR, 2020 }, window, observations, "CNY", traced);
      text = describe (settlement);
      g_assert_cmpstr (text, ==, row->outcome);
      g_assert_true ((settlement->traces->len > 0) == (traced > 0 && strcmp (row->rules, "\"x = 1\"") != 0));
      for (guint i = 0; i < settlement->contributions->len; i++)
        g_assert_true ((g_array_index (settlement->contributions, HengContribution, i).trace != NULL) == (traced > 0));
    }
}

/* What statements contribute adds up to what is owed. */
static void
test_contributions (void)
{
  g_autoptr (HengAgreement) agreement =
    test_agreement_new ("\"from\": \"2020-01-01\", \"assessed\": \"year\", \"rules\": [\"A pays B, C 10\", \"x = 2\", \"B pays A x\", \"A pays B -1\"]");
  HengWindow window = { 2020 * 12, 2020 * 12 + 11 };
  g_autoptr (HengSettlement) settlement =
    heng_settlement_new (agreement, (HengPeriod) { HENG_PERIOD_YEAR, 2020 }, window, heng_observations_new (), "CNY", FALSE);
  static const struct { guint statement, from, to; gint64 amount; } expected[] = { { 0, 0, 1, 500 }, { 0, 0, 2, 500 }, { 2, 1, 0, 200 }, { 3, 0, 1, -100 } };

  g_assert_cmpuint (settlement->contributions->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < settlement->contributions->len; i++)
    {
      const HengContribution *contribution = &g_array_index (settlement->contributions, HengContribution, i);

      g_assert_cmpuint (contribution->statement, ==, expected[i].statement);
      g_assert_cmpuint (contribution->from, ==, expected[i].from);
      g_assert_cmpuint (contribution->to, ==, expected[i].to);
      g_assert_cmpint (contribution->amount_minor, ==, expected[i].amount);
    }
  g_assert_cmpint (g_array_index (settlement->obligations, HengObligation, 0).amount_minor, ==, 200);
}

static void
test_nothing (void)
{
  g_autoptr (HengAgreement) agreement = test_agreement_new ("\"from\": \"2020-01-01\", \"assessed\": \"year\", \"rules\": [\"A pays B 1\"]");
  g_autoptr (HengSettlement) settlement = heng_settlement_new_nothing (agreement, (HengPeriod) { HENG_PERIOD_YEAR, 2019 });
  g_autofree char *text = describe (settlement);

  g_assert_cmpstr (text, ==, "complete");
}

/* The months of a period that the dates cut are those that rules see. */
static void
test_cut_window (void)
{
  g_autoptr (HengAgreement) agreement = test_agreement_new (
    "\"from\": \"2020-11-01\", \"assessed\": \"year\", \"indicators\": [{\"name\": \"Q\", \"observed\": \"month\", \"aggregate\": \"sum\"}], "
    "\"rules\": [\"A pays B sum over months (month)\", \"A pays C Q\"]");
  HengObservations *observations = heng_observations_new ();
  HengWindow window = { 2020 * 12 + 10, 2020 * 12 + 11 };
  g_autoptr (HengSettlement) settlement = NULL;
  g_autofree char *text = NULL;

  add_observations (observations, "Q@2020-10=100 Q@2020-11=1 Q@2020-12=2");
  settlement = heng_settlement_new (agreement, (HengPeriod) { HENG_PERIOD_YEAR, 2020 }, window, observations, "CNY", FALSE);
  text = describe (settlement);
  g_assert_cmpstr (text, ==, "complete A>B 23.00 CNY; A>C 3.00 CNY");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  HENG_TEST_ADD_ROWS ("/domain/settlement/outcome", settle_rows, test_settle);
  g_test_add_func ("/domain/settlement/contributions", test_contributions);
  g_test_add_func ("/domain/settlement/nothing", test_nothing);
  g_test_add_func ("/domain/settlement/cut-window", test_cut_window);

  return g_test_run ();
}
