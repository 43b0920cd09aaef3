// SPDX-License-Identifier: GPL-3.0-or-later
/* Random statements: who pays whom by which weights. */
#include "case-private.h"
#include "case-random.h"

static void
pick_parties (CaseMaker *maker,
              Member     members[CASE_SIDE_MAX],
              gint16     n_members)
{
  gint start = case_random_range (&maker->random, 0, CASE_PARTIES - 1);
  gint stride = case_random_range (&maker->random, 1, CASE_PARTIES - 1);

  /* The count of parties is prime, so that no stride meets one twice. */
  for (gint16 i = 0; i < n_members; i++)
    members[i] = (Member) { .party = (gint16) ((start + i * stride) % CASE_PARTIES), .node = -1 };
}

static void
weigh (CaseMaker *maker,
       Member     members[CASE_SIDE_MAX],
       gint16     n_members)
{
  static const gint thirds[3][3] = { { 10000, 0, 0 }, { 3333, 6667, 0 }, { 3333, 3333, 3334 } };
  gint choice = case_random_range (&maker->random, 0, 9);

  if (choice < 4)
    return;
  for (gint16 i = 0; i < n_members; i++)
    {
      Member *member = &members[i];

      if (choice < 7)
        {
          member->weight_kind = WEIGHT_NUMBER;
          member->weight = case_literal_decimal (case_random_range (&maker->random, 0, 12), choice == 6 ? 1 : 0);
        }
      else if (choice < 9)
        {
          char text[24];

          g_snprintf (text, sizeof text, "%d.%02d%%", thirds[n_members - 1][i] / 100, thirds[n_members - 1][i] % 100);
          member->weight_kind = WEIGHT_PERCENT;
          member->weight = case_literal_new (thirds[n_members - 1][i], 10000, text);
        }
      else
        {
          member->weight_kind = WEIGHT_BRACKET;
          member->node = case_make_number (maker, 1);
        }
    }
}

static void
make_payment (CaseMaker *maker,
              Statement *statement)
{
  guint64 *random = &maker->random;
  gboolean simple = case_random_percent (random, 55);
  gint depth = case_random_range (random, 1, 4);

  statement->n_payers = simple ? 1 : (gint16) case_random_range (random, 1, CASE_SIDE_MAX);
  statement->n_receivers = simple ? 1 : (gint16) case_random_range (random, 1, CASE_SIDE_MAX);
  pick_parties (maker, statement->payers, statement->n_payers);
  do
    pick_parties (maker, statement->receivers, statement->n_receivers);
  while (statement->n_payers == 1 && statement->n_receivers == 1 && statement->payers[0].party == statement->receivers[0].party);
  if (!simple)
    {
      weigh (maker, statement->payers, statement->n_payers);
      weigh (maker, statement->receivers, statement->n_receivers);
    }

  statement->payers_each = statement->payers[0].weight_kind != WEIGHT_PERCENT && case_random_percent (random, 10);
  statement->receivers_each = statement->receivers[0].weight_kind != WEIGHT_PERCENT && case_random_percent (random, 10);
  statement->value = case_make_number (maker, (guint) depth);
  /* Mostly amounts as people write them: the formula times so much. */
  if (case_random_percent (random, 50))
    {
      gint16 product = case_make_literal (maker, case_literal_amount (maker)), amount = case_make_literal (maker, case_literal_amount (maker));
      Node *node = &maker->made->nodes[product];

      node->kind = NODE_MULTIPLY;
      node->n_children = 2;
      node->children[0] = statement->value;
      node->children[1] = amount;
      statement->value = product;
    }
  if (case_random_percent (random, 25))
    statement->condition = case_make_condition (maker, 2);
  statement->unit = (gint16) case_random_range (random, 0, 1);
}

static void
make_statement (CaseMaker *maker,
                Statement *statement)
{
  gint choice = case_random_range (&maker->random, 0, 99);

  *statement = (Statement) { .value = -1, .condition = -1, .chinese = case_random_percent (&maker->random, 30) };
  if (choice < 4)
    statement->kind = STATEMENT_COMMENT;
  else if (choice < 27)
    {
      statement->kind = STATEMENT_DEFINE;
      statement->value = case_random_percent (&maker->random, 20) ? case_make_condition (maker, 2) : case_make_number (maker, 3);
    }
  else if (choice < 36)
    {
      statement->kind = STATEMENT_REQUIRE;
      statement->condition = case_make_condition (maker, 2);
    }
  else
    {
      statement->kind = choice < 48 ? STATEMENT_PROVIDE : STATEMENT_PAY;
      make_payment (maker, statement);
    }
}

void
case_make_statements (CaseMaker *maker)
{
  Version *version = &maker->made->versions[maker->version];

  version->n_statements = (gint16) case_random_range (&maker->random, 1, CASE_STATEMENTS_MAX - 1);
  for (maker->statement = 0; maker->statement < (guint) version->n_statements; maker->statement++)
    make_statement (maker, &version->statements[maker->statement]);
}
