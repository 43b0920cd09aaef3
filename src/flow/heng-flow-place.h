// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Something that takes up height in a layer: a bar, or a link passing through. */
typedef struct
{
  guint  layer;
  guint  place;     /* in its layer, from the top, without gaps */
  double height_pt;
  double room_pt;   /* kept free above it */
  double y;         /* upper edge: what is looked for */
} HengFlowBody;

/* What pulls two bodies of neighbouring layers level. */
typedef struct
{
  guint  from;
  guint  to;
  double from_pt;   /* where it holds, from the upper edge */
  double to_pt;
  double weight;
} HengFlowTie;

/*
 * Places all bodies so that the weighted sum of squares of the ties' rises is least, while those of a layer keep their order and
 * a gap, between @top and @bottom. Layer after layer is placed exactly while the others stand, until nothing moves; the sum is
 * convex, so that is the best of all places.
 *
 * @gap_pt: per layer
 */
void heng_flow_place_bodies (HengFlowBody      *bodies,
                             guint              n_bodies,
                             const HengFlowTie *ties,
                             guint              n_ties,
                             const double      *gap_pt,
                             guint              n_layers,
                             double             top,
                             double             bottom);

/* Returns: the weighted sum of squares of the ties' rises, square points */
double heng_flow_place_measure (const HengFlowBody *bodies,
                                const HengFlowTie  *ties,
                                guint               n_ties);

G_END_DECLS
