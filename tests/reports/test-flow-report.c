// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-report.h"

#include "ledger-testing.h"

static void
owe (Testing    *self,
     const char *agreement,
     const char *period,
     const char *q)
{
  testing_observe (self, agreement, "q", period, q);
  testing_post (self, agreement, period, HENG_SETTLEMENT_POSTED);
}

/* Two agreements between the same two provinces, each with a pool of the same name; one year the target is missed. */
static void
fill (Testing *self)
{
  testing_agree (self, "T-1", TESTING_YEARS, TESTING_RULE ",\"Yiwu pays Dongyang 1 * abs(q)\",\"Down pays Fund 10\"");
  testing_agree (self, "T-2", TESTING_YEARS, TESTING_RULE ",\"Down pays Fund 20\"");
  owe (self, "T-1", "2020", "5");
  owe (self, "T-1", "2021", "-3");
  owe (self, "T-2", "2020", "2");
}

static HengFlowGraph *
graph_new (Testing         *self,
           HengFlowMeasure  measure,
           GPtrArray      **rows)
{
  HengFlowQuery query = { .measure = measure, .mechanism = -1 };
  g_autoptr (GError) error = NULL;
  HengFlowGraph *graph = heng_flow_report_new_graph (self->book, &query, 0, rows, &error);

  g_assert_no_error (error);
  return graph;
}

static const HengFlowGraphNode *
find_node (HengFlowGraph *graph,
           const char    *id)
{
  for (guint i = 0; i < heng_flow_graph_get_n_nodes (graph); i++)
    if (strcmp (heng_flow_graph_get_node (graph, i)->id, id) == 0)
      return heng_flow_graph_get_node (graph, i);

  return NULL;
}

static const HengFlowGraphLink *
find_link (HengFlowGraph *graph,
           const char    *from,
           const char    *to)
{
  for (guint i = 0; i < heng_flow_graph_get_n_links (graph); i++)
    {
      const HengFlowGraphLink *link = heng_flow_graph_get_link (graph, i);

      if (strcmp (heng_flow_graph_get_node (graph, link->payer)->id, from) == 0 &&
          strcmp (heng_flow_graph_get_node (graph, link->receiver)->id, to) == 0)
        return link;
    }

  return NULL;
}

/* Every row is in one link, and every link is the sum of its rows. */
static void
test_totals (Testing       *self,
             gconstpointer  data)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (HengFlowGraph) graph = NULL;
  gint64 total = 0;
  guint n_records = 0;

  fill (self);
  graph = graph_new (self, HENG_FLOW_ACCRUED, &rows);
  for (guint i = 0; i < rows->len; i++)
    total += ((const HengFlowRow *) rows->pdata[i])->amount_minor;
  g_assert_cmpint (total, ==, 50000 + 500 + 1000 + 30000 + 300 + 1000 + 20000 + 2000);
  g_assert_cmpint (heng_flow_graph_get_total (graph), ==, total);
  for (guint i = 0; i < heng_flow_graph_get_n_links (graph); i++)
    {
      const HengFlowGraphLink *link = heng_flow_graph_get_link (graph, i);
      gint64 sum = 0;

      for (guint j = 0; j < link->n_records; j++)
        {
          const HengFlowRow *row = g_ptr_array_index (rows, link->records[j]);

          g_assert_cmpstr (row->from, ==, heng_flow_graph_get_node (graph, link->payer)->id);
          g_assert_cmpstr (row->to, ==, heng_flow_graph_get_node (graph, link->receiver)->id);
          g_assert_cmpstr (heng_flow_graph_get_mechanism (graph, link->mechanism)->id, ==, "watershed");
          sum += row->amount_minor;
        }
      g_assert_cmpint (link->amount, ==, sum);
      n_records += link->n_records;
    }
  g_assert_cmpuint (n_records, ==, rows->len);
  g_assert_cmpuint (find_link (graph, "370000", "410000")->n_records, ==, 2);
  g_assert_cmpint (find_link (graph, "370000", "410000")->amount, ==, 70000);
}

static void
test_labels (Testing       *self,
             gconstpointer  data)
{
  g_autoptr (HengFlowGraph) graph = NULL;

  fill (self);
  graph = graph_new (self, HENG_FLOW_ACCRUED, NULL);
  g_assert_cmpuint (heng_flow_graph_get_n_nodes (graph), ==, 6);
  g_assert_cmpstr (find_node (graph, "370000")->label, ==, "Shandong");
  g_assert_cmpstr (find_node (graph, "330782")->label, ==, "Yiwu");
  g_assert_cmpstr (find_node (graph, "pool:T-1/Fund")->label, ==, "Fund (T-1)");
  g_assert_cmpstr (find_node (graph, "pool:T-2/Fund")->label, ==, "Fund (T-2)");
  g_assert_cmpuint (heng_flow_graph_get_n_mechanisms (graph), ==, HENG_N_MECHANISMS);
  for (guint i = 0; i < HENG_N_MECHANISMS; i++)
    g_assert_cmpuint (heng_flow_graph_get_mechanism (graph, i)->colour_index, ==, i);
}

/* Provinces have a tile; towns and pools have none. */
static void
test_tiles (Testing       *self,
            gconstpointer  data)
{
  g_autoptr (HengFlowGraph) graph = NULL;

  fill (self);
  graph = graph_new (self, HENG_FLOW_ACCRUED, NULL);
  g_assert_cmpint (find_node (graph, "370000")->tile_row, ==, 3);
  g_assert_cmpint (find_node (graph, "370000")->tile_column, ==, 4);
  g_assert_cmpint (find_node (graph, "330782")->tile_row, ==, -1);
  g_assert_cmpint (find_node (graph, "pool:T-1/Fund")->tile_row, ==, -1);
}

/* Only what goes from who protects to who benefits is marked. */
static void
test_reversed (Testing       *self,
               gconstpointer  data)
{
  g_autoptr (HengFlowGraph) graph = NULL;

  fill (self);
  graph = graph_new (self, HENG_FLOW_ACCRUED, NULL);
  for (guint i = 0; i < heng_flow_graph_get_n_links (graph); i++)
    {
      const HengFlowGraphLink *link = heng_flow_graph_get_link (graph, i);
      gboolean back = strcmp (heng_flow_graph_get_node (graph, link->payer)->id, "410000") == 0;

      g_assert_cmpint (link->is_reversed, ==, back);
    }
  g_assert_cmpint (find_link (graph, "410000", "370000")->amount, ==, 30000);
}

/* An agreement without a programme stands by itself; a year without flows has no panel. */
static void
test_groups_and_panels (Testing       *self,
                        gconstpointer  data)
{
  HengFlowQuery query = { .measure = HENG_FLOW_ACCRUED, .mechanism = -1, .by_year = TRUE, .with_programmes = TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (HengFlowGraph) graph = NULL, few = NULL;
  g_autoptr (GArray) years = NULL;
  gint64 total = 0;

  fill (self);
  testing_agree (self, "T-3", "\"programme\":{\"zh\":\"黄河\",\"en\":\"Yellow River\"}," TESTING_YEARS, TESTING_RULE);
  testing_agree (self, "T-4", "\"programme\":{\"zh\":\"黄河\"}," TESTING_YEARS, TESTING_RULE);
  owe (self, "T-3", "2023", "1");
  owe (self, "T-4", "2023", "2");
  graph = heng_flow_report_new_graph (self->book, &query, 0, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (heng_flow_graph_get_n_groups (graph), ==, 3);
  g_assert_cmpstr (heng_flow_graph_get_group (graph, 0)->id, ==, "agreement:T-1");
  g_assert_cmpstr (heng_flow_graph_get_group (graph, 0)->label, ==, "协议");
  g_assert_cmpstr (heng_flow_graph_get_group (graph, 2)->id, ==, "programme:黄河");
  g_assert_cmpstr (heng_flow_graph_get_group (graph, 2)->label, ==, "Yellow River");

  years = heng_flow_report_list_years (self->book, &query, &error);
  g_assert_cmpuint (years->len, ==, 3);
  g_assert_cmpuint (heng_flow_graph_get_n_panels (graph), ==, 3);
  g_assert_cmpint (g_array_index (years, gint, 2), ==, 2023);
  g_assert_cmpint (heng_flow_report_find_panel (graph, 2023), ==, 2);
  g_assert_cmpint (heng_flow_report_find_panel (graph, 2022), ==, -1);
  for (guint i = 0; i < heng_flow_graph_get_n_links (graph); i++)
    if (heng_flow_graph_get_link (graph, i)->panel == 2)
      {
        g_assert_cmpint (heng_flow_graph_get_link (graph, i)->group, ==, 2);
        total += heng_flow_graph_get_link (graph, i)->amount;
      }
  g_assert_cmpint (total, ==, 30000);

  /* The largest programmes keep their names. */
  few = heng_flow_report_new_graph (self->book, &query, 1, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (heng_flow_graph_get_n_groups (few), ==, 1);
  g_assert_cmpstr (heng_flow_graph_get_group (few, 0)->id, ==, "agreement:T-1");
  g_assert_cmpint (heng_flow_graph_get_total (few), ==, heng_flow_graph_get_total (graph));
}

static void
test_empty (Testing       *self,
            gconstpointer  data)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (HengFlowGraph) graph = NULL;

  fill (self);
  graph = graph_new (self, HENG_FLOW_PAID, &rows);
  g_assert_cmpuint (heng_flow_graph_get_n_links (graph), ==, 0);
  g_assert_cmpuint (heng_flow_graph_get_n_nodes (graph), ==, 0);
  g_assert_cmpint (heng_flow_graph_get_total (graph), ==, 0);
  g_assert_cmpuint (rows->len, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/reports/flow-report/totals", Testing, NULL, testing_set_up, test_totals, testing_tear_down);
  g_test_add ("/reports/flow-report/labels", Testing, NULL, testing_set_up, test_labels, testing_tear_down);
  g_test_add ("/reports/flow-report/tiles", Testing, NULL, testing_set_up, test_tiles, testing_tear_down);
  g_test_add ("/reports/flow-report/reversed", Testing, NULL, testing_set_up, test_reversed, testing_tear_down);
  g_test_add ("/reports/flow-report/groups-and-panels", Testing, NULL, testing_set_up, test_groups_and_panels, testing_tear_down);
  g_test_add ("/reports/flow-report/empty", Testing, NULL, testing_set_up, test_empty, testing_tear_down);
  return g_test_run ();
}
