// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-motion.h"

#include "flow-fixture.h"

#include <math.h>

static HengFlowLayout *
new_layout (HengFlowGraph     *graph,
            HengFlowDiagram    diagram,
            const char *const *order)
{
  HengFlowOptions options;

  heng_flow_options_init (&options);
  options.diagram = diagram;
  options.order_of_payers = order;

  return heng_flow_layout_new (graph, &options);
}

/* The last payer, so that a first place moves all of them. */
static const char *
find_last_payer (HengFlowLayout *layout)
{
  const HengFlowNode *last = NULL;

  for (guint i = 0; i < heng_flow_layout_get_n_nodes (layout); i++)
    {
      const HengFlowNode *node = heng_flow_layout_get_node (layout, i);

      if (node->side == HENG_FLOW_SIDE_PAYER && (last == NULL || node->place > last->place))
        last = node;
    }
  g_assert_nonnull (last);

  return last->id;
}

static double
measure_difference (const HengFlowDisplay *a,
                    const HengFlowDisplay *b)
{
  double sum = 0;

  g_assert_cmpuint (heng_flow_display_get_n_shapes (a), ==, heng_flow_display_get_n_shapes (b));
  for (guint i = 0; i < heng_flow_display_get_n_shapes (a); i++)
    {
      guint n;
      guint m;
      const HengFlowStep *one = heng_flow_display_get_path (a, i, &n);
      const HengFlowStep *other = heng_flow_display_get_path (b, i, &m);

      g_assert_cmpuint (n, ==, m);
      for (guint step = 0; step < n; step++)
        sum += fabs (one[step].x - other[step].x) + fabs (one[step].y - other[step].y);
      g_assert_cmpstr (heng_flow_display_get_shape (a, i)->text, ==, heng_flow_display_get_shape (b, i)->text);
    }

  return sum;
}

static void
what_moved_is_on_its_way (gconstpointer data)
{
  HengFlowDiagram diagram = (HengFlowDiagram) GPOINTER_TO_INT (data);
  g_autoptr (HengFlowGraph) graph = flow_fixture_build_graph (8, 20, 1, FLOW_NAMES_ENGLISH);
  g_autoptr (HengFlowGraph) other = flow_fixture_build_graph (8, 20, 1, FLOW_NAMES_ENGLISH);
  g_autoptr (HengFlowLayout) before = new_layout (graph, diagram, NULL);
  g_autoptr (HengFlowLayout) after = NULL;
  g_autoptr (HengFlowMotion) motion = NULL;
  const HengFlowDisplay *end;
  double half_way;

  if (diagram == HENG_FLOW_DIAGRAM_SANKEY)
    {
      g_autofree char **ids = g_new0 (char *, heng_flow_layout_get_n_nodes (before) + 1);
      guint n = 0;

      ids[n++] = (char *) find_last_payer (before);
      for (guint i = 0; i < heng_flow_layout_get_n_nodes (before); i++)
        if (heng_flow_layout_get_node (before, i)->side == HENG_FLOW_SIDE_PAYER &&
            !g_str_equal (heng_flow_layout_get_node (before, i)->id, ids[0]))
          ids[n++] = (char *) heng_flow_layout_get_node (before, i)->id;
      after = new_layout (other, diagram, (const char *const *) ids);
    }
  else
    after = new_layout (other, diagram, NULL);
  motion = heng_flow_motion_new (before, after);
  g_assert_nonnull (motion);

  end = heng_flow_layout_get_display (after);
  g_assert_cmpfloat_with_epsilon (measure_difference (heng_flow_motion_at (motion, 1), end), 0, 1e-9);
  if (diagram != HENG_FLOW_DIAGRAM_SANKEY)
    return;

  half_way = measure_difference (heng_flow_motion_at (motion, 0.5), end);
  g_assert_cmpfloat (half_way, >, 1);
  g_assert_cmpfloat (measure_difference (heng_flow_motion_at (motion, 0.75), end), <, half_way);
  g_assert_cmpfloat (measure_difference (heng_flow_motion_at (motion, 0.75), end), >, 0);
  /* Out of range is not further. */
  g_assert_cmpfloat_with_epsilon (measure_difference (heng_flow_motion_at (motion, 7), end), 0, 1e-9);
}

static void
nothing_moves_where_nothing_is_alike (void)
{
  g_autoptr (HengFlowGraph) graph = flow_fixture_build_graph (6, 10, 1, FLOW_NAMES_ENGLISH);
  g_autoptr (HengFlowGraph) many = flow_fixture_build_graph (60, 3000, 1, FLOW_NAMES_ENGLISH);
  g_autoptr (HengFlowLayout) sankey = new_layout (graph, HENG_FLOW_DIAGRAM_SANKEY, NULL);
  g_autoptr (HengFlowLayout) chord = new_layout (graph, HENG_FLOW_DIAGRAM_CHORD, NULL);
  g_autoptr (HengFlowLayout) large = new_layout (many, HENG_FLOW_DIAGRAM_SANKEY, NULL);

  g_assert_null (heng_flow_motion_new (sankey, sankey));
  g_assert_null (heng_flow_motion_new (sankey, chord));
  g_assert_null (heng_flow_motion_new (sankey, large));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/flow/motion/sankey", GINT_TO_POINTER (HENG_FLOW_DIAGRAM_SANKEY), what_moved_is_on_its_way);
  g_test_add_data_func ("/flow/motion/chord", GINT_TO_POINTER (HENG_FLOW_DIAGRAM_CHORD), what_moved_is_on_its_way);
  g_test_add_data_func ("/flow/motion/matrix", GINT_TO_POINTER (HENG_FLOW_DIAGRAM_MATRIX), what_moved_is_on_its_way);
  g_test_add_func ("/flow/motion/unlike", nothing_moves_where_nothing_is_alike);

  return g_test_run ();
}
