// SPDX-License-Identifier: GPL-3.0-or-later
/* Which version governs a period, and its statements one after another. */
#include "reference.h"

/* Years in which periods of made-up agreements begin that have ended by their `today`. */
#define LOOKED_AT_FIRST 2018
#define LOOKED_AT_END 2026

/* ---- versions ---- */

/* The days of @version, as far as no later one assesses in other periods. */
static gint32
last_day_of (const Case *made,
             guint       n_versions,
             guint       version)
{
  gint32 last = made->versions[version].to != 0 ? made->versions[version].to : G_MAXINT32;

  for (guint i = version + 1; i < n_versions; i++)
    if (made->versions[i].assessed != made->versions[version].assessed && made->versions[i].from > made->versions[version].from)
      last = MIN (last, made->versions[i].from - 1);
  return last;
}

static void
span (const Version *version,
      CasePeriod     period,
      gint32        *first,
      gint32        *last)
{
  *first = period.kind == CASE_ONCE ? version->from : case_period_first_day (period);
  *last = period.kind != CASE_ONCE ? case_period_last_day (period) : version->to != 0 ? version->to : version->from;
}

/* The months that the days which @version assesses of @period lie in. */
static gboolean
find_months (const Case *made,
             guint       n_versions,
             guint       index,
             CasePeriod  period,
             Months     *months)
{
  const Version *version = &made->versions[index];
  gint32 first, last;

  if (version->assessed != period.kind)
    return FALSE;
  span (version, period, &first, &last);
  first = MAX (first, version->from);
  last = MIN (last, last_day_of (made, n_versions, index));
  if (first > last)
    return FALSE;

  *months = (Months) { case_day_get_month (first), case_day_get_month (last) };
  return TRUE;
}

/* A version governs what begins on or after its first day. A period in whose midst it begins is its own only where it is the first. */
static gboolean
governs (const Case *made,
         guint       n_versions,
         guint       index,
         CasePeriod  period)
{
  const Version *version = &made->versions[index];
  gint32 first, last;
  Months months;

  span (version, period, &first, &last);
  if (first >= version->from)
    return TRUE;
  if (last < version->from)
    return FALSE;
  for (guint i = 0; i < n_versions; i++)
    if (made->versions[i].from < version->from && find_months (made, n_versions, i, period, &months))
      return FALSE;
  return TRUE;
}

gint16
reference_find_version (const Case *made,
                        guint       n_versions,
                        CasePeriod  period,
                        Months     *months)
{
  gint16 found = -1;

  for (guint i = 0; i < n_versions; i++)
    if (governs (made, n_versions, i, period))
      found = (gint16) i;
  return found >= 0 && find_months (made, n_versions, (guint) found, period, months) ? found : -1;
}

static gint
compare_periods (gconstpointer a,
                 gconstpointer b)
{
  const CasePeriod *first = a, *second = b;
  gint32 first_day = first->kind == CASE_ONCE ? 0 : case_period_first_day (*first);
  gint32 second_day = second->kind == CASE_ONCE ? 0 : case_period_first_day (*second);

  if (first_day != second_day)
    return first_day < second_day ? -1 : 1;
  return first->kind < second->kind ? -1 : first->kind > second->kind;
}

GArray *
reference_list_periods (const Case *made,
                        guint       n_versions,
                        gint32      day)
{
  GArray *periods = g_array_new (FALSE, FALSE, sizeof (CasePeriod));

  for (CaseKind kind = CASE_MONTH; kind <= CASE_ONCE; kind++)
    {
      CasePeriod seen = { CASE_DAY, 0 };

      for (gint32 month = LOOKED_AT_FIRST * 12; month < LOOKED_AT_END * 12; month++)
        {
          CasePeriod period = case_period_around (kind, month);
          Months months;
          gint16 version;
          gint32 first, last;

          if (case_period_equal (period, seen))
            continue;
          seen = period;
          version = reference_find_version (made, n_versions, period, &months);
          if (version < 0)
            continue;
          span (&made->versions[version], period, &first, &last);
          if (kind == CASE_ONCE)
            last = first;
          else if (made->versions[version].to != 0)
            last = MIN (last, made->versions[version].to);
          if (last <= day)
            g_array_append_val (periods, period);
        }
    }
  g_array_sort (periods, compare_periods);
  return periods;
}

/* ---- statements ---- */

static gboolean
evaluate_weights (Reference    *self,
                  const Member *members,
                  gint16        n_members,
                  Months        months,
                  mpq_t        *weights,
                  gboolean     *known)
{
  for (gint16 i = 0; i < n_members; i++)
    {
      g_auto (Value) value = { 0 };

      value_init (&value);
      if (members[i].weight_kind == WEIGHT_NONE)
        mpq_set_ui (value.number, 1, 1);
      else if (members[i].weight_kind != WEIGHT_BRACKET)
        reference_set_literal (value.number, &members[i].weight);
      else if (!reference_evaluate (self, members[i].node, months, &value))
        return FALSE;
      else if (value.kind == VALUE_UNKNOWN)
        *known = FALSE;
      mpq_set (weights[i], value.number);
    }

  return TRUE;
}

/* What a payment makes due, kept until all statements are known to be complete. */
typedef struct
{
  const Statement *statement;
  mpq_t            whole;
  mpq_t            payer_weights[CASE_SIDE_MAX];
  mpq_t            receiver_weights[CASE_SIDE_MAX];
} Due;

static void
due_init (Due             *due,
          const Statement *statement)
{
  due->statement = statement;
  mpq_init (due->whole);
  for (gint i = 0; i < CASE_SIDE_MAX; i++)
    mpq_inits (due->payer_weights[i], due->receiver_weights[i], NULL);
}

static void
due_clear (gpointer data)
{
  Due *due = data;

  mpq_clear (due->whole);
  for (gint i = 0; i < CASE_SIDE_MAX; i++)
    mpq_clears (due->payer_weights[i], due->receiver_weights[i], NULL);
}

/* The amount was what a weight of 1 pays or receives. Where there are only weights of zero nothing is due. */
static void
multiply_each (mpq_t  whole,
               mpq_t *weights,
               gint16 n_members)
{
  mpq_t sum;
  gboolean all_zero = TRUE;

  mpq_init (sum);
  for (gint16 i = 0; i < n_members; i++)
    {
      all_zero = all_zero && mpq_sgn (weights[i]) == 0;
      mpq_add (sum, sum, weights[i]);
    }
  mpq_mul (whole, whole, sum);
  if (all_zero)
    mpq_set_ui (weights[0], 1, 1);
  mpq_clear (sum);
}

static gboolean
evaluate_condition (Reference *self,
                    gint16     node,
                    Months     months,
                    gboolean  *known,
                    gboolean  *holds)
{
  g_auto (Value) value = { 0 };

  value_init (&value);
  if (!reference_evaluate (self, node, months, &value))
    return FALSE;
  *known = value.kind != VALUE_UNKNOWN;
  *holds = *known && value.truth;
  return TRUE;
}

static gboolean
evaluate_payment (Reference       *self,
                  const Statement *statement,
                  Months           months,
                  GArray          *dues,
                  gboolean        *known)
{
  g_auto (Value) value = { 0 };
  gboolean holds = TRUE;
  Due due;

  if (statement->condition >= 0 && (!evaluate_condition (self, statement->condition, months, known, &holds)))
    return FALSE;
  if (!holds)
    return TRUE;

  value_init (&value);
  due_init (&due, statement);
  if (!evaluate_weights (self, statement->payers, statement->n_payers, months, due.payer_weights, known) ||
      !evaluate_weights (self, statement->receivers, statement->n_receivers, months, due.receiver_weights, known) ||
      !reference_evaluate (self, statement->value, months, &value))
    {
      due_clear (&due);
      return FALSE;
    }
  *known = *known && value.kind != VALUE_UNKNOWN;
  mpq_set (due.whole, value.number);
  if (statement->payers_each)
    multiply_each (due.whole, due.payer_weights, statement->n_payers);
  if (statement->receivers_each)
    multiply_each (due.whole, due.receiver_weights, statement->n_receivers);
  g_array_append_val (dues, due);
  return TRUE;
}

static void
settle_statements (Reference           *self,
                   Months               months,
                   ReferenceSettlement *settlement,
                   GArray              *dues)
{
  const Version *version = &self->made->versions[self->version];

  settlement->status = REFERENCE_COMPLETE;
  for (gint16 i = 0; i < version->n_statements; i++)
    {
      const Statement *statement = &version->statements[i];
      gboolean known = TRUE, holds = TRUE, going = TRUE;

      if (statement->kind == STATEMENT_PAY || statement->kind == STATEMENT_PROVIDE)
        going = evaluate_payment (self, statement, months, dues, &known);
      else if (statement->kind == STATEMENT_REQUIRE)
        going = evaluate_condition (self, statement->condition, months, &known, &holds);
      if (!going)
        {
          settlement->status = REFERENCE_FAILED;
          return;
        }
      if (known && !holds)
        {
          settlement->status = REFERENCE_BLOCKED;
          settlement->blocked_by = i;
          return;
        }
      if (!known)
        settlement->status = REFERENCE_INCOMPLETE;
    }
}

ReferenceSettlement *
reference_settle (const Case *made,
                  CasePeriod  period,
                  guint       n_versions,
                  gint16      n_observations)
{
  ReferenceSettlement *settlement = g_new0 (ReferenceSettlement, 1);
  g_autoptr (GArray) dues = g_array_new (FALSE, FALSE, sizeof (Due));
  g_autoptr (GArray) contributions = g_array_new (FALSE, FALSE, sizeof (ReferenceObligation));
  Reference self = { .made = made, .n_observations = n_observations };
  Months months;

  settlement->blocked_by = -1;
  settlement->obligations = g_array_new (FALSE, FALSE, sizeof (ReferenceObligation));
  settlement->missing = g_ptr_array_new_with_free_func (g_free);
  settlement->version = reference_find_version (made, n_versions, period, &months);
  settlement->status = REFERENCE_NOT_ASSESSED;
  if (settlement->version < 0)
    return settlement;

  g_array_set_clear_func (dues, due_clear);
  self.version = (guint) settlement->version;
  self.missing = settlement->missing;
  settle_statements (&self, months, settlement, dues);
  for (guint i = 0; i < dues->len && settlement->status == REFERENCE_COMPLETE; i++)
    {
      Due *due = &g_array_index (dues, Due, i);

      if (!reference_add_payment (&self, due->statement, due->whole, due->payer_weights, due->receiver_weights, contributions))
        settlement->status = REFERENCE_FAILED;
    }
  if (settlement->status == REFERENCE_COMPLETE && !reference_add_up (&self, contributions, settlement->obligations))
    settlement->status = REFERENCE_FAILED;
  settlement->failure = self.failure;
  if (settlement->status != REFERENCE_INCOMPLETE)
    g_ptr_array_set_size (settlement->missing, 0);
  if (settlement->status != REFERENCE_COMPLETE)
    g_array_set_size (settlement->obligations, 0);
  return settlement;
}

void
reference_settlement_free (ReferenceSettlement *self)
{
  g_array_unref (self->obligations);
  g_ptr_array_unref (self->missing);
  g_free (self);
}
