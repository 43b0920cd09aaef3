// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-label-column.h"

#include "heng-flow-isotonic.h"

/* The counting line goes wherever the labels leave it room. */
#define WEIGHT_OF_COUNT 1e-6
#define SLACK_PT 1e-6

static int
compare_by_weight (gconstpointer a,
                   gconstpointer b)
{
  const HengFlowColumnLabel *first = a;
  const HengFlowColumnLabel *second = b;

  if (first->weight != second->weight)
    return first->weight > second->weight ? -1 : 1;

  return first->node < second->node ? -1 : first->node > second->node;
}

static int
compare_by_height (gconstpointer a,
                   gconstpointer b)
{
  const HengFlowColumnLabel *first = a;
  const HengFlowColumnLabel *second = b;

  if (first->node < 0 || second->node < 0)
    return second->node - first->node;
  if (first->y + first->height_pt / 2 != second->y + second->height_pt / 2)
    return first->y + first->height_pt / 2 < second->y + second->height_pt / 2 ? -1 : 1;

  return first->node < second->node ? -1 : first->node > second->node;
}

static double
add_heights (GArray *labels)
{
  double sum = 0;

  for (guint i = 0; i < labels->len; i++)
    sum += heng_flow_label_column_get (labels, i)->height_pt;

  return sum;
}

/* Keeps the weightiest labels that fit into @room. */
static void
leave_out (GArray *labels,
           double  room)
{
  guint n = 0;
  double sum = 0;

  g_array_sort (labels, compare_by_weight);
  for (guint i = 0; i < labels->len; i++)
    {
      const HengFlowColumnLabel *label = heng_flow_label_column_get (labels, i);

      if (sum + label->height_pt > room + SLACK_PT)
        continue;
      sum += label->height_pt;
      *heng_flow_label_column_get (labels, n++) = *label;
    }
  g_array_set_size (labels, n);
}

static void
spread (GArray *labels,
        double  top,
        double  bottom)
{
  g_autofree double *wish = g_new (double, labels->len + 1);
  g_autofree double *height = g_new (double, labels->len + 1);
  g_autofree double *weight = g_new (double, labels->len + 1);

  for (guint i = 0; i < labels->len; i++)
    {
      const HengFlowColumnLabel *label = heng_flow_label_column_get (labels, i);

      wish[i] = label->y;
      height[i] = label->height_pt;
      weight[i] = label->node < 0 ? WEIGHT_OF_COUNT : 1;
    }
  heng_flow_isotonic_place (wish, height, weight, labels->len, 0, top, bottom);
  for (guint i = 0; i < labels->len; i++)
    heng_flow_label_column_get (labels, i)->y = wish[i];
}

guint
heng_flow_label_column_arrange (GArray   *labels,
                                double    line_pt,
                                double    top,
                                double    bottom,
                                guint     n_left_out,
                                gboolean  counts)
{
  HengFlowColumnLabel count = { .node = -1, .y = bottom, .height_pt = line_pt };
  double room = MAX (bottom - top, line_pt);
  guint n = labels->len;

  if (add_heights (labels) > room - (counts && n_left_out > 0 ? line_pt : 0) + SLACK_PT)
    leave_out (labels, room - (counts ? line_pt : 0));
  n_left_out += n - labels->len;
  if (counts && n_left_out > 0)
    g_array_append_val (labels, count);
  g_array_sort (labels, compare_by_height);
  spread (labels, top, bottom);

  return n_left_out;
}
