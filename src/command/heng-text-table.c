// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-text-table.h"

#include <string.h>

struct _HengTextTable
{
  char      *alignment;
  GPtrArray *rows; /* (element-type GStrv) */
  guint     *widths;
};

guint
heng_text_width (const char *text)
{
  guint width = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);

      width += g_unichar_iszerowidth (character) ? 0 : g_unichar_iswide (character) ? 2 : 1;
    }
  return width;
}

HengTextTable *
heng_text_table_new (const char *alignment)
{
  HengTextTable *self = g_new0 (HengTextTable, 1);

  self->alignment = g_strdup (alignment);
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  self->widths = g_new0 (guint, strlen (alignment));
  return self;
}

void
heng_text_table_free (HengTextTable *self)
{
  g_free (self->alignment);
  g_ptr_array_unref (self->rows);
  g_free (self->widths);
  g_free (self);
}

void
heng_text_table_add (HengTextTable      *self,
                     const char *const  *cells)
{
  gsize n_columns = strlen (self->alignment);
  GStrv row = g_new0 (char *, n_columns + 1);

  for (gsize i = 0; i < n_columns; i++)
    {
      row[i] = g_strdup (cells[i] != NULL ? cells[i] : "");
      self->widths[i] = MAX (self->widths[i], heng_text_width (row[i]));
    }
  g_ptr_array_add (self->rows, row);
}

static void
print_row (const HengTextTable *self,
           const GStrv          row)
{
  g_autoptr (GString) line = g_string_new (NULL);
  gsize n_columns = strlen (self->alignment);

  for (gsize i = 0; i < n_columns; i++)
    {
      guint pad = self->widths[i] - heng_text_width (row[i]);

      if (i > 0)
        g_string_append (line, "  ");
      if (self->alignment[i] == 'r')
        g_string_append_printf (line, "%*s%s", (int) pad, "", row[i]);
      else if (i + 1 < n_columns)
        g_string_append_printf (line, "%s%*s", row[i], (int) pad, "");
      else
        g_string_append (line, row[i]);
    }
  g_print ("%s\n", line->str);
}

void
heng_text_table_print (HengTextTable *self)
{
  guint width = 0;

  for (gsize i = 0; self->alignment[i] != '\0'; i++)
    width += self->widths[i] + (i > 0 ? 2 : 0);
  for (guint i = 0; i < self->rows->len; i++)
    {
      print_row (self, g_ptr_array_index (self->rows, i));
      if (i == 0)
        {
          g_autoptr (GString) rule = g_string_new (NULL);

          for (guint j = 0; j < width; j++)
            g_string_append (rule, "─");
          g_print ("%s\n", rule->str);
        }
    }
}
