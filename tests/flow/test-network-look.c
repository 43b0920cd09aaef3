// SPDX-License-Identifier: GPL-3.0-or-later
/* What a free network looks like: what its names, lanes and ears may not do. */
#include "flow-fixture.h"
#include "heng-flow-type.h"

#define WIDTH 1200
#define HEIGHT 800

typedef struct
{
  const char *payer;
  const char *receiver;
  gint64      amount;
} Flow;

static HengFlowGraph *
build_graph (const Flow *flows,
             guint       n)
{
  g_autoptr(HengFlowGraphBuilder) builder = heng_flow_graph_builder_new ();
  g_autoptr(GError) error = NULL;
  HengFlowGraph *graph;

  for (char letter = 'A'; letter <= 'H'; letter++)
    {
      char id[] = { letter, '\0' };
      g_autofree char *label = g_strdup_printf ("Compensation fund of %s", id);

      heng_flow_graph_builder_add_node (builder, id, label, &error);
      g_assert_no_error (error);
    }
  heng_flow_graph_builder_add_mechanism (builder, "watershed", "流域补偿", 0, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < n; i++)
    {
      heng_flow_graph_builder_add_link (builder, flows[i].payer, "watershed", flows[i].receiver, FALSE, flows[i].amount, i, &error);
      g_assert_no_error (error);
    }
  graph = heng_flow_graph_builder_finish (g_steal_pointer (&builder), &error);
  g_assert_no_error (error);

  return graph;
}

static HengFlowLayout *
lay_out (HengFlowGraph *graph)
{
  HengFlowOptions options;

  heng_flow_options_init (&options);
  options.diagram = HENG_FLOW_DIAGRAM_NETWORK;
  options.width_pt = WIDTH;
  options.height_pt = HEIGHT;
  options.n_restarts = 10;

  return heng_flow_layout_new (graph, &options);
}

static const Flow both_ways[] = { { "A", "B", 900 }, { "B", "A", 300 }, { "C", "C", 500 }, { "A", "C", 400 }, { "C", "D", 800 } };

static void
find_extent (const HengFlowLayout *layout,
             guint                 link,
             double               *top,
             double               *bottom)
{
  const HengFlowDisplay *display = heng_flow_layout_get_display (layout);

  *top = HEIGHT;
  *bottom = 0;
  for (guint i = 0; i < heng_flow_display_get_n_shapes (display); i++)
    {
      const HengFlowShape *shape = heng_flow_display_get_shape (display, i);

      if (shape->role != HENG_FLOW_ROLE_LINK || shape->link != (int) link)
        continue;
      *top = MIN (*top, shape->y0);
      *bottom = MAX (*bottom, shape->y1);
    }
  g_assert_cmpfloat (*top, <, *bottom);
}

/* The outermost height of what runs back, by the middle of its stroke. */
static double
find_lane_distance (const HengFlowLayout *layout,
                    guint                 link,
                    double                least,
                    double                most)
{
  const HengFlowDisplay *display = heng_flow_layout_get_display (layout);
  double distance = -1;

  for (guint i = 0; i < heng_flow_display_get_n_shapes (display); i++)
    {
      const HengFlowShape *shape = heng_flow_display_get_shape (display, i);
      guint n_steps;
      const HengFlowStep *steps = heng_flow_display_get_path (display, i, &n_steps);

      if (shape->kind == HENG_FLOW_SHAPE_STROKE && shape->link == (int) link)
        for (guint j = 0; j < n_steps; j++)
          distance = MAX (distance, MAX (least - steps[j].y, steps[j].y - most));
    }

  return distance;
}

static void
test_pairs_and_loops_are_drawn (void)
{
  g_autoptr(HengFlowGraph) graph = build_graph (both_ways, G_N_ELEMENTS (both_ways));
  g_autoptr(HengFlowLayout) layout = lay_out (graph);
  double least = HEIGHT;
  double most = 0;
  guint n_back = 0;

  flow_fixture_check_layout (layout, WIDTH, HEIGHT);
  for (guint i = 0; i < heng_flow_layout_get_n_nodes (layout); i++)
    {
      least = MIN (least, heng_flow_layout_get_node (layout, i)->y0);
      most = MAX (most, heng_flow_layout_get_node (layout, i)->y1);
    }
  g_assert_cmpuint (heng_flow_layout_get_n_links (layout), ==, G_N_ELEMENTS (both_ways));
  for (guint i = 0; i < heng_flow_layout_get_n_links (layout); i++)
    {
      const HengFlowLink *link = heng_flow_layout_get_link (layout, i);
      double top;
      double bottom;

      find_extent (layout, i, &top, &bottom);
      if (link->from == link->to)
        {
          const HengFlowNode *node = heng_flow_layout_get_node (layout, link->from);

          /* A small ear at its bar: over it, and no further than it is thick and a bit. */
          g_assert_cmpfloat (top, <, node->y0);
          g_assert_cmpfloat (top, >, node->y0 - 2 * link->width - 40);
          g_assert_true (link->is_back);
        }
      else if (link->is_back)
        g_assert_cmpfloat (find_lane_distance (layout, i, least, most), >=, link->width + 6 - 1e-6);
      n_back += link->is_back;
    }
  g_assert_cmpuint (n_back, ==, 2);
}

/* A thin way through a fund beside a thick one, as most books have it: what stands in the middle could be struck through. */
static const Flow thin_ways[] = { { "A", "B", 900 }, { "B", "C", 900 }, { "D", "E", 4 }, { "E", "F", 3 }, { "G", "E", 5 },
                                  { "E", "H", 6 },   { "A", "H", 300 }, { "F", "H", 2 } };

/* Returns: whether the upper edge of a band goes through the inside of a box */
static gboolean
goes_through (const HengFlowDisplay *display,
              guint                  shape,
              const HengFlowLabel   *box)
{
  guint n_steps;
  const HengFlowStep *steps = heng_flow_display_get_path (display, shape, &n_steps);
  const double inside = 1.5;

  for (guint i = 1; i + 2 < n_steps; i++)
    {
      const HengFlowStep *p = &steps[i - 1];

      if (steps[i].kind != HENG_FLOW_STEP_CURVE || steps[i + 2].x <= p->x)
        continue;
      for (guint j = 0; j <= 20; j++)
        {
          double t = j / 20.0;
          double s = 1 - t;
          double x = s * s * s * p->x + 3 * s * s * t * steps[i].x + 3 * s * t * t * steps[i + 1].x + t * t * t * steps[i + 2].x;
          double y = s * s * s * p->y + 3 * s * s * t * steps[i].y + 3 * s * t * t * steps[i + 1].y + t * t * t * steps[i + 2].y;

          if (x > box->x0 && x < box->x1 && y > box->y0 + inside && y < box->y1 - inside)
            return TRUE;
        }
      i += 2;
    }

  return FALSE;
}

static void
test_own_lines_strike_no_name_through (void)
{
  g_autoptr(HengFlowGraph) graph = build_graph (thin_ways, G_N_ELEMENTS (thin_ways));
  g_autoptr(HengFlowLayout) layout = lay_out (graph);
  const HengFlowDisplay *display = heng_flow_layout_get_display (layout);
  guint n_tried = 0;

  flow_fixture_check_layout (layout, WIDTH, HEIGHT);
  g_assert_cmpuint (heng_flow_layout_get_n_labels (layout), ==, heng_flow_layout_get_n_nodes (layout));
  for (guint i = 0; i < heng_flow_layout_get_n_labels (layout); i++)
    {
      const HengFlowLabel *label = heng_flow_layout_get_label (layout, i);

      for (guint j = 0; j < heng_flow_display_get_n_shapes (display); j++)
        {
          const HengFlowShape *shape = heng_flow_display_get_shape (display, j);
          const HengFlowLink *link;

          if (!shape->is_band || shape->link < 0 || shape->thickness_pt > label->y1 - label->y0)
            continue;
          link = heng_flow_layout_get_link (layout, (guint) shape->link);
          if (link->from != (guint) label->node && link->to != (guint) label->node)
            continue;
          n_tried++;
          if (goes_through (display, j, label))
            g_error ("“%s” is struck through by its own link from %u to %u", label->text, link->from, link->to);
        }
    }
  g_assert_cmpuint (n_tried, >, 8);
}

/* No name is cut where there is room for it. */
static void
test_names_stand_in_full (void)
{
  g_autoptr(HengFlowGraph) graph = build_graph (thin_ways, G_N_ELEMENTS (thin_ways));
  g_autoptr(HengFlowLayout) layout = lay_out (graph);
  const HengFlowDisplay *display = heng_flow_layout_get_display (layout);
  g_auto(HengFlowType) type;

  heng_flow_type_init (&type, heng_flow_display_get_font (display));
  for (guint i = 0; i < heng_flow_display_get_n_shapes (display); i++)
    {
      const HengFlowShape *shape = heng_flow_display_get_shape (display, i);
      HengFlowSetting setting = { .size_pt = shape->size_pt, .n_lines = 1, .width_pt = -1 };
      double width;
      double height;

      if (shape->kind != HENG_FLOW_SHAPE_TEXT || shape->role != HENG_FLOW_ROLE_LABEL)
        continue;
      heng_flow_type_measure (&type, shape->text, &setting, &width, &height);
      g_assert_cmpfloat (shape->x1 - shape->x0, >=, width - 0.01);
    }
}

static void
test_bars_are_as_high_as_their_links (gconstpointer data)
{
  g_autoptr(HengFlowGraph) graph = flow_fixture_build_graph (31, GPOINTER_TO_UINT (data), 7, FLOW_NAMES_ENGLISH);
  g_autoptr(HengFlowLayout) layout = lay_out (graph);
  guint n_nodes = heng_flow_layout_get_n_nodes (layout);
  g_autofree double *given = g_new0 (double, n_nodes);
  g_autofree double *taken = g_new0 (double, n_nodes);

  for (guint i = 0; i < heng_flow_layout_get_n_links (layout); i++)
    {
      const HengFlowLink *link = heng_flow_layout_get_link (layout, i);
      const HengFlowNode *from = heng_flow_layout_get_node (layout, link->from);
      const HengFlowNode *to = heng_flow_layout_get_node (layout, link->to);

      given[link->from] += link->width;
      taken[link->to] += link->width;
      g_assert_cmpfloat (link->y0 - link->width / 2, >=, from->y0 - 1e-6);
      g_assert_cmpfloat (link->y0 + link->width / 2, <=, from->y1 + 1e-6);
      g_assert_cmpfloat (link->y1 - link->width / 2, >=, to->y0 - 1e-6);
      g_assert_cmpfloat (link->y1 + link->width / 2, <=, to->y1 + 1e-6);
    }
  for (guint i = 0; i < n_nodes; i++)
    {
      const HengFlowNode *node = heng_flow_layout_get_node (layout, i);

      g_assert_cmpfloat_with_epsilon (node->y1 - node->y0, MAX (given[i], taken[i]), 1e-6);
    }
}

/* Whoever sees a lane must not take it for a frame of bars: it keeps away from all of them, and stays on the page. */
static void
test_lanes_lie_outside (gconstpointer data)
{
  guint n_links = GPOINTER_TO_UINT (data);
  g_autoptr(HengFlowGraph) graph = flow_fixture_build_graph (31, n_links, 7, FLOW_NAMES_ENGLISH);
  g_autoptr(HengFlowLayout) layout = lay_out (graph);
  double least = HEIGHT;
  double most = 0;
  guint n_back = 0;

  for (guint i = 0; i < heng_flow_layout_get_n_nodes (layout); i++)
    {
      least = MIN (least, heng_flow_layout_get_node (layout, i)->y0);
      most = MAX (most, heng_flow_layout_get_node (layout, i)->y1);
    }
  for (guint i = 0; i < heng_flow_layout_get_n_links (layout); i++)
    {
      const HengFlowLink *link = heng_flow_layout_get_link (layout, i);
      double top;
      double bottom;

      if (!link->is_back || link->from == link->to)
        continue;
      n_back++;
      find_extent (layout, i, &top, &bottom);
      g_assert_cmpfloat (top, >=, 0);
      g_assert_cmpfloat (bottom, <=, HEIGHT);
      g_assert_cmpfloat (find_lane_distance (layout, i, least, most), >=, link->width + 6 - 1e-6);
    }
  g_assert_cmpuint (n_back, >, n_links / 20);
}

/* An ear keeps its shape, be it a hairline or most of the money: no higher and no wider than a line of type or so. */
static void
test_ears_are_bounded (void)
{
  static const gint64 amounts[] = { 1, 100, 10000, 1000000 };

  for (guint i = 0; i < G_N_ELEMENTS (amounts); i++)
    {
      Flow flows[] = { { "A", "B", 900 }, { "B", "B", amounts[i] }, { "B", "C", 800 } };
      g_autoptr(HengFlowGraph) graph = build_graph (flows, G_N_ELEMENTS (flows));
      g_autoptr(HengFlowLayout) layout = lay_out (graph);
      const HengFlowDisplay *display = heng_flow_layout_get_display (layout);
      guint n_ears = 0;

      flow_fixture_check_layout (layout, WIDTH, HEIGHT);
      for (guint j = 0; j < heng_flow_display_get_n_shapes (display); j++)
        {
          const HengFlowShape *shape = heng_flow_display_get_shape (display, j);
          const HengFlowLink *link = shape->link >= 0 ? heng_flow_layout_get_link (layout, (guint) shape->link) : NULL;
          const HengFlowNode *node;

          if (link == NULL || link->from != link->to)
            continue;
          node = heng_flow_layout_get_node (layout, link->from);
          n_ears++;
          g_assert_cmpfloat (shape->y0, <, node->y0);
          g_assert_cmpfloat (shape->y0, >, node->y0 - 22);
          g_assert_cmpfloat (shape->x0, >, node->x0 - 22);
          g_assert_cmpfloat (shape->x1, <, node->x1 + 22);
          g_assert_cmpfloat (shape->y1, <=, node->y1 + 1);
        }
      g_assert_cmpuint (n_ears, ==, 1);
    }
}

/* What is bundled is drawn as well: at every threshold all that flows. */
static void
test_thresholds_keep_the_total (void)
{
  static const double shares[] = { 0, 0.5, 0.9 };
  g_autoptr(HengFlowGraph) graph = flow_fixture_build_graph (31, 200, 7, FLOW_NAMES_CHINESE);
  guint n_before = 100;

  for (guint most = 40; most >= 2; most /= 2)
    for (guint i = 0; i < G_N_ELEMENTS (shares); i++)
      {
        HengFlowOptions options;
        g_autoptr(HengFlowLayout) layout = NULL;
        gint64 total = 0;

        heng_flow_options_init (&options);
        options.diagram = HENG_FLOW_DIAGRAM_NETWORK;
        options.n_restarts = 1;
        options.max_nodes = most;
        options.min_share = shares[i];
        layout = heng_flow_layout_new (graph, &options);
        for (guint j = 0; j < heng_flow_layout_get_n_links (layout); j++)
          total += heng_flow_layout_get_link (layout, j)->amount;
        g_assert_cmpint (total, ==, heng_flow_graph_get_total (graph));
        g_assert_cmpuint (heng_flow_layout_get_n_nodes (layout), <=, MAX (n_before, 1));
        if (i == 0)
          n_before = heng_flow_layout_get_n_nodes (layout);
      }
  g_assert_cmpuint (n_before, <=, 3);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/flow/network-look/pairs-and-loops-are-drawn", test_pairs_and_loops_are_drawn);
  g_test_add_func ("/flow/network-look/own-lines-strike-no-name-through", test_own_lines_strike_no_name_through);
  g_test_add_func ("/flow/network-look/names-stand-in-full", test_names_stand_in_full);
  g_test_add_data_func ("/flow/network-look/bars-are-as-high-as-their-links/40", GUINT_TO_POINTER (40),
                        test_bars_are_as_high_as_their_links);
  g_test_add_data_func ("/flow/network-look/bars-are-as-high-as-their-links/200", GUINT_TO_POINTER (200),
                        test_bars_are_as_high_as_their_links);
  g_test_add_data_func ("/flow/network-look/lanes-lie-outside/120", GUINT_TO_POINTER (120), test_lanes_lie_outside);
  g_test_add_data_func ("/flow/network-look/lanes-lie-outside/200", GUINT_TO_POINTER (200), test_lanes_lie_outside);
  g_test_add_func ("/flow/network-look/ears-are-bounded", test_ears_are_bounded);
  g_test_add_func ("/flow/network-look/thresholds-keep-the-total", test_thresholds_keep_the_total);

  return g_test_run ();
}
