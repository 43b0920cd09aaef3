// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-flow-layout-private.h"

G_BEGIN_DECLS

/* A matrix in the making: payers in rows, receivers in columns, boxes as large as the amounts. */
typedef struct
{
  HengFlowDraft *draft;
  guint          n_rows;
  guint          n_columns;
  guint         *node_at;     /* per row, then per column, from the top and left: the node that stands there; its place is the reverse */
  double         line_pt;     /* height of a label */
  double         head_pt;     /* height of the columns' labels */
  double         side_pt;     /* width of the rows' labels */
  double         figure_pt;   /* width of the totals' figures; 0 where there is no room for them */
  double         bar_x;       /* length of the longest bar of a row and of a column */
  double         bar_y;
  double         cell_pt;     /* height of a cell */
  double         step_pt;     /* width of a cell */
  double         label_pt;    /* size of the labels' type */
  double         x0, y0;      /* upper left corner of the cells */
  double         notes_pt;    /* height of the notes below */
  gint64         largest;     /* total of a row or column */
  gint64        *cell_amount; /* per cell, by nodes, row by row */
  gint64        *cell_drawn;  /* of it, what is drawn already */
  guint          n_zeros;     /* rings that are drawn */
  gboolean       is_turned;   /* the columns' labels run upwards */
} HengFlowMatrix;

/* Orders rows and columns alike: as in the graph, or so that those who give to each other stand together. */
void     heng_flow_matrix_order         (HengFlowMatrix *self);

/* Names, bars of totals with their figures, and heads; then what the signs in cells mean. */
double   heng_flow_matrix_measure_line  (const HengFlowMatrix *self,
                                         double                size_pt);
void     heng_flow_matrix_measure_heads (HengFlowMatrix *self);
void     heng_flow_matrix_draw_heads    (HengFlowMatrix *self);
void     heng_flow_matrix_draw_notes    (HengFlowMatrix *self);

/* Whether provinces are named in the place of regions, and their names along rows (@first 0) or columns. */
gboolean heng_flow_matrix_has_groups    (const HengFlowMatrix *self);
void     heng_flow_matrix_draw_groups   (HengFlowMatrix *self,
                                         guint           first,
                                         guint           n);

/* The place of a cell's row or column on the page. */
static inline double
heng_flow_matrix_get_start (const HengFlowMatrix *self,
                            guint                 node)
{
  const HengFlowNode *at = &g_array_index (self->draft->layout->nodes, HengFlowNode, node);

  return node < self->n_rows ? self->y0 + at->place * self->cell_pt : self->x0 + at->place * self->step_pt;
}

G_END_DECLS
