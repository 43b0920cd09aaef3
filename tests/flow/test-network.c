// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow-fixture.h"
#include "heng-flow-random.h"

#include <string.h>

#define WIDTH 1200
#define HEIGHT 800

static HengFlowLayout *
lay_out (HengFlowGraph        *graph,
         guint                 n_restarts,
         const HengFlowLayout *previous)
{
  HengFlowOptions options;

  heng_flow_options_init (&options);
  options.diagram = HENG_FLOW_DIAGRAM_NETWORK;
  options.width_pt = WIDTH;
  options.height_pt = HEIGHT;
  options.n_restarts = n_restarts;
  options.previous = previous;

  return heng_flow_layout_new (graph, &options);
}

/* A graph of 31 regions as flow_fixture_build_graph() makes them, without one of its links. */
static HengFlowGraph *
build_without (guint n_links,
               guint left_out)
{
  g_autoptr(HengFlowGraphBuilder) builder = heng_flow_graph_builder_new ();
  HengFlowRandom random = heng_flow_random_seeded (4);
  g_autoptr(GError) error = NULL;
  HengFlowGraph *graph;

  heng_flow_graph_builder_add_mechanism (builder, "watershed", "", 0, &error);
  for (guint i = 0; i < 31; i++)
    {
      g_autofree char *id = g_strdup_printf ("%02u", i);

      heng_flow_graph_builder_add_node (builder, id, id, &error);
    }
  for (guint i = 0; i < n_links; i++)
    {
      g_autofree char *payer = g_strdup_printf ("%02u", heng_flow_random_below (&random, 31));
      g_autofree char *receiver = g_strdup_printf ("%02u", heng_flow_random_below (&random, 31));
      gint64 amount = 100000000 / (100 + heng_flow_random_below (&random, 9901));

      if (i != left_out)
        heng_flow_graph_builder_add_link (builder, payer, "watershed", receiver, FALSE, amount, i, &error);
      g_assert_no_error (error);
    }
  graph = heng_flow_graph_builder_finish (g_steal_pointer (&builder), &error);
  g_assert_no_error (error);

  return graph;
}

static const HengFlowNode *
find_node (const HengFlowLayout *layout,
           const char           *id)
{
  for (guint i = 0; i < heng_flow_layout_get_n_nodes (layout); i++)
    if (strcmp (heng_flow_layout_get_node (layout, i)->id, id) == 0)
      return heng_flow_layout_get_node (layout, i);

  return NULL;
}

/* Of all pairs that share a column before and after: how many changed places. */
static double
share_swapped (const HengFlowLayout *before,
               const HengFlowLayout *after)
{
  guint n = heng_flow_layout_get_n_nodes (before);
  guint n_pairs = 0;
  guint n_swapped = 0;

  for (guint i = 0; i < n; i++)
    for (guint j = i + 1; j < n; j++)
      {
        const HengFlowNode *a = heng_flow_layout_get_node (before, i);
        const HengFlowNode *b = heng_flow_layout_get_node (before, j);
        const HengFlowNode *c = find_node (after, a->id);
        const HengFlowNode *d = find_node (after, b->id);

        if (c == NULL || d == NULL || a->column != b->column || c->column != d->column)
          continue;
        n_pairs++;
        n_swapped += (a->y0 < b->y0) != (c->y0 < d->y0);
      }

  return n_pairs > 0 ? (double) n_swapped / n_pairs : 0;
}

/* Of the links that are in both: how many turned round. */
static guint
count_turned (const HengFlowLayout *before,
              const HengFlowLayout *after)
{
  guint n = 0;

  for (guint i = 0; i < heng_flow_layout_get_n_links (before); i++)
    for (guint j = 0; j < heng_flow_layout_get_n_links (after); j++)
      {
        const HengFlowLink *a = heng_flow_layout_get_link (before, i);
        const HengFlowLink *b = heng_flow_layout_get_link (after, j);

        n += a->is_back != b->is_back &&
             strcmp (heng_flow_layout_get_node (before, a->from)->id, heng_flow_layout_get_node (after, b->from)->id) == 0 &&
             strcmp (heng_flow_layout_get_node (before, a->to)->id, heng_flow_layout_get_node (after, b->to)->id) == 0;
      }

  return n;
}

static void
test_small_changes_move_little (gconstpointer data)
{
  guint n_links = GPOINTER_TO_UINT (data);
  g_autoptr(HengFlowGraph) graph = build_without (n_links, G_MAXUINT);
  g_autoptr(HengFlowLayout) before = lay_out (graph, 100, NULL);
  double swapped = 0;
  guint n_turned = 0;
  guint n_trials = 0;

  for (guint i = 0; i < n_links; i += n_links / 20)
    {
      g_autoptr(HengFlowGraph) less = build_without (n_links, i);
      g_autoptr(HengFlowLayout) after = lay_out (less, 100, before);

      flow_fixture_check_layout (after, WIDTH, HEIGHT);
      swapped += share_swapped (before, after);
      n_turned += count_turned (before, after);
      n_trials++;
    }
  g_test_message ("%u links: %.2f %% of pairs swapped, %.2f links turned round", n_links, 100 * swapped / n_trials,
                  (double) n_turned / n_trials);
  g_assert_cmpfloat (swapped / n_trials, <=, 0.02);
  g_assert_cmpfloat ((double) n_turned / n_trials, <=, 0.5);
}

/* The same flows again stand as they stood. */
static void
test_nothing_new_moves_nothing (void)
{
  g_autoptr(HengFlowGraph) graph = build_without (120, G_MAXUINT);
  g_autoptr(HengFlowLayout) before = lay_out (graph, 100, NULL);
  g_autoptr(HengFlowLayout) after = lay_out (graph, 100, before);
  g_autofree char *first = flow_fixture_describe (before);
  g_autofree char *second = flow_fixture_describe (after);

  g_assert_cmpstr (first, ==, second);
}

/* What is said of the whole before it is finished must hold when it is. */
static void
test_share_that_runs_back_does_not_depend_on_effort (void)
{
  g_autoptr(HengFlowGraph) graph = build_without (200, G_MAXUINT);
  g_autoptr(HengFlowLayout) hasty = lay_out (graph, 1, NULL);
  g_autoptr(HengFlowLayout) refined = lay_out (graph, 300, NULL);

  g_assert_cmpuint (count_turned (hasty, refined), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/flow/network/small-changes-move-little/40", GUINT_TO_POINTER (40), test_small_changes_move_little);
  g_test_add_data_func ("/flow/network/small-changes-move-little/200", GUINT_TO_POINTER (200), test_small_changes_move_little);
  g_test_add_func ("/flow/network/nothing-new-moves-nothing", test_nothing_new_moves_nothing);
  g_test_add_func ("/flow/network/share-that-runs-back-does-not-depend-on-effort",
                   test_share_that_runs_back_does_not_depend_on_effort);

  return g_test_run ();
}
