// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-ranked.h"

static int
compare (gconstpointer a,
         gconstpointer b)
{
  const HengFlowRanked *first = a;
  const HengFlowRanked *second = b;

  if (first->amount != second->amount)
    return first->amount > second->amount ? -1 : 1;

  return first->index < second->index ? -1 : first->index > second->index;
}

void
heng_flow_ranked_sort (GArray *ranked)
{
  g_array_sort (ranked, compare);
}

/* Returns: how many of the largest together make the share of the whole */
static guint
count_share (const GArray *ranked,
             double        min_share)
{
  double total = 0;
  double sum = 0;
  guint n = 0;

  if (min_share <= 0)
    return ranked->len;

  for (guint i = 0; i < ranked->len; i++)
    total += (double) heng_flow_ranked_get (ranked, i)->amount;
  /* A share of all keeps all, whatever a sum of many parts is rounded to. */
  while (n < ranked->len && (min_share >= 1 || sum < min_share * total))
    sum += (double) heng_flow_ranked_get (ranked, n++)->amount;

  return n;
}

guint
heng_flow_ranked_count_kept (const GArray         *ranked,
                             const HengFlowLimits *limits)
{
  guint n_kept = 0;

  while (n_kept < ranked->len && heng_flow_ranked_get (ranked, n_kept)->amount >= (guint64) limits->min_amount)
    n_kept++;
  n_kept = MIN (n_kept, count_share (ranked, limits->min_share));
  if (limits->max_nodes > 0 && ranked->len > limits->max_nodes)
    n_kept = MIN (n_kept, limits->max_nodes - 1);

  /* A single node takes no less room as "other" than under its own name. */
  return n_kept + 1 == ranked->len ? ranked->len : n_kept;
}
