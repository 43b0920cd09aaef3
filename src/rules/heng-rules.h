// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-number.h"
#include "heng-period.h"

G_BEGIN_DECLS

/**
 * Largest size of one rule, of a list, of the tree of one rule, of the same with the trees of the definitions in it, and of the work
 * that one settlement may take.
 */
#define HENG_RULE_BYTES_MAX 65536
#define HENG_RULES_MAX 1000
#define HENG_RULE_DEPTH_MAX 400
#define HENG_RULE_REACH_MAX 2000
#define HENG_RULE_STEPS_MAX 1000000
#define HENG_RULE_YEARS_MAX 200

/** How an indicator may be used in `class()`. */
typedef enum
{
  HENG_CLASS_USE_NONE,  /* it names no parameter of the standard */
  HENG_CLASS_USE_ALONE, /* the standard gives limits but does not count it for the class */
  HENG_CLASS_USE_ANY
} HengClassUse;

typedef struct
{
  const char  *name;
  HengClassUse class_use;
} HengRuleIndicator;

/** The names that rules may use; borrowed for the time of the call. */
typedef struct
{
  const char *const       *parties;
  guint                    n_parties;
  const HengRuleIndicator *indicators;
  guint                    n_indicators;
  HengPeriodKind           assessed;
} HengRuleNames;

/** HengRules: a parsed and checked list of rules; immutable, reference-counted. */
typedef struct _HengRules HengRules;

/**
 * Parses and checks @texts. An error has the column (in characters) and the path `rules[i]`; it never takes more than a bounded time
 * and depth, whatever the texts are.
 *
 * Returns: (transfer full): the rules, %NULL with @error set
 */
HengRules  *heng_rules_new   (const char *const   *texts,
                              guint                n_texts,
                              const HengRuleNames *names,
                              GError             **error);
void        heng_rules_free  (HengRules           *self);

guint       heng_rules_get_n_statements (const HengRules *self);
const char *heng_rules_get_text         (const HengRules *self,
                                         guint            statement);

/** Calls @unit_func with each unit of a provision in kind, as often as it stands in the rules. */
void        heng_rules_foreach_unit     (const HengRules *self,
                                         void           (*unit_func) (const char *unit,
                                                                      gpointer    data),
                                         gpointer         data);

/** Whether the name could be one of a party or indicator; @reserved: it is a word of the language. */
gboolean    heng_rules_name_is_valid    (const char      *name,
                                         gboolean        *reserved);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengRules, heng_rules_free)

G_END_DECLS
