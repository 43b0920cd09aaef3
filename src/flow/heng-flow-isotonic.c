// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-isotonic.h"

typedef struct
{
  double mean;
  double weight;
  guint  n;
} Pool;

void
heng_flow_isotonic_place (double       *wish,
                          const double *height,
                          const double *weight,
                          guint         n,
                          double        gap,
                          double        top,
                          double        bottom)
{
  g_autofree Pool *pools = g_new (Pool, n + 1);
  guint n_pools = 0;
  double before = 0;
  double slack;
  guint at = 0;

  /* Taking away what stands above leaves numbers that must only not fall. */
  for (guint i = 0; i < n; i++)
    {
      g_assert (weight[i] > 0 && height[i] >= 0);
      pools[n_pools++] = (Pool) { wish[i] - before, weight[i], 1 };
      before += height[i] + gap;
      while (n_pools > 1 && pools[n_pools - 2].mean >= pools[n_pools - 1].mean)
        {
          Pool *into = &pools[n_pools - 2];
          const Pool *from = &pools[n_pools - 1];

          into->mean = (into->mean * into->weight + from->mean * from->weight) / (into->weight + from->weight);
          into->weight += from->weight;
          into->n += from->n;
          n_pools--;
        }
    }

  /* Cutting an isotonic answer at bounds gives the answer within the bounds. */
  slack = MAX (bottom - top - (n > 0 ? before - gap : 0), 0);
  before = 0;
  for (guint i = 0; i < n_pools; i++)
    for (guint j = 0; j < pools[i].n; j++)
      {
        wish[at] = CLAMP (pools[i].mean, top, top + slack) + before;
        before += height[at] + gap;
        at++;
      }
}
