// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-sifting.h"

#include <string.h>

/* Finds the best place for the node at @at and moves it there. Returns: the change, zero or below */
static gint64
sift_one (const gint64 *gain,
          guint         n,
          guint        *order,
          guint         at)
{
  guint node = order[at];
  const gint64 *row = gain + (gsize) node * n;
  gint64 best = 0;
  gint64 change = 0;
  guint place = at;

  for (guint i = at + 1; i < n; i++)
    {
      change += row[order[i]];
      if (change < best)
        {
          best = change;
          place = i;
        }
    }
  change = 0;
  for (guint i = at; i-- > 0;)
    {
      change -= row[order[i]];
      if (change < best)
        {
          best = change;
          place = i;
        }
    }

  if (place > at)
    memmove (order + at, order + at + 1, sizeof (guint) * (place - at));
  else if (place < at)
    memmove (order + place + 1, order + place, sizeof (guint) * (at - place));
  order[place] = node;

  return best;
}

gint64
heng_flow_sift (const gint64 *gain,
                guint         n,
                guint        *order)
{
  gint64 total = 0;
  gint64 change;

  do
    {
      change = 0;
      for (guint i = 0; i < n; i++)
        change += sift_one (gain, n, order, i);
      total += change;
    }
  while (change < 0);

  return total;
}
