// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow-fixture.h"
#include "heng-flow-order.h"
#include "heng-flow-random.h"

#include <string.h>

#define FEW_RESTARTS 100
#define MANY_RESTARTS 2000

static gint64
solve (const char *name,
       guint       n_restarts)
{
  g_autoptr(HengFlowLayers) layers = flow_fixture_load_layers (name);

  heng_flow_order_solve (layers, n_restarts);

  return heng_flow_layers_weigh (layers);
}

static void
test_reaches_proved_optima (void)
{
  g_autoptr(GArray) bars = flow_fixture_load_bars ();
  guint n_proved = 0;
  guint n_reached = 0;

  for (guint i = 0; i < bars->len; i++)
    {
      const FlowBar *bar = &g_array_index (bars, FlowBar, i);
      gint64 found;

      if (bar->optimum < 0)
        continue;
      found = solve (bar->name, MANY_RESTARTS);
      g_assert_cmpint (found, >=, bar->optimum);
      n_proved++;
      n_reached += found == bar->optimum;
      if (found > bar->optimum)
        g_test_message ("%s: %" G_GINT64_FORMAT " against %" G_GINT64_FORMAT, bar->name, found, bar->optimum);
    }
  g_test_message ("%u of %u optima", n_reached, n_proved);
  g_assert_cmpuint (n_proved, ==, 27);
  g_assert_cmpuint (n_reached, ==, n_proved);
}

/* Mean over the seeds of a family: weighted crossings against d3-sankey's and against the best known. */
typedef struct
{
  const char *family;
  double      most_of_d3;
  double      most_of_best;
} Family;

static const Family families[] = {
  { "uni-8-20-", 0.35, 1 },
  { "band-8-16-", 0.17, 1 },
  { "uni-8-40-", 0.86, 1 },
  { "uni-34-40-", 0.10, 1 },
  { "band-34-40-", 0.10, 1.01 },
  { "hub-34-40-", 0.25, 1.05 },
  { "pmr-34-40-", 0.52, 1.01 },
  { "lay-3x11-40-", 0.47, 1.01 },
  { "layband-3x11-40-", 0.45, 1.01 },
  { "uni-34-200-", 0.80, 1.01 },
  { "band-34-200-", 0.70, 1.01 },
  { "hub-34-200-", 0.82, 1.01 },
  { "pmr-34-200-", 0.88, 1.001 },
  { "lay-3x11-200-", 0.89, 1.001 },
  { "layband-3x11-200-", 0.88, 1.001 },
  { "layband-5x34-400-", 0.55, 1.01 },
  { "uni-34-1000-", 0.93, 1.001 },
  { "hub-34-1000-", 0.95, 1.001 },
  { "pmr-34-1000-", 0.90, 1.001 },
  { "lay-5x34-1000-", 0.82, 1.01 },
  { "layband-5x34-1000-", 0.85, 1.005 },
  { "uni-337-2000-", 0.88, 1.02 },
  { "band-337-2000-", 0.76, 1.18 },
  { "pmr-337-2000-", 0.91, 1.005 },
};

static void
test_beats_the_common_library (gconstpointer data)
{
  const Family *family = data;
  g_autoptr(GArray) bars = flow_fixture_load_bars ();
  double of_d3 = 0;
  double of_best = 0;
  guint n = 0;

  for (guint i = 0; i < bars->len; i++)
    {
      const FlowBar *bar = &g_array_index (bars, FlowBar, i);
      gint64 found;

      if (!g_str_has_prefix (bar->name, family->family))
        continue;
      found = solve (bar->name, FEW_RESTARTS);
      g_assert_cmpint (found, <=, bar->d3);
      of_d3 += (double) found / bar->d3;
      of_best += (double) found / MAX (bar->best, 1);
      n++;
    }
  g_assert_cmpuint (n, >, 0);
  g_test_message ("%s%.3f of d3-sankey, %.4f of the best known", family->family, of_d3 / n, of_best / n);
  g_assert_cmpfloat (of_d3 / n, <=, family->most_of_d3);
  g_assert_cmpfloat (of_best / n, <=, family->most_of_best);
}

static void
test_repeats_itself (void)
{
  g_autoptr(HengFlowLayers) one = flow_fixture_load_layers ("hub-34-200-s2");
  g_autoptr(HengFlowLayers) other = flow_fixture_load_layers ("hub-34-200-s2");

  heng_flow_order_solve (one, FEW_RESTARTS);
  heng_flow_order_solve (other, FEW_RESTARTS);
  g_assert_cmpmem (one->order, one->n_nodes * sizeof (guint), other->order, other->n_nodes * sizeof (guint));
}

/* Edges may come in any order: what they are decides, not where they stand in a list. */
static void
test_order_of_edges_means_nothing (gconstpointer data)
{
  g_autoptr(HengFlowLayers) layers = flow_fixture_load_layers (data);
  g_autoptr(HengFlowLayers) shuffled = NULL;
  g_autofree HengFlowEdge *edges = g_new (HengFlowEdge, layers->n_edges);
  HengFlowRandom random = heng_flow_random_seeded (7);
  guint n = 0;

  for (guint i = 0; i < layers->n_nodes; i++)
    for (guint j = layers->down_start[i]; j < layers->down_start[i + 1]; j++)
      {
        guint at = heng_flow_random_below (&random, n + 1);

        edges[n++] = edges[at];
        edges[at] = (HengFlowEdge) { i, layers->down[j].node, layers->down[j].weight };
      }
  shuffled = heng_flow_layers_new (layers->n_layers, layers->n_nodes, layers->layer_of, n, edges);
  heng_flow_order_solve (layers, FEW_RESTARTS);
  heng_flow_order_solve (shuffled, FEW_RESTARTS);
  g_assert_cmpmem (shuffled->order, layers->n_nodes * sizeof (guint), layers->order, layers->n_nodes * sizeof (guint));
}

/* The same problem without edge @dropped, or with a tenth more on it. */
static HengFlowLayers *
change_edge (const HengFlowLayers *layers,
             guint                 changed,
             gboolean              drop)
{
  g_autofree HengFlowEdge *edges = g_new (HengFlowEdge, layers->n_edges);
  guint n = 0;
  guint at = 0;

  for (guint i = 0; i < layers->n_nodes; i++)
    for (guint j = layers->down_start[i]; j < layers->down_start[i + 1]; j++, at++)
      {
        if (at == changed && drop)
          continue;
        edges[n].from = i;
        edges[n].to = layers->down[j].node;
        edges[n].weight = layers->down[j].weight + (at == changed ? layers->down[j].weight / 10 : 0);
        n++;
      }

  return heng_flow_layers_new (layers->n_layers, layers->n_nodes, layers->layer_of, n, edges);
}

static double
share_swapped (const HengFlowLayers *a,
               const HengFlowLayers *b)
{
  guint n_pairs = 0;
  guint n_swapped = 0;

  for (guint i = 0; i < a->n_nodes; i++)
    for (guint j = i + 1; j < a->n_nodes; j++)
      if (a->layer_of[i] == a->layer_of[j])
        {
          n_pairs++;
          n_swapped += (a->position[i] < a->position[j]) != (b->position[i] < b->position[j]);
        }

  return (double) n_swapped / n_pairs;
}

static const char *const changed[] = {
  "uni-34-200-s1", "uni-34-200-s2", "uni-34-200-s3", "band-34-200-s1", "band-34-200-s2", "band-34-200-s3",
  "hub-34-200-s1", "hub-34-200-s2", "hub-34-200-s3", "pmr-34-200-s1",  "pmr-34-200-s2",  "pmr-34-200-s3",
};

static void
test_small_changes_move_little (gconstpointer data)
{
  g_autoptr(HengFlowLayers) before = flow_fixture_load_layers (data);
  g_autofree int *earlier = g_new (int, before->n_nodes);
  double sum_dropped = 0;
  double sum_raised = 0;
  double worst = 0;
  double lost = 0;
  guint n_cold = 0;

  heng_flow_order_solve (before, FEW_RESTARTS);
  for (guint i = 0; i < before->n_nodes; i++)
    earlier[i] = before->position[i];
  for (guint i = 0; i < before->n_edges; i++)
    {
      g_autoptr(HengFlowLayers) dropped = change_edge (before, i, TRUE);
      g_autoptr(HengFlowLayers) raised = change_edge (before, i, FALSE);
      double share;

      heng_flow_order_resume (dropped, earlier);
      heng_flow_order_resume (raised, earlier);
      share = share_swapped (before, dropped);
      sum_dropped += share;
      worst = MAX (worst, share);
      sum_raised += share_swapped (before, raised);
      if (i % 20 == 0)
        {
          gint64 warm = heng_flow_layers_weigh (dropped);

          heng_flow_order_solve (dropped, FEW_RESTARTS);
          lost += (warm - heng_flow_layers_weigh (dropped)) / heng_flow_layers_get_norm (dropped);
          n_cold++;
        }
    }
  g_test_message ("%s: dropped %.3f %% (worst %.2f %%), raised %.3f %%, lost %.3f points", (const char *) data,
                  100 * sum_dropped / before->n_edges, 100 * worst, 100 * sum_raised / before->n_edges, 100 * lost / n_cold);
  g_assert_cmpfloat (sum_dropped / before->n_edges, <=, 0.005);
  g_assert_cmpfloat (worst, <=, 0.04);
  g_assert_cmpfloat (sum_raised / before->n_edges, <=, 0.0005);
  g_assert_cmpfloat (lost / n_cold, <=, 0.002);
}

static void
test_new_nodes_join_their_neighbours (void)
{
  static const guint layer_of[] = { 0, 0, 0, 1, 1, 1 };
  static const HengFlowEdge edges[] = { { 0, 3, 5 }, { 1, 4, 5 }, { 2, 5, 5 } };
  static const int earlier[] = { 1, -1, 0, 1, -1, 0 };
  g_autoptr(HengFlowLayers) layers = heng_flow_layers_new (2, 6, layer_of, 3, edges);

  heng_flow_order_resume (layers, earlier);
  g_assert_cmpint (heng_flow_layers_weigh (layers), ==, 0);
  g_assert_cmpuint (layers->position[2], <, layers->position[0]);
}

static void
assert_heeds (const HengFlowLayers *layers,
              const int            *fixed)
{
  for (guint i = 0; i < layers->n_nodes; i++)
    for (guint j = 0; j < layers->n_nodes; j++)
      if (layers->layer_of[i] == layers->layer_of[j] && fixed[i] >= 0 && fixed[j] > fixed[i])
        g_assert_cmpuint (layers->position[i], <, layers->position[j]);
}

static void
assert_is_an_order (const HengFlowLayers *layers)
{
  g_autofree gboolean *seen = g_new0 (gboolean, layers->n_nodes + 1);

  for (guint layer = 0; layer < layers->n_layers; layer++)
    for (guint slot = layers->layer_start[layer]; slot < layers->layer_start[layer + 1]; slot++)
      {
        guint node = layers->order[slot];

        g_assert_false (seen[node]);
        seen[node] = TRUE;
        g_assert_cmpuint (layers->layer_of[node], ==, layer);
        g_assert_cmpuint (layers->position[node], ==, slot - layers->layer_start[layer]);
      }
}

/* Every @step-th node is fixed, in an order that the free search would hardly find. */
typedef struct
{
  const char *graph;
  guint       step;
} FixedRow;

static const FixedRow fixed_rows[] = {
  { "uni-34-40-s1", 3 }, { "uni-34-200-s1", 1 }, { "uni-34-200-s1", 5 }, { "pmr-34-200-s2", 2 }, { "layband-5x34-400-s1", 4 },
};

static void
test_fixed_nodes_keep_their_order (gconstpointer data)
{
  const FixedRow *row = data;
  g_autoptr(HengFlowLayers) layers = flow_fixture_load_layers (row->graph);
  g_autofree int *fixed = g_new (int, layers->n_nodes);
  g_autofree int *earlier = g_new (int, layers->n_nodes);
  gint64 free_weight;
  gint64 weight;

  heng_flow_order_solve (layers, 20);
  free_weight = heng_flow_layers_weigh (layers);
  for (guint i = 0; i < layers->n_nodes; i++)
    {
      earlier[i] = layers->position[i];
      fixed[i] = i % row->step == 0 ? (int) (i * 29 % layers->n_nodes) : -1;
    }

  heng_flow_order_solve_fixed (layers, 20, fixed);
  assert_is_an_order (layers);
  assert_heeds (layers, fixed);
  weight = heng_flow_layers_weigh (layers);
  g_assert_cmpint (weight, >, free_weight);

  /* No free node could do better elsewhere. */
  for (guint i = 0; i < layers->n_nodes; i++)
    earlier[i] = layers->position[i];
  heng_flow_order_resume_fixed (layers, earlier, fixed);
  assert_is_an_order (layers);
  assert_heeds (layers, fixed);
  g_assert_cmpint (heng_flow_layers_weigh (layers), ==, weight);
}

/* What the search finds by itself may as well be asked for: fixing it changes nothing and costs nothing. */
static void
test_fixing_what_was_found_costs_nothing (void)
{
  g_autoptr(HengFlowLayers) layers = flow_fixture_load_layers ("uni-34-40-s2");
  g_autoptr(HengFlowLayers) again = flow_fixture_load_layers ("uni-34-40-s2");
  g_autofree int *fixed = g_new (int, layers->n_nodes);

  heng_flow_order_solve (layers, FEW_RESTARTS);
  for (guint i = 0; i < layers->n_nodes; i++)
    fixed[i] = layers->position[i];
  heng_flow_order_solve_fixed (again, 0, fixed);
  g_assert_cmpmem (again->order, again->n_nodes * sizeof (guint), layers->order, layers->n_nodes * sizeof (guint));
}

/* Two fixed upside down by their numbers: the mirror image would be nearer to the numbers, and is not asked for. */
static void
test_fixed_nodes_are_not_mirrored (void)
{
  static const guint layer_of[] = { 0, 0, 0, 1, 1, 1 };
  static const HengFlowEdge edges[] = { { 0, 3, 5 }, { 1, 4, 5 }, { 2, 5, 5 }, { 0, 4, 1 }, { 1, 5, 1 } };
  static const int fixed[] = { 9, -1, 2, -1, -1, -1 };
  g_autoptr(HengFlowLayers) layers = heng_flow_layers_new (2, 6, layer_of, 5, edges);

  heng_flow_order_solve_fixed (layers, 10, fixed);
  g_assert_cmpint (heng_flow_layers_weigh (layers), ==, 0);
  g_assert_cmpuint (layers->position[2], ==, 0);
  g_assert_cmpuint (layers->position[0], ==, 2);
  g_assert_cmpuint (layers->position[5], ==, 0);
}

/* The fixed may lie in parts that no flow joins. */
static void
test_fixed_nodes_of_two_parts_keep_their_order (void)
{
  static const guint layer_of[] = { 0, 0, 0, 1, 1, 1 };
  static const HengFlowEdge edges[] = { { 0, 3, 900 }, { 1, 4, 5 }, { 2, 5, 20 } };
  static const int fixed[] = { 1, 0, -1, -1, -1, -1 };
  g_autoptr(HengFlowLayers) layers = heng_flow_layers_new (2, 6, layer_of, 3, edges);

  heng_flow_order_solve_fixed (layers, 10, fixed);
  g_assert_cmpint (heng_flow_layers_weigh (layers), ==, 0);
  g_assert_cmpuint (layers->position[1], <, layers->position[0]);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/flow/order/reaches-proved-optima", test_reaches_proved_optima);
  g_test_add_func ("/flow/order/repeats-itself", test_repeats_itself);
  g_test_add_data_func ("/flow/order/order-of-edges-means-nothing/uni", "uni-34-200-s2", test_order_of_edges_means_nothing);
  g_test_add_data_func ("/flow/order/order-of-edges-means-nothing/pmr", "pmr-337-2000-s1", test_order_of_edges_means_nothing);
  g_test_add_func ("/flow/order/new-nodes-join-their-neighbours", test_new_nodes_join_their_neighbours);
  for (guint i = 0; i < G_N_ELEMENTS (changed); i++)
    {
      g_autofree char *path = g_strconcat ("/flow/order/small-changes-move-little/", changed[i], NULL);

      g_test_add_data_func (path, changed[i], test_small_changes_move_little);
    }
  g_test_add_func ("/flow/order/fixing-what-was-found-costs-nothing", test_fixing_what_was_found_costs_nothing);
  g_test_add_func ("/flow/order/fixed-nodes-are-not-mirrored", test_fixed_nodes_are_not_mirrored);
  g_test_add_func ("/flow/order/fixed-nodes-of-two-parts-keep-their-order", test_fixed_nodes_of_two_parts_keep_their_order);
  for (guint i = 0; i < G_N_ELEMENTS (fixed_rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/flow/order/fixed-nodes-keep-their-order/%s-%u", fixed_rows[i].graph,
                                               fixed_rows[i].step);

      g_test_add_data_func (path, &fixed_rows[i], test_fixed_nodes_keep_their_order);
    }
  for (guint i = 0; i < G_N_ELEMENTS (families); i++)
    {
      g_autofree char *path = g_strconcat ("/flow/order/beats-the-common-library/", families[i].family, NULL);

      g_test_add_data_func (path, &families[i], test_beats_the_common_library);
    }

  return g_test_run ();
}
