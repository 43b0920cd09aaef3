// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow-fixture.h"

typedef struct
{
  const char *payer;
  const char *mechanism;
  const char *receiver;
  gboolean    is_reversed;
  gint64      amount;
  guint64     record;
} Row;

static HengFlowGraphBuilder *
begin_graph (void)
{
  static const char *const ids[] = { "410000", "370000", "340000", "330000" };
  static const char *const mechanisms[] = { "watershed", "grain" };
  HengFlowGraphBuilder *builder = heng_flow_graph_builder_new ();

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    g_assert_true (heng_flow_graph_builder_add_node (builder, ids[i], ids[i], NULL));
  /* Given in the order opposite to their colours. */
  for (guint i = G_N_ELEMENTS (mechanisms); i-- > 0;)
    g_assert_true (heng_flow_graph_builder_add_mechanism (builder, mechanisms[i], mechanisms[i], i, NULL));

  return builder;
}

static HengFlowGraph *
build (const Row *rows,
       guint      n_rows,
       GError   **error)
{
  g_autoptr(HengFlowGraphBuilder) builder = begin_graph ();

  for (guint i = 0; i < n_rows; i++)
    if (!heng_flow_graph_builder_add_link (builder, rows[i].payer, rows[i].mechanism, rows[i].receiver, rows[i].is_reversed,
                                           rows[i].amount, rows[i].record, error))
      return NULL;

  return heng_flow_graph_builder_finish (g_steal_pointer (&builder), error);
}

static const Row rows[] = {
  { "370000", "watershed", "410000", FALSE, 6000, 7 },
  { "370000", "watershed", "410000", FALSE, 600, 3 },
  { "370000", "watershed", "410000", FALSE, 10, 7 },
  { "370000", "watershed", "410000", TRUE, 5, 9 },
  { "330000", "grain", "340000", FALSE, 40, 1 },
  { "330000", "watershed", "340000", FALSE, 30, 2 },
  { "340000", "watershed", "340000", FALSE, 8, 4 },
  { "340000", "watershed", "330000", FALSE, 0, 5 },
};

static void
test_sums_and_sorts (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HengFlowGraph) graph = build (rows, G_N_ELEMENTS (rows), &error);
  const HengFlowGraphLink *link;

  g_assert_no_error (error);
  g_assert_cmpuint (heng_flow_graph_get_n_nodes (graph), ==, 4);
  g_assert_cmpstr (heng_flow_graph_get_node (graph, 0)->id, ==, "330000");
  g_assert_cmpstr (heng_flow_graph_get_mechanism (graph, 0)->id, ==, "watershed");
  g_assert_cmpuint (heng_flow_graph_get_n_links (graph), ==, 5);
  g_assert_cmpuint (heng_flow_graph_get_n_dropped (graph), ==, 1);
  g_assert_cmpint (heng_flow_graph_get_total (graph), ==, 6693);

  link = heng_flow_graph_get_link (graph, 0);
  g_assert_cmpint (link->amount, ==, 30);
  link = heng_flow_graph_get_link (graph, 3);
  g_assert_cmpint (link->amount, ==, 6610);
  g_assert_cmpuint (link->n_records, ==, 2);
  g_assert_cmpuint (link->records[0], ==, 3);
  g_assert_cmpuint (link->records[1], ==, 7);
  g_assert_true (heng_flow_graph_get_link (graph, 4)->is_reversed);
}

static void
test_does_not_depend_on_input_order (void)
{
  Row turned[G_N_ELEMENTS (rows)];
  g_autoptr(HengFlowGraph) one = build (rows, G_N_ELEMENTS (rows), NULL);
  g_autoptr(HengFlowGraph) other = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    turned[i] = rows[G_N_ELEMENTS (rows) - 1 - i];
  other = build (turned, G_N_ELEMENTS (rows), NULL);
  for (guint i = 0; i < heng_flow_graph_get_n_links (one); i++)
    {
      const HengFlowGraphLink *a = heng_flow_graph_get_link (one, i);
      const HengFlowGraphLink *b = heng_flow_graph_get_link (other, i);

      g_assert_cmpuint (a->payer, ==, b->payer);
      g_assert_cmpuint (a->receiver, ==, b->receiver);
      g_assert_cmpint (a->amount, ==, b->amount);
      g_assert_cmpmem (a->records, a->n_records * sizeof (guint64), b->records, b->n_records * sizeof (guint64));
    }
}

typedef struct
{
  const char *name;
  Row         rows[2];
  guint       n_rows;
  int         code; /* -1: none */
} Refusal;

static const Refusal refusals[] = {
  { "negative", { { "370000", "grain", "410000", FALSE, -1, 0 } }, 1, HENG_FLOW_ERROR_AMOUNT },
  { "least", { { "370000", "grain", "410000", FALSE, G_MININT64, 0 } }, 1, HENG_FLOW_ERROR_AMOUNT },
  { "unknown-payer", { { "999999", "grain", "410000", FALSE, 1, 0 } }, 1, HENG_FLOW_ERROR_UNKNOWN },
  { "unknown-mechanism", { { "370000", "gold", "410000", FALSE, 1, 0 } }, 1, HENG_FLOW_ERROR_UNKNOWN },
  { "largest", { { "370000", "grain", "410000", FALSE, G_MAXINT64, 0 } }, 1, -1 },
  { "overflow-same-pair", { { "370000", "grain", "410000", FALSE, G_MAXINT64, 0 },
                            { "370000", "grain", "410000", FALSE, 1, 0 } }, 2, HENG_FLOW_ERROR_OVERFLOW },
  { "overflow-in-total", { { "370000", "grain", "410000", FALSE, G_MAXINT64, 0 },
                           { "330000", "grain", "340000", FALSE, 1, 0 } }, 2, HENG_FLOW_ERROR_OVERFLOW },
};

static void
test_refuses (gconstpointer data)
{
  const Refusal *refusal = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(HengFlowGraph) graph = build (refusal->rows, refusal->n_rows, &error);

  if (refusal->code < 0)
    g_assert_no_error (error);
  else
    g_assert_error (error, HENG_FLOW_ERROR, refusal->code);
  g_assert_true ((graph == NULL) == (refusal->code >= 0));
}

static void
test_refuses_names_twice (void)
{
  g_autoptr(HengFlowGraphBuilder) builder = begin_graph ();
  g_autoptr(GError) error = NULL;

  g_assert_false (heng_flow_graph_builder_add_node (builder, "410000", "Henan", &error));
  g_assert_error (error, HENG_FLOW_ERROR, HENG_FLOW_ERROR_DUPLICATE);
  g_clear_error (&error);
  g_assert_false (heng_flow_graph_builder_add_mechanism (builder, "grain", "Grain", 2, &error));
  g_assert_error (error, HENG_FLOW_ERROR, HENG_FLOW_ERROR_DUPLICATE);
  g_clear_error (&error);
  g_assert_false (heng_flow_graph_builder_set_tile (builder, "000001", "?", 0, 0, &error));
  g_assert_error (error, HENG_FLOW_ERROR, HENG_FLOW_ERROR_UNKNOWN);
}

static const HengFlowGraphEntry entries[] = {
  { "370000", "watershed", "410000", "yellow-river", 0, FALSE, 100, 1 },
  { "370000", "watershed", "410000", "yellow-river", 1, FALSE, 120, 2 },
  { "370000", "watershed", "410000", NULL, 1, FALSE, 7, 3 },
  { "370000", "watershed", "410000", "canal", 1, FALSE, 9, 4 },
  { "370000", "watershed", "410000", "yellow-river", 1, FALSE, 3, 5 },
  { "330000", "watershed", "340000", "canal", 0, FALSE, 50, 6 },
  { "330000", "watershed", "340000", "canal", 1, FALSE, 0, 7 },
  { "340000", "watershed", "330000", NULL, 1, FALSE, 0, 8 },
  { "340000", "watershed", "330000", "canal", 1, TRUE, 0, 9 },
};

static HengFlowGraph *
build_years (void)
{
  g_autoptr(HengFlowGraphBuilder) builder = begin_graph ();
  g_autoptr(GError) error = NULL;

  g_assert_true (heng_flow_graph_builder_add_group (builder, "yellow-river", "黄河", NULL));
  g_assert_true (heng_flow_graph_builder_add_group (builder, "canal", "运河", NULL));
  g_assert_false (heng_flow_graph_builder_add_group (builder, "canal", "", &error));
  g_assert_error (error, HENG_FLOW_ERROR, HENG_FLOW_ERROR_DUPLICATE);
  g_assert_cmpuint (heng_flow_graph_builder_add_panel (builder, "2023"), ==, 0);
  g_assert_cmpuint (heng_flow_graph_builder_add_panel (builder, "2024"), ==, 1);
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    g_assert_true (heng_flow_graph_builder_add_entry (builder, &entries[i], NULL));

  return heng_flow_graph_builder_finish (g_steal_pointer (&builder), NULL);
}

static void
test_tells_groups_and_panels_apart (void)
{
  static const struct
  {
    int    group;
    guint  panel;
    gint64 amount;
  } expected[] = { { 0, 0, 50 }, { -1, 1, 7 }, { 0, 1, 9 }, { 1, 0, 100 }, { 1, 1, 123 } };
  g_autoptr(HengFlowGraph) graph = build_years ();

  g_assert_cmpuint (heng_flow_graph_get_n_groups (graph), ==, 2);
  g_assert_cmpstr (heng_flow_graph_get_group (graph, 0)->id, ==, "canal");
  g_assert_cmpstr (heng_flow_graph_get_group (graph, 1)->label, ==, "黄河");
  g_assert_cmpuint (heng_flow_graph_get_n_panels (graph), ==, 2);
  g_assert_cmpstr (heng_flow_graph_get_panel_label (graph, 1), ==, "2024");
  g_assert_cmpint (heng_flow_graph_get_total (graph), ==, 289);
  g_assert_cmpuint (heng_flow_graph_get_n_dropped (graph), ==, 3);
  g_assert_cmpuint (heng_flow_graph_get_n_links (graph), ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      const HengFlowGraphLink *link = heng_flow_graph_get_link (graph, i);

      g_assert_cmpint (link->group, ==, expected[i].group);
      g_assert_cmpuint (link->panel, ==, expected[i].panel);
      g_assert_cmpint (link->amount, ==, expected[i].amount);
    }
  g_assert_cmpuint (heng_flow_graph_get_link (graph, 4)->n_records, ==, 2);
}

/* Regions 0 to 3 are 33, 34, 37 and 41; what a panel holds decides what is zero in it and what was never agreed. */
static void
test_keeps_zeros_apart (void)
{
  g_autoptr(HengFlowGraph) graph = build_years ();
  g_autoptr(HengFlowGraph) first = heng_flow_graph_new_panels (graph, 0, 0);
  g_autoptr(HengFlowGraph) second = heng_flow_graph_new_panels (graph, 1, 1);

  g_assert_true (heng_flow_graph_is_zero_pair (graph, 1, 0));
  g_assert_false (heng_flow_graph_is_zero_pair (graph, 0, 1)); /* nothing in 2024, something in 2023 */
  g_assert_false (heng_flow_graph_is_zero_pair (graph, 2, 3));
  g_assert_false (heng_flow_graph_is_zero_pair (graph, 3, 2));
  g_assert_false (heng_flow_graph_is_zero_pair (first, 1, 0));
  g_assert_true (heng_flow_graph_is_zero_pair (second, 1, 0));
  g_assert_true (heng_flow_graph_is_zero_pair (second, 0, 1));
}

static void
test_cuts_panels (void)
{
  HengFlowGraph *graph = build_years ();
  g_autoptr(HengFlowGraph) second = heng_flow_graph_new_panels (graph, 1, 1);
  g_autoptr(HengFlowGraph) both = heng_flow_graph_new_panels (graph, 1, 0);

  g_assert_cmpint (heng_flow_graph_get_total (both), ==, heng_flow_graph_get_total (graph));
  g_assert_cmpuint (heng_flow_graph_get_n_links (both), ==, heng_flow_graph_get_n_links (graph));
  /* What was cut out lives on when the whole is let go. */
  heng_flow_graph_unref (graph);
  g_assert_cmpint (heng_flow_graph_get_total (second), ==, 139);
  g_assert_cmpuint (heng_flow_graph_get_n_nodes (second), ==, 4);
  g_assert_cmpuint (heng_flow_graph_get_n_links (second), ==, 3);
  g_assert_cmpuint (heng_flow_graph_get_link (second, 2)->records[1], ==, 5);
  g_assert_cmpstr (heng_flow_graph_get_panel_label (second, 0), ==, "2023");
}

static void
test_refuses_unknown_groups_and_panels (void)
{
  g_autoptr(HengFlowGraphBuilder) builder = begin_graph ();
  HengFlowGraphEntry entry = { .payer = "370000", .mechanism = "grain", .receiver = "410000", .group = "sea", .amount = 1 };
  g_autoptr(GError) error = NULL;

  g_assert_false (heng_flow_graph_builder_add_entry (builder, &entry, &error));
  g_assert_error (error, HENG_FLOW_ERROR, HENG_FLOW_ERROR_UNKNOWN);
  g_clear_error (&error);
  entry.group = NULL;
  g_assert_true (heng_flow_graph_builder_add_entry (builder, &entry, &error));
  entry.panel = 1;
  g_assert_false (heng_flow_graph_builder_add_entry (builder, &entry, &error));
  g_assert_error (error, HENG_FLOW_ERROR, HENG_FLOW_ERROR_UNKNOWN);
}

static void
test_is_empty_without_links (void)
{
  g_autoptr(HengFlowGraph) graph = build (NULL, 0, NULL);

  g_assert_cmpuint (heng_flow_graph_get_n_links (graph), ==, 0);
  g_assert_cmpint (heng_flow_graph_get_total (graph), ==, 0);
  g_assert_cmpuint (heng_flow_graph_get_n_panels (graph), ==, 1);
  g_assert_cmpstr (heng_flow_graph_get_panel_label (graph, 0), ==, "");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/flow/graph/sums-and-sorts", test_sums_and_sorts);
  g_test_add_func ("/flow/graph/does-not-depend-on-input-order", test_does_not_depend_on_input_order);
  g_test_add_func ("/flow/graph/refuses-names-twice", test_refuses_names_twice);
  g_test_add_func ("/flow/graph/tells-groups-and-panels-apart", test_tells_groups_and_panels_apart);
  g_test_add_func ("/flow/graph/keeps-zeros-apart", test_keeps_zeros_apart);
  g_test_add_func ("/flow/graph/cuts-panels", test_cuts_panels);
  g_test_add_func ("/flow/graph/refuses-unknown-groups-and-panels", test_refuses_unknown_groups_and_panels);
  g_test_add_func ("/flow/graph/is-empty-without-links", test_is_empty_without_links);
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autofree char *path = g_strconcat ("/flow/graph/amounts/", refusals[i].name, NULL);

      g_test_add_data_func (path, &refusals[i], test_refuses);
    }

  return g_test_run ();
}
