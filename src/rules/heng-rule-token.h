// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-number.h"

G_BEGIN_DECLS

typedef enum
{
  HENG_TOKEN_END,
  HENG_TOKEN_NUMBER,
  HENG_TOKEN_NAME,
  HENG_TOKEN_TEXT,
  HENG_TOKEN_WORD,  /* a word of the language */
  HENG_TOKEN_SYMBOL /* an operator, bracket or separator */
} HengTokenKind;

/** Words of the language; Chinese twins are the same word. */
typedef enum
{
  HENG_WORD_PAYS, HENG_WORD_PROVIDES, HENG_WORD_WHEN, HENG_WORD_IF, HENG_WORD_THEN, HENG_WORD_ELSE, HENG_WORD_REQUIRE,
  HENG_WORD_AND, HENG_WORD_OR, HENG_WORD_NOT, HENG_WORD_OVER, HENG_WORD_MONTHS, HENG_WORD_YEARS, HENG_WORD_YEAR,
  HENG_WORD_MONTH, HENG_WORD_SUM, HENG_WORD_MEAN, HENG_WORD_COUNT, HENG_WORD_MIN, HENG_WORD_MAX, HENG_WORD_PRODUCT,
  HENG_WORD_AGO, HENG_WORD_CLASS, HENG_WORD_KNOWN, HENG_WORD_DEFAULT, HENG_WORD_LADDER, HENG_WORD_ROUND, HENG_WORD_CLAMP,
  HENG_WORD_ABS, HENG_WORD_FLOOR, HENG_WORD_CEIL,
  HENG_N_WORDS
} HengWord;

/** Symbols of two characters have values of their own; a symbol of one is that character. */
enum
{
  HENG_SYMBOL_EQUAL = 256, /* == */
  HENG_SYMBOL_NOT_EQUAL,
  HENG_SYMBOL_AT_MOST,
  HENG_SYMBOL_AT_LEAST,
  HENG_SYMBOL_ARROW,
  HENG_SYMBOL_RANGE
};

typedef struct
{
  HengTokenKind kind;
  guint         start; /* byte offsets in the rule's text */
  guint         end;
  int           symbol;
  HengWord      word;
  gboolean      percent; /* a number written with % */
  HengNumber    number;
  char         *text; /* a name or text, full-width letters folded in names */
} HengToken;

/** Returns: (transfer full) (element-type HengToken): the tokens, the last of kind %HENG_TOKEN_END */
GArray   *heng_rule_tokens_new   (const char *rule,
                                  GError    **error);

/** Sets the column of @error from a byte offset in @rule. */
void      heng_rule_place_error  (GError    **error,
                                  const char *rule,
                                  guint       offset);

/** Whether @name is written like a name and is no word of the language; @reserved tells the two apart. */
gboolean  heng_rule_name_is_valid (const char *name,
                                   gboolean   *reserved);

G_END_DECLS
