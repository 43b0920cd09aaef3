// SPDX-License-Identifier: GPL-3.0-or-later
#include "coverage.h"

#include <stdio.h>

typedef enum
{
  FEATURE_SEVERAL_VERSIONS, FEATURE_EARLIER_AMENDMENT, FEATURE_CORRECTION, FEATURE_DROPPED_PERIODS, FEATURE_OTHER_PERIODS, FEATURE_CUT_PERIOD,
  FEATURE_OPEN_END, FEATURE_REVISION, FEATURE_WITHDRAWAL, FEATURE_SEVERAL_SOURCES, FEATURE_PRECEDENCE, FEATURE_COARSER, FEATURE_FINER,
  FEATURE_ROUNDED_OBSERVATION, FEATURE_MONEY_STEP, FEATURE_IN_KIND, FEATURE_UNIT_STEP, FEATURE_WHEN, FEATURE_REQUIRE, FEATURE_DEFINITION,
  FEATURE_SIDES, FEATURE_EACH, FEATURE_WEIGHTS, FEATURE_PERCENT, FEATURE_BRACKET_WEIGHTS, FEATURE_BOTH_SIDES, FEATURE_CHINESE,
  N_FEATURES
} Feature;

static const char *const feature_names[N_FEATURES] = {
  "several versions", "amendment with an earlier date", "correction (same from)", "periods dropped by an amendment",
  "amendment to other periods", "cut period", "open end", "revision", "withdrawal", "several sources", "precedence",
  "coarser observation", "finer observation", "rounded observation", "step of money", "in kind", "step in kind", "when", "require",
  "definition", "several on a side", "each", "weights", "percent", "weights in brackets", "party on both sides", "Chinese words",
};
static const char *const node_names[N_NODE_KINDS] = {
  "number", "indicator", "name of a definition", "year", "month", "negate", "add", "subtract", "multiply", "divide", "power", "min", "max",
  "abs", "floor", "ceil", "round", "clamp", "default", "ago", "class", "ladder", "if", "over months", "over years", "compare", "and", "or",
  "not", "known",
};
static const char *const aggregate_names[N_AGGREGATES] = { "mean", "sum", "last", "min", "max" };
static const char *const status_names[N_REFERENCE_STATUSES] = { "complete", "incomplete", "blocked", "failed", "not assessed" };
static const char *const failure_names[N_FAILURES] = {
  "", "division by zero", "power", "digits of round", "order of clamp", "empty range", "years", "year", "negative weight", "weights of zero",
  "overflow", "passed over as too large",
};

struct _Coverage
{
  guint64 features[N_FEATURES];
  guint64 nodes[N_NODE_KINDS];
  guint64 aggregates[N_AGGREGATES];
  guint64 assessed[N_CASE_KINDS];
  guint64 observed[N_CASE_KINDS];
};

Coverage *
coverage_new (void)
{
  return g_new0 (Coverage, 1);
}

void
coverage_free (Coverage *self)
{
  g_free (self);
}

static void
look_at_statement (const Case      *made,
                   const Statement *statement,
                   gboolean         has[N_FEATURES])
{
  gboolean pays = statement->kind == STATEMENT_PAY || statement->kind == STATEMENT_PROVIDE;

  has[FEATURE_DEFINITION] |= statement->kind == STATEMENT_DEFINE;
  has[FEATURE_REQUIRE] |= statement->kind == STATEMENT_REQUIRE;
  has[FEATURE_IN_KIND] |= statement->kind == STATEMENT_PROVIDE;
  has[FEATURE_CHINESE] |= statement->chinese;
  if (!pays)
    return;

  has[FEATURE_WHEN] |= statement->condition >= 0;
  has[FEATURE_EACH] |= statement->payers_each || statement->receivers_each;
  has[FEATURE_SIDES] |= statement->n_payers > 1 || statement->n_receivers > 1;
  for (gint16 i = 0; i < statement->n_payers; i++)
    {
      has[FEATURE_WEIGHTS] |= statement->payers[i].weight_kind == WEIGHT_NUMBER;
      has[FEATURE_PERCENT] |= statement->payers[i].weight_kind == WEIGHT_PERCENT;
      has[FEATURE_BRACKET_WEIGHTS] |= statement->payers[i].weight_kind == WEIGHT_BRACKET;
      for (gint16 j = 0; j < statement->n_receivers; j++)
        has[FEATURE_BOTH_SIDES] |= statement->payers[i].party == statement->receivers[j].party;
    }
}

static void
look_at_version (Coverage   *self,
                 const Case *made,
                 gint16      index,
                 gboolean    has[N_FEATURES])
{
  const Version *version = &made->versions[index], *before = index > 0 ? version - 1 : NULL;

  self->assessed[version->assessed]++;
  has[FEATURE_SEVERAL_VERSIONS] |= index > 0;
  has[FEATURE_OPEN_END] |= version->to == 0;
  if (version->assessed != CASE_ONCE)
    {
      CasePeriod first = case_period_around (version->assessed, case_day_get_month (version->from));
      CasePeriod last = case_period_around (version->assessed, case_day_get_month (version->to != 0 ? version->to : version->from));

      has[FEATURE_CUT_PERIOD] |= version->from != case_period_first_day (first) ||
                                 (version->to != 0 && version->to != case_period_last_day (last));
    }
  if (before != NULL)
    {
      has[FEATURE_EARLIER_AMENDMENT] |= version->from < before->from;
      has[FEATURE_CORRECTION] |= version->from == before->from;
      has[FEATURE_OTHER_PERIODS] |= version->assessed != before->assessed;
      has[FEATURE_DROPPED_PERIODS] |= version->to != 0 && (before->to == 0 || before->to > version->to);
    }
  has[FEATURE_MONEY_STEP] |= version->money_step.text[0] != '\0';
  has[FEATURE_UNIT_STEP] |= version->unit_steps[0].text[0] != '\0' || version->unit_steps[1].text[0] != '\0';
  for (gint16 i = 0; i < version->n_indicators; i++)
    {
      self->observed[version->indicators[i].observed]++;
      self->aggregates[version->indicators[i].aggregate]++;
      has[FEATURE_ROUNDED_OBSERVATION] |= version->indicators[i].is_rounded;
      has[FEATURE_PRECEDENCE] |= version->indicators[i].n_precedence > 0;
    }
  for (gint16 i = 0; i < version->n_statements; i++)
    look_at_statement (made, &version->statements[i], has);
}

static void
look_at_observations (const Case *made,
                      gboolean    has[N_FEATURES])
{
  for (gint16 i = 0; i < made->n_observations; i++)
    {
      const Observation *observation = &made->observations[i];
      CaseKind observed = made->versions[0].indicators[observation->indicator].observed;

      has[FEATURE_WITHDRAWAL] |= observation->withdrawn;
      has[FEATURE_COARSER] |= observation->period.kind > observed;
      has[FEATURE_FINER] |= observation->period.kind < observed;
      for (gint16 j = 0; j < i && !(has[FEATURE_REVISION] && has[FEATURE_SEVERAL_SOURCES]); j++)
        if (made->observations[j].indicator == observation->indicator &&
            case_period_equal (made->observations[j].period, observation->period))
          has[made->observations[j].source == observation->source ? FEATURE_REVISION : FEATURE_SEVERAL_SOURCES] = TRUE;
    }
}

void
coverage_add (Coverage   *self,
              const Case *made)
{
  gboolean has[N_FEATURES] = { FALSE }, has_node[N_NODE_KINDS] = { FALSE };

  for (gint16 i = 0; i < made->n_versions; i++)
    look_at_version (self, made, i, has);
  look_at_observations (made, has);
  for (gint16 i = 0; i < made->n_nodes; i++)
    has_node[made->nodes[i].kind] = TRUE;
  for (guint i = 0; i < N_FEATURES; i++)
    self->features[i] += has[i];
  for (guint i = 0; i < N_NODE_KINDS; i++)
    self->nodes[i] += has_node[i];
}

static void
print_counts (const char        *title,
              const char *const *names,
              const guint64     *counts,
              guint              n_counts)
{
  printf ("# %s:", title);
  for (guint i = 0; i < n_counts; i++)
    if (names[i][0] != '\0')
      printf ("%s %s %" G_GUINT64_FORMAT, i > 0 ? "," : "", names[i], counts[i]);
  printf ("\n");
}

void
coverage_print (const Coverage *self,
                const Tally    *tally)
{
  printf ("# %" G_GUINT64_FORMAT " cases, %" G_GUINT64_FORMAT " settlements, %" G_GUINT64_FORMAT " of them passed over, %" G_GUINT64_FORMAT
          " obligations, %" G_GUINT64_FORMAT " observations missing\n", tally->n_cases, tally->n_settlements, tally->n_passed_over,
          tally->obligations, tally->missing);
  print_counts ("settlements", status_names, tally->statuses, N_REFERENCE_STATUSES);
  print_counts ("failed by", failure_names, tally->failures, N_FAILURES);
  print_counts ("cases with", feature_names, self->features, N_FEATURES);
  print_counts ("cases with the words", node_names, self->nodes, N_NODE_KINDS);
  print_counts ("versions assessed by", case_kind_names, self->assessed, N_CASE_KINDS);
  print_counts ("indicators observed by", case_kind_names, self->observed, N_CASE_KINDS);
  print_counts ("indicators aggregated by", aggregate_names, self->aggregates, N_AGGREGATES);
}
