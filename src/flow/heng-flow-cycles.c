// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-cycles.h"
#include "heng-flow-random.h"
#include "heng-flow-sifting.h"

#include <string.h>

#define SEED 20211112u

/* Steps after which a search over many nodes stops beginning anew. */
#define MOST_WORK (G_GINT64_CONSTANT (40) << 20)

static gint64
weigh_back (const gint64 *weight,
            guint         n,
            const guint  *order)
{
  gint64 total = 0;

  for (guint i = 0; i < n; i++)
    for (guint j = i + 1; j < n; j++)
      total += weight[(gsize) order[j] * n + order[i]];

  return total;
}

static void
swap_some (HengFlowRandom *random,
           guint          *order,
           guint           n,
           guint           n_swaps)
{
  for (guint i = 0; i < n_swaps; i++)
    {
      guint a = heng_flow_random_below (random, n);
      guint b = heng_flow_random_below (random, n);
      guint moved = order[a];

      order[a] = order[b];
      order[b] = moved;
    }
}

/* What runs back at least: of each pair the lighter way. */
static gint64
get_bound (const gint64 *weight,
           guint         n)
{
  gint64 bound = 0;

  for (guint u = 0; u < n; u++)
    for (guint v = u + 1; v < n; v++)
      bound += MIN (weight[(gsize) u * n + v], weight[(gsize) v * n + u]);

  return bound;
}

static gint64
search_order (const gint64 *weight,
              guint         n,
              guint         n_restarts,
              guint        *order)
{
  HengFlowRandom random = heng_flow_random_seeded (SEED);
  g_autofree gint64 *gain = g_new0 (gint64, (gsize) n * n + 1);
  g_autofree guint *trial = g_new (guint, n + 1);
  gint64 bound = get_bound (weight, n);
  gint64 best;
  gint64 work = 0;

  /* When u goes behind v, what u gives v begins to run back and what v gives u no longer does. */
  for (guint u = 0; u < n; u++)
    for (guint v = 0; v < n; v++)
      gain[(gsize) u * n + v] = u == v ? 0 : weight[(gsize) u * n + v] - weight[(gsize) v * n + u];

  heng_flow_sift (gain, n, order);
  best = weigh_back (weight, n, order);
  for (guint i = 0; i < n_restarts && best > bound && work < MOST_WORK; i++)
    {
      gint64 found;

      memcpy (trial, order, sizeof (guint) * n);
      /* Mostly near the best order, every fourth time far from it. */
      swap_some (&random, trial, n, heng_flow_random_below (&random, 4) == 0 ? 2 * n : 2 + n / 8);
      heng_flow_sift (gain, n, trial);
      found = weigh_back (weight, n, trial);
      work += (gint64) n * n * 6;
      if (found <= best)
        {
          best = found;
          memcpy (order, trial, sizeof (guint) * n);
        }
    }

  return best;
}

/*
 * The best order of all, by subsets: how much more than the bound runs back at least when a set stands first follows from the sets
 * with one node less; the next node adds what it gets, beyond what it gives, from each that is still to come. That is looked up in
 * two halves. Sets that are no better than @order already lead nowhere. Replaces @order only by what is better.
 */
static void
prove_order (const gint64 *weight,
             guint         n,
             guint        *order)
{
  guint whole = (1u << n) - 1;
  guint n_low = n / 2;
  guint low_mask = (1u << n_low) - 1;
  gsize size = (gsize) 1 << (n - n_low);
  g_autofree gint64 *least = g_new (gint64, (gsize) whole + 1);
  g_autofree guint8 *last = g_new (guint8, (gsize) whole + 1);
  g_autofree gint64 *half = g_new0 (gint64, 2 * n * size);
  gint64 best = weigh_back (weight, n, order) - get_bound (weight, n);

  for (guint v = 0; v < n; v++)
    for (guint part = 0; part < 2; part++)
      for (guint set = 1; set < size; set++)
        {
          guint u = part * n_low + (guint) g_bit_nth_lsf (set, -1);
          gint64 *sum = half + (2 * v + part) * size;

          if (u < n)
            sum[set] = sum[set & (set - 1)] + MAX (weight[(gsize) u * n + v] - weight[(gsize) v * n + u], 0);
        }
  for (guint set = 1; set <= whole; set++)
    least[set] = best;
  least[0] = 0;
  for (guint set = 0; set < whole; set++)
    for (guint left = least[set] < best ? whole & ~set : 0; left != 0; left &= left - 1)
      {
        guint v = (guint) g_bit_nth_lsf (left, -1);
        guint with = set | 1u << v;
        guint rest = whole & ~with;
        gint64 found = least[set] + half[2 * v * size + (rest & low_mask)] + half[(2 * v + 1) * size + (rest >> n_low)];

        if (found < least[with])
          {
            least[with] = found;
            last[with] = v;
          }
      }
  if (least[whole] >= best)
    return;

  for (guint set = whole, at = n; set != 0; set &= ~(1u << order[at]))
    order[--at] = last[set];
}

/* Orders the nodes of one knot (each reaches each other), which stand in @nodes in any order. */
static void
order_knot (const gint64 *weight,
            guint         n,
            guint         n_restarts,
            guint        *nodes,
            guint         n_nodes)
{
  g_autofree gint64 *inside = g_new (gint64, (gsize) n_nodes * n_nodes);
  g_autofree guint *order = g_new (guint, n_nodes);
  g_autofree guint *numbers = g_memdup2 (nodes, sizeof (guint) * n_nodes);
  gint64 found;

  for (guint u = 0; u < n_nodes; u++)
    {
      order[u] = u;
      for (guint v = 0; v < n_nodes; v++)
        inside[(gsize) u * n_nodes + v] = u == v ? 0 : weight[(gsize) numbers[u] * n + numbers[v]];
    }
  found = search_order (inside, n_nodes, n_restarts, order);
  if (n_restarts > 0 && n_nodes <= HENG_FLOW_CYCLES_MOST_PROVED && found > get_bound (inside, n_nodes))
    prove_order (inside, n_nodes, order);
  for (guint i = 0; i < n_nodes; i++)
    nodes[i] = numbers[order[i]];
}

/* Returns: (transfer full): n × n, whether money can get from one node to another over any others */
static gboolean *
find_reach (const gint64 *weight,
            guint         n)
{
  gboolean *reach = g_new (gboolean, (gsize) n * n + 1);

  for (gsize i = 0; i < (gsize) n * n; i++)
    reach[i] = weight[i] > 0;
  for (guint by = 0; by < n; by++)
    for (guint u = 0; u < n; u++)
      for (guint v = 0; v < n && reach[(gsize) u * n + by]; v++)
        reach[(gsize) u * n + v] |= reach[(gsize) by * n + v];

  return reach;
}

gint64
heng_flow_cycles_order (const gint64 *weight,
                        guint         n,
                        guint         n_restarts,
                        guint        *order)
{
  g_autofree gboolean *reach = find_reach (weight, n);
  g_autofree guint *given = g_memdup2 (order, sizeof (guint) * n);
  g_autofree gboolean *is_placed = g_new0 (gboolean, n + 1);
  guint n_placed = 0;

  /* Knot after knot, the first in the given order whose givers all stand already: between knots nothing runs back. */
  while (n_placed < n)
    {
      guint first = n_placed;

      for (guint i = 0; i < n && first == n_placed; i++)
        {
          guint node = given[i];
          gboolean is_ready = !is_placed[node];

          for (guint u = 0; u < n && is_ready; u++)
            is_ready = is_placed[u] || !reach[(gsize) u * n + node] || reach[(gsize) node * n + u];
          for (guint j = 0; j < n && is_ready; j++)
            if (given[j] == node || (reach[(gsize) given[j] * n + node] && reach[(gsize) node * n + given[j]]))
              {
                is_placed[given[j]] = TRUE;
                order[n_placed++] = given[j];
              }
        }
      order_knot (weight, n, n_restarts, order + first, n_placed - first);
    }

  return weigh_back (weight, n, order);
}
