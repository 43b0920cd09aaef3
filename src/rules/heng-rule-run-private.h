// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-rule-evaluator.h"
#include "heng-rules-private.h"

G_BEGIN_DECLS

typedef enum
{
  HENG_VALUE_UNKNOWN, /* something was not observed */
  HENG_VALUE_NUMBER,
  HENG_VALUE_CONDITION
} HengValueKind;

typedef struct
{
  HengValueKind kind;
  HengNumber    number;
  gboolean      truth;
} HengValue;

/** The evaluation of one list over one window. */
typedef struct
{
  const HengRules      *rules;
  const HengRuleSource *source;
  gboolean              traced;
  guint                 n_steps;
  guint                 mute; /* how many known() and default() are open: what lacks there is not missing */
  GHashTable           *memo; /* (nullable): of heng_rule_memo_new(), as soon as there is a definition in it */
  const HengStatement  *failed; /* (nullable): the statement whose text the error's column counts in */
} HengRuleRun;

/** Where an expression stands: its statement, the months it is wanted for, and the explanation that it is part of. */
typedef struct
{
  const HengStatement *statement;
  HengWindow           window;
  HengTrace           *trace;  /* (nullable) */
  guint                offset; /* where the trace's text begins in the statement's */
} HengRuleFrame;

void     heng_value_init  (HengValue *self);
void     heng_value_clear (HengValue *self);
void     heng_value_set_int64 (HengValue *self,
                               gint64     number);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HengValue, heng_value_clear)

/** %FALSE with @error, placed by column, where arithmetic fails. */
gboolean heng_rule_evaluate      (HengRuleRun         *run,
                                  const HengRuleFrame *frame,
                                  const HengNode      *node,
                                  HengValue           *value,
                                  GError             **error);
/** For the nodes that compute a bracket for each month or year. */
gboolean heng_rule_evaluate_over_months (HengRuleRun         *run,
                                         const HengRuleFrame *frame,
                                         const HengNode      *node,
                                         HengValue           *value,
                                         GError             **error);
gboolean heng_rule_evaluate_over_years  (HengRuleRun         *run,
                                         const HengRuleFrame *frame,
                                         const HengNode      *node,
                                         HengValue           *value,
                                         GError             **error);
/** For the nodes that have an explanation of their own. */
gboolean heng_rule_evaluate_named (HengRuleRun         *run,
                                   const HengRuleFrame *frame,
                                   const HengNode      *node,
                                   HengValue           *value,
                                   GError             **error);

/** Values of definitions by window, so that a name used often is computed once. Returns: (transfer full) */
GHashTable *heng_rule_memo_new (void);

void     heng_rule_trace_value   (HengTrace           *trace,
                                  const HengValue     *value);
gboolean heng_rule_compare       (int                  symbol,
                                  const HengNumber    *a,
                                  const HengNumber    *b);

G_END_DECLS
