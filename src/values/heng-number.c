// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-number.h"

#include "heng-error.h"
#include "heng-number-private.h"

#include <string.h>

/* ---- arithmetic that fits; %FALSE where it does not ---- */

static gboolean
product_fits (gint64  a,
              gint64  b,
              gint64 *product)
{
  return !__builtin_mul_overflow (a, b, product) && *product != G_MININT64;
}

/* Knuth, The Art of Computer Programming 2, 4.5.1: what is divided out beforehand need not be afterwards. */
static gboolean
add_small (HengNumber       *result,
           const HengNumber *a,
           const HengNumber *b,
           int               sign)
{
  gint64 b_numerator = sign * b->numerator, left, right, sum, divisor, denominator;

  if (a->denominator == b->denominator)
    {
      if (__builtin_add_overflow (a->numerator, b_numerator, &sum) || sum == G_MININT64)
        return FALSE;
      divisor = a->denominator == 1 ? 1 : (gint64) heng_number_gcd ((guint64) ABS (sum), (guint64) a->denominator);
      heng_number_set_small (result, sum / divisor, a->denominator / divisor);
      return TRUE;
    }

  divisor = (gint64) heng_number_gcd ((guint64) a->denominator, (guint64) b->denominator);
  if (!product_fits (a->numerator, b->denominator / divisor, &left) || !product_fits (b_numerator, a->denominator / divisor, &right) ||
      __builtin_add_overflow (left, right, &sum) || sum == G_MININT64 ||
      !product_fits (a->denominator / divisor, b->denominator, &denominator))
    return FALSE;
  divisor = (gint64) heng_number_gcd ((guint64) ABS (sum), (guint64) divisor);
  heng_number_set_small (result, sum / divisor, denominator / divisor);
  return TRUE;
}

static gboolean
multiply_small (HengNumber *result,
                gint64      a_numerator,
                gint64      a_denominator,
                gint64      b_numerator,
                gint64      b_denominator)
{
  gint64 first = (gint64) heng_number_gcd ((guint64) ABS (a_numerator), (guint64) b_denominator);
  gint64 second = (gint64) heng_number_gcd ((guint64) ABS (b_numerator), (guint64) a_denominator);
  gint64 numerator, denominator;

  if (!product_fits (a_numerator / first, b_numerator / second, &numerator) ||
      !product_fits (a_denominator / second, b_denominator / first, &denominator))
    return FALSE;

  heng_number_set_small (result, numerator, denominator);
  return TRUE;
}

/* ---- arithmetic that does not ---- */

static gsize
bits_of (const mpq_t rational)
{
  return MAX (mpz_sizeinbase (mpq_numref (rational), 2), mpz_sizeinbase (mpq_denref (rational), 2));
}

static void
set_size_error (GError **error)
{
  heng_error_set (error, HENG_ERROR_NUMBER_SIZE, G_STRINGIFY (HENG_NUMBER_BITS_MAX), NULL);
}

/* Takes @rational, even where it is too large. */
static gboolean
take_checked (HengNumber  *self,
              mpq_t        rational,
              GError     **error)
{
  gboolean fine = bits_of (rational) <= HENG_NUMBER_BITS_MAX;

  if (!fine)
    set_size_error (error);
  heng_number_set_mpq (self, rational);
  mpq_clear (rational);
  return fine;
}

static gboolean
operate_large (HengNumber        *result,
               const HengNumber  *a,
               const HengNumber  *b,
               void             (*operation) (mpq_ptr, mpq_srcptr, mpq_srcptr),
               GError           **error)
{
  mpq_t left, right;

  mpq_init (left);
  mpq_init (right);
  heng_number_get_mpq (a, left);
  heng_number_get_mpq (b, right);
  operation (left, left, right);
  mpq_clear (right);
  return take_checked (result, left, error);
}

static gboolean
are_small (const HengNumber *a,
           const HengNumber *b)
{
  return a->large == NULL && b->large == NULL;
}

gboolean
heng_number_add (HengNumber       *result,
                 const HengNumber *a,
                 const HengNumber *b,
                 GError          **error)
{
  return (are_small (a, b) && add_small (result, a, b, 1)) || operate_large (result, a, b, mpq_add, error);
}

gboolean
heng_number_subtract (HengNumber       *result,
                      const HengNumber *a,
                      const HengNumber *b,
                      GError          **error)
{
  return (are_small (a, b) && add_small (result, a, b, -1)) || operate_large (result, a, b, mpq_sub, error);
}

gboolean
heng_number_multiply (HengNumber       *result,
                      const HengNumber *a,
                      const HengNumber *b,
                      GError          **error)
{
  return (are_small (a, b) && multiply_small (result, a->numerator, a->denominator, b->numerator, b->denominator)) ||
         operate_large (result, a, b, mpq_mul, error);
}

gboolean
heng_number_divide (HengNumber       *result,
                    const HengNumber *a,
                    const HengNumber *b,
                    GError          **error)
{
  int sign = heng_number_sign (b);

  if (sign == 0)
    {
      heng_error_set (error, HENG_ERROR_NUMBER_DIVISION_BY_ZERO, NULL);
      return FALSE;
    }

  return (are_small (a, b) && multiply_small (result, a->numerator, a->denominator, sign * b->denominator, sign * b->numerator)) ||
         operate_large (result, a, b, mpq_div, error);
}

/* Small results only, and of exponents that get there soon. */
static gboolean
power_small (HengNumber       *result,
             const HengNumber *base,
             gint64            power)
{
  gint64 numerator = 1, denominator = 1;

  if (base->large != NULL || ABS (power) > 64)
    return FALSE;
  for (gint64 i = 0; i < ABS (power); i++)
    if (!product_fits (numerator, base->numerator, &numerator) || !product_fits (denominator, base->denominator, &denominator))
      return FALSE;

  if (power >= 0)
    heng_number_set_small (result, numerator, denominator);
  else
    heng_number_set_small (result, numerator < 0 ? -denominator : denominator, ABS (numerator));
  return TRUE;
}

static gboolean
power_large (HengNumber        *result,
             const HengNumber  *base,
             gint64             power,
             GError           **error)
{
  gulong magnitude = (gulong) ABS (power);
  mpq_t rational;

  mpq_init (rational);
  heng_number_get_mpq (base, rational);
  /* Asked before the power is made: making it is what would take all memory. */
  if (bits_of (rational) * magnitude > HENG_NUMBER_BITS_MAX + magnitude)
    {
      mpq_clear (rational);
      set_size_error (error);
      return FALSE;
    }

  if (power < 0)
    mpq_inv (rational, rational);
  mpz_pow_ui (mpq_numref (rational), mpq_numref (rational), magnitude);
  mpz_pow_ui (mpq_denref (rational), mpq_denref (rational), magnitude);
  return take_checked (result, rational, error);
}

gboolean
heng_number_power (HengNumber       *result,
                   const HengNumber *base,
                   const HengNumber *exponent,
                   GError          **error)
{
  gint64 power;

  if (!heng_number_get_int64 (exponent, &power) ||
      power > HENG_NUMBER_EXPONENT_MAX || power < -HENG_NUMBER_EXPONENT_MAX)
    {
      g_autofree char *text = heng_number_format (exponent, 6);
      heng_error_set (error, HENG_ERROR_NUMBER_POWER, text, G_STRINGIFY (HENG_NUMBER_EXPONENT_MAX), NULL);
      return FALSE;
    }
  if (power < 0 && heng_number_sign (base) == 0)
    {
      heng_error_set (error, HENG_ERROR_NUMBER_DIVISION_BY_ZERO, NULL);
      return FALSE;
    }

  return power_small (result, base, power) || power_large (result, base, power, error);
}

/* ---- one number ---- */

void
heng_number_negate (HengNumber       *result,
                    const HengNumber *a)
{
  heng_number_set (result, a);
  if (result->large != NULL)
    mpq_neg (result->large, result->large);
  else
    result->numerator = -result->numerator;
}

void
heng_number_absolute (HengNumber       *result,
                      const HengNumber *a)
{
  if (heng_number_sign (a) < 0)
    heng_number_negate (result, a);
  else
    heng_number_set (result, a);
}

static void
divide_out (HengNumber       *result,
            const HengNumber *a,
            int               direction)
{
  if (a->large == NULL)
    {
      gint64 quotient = a->numerator / a->denominator, rest = a->numerator % a->denominator;

      if (rest != 0 && (rest > 0) == (direction > 0))
        quotient += direction;
      heng_number_set_small (result, quotient, 1);
    }
  else
    {
      mpq_t rational;

      mpq_init (rational);
      heng_number_get_mpq (a, rational);
      (direction < 0 ? mpz_fdiv_q : mpz_cdiv_q) (mpq_numref (rational), mpq_numref (rational), mpq_denref (rational));
      mpz_set_ui (mpq_denref (rational), 1);
      heng_number_set_mpq (result, rational);
      mpq_clear (rational);
    }
}

void
heng_number_floor (HengNumber       *result,
                   const HengNumber *a)
{
  divide_out (result, a, -1);
}

void
heng_number_ceil (HengNumber       *result,
                  const HengNumber *a)
{
  divide_out (result, a, 1);
}

int
heng_number_compare (const HengNumber *a,
                     const HengNumber *b)
{
  int order;

  if (are_small (a, b))
    {
      __int128 left = (__int128) a->numerator * b->denominator, right = (__int128) b->numerator * a->denominator;

      return (left > right) - (left < right);
    }
  else
    {
      mpq_t left, right;

      mpq_init (left);
      mpq_init (right);
      heng_number_get_mpq (a, left);
      heng_number_get_mpq (b, right);
      order = mpq_cmp (left, right);
      mpq_clears (left, right, NULL);
    }

  return (order > 0) - (order < 0);
}

int
heng_number_sign (const HengNumber *self)
{
  if (self->large != NULL)
    return mpz_sgn (mpq_numref ((mpq_ptr) self->large));

  return (self->numerator > 0) - (self->numerator < 0);
}

gboolean
heng_number_is_integer (const HengNumber *self)
{
  return self->large != NULL ? mpz_cmp_ui (mpq_denref ((mpq_ptr) self->large), 1) == 0 : self->denominator == 1;
}

gboolean
heng_number_get_int64 (const HengNumber *self,
                       gint64           *integer)
{
  if (!heng_number_is_integer (self))
    return FALSE;
  if (self->large == NULL)
    {
      *integer = self->numerator;
      return TRUE;
    }
  if (!mpz_fits_slong_p (mpq_numref ((mpq_ptr) self->large)))
    return FALSE;

  *integer = mpz_get_si (mpq_numref ((mpq_ptr) self->large));
  return TRUE;
}
