// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-link-list.h"

static const struct
{
  const char *from;
  const char *to;
  gint64      amount;
} links[] = { { "A", "X", 30 }, { "B", "X", 10 }, { "A", "Y", 20 }, { "C", "Y", 40 }, { "B", "Y", 10 } };

static HengFlowLayout *
new_layout (void)
{
  static const char *const names[] = { "A", "B", "C", "X", "Y" };
  HengFlowGraphBuilder *builder = heng_flow_graph_builder_new ();
  g_autoptr (HengFlowGraph) graph = NULL;
  HengFlowOptions options;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_true (heng_flow_graph_builder_add_node (builder, names[i], names[i], NULL));
  g_assert_true (heng_flow_graph_builder_add_mechanism (builder, "m", "M", 0, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (links); i++)
    g_assert_true (heng_flow_graph_builder_add_link (builder, links[i].from, "m", links[i].to, FALSE, links[i].amount, i, NULL));
  graph = heng_flow_graph_builder_finish (builder, NULL);
  heng_flow_options_init (&options);

  return heng_flow_layout_new (graph, &options);
}

static const HengFlowLink *
get_link (gconstpointer record)
{
  const HengFlowLinkRow *row = heng_record_get_data ((HengRecord *) record);

  return heng_flow_layout_get_link (row->layout, row->link);
}

static int
compare_from (gconstpointer a,
              gconstpointer b,
              gpointer      data)
{
  const HengFlowLinkRow *row = heng_record_get_data ((HengRecord *) a);

  return g_strcmp0 (heng_flow_layout_get_node (row->layout, get_link (a)->from)->name,
                    heng_flow_layout_get_node (row->layout, get_link (b)->from)->name);
}

static char *
describe (HengFlowLinkList *list)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr (HengRecord) record = g_list_model_get_item (G_LIST_MODEL (list), i);
      const HengFlowLinkRow *row = heng_record_get_data (record);

      g_string_append_printf (text, "%s%" G_GINT64_FORMAT " ", heng_flow_layout_get_node (row->layout, get_link (record)->from)->name,
                              get_link (record)->amount);
    }

  return g_string_free (text, FALSE);
}

#define assert_list(list, expected) G_STMT_START { \
    g_autofree char *text_ = describe (list); \
    g_assert_cmpstr (text_, ==, expected); \
  } G_STMT_END

static void
links_are_listed_as_the_sorter_says (void)
{
  HengFlowLinkList *list = heng_flow_link_list_new ();
  g_autoptr (HengFlowLayout) layout = new_layout ();
  g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (NULL, NULL, NULL));
  g_autoptr (HengRecord) first = NULL;
  g_autoptr (HengRecord) again = NULL;
  guint position;

  heng_flow_link_list_set_sorter (list, sorter);
  heng_flow_link_list_set_layout (list, layout, NULL);
  assert_list (list, "C40 A30 A20 B10 B10 ");

  /* Where the sorter finds no difference the largest comes first; a row is the same record wherever it stands. */
  first = g_list_model_get_item (G_LIST_MODEL (list), 0);
  gtk_custom_sorter_set_sort_func (GTK_CUSTOM_SORTER (sorter), compare_from, NULL, NULL);
  assert_list (list, "A30 A20 B10 B10 C40 ");
  position = heng_flow_link_list_find (list, ((const HengFlowLinkRow *) heng_record_get_data (first))->link);
  g_assert_cmpuint (position, ==, 4);
  again = g_list_model_get_item (G_LIST_MODEL (list), position);
  g_assert_true (first == again);

  heng_flow_link_list_set_layout (list, NULL, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
  g_assert_cmpuint (heng_flow_link_list_find (list, 0), ==, GTK_INVALID_LIST_POSITION);
  g_assert_finalize_object (list);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/flow-link-list/sorted", links_are_listed_as_the_sorter_says);

  return g_test_run ();
}
