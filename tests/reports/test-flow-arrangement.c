// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-arrangement.h"

#include "heng-error.h"

#include <string.h>

typedef struct
{
  const char *name;
  const char *text;
  const char *written; /* (nullable): %NULL: an error */
  guint       line;    /* of the error */
} Row;

static const Row rows[] = {
  { "nothing", "", "", 0 },
  { "one column", "[receivers]\n410000\n", "[receivers]\n410000\n", 0 },
  { "in another order", "[receivers]\nb\n[payers]\na\nc\n", "[payers]\na\nc\n[receivers]\nb\n", 0 },
  { "twice the same heading", "[payers]\na\n[middle]\nm\n[payers]\nb\n", "[payers]\na\nb\n[middle]\nm\n", 0 },
  { "comments, spaces, lines of Windows, a mark", "\xef\xbb\xbf# mine\r\n\r\n [payers] \r\n  pool:T-1/共同 基金\r\n", "[payers]\npool:T-1/共同 基金\n", 0 },
  { "a heading without ids", "[payers]\n[middle]\nm", "[middle]\nm\n", 0 },
  { "an id before any heading", "\n\n410000\n[payers]\n", NULL, 3 },
  { "another heading", "[payers]\na\n[givers]\nb\n", NULL, 3 },
};

static void
test_text (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HengFlowArrangement) arrangement = heng_flow_arrangement_new_from_text (row->text, &error), again = NULL;
  g_autofree char *written = NULL, *twice = NULL;

  if (row->written == NULL)
    {
      g_assert_null (arrangement);
      g_assert_error (error, HENG_ERROR, HENG_ERROR_FLOW_ORDER);
      g_assert_cmpuint (heng_error_get_line (error), ==, row->line);
      return;
    }

  g_assert_no_error (error);
  written = heng_flow_arrangement_to_text (arrangement);
  g_assert_cmpstr (written, ==, row->written);
  again = heng_flow_arrangement_new_from_text (written, &error);
  g_assert_no_error (error);
  twice = heng_flow_arrangement_to_text (again);
  g_assert_cmpstr (twice, ==, written);
}

static HengFlowGraph *
new_graph (void)
{
  HengFlowGraphBuilder *builder = heng_flow_graph_builder_new ();

  g_assert_true (heng_flow_graph_builder_add_node (builder, "a", "A", NULL));
  g_assert_true (heng_flow_graph_builder_add_node (builder, "b", "B", NULL));
  g_assert_true (heng_flow_graph_builder_add_node (builder, "c", "C", NULL));
  g_assert_true (heng_flow_graph_builder_add_mechanism (builder, "m", "M", 0, NULL));
  g_assert_true (heng_flow_graph_builder_add_mechanism (builder, "n", "N", 1, NULL));
  g_assert_true (heng_flow_graph_builder_add_link (builder, "a", "m", "c", FALSE, 70, 0, NULL));
  g_assert_true (heng_flow_graph_builder_add_link (builder, "b", "n", "a", FALSE, 50, 1, NULL));
  return heng_flow_graph_builder_finish (builder, NULL);
}

/* What a layout is given it is drawn in, and gives back. */
static void
test_layout (void)
{
  static const char *const given[] = { "b", "a", NULL };
  g_autoptr (HengFlowGraph) graph = new_graph ();
  g_autoptr (HengFlowLayout) layout = NULL;
  g_autoptr (HengFlowArrangement) arrangement = NULL;
  HengFlowOptions options;

  heng_flow_options_init (&options);
  options.order_of_payers = given;
  layout = heng_flow_layout_new (graph, &options);
  arrangement = heng_flow_arrangement_new_from_layout (layout);
  g_assert_true (g_strv_equal ((const char *const *) arrangement->payers, given));
  g_assert_cmpuint (g_strv_length (arrangement->middles), ==, 2);
  g_assert_cmpuint (g_strv_length (arrangement->receivers), ==, 2);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *name = g_strdup_printf ("/reports/flow-arrangement/text/%s", rows[i].name);

      g_test_add_data_func (name, &rows[i], test_text);
    }
  g_test_add_func ("/reports/flow-arrangement/layout", test_layout);
  return g_test_run ();
}
