// SPDX-License-Identifier: GPL-3.0-or-later
/* Numbers have a small and a large shape; whatever is computed must be what GMP alone computes, most of all where one turns into the other. */
#include "heng-number-private.h"
#include "heng-rounding.h"

#include "testing.h"

#define N_ROUNDS 200000

static GRand *chance;

/* Mostly numbers about the edges of 64 and 32 bits, as numerators and denominators both. */
static void
draw (HengNumber *number,
      mpq_t       rational)
{
  static const gint64 edges[] = { 0, 1, 2, 3, 10, 100, 1000000, G_MAXINT32, (gint64) G_MAXUINT32, G_GINT64_CONSTANT (3037000499),
                                  G_GINT64_CONSTANT (1000000000000000000), G_MAXINT64 / 2, G_MAXINT64 - 1, G_MAXINT64, G_MININT64 };
  gint64 parts[2];

  for (guint i = 0; i < 2; i++)
    {
      gint64 edge = edges[g_rand_int_range (chance, 0, G_N_ELEMENTS (edges))];

      parts[i] = g_rand_boolean (chance) ? edge : (gint64) ((guint64) edge + (guint64) g_rand_int_range (chance, -3, 4));
      if (g_rand_boolean (chance) && parts[i] != G_MININT64)
        parts[i] = -parts[i];
    }
  if (parts[1] == 0)
    parts[1] = 1;

  heng_number_set_ratio (number, parts[0], parts[1]);
  mpz_set_si (mpq_numref (rational), parts[0]);
  mpz_set_si (mpq_denref (rational), parts[1]);
  mpq_canonicalize (rational);
}

static void
assert_same (const HengNumber *number,
             const mpq_t       rational)
{
  mpq_t own;

  mpq_init (own);
  heng_number_get_mpq (number, own);
  g_assert_true (mpq_equal (own, rational));
  /* One value, one shape: what fits is small. */
  if (mpz_sizeinbase (mpq_numref (rational), 2) < 64 && mpz_sizeinbase (mpq_denref (rational), 2) < 64)
    g_assert_true (heng_number_is_small (number));
  else
    g_assert_false (heng_number_is_small (number));
  g_assert_cmpint (heng_number_sign (number), ==, mpq_sgn (rational));
  mpq_clear (own);
}

static void
test_arithmetic (void)
{
  HengNumber a, b, result;
  mpq_t x, y, expected;

  heng_number_init (&a);
  heng_number_init (&b);
  heng_number_init (&result);
  mpq_inits (x, y, expected, NULL);
  for (guint i = 0; i < N_ROUNDS; i++)
    {
      int order;

      draw (&a, x);
      draw (&b, y);
      assert_same (&a, x);

      g_assert_true (heng_number_add (&result, &a, &b, NULL));
      mpq_add (expected, x, y);
      assert_same (&result, expected);
      g_assert_true (heng_number_subtract (&result, &result, &b, NULL));
      assert_same (&result, x);
      g_assert_true (heng_number_multiply (&result, &a, &b, NULL));
      mpq_mul (expected, x, y);
      assert_same (&result, expected);
      if (mpq_sgn (y) != 0)
        {
          g_assert_true (heng_number_divide (&result, &result, &b, NULL));
          assert_same (&result, x);
        }
      order = mpq_cmp (x, y);
      g_assert_cmpint (heng_number_compare (&a, &b), ==, (order > 0) - (order < 0));

      heng_number_negate (&result, &a);
      mpq_neg (expected, x);
      assert_same (&result, expected);
      heng_number_absolute (&result, &a);
      mpq_abs (expected, x);
      assert_same (&result, expected);
    }
  heng_number_clear (&a);
  heng_number_clear (&b);
  heng_number_clear (&result);
  mpq_clears (x, y, expected, NULL);
}

/* More decimals than a denominator of 64 bits has, and powers whose base lies beyond. */
static void
test_beyond (void)
{
  static const struct { gint64 units; guint decimals; const char *text; } decimals[] = {
    { 0, 19, "0" }, { 1, 18, "0.000000000000000001" }, { 1, 19, "0.0000000000000000001" }, { -5, 19, "-0.0000000000000000005" },
    { G_MININT64, 19, "-0.9223372036854775808" }, { G_MAXINT64, 25, "0.0000009223372036854775807" },
  };
  HengNumber number, base, exponent, result;

  heng_number_init (&number);
  heng_number_init (&exponent);
  heng_number_init (&base);
  heng_number_init (&result);
  for (gsize i = 0; i < G_N_ELEMENTS (decimals); i++)
    {
      g_autofree char *text = NULL;

      heng_number_set_decimal (&number, decimals[i].units, decimals[i].decimals);
      text = heng_number_format (&number, 25);
      g_assert_cmpstr (text, ==, decimals[i].text);
    }

  /* (2^-64)^-2 = 2^128, and back. */
  g_assert_true (heng_number_parse (&base, "18446744073709551616", NULL));
  heng_number_set_int64 (&exponent, -1);
  g_assert_true (heng_number_power (&number, &base, &exponent, NULL));
  heng_number_set_int64 (&exponent, -2);
  g_assert_true (heng_number_power (&result, &number, &exponent, NULL));
  {
    g_autofree char *text = heng_number_format (&result, 0);

    g_assert_cmpstr (text, ==, "340282366920938463463374607431768211456");
  }
  heng_number_clear (&number);
  heng_number_clear (&base);
  heng_number_clear (&exponent);
  heng_number_clear (&result);
}

static void
test_whole_numbers (void)
{
  HengNumber a, result;
  mpq_t x, expected;

  heng_number_init (&a);
  heng_number_init (&result);
  mpq_inits (x, expected, NULL);
  for (guint i = 0; i < N_ROUNDS; i++)
    {
      draw (&a, x);
      mpz_set_ui (mpq_denref (expected), 1);
      heng_number_floor (&result, &a);
      mpz_fdiv_q (mpq_numref (expected), mpq_numref (x), mpq_denref (x));
      assert_same (&result, expected);
      heng_number_ceil (&result, &a);
      mpz_cdiv_q (mpq_numref (expected), mpq_numref (x), mpq_denref (x));
      assert_same (&result, expected);
    }
  heng_number_clear (&a);
  heng_number_clear (&result);
  mpq_clears (x, expected, NULL);
}

/* floor (x + 1/2) for what is not negative, the same turned round for what is. */
static void
test_half_up (void)
{
  g_auto (HengRounding) rounding = { 0 };
  HengNumber a, result;
  mpq_t x, half, expected;

  heng_rounding_init (&rounding);
  heng_number_init (&a);
  heng_number_init (&result);
  mpq_inits (x, half, expected, NULL);
  mpq_set_ui (half, 1, 2);
  for (guint i = 0; i < N_ROUNDS; i++)
    {
      draw (&a, x);
      g_assert_true (heng_rounding_apply (&rounding, &a, &result, NULL));
      mpq_abs (expected, x);
      mpq_add (expected, expected, half);
      mpz_fdiv_q (mpq_numref (expected), mpq_numref (expected), mpq_denref (expected));
      mpz_set_ui (mpq_denref (expected), 1);
      if (mpq_sgn (x) < 0)
        mpq_neg (expected, expected);
      assert_same (&result, expected);
    }
  heng_number_clear (&a);
  heng_number_clear (&result);
  mpq_clears (x, half, expected, NULL);
}

/* A text that the short way reads is read alike by the long one, which spaces around it ask for. */
static void
test_plain_texts (void)
{
  static const char *const letters = "0123456789.-";
  HengNumber plain, full;
  guint n_plain = 0;

  heng_number_init (&plain);
  heng_number_init (&full);
  for (guint i = 0; i < N_ROUNDS; i++)
    {
      char text[24] = { 0 };
      guint n_letters = (guint) g_rand_int_range (chance, 0, 22), decimals;
      g_autofree char *spaced = NULL;
      gint64 units;

      for (guint j = 0; j < n_letters; j++)
        text[j] = letters[g_rand_int_range (chance, 0, g_rand_int_range (chance, 0, 4) == 0 ? 12 : 10)];
      if (!heng_number_parse_plain (text, &units, &decimals))
        continue;
      n_plain++;
      spaced = g_strdup_printf (" %s", text);
      heng_number_set_decimal (&plain, units, decimals);
      g_assert_true (heng_number_parse (&full, spaced, NULL));
      g_assert_cmpint (heng_number_compare (&plain, &full), ==, 0);
    }
  g_assert_cmpuint (n_plain, >, N_ROUNDS / 10);
  heng_number_clear (&plain);
  heng_number_clear (&full);
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  chance = g_rand_new_with_seed (64);
  g_test_add_func ("/values/number-shapes/arithmetic", test_arithmetic);
  g_test_add_func ("/values/number-shapes/whole-numbers", test_whole_numbers);
  g_test_add_func ("/values/number-shapes/beyond", test_beyond);
  g_test_add_func ("/values/number-shapes/half-up", test_half_up);
  g_test_add_func ("/values/number-shapes/plain-texts", test_plain_texts);
  status = g_test_run ();
  g_rand_free (chance);
  return status;
}
