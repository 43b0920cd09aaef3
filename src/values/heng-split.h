// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-number.h"

G_BEGIN_DECLS

/**
 * Splits @total, not negative, into whole parts in proportion to @weights so that they add up to it: each gets the whole part of
 * its exact share, and what is left goes one by one to the largest remainders, ties to the first named (method of largest
 * remainders, Hamilton's). A negative weight and weights that add up to zero are errors.
 *
 * @weights: (array length=n_parts)
 * @parts: (array length=n_parts) (out caller-allocates)
 */
gboolean heng_split (gint64            total,
                     const HengNumber *weights,
                     guint             n_parts,
                     gint64           *parts,
                     GError          **error);

G_END_DECLS
