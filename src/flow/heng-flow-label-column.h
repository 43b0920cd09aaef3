// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A name that is too long for its column runs on in as many lines as this before it is cut. */
#define HENG_FLOW_MOST_NAME_LINES 5

/* A label of a column of labels. Lengths are points, y goes down. */
typedef struct
{
  int    node;      /* -1: the line that counts the labels left out */
  guint  index;     /* of the caller's; of a counting line 0 */
  gint64 weight;    /* where there is not room for all the larger stay, of equal ones the lower node */
  double y;         /* upper edge: where it would like to begin, then where it does */
  double height_pt; /* above zero */
} HengFlowColumnLabel;

/*
 * Sets labels one below the other between @top and @bottom, as near as possible to where each would like to stand.
 *
 * @labels: (element-type HengFlowColumnLabel): without a counting line; on return those that stay, from the top down. At least one stays,
 *   or the counting line
 * @line_pt: height of the counting line, above zero
 * @n_left_out: labels left out elsewhere
 * @counts: whether a last line is added that counts all labels left out, here and elsewhere, if there are any
 *
 * Returns: how many labels are left out, here and elsewhere
 */
guint heng_flow_label_column_arrange (GArray   *labels,
                                      double    line_pt,
                                      double    top,
                                      double    bottom,
                                      guint     n_left_out,
                                      gboolean  counts);

static inline HengFlowColumnLabel *
heng_flow_label_column_get (GArray *labels,
                            guint   index)
{
  return &g_array_index (labels, HengFlowColumnLabel, index);
}

G_END_DECLS
