// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-arrow.h"
#include "heng-flow-tile-grid.h"
#include "heng-flow-tiles-private.h"

#include <math.h>

/* Of the distance from tile to tile: the tile's side, the thickest band, and the bends that are tried. */
#define SIDE_SHARE 0.7
#define WIDTH_SHARE 0.24
#define LARGEST_PITCH_PT 110.0

static const double bends[] = { 0.18, 0.28, 0.4, 0.1, 0.52 };

static gboolean
is_taken (const HengFlowTiles *self,
          guint        before,
          HengFlowPlace        place)
{
  for (guint i = 0; i < before; i++)
    if (self->places[i].row == place.row && self->places[i].column == place.column)
      return TRUE;

  return FALSE;
}

/* The next place in rows below the grid, for who has no place of its own. */
static HengFlowPlace
take_spare (HengFlowTiles *self,
            guint         *n_spare,
            int            first_row,
            int            n_columns)
{
  HengFlowPlace place = { first_row + (int) *n_spare / n_columns, (int) *n_spare % n_columns };

  (*n_spare)++;
  self->n_rows = MAX (self->n_rows, place.row + 1);

  return place;
}

static void
find_places (HengFlowTiles *self)
{
  HengFlowGraph *graph = self->draft->graph;
  guint n_nodes = heng_flow_graph_get_n_nodes (graph);
  g_autofree gboolean *is_drawn = g_new0 (gboolean, n_nodes + 1);
  gboolean has_other = FALSE;
  guint n_spare = 0;
  int first_spare;

  self->places = g_new0 (HengFlowPlace, n_nodes + 1);
  for (guint i = 0; i < self->draft->layout->nodes->len; i++)
    if (heng_flow_draft_node (self->draft, i)->region >= 0)
      is_drawn[heng_flow_draft_node (self->draft, i)->region] = TRUE;
    else
      has_other = TRUE;

  for (guint i = 0; i < n_nodes; i++)
    {
      const HengFlowGraphNode *node = heng_flow_graph_get_node (graph, i);
      const char *ignored;
      HengFlowPlace place = { node->tile_row, node->tile_column };

      if ((place.row < 0 || place.column < 0) && !heng_flow_tile_grid_find (node->id, &place.row, &place.column, &ignored))
        place = (HengFlowPlace) { -1, -1 };
      if (place.row >= 0 && is_taken (self, i, place))
        place = (HengFlowPlace) { -1, -1 };
      self->places[i] = place;
      self->n_rows = MAX (self->n_rows, place.row + 1);
      self->n_columns = MAX (self->n_columns, place.column + 1);
    }

  if (self->n_columns == 0)
    self->n_columns = MAX (1, (int) ceil (sqrt (self->draft->layout->nodes->len)));
  first_spare = self->n_rows;
  for (guint i = 0; i < n_nodes; i++)
    if (self->places[i].row < 0 && is_drawn[i])
      self->places[i] = take_spare (self, &n_spare, first_spare, self->n_columns);
  if (has_other)
    self->other = take_spare (self, &n_spare, first_spare, self->n_columns);
}

static void
place_nodes (HengFlowTiles *self)
{
  const HengFlowFrame *frame = &self->draft->frame;
  double width = frame->x1 - frame->x0;
  double height = frame->y1 - frame->y0;

  if (self->draft->options->texts.tiles_note != NULL)
    height -= 1.6 * self->draft->type.size_pt;
  self->pitch_pt = MIN (LARGEST_PITCH_PT, MIN (width / self->n_columns, height / self->n_rows));
  self->side_pt = SIDE_SHARE * self->pitch_pt;
  self->x0 = frame->x0 + (width - self->n_columns * self->pitch_pt) / 2;
  self->y0 = frame->y0 + (height - self->n_rows * self->pitch_pt) / 2;
  for (guint i = 0; i < self->draft->layout->nodes->len; i++)
    {
      HengFlowNode *node = heng_flow_draft_node (self->draft, i);
      HengFlowPlace place = node->region >= 0 ? self->places[node->region] : self->other;

      node->place = i;
      node->x0 = self->x0 + place.column * self->pitch_pt + (self->pitch_pt - self->side_pt) / 2;
      node->y0 = self->y0 + place.row * self->pitch_pt + (self->pitch_pt - self->side_pt) / 2;
      node->x1 = node->x0 + self->side_pt;
      node->y1 = node->y0 + self->side_pt;
    }
}

/* How much of the bow runs over tiles it has nothing to do with, and outside the page. */
static guint
count_faults (HengFlowTiles      *self,
              const HengFlowLink *link,
              const HengFlowBow  *bow)
{
  const HengFlowFrame *frame = &self->draft->frame;
  guint faults = 0;

  for (double t = bow->t0; t <= bow->t1; t += 1.0 / 24)
    {
      double x;
      double y;

      heng_flow_bow_get_point (bow, t, &x, &y);
      if (x < frame->x0 || x > frame->x1 || y < frame->y0 || y > frame->y1)
        faults += 10;
      for (guint i = 0; i < self->draft->layout->nodes->len; i++)
        {
          const HengFlowNode *node = heng_flow_draft_node (self->draft, i);

          if (i != link->from && i != link->to && x > node->x0 && x < node->x1 && y > node->y0 && y < node->y1)
            faults++;
        }
    }

  return faults;
}

static HengFlowBow
bend_bow (HengFlowTiles      *self,
          const HengFlowLink *link,
          double              bend)
{
  const HengFlowNode *from = heng_flow_draft_node (self->draft, link->from);
  const HengFlowNode *to = heng_flow_draft_node (self->draft, link->to);
  HengFlowBow bow = { (from->x0 + from->x1) / 2, (from->y0 + from->y1) / 2, 0, 0,
                      (to->x0 + to->x1) / 2, (to->y0 + to->y1) / 2, 0, 1 };
  double dx = bow.x2 - bow.x0;
  double dy = bow.y2 - bow.y0;

  /* Always to the left of the way, so that the two directions of a pair part. */
  bow.x1 = (bow.x0 + bow.x2) / 2 + dy * bend;
  bow.y1 = (bow.y0 + bow.y2) / 2 - dx * bend;
  heng_flow_bow_cut (&bow, self->side_pt / 2 + 1.5);

  return bow;
}

/* Payments of a region to itself: an ear at its tile's upper right corner. */
static HengFlowShape *
draw_ear (HengFlowTiles *self,
          HengFlowLink  *link)
{
  HengFlowDisplay *display = self->draft->layout->display;
  const HengFlowNode *node = heng_flow_draft_node (self->draft, link->from);
  double radius = 0.16 * self->pitch_pt;
  HengFlowShape *shape = heng_flow_display_add (display, HENG_FLOW_SHAPE_STROKE, HENG_FLOW_ROLE_LINK, HENG_FLOW_INK_DATA);

  shape->stroke_pt = CLAMP (link->width, 1, 0.8 * radius);
  heng_flow_display_move_to (display, node->x1 - radius, node->y0);
  heng_flow_display_arc_to (display, node->x1, node->y0, radius, -G_PI, G_PI / 2);
  link->x0 = node->x1 - radius;
  link->y0 = node->y0;
  link->x1 = node->x1;
  link->y1 = node->y0 + radius;

  return shape;
}

static void
draw_link (HengFlowTiles *self,
           guint          index,
           guint          n_before)
{
  HengFlowLink *link = heng_flow_draft_link (self->draft, index);
  HengFlowShape *shape;

  if (link->from == link->to)
    shape = draw_ear (self, link);
  else
    {
      HengFlowBow best = { 0 };
      guint fewest = G_MAXUINT;

      for (guint i = 0; i < G_N_ELEMENTS (bends); i++)
        {
          /* Several mechanisms between the same two fan out. */
          HengFlowBow bow = bend_bow (self, link, bends[i] + 0.12 * n_before);
          guint faults = count_faults (self, link, &bow);

          if (faults < fewest)
            {
              fewest = faults;
              best = bow;
            }
        }
      heng_flow_bow_get_point (&best, best.t0, &link->x0, &link->y0);
      heng_flow_bow_get_point (&best, best.t1, &link->x1, &link->y1);
      shape = heng_flow_bow_add (&best, link->width, self->draft->layout->display);
    }
  shape->link = index;
  shape->colour_index = heng_flow_draft_get_colour (self->draft, link->mechanism, link->is_reversed);
  shape->is_hatched = link->is_reversed;
}

static int
compare_amounts (gconstpointer a,
                 gconstpointer b,
                 gpointer      data)
{
  HengFlowDraft *draft = data;
  gint64 first = heng_flow_draft_link (draft, *(const guint *) a)->amount;
  gint64 second = heng_flow_draft_link (draft, *(const guint *) b)->amount;

  return first > second ? -1 : first < second;
}

static void
draw_links (HengFlowTiles *self)
{
  HengFlowLayout *layout = self->draft->layout;
  g_autofree guint *by_amount = g_new (guint, layout->links->len + 1);
  gint64 largest = 1;

  for (guint i = 0; i < layout->links->len; i++)
    {
      by_amount[i] = i;
      largest = MAX (largest, heng_flow_draft_link (self->draft, i)->amount);
    }
  layout->scale = WIDTH_SHARE * self->pitch_pt / largest;
  g_qsort_with_data (by_amount, layout->links->len, sizeof (guint), compare_amounts, self->draft);

  for (guint i = 0; i < layout->links->len; i++)
    {
      HengFlowLink *link = heng_flow_draft_link (self->draft, by_amount[i]);
      guint n_before = 0;

      for (guint j = 0; j < i; j++)
        {
          const HengFlowLink *other = heng_flow_draft_link (self->draft, by_amount[j]);

          n_before += other->from == link->from && other->to == link->to;
        }
      link->width = link->amount * layout->scale;
      link->is_hairline = link->width < 1;
      if (link->is_hairline)
        layout->hairline_amount = (gint64) ceil (1 / layout->scale);
      draw_link (self, by_amount[i], n_before);
    }
}

void
heng_flow_tiles_lay_out (HengFlowDraft *draft)
{
  HengFlowTiles self = { .draft = draft };
  const char *note = draft->options->texts.tiles_note;

  heng_flow_draft_fill_one_sided (draft, draft->options->max_nodes);
  find_places (&self);
  place_nodes (&self);
  heng_flow_tiles_draw_grounds (&self);
  draw_links (&self);
  heng_flow_tiles_draw_names (&self);
  if (note != NULL)
    heng_flow_display_add_text (draft->layout->display, HENG_FLOW_ROLE_PAGE, HENG_FLOW_INK_DIM, note,
                                0.9 * draft->type.size_pt, draft->frame.x0, draft->frame.y1 - 1.4 * draft->type.size_pt,
                                draft->frame.x1, draft->frame.y1)->align = HENG_FLOW_ALIGN_CENTRE;
  g_free (self.places);
}
