// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow-places.h"
#include "heng-flow-random.h"

#include <stdlib.h>
#include <string.h>

HengFlowTileGrid *
flow_places_load_grid (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "tile-grid.csv", NULL);
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) lines = NULL;
  HengFlowTileGrid *grid = heng_flow_tile_grid_new ();

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 1; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_auto(GStrv) fields = g_strsplit (lines[i], ",", -1);
      HengFlowTile tile = { fields[0], atoi (fields[1]), atoi (fields[2]), atoi (fields[3]), fields[4], fields[5] };

      heng_flow_tile_grid_add (grid, &tile);
    }

  return grid;
}

#define N_POOLS 6

/* The id of a place: a province, now and then a county of it, or a pool. */
static char *
draw_place (HengFlowRandom         *random,
            const HengFlowTileGrid *grid)
{
  guint n_tiles = heng_flow_tile_grid_get_n_tiles (grid);
  guint drawn = heng_flow_random_below (random, n_tiles + N_POOLS);
  const char *id;

  if (drawn >= n_tiles)
    return g_strdup_printf ("pool:T-%u/Fund", drawn - n_tiles);
  id = heng_flow_tile_grid_get_tile (grid, drawn)->id;
  if (heng_flow_random_below (random, 5) == 0 && strcmp (id, "000000") != 0)
    return g_strdup_printf ("%.2s0%u00", id, 1 + heng_flow_random_below (random, 3));

  return g_strdup (id);
}

HengFlowGraph *
flow_places_build_graph (guint    n_links,
                         guint32  seed,
                         gboolean is_turned)
{
  g_autoptr(HengFlowTileGrid) grid = flow_places_load_grid ();
  g_autoptr(HengFlowGraphBuilder) builder = heng_flow_graph_builder_new ();
  g_autoptr(GPtrArray) ends = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  HengFlowRandom random = heng_flow_random_seeded (seed);
  g_autofree gint64 *amounts = g_new (gint64, n_links + 1);
  HengFlowGraph *graph;

  for (guint i = 0; i < n_links; i++)
    {
      g_ptr_array_add (ends, draw_place (&random, grid));
      g_ptr_array_add (ends, draw_place (&random, grid));
      amounts[i] = G_GINT64_CONSTANT (100000000000) / (100 + heng_flow_random_below (&random, 9901));
    }
  for (guint i = 0; i < 3; i++)
    {
      guint at = is_turned ? 2 - i : i;
      g_autofree char *id = g_strdup_printf ("mechanism-%u", at);

      g_assert_true (heng_flow_graph_builder_add_mechanism (builder, id, "流域补偿", at, NULL));
    }
  for (guint i = 0; i < 2 * n_links; i++)
    {
      const char *id = g_ptr_array_index (ends, is_turned ? 2 * n_links - 1 - i : i);

      if (g_hash_table_add (known, (gpointer) id))
        g_assert_true (heng_flow_graph_builder_add_node (builder, id, id, NULL));
    }
  for (guint i = 0; i < n_links; i++)
    {
      guint at = is_turned ? n_links - 1 - i : i;
      g_autofree char *mechanism = g_strdup_printf ("mechanism-%u", at % 3);

      g_assert_true (heng_flow_graph_builder_add_link (builder, g_ptr_array_index (ends, 2 * at), mechanism,
                                                       g_ptr_array_index (ends, 2 * at + 1), at % 10 == 9, amounts[at], at, NULL));
    }
  graph = heng_flow_graph_builder_finish (g_steal_pointer (&builder), NULL);
  g_assert_nonnull (graph);

  return graph;
}
