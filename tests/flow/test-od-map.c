// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow-fixture.h"
#include "flow-places.h"
#include "heng-flow-picker.h"

#include <math.h>
#include <string.h>

static char *
format_example (const char *payer,
                const char *receiver,
                gpointer    data)
{
  return g_strdup_printf ("%s > %s", payer, receiver);
}

static HengFlowLayout *
lay_out (HengFlowGraph *graph,
         double         width_pt,
         double         height_pt)
{
  g_autoptr(HengFlowTileGrid) grid = flow_places_load_grid ();
  HengFlowOptions options;

  heng_flow_options_init (&options);
  options.diagram = HENG_FLOW_DIAGRAM_OD_MAP;
  options.width_pt = width_pt;
  options.height_pt = height_pt;
  options.grid = grid;
  flow_fixture_fill_texts (&options.texts);
  options.texts.inner_note = "大格付出，小格受偿";
  options.texts.format_example = format_example;

  return heng_flow_layout_new (graph, &options);
}

static const HengFlowShape *
find_shape (const HengFlowLayout *layout,
            guint                 link)
{
  const HengFlowDisplay *display = heng_flow_layout_get_display (layout);

  for (guint i = 0; i < heng_flow_display_get_n_shapes (display); i++)
    if (heng_flow_display_get_shape (display, i)->link == (int) link)
      return heng_flow_display_get_shape (display, i);
  g_assert_not_reached ();
}

typedef struct
{
  guint  n_links;
  double width_pt;
  double height_pt;
} Page;

static const Page pages[] = { { 1, 600, 400 }, { 40, 1200, 800 }, { 200, 595, 842 }, { 1000, 1200, 800 }, { 40, 120, 90 } };

/* Each cell lies inside its payer's tile, at the same place for the same receiver, and is large enough to be found. */
static void
test_cells_stand_alike (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autoptr(HengFlowGraph) graph = flow_places_build_graph (pages[i].n_links, i + 1, FALSE);
      g_autoptr(HengFlowLayout) layout = lay_out (graph, pages[i].width_pt, pages[i].height_pt);
      guint n_links = heng_flow_layout_get_n_links (layout);

      flow_fixture_check_layout (layout, pages[i].width_pt, pages[i].height_pt);
      for (guint j = 0; j < n_links; j++)
        {
          const HengFlowLink *a = heng_flow_layout_get_link (layout, j);
          const HengFlowNode *payer = heng_flow_layout_get_node (layout, a->from);

          g_assert_true (a->x0 >= payer->x0 - 1e-6 && a->x1 <= payer->x1 + 1e-6);
          g_assert_true (a->y0 >= payer->y0 - 1e-6 && a->y1 <= payer->y1 + 1e-6);
          g_assert_cmpfloat (a->x1, >, a->x0);
          for (guint k = 0; k < j; k++)
            {
              const HengFlowLink *b = heng_flow_layout_get_link (layout, k);
              const HengFlowNode *other = heng_flow_layout_get_node (layout, b->from);

              if (a->to == b->to)
                g_assert_cmpfloat_with_epsilon (a->y0 - payer->y0, b->y0 - other->y0, 1e-6);
              else if (a->from == b->from)
                g_assert_true (a->x1 <= b->x0 + 1e-6 || b->x1 <= a->x0 + 1e-6 || a->y1 <= b->y0 + 1e-6 || b->y1 <= a->y0 + 1e-6);
            }
        }
    }
}

/* Of two cells the larger is never the paler, and the largest is in full. */
static void
test_lightness_follows_amounts (void)
{
  g_autoptr(HengFlowGraphBuilder) builder = heng_flow_graph_builder_new ();
  static const char *const ids[] = { "110000", "120000", "130000", "140000", "150000", "210000", "220000", "230000" };
  static const gint64 amounts[] = { 1, 9, 1000, 40000, 5000000, 200000000, 1000000000 };
  g_autoptr(HengFlowGraph) graph = NULL;
  g_autoptr(HengFlowLayout) layout = NULL;
  double before = 2;

  heng_flow_graph_builder_add_mechanism (builder, "m", "m", 0, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    heng_flow_graph_builder_add_node (builder, ids[i], ids[i], NULL);
  for (guint i = 0; i < G_N_ELEMENTS (amounts); i++)
    heng_flow_graph_builder_add_link (builder, ids[0], "m", ids[i + 1], FALSE, amounts[i], i, NULL);
  graph = heng_flow_graph_builder_finish (g_steal_pointer (&builder), NULL);
  layout = lay_out (graph, 1200, 800);

  for (guint i = 0; i < G_N_ELEMENTS (amounts); i++)
    {
      const HengFlowShape *shape = find_shape (layout, i);

      g_assert_cmpint (heng_flow_layout_get_link (layout, i)->amount, ==, amounts[i]);
      g_assert_cmpfloat (shape->paleness, <=, before);
      before = shape->paleness;
    }
  g_assert_cmpfloat (before, ==, 0);
  g_assert_cmpfloat (find_shape (layout, 0)->paleness, >, 0.5);
}

/* The example in the legend is the largest flow. */
static void
test_tells_an_example (void)
{
  g_autoptr(HengFlowGraph) graph = flow_places_build_graph (40, 4, FALSE);
  g_autoptr(HengFlowLayout) layout = lay_out (graph, 1200, 800);
  const HengFlowDisplay *display = heng_flow_layout_get_display (layout);
  const HengFlowLink *largest = NULL;
  g_autofree char *expected = NULL;
  guint n_found = 0;

  for (guint i = 0; i < heng_flow_layout_get_n_links (layout); i++)
    {
      const HengFlowLink *link = heng_flow_layout_get_link (layout, i);

      if (link->from != link->to && (largest == NULL || link->amount > largest->amount))
        largest = link;
    }
  expected = format_example (heng_flow_layout_get_node (layout, largest->from)->name,
                             heng_flow_layout_get_node (layout, largest->to)->name, NULL);
  for (guint i = 0; i < heng_flow_display_get_n_shapes (display); i++)
    n_found += heng_flow_display_get_shape (display, i)->text != NULL &&
               strstr (heng_flow_display_get_shape (display, i)->text, expected) != NULL;
  g_assert_cmpuint (n_found, ==, 1);
}

static void
test_does_not_depend_on_input_order (void)
{
  g_autoptr(HengFlowGraph) graph = flow_places_build_graph (120, 5, FALSE);
  g_autoptr(HengFlowGraph) turned = flow_places_build_graph (120, 5, TRUE);
  g_autoptr(HengFlowLayout) one = lay_out (graph, 1200, 800);
  g_autoptr(HengFlowLayout) other = lay_out (turned, 1200, 800);
  g_autofree char *first = flow_fixture_describe (one);
  g_autofree char *second = flow_fixture_describe (other);

  g_assert_cmpstr (first, ==, second);
}

/* The middle of what stands for a link is found as that link. */
static void
test_cells_are_found (void)
{
  g_autoptr(HengFlowGraph) graph = flow_places_build_graph (60, 4, FALSE);
  g_autoptr(HengFlowLayout) layout = lay_out (graph, 1200, 800);
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
  g_test_add_func ("/flow/od-map/cells-stand-alike", test_cells_stand_alike);
  g_test_add_func ("/flow/od-map/lightness-follows-amounts", test_lightness_follows_amounts);
  g_test_add_func ("/flow/od-map/tells-an-example", test_tells_an_example);
  g_test_add_func ("/flow/od-map/does-not-depend-on-input-order", test_does_not_depend_on_input_order);
  g_test_add_func ("/flow/od-map/cells-are-found", test_cells_are_found);

  return g_test_run ();
}
