// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Knots of up to so many nodes, each of which reaches each other, are ordered exactly. */
#define HENG_FLOW_CYCLES_MOST_PROVED 20

/*
 * Lines up n nodes so that little money runs back: the weighted feedback arc set. Knots are ordered apart, by sifting and restarts
 * from a fixed seed and, when they are small, exactly; between knots nothing runs back.
 *
 * @weight: n × n; weight[u × n + v] is what u gives v; all of it together at most 2^40; u × n + u does not count
 * @n_restarts: 0 only sifts what is given, so that an earlier order stays as far as it is good
 * @order: on input any order, on return the best one found
 * Returns: what runs from a later node to an earlier one
 */
gint64 heng_flow_cycles_order (const gint64 *weight,
                               guint         n,
                               guint         n_restarts,
                               guint        *order);

G_END_DECLS
