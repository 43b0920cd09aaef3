// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-flow-layout-private.h"

G_BEGIN_DECLS

typedef struct
{
  int row, column;
} HengFlowPlace;

/* A tile diagram in the making. */
typedef struct
{
  HengFlowDraft *draft;
  HengFlowPlace *places;   /* per node of the graph; row -1: not drawn */
  HengFlowPlace  other;    /* of the bundle, if there is one */
  int            n_rows;
  int            n_columns;
  double         pitch_pt;
  double         side_pt;
  double         label_pt; /* size of the names' type */
  double         x0, y0;   /* upper left corner of the grid */
} HengFlowTiles;

/* Bands run over the grounds and under the names. */
void heng_flow_tiles_draw_grounds (HengFlowTiles *self);
void heng_flow_tiles_draw_names   (HengFlowTiles *self);

G_END_DECLS
