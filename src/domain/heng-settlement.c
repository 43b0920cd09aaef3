// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-settlement.h"

#include "heng-error.h"
#include "heng-exception.h"
#include "heng-split.h"
#include "heng-water-standard.h"

#include <string.h>

static const char *const status_names[] = { "complete", "incomplete", "blocked", "failed", "overridden", "posted", "unchanged" };

const char *
heng_settlement_status_get_name (HengSettlementStatus status)
{
  return status_names[status];
}

gboolean
heng_settlement_is_due (const HengSettlement *self)
{
  return self->status == HENG_SETTLEMENT_COMPLETE || self->status == HENG_SETTLEMENT_OVERRIDDEN;
}

static void
obligation_clear (gpointer data)
{
  g_free (((HengObligation *) data)->commodity);
}

static void
contribution_clear (gpointer data)
{
  g_free (((HengContribution *) data)->commodity);
}

static void
missing_clear (gpointer data)
{
  g_free (((HengMissing *) data)->indicator);
}

void
heng_settlement_free (HengSettlement *self)
{
  if (self == NULL)
    return;

  heng_agreement_unref (self->agreement);
  g_array_unref (self->obligations);
  g_array_unref (self->contributions);
  g_array_unref (self->missing);
  g_clear_pointer (&self->missing_seen, g_hash_table_unref);
  g_ptr_array_unref (self->traces);
  heng_observations_unref (self->observations);
  g_free (self->reason);
  g_clear_error (&self->error);
  g_clear_pointer (&self->exception, heng_exception_unref);
  heng_settlement_free (self->formula);
  g_free (self);
}

/* ---- values for the rules ---- */

static void
add_missing (const char *indicator,
             HengPeriod  period,
             gpointer    data)
{
  HengSettlement *self = data;
  HengMissing missing = { NULL, period };
  g_autofree char *period_text = heng_period_format (period);
  g_autofree char *key = g_strdup_printf ("%s %s", indicator, period_text);

  if (self->missing_seen == NULL)
    self->missing_seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!g_hash_table_add (self->missing_seen, g_steal_pointer (&key)))
    return;
  missing.indicator = g_strdup (indicator);
  g_array_append_val (self->missing, missing);
}

/* Rules without a loop still look at every day of an agreement of nine thousand years, as often as they name an indicator, or share
 * out among as many parties as fit into a line. */
static gboolean
count_work (HengSettlement  *self,
            guint64          n_parts,
            GError         **error)
{
  self->n_parts += n_parts;
  if (self->n_parts <= HENG_RULE_STEPS_MAX)
    return TRUE;

  heng_error_set (error, HENG_ERROR_RULE_WORK, G_STRINGIFY (HENG_RULE_STEPS_MAX), NULL);
  return FALSE;
}

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
  HengSettlement *self = data;
  const HengIndicator *measured = heng_agreement_get_indicator (self->agreement, indicator);
  guint64 n_months = (guint64) (window.last - window.first + 1);

  return count_work (self, measured->observed == HENG_PERIOD_DAY ? n_months * 31 : n_months, error) &&
         heng_observations_get_value (self->observations, measured, window, report ? add_missing : NULL, self, value, known, trace,
                                      error);
}

static guint
get_class (gpointer          data,
           guint             indicator,
           const HengNumber *value)
{
  HengSettlement *self = data;
  const HengIndicator *measured = heng_agreement_get_indicator (self->agreement, indicator);

  return heng_water_standard_get_class (measured->standard, measured->lake, value);
}

/* ---- rounding and splitting ---- */

static void
copy_weights (const GArray *shares,
              HengNumber   *weights)
{
  for (guint i = 0; i < shares->len; i++)
    {
      heng_number_init (&weights[i]);
      heng_number_set (&weights[i], &g_array_index (shares, HengRuleShare, i).weight);
    }
}

static gboolean
split_side (gint64         total,
            const GArray  *shares,
            gint64        *parts,
            GError       **error)
{
  g_autofree HengNumber *weights = g_new0 (HengNumber, shares->len);
  gboolean done;

  copy_weights (shares, weights);
  done = heng_split (total, weights, shares->len, parts, error);
  for (guint i = 0; i < shares->len; i++)
    heng_number_clear (&weights[i]);
  return done;
}

/* The whole in steps of the rounding, without its sign, and how many minor units a step is. */
static gboolean
round_whole (HengSettlement         *self,
             const HengRulePayment  *payment,
             const char             *commodity,
             const char             *currency,
             gint64                 *steps,
             gint64                 *step_minor,
             GError                **error)
{
  g_auto (HengRounding) rounding = { 0 };
  g_auto (HengNumber) whole = { 0 };

  heng_agreement_get_rounding (self->agreement, commodity, currency, &rounding);
  heng_number_init (&whole);
  heng_number_absolute (&whole, &payment->whole);
  if (!heng_rounding_apply (&rounding, &whole, &whole, error) ||
      !heng_number_divide (&whole, &whole, &rounding.step, error))
    return FALSE;
  if (!heng_number_get_int64 (&whole, steps))
    {
      heng_error_set (error, HENG_ERROR_MONEY_OVERFLOW, NULL);
      return FALSE;
    }

  return heng_amount_from_number (&rounding.step, heng_commodity_digits (commodity, currency), step_minor, error);
}

static gboolean
add_contribution (HengSettlement         *self,
                  const HengRulePayment  *payment,
                  guint                   from,
                  guint                   to,
                  gint64                  steps,
                  gint64                  step_minor,
                  const char             *commodity,
                  GError                **error)
{
  HengContribution contribution = { .statement = payment->statement, .from = from, .to = to, .trace = payment->trace };

  if (from == to || steps == 0)
    return TRUE;
  if (__builtin_mul_overflow (steps, step_minor, &contribution.amount_minor))
    {
      heng_error_set (error, HENG_ERROR_MONEY_OVERFLOW, NULL);
      return FALSE;
    }

  if (heng_number_sign (&payment->whole) < 0)
    contribution.amount_minor = -contribution.amount_minor;
  contribution.commodity = g_strdup (commodity);
  g_array_append_val (self->contributions, contribution);
  return TRUE;
}

static gboolean
add_payment (HengSettlement         *self,
             const HengRulePayment  *payment,
             const char             *currency,
             GError                **error)
{
  const char *commodity = payment->unit != NULL ? payment->unit : currency;
  g_autofree gint64 *paid = g_new0 (gint64, payment->payers->len);
  g_autofree gint64 *received = g_new0 (gint64, payment->receivers->len);
  gint64 steps, step_minor;

  if (!count_work (self, (guint64) payment->payers->len * payment->receivers->len, error) ||
      !round_whole (self, payment, commodity, currency, &steps, &step_minor, error) ||
      !split_side (steps, payment->payers, paid, error))
    return FALSE;

  for (guint i = 0; i < payment->payers->len; i++)
    {
      guint from = g_array_index (payment->payers, HengRuleShare, i).party;

      if (!split_side (paid[i], payment->receivers, received, error))
        return FALSE;
      for (guint j = 0; j < payment->receivers->len; j++)
        if (!add_contribution (self, payment, from, g_array_index (payment->receivers, HengRuleShare, j).party, received[j],
                               step_minor, commodity, error))
          return FALSE;
    }

  return TRUE;
}

/* ---- adding up by pair ---- */

static int
compare_obligations (gconstpointer a,
                     gconstpointer b)
{
  const HengObligation *first = a, *second = b;

  if (first->from != second->from)
    return first->from < second->from ? -1 : 1;
  if (first->to != second->to)
    return first->to < second->to ? -1 : 1;
  return strcmp (first->commodity, second->commodity);
}

/* What is between two parties stands side by side once it is turned into one direction and sorted. */
static gboolean
add_up (HengSettlement  *self,
        GError         **error)
{
  g_autoptr (GArray) parts = g_array_sized_new (FALSE, FALSE, sizeof (HengObligation), self->contributions->len);

  for (guint i = 0; i < self->contributions->len; i++)
    {
      const HengContribution *made = &g_array_index (self->contributions, HengContribution, i);
      gboolean turned = made->from > made->to;
      HengObligation part = { MIN (made->from, made->to), MAX (made->from, made->to), turned ? -made->amount_minor : made->amount_minor,
                              made->commodity };

      g_array_append_val (parts, part);
    }
  g_array_sort (parts, compare_obligations);

  for (guint i = 0, next; i < parts->len; i = next)
    {
      HengObligation *pair = &g_array_index (parts, HengObligation, i);

      for (next = i + 1; next < parts->len; next++)
        {
          const HengObligation *part = &g_array_index (parts, HengObligation, next);

          if (compare_obligations (pair, part) != 0)
            break;
          if (!heng_amount_add (pair->amount_minor, part->amount_minor, &pair->amount_minor, error))
            return FALSE;
        }
      if (pair->amount_minor > 0)
        heng_settlement_add_obligation (self, pair->from, pair->to, pair->commodity, pair->amount_minor);
      else if (pair->amount_minor < 0)
        heng_settlement_add_obligation (self, pair->to, pair->from, pair->commodity, -pair->amount_minor);
    }
  heng_settlement_sort (self);
  return TRUE;
}

static int
compare_missing (gconstpointer a,
                 gconstpointer b)
{
  const HengMissing *first = a, *second = b;
  int order = strcmp (first->indicator, second->indicator);

  return order != 0 ? order : heng_period_compare (first->period, second->period);
}

static void
fail (HengSettlement *self,
      guint           statement)
{
  self->status = HENG_SETTLEMENT_FAILED;
  self->statement = statement;
  /* Rounding, splitting and adding up are of the statement as a whole. */
  heng_error_place (&self->error, NULL, 0, 1);
  g_array_set_size (self->contributions, 0);
  g_array_set_size (self->obligations, 0);
}

void
heng_settlement_add_obligation (HengSettlement *self,
                                guint           from,
                                guint           to,
                                const char     *commodity,
                                gint64          amount_minor)
{
  HengObligation obligation = { from, to, amount_minor, g_strdup (commodity) };

  g_array_append_val (self->obligations, obligation);
}

void
heng_settlement_sort (HengSettlement *self)
{
  g_array_sort (self->obligations, compare_obligations);
}

HengSettlement *
heng_settlement_new_nothing (HengAgreement *agreement,
                             HengPeriod     period)
{
  HengSettlement *self = g_new0 (HengSettlement, 1);

  self->agreement = heng_agreement_ref (agreement);
  self->period = period;
  self->obligations = g_array_new (FALSE, TRUE, sizeof (HengObligation));
  self->contributions = g_array_new (FALSE, TRUE, sizeof (HengContribution));
  self->missing = g_array_new (FALSE, TRUE, sizeof (HengMissing));
  g_array_set_clear_func (self->obligations, obligation_clear);
  g_array_set_clear_func (self->contributions, contribution_clear);
  g_array_set_clear_func (self->missing, missing_clear);
  self->traces = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_trace_unref);
  return self;
}

HengSettlement *
heng_settlement_new (HengAgreement    *agreement,
                     HengPeriod        period,
                     HengWindow        window,
                     HengObservations *observations,
                     const char       *currency,
                     gboolean          traced)
{
  HengSettlement *self = heng_settlement_new_nothing (agreement, period);
  HengRuleSource source = { get_value, get_class, self };
  g_autoptr (HengRuleResult) result = NULL;

  self->window = window;
  self->observations = observations;
  result = heng_rules_evaluate (agreement->rules, &source, window, traced);
  g_ptr_array_unref (self->traces);
  self->traces = g_ptr_array_ref (result->traces);
  self->status = (HengSettlementStatus) result->status;
  self->statement = result->statement;
  self->reason = g_steal_pointer (&result->reason);
  self->error = g_steal_pointer (&result->error);
  if (self->status != HENG_SETTLEMENT_INCOMPLETE)
    g_array_set_size (self->missing, 0);
  g_array_sort (self->missing, compare_missing);

  for (guint i = 0; i < result->payments->len && self->status == HENG_SETTLEMENT_COMPLETE; i++)
    {
      const HengRulePayment *payment = g_ptr_array_index (result->payments, i);

      if (!add_payment (self, payment, currency, &self->error))
        fail (self, payment->statement);
    }
  if (self->status == HENG_SETTLEMENT_COMPLETE && !add_up (self, &self->error))
    fail (self, 0);

  return self;
}
