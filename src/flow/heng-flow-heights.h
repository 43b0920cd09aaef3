// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-flow-display.h"
#include "heng-flow-strip.h"

G_BEGIN_DECLS

/* From points to pixels. */
typedef struct
{
  double scale_x, scale_y;
  double origin_x, origin_y;
} HengFlowGrid;

/*
 * What both are given: a path as heng_flow_ribbon_add_chain() makes it.
 *
 * The heights of one edge in the middles of @n columns from @first on, in pixels. Columns whose middle the band does not reach have
 * the height of its end. @heights has HENG_FLOW_HEIGHTS_BEFORE and _BEHIND more places around it.
 */
void heng_flow_heights_follow (const HengFlowGrid *grid,
                               const HengFlowStep *steps,
                               guint               n_steps,
                               gboolean            is_lower,
                               int                 first,
                               int                 n,
                               float              *heights);

/*
 * Where the centre line passes the strips @first to @first + @n - 1: its knot at the left side of the i-th of them is
 * knots[i * stride]. Before and behind the line they are level with its ends.
 */
void heng_flow_heights_tie    (const HengFlowGrid *grid,
                               const HengFlowStep *steps,
                               guint               n_steps,
                               int                 first,
                               int                 n,
                               gsize               stride,
                               HengFlowKnot       *knots);

G_END_DECLS
