// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-tile-grid.h"

static const char *const codes[] = {
  "110000", "120000", "130000", "140000", "150000", "210000", "220000", "230000", "310000", "320000", "330000", "340000",
  "350000", "360000", "370000", "410000", "420000", "430000", "440000", "450000", "460000", "500000", "510000", "520000",
  "530000", "540000", "610000", "620000", "630000", "640000", "650000", "710000", "810000", "820000",
};

static void
test_every_province_has_its_own_place (void)
{
  gboolean is_taken[8][7] = { { FALSE } };

  g_assert_cmpuint (G_N_ELEMENTS (codes), ==, 34);
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      const char *label;
      int row, column;

      g_assert_true (heng_flow_tile_grid_find (codes[i], &row, &column, &label));
      g_assert_true (row >= 0 && row < 8 && column >= 0 && column < 7);
      g_assert_false (is_taken[row][column]);
      g_assert_cmpint (g_utf8_strlen (label, -1), ==, 1);
      is_taken[row][column] = TRUE;
    }
}

static void
test_others_have_none (void)
{
  const char *label;
  int row, column;

  g_assert_false (heng_flow_tile_grid_find ("000000", &row, &column, &label));
  g_assert_false (heng_flow_tile_grid_find ("410100", &row, &column, &label));
  g_assert_false (heng_flow_tile_grid_find ("", &row, &column, &label));
}

/* 山东 lies east of 河南, 贵州 south of 四川's row, 台湾 apart from 香港. */
static void
test_keeps_the_compass (void)
{
  const char *label;
  int row[2], column[2];

  heng_flow_tile_grid_find ("370000", &row[0], &column[0], &label);
  heng_flow_tile_grid_find ("410000", &row[1], &column[1], &label);
  g_assert_cmpint (row[0], ==, row[1]);
  g_assert_cmpint (column[0], ==, column[1] + 1);
  heng_flow_tile_grid_find ("520000", &row[0], &column[0], &label);
  heng_flow_tile_grid_find ("510000", &row[1], &column[1], &label);
  g_assert_cmpint (row[0], >, row[1]);
  heng_flow_tile_grid_find ("710000", &row[0], &column[0], &label);
  heng_flow_tile_grid_find ("810000", &row[1], &column[1], &label);
  g_assert_cmpint (column[0], >, column[1] + 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/flow/tile-grid/every-province-has-its-own-place", test_every_province_has_its_own_place);
  g_test_add_func ("/flow/tile-grid/others-have-none", test_others_have_none);
  g_test_add_func ("/flow/tile-grid/keeps-the-compass", test_keeps_the_compass);

  return g_test_run ();
}
