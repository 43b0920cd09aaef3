// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-json-scan.h"

#include "heng-error.h"

#include <string.h>

typedef struct
{
  const char *text;
  const char *at;
  const char *end;
  guint       line;
  const char *line_start;
  guint       depth;
  GString    *path;
  GHashTable *lines;
  GError    **error;
} Scanner;

static gboolean scan_value (Scanner *self);

static gboolean
fail (Scanner       *self,
      HengErrorCode  code,
      const char    *argument)
{
  heng_error_set (self->error, code, argument, NULL);
  heng_error_place (self->error, NULL, self->line, (guint) g_utf8_strlen (self->line_start, self->at - self->line_start) + 1);
  return FALSE;
}

static void
skip_space (Scanner *self)
{
  for (; self->at < self->end && strchr (" \t\r\n", *self->at) != NULL && *self->at != '\0'; self->at++)
    if (*self->at == '\n')
      {
        self->line++;
        self->line_start = self->at + 1;
      }
}

static gboolean
accept (Scanner *self,
        char     character)
{
  if (self->at >= self->end || *self->at != character)
    return FALSE;

  self->at++;
  return TRUE;
}

static gboolean
scan_hex (Scanner  *self,
          gunichar *unit)
{
  *unit = 0;
  for (guint i = 0; i < 4; i++, self->at++)
    {
      if (self->at >= self->end || !g_ascii_isxdigit (*self->at))
        return fail (self, HENG_ERROR_JSON_SYNTAX, "\\u0041");
      *unit = *unit * 16 + (gunichar) g_ascii_xdigit_value (*self->at);
    }

  return TRUE;
}

/* Behind a backslash. */
static gboolean
scan_escape (Scanner *self,
             GString *string)
{
  static const char escapes[] = "\"\\/bfnrt", meanings[] = "\"\\/\b\f\n\r\t";
  const char *known = self->at < self->end && *self->at != '\0' ? strchr (escapes, *self->at) : NULL;
  gunichar unit, low;

  if (known != NULL)
    {
      g_string_append_c (string, meanings[known - escapes]);
      self->at++;
      return TRUE;
    }
  if (!accept (self, 'u'))
    return fail (self, HENG_ERROR_JSON_SYNTAX, "\\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u");
  if (!scan_hex (self, &unit))
    return FALSE;

  if (unit >= 0xD800 && unit <= 0xDBFF)
    {
      if (!accept (self, '\\') || !accept (self, 'u') || !scan_hex (self, &low) || low < 0xDC00 || low > 0xDFFF)
        {
          g_clear_error (self->error);
          return fail (self, HENG_ERROR_JSON_SYNTAX, "\\uDC00");
        }
      unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
    }
  else if (unit >= 0xDC00 && unit <= 0xDFFF)
    return fail (self, HENG_ERROR_JSON_SYNTAX, "\\uD800");
  if (unit == 0)
    return fail (self, HENG_ERROR_JSON_SYNTAX, "\\u0001");

  g_string_append_unichar (string, unit);
  return TRUE;
}

static gboolean
scan_string (Scanner *self,
             GString *string)
{
  if (!accept (self, '"'))
    return fail (self, HENG_ERROR_JSON_SYNTAX, "\"");

  while (self->at < self->end && *self->at != '"')
    {
      if ((guchar) *self->at < 0x20)
        return fail (self, HENG_ERROR_JSON_SYNTAX, "\"");
      if (*self->at == '\\')
        {
          self->at++;
          if (!scan_escape (self, string))
            return FALSE;
        }
      else
        g_string_append_c (string, *self->at++);
    }

  return accept (self, '"') || fail (self, HENG_ERROR_JSON_SYNTAX, "\"");
}

static guint
skip_digits (Scanner *self)
{
  const char *start = self->at;

  while (self->at < self->end && g_ascii_isdigit (*self->at))
    self->at++;
  return (guint) MIN (self->at - start, G_MAXINT);
}

static gboolean
scan_number (Scanner *self)
{
  const char *start;
  guint n_digits;

  accept (self, '-');
  start = self->at;
  n_digits = skip_digits (self);
  if (n_digits == 0 || (n_digits > 1 && *start == '0'))
    return fail (self, HENG_ERROR_JSON_SYNTAX, "0…9");
  if (accept (self, '.'))
    {
      guint n_decimals = skip_digits (self);

      if (n_decimals == 0)
        return fail (self, HENG_ERROR_JSON_SYNTAX, "0…9");
      n_digits += n_decimals;
    }
  if (accept (self, 'e') || accept (self, 'E'))
    {
      guint n_exponent;

      if (!accept (self, '+'))
        accept (self, '-');
      n_exponent = skip_digits (self);
      if (n_exponent == 0)
        return fail (self, HENG_ERROR_JSON_SYNTAX, "0…9");
      n_digits += n_exponent > 2 ? HENG_JSON_DIGITS_MAX : 0;
    }

  return n_digits <= HENG_JSON_DIGITS_MAX ||
         fail (self, HENG_ERROR_JSON_NUMBER_DIGITS, G_STRINGIFY (HENG_JSON_DIGITS_MAX));
}

static gboolean
scan_word (Scanner    *self,
           const char *word)
{
  gsize length = strlen (word);

  if ((gsize) (self->end - self->at) < length || strncmp (self->at, word, length) != 0)
    return fail (self, HENG_ERROR_JSON_SYNTAX, "\", {, [, 0…9, true, false, null");

  self->at += length;
  return TRUE;
}

static gboolean
scan_member (Scanner    *self,
             GHashTable *keys)
{
  g_autoptr (GString) key = g_string_new (NULL);
  gsize path_length = self->path->len;
  gboolean done;

  skip_space (self);
  if (!scan_string (self, key))
    return FALSE;
  if (!g_hash_table_add (keys, g_strdup (key->str)))
    return fail (self, HENG_ERROR_JSON_KEY_TWICE, key->str);
  skip_space (self);
  if (!accept (self, ':'))
    return fail (self, HENG_ERROR_JSON_SYNTAX, ":");

  g_string_append_printf (self->path, "%s%s", path_length > 0 ? "." : "", key->str);
  done = scan_value (self);
  g_string_truncate (self->path, path_length);
  return done;
}

static gboolean
scan_object (Scanner *self)
{
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  self->at++;
  skip_space (self);
  if (accept (self, '}'))
    return TRUE;
  do
    {
      if (!scan_member (self, keys))
        return FALSE;
      skip_space (self);
    }
  while (accept (self, ','));

  return accept (self, '}') || fail (self, HENG_ERROR_JSON_SYNTAX, ", }");
}

static gboolean
scan_array (Scanner *self)
{
  gsize path_length = self->path->len;
  guint index = 0;

  self->at++;
  skip_space (self);
  if (accept (self, ']'))
    return TRUE;
  do
    {
      gboolean done;

      g_string_append_printf (self->path, "[%u]", index++);
      done = scan_value (self);
      g_string_truncate (self->path, path_length);
      if (!done)
        return FALSE;
      skip_space (self);
    }
  while (accept (self, ','));

  return accept (self, ']') || fail (self, HENG_ERROR_JSON_SYNTAX, ", ]");
}

static gboolean
scan_value (Scanner *self)
{
  g_autoptr (GString) string = NULL;
  gboolean done;

  skip_space (self);
  /* A path is kept only as far down as any document goes: hostile texts would make a table of long paths. */
  if (self->depth <= 4)
    g_hash_table_insert (self->lines, g_strdup (self->path->str), GUINT_TO_POINTER (self->line));
  if (++self->depth > HENG_JSON_DEPTH_MAX)
    return fail (self, HENG_ERROR_JSON_TOO_DEEP, G_STRINGIFY (HENG_JSON_DEPTH_MAX));

  switch (self->at < self->end ? *self->at : '\0')
    {
    case '{':
      done = scan_object (self);
      break;
    case '[':
      done = scan_array (self);
      break;
    case '"':
      string = g_string_new (NULL);
      done = scan_string (self, string);
      break;
    case 't':
      done = scan_word (self, "true");
      break;
    case 'f':
      done = scan_word (self, "false");
      break;
    case 'n':
      done = scan_word (self, "null");
      break;
    case '-': case '0': case '1': case '2': case '3': case '4': case '5': case '6': case '7': case '8': case '9':
      done = scan_number (self);
      break;
    default:
      done = fail (self, HENG_ERROR_JSON_SYNTAX, "\", {, [, 0…9, true, false, null");
      break;
    }

  self->depth--;
  return done;
}

GHashTable *
heng_json_scan (const char  *text,
                gsize        length_bytes,
                GError     **error)
{
  g_autoptr (GHashTable) lines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GString) path = g_string_new (NULL);
  g_autoptr (GError) local_error = NULL;
  const char *bad;
  Scanner scanner = {
    .text = text, .at = text, .end = text + length_bytes, .line = 1, .line_start = text,
    .path = path, .lines = lines, .error = &local_error,
  };

  if (length_bytes > HENG_JSON_BYTES_MAX)
    {
      heng_error_set (error, HENG_ERROR_JSON_TOO_LONG, "16", NULL);
      return NULL;
    }
  if (!g_utf8_validate_len (text, length_bytes, &bad))
    {
      guint line = 1;

      for (const char *at = text; at < bad; at++)
        line += *at == '\n';
      heng_error_set (error, HENG_ERROR_JSON_ENCODING, NULL);
      heng_error_place (error, NULL, line, 0);
      return NULL;
    }

  if (scan_value (&scanner))
    {
      skip_space (&scanner);
      if (scanner.at < scanner.end)
        fail (&scanner, HENG_ERROR_JSON_SYNTAX, "—");
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  return g_steal_pointer (&lines);
}
