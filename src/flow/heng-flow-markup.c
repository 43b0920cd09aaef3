// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-markup.h"

#include <math.h>

void
heng_flow_markup_add_number (GString *text,
                             double   value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  double rounded = round (value * 100) / 100;

  /* No minus before a zero. */
  g_string_append (text, g_ascii_formatd (buffer, sizeof buffer, "%.6g", rounded == 0 ? 0 : rounded));
}

void
heng_flow_markup_add_attribute (GString    *text,
                                const char *name,
                                double      value)
{
  g_string_append_printf (text, " %s=\"", name);
  heng_flow_markup_add_number (text, value);
  g_string_append_c (text, '"');
}

void
heng_flow_markup_add_colour (GString              *text,
                             const char           *name,
                             const HengFlowColour *colour,
                             double                opacity)
{
  g_string_append_printf (text, " %s=\"#%02x%02x%02x\"", name, (guint) lround (colour->red * 255), (guint) lround (colour->green * 255),
                          (guint) lround (colour->blue * 255));
  if (opacity < 1)
    {
      g_autofree char *opacity_name = g_strconcat (name, "-opacity", NULL);

      heng_flow_markup_add_attribute (text, opacity_name, opacity);
    }
}

/* XML has no place for most control characters, not even escaped. */
static void
add_escaped (GString    *text,
             const char *words)
{
  g_autofree char *valid = g_utf8_make_valid (words, -1);
  g_autofree char *escaped = NULL;

  for (char *p = valid; *p != 0; p++)
    if ((guchar) *p < ' ' && *p != '\n')
      *p = ' ';
  escaped = g_markup_escape_text (valid, -1);
  g_string_append (text, escaped);
}

void
heng_flow_markup_add_element (GString    *text,
                              const char *start,
                              const char *words,
                              const char *end)
{
  g_string_append (text, start);
  add_escaped (text, words);
  g_string_append (text, end);
}
