// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow-fixture.h"
#include "heng-flow-gains.h"
#include "heng-flow-random.h"

static guint
get_size (const HengFlowGains *gains,
          guint                layer)
{
  return gains->layer_start[layer + 1] - gains->layer_start[layer];
}

/* What moves have made of the gains is what counting anew gives, and each gain is what crosses less after a swap. */
static void
assert_is_as_counted (const HengFlowGains  *gains,
                      const HengFlowLayers *layers)
{
  g_autoptr(HengFlowGains) counted = heng_flow_gains_new (layers, NULL);

  g_assert_cmpint (gains->weight, ==, counted->weight);
  g_assert_cmpint (gains->weight, ==, heng_flow_layers_weigh (layers));
  for (guint layer = 0; layer < gains->n_layers; layer++)
    {
      gsize n = get_size (gains, layer);

      g_assert_cmpmem (gains->gain[layer], n * n * sizeof (gint64), counted->gain[layer], n * n * sizeof (gint64));
    }
}

static void
move_at_random (HengFlowGains  *gains,
                HengFlowRandom *random)
{
  guint layer = heng_flow_random_below (random, gains->n_layers);
  guint n = get_size (gains, layer);
  guint from = heng_flow_random_below (random, n);

  heng_flow_gains_move (gains, layer, from, heng_flow_random_below (random, n));
}

/* The second is too large to be copied: it is taken back move by move. */
static const char *const names[] = { "uni-34-200-s1", "uni-337-2000-s1", "pmr-34-40-s2", "layband-5x34-400-s2", "band-8-16-s1" };

static void
test_moves_count_as_anew (gconstpointer data)
{
  g_autoptr(HengFlowLayers) layers = flow_fixture_load_layers (data);
  g_autoptr(HengFlowGains) gains = heng_flow_gains_new (layers, NULL);
  HengFlowRandom random = heng_flow_random_seeded (11);

  for (guint round = 0; round < 5; round++)
    {
      for (guint i = 0; i < 10; i++)
        move_at_random (gains, &random);
      heng_flow_gains_store (gains, layers);
      assert_is_as_counted (gains, layers);
    }
}

static void
test_undo_leads_back (gconstpointer data)
{
  g_autoptr(HengFlowLayers) layers = flow_fixture_load_layers (data);
  g_autoptr(HengFlowGains) gains = heng_flow_gains_new (layers, NULL);
  g_autofree guint *kept = NULL;
  HengFlowRandom random = heng_flow_random_seeded (12);

  for (guint i = 0; i < 10; i++)
    move_at_random (gains, &random);
  heng_flow_gains_keep (gains);
  kept = g_memdup2 (gains->order, gains->n_slots * sizeof (guint));
  for (guint i = 0; i < 30; i++)
    move_at_random (gains, &random);
  heng_flow_gains_settle (gains, G_MAXUINT);
  heng_flow_gains_undo (gains);
  g_assert_cmpmem (gains->order, gains->n_slots * sizeof (guint), kept, gains->n_slots * sizeof (guint));
  for (guint slot = 0; slot < gains->n_slots; slot++)
    {
      guint first = gains->layer_start[gains->layer_of[slot]];

      g_assert_cmpuint (first + gains->order[first + gains->position[slot]], ==, slot);
    }
  heng_flow_gains_store (gains, layers);
  assert_is_as_counted (gains, layers);
}

/* When all is settled no node gains by any other place; a frozen layer has not moved. */
static void
test_settled_nodes_gain_nowhere (gconstpointer data)
{
  g_autoptr(HengFlowLayers) layers = flow_fixture_load_layers (data);
  g_autoptr(HengFlowGains) gains = heng_flow_gains_new (layers, NULL);
  g_autofree guint *first_order = g_memdup2 (gains->order, get_size (gains, 0) * sizeof (guint));
  gint64 before = gains->weight;

  heng_flow_gains_settle (gains, 0);
  g_assert_cmpmem (gains->order, get_size (gains, 0) * sizeof (guint), first_order, get_size (gains, 0) * sizeof (guint));
  heng_flow_gains_finish (gains);
  g_assert_cmpint (gains->weight, <, before);
  for (guint layer = 0; layer < gains->n_layers; layer++)
    for (guint at = 0; at < get_size (gains, layer); at++)
      g_assert_false (heng_flow_gains_sift (gains, layer, at));
}

/* Two nodes of each side, and what they save is just too little for one who is not to be moved by trifles. */
static void
test_trifles_move_nothing (void)
{
  static const guint layer_of[] = { 0, 0, 1, 1 };
  static const HengFlowEdge edges[] = { { 0, 3, 2 }, { 1, 2, 3 } };
  g_autoptr(HengFlowLayers) layers = heng_flow_layers_new (2, 4, layer_of, 2, edges);
  g_autoptr(HengFlowGains) gains = heng_flow_gains_new (layers, NULL);

  gains->inertia = 6;
  heng_flow_gains_settle (gains, G_MAXUINT);
  g_assert_cmpint (gains->weight, ==, 6);
  gains->inertia = 5;
  g_assert_true (heng_flow_gains_sift (gains, 0, 0));
  g_assert_cmpint (gains->weight, ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *counts = g_strconcat ("/flow/gains/moves-count-as-anew/", names[i], NULL);
      g_autofree char *undo = g_strconcat ("/flow/gains/undo-leads-back/", names[i], NULL);
      g_autofree char *settled = g_strconcat ("/flow/gains/settled-nodes-gain-nowhere/", names[i], NULL);

      g_test_add_data_func (counts, names[i], test_moves_count_as_anew);
      g_test_add_data_func (undo, names[i], test_undo_leads_back);
      g_test_add_data_func (settled, names[i], test_settled_nodes_gain_nowhere);
    }
  g_test_add_func ("/flow/gains/trifles-move-nothing", test_trifles_move_nothing);

  return g_test_run ();
}
