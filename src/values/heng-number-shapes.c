// SPDX-License-Identifier: GPL-3.0-or-later
/* The two shapes of a number: one that fits into 64 bits is small, any other is GMP's. */
#include "heng-number.h"

#include "heng-number-private.h"

G_STATIC_ASSERT (sizeof (long) == sizeof (gint64));

void
heng_number_init (HengNumber *self)
{
  self->numerator = 0;
  self->denominator = 1;
  self->large = NULL;
}

static void
drop_large (HengNumber *self)
{
  mpq_clear (self->large);
  g_free (self->large);
  self->large = NULL;
}

void
heng_number_clear (HengNumber *self)
{
  if (self->large != NULL)
    drop_large (self);
}

guint64
heng_number_gcd (guint64 a,
                 guint64 b)
{
  int shift;

  if (a == 0 || b == 0)
    return a | b;

  shift = __builtin_ctzll (a | b);
  a >>= __builtin_ctzll (a);
  while (b != 0)
    {
      guint64 smaller;

      b >>= __builtin_ctzll (b);
      smaller = MIN (a, b);
      b = MAX (a, b) - smaller;
      a = smaller;
    }
  return a << shift;
}

gint64
heng_number_power_of_ten (guint exponent)
{
  gint64 power = 1;

  g_assert (exponent <= 18);
  for (guint i = 0; i < exponent; i++)
    power *= 10;
  return power;
}

void
heng_number_set_small (HengNumber *self,
                       gint64      numerator,
                       gint64      denominator)
{
  if (self->large != NULL)
    drop_large (self);
  self->numerator = numerator;
  self->denominator = denominator;
}

void
heng_number_get_mpq (const HengNumber *self,
                     mpq_t             rational)
{
  if (self->large != NULL)
    mpq_set (rational, self->large);
  else
    {
      mpz_set_si (mpq_numref (rational), self->numerator);
      mpz_set_si (mpq_denref (rational), self->denominator);
    }
}

/* The least 64-bit number has no negative of its own and is large. */
static gboolean
fits (const mpz_t integer)
{
  return mpz_fits_slong_p (integer) && mpz_get_si (integer) != G_MININT64;
}

void
heng_number_set_mpq (HengNumber *self,
                     mpq_t       rational)
{
  /* A value has one shape only. */
  if (fits (mpq_numref (rational)) && fits (mpq_denref (rational)))
    {
      heng_number_set_small (self, mpz_get_si (mpq_numref (rational)), mpz_get_si (mpq_denref (rational)));
      return;
    }

  if (self->large == NULL)
    {
      self->large = g_new (__mpq_struct, 1);
      mpq_init (self->large);
    }
  mpq_set (self->large, rational);
}

void
heng_number_set (HengNumber       *self,
                 const HengNumber *other)
{
  if (self == other)
    return;
  if (other->large == NULL)
    heng_number_set_small (self, other->numerator, other->denominator);
  else
    heng_number_set_mpq (self, other->large);
}

void
heng_number_set_int64 (HengNumber *self,
                       gint64      integer)
{
  heng_number_set_ratio (self, integer, 1);
}

void
heng_number_set_ratio (HengNumber *self,
                       gint64      numerator,
                       gint64      denominator)
{
  g_return_if_fail (denominator != 0);

  if (numerator != G_MININT64 && denominator != G_MININT64)
    {
      gint64 divisor = (gint64) heng_number_gcd ((guint64) ABS (numerator), (guint64) ABS (denominator));

      if (denominator < 0)
        divisor = -divisor;
      heng_number_set_small (self, numerator / divisor, denominator / divisor);
    }
  else
    {
      mpq_t rational;

      mpq_init (rational);
      mpz_set_si (mpq_numref (rational), numerator);
      mpz_set_si (mpq_denref (rational), denominator);
      mpq_canonicalize (rational);
      heng_number_set_mpq (self, rational);
      mpq_clear (rational);
    }
}

void
heng_number_set_decimal (HengNumber *self,
                         gint64      units,
                         guint       decimals)
{
  if (decimals <= 18)
    heng_number_set_ratio (self, units, heng_number_power_of_ten (decimals));
  else
    {
      mpq_t rational;

      mpq_init (rational);
      mpz_set_si (mpq_numref (rational), units);
      mpz_ui_pow_ui (mpq_denref (rational), 10, decimals);
      mpq_canonicalize (rational);
      heng_number_set_mpq (self, rational);
      mpq_clear (rational);
    }
}
