// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow-fixture.h"
#include "flow-places.h"
#include "heng-flow-picker.h"

#include <math.h>
#include <string.h>

static char *
format_plain (gint64   amount,
              gpointer data)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, amount);
}

static HengFlowLayout *
lay_out (HengFlowGraph       *graph,
         HengFlowMatrixOrder  order,
         double               width_pt,
         double               height_pt)
{
  HengFlowOptions options;

  heng_flow_options_init (&options);
  options.diagram = HENG_FLOW_DIAGRAM_MATRIX;
  options.matrix_order = order;
  options.width_pt = width_pt;
  options.height_pt = height_pt;
  flow_fixture_fill_texts (&options.texts);
  options.texts.format_amount = format_plain;
  options.texts.zero_note = "已结算为零";
  options.texts.missing_note = "无协议";
  options.texts.diagonal_note = "本地区";

  return heng_flow_layout_new (graph, &options);
}

/* Who stands in rows and in columns stands there in one order. */
static void
test_one_order_for_rows_and_columns (void)
{
  for (HengFlowMatrixOrder order = HENG_FLOW_MATRIX_BY_CODE; order <= HENG_FLOW_MATRIX_BY_BLOCKS; order++)
    for (guint seed = 1; seed <= 4; seed++)
      {
        g_autoptr(HengFlowGraph) graph = flow_fixture_build_graph (34, 60 * seed, seed, FLOW_NAMES_CHINESE);
        g_autoptr(HengFlowLayout) layout = lay_out (graph, order, 1200, 800);
        g_autoptr(GHashTable) row_of = g_hash_table_new (g_str_hash, g_str_equal);
        guint n = heng_flow_layout_get_n_nodes (layout);
        guint n_pairs = 0;

        flow_fixture_check_layout (layout, 1200, 800);
        for (guint i = 0; i < n; i++)
          {
            const HengFlowNode *node = heng_flow_layout_get_node (layout, i);

            if (node->side == HENG_FLOW_SIDE_PAYER)
              g_hash_table_insert (row_of, (gpointer) node->id, GUINT_TO_POINTER (node->place + 1));
          }
        for (guint i = 0; i < n; i++)
          for (guint j = 0; j < n; j++)
            {
              const HengFlowNode *a = heng_flow_layout_get_node (layout, i);
              const HengFlowNode *b = heng_flow_layout_get_node (layout, j);
              guint first = GPOINTER_TO_UINT (g_hash_table_lookup (row_of, a->id));
              guint second = GPOINTER_TO_UINT (g_hash_table_lookup (row_of, b->id));

              if (a->side != HENG_FLOW_SIDE_RECEIVER || b->side != HENG_FLOW_SIDE_RECEIVER || first == 0 || second == 0 || i == j)
                continue;
              g_assert_true ((a->place < b->place) == (first < second));
              g_assert_true ((a->x0 < b->x0) == (a->place < b->place));
              n_pairs++;
            }
        g_assert_cmpuint (n_pairs, >, 100);
      }
}

static gint64
measure_spread (const HengFlowLayout *layout)
{
  gint64 sum = 0;

  for (guint i = 0; i < heng_flow_layout_get_n_links (layout); i++)
    {
      const HengFlowLink *link = heng_flow_layout_get_link (layout, i);

      sum += ABS ((int) heng_flow_layout_get_node (layout, link->from)->place -
                  (int) heng_flow_layout_get_node (layout, link->to)->place);
    }

  return sum;
}

/* Three closed circles whose members' codes alternate: by blocks each stands together. */
static void
test_blocks_stand_together (void)
{
  g_autoptr(HengFlowGraphBuilder) builder = heng_flow_graph_builder_new ();
  g_autoptr(HengFlowGraph) graph = NULL;
  g_autoptr(HengFlowLayout) by_code = NULL;
  g_autoptr(HengFlowLayout) by_blocks = NULL;

  heng_flow_graph_builder_add_mechanism (builder, "m", "m", 0, NULL);
  for (guint i = 0; i < 18; i++)
    {
      g_autofree char *id = g_strdup_printf ("%02u0000", 11 + i);

      heng_flow_graph_builder_add_node (builder, id, id, NULL);
    }
  for (guint i = 0; i < 18; i++)
    for (guint j = 0; j < 18; j++)
      {
        g_autofree char *from = g_strdup_printf ("%02u0000", 11 + i);
        g_autofree char *to = g_strdup_printf ("%02u0000", 11 + j);

        if (i != j && i % 3 == j % 3)
          heng_flow_graph_builder_add_link (builder, from, "m", to, FALSE, 100 + i + j, i, NULL);
      }
  graph = heng_flow_graph_builder_finish (g_steal_pointer (&builder), NULL);
  by_code = lay_out (graph, HENG_FLOW_MATRIX_BY_CODE, 800, 600);
  by_blocks = lay_out (graph, HENG_FLOW_MATRIX_BY_BLOCKS, 800, 600);

  /* Six in a row are 35 steps from each other in all, both ways 70; three such rows. */
  g_assert_cmpint (measure_spread (by_blocks), ==, 3 * 70);
  g_assert_cmpint (measure_spread (by_code), ==, 3 * 3 * 70);
}

static guint
count_texts (const HengFlowLayout *layout,
             const char           *text)
{
  const HengFlowDisplay *display = heng_flow_layout_get_display (layout);
  guint n = 0;

  for (guint i = 0; i < heng_flow_display_get_n_shapes (display); i++)
    n += g_strcmp0 (heng_flow_display_get_shape (display, i)->text, text) == 0;

  return n;
}

/* A pair that has settled at nothing is marked; one without an agreement is not, and the legend tells them apart. */
static void
test_zero_is_not_missing (void)
{
  for (guint with_zero = 0; with_zero <= 1; with_zero++)
    {
      g_autoptr(HengFlowGraphBuilder) builder = heng_flow_graph_builder_new ();
      g_autoptr(HengFlowGraph) graph = NULL;
      g_autoptr(HengFlowLayout) layout = NULL;
      const HengFlowDisplay *display;
      guint n_rings = 0;

      heng_flow_graph_builder_add_mechanism (builder, "m", "m", 0, NULL);
      heng_flow_graph_builder_add_node (builder, "A", "A", NULL);
      heng_flow_graph_builder_add_node (builder, "B", "B", NULL);
      heng_flow_graph_builder_add_node (builder, "C", "C", NULL);
      heng_flow_graph_builder_add_link (builder, "A", "m", "B", FALSE, 7, 1, NULL);
      heng_flow_graph_builder_add_link (builder, "B", "m", "C", FALSE, 5, 2, NULL);
      if (with_zero)
        heng_flow_graph_builder_add_link (builder, "A", "m", "C", FALSE, 0, 3, NULL);
      graph = heng_flow_graph_builder_finish (g_steal_pointer (&builder), NULL);
      layout = lay_out (graph, HENG_FLOW_MATRIX_BY_CODE, 800, 600);
      display = heng_flow_layout_get_display (layout);
      for (guint i = 0; i < heng_flow_display_get_n_shapes (display); i++)
        n_rings += heng_flow_display_get_shape (display, i)->kind == HENG_FLOW_SHAPE_STROKE &&
                   heng_flow_display_get_shape (display, i)->ink == HENG_FLOW_INK_DIM &&
                   heng_flow_display_get_shape (display, i)->role == HENG_FLOW_ROLE_GRID;
      g_assert_cmpuint (n_rings, ==, with_zero);
      g_assert_cmpuint (count_texts (layout, "已结算为零"), ==, with_zero);
      g_assert_cmpuint (count_texts (layout, "无协议"), ==, 1);
      /* Totals stand as figures: A pays 7, B receives 7 and pays 5, C receives 5. */
      g_assert_cmpuint (count_texts (layout, "7"), ==, 2);
      g_assert_cmpuint (count_texts (layout, "5"), >=, 2);
    }
}

/* A flow of a billionth is a dot that can be seen, and the page says which flows are. */
static void
test_tiny_flows_are_dots (void)
{
  g_autoptr(HengFlowGraphBuilder) builder = heng_flow_graph_builder_new ();
  g_autoptr(HengFlowGraph) graph = NULL;
  g_autoptr(HengFlowLayout) layout = NULL;
  const HengFlowLink *tiny;

  heng_flow_graph_builder_add_mechanism (builder, "m", "m", 0, NULL);
  heng_flow_graph_builder_add_node (builder, "A", "A", NULL);
  heng_flow_graph_builder_add_node (builder, "B", "B", NULL);
  heng_flow_graph_builder_add_link (builder, "A", "m", "B", FALSE, 1000000000, 1, NULL);
  heng_flow_graph_builder_add_link (builder, "B", "m", "A", FALSE, 1, 2, NULL);
  graph = heng_flow_graph_builder_finish (g_steal_pointer (&builder), NULL);
  layout = lay_out (graph, HENG_FLOW_MATRIX_BY_CODE, 800, 600);
  tiny = heng_flow_layout_get_link (layout, 1);
  g_assert_cmpint (tiny->amount, ==, 1);
  g_assert_cmpfloat (tiny->x1 - tiny->x0, >=, 3);
  g_assert_cmpfloat (tiny->y1 - tiny->y0, >=, 3);
  g_assert_true (tiny->is_hairline);
  g_assert_cmpint (heng_flow_layout_get_hairline_amount (layout), >, 1);
  g_assert_cmpint (heng_flow_layout_get_hairline_amount (layout), <, 1000000000);
}

/* All prefectures: everything stays on the page, and nothing is lost. */
static void
test_holds_every_prefecture (void)
{
  g_autoptr(HengFlowGraph) graph = flow_fixture_build_graph (337, 4000, 7, FLOW_NAMES_CHINESE);
  g_autoptr(HengFlowLayout) layout = lay_out (graph, HENG_FLOW_MATRIX_BY_CODE, 1200, 800);

  flow_fixture_check_layout (layout, 1200, 800);
  g_assert_cmpuint (heng_flow_layout_get_n_nodes (layout), ==, 2 * 337);
}

/* Of many prefectures the provinces are named, each once on either side. */
static void
test_names_provinces_of_many (void)
{
  g_autoptr(HengFlowTileGrid) grid = flow_places_load_grid ();
  g_autoptr(HengFlowGraphBuilder) builder = heng_flow_graph_builder_new ();
  g_autoptr(HengFlowGraph) graph = NULL;
  g_autoptr(HengFlowLayout) layout = NULL;
  HengFlowOptions options;

  heng_flow_graph_builder_add_mechanism (builder, "m", "m", 0, NULL);
  for (guint i = 0; i < 330; i++)
    {
      g_autofree char *id = g_strdup_printf ("%.2s%02u00", heng_flow_tile_grid_get_tile (grid, 1 + i / 11)->id, 1 + i % 11);

      g_assert_true (heng_flow_graph_builder_add_node (builder, id, id, NULL));
    }
  for (guint i = 0; i < 330; i++)
    {
      g_autofree char *from = g_strdup_printf ("%.2s%02u00", heng_flow_tile_grid_get_tile (grid, 1 + i / 11)->id, 1 + i % 11);
      guint other = (i * 7 + 11) % 330;
      g_autofree char *to = g_strdup_printf ("%.2s%02u00", heng_flow_tile_grid_get_tile (grid, 1 + other / 11)->id, 1 + other % 11);

      g_assert_true (heng_flow_graph_builder_add_link (builder, from, "m", to, FALSE, 100 + i, i, NULL));
    }
  graph = heng_flow_graph_builder_finish (g_steal_pointer (&builder), NULL);
  heng_flow_options_init (&options);
  options.diagram = HENG_FLOW_DIAGRAM_MATRIX;
  options.width_pt = 1200;
  options.height_pt = 800;
  options.grid = grid;
  layout = heng_flow_layout_new (graph, &options);
  flow_fixture_check_layout (layout, 1200, 800);
  for (guint i = 1; i <= 30; i++)
    g_assert_cmpuint (count_texts (layout, heng_flow_tile_grid_get_tile (grid, i)->label), ==, 2);
}

/* The middle of what stands for a link is found as that link. */
static void
test_cells_are_found (void)
{
  g_autoptr(HengFlowGraph) graph = flow_fixture_build_graph (20, 60, 4, FLOW_NAMES_CHINESE);
  g_autoptr(HengFlowLayout) layout = lay_out (graph, HENG_FLOW_MATRIX_BY_BLOCKS, 1200, 800);
  g_autoptr(HengFlowPicker) picker = heng_flow_picker_new (layout);

  for (guint i = 0; i < heng_flow_layout_get_n_links (layout); i++)
    {
      const HengFlowLink *link = heng_flow_layout_get_link (layout, i);
      HengFlowItem item = heng_flow_picker_find (picker, (link->x0 + link->x1) / 2, (link->y0 + link->y1) / 2);

      g_assert_true (item.kind == HENG_FLOW_ITEM_LINK && item.index == i);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/flow/matrix/one-order-for-rows-and-columns", test_one_order_for_rows_and_columns);
  g_test_add_func ("/flow/matrix/blocks-stand-together", test_blocks_stand_together);
  g_test_add_func ("/flow/matrix/zero-is-not-missing", test_zero_is_not_missing);
  g_test_add_func ("/flow/matrix/tiny-flows-are-dots", test_tiny_flows_are_dots);
  g_test_add_func ("/flow/matrix/holds-every-prefecture", test_holds_every_prefecture);

  g_test_add_func ("/flow/matrix/names-provinces-of-many", test_names_provinces_of_many);
  g_test_add_func ("/flow/matrix/cells-are-found", test_cells_are_found);

  return g_test_run ();
}
