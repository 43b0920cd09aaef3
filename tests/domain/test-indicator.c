// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-indicator.h"

#include "domain-testing.h"
#include "testing.h"

static const struct
{
  const char *precedence; /* (nullable): with "," between sources */
  const char *source;
  guint       rank;
} ranks[] = {
  { "joint,station,own", "joint", 0 }, { "joint,station,own", "own", 2 }, { "joint,station,own", "press", 3 },
  { "joint,station,own", "", 3 }, { "joint,station,own", "Joint", 3 }, { NULL, "joint", 0 }, { NULL, "", 0 },
};

static void
test_ranks (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (ranks); i++)
    {
      g_auto (GStrv) precedence = ranks[i].precedence != NULL ? g_strsplit (ranks[i].precedence, ",", -1) : NULL;

      g_assert_cmpuint (heng_source_get_rank ((const char *const *) precedence, ranks[i].source), ==, ranks[i].rank);
    }
}

static const struct
{
  const char *plausible;
  const char *value;
  gboolean    within;
  const char *shown;
} limits[] = {
  { "{\"min\":\"0\",\"max\":\"50\"}", "0", TRUE, "0…50" }, { "{\"min\":\"0\",\"max\":\"50\"}", "50", TRUE, "0…50" },
  { "{\"min\":\"0\",\"max\":\"50\"}", "-0.001", FALSE, "0…50" }, { "{\"min\":\"0\",\"max\":\"50\"}", "50.001", FALSE, "0…50" },
  { "{\"min\":\"-1.5\"}", "-2", FALSE, "≥ -1.5" }, { "{\"min\":\"-1.5\"}", "1亿", TRUE, "≥ -1.5" }, { "{\"max\":\"9\"}", "10", FALSE, "≤ 9" },
  { NULL, "-999", TRUE, NULL },
};

static HengAgreement *
agreement_new (const char *plausible)
{
  g_autofree char *limited = plausible != NULL ? g_strdup_printf (",\"plausible\":%s", plausible) : g_strdup ("");
  g_autofree char *text = g_strdup_printf (
    "{\"hengping\":\"agreement/1\",\"code\":\"T\",\"title\":{\"zh\":\"协议\"},\"mechanism\":\"watershed\",\"parties\":["
    "{\"name\":\"A\",\"region\":\"370000\",\"role\":\"partner\"},{\"name\":\"B\",\"region\":\"410000\",\"role\":\"partner\"}],"
    "\"from\":\"2020-01-01\",\"assessed\":\"year\",\"indicators\":[{\"name\":\"q\",\"observed\":\"month\"%s}],"
    "\"rules\":[\"A pays B q\"]}", limited);
  g_autoptr (GError) error = NULL;
  HengAgreement *agreement = heng_agreement_new_from_json (text, strlen (text), "CNY", &error);

  g_assert_no_error (error);
  return agreement;
}

static void
test_limits (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      g_autoptr (HengAgreement) agreement = agreement_new (limits[i].plausible);
      const HengIndicator *indicator = heng_agreement_get_indicator (agreement, 0);
      g_autofree char *shown = heng_indicator_format_plausible (indicator);
      g_auto (HengNumber) value = { 0 };

      heng_number_init (&value);
      g_assert_true (heng_number_parse (&value, limits[i].value, NULL));
      g_assert_cmpint (heng_indicator_is_plausible (indicator, &value), ==, limits[i].within);
      g_assert_cmpstr (shown, ==, limits[i].shown);
    }
}

static const struct
{
  const char *indicator;
  const char *period;
  const char *value;
  int         code;
} checks[] = {
  { "q", "2020-03", "1.5", HENG_TEST_NO_ERROR }, { "q", "2020", "1", HENG_TEST_NO_ERROR }, { "q", "once", NULL, HENG_TEST_NO_ERROR },
  { "r", "2020-03", "1", HENG_ERROR_INDICATOR_UNKNOWN }, { "q", "2020-03-01", "1", HENG_ERROR_INDICATOR_PERIOD },
  { "q", "2020-03", "one", HENG_ERROR_NUMBER_SYNTAX }, { "q", "2020-03", "", HENG_ERROR_NUMBER_SYNTAX },
};

static void
test_checks (void)
{
  g_autoptr (HengAgreement) agreement = agreement_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (checks); i++)
    {
      g_autoptr (GError) error = NULL;
      HengPeriod period;

      g_assert_true (heng_period_parse (checks[i].period, &period, NULL));
      g_assert_cmpint (heng_agreement_check_observation (agreement, checks[i].indicator, period, checks[i].value, NULL, &error) != NULL,
                       ==, checks[i].code == HENG_TEST_NO_ERROR);
      HENG_TEST_ASSERT_OUTCOME (error, checks[i].code);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/domain/indicator/ranks", test_ranks);
  g_test_add_func ("/domain/indicator/limits", test_limits);
  g_test_add_func ("/domain/indicator/checks", test_checks);
  return g_test_run ();
}
