// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One of several by what it gives or takes. */
typedef struct
{
  guint   index;
  guint64 amount; /* minor units; paid and received together may pass 2^63, never 2^64 */
} HengFlowRanked;

/* What keeps a name of its own: all of these must hold, and 0 asks for nothing. */
typedef struct
{
  guint  max_nodes;  /* of the side, "other" among them */
  gint64 min_amount; /* minor units */
  double min_share;  /* 0 to 1: the largest are kept until they make this share together */
} HengFlowLimits;

/* Puts an array of HengFlowRanked in order: the largest first, of equal amounts the lower index. */
void  heng_flow_ranked_sort       (GArray               *ranked);

/* Returns: how many of @ranked, which is in order, keep a name; all or all but at least two */
guint heng_flow_ranked_count_kept (const GArray         *ranked,
                                   const HengFlowLimits *limits);

static inline void
heng_flow_ranked_add (GArray  *ranked,
                      guint    index,
                      guint64  amount)
{
  HengFlowRanked entry = { index, amount };

  g_array_append_val (ranked, entry);
}

static inline const HengFlowRanked *
heng_flow_ranked_get (const GArray *ranked,
                      guint         place)
{
  return &g_array_index (ranked, HengFlowRanked, place);
}

G_END_DECLS
