// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-tile-grid.h"

static HengFlowTileGrid *
make_grid (void)
{
  static const HengFlowTile tiles[] = {
    { "150000", 0, 0, 3, "蒙", "内蒙古" }, { "110000", 0, 3, 1, "京", "北京" }, { "330000", 99, 99, 1, "浙", "浙江" },
    { "330700", 4, 0, 1, "金", "金华" },
  };
  HengFlowTileGrid *grid = heng_flow_tile_grid_new ();

  for (guint i = 0; i < G_N_ELEMENTS (tiles); i++)
    heng_flow_tile_grid_add (grid, &tiles[i]);

  return grid;
}

/* Where a code counts: its own tile, its prefecture's, its province's, or none. */
typedef struct
{
  const char *id;
  int         own;
  int         home;
} HomeRow;

static const HomeRow home_rows[] = {
  { "150000", 0, 0 },
  { "150100", -1, 0 },
  { "330782", -1, 3 },
  { "330700", 3, 3 },
  { "330682", -1, 2 },
  { "330782-ND", -1, 3 },
  { "110", -1, -1 },
  { "11000", -1, -1 },
  { "", -1, -1 },
  { "pool:33/Fund", -1, -1 },
  { "33078x", -1, -1 },
  { "340000", -1, -1 },
};

static void
test_counts_at_home (void)
{
  g_autoptr(HengFlowTileGrid) grid = make_grid ();

  for (guint i = 0; i < G_N_ELEMENTS (home_rows); i++)
    {
      g_test_message ("“%s”", home_rows[i].id);
      g_assert_cmpint (heng_flow_tile_grid_find (grid, home_rows[i].id), ==, home_rows[i].own);
      g_assert_cmpint (heng_flow_tile_grid_find_home (grid, home_rows[i].id), ==, home_rows[i].home);
    }
}

static void
test_covers_all_cells_of_a_wide_tile (void)
{
  g_autoptr(HengFlowTileGrid) grid = make_grid ();

  for (int i = 0; i < 3; i++)
    g_assert_cmpint (heng_flow_tile_grid_find_at (grid, 0, i), ==, 0);
  g_assert_cmpint (heng_flow_tile_grid_find_at (grid, 0, 3), ==, 1);
  g_assert_cmpint (heng_flow_tile_grid_find_at (grid, 0, 4), ==, -1);
  g_assert_cmpint (heng_flow_tile_grid_find_at (grid, 1, 0), ==, -1);
  g_assert_cmpint (heng_flow_tile_grid_find_at (grid, 99, 99), ==, 2);
}

static void
test_refuses_what_does_not_fit (void)
{
  static const HengFlowTile wrong[] = {
    { "120000", 0, 2, 1, "津", "天津" }, { "120000", 100, 0, 1, "津", "天津" }, { "120000", -1, 0, 1, "津", "天津" },
    { "120000", 5, 99, 2, "津", "天津" }, { "120000", 5, 5, 0, "津", "天津" }, { "110000", 5, 5, 1, "京", "北京" },
  };
  g_autoptr(HengFlowTileGrid) grid = make_grid ();

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_test_expect_message ("heng-flow", G_LOG_LEVEL_CRITICAL, "*assertion*failed*");
      heng_flow_tile_grid_add (grid, &wrong[i]);
      g_test_assert_expected_messages ();
    }
  g_assert_cmpuint (heng_flow_tile_grid_get_n_tiles (grid), ==, 4);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/flow/tile-grid/counts-at-home", test_counts_at_home);
  g_test_add_func ("/flow/tile-grid/covers-all-cells-of-a-wide-tile", test_covers_all_cells_of_a_wide_tile);
  g_test_add_func ("/flow/tile-grid/refuses-what-does-not-fit", test_refuses_what_does_not_fit);

  return g_test_run ();
}
