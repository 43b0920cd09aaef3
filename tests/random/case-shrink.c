// SPDX-License-Identifier: GPL-3.0-or-later
/* Makes a failing case small: one simplification after another is kept where the case still fails. */
#include "case.h"

#include <string.h>

/* A simplification number @step of its kind; %FALSE where there are no more. @changed: whether it did anything. */
typedef gboolean (*Simplify) (Case     *made,
                              guint     step,
                              gboolean *changed);

static gboolean
drop_version (Case     *made,
              guint     step,
              gboolean *changed)
{
  if (step >= (guint) made->n_versions)
    return FALSE;
  if (made->n_versions > 1)
    {
      memmove (&made->versions[step], &made->versions[step + 1], (CASE_VERSIONS_MAX - 1 - step) * sizeof (Version));
      made->n_versions--;
      *changed = TRUE;
    }
  return TRUE;
}

/* A statement becomes a comment, so that the others keep their numbers; names of definitions that go are refused as unknown. */
static gboolean
drop_statement (Case     *made,
                guint     step,
                gboolean *changed)
{
  guint version = step / CASE_STATEMENTS_MAX, statement = step % CASE_STATEMENTS_MAX;

  if (version >= (guint) made->n_versions)
    return FALSE;
  if (statement < (guint) made->versions[version].n_statements &&
      made->versions[version].statements[statement].kind != STATEMENT_COMMENT)
    {
      made->versions[version].statements[statement].kind = STATEMENT_COMMENT;
      *changed = TRUE;
    }
  return TRUE;
}

/* Halves first, then ever smaller stretches. */
static gboolean
drop_observations (Case     *made,
                   guint     step,
                   gboolean *changed)
{
  guint count = (guint) made->n_observations, length = MAX (count / 2, 1), at = 0;

  if (step >= 4 * CASE_OBSERVATIONS_MAX)
    return FALSE;
  while (count > 0 && step > 0)
    {
      step--;
      at += length;
      if (at < count)
        continue;
      at = 0;
      if (length == 1)
        return FALSE;
      length = MAX (length / 2, 1);
    }
  if (count == 0)
    return FALSE;

  length = MIN (length, count - at);
  memmove (&made->observations[at], &made->observations[at + length], (count - at - length) * sizeof (Observation));
  made->n_observations = (gint16) (count - length);
  *changed = TRUE;
  return TRUE;
}

/* A node's place is taken by one of its children. */
static gboolean
lift_child (Case     *made,
            guint     step,
            gboolean *changed)
{
  guint index = step / CASE_CHILDREN_MAX, child = step % CASE_CHILDREN_MAX;
  Node *node = &made->nodes[index];

  if (index >= (guint) made->n_nodes)
    return FALSE;
  if (child < (guint) node->n_children && made->nodes[node->children[child]].is_condition == node->is_condition)
    {
      *node = made->nodes[node->children[child]];
      *changed = TRUE;
    }
  return TRUE;
}

static gboolean
replace_by_literal (Case     *made,
                    guint     step,
                    gboolean *changed)
{
  Node *node = &made->nodes[step];

  if (step >= (guint) made->n_nodes)
    return FALSE;
  if (!node->is_condition && (node->kind != NODE_NUMBER || node->literal.denominator != 1 || node->literal.numerator > 9))
    {
      *node = (Node) { .kind = NODE_NUMBER, .literal = { .numerator = 2, .denominator = 1, .text = "2" } };
      *changed = TRUE;
    }
  return TRUE;
}

static gboolean
plain_node (Case     *made,
            guint     step,
            gboolean *changed)
{
  Node *node;

  if (step >= (guint) made->n_nodes)
    return FALSE;
  node = &made->nodes[step];
  *changed = node->bracketed;
  node->bracketed = FALSE;
  if (node->n_children > 2 && (node->kind == NODE_MIN || node->kind == NODE_MAX || node->kind == NODE_CLASS))
    {
      node->n_children--;
      *changed = TRUE;
    }
  return TRUE;
}

static gboolean
plain_statement (Case     *made,
                 guint     step,
                 gboolean *changed)
{
  guint version = step / (CASE_STATEMENTS_MAX * 8), statement = step / 8 % CASE_STATEMENTS_MAX;
  Statement *rule;

  if (version >= (guint) made->n_versions)
    return FALSE;
  rule = &made->versions[version].statements[statement];
  if (statement >= (guint) made->versions[version].n_statements || (rule->kind != STATEMENT_PAY && rule->kind != STATEMENT_PROVIDE))
    return TRUE;

  *changed = TRUE;
  switch (step % 8)
    {
    case 0: rule->condition = -1; break;
    case 1: rule->n_payers = (gint16) MAX (rule->n_payers - 1, 1); break;
    case 2: rule->n_receivers = (gint16) MAX (rule->n_receivers - 1, 1); break;
    case 3: for (guint i = 0; i < CASE_SIDE_MAX; i++) rule->payers[i].weight_kind = WEIGHT_NONE; break;
    case 4: for (guint i = 0; i < CASE_SIDE_MAX; i++) rule->receivers[i].weight_kind = WEIGHT_NONE; break;
    case 5: rule->payers_each = FALSE; break;
    case 6: rule->receivers_each = FALSE; break;
    default: rule->chinese = FALSE; break;
    }
  return TRUE;
}

static gboolean
plain_version (Case     *made,
               guint     step,
               gboolean *changed)
{
  Version *version = &made->versions[step / 8];

  if (step / 8 >= (guint) made->n_versions)
    return FALSE;
  *changed = TRUE;
  switch (step % 8)
    {
    case 0: version->party_shift = 0; break;
    case 1: version->indicator_shift = 0; break;
    case 2: version->money_step.text[0] = '\0'; break;
    case 3: version->unit_steps[0].text[0] = version->unit_steps[1].text[0] = '\0'; break;
    case 4: version->to = 0; break;
    case 5: version->from = case_month_first_day (case_day_get_month (version->from)); break;
    case 6: version->from = case_month_first_day (case_day_get_month (version->from) / 12 * 12); break;
    default: version->n_indicators = (gint16) MAX (version->n_indicators - 1, 1); version->indicator_shift = 0; break;
    }
  return TRUE;
}

static gboolean
plain_indicator (Case     *made,
                 guint     step,
                 gboolean *changed)
{
  guint version = step / (CASE_INDICATORS_MAX * 5);
  Indicator *indicator = &made->versions[version].indicators[step / 5 % CASE_INDICATORS_MAX];

  if (version >= (guint) made->n_versions)
    return FALSE;
  *changed = TRUE;
  switch (step % 5)
    {
    case 0: indicator->is_rounded = FALSE; break;
    case 1: indicator->n_precedence = 0; break;
    case 2: indicator->aggregate = AGGREGATE_SUM; break;
    case 3: indicator->standard = STANDARD_NONE; break;
    default: indicator->observed = CASE_YEAR; break;
    }
  return TRUE;
}

static gboolean
plain_observation (Case     *made,
                   guint     step,
                   gboolean *changed)
{
  Literal one = { .numerator = 1, .denominator = 1, .text = "1" };

  if (step >= (guint) made->n_observations)
    return FALSE;
  *changed = strcmp (made->observations[step].value.text, "1") != 0;
  made->observations[step].value = one;
  return TRUE;
}

/* Returns whether anything was made simpler. */
static gboolean
simplify (Case      *self,
          Simplify   kind,
          CaseFails  fails,
          gpointer   data)
{
  g_autofree Case *tried = g_new (Case, 1);
  gboolean any = FALSE;

  for (guint step = 0;; step++)
    {
      gboolean changed = FALSE;

      *tried = *self;
      if (!kind (tried, step, &changed))
        return any;
      if (!changed || memcmp (tried, self, sizeof *self) == 0 || !fails (tried, data))
        continue;
      *self = *tried;
      any = TRUE;
      if (kind == drop_observations)
        step = G_MAXUINT;
    }
}

void
case_shrink (Case      *self,
             CaseFails  fails,
             gpointer   data)
{
  static const Simplify kinds[] = {
    drop_version, drop_statement, drop_observations, lift_child, replace_by_literal, plain_node, plain_statement, plain_version,
    plain_indicator, plain_observation,
  };
  gboolean any = TRUE;

  for (guint round = 0; any && round < 20; round++)
    {
      any = FALSE;
      for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
        any = simplify (self, kinds[i], fails, data) || any;
    }
}
