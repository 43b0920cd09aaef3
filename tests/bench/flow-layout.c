// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow-fixture.h"
#include "heng-flow-circle.h"
#include "heng-flow-cycles.h"
#include "heng-flow-order.h"
#include "heng-flow-painter.h"
#include "heng-flow-picker.h"
#include "heng-flow-random.h"

#include <stdio.h>

/* Prints what takes how long beside how long it may take. Machines differ, so that being over the bar is no failure. */
static void
report (const char *what,
        gint64      start_us,
        guint       n_runs,
        double      bar_ms)
{
  double took_ms = (g_get_monotonic_time () - start_us) / 1000.0 / n_runs;

  printf ("%-41s %9.3f ms   bar %8.3f ms%s\n", what, took_ms, bar_ms, took_ms > bar_ms ? "   over" : "");
}

static void
time_order (const char *name,
            guint       n_runs,
            double      bar_ms)
{
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < n_runs; i++)
    {
      g_autoptr(HengFlowLayers) layers = flow_fixture_load_layers (name);

      heng_flow_order_solve (layers, 100);
    }
  report (name, start, n_runs, bar_ms);
}

/* Two layers of @n nodes with @n_edges edges anywhere. */
static void
time_order_of_many (guint  n,
                    guint  n_edges,
                    double bar_ms)
{
  HengFlowRandom random = heng_flow_random_seeded (1);
  g_autofree guint *layer_of = g_new (guint, 2 * n);
  g_autofree HengFlowEdge *edges = g_new (HengFlowEdge, n_edges);
  g_autofree char *what = g_strdup_printf ("order %u + %u, %u links", n, n, n_edges);
  g_autoptr(HengFlowLayers) layers = NULL;
  gint64 start;

  for (guint i = 0; i < 2 * n; i++)
    layer_of[i] = i / n;
  for (guint i = 0; i < n_edges; i++)
    {
      edges[i].from = heng_flow_random_below (&random, n);
      edges[i].to = n + heng_flow_random_below (&random, n);
      edges[i].weight = 1000000 / (100 + heng_flow_random_below (&random, 9901));
    }
  layers = heng_flow_layers_new (2, 2 * n, layer_of, n_edges, edges);
  start = g_get_monotonic_time ();
  heng_flow_order_solve (layers, 100);
  report (what, start, 1, bar_ms);
}

static void
time_cycles (void)
{
  guint n;
  g_autofree gint64 *matrix = flow_fixture_load_matrix ("cyc-31-900-s1", &n);
  g_autofree guint *order = g_new (guint, n);
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < n; i++)
    order[i] = i;
  heng_flow_cycles_order (matrix, n, 100, order);
  report ("line of 31 nodes, 900 links", start, 1, 200);

  for (guint i = 0; i < n * n; i++)
    if (i / n < i % n)
      matrix[i] = matrix[i % n * n + i / n] = matrix[i] + matrix[i % n * n + i / n];
  start = g_get_monotonic_time ();
  heng_flow_circle_order (matrix, n, 100, order);
  report ("circle of 31 nodes, 900 links", start, 1, 200);
}

static void
time_page (guint       n_regions,
           guint       n_links,
           gboolean    has_middle,
           const char *what,
           double      layout_bar_ms,
           double      paint_bar_ms)
{
  g_autoptr(HengFlowGraph) graph = flow_fixture_build_graph (n_regions, n_links, 1, FLOW_NAMES_CHINESE);
  g_autofree char *painting = g_strconcat ("paint ", what, NULL);
  g_autofree char *lighting = g_strconcat ("light a node of ", what, NULL);
  g_autofree char *laying = g_strconcat ("lay out ", what, NULL);
  g_autofree char *finding = g_strconcat ("point at ", what, NULL);
  g_autoptr(HengFlowLayout) layout = NULL;
  g_autoptr(HengFlowPicker) picker = NULL;
  HengFlowOptions options;
  HengFlowPalette palette;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 1200, 1600);
  cairo_t *cr = cairo_create (surface);
  gint64 start;

  heng_flow_options_init (&options);
  options.width_pt = 1200;
  options.height_pt = 1600;
  options.middle = has_middle ? HENG_FLOW_MIDDLE_MECHANISM : HENG_FLOW_MIDDLE_NONE;
  flow_fixture_fill_texts (&options.texts);
  start = g_get_monotonic_time ();
  layout = heng_flow_layout_new (graph, &options);
  report (laying, start, 1, layout_bar_ms);

  heng_flow_palette_init (&palette, HENG_FLOW_PALETTE_LIGHT);
  heng_flow_paint (heng_flow_layout_get_display (layout), &palette, NULL, TRUE, cr);
  start = g_get_monotonic_time ();
  heng_flow_paint (heng_flow_layout_get_display (layout), &palette, NULL, TRUE, cr);
  report (painting, start, 1, paint_bar_ms);

  /* What a pointer that moves from link to link costs: nodes with many links most of all. */
  start = g_get_monotonic_time ();
  for (guint i = 0; i < n_regions; i++)
    {
      g_autoptr(HengFlowHighlight) highlight = heng_flow_highlight_new (layout);

      heng_flow_highlight_add_node (highlight, i % heng_flow_layout_get_n_nodes (layout));
      heng_flow_paint_lit (heng_flow_layout_get_display (layout), &palette, highlight, cr);
    }
  report (lighting, start, n_regions, 16);

  picker = heng_flow_picker_new (layout);
  start = g_get_monotonic_time ();
  for (guint i = 0; i < 1000; i++)
    heng_flow_picker_find (picker, 150 + i * 0.9, 200 + (i * 37) % 1200);
  report (finding, start, 1000, 0.1);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  time_order ("uni-34-40-s1", 20, 5);
  time_order ("uni-34-200-s1", 5, 30);
  time_order ("pmr-34-200-s1", 5, 30);
  time_order ("uni-34-1000-s1", 2, 120);
  time_order ("layband-5x34-1000-s1", 2, 120);
  time_order ("uni-337-2000-s1", 1, 200);
  time_order ("band-337-2000-s1", 1, 200);
  time_order_of_many (337, 10000, 800);
  time_cycles ();
  time_page (34, 200, TRUE, "34 regions, 200 links", 100, 100);
  time_page (34, 1000, TRUE, "34 regions, 1000 links", 200, 150);
  time_page (337, 10000, FALSE, "337 regions, 10000 links", 1500, 100);

  return 0;
}
