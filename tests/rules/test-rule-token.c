// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-rule-token.h"

#include "testing.h"

/* Tokens written back: n numbers, w words, names as they are, "texts", symbols as they are, % behind a number in per cent. */
static char *
describe (GArray *tokens)
{
  static const char *const pairs[] = { "==", "!=", "<=", ">=", "->", ".." };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < tokens->len; i++)
    {
      const HengToken *token = &g_array_index (tokens, HengToken, i);
      g_autofree char *number = heng_number_format (&token->number, 30);

      if (i > 0 && token->kind != HENG_TOKEN_END)
        g_string_append_c (text, ' ');
      switch (token->kind)
        {
        case HENG_TOKEN_NUMBER:
          g_string_append_printf (text, "n%s%s", number, token->percent ? "%" : "");
          break;
        case HENG_TOKEN_NAME:
          g_string_append_printf (text, "%s", token->text);
          break;
        case HENG_TOKEN_TEXT:
          g_string_append_printf (text, "\"%s\"", token->text);
          break;
        case HENG_TOKEN_WORD:
          g_string_append_printf (text, "w%u", token->word);
          break;
        case HENG_TOKEN_SYMBOL:
          if (token->symbol >= HENG_SYMBOL_EQUAL)
            g_string_append (text, pairs[token->symbol - HENG_SYMBOL_EQUAL]);
          else
            g_string_append_c (text, (char) token->symbol);
          break;
        case HENG_TOKEN_END:
        default:
          g_assert_cmpuint (i, ==, tokens->len - 1);
          break;
        }
    }

  return g_string_free (text, FALSE);
}

typedef struct
{
  const char *rule;
  const char *tokens;
} TokenRow;

static const TokenRow token_rows[] = {
  { "", "" }, { "   ", "" }, { "# only a comment", "" }, { "a # b\nc", "a c" }, { "＃ 全角注释", "" },
  { "12 1_000 0.85", "n12 n1000 n0.85" }, { "15.67%", "n0.1567%" }, { "15 %", NULL },
  { "100万 2亿 3千万 5万元 2亿元", "n1000000 n200000000 n30000000 n50000 n200000000" }, { "3 million 1.5 billion", "n3000000 n1500000000" },
  { "１２．５％", "n0.125%" }, { "１００万", "n1000000" }, { "３ ｍｉｌｌｉｏｎ", "n3000000" },
  { "a_1 _b 水质·断面 été", "a_1 _b 水质·断面 été" }, { "ＣＯＤ＿１", "COD_1" }, { "NH3-N", "NH3 - N" }, { "3a", "n3 a" }, { "5吨", "n5 吨" },
  { "== = != <> <= >= < > -> ..", "== = != != <= >= < > -> .." },
  { "≤ ≥ ≠ →", "<= >= != ->" }, { "× ÷ −", "* / -" }, { "＋－＊／＾（）＝＜ ＞，：；", "+ - * / ^ ( ) = < > , : ;" },
  { "＝＝ ！＝ ＜＝ ＞＝ －＞ ．．", "== != <= >= -> .." },
  { "2024..year", "n2024 .. w13" }, { "2024..2026", "n2024 .. n2026" }, { "2024．．2026", "n2024 .. n2026" },
  { "\"training places\"", "\"training places\"" }, { "“培训名额”", "\"培训名额\"" }, { "＂a＂", "\"a\"" }, { "\"\"", "\"\"" },
  { "\"a # b\"", "\"a # b\"" }, { "\"，：％\"", "\"，：％\"" },
  { "pays pay 支付", "w0 w0 w0" }, { "provides provide 提供", "w1 w1 w1" }, { "when 当 if 如果 then 则 else 否则", "w2 w2 w3 w3 w4 w4 w5 w5" },
  { "require 要求 and 且 or 或 not 非", "w6 w6 w7 w7 w8 w8 w9 w9" }, { "ｐａｙｓ", "w0" },
  { "Pays PAYS payss", "Pays PAYS payss" }, { "支付a", "支付a" },
  { "a\tb\r\nc　d", "a b c d" },
};

static void
test_tokens (gconstpointer data)
{
  const TokenRow *row = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) tokens = heng_rule_tokens_new (row->rule, &error);

  if (row->tokens == NULL)
    {
      g_assert_null (tokens);
      g_assert_nonnull (error);
      return;
    }

  {
    g_autofree char *described = describe (tokens);

    g_assert_no_error (error);
    g_assert_cmpstr (described, ==, row->tokens);
  }
}

static void
test_places (void)
{
  static const char rule[] = "水质 ≤ １２％";
  g_autoptr (GArray) tokens = heng_rule_tokens_new (rule, NULL);
  static const char *const texts[] = { "水质", "≤", "１２％", "" };

  g_assert_cmpuint (tokens->len, ==, G_N_ELEMENTS (texts));
  for (guint i = 0; i < tokens->len; i++)
    {
      const HengToken *token = &g_array_index (tokens, HengToken, i);
      g_autofree char *text = g_strndup (rule + token->start, token->end - token->start);

      g_assert_cmpstr (text, ==, texts[i]);
    }
}

typedef struct
{
  const char   *rule;
  HengErrorCode code;
  guint         column;
  const char   *argument;
} ErrorRow;

static const ErrorRow error_rows[] = {
  { "a ? b", HENG_ERROR_RULE_CHARACTER, 3, "?" }, { "水 质 @", HENG_ERROR_RULE_CHARACTER, 5, "@" }, { "a ！ b", HENG_ERROR_RULE_CHARACTER, 3, "！" },
  { "a & b", HENG_ERROR_RULE_CHARACTER, 3, "&" }, { "[1]", HENG_ERROR_RULE_CHARACTER, 1, "[" }, { "1 . 2", HENG_ERROR_RULE_CHARACTER, 3, "." },
  { "a 。", HENG_ERROR_RULE_CHARACTER, 3, "。" }, { "a 'b'", HENG_ERROR_RULE_CHARACTER, 3, "'" }, { "😀", HENG_ERROR_RULE_CHARACTER, 1, "😀" },
  { "·a", HENG_ERROR_RULE_CHARACTER, 1, "·" }, { "a \"b", HENG_ERROR_RULE_TEXT_OPEN, 3, "" }, { "“", HENG_ERROR_RULE_TEXT_OPEN, 1, "" },
  { "1234567890123456789012345678901", HENG_ERROR_NUMBER_DIGITS, 1, NULL },
  { "水 * 0.0000000000000000000000000000001", HENG_ERROR_NUMBER_DIGITS, 5, NULL },
};

static void
test_error (gconstpointer data)
{
  const ErrorRow *row = data;
  g_autoptr (GError) error = NULL;

  g_assert_null (heng_rule_tokens_new (row->rule, &error));
  g_assert_error (error, HENG_ERROR, (int) row->code);
  g_assert_cmpuint (heng_error_get_column (error), ==, row->column);
  if (row->argument != NULL)
    g_assert_cmpstr (heng_error_get_argument (error, 0), ==, row->argument);
}

typedef struct
{
  const char *name;
  gboolean    valid;
  gboolean    reserved;
} NameRow;

static const NameRow name_rows[] = {
  { "COD", TRUE, FALSE }, { "NH3N", TRUE, FALSE }, { "氨氮", TRUE, FALSE }, { "刘庄·总磷", TRUE, FALSE }, { "_x", TRUE, FALSE }, { "Ὕδωρ", TRUE, FALSE },
  { "e\xcc\x81t", TRUE, FALSE }, /* a combining accent */
  { "NH3-N", FALSE, FALSE }, { "Hong Kong", FALSE, FALSE }, { "3COD", FALSE, FALSE }, { "", FALSE, FALSE }, { "·x", FALSE, FALSE },
  { "ＣＯＤ", FALSE, FALSE }, { "a.b", FALSE, FALSE }, { "a%", FALSE, FALSE }, { "\"a\"", FALSE, FALSE }, { "a#b", FALSE, FALSE },
  { "pays", FALSE, TRUE }, { "支付", FALSE, TRUE }, { "year", FALSE, TRUE }, { "ladder", FALSE, TRUE }, { "default", FALSE, TRUE },
  { "years", FALSE, TRUE }, { "product", FALSE, TRUE }, { "否则", FALSE, TRUE }, { "Year", TRUE, FALSE }, { "quarter", TRUE, FALSE },
};

static void
test_name (gconstpointer data)
{
  const NameRow *row = data;
  gboolean reserved;

  g_assert_true (heng_rule_name_is_valid (row->name, &reserved) == row->valid);
  g_assert_true (reserved == row->reserved);
}

static void
test_long_numbers_are_quick (void)
{
  g_autoptr (GString) rule = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  /* Each digit stands for itself: the folded copy of a number must not reach to the end of the rule every time. */
  while (rule->len < 60000)
    g_string_append (rule, "1 ");
  {
    g_autoptr (GArray) tokens = heng_rule_tokens_new (rule->str, &error);

    g_assert_no_error (error);
    g_assert_cmpuint (tokens->len, ==, 30001);
  }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  HENG_TEST_ADD_ROWS ("/rules/token/tokens", token_rows, test_tokens);
  g_test_add_func ("/rules/token/places", test_places);
  HENG_TEST_ADD_ROWS ("/rules/token/error", error_rows, test_error);
  HENG_TEST_ADD_ROWS ("/rules/token/name", name_rows, test_name);
  g_test_add_func ("/rules/token/long-numbers-are-quick", test_long_numbers_are_quick);

  return g_test_run ();
}
