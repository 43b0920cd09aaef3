// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-number.h"
#include "heng-rule-token.h"

G_BEGIN_DECLS

/** The tree of a statement, seen only inside the layer. */

typedef enum
{
  HENG_NODE_NUMBER,
  HENG_NODE_INDICATOR,  /* symbol: index of the indicator */
  HENG_NODE_DEFINITION, /* symbol: index of the statement that defines it */
  HENG_NODE_YEAR,
  HENG_NODE_MONTH,
  HENG_NODE_NEGATE,
  HENG_NODE_NOT,
  HENG_NODE_ADD,
  HENG_NODE_SUBTRACT,
  HENG_NODE_MULTIPLY,
  HENG_NODE_DIVIDE,
  HENG_NODE_POWER,
  HENG_NODE_COMPARE, /* symbol: the comparison */
  HENG_NODE_AND,
  HENG_NODE_OR,
  HENG_NODE_IF,        /* condition, then, else */
  HENG_NODE_CALL,      /* word: min max abs floor ceil round clamp known default; arguments */
  HENG_NODE_CLASS,     /* arguments; symbol of each via heng_rule_node_get_indicator() */
  HENG_NODE_AGO,       /* argument; symbol: months */
  HENG_NODE_LADDER,    /* value, then pairs of limit and result, then the last result; comparisons in `comparisons` */
  HENG_NODE_OVER_MONTHS, /* word: the aggregate; bracket */
  HENG_NODE_OVER_YEARS   /* word: the aggregate; first, last, bracket */
} HengNodeKind;

typedef struct _HengNode HengNode;

struct _HengNode
{
  HengNodeKind kind;
  HengWord     word;
  int          symbol;
  gboolean     is_condition; /* its value is true or false, not a number */
  guint        start;        /* byte offsets in the statement's text */
  guint        end;
  guint        depth;
  guint        reach; /* how deep evaluation goes: the depth, through definitions */
  HengNumber   number;
  GPtrArray   *children; /* (element-type HengNode) (nullable) */
  GArray      *comparisons; /* (element-type int) (nullable): of a ladder */
};

typedef struct
{
  guint       party;
  gboolean    percent;
  HengNode   *weight; /* (nullable) */
} HengSideMember;

typedef enum
{
  HENG_STATEMENT_NOTHING, /* a comment */
  HENG_STATEMENT_DEFINE,
  HENG_STATEMENT_PAY,
  HENG_STATEMENT_REQUIRE
} HengStatementKind;

typedef struct
{
  HengStatementKind kind;
  char             *text;
  char             *name;      /* of a definition */
  GArray           *payers;    /* (element-type HengSideMember) */
  GArray           *receivers; /* (element-type HengSideMember) */
  gboolean          payers_each;    /* the amount is what a weight of 1 pays */
  gboolean          receivers_each; /* the amount is what a weight of 1 receives */
  HengNode         *value;     /* an amount or definition's expression */
  char             *unit;      /* (nullable): of a provision in kind */
  HengNode         *condition; /* (nullable): of `when` or `require` */
  char             *reason;    /* of `require` */
} HengStatement;

HengNode      *heng_node_new       (HengNodeKind   kind,
                                    guint          start);
void           heng_node_free      (HengNode      *self);
/** Takes @child. */
void           heng_node_add       (HengNode      *self,
                                    HengNode      *child);
HengNode      *heng_node_get       (const HengNode *self,
                                    guint           index);

HengStatement *heng_statement_new  (const char    *text);
void           heng_statement_free (HengStatement *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengNode, heng_node_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengStatement, heng_statement_free)

G_END_DECLS
