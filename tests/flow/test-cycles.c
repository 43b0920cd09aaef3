// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow-fixture.h"
#include "heng-flow-circle.h"
#include "heng-flow-cycles.h"
#include "heng-flow-random.h"

/* Means over three seeds, as shares of the money. */
typedef struct
{
  const char *family;
  double      most_back;     /* runs back in the line, of any seed */
  double      most_crossing; /* pairs of money that cross on the circle, mean */
} Row;

static const Row rows[] = {
  { "cyc-31-40", 0.026, 0.0029 },
  { "cyc-31-200", 0.157, 0.0705 },
  { "cyc-31-900", 0.315, 0.1505 },
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
weigh_back_by_hand (const gint64 *weight,
                    guint         n,
                    const guint  *order)
{
  gint64 total = 0;

  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < i; j++)
      total += weight[order[i] * n + order[j]];

  return total;
}

/* Goes through all orders from @at on. Returns: the least that runs back */
static gint64
try_all (const gint64 *weight,
         guint         n,
         guint        *order,
         guint         at)
{
  gint64 least = G_MAXINT64;

  if (at == n)
    return weigh_back_by_hand (weight, n, order);

  for (guint i = at; i < n; i++)
    {
      guint here = order[at];
      guint there = order[i];

      order[at] = there;
      order[i] = here;
      least = MIN (least, try_all (weight, n, order, at + 1));
      order[at] = here;
      order[i] = there;
    }

  return least;
}

static void
test_small_knots_are_ordered_best (void)
{
  HengFlowRandom random = heng_flow_random_seeded (21);

  for (guint trial = 0; trial < 60; trial++)
    {
      guint n = 2 + trial % 6;
      gint64 weight[49];
      guint order[7] = { 0, 1, 2, 3, 4, 5, 6 };
      gint64 least;

      for (guint i = 0; i < n * n; i++)
        weight[i] = heng_flow_random_below (&random, 3) == 0 ? 0 : heng_flow_random_below (&random, 1000);
      least = try_all (weight, n, order, 0);
      /* One restart finds little: what is missing must come from the proof. */
      g_assert_cmpint (heng_flow_cycles_order (weight, n, 1, order), ==, least);
      g_assert_cmpint (weigh_back_by_hand (weight, n, order), ==, least);
    }
}

/* Twenty nodes of a graph with 200 links and more: many restarts cannot beat what was proved with one. */
static void
test_proof_holds_against_search (void)
{
  for (guint seed = 1; seed <= 3; seed++)
    {
      g_autofree char *name = g_strdup_printf ("cyc-31-900-s%u", seed);
      guint n;
      g_autofree gint64 *matrix = flow_fixture_load_matrix (name, &n);
      gint64 small[HENG_FLOW_CYCLES_MOST_PROVED * HENG_FLOW_CYCLES_MOST_PROVED];
      guint size = HENG_FLOW_CYCLES_MOST_PROVED;
      guint order[HENG_FLOW_CYCLES_MOST_PROVED];
      gint64 proved;

      for (guint i = 0; i < size * size; i++)
        small[i] = matrix[i / size * n + i % size];
      for (guint i = 0; i < size; i++)
        order[i] = i;
      proved = heng_flow_cycles_order (small, size, 1, order);
      g_assert_cmpint (weigh_back_by_hand (small, size, order), ==, proved);
      for (guint i = 0; i < size; i++)
        order[i] = size - 1 - i;
      g_assert_cmpint (heng_flow_cycles_order (small, size, 3000, order), ==, proved);
    }
}

/* Two knots and a node between: money passes from the one to the other, and only what each sends round runs back. */
static void
test_nothing_runs_back_between_knots (void)
{
  gint64 weight[25] = { 0 };
  guint order[] = { 0, 1, 2, 3, 4 };

  weight[3 * 5 + 4] = 9;
  weight[4 * 5 + 3] = 2;
  weight[4 * 5 + 2] = 1;
  weight[2 * 5 + 0] = 1;
  weight[0 * 5 + 1] = 4;
  weight[1 * 5 + 0] = 7;
  g_assert_cmpint (heng_flow_cycles_order (weight, 5, 10, order), ==, 2 + 4);
  g_assert_cmpuint (order[0], ==, 3);
  g_assert_cmpuint (order[2], ==, 2);
  g_assert_cmpuint (order[3], ==, 1);
}

/* An earlier order that is as good as any stays. */
static void
test_given_order_stays_while_it_is_good (void)
{
  guint n;
  g_autofree gint64 *matrix = flow_fixture_load_matrix ("cyc-31-200-s2", &n);
  g_autofree guint *order = g_new (guint, n);
  g_autofree guint *again = NULL;

  for (guint i = 0; i < n; i++)
    order[i] = i;
  heng_flow_cycles_order (matrix, n, 100, order);
  again = g_memdup2 (order, n * sizeof (guint));
  heng_flow_cycles_order (matrix, n, 0, again);
  g_assert_cmpmem (again, n * sizeof (guint), order, n * sizeof (guint));
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
  g_test_add_func ("/flow/cycles/small-knots-are-ordered-best", test_small_knots_are_ordered_best);
  g_test_add_func ("/flow/cycles/proof-holds-against-search", test_proof_holds_against_search);
  g_test_add_func ("/flow/cycles/nothing-runs-back-between-knots", test_nothing_runs_back_between_knots);
  g_test_add_func ("/flow/cycles/given-order-stays-while-it-is-good", test_given_order_stays_while_it_is_good);
  g_test_add_func ("/flow/cycles/circle-counts-as-by-hand", test_circle_counts_as_by_hand);

  return g_test_run ();
}
