// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-rules.h"
#include "heng-trace.h"

G_BEGIN_DECLS

/**
 * HengRuleSource:
 * @get_value: the value of an indicator over a window of months. Sets @known to %FALSE where observations lack; with @report it then
 *   notes which. @trace (nullable) takes the observations used. %FALSE with @error only where arithmetic fails.
 * @get_class: the class 1…6 of one value by the standard's table
 *
 * Where the measured values come from.
 */
typedef struct
{
  gboolean (*get_value) (gpointer     data,
                         guint        indicator,
                         HengWindow   window,
                         gboolean     report,
                         HengNumber  *value,
                         gboolean    *known,
                         HengTrace   *trace,
                         GError     **error);
  guint    (*get_class) (gpointer          data,
                         guint             indicator,
                         const HengNumber *value);
  gpointer   data;
} HengRuleSource;

typedef enum
{
  HENG_RULE_COMPLETE,
  HENG_RULE_INCOMPLETE, /* something that evaluation reached was not observed */
  HENG_RULE_BLOCKED,    /* a requirement did not hold: @reason */
  HENG_RULE_FAILED      /* arithmetic failed: @error */
} HengRuleStatus;

/** One party's part in a payment: its weight is 1 where none was written. */
typedef struct
{
  guint      party;
  HengNumber weight;
} HengRuleShare;

/** What one statement makes due, before rounding and splitting. */
typedef struct
{
  guint       statement;
  HengNumber  whole;
  GArray     *payers;    /* (element-type HengRuleShare) */
  GArray     *receivers; /* (element-type HengRuleShare) */
  const char *unit;      /* (nullable): owned by the rules */
  HengTrace  *trace;     /* (nullable) */
} HengRulePayment;

typedef struct
{
  HengRuleStatus status;
  GPtrArray     *payments;  /* (element-type HengRulePayment): empty unless complete */
  GPtrArray     *traces;    /* (element-type HengTrace): of every payment and requirement reached, when traced */
  guint          statement; /* where it was blocked or failed */
  char          *reason;
  GError        *error;     /* with the column in the statement */
} HengRuleResult;

/**
 * Evaluates all statements over @window. Always ends; @traced builds the explanation as well. The rules must outlive the result.
 *
 * Returns: (transfer full)
 */
HengRuleResult *heng_rules_evaluate   (const HengRules      *self,
                                       const HengRuleSource *source,
                                       HengWindow            window,
                                       gboolean              traced);
void            heng_rule_result_free (HengRuleResult       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengRuleResult, heng_rule_result_free)

G_END_DECLS
