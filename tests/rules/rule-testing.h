// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/* Names and measured values for tests of rules. */

#include "heng-rule-evaluator.h"

#include "testing.h"

static const char *const test_parties[] = { "A", "B", "C", "Fund", "山东", "河南" };

static const HengRuleIndicator test_indicators[] = {
  { "COD", HENG_CLASS_USE_ANY },  { "NH3N", HENG_CLASS_USE_ANY }, { "TP", HENG_CLASS_USE_ANY },   { "TN", HENG_CLASS_USE_ALONE },
  { "FC", HENG_CLASS_USE_ALONE }, { "flow", HENG_CLASS_USE_NONE }, { "P", HENG_CLASS_USE_NONE }, { "氨氮", HENG_CLASS_USE_ANY },
};

static inline HengRules *
test_rules_new (const char *const  *texts,
                guint               n_texts,
                HengPeriodKind      assessed,
                GError            **error)
{
  HengRuleNames names = {
    .parties = test_parties, .n_parties = G_N_ELEMENTS (test_parties),
    .indicators = test_indicators, .n_indicators = G_N_ELEMENTS (test_indicators),
    .assessed = assessed,
  };

  return heng_rules_new (texts, n_texts, &names, error);
}

/* ---- a source of values: a text such as "COD@2020=15 COD@2020-03=20" ---- */

typedef struct
{
  const char *values;
  GPtrArray  *missing; /* (element-type utf8): "COD@2020-03" */
  guint       n_asked;
} TestSource;

/* A year, a quarter, a month or "2020-03…2020-05". */
static inline char *
test_format_window (HengWindow window)
{
  for (int kind = HENG_PERIOD_MONTH; kind <= HENG_PERIOD_YEAR; kind++)
    {
      HengPeriod period = heng_period_of_month ((HengPeriodKind) kind, window.first);

      if (heng_period_get_first_month (period) == window.first && heng_period_get_last_month (period) == window.last)
        return heng_period_format (period);
    }

  {
    g_autofree char *first = heng_period_format (heng_period_of_month (HENG_PERIOD_MONTH, window.first));
    g_autofree char *last = heng_period_format (heng_period_of_month (HENG_PERIOD_MONTH, window.last));

    return g_strdup_printf ("%s…%s", first, last);
  }
}

static inline gboolean
test_source_get_value (gpointer     data,
                       guint        indicator,
                       HengWindow   window,
                       gboolean     report,
                       HengNumber  *value,
                       gboolean    *known,
                       HengTrace   *trace,
                       GError     **error)
{
  TestSource *self = data;
  g_autofree char *period = test_format_window (window);
  g_autofree char *key = g_strdup_printf ("%s@%s=", test_indicators[indicator].name, period);
  g_auto (GStrv) words = g_strsplit (self->values != NULL ? self->values : "", " ", -1);

  self->n_asked++;
  *known = FALSE;
  for (guint i = 0; words[i] != NULL; i++)
    if (g_str_has_prefix (words[i], key))
      {
        g_assert_true (heng_number_parse (value, words[i] + strlen (key), NULL));
        *known = TRUE;
        if (trace != NULL)
          heng_trace_add_observation (trace, GUINT_TO_POINTER (i + 1));
      }

  key[strlen (key) - 1] = '\0';
  if (!*known && report && !g_ptr_array_find_with_equal_func (self->missing, key, g_str_equal, NULL))
    g_ptr_array_add (self->missing, g_strdup (key));
  return TRUE;
}

/* Up to 10 is class 1, up to 20 class 2 …, above 50 class 6. */
static inline guint
test_source_get_class (gpointer          data,
                       guint             indicator,
                       const HengNumber *value)
{
  g_auto (HengNumber) limit = { 0 };
  guint class = 1;

  heng_number_init (&limit);
  for (heng_number_set_int64 (&limit, 10); class < 6 && heng_number_compare (value, &limit) > 0; class++)
    heng_number_set_int64 (&limit, 10 * (class + 1));
  return class;
}

/* Evaluates over the period @period; adds what lacks to @missing (nullable). */
static inline HengRuleResult *
test_evaluate (const HengRules *rules,
               const char      *period,
               const char      *values,
               gboolean         traced,
               GPtrArray       *missing)
{
  g_autoptr (GPtrArray) own = g_ptr_array_new_with_free_func (g_free);
  TestSource source = { values, missing != NULL ? missing : own, 0 };
  HengRuleSource rule_source = { test_source_get_value, test_source_get_class, &source };
  HengPeriod parsed;
  HengWindow window;

  g_assert_true (heng_period_parse (period, &parsed, NULL));
  window.first = heng_period_get_first_month (parsed);
  window.last = heng_period_get_last_month (parsed);
  return heng_rules_evaluate (rules, &rule_source, window, traced);
}
