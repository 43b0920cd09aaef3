// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow-fixture.h"
#include "heng-flow-circle.h"
#include "heng-flow-cycles.h"

/* Means over three seeds, as shares of the money. */
typedef struct
{
  const char *family;
  double      most_back;     /* runs back in the line, of any seed */
  double      most_crossing; /* pairs of money that cross on the circle, mean */
} Row;

static const Row rows[] = {
  { "cyc-31-40", 0.06, 0.005 },
  { "cyc-31-200", 0.16, 0.072 },
  { "cyc-31-900", 0.32, 0.152 },
};

static void
test_beats_the_bars (gconstpointer data)
{
  const Row *row = data;
  double crossing = 0;

  for (guint seed = 1; seed <= 3; seed++)
    {
      g_autofree char *name = g_strdup_printf ("%s-s%u", row->family, seed);
      guint n;
      g_autofree gint64 *matrix = flow_fixture_load_matrix (name, &n);
      g_autofree gint64 *both = g_new0 (gint64, n * n);
      g_autofree guint *order = g_new (guint, n);
      double sum = 0;
      double squares = 0;
      double back;

      for (guint i = 0; i < n * n; i++)
        {
          sum += matrix[i];
          squares += (double) matrix[i] * matrix[i];
          both[i] = matrix[i] + matrix[i % n * n + i / n];
        }
      for (guint i = 0; i < n; i++)
        order[i] = i;
      back = heng_flow_cycles_order (matrix, n, 100, order) / sum;
      g_test_message ("%s: %.2f %% runs back", name, 100 * back);
      g_assert_cmpfloat (back, <=, row->most_back);

      for (guint i = 0; i < n; i++)
        order[i] = i;
      heng_flow_circle_order (both, n, 100, order);
      crossing += heng_flow_circle_weigh (both, n, order) / ((sum * sum - squares) / 2) / 3;
    }
  g_test_message ("%s: %.2f %% of pairs cross on the circle", row->family, 100 * crossing);
  g_assert_cmpfloat (crossing, <=, row->most_crossing);
}

static void
test_line_without_cycles_runs_forward (void)
{
  static const gint64 weight[] = { 0, 0, 0, 0,  5, 0, 0, 7,  3, 2, 0, 0,  1, 0, 0, 0 };
  guint order[] = { 0, 1, 2, 3 };

  g_assert_cmpint (heng_flow_cycles_order (weight, 4, 10, order), ==, 0);
  g_assert_cmpuint (order[0], ==, 2);
  g_assert_cmpuint (order[3], ==, 0);
}

static void
test_lighter_way_of_a_pair_runs_back (void)
{
  static const gint64 weight[] = { 9, 3, 8, 9 };
  guint order[] = { 0, 1 };

  g_assert_cmpint (heng_flow_cycles_order (weight, 2, 10, order), ==, 3);
  g_assert_cmpuint (order[0], ==, 1);
}

static gint64
weigh_circle_by_hand (const gint64 *weight,
                      guint         n,
                      const guint  *order)
{
  gint64 total = 0;

  for (guint a = 0; a < n; a++)
    for (guint b = a + 1; b < n; b++)
      for (guint c = b + 1; c < n; c++)
        for (guint d = c + 1; d < n; d++)
          total += weight[order[a] * n + order[c]] * weight[order[b] * n + order[d]];

  return total;
}

static void
test_circle_counts_as_by_hand (void)
{
  guint n;
  g_autofree gint64 *matrix = flow_fixture_load_matrix ("cyc-31-200-s1", &n);
  g_autofree gint64 *both = g_new0 (gint64, n * n);
  g_autofree guint *order = g_new (guint, n);
  gint64 at_first;

  for (guint i = 0; i < n * n; i++)
    both[i] = matrix[i] + matrix[i % n * n + i / n];
  for (guint i = 0; i < n; i++)
    order[i] = i * 7 % n;
  at_first = heng_flow_circle_weigh (both, n, order);
  g_assert_cmpint (at_first, ==, weigh_circle_by_hand (both, n, order));
  heng_flow_circle_order (both, n, 0, order);
  g_assert_cmpint (heng_flow_circle_weigh (both, n, order), <, at_first / 2);
  g_assert_cmpuint (order[0], ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/flow/cycles/beats-the-bars/", rows[i].family, NULL);

      g_test_add_data_func (path, &rows[i], test_beats_the_bars);
    }
  g_test_add_func ("/flow/cycles/line-without-cycles-runs-forward", test_line_without_cycles_runs_forward);
  g_test_add_func ("/flow/cycles/lighter-way-of-a-pair-runs-back", test_lighter_way_of_a_pair_runs_back);
  g_test_add_func ("/flow/cycles/circle-counts-as-by-hand", test_circle_counts_as_by_hand);

  return g_test_run ();
}
