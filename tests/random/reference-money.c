// SPDX-License-Identifier: GPL-3.0-or-later
/* Rounding, splitting, adding up by pair. */
#include "reference-private.h"

/* Each gets the whole part of its share; what is left goes to the largest remainders, the first named first. */
static gboolean
split (Reference *self,
       mpz_t      total,
       mpq_t     *weights,
       gint16     n_parts,
       mpz_t     *parts)
{
  mpq_t sum, shares[CASE_SIDE_MAX], whole;
  mpz_t left;
  gboolean negative = FALSE, zero;

  mpq_inits (sum, whole, NULL);
  mpz_init_set (left, total);
  for (gint16 i = 0; i < n_parts; i++)
    {
      negative = negative || mpq_sgn (weights[i]) < 0;
      mpq_add (sum, sum, weights[i]);
    }
  zero = mpq_sgn (sum) == 0;

  mpq_set_z (whole, total);
  for (gint16 i = 0; i < n_parts; i++)
    {
      mpq_init (shares[i]);
      if (negative || zero)
        continue;
      mpq_mul (shares[i], whole, weights[i]);
      mpq_div (shares[i], shares[i], sum);
      mpz_fdiv_q (parts[i], mpq_numref (shares[i]), mpq_denref (shares[i]));
      mpz_sub (left, left, parts[i]);
      mpz_submul (mpq_numref (shares[i]), parts[i], mpq_denref (shares[i]));
    }
  while (!negative && !zero && mpz_sgn (left) > 0)
    {
      gint16 best = 0;

      for (gint16 i = 1; i < n_parts; i++)
        if (mpq_cmp (shares[i], shares[best]) > 0)
          best = i;
      mpz_add_ui (parts[best], parts[best], 1);
      mpq_set_si (shares[best], -1, 1);
      mpz_sub_ui (left, left, 1);
    }

  for (gint16 i = 0; i < n_parts; i++)
    mpq_clear (shares[i]);
  mpz_clear (left);
  mpq_clears (sum, whole, NULL);
  if (negative)
    return reference_fail (self, FAILURE_WEIGHT_NEGATIVE);
  return !zero || reference_fail (self, FAILURE_WEIGHTS_ZERO);
}

static gboolean
add_contribution (Reference *self,
                  gint16     from,
                  gint16     to,
                  gint16     unit,
                  mpz_t      steps,
                  mpz_t      step_minor,
                  gboolean   negative,
                  GArray    *contributions)
{
  ReferenceObligation contribution = { from, to, unit, 0 };
  mpz_t minor;
  gboolean fits;

  if (from == to || mpz_sgn (steps) == 0)
    return TRUE;

  mpz_init (minor);
  mpz_mul (minor, steps, step_minor);
  fits = mpz_fits_slong_p (minor) != 0;
  if (fits)
    contribution.minor = negative ? -mpz_get_si (minor) : mpz_get_si (minor);
  mpz_clear (minor);
  if (!fits)
    return reference_fail (self, FAILURE_OVERFLOW);

  g_array_append_val (contributions, contribution);
  return TRUE;
}

static gboolean
share_out (Reference       *self,
           const Statement *statement,
           mpz_t            steps,
           mpz_t            step_minor,
           gboolean         negative,
           mpq_t           *payer_weights,
           mpq_t           *receiver_weights,
           GArray          *contributions)
{
  mpz_t paid[CASE_SIDE_MAX], received[CASE_SIDE_MAX];
  gint16 unit = statement->kind == STATEMENT_PROVIDE ? statement->unit : -1;
  gboolean going;

  for (gint i = 0; i < CASE_SIDE_MAX; i++)
    mpz_inits (paid[i], received[i], NULL);
  going = split (self, steps, payer_weights, statement->n_payers, paid);
  for (gint16 i = 0; i < statement->n_payers && going; i++)
    {
      going = split (self, paid[i], receiver_weights, statement->n_receivers, received);
      for (gint16 j = 0; j < statement->n_receivers && going; j++)
        going = add_contribution (self, statement->payers[i].party, statement->receivers[j].party, unit, received[j], step_minor,
                                  negative, contributions);
    }
  for (gint i = 0; i < CASE_SIDE_MAX; i++)
    mpz_clears (paid[i], received[i], NULL);
  return going;
}

gboolean
reference_add_payment (Reference       *self,
                       const Statement *statement,
                       mpq_srcptr       whole,
                       mpq_t           *payer_weights,
                       mpq_t           *receiver_weights,
                       GArray          *contributions)
{
  const Version *version = &self->made->versions[self->version];
  gboolean money = statement->kind == STATEMENT_PAY, going;
  const Literal *stated = money ? &version->money_step : &version->unit_steps[statement->unit];
  Mode mode = money && stated->text[0] != '\0' ? version->money_mode : MODE_HALF_UP;
  mpq_t step, minor;
  mpz_t steps;

  mpq_inits (step, minor, NULL);
  mpz_init (steps);
  if (stated->text[0] != '\0')
    reference_set_literal (step, stated);
  else
    mpq_set_ui (step, 1, money ? 100 : 1);
  reference_round (steps, whole, step, mode);
  mpz_abs (steps, steps);
  mpq_set_ui (minor, money ? 100 : 1000000, 1);
  mpq_mul (minor, minor, step);
  g_assert_true (mpz_cmp_ui (mpq_denref (minor), 1) == 0);
  going = mpz_fits_slong_p (steps) ? share_out (self, statement, steps, mpq_numref (minor), mpq_sgn (whole) < 0, payer_weights,
                                                receiver_weights, contributions)
                                   : reference_fail (self, FAILURE_OVERFLOW);
  mpz_clear (steps);
  mpq_clears (step, minor, NULL);
  return going;
}

/* ---- adding up ---- */

static gboolean
add_pair (Reference *self,
          GArray    *contributions,
          gint16     from,
          gint16     to,
          gint16     unit,
          GArray    *obligations)
{
  mpz_t sum, size, most;
  gboolean overflow, doubtful;

  mpz_inits (sum, size, NULL);
  mpz_init_set_si (most, G_MAXINT64);
  for (guint i = 0; i < contributions->len; i++)
    {
      const ReferenceObligation *part = &g_array_index (contributions, ReferenceObligation, i);
      gint64 minor = part->from == from && part->to == to ? part->minor : part->from == to && part->to == from ? -part->minor : 0;
      mpz_t one;

      if (part->unit != unit)
        continue;
      mpz_init_set_si (one, minor);
      mpz_add (sum, sum, one);
      mpz_abs (one, one);
      mpz_add (size, size, one);
      mpz_clear (one);
    }

  overflow = mpz_cmpabs (sum, most) > 0;
  doubtful = !overflow && mpz_cmp (size, most) > 0;
  if (!overflow && mpz_sgn (sum) != 0)
    {
      ReferenceObligation obligation = { mpz_sgn (sum) > 0 ? from : to, mpz_sgn (sum) > 0 ? to : from, unit, ABS (mpz_get_si (sum)) };

      g_array_append_val (obligations, obligation);
    }
  mpz_clears (sum, size, most, NULL);
  if (overflow || doubtful)
    return reference_fail (self, overflow ? FAILURE_OVERFLOW : FAILURE_TOO_LARGE);
  return TRUE;
}

gboolean
reference_add_up (Reference *self,
                  GArray    *contributions,
                  GArray    *obligations)
{
  for (gint16 from = 0; from < CASE_PARTIES; from++)
    for (gint16 to = (gint16) (from + 1); to < CASE_PARTIES; to++)
      for (gint16 unit = -1; unit < 2; unit++)
        if (!add_pair (self, contributions, from, to, unit, obligations))
          return FALSE;

  return TRUE;
}
