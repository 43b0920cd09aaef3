// SPDX-License-Identifier: GPL-3.0-or-later
/* Numbers and how people write them. */
#include "case-private.h"
#include "case-random.h"

Literal
case_literal_new (gint64      numerator,
                  gint64      denominator,
                  const char *text)
{
  Literal literal = { .numerator = numerator, .denominator = denominator };

  g_assert_cmpuint (g_strlcpy (literal.text, text, sizeof literal.text), <, sizeof literal.text);
  return literal;
}

Literal
case_literal_decimal (gint64 scaled,
                      guint  decimals)
{
  gint64 power = 1;
  char text[24];

  for (guint i = 0; i < decimals; i++)
    power *= 10;
  if (decimals == 0)
    g_snprintf (text, sizeof text, "%" G_GINT64_FORMAT, scaled);
  else
    g_snprintf (text, sizeof text, "%s%" G_GINT64_FORMAT ".%0*" G_GINT64_FORMAT, scaled < 0 ? "-" : "", ABS (scaled) / power,
                (int) decimals, ABS (scaled) % power);
  return case_literal_new (scaled, power, text);
}

Literal
case_literal_scaled (gint        number,
                     gint64      factor,
                     const char *behind)
{
  char text[24];

  g_snprintf (text, sizeof text, "%d%s", number, behind);
  return case_literal_new (number * factor, 1, text);
}

Literal
case_literal_amount (CaseMaker *maker)
{
  guint64 *random = &maker->random;

  switch (case_random_range (random, 0, 7))
    {
    case 0: return case_literal_scaled (case_random_range (random, 1, 9000), 10000, "万");
    case 1: return case_literal_scaled (case_random_range (random, 1, 9), 100000000, "亿");
    case 2: return case_literal_scaled (case_random_range (random, 1, 9), 10000000, "千万元");
    case 3: return case_literal_scaled (case_random_range (random, 1, 99), 1000000, " million");
    case 4: return case_literal_decimal (case_random_range (random, 1, 999999), 3);
    case 5: return case_literal_new (1234567, 1, "1_234_567");
    case 6: return case_literal_new (15, 1000, "1.5%");
    default: return case_literal_scaled (case_random_range (random, 1, 2000), 1, "");
    }
}

Literal
case_literal_any (CaseMaker *maker)
{
  guint64 *random = &maker->random;
  gint number;
  char text[24];

  switch (case_random_range (random, 0, 9))
    {
    case 0:
      return case_literal_amount (maker);
    case 1:
      number = case_random_range (random, 0, 150);
      g_snprintf (text, sizeof text, "%d%%", number);
      return case_literal_new (number, 100, text);
    case 2: case 3: case 4:
      return case_literal_decimal (case_random_range (random, 0, 9999), (guint) case_random_range (random, 1, 4));
    default:
      return case_literal_scaled (case_random_range (random, 0, 12), 1, "");
    }
}
