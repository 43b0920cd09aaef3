// SPDX-License-Identifier: GPL-3.0-or-later
/* Primaries that begin with a word of the language: functions, aggregates, `ago`, `class`, `ladder`, `year`, `month`. */
#include "heng-rules-private.h"

#include "heng-error.h"

#include <string.h>

typedef struct
{
  HengWord    word;
  const char *name;
  guint       n_min;
  guint       n_max;
  gboolean    gives_condition;
} Function;

static const Function functions[] = {
  { HENG_WORD_MIN, "min", 1, 100, FALSE },   { HENG_WORD_MAX, "max", 1, 100, FALSE },
  { HENG_WORD_ABS, "abs", 1, 1, FALSE },     { HENG_WORD_FLOOR, "floor", 1, 1, FALSE },
  { HENG_WORD_CEIL, "ceil", 1, 1, FALSE },   { HENG_WORD_ROUND, "round", 2, 2, FALSE },
  { HENG_WORD_CLAMP, "clamp", 3, 3, FALSE }, { HENG_WORD_KNOWN, "known", 1, 1, TRUE },
  { HENG_WORD_DEFAULT, "default", 2, 2, FALSE },
};

static gboolean
add_part (HengRuleParser  *parser,
          HengNode        *node,
          HengNode        *part,
          GError         **error)
{
  if (part == NULL)
    return FALSE;

  heng_node_add (node, part);
  return TRUE;
}

static gboolean
parse_arguments (HengRuleParser  *parser,
                 HengNode        *node,
                 GError         **error)
{
  if (!heng_rule_expect_symbol (parser, '(', "(", error))
    return FALSE;
  do
    if (!add_part (parser, node, heng_rule_parse_number (parser, error), error))
      return FALSE;
  while (heng_rule_accept_symbol (parser, ','));

  return heng_rule_expect_symbol (parser, ')', ", )", error);
}

static HengNode *
parse_call (HengRuleParser   *parser,
            const HengToken  *token,
            const Function   *function,
            GError          **error)
{
  g_autoptr (HengNode) node = heng_node_new (HENG_NODE_CALL, token->start);

  node->word = function->word;
  node->is_condition = function->gives_condition;
  if (!parse_arguments (parser, node, error))
    return NULL;

  if (node->children->len < function->n_min || node->children->len > function->n_max)
    {
      g_autofree char *takes = function->n_min == function->n_max
                                 ? g_strdup_printf ("%u", function->n_min)
                                 : g_strdup_printf ("%u–%u", function->n_min, function->n_max);
      g_autofree char *got = g_strdup_printf ("%u", node->children->len);

      heng_error_set (error, HENG_ERROR_RULE_ARGUMENTS, function->name, takes, got, NULL);
      heng_rule_place_token (parser, token, error);
      return NULL;
    }

  return heng_rule_finish_node (parser, g_steal_pointer (&node), error);
}

/* The indicator that an argument of class() stands for: itself, or what ago() and round() are of; -1 for anything else. */
static int
find_indicator (const HengNode *node)
{
  while (node->kind == HENG_NODE_AGO || (node->kind == HENG_NODE_CALL && node->word == HENG_WORD_ROUND))
    node = heng_node_get (node, 0);

  return node->kind == HENG_NODE_INDICATOR ? node->symbol : -1;
}

static HengNode *
parse_class (HengRuleParser   *parser,
             const HengToken  *token,
             GError          **error)
{
  g_autoptr (HengNode) node = heng_node_new (HENG_NODE_CLASS, token->start);

  if (!parse_arguments (parser, node, error))
    return NULL;

  for (guint i = 0; i < node->children->len; i++)
    {
      const HengNode *argument = heng_node_get (node, i);
      int indicator = find_indicator (argument);

      if (indicator < 0)
        heng_error_set (error, HENG_ERROR_RULE_NOT_AN_INDICATOR, "class", "COD, ago(COD, 1 year), round(COD, 2)", NULL);
      else if (parser->names->indicators[indicator].class_use == HENG_CLASS_USE_NONE)
        heng_error_set (error, HENG_ERROR_RULE_CLASS_NO_STANDARD, parser->names->indicators[indicator].name, NULL);
      else if (parser->names->indicators[indicator].class_use == HENG_CLASS_USE_ALONE && node->children->len > 1)
        heng_error_set (error, HENG_ERROR_RULE_CLASS_NOT_USED, parser->names->indicators[indicator].name, NULL);
      else
        continue;

      heng_rule_place_error (error, parser->text, argument->start);
      return NULL;
    }

  return heng_rule_finish_node (parser, g_steal_pointer (&node), error);
}

/* Reads "1 year" or "12 months" into months. */
static gboolean
parse_interval (HengRuleParser  *parser,
                int             *months,
                GError         **error)
{
  static const struct { const char *text; int months; } units[] = {
    { "quarter", 3 }, { "quarters", 3 }, { "年", 12 }, { "季", 3 }, { "季度", 3 }, { "月", 1 }, { "个月", 1 },
  };
  guint start = parser->at;
  const HengToken *count = heng_rule_next (parser), *unit = heng_rule_peek (parser, 0);
  gint64 number;
  int length = 0;

  if (unit->kind == HENG_TOKEN_WORD && (unit->word == HENG_WORD_YEAR || unit->word == HENG_WORD_YEARS))
    length = 12;
  else if (unit->kind == HENG_TOKEN_WORD && (unit->word == HENG_WORD_MONTH || unit->word == HENG_WORD_MONTHS))
    length = 1;
  else if (unit->kind == HENG_TOKEN_NAME)
    for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
      if (strcmp (units[i].text, unit->text) == 0)
        length = units[i].months;

  if (count->kind != HENG_TOKEN_NUMBER || length == 0 || !heng_number_get_int64 (&count->number, &number) ||
      number < 1 || number > 1200)
    {
      /* What is found instead is the unit or, where that would do, what stands before it. */
      if (count->kind != HENG_TOKEN_NUMBER || length != 0)
        parser->at = start;
      heng_rule_set_expected (parser, "1 year, 12 months", error);
      return FALSE;
    }

  heng_rule_next (parser);
  *months = (int) number * length;
  return TRUE;
}

static HengNode *
parse_ago (HengRuleParser   *parser,
           const HengToken  *token,
           GError          **error)
{
  g_autoptr (HengNode) node = heng_node_new (HENG_NODE_AGO, token->start);

  if (!heng_rule_expect_symbol (parser, '(', "(", error) ||
      !add_part (parser, node, heng_rule_parse_number (parser, error), error) ||
      !heng_rule_expect_symbol (parser, ',', ", 1 year", error) ||
      !parse_interval (parser, &node->symbol, error) ||
      !heng_rule_expect_symbol (parser, ')', ")", error))
    return NULL;

  return heng_rule_finish_node (parser, g_steal_pointer (&node), error);
}

static HengNode *
parse_ladder (HengRuleParser   *parser,
              const HengToken  *token,
              GError          **error)
{
  g_autoptr (HengNode) node = heng_node_new (HENG_NODE_LADDER, token->start);

  node->comparisons = g_array_new (FALSE, FALSE, sizeof (int));
  if (!heng_rule_expect_symbol (parser, '(', "(", error) ||
      !add_part (parser, node, heng_rule_parse_number (parser, error), error) ||
      !heng_rule_expect_symbol (parser, ':', ":", error))
    return NULL;

  while (!heng_rule_accept_word (parser, HENG_WORD_ELSE))
    {
      const HengToken *comparison = heng_rule_peek (parser, 0);
      int symbol = comparison->symbol == '=' ? HENG_SYMBOL_EQUAL : comparison->symbol;

      if (comparison->kind == HENG_TOKEN_SYMBOL && comparison->symbol == ')')
        {
          heng_error_set (error, HENG_ERROR_RULE_LADDER_ELSE, NULL);
          heng_rule_place_token (parser, comparison, error);
          return NULL;
        }
      if (comparison->kind != HENG_TOKEN_SYMBOL ||
          (symbol != '<' && symbol != '>' && (symbol < HENG_SYMBOL_EQUAL || symbol > HENG_SYMBOL_AT_LEAST)))
        {
          heng_rule_set_expected (parser, "<= 0.1 ->, else", error);
          return NULL;
        }

      heng_rule_next (parser);
      g_array_append_val (node->comparisons, symbol);
      if (!add_part (parser, node, heng_rule_parse_number (parser, error), error) ||
          !heng_rule_expect_symbol (parser, HENG_SYMBOL_ARROW, "->", error) ||
          !add_part (parser, node, heng_rule_parse_number (parser, error), error) ||
          !heng_rule_expect_symbol (parser, ';', "; else", error))
        return NULL;
    }

  if (!add_part (parser, node, heng_rule_parse_number (parser, error), error) ||
      !heng_rule_expect_symbol (parser, ')', ")", error))
    return NULL;

  return heng_rule_finish_node (parser, g_steal_pointer (&node), error);
}

/* An end of `2024..year`: a number, a name or a bracket. */
static HengNode *
parse_end (HengRuleParser  *parser,
           GError         **error)
{
  const HengToken *token = heng_rule_peek (parser, 0);
  g_autoptr (HengNode) node = NULL;

  if (heng_rule_accept_symbol (parser, '('))
    {
      node = heng_rule_parse_number (parser, error);
      if (node == NULL || !heng_rule_expect_symbol (parser, ')', ")", error))
        return NULL;
      return g_steal_pointer (&node);
    }
  if (token->kind == HENG_TOKEN_NUMBER)
    {
      node = heng_node_new (HENG_NODE_NUMBER, token->start);
      heng_number_set (&node->number, &token->number);
      heng_rule_next (parser);
      return heng_rule_finish_node (parser, g_steal_pointer (&node), error);
    }
  if (heng_rule_accept_word (parser, HENG_WORD_YEAR))
    {
      node = heng_node_new (HENG_NODE_YEAR, token->start);
      return heng_rule_finish_node (parser, g_steal_pointer (&node), error);
    }
  if (token->kind == HENG_TOKEN_NAME)
    {
      gpointer indicator = g_hash_table_lookup (parser->indicators, token->text);
      gpointer definition = g_hash_table_lookup (parser->definitions, token->text);

      if (indicator != NULL || definition != NULL)
        {
          node = heng_node_new (indicator != NULL ? HENG_NODE_INDICATOR : HENG_NODE_DEFINITION, token->start);
          node->symbol = GPOINTER_TO_INT (indicator != NULL ? indicator : definition) - 1;
          if (definition != NULL)
            {
              const HengStatement *defined = g_ptr_array_index (parser->statements, (guint) node->symbol);

              node->is_condition = defined->value->is_condition;
              node->reach = defined->value->reach + 1;
            }
          heng_rule_next (parser);
          if (!heng_rule_check_number (parser, node, error))
            return NULL;
          return heng_rule_finish_node (parser, g_steal_pointer (&node), error);
        }
    }

  heng_rule_set_expected (parser, "2024, year, (", error);
  return NULL;
}

static HengNode *
parse_aggregate (HengRuleParser   *parser,
                 const HengToken  *token,
                 GError          **error)
{
  gboolean months;
  g_autoptr (HengNode) node = NULL;
  HengNode *bracket;

  heng_rule_next (parser); /* over */
  months = heng_rule_accept_word (parser, HENG_WORD_MONTHS);
  if (!months && !heng_rule_accept_word (parser, HENG_WORD_YEARS))
    {
      heng_rule_set_expected (parser, "months, years", error);
      return NULL;
    }

  node = heng_node_new (months ? HENG_NODE_OVER_MONTHS : HENG_NODE_OVER_YEARS, token->start);
  node->word = token->word;
  if (!months &&
      (!add_part (parser, node, parse_end (parser, error), error) ||
       !heng_rule_expect_symbol (parser, HENG_SYMBOL_RANGE, "..", error) ||
       !add_part (parser, node, parse_end (parser, error), error)))
    return NULL;

  if (!heng_rule_expect_symbol (parser, '(', "(", error))
    return NULL;
  node->symbol = (int) g_array_index (parser->tokens, HengToken, parser->at - 1).end;
  parser->over_months += months;
  bracket = token->word == HENG_WORD_COUNT ? heng_rule_parse_condition (parser, error)
                                           : heng_rule_parse_number (parser, error);
  parser->over_months -= months;
  if (!add_part (parser, node, bracket, error) || !heng_rule_expect_symbol (parser, ')', ")", error))
    return NULL;

  return heng_rule_finish_node (parser, g_steal_pointer (&node), error);
}

static HengNode *
parse_month (HengRuleParser   *parser,
             const HengToken  *token,
             GError          **error)
{
  if (parser->over_months > 0 || parser->names->assessed == HENG_PERIOD_MONTH)
    return heng_rule_finish_node (parser, heng_node_new (HENG_NODE_MONTH, token->start), error);

  heng_error_set (error, HENG_ERROR_RULE_MONTH_OUTSIDE, NULL);
  heng_rule_place_token (parser, token, error);
  return NULL;
}

HengNode *
heng_rule_parse_word (HengRuleParser  *parser,
                      GError         **error)
{
  const HengToken *token = heng_rule_next (parser), *after = heng_rule_peek (parser, 0);

  if (token->word >= HENG_WORD_SUM && token->word <= HENG_WORD_PRODUCT && after->kind == HENG_TOKEN_WORD &&
      after->word == HENG_WORD_OVER)
    return parse_aggregate (parser, token, error);

  for (gsize i = 0; i < G_N_ELEMENTS (functions); i++)
    if (functions[i].word == token->word)
      return parse_call (parser, token, &functions[i], error);

  switch (token->word)
    {
    case HENG_WORD_CLASS:
      return parse_class (parser, token, error);
    case HENG_WORD_AGO:
      return parse_ago (parser, token, error);
    case HENG_WORD_LADDER:
      return parse_ladder (parser, token, error);
    case HENG_WORD_YEAR:
      return heng_rule_finish_node (parser, heng_node_new (HENG_NODE_YEAR, token->start), error);
    case HENG_WORD_MONTH:
      return parse_month (parser, token, error);
    default:
      parser->at--;
      heng_rule_set_expected (parser, token->word >= HENG_WORD_SUM && token->word <= HENG_WORD_PRODUCT
                                        ? "sum over months (…)" : "12, COD, (", error);
      return NULL;
    }
}
