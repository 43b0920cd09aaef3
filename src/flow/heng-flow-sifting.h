// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Sifting: each node in turn tries every place of its row and takes the cheapest; this goes on until none moves.
 *
 * @gain is an n × n matrix: gain[u × n + v] is by how much the cost changes when u, standing just before v, goes behind it.
 * (gain[v × n + u] is its negative.) A node moves only when that is cheaper, never for a tie, so sifting ends.
 * Returns: the change of the cost, zero or below
 */
gint64 heng_flow_sift        (const gint64 *gain,
                              guint         n,
                              guint        *order);

G_END_DECLS
