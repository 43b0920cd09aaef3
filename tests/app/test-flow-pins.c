// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-pins.h"

#include <glib/gstdio.h>

#define VIEW "sankey"

static char *
get (HengFlowPins   *pins,
     const char     *view,
     HengFlowColumn  column)
{
  const char *const *order = heng_flow_pins_get (pins, view, column);

  return order == NULL ? g_strdup ("-") : g_strjoinv (" ", (char **) order);
}

#define assert_order(pins, view, column, expected) G_STMT_START { \
    g_autofree char *order_ = get (pins, view, column); \
    g_assert_cmpstr (order_, ==, expected); \
  } G_STMT_END

static void
set (HengFlowPins   *pins,
     HengFlowColumn  column,
     const char     *order,
     gboolean        goes_on)
{
  g_auto (GStrv) ids = g_strsplit (order, " ", -1);

  heng_flow_pins_set (pins, VIEW, column, (const char *const *) ids, goes_on);
}

static const struct
{
  const char *ids;
  const char *id;
  int         place;
  const char *expected;
} moves[] = {
  { "a b c", "a", 1, "b a c" },
  { "a b c", "c", 0, "c a b" },
  { "a b c", "b", 1, "a b c" },
  { "a b c", "a", 9, "b c a" },
  { "a b c", "c", -2, "c a b" },
  { "a", "a", 1, "a" },
};

static void
a_node_moves_to_its_place (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (moves); i++)
    {
      g_auto (GStrv) ids = g_strsplit (moves[i].ids, " ", -1);
      g_auto (GStrv) moved = heng_flow_pins_move ((const char *const *) ids, moves[i].id, moves[i].place);
      g_autofree char *text = g_strjoinv (" ", moved);

      g_assert_cmpstr (text, ==, moves[i].expected);
    }
}

static void
steps_are_taken_back_and_done_again (void)
{
  HengFlowPins *pins = heng_flow_pins_new (NULL, "book");

  g_assert_false (heng_flow_pins_can_undo (pins));
  set (pins, HENG_FLOW_COLUMN_PAYERS, "b a", FALSE);
  set (pins, HENG_FLOW_COLUMN_RECEIVERS, "d c", FALSE);
  heng_flow_pins_undo (pins);
  assert_order (pins, VIEW, HENG_FLOW_COLUMN_PAYERS, "b a");
  assert_order (pins, VIEW, HENG_FLOW_COLUMN_RECEIVERS, "-");
  g_assert_true (heng_flow_pins_can_redo (pins));
  heng_flow_pins_redo (pins);
  assert_order (pins, VIEW, HENG_FLOW_COLUMN_RECEIVERS, "d c");
  g_assert_false (heng_flow_pins_can_redo (pins));

  /* Something new ends what could be done again. */
  heng_flow_pins_undo (pins);
  heng_flow_pins_undo (pins);
  set (pins, HENG_FLOW_COLUMN_MIDDLES, "m", FALSE);
  g_assert_false (heng_flow_pins_can_redo (pins));
  assert_order (pins, VIEW, HENG_FLOW_COLUMN_PAYERS, "-");
  heng_flow_pins_free (pins);
}

static void
a_drag_is_one_step (void)
{
  HengFlowPins *pins = heng_flow_pins_new (NULL, "book");

  set (pins, HENG_FLOW_COLUMN_PAYERS, "a b c", FALSE);
  set (pins, HENG_FLOW_COLUMN_PAYERS, "b a c", FALSE);
  set (pins, HENG_FLOW_COLUMN_PAYERS, "b c a", TRUE);
  heng_flow_pins_undo (pins);
  assert_order (pins, VIEW, HENG_FLOW_COLUMN_PAYERS, "a b c");
  heng_flow_pins_redo (pins);
  assert_order (pins, VIEW, HENG_FLOW_COLUMN_PAYERS, "b c a");
  heng_flow_pins_free (pins);
}

static void
a_reset_is_one_step_of_all_columns (void)
{
  HengFlowPins *pins = heng_flow_pins_new (NULL, "book");

  set (pins, HENG_FLOW_COLUMN_PAYERS, "b a", FALSE);
  set (pins, HENG_FLOW_COLUMN_RECEIVERS, "d c", FALSE);
  heng_flow_pins_reset (pins, VIEW);
  assert_order (pins, VIEW, HENG_FLOW_COLUMN_PAYERS, "-");
  assert_order (pins, VIEW, HENG_FLOW_COLUMN_RECEIVERS, "-");
  heng_flow_pins_undo (pins);
  assert_order (pins, VIEW, HENG_FLOW_COLUMN_PAYERS, "b a");
  assert_order (pins, VIEW, HENG_FLOW_COLUMN_RECEIVERS, "d c");
  heng_flow_pins_free (pins);
}

/* Orders are kept as text, each book's and each view's apart, whatever characters a path has. */
static void
orders_are_kept_for_their_book (void)
{
  static const char *const books[] = { "/tmp/a.hengping", "/tmp/a[1] 新.hengping" };
  g_autofree char *folder = g_dir_make_tmp ("hengping-pins-XXXXXX", NULL);
  g_autofree char *deeper = g_build_filename (folder, "hengping", NULL);
  g_autofree char *file = g_build_filename (deeper, "flow-orders.ini", NULL);
  HengFlowPins *pins;

  for (gsize i = 0; i < G_N_ELEMENTS (books); i++)
    {
      pins = heng_flow_pins_new (file, books[i]);
      assert_order (pins, VIEW, HENG_FLOW_COLUMN_PAYERS, "-");
      set (pins, HENG_FLOW_COLUMN_PAYERS, i == 0 ? "b a;c" : "pool:X/y d", FALSE);
      heng_flow_pins_free (pins);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (books); i++)
    {
      pins = heng_flow_pins_new (file, books[i]);
      assert_order (pins, VIEW, HENG_FLOW_COLUMN_PAYERS, i == 0 ? "b a;c" : "pool:X/y d");
      assert_order (pins, "sankey-mechanism", HENG_FLOW_COLUMN_PAYERS, "-");
      heng_flow_pins_reset (pins, VIEW);
      heng_flow_pins_free (pins);
      pins = heng_flow_pins_new (file, books[i]);
      assert_order (pins, VIEW, HENG_FLOW_COLUMN_PAYERS, "-");
      heng_flow_pins_free (pins);
    }
  g_unlink (file);
  g_rmdir (deeper);
  g_rmdir (folder);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/flow-pins/move", a_node_moves_to_its_place);
  g_test_add_func ("/app/flow-pins/undo", steps_are_taken_back_and_done_again);
  g_test_add_func ("/app/flow-pins/drag", a_drag_is_one_step);
  g_test_add_func ("/app/flow-pins/reset", a_reset_is_one_step_of_all_columns);
  g_test_add_func ("/app/flow-pins/file", orders_are_kept_for_their_book);

  return g_test_run ();
}
