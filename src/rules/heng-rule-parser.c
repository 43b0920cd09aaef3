// SPDX-License-Identifier: GPL-3.0-or-later
/* Statements and the parser's tools. */
#include "heng-rules-private.h"

#include "heng-error.h"

#include <string.h>

const HengToken *
heng_rule_peek (const HengRuleParser *parser,
                guint                 ahead)
{
  guint index = MIN (parser->at + ahead, parser->tokens->len - 1);

  return &g_array_index (parser->tokens, HengToken, index);
}

const HengToken *
heng_rule_next (HengRuleParser *parser)
{
  const HengToken *token = heng_rule_peek (parser, 0);

  if (token->kind != HENG_TOKEN_END)
    parser->at++;
  return token;
}

gboolean
heng_rule_accept_symbol (HengRuleParser *parser,
                         int             symbol)
{
  const HengToken *token = heng_rule_peek (parser, 0);

  if (token->kind != HENG_TOKEN_SYMBOL || token->symbol != symbol)
    return FALSE;

  parser->at++;
  return TRUE;
}

gboolean
heng_rule_accept_word (HengRuleParser *parser,
                       HengWord        word)
{
  const HengToken *token = heng_rule_peek (parser, 0);

  if (token->kind != HENG_TOKEN_WORD || token->word != word)
    return FALSE;

  parser->at++;
  return TRUE;
}

void
heng_rule_place_token (HengRuleParser   *parser,
                       const HengToken  *token,
                       GError          **error)
{
  heng_rule_place_error (error, parser->text, token->start);
}

void
heng_rule_set_expected (HengRuleParser  *parser,
                        const char      *expected,
                        GError         **error)
{
  const HengToken *token = heng_rule_peek (parser, 0);
  const HengToken *before = parser->at > 0 ? &g_array_index (parser->tokens, HengToken, parser->at - 1) : NULL;

  if (token->kind == HENG_TOKEN_NAME && before != NULL && before->kind == HENG_TOKEN_NAME)
    {
      g_autofree char *both = g_strdup_printf ("%s %s", before->text, token->text);
      heng_error_set (error, HENG_ERROR_RULE_NAME_SPACE, both, NULL);
    }
  else
    {
      g_autofree char *found = g_strndup (parser->text + token->start, token->end - token->start);
      heng_error_set (error, HENG_ERROR_RULE_EXPECTED, expected, found, NULL);
    }
  heng_rule_place_token (parser, token, error);
}

gboolean
heng_rule_expect_symbol (HengRuleParser  *parser,
                         int              symbol,
                         const char      *expected,
                         GError         **error)
{
  if (heng_rule_accept_symbol (parser, symbol))
    return TRUE;

  heng_rule_set_expected (parser, expected, error);
  return FALSE;
}

HengNode *
heng_rule_finish_node (HengRuleParser  *parser,
                       HengNode        *node,
                       GError         **error)
{
  if (parser->at > 0)
    node->end = g_array_index (parser->tokens, HengToken, parser->at - 1).end;

  if (node->depth <= HENG_RULE_DEPTH_MAX && node->reach <= HENG_RULE_REACH_MAX)
    return node;

  heng_error_set (error, HENG_ERROR_RULE_TOO_DEEP,
                  node->depth > HENG_RULE_DEPTH_MAX ? G_STRINGIFY (HENG_RULE_DEPTH_MAX) : G_STRINGIFY (HENG_RULE_REACH_MAX), NULL);
  heng_rule_place_error (error, parser->text, node->start);
  heng_node_free (node);
  return NULL;
}

static HengNode *
parse_weight (HengRuleParser  *parser,
              gboolean        *percent,
              GError         **error)
{
  const HengToken *token = heng_rule_peek (parser, 0);

  *percent = FALSE;
  if (token->kind == HENG_TOKEN_NUMBER)
    {
      HengNode *node = heng_node_new (HENG_NODE_NUMBER, token->start);

      *percent = token->percent;
      heng_number_set (&node->number, &token->number);
      heng_rule_next (parser);
      return heng_rule_finish_node (parser, node, error);
    }
  if (heng_rule_accept_symbol (parser, '('))
    {
      g_autoptr (HengNode) node = heng_rule_parse_number (parser, error);

      if (node == NULL || !heng_rule_expect_symbol (parser, ')', ")", error))
        return NULL;
      return g_steal_pointer (&node);
    }

  heng_rule_set_expected (parser, "3, 30%, (", error);
  return NULL;
}

static char *
join_parties (const HengRuleParser *parser)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < parser->names->n_parties; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", parser->names->parties[i]);
  return g_string_free (text, FALSE);
}

static gboolean
parse_party (HengRuleParser  *parser,
             guint           *party,
             GError         **error)
{
  const HengToken *token = heng_rule_peek (parser, 0);
  gpointer index;

  if (token->kind != HENG_TOKEN_NAME)
    {
      g_autofree char *parties = join_parties (parser);
      heng_rule_set_expected (parser, parties, error);
      return FALSE;
    }

  index = g_hash_table_lookup (parser->parties, token->text);
  if (index == NULL)
    {
      const HengToken *after = heng_rule_peek (parser, 1);
      g_autofree char *parties = join_parties (parser);

      if (after->kind == HENG_TOKEN_NAME)
        {
          g_autofree char *both = g_strdup_printf ("%s %s", token->text, after->text);
          heng_error_set (error, HENG_ERROR_RULE_NAME_SPACE, both, NULL);
        }
      else if (after->kind == HENG_TOKEN_SYMBOL && after->symbol == '-' && after->start == token->end)
        {
          g_autofree char *both = g_strdup_printf ("%s-", token->text);
          heng_error_set (error, HENG_ERROR_RULE_NAME_HYPHEN, both, NULL);
        }
      else
        heng_error_set (error, HENG_ERROR_RULE_NOT_A_PARTY, token->text, parties, NULL);
      heng_rule_place_token (parser, token, error);
      return FALSE;
    }

  *party = GPOINTER_TO_UINT (index) - 1;
  heng_rule_next (parser);
  return TRUE;
}

/* What can be known of weights before anything is measured. */
static gboolean
check_weights (const GArray  *side,
               GError       **error)
{
  g_auto (HengNumber) sum = { 0 };
  guint n_weighted = 0, n_percent = 0;

  heng_number_init (&sum);
  for (guint i = 0; i < side->len; i++)
    {
      const HengSideMember *member = &g_array_index (side, HengSideMember, i);

      n_weighted += member->weight != NULL;
      n_percent += member->percent;
      if (member->percent && !heng_number_add (&sum, &sum, &member->weight->number, error))
        return FALSE;
    }

  if ((n_weighted > 0 && n_weighted < side->len) || (n_percent > 0 && n_percent < side->len))
    {
      heng_error_set (error, HENG_ERROR_RULE_WEIGHTS_MIXED, NULL);
      return FALSE;
    }
  if (n_percent > 0)
    {
      g_auto (HengNumber) whole = { 0 };

      heng_number_init (&whole);
      heng_number_set_int64 (&whole, 1);
      if (heng_number_compare (&sum, &whole) != 0)
        {
          g_autofree char *text = NULL;

          heng_number_set_int64 (&whole, 100);
          heng_number_multiply (&sum, &sum, &whole, NULL);
          text = heng_number_format (&sum, 10);
          heng_error_set (error, HENG_ERROR_SHARES_SUM, text, NULL);
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
parse_side (HengRuleParser  *parser,
            GArray          *side,
            GError         **error)
{
  const HengToken *first = heng_rule_peek (parser, 0);

  do
    {
      HengSideMember member = { 0 };
      const HengToken *token = heng_rule_peek (parser, 0);

      if (!parse_party (parser, &member.party, error))
        return FALSE;
      for (guint i = 0; i < side->len; i++)
        if (g_array_index (side, HengSideMember, i).party == member.party)
          {
            heng_error_set (error, HENG_ERROR_RULE_PARTY_TWICE, token->text, NULL);
            heng_rule_place_token (parser, token, error);
            return FALSE;
          }
      if (heng_rule_accept_symbol (parser, ':'))
        {
          member.weight = parse_weight (parser, &member.percent, error);
          if (member.weight == NULL)
            return FALSE;
        }
      g_array_append_val (side, member);
    }
  while (heng_rule_accept_symbol (parser, ','));

  if (check_weights (side, error))
    return TRUE;

  heng_rule_place_token (parser, first, error);
  return FALSE;
}

/* `each` behind a side: no word of the language, because a party or an indicator may bear the name. Behind the receivers such an
 * indicator is the amount. */
static gboolean
accept_each (HengRuleParser  *parser,
             const GArray    *side,
             gboolean        *is_each,
             GError         **error)
{
  const HengToken *token = heng_rule_peek (parser, 0), *after = heng_rule_peek (parser, 1);

  *is_each = token->kind == HENG_TOKEN_NAME && (strcmp (token->text, "each") == 0 || strcmp (token->text, "各") == 0);
  if (*is_each && !(after->kind == HENG_TOKEN_WORD && (after->word == HENG_WORD_PAYS || after->word == HENG_WORD_PROVIDES)))
    *is_each = !g_hash_table_contains (parser->indicators, token->text) && !g_hash_table_contains (parser->definitions, token->text);
  if (!*is_each)
    return TRUE;
  if (!g_array_index (side, HengSideMember, 0).percent)
    {
      heng_rule_next (parser);
      return TRUE;
    }

  heng_error_set (error, HENG_ERROR_RULE_EACH_PERCENT, NULL);
  heng_rule_place_token (parser, token, error);
  return FALSE;
}

static gboolean
parse_payment (HengRuleParser  *parser,
               HengStatement   *statement,
               GError         **error)
{
  const HengToken *first = heng_rule_peek (parser, 0);
  gboolean provides;

  statement->kind = HENG_STATEMENT_PAY;
  if (!parse_side (parser, statement->payers, error) ||
      !accept_each (parser, statement->payers, &statement->payers_each, error))
    return FALSE;

  provides = heng_rule_accept_word (parser, HENG_WORD_PROVIDES);
  if (!provides && !heng_rule_accept_word (parser, HENG_WORD_PAYS))
    {
      heng_rule_set_expected (parser, "pays, provides", error);
      return FALSE;
    }
  if (!parse_side (parser, statement->receivers, error) ||
      !accept_each (parser, statement->receivers, &statement->receivers_each, error))
    return FALSE;
  if (statement->payers->len == 1 && statement->receivers->len == 1 &&
      g_array_index (statement->payers, HengSideMember, 0).party ==
      g_array_index (statement->receivers, HengSideMember, 0).party)
    {
      heng_error_set (error, HENG_ERROR_RULE_PAYS_ITSELF, first->text, NULL);
      heng_rule_place_token (parser, first, error);
      return FALSE;
    }

  statement->value = heng_rule_parse_number (parser, error);
  if (statement->value == NULL)
    return FALSE;
  if (heng_rule_peek (parser, 0)->kind == HENG_TOKEN_TEXT)
    statement->unit = g_strstrip (g_strdup (heng_rule_next (parser)->text));
  if ((provides && statement->unit == NULL) || (statement->unit != NULL && *statement->unit == '\0'))
    {
      heng_error_set (error, HENG_ERROR_RULE_UNIT_MISSING, NULL);
      heng_rule_place_token (parser, heng_rule_peek (parser, 0), error);
      return FALSE;
    }

  if (heng_rule_accept_word (parser, HENG_WORD_WHEN))
    {
      statement->condition = heng_rule_parse_condition (parser, error);
      return statement->condition != NULL;
    }

  return TRUE;
}

static gboolean
parse_definition (HengRuleParser  *parser,
                  HengStatement   *statement,
                  GError         **error)
{
  const HengToken *token = heng_rule_next (parser);

  if (g_hash_table_contains (parser->parties, token->text) ||
      g_hash_table_contains (parser->indicators, token->text) ||
      g_hash_table_contains (parser->definitions, token->text))
    {
      heng_error_set (error, HENG_ERROR_RULE_NAME_TAKEN, token->text, NULL);
      heng_rule_place_token (parser, token, error);
      return FALSE;
    }

  statement->kind = HENG_STATEMENT_DEFINE;
  statement->name = g_strdup (token->text);
  heng_rule_next (parser); /* = */
  statement->value = heng_rule_parse_expression (parser, error);
  return statement->value != NULL;
}

static gboolean
parse_requirement (HengRuleParser  *parser,
                   HengStatement   *statement,
                   GError         **error)
{
  statement->kind = HENG_STATEMENT_REQUIRE;
  statement->condition = heng_rule_parse_condition (parser, error);
  if (statement->condition == NULL)
    return FALSE;
  if (heng_rule_peek (parser, 0)->kind != HENG_TOKEN_TEXT)
    {
      heng_rule_set_expected (parser, "\"…\"", error);
      return FALSE;
    }

  statement->reason = g_strdup (heng_rule_next (parser)->text);
  return TRUE;
}

HengStatement *
heng_rule_parse_statement (HengRuleParser  *parser,
                           GError         **error)
{
  g_autoptr (HengStatement) statement = heng_statement_new (parser->text);
  const HengToken *first = heng_rule_peek (parser, 0), *second = heng_rule_peek (parser, 1);
  gboolean defines = second->kind == HENG_TOKEN_SYMBOL && second->symbol == '=';
  gboolean done;

  if (first->kind == HENG_TOKEN_END)
    return g_steal_pointer (&statement);

  if (first->kind == HENG_TOKEN_WORD && defines)
    {
      g_autofree char *word = g_strndup (parser->text + first->start, first->end - first->start);
      heng_error_set (error, HENG_ERROR_RULE_NAME_RESERVED, word, NULL);
      heng_rule_place_token (parser, first, error);
      return NULL;
    }

  if (heng_rule_accept_word (parser, HENG_WORD_REQUIRE))
    done = parse_requirement (parser, statement, error);
  else if (first->kind == HENG_TOKEN_NAME && defines)
    done = parse_definition (parser, statement, error);
  else
    done = parse_payment (parser, statement, error);
  if (!done)
    return NULL;

  if (heng_rule_peek (parser, 0)->kind != HENG_TOKEN_END)
    {
      heng_rule_set_expected (parser, statement->kind == HENG_STATEMENT_PAY && statement->condition == NULL ? "+ - * /, when" : "+ - * /",
                              error);
      return NULL;
    }

  return g_steal_pointer (&statement);
}
