// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-amount.h"

#include "heng-error.h"
#include "heng-number-private.h"

#include <string.h>

/* ISO 4217: currencies whose minor unit has not two decimals. */
static const struct
{
  const char *code;
  guint       digits;
} exceptions[] = {
  { "BHD", 3 }, { "BIF", 0 }, { "CLF", 4 }, { "CLP", 0 }, { "DJF", 0 }, { "GNF", 0 }, { "IQD", 3 }, { "ISK", 0 },
  { "JOD", 3 }, { "JPY", 0 }, { "KMF", 0 }, { "KRW", 0 }, { "KWD", 3 }, { "LYD", 3 }, { "OMR", 3 }, { "PYG", 0 },
  { "RWF", 0 }, { "TND", 3 }, { "UGX", 0 }, { "UYI", 0 }, { "UYW", 4 }, { "VND", 0 }, { "VUV", 0 }, { "XAF", 0 },
  { "XOF", 0 }, { "XPF", 0 },
};

gboolean
heng_currency_is_valid (const char *code)
{
  g_return_val_if_fail (code != NULL, FALSE);

  return strlen (code) == 3 && g_ascii_isupper (code[0]) && g_ascii_isupper (code[1]) && g_ascii_isupper (code[2]);
}

guint
heng_currency_digits (const char *code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (exceptions); i++)
    if (exceptions[i].code[0] == code[0] && strcmp (exceptions[i].code, code) == 0)
      return exceptions[i].digits;

  return 2;
}

guint
heng_commodity_digits (const char *commodity,
                       const char *currency)
{
  return strcmp (commodity, currency) == 0 ? heng_currency_digits (currency) : HENG_AMOUNT_IN_KIND_DIGITS;
}

gboolean
heng_amount_add (gint64   a_minor,
                 gint64   b_minor,
                 gint64  *sum_minor,
                 GError **error)
{
  gint64 sum;

  /* The smallest 64-bit number has no negative of its own; leaving it out makes every amount one that can be turned round. */
  if (__builtin_add_overflow (a_minor, b_minor, &sum) || sum == G_MININT64)
    {
      heng_error_set (error, HENG_ERROR_MONEY_OVERFLOW, NULL);
      return FALSE;
    }

  *sum_minor = sum;
  return TRUE;
}

gboolean
heng_amount_subtract (gint64   a_minor,
                      gint64   b_minor,
                      gint64  *difference_minor,
                      GError **error)
{
  g_return_val_if_fail (b_minor != G_MININT64, FALSE);

  return heng_amount_add (a_minor, -b_minor, difference_minor, error);
}

gboolean
heng_amount_from_number (const HengNumber  *number,
                         guint              digits,
                         gint64            *amount_minor,
                         GError           **error)
{
  g_auto (HengNumber) factor = { 0 };
  gint64 amount;

  heng_number_init (&factor);
  heng_number_set_int64 (&factor, heng_number_power_of_ten (digits));
  heng_number_multiply (&factor, &factor, number, NULL);

  if (!heng_number_is_integer (&factor))
    {
      g_autofree char *text = heng_number_format (number, 12);
      g_autofree char *step = heng_amount_format (1, digits, digits);
      heng_error_set (error, HENG_ERROR_MONEY_FINER, text, step, NULL);
      return FALSE;
    }
  if (!heng_number_get_int64 (&factor, &amount) || amount == G_MININT64)
    {
      heng_error_set (error, HENG_ERROR_MONEY_OVERFLOW, NULL);
      return FALSE;
    }

  *amount_minor = amount;
  return TRUE;
}

void
heng_amount_to_number (gint64      amount_minor,
                       guint       digits,
                       HengNumber *number)
{
  heng_number_set_decimal (number, amount_minor, digits);
}

gboolean
heng_amount_parse (const char  *text,
                   guint        digits,
                   gint64      *amount_minor,
                   GError     **error)
{
  g_auto (HengNumber) number = { 0 };

  heng_number_init (&number);
  return heng_number_parse (&number, text, error) &&
         heng_amount_from_number (&number, digits, amount_minor, error);
}

#define AMOUNT_BYTES 64

/* Writes the amount so that it ends where @buffer does. Returns: where it begins */
static const char *
write_amount (char   buffer[AMOUNT_BYTES],
              gint64 amount_minor,
              guint  digits,
              guint  digits_shown)
{
  guint64 rest = amount_minor < 0 ? -(guint64) amount_minor : (guint64) amount_minor;
  char *at = buffer + AMOUNT_BYTES;

  g_assert (digits < 32);
  *--at = '\0';
  for (; digits > digits_shown && rest % 10 == 0; digits--)
    rest /= 10;
  for (guint i = 0; i < digits; i++, rest /= 10)
    *--at = (char) ('0' + rest % 10);
  if (digits > 0)
    *--at = '.';
  do
    *--at = (char) ('0' + rest % 10);
  while ((rest /= 10) != 0);
  if (amount_minor < 0)
    *--at = '-';

  return at;
}

char *
heng_amount_format (gint64 amount_minor,
                    guint  digits,
                    guint  digits_shown)
{
  char buffer[AMOUNT_BYTES];

  return g_strdup (write_amount (buffer, amount_minor, digits, digits_shown));
}

void
heng_amount_append (GString *text,
                    gint64   amount_minor,
                    guint    digits,
                    guint    digits_shown)
{
  char buffer[AMOUNT_BYTES];
  const char *begin = write_amount (buffer, amount_minor, digits, digits_shown);

  g_string_append_len (text, begin, buffer + AMOUNT_BYTES - 1 - begin);
}
