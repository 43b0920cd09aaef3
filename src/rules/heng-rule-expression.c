// SPDX-License-Identifier: GPL-3.0-or-later
/* Operators, from the weakest to the strongest. */
#include "heng-rules-private.h"

#include "heng-error.h"

#include <string.h>

/* Each open bracket or branch is one call deep; the limit keeps hostile texts off the end of the stack. */
static gboolean
enter (HengRuleParser  *parser,
       GError         **error)
{
  if (++parser->depth <= HENG_RULE_DEPTH_MAX)
    return TRUE;

  heng_error_set (error, HENG_ERROR_RULE_TOO_DEEP, G_STRINGIFY (HENG_RULE_DEPTH_MAX), NULL);
  heng_rule_place_token (parser, heng_rule_peek (parser, 0), error);
  return FALSE;
}

gboolean
heng_rule_check_number (HengRuleParser  *parser,
                        const HengNode  *node,
                        GError         **error)
{
  if (!node->is_condition)
    return TRUE;

  heng_error_set (error, HENG_ERROR_RULE_NEEDS_NUMBER, NULL);
  heng_rule_place_error (error, parser->text, node->start);
  return FALSE;
}

static gboolean
check_condition (HengRuleParser  *parser,
                 const HengNode  *node,
                 GError         **error)
{
  if (node->is_condition)
    return TRUE;

  heng_error_set (error, HENG_ERROR_RULE_NEEDS_CONDITION, NULL);
  heng_rule_place_error (error, parser->text, node->start);
  return FALSE;
}

HengNode *
heng_rule_parse_number (HengRuleParser  *parser,
                        GError         **error)
{
  g_autoptr (HengNode) node = heng_rule_parse_expression (parser, error);

  if (node == NULL || !heng_rule_check_number (parser, node, error))
    return NULL;

  return g_steal_pointer (&node);
}

HengNode *
heng_rule_parse_condition (HengRuleParser  *parser,
                           GError         **error)
{
  g_autoptr (HengNode) node = heng_rule_parse_expression (parser, error);

  if (node == NULL || !check_condition (parser, node, error))
    return NULL;

  return g_steal_pointer (&node);
}

static void
set_unknown_name (HengRuleParser   *parser,
                  const HengToken  *token,
                  GError          **error)
{
  const HengToken *after = heng_rule_peek (parser, 0), *then = heng_rule_peek (parser, 1);

  if (after->kind == HENG_TOKEN_NAME)
    {
      g_autofree char *both = g_strdup_printf ("%s %s", token->text, after->text);
      heng_error_set (error, HENG_ERROR_RULE_NAME_SPACE, both, NULL);
    }
  else if (after->kind == HENG_TOKEN_SYMBOL && after->symbol == '-' && after->start == token->end &&
           then->kind == HENG_TOKEN_NAME && then->start == after->end)
    {
      g_autofree char *both = g_strdup_printf ("%s-%s", token->text, then->text);
      heng_error_set (error, HENG_ERROR_RULE_NAME_HYPHEN, both, NULL);
    }
  else
    {
      g_autoptr (GString) known = g_string_new (NULL);

      for (guint i = 0; i < parser->names->n_indicators; i++)
        g_string_append_printf (known, "%s%s", known->len > 0 ? ", " : "", parser->names->indicators[i].name);
      for (guint i = 0; i < parser->statements->len; i++)
        {
          const HengStatement *statement = g_ptr_array_index (parser->statements, i);
          if (statement->kind == HENG_STATEMENT_DEFINE)
            g_string_append_printf (known, "%s%s", known->len > 0 ? ", " : "", statement->name);
        }
      heng_error_set (error, HENG_ERROR_RULE_NAME_UNKNOWN, token->text, known->str, NULL);
    }
  heng_rule_place_token (parser, token, error);
}

static HengNode *
parse_name (HengRuleParser  *parser,
            GError         **error)
{
  const HengToken *token = heng_rule_next (parser);
  HengNode *node;
  gpointer index;

  if (heng_rule_peek (parser, 0)->kind == HENG_TOKEN_SYMBOL && heng_rule_peek (parser, 0)->symbol == '(')
    {
      heng_error_set (error, HENG_ERROR_RULE_FUNCTION_UNKNOWN, token->text, NULL);
      heng_rule_place_token (parser, token, error);
      return NULL;
    }
  if ((index = g_hash_table_lookup (parser->indicators, token->text)) != NULL)
    {
      node = heng_node_new (HENG_NODE_INDICATOR, token->start);
      node->symbol = GPOINTER_TO_INT (index) - 1;
      return heng_rule_finish_node (parser, node, error);
    }
  if ((index = g_hash_table_lookup (parser->definitions, token->text)) != NULL)
    {
      const HengStatement *definition = g_ptr_array_index (parser->statements, GPOINTER_TO_UINT (index) - 1);

      node = heng_node_new (HENG_NODE_DEFINITION, token->start);
      node->symbol = GPOINTER_TO_INT (index) - 1;
      node->is_condition = definition->value->is_condition;
      node->reach = definition->value->reach + 1;
      return heng_rule_finish_node (parser, node, error);
    }

  if (g_hash_table_contains (parser->parties, token->text))
    {
      heng_error_set (error, HENG_ERROR_RULE_NOT_A_VALUE, token->text, NULL);
      heng_rule_place_token (parser, token, error);
    }
  else
    set_unknown_name (parser, token, error);
  return NULL;
}

static HengNode *
parse_primary (HengRuleParser  *parser,
               GError         **error)
{
  const HengToken *token = heng_rule_peek (parser, 0);
  HengNode *node;

  switch (token->kind)
    {
    case HENG_TOKEN_NUMBER:
      node = heng_node_new (HENG_NODE_NUMBER, token->start);
      heng_number_set (&node->number, &token->number);
      heng_rule_next (parser);
      return heng_rule_finish_node (parser, node, error);
    case HENG_TOKEN_NAME:
      return parse_name (parser, error);
    case HENG_TOKEN_WORD:
      return heng_rule_parse_word (parser, error);
    case HENG_TOKEN_SYMBOL:
      if (heng_rule_accept_symbol (parser, '('))
        {
          node = heng_rule_parse_expression (parser, error);
          if (node == NULL)
            return NULL;
          if (!heng_rule_expect_symbol (parser, ')', ")", error))
            {
              heng_node_free (node);
              return NULL;
            }
          return node;
        }
      break;
    case HENG_TOKEN_TEXT:
    case HENG_TOKEN_END:
    default:
      break;
    }

  heng_rule_set_expected (parser, "12, COD, (", error);
  return NULL;
}

static HengNode *
parse_power (HengRuleParser  *parser,
             gboolean         behind_minus,
             GError         **error)
{
  g_autoptr (HengNode) base = parse_primary (parser, error);
  const HengToken *sign = heng_rule_peek (parser, 0);
  HengNode *node, *exponent;

  if (base == NULL || !heng_rule_accept_symbol (parser, '^'))
    return g_steal_pointer (&base);

  if (behind_minus)
    {
      heng_error_set (error, HENG_ERROR_RULE_POWER_NEGATIVE, NULL);
      heng_rule_place_token (parser, sign, error);
      return NULL;
    }

  node = heng_node_new (HENG_NODE_POWER, base->start);
  if (heng_rule_accept_symbol (parser, '-'))
    {
      HengNode *negated = parse_primary (parser, error);

      exponent = NULL;
      if (negated != NULL)
        {
          exponent = heng_node_new (HENG_NODE_NEGATE, negated->start);
          heng_node_add (exponent, negated);
          exponent = heng_rule_finish_node (parser, exponent, error);
        }
    }
  else
    exponent = parse_primary (parser, error);
  if (exponent == NULL || !heng_rule_check_number (parser, base, error) ||
      !heng_rule_check_number (parser, exponent, error))
    {
      heng_node_free (exponent);
      heng_node_free (node);
      return NULL;
    }

  heng_node_add (node, g_steal_pointer (&base));
  heng_node_add (node, exponent);
  if (heng_rule_peek (parser, 0)->kind == HENG_TOKEN_SYMBOL && heng_rule_peek (parser, 0)->symbol == '^')
    {
      heng_error_set (error, HENG_ERROR_RULE_POWER_CHAIN, NULL);
      heng_rule_place_token (parser, heng_rule_peek (parser, 0), error);
      heng_node_free (node);
      return NULL;
    }

  return heng_rule_finish_node (parser, node, error);
}

static HengNode *
parse_unary (HengRuleParser  *parser,
             GError         **error)
{
  const HengToken *token = heng_rule_peek (parser, 0);
  g_autoptr (HengNode) operand = NULL;
  HengNode *node;

  if (!heng_rule_accept_symbol (parser, '-'))
    return parse_power (parser, FALSE, error);

  operand = parse_power (parser, TRUE, error);
  if (operand == NULL || !heng_rule_check_number (parser, operand, error))
    return NULL;

  node = heng_node_new (HENG_NODE_NEGATE, token->start);
  heng_node_add (node, g_steal_pointer (&operand));
  return heng_rule_finish_node (parser, node, error);
}

typedef HengNode *(*ParseFunc) (HengRuleParser *parser, GError **error);

/* Joins two operands; takes both, %NULL with @error where a type does not fit or the tree gets too deep. */
static HengNode *
join (HengRuleParser  *parser,
      HengNodeKind     kind,
      HengNode        *left,
      HengNode        *right,
      gboolean         of_conditions,
      GError         **error)
{
  HengNode *node = heng_node_new (kind, left->start);
  gboolean fits = of_conditions
                    ? check_condition (parser, left, error) && check_condition (parser, right, error)
                    : heng_rule_check_number (parser, left, error) && heng_rule_check_number (parser, right, error);

  heng_node_add (node, left);
  heng_node_add (node, right);
  node->is_condition = of_conditions || kind == HENG_NODE_COMPARE;
  if (fits)
    return heng_rule_finish_node (parser, node, error);

  heng_node_free (node);
  return NULL;
}

static HengNode *
parse_product (HengRuleParser  *parser,
               GError         **error)
{
  HengNode *left = parse_unary (parser, error);

  while (left != NULL)
    {
      HengNodeKind kind;
      HengNode *right;

      if (heng_rule_accept_symbol (parser, '*'))
        kind = HENG_NODE_MULTIPLY;
      else if (heng_rule_accept_symbol (parser, '/'))
        kind = HENG_NODE_DIVIDE;
      else
        break;

      right = parse_unary (parser, error);
      if (right == NULL)
        g_clear_pointer (&left, heng_node_free);
      else
        left = join (parser, kind, left, right, FALSE, error);
    }

  return left;
}

static HengNode *
parse_sum (HengRuleParser  *parser,
           GError         **error)
{
  HengNode *left = parse_product (parser, error);

  while (left != NULL)
    {
      HengNodeKind kind;
      HengNode *right;

      if (heng_rule_accept_symbol (parser, '+'))
        kind = HENG_NODE_ADD;
      else if (heng_rule_accept_symbol (parser, '-'))
        kind = HENG_NODE_SUBTRACT;
      else
        break;

      right = parse_product (parser, error);
      if (right == NULL)
        g_clear_pointer (&left, heng_node_free);
      else
        left = join (parser, kind, left, right, FALSE, error);
    }

  return left;
}

static gboolean
is_comparison (const HengToken *token)
{
  return token->kind == HENG_TOKEN_SYMBOL &&
         (token->symbol == '<' || token->symbol == '>' || token->symbol == '=' || token->symbol == HENG_SYMBOL_EQUAL ||
          token->symbol == HENG_SYMBOL_NOT_EQUAL || token->symbol == HENG_SYMBOL_AT_MOST ||
          token->symbol == HENG_SYMBOL_AT_LEAST);
}

static HengNode *
parse_comparison (HengRuleParser  *parser,
                  GError         **error)
{
  HengNode *left = parse_sum (parser, error), *right, *node;
  int symbol;

  if (left == NULL || !is_comparison (heng_rule_peek (parser, 0)))
    return left;

  symbol = heng_rule_next (parser)->symbol;
  right = parse_sum (parser, error);
  if (right == NULL)
    {
      heng_node_free (left);
      return NULL;
    }

  node = join (parser, HENG_NODE_COMPARE, left, right, FALSE, error);
  if (node == NULL)
    return NULL;
  node->symbol = symbol == '=' ? HENG_SYMBOL_EQUAL : symbol;
  if (is_comparison (heng_rule_peek (parser, 0)))
    {
      heng_error_set (error, HENG_ERROR_RULE_COMPARISON_CHAIN, NULL);
      heng_rule_place_token (parser, heng_rule_peek (parser, 0), error);
      g_clear_pointer (&node, heng_node_free);
    }

  return node;
}

static HengNode *
parse_not (HengRuleParser  *parser,
           GError         **error)
{
  const HengToken *token = heng_rule_peek (parser, 0);
  g_autoptr (HengNode) operand = NULL;
  HengNode *node;

  if (!heng_rule_accept_word (parser, HENG_WORD_NOT))
    return parse_comparison (parser, error);

  if (!enter (parser, error))
    return NULL;
  operand = parse_not (parser, error);
  parser->depth--;
  if (operand == NULL || !check_condition (parser, operand, error))
    return NULL;

  node = heng_node_new (HENG_NODE_NOT, token->start);
  node->is_condition = TRUE;
  heng_node_add (node, g_steal_pointer (&operand));
  return heng_rule_finish_node (parser, node, error);
}

static HengNode *
parse_logic (HengRuleParser  *parser,
             HengWord         word,
             HengNodeKind     kind,
             ParseFunc        parse_operand,
             GError         **error)
{
  HengNode *left = parse_operand (parser, error);

  while (left != NULL && heng_rule_accept_word (parser, word))
    {
      HengNode *right = parse_operand (parser, error);

      if (right == NULL)
        g_clear_pointer (&left, heng_node_free);
      else
        left = join (parser, kind, left, right, TRUE, error);
    }

  return left;
}

static HengNode *
parse_and (HengRuleParser  *parser,
           GError         **error)
{
  return parse_logic (parser, HENG_WORD_AND, HENG_NODE_AND, parse_not, error);
}

static HengNode *
parse_if (HengRuleParser  *parser,
          GError         **error)
{
  g_autoptr (HengNode) node = heng_node_new (HENG_NODE_IF, heng_rule_next (parser)->start);
  HengNode *part = heng_rule_parse_condition (parser, error);

  if (part == NULL)
    return NULL;
  heng_node_add (node, part);
  if (!heng_rule_accept_word (parser, HENG_WORD_THEN))
    {
      heng_rule_set_expected (parser, "then", error);
      return NULL;
    }

  if ((part = heng_rule_parse_expression (parser, error)) == NULL)
    return NULL;
  heng_node_add (node, part);
  node->is_condition = part->is_condition;
  if (!heng_rule_accept_word (parser, HENG_WORD_ELSE))
    {
      heng_rule_set_expected (parser, "else", error);
      return NULL;
    }

  if ((part = heng_rule_parse_expression (parser, error)) == NULL)
    return NULL;
  heng_node_add (node, part);
  if (!(node->is_condition ? check_condition (parser, part, error) : heng_rule_check_number (parser, part, error)))
    return NULL;

  return heng_rule_finish_node (parser, g_steal_pointer (&node), error);
}

HengNode *
heng_rule_parse_expression (HengRuleParser  *parser,
                            GError         **error)
{
  const HengToken *token = heng_rule_peek (parser, 0);
  HengNode *node;

  if (!enter (parser, error))
    return NULL;
  if (token->kind == HENG_TOKEN_WORD && token->word == HENG_WORD_IF)
    node = parse_if (parser, error);
  else
    node = parse_logic (parser, HENG_WORD_OR, HENG_NODE_OR, parse_and, error);
  parser->depth--;

  return node;
}
