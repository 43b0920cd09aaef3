// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-number.h"

#include "heng-error.h"

#include <string.h>

G_STATIC_ASSERT (sizeof (long) == sizeof (gint64));

void
heng_number_init (HengNumber *self)
{
  mpq_init (self->rational);
}

void
heng_number_clear (HengNumber *self)
{
  mpq_clear (self->rational);
}

void
heng_number_set (HengNumber       *self,
                 const HengNumber *other)
{
  mpq_set (self->rational, other->rational);
}

void
heng_number_set_int64 (HengNumber *self,
                       gint64      integer)
{
  mpq_set_si (self->rational, integer, 1);
}

void
heng_number_set_ratio (HengNumber *self,
                       gint64      numerator,
                       gint64      denominator)
{
  g_return_if_fail (denominator != 0);

  mpz_set_si (mpq_numref (self->rational), numerator);
  mpz_set_si (mpq_denref (self->rational), denominator);
  mpq_canonicalize (self->rational);
}

static gsize
bits_of (const HengNumber *self)
{
  return MAX (mpz_sizeinbase (mpq_numref (self->rational), 2), mpz_sizeinbase (mpq_denref (self->rational), 2));
}

static void
set_size_error (GError **error)
{
  heng_error_set (error, HENG_ERROR_NUMBER_SIZE, G_STRINGIFY (HENG_NUMBER_BITS_MAX), NULL);
}

static gboolean
check_size (const HengNumber  *self,
            GError           **error)
{
  if (bits_of (self) <= HENG_NUMBER_BITS_MAX)
    return TRUE;

  set_size_error (error);
  return FALSE;
}

gboolean
heng_number_add (HengNumber       *result,
                 const HengNumber *a,
                 const HengNumber *b,
                 GError          **error)
{
  mpq_add (result->rational, a->rational, b->rational);
  return check_size (result, error);
}

gboolean
heng_number_subtract (HengNumber       *result,
                      const HengNumber *a,
                      const HengNumber *b,
                      GError          **error)
{
  mpq_sub (result->rational, a->rational, b->rational);
  return check_size (result, error);
}

gboolean
heng_number_multiply (HengNumber       *result,
                      const HengNumber *a,
                      const HengNumber *b,
                      GError          **error)
{
  mpq_mul (result->rational, a->rational, b->rational);
  return check_size (result, error);
}

gboolean
heng_number_divide (HengNumber       *result,
                    const HengNumber *a,
                    const HengNumber *b,
                    GError          **error)
{
  if (mpq_sgn (b->rational) == 0)
    {
      heng_error_set (error, HENG_ERROR_NUMBER_DIVISION_BY_ZERO, NULL);
      return FALSE;
    }

  mpq_div (result->rational, a->rational, b->rational);
  return check_size (result, error);
}

gboolean
heng_number_power (HengNumber       *result,
                   const HengNumber *base,
                   const HengNumber *exponent,
                   GError          **error)
{
  gint64 power;
  gulong magnitude;

  if (!heng_number_get_int64 (exponent, &power) ||
      power > HENG_NUMBER_EXPONENT_MAX || power < -HENG_NUMBER_EXPONENT_MAX)
    {
      g_autofree char *text = heng_number_format (exponent, 6);
      heng_error_set (error, HENG_ERROR_NUMBER_POWER, text, G_STRINGIFY (HENG_NUMBER_EXPONENT_MAX), NULL);
      return FALSE;
    }
  if (power < 0 && mpq_sgn (base->rational) == 0)
    {
      heng_error_set (error, HENG_ERROR_NUMBER_DIVISION_BY_ZERO, NULL);
      return FALSE;
    }

  magnitude = (gulong) ABS (power);
  /* Asked before the power is made: making it is what would take all memory. */
  if (bits_of (base) * magnitude > HENG_NUMBER_BITS_MAX + magnitude)
    {
      set_size_error (error);
      return FALSE;
    }

  if (result != base)
    mpq_set (result->rational, base->rational);
  if (power < 0)
    mpq_inv (result->rational, result->rational);
  mpz_pow_ui (mpq_numref (result->rational), mpq_numref (result->rational), magnitude);
  mpz_pow_ui (mpq_denref (result->rational), mpq_denref (result->rational), magnitude);
  return check_size (result, error);
}

void
heng_number_negate (HengNumber       *result,
                    const HengNumber *a)
{
  mpq_neg (result->rational, a->rational);
}

void
heng_number_absolute (HengNumber       *result,
                      const HengNumber *a)
{
  mpq_abs (result->rational, a->rational);
}

void
heng_number_floor (HengNumber       *result,
                   const HengNumber *a)
{
  mpz_fdiv_q (mpq_numref (result->rational), mpq_numref (a->rational), mpq_denref (a->rational));
  mpz_set_ui (mpq_denref (result->rational), 1);
}

void
heng_number_ceil (HengNumber       *result,
                  const HengNumber *a)
{
  mpz_cdiv_q (mpq_numref (result->rational), mpq_numref (a->rational), mpq_denref (a->rational));
  mpz_set_ui (mpq_denref (result->rational), 1);
}

int
heng_number_compare (const HengNumber *a,
                     const HengNumber *b)
{
  int order = mpq_cmp (a->rational, b->rational);

  return (order > 0) - (order < 0);
}

int
heng_number_sign (const HengNumber *self)
{
  return mpq_sgn (self->rational);
}

gboolean
heng_number_is_integer (const HengNumber *self)
{
  return mpz_cmp_ui (mpq_denref (self->rational), 1) == 0;
}

gboolean
heng_number_get_int64 (const HengNumber *self,
                       gint64           *integer)
{
  if (!heng_number_is_integer (self) || !mpz_fits_slong_p (mpq_numref (self->rational)))
    return FALSE;

  *integer = mpz_get_si (mpq_numref (self->rational));
  return TRUE;
}
