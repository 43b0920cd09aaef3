// SPDX-License-Identifier: GPL-3.0-or-later
/* Rules, one a line: parsed, evaluated over a month, a quarter and a year with made-up values, explained. Written again with a space
 * between any two of their tokens they are the same rules. */
#include "fuzz.h"

#include "heng-error.h"
#include "heng-rule-evaluator.h"
#include "heng-rule-token.h"

#include <string.h>

#define LINES_MAX 50

static const char *const parties[] = { "A", "B", "C", "Fund", "山东", "河南", "Shandong", "Henan" };
static const HengRuleIndicator indicators[] = {
  { "COD", HENG_CLASS_USE_ANY }, { "NH3N", HENG_CLASS_USE_ANY }, { "TP", HENG_CLASS_USE_ANY }, { "TN", HENG_CLASS_USE_ALONE },
  { "flow", HENG_CLASS_USE_NONE }, { "q", HENG_CLASS_USE_NONE }, { "氨氮", HENG_CLASS_USE_ANY },
};

/* A value for most indicators and windows, the same for the same. */
static gboolean
get_value (gpointer     data,
           guint        indicator,
           HengWindow   window,
           gboolean     report,
           HengNumber  *value,
           gboolean    *known,
           HengTrace   *trace,
           GError     **error)
{
  guint mixed = (guint) window.first * 31u + (guint) window.last * 7u + indicator * 101u;

  g_assert_cmpuint (indicator, <, G_N_ELEMENTS (indicators));
  g_assert_cmpint (window.first, <=, window.last);
  *known = mixed % 11 != 0;
  heng_number_set_ratio (value, (gint64) (mixed % 1999) - 500, (gint64) (mixed % 13) + 1);
  if (trace != NULL && *known)
    heng_trace_add_observation (trace, GUINT_TO_POINTER (mixed));
  return TRUE;
}

static guint
get_class (gpointer          data,
           guint             indicator,
           const HengNumber *value)
{
  g_assert_cmpuint (indicator, <, G_N_ELEMENTS (indicators));
  return heng_number_sign (value) < 0 ? 1 : 4;
}

static void
walk_trace (const HengTrace *trace,
            guint            depth)
{
  g_autofree char *value = heng_trace_format_value (trace);

  g_assert_true (g_utf8_validate (value, -1, NULL));
  g_assert_true (g_utf8_validate (trace->text, -1, NULL));
  g_assert_true (trace->substituted == NULL || g_utf8_validate (trace->substituted, -1, NULL));
  g_assert_true (trace->observations->len == 0 || trace->kind == HENG_TRACE_INDICATOR);
  /* A value used twice is one node with two parents: all ways to all nodes may be without end. */
  if (depth > 5)
    return;
  for (guint i = 0; i < MIN (trace->children->len, 3); i++)
    walk_trace (g_ptr_array_index (trace->children, i), depth + 1);
}

static HengRuleResult *
evaluate (const HengRules *rules,
          HengPeriodKind   kind,
          gboolean         traced)
{
  HengRuleSource source = { get_value, get_class, NULL };
  HengPeriod period = heng_period_of_month (kind, 2023 * 12 + 6);
  HengWindow window = { heng_period_get_first_month (period), heng_period_get_last_month (period) };
  HengRuleResult *result = heng_rules_evaluate (rules, &source, window, traced);

  g_assert_true ((result->status == HENG_RULE_FAILED) == (result->error != NULL));
  g_assert_true (result->status == HENG_RULE_COMPLETE || result->payments->len == 0);
  for (guint i = 0; i < result->traces->len; i++)
    walk_trace (g_ptr_array_index (result->traces, i), 0);
  return result;
}

static void
assert_same (const HengRuleResult *a,
             const HengRuleResult *b)
{
  g_assert_cmpint (a->status, ==, b->status);
  g_assert_cmpuint (a->statement, ==, b->statement);
  g_assert_cmpuint (a->payments->len, ==, b->payments->len);
  g_assert_true (a->error == NULL || a->error->code == b->error->code);
  for (guint i = 0; i < a->payments->len; i++)
    {
      const HengRulePayment *first = g_ptr_array_index (a->payments, i), *second = g_ptr_array_index (b->payments, i);

      g_assert_cmpint (heng_number_compare (&first->whole, &second->whole), ==, 0);
      g_assert_cmpuint (first->payers->len, ==, second->payers->len);
      g_assert_cmpuint (first->receivers->len, ==, second->receivers->len);
      g_assert_cmpstr (first->unit, ==, second->unit);
    }
}

static char *
space_out (const char *rule)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) tokens = heng_rule_tokens_new (rule, &error);
  GString *spaced = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < tokens->len; i++)
    {
      const HengToken *token = &g_array_index (tokens, HengToken, i);

      g_assert_cmpuint (token->start, <=, token->end);
      g_assert_cmpuint (token->end, <=, strlen (rule));
      g_string_append_len (spaced, rule + token->start, token->end - token->start);
      g_string_append (spaced, "  ");
    }

  return g_string_free (spaced, FALSE);
}

static HengRules *
parse (char           **lines,
       HengPeriodKind   kind,
       GError         **error)
{
  HengRuleNames names = {
    .parties = parties, .n_parties = G_N_ELEMENTS (parties), .indicators = indicators, .n_indicators = G_N_ELEMENTS (indicators),
    .assessed = kind,
  };

  return heng_rules_new ((const char *const *) lines, g_strv_length (lines), &names, error);
}

static void
try_rules (char           **lines,
           HengPeriodKind   kind)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HengRules) rules = parse (lines, kind, &error), spaced_rules = NULL;
  g_autoptr (HengRuleResult) plain = NULL, traced = NULL, spaced_result = NULL;
  g_auto (GStrv) spaced = NULL;
  guint n_lines = g_strv_length (lines);

  if (rules == NULL)
    {
      g_assert_nonnull (error);
      g_assert_true (error->domain == HENG_ERROR);
      return;
    }

  g_assert_no_error (error);
  g_assert_cmpuint (heng_rules_get_n_statements (rules), ==, n_lines);
  plain = evaluate (rules, kind, FALSE);
  traced = evaluate (rules, kind, TRUE);
  assert_same (plain, traced);

  spaced = g_new0 (char *, n_lines + 1);
  for (guint i = 0; i < n_lines; i++)
    spaced[i] = space_out (lines[i]);
  spaced_rules = parse (spaced, kind, &error);
  /* Only the spaces can make it too long. */
  if (spaced_rules == NULL)
    {
      g_assert_error (error, HENG_ERROR, HENG_ERROR_RULE_TOO_LONG);
      return;
    }
  spaced_result = evaluate (spaced_rules, kind, FALSE);
  assert_same (plain, spaced_result);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size_bytes)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  fuzz_begin ();
  if (size_bytes > FUZZ_BYTES_MAX)
    return 0;

  text = g_strndup ((const char *) data, size_bytes);
  lines = g_strsplit (text, "\n", LINES_MAX);
  for (HengPeriodKind kind = HENG_PERIOD_MONTH; kind <= HENG_PERIOD_YEAR; kind++)
    try_rules (lines, kind);
  return 0;
}
