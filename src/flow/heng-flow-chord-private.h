// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-flow-layout-private.h"

G_BEGIN_DECLS

/* Angles in radians, clockwise from the right. */
typedef struct
{
  double from, to;
} HengFlowArc;

/* A chord diagram in the making. */
typedef struct
{
  HengFlowDraft *draft;
  double         centre_x, centre_y;
  double         outer_pt;   /* radii of the ring, */
  double         inner_pt;   /* where links leave it, */
  double         arrival_pt; /* and where they arrive: a gap short of it, which tells the direction */
  double         angle_per_amount;
  double         line_pt;
  double         label_pt;   /* width of the widest label */
  HengFlowArc   *arcs;       /* per node */
  HengFlowArc   *departures; /* per link, on its payer's arc */
  HengFlowArc   *arrivals;   /* per link, on its receiver's arc */
} HengFlowChord;

void                 heng_flow_chord_draw_link   (HengFlowChord *self,
                                                  guint          index);

/* Returns: the arc's shape, valid until the next one is drawn */
const HengFlowShape *heng_flow_chord_draw_arc    (HengFlowChord *self,
                                                  guint          index);
void                 heng_flow_chord_draw_labels (HengFlowChord *self);

G_END_DECLS
