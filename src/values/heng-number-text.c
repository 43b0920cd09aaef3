// SPDX-License-Identifier: GPL-3.0-or-later
/* Numbers as people write them, in and out. */
#include "heng-number.h"

#include "heng-error.h"
#include "heng-number-private.h"

#include <string.h>

typedef struct
{
  const char *text;
  guint       power_of_ten;
} Multiplier;

static const Multiplier chinese_multipliers[] = {
  { "百", 2 }, { "千", 3 }, { "万", 4 }, { "亿", 8 },
};

static const Multiplier english_multipliers[] = {
  { "thousand", 3 }, { "million", 6 }, { "billion", 9 }, { "trillion", 12 },
};

/* Digits that fit into 64 bits whatever they are. */
#define PLAIN_DIGITS_MAX 18

/* 万亿 is the largest that is said. */
#define POWER_OF_TEN_MAX 16

static void
set_digits_error (const char  *text,
                  GError     **error)
{
  g_autofree char *beginning = g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, 20), 12));

  heng_error_set (error, HENG_ERROR_NUMBER_DIGITS, beginning, G_STRINGIFY (HENG_NUMBER_DIGITS_MAX), NULL);
}

/* Reads "1_000.25" into digits "100025" and a count of decimals. Returns the bytes read, or 0 where there is no number. */
static gsize
scan_digits (const char *text,
             char        digits[HENG_NUMBER_DIGITS_MAX + 2],
             guint      *n_digits,
             guint      *n_decimals)
{
  const char *at = text;
  gboolean point = FALSE;

  *n_digits = 0;
  *n_decimals = 0;
  if (!g_ascii_isdigit (*at))
    return 0;

  for (;;)
    {
      if (g_ascii_isdigit (*at))
        {
          if (*n_digits <= HENG_NUMBER_DIGITS_MAX)
            digits[(*n_digits)++] = *at;
          if (point)
            (*n_decimals)++;
          at++;
        }
      else if (*at == '_' && g_ascii_isdigit (at[-1]) && g_ascii_isdigit (at[1]))
        at++;
      else if (*at == '.' && !point && g_ascii_isdigit (at[1]))
        {
          point = TRUE;
          at++;
        }
      else
        break;
    }

  digits[MIN (*n_digits, HENG_NUMBER_DIGITS_MAX + 1)] = '\0';
  return (gsize) (at - text);
}

static gsize
scan_chinese_multiplier (const char *text,
                         guint      *power_of_ten)
{
  const char *at = text;
  gboolean found;

  *power_of_ten = 0;
  do
    {
      found = FALSE;
      for (gsize i = 0; i < G_N_ELEMENTS (chinese_multipliers) && !found; i++)
        if (g_str_has_prefix (at, chinese_multipliers[i].text) &&
            *power_of_ten + chinese_multipliers[i].power_of_ten <= POWER_OF_TEN_MAX)
          {
            *power_of_ten += chinese_multipliers[i].power_of_ten;
            at += strlen (chinese_multipliers[i].text);
            found = TRUE;
          }
    }
  while (found);

  return (gsize) (at - text);
}

static gsize
scan_english_multiplier (const char *text,
                         guint      *power_of_ten)
{
  const char *at = text;

  while (*at == ' ')
    at++;
  for (gsize i = 0; i < G_N_ELEMENTS (english_multipliers); i++)
    {
      gsize length = strlen (english_multipliers[i].text);

      if (strncmp (at, english_multipliers[i].text, length) == 0 && !g_ascii_isalnum (at[length]) && at[length] != '_')
        {
          *power_of_ten = english_multipliers[i].power_of_ten;
          return (gsize) (at - text) + length;
        }
    }

  return 0;
}

/* The digits as a number, times ten to the power of @power_of_ten. */
static void
set_scaled (HengNumber *self,
            const char *digits,
            int         power_of_ten)
{
  mpq_t rational;
  mpz_t factor;

  mpq_init (rational);
  mpz_init (factor);
  mpz_set_str (mpq_numref (rational), digits, 10);
  mpz_ui_pow_ui (factor, 10, (gulong) ABS (power_of_ten));
  if (power_of_ten > 0)
    mpz_mul (mpq_numref (rational), mpq_numref (rational), factor);
  else
    mpz_set (mpq_denref (rational), factor);
  mpq_canonicalize (rational);
  heng_number_set_mpq (self, rational);
  mpz_clear (factor);
  mpq_clear (rational);
}

gsize
heng_number_scan (HengNumber  *self,
                  const char  *text,
                  GError     **error)
{
  char digits[HENG_NUMBER_DIGITS_MAX + 2];
  guint n_digits, n_decimals, power_of_ten = 0;
  gsize length, more;

  g_return_val_if_fail (text != NULL, 0);

  length = scan_digits (text, digits, &n_digits, &n_decimals);
  if (length == 0)
    {
      heng_error_set (error, HENG_ERROR_NUMBER_SYNTAX, text, NULL);
      return 0;
    }
  if (n_digits > HENG_NUMBER_DIGITS_MAX || n_decimals > HENG_NUMBER_DIGITS_MAX)
    {
      set_digits_error (text, error);
      return 0;
    }

  if (text[length] == '%')
    {
      set_scaled (self, digits, -(int) n_decimals - 2);
      return length + 1;
    }

  more = scan_chinese_multiplier (text + length, &power_of_ten);
  if (more == 0)
    more = scan_english_multiplier (text + length, &power_of_ten);
  set_scaled (self, digits, (int) power_of_ten - (int) n_decimals);
  length += more;
  if (g_str_has_prefix (text + length, "元"))
    length += strlen ("元");

  return length;
}

static gboolean
has_exponent (const char *text)
{
  const char *e = strpbrk (text, "eE");

  return e != NULL && e > text && (g_ascii_isdigit (e[-1]) || e[-1] == '.') &&
         (g_ascii_isdigit (e[1]) || ((e[1] == '-' || e[1] == '+') && g_ascii_isdigit (e[2])));
}

gboolean
heng_number_parse_plain (const char *text,
                         gint64     *units,
                         guint      *decimals)
{
  const char *at = text, *point = NULL;
  gboolean negative = *at == '-';
  gint64 read = 0;
  guint n_digits = 0;

  at += negative;
  for (;; at++)
    {
      if (*at >= '0' && *at <= '9' && n_digits < PLAIN_DIGITS_MAX)
        {
          read = read * 10 + (*at - '0');
          n_digits++;
        }
      else if (*at == '.' && point == NULL && n_digits > 0)
        point = at;
      else
        break;
    }
  /* A point has digits on both sides, and -0 is nothing that is measured. */
  if (*at != '\0' || n_digits == 0 || (point != NULL && point + 1 == at) || (negative && read == 0))
    return FALSE;

  *units = negative ? -read : read;
  *decimals = point != NULL ? (guint) (at - point - 1) : 0;
  return TRUE;
}

gboolean
heng_number_parse (HengNumber  *self,
                   const char  *text,
                   GError     **error)
{
  g_autofree char *stripped = NULL;
  const char *at;
  gboolean negative;
  gint64 units;
  guint decimals;
  gsize length;

  g_return_val_if_fail (text != NULL, FALSE);

  if (heng_number_parse_plain (text, &units, &decimals))
    {
      heng_number_set_decimal (self, units, decimals);
      return TRUE;
    }

  stripped = g_strstrip (g_strdup (text));
  at = stripped;
  negative = *at == '-' || g_str_has_prefix (at, "−");
  if (negative || *at == '+')
    at = g_utf8_next_char (at);

  if (has_exponent (at))
    {
      heng_error_set (error, HENG_ERROR_NUMBER_EXPONENT, stripped, NULL);
      return FALSE;
    }
  if (!g_ascii_isdigit (*at))
    {
      heng_error_set (error, HENG_ERROR_NUMBER_SYNTAX, stripped, NULL);
      return FALSE;
    }

  length = heng_number_scan (self, at, error);
  if (length == 0)
    return FALSE;
  if (at[length] != '\0')
    {
      heng_error_set (error, HENG_ERROR_NUMBER_SYNTAX, stripped, NULL);
      return FALSE;
    }
  if (negative && heng_number_sign (self) == 0)
    {
      heng_error_set (error, HENG_ERROR_NUMBER_NEGATIVE_ZERO, stripped, NULL);
      return FALSE;
    }

  if (negative)
    heng_number_negate (self, self);
  return TRUE;
}

/* How many decimals write the number exactly: the larger power of 2 or 5 in the denominator; -1 where no count does. */
static int
count_decimals (const mpq_t rational,
                guint       decimals_max)
{
  mpz_t rest, two, five;
  mp_bitcnt_t twos, fives;
  gboolean ends;

  mpz_init_set (rest, mpq_denref (rational));
  mpz_init_set_ui (two, 2);
  mpz_init_set_ui (five, 5);
  twos = mpz_remove (rest, rest, two);
  fives = mpz_remove (rest, rest, five);
  ends = mpz_cmp_ui (rest, 1) == 0 && MAX (twos, fives) <= decimals_max;
  mpz_clears (rest, two, five, NULL);

  return ends ? (int) MAX (twos, fives) : -1;
}

char *
heng_number_format (const HengNumber *self,
                    guint             decimals_max)
{
  g_autofree char *digits = NULL;
  GString *text = g_string_new (NULL);
  mpz_t scaled, doubled_denominator;
  mpq_t rational;
  gsize n_digits;
  guint decimals;
  int exact;

  mpq_init (rational);
  heng_number_get_mpq (self, rational);
  exact = count_decimals (rational, decimals_max);
  decimals = exact >= 0 ? (guint) exact : decimals_max;
  if (exact < 0)
    g_string_append (text, "≈");

  /* round (|n| / d · 10^k) half away from zero = floor ((2·|n|·10^k + d) / (2·d)) */
  mpz_init (scaled);
  mpz_init (doubled_denominator);
  mpz_ui_pow_ui (scaled, 10, decimals);
  mpz_mul (scaled, scaled, mpq_numref (rational));
  mpz_abs (scaled, scaled);
  mpz_mul_2exp (scaled, scaled, 1);
  mpz_add (scaled, scaled, mpq_denref (rational));
  mpz_mul_2exp (doubled_denominator, mpq_denref (rational), 1);
  mpz_fdiv_q (scaled, scaled, doubled_denominator);

  if (mpq_sgn (rational) < 0 && mpz_sgn (scaled) != 0)
    g_string_append_c (text, '-');
  digits = g_malloc (mpz_sizeinbase (scaled, 10) + 2);
  mpz_get_str (digits, 10, scaled);
  n_digits = strlen (digits);
  if (n_digits <= decimals)
    {
      g_string_append (text, decimals > 0 ? "0." : "0");
      for (gsize i = n_digits; i < decimals; i++)
        g_string_append_c (text, '0');
      g_string_append (text, digits);
    }
  else
    {
      g_string_append_len (text, digits, (gssize) (n_digits - decimals));
      if (decimals > 0)
        g_string_append_printf (text, ".%s", digits + n_digits - decimals);
    }

  mpz_clears (scaled, doubled_denominator, NULL);
  mpq_clear (rational);
  return g_string_free (text, FALSE);
}
