// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Orders n nodes on a circle so that little money crosses, by circular sifting: each node travels once round and stays where
 * the weighted crossings were fewest, until none moves. Chords that share a node never cross.
 *
 * @weight: n × n, symmetric: what passes between two nodes; all of it together at most 2^26
 * @order: on input any order, on return the best one found, from the lowest number on and to the side of its lower neighbour
 * @n_restarts: how often to begin again from a changed order; 0 only sifts what is given
 */
void   heng_flow_circle_order (const gint64 *weight,
                               guint         n,
                               guint         n_restarts,
                               guint        *order);

/* Returns: the sum of weight × weight over all crossing pairs */
gint64 heng_flow_circle_weigh (const gint64 *weight,
                               guint         n,
                               const guint  *order);

G_END_DECLS
