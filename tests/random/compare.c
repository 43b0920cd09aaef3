// SPDX-License-Identifier: GPL-3.0-or-later
/* The program's settlement beside the reference's. */
#include "compare.h"

#include "heng-error.h"
#include "heng-versions.h"

#include <string.h>

/* Most periods of a case that are settled. */
#define PERIODS_MAX 5

const char *const difference_names[N_DIFFERENCES] = {
  "none", "document", "periods", "version", "status", "failure", "reason", "missing", "obligations", "explained",
};

HengPeriod
compare_period (CasePeriod period)
{
  g_autofree char *text = case_period_format (period);
  HengPeriod read;

  g_assert_true (heng_period_parse (text, &read, NULL));
  return read;
}

HengDay
compare_day (gint32 day)
{
  g_autofree char *text = case_day_format (day);
  HengDay read;

  g_assert_true (heng_day_parse (text, &read, NULL));
  return read;
}

HengAgreement *
compare_read_version (const Case  *made,
                      guint        version,
                      GError     **error)
{
  g_autofree char *document = case_render_version (made, version);

  return heng_agreement_new_from_json (document, strlen (document), "CNY", error);
}

/* ---- one settlement ---- */

static Failure
failure_of (const GError *error)
{
  static const struct { HengErrorCode code; Failure failure; } failures[] = {
    { HENG_ERROR_NUMBER_DIVISION_BY_ZERO, FAILURE_DIVISION_BY_ZERO }, { HENG_ERROR_NUMBER_POWER, FAILURE_POWER },
    { HENG_ERROR_RULE_DIGITS, FAILURE_ROUND_DIGITS }, { HENG_ERROR_RULE_CLAMP_ORDER, FAILURE_CLAMP_ORDER },
    { HENG_ERROR_RULE_EMPTY_RANGE, FAILURE_EMPTY_RANGE }, { HENG_ERROR_RULE_YEARS_RANGE, FAILURE_YEARS },
    { HENG_ERROR_RULE_YEAR_FRACTION, FAILURE_YEAR }, { HENG_ERROR_SHARES_NEGATIVE, FAILURE_WEIGHT_NEGATIVE },
    { HENG_ERROR_SHARES_ZERO, FAILURE_WEIGHTS_ZERO }, { HENG_ERROR_MONEY_OVERFLOW, FAILURE_OVERFLOW },
    { HENG_ERROR_NUMBER_SIZE, FAILURE_TOO_LARGE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (failures); i++)
    if (g_error_matches (error, HENG_ERROR, (int) failures[i].code))
      return failures[i].failure;

  return FAILURE_NONE;
}

static int
compare_texts (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

char *
compare_join (GPtrArray *texts)
{
  GString *joined = g_string_new (NULL);

  g_ptr_array_sort (texts, compare_texts);
  for (guint i = 0; i < texts->len; i++)
    g_string_append_printf (joined, "%s; ", (const char *) g_ptr_array_index (texts, i));
  return g_string_free (joined, FALSE);
}

static char *
describe_obligations (const HengSettlement *settlement)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < settlement->obligations->len; i++)
    {
      const HengObligation *obligation = &g_array_index (settlement->obligations, HengObligation, i);

      g_ptr_array_add (texts, g_strdup_printf ("%s>%s %" G_GINT64_FORMAT " %s",
                                               heng_agreement_get_party (settlement->agreement, obligation->from)->name,
                                               heng_agreement_get_party (settlement->agreement, obligation->to)->name,
                                               obligation->amount_minor, obligation->commodity));
    }
  return compare_join (texts);
}

char *
compare_describe_obligations (const ReferenceSettlement *expected)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < expected->obligations->len; i++)
    {
      const ReferenceObligation *obligation = &g_array_index (expected->obligations, ReferenceObligation, i);

      g_ptr_array_add (texts, g_strdup_printf ("%s>%s %" G_GINT64_FORMAT " %s", case_party_names[obligation->from],
                                               case_party_names[obligation->to], obligation->minor,
                                               obligation->unit < 0 ? "CNY" : case_unit_names[obligation->unit]));
    }
  return compare_join (texts);
}

static char *
describe_missing (const HengSettlement *settlement)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < settlement->missing->len; i++)
    {
      const HengMissing *missing = &g_array_index (settlement->missing, HengMissing, i);
      g_autofree char *period = heng_period_format (missing->period);

      g_ptr_array_add (texts, g_strdup_printf ("%s %s", missing->indicator, period));
    }
  return compare_join (texts);
}

char *
compare_describe_settlement (const HengSettlement *settlement)
{
  g_autofree char *obligations = describe_obligations (settlement), *missing = describe_missing (settlement);

  return g_strdup_printf ("%s | %s | %s", heng_settlement_status_get_name (settlement->status), obligations, missing);
}

static Difference
differ (GString    *words,
        Difference  difference,
        const char *found,
        const char *expected)
{
  if (strcmp (found, expected) == 0)
    return DIFFERENCE_NONE;

  g_string_append_printf (words, "%s: the program says «%s», the reference «%s»\n", difference_names[difference], found, expected);
  return difference;
}

Difference
compare_settlement (const HengSettlement      *settlement,
                    const ReferenceSettlement *expected,
                    GString                   *words)
{
  static const char *const statuses[] = { "complete", "incomplete", "blocked", "failed", "not assessed" };
  g_autofree char *obligations = describe_obligations (settlement), *expected_obligations = compare_describe_obligations (expected);
  g_autofree char *missing = describe_missing (settlement), *expected_missing = compare_join (expected->missing);
  Difference difference = differ (words, DIFFERENCE_STATUS, heng_settlement_status_get_name (settlement->status),
                                  statuses[expected->status]);

  if (difference == DIFFERENCE_NONE && expected->status == REFERENCE_FAILED && failure_of (settlement->error) != expected->failure)
    {
      g_string_append_printf (words, "failure: the program says «%s», the reference %u\n", settlement->error->message, expected->failure);
      difference = DIFFERENCE_FAILURE;
    }
  if (difference == DIFFERENCE_NONE && expected->status == REFERENCE_BLOCKED && settlement->statement != (guint) expected->blocked_by)
    {
      g_string_append_printf (words, "blocked by statement %u, by the reference %d\n", settlement->statement, expected->blocked_by);
      difference = DIFFERENCE_REASON;
    }
  if (difference == DIFFERENCE_NONE)
    difference = differ (words, DIFFERENCE_MISSING, missing, expected_missing);
  if (difference == DIFFERENCE_NONE)
    difference = differ (words, DIFFERENCE_OBLIGATIONS, obligations, expected_obligations);
  return difference;
}

/* ---- a case ---- */

static HengObservations *
take_observations (const Case *made,
                   gint16      n_observations)
{
  HengObservations *observations = heng_observations_new ();

  for (gint16 i = 0; i < n_observations; i++)
    {
      const Observation *observation = &made->observations[i];

      heng_observations_take (observations, case_indicator_names[observation->indicator],
                              heng_observation_new (i + 1, compare_period (observation->period), case_source_names[observation->source],
                                                    observation->withdrawn ? NULL : observation->value.text));
    }
  return observations;
}

static Difference
compare_periods (const Case *made,
                 GPtrArray  *versions,
                 GArray     *expected,
                 GString    *words)
{
  g_autoptr (GArray) found = heng_versions_list_periods (versions, compare_day (made->today), NULL);
  g_autoptr (GString) found_text = g_string_new (NULL), expected_text = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++)
    {
      g_autofree char *text = heng_period_format (g_array_index (found, HengPeriod, i));

      g_string_append_printf (found_text, "%s ", text);
    }
  for (guint i = 0; i < expected->len; i++)
    {
      g_autofree char *text = case_period_format (g_array_index (expected, CasePeriod, i));

      g_string_append_printf (expected_text, "%s ", text);
    }
  return differ (words, DIFFERENCE_PERIODS, found_text->str, expected_text->str);
}

/* Explained and not, it must be the same. */
static Difference
compare_one (const Case       *made,
             GPtrArray        *versions,
             CasePeriod        period,
             gint16            n_observations,
             HengObservations *observations,
             Tally            *tally,
             GString          *words)
{
  ReferenceSettlement *expected = reference_settle (made, period, versions->len, n_observations);
  HengPeriod read = compare_period (period);
  HengWindow window;
  HengAgreement *version = heng_versions_find (versions, read, &window);
  Difference difference = DIFFERENCE_NONE;

  tally->n_settlements++;
  tally->statuses[expected->status]++;
  tally->obligations += expected->obligations->len;
  tally->missing += expected->missing->len;
  if (expected->status == REFERENCE_FAILED)
    tally->failures[expected->failure]++;

  if ((version == NULL) != (expected->version < 0) ||
      (version != NULL && version != g_ptr_array_index (versions, (guint) expected->version)))
    {
      g_string_append (words, "another version governs the period\n");
      difference = DIFFERENCE_VERSION;
    }
  else if (expected->failure == FAILURE_TOO_LARGE)
    tally->n_passed_over++;
  else if (version != NULL)
    for (guint traced = 0; traced < 2 && difference == DIFFERENCE_NONE; traced++)
      {
        g_autoptr (HengSettlement) settlement = heng_settlement_new (version, read, window, heng_observations_ref (observations),
                                                                     "CNY", (gboolean) traced);

        difference = compare_settlement (settlement, expected, words);
        if (traced && difference != DIFFERENCE_NONE)
          difference = DIFFERENCE_EXPLAINED;
      }

  reference_settlement_free (expected);
  return difference;
}

/* A period named by hand, which perhaps nobody assesses, or an amendment dropped. */
static CasePeriod
name_period (const Case *made)
{
  const Version *version = &made->versions[made->seed % (guint64) made->n_versions];

  return case_period_around (version->assessed, 2019 * 12 + (gint32) (made->seed / 7 % 72));
}

static Difference
compare_all (const Case *made,
             GPtrArray  *versions,
             Tally      *tally,
             GString    *words)
{
  g_autoptr (GArray) periods = reference_list_periods (made, versions->len, made->today);
  Difference difference = compare_periods (made, versions, periods, words);
  CasePeriod named = name_period (made);
  g_autoptr (HengObservations) all = take_observations (made, made->n_observations);
  guint first = periods->len > PERIODS_MAX ? (guint) (made->seed % (periods->len - PERIODS_MAX)) : 0;

  g_array_append_val (periods, named);
  /* The last of them as it was known before some observations came, too. */
  for (guint i = first; i < MIN (periods->len, first + PERIODS_MAX) && difference == DIFFERENCE_NONE; i++)
    {
      CasePeriod period = g_array_index (periods, CasePeriod, i);
      gsize length = words->len;
      gboolean early = i == first + PERIODS_MAX - 1;
      gint16 n_observations = early ? (gint16) (made->seed % (guint64) (made->n_observations + 1)) : made->n_observations;
      g_autoptr (HengObservations) observations = early ? take_observations (made, n_observations) : heng_observations_ref (all);

      difference = compare_one (made, versions, period, n_observations, observations, tally, words);
      if (difference != DIFFERENCE_NONE)
        {
          g_autofree char *text = case_period_format (period);

          g_string_insert (words, (gssize) length, ": ");
          g_string_insert (words, (gssize) length, text);
          g_string_append_printf (words, "  with the first %d observations\n", n_observations);
        }
    }
  return difference;
}

Difference
compare_case (const Case  *made,
              Tally       *tally,
              char       **words)
{
  g_autoptr (GPtrArray) versions = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_agreement_unref);
  g_autoptr (GString) text = g_string_new (NULL);
  Difference difference = DIFFERENCE_NONE;

  tally->n_cases++;
  for (gint16 i = 0; i < made->n_versions && difference == DIFFERENCE_NONE; i++)
    {
      g_autoptr (GError) error = NULL;
      HengAgreement *version = compare_read_version (made, (guint) i, &error);

      if (version != NULL)
        g_ptr_array_add (versions, version);
      else
        {
          g_string_append_printf (text, "the document of version %d is refused: %s\n", i + 1, error->message);
          difference = DIFFERENCE_DOCUMENT;
        }
    }
  if (difference == DIFFERENCE_NONE)
    difference = compare_all (made, versions, tally, text);

  *words = g_string_free (g_steal_pointer (&text), FALSE);
  return difference;
}
