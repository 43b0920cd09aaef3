// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow-fixture.h"
#include "heng-flow-exact.h"
#include "heng-flow-order.h"
#include "heng-flow-random.h"

#define NO_END G_MAXINT64

/* Goes through every order of layer after layer. */
static void
try_all (HengFlowLayers *layers,
         guint           slot,
         gint64         *least)
{
  guint layer = slot < layers->n_nodes ? layers->layer_of[layers->order[slot]] : 0;

  if (slot == layers->n_nodes)
    {
      for (guint i = 0; i < layers->n_layers; i++)
        heng_flow_layers_renumber (layers, i);
      *least = MIN (*least, heng_flow_layers_weigh (layers));
      return;
    }

  for (guint i = slot; i < layers->layer_start[layer + 1]; i++)
    {
      guint here = layers->order[slot];
      guint there = layers->order[i];

      layers->order[slot] = there;
      layers->order[i] = here;
      try_all (layers, slot + 1, least);
      layers->order[slot] = here;
      layers->order[i] = there;
    }
}

typedef struct
{
  guint sizes[3];
  guint n_layers;
  guint n_edges;
} Shape;

static const Shape shapes[] = {
  { { 1, 1 }, 2, 1 }, { { 1, 5 }, 2, 4 }, { { 4, 4 }, 2, 9 }, { { 5, 3 }, 2, 11 }, { { 3, 5 }, 2, 6 }, { { 3, 3, 4 }, 3, 14 },
  { { 4, 2, 4 }, 3, 12 },
};

static HengFlowLayers *
make_layers (const Shape    *shape,
             HengFlowRandom *random)
{
  g_autofree guint *layer_of = NULL;
  g_autofree HengFlowEdge *edges = g_new (HengFlowEdge, shape->n_edges);
  guint first[4] = { 0 };

  for (guint i = 0; i < shape->n_layers; i++)
    first[i + 1] = first[i] + shape->sizes[i];
  layer_of = g_new (guint, first[shape->n_layers]);
  for (guint i = 0; i < shape->n_layers; i++)
    for (guint j = first[i]; j < first[i + 1]; j++)
      layer_of[j] = i;
  for (guint i = 0; i < shape->n_edges; i++)
    {
      guint layer = heng_flow_random_below (random, shape->n_layers - 1);

      edges[i].from = first[layer] + heng_flow_random_below (random, shape->sizes[layer]);
      edges[i].to = first[layer + 1] + heng_flow_random_below (random, shape->sizes[layer + 1]);
      edges[i].weight = heng_flow_random_below (random, 100);
    }

  return heng_flow_layers_new (shape->n_layers, first[shape->n_layers], layer_of, shape->n_edges, edges);
}

static void
test_finds_the_best_of_all_orders (gconstpointer data)
{
  const Shape *shape = data;
  HengFlowRandom random = heng_flow_random_seeded (3);

  for (guint trial = 0; trial < 12; trial++)
    {
      g_autoptr(HengFlowLayers) layers = make_layers (shape, &random);
      g_autofree guint *order = g_memdup2 (layers->order, sizeof (guint) * layers->n_nodes);
      gint64 least = G_MAXINT64;

      try_all (layers, 0, &least);
      heng_flow_layers_set_order (layers, order);
      g_assert_true (heng_flow_exact_solve (layers, NO_END));
      g_assert_cmpint (heng_flow_layers_weigh (layers), ==, least);
    }
}

static void
test_agrees_with_proved_optima (void)
{
  g_autoptr(GArray) bars = flow_fixture_load_bars ();
  guint n = 0;

  for (guint i = 0; i < bars->len; i++)
    {
      const FlowBar *bar = &g_array_index (bars, FlowBar, i);
      g_autoptr(HengFlowLayers) layers = NULL;

      if (bar->optimum < 0 || (!g_str_has_prefix (bar->name, "uni-8-") && !g_str_has_prefix (bar->name, "band-8-")))
        continue;
      layers = flow_fixture_load_layers (bar->name);
      /* From the order of the file, without any search before. */
      g_assert_true (heng_flow_exact_solve (layers, NO_END));
      g_assert_cmpint (heng_flow_layers_weigh (layers), ==, bar->optimum);
      n++;
    }
  g_assert_cmpuint (n, ==, 9);
}

static void
test_gives_up_in_time (void)
{
  g_autoptr(HengFlowLayers) layers = flow_fixture_load_layers ("uni-8-40-s1");
  gint64 before = heng_flow_layers_weigh (layers);

  g_assert_false (heng_flow_exact_solve (layers, 1000));
  g_assert_cmpint (heng_flow_layers_weigh (layers), <=, before);
}

static void
test_leaves_what_is_too_long (void)
{
  g_autoptr(HengFlowLayers) layers = flow_fixture_load_layers ("uni-34-40-s1");
  gint64 before = heng_flow_layers_weigh (layers);

  g_assert_false (heng_flow_exact_solve (layers, NO_END));
  g_assert_cmpint (heng_flow_layers_weigh (layers), ==, before);
}

static const char *const bounded[] = { "uni-8-20-s1", "uni-34-200-s1", "hub-34-200-s2", "band-34-200-s3", "pmr-34-200-s1" };

/* While one layer stands, no order of the other crosses less than the bound; what sifting leaves is close to it. */
static void
test_nothing_crosses_less_than_the_bound (gconstpointer data)
{
  g_autoptr(HengFlowLayers) layers = flow_fixture_load_layers (data);
  guint last = layers->n_layers - 1;

  for (guint round = 0; round < 2; round++)
    {
      gint64 bound = heng_flow_exact_bound (layers, 0);
      gint64 weight;

      /* Of three layers the first knows but its own gap; the last has the other. */
      if (layers->n_layers == 3)
        bound += heng_flow_exact_bound (layers, last);
      weight = heng_flow_layers_weigh (layers);
      g_assert_cmpint (bound, <=, weight);
      g_test_message ("%s: %.4f of what crosses is beyond the bound", (const char *) data, 1 - (double) bound / weight);
      if (round == 1)
        g_assert_cmpfloat ((double) bound / weight, >=, 0.96);
      heng_flow_order_solve (layers, 100);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      g_autofree char *path = g_strdup_printf ("/flow/exact/finds-the-best-of-all-orders/%u", i);

      g_test_add_data_func (path, &shapes[i], test_finds_the_best_of_all_orders);
    }
  g_test_add_func ("/flow/exact/agrees-with-proved-optima", test_agrees_with_proved_optima);
  g_test_add_func ("/flow/exact/gives-up-in-time", test_gives_up_in_time);
  g_test_add_func ("/flow/exact/leaves-what-is-too-long", test_leaves_what_is_too_long);
  for (guint i = 0; i < G_N_ELEMENTS (bounded); i++)
    {
      g_autofree char *path = g_strconcat ("/flow/exact/nothing-crosses-less-than-the-bound/", bounded[i], NULL);

      g_test_add_data_func (path, bounded[i], test_nothing_crosses_less_than_the_bound);
    }

  return g_test_run ();
}
