// SPDX-License-Identifier: GPL-3.0-or-later
/* Random expressions. */
#include "case-private.h"
#include "case-random.h"

#include <string.h>

static gint16
new_node (CaseMaker *maker,
          NodeKind   kind,
          gboolean   is_condition)
{
  Case *made = maker->made;
  Node *node = &made->nodes[made->n_nodes];

  g_assert_cmpint (made->n_nodes, <, CASE_NODES_MAX);
  memset (node, 0, sizeof *node);
  node->kind = kind;
  node->is_condition = is_condition;
  node->bracketed = case_random_percent (&maker->random, 8);
  return made->n_nodes++;
}

static void
add_child (CaseMaker *maker,
           gint16     parent,
           gint16     child)
{
  Node *node = &maker->made->nodes[parent];

  g_assert_cmpint (node->n_children, <, CASE_CHILDREN_MAX);
  node->children[node->n_children++] = child;
}

gint16
case_make_literal (CaseMaker *maker,
                   Literal    literal)
{
  gint16 index = new_node (maker, NODE_NUMBER, FALSE);

  maker->made->nodes[index].literal = literal;
  return index;
}

static gint16
make_indicator (CaseMaker *maker)
{
  const Version *version = &maker->made->versions[maker->version];
  gint16 index = new_node (maker, NODE_INDICATOR, FALSE);

  maker->made->nodes[index].symbol = (gint16) case_random_range (&maker->random, 0, version->n_indicators - 1);
  return index;
}

/* Returns -1 where none of the type stands before. */
static gint16
make_definition (CaseMaker *maker,
                 gboolean   is_condition)
{
  const Version *version = &maker->made->versions[maker->version];
  gint16 found[CASE_STATEMENTS_MAX], n_found = 0, index;

  for (guint i = 0; i < maker->statement; i++)
    if (version->statements[i].kind == STATEMENT_DEFINE &&
        maker->made->nodes[version->statements[i].value].is_condition == is_condition)
      found[n_found++] = (gint16) i;
  if (n_found == 0)
    return -1;

  index = new_node (maker, NODE_DEFINITION, is_condition);
  maker->made->nodes[index].symbol = found[case_random_range (&maker->random, 0, n_found - 1)];
  return index;
}

static gint16
make_ago (CaseMaker *maker,
          gint16     child)
{
  static const struct { gint16 months; const char *text; } intervals[] = {
    { 12, "1 year" }, { 12, "12 months" }, { 12, "4 quarters" }, { 1, "1 month" }, { 24, "2 年" }, { 3, "1 季度" }, { 6, "6 个月" },
    { 12000, "1_000 years" },
  };
  gint16 index = new_node (maker, NODE_AGO, FALSE);
  gint choice = case_random_percent (&maker->random, 1) ? (gint) G_N_ELEMENTS (intervals) - 1
                                                       : case_random_range (&maker->random, 0, (gint) G_N_ELEMENTS (intervals) - 2);

  add_child (maker, index, child);
  maker->made->nodes[index].symbol = intervals[choice].months;
  maker->made->nodes[index].literal = case_literal_new (intervals[choice].months, 1, intervals[choice].text);
  return index;
}

static gint16
make_class (CaseMaker *maker)
{
  const Version *version = &maker->made->versions[maker->version];
  gint16 index = new_node (maker, NODE_CLASS, FALSE);
  gint count = case_random_range (&maker->random, 1, 3);

  for (gint16 i = 0; i < version->n_indicators && count > 0; i++)
    {
      Standard standard = version->indicators[i].standard;
      gint16 argument;

      if (standard == STANDARD_NONE || (standard == STANDARD_TN && maker->made->nodes[index].n_children > 0))
        continue;
      argument = new_node (maker, NODE_INDICATOR, FALSE);
      maker->made->nodes[argument].symbol = i;
      if (case_random_percent (&maker->random, 25))
        argument = make_ago (maker, argument);
      else if (case_random_percent (&maker->random, 20))
        {
          gint16 rounded = new_node (maker, NODE_ROUND, FALSE);

          add_child (maker, rounded, argument);
          add_child (maker, rounded, case_make_literal (maker, case_literal_new (1, 1, "1")));
          argument = rounded;
        }
      add_child (maker, index, argument);
      count = standard == STANDARD_TN ? 0 : count - 1;
    }
  if (maker->made->nodes[index].n_children > 0)
    return index;

  maker->made->n_nodes--;
  return -1;
}

static gint16
make_ladder (CaseMaker *maker,
             guint      depth)
{
  gint16 index = new_node (maker, NODE_LADDER, FALSE);
  gint n_steps = case_random_range (&maker->random, 1, 3);

  add_child (maker, index, case_make_number (maker, depth));
  for (gint i = 0; i < n_steps; i++)
    {
      maker->made->nodes[index].orders[i] = (guint8) case_random_range (&maker->random, 0, N_ORDERS - 1);
      add_child (maker, index, case_make_number (maker, i == 0 ? depth : 0));
      add_child (maker, index, case_make_number (maker, i == 1 ? depth : 0));
    }
  add_child (maker, index, case_make_number (maker, depth));
  return index;
}

static gint16
make_year_end (CaseMaker *maker,
               gint       year)
{
  gint16 index, child;

  switch (case_random_range (&maker->random, 0, 9))
    {
    case 0: case 1: case 2:
      return new_node (maker, NODE_YEAR, FALSE);
    case 3: case 4:
      index = new_node (maker, NODE_SUBTRACT, FALSE);
      child = new_node (maker, NODE_YEAR, FALSE);
      add_child (maker, index, child);
      add_child (maker, index, case_make_literal (maker, case_literal_scaled (case_random_range (&maker->random, 0, 3), 1, "")));
      return index;
    case 5:
      return case_random_percent (&maker->random, 20) ? make_indicator (maker) : new_node (maker, NODE_YEAR, FALSE);
    default:
      return case_make_literal (maker, case_literal_scaled (year, 1, ""));
    }
}

static gint16
make_over (CaseMaker *maker,
           NodeKind   kind,
           guint      depth)
{
  gint16 index = new_node (maker, kind, FALSE);
  Over over = (Over) case_random_range (&maker->random, 0, N_OVERS - 1);

  maker->made->nodes[index].symbol = (gint16) over;
  if (kind == NODE_OVER_YEARS)
    {
      gint last = case_random_percent (&maker->random, 2) ? 2300 : case_random_range (&maker->random, 2020, 2023);

      add_child (maker, index, make_year_end (maker, case_random_range (&maker->random, 2019, 2022)));
      add_child (maker, index, make_year_end (maker, last));
    }
  maker->overs_open++;
  maker->months_open += kind == NODE_OVER_MONTHS;
  add_child (maker, index, over == OVER_COUNT ? case_make_condition (maker, depth) : case_make_number (maker, depth));
  maker->months_open -= kind == NODE_OVER_MONTHS;
  maker->overs_open--;
  return index;
}

static gint16
make_power (CaseMaker *maker,
            guint      depth)
{
  gint16 index = new_node (maker, NODE_POWER, FALSE), exponent, negated;

  add_child (maker, index, case_make_number (maker, depth));
  if (case_random_percent (&maker->random, 4))
    exponent = make_indicator (maker);
  else
    exponent = case_make_literal (maker, case_literal_scaled (case_random_range (&maker->random, 0, 3), 1, ""));
  if (case_random_percent (&maker->random, 25))
    {
      negated = new_node (maker, NODE_NEGATE, FALSE);
      add_child (maker, negated, exponent);
      exponent = negated;
    }
  add_child (maker, index, exponent);
  return index;
}

/* A node with @n_children numbers below it. */
static gint16
make_plain (CaseMaker *maker,
            NodeKind   kind,
            gint       n_children,
            guint      depth)
{
  gint16 index = new_node (maker, kind, FALSE);

  for (gint i = 0; i < n_children; i++)
    add_child (maker, index, case_make_number (maker, depth));
  return index;
}

static gint16
make_with_literals (CaseMaker *maker,
                    NodeKind   kind,
                    guint      depth)
{
  gint16 index = new_node (maker, kind, FALSE);
  gint low = case_random_range (&maker->random, 0, 40);

  add_child (maker, index, case_make_number (maker, depth));
  if (kind == NODE_ROUND)
    add_child (maker, index, case_make_literal (maker, case_literal_scaled (case_random_percent (&maker->random, 2) ? 31 : low % 4, 1, "")));
  else
    {
      add_child (maker, index, case_make_literal (maker, case_literal_scaled (low, 1, "")));
      add_child (maker, index, case_make_literal (maker, case_literal_scaled (low + case_random_range (&maker->random, -1, 50), 1, "")));
    }
  return index;
}

static gint16
make_if (CaseMaker *maker,
         gboolean   is_condition,
         guint      depth)
{
  gint16 index = new_node (maker, NODE_IF, is_condition);

  add_child (maker, index, case_make_condition (maker, depth));
  for (guint i = 0; i < 2; i++)
    add_child (maker, index, is_condition ? case_make_condition (maker, depth) : case_make_number (maker, depth));
  return index;
}

static gboolean
has_room (const CaseMaker *maker)
{
  return maker->made->n_nodes < CASE_NODES_MAX - 100;
}

static gint16
make_leaf (CaseMaker *maker)
{
  gboolean month_allowed = maker->months_open > 0 || maker->made->versions[maker->version].assessed == CASE_MONTH;
  gint choice = case_random_range (&maker->random, 0, 19);
  gint16 definition = choice < 3 ? make_definition (maker, FALSE) : -1;

  if (definition >= 0)
    return definition;
  if (choice == 3)
    return new_node (maker, NODE_YEAR, FALSE);
  if (choice <= 5 && month_allowed)
    return new_node (maker, NODE_MONTH, FALSE);
  return choice < 12 ? make_indicator (maker) : case_make_literal (maker, case_literal_any (maker));
}

gint16
case_make_number (CaseMaker *maker,
                  guint      depth)
{
  gint choice = case_random_range (&maker->random, 0, 99);
  gint16 made = -1;
  guint less = depth - 1;

  if (depth == 0 || !has_room (maker) || choice < 18)
    return make_leaf (maker);
  if (choice < 40)
    return make_plain (maker, choice < 25 ? NODE_ADD : choice < 30 ? NODE_SUBTRACT : NODE_MULTIPLY, 2, less);
  if (choice < 47)
    return make_plain (maker, NODE_DIVIDE, 2, less);
  if (choice < 50)
    return make_power (maker, less);
  if (choice < 53)
    return make_plain (maker, NODE_NEGATE, 1, less);
  if (choice < 57)
    return make_plain (maker, choice % 2 ? NODE_MIN : NODE_MAX, case_random_range (&maker->random, 1, 3), less);
  if (choice < 61)
    return make_plain (maker, choice == 57 ? NODE_ABS : choice == 58 ? NODE_FLOOR : choice == 59 ? NODE_CEIL : NODE_ABS, 1, less);
  if (choice < 67)
    return make_with_literals (maker, choice < 63 ? NODE_ROUND : NODE_CLAMP, less);
  if (choice < 72)
    return make_plain (maker, NODE_DEFAULT, 2, less);
  if (choice < 79)
    return make_ago (maker, case_make_number (maker, less));
  if (choice < 83)
    made = make_class (maker);
  else if (choice < 87)
    return make_ladder (maker, less);
  else if (choice < 92)
    return make_if (maker, FALSE, less);
  else if (maker->overs_open < 2)
    return make_over (maker, choice < 97 ? NODE_OVER_MONTHS : NODE_OVER_YEARS, less);

  return made >= 0 ? made : make_leaf (maker);
}

gint16
case_make_condition (CaseMaker *maker,
                     guint      depth)
{
  gint choice = case_random_range (&maker->random, 0, 19);
  guint less = depth > 0 ? depth - 1 : 0;
  gint16 index = -1;

  if (depth > 0 && has_room (maker) && choice < 7)
    {
      if (choice == 6)
        return make_if (maker, TRUE, less);
      index = new_node (maker, choice < 2 ? NODE_AND : choice < 4 ? NODE_OR : NODE_NOT, TRUE);
      add_child (maker, index, case_make_condition (maker, less));
      if (choice < 4)
        add_child (maker, index, case_make_condition (maker, less));
      return index;
    }
  if (choice == 7 || choice == 8)
    {
      index = new_node (maker, NODE_KNOWN, TRUE);
      add_child (maker, index, case_make_number (maker, less));
      return index;
    }
  if (choice == 9)
    index = make_definition (maker, TRUE);
  if (index >= 0)
    return index;

  index = new_node (maker, NODE_COMPARE, TRUE);
  maker->made->nodes[index].symbol = (gint16) case_random_range (&maker->random, 0, N_ORDERS - 1);
  add_child (maker, index, case_make_number (maker, less));
  add_child (maker, index, case_make_number (maker, less));
  return index;
}
