// SPDX-License-Identifier: GPL-3.0-or-later
/* Numbers, amounts, days, periods, roundings and splits: what is read, written and read again is the same. */
#include "fuzz.h"

#include "heng-amount.h"
#include "heng-error.h"
#include "heng-number.h"
#include "heng-period.h"
#include "heng-rounding.h"
#include "heng-split.h"

#include <string.h>

/* A written number has at most this many decimals: thirty, and two more by `%`. */
#define DECIMALS_MAX (HENG_NUMBER_DIGITS_MAX + 2)

static void
try_number (const char *text)
{
  g_auto (HengNumber) number = { 0 };
  g_auto (HengNumber) again = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *written = NULL, *shortened = NULL;

  heng_number_init (&number);
  heng_number_init (&again);
  if (!heng_number_parse (&number, text, &error))
    {
      g_assert_nonnull (error);
      g_assert_true (error->domain == HENG_ERROR);
      return;
    }

  g_assert_no_error (error);
  written = heng_number_format (&number, DECIMALS_MAX);
  g_assert_false (g_str_has_prefix (written, "≈"));
  /* What multipliers and percent make of thirty digits may need more of them than can be written. */
  if (!heng_number_parse (&again, written, &error))
    g_assert_error (error, HENG_ERROR, HENG_ERROR_NUMBER_DIGITS);
  else
    g_assert_cmpint (heng_number_compare (&number, &again), ==, 0);
  shortened = heng_number_format (&number, 3);
  g_assert_true (g_str_has_prefix (shortened, "≈") == (strchr (written, '.') != NULL && strlen (strchr (written, '.')) > 4));
}

static void
try_amounts (const char *text)
{
  static const guint all_digits[] = { 0, 2, 3, HENG_AMOUNT_IN_KIND_DIGITS };

  for (gsize i = 0; i < G_N_ELEMENTS (all_digits); i++)
    {
      g_autoptr (GError) error = NULL;
      g_auto (HengNumber) number = { 0 };
      gint64 amount, again;

      if (!heng_amount_parse (text, all_digits[i], &amount, &error))
        {
          g_assert_nonnull (error);
          continue;
        }
      for (guint shown = 0; shown <= all_digits[i]; shown++)
        {
          g_autofree char *written = heng_amount_format (amount, all_digits[i], shown);

          g_assert_true (heng_amount_parse (written, all_digits[i], &again, NULL));
          g_assert_cmpint (again, ==, amount);
        }
      heng_number_init (&number);
      heng_amount_to_number (amount, all_digits[i], &number);
      g_assert_true (heng_amount_from_number (&number, all_digits[i], &again, NULL));
      g_assert_cmpint (again, ==, amount);
    }
}

static void
try_time (const char *text)
{
  HengPeriod period;
  HengDay day;
  g_autoptr (GError) error = NULL;
  g_autofree char *written = NULL, *written_day = NULL;

  if (heng_period_parse (text, &period, &error))
    {
      written = heng_period_format (period);
      g_assert_cmpstr (written, ==, text);
      if (period.kind != HENG_PERIOD_ONCE)
        {
          g_assert_cmpint (heng_period_get_first_day (period), <=, heng_period_get_last_day (period));
          g_assert_cmpint (heng_day_get_month (heng_period_get_first_day (period)), ==, heng_period_get_first_month (period));
          g_assert_cmpint (heng_day_get_month (heng_period_get_last_day (period)), ==, heng_period_get_last_month (period));
        }
    }
  else
    g_assert_error (error, HENG_ERROR, HENG_ERROR_PERIOD_SYNTAX);

  g_clear_error (&error);
  if (heng_day_parse (text, &day, &error))
    {
      written_day = heng_day_format (day);
      g_assert_cmpstr (written_day, ==, text);
    }
  else
    g_assert_error (error, HENG_ERROR, HENG_ERROR_DAY_SYNTAX);
}

/* The first line is a rounding, the second a number. */
static void
try_rounding (const char *text,
              const char *number_text)
{
  g_auto (HengRounding) rounding = { 0 };
  g_auto (HengNumber) number = { 0 };
  g_auto (HengNumber) rounded = { 0 };
  g_auto (HengNumber) again = { 0 };
  g_autoptr (GError) error = NULL;

  heng_rounding_init (&rounding);
  heng_number_init (&number);
  heng_number_init (&rounded);
  heng_number_init (&again);
  if (!heng_rounding_parse (&rounding, text, &error) || !heng_number_parse (&number, number_text, &error))
    {
      g_assert_nonnull (error);
      return;
    }

  g_assert_true (heng_rounding_apply (&rounding, &number, &rounded, &error));
  /* A multiple of the step, less than a step away, and by rounding again the same. */
  g_assert_true (heng_number_divide (&again, &rounded, &rounding.step, &error));
  g_assert_true (heng_number_is_integer (&again));
  g_assert_true (heng_rounding_apply (&rounding, &rounded, &again, &error));
  g_assert_cmpint (heng_number_compare (&rounded, &again), ==, 0);
  g_assert_true (heng_number_subtract (&again, &rounded, &number, &error));
  heng_number_absolute (&again, &again);
  g_assert_cmpint (heng_number_compare (&again, &rounding.step), <, 0);
  g_assert_cmpint (heng_number_sign (&rounded) * heng_number_sign (&number), >=, 0);
}

/* Bytes as weights: the parts add up, and none is a whole unit away from its exact share. */
static void
try_split (const guint8 *data,
           gsize         size_bytes)
{
  guint n_parts = (guint) MIN (size_bytes - 8, 64);
  HengNumber weights[64];
  gint64 parts[64], total, sum = 0;
  guint weight_sum = 0;
  g_autoptr (GError) error = NULL;

  memcpy (&total, data, 8);
  total &= G_MAXINT64;
  for (guint i = 0; i < n_parts; i++)
    {
      weight_sum += data[8 + i];
      heng_number_init (&weights[i]);
      heng_number_set_int64 (&weights[i], data[8 + i]);
    }

  if (weight_sum == 0)
    {
      g_assert_false (heng_split (total, weights, n_parts, parts, &error));
      g_assert_error (error, HENG_ERROR, HENG_ERROR_SHARES_ZERO);
    }
  else
    {
      g_assert_true (heng_split (total, weights, n_parts, parts, &error));
      for (guint i = 0; i < n_parts; i++)
        {
          __int128 distance = (__int128) parts[i] * weight_sum - (__int128) total * data[8 + i];

          sum += parts[i];
          g_assert_true (distance < weight_sum && distance > -(__int128) weight_sum);
        }
      g_assert_cmpint (sum, ==, total);
    }
  for (guint i = 0; i < n_parts; i++)
    heng_number_clear (&weights[i]);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size_bytes)
{
  g_autofree char *text = NULL;
  char *line_end;

  fuzz_begin ();
  if (size_bytes > FUZZ_BYTES_MAX)
    return 0;

  text = g_strndup ((const char *) data, size_bytes);
  line_end = strchr (text, '\n');
  if (line_end != NULL)
    {
      *line_end = '\0';
      try_rounding (text, line_end + 1);
    }
  try_number (text);
  try_amounts (text);
  try_time (text);
  if (size_bytes > 8)
    try_split (data, size_bytes);
  return 0;
}
