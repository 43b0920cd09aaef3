// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-rounding.h"

#include "heng-error.h"
#include "heng-number-private.h"

#include <string.h>

static const char *const mode_names[] = { "half-up", "half-even", "down", "up" };

void
heng_rounding_init (HengRounding *self)
{
  heng_number_init (&self->step);
  heng_number_set_int64 (&self->step, 1);
  self->mode = HENG_ROUNDING_HALF_UP;
}

void
heng_rounding_clear (HengRounding *self)
{
  heng_number_clear (&self->step);
}

gboolean
heng_rounding_parse (HengRounding  *self,
                     const char    *text,
                     GError       **error)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  if (g_strv_length (words) == 2)
    for (gsize i = 0; i < G_N_ELEMENTS (mode_names); i++)
      if (strcmp (words[1], mode_names[i]) == 0 &&
          heng_number_parse (&self->step, words[0], NULL) &&
          heng_number_sign (&self->step) > 0)
        {
          self->mode = (HengRoundingMode) i;
          return TRUE;
        }

  heng_error_set (error, HENG_ERROR_ROUNDING_SYNTAX, text, NULL);
  return FALSE;
}

/* Whether what lies @half (below 0: less than half) of a step above a multiple, without its sign, goes up to the next one. */
static gboolean
goes_up (HengRoundingMode mode,
         int              half,
         gboolean         odd)
{
  return mode == HENG_ROUNDING_UP || (mode != HENG_ROUNDING_DOWN && half > 0) ||
         (half == 0 && (mode == HENG_ROUNDING_HALF_UP || (mode == HENG_ROUNDING_HALF_EVEN && odd)));
}

static void
round_small (HengNumber       *number,
             HengRoundingMode  mode)
{
  gint64 integer = number->numerator / number->denominator, rest = ABS (number->numerator % number->denominator);
  /* Twice the rest against the whole, without doubling. */
  gint64 left = number->denominator - rest;

  if (rest != 0 && goes_up (mode, (rest > left) - (rest < left), integer % 2 != 0))
    integer += number->numerator > 0 ? 1 : -1;
  heng_number_set_small (number, integer, 1);
}

static void
round_large (HengNumber       *number,
             HengRoundingMode  mode)
{
  mpq_t rational;
  mpz_t integer, rest;
  int sign = heng_number_sign (number);

  mpq_init (rational);
  mpz_inits (integer, rest, NULL);
  heng_number_get_mpq (number, rational);
  mpz_tdiv_qr (integer, rest, mpq_numref (rational), mpq_denref (rational));
  mpz_mul_2exp (rest, rest, 1);
  if (mpz_sgn (rest) != 0 && goes_up (mode, mpz_cmpabs (rest, mpq_denref (rational)), mpz_odd_p (integer)))
    {
      if (sign > 0)
        mpz_add_ui (integer, integer, 1);
      else
        mpz_sub_ui (integer, integer, 1);
    }

  mpq_set_z (rational, integer);
  heng_number_set_mpq (number, rational);
  mpq_clear (rational);
  mpz_clears (integer, rest, NULL);
}

gboolean
heng_rounding_apply (const HengRounding *self,
                     const HengNumber   *number,
                     HengNumber         *result,
                     GError            **error)
{
  g_auto (HengNumber) steps = { 0 };

  heng_number_init (&steps);
  if (!heng_number_divide (&steps, number, &self->step, error))
    return FALSE;

  if (heng_number_is_small (&steps))
    round_small (&steps, self->mode);
  else
    round_large (&steps, self->mode);
  return heng_number_multiply (result, &steps, &self->step, error);
}

gboolean
heng_rounding_apply_plain (const HengRounding *self,
                           gint64             *units,
                           guint              *decimals)
{
  guint kept = 0;
  gint64 denominator = 1, divisor, quotient, rest;

  if (!heng_number_is_small (&self->step) || self->step.numerator != 1)
    return FALSE;
  while (denominator < self->step.denominator && kept < 18)
    {
      denominator *= 10;
      kept++;
    }
  if (denominator != self->step.denominator)
    return FALSE;
  /* What has no more decimals than the step is a multiple of it. */
  if (*decimals <= kept)
    return TRUE;

  divisor = heng_number_power_of_ten (*decimals - kept);
  quotient = *units / divisor;
  rest = ABS (*units % divisor);
  if (rest != 0 && goes_up (self->mode, (rest > divisor - rest) - (rest < divisor - rest), quotient % 2 != 0))
    quotient += *units > 0 ? 1 : -1;
  *units = quotient;
  *decimals = kept;
  return TRUE;
}
