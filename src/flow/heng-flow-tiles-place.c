// SPDX-License-Identifier: GPL-3.0-or-later
/* Tiles: the cells of the arrangement and their boxes on the page. */
#include "heng-flow-tiles-private.h"

#include <math.h>
#include <string.h>

#define LARGEST_PITCH_PT 210.0

/* Cells beside the arrangement are taken when they stay this much wider than high. */
#define LEAST_X_TO_Y 1.15

static void
cover_cells (HengFlowTiles *self,
             guint          index)
{
  const HengFlowSpot *spot = heng_flow_tiles_spot (self, index);

  for (int i = 0; i < spot->n_columns; i++)
    self->cells[spot->row * self->n_columns + spot->column + i] = (int) index;
}

/* Counts rows and columns; empty ones before the first are cut off, and one more stands at each side where the page is wide enough. */
static void
measure_cells (HengFlowTiles *self,
               guint          n_tiles,
               guint          n_spare)
{
  const HengFlowFrame *frame = &self->draft->frame;
  double x_to_y;
  int first_row = G_MAXINT;
  int first_column = G_MAXINT;
  int n_taken = 0;
  int n_beside;

  for (guint i = 0; i < n_tiles; i++)
    {
      const HengFlowSpot *spot = heng_flow_tiles_spot (self, i);

      first_row = MIN (first_row, spot->row);
      first_column = MIN (first_column, spot->column);
      self->n_rows = MAX (self->n_rows, spot->row + 1);
      self->n_columns = MAX (self->n_columns, spot->column + spot->n_columns);
      n_taken += spot->n_columns;
    }
  self->n_rows -= first_row;
  self->n_columns -= first_column;
  x_to_y = (frame->x1 - frame->x0) / (self->n_columns + 2) / MAX ((frame->y1 - frame->y0) / self->n_rows, 1);
  n_beside = n_spare > 0 && x_to_y >= LEAST_X_TO_Y;
  self->n_columns += 2 * n_beside;
  for (guint i = 0; i < n_tiles; i++)
    {
      heng_flow_tiles_spot (self, i)->row -= first_row;
      heng_flow_tiles_spot (self, i)->column += n_beside - first_column;
    }
  while (self->n_rows * self->n_columns - n_taken < (int) n_spare)
    self->n_rows++;
}

/* Where those stand, on the average, to whom a node gives and from whom it takes. Returns: whether there are any */
static gboolean
find_centre (const HengFlowTiles *self,
             int                  node,
             double              *row,
             double              *column)
{
  double sum = 0;

  *row = *column = 0;
  for (guint i = 0; i < self->draft->layout->links->len; i++)
    {
      const HengFlowLink *link = heng_flow_draft_link (self->draft, i);
      const HengFlowSpot *other;

      if ((int) link->from != node && (int) link->to != node)
        continue;
      other = heng_flow_tiles_spot (self, self->spot_of_node[(int) link->from == node ? link->to : link->from]);
      if (other->row < 0 || other->node == node)
        continue;
      sum += link->amount;
      *row += (double) link->amount * other->row;
      *column += (double) link->amount * (other->column + (other->n_columns - 1) / 2.0);
    }
  *row = sum > 0 ? *row / sum : (self->n_rows - 1) / 2.0;
  *column = sum > 0 ? *column / sum : (self->n_columns - 1) / 2.0;

  return sum > 0;
}

static void
take_nearest_cell (HengFlowTiles *self,
                   guint          index)
{
  HengFlowSpot *spot = heng_flow_tiles_spot (self, index);
  double nearest = G_MAXDOUBLE;
  double row;
  double column;

  find_centre (self, spot->node, &row, &column);
  for (int i = 0; i < self->n_rows; i++)
    for (int j = 0; j < self->n_columns; j++)
      {
        double distance = pow (i - row, 2) + pow (j - column, 2);

        if (self->cells[i * self->n_columns + j] >= 0 || distance >= nearest - 1e-9)
          continue;
        nearest = distance;
        spot->row = i;
        spot->column = j;
      }
  cover_cells (self, index);
}

/* Those without a tile take the free cell nearest to their partners, the largest first. */
static void
place_spare (HengFlowTiles *self,
             guint          n_tiles)
{
  g_autoptr(GArray) ranked = g_array_new (FALSE, FALSE, sizeof (HengFlowRanked));

  for (guint i = n_tiles; i < self->spots->len; i++)
    {
      const HengFlowNode *node = heng_flow_draft_node (self->draft, (guint) heng_flow_tiles_spot (self, i)->node);

      heng_flow_ranked_add (ranked, i, (guint64) node->paid + (guint64) node->received);
    }
  heng_flow_ranked_sort (ranked);
  for (guint i = 0; i < ranked->len; i++)
    take_nearest_cell (self, heng_flow_ranked_get (ranked, i)->index);
}

/* Columns beside the arrangement that nobody took are given back. */
static void
trim_columns (HengFlowTiles *self)
{
  int first = G_MAXINT;
  int end = 0;

  for (guint i = 0; i < self->spots->len; i++)
    {
      const HengFlowSpot *spot = heng_flow_tiles_spot (self, i);

      first = MIN (first, spot->column);
      end = MAX (end, spot->column + spot->n_columns);
    }
  self->n_columns = end - first;
  memset (self->cells, 0xff, sizeof (int) * (gsize) (self->n_rows * self->n_columns));
  for (guint i = 0; i < self->spots->len; i++)
    {
      heng_flow_tiles_spot (self, i)->column -= first;
      cover_cells (self, i);
    }
}

/* Nobody has a tile: rows in the order of the graph, as wide as the page asks for. */
static void
place_in_rows (HengFlowTiles *self)
{
  const HengFlowFrame *frame = &self->draft->frame;
  guint n = self->spots->len;
  double x_to_y = (frame->x1 - frame->x0) / MAX (frame->y1 - frame->y0, 1);

  self->n_columns = CLAMP ((int) ceil (sqrt (n * x_to_y / 1.3)), 1, (int) n);
  self->n_rows = ((int) n + self->n_columns - 1) / self->n_columns;
  self->cells = g_new (int, self->n_rows * self->n_columns + 1);
  memset (self->cells, 0xff, sizeof (int) * (gsize) (self->n_rows * self->n_columns));
  for (guint i = 0; i < n; i++)
    {
      heng_flow_tiles_spot (self, i)->row = (int) i / self->n_columns;
      heng_flow_tiles_spot (self, i)->column = (int) i % self->n_columns;
      cover_cells (self, i);
    }
}

static void
place_boxes (HengFlowTiles           *self,
             const HengFlowTileShape *shape)
{
  const HengFlowFrame *frame = &self->draft->frame;
  double width = frame->x1 - frame->x0;
  double height = MAX (frame->y1 - frame->y0 - self->notes_pt, 1);

  self->pitch_x = MIN (LARGEST_PITCH_PT, width / self->n_columns);
  self->pitch_y = MIN (LARGEST_PITCH_PT, height / self->n_rows);
  self->pitch_x = MIN (self->pitch_x, shape->most_x_to_y * self->pitch_y);
  self->pitch_y = MIN (self->pitch_y, 1.3 * self->pitch_x);
  self->side_x = shape->side_x * self->pitch_x;
  self->side_y = shape->side_y * self->pitch_y;
  self->x0 = frame->x0 + (width - self->n_columns * self->pitch_x) / 2;
  self->y0 = frame->y0 + (height - self->n_rows * self->pitch_y) / 2;

  for (guint i = 0; i < self->spots->len; i++)
    {
      HengFlowSpot *spot = heng_flow_tiles_spot (self, i);

      spot->x0 = self->x0 + spot->column * self->pitch_x + (self->pitch_x - self->side_x) / 2;
      spot->y0 = self->y0 + spot->row * self->pitch_y + (self->pitch_y - self->side_y) / 2;
      spot->x1 = spot->x0 + self->side_x + (spot->n_columns - 1) * self->pitch_x;
      spot->y1 = spot->y0 + self->side_y;
      if (spot->node >= 0)
        {
          HengFlowNode *node = heng_flow_draft_node (self->draft, (guint) spot->node);

          node->x0 = spot->x0;
          node->y0 = spot->y0;
          node->x1 = spot->x1;
          node->y1 = spot->y1;
        }
    }
}

void
heng_flow_tiles_place (HengFlowTiles           *self,
                       const HengFlowTileShape *shape)
{
  guint n_tiles = heng_flow_tile_grid_get_n_tiles (self->grid);

  if (n_tiles == 0)
    place_in_rows (self);
  else
    {
      measure_cells (self, n_tiles, self->spots->len - n_tiles);
      self->cells = g_new (int, self->n_rows * self->n_columns + 1);
      memset (self->cells, 0xff, sizeof (int) * (gsize) (self->n_rows * self->n_columns));
      for (guint i = 0; i < n_tiles; i++)
        cover_cells (self, i);
      place_spare (self, n_tiles);
      trim_columns (self);
    }
  place_boxes (self, shape);
}
