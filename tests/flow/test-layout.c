// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow-fixture.h"
#include "heng-flow-painter.h"
#include "heng-flow-random.h"

#include <string.h>

/* Every diagram on many pages with many graphs: what must hold for all of them. */
typedef struct
{
  const char     *name;
  HengFlowDiagram diagram;
  HengFlowMiddle  middle;
} Kind;

static const Kind kinds[] = {
  { "three-columns", HENG_FLOW_DIAGRAM_SANKEY, HENG_FLOW_MIDDLE_MECHANISM },
  { "groups", HENG_FLOW_DIAGRAM_SANKEY, HENG_FLOW_MIDDLE_GROUP },
  { "two-columns", HENG_FLOW_DIAGRAM_SANKEY, HENG_FLOW_MIDDLE_NONE },
  { "network", HENG_FLOW_DIAGRAM_NETWORK, HENG_FLOW_MIDDLE_NONE },
  { "chord", HENG_FLOW_DIAGRAM_CHORD, HENG_FLOW_MIDDLE_NONE },
  { "matrix", HENG_FLOW_DIAGRAM_MATRIX, HENG_FLOW_MIDDLE_NONE },
  { "tiles", HENG_FLOW_DIAGRAM_TILES, HENG_FLOW_MIDDLE_NONE },
  { "od-map", HENG_FLOW_DIAGRAM_OD_MAP, HENG_FLOW_MIDDLE_NONE },
};

typedef struct
{
  guint     n_regions;
  guint     n_links;
  double    width_pt;
  double    height_pt;
  FlowNames names;
} Page;

static const Page pages[] = {
  { 34, 1, 600, 400, FLOW_NAMES_CHINESE },
  { 34, 40, 600, 400, FLOW_NAMES_CHINESE },
  { 34, 40, 1600, 900, FLOW_NAMES_ENGLISH },
  { 34, 200, 595, 842, FLOW_NAMES_CHINESE },
  { 34, 200, 1200, 800, FLOW_NAMES_LONG },
  { 34, 1000, 842, 595, FLOW_NAMES_CHINESE },
  { 5, 40, 800, 600, FLOW_NAMES_EMPTY },
  { 34, 40, 120, 90, FLOW_NAMES_CHINESE },
  { 337, 400, 1191, 842, FLOW_NAMES_CHINESE },
};

static HengFlowLayout *
lay_out (HengFlowGraph *graph,
         const Kind    *kind,
         double         width_pt,
         double         height_pt)
{
  HengFlowOptions options;

  heng_flow_options_init (&options);
  options.diagram = kind->diagram;
  options.middle = kind->middle;
  options.width_pt = width_pt;
  options.height_pt = height_pt;
  options.n_restarts = 5;
  flow_fixture_fill_texts (&options.texts);

  return heng_flow_layout_new (graph, &options);
}

static void
test_holds_on_every_page (gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autoptr(HengFlowGraph) graph = flow_fixture_build_graph (pages[i].n_regions, pages[i].n_links, i + 1, pages[i].names);
      g_autoptr(HengFlowLayout) layout = lay_out (graph, data, pages[i].width_pt, pages[i].height_pt);

      g_test_message ("%u regions, %u links, %.0f × %.0f", pages[i].n_regions, pages[i].n_links, pages[i].width_pt,
                      pages[i].height_pt);
      flow_fixture_check_layout (layout, pages[i].width_pt, pages[i].height_pt);
    }
}

static void
test_repeats_itself (gconstpointer data)
{
  g_autoptr(HengFlowGraph) graph = flow_fixture_build_graph (34, 120, 3, FLOW_NAMES_CHINESE);
  g_autoptr(HengFlowLayout) one = lay_out (graph, data, 900, 600);
  g_autoptr(HengFlowLayout) other = lay_out (graph, data, 900, 600);
  g_autofree char *first = flow_fixture_describe (one);
  g_autofree char *second = flow_fixture_describe (other);

  g_assert_cmpstr (first, ==, second);
}

/* The same links, added from the last to the first, between nodes added in another order. */
static HengFlowGraph *
turn_graph (HengFlowGraph *graph)
{
  g_autoptr(HengFlowGraphBuilder) builder = heng_flow_graph_builder_new ();

  for (guint i = heng_flow_graph_get_n_nodes (graph); i-- > 0;)
    heng_flow_graph_builder_add_node (builder, heng_flow_graph_get_node (graph, i)->id,
                                      heng_flow_graph_get_node (graph, i)->label, NULL);
  for (guint i = heng_flow_graph_get_n_mechanisms (graph); i-- > 0;)
    {
      const HengFlowGraphMechanism *mechanism = heng_flow_graph_get_mechanism (graph, i);

      heng_flow_graph_builder_add_mechanism (builder, mechanism->id, mechanism->label, mechanism->colour_index, NULL);
    }
  for (guint i = heng_flow_graph_get_n_groups (graph); i-- > 0;)
    heng_flow_graph_builder_add_group (builder, heng_flow_graph_get_group (graph, i)->id,
                                       heng_flow_graph_get_group (graph, i)->label, NULL);
  for (guint i = heng_flow_graph_get_n_links (graph); i-- > 0;)
    {
      const HengFlowGraphLink *link = heng_flow_graph_get_link (graph, i);

      for (guint j = link->n_records; j-- > 0;)
        {
          HengFlowGraphEntry entry = { .payer = heng_flow_graph_get_node (graph, link->payer)->id,
                                       .mechanism = heng_flow_graph_get_mechanism (graph, link->mechanism)->id,
                                       .receiver = heng_flow_graph_get_node (graph, link->receiver)->id,
                                       .is_reversed = link->is_reversed, .record = link->records[j],
                                       .amount = j == 0 ? link->amount - (link->n_records - 1) : 1 };

          if (link->group >= 0)
            entry.group = heng_flow_graph_get_group (graph, link->group)->id;
          g_assert_true (heng_flow_graph_builder_add_entry (builder, &entry, NULL));
        }
    }

  return heng_flow_graph_builder_finish (g_steal_pointer (&builder), NULL);
}

static void
test_does_not_depend_on_input_order (gconstpointer data)
{
  g_autoptr(HengFlowGraph) graph = flow_fixture_build_graph (34, 120, 4, FLOW_NAMES_ENGLISH);
  g_autoptr(HengFlowGraph) turned = turn_graph (graph);
  g_autoptr(HengFlowLayout) one = lay_out (graph, data, 900, 600);
  g_autoptr(HengFlowLayout) other = lay_out (turned, data, 900, 600);
  g_autofree char *first = flow_fixture_describe (one);
  g_autofree char *second = flow_fixture_describe (other);

  g_assert_cmpstr (first, ==, second);
}

static void
test_loses_nothing_to_other (gconstpointer data)
{
  const Kind *kind = data;
  g_autoptr(HengFlowGraph) graph = flow_fixture_build_graph (40, 100, 6, FLOW_NAMES_CHINESE);
  gint64 total = heng_flow_graph_get_total (graph);

  for (gint64 min_amount = 0; min_amount / 4 < total; min_amount = min_amount * 25 + 20000000)
    for (guint max_nodes = 0; max_nodes <= 10; max_nodes += 5)
      {
        HengFlowOptions options;
        g_autoptr(HengFlowLayout) layout = NULL;
        g_autoptr(GHashTable) records = g_hash_table_new (g_int64_hash, g_int64_equal);
        gint64 paid = 0;
        guint n_nodes[HENG_FLOW_SIDE_BOTH + 1] = { 0 };

        heng_flow_options_init (&options);
        options.diagram = kind->diagram;
        options.middle = kind->middle;
        options.n_restarts = 0;
        options.min_amount = min_amount;
        options.max_nodes = max_nodes;
        layout = heng_flow_layout_new (graph, &options);
        flow_fixture_check_layout (layout, options.width_pt, options.height_pt);
        for (guint i = 0; i < heng_flow_layout_get_n_nodes (layout); i++)
          {
            const HengFlowNode *node = heng_flow_layout_get_node (layout, i);

            n_nodes[node->side]++;
            paid += node->side == HENG_FLOW_SIDE_MIDDLE ? 0 : node->paid;
            g_assert_true ((node->n_bundled > 0) == (strcmp (node->id, "*") == 0));
            g_assert_cmpuint (node->n_bundled, !=, 1);
          }
        g_assert_cmpint (paid, ==, total);
        for (guint i = 0; i < G_N_ELEMENTS (n_nodes) && max_nodes > 0; i++)
          g_assert_true (i == HENG_FLOW_SIDE_MIDDLE || n_nodes[i] <= max_nodes);

        for (guint i = 0; i < heng_flow_layout_get_n_links (layout); i++)
          {
            const HengFlowLink *link = heng_flow_layout_get_link (layout, i);

            for (guint j = 0; j < link->n_records; j++)
              g_assert_true (g_hash_table_add (records, (gpointer) &link->records[j]));
          }
        g_assert_cmpuint (g_hash_table_size (records), ==, 100);
      }
}

static HengFlowGraph *
build_small (const gint64 *amounts,
             guint         n_amounts)
{
  static const char *const ids[] = { "110000", "120000", "130000", "140000" };
  g_autoptr(HengFlowGraphBuilder) builder = heng_flow_graph_builder_new ();

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    heng_flow_graph_builder_add_node (builder, ids[i], ids[i], NULL);
  heng_flow_graph_builder_add_mechanism (builder, "grain", "Grain", 2, NULL);
  for (guint i = 0; i < n_amounts; i++)
    g_assert_true (heng_flow_graph_builder_add_link (builder, ids[i % 4], "grain", ids[(i + 1) % 4], FALSE, amounts[i], i, NULL));

  return heng_flow_graph_builder_finish (g_steal_pointer (&builder), NULL);
}

/* Amounts that break careless drawings. */
typedef struct
{
  const char *name;
  guint       n_amounts;
  gint64      amounts[4];
  guint       n_links; /* that must be drawn */
} Extreme;

static const Extreme extremes[] = {
  { "nothing", 0, { 0 }, 0 },
  { "all-zero", 3, { 0, 0, 0 }, 0 },
  { "one", 1, { 12600000000 }, 1 },
  { "one-fen", 1, { 1 }, 1 },
  { "billion-to-one", 2, { 1000000000, 1 }, 2 },
  { "largest", 1, { G_MAXINT64 }, 1 },
  { "largest-beside-one", 2, { G_MAXINT64 - 1, 1 }, 2 },
  { "round-in-a-circle", 4, { 5, 5, 5, 5 }, 4 },
};

static void
test_survives_extremes (gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (extremes); i++)
    {
      g_autoptr(HengFlowGraph) graph = build_small (extremes[i].amounts, extremes[i].n_amounts);
      g_autoptr(HengFlowLayout) layout = lay_out (graph, data, 800, 600);

      g_test_message ("%s", extremes[i].name);
      g_assert_cmpuint (heng_flow_layout_get_n_links (layout), ==, extremes[i].n_links);
      if (extremes[i].n_links > 0)
        flow_fixture_check_layout (layout, 800, 600);
      else
        g_assert_cmpuint (heng_flow_layout_get_n_nodes (layout), ==, 0);
    }
}

/* Dropping one link and keeping the order leaves almost everything where it stood. */
static void
test_keeps_an_earlier_order (void)
{
  g_autoptr(HengFlowGraph) before = flow_fixture_build_graph (34, 80, 9, FLOW_NAMES_CHINESE);
  g_autoptr(HengFlowGraph) after = flow_fixture_build_graph (34, 79, 9, FLOW_NAMES_CHINESE);
  HengFlowOptions options;
  g_autoptr(HengFlowLayout) first = NULL;
  g_autoptr(HengFlowLayout) second = NULL;
  guint n_pairs = 0;
  guint n_swapped = 0;

  heng_flow_options_init (&options);
  first = heng_flow_layout_new (before, &options);
  options.previous = first;
  second = heng_flow_layout_new (after, &options);
  for (guint i = 0; i < heng_flow_layout_get_n_nodes (first); i++)
    for (guint j = 0; j < i; j++)
      {
        const HengFlowNode *a = heng_flow_layout_get_node (first, i);
        const HengFlowNode *b = heng_flow_layout_get_node (first, j);

        for (guint k = 0; k < heng_flow_layout_get_n_nodes (second); k++)
          for (guint l = 0; l < heng_flow_layout_get_n_nodes (second); l++)
            {
              const HengFlowNode *c = heng_flow_layout_get_node (second, k);
              const HengFlowNode *d = heng_flow_layout_get_node (second, l);

              if (a->side != b->side || c->side != a->side || d->side != a->side ||
                  !g_str_equal (a->id, c->id) || !g_str_equal (b->id, d->id))
                continue;
              n_pairs++;
              n_swapped += (a->y0 < b->y0) != (c->y0 < d->y0);
            }
      }
  g_assert_cmpuint (n_pairs, >, 500);
  g_assert_cmpuint (n_swapped * 25, <=, n_pairs);
}

static void
test_one_scale_for_several (void)
{
  g_autoptr(HengFlowGraph) large = flow_fixture_build_graph (34, 80, 1, FLOW_NAMES_CHINESE);
  g_autoptr(HengFlowGraph) small = flow_fixture_build_graph (34, 20, 2, FLOW_NAMES_CHINESE);
  g_autoptr(HengFlowLayout) first = NULL;
  g_autoptr(HengFlowLayout) second = NULL;
  HengFlowOptions options;

  heng_flow_options_init (&options);
  options.full_scale = 3.0 * heng_flow_graph_get_total (large);
  first = heng_flow_layout_new (large, &options);
  second = heng_flow_layout_new (small, &options);
  g_assert_cmpfloat_with_epsilon (heng_flow_layout_get_scale (first) / heng_flow_layout_get_scale (second), 1, 1e-9);
}

static void
test_refuses_a_page_too_small (void)
{
  g_autoptr(HengFlowGraph) graph = flow_fixture_build_graph (4, 4, 1, FLOW_NAMES_CHINESE);
  HengFlowOptions options;

  heng_flow_options_init (&options);
  options.width_pt = 0;
  g_test_expect_message ("heng-flow", G_LOG_LEVEL_CRITICAL, "*width_pt >= 120*");
  g_assert_null (heng_flow_layout_new (graph, &options));
  g_test_assert_expected_messages ();
}

static void
add_for_kinds (const char            *what,
               GTestDataFunc          func)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *path = g_strdup_printf ("/flow/layout/%s/%s", what, kinds[i].name);

      g_test_add_data_func (path, &kinds[i], func);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add_for_kinds ("holds-on-every-page", test_holds_on_every_page);
  add_for_kinds ("repeats-itself", test_repeats_itself);
  add_for_kinds ("does-not-depend-on-input-order", test_does_not_depend_on_input_order);
  add_for_kinds ("loses-nothing-to-other", test_loses_nothing_to_other);
  add_for_kinds ("survives-extremes", test_survives_extremes);
  g_test_add_func ("/flow/layout/keeps-an-earlier-order", test_keeps_an_earlier_order);
  g_test_add_func ("/flow/layout/one-scale-for-several", test_one_scale_for_several);
  g_test_add_func ("/flow/layout/refuses-a-page-too-small", test_refuses_a_page_too_small);

  return g_test_run ();
}
