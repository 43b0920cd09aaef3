// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-random.h"

/* The graphs in this folder were drawn with the same numbers; so these are known. */
static void
test_gives_the_known_numbers (void)
{
  static const guint32 raw[] = { 1767180747u, 3320689245u, 123951694u };
  static const guint below[] = { 411, 773, 28, 912, 744 };
  HengFlowRandom random = heng_flow_random_seeded (1);

  for (guint i = 0; i < G_N_ELEMENTS (raw); i++)
    g_assert_cmpuint (heng_flow_random_next (&random), ==, raw[i]);
  random = heng_flow_random_seeded (1);
  for (guint i = 0; i < G_N_ELEMENTS (below); i++)
    g_assert_cmpuint (heng_flow_random_below (&random, 1000), ==, below[i]);
}

static void
test_never_sticks_at_zero (void)
{
  HengFlowRandom random = heng_flow_random_seeded (0);

  g_assert_cmpuint (heng_flow_random_next (&random), !=, 0);
  g_assert_cmpuint (heng_flow_random_below (&random, 1), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/flow/random/gives-the-known-numbers", test_gives_the_known_numbers);
  g_test_add_func ("/flow/random/never-sticks-at-zero", test_never_sticks_at_zero);

  return g_test_run ();
}
