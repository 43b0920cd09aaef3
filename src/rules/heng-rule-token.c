// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-rule-token.h"

#include "heng-error.h"

#include <string.h>

static const struct
{
  const char *text;
  HengWord    word;
} words[] = {
  { "pays", HENG_WORD_PAYS }, { "pay", HENG_WORD_PAYS }, { "支付", HENG_WORD_PAYS },
  { "provides", HENG_WORD_PROVIDES }, { "provide", HENG_WORD_PROVIDES }, { "提供", HENG_WORD_PROVIDES },
  { "when", HENG_WORD_WHEN }, { "当", HENG_WORD_WHEN }, { "if", HENG_WORD_IF }, { "如果", HENG_WORD_IF },
  { "then", HENG_WORD_THEN }, { "则", HENG_WORD_THEN }, { "else", HENG_WORD_ELSE }, { "否则", HENG_WORD_ELSE },
  { "require", HENG_WORD_REQUIRE }, { "要求", HENG_WORD_REQUIRE }, { "and", HENG_WORD_AND }, { "且", HENG_WORD_AND },
  { "or", HENG_WORD_OR }, { "或", HENG_WORD_OR }, { "not", HENG_WORD_NOT }, { "非", HENG_WORD_NOT },
  { "over", HENG_WORD_OVER }, { "months", HENG_WORD_MONTHS }, { "years", HENG_WORD_YEARS }, { "year", HENG_WORD_YEAR },
  { "month", HENG_WORD_MONTH }, { "sum", HENG_WORD_SUM }, { "mean", HENG_WORD_MEAN }, { "count", HENG_WORD_COUNT },
  { "min", HENG_WORD_MIN }, { "max", HENG_WORD_MAX }, { "product", HENG_WORD_PRODUCT }, { "ago", HENG_WORD_AGO },
  { "class", HENG_WORD_CLASS }, { "known", HENG_WORD_KNOWN }, { "default", HENG_WORD_DEFAULT },
  { "ladder", HENG_WORD_LADDER }, { "round", HENG_WORD_ROUND }, { "clamp", HENG_WORD_CLAMP }, { "abs", HENG_WORD_ABS },
  { "floor", HENG_WORD_FLOOR }, { "ceil", HENG_WORD_CEIL },
};

/* What a character is read as: full-width forms and typographic signs are their ASCII twins. ≤ ≥ ≠ → are read where symbols are. */
static gunichar
fold (gunichar character)
{
  if (character >= 0xFF01 && character <= 0xFF5E)
    return character - 0xFEE0;

  switch (character)
    {
    case 0x3000: return ' ';
    case 0x201C: case 0x201D: return '"';
    case 0x00D7: return '*';
    case 0x00F7: return '/';
    case 0x2212: return '-';
    default: return character;
    }
}

static gboolean
begins_name (gunichar character)
{
  return g_unichar_isalpha (character) || character == '_';
}

static gboolean
continues_name (gunichar character)
{
  return begins_name (character) || g_unichar_isdigit (character) || g_unichar_ismark (character) || character == 0xB7;
}

static gboolean
find_word (const char *text,
           HengWord   *word)
{
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (words[i].text, text) == 0)
      {
        *word = words[i].word;
        return TRUE;
      }

  return FALSE;
}

gboolean
heng_rule_name_is_valid (const char *name,
                         gboolean   *reserved)
{
  HengWord word;

  *reserved = find_word (name, &word);
  if (*reserved || !begins_name (g_utf8_get_char (name)))
    return FALSE;

  for (const char *at = name; *at != '\0'; at = g_utf8_next_char (at))
    if (!continues_name (g_utf8_get_char (at)) || fold (g_utf8_get_char (at)) != g_utf8_get_char (at))
      return FALSE;

  return TRUE;
}

void
heng_rule_place_error (GError     **error,
                       const char  *rule,
                       guint        offset)
{
  heng_error_place (error, NULL, 0, (guint) g_utf8_strlen (rule, offset) + 1);
}

static void
token_clear (gpointer data)
{
  HengToken *token = data;

  heng_number_clear (&token->number);
  g_free (token->text);
}

/* A number is at most this many characters; folded copies stay short, however long the rule is. */
#define NUMBER_CHARACTERS_MAX 200

static const char *
read_number (const char  *at,
             HengToken   *token,
             GError     **error)
{
  g_autoptr (GString) folded = g_string_new (NULL);
  const char *from = at;
  gsize length;
  glong n_characters;

  for (guint i = 0; i < NUMBER_CHARACTERS_MAX && *from != '\0'; i++, from = g_utf8_next_char (from))
    g_string_append_unichar (folded, fold (g_utf8_get_char (from)));

  length = heng_number_scan (&token->number, folded->str, error);
  if (length == 0)
    return NULL;

  token->kind = HENG_TOKEN_NUMBER;
  token->percent = folded->str[length - 1] == '%';
  /* Folding keeps the count of characters, not of bytes. */
  n_characters = g_utf8_strlen (folded->str, (gssize) length);
  return g_utf8_offset_to_pointer (at, n_characters);
}

static const char *
read_name (const char *at,
           HengToken  *token)
{
  GString *name = g_string_new (NULL);

  for (; continues_name (fold (g_utf8_get_char (at))); at = g_utf8_next_char (at))
    g_string_append_unichar (name, fold (g_utf8_get_char (at)));

  token->text = g_string_free (name, FALSE);
  token->kind = find_word (token->text, &token->word) ? HENG_TOKEN_WORD : HENG_TOKEN_NAME;
  return at;
}

static const char *
read_text (const char  *at,
           HengToken   *token,
           GError     **error)
{
  const char *start = g_utf8_next_char (at), *end;

  for (end = start; *end != '\0' && fold (g_utf8_get_char (end)) != '"'; end = g_utf8_next_char (end))
    ;
  if (*end == '\0')
    {
      heng_error_set (error, HENG_ERROR_RULE_TEXT_OPEN, NULL);
      return NULL;
    }

  token->kind = HENG_TOKEN_TEXT;
  token->text = g_strndup (start, (gsize) (end - start));
  return g_utf8_next_char (end);
}

static const char *
read_symbol (const char  *at,
             HengToken   *token,
             GError     **error)
{
  static const struct { const char *text; int symbol; } pairs[] = {
    { "==", HENG_SYMBOL_EQUAL }, { "!=", HENG_SYMBOL_NOT_EQUAL }, { "<>", HENG_SYMBOL_NOT_EQUAL },
    { "<=", HENG_SYMBOL_AT_MOST }, { ">=", HENG_SYMBOL_AT_LEAST }, { "->", HENG_SYMBOL_ARROW }, { "..", HENG_SYMBOL_RANGE },
  };
  gunichar first = g_utf8_get_char (at), second;
  const char *next = g_utf8_next_char (at);
  char character[8] = { 0 };

  token->kind = HENG_TOKEN_SYMBOL;
  switch (first)
    {
    case 0x2264: token->symbol = HENG_SYMBOL_AT_MOST; return next;
    case 0x2265: token->symbol = HENG_SYMBOL_AT_LEAST; return next;
    case 0x2260: token->symbol = HENG_SYMBOL_NOT_EQUAL; return next;
    case 0x2192: token->symbol = HENG_SYMBOL_ARROW; return next;
    default: break;
    }

  first = fold (first);
  second = *next != '\0' ? fold (g_utf8_get_char (next)) : 0;
  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    if (first == (gunichar) pairs[i].text[0] && second == (gunichar) pairs[i].text[1])
      {
        token->symbol = pairs[i].symbol;
        return g_utf8_next_char (next);
      }
  if (first < 128 && strchr ("+-*/^()=<>,:;", (int) first) != NULL)
    {
      token->symbol = (int) first;
      return next;
    }

  g_unichar_to_utf8 (g_utf8_get_char (at), character);
  heng_error_set (error, HENG_ERROR_RULE_CHARACTER, character, NULL);
  return NULL;
}

static const char *
skip_space (const char *at)
{
  for (;;)
    {
      if (g_unichar_isspace (fold (g_utf8_get_char (at))))
        at = g_utf8_next_char (at);
      else if (fold (g_utf8_get_char (at)) == '#')
        while (*at != '\0' && *at != '\n')
          at = g_utf8_next_char (at);
      else
        return at;
    }
}

GArray *
heng_rule_tokens_new (const char *rule,
                      GError    **error)
{
  g_autoptr (GArray) tokens = g_array_new (FALSE, TRUE, sizeof (HengToken));
  const char *at = rule;
  HengTokenKind kind;

  g_array_set_clear_func (tokens, token_clear);
  do
    {
      HengToken *token;
      gunichar character;

      g_array_set_size (tokens, tokens->len + 1);
      token = &g_array_index (tokens, HengToken, tokens->len - 1);
      heng_number_init (&token->number);
      at = skip_space (at);
      token->start = (guint) (at - rule);
      character = fold (g_utf8_get_char (at));

      if (character == '\0')
        token->kind = HENG_TOKEN_END;
      else if (character < 128 && g_ascii_isdigit ((char) character))
        at = read_number (at, token, error);
      else if (begins_name (character))
        at = read_name (at, token);
      else if (character == '"')
        at = read_text (at, token, error);
      else
        at = read_symbol (at, token, error);

      if (at == NULL)
        {
          heng_rule_place_error (error, rule, token->start);
          return NULL;
        }
      token->end = (guint) (at - rule);
      kind = token->kind;
    }
  while (kind != HENG_TOKEN_END);

  return g_steal_pointer (&tokens);
}
