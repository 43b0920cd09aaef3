// SPDX-License-Identifier: GPL-3.0-or-later
/* Brackets computed for each month or year. */
#include "reference-private.h"

static gboolean
find_year (Reference  *self,
           gint16      node,
           Months      months,
           gint32     *year,
           gboolean   *known)
{
  g_auto (Value) value = { 0 };

  value_init (&value);
  if (!reference_evaluate (self, node, months, &value))
    return FALSE;
  *year = 0;
  if (value.kind == VALUE_UNKNOWN)
    *known = FALSE;
  /* Told from one that is unknown only when both ends are there. */
  else if (mpz_cmp_ui (mpq_denref (value.number), 1) != 0 || mpz_cmp_si (mpq_numref (value.number), 1000) < 0 ||
           mpz_cmp_si (mpq_numref (value.number), 9999) > 0)
    *year = -1;
  else
    *year = (gint32) mpz_get_si (mpq_numref (value.number));
  return TRUE;
}

static gboolean
find_range (Reference  *self,
            const Node *node,
            Months      months,
            gint32     *first,
            gint32     *last,
            gboolean   *known)
{
  if (node->kind == NODE_OVER_MONTHS)
    {
      *first = months.first;
      *last = months.last;
      return TRUE;
    }

  if (!find_year (self, node->children[0], months, first, known) || !find_year (self, node->children[1], months, last, known))
    return FALSE;
  if (!*known)
    return TRUE;
  if (*first < 0 || *last < 0)
    return reference_fail (self, FAILURE_YEAR);
  return *last - *first < 200 || reference_fail (self, FAILURE_YEARS);
}

static gboolean
add_step (Reference *self,
          Over       over,
          gint       n_before,
          Value     *step,
          Value     *value)
{
  switch (over)
    {
    case OVER_SUM: case OVER_MEAN: mpq_add (value->number, value->number, step->number); break;
    case OVER_PRODUCT: mpq_mul (value->number, value->number, step->number); break;
    case OVER_COUNT:
      mpq_set_si (step->number, step->truth ? 1 : 0, 1);
      mpq_add (value->number, value->number, step->number);
      break;
    case OVER_MIN: case OVER_MAX:
      if (n_before == 0 || reference_compare (over == OVER_MIN ? ORDER_LESS : ORDER_MORE, step->number, value->number))
        mpq_set (value->number, step->number);
      break;
    case N_OVERS:
    default: g_assert_not_reached ();
    }
  return reference_check_size (self, value);
}

gboolean
reference_evaluate_over (Reference  *self,
                         const Node *node,
                         Months      months,
                         Value      *value)
{
  gint32 first, last, length = node->kind == NODE_OVER_MONTHS ? 1 : 12;
  gint n_steps = 0;
  gboolean known = TRUE;
  Over over = (Over) node->symbol;

  if (!find_range (self, node, months, &first, &last, &known))
    return FALSE;
  if (!known)
    return TRUE;

  mpq_set_si (value->number, over == OVER_PRODUCT ? 1 : 0, 1);
  for (gint32 at = first; at <= last; at++, n_steps++)
    {
      g_auto (Value) step = { 0 };

      value_init (&step);
      if (!reference_evaluate (self, node->children[node->n_children - 1], (Months) { at * length, at * length + length - 1 }, &step))
        return FALSE;
      known = known && step.kind != VALUE_UNKNOWN;
      if (known && !add_step (self, over, n_steps, &step, value))
        return FALSE;
    }
  if (n_steps == 0 && (over == OVER_MEAN || over == OVER_MIN || over == OVER_MAX))
    return reference_fail (self, FAILURE_EMPTY_RANGE);
  value->kind = known ? VALUE_NUMBER : VALUE_UNKNOWN;
  if (known && over == OVER_MEAN)
    {
      g_auto (Value) count = { 0 };

      value_init (&count);
      mpq_set_si (count.number, n_steps, 1);
      mpq_div (value->number, value->number, count.number);
    }
  return TRUE;
}
