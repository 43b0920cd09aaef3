// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-wording-observation.h"

#include "testing.h"

/* 2024-06-01 08:00 in China, 2024-05-31 in London and New York. */
#define START_MS G_GINT64_CONSTANT (1717200000000)

static HengObservation
observation (guint       revision,
             const char *before)
{
  return (HengObservation) { .number = 7, .source = "", .value_text = "2", .method = "GB 1", .revision = revision,
                             .value_before = before, .recorded_ms = START_MS, .recorded_by = "clerk" };
}

static const struct
{
  guint       revision;
  const char *before;
  const char *shown;
  const char *origin;
} rows[] = {
  { 0, NULL, NULL, "GB 1, recorded on 2024-06-01 08:00 by clerk" },
  { 1, NULL, NULL, "GB 1, recorded on 2024-06-01 08:00 by clerk" },
  { 2, "1.5", "revision 2, before: 1.5", "GB 1, revision 2, before: 1.5, recorded on 2024-06-01 08:00 by clerk" },
  { 3, NULL, "revision 3, before: –", "GB 1, revision 3, before: –, recorded on 2024-06-01 08:00 by clerk" },
};

static void
test_origin (void)
{
  static const char *const zones[] = { "UTC", "America/New_York", "Asia/Tokyo" };

  for (gsize zone = 0; zone < G_N_ELEMENTS (zones); zone++)
    for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
      {
        HengObservation one = observation (rows[i].revision, rows[i].before);
        g_autofree char *revision = NULL, *origin = NULL, *moment = NULL;

        g_setenv ("TZ", zones[zone], TRUE);
        revision = heng_wording_observation_revision (&one);
        origin = heng_wording_observation_origin (&one);
        moment = heng_moment_format (one.recorded_ms);
        g_assert_cmpstr (revision, ==, rows[i].shown);
        g_assert_cmpstr (origin, ==, rows[i].origin);
        g_assert_cmpstr (moment, ==, "2024-06-01T08:00:00+08:00");
      }
}

static void
test_assumed (void)
{
  HengObservation one = observation (2, "1");
  g_autofree char *origin = NULL, *moment = heng_moment_format (G_MAXINT64);

  one.is_assumed = TRUE;
  one.method = NULL;
  origin = heng_wording_observation_origin (&one);
  g_assert_cmpstr (origin, ==, "assumed, not observed");
  g_assert_cmpstr (moment, ==, "–"); /* a damaged book */
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reports/wording-observation/origin", test_origin);
  g_test_add_func ("/reports/wording-observation/assumed", test_assumed);
  return g_test_run ();
}
