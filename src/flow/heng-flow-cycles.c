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

gint64
heng_flow_cycles_order (const gint64 *weight,
                        guint         n,
                        guint         n_restarts,
                        guint        *order)
{
  HengFlowRandom random = heng_flow_random_seeded (SEED);
  g_autofree gint64 *gain = g_new0 (gint64, (gsize) n * n + 1);
  g_autofree guint *trial = g_new (guint, n + 1);
  gint64 best;
  gint64 work = 0;

  /* When u goes behind v, what u gives v begins to run back and what v gives u no longer does. */
  for (guint u = 0; u < n; u++)
    for (guint v = 0; v < n; v++)
      gain[(gsize) u * n + v] = u == v ? 0 : weight[(gsize) u * n + v] - weight[(gsize) v * n + u];

  heng_flow_sift (gain, n, order);
  best = weigh_back (weight, n, order);
  for (guint i = 0; i < n_restarts && best > 0 && work < MOST_WORK; i++)
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
