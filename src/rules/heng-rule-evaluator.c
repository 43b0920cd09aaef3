// SPDX-License-Identifier: GPL-3.0-or-later
/* Statements, and the operators that join values. What has an explanation of its own is in heng-rule-values.c. */
#include "heng-rule-evaluator.h"

#include "heng-error.h"
#include "heng-rule-run-private.h"

#include <string.h>

void
heng_value_init (HengValue *self)
{
  self->kind = HENG_VALUE_UNKNOWN;
  self->truth = FALSE;
  heng_number_init (&self->number);
}

void
heng_value_clear (HengValue *self)
{
  heng_number_clear (&self->number);
}

void
heng_rule_trace_value (HengTrace       *trace,
                       const HengValue *value)
{
  if (trace == NULL)
    return;

  trace->known = value->kind != HENG_VALUE_UNKNOWN;
  trace->is_condition = value->kind == HENG_VALUE_CONDITION;
  trace->truth = value->truth;
  heng_number_set (&trace->value, &value->number);
  heng_trace_finish (trace);
}

gboolean
heng_rule_compare (int               symbol,
                   const HengNumber *a,
                   const HengNumber *b)
{
  int order = heng_number_compare (a, b);

  switch (symbol)
    {
    case '<': return order < 0;
    case '>': return order > 0;
    case HENG_SYMBOL_EQUAL: return order == 0;
    case HENG_SYMBOL_NOT_EQUAL: return order != 0;
    case HENG_SYMBOL_AT_MOST: return order <= 0;
    case HENG_SYMBOL_AT_LEAST: return order >= 0;
    default: g_assert_not_reached ();
    }
}

static gboolean
operate (HengNodeKind       kind,
         const HengNumber  *a,
         const HengNumber  *b,
         HengNumber        *result,
         GError           **error)
{
  switch (kind)
    {
    case HENG_NODE_ADD: return heng_number_add (result, a, b, error);
    case HENG_NODE_SUBTRACT: return heng_number_subtract (result, a, b, error);
    case HENG_NODE_MULTIPLY: return heng_number_multiply (result, a, b, error);
    case HENG_NODE_DIVIDE: return heng_number_divide (result, a, b, error);
    case HENG_NODE_POWER: return heng_number_power (result, a, b, error);
    default: g_assert_not_reached ();
    }
}

static gboolean
evaluate_operator (HengRuleRun          *run,
                   const HengRuleFrame  *frame,
                   const HengNode       *node,
                   HengValue            *value,
                   GError              **error)
{
  g_auto (HengValue) a = { 0 };
  g_auto (HengValue) b = { 0 };

  heng_value_init (&a);
  heng_value_init (&b);
  /* Both sides are evaluated even where the first lacks something, so that all that lacks is listed at once. */
  if (!heng_rule_evaluate (run, frame, heng_node_get (node, 0), &a, error) ||
      !heng_rule_evaluate (run, frame, heng_node_get (node, 1), &b, error))
    return FALSE;
  if (a.kind == HENG_VALUE_UNKNOWN || b.kind == HENG_VALUE_UNKNOWN)
    return TRUE;

  if (node->kind == HENG_NODE_COMPARE)
    {
      value->kind = HENG_VALUE_CONDITION;
      value->truth = heng_rule_compare (node->symbol, &a.number, &b.number);
      return TRUE;
    }

  value->kind = HENG_VALUE_NUMBER;
  return operate (node->kind, &a.number, &b.number, &value->number, error);
}

/* Left to right, and only as far as needed: what is not reached is not missing. */
static gboolean
evaluate_logic (HengRuleRun          *run,
                const HengRuleFrame  *frame,
                const HengNode       *node,
                HengValue            *value,
                GError              **error)
{
  if (!heng_rule_evaluate (run, frame, heng_node_get (node, 0), value, error))
    return FALSE;
  if (value->kind == HENG_VALUE_UNKNOWN || value->truth == (node->kind == HENG_NODE_OR))
    return TRUE;

  value->kind = HENG_VALUE_UNKNOWN;
  return heng_rule_evaluate (run, frame, heng_node_get (node, 1), value, error);
}

static gboolean
evaluate_if (HengRuleRun          *run,
             const HengRuleFrame  *frame,
             const HengNode       *node,
             HengValue            *value,
             GError              **error)
{
  g_auto (HengValue) condition = { 0 };

  heng_value_init (&condition);
  if (!heng_rule_evaluate (run, frame, heng_node_get (node, 0), &condition, error))
    return FALSE;
  if (condition.kind == HENG_VALUE_UNKNOWN)
    return TRUE;

  return heng_rule_evaluate (run, frame, heng_node_get (node, condition.truth ? 1 : 2), value, error);
}

static gboolean
evaluate_node (HengRuleRun          *run,
               const HengRuleFrame  *frame,
               const HengNode       *node,
               HengValue            *value,
               GError              **error)
{
  switch (node->kind)
    {
    case HENG_NODE_NUMBER:
      value->kind = HENG_VALUE_NUMBER;
      heng_number_set (&value->number, &node->number);
      return TRUE;
    case HENG_NODE_NEGATE:
      if (!heng_rule_evaluate (run, frame, heng_node_get (node, 0), value, error))
        return FALSE;
      heng_number_negate (&value->number, &value->number);
      return TRUE;
    case HENG_NODE_NOT:
      if (!heng_rule_evaluate (run, frame, heng_node_get (node, 0), value, error))
        return FALSE;
      value->truth = !value->truth;
      return TRUE;
    case HENG_NODE_AND:
    case HENG_NODE_OR:
      return evaluate_logic (run, frame, node, value, error);
    case HENG_NODE_IF:
      return evaluate_if (run, frame, node, value, error);
    case HENG_NODE_ADD:
    case HENG_NODE_SUBTRACT:
    case HENG_NODE_MULTIPLY:
    case HENG_NODE_DIVIDE:
    case HENG_NODE_POWER:
    case HENG_NODE_COMPARE:
      return evaluate_operator (run, frame, node, value, error);
    case HENG_NODE_INDICATOR:
    case HENG_NODE_DEFINITION:
    case HENG_NODE_YEAR:
    case HENG_NODE_MONTH:
    case HENG_NODE_CALL:
    case HENG_NODE_CLASS:
    case HENG_NODE_AGO:
    case HENG_NODE_LADDER:
    case HENG_NODE_OVER_MONTHS:
    case HENG_NODE_OVER_YEARS:
    default:
      return heng_rule_evaluate_named (run, frame, node, value, error);
    }
}

gboolean
heng_rule_evaluate (HengRuleRun          *run,
                    const HengRuleFrame  *frame,
                    const HengNode       *node,
                    HengValue            *value,
                    GError              **error)
{
  gboolean done;

  if (++run->n_steps > HENG_RULE_STEPS_MAX)
    {
      heng_error_set (error, HENG_ERROR_RULE_WORK, G_STRINGIFY (HENG_RULE_STEPS_MAX), NULL);
      done = FALSE;
    }
  else
    done = evaluate_node (run, frame, node, value, error);

  if (!done)
    {
      heng_rule_place_error (error, frame->statement->text, node->start);
      /* Innermost first, as with the column: a failing definition is named, not the payment that uses it. */
      if (run->failed == NULL)
        run->failed = frame->statement;
    }
  return done;
}

/* ---- statements ---- */

static void
share_clear (gpointer data)
{
  heng_number_clear (&((HengRuleShare *) data)->weight);
}

static HengRulePayment *
payment_new (guint                statement_index,
             const HengStatement *statement)
{
  HengRulePayment *self = g_new0 (HengRulePayment, 1);

  self->statement = statement_index;
  self->unit = statement->unit;
  heng_number_init (&self->whole);
  self->payers = g_array_new (FALSE, TRUE, sizeof (HengRuleShare));
  self->receivers = g_array_new (FALSE, TRUE, sizeof (HengRuleShare));
  g_array_set_clear_func (self->payers, share_clear);
  g_array_set_clear_func (self->receivers, share_clear);
  return self;
}

static void
payment_free (gpointer data)
{
  HengRulePayment *self = data;

  heng_number_clear (&self->whole);
  g_array_unref (self->payers);
  g_array_unref (self->receivers);
  g_clear_pointer (&self->trace, heng_trace_unref);
  g_free (self);
}

static gboolean
evaluate_side (HengRuleRun          *run,
               const HengRuleFrame  *frame,
               const GArray         *members,
               GArray               *shares,
               gboolean             *known,
               GError              **error)
{
  for (guint i = 0; i < members->len; i++)
    {
      const HengSideMember *member = &g_array_index (members, HengSideMember, i);
      g_auto (HengValue) weight = { 0 };
      HengRuleShare share = { .party = member->party };

      heng_value_init (&weight);
      weight.kind = HENG_VALUE_NUMBER;
      heng_number_set_int64 (&weight.number, 1);
      if (member->weight != NULL)
        {
          weight.kind = HENG_VALUE_UNKNOWN;
          if (!heng_rule_evaluate (run, frame, member->weight, &weight, error))
            return FALSE;
          *known = *known && weight.kind != HENG_VALUE_UNKNOWN;
        }
      heng_number_init (&share.weight);
      heng_number_set (&share.weight, &weight.number);
      g_array_append_val (shares, share);
    }

  return TRUE;
}

/* With `each` the amount is that of a weight of 1. Where all weights are zero nothing is due, and nothing is to be split. */
static gboolean
multiply_by_weights (HengNumber  *whole,
                     GArray      *shares,
                     GError     **error)
{
  g_auto (HengNumber) sum = { 0 };
  gboolean all_zero = TRUE;

  heng_number_init (&sum);
  for (guint i = 0; i < shares->len; i++)
    {
      const HengNumber *weight = &g_array_index (shares, HengRuleShare, i).weight;

      all_zero = all_zero && heng_number_sign (weight) == 0;
      if (!heng_number_add (&sum, &sum, weight, error))
        return FALSE;
    }
  for (guint i = 0; all_zero && i < shares->len; i++)
    heng_number_set_int64 (&g_array_index (shares, HengRuleShare, i).weight, 1);

  return heng_number_multiply (whole, whole, &sum, error);
}

/* @payment is %NULL where the condition of `when` does not hold. */
static gboolean
evaluate_payment (HengRuleRun          *run,
                  const HengRuleFrame  *frame,
                  guint                 statement_index,
                  HengRulePayment     **payment,
                  gboolean             *known,
                  GError              **error)
{
  const HengStatement *statement = frame->statement;
  g_auto (HengValue) value = { 0 };
  HengRulePayment *made;

  heng_value_init (&value);
  if (statement->condition != NULL)
    {
      if (!heng_rule_evaluate (run, frame, statement->condition, &value, error))
        return FALSE;
      *known = value.kind != HENG_VALUE_UNKNOWN;
      if (!*known || !value.truth)
        return TRUE;
      value.kind = HENG_VALUE_UNKNOWN;
    }

  made = payment_new (statement_index, statement);
  if (!evaluate_side (run, frame, statement->payers, made->payers, known, error) ||
      !evaluate_side (run, frame, statement->receivers, made->receivers, known, error) ||
      !heng_rule_evaluate (run, frame, statement->value, &value, error))
    {
      payment_free (made);
      return FALSE;
    }

  *known = *known && value.kind != HENG_VALUE_UNKNOWN;
  if (*known && ((statement->payers_each && !multiply_by_weights (&value.number, made->payers, error)) ||
                 (statement->receivers_each && !multiply_by_weights (&value.number, made->receivers, error))))
    {
      heng_rule_place_error (error, statement->text, statement->value->start);
      run->failed = statement;
      payment_free (made);
      return FALSE;
    }
  heng_number_set (&made->whole, &value.number);
  heng_rule_trace_value (frame->trace, &value);
  made->trace = frame->trace != NULL ? heng_trace_ref (frame->trace) : NULL;
  *payment = made;
  return TRUE;
}

static gboolean
evaluate_statement (HengRuleRun          *run,
                    const HengRuleFrame  *frame,
                    guint                 index,
                    HengRuleResult       *result,
                    GError              **error)
{
  HengRulePayment *payment = NULL;
  gboolean known = TRUE;

  if (frame->statement->kind == HENG_STATEMENT_PAY)
    {
      if (!evaluate_payment (run, frame, index, &payment, &known, error))
        return FALSE;
      if (payment != NULL)
        g_ptr_array_add (result->payments, payment);
    }
  else
    {
      g_auto (HengValue) value = { 0 };

      heng_value_init (&value);
      if (!heng_rule_evaluate (run, frame, frame->statement->condition, &value, error))
        return FALSE;
      known = value.kind != HENG_VALUE_UNKNOWN;
      heng_rule_trace_value (frame->trace, &value);
      if (known && !value.truth)
        {
          result->status = HENG_RULE_BLOCKED;
          result->statement = index;
          result->reason = g_strdup (frame->statement->reason);
        }
    }

  if (!known && result->status == HENG_RULE_COMPLETE)
    result->status = HENG_RULE_INCOMPLETE;
  if (frame->trace != NULL)
    {
      if (frame->trace->substituted == NULL)
        heng_trace_finish (frame->trace);
      g_ptr_array_add (result->traces, heng_trace_ref (frame->trace));
    }
  return TRUE;
}

HengRuleResult *
heng_rules_evaluate (const HengRules      *self,
                     const HengRuleSource *source,
                     HengWindow            window,
                     gboolean              traced)
{
  HengRuleRun run = { .rules = self, .source = source, .traced = traced };
  HengRuleResult *result = g_new0 (HengRuleResult, 1);

  result->payments = g_ptr_array_new_with_free_func (payment_free);
  result->traces = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_trace_unref);

  for (guint i = 0; i < self->statements->len && result->status != HENG_RULE_BLOCKED; i++)
    {
      const HengStatement *statement = g_ptr_array_index (self->statements, i);
      g_autoptr (HengTrace) trace = NULL;
      HengRuleFrame frame = { .statement = statement, .window = window };

      if (statement->kind != HENG_STATEMENT_PAY && statement->kind != HENG_STATEMENT_REQUIRE)
        continue;
      if (traced)
        trace = heng_trace_new (HENG_TRACE_STATEMENT, statement->text, strlen (statement->text), window);
      frame.trace = trace;
      if (!evaluate_statement (&run, &frame, i, result, &result->error))
        {
          result->status = HENG_RULE_FAILED;
          if (!g_ptr_array_find (self->statements, run.failed, &result->statement))
            g_assert_not_reached ();
          break;
        }
    }

  if (result->status != HENG_RULE_COMPLETE)
    g_ptr_array_set_size (result->payments, 0);
  g_clear_pointer (&run.memo, g_hash_table_unref);
  return result;
}

void
heng_rule_result_free (HengRuleResult *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->payments);
  g_ptr_array_unref (self->traces);
  g_free (self->reason);
  g_clear_error (&self->error);
  g_free (self);
}
