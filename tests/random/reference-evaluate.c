// SPDX-License-Identifier: GPL-3.0-or-later
/* Expressions, by what each word of the language means. */
#include "reference-private.h"

/* Well below what the program bounds numbers to; what grows beyond is not judged. */
#define BITS_MAX 8000

void
value_init (Value *self)
{
  self->kind = VALUE_UNKNOWN;
  self->truth = FALSE;
  mpq_init (self->number);
}

void
value_clear (Value *self)
{
  mpq_clear (self->number);
}

gboolean
reference_fail (Reference *self,
                Failure    failure)
{
  self->failure = failure;
  return FALSE;
}

gboolean
reference_check_size (Reference *self,
                      Value     *value)
{
  value->kind = VALUE_NUMBER;
  if (mpz_sizeinbase (mpq_numref (value->number), 2) > BITS_MAX || mpz_sizeinbase (mpq_denref (value->number), 2) > BITS_MAX)
    return reference_fail (self, FAILURE_TOO_LARGE);
  return TRUE;
}

void
reference_set_literal (mpq_t          number,
                       const Literal *literal)
{
  mpq_set_si (number, literal->numerator, (gulong) literal->denominator);
  mpq_canonicalize (number);
}

gboolean
reference_compare (Order      order,
                   mpq_srcptr a,
                   mpq_srcptr b)
{
  switch (order)
    {
    case ORDER_LESS: return mpq_cmp (a, b) < 0;
    case ORDER_MORE: return mpq_cmp (a, b) > 0;
    case ORDER_EQUAL: return mpq_equal (a, b) != 0;
    case ORDER_UNEQUAL: return mpq_equal (a, b) == 0;
    case ORDER_AT_MOST: return mpq_cmp (a, b) <= 0;
    case ORDER_AT_LEAST: return mpq_cmp (a, b) >= 0;
    case N_ORDERS:
    default: g_assert_not_reached ();
    }
}

static gboolean
power (Reference *self,
       Value     *base,
       mpq_srcptr exponent)
{
  g_auto (Value) product = { 0 };
  glong times;

  if (mpz_cmp_ui (mpq_denref (exponent), 1) != 0 || mpz_cmpabs_ui (mpq_numref (exponent), 1000) > 0)
    return reference_fail (self, FAILURE_POWER);
  times = mpz_get_si (mpq_numref (exponent));
  if (times < 0 && mpq_sgn (base->number) == 0)
    return reference_fail (self, FAILURE_DIVISION_BY_ZERO);

  value_init (&product);
  mpq_set_ui (product.number, 1, 1);
  for (glong i = 0; i < ABS (times); i++)
    {
      mpq_mul (product.number, product.number, base->number);
      if (!reference_check_size (self, &product))
        return FALSE;
    }
  if (times < 0)
    mpq_inv (product.number, product.number);
  mpq_set (base->number, product.number);
  return reference_check_size (self, base);
}

/* Half away from zero to so many digits. */
static gboolean
round_digits (Reference *self,
              Value     *value,
              mpq_srcptr digits)
{
  mpq_t step;
  mpz_t count;
  glong places;

  if (mpz_cmp_ui (mpq_denref (digits), 1) != 0 || mpz_cmpabs_ui (mpq_numref (digits), 30) > 0)
    return reference_fail (self, FAILURE_ROUND_DIGITS);
  places = mpz_get_si (mpq_numref (digits));
  mpq_init (step);
  mpz_init (count);
  mpz_ui_pow_ui (places < 0 ? mpq_numref (step) : mpq_denref (step), 10, (gulong) ABS (places));
  if (places < 0)
    mpz_set_ui (mpq_denref (step), 1);
  else
    mpz_set_ui (mpq_numref (step), 1);
  reference_round (count, value->number, step, MODE_HALF_UP);
  mpq_set_z (value->number, count);
  mpq_mul (value->number, value->number, step);
  mpz_clear (count);
  mpq_clear (step);
  return reference_check_size (self, value);
}

static gboolean
combine (Reference *self,
         NodeKind   kind,
         Value     *value,
         Value     *others,
         gint       n_others)
{
  switch ((guint) kind)
    {
    case NODE_ADD: mpq_add (value->number, value->number, others[0].number); break;
    case NODE_SUBTRACT: mpq_sub (value->number, value->number, others[0].number); break;
    case NODE_MULTIPLY: mpq_mul (value->number, value->number, others[0].number); break;
    case NODE_DIVIDE:
      if (mpq_sgn (others[0].number) == 0)
        return reference_fail (self, FAILURE_DIVISION_BY_ZERO);
      mpq_div (value->number, value->number, others[0].number);
      break;
    case NODE_POWER: return power (self, value, others[0].number);
    case NODE_NEGATE: mpq_neg (value->number, value->number); break;
    case NODE_ABS: mpq_abs (value->number, value->number); break;
    case NODE_FLOOR:
      mpz_fdiv_q (mpq_numref (value->number), mpq_numref (value->number), mpq_denref (value->number));
      mpz_set_ui (mpq_denref (value->number), 1);
      break;
    case NODE_CEIL:
      mpz_cdiv_q (mpq_numref (value->number), mpq_numref (value->number), mpq_denref (value->number));
      mpz_set_ui (mpq_denref (value->number), 1);
      break;
    case NODE_ROUND: return round_digits (self, value, others[0].number);
    case NODE_CLAMP:
      if (mpq_cmp (others[0].number, others[1].number) > 0)
        return reference_fail (self, FAILURE_CLAMP_ORDER);
      if (mpq_cmp (value->number, others[0].number) < 0)
        mpq_set (value->number, others[0].number);
      else if (mpq_cmp (value->number, others[1].number) > 0)
        mpq_set (value->number, others[1].number);
      break;
    case NODE_MIN: case NODE_MAX:
      for (gint i = 0; i < n_others; i++)
        if (reference_compare (kind == NODE_MIN ? ORDER_LESS : ORDER_MORE, others[i].number, value->number))
          mpq_set (value->number, others[i].number);
      break;
    default: g_assert_not_reached ();
    }

  return reference_check_size (self, value);
}

/* All operands are reached, whatever lacks among them. */
static gboolean
evaluate_all (Reference  *self,
              const Node *node,
              Months      months,
              Value      *value)
{
  Value others[CASE_CHILDREN_MAX];
  gboolean going = reference_evaluate (self, node->children[0], months, value), known;
  gint n_others = node->n_children - 1;

  known = value->kind != VALUE_UNKNOWN;
  for (gint i = 0; i < n_others; i++)
    {
      value_init (&others[i]);
      going = going && reference_evaluate (self, node->children[i + 1], months, &others[i]);
      known = known && others[i].kind != VALUE_UNKNOWN;
    }
  if (going && !known)
    value->kind = VALUE_UNKNOWN;
  else if (going && node->kind == NODE_COMPARE)
    {
      value->kind = VALUE_CONDITION;
      value->truth = reference_compare ((Order) node->symbol, value->number, others[0].number);
    }
  else if (going)
    going = combine (self, node->kind, value, others, n_others);

  for (gint i = 0; i < n_others; i++)
    value_clear (&others[i]);
  return going;
}

static gboolean
evaluate_class (Reference  *self,
                const Node *node,
                Months      months,
                Value      *value)
{
  const Version *version = &self->made->versions[self->version];
  gint worst = 0;
  gboolean known = TRUE;

  for (gint16 i = 0; i < node->n_children; i++)
    {
      g_auto (Value) argument = { 0 };
      const Node *of = &self->made->nodes[node->children[i]];

      value_init (&argument);
      if (!reference_evaluate (self, node->children[i], months, &argument))
        return FALSE;
      while (of->kind != NODE_INDICATOR)
        of = &self->made->nodes[of->children[0]];
      if (argument.kind == VALUE_UNKNOWN)
        known = FALSE;
      else
        worst = MAX (worst, reference_classify (&version->indicators[of->symbol], argument.number));
    }

  mpq_set_si (value->number, worst, 1);
  value->kind = known ? VALUE_NUMBER : VALUE_UNKNOWN;
  return TRUE;
}

static gboolean
evaluate_ladder (Reference  *self,
                 const Node *node,
                 Months      months,
                 Value      *value)
{
  g_auto (Value) measured = { 0 };

  value_init (&measured);
  if (!reference_evaluate (self, node->children[0], months, &measured))
    return FALSE;
  if (measured.kind == VALUE_UNKNOWN)
    return TRUE;

  for (gint16 i = 1; i + 1 < node->n_children; i += 2)
    {
      g_auto (Value) limit = { 0 };

      value_init (&limit);
      if (!reference_evaluate (self, node->children[i], months, &limit))
        return FALSE;
      if (limit.kind == VALUE_UNKNOWN)
        return TRUE;
      if (reference_compare ((Order) node->orders[i / 2], measured.number, limit.number))
        return reference_evaluate (self, node->children[i + 1], months, value);
    }

  return reference_evaluate (self, node->children[node->n_children - 1], months, value);
}

static gboolean
evaluate_logic (Reference  *self,
                const Node *node,
                Months      months,
                Value      *value)
{
  if (!reference_evaluate (self, node->children[0], months, value))
    return FALSE;
  if (value->kind == VALUE_UNKNOWN)
    return TRUE;
  if (node->kind == NODE_NOT)
    {
      value->truth = !value->truth;
      return TRUE;
    }
  if (value->truth == (node->kind == NODE_OR))
    return TRUE;

  value->kind = VALUE_UNKNOWN;
  return reference_evaluate (self, node->children[1], months, value);
}

static gboolean
evaluate_muted (Reference  *self,
                const Node *node,
                Months      months,
                Value      *value)
{
  gboolean going;

  self->muted++;
  going = reference_evaluate (self, node->children[0], months, value);
  self->muted--;
  if (!going)
    return FALSE;

  if (node->kind == NODE_KNOWN)
    {
      value->truth = value->kind != VALUE_UNKNOWN;
      value->kind = VALUE_CONDITION;
      return TRUE;
    }
  return value->kind != VALUE_UNKNOWN || reference_evaluate (self, node->children[1], months, value);
}

gboolean
reference_evaluate (Reference *self,
                    gint16     index,
                    Months     months,
                    Value     *value)
{
  const Node *node = &self->made->nodes[index];
  gint32 earlier = node->symbol;

  switch (node->kind)
    {
    case NODE_NUMBER:
      reference_set_literal (value->number, &node->literal);
      value->kind = VALUE_NUMBER;
      return TRUE;
    case NODE_INDICATOR: return reference_observe (self, node->symbol, months, value);
    case NODE_DEFINITION: return reference_evaluate (self, self->made->versions[self->version].statements[node->symbol].value, months, value);
    case NODE_YEAR: case NODE_MONTH:
      mpq_set_si (value->number, node->kind == NODE_YEAR ? months.first / 12 : months.first % 12 + 1, 1);
      value->kind = VALUE_NUMBER;
      return TRUE;
    case NODE_AGO:
      if (months.first - earlier < 12000)
        return reference_fail (self, FAILURE_YEAR);
      return reference_evaluate (self, node->children[0], (Months) { months.first - earlier, months.last - earlier }, value);
    case NODE_CLASS: return evaluate_class (self, node, months, value);
    case NODE_LADDER: return evaluate_ladder (self, node, months, value);
    case NODE_IF:
      if (!reference_evaluate (self, node->children[0], months, value))
        return FALSE;
      if (value->kind == VALUE_UNKNOWN)
        return TRUE;
      value->kind = VALUE_UNKNOWN;
      return reference_evaluate (self, node->children[value->truth ? 1 : 2], months, value);
    case NODE_OVER_MONTHS: case NODE_OVER_YEARS: return reference_evaluate_over (self, node, months, value);
    case NODE_AND: case NODE_OR: case NODE_NOT: return evaluate_logic (self, node, months, value);
    case NODE_KNOWN: case NODE_DEFAULT: return evaluate_muted (self, node, months, value);
    case NODE_NEGATE: case NODE_ADD: case NODE_SUBTRACT: case NODE_MULTIPLY: case NODE_DIVIDE: case NODE_POWER: case NODE_MIN:
    case NODE_MAX: case NODE_ABS: case NODE_FLOOR: case NODE_CEIL: case NODE_ROUND: case NODE_CLAMP: case NODE_COMPARE:
      return evaluate_all (self, node, months, value);
    case N_NODE_KINDS:
    default: g_assert_not_reached ();
    }
}
