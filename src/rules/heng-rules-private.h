// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-rule-tree.h"
#include "heng-rules.h"

G_BEGIN_DECLS

struct _HengRules
{
  GPtrArray      *statements; /* (element-type HengStatement) */
  HengPeriodKind  assessed;
};

/** The state of parsing one list. */
typedef struct
{
  const HengRuleNames *names;
  GHashTable          *parties;     /* name → index + 1 */
  GHashTable          *indicators;  /* name → index + 1 */
  GHashTable          *definitions; /* name → index of the statement + 1 */
  const GPtrArray     *statements;

  const char          *text;
  GArray              *tokens;
  guint                at;
  guint                depth;
  guint                over_months; /* how many brackets of `over months` are open */
} HengRuleParser;

HengStatement *heng_rule_parse_statement (HengRuleParser  *parser,
                                          GError         **error);

/** Expressions, for the statements' parser. What is returned is a number unless asked otherwise. */
HengNode *heng_rule_parse_expression (HengRuleParser  *parser,
                                      GError         **error);
HengNode *heng_rule_parse_condition  (HengRuleParser  *parser,
                                      GError         **error);
HengNode *heng_rule_parse_number     (HengRuleParser  *parser,
                                      GError         **error);
/** A primary that begins with a word of the language. */
HengNode *heng_rule_parse_word       (HengRuleParser  *parser,
                                      GError         **error);

const HengToken *heng_rule_peek          (const HengRuleParser  *parser,
                                          guint                  ahead);
const HengToken *heng_rule_next          (HengRuleParser        *parser);
gboolean         heng_rule_accept_symbol (HengRuleParser        *parser,
                                          int                    symbol);
gboolean         heng_rule_accept_word   (HengRuleParser        *parser,
                                          HengWord               word);
gboolean         heng_rule_expect_symbol (HengRuleParser        *parser,
                                          int                    symbol,
                                          const char            *expected,
                                          GError               **error);
/** Sets an error that says what was found instead, placed at the next token. */
void             heng_rule_set_expected  (HengRuleParser        *parser,
                                          const char            *expected,
                                          GError               **error);
void             heng_rule_place_token   (HengRuleParser        *parser,
                                          const HengToken       *token,
                                          GError               **error);
/** Checks depth and closes the node at the token read last; frees it on error. */
HengNode        *heng_rule_finish_node   (HengRuleParser        *parser,
                                          HengNode              *node,
                                          GError               **error);
gboolean         heng_rule_check_number  (HengRuleParser        *parser,
                                          const HengNode        *node,
                                          GError               **error);

G_END_DECLS
