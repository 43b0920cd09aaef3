// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-csv-reader.h"

#include "heng-error.h"

#include <string.h>

struct _HengCsvReader
{
  char       *text;
  const char *at;
  guint       line;
  char        separator;
};

static char *
convert (const char  *text,
         gsize        length_bytes,
         GError     **error)
{
  char *converted;

  if (length_bytes >= 3 && memcmp (text, "\xEF\xBB\xBF", 3) == 0)
    {
      text += 3;
      length_bytes -= 3;
    }
  /* g_utf8_validate_len() takes no NUL, and no table has one. */
  if (g_utf8_validate_len (text, length_bytes, NULL))
    return g_strndup (text, length_bytes);

  converted = memchr (text, '\0', length_bytes) == NULL
                ? g_convert (text, (gssize) length_bytes, "UTF-8", "GB18030", NULL, NULL, NULL) : NULL;
  if (converted == NULL)
    heng_error_set (error, HENG_ERROR_TABLE_ENCODING, NULL);
  return converted;
}

static char
find_separator (const char *text)
{
  static const char separators[] = ",;\t";
  guint counts[3] = { 0 }, best = 0;

  text += strspn (text, "\r\n "); /* blank rows tell nothing */
  for (const char *at = text; *at != '\0' && *at != '\n' && *at != '\r'; at++)
    for (guint i = 0; i < 3; i++)
      counts[i] += *at == separators[i];
  for (guint i = 1; i < 3; i++)
    if (counts[i] > counts[best])
      best = i;

  return separators[best];
}

HengCsvReader *
heng_csv_reader_new (const char  *text,
                     gsize        length_bytes,
                     GError     **error)
{
  HengCsvReader *self;
  char *converted = convert (text, length_bytes, error);

  if (converted == NULL)
    return NULL;

  self = g_new0 (HengCsvReader, 1);
  self->text = converted;
  /* The mark can be in GB 18030, too, and shows itself only in UTF-8. */
  self->at = g_str_has_prefix (converted, "\xEF\xBB\xBF") ? converted + 3 : converted;
  self->line = 1;
  self->separator = find_separator (self->at);
  return self;
}

void
heng_csv_reader_free (HengCsvReader *self)
{
  if (self == NULL)
    return;

  g_free (self->text);
  g_free (self);
}

static gboolean
set_quote_error (HengCsvReader  *self,
                 GError        **error)
{
  heng_error_set (error, HENG_ERROR_TABLE_QUOTE, NULL);
  heng_error_place (error, NULL, self->line, 0);
  return FALSE;
}

static gboolean
read_quoted (HengCsvReader  *self,
             GString        *field,
             GError        **error)
{
  guint first_line = self->line;

  for (self->at++; *self->at != '\0'; self->at++)
    {
      if (*self->at == '"' && self->at[1] == '"')
        self->at++;
      else if (*self->at == '"')
        {
          self->at++;
          while (*self->at == ' ')
            self->at++;
          if (*self->at == '\0' || strchr ("\r\n", *self->at) != NULL || *self->at == self->separator)
            return TRUE;
          return set_quote_error (self, error);
        }
      self->line += *self->at == '\n';
      g_string_append_c (field, *self->at);
    }

  self->line = first_line;
  return set_quote_error (self, error);
}

static gboolean
read_field (HengCsvReader  *self,
            GPtrArray      *fields,
            GError        **error)
{
  g_autoptr (GString) field = g_string_new (NULL);

  while (*self->at == ' ')
    self->at++;
  if (*self->at == '"')
    {
      if (!read_quoted (self, field, error))
        return FALSE;
    }
  else
    for (; *self->at != '\0' && *self->at != '\n' && *self->at != '\r' && *self->at != self->separator; self->at++)
      {
        if (*self->at == '"')
          return set_quote_error (self, error);
        g_string_append_c (field, *self->at);
      }

  g_ptr_array_add (fields, g_strstrip (g_string_free (g_steal_pointer (&field), FALSE)));
  return TRUE;
}

static void
end_line (HengCsvReader *self)
{
  if (*self->at == '\r')
    self->at++;
  if (*self->at == '\n')
    self->at++;
  self->line++;
}

static gboolean
is_blank (GPtrArray *fields)
{
  for (guint i = 0; i < fields->len; i++)
    if (*(const char *) g_ptr_array_index (fields, i) != '\0')
      return FALSE;

  return TRUE;
}

gboolean
heng_csv_reader_next (HengCsvReader  *self,
                      GPtrArray      *fields,
                      guint          *line,
                      GError        **error)
{
  while (*self->at != '\0')
    {
      g_ptr_array_set_size (fields, 0);
      *line = self->line;
      for (;;)
        {
          if (!read_field (self, fields, error))
            return FALSE;
          if (*self->at != self->separator)
            break;
          self->at++;
        }
      end_line (self);
      /* Spreadsheets leave rows of nothing but separators behind. */
      if (!is_blank (fields))
        return TRUE;
    }

  return FALSE;
}

/* Spreadsheets also compute what begins with + or -; a negative amount is a number and stays one. */
static gboolean
is_formula (const char *text)
{
  if (*text == '-' && text[1] != '\0' && strspn (text + 1, "0123456789.") == strlen (text + 1))
    return FALSE;

  return *text != '\0' && strchr ("=@+-", *text) != NULL;
}

void
heng_csv_append (GString    *row,
                 const char *text)
{
  gboolean formula = is_formula (text);
  gboolean quoted = formula || strpbrk (text, ",;\t\"\r\n") != NULL || *text == ' ';

  if (!quoted)
    {
      g_string_append (row, text);
      return;
    }

  g_string_append (row, formula ? "\"'" : "\"");
  for (const char *at = text; *at != '\0'; at++)
    {
      if (*at == '"')
        g_string_append_c (row, '"');
      g_string_append_c (row, *at);
    }
  g_string_append_c (row, '"');
}
