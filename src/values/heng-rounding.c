// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-rounding.h"

#include "heng-error.h"

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

static void
round_to_integer (mpz_t            integer,
                  const mpq_t      number,
                  HengRoundingMode mode)
{
  mpz_t rest;
  int half;

  mpz_init (rest);
  mpz_tdiv_qr (integer, rest, mpq_numref (number), mpq_denref (number));
  mpz_mul_2exp (rest, rest, 1);
  half = mpz_cmpabs (rest, mpq_denref (number));

  if (mpz_sgn (rest) != 0 &&
      (mode == HENG_ROUNDING_UP ||
       (mode != HENG_ROUNDING_DOWN && half > 0) ||
       (half == 0 && (mode == HENG_ROUNDING_HALF_UP || (mode == HENG_ROUNDING_HALF_EVEN && mpz_odd_p (integer))))))
    {
      if (mpq_sgn (number) > 0)
        mpz_add_ui (integer, integer, 1);
      else
        mpz_sub_ui (integer, integer, 1);
    }

  mpz_clear (rest);
}

gboolean
heng_rounding_apply (const HengRounding *self,
                     const HengNumber   *number,
                     HengNumber         *result,
                     GError            **error)
{
  g_auto (HengNumber) steps = { 0 };
  mpz_t integer;

  heng_number_init (&steps);
  if (!heng_number_divide (&steps, number, &self->step, error))
    return FALSE;

  mpz_init (integer);
  round_to_integer (integer, steps.rational, self->mode);
  mpq_set_z (steps.rational, integer);
  mpz_clear (integer);

  return heng_number_multiply (result, &steps, &self->step, error);
}
