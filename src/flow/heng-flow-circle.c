// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-circle.h"
#include "heng-flow-random.h"

#include <string.h>

#define SEED 20190516u

/* The longest run of neighbours that is moved at once; and every how manieth time the search begins anywhere. */
#define LONGEST_BLOCK 16
#define ANYWHERE 16

/* Changes tried for each restart asked for: one is quick. */
#define TRIES 3

/* Steps after which a search over many nodes stops beginning anew. */
#define MOST_WORK (G_GINT64_CONSTANT (200) << 20)

/*
 * How the crossings change when @u, standing just before @v, goes behind it. Only links of the two change, and two of them
 * cross before the swap just when they do not cross after it. @row is the circle without @u, twice; @v stands at @at in it.
 */
static gint64
get_change (const gint64 *weight,
            guint         n,
            const guint  *row,
            guint         at,
            guint         u)
{
  const gint64 *of_u = weight + (gsize) u * n;
  const gint64 *of_v = weight + (gsize) row[at] * n;
  gint64 sum_u = 0;
  gint64 sum_v = 0;
  gint64 change = 0;

  for (guint i = 1; i < n - 1; i++)
    {
      guint other = row[at + i];

      change += sum_v * of_u[other] - sum_u * of_v[other];
      sum_u += of_u[other];
      sum_v += of_v[other];
    }

  return change;
}

/* Sends the node at @at round the circle and leaves it at the best place. Returns: the change, zero or below */
static gint64
sift_round (const gint64 *weight,
            guint         n,
            guint        *order,
            guint         at,
            guint        *row)
{
  guint u = order[at];
  gint64 change = 0;
  gint64 best = 0;
  guint place = 0;

  for (guint i = 1; i < n; i++)
    row[i - 1] = row[i + n - 2] = order[at + i < n ? at + i : at + i - n];
  for (guint i = 0; i + 1 < n - 1; i++)
    {
      change += get_change (weight, n, row, i, u);
      if (change < best)
        {
          best = change;
          place = i + 1;
        }
    }
  if (best == 0)
    return 0;

  memcpy (order, row, sizeof (guint) * place);
  order[place] = u;
  memcpy (order + place + 1, row + place, sizeof (guint) * (n - 1 - place));

  return best;
}

/* Sends node after node round, until all have been round since the last one that moved. */
static void
sift_all (const gint64 *weight,
          guint         n,
          guint        *order,
          guint        *row)
{
  g_autofree guint *nodes = g_memdup2 (order, sizeof (guint) * n);
  guint n_still = 0;

  for (guint next = 0; n_still < n; next = next + 1 < n ? next + 1 : 0)
    {
      guint at = 0;

      while (order[at] != nodes[next])
        at++;
      n_still = sift_round (weight, n, order, at, row) < 0 ? 0 : n_still + 1;
    }
}

gint64
heng_flow_circle_weigh (const gint64 *weight,
                        guint         n,
                        const guint  *order)
{
  /* sums[a][b]: what passes between places before a and places before b, the nearer place being the first */
  g_autofree gint64 *sums = g_new0 (gint64, (gsize) (n + 1) * (n + 1));
  gsize width = n + 1;
  gint64 total = 0;

  for (guint a = 0; a < n; a++)
    for (guint b = 0; b < n; b++)
      sums[(a + 1) * width + b + 1] = sums[a * width + b + 1] + sums[(a + 1) * width + b] - sums[a * width + b] +
                                      (a < b ? weight[(gsize) order[a] * n + order[b]] : 0);

  /* Across the link from place i to place j runs what begins between them and ends beyond j. */
  for (guint i = 0; i < n; i++)
    for (guint j = i + 2; j < n; j++)
      total += weight[(gsize) order[i] * n + order[j]] *
               (sums[j * width + n] - sums[j * width + j + 1] - sums[(i + 1) * width + n] + sums[(i + 1) * width + j + 1]);

  return total;
}

static void
shuffle (HengFlowRandom *random,
         guint          *order,
         guint           n)
{
  for (guint i = n; i > 1; i--)
    {
      guint j = heng_flow_random_below (random, i);
      guint moved = order[i - 1];

      order[i - 1] = order[j];
      order[j] = moved;
    }
}

/* Moves a run of neighbours elsewhere, half of the times turned round. */
static void
move_block (HengFlowRandom *random,
            guint          *order,
            guint           n)
{
  guint length = 1 + heng_flow_random_below (random, CLAMP (n / 2, 1, LONGEST_BLOCK));
  guint from = heng_flow_random_below (random, n - length + 1);
  guint to = heng_flow_random_below (random, n - length + 1);
  gboolean turn = heng_flow_random_below (random, 2) == 1;
  guint block[LONGEST_BLOCK];

  for (guint i = 0; i < length; i++)
    block[i] = order[turn ? from + length - 1 - i : from + i];
  memmove (order + from, order + from + length, sizeof (guint) * (n - from - length));
  memmove (order + to + length, order + to, sizeof (guint) * (n - to - length));
  memcpy (order + to, block, sizeof (guint) * length);
}

/* The same circle, begun at node 0 and read to the side where the lower number stands next to it. */
static void
face_forward (guint *order,
              guint  n)
{
  g_autofree guint *circle = g_memdup2 (order, sizeof (guint) * n);
  guint start = 0;
  gboolean is_backward;

  while (circle[start] != 0)
    start++;
  is_backward = circle[(start + n - 1) % n] < circle[(start + 1) % n];
  for (guint i = 0; i < n; i++)
    order[i] = circle[(start + (is_backward ? n - i : i)) % n];
}

void
heng_flow_circle_order (const gint64 *weight,
                        guint         n,
                        guint         n_restarts,
                        guint        *order)
{
  HengFlowRandom random = heng_flow_random_seeded (SEED);
  g_autofree guint *row = g_new (guint, 2 * (gsize) n + 1);
  g_autofree guint *trial = NULL;
  gint64 best;
  gint64 work = 0;

  if (n < 4)
    return;

  sift_all (weight, n, order, row);
  best = heng_flow_circle_weigh (weight, n, order);
  trial = g_memdup2 (order, sizeof (guint) * n);
  for (guint i = 0; i < TRIES * n_restarts && best > 0 && work < MOST_WORK; i++)
    {
      gint64 found;

      memcpy (trial, order, sizeof (guint) * n);
      if (heng_flow_random_below (&random, ANYWHERE) == 0)
        shuffle (&random, trial, n);
      else
        move_block (&random, trial, n);
      sift_all (weight, n, trial, row);
      found = heng_flow_circle_weigh (weight, n, trial);
      work += (gint64) n * n * n * 4;
      if (found <= best)
        {
          best = found;
          memcpy (order, trial, sizeof (guint) * n);
        }
    }
  face_forward (order, n);
}
