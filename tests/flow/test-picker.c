// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow-fixture.h"
#include "heng-flow-picker.h"

static HengFlowLayout *
lay_out (HengFlowDiagram diagram,
         gboolean        has_middle)
{
  g_autoptr(HengFlowGraph) graph = flow_fixture_build_graph (34, 40, 8, FLOW_NAMES_CHINESE);
  HengFlowOptions options;

  heng_flow_options_init (&options);
  options.diagram = diagram;
  options.middle = has_middle ? HENG_FLOW_MIDDLE_MECHANISM : HENG_FLOW_MIDDLE_NONE;
  options.n_restarts = 10;
  flow_fixture_fill_texts (&options.texts);

  return heng_flow_layout_new (graph, &options);
}

static void
assert_found (const HengFlowPicker *picker,
              double                x,
              double                y,
              HengFlowItemKind      kind,
              guint                 index)
{
  HengFlowItem item = heng_flow_picker_find (picker, x, y);

  g_assert_cmpint (item.kind, ==, kind);
  g_assert_cmpuint (item.index, ==, index);
}

static void
test_finds_what_is_drawn (gconstpointer data)
{
  gboolean has_middle = GPOINTER_TO_INT (data);
  g_autoptr(HengFlowLayout) layout = lay_out (HENG_FLOW_DIAGRAM_SANKEY, has_middle);
  g_autoptr(HengFlowPicker) picker = heng_flow_picker_new (layout);

  for (guint i = 0; i < heng_flow_layout_get_n_nodes (layout); i++)
    {
      const HengFlowNode *node = heng_flow_layout_get_node (layout, i);

      assert_found (picker, (node->x0 + node->x1) / 2, (node->y0 + node->y1) / 2, HENG_FLOW_ITEM_NODE, i);
    }
  /* Next to a bar nothing crosses yet, so each link is found at both of its ends. */
  for (guint i = 0; i < heng_flow_layout_get_n_links (layout); i++)
    {
      const HengFlowLink *link = heng_flow_layout_get_link (layout, i);

      if (link->width < 2)
        continue;
      assert_found (picker, link->x0 + 1, link->y0, HENG_FLOW_ITEM_LINK, i);
      assert_found (picker, link->x1 - 1, link->y1, HENG_FLOW_ITEM_LINK, i);
    }
  for (guint i = 0; i < heng_flow_layout_get_n_labels (layout); i++)
    {
      const HengFlowLabel *label = heng_flow_layout_get_label (layout, i);

      if (label->node >= 0 && label->x1 - label->x0 > 4)
        assert_found (picker, (label->side == HENG_FLOW_SIDE_PAYER ? label->x1 - 2 : label->x0 + 2),
                      (label->y0 + label->y1) / 2, HENG_FLOW_ITEM_NODE, label->node);
    }
}

static void
test_finds_nothing_beside_the_page (void)
{
  g_autoptr(HengFlowLayout) layout = lay_out (HENG_FLOW_DIAGRAM_SANKEY, TRUE);
  g_autoptr(HengFlowPicker) picker = heng_flow_picker_new (layout);
  static const double places[][2] = { { -50, 300 }, { 5000, 300 }, { 300, -50 }, { 300, 5000 }, { 2, 2 } };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    assert_found (picker, places[i][0], places[i][1], HENG_FLOW_ITEM_NONE, 0);
}

/* In every diagram each node can be found somewhere inside its box. */
static void
test_every_node_can_be_pointed_at (gconstpointer data)
{
  g_autoptr(HengFlowLayout) layout = lay_out (GPOINTER_TO_INT (data), FALSE);
  g_autoptr(HengFlowPicker) picker = heng_flow_picker_new (layout);

  for (guint i = 0; i < heng_flow_layout_get_n_nodes (layout); i++)
    {
      const HengFlowNode *node = heng_flow_layout_get_node (layout, i);
      gboolean found = FALSE;

      for (double x = node->x0 + 0.25; x < node->x1 && !found; x += 0.5)
        for (double y = node->y0; y <= node->y1 + 0.5 && !found; y += 0.5)
          {
            HengFlowItem item = heng_flow_picker_find (picker, x, y);

            found = item.kind == HENG_FLOW_ITEM_NODE && item.index == i;
          }
      g_assert_true (found);
    }
}

static void
test_keys_reach_everything (gconstpointer data)
{
  g_autoptr(HengFlowLayout) layout = lay_out (GPOINTER_TO_INT (data), TRUE);
  guint n_nodes = heng_flow_layout_get_n_nodes (layout);
  guint n_items = n_nodes + heng_flow_layout_get_n_links (layout);
  g_autofree gboolean *is_reached = g_new0 (gboolean, n_items + 1);
  g_autoptr(GArray) queue = g_array_new (FALSE, FALSE, sizeof (HengFlowItem));
  HengFlowItem first = heng_flow_layout_step (layout, (HengFlowItem) { HENG_FLOW_ITEM_NONE, 0 }, HENG_FLOW_DOWN);
  guint n_reached = 0;

  g_assert_cmpint (first.kind, ==, HENG_FLOW_ITEM_NODE);
  g_assert_cmpuint (heng_flow_layout_get_node (layout, first.index)->place, ==, 0);
  g_array_append_val (queue, first);
  for (guint i = 0; i < queue->len; i++)
    {
      HengFlowItem item = g_array_index (queue, HengFlowItem, i);
      guint at = item.kind == HENG_FLOW_ITEM_NODE ? item.index : n_nodes + item.index;

      if (is_reached[at])
        continue;
      is_reached[at] = TRUE;
      n_reached++;
      for (HengFlowDirection direction = HENG_FLOW_UP; direction <= HENG_FLOW_RIGHT; direction++)
        {
          HengFlowItem next = heng_flow_layout_step (layout, item, direction);

          g_assert_cmpint (next.kind, !=, HENG_FLOW_ITEM_NONE);
          g_array_append_val (queue, next);
        }
    }
  g_assert_cmpuint (n_reached, ==, n_items);
}

static void
test_right_follows_the_largest_link (void)
{
  g_autoptr(HengFlowLayout) layout = lay_out (HENG_FLOW_DIAGRAM_SANKEY, TRUE);

  for (guint i = 0; i < heng_flow_layout_get_n_nodes (layout); i++)
    {
      HengFlowItem item = { HENG_FLOW_ITEM_NODE, i };
      HengFlowItem link = heng_flow_layout_step (layout, item, HENG_FLOW_RIGHT);

      if (heng_flow_layout_get_node (layout, i)->side == HENG_FLOW_SIDE_RECEIVER)
        {
          g_assert_cmpint (link.kind, ==, HENG_FLOW_ITEM_NODE);
          g_assert_cmpuint (link.index, ==, i);
          continue;
        }
      g_assert_cmpint (link.kind, ==, HENG_FLOW_ITEM_LINK);
      for (guint j = 0; j < heng_flow_layout_get_n_links (layout); j++)
        if (heng_flow_layout_get_link (layout, j)->from == i)
          g_assert_cmpint (heng_flow_layout_get_link (layout, j)->amount, <=,
                           heng_flow_layout_get_link (layout, link.index)->amount);
      item = heng_flow_layout_step (layout, link, HENG_FLOW_RIGHT);
      g_assert_cmpuint (item.index, ==, heng_flow_layout_get_link (layout, link.index)->to);
    }
}

int
main (int   argc,
      char *argv[])
{
  static const char *const names[] = { "sankey", "network", "chord", "matrix", "tiles" };

  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/flow/picker/finds-what-is-drawn/three-columns", GINT_TO_POINTER (TRUE), test_finds_what_is_drawn);
  g_test_add_data_func ("/flow/picker/finds-what-is-drawn/two-columns", GINT_TO_POINTER (FALSE), test_finds_what_is_drawn);
  g_test_add_func ("/flow/picker/finds-nothing-beside-the-page", test_finds_nothing_beside_the_page);
  g_test_add_func ("/flow/walk/right-follows-the-largest-link", test_right_follows_the_largest_link);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *pointed = g_strconcat ("/flow/picker/every-node-can-be-pointed-at/", names[i], NULL);
      g_autofree char *walked = g_strconcat ("/flow/walk/keys-reach-everything/", names[i], NULL);

      g_test_add_data_func (pointed, GINT_TO_POINTER (i), test_every_node_can_be_pointed_at);
      g_test_add_data_func (walked, GINT_TO_POINTER (i), test_keys_reach_everything);
    }

  return g_test_run ();
}
