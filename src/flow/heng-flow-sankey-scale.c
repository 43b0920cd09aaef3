// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-sankey-private.h"

/* With more nodes than this share of the height has points, they are bundled. */
#define MOST_GAP_SHARE 0.4
#define LEAST_GAP_PT 1.0

/* What is kept free in a crowded column, so that names stand beside their bars, takes at most this share of the height. */
#define MOST_FREE_SHARE 0.55

/* The labels of the middle, where they stand above their bars, take at most this share of the height. */
#define MOST_ROOM_SHARE 0.7

#define LEAST_LABEL_SIZE 0.85

static guint
get_size (const HengFlowColumn *column)
{
  return column->end - column->first;
}

guint
heng_flow_sankey_count_most (const HengFlowSankey *self,
                             double                height_pt)
{
  guint most = MAX (2, (guint) (MOST_GAP_SHARE * height_pt / LEAST_GAP_PT));
  guint asked = self->draft->options->max_nodes;

  return asked > 0 ? MIN (most, asked) : most;
}


void
heng_flow_sankey_size_labels (HengFlowSankey *self,
                              double          height_pt)
{
  HengFlowSetting setting = { .size_pt = self->draft->type.size_pt, .n_lines = 1, .width_pt = -1 };
  double shrink = 1;
  double width;

  heng_flow_type_measure (&self->draft->type, "Ág衡", &setting, &width, &self->line_pt);
  if (height_pt > 0)
    for (guint i = 0; i < self->n_columns; i++)
      shrink = MIN (shrink, height_pt / (get_size (&self->columns[i]) * self->line_pt));
  shrink = MAX (shrink, LEAST_LABEL_SIZE);
  self->line_pt *= shrink;
  self->label_pt = shrink * setting.size_pt;
}

/* Returns: the amount that the bars of a column stand for together */
static double
sum_extents (const HengFlowSankey *self,
             const HengFlowColumn *column)
{
  double sum = 0;

  for (guint i = column->first; i < column->end; i++)
    sum += (double) self->extents[i];

  return sum;
}

/* Returns: what a column takes whose bars and names stand at least @slot apart, at a scale */
static double
measure_slots (const HengFlowSankey *self,
               const HengFlowColumn *column,
               double                scale,
               double                slot)
{
  double sum = 0;

  for (guint i = column->first; i < column->end; i++)
    sum += MAX (self->extents[i] * scale + column->least_gap_pt, slot);

  return sum;
}

/*
 * A column with so many nodes that even gaps would take too much: bars that are higher than a line need no more than the least gap,
 * the others as much as makes a line of them, as far as that leaves enough to the bars. Returns: the scale
 */
static double
crowd_column (HengFlowSankey *self,
              HengFlowColumn *column,
              double          total,
              double          height)
{
  double low = (1 - MOST_FREE_SHARE) * height / total;
  double high = height / total;

  column->is_crowded = TRUE;
  column->gap_pt = 0;
  column->least_gap_pt = MIN (0.2 * self->line_pt, MOST_GAP_SHARE * height / get_size (column));
  if (measure_slots (self, column, low, self->line_pt) > height)
    return low;

  for (guint i = 0; i < 60; i++)
    {
      double middle = (low + high) / 2;

      if (measure_slots (self, column, middle, self->line_pt) <= height)
        low = middle;
      else
        high = middle;
    }

  return low;
}

/*
 * The middle's labels stand above their bars as long as they leave enough to the bars; then only the gaps give way.
 * Returns: the scale
 */
static double
share_middle (HengFlowSankey *self,
              HengFlowColumn *column,
              double          total,
              double          height)
{
  guint n = get_size (column);
  double rooms = n * self->line_pt;
  double gaps = (n - 1) * 0.5 * self->line_pt;
  double most = MAX (MOST_GAP_SHARE * height - rooms, (n - 1) * LEAST_GAP_PT);

  if (rooms + (n - 1) * LEAST_GAP_PT > MOST_ROOM_SHARE * height)
    {
      rooms = 0;
      most = MOST_GAP_SHARE * height;
    }
  gaps = MIN (gaps, most);
  column->room_pt = rooms / n;
  column->gap_pt = n > 1 ? gaps / (n - 1) : 0;

  return (height - rooms - gaps) / total;
}

/* Shares the height of one column between bars and what is kept free. Returns: the largest scale that leaves enough */
static double
share_height (HengFlowSankey *self,
              HengFlowColumn *column,
              double          total,
              double          height)
{
  double gaps = (get_size (column) - 1) * 1.1 * self->line_pt;

  column->is_crowded = FALSE;
  column->room_pt = 0;
  if (column->side == HENG_FLOW_SIDE_MIDDLE)
    return share_middle (self, column, total, height);
  if (gaps > MOST_GAP_SHARE * height)
    return crowd_column (self, column, total, height);

  column->gap_pt = 1.1 * self->line_pt;

  return (height - gaps) / total;
}

/*
 * The height is shared between bars and gaps. A few bars do not fill the page: a band half a page thick says no more than a
 * slim one and drowns the rest.
 */
void
heng_flow_sankey_find_scale (HengFlowSankey *self)
{
  double height = self->bottom - self->top;
  double full = self->draft->options->full_scale;
  double most = 0;
  guint longest = 1;

  heng_flow_sankey_size_labels (self, height);
  self->scale = G_MAXDOUBLE;
  for (guint i = 0; i < self->n_columns; i++)
    {
      HengFlowColumn *column = &self->columns[i];
      double total = sum_extents (self, column);

      longest = MAX (longest, get_size (column));
      most = MAX (most, total);
      self->scale = MIN (self->scale, share_height (self, column, total, height));
    }
  self->scale = MIN (self->scale, height * longest / (longest + 2) / most);
  if (full > 0)
    self->scale = MIN (self->scale, height / full);
  g_assert (self->scale > 0);
}

/* Returns: how far bars and names of a crowded column stand apart: a line, or what there is */
static double
find_slot (const HengFlowSankey *self,
           const HengFlowColumn *column)
{
  double height = self->bottom - self->top;
  double low = 0;
  double high = self->line_pt;

  if (measure_slots (self, column, self->scale, high) <= height)
    return high;

  for (guint i = 0; i < 60; i++)
    {
      double middle = (low + high) / 2;

      if (measure_slots (self, column, self->scale, middle) <= height)
        low = middle;
      else
        high = middle;
    }

  return low;
}

double *
heng_flow_sankey_find_rooms (HengFlowSankey *self)
{
  double *rooms = g_new0 (double, self->draft->layout->nodes->len + 1);

  for (guint i = 0; i < self->n_columns; i++)
    {
      const HengFlowColumn *column = &self->columns[i];
      double slot = column->is_crowded ? find_slot (self, column) : 0;

      for (guint j = column->first; j < column->end; j++)
        {
          guint place = heng_flow_draft_node (self->draft, j)->place;
          double free_pt = MAX (column->least_gap_pt, slot - self->extents[j] * self->scale) / 2;

          rooms[j] += column->room_pt;
          if (!column->is_crowded)
            continue;
          /* Half above it, and half above the next. */
          rooms[j] += free_pt;
          for (guint k = column->first; k < column->end; k++)
            if (heng_flow_draft_node (self->draft, k)->place == place + 1)
              rooms[k] += free_pt;
        }
    }

  return rooms;
}
