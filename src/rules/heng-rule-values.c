// SPDX-License-Identifier: GPL-3.0-or-later
/* Values with an explanation of their own: indicators, definitions, functions; aggregates are in heng-rule-aggregates.c. */
#include "heng-rule-run-private.h"

#include "heng-error.h"

#include <string.h>

typedef struct
{
  gint       key[4]; /* statement, first month, last month, whether lacks are muted */
  HengValue  value;
  HengTrace *trace;
} Memo;

static guint
memo_hash (gconstpointer key)
{
  const gint *parts = key;

  return (guint) parts[0] * 31u + (guint) parts[1] * 1009u + (guint) parts[2] * 7919u + (guint) parts[3];
}

static gboolean
memo_equal (gconstpointer a,
            gconstpointer b)
{
  return memcmp (a, b, 4 * sizeof (gint)) == 0;
}

static void
memo_free (gpointer data)
{
  Memo *memo = data;

  heng_value_clear (&memo->value);
  g_clear_pointer (&memo->trace, heng_trace_unref);
  g_free (memo);
}

GHashTable *
heng_rule_memo_new (void)
{
  return g_hash_table_new_full (memo_hash, memo_equal, NULL, memo_free);
}

void
heng_value_set_int64 (HengValue *self,
                      gint64     number)
{
  self->kind = HENG_VALUE_NUMBER;
  heng_number_set_int64 (&self->number, number);
}

/* The same name in another month is another value, so definitions are evaluated where they are used, once per window. */
static gboolean
evaluate_definition (HengRuleRun          *run,
                     const HengRuleFrame  *frame,
                     const HengNode       *node,
                     HengTrace           **trace,
                     HengValue            *value,
                     GError              **error)
{
  const HengStatement *definition = g_ptr_array_index (run->rules->statements, (guint) node->symbol);
  gint key[4] = { node->symbol, frame->window.first, frame->window.last, run->mute > 0 };
  Memo *memo = run->memo != NULL ? g_hash_table_lookup (run->memo, key) : NULL;
  HengRuleFrame own = { .statement = definition, .window = frame->window };

  if (memo == NULL)
    {
      g_autoptr (HengTrace) made = NULL;

      if (run->traced)
        made = heng_trace_new (HENG_TRACE_DEFINITION, definition->text, strlen (definition->text), frame->window);
      own.trace = made;
      if (!heng_rule_evaluate (run, &own, definition->value, value, error))
        return FALSE;
      heng_rule_trace_value (made, value);

      memo = g_new0 (Memo, 1);
      memcpy (memo->key, key, sizeof key);
      heng_value_init (&memo->value);
      memo->value.kind = value->kind;
      memo->value.truth = value->truth;
      heng_number_set (&memo->value.number, &value->number);
      memo->trace = g_steal_pointer (&made);
      if (run->memo == NULL)
        run->memo = heng_rule_memo_new ();
      g_hash_table_insert (run->memo, memo->key, memo);
    }

  value->kind = memo->value.kind;
  value->truth = memo->value.truth;
  heng_number_set (&value->number, &memo->value.number);
  if (memo->trace != NULL)
    *trace = heng_trace_ref (memo->trace);
  return TRUE;
}

static gboolean
evaluate_rest (HengWord           word,
               const HengValue   *arguments,
               guint              n_arguments,
               HengValue         *value,
               GError           **error)
{
  value->kind = HENG_VALUE_NUMBER;
  heng_number_set (&value->number, &arguments[0].number);
  switch (word)
    {
    case HENG_WORD_MIN:
    case HENG_WORD_MAX:
      for (guint i = 1; i < n_arguments; i++)
        if (heng_number_compare (&arguments[i].number, &value->number) * (word == HENG_WORD_MIN ? -1 : 1) > 0)
          heng_number_set (&value->number, &arguments[i].number);
      return TRUE;
    case HENG_WORD_ABS:
      heng_number_absolute (&value->number, &value->number);
      return TRUE;
    case HENG_WORD_FLOOR:
      heng_number_floor (&value->number, &value->number);
      return TRUE;
    case HENG_WORD_CEIL:
      heng_number_ceil (&value->number, &value->number);
      return TRUE;
    case HENG_WORD_CLAMP:
      if (heng_number_compare (&arguments[1].number, &arguments[2].number) > 0)
        {
          heng_error_set (error, HENG_ERROR_RULE_CLAMP_ORDER, NULL);
          return FALSE;
        }
      if (heng_number_compare (&value->number, &arguments[1].number) < 0)
        heng_number_set (&value->number, &arguments[1].number);
      if (heng_number_compare (&value->number, &arguments[2].number) > 0)
        heng_number_set (&value->number, &arguments[2].number);
      return TRUE;
    default:
      g_assert_not_reached ();
    }
}

/* round (x, digits): half away from zero, as everywhere that the agreement states nothing else. */
static gboolean
round_digits (const HengNumber  *number,
              const HengNumber  *digits,
              HengNumber        *result,
              GError           **error)
{
  g_auto (HengNumber) ten = { 0 };
  g_auto (HengNumber) scale = { 0 };
  g_auto (HengNumber) half = { 0 };
  int sign = heng_number_sign (number);
  gint64 count;

  if (!heng_number_get_int64 (digits, &count) || ABS (count) > HENG_NUMBER_DIGITS_MAX)
    {
      heng_error_set (error, HENG_ERROR_RULE_DIGITS, G_STRINGIFY (HENG_NUMBER_DIGITS_MAX), NULL);
      return FALSE;
    }

  heng_number_init (&ten);
  heng_number_init (&scale);
  heng_number_init (&half);
  heng_number_set_int64 (&ten, 10);
  heng_number_set_ratio (&half, 1, 2);
  if (!heng_number_power (&scale, &ten, digits, error) || !heng_number_multiply (result, number, &scale, error))
    return FALSE;

  heng_number_absolute (result, result);
  if (!heng_number_add (result, result, &half, error))
    return FALSE;
  heng_number_floor (result, result);
  if (sign < 0)
    heng_number_negate (result, result);
  return heng_number_divide (result, result, &scale, error);
}

static gboolean
evaluate_call (HengRuleRun          *run,
               const HengRuleFrame  *frame,
               const HengNode       *node,
               HengValue            *value,
               GError              **error)
{
  guint n_arguments = node->children->len;
  g_autofree HengValue *arguments = g_new0 (HengValue, n_arguments);
  gboolean done = TRUE, known = TRUE;

  for (guint i = 0; i < n_arguments; i++)
    heng_value_init (&arguments[i]);
  for (guint i = 0; i < n_arguments && done; i++)
    {
      done = heng_rule_evaluate (run, frame, heng_node_get (node, i), &arguments[i], error);
      known = known && arguments[i].kind != HENG_VALUE_UNKNOWN;
    }

  if (done && known)
    {
      if (node->word == HENG_WORD_ROUND)
        {
          value->kind = HENG_VALUE_NUMBER;
          done = round_digits (&arguments[0].number, &arguments[1].number, &value->number, error);
        }
      else
        done = evaluate_rest (node->word, arguments, n_arguments, value, error);
    }
  for (guint i = 0; i < n_arguments; i++)
    heng_value_clear (&arguments[i]);
  return done;
}

/* known (x) and default (x, y): what lacks in x is no lack. */
static gboolean
evaluate_known (HengRuleRun          *run,
                const HengRuleFrame  *frame,
                const HengNode       *node,
                HengValue            *value,
                GError              **error)
{
  gboolean done;

  run->mute++;
  done = heng_rule_evaluate (run, frame, heng_node_get (node, 0), value, error);
  run->mute--;
  if (!done)
    return FALSE;

  if (node->word == HENG_WORD_KNOWN)
    {
      value->truth = value->kind != HENG_VALUE_UNKNOWN;
      value->kind = HENG_VALUE_CONDITION;
      return TRUE;
    }

  return value->kind != HENG_VALUE_UNKNOWN || heng_rule_evaluate (run, frame, heng_node_get (node, 1), value, error);
}

static guint
indicator_of (const HengNode *node)
{
  while (node->kind != HENG_NODE_INDICATOR)
    node = heng_node_get (node, 0);

  return (guint) node->symbol;
}

/* Single-factor evaluation (GB 3838-2002): the worst parameter decides. */
static gboolean
evaluate_class (HengRuleRun          *run,
                const HengRuleFrame  *frame,
                const HengNode       *node,
                HengValue            *value,
                GError              **error)
{
  guint worst = 0;
  gboolean known = TRUE;

  for (guint i = 0; i < node->children->len; i++)
    {
      const HengNode *child = heng_node_get (node, i);
      g_auto (HengValue) argument = { 0 };

      heng_value_init (&argument);
      if (!heng_rule_evaluate (run, frame, child, &argument, error))
        return FALSE;
      if (argument.kind == HENG_VALUE_UNKNOWN)
        known = FALSE;
      else
        worst = MAX (worst, run->source->get_class (run->source->data, indicator_of (child), &argument.number));
    }

  if (known)
    heng_value_set_int64 (value, worst);
  return TRUE;
}

static gboolean
evaluate_ladder (HengRuleRun          *run,
                 const HengRuleFrame  *frame,
                 const HengNode       *node,
                 HengValue            *value,
                 GError              **error)
{
  g_auto (HengValue) measured = { 0 };
  g_auto (HengValue) limit = { 0 };

  heng_value_init (&measured);
  heng_value_init (&limit);
  if (!heng_rule_evaluate (run, frame, heng_node_get (node, 0), &measured, error))
    return FALSE;
  if (measured.kind == HENG_VALUE_UNKNOWN)
    return TRUE;

  for (guint i = 0; i < node->comparisons->len; i++)
    {
      limit.kind = HENG_VALUE_UNKNOWN;
      if (!heng_rule_evaluate (run, frame, heng_node_get (node, 1 + 2 * i), &limit, error))
        return FALSE;
      if (limit.kind == HENG_VALUE_UNKNOWN)
        return TRUE;
      if (heng_rule_compare (g_array_index (node->comparisons, int, i), &measured.number, &limit.number))
        return heng_rule_evaluate (run, frame, heng_node_get (node, 2 + 2 * i), value, error);
    }

  return heng_rule_evaluate (run, frame, heng_node_get (node, node->children->len - 1), value, error);
}

static HengTraceKind
trace_kind (const HengNode *node)
{
  switch (node->kind)
    {
    case HENG_NODE_INDICATOR: return HENG_TRACE_INDICATOR;
    case HENG_NODE_AGO: return HENG_TRACE_AGO;
    case HENG_NODE_CLASS: return HENG_TRACE_CLASS;
    case HENG_NODE_LADDER: return HENG_TRACE_LADDER;
    case HENG_NODE_OVER_MONTHS:
    case HENG_NODE_OVER_YEARS: return HENG_TRACE_AGGREGATE;
    case HENG_NODE_CALL: return HENG_TRACE_CALL;
    default: return HENG_TRACE_NUMBER;
    }
}

static gboolean
evaluate_in_frame (HengRuleRun          *run,
                   const HengRuleFrame  *frame,
                   const HengNode       *node,
                   HengValue            *value,
                   GError              **error)
{
  HengRuleFrame earlier = *frame;
  gboolean known;

  switch (node->kind)
    {
    case HENG_NODE_INDICATOR:
      if (!run->source->get_value (run->source->data, (guint) node->symbol, frame->window, run->mute == 0,
                                   &value->number, &known, frame->trace, error))
        return FALSE;
      value->kind = known ? HENG_VALUE_NUMBER : HENG_VALUE_UNKNOWN;
      return TRUE;
    case HENG_NODE_YEAR:
      heng_value_set_int64 (value, frame->window.first / 12);
      return TRUE;
    case HENG_NODE_MONTH:
      heng_value_set_int64 (value, frame->window.first % 12 + 1);
      return TRUE;
    case HENG_NODE_AGO:
      if (frame->window.first - node->symbol < HENG_YEAR_MIN * 12)
        {
          heng_error_set (error, HENG_ERROR_RULE_YEAR_FRACTION, NULL);
          return FALSE;
        }
      earlier.window.first -= node->symbol;
      earlier.window.last -= node->symbol;
      return heng_rule_evaluate (run, &earlier, heng_node_get (node, 0), value, error);
    case HENG_NODE_CLASS:
      return evaluate_class (run, frame, node, value, error);
    case HENG_NODE_LADDER:
      return evaluate_ladder (run, frame, node, value, error);
    case HENG_NODE_OVER_MONTHS:
      return heng_rule_evaluate_over_months (run, frame, node, value, error);
    case HENG_NODE_OVER_YEARS:
      return heng_rule_evaluate_over_years (run, frame, node, value, error);
    case HENG_NODE_CALL:
    default:
      if (node->word == HENG_WORD_KNOWN || node->word == HENG_WORD_DEFAULT)
        return evaluate_known (run, frame, node, value, error);
      return evaluate_call (run, frame, node, value, error);
    }
}

gboolean
heng_rule_evaluate_named (HengRuleRun          *run,
                          const HengRuleFrame  *frame,
                          const HengNode       *node,
                          HengValue            *value,
                          GError              **error)
{
  g_autoptr (HengTrace) trace = NULL;
  HengRuleFrame own = *frame;
  gboolean done;

  if (node->kind == HENG_NODE_DEFINITION)
    done = evaluate_definition (run, frame, node, &trace, value, error);
  else
    {
      if (frame->trace != NULL)
        {
          trace = heng_trace_new (trace_kind (node), frame->statement->text + node->start, node->end - node->start,
                                  frame->window);
          if (node->kind == HENG_NODE_INDICATOR)
            trace->indicator = (guint) node->symbol;
          own.offset = node->start;
        }
      own.trace = trace;
      done = evaluate_in_frame (run, &own, node, value, error);
      if (done)
        heng_rule_trace_value (trace, value);
    }

  if (done && frame->trace != NULL)
    heng_trace_add (frame->trace, trace, node->start - frame->offset, node->end - frame->offset);
  return done;
}
