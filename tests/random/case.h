// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

#include "case-time.h"

G_BEGIN_DECLS

/**
 * A made-up agreement with its history: versions, rules as trees, observations. All of it is plain arrays, so that a copy is an
 * assignment; that is what shrinking lives on. Nothing here knows how the program reads or computes.
 */

#define CASE_PARTIES 5
#define CASE_INDICATORS_MAX 4
#define CASE_SOURCES 3
#define CASE_VERSIONS_MAX 3
#define CASE_STATEMENTS_MAX 7
#define CASE_SIDE_MAX 3
#define CASE_NODES_MAX 400
#define CASE_CHILDREN_MAX 8
#define CASE_OBSERVATIONS_MAX 420

typedef enum
{
  NODE_NUMBER, NODE_INDICATOR, NODE_DEFINITION, NODE_YEAR, NODE_MONTH, NODE_NEGATE, NODE_ADD, NODE_SUBTRACT, NODE_MULTIPLY,
  NODE_DIVIDE, NODE_POWER, NODE_MIN, NODE_MAX, NODE_ABS, NODE_FLOOR, NODE_CEIL, NODE_ROUND, NODE_CLAMP, NODE_DEFAULT, NODE_AGO,
  NODE_CLASS, NODE_LADDER, NODE_IF, NODE_OVER_MONTHS, NODE_OVER_YEARS,
  /* conditions: */
  NODE_COMPARE, NODE_AND, NODE_OR, NODE_NOT, NODE_KNOWN,
  N_NODE_KINDS
} NodeKind;

typedef enum { ORDER_LESS, ORDER_MORE, ORDER_EQUAL, ORDER_UNEQUAL, ORDER_AT_MOST, ORDER_AT_LEAST, N_ORDERS } Order;
typedef enum { OVER_SUM, OVER_MEAN, OVER_COUNT, OVER_MIN, OVER_MAX, OVER_PRODUCT, N_OVERS } Over;
typedef enum { AGGREGATE_MEAN, AGGREGATE_SUM, AGGREGATE_LAST, AGGREGATE_MIN, AGGREGATE_MAX, N_AGGREGATES } Aggregate;
typedef enum { MODE_HALF_UP, MODE_HALF_EVEN, MODE_DOWN, MODE_UP, N_MODES } Mode;
typedef enum { STANDARD_NONE, STANDARD_COD, STANDARD_NH3N, STANDARD_TP, STANDARD_DO, STANDARD_PH, STANDARD_TN, N_STANDARDS } Standard;

/** A number and how it is written. */
typedef struct
{
  gint64 numerator;
  gint64 denominator;
  char   text[24];
} Literal;

/** @symbol: which indicator, definition (index of its statement), Order, Over, or months of `ago`; @orders: of a ladder's steps */
typedef struct
{
  NodeKind kind;
  gboolean is_condition;
  gboolean bracketed; /* written in more brackets than it needs */
  gint16   symbol;
  gint16   n_children;
  gint16   children[CASE_CHILDREN_MAX];
  guint8   orders[CASE_CHILDREN_MAX];
  Literal  literal; /* of a number; of `ago` the interval as written */
} Node;

typedef enum { WEIGHT_NONE, WEIGHT_NUMBER, WEIGHT_PERCENT, WEIGHT_BRACKET } WeightKind;

typedef struct
{
  gint16     party;
  WeightKind weight_kind;
  Literal    weight;
  gint16     node;
} Member;

typedef enum { STATEMENT_COMMENT, STATEMENT_DEFINE, STATEMENT_PAY, STATEMENT_PROVIDE, STATEMENT_REQUIRE } StatementKind;

typedef struct
{
  StatementKind kind;
  gint16        value;     /* of a definition, payment, provision */
  gint16        condition; /* of a requirement or `when`; -1: none */
  gint16        n_payers;
  gint16        n_receivers;
  Member        payers[CASE_SIDE_MAX];
  Member        receivers[CASE_SIDE_MAX];
  gboolean      payers_each;    /* the amount is what a weight of 1 pays */
  gboolean      receivers_each;
  gint16        unit;      /* of a provision */
  gboolean      chinese;   /* keywords by their Chinese twins */
} Statement;

typedef struct
{
  CaseKind  observed;
  Aggregate aggregate;
  Standard  standard;
  gboolean  lake;
  gboolean  is_rounded;
  Mode      mode;
  Literal   step;
  gint16    n_precedence; /* 0: none is stated */
  gint16    precedence[CASE_SOURCES];
} Indicator;

typedef struct
{
  gint32    from;
  gint32    to; /* 0: open */
  CaseKind  assessed;
  gint16    n_indicators;
  Indicator indicators[CASE_INDICATORS_MAX];
  gint16    party_shift; /* parties stand in an order of their own in each version */
  gint16    indicator_shift;
  gint16    n_statements;
  Statement statements[CASE_STATEMENTS_MAX];
  Mode      money_mode;
  Literal   money_step;
  Literal   unit_steps[2]; /* text empty: the step is not stated */
  guint     batch;         /* when it was recorded; within a batch versions come first */
} Version;

/** @number: as in a book, in the order in which they were recorded */
typedef struct
{
  gint16     indicator;
  gint16     source;
  CasePeriod period;
  gboolean   withdrawn;
  Literal    value;
  guint      batch;
} Observation;

typedef struct
{
  guint64     seed;
  gint16      n_versions;
  Version     versions[CASE_VERSIONS_MAX];
  gint16      n_nodes;
  Node        nodes[CASE_NODES_MAX];
  gint16      n_observations;
  Observation observations[CASE_OBSERVATIONS_MAX];
  guint       n_batches;
  gint32      today; /* what has ended by this day is settled */
} Case;

extern const char *const case_party_names[CASE_PARTIES];
extern const char *const case_indicator_names[CASE_INDICATORS_MAX];
extern const char *const case_source_names[CASE_SOURCES];
extern const char *const case_unit_names[2];
extern const char *const case_standard_names[N_STANDARDS];

/** Makes the case number @seed; the same number makes the same case on any machine. */
void  case_generate (guint64 seed,
                     Case   *made);

/** Returns: (transfer full): the document of a version, as JSON */
char *case_render_version      (const Case *self,
                                guint       version);
/** Returns: (transfer full): the observations as a table */
char *case_render_observations (const Case *self);
/** Returns: (transfer full): one statement as a rule */
char *case_render_statement    (const Case *self,
                                guint       version,
                                guint       statement);

/** Whether the case still goes wrong in the way that is looked for. */
typedef gboolean (*CaseFails) (const Case *tried,
                               gpointer    data);
/** Makes @self smaller as long as it fails. */
void  case_shrink (Case      *self,
                   CaseFails  fails,
                   gpointer   data);

G_END_DECLS
