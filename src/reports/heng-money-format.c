// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-money-format.h"

#include "heng-wording.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* How many decimals further to the left the unit stands. */
static guint
unit_digits (HengMoneyUnit unit)
{
  return unit == HENG_MONEY_UNIT_WAN ? 4 : unit == HENG_MONEY_UNIT_YI ? 8 : 0;
}

const char *
heng_money_unit_get_label (HengMoneyUnit  unit,
                           const char    *currency)
{
  if (strcmp (currency, "CNY") != 0)
    return currency;

  switch (unit)
    {
    case HENG_MONEY_UNIT_WAN:
      /* Translators: unit of money, ten thousand yuan (万元). */
      return _("10,000 yuan");
    case HENG_MONEY_UNIT_YI:
      /* Translators: unit of money, a hundred million yuan (亿元). */
      return _("100 million yuan");
    case HENG_MONEY_UNIT_YUAN:
    default:
      return _("yuan");
    }
}

/* "1234567.5" → "1,234,567.5" */
static void
append_grouped (GString    *text,
                const char *digits)
{
  const char *point = strchr (digits, '.');
  gsize n_whole = point != NULL ? (gsize) (point - digits) : strlen (digits);

  for (gsize i = 0; i < n_whole; i++)
    {
      if (i > 0 && (n_whole - i) % 3 == 0)
        g_string_append_c (text, ',');
      g_string_append_c (text, digits[i]);
    }
  if (point != NULL)
    g_string_append (text, point);
}

static char *
format_amount (gint64   amount_minor,
               guint    digits,
               guint    digits_shown,
               gboolean signed_always)
{
  g_autofree char *plain = NULL;
  GString *text;

  if (amount_minor == 0)
    return g_strdup ("–");

  plain = heng_amount_format (amount_minor, digits, digits_shown);
  text = g_string_new (amount_minor < 0 ? "−" : signed_always ? "+" : "");
  append_grouped (text, amount_minor < 0 ? plain + strlen ("-") : plain);
  return g_string_free (text, FALSE);
}

char *
heng_money_format_count (guint count)
{
  g_autofree char *plain = g_strdup_printf ("%u", count);
  GString *text = g_string_new (NULL);

  append_grouped (text, plain);
  return g_string_free (text, FALSE);
}

char *
heng_money_format (gint64         amount_minor,
                   const char    *currency,
                   HengMoneyUnit  unit,
                   gboolean       signed_always)
{
  /* Another currency is not counted in 万. */
  guint shift = strcmp (currency, "CNY") == 0 ? unit_digits (unit) : 0;

  return format_amount (amount_minor, heng_currency_digits (currency) + shift, MIN (heng_currency_digits (currency), 2), signed_always);
}

char *
heng_commodity_format (HengBook      *book,
                       gint64         amount_minor,
                       const char    *commodity,
                       HengMoneyUnit  unit)
{
  g_autofree char *amount = NULL;

  if (strcmp (commodity, heng_book_get_currency (book)) == 0)
    return heng_money_format (amount_minor, commodity, unit, FALSE);

  amount = format_amount (amount_minor, HENG_AMOUNT_IN_KIND_DIGITS, 0, FALSE);
  if (amount_minor == 0)
    return g_steal_pointer (&amount);
  return g_strdup_printf ("%s %s", amount, commodity);
}

/* @digits: how many of the minor units' stand behind the point; two of them are left */
static char *
format_rounded (gint64 amount_minor,
                guint  digits)
{
  gint64 step = 1, rounded;

  for (guint i = 2; i < digits; i++)
    step *= 10;
  rounded = amount_minor / step + (ABS (amount_minor % step) * 2 >= step && step > 1 ? (amount_minor < 0 ? -1 : 1) : 0);
  if (rounded == 0 && amount_minor != 0)
    return g_strdup ("<0.01");

  return format_amount (rounded, MIN (digits, 2), MIN (digits, 2), FALSE);
}

char *
heng_money_format_rounded (gint64         amount_minor,
                           const char    *currency,
                           HengMoneyUnit  unit)
{
  return format_rounded (amount_minor, heng_currency_digits (currency) + (strcmp (currency, "CNY") == 0 ? unit_digits (unit) : 0));
}

char *
heng_money_format_full (gint64         amount_minor,
                        const char    *currency,
                        HengMoneyUnit  unit)
{
  g_autofree char *amount = NULL;

  if (heng_wording_is_chinese () && strcmp (currency, "CNY") == 0)
    {
      amount = heng_money_format (amount_minor, currency, unit, FALSE);
      return g_strdup_printf ("%s%s", amount, heng_money_unit_get_label (unit, currency));
    }

  amount = heng_money_format (amount_minor, currency, HENG_MONEY_UNIT_YUAN, FALSE);
  return g_strdup_printf ("%s %s", amount, heng_money_unit_get_label (HENG_MONEY_UNIT_YUAN, currency));
}

/* The words a headline counts in; in English there are none for 万 and 亿. */
typedef struct
{
  guint       digits; /* of yuan */
  const char *words;  /* untranslated, with the amount as %1$s */
} Scale;

static const Scale *
choose_scale (gint64        amount_minor,
              HengMoneyUnit unit)
{
  /* Translators: amounts of money in headlines. A language that counts in 万 and 亿 uses the first two only. */
  static const Scale wan = { 4, N_("%1$s × 10,000 yuan") }, yi = { 8, N_("%1$s × 100 million yuan") };
  static const Scale million = { 6, N_("%1$s million yuan") }, billion = { 9, N_("%1$s billion yuan") };
  guint64 size = amount_minor < 0 ? -(guint64) amount_minor : (guint64) amount_minor;

  if (unit == HENG_MONEY_UNIT_YUAN)
    return NULL;
  if (heng_wording_is_chinese ())
    return unit == HENG_MONEY_UNIT_WAN ? &wan : &yi;
  if (unit == HENG_MONEY_UNIT_YI && size >= G_GUINT64_CONSTANT (100000000000))
    return &billion;
  return size >= 100000000 ? &million : NULL;
}

char *
heng_money_format_headline (gint64         amount_minor,
                            const char    *currency,
                            HengMoneyUnit  unit)
{
  const Scale *scale = strcmp (currency, "CNY") == 0 ? choose_scale (amount_minor, unit) : NULL;
  guint digits = heng_currency_digits (currency) + (scale != NULL ? scale->digits : 0);
  g_autofree char *rounded = NULL, *exact = NULL, *amount = NULL;

  if (scale == NULL)
    return heng_money_format_full (amount_minor, currency, HENG_MONEY_UNIT_YUAN);

  rounded = format_rounded (amount_minor, digits);
  exact = format_amount (amount_minor, digits, 2, FALSE);
  amount = heng_wording_fill (_(scale->words), rounded, "", "", "");
  if (*rounded == '<' || strcmp (rounded, exact) == 0)
    return g_steal_pointer (&amount);
  /* Translators: an amount that was rounded: "about 42.80 million yuan". */
  return heng_wording_fill (_("about %1$s"), amount, "", "", "");
}
