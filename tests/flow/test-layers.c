// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow-fixture.h"
#include "heng-flow-random.h"

/* The definition itself: every pair of edges of a gap, strictly reversed at both ends. */
static void
count_by_hand (const HengFlowLayers *layers,
               gint64               *count,
               gint64               *weight)
{
  *count = *weight = 0;
  for (guint a = 0; a < layers->n_nodes; a++)
    for (guint b = 0; b < layers->n_nodes; b++)
      {
        if (layers->layer_of[a] != layers->layer_of[b] || layers->position[a] >= layers->position[b])
          continue;
        for (guint i = layers->down_start[a]; i < layers->down_start[a + 1]; i++)
          for (guint j = layers->down_start[b]; j < layers->down_start[b + 1]; j++)
            if (layers->position[layers->down[i].node] > layers->position[layers->down[j].node])
              {
                *count += 1;
                *weight += layers->down[i].weight * layers->down[j].weight;
              }
      }
}

static const char *const names[] = { "uni-8-20-s1", "band-34-40-s2", "pmr-34-200-s1", "lay-3x11-200-s3", "layband-5x34-400-s1" };

static void
test_counts_as_by_hand (gconstpointer data)
{
  g_autoptr(HengFlowLayers) layers = flow_fixture_load_layers (data);
  HengFlowRandom random = heng_flow_random_seeded (5);

  for (guint trial = 0; trial < 10; trial++)
    {
      gint64 count;
      gint64 weight;

      count_by_hand (layers, &count, &weight);
      g_assert_cmpint (heng_flow_layers_count (layers), ==, count);
      g_assert_cmpint (heng_flow_layers_weigh (layers), ==, weight);
      for (guint layer = 0; layer < layers->n_layers; layer++)
        {
          guint *order = layers->order + layers->layer_start[layer];

          for (guint i = heng_flow_layers_get_size (layers, layer); i > 1; i--)
            {
              guint j = heng_flow_random_below (&random, i);
              guint moved = order[i - 1];

              order[i - 1] = order[j];
              order[j] = moved;
            }
          heng_flow_layers_renumber (layers, layer);
        }
    }
}

static void
test_shared_ends_never_cross (void)
{
  static const guint layer_of[] = { 0, 0, 1, 1 };
  static const HengFlowEdge edges[] = { { 0, 2, 3 }, { 0, 3, 5 }, { 1, 2, 7 }, { 1, 3, 11 } };
  g_autoptr(HengFlowLayers) layers = heng_flow_layers_new (2, 4, layer_of, 4, edges);

  g_assert_cmpint (heng_flow_layers_count (layers), ==, 1);
  g_assert_cmpint (heng_flow_layers_weigh (layers), ==, 5 * 7);
}

static void
test_norm_is_what_can_cross_at_most (void)
{
  static const guint layer_of[] = { 0, 0, 1, 1 };
  static const HengFlowEdge edges[] = { { 0, 3, 3 }, { 1, 2, 7 } };
  g_autoptr(HengFlowLayers) layers = heng_flow_layers_new (2, 4, layer_of, 2, edges);

  g_assert_cmpint (heng_flow_layers_weigh (layers), ==, 21);
  g_assert_cmpfloat (heng_flow_layers_get_norm (layers), ==, 21);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_strconcat ("/flow/layers/counts-as-by-hand/", names[i], NULL);

      g_test_add_data_func (path, names[i], test_counts_as_by_hand);
    }
  g_test_add_func ("/flow/layers/shared-ends-never-cross", test_shared_ends_never_cross);
  g_test_add_func ("/flow/layers/norm-is-what-can-cross-at-most", test_norm_is_what_can_cross_at_most);

  return g_test_run ();
}
