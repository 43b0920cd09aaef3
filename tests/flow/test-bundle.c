// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-bundle.h"

/* Four payers give 100, 40, 5 and 1; one of the regions has no flow at all. */
static HengFlowGraph *
build_graph (void)
{
  static const char *const ids[] = { "110000", "120000", "130000", "140000", "150000", "210000" };
  static const gint64 amounts[] = { 5, 100, 1, 40 };
  g_autoptr(HengFlowGraphBuilder) builder = heng_flow_graph_builder_new ();

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    heng_flow_graph_builder_add_node (builder, ids[i], ids[i], NULL);
  heng_flow_graph_builder_add_mechanism (builder, "grain", "Grain", 2, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (amounts); i++)
    g_assert_true (heng_flow_graph_builder_add_link (builder, ids[i], "grain", "210000", FALSE, amounts[i], i, NULL));

  return heng_flow_graph_builder_finish (g_steal_pointer (&builder), NULL);
}

typedef struct
{
  const char  *name;
  HengFlowSide side;
  guint        max_nodes;
  gint64       min_amount;
  double       min_share;
  guint        n_slots;
  guint        n_bundled;
  guint        slot_of_first; /* of 110000, which gives 5; G_MAXUINT: none */
} Row;

static const Row rows[] = {
  { "all", HENG_FLOW_SIDE_PAYER, 0, 0, 0, 4, 0, 0 },
  { "room-for-all", HENG_FLOW_SIDE_PAYER, 4, 0, 0, 4, 0, 0 },
  { "two-and-other", HENG_FLOW_SIDE_PAYER, 3, 0, 0, 3, 2, 2 },
  { "one-and-other", HENG_FLOW_SIDE_PAYER, 2, 0, 0, 2, 3, 1 },
  { "only-other", HENG_FLOW_SIDE_PAYER, 1, 0, 0, 1, 4, 0 },
  { "from-two-on", HENG_FLOW_SIDE_PAYER, 0, 2, 0, 4, 0, 0 },  /* a single small one keeps its name */
  { "from-six-on", HENG_FLOW_SIDE_PAYER, 0, 6, 0, 3, 2, 2 },
  { "from-forty-on", HENG_FLOW_SIDE_PAYER, 0, 40, 0, 3, 2, 2 },
  { "above-all", HENG_FLOW_SIDE_PAYER, 0, 1000, 0, 1, 4, 0 },
  { "receivers", HENG_FLOW_SIDE_RECEIVER, 1, 1000, 0, 1, 0, G_MAXUINT },
  { "share-of-nothing", HENG_FLOW_SIDE_PAYER, 0, 0, 1e-9, 2, 3, 1 },
  { "two-thirds", HENG_FLOW_SIDE_PAYER, 0, 0, 100.0 / 146, 2, 3, 1 }, /* reached exactly by the largest */
  { "just-above", HENG_FLOW_SIDE_PAYER, 0, 0, 100.5 / 146, 3, 2, 2 },
  { "all-but-the-last", HENG_FLOW_SIDE_PAYER, 0, 0, 0.99, 4, 0, 0 },
  { "whole-share", HENG_FLOW_SIDE_PAYER, 0, 0, 1, 4, 0, 0 },
  { "share-and-most", HENG_FLOW_SIDE_PAYER, 2, 0, 0.95, 2, 3, 1 },
  { "both", HENG_FLOW_SIDE_BOTH, 3, 0, 0, 3, 3, 2 },
};

static void
test_bundles (gconstpointer data)
{
  const Row *row = data;
  g_autoptr(HengFlowGraph) graph = build_graph ();
  HengFlowLimits limits = { row->max_nodes, row->min_amount, row->min_share };
  g_autoptr(HengFlowBundle) bundle = heng_flow_bundle_new (graph, row->side, &limits);

  g_assert_cmpuint (bundle->n_slots, ==, row->n_slots);
  g_assert_cmpuint (bundle->n_bundled, ==, row->n_bundled);
  g_assert_cmpuint (bundle->slot_of[0], ==, row->slot_of_first);
  g_assert_cmpuint (bundle->slot_of[4], ==, G_MAXUINT);
  g_assert_true ((bundle->node_of[bundle->n_slots - 1] == G_MAXUINT) == (row->n_bundled > 0));
  for (guint i = 0; i < bundle->n_slots; i++)
    if (bundle->node_of[i] != G_MAXUINT)
      g_assert_cmpuint (bundle->slot_of[bundle->node_of[i]], ==, i);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/flow/bundle/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_bundles);
    }

  return g_test_run ();
}
