// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow-fixture.h"
#include "heng-flow-palette.h"

#include <string.h>

/* What the user may ask of a Sankey: what stands in the middle, what is bundled, in which order, in which colours. */

static const HengFlowNode *
find_node (const HengFlowLayout *layout,
           HengFlowSide          side,
           const char           *id)
{
  for (guint i = 0; i < heng_flow_layout_get_n_nodes (layout); i++)
    {
      const HengFlowNode *node = heng_flow_layout_get_node (layout, i);

      if (node->side == side && strcmp (node->id, id) == 0)
        return node;
    }

  return NULL;
}

/* Whatever is bundled, what is drawn is all there is: nodes, links, records, and the count of those in the bundle. */
static void
check_whole (HengFlowGraph         *graph,
             const HengFlowOptions *options,
             guint                  n_records)
{
  g_autoptr(HengFlowLayout) layout = heng_flow_layout_new (graph, options);
  gint64 total = heng_flow_graph_get_total (graph);
  gint64 paid = 0, received = 0, passed = 0;
  gsize n_seen = 0;
  guint n_regions[HENG_FLOW_SIDE_BOTH + 1] = { 0 };
  guint expected[HENG_FLOW_SIDE_BOTH + 1] = { 0 };
  g_autoptr(GHashTable) payers = g_hash_table_new (NULL, NULL);
  g_autoptr(GHashTable) receivers = g_hash_table_new (NULL, NULL);

  flow_fixture_check_layout (layout, options->width_pt, options->height_pt);
  for (guint i = 0; i < heng_flow_layout_get_n_nodes (layout); i++)
    {
      const HengFlowNode *node = heng_flow_layout_get_node (layout, i);

      n_regions[node->side] += node->n_bundled > 0 ? node->n_bundled : 1;
      paid += node->side == HENG_FLOW_SIDE_PAYER ? node->paid : 0;
      received += node->side == HENG_FLOW_SIDE_RECEIVER ? node->received : 0;
      passed += node->side == HENG_FLOW_SIDE_MIDDLE ? node->paid : 0;
    }
  for (guint i = 0; i < heng_flow_layout_get_n_links (layout); i++)
    n_seen += heng_flow_layout_get_link (layout, i)->n_records;
  for (guint i = 0; i < heng_flow_graph_get_n_links (graph); i++)
    {
      const HengFlowGraphLink *link = heng_flow_graph_get_link (graph, i);

      expected[HENG_FLOW_SIDE_PAYER] += g_hash_table_add (payers, GUINT_TO_POINTER (link->payer));
      expected[HENG_FLOW_SIDE_RECEIVER] += g_hash_table_add (receivers, GUINT_TO_POINTER (link->receiver));
    }
  g_assert_cmpint (paid, ==, total);
  g_assert_cmpint (received, ==, total);
  g_assert_cmpint (passed, ==, total);
  g_assert_cmpuint (n_seen, ==, n_records);
  g_assert_cmpuint (n_regions[HENG_FLOW_SIDE_PAYER], ==, expected[HENG_FLOW_SIDE_PAYER]);
  g_assert_cmpuint (n_regions[HENG_FLOW_SIDE_RECEIVER], ==, expected[HENG_FLOW_SIDE_RECEIVER]);
}

/* Every amount at which a region comes in or goes out, each number of regions, each share in steps, and some of them together. */
static void
test_keeps_totals_at_every_threshold (void)
{
  g_autoptr(HengFlowGraph) graph = flow_fixture_build_graph (20, 60, 11, FLOW_NAMES_CHINESE);
  g_autoptr(HengFlowLayout) whole = NULL;
  HengFlowOptions options;

  heng_flow_options_init (&options);
  options.n_restarts = 0;
  whole = heng_flow_layout_new (graph, &options);
  for (guint i = 0; i < heng_flow_layout_get_n_nodes (whole); i++)
    for (int more = -1; more <= 1; more++)
      {
        const HengFlowNode *node = heng_flow_layout_get_node (whole, i);

        options.min_amount = MAX (node->paid, node->received) + more;
        check_whole (graph, &options, 60);
      }
  for (options.min_amount = 0, options.max_nodes = 1; options.max_nodes <= 21; options.max_nodes++)
    check_whole (graph, &options, 60);
  for (guint share = 0; share <= 100; share += 4)
    {
      options.min_share = share / 100.0;
      options.max_nodes = share % 3 * 6;
      options.min_amount = share % 5 * G_GINT64_CONSTANT (40000000);
      check_whole (graph, &options, 60);
    }
}

/* The share that is asked for is reached by what keeps its name, and would be missed by one name less. */
static void
test_keeps_the_share_asked_for (void)
{
  g_autoptr(HengFlowGraph) graph = flow_fixture_build_graph (30, 90, 12, FLOW_NAMES_ENGLISH);
  gint64 total = heng_flow_graph_get_total (graph);

  for (guint share = 10; share <= 90; share += 10)
    {
      g_autoptr(HengFlowLayout) layout = NULL;
      HengFlowOptions options;
      gint64 named = 0;
      gint64 smallest = G_MAXINT64;

      heng_flow_options_init (&options);
      options.n_restarts = 0;
      options.min_share = share / 100.0;
      layout = heng_flow_layout_new (graph, &options);
      for (guint i = 0; i < heng_flow_layout_get_n_nodes (layout); i++)
        {
          const HengFlowNode *node = heng_flow_layout_get_node (layout, i);

          if (node->side == HENG_FLOW_SIDE_PAYER && node->n_bundled == 0)
            {
              named += node->paid;
              smallest = MIN (smallest, node->paid);
            }
        }
      g_assert_cmpfloat ((double) named, >=, options.min_share * (double) total);
      g_assert_cmpfloat ((double) (named - smallest), <, options.min_share * (double) total);
    }
}

static void
test_keeps_the_order_of_the_user (void)
{
  static const char *const payers[] = { "110030", "110003", "999999", "110017", "110008", "110000", NULL };
  static const char *const middles[] = { "mechanism-7", "mechanism-0", NULL };
  static const char *const receivers[] = { "*", "110001", "110033", NULL };
  const char *const *orders[] = { payers, middles, receivers };
  g_autoptr(HengFlowGraph) graph = flow_fixture_build_graph (34, 200, 5, FLOW_NAMES_CHINESE);
  g_autoptr(HengFlowLayout) first = NULL;

  for (guint warm = 0; warm < 2; warm++)
    {
      g_autoptr(HengFlowLayout) layout = NULL;
      HengFlowOptions options;

      heng_flow_options_init (&options);
      options.order_of_payers = payers;
      options.order_of_middles = middles;
      options.order_of_receivers = receivers;
      options.max_nodes = 30;
      options.n_restarts = 5;
      options.previous = first;
      layout = heng_flow_layout_new (graph, &options);
      flow_fixture_check_layout (layout, options.width_pt, options.height_pt);
      for (HengFlowSide side = HENG_FLOW_SIDE_PAYER; side <= HENG_FLOW_SIDE_RECEIVER; side++)
        {
          const HengFlowNode *before = NULL;
          guint n_found = 0;

          for (guint i = 0; orders[side][i] != NULL; i++)
            {
              const HengFlowNode *node = find_node (layout, side, orders[side][i]);

              if (node == NULL)
                continue;
              g_assert_true (before == NULL || (before->place < node->place && before->y1 <= node->y0 + 1e-6));
              before = node;
              n_found++;
            }
          g_assert_cmpuint (n_found, >=, 2);
        }
      /* Where the user says nothing of it, what was bundled stands last. */
      g_assert_cmpuint (find_node (layout, HENG_FLOW_SIDE_PAYER, "*")->place, ==, 29);
      if (first == NULL)
        first = g_steal_pointer (&layout);
    }
}

static void
test_puts_groups_into_the_middle (void)
{
  g_autoptr(HengFlowGraph) graph = flow_fixture_build_graph (12, 40, 3, FLOW_NAMES_CHINESE);
  g_autoptr(HengFlowLayout) layout = NULL;
  HengFlowOptions options;
  gint64 ungrouped = 0;

  heng_flow_options_init (&options);
  options.middle = HENG_FLOW_MIDDLE_GROUP;
  flow_fixture_fill_texts (&options.texts);
  layout = heng_flow_layout_new (graph, &options);
  for (guint i = 0; i < heng_flow_graph_get_n_links (graph); i++)
    if (heng_flow_graph_get_link (graph, i)->group < 0)
      ungrouped += heng_flow_graph_get_link (graph, i)->amount;
  g_assert_cmpint (find_node (layout, HENG_FLOW_SIDE_MIDDLE, "-")->paid, ==, ungrouped);
  g_assert_cmpstr (find_node (layout, HENG_FLOW_SIDE_MIDDLE, "-")->name, ==, options.texts.no_group);
  g_assert_cmpint (find_node (layout, HENG_FLOW_SIDE_MIDDLE, "river-2")->group, ==, 1);
  for (guint i = 0; i < heng_flow_layout_get_n_links (layout); i++)
    {
      const HengFlowLink *link = heng_flow_layout_get_link (layout, i);

      g_assert_cmpint (heng_flow_layout_get_node (layout, link->middle)->group, ==, link->group);
    }
}

/* One mechanism for all, and no group for any: a column of it would say nothing. */
static void
test_leaves_out_a_middle_that_says_nothing (void)
{
  for (HengFlowMiddle middle = HENG_FLOW_MIDDLE_NONE; middle <= HENG_FLOW_MIDDLE_GROUP; middle++)
    {
      g_autoptr(HengFlowGraphBuilder) builder = heng_flow_graph_builder_new ();
      g_autoptr(HengFlowGraph) graph = NULL;
      g_autoptr(HengFlowLayout) layout = NULL;
      HengFlowOptions options;

      heng_flow_graph_builder_add_node (builder, "1", "1", NULL);
      heng_flow_graph_builder_add_node (builder, "2", "2", NULL);
      heng_flow_graph_builder_add_mechanism (builder, "grain", "Grain", 2, NULL);
      heng_flow_graph_builder_add_mechanism (builder, "idle", "Idle", 3, NULL);
      heng_flow_graph_builder_add_group (builder, "idle", "Idle", NULL);
      heng_flow_graph_builder_add_link (builder, "1", "grain", "2", FALSE, 5, 0, NULL);
      heng_flow_graph_builder_add_link (builder, "2", "grain", "1", FALSE, 5, 0, NULL);
      graph = heng_flow_graph_builder_finish (g_steal_pointer (&builder), NULL);
      heng_flow_options_init (&options);
      options.middle = middle;
      layout = heng_flow_layout_new (graph, &options);
      g_assert_cmpuint (heng_flow_layout_get_n_nodes (layout), ==, 4);
      g_assert_cmpint (heng_flow_layout_get_link (layout, 0)->middle, ==, -1);
    }
}

/* Two colours, and the same two in every diagram. */
static void
test_colours_by_direction (void)
{
  g_autoptr(HengFlowGraph) graph = flow_fixture_build_graph (12, 40, 3, FLOW_NAMES_CHINESE);

  for (HengFlowDiagram diagram = HENG_FLOW_DIAGRAM_SANKEY; diagram <= HENG_FLOW_DIAGRAM_TILES; diagram++)
    {
      g_autoptr(HengFlowLayout) layout = NULL;
      const HengFlowDisplay *display;
      HengFlowOptions options;
      guint n_links[2] = { 0 };

      heng_flow_options_init (&options);
      options.diagram = diagram;
      options.colouring = HENG_FLOW_COLOUR_DIRECTION;
      layout = heng_flow_layout_new (graph, &options);
      display = heng_flow_layout_get_display (layout);
      for (guint i = 0; i < heng_flow_display_get_n_shapes (display); i++)
        {
          const HengFlowShape *shape = heng_flow_display_get_shape (display, i);
          gboolean is_reversed;

          if (shape->link < 0 || shape->role != HENG_FLOW_ROLE_LINK || shape->ink != HENG_FLOW_INK_DATA)
            continue;
          is_reversed = heng_flow_layout_get_link (layout, shape->link)->is_reversed;
          g_assert_cmpuint (shape->colour_index, ==, is_reversed ? HENG_FLOW_INDEX_REVERSED : HENG_FLOW_INDEX_FORWARD);
          n_links[is_reversed]++;
        }
      g_assert_cmpuint (n_links[0], >, 0);
      g_assert_cmpuint (n_links[1], >, 0);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/flow/sankey/keeps-totals-at-every-threshold", test_keeps_totals_at_every_threshold);
  g_test_add_func ("/flow/sankey/keeps-the-share-asked-for", test_keeps_the_share_asked_for);
  g_test_add_func ("/flow/sankey/keeps-the-order-of-the-user", test_keeps_the_order_of_the_user);
  g_test_add_func ("/flow/sankey/puts-groups-into-the-middle", test_puts_groups_into_the_middle);
  g_test_add_func ("/flow/sankey/leaves-out-a-middle-that-says-nothing", test_leaves_out_a_middle_that_says_nothing);
  g_test_add_func ("/flow/sankey/colours-by-direction", test_colours_by_direction);

  return g_test_run ();
}
