// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-preferences.h"

static void
count_cb (guint *count)
{
  ++*count;
}

static void
the_unit_is_told_once (void)
{
  HengPreferences *preferences = heng_preferences_new ();
  guint n_notices = 0;

  g_object_set (preferences, "money-unit", "wan", NULL);
  g_assert_cmpint (heng_preferences_get_money_unit (preferences), ==, HENG_MONEY_UNIT_WAN);
  g_signal_connect_swapped (preferences, "notify::money-unit", G_CALLBACK (count_cb), &n_notices);
  g_object_set (preferences, "money-unit", "yi", NULL);
  g_object_set (preferences, "money-unit", "yi", NULL);
  g_assert_cmpint (heng_preferences_get_money_unit (preferences), ==, HENG_MONEY_UNIT_YI);
  g_assert_cmpuint (n_notices, ==, 1);
  g_object_set (preferences, "money-unit", "yuan", NULL);
  g_assert_cmpint (heng_preferences_get_money_unit (preferences), ==, HENG_MONEY_UNIT_YUAN);

  g_assert_finalize_object (preferences);
}

static void
no_folder_is_no_folder (void)
{
  HengPreferences *preferences = heng_preferences_new ();

  heng_preferences_set_folder (preferences, "/tmp");
  g_assert_cmpstr (heng_preferences_get_folder (preferences), ==, "/tmp");
  heng_preferences_set_folder (preferences, NULL);
  g_assert_null (heng_preferences_get_folder (preferences));

  g_assert_finalize_object (preferences);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/preferences/the-unit-is-told-once", the_unit_is_told_once);
  g_test_add_func ("/app/preferences/no-folder-is-no-folder", no_folder_is_no_folder);

  return g_test_run ();
}
