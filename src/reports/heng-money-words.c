// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-money-words.h"

#define WAN G_GUINT64_CONSTANT (10000)
#define YI G_GUINT64_CONSTANT (100000000)

static const char *const digits[] = { "零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖" };

/* 1 to 9999. Zeros between figures are one 零, zeros at the end are not said. */
static void
append_group (GString *text,
              guint64  number)
{
  static const char *const places[] = { "仟", "佰", "拾", "" };
  gboolean has_gap = FALSE;
  guint64 place = 1000;

  for (guint i = 0; i < G_N_ELEMENTS (places); i++, place /= 10)
    {
      guint64 digit = number / place % 10;

      if (digit == 0)
        {
          has_gap = number >= place;
          continue;
        }
      if (has_gap)
        g_string_append (text, digits[0]);
      has_gap = FALSE;
      g_string_append (text, digits[digit]);
      g_string_append (text, places[i]);
    }
}

/* Above zero. What stands before 万 or 亿 is read as a number of its own, so the amount may be as large as 64 bits hold. */
static void
append_number (GString *text,
               guint64  number)
{
  guint64 unit = number >= YI ? YI : WAN;
  guint64 rest = number % unit;

  if (number < WAN)
    {
      append_group (text, number);
      return;
    }

  append_number (text, number / unit);
  g_string_append (text, unit == YI ? "亿" : "万");
  if (rest == 0)
    return;
  if (rest < unit / 10)
    g_string_append (text, digits[0]);
  append_number (text, rest);
}

char *
heng_money_words_format (gint64 amount_fen)
{
  guint64 size_fen = amount_fen < 0 ? -(guint64) amount_fen : (guint64) amount_fen;
  guint64 yuan = size_fen / 100, jiao = size_fen / 10 % 10, fen = size_fen % 10;
  GString *text = g_string_new (amount_fen < 0 ? "负" : "");

  if (yuan > 0)
    {
      append_number (text, yuan);
      g_string_append (text, "元");
    }
  if (jiao > 0)
    g_string_append_printf (text, "%s角", digits[jiao]);
  else if (yuan > 0 && fen > 0)
    g_string_append (text, digits[0]);
  if (fen > 0)
    g_string_append_printf (text, "%s分", digits[fen]);
  else
    g_string_append (text, size_fen == 0 ? "零元整" : "整");

  return g_string_free (text, FALSE);
}
