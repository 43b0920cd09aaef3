// SPDX-License-Identifier: GPL-3.0-or-later
/* Random agreements, their versions and observations. */
#include "case-private.h"
#include "case-random.h"

#include <string.h>

const char *const case_party_names[CASE_PARTIES] = { "Lower", "Upper", "山区", "City", "Fund" };
const char *const case_indicator_names[CASE_INDICATORS_MAX] = { "COD", "氨氮", "flow", "q_4" };
const char *const case_source_names[CASE_SOURCES] = { "", "joint", "自动站" };
const char *const case_unit_names[2] = { "t", "人次" };
const char *const case_standard_names[N_STANDARDS] = { NULL, "COD", "NH3N", "TP", "DO", "PH", "TN" };

static Literal
pick_step (CaseMaker *maker)
{
  static const struct { gint64 scaled; guint decimals; } steps[] = { { 1, 2 }, { 1, 0 }, { 1, 1 }, { 25, 2 }, { 5, 0 }, { 3, 1 } };
  gint choice = case_random_range (&maker->random, 0, (gint) G_N_ELEMENTS (steps) - 1);

  return case_literal_decimal (steps[choice].scaled, steps[choice].decimals);
}

static void
make_indicator (CaseMaker *maker,
                Indicator *indicator)
{
  static const CaseKind observed[] = { CASE_MONTH, CASE_MONTH, CASE_MONTH, CASE_MONTH, CASE_YEAR, CASE_YEAR, CASE_QUARTER, CASE_ONCE, CASE_DAY };
  guint64 *random = &maker->random;

  *indicator = (Indicator) {
    .observed = observed[case_random_range (random, 0, (gint) G_N_ELEMENTS (observed) - 1)],
    .aggregate = (Aggregate) case_random_range (random, 0, N_AGGREGATES - 1),
    .standard = case_random_percent (random, 50) ? (Standard) case_random_range (random, 1, N_STANDARDS - 1) : STANDARD_NONE,
    .lake = case_random_percent (random, 25),
    .is_rounded = case_random_percent (random, 35),
    .mode = (Mode) case_random_range (random, 0, N_MODES - 1),
  };
  indicator->step = pick_step (maker);
  if (case_random_percent (random, 30))
    {
      gint start = case_random_range (random, 0, CASE_SOURCES - 1);

      indicator->n_precedence = (gint16) case_random_range (random, 1, CASE_SOURCES);
      for (gint16 i = 0; i < indicator->n_precedence; i++)
        indicator->precedence[i] = (gint16) ((start + 2 * i) % CASE_SOURCES);
    }
}

static void
make_dates (CaseMaker *maker,
            Version   *version)
{
  guint64 *random = &maker->random;
  gint year = case_random_range (random, 2020, 2022), months = case_random_range (random, 0, 35);
  gint32 first_month;

  version->from = case_day_new (year, 1, 1);
  if (case_random_percent (random, 35))
    version->from = case_day_new (year, case_random_range (random, 1, 12), case_random_range (random, 1, 28));
  first_month = case_day_get_month (version->from);
  if (case_random_percent (random, 70))
    version->to = case_month_first_day (first_month - first_month % 12 + 12 * (1 + months / 12)) - 1;
  else if (case_random_percent (random, 70))
    version->to = version->from + case_random_range (random, 0, 30 * months);
  version->assessed = (CaseKind) (CASE_MONTH + (case_random_percent (random, 45) ? 2 : case_random_range (random, 0, 3)));
}

/* A later version is the one before with some things changed. */
static void
amend (CaseMaker     *maker,
       Version       *version,
       const Version *before)
{
  guint64 *random = &maker->random;

  version->assessed = case_random_percent (random, 85) ? before->assessed : (CaseKind) (CASE_MONTH + case_random_range (random, 0, 3));
  if (case_random_percent (random, 25))
    version->from = before->from;
  else if (case_random_percent (random, 50))
    {
      version->from = before->from + case_random_range (random, -300, 600);
      if (case_random_percent (random, 50))
        version->from = case_month_first_day (case_day_get_month (version->from));
    }
  else
    version->from = case_month_first_day (case_day_get_month (before->from) / 12 * 12 + 12 * case_random_range (random, 0, 2));
  version->to = before->to;
  if (case_random_percent (random, 35))
    version->to = version->from + case_random_range (random, 0, 700);
  if (version->to != 0 && version->to < version->from)
    version->to = version->from + case_random_range (random, 0, 400);
  version->n_indicators = before->n_indicators;
  for (gint16 i = 0; i < version->n_indicators; i++)
    {
      version->indicators[i] = before->indicators[i];
      if (case_random_percent (random, 25))
        make_indicator (maker, &version->indicators[i]);
    }
}

static void
make_version (CaseMaker *maker)
{
  guint64 *random = &maker->random;
  Version *version = &maker->made->versions[maker->version];

  memset (version, 0, sizeof *version);
  version->n_indicators = (gint16) case_random_range (random, 1, CASE_INDICATORS_MAX);
  for (gint16 i = 0; i < version->n_indicators; i++)
    make_indicator (maker, &version->indicators[i]);
  make_dates (maker, version);
  if (maker->version > 0)
    {
      amend (maker, version, version - 1);
      version->batch = MAX (version[-1].batch, (guint) case_random_range (random, 0, (gint) maker->made->n_batches - 1));
    }

  version->party_shift = (gint16) case_random_range (random, 0, CASE_PARTIES - 1);
  version->indicator_shift = (gint16) case_random_range (random, 0, version->n_indicators - 1);
  version->money_mode = (Mode) case_random_range (random, 0, N_MODES - 1);
  if (case_random_percent (random, 60))
    {
      static const struct { gint64 scaled; guint decimals; } steps[] = { { 1, 2 }, { 5, 2 }, { 1, 0 }, { 100, 0 }, { 10000, 0 } };
      gint choice = case_random_range (random, 0, (gint) G_N_ELEMENTS (steps) - 1);

      version->money_step = case_literal_decimal (steps[choice].scaled, steps[choice].decimals);
    }
  for (guint i = 0; i < 2; i++)
    if (case_random_percent (random, 50))
      version->unit_steps[i] = pick_step (maker);
  case_make_statements (maker);
}

/* ---- observations ---- */

static Literal
pick_value (CaseMaker *maker)
{
  guint64 *random = &maker->random;

  if (case_random_percent (random, 4))
    return case_literal_decimal (0, 0);
  if (case_random_percent (random, 3))
    return case_literal_decimal (-case_random_range (random, 1, 999), 1);
  if (case_random_percent (random, 10))
    return case_literal_decimal (case_random_range (random, 1, 99999), 4);
  return case_literal_decimal (case_random_range (random, 1, 600), (guint) case_random_range (random, 0, 2));
}

static const Observation *
find_current (const Case        *made,
              const Observation *like)
{
  for (gint i = made->n_observations - 1; i >= 0; i--)
    {
      const Observation *other = &made->observations[i];

      if (other->indicator == like->indicator && other->source == like->source && case_period_equal (other->period, like->period))
        return other;
    }

  return NULL;
}

/* Nothing is recorded that says nothing new: the same value again, or a withdrawal of nothing. */
static void
add_observation (CaseMaker   *maker,
                 Observation  observation)
{
  Case *made = maker->made;
  const Observation *current = find_current (made, &observation);

  if (made->n_observations == CASE_OBSERVATIONS_MAX ||
      (observation.withdrawn && (current == NULL || current->withdrawn)) ||
      (!observation.withdrawn && current != NULL && !current->withdrawn &&
       current->value.numerator * observation.value.denominator == observation.value.numerator * current->value.denominator))
    return;

  made->observations[made->n_observations++] = observation;
}

static void
fill (CaseMaker *maker,
      gint16     indicator,
      CaseKind   kind,
      gint32     first_month,
      gint32     last_month)
{
  gint present = case_random_percent (&maker->random, 60) ? 100 : case_random_range (&maker->random, 70, 98);
  gint16 source = (gint16) (case_random_percent (&maker->random, 70) ? 0 : case_random_range (&maker->random, 0, CASE_SOURCES - 1));

  if (kind == CASE_DAY)
    kind = CASE_MONTH;
  for (gint32 month = first_month; month <= last_month;)
    {
      CasePeriod period = case_period_around (kind, month);

      if (case_random_percent (&maker->random, present))
        add_observation (maker, (Observation) { .indicator = indicator, .source = source, .period = period, .value = pick_value (maker) });
      month = kind == CASE_ONCE ? last_month + 1 : case_day_get_month (case_period_last_day (period)) + 1;
    }
}

static void
revise (CaseMaker *maker,
        gint32     first_month,
        gint32     last_month)
{
  guint64 *random = &maker->random;
  Case *made = maker->made;
  Observation revision;

  if (made->n_observations > 0 && case_random_percent (random, 60))
    {
      revision = made->observations[case_random_range (random, 0, made->n_observations - 1)];
      if (case_random_percent (random, 30))
        revision.source = (gint16) case_random_range (random, 0, CASE_SOURCES - 1);
    }
  else
    {
      CaseKind kind = (CaseKind) case_random_range (random, 0, CASE_ONCE);
      gint32 month = case_random_range (random, first_month, last_month);

      revision = (Observation) { .indicator = (gint16) case_random_range (random, 0, made->versions[0].n_indicators - 1),
                                 .source = (gint16) case_random_range (random, 0, CASE_SOURCES - 1) };
      if (kind == CASE_DAY)
        revision.period = (CasePeriod) { CASE_DAY, case_month_first_day (month) + case_random_range (random, 0, 27) };
      else
        revision.period = case_period_around (kind, month);
    }
  revision.withdrawn = case_random_percent (random, 20);
  revision.value = pick_value (maker);
  add_observation (maker, revision);
}

void
case_make_observations (CaseMaker *maker)
{
  Case *made = maker->made;
  const Version *version = &made->versions[0];
  gint32 first_month = case_day_get_month (version->from) - 14;
  gint32 last_month = case_day_get_month (version->to != 0 ? version->to : version->from + 900) + 2;
  gint n_revisions = case_random_range (&maker->random, 0, 20);

  for (gint16 i = 0; i < version->n_indicators; i++)
    fill (maker, i, case_random_percent (&maker->random, 85) ? version->indicators[i].observed : CASE_YEAR, first_month, last_month);
  for (gint i = 0; i < n_revisions; i++)
    revise (maker, first_month, last_month);
  for (gint16 i = 0; i < made->n_observations; i++)
    made->observations[i].batch = (guint) i * made->n_batches / (guint) made->n_observations;
}

void
case_generate (guint64  seed,
               Case    *made)
{
  CaseMaker maker = { .random = seed * 7919 + 17, .made = made };

  made->seed = seed;
  made->n_nodes = 0;
  made->n_observations = 0;
  made->n_batches = (guint) case_random_range (&maker.random, 1, 5);
  made->n_versions = (gint16) (case_random_percent (&maker.random, 65) ? 1 : case_random_range (&maker.random, 2, CASE_VERSIONS_MAX));
  for (maker.version = 0; maker.version < (guint) made->n_versions; maker.version++)
    make_version (&maker);
  case_make_observations (&maker);
  made->today = case_day_new (case_random_range (&maker.random, 2021, 2024), case_random_range (&maker.random, 1, 12), 28);
}
