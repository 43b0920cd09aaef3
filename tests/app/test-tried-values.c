// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-tried-values.h"

static HengPeriod
month (int number)
{
  return (HengPeriod) { HENG_PERIOD_MONTH, number };
}

static void
values_are_remembered_by_agreement (void)
{
  g_autoptr (HengTriedValues) tried = heng_tried_values_new ();
  g_autoptr (GPtrArray) list = NULL;
  const HengAssumption *first;

  heng_tried_values_set (tried, "A", "TP", month (24000), "0.2");
  heng_tried_values_set (tried, "A", "COD", month (24001), "15");
  heng_tried_values_set (tried, "A", "COD", month (24000), "14");
  heng_tried_values_set (tried, "AB", "COD", month (24000), "99");
  g_assert_cmpstr (heng_tried_values_find (tried, "A", "COD", month (24000)), ==, "14");
  g_assert_null (heng_tried_values_find (tried, "A", "COD", month (24002)));

  list = heng_tried_values_list (tried, "A");
  g_assert_cmpuint (list->len, ==, 3);
  first = g_ptr_array_index (list, 0);
  g_assert_cmpstr (first->indicator, ==, "COD");
  g_assert_cmpstr (first->value, ==, "14");
}

static void
what_is_recorded_is_forgotten (void)
{
  g_autoptr (HengTriedValues) tried = heng_tried_values_new ();
  g_autoptr (GPtrArray) list = NULL;

  heng_tried_values_set (tried, "A", "COD", month (24000), "14");
  heng_tried_values_set (tried, "A", "COD", month (24000), "13");
  g_assert_cmpstr (heng_tried_values_find (tried, "A", "COD", month (24000)), ==, "13");
  heng_tried_values_set (tried, "A", "COD", month (24000), NULL);
  heng_tried_values_set (tried, "A", "COD", month (24000), NULL);
  g_assert_null (heng_tried_values_find (tried, "A", "COD", month (24000)));
  list = heng_tried_values_list (tried, "A");
  g_assert_cmpuint (list->len, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/tried-values/values-are-remembered-by-agreement", values_are_remembered_by_agreement);
  g_test_add_func ("/app/tried-values/what-is-recorded-is-forgotten", what_is_recorded_is_forgotten);

  return g_test_run ();
}
