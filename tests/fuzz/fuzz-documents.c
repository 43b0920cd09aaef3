// SPDX-License-Identifier: GPL-3.0-or-later
/* Agreement documents: what is read is read again from its own canonical text, and settles, explained or not, to the same. */
#include "fuzz.h"

#include "heng-agreement.h"
#include "heng-error.h"
#include "heng-settlement.h"
#include "heng-versions.h"

#include <string.h>

/* Most periods of a document that are settled, and most observations of each indicator. */
#define PERIODS_MAX 6
#define OBSERVATIONS_MAX 30

/* Some values in some periods, the same for the same document. */
static HengObservations *
observe (const HengAgreement *agreement)
{
  static const char *const values[] = { "0", "1", "2.5", "-3", "0.3333", "100000", "7.25", NULL };
  HengObservations *observations = heng_observations_new ();
  HengMonth first = heng_day_get_month (agreement->from_day) - 12;
  gint64 number = 0;

  for (guint i = 0; i < agreement->indicators->len; i++)
    {
      const HengIndicator *indicator = heng_agreement_get_indicator (agreement, i);

      for (HengMonth month = MAX (first, HENG_YEAR_MIN * 12); number < (gint64) (i + 1) * OBSERVATIONS_MAX; month++)
        {
          HengPeriodKind kind = indicator->observed == HENG_PERIOD_DAY ? HENG_PERIOD_MONTH : indicator->observed;
          HengPeriod period = heng_period_of_month (kind, month);
          guint choice = g_str_hash (indicator->name) + (guint) period.index * 7;

          if (month / 12 > HENG_YEAR_MAX)
            break;
          number++;
          heng_observations_take (observations, indicator->name,
                                  heng_observation_new (number, period, choice % 3 == 0 ? "joint" : "",
                                                        values[choice % G_N_ELEMENTS (values)]));
        }
    }

  return observations;
}

static void
check_settlement (const HengSettlement *settlement)
{
  g_assert_true ((settlement->status == HENG_SETTLEMENT_FAILED) == (settlement->error != NULL));
  g_assert_true ((settlement->status == HENG_SETTLEMENT_BLOCKED) == (settlement->reason != NULL));
  g_assert_true (settlement->status == HENG_SETTLEMENT_INCOMPLETE || settlement->missing->len == 0);
  g_assert_true (settlement->status == HENG_SETTLEMENT_COMPLETE || settlement->obligations->len == 0);
  for (guint i = 0; i < settlement->obligations->len; i++)
    {
      const HengObligation *obligation = &g_array_index (settlement->obligations, HengObligation, i);

      g_assert_cmpint (obligation->amount_minor, >, 0);
      g_assert_cmpuint (obligation->from, !=, obligation->to);
    }
}

static void
settle (GPtrArray        *versions,
        HengPeriod        period,
        HengObservations *observations)
{
  HengWindow window;
  HengAgreement *agreement = heng_versions_find (versions, period, &window);
  g_autoptr (HengSettlement) plain = NULL, traced = NULL;

  g_assert_nonnull (agreement);
  plain = heng_settlement_new (agreement, period, window, heng_observations_ref (observations), "CNY", FALSE);
  traced = heng_settlement_new (agreement, period, window, heng_observations_ref (observations), "CNY", TRUE);
  check_settlement (plain);
  g_assert_cmpint (plain->status, ==, traced->status);
  g_assert_cmpuint (plain->missing->len, ==, traced->missing->len);
  g_assert_cmpuint (plain->obligations->len, ==, traced->obligations->len);
  for (guint i = 0; i < plain->obligations->len; i++)
    {
      const HengObligation *a = &g_array_index (plain->obligations, HengObligation, i);
      const HengObligation *b = &g_array_index (traced->obligations, HengObligation, i);

      g_assert_true (a->from == b->from && a->to == b->to && a->amount_minor == b->amount_minor);
      g_assert_cmpstr (a->commodity, ==, b->commodity);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size_bytes)
{
  g_autoptr (HengAgreement) agreement = NULL, again = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) versions = g_ptr_array_new ();
  g_autoptr (GArray) periods = NULL;
  g_autoptr (HengObservations) observations = NULL;

  fuzz_begin ();
  if (size_bytes > FUZZ_BYTES_MAX)
    return 0;

  agreement = heng_agreement_new_from_json ((const char *) data, size_bytes, "CNY", &error);
  if (agreement == NULL)
    {
      g_assert_nonnull (error);
      g_assert_true (error->domain == HENG_ERROR);
      return 0;
    }

  g_assert_no_error (error);
  again = heng_agreement_new_from_json (agreement->document, strlen (agreement->document), "CNY", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again->document, ==, agreement->document);
  g_assert_cmpint (again->from_day, ==, agreement->from_day);
  g_assert_cmpuint (again->parties->len, ==, agreement->parties->len);
  g_assert_cmpuint (heng_rules_get_n_statements (again->rules), ==, heng_rules_get_n_statements (agreement->rules));

  g_ptr_array_add (versions, agreement);
  periods = heng_versions_list_periods (versions, agreement->from_day + 800, NULL);
  observations = observe (agreement);
  for (guint i = 0; i < MIN (periods->len, PERIODS_MAX); i++)
    settle (versions, g_array_index (periods, HengPeriod, i), observations);
  return 0;
}
