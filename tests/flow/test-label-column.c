// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-label-column.h"

/* Labels of a column from 0 to 100, lines of 10; "a": the first label, weight 1, and so on. */
typedef struct
{
  const char *path;
  double      wishes[12]; /* upper edges, of as many labels as there are heights */
  guint       lines[12];
  guint       n_elsewhere;
  gboolean    counts;
  const char *order;      /* of those that stay, from the top down; "+": the counting line */
  double      first;      /* where the first of them and the last begin */
  double      last;
  guint       n_left_out;
} Row;

static const Row rows[] = {
  { "none", { 0 }, { 0 }, 0, TRUE, "", 0, 0, 0 },
  { "alone", { 42 }, { 1 }, 0, TRUE, "a", 42, 42, 0 },
  { "above-the-top", { -30 }, { 1 }, 0, TRUE, "a", 0, 0, 0 },
  { "below-the-bottom", { 99 }, { 1 }, 0, TRUE, "a", 90, 90, 0 },
  { "apart", { 10, 60 }, { 1, 1 }, 0, TRUE, "ab", 10, 60, 0 },
  { "pushed-apart", { 50, 50 }, { 1, 1 }, 0, TRUE, "ab", 45, 55, 0 },
  { "by-height", { 60, 10 }, { 1, 1 }, 0, TRUE, "ba", 10, 60, 0 },
  { "all-that-fit", { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 }, { 1, 1, 1, 1, 1, 1, 1, 1, 1, 1 }, 0, TRUE, "abcdefghij", 0, 90, 0 },
  { "one-too-many", { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 }, { 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1 }, 0, TRUE, "cdefghijk+", 0, 90, 2 },
  { "not-counted", { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 }, { 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1 }, 0, FALSE, "bcdefghijk", 0, 90, 1 },
  { "counted-for-others", { 20 }, { 1 }, 3, TRUE, "a+", 20, 90, 3 },
  { "room-for-the-count", { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 }, { 1, 1, 1, 1, 1, 1, 1, 1, 1, 1 }, 3, TRUE, "bcdefghij+", 0, 90, 4 },
  { "tall", { 40, 40 }, { 3, 1 }, 0, TRUE, "ba", 35, 45, 0 },
  { "tall-gives-way", { 0, 50, 70 }, { 5, 6, 2 }, 0, TRUE, "bc+", 10, 90, 1 },
  { "smaller-stays", { 0, 50, 70 }, { 1, 6, 6 }, 0, TRUE, "ac+", 0, 90, 1 },
};

static void
test_arranges (gconstpointer data)
{
  const Row *row = data;
  g_autoptr(GArray) labels = g_array_new (FALSE, TRUE, sizeof (HengFlowColumnLabel));
  g_autoptr(GString) order = g_string_new (NULL);
  guint n_left_out;
  double bottom = 0;

  for (guint i = 0; row->lines[i] > 0; i++)
    {
      HengFlowColumnLabel label = { (int) i, i, i + 1, row->wishes[i], 10.0 * row->lines[i] };

      g_array_append_val (labels, label);
    }
  n_left_out = heng_flow_label_column_arrange (labels, 10, 0, 100, row->n_elsewhere, row->counts);
  for (guint i = 0; i < labels->len; i++)
    {
      const HengFlowColumnLabel *label = heng_flow_label_column_get (labels, i);

      g_string_append_c (order, label->node < 0 ? '+' : (char) ('a' + label->node));
      g_assert_true (label->y >= bottom - 1e-6);
      bottom = label->y + label->height_pt;
      g_assert_true (bottom <= 100 + 1e-6);
    }
  g_assert_cmpstr (order->str, ==, row->order);
  g_assert_cmpuint (n_left_out, ==, row->n_left_out);
  if (labels->len == 0)
    return;
  g_assert_cmpfloat_with_epsilon (heng_flow_label_column_get (labels, 0)->y, row->first, 1e-3);
  g_assert_cmpfloat_with_epsilon (heng_flow_label_column_get (labels, labels->len - 1)->y, row->last, 1e-3);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/flow/label-column/%s", rows[i].path);

      g_test_add_data_func (path, &rows[i], test_arranges);
    }

  return g_test_run ();
}
