// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow-fixture.h"
#include "heng-flow-picker.h"

#include <string.h>

/* Years side by side, and one year against another. */
typedef struct
{
  const char    *name;
  guint          n_panels;
  guint          n_regions;
  guint          n_links;
  double         width_pt;
  double         height_pt;
  HengFlowMiddle middle;
  FlowNames      names;
} Page;

static const Page pages[] = {
  { "two-wide", 2, 12, 20, 1200, 800, HENG_FLOW_MIDDLE_MECHANISM, FLOW_NAMES_CHINESE },
  { "three-in-groups", 3, 12, 30, 1600, 900, HENG_FLOW_MIDDLE_GROUP, FLOW_NAMES_ENGLISH },
  { "five-narrow", 5, 34, 60, 800, 600, HENG_FLOW_MIDDLE_NONE, FLOW_NAMES_CHINESE },
  { "ten-on-paper", 10, 34, 200, 595, 842, HENG_FLOW_MIDDLE_MECHANISM, FLOW_NAMES_LONG },
  { "sixty", 60, 5, 8, 1191, 842, HENG_FLOW_MIDDLE_NONE, FLOW_NAMES_ENGLISH },
  { "smallest", 4, 34, 40, 120, 90, HENG_FLOW_MIDDLE_MECHANISM, FLOW_NAMES_CHINESE },
  { "prefectures", 3, 337, 400, 1191, 842, HENG_FLOW_MIDDLE_MECHANISM, FLOW_NAMES_EMPTY },
};

static void
init_options (HengFlowOptions *options,
              const Page      *page)
{
  heng_flow_options_init (options);
  options->width_pt = page->width_pt;
  options->height_pt = page->height_pt;
  options->middle = page->middle;
  options->n_restarts = 5;
  flow_fixture_fill_texts (&options->texts);
}

static HengFlowGraph *
build (const Page *page)
{
  return flow_fixture_build_series (page->n_regions, page->n_links, page->n_panels, 7, page->names);
}

static gint64
sum_panel (HengFlowGraph *graph,
           guint          panel)
{
  g_autoptr(HengFlowGraph) part = heng_flow_graph_new_panels (graph, panel, panel);

  return heng_flow_graph_get_total (part);
}

static void
test_holds_on_every_page (gconstpointer data)
{
  const Page *page = data;
  g_autoptr(HengFlowGraph) graph = build (page);
  g_autofree gint64 *drawn = g_new0 (gint64, page->n_panels);
  g_autoptr(HengFlowLayout) layout = NULL;
  HengFlowOptions options;

  init_options (&options, page);
  options.is_series = TRUE;
  layout = heng_flow_layout_new (graph, &options);
  flow_fixture_check_layout (layout, page->width_pt, page->height_pt);
  for (guint i = 0; i < heng_flow_layout_get_n_links (layout); i++)
    {
      const HengFlowLink *link = heng_flow_layout_get_link (layout, i);

      g_assert_cmpuint (link->panel, <, page->n_panels);
      g_assert_cmpuint (heng_flow_layout_get_node (layout, link->from)->panel, ==, link->panel);
      g_assert_cmpuint (heng_flow_layout_get_node (layout, link->to)->panel, ==, link->panel);
      drawn[link->panel] += link->amount;
    }
  for (guint i = 0; i < page->n_panels; i++)
    g_assert_cmpint (drawn[i], ==, sum_panel (graph, i));
}

/* In all pictures of one row of them a node stands at the same height: none above another in one and below it in the next. */
static void
test_keeps_one_order (gconstpointer data)
{
  const Page *page = data;
  g_autoptr(HengFlowGraph) graph = build (page);
  g_autoptr(HengFlowLayout) layout = NULL;
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  HengFlowOptions options;
  guint n_repeated = 0;

  init_options (&options, page);
  options.is_series = TRUE;
  layout = heng_flow_layout_new (graph, &options);
  for (guint i = 0; i < heng_flow_layout_get_n_nodes (layout); i++)
    for (guint j = 0; j < i && page->n_regions <= 34; j++)
      {
        const HengFlowNode *a = heng_flow_layout_get_node (layout, i);
        const HengFlowNode *b = heng_flow_layout_get_node (layout, j);
        g_autofree char *key = NULL;
        int above = a->y0 < b->y0 ? 1 : -1;
        int before;

        if (a->side != b->side || a->panel != b->panel)
          continue;
        g_assert_true ((a->place < b->place) == (above > 0));
        key = strcmp (a->id, b->id) < 0 ? g_strdup_printf ("%u %s %s", a->side, a->id, b->id)
                                        : g_strdup_printf ("%u %s %s", a->side, b->id, a->id);
        above *= strcmp (a->id, b->id) < 0 ? 1 : -1;
        before = GPOINTER_TO_INT (g_hash_table_lookup (seen, key));
        g_assert_true (before == 0 || before == above);
        n_repeated += before != 0;
        g_hash_table_insert (seen, g_steal_pointer (&key), GINT_TO_POINTER (above));
      }
  g_assert_true (n_repeated > 10 || page->n_regions > 34);
}

/* Every node and link can be pointed at where it stands. */
static void
test_is_found_by_the_pointer (void)
{
  g_autoptr(HengFlowGraph) graph = build (&pages[0]);
  g_autoptr(HengFlowLayout) layout = NULL;
  g_autoptr(HengFlowPicker) picker = NULL;
  HengFlowOptions options;

  init_options (&options, &pages[0]);
  options.is_series = TRUE;
  layout = heng_flow_layout_new (graph, &options);
  picker = heng_flow_picker_new (layout);
  for (guint i = 0; i < heng_flow_layout_get_n_nodes (layout); i++)
    {
      const HengFlowNode *node = heng_flow_layout_get_node (layout, i);
      HengFlowItem item = heng_flow_picker_find (picker, (node->x0 + node->x1) / 2, (node->y0 + node->y1) / 2);

      g_assert_cmpint (item.kind, ==, HENG_FLOW_ITEM_NODE);
      g_assert_cmpuint (item.index, ==, i);
    }
}

static void
test_holds_against_a_baseline (gconstpointer data)
{
  const Page *page = data;
  g_autoptr(HengFlowGraph) graph = build (page);
  g_autoptr(HengFlowLayout) layout = NULL;
  HengFlowOptions options;
  gint64 before = 0;
  guint n_gone = 0;
  guint n_come = 0;

  init_options (&options, page);
  options.panel = 1;
  options.baseline = 0;
  layout = heng_flow_layout_new (graph, &options);
  flow_fixture_check_panel (layout, page->width_pt, page->height_pt, sum_panel (graph, 1));
  for (guint i = 0; i < heng_flow_layout_get_n_links (layout); i++)
    {
      const HengFlowLink *link = heng_flow_layout_get_link (layout, i);

      g_assert_cmpuint (link->panel, ==, 1);
      g_assert_cmpuint (link->n_records, >, 0);
      before += link->amount_before;
      n_gone += link->amount == 0;
      n_come += link->amount_before == 0;
    }
  g_assert_cmpint (before, ==, sum_panel (graph, 0));
  g_assert_cmpuint (n_gone, >, 0);
  g_assert_cmpuint (n_come, >, 0);
}

/* What flows no more is still found under the pointer, and says what it was. */
static void
test_finds_what_is_gone (void)
{
  g_autoptr(HengFlowGraphBuilder) builder = heng_flow_graph_builder_new ();
  HengFlowGraphEntry stays = { .payer = "1", .mechanism = "m", .receiver = "2", .amount = 50 };
  HengFlowGraphEntry goes = { .payer = "3", .mechanism = "m", .receiver = "4", .amount = 50, .record = 9 };
  g_autoptr(HengFlowGraph) graph = NULL;
  g_autoptr(HengFlowLayout) layout = NULL;
  g_autoptr(HengFlowPicker) picker = NULL;
  const HengFlowLink *gone = NULL;
  HengFlowOptions options;

  for (char id = '1'; id <= '4'; id++)
    heng_flow_graph_builder_add_node (builder, (char[]) { id, 0 }, "region", NULL);
  heng_flow_graph_builder_add_mechanism (builder, "m", "Grain", 2, NULL);
  heng_flow_graph_builder_add_panel (builder, "2023");
  heng_flow_graph_builder_add_panel (builder, "2024");
  heng_flow_graph_builder_add_entry (builder, &stays, NULL);
  heng_flow_graph_builder_add_entry (builder, &goes, NULL);
  stays.panel = 1;
  heng_flow_graph_builder_add_entry (builder, &stays, NULL);
  graph = heng_flow_graph_builder_finish (g_steal_pointer (&builder), NULL);

  heng_flow_options_init (&options);
  options.panel = 1;
  options.baseline = 0;
  layout = heng_flow_layout_new (graph, &options);
  picker = heng_flow_picker_new (layout);
  g_assert_cmpuint (heng_flow_layout_get_n_links (layout), ==, 2);
  for (guint i = 0; i < 2; i++)
    if (heng_flow_layout_get_link (layout, i)->amount == 0)
      gone = heng_flow_layout_get_link (layout, i);
  g_assert_nonnull (gone);
  g_assert_cmpint (gone->amount_before, ==, 50);
  g_assert_cmpuint (gone->records[0], ==, 9);
  g_assert_cmpint (heng_flow_picker_find (picker, (gone->x0 + gone->x1) / 2, (gone->y0 + gone->y1) / 2).kind, ==,
                   HENG_FLOW_ITEM_LINK);
}

/* Amounts per panel that break careless drawings; all of them flow between the same two. */
typedef struct
{
  const char *name;
  gint64      amounts[3];
} Extreme;

static const Extreme extremes[] = {
  { "nothing", { 0, 0, 0 } },
  { "only-the-first", { 7, 0, 0 } },
  { "only-the-last", { 0, 0, 7 } },
  { "the-middle-rests", { 5, 0, 5 } },
  { "billion-to-one", { 1000000000, 1, 1000000000 } },
  { "largest", { G_MAXINT64 - 2, 1, 1 } },
  { "all-large", { G_MAXINT64 / 3, G_MAXINT64 / 3, G_MAXINT64 / 3 } },
};

static HengFlowGraph *
build_extreme (const Extreme *extreme)
{
  g_autoptr(HengFlowGraphBuilder) builder = heng_flow_graph_builder_new ();

  heng_flow_graph_builder_add_node (builder, "1", "", NULL);
  heng_flow_graph_builder_add_node (builder, "2", "Anhui", NULL);
  heng_flow_graph_builder_add_mechanism (builder, "m", "Grain", 2, NULL);
  for (guint i = 0; i < 3; i++)
    {
      HengFlowGraphEntry entry = { .payer = "1", .mechanism = "m", .receiver = "2", .amount = extreme->amounts[i], .panel = i };

      heng_flow_graph_builder_add_panel (builder, i == 1 ? "" : "2024");
      g_assert_true (heng_flow_graph_builder_add_entry (builder, &entry, NULL));
    }

  return heng_flow_graph_builder_finish (g_steal_pointer (&builder), NULL);
}

static void
test_survives_extremes (gconstpointer data)
{
  const Extreme *extreme = data;
  g_autoptr(HengFlowGraph) graph = build_extreme (extreme);

  /* The series, then each year against each. */
  for (int i = 0; i < 10; i++)
    {
      g_autoptr(HengFlowLayout) layout = NULL;
      HengFlowOptions options;

      heng_flow_options_init (&options);
      options.is_series = i == 9;
      options.panel = i == 9 ? -1 : i / 3;
      options.baseline = i == 9 ? -1 : i % 3;
      flow_fixture_fill_texts (&options.texts);
      layout = heng_flow_layout_new (graph, &options);
      g_assert_cmpuint (heng_flow_display_get_n_shapes (heng_flow_layout_get_display (layout)), >, 0);
      if (heng_flow_layout_get_n_links (layout) > 0)
        {
          flow_fixture_check_panel (layout, 800, 600, i == 9 ? heng_flow_graph_get_total (graph) : extreme->amounts[i / 3]);
          g_assert_cmpint (heng_flow_layout_step (layout, (HengFlowItem) { HENG_FLOW_ITEM_NONE, 0 }, HENG_FLOW_DOWN).kind, ==,
                           HENG_FLOW_ITEM_NODE);
        }
      else
        g_assert_cmpint (i == 9 ? heng_flow_graph_get_total (graph) : extreme->amounts[i / 3], ==, 0);
    }
}

/* One panel alone, in every diagram: nothing of the others in it. */
static void
test_draws_one_panel_alone (void)
{
  g_autoptr(HengFlowGraph) graph = build (&pages[4]);

  for (HengFlowDiagram diagram = HENG_FLOW_DIAGRAM_SANKEY; diagram <= HENG_FLOW_DIAGRAM_OD_MAP; diagram++)
    {
      g_autoptr(HengFlowLayout) layout = NULL;
      HengFlowOptions options;

      init_options (&options, &pages[4]);
      options.diagram = diagram;
      options.panel = 2;
      layout = heng_flow_layout_new (graph, &options);
      flow_fixture_check_panel (layout, options.width_pt, options.height_pt, sum_panel (graph, 2));
      g_assert_cmpuint (heng_flow_layout_get_link (layout, 0)->panel, ==, 2);
    }
}

/* An order that a series has found holds for one of its years, drawn alone afterwards. */
static void
test_hands_its_order_on (void)
{
  g_autoptr(HengFlowGraph) graph = build (&pages[2]);
  g_autoptr(HengFlowLayout) series = NULL;
  g_autoptr(HengFlowLayout) alone = NULL;
  HengFlowOptions options;
  guint n_pairs = 0;
  guint n_swapped = 0;

  init_options (&options, &pages[2]);
  options.is_series = TRUE;
  series = heng_flow_layout_new (graph, &options);
  options.is_series = FALSE;
  options.panel = 1;
  options.previous = series;
  alone = heng_flow_layout_new (graph, &options);
  for (guint i = 0; i < heng_flow_layout_get_n_nodes (alone); i++)
    for (guint j = 0; j < heng_flow_layout_get_n_nodes (series); j++)
      {
        const HengFlowNode *a = heng_flow_layout_get_node (alone, i);
        const HengFlowNode *b = heng_flow_layout_get_node (series, j);

        if (b->panel != 1 || a->side != b->side || strcmp (a->id, b->id) != 0)
          continue;
        n_pairs++;
        n_swapped += ABS ((int) a->place - (int) b->place) > 4;
      }
  g_assert_cmpuint (n_pairs, >, 20);
  g_assert_cmpuint (n_swapped * 5, <=, n_pairs);
}

static void
add_for_pages (const char     *what,
               GTestDataFunc   func)
{
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autofree char *path = g_strdup_printf ("/flow/series/%s/%s", what, pages[i].name);

      g_test_add_data_func (path, &pages[i], func);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add_for_pages ("holds-on-every-page", test_holds_on_every_page);
  add_for_pages ("keeps-one-order", test_keeps_one_order);
  add_for_pages ("holds-against-a-baseline", test_holds_against_a_baseline);
  for (guint i = 0; i < G_N_ELEMENTS (extremes); i++)
    {
      g_autofree char *path = g_strdup_printf ("/flow/series/survives-extremes/%s", extremes[i].name);

      g_test_add_data_func (path, &extremes[i], test_survives_extremes);
    }
  g_test_add_func ("/flow/series/is-found-by-the-pointer", test_is_found_by_the_pointer);
  g_test_add_func ("/flow/series/finds-what-is-gone", test_finds_what_is_gone);
  g_test_add_func ("/flow/series/draws-one-panel-alone", test_draws_one_panel_alone);
  g_test_add_func ("/flow/series/hands-its-order-on", test_hands_its_order_on);

  return g_test_run ();
}
