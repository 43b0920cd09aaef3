// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-testing.h"
#include "heng-flow-words.h"

static const struct
{
  gint64      part;
  gint64      whole;
  const char *text; /* (nullable) */
} shares[] = {
  { 38, 100, "38\u00a0%" },
  { 1, 3, "33\u00a0%" },
  { 2, 3, "67\u00a0%" },
  { 74, 1000, "7.4\u00a0%" },
  { 999, 10000, "10\u00a0%" },
  { 1, 1, "100\u00a0%" },
  { 0, 7, "0.0\u00a0%" },
  { 1, 100000, "under 0.1\u00a0%" },
  { G_MAXINT64, G_MAXINT64, "100\u00a0%" },
  { G_MAXINT64 / 2, G_MAXINT64, "50\u00a0%" },
  { 1, 0, NULL },
};

static void
shares_are_rounded (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (shares); i++)
    {
      g_autofree char *text = heng_flow_words_format_share (shares[i].part, shares[i].whole);

      g_assert_cmpstr (text, ==, shares[i].text);
    }
}

static HengFlowRow *
new_row (const char *agreement,
         gint64      amount)
{
  HengFlowRow *row = g_new0 (HengFlowRow, 1);

  row->agreement = g_strdup (agreement);
  row->mechanism = HENG_MECHANISM_WATERSHED;
  row->from = g_strdup ("330000");
  row->to = g_strdup ("340000");
  row->from_name_zh = g_strdup ("浙江");
  row->from_name_en = g_strdup ("Zhejiang");
  row->to_name_zh = g_strdup ("安徽");
  row->to_name_en = g_strdup ("Anhui");
  row->amount_minor = amount;

  return row;
}

/* Zhejiang gives Anhui 380 yuan by two agreements, one of them in two parts, and Jiangxi 620. */
static HengFlowLayout *
new_layout (GPtrArray *rows)
{
  HengFlowGraphBuilder *builder = heng_flow_graph_builder_new ();
  g_autoptr (HengFlowGraph) graph = NULL;
  HengFlowOptions options;

  g_assert_true (heng_flow_graph_builder_add_node (builder, "330000", "Zhejiang", NULL));
  g_assert_true (heng_flow_graph_builder_add_node (builder, "340000", "Anhui", NULL));
  g_assert_true (heng_flow_graph_builder_add_node (builder, "360000", "Jiangxi", NULL));
  g_assert_true (heng_flow_graph_builder_add_mechanism (builder, "watershed", "Watershed", 0, NULL));
  g_ptr_array_add (rows, new_row ("B-1", 10000));
  g_ptr_array_add (rows, new_row ("A-1", 20000));
  g_ptr_array_add (rows, new_row ("B-1", 8000));
  g_ptr_array_add (rows, new_row ("C-1", 62000));
  for (guint i = 0; i < rows->len; i++)
    g_assert_true (heng_flow_graph_builder_add_link (builder, "330000", "watershed", i == 3 ? "360000" : "340000", FALSE,
                                                     ((const HengFlowRow *) g_ptr_array_index (rows, i))->amount_minor, i, NULL));
  graph = heng_flow_graph_builder_finish (builder, NULL);
  heng_flow_options_init (&options);
  options.middle = HENG_FLOW_MIDDLE_NONE;

  return heng_flow_layout_new (graph, &options);
}

static guint
find_link (HengFlowLayout *layout,
           const char     *to)
{
  for (guint i = 0; i < heng_flow_layout_get_n_links (layout); i++)
    if (g_str_equal (heng_flow_layout_get_node (layout, heng_flow_layout_get_link (layout, i)->to)->id, to))
      return i;

  g_assert_not_reached ();
}

static void
flows_are_said (AppFixture    *fixture,
                gconstpointer  data)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_flow_row_free);
  g_autoptr (HengFlowLayout) layout = new_layout (rows);
  g_autoptr (HengFlowWords) words = NULL;
  g_autoptr (GPtrArray) agreements = NULL;
  g_autofree char *link = NULL;
  g_autofree char *node = NULL;
  g_autofree char *total = NULL;
  HengFlowChoice choice;

  heng_flow_choice_init (&choice);
  words = heng_flow_words_new (fixture->session, layout, rows, &choice);
  link = heng_flow_words_say (words, (HengFlowItem) { HENG_FLOW_ITEM_LINK, find_link (layout, "340000") });
  g_assert_cmpstr (link, ==, "Zhejiang → Anhui, Watershed, 380.00 yuan, 38\u00a0% of what Zhejiang gives, 2 agreements");
  node = heng_flow_words_say (words, (HengFlowItem) { HENG_FLOW_ITEM_NODE,
                                                      heng_flow_layout_get_link (layout, find_link (layout, "340000"))->from });
  g_assert_cmpstr (node, ==, "Zhejiang gives 1,000.00 yuan, 100\u00a0% of all, 2 flows, 1 of 1");
  total = heng_flow_words_say_total (words);
  g_assert_cmpstr (total, ==, "2 flows, 1,000.00 yuan together");

  /* Each agreement once, the largest first. */
  agreements = heng_flow_words_list_agreements (words, find_link (layout, "340000"));
  g_assert_cmpuint (agreements->len, ==, 2);
  g_assert_cmpstr (((const HengFlowRow *) g_ptr_array_index (agreements, 0))->agreement, ==, "A-1");
  g_assert_cmpint (((const HengFlowRow *) g_ptr_array_index (agreements, 1))->amount_minor, ==, 18000);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/flow-words/share", shares_are_rounded);
  APP_TEST ("/app/flow-words/sentences", flows_are_said);

  return g_test_run ();
}
