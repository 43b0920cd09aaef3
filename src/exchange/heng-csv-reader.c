// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-csv-reader.h"

#include "heng-error.h"

#include <string.h>

struct _HengCsvReader
{
  char *text;
  char *at;
  guint line;
  char  separator;
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

/* Fields are cut out of the text where they stand: what is read is never longer than what it was read from. */
static gboolean
read_quoted (HengCsvReader  *self,
             char          **end,
             GError        **error)
{
  guint first_line = self->line;
  char *to = *end;

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
            {
              *end = to;
              return TRUE;
            }
          return set_quote_error (self, error);
        }
      self->line += *self->at == '\n';
      *to++ = *self->at;
    }

  self->line = first_line;
  return set_quote_error (self, error);
}

/* The field ends at @end, which is set to NUL only when what stands there has been looked at. */
static gboolean
read_field (HengCsvReader  *self,
            char          **field,
            char          **end,
            GError        **error)
{
  while (*self->at == ' ')
    self->at++;
  *field = *end = self->at;
  if (*self->at == '"')
    {
      if (!read_quoted (self, end, error))
        return FALSE;
    }
  else
    {
      for (; *self->at != '\0' && *self->at != '\n' && *self->at != '\r' && *self->at != self->separator; self->at++)
        if (*self->at == '"')
          return set_quote_error (self, error);
      *end = self->at;
    }

  while (*end > *field && g_ascii_isspace ((*end)[-1]))
    (*end)--;
  while (*field < *end && g_ascii_isspace (**field))
    (*field)++;
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

static gboolean
read_row (HengCsvReader  *self,
          GPtrArray      *fields,
          GError        **error)
{
  for (;;)
    {
      char *field, *end, stood;

      if (!read_field (self, &field, &end, error))
        return FALSE;
      stood = *self->at;
      if (stood == self->separator)
        self->at++;
      else
        end_line (self);
      *end = '\0';
      g_ptr_array_add (fields, field);
      if (stood != self->separator)
        return TRUE;
    }
}

gboolean
heng_csv_reader_read (HengCsvReader  *self,
                      GPtrArray      *fields,
                      guint          *line,
                      GError        **error)
{
  while (*self->at != '\0')
    {
      g_ptr_array_set_size (fields, 0);
      *line = self->line;
      if (!read_row (self, fields, error))
        return FALSE;
      /* Spreadsheets leave rows of nothing but separators behind. */
      if (!is_blank (fields))
        return TRUE;
    }

  return FALSE;
}

gboolean
heng_csv_reader_next (HengCsvReader  *self,
                      GPtrArray      *fields,
                      guint          *line,
                      GError        **error)
{
  g_autoptr (GPtrArray) own = g_ptr_array_new ();

  if (!heng_csv_reader_read (self, own, line, error))
    return FALSE;

  g_ptr_array_set_size (fields, 0);
  for (guint i = 0; i < own->len; i++)
    g_ptr_array_add (fields, g_strdup (g_ptr_array_index (own, i)));
  return TRUE;
}

/* Spreadsheets also compute what begins with + or -; a negative amount is a number and stays one. */
static gboolean
is_formula (const char *text)
{
  switch (*text)
    {
    case '=':
    case '@':
    case '+':
      return TRUE;
    case '-':
      return text[1] == '\0' || text[1 + strspn (text + 1, "0123456789.")] != '\0';
    default:
      return FALSE;
    }
}

/* The length of the text where nothing in it needs quotes; else -1. Fields are short: looking at each byte once is faster than
 * setting up a search. */
static gssize
get_plain_length (const char *text)
{
  gssize length = 0;

  for (; text[length] != '\0'; length++)
    switch (text[length])
      {
      case ',':
      case ';':
      case '\t':
      case '"':
      case '\r':
      case '\n':
        return -1;
      default:
        break;
      }
  return length;
}

void
heng_csv_append (GString    *row,
                 const char *text)
{
  gboolean formula = is_formula (text);
  gssize length = formula || *text == ' ' ? -1 : get_plain_length (text);

  if (length >= 0)
    {
      g_string_append_len (row, text, length);
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
