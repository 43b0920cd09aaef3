// SPDX-License-Identifier: GPL-3.0-or-later
/* `sum over months (…)` and its like: a bracket computed for each month or year. */
#include "heng-rule-run-private.h"

#include "heng-error.h"

static gboolean
aggregate (HengWord          word,
           guint             n_before,
           const HengValue  *step,
           HengValue        *value,
           GError          **error)
{
  gint64 count;
  int order;

  switch (word)
    {
    case HENG_WORD_COUNT:
      if (step->truth && heng_number_get_int64 (&value->number, &count))
        heng_value_set_int64 (value, count + 1);
      return TRUE;
    case HENG_WORD_PRODUCT:
      return heng_number_multiply (&value->number, &value->number, &step->number, error);
    case HENG_WORD_MIN:
    case HENG_WORD_MAX:
      order = heng_number_compare (&step->number, &value->number);
      if (n_before == 0 || (word == HENG_WORD_MIN ? order < 0 : order > 0))
        heng_number_set (&value->number, &step->number);
      return TRUE;
    case HENG_WORD_SUM:
    case HENG_WORD_MEAN:
    default:
      return heng_number_add (&value->number, &value->number, &step->number, error);
    }
}

static gboolean
evaluate_step (HengRuleRun          *run,
               const HengRuleFrame  *frame,
               const HengNode       *node,
               HengWindow            window,
               HengValue            *value,
               GError              **error)
{
  guint start = (guint) node->symbol, end = node->end - 1;
  g_autoptr (HengTrace) trace = NULL;
  HengRuleFrame step = { .statement = frame->statement, .window = window, .offset = start };

  if (frame->trace != NULL)
    {
      trace = heng_trace_new (HENG_TRACE_STEP, frame->statement->text + start, end - start, window);
      heng_trace_add (frame->trace, trace, 0, 0);
    }
  step.trace = trace;
  if (!heng_rule_evaluate (run, &step, heng_node_get (node, node->children->len - 1), value, error))
    return FALSE;

  heng_rule_trace_value (trace, value);
  return TRUE;
}

/* The windows first, first + length, … up to last; @length_months is 1 or 12. */
static gboolean
evaluate_steps (HengRuleRun          *run,
                const HengRuleFrame  *frame,
                const HengNode       *node,
                gint                  first,
                gint                  last,
                gint                  length_months,
                HengValue            *value,
                GError              **error)
{
  static const char *const names[] = { "sum", "mean", "count", "min", "max", "product" };
  g_auto (HengNumber) count = { 0 };
  gboolean known = TRUE;
  guint n_steps = 0;

  heng_value_set_int64 (value, node->word == HENG_WORD_PRODUCT ? 1 : 0);
  for (gint at = first; at <= last; at++, n_steps++)
    {
      HengWindow window = { at * length_months, at * length_months + length_months - 1 };
      g_auto (HengValue) step = { 0 };

      heng_value_init (&step);
      if (!evaluate_step (run, frame, node, window, &step, error))
        return FALSE;
      known = known && step.kind != HENG_VALUE_UNKNOWN;
      if (known && !aggregate (node->word, n_steps, &step, value, error))
        return FALSE;
    }

  if (n_steps == 0 && (node->word == HENG_WORD_MEAN || node->word == HENG_WORD_MIN || node->word == HENG_WORD_MAX))
    {
      heng_error_set (error, HENG_ERROR_RULE_EMPTY_RANGE, names[node->word - HENG_WORD_SUM], NULL);
      return FALSE;
    }
  if (!known)
    {
      value->kind = HENG_VALUE_UNKNOWN;
      return TRUE;
    }

  if (node->word != HENG_WORD_MEAN)
    return TRUE;
  heng_number_init (&count);
  heng_number_set_int64 (&count, n_steps);
  return heng_number_divide (&value->number, &value->number, &count, error);
}

static gboolean
get_year (const HengValue  *value,
          gint             *year,
          GError          **error)
{
  gint64 number;

  if (!heng_number_get_int64 (&value->number, &number) || number < HENG_YEAR_MIN || number > HENG_YEAR_MAX)
    {
      heng_error_set (error, HENG_ERROR_RULE_YEAR_FRACTION, NULL);
      return FALSE;
    }

  *year = (gint) number;
  return TRUE;
}

gboolean
heng_rule_evaluate_over_years (HengRuleRun          *run,
                               const HengRuleFrame  *frame,
                               const HengNode       *node,
                               HengValue            *value,
                               GError              **error)
{
  g_auto (HengValue) first = { 0 };
  g_auto (HengValue) last = { 0 };
  gint first_year, last_year;

  heng_value_init (&first);
  heng_value_init (&last);
  if (!heng_rule_evaluate (run, frame, heng_node_get (node, 0), &first, error) ||
      !heng_rule_evaluate (run, frame, heng_node_get (node, 1), &last, error))
    return FALSE;
  if (first.kind == HENG_VALUE_UNKNOWN || last.kind == HENG_VALUE_UNKNOWN)
    return TRUE;
  if (!get_year (&first, &first_year, error) || !get_year (&last, &last_year, error))
    return FALSE;
  if (last_year - first_year >= HENG_RULE_YEARS_MAX)
    {
      heng_error_set (error, HENG_ERROR_RULE_YEARS_RANGE, G_STRINGIFY (HENG_RULE_YEARS_MAX), NULL);
      return FALSE;
    }

  return evaluate_steps (run, frame, node, first_year, last_year, 12, value, error);
}

gboolean
heng_rule_evaluate_over_months (HengRuleRun          *run,
                                const HengRuleFrame  *frame,
                                const HengNode       *node,
                                HengValue            *value,
                                GError              **error)
{
  return evaluate_steps (run, frame, node, frame->window.first, frame->window.last, 1, value, error);
}
