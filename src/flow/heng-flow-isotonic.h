// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Places things of given heights one below the other, in the given order and at least @gap apart, between @top and @bottom,
 * as near to where each wants to begin as the weighted squares allow. Exact: pool adjacent violators.
 *
 * @wish: where each would like to begin; on return where it begins
 * @weight: how much each matters, above zero
 * If they do not fit they begin at @top and run over; callers make sure they fit.
 */
void heng_flow_isotonic_place (double       *wish,
                               const double *height,
                               const double *weight,
                               guint         n,
                               double        gap,
                               double        top,
                               double        bottom);

G_END_DECLS
