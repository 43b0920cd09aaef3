// SPDX-License-Identifier: GPL-3.0-or-later
/* Tiles within tiles: each large tile gives, and the same arrangement inside it, small, shows who receives. */
#include "heng-flow-tiles-private.h"

#include <math.h>

/* The small cells keep this much of their side free. */
#define CELL_GAP 0.12

/* Cells of the arrangement where nothing flows. */
#define GROUND_COLOUR 8
#define GROUND_PALENESS 0.78

#define N_CLASSES 5
#define MOST_HEAD 0.33

static const double paleness[N_CLASSES] = { 0, 0.24, 0.44, 0.6, 0.74 };

static const HengFlowTileShape tile_shape = { .side_x = 0.93, .side_y = 0.9, .most_x_to_y = 2 };

typedef struct
{
  HengFlowTiles tiles;
  double        head_pt;             /* height of a tile's name */
  double        cell_x;              /* of the small cells */
  double        cell_y;
  gint64        least[N_CLASSES];    /* amount from which a cell belongs to a class, the darkest first */
  gint64       *pair_amount;         /* per payer and receiver */
  gint64       *pair_drawn;
  double        legend_pt;
} OdMap;

/* Returns: the largest of 1, 2, 5, 10, 20 … that is not above @amount */
static gint64
round_down (gint64 amount)
{
  gint64 power = 1;

  while (power <= amount / 10)
    power *= 10;

  return amount / 5 >= power ? 5 * power : amount / 2 >= power ? 2 * power : power;
}

/* Steps of one ratio, round, as small as the smallest amount allows. */
static void
find_classes (OdMap *self)
{
  static const gint64 ratios[] = { 2, 5, 10, 20, 50, 100, 1000, 10000, 100000 };
  guint n = self->tiles.draft->layout->nodes->len;
  gint64 largest = 1;
  gint64 smallest = G_MAXINT64;
  gint64 ratio = ratios[0];

  for (gsize i = 0; i < (gsize) n * n; i++)
    if (self->pair_amount[i] > 0)
      {
        largest = MAX (largest, self->pair_amount[i]);
        smallest = MIN (smallest, self->pair_amount[i]);
      }
  for (guint i = 1; i < G_N_ELEMENTS (ratios); i++)
    if (largest / ratio / ratio / ratio / ratio > smallest)
      ratio = ratios[i];
  self->least[0] = round_down (MAX (largest / 2, 1));
  for (guint i = 1; i < N_CLASSES; i++)
    self->least[i] = i == N_CLASSES - 1 ? 0 : round_down (MAX (self->least[i - 1] / ratio, 1));
}

static guint
find_class (const OdMap *self,
            gint64       amount)
{
  guint class = 0;

  while (class + 1 < N_CLASSES && amount < self->least[class])
    class++;

  return class;
}

static void
add_pairs (OdMap *self)
{
  HengFlowLayout *layout = self->tiles.draft->layout;
  gsize n = layout->nodes->len;

  self->pair_amount = g_new0 (gint64, n * n + 1);
  self->pair_drawn = g_new0 (gint64, n * n + 1);
  for (guint i = 0; i < layout->links->len; i++)
    {
      const HengFlowLink *link = heng_flow_draft_link (self->tiles.draft, i);

      self->pair_amount[link->from * n + link->to] += link->amount;
    }
}

/* A wide tile stands in the middle of its cells, as large as the others: what is inside must be read alike. */
static void
narrow_boxes (OdMap *self)
{
  for (guint i = 0; i < self->tiles.spots->len; i++)
    {
      HengFlowSpot *spot = heng_flow_tiles_spot (&self->tiles, i);
      double middle = (spot->x0 + spot->x1) / 2;

      spot->x0 = middle - self->tiles.side_x / 2;
      spot->x1 = middle + self->tiles.side_x / 2;
      if (spot->node >= 0)
        {
          heng_flow_draft_node (self->tiles.draft, (guint) spot->node)->x0 = spot->x0;
          heng_flow_draft_node (self->tiles.draft, (guint) spot->node)->x1 = spot->x1;
        }
    }
}

/* The small cell of @inner in the tile of @outer. */
static void
get_cell (const OdMap        *self,
          const HengFlowSpot *outer,
          const HengFlowSpot *inner,
          double             *x0,
          double             *y0,
          double             *x1,
          double             *y1)
{
  double gap = MIN (CELL_GAP * MIN (self->cell_x, self->cell_y), 1);

  *x0 = outer->x0 + 1 + inner->column * self->cell_x + gap / 2;
  *y0 = outer->y0 + self->head_pt + inner->row * self->cell_y + gap / 2;
  *x1 = *x0 + inner->n_columns * self->cell_x - gap;
  *y1 = *y0 + self->cell_y - gap;
}

/* All cells of the arrangement in one shape, and the tile's own marked. */
static void
draw_cells (OdMap              *self,
            const HengFlowSpot *outer)
{
  HengFlowDisplay *display = self->tiles.draft->layout->display;
  HengFlowShape *shape = heng_flow_display_add (display, HENG_FLOW_SHAPE_AREA, HENG_FLOW_ROLE_GRID, HENG_FLOW_INK_DATA);
  double x0, y0, x1, y1;

  shape->colour_index = GROUND_COLOUR;
  shape->paleness = GROUND_PALENESS;
  shape->is_hairline = TRUE;
  for (guint i = 0; i < self->tiles.spots->len; i++)
    {
      get_cell (self, outer, heng_flow_tiles_spot (&self->tiles, i), &x0, &y0, &x1, &y1);
      heng_flow_display_move_to (display, x0, y0);
      heng_flow_display_line_to (display, x1, y0);
      heng_flow_display_line_to (display, x1, y1);
      heng_flow_display_line_to (display, x0, y1);
      heng_flow_display_line_to (display, x0, y0);
    }
  /* The frame lies outside the cell, so that what stays inside does not cover it. */
  get_cell (self, outer, outer, &x0, &y0, &x1, &y1);
  heng_flow_display_add (display, HENG_FLOW_SHAPE_STROKE, HENG_FLOW_ROLE_GRID, HENG_FLOW_INK_DIM);
  heng_flow_display_move_to (display, x0, y0);
  heng_flow_display_line_to (display, x1, y0);
  heng_flow_display_line_to (display, x1, y1);
  heng_flow_display_line_to (display, x0, y1);
  heng_flow_display_line_to (display, x0, y0);
}

static void
draw_tile (OdMap *self,
           guint  index)
{
  HengFlowTiles *tiles = &self->tiles;
  const HengFlowSpot *spot = heng_flow_tiles_spot (tiles, index);
  HengFlowDisplay *display = tiles->draft->layout->display;
  gboolean gives = spot->node >= 0 && heng_flow_draft_node (tiles->draft, (guint) spot->node)->paid > 0;
  HengFlowSetting setting = { .size_pt = tiles->label_pt, .is_bold = gives, .n_lines = 1, .width_pt = tiles->side_x - 2 };
  gboolean has_tile = index < heng_flow_tile_grid_get_n_tiles (tiles->grid);
  const char *name = has_tile && tiles->is_short ? spot->short_name : spot->name;
  HengFlowRole role = spot->node >= 0 ? HENG_FLOW_ROLE_LABEL : HENG_FLOW_ROLE_GRID;
  double top = gives ? spot->y0 : (spot->y0 + spot->y1 - self->head_pt) / 2;
  HengFlowShape *shape = heng_flow_display_add_box (display, spot->node >= 0 ? HENG_FLOW_ROLE_NODE : HENG_FLOW_ROLE_GRID,
                                                    HENG_FLOW_INK_CELL, spot->x0, spot->y0, spot->x1, spot->y1);

  shape->node = spot->node;
  shape->is_solid = TRUE;
  /* The name of a pool may go below the others' size. */
  for (; !has_tile && setting.size_pt > 0.65 * tiles->label_pt; setting.size_pt -= 0.05 * tiles->label_pt)
    {
      double width, height;
      HengFlowSetting free = setting;

      free.width_pt = -1;
      heng_flow_type_measure (&tiles->draft->type, name, &free, &width, &height);
      if (width <= setting.width_pt)
        break;
    }
  shape = heng_flow_display_add_text (display, role, gives ? HENG_FLOW_INK_TEXT : HENG_FLOW_INK_DIM, name, setting.size_pt,
                                      spot->x0 + 1, top, spot->x1 - 1, top + self->head_pt);
  shape->node = spot->node;
  shape->is_bold = gives;
  shape->align = HENG_FLOW_ALIGN_CENTRE;
  if (spot->node >= 0)
    heng_flow_draft_add_label (tiles->draft, spot->node, HENG_FLOW_SIDE_BOTH, name, spot->x0 + 1, top, spot->x1 - 1,
                               top + self->head_pt);
  if (gives)
    draw_cells (self, spot);
}

/* A cell is cut into upright slices, one for each mechanism and mark. */
static void
draw_slice (OdMap *self,
            guint  index)
{
  HengFlowTiles *tiles = &self->tiles;
  HengFlowLink *link = heng_flow_draft_link (tiles->draft, index);
  gsize pair = (gsize) link->from * tiles->draft->layout->nodes->len + link->to;
  double total = (double) self->pair_amount[pair];
  HengFlowShape *shape;
  double x0, y0, x1, y1;

  get_cell (self, heng_flow_tiles_spot (tiles, tiles->spot_of_node[link->from]),
            heng_flow_tiles_spot (tiles, tiles->spot_of_node[link->to]), &x0, &y0, &x1, &y1);
  link->x0 = x0 + (x1 - x0) * ((double) self->pair_drawn[pair] / total);
  self->pair_drawn[pair] += link->amount;
  link->x1 = x0 + (x1 - x0) * ((double) self->pair_drawn[pair] / total);
  link->y0 = y0;
  link->y1 = y1;
  link->width = sqrt (MAX ((link->x1 - link->x0) * (y1 - y0), 1e-12));

  shape = heng_flow_display_add_box (tiles->draft->layout->display, HENG_FLOW_ROLE_LINK, HENG_FLOW_INK_DATA,
                                     link->x0, link->y0, link->x1, link->y1);
  shape->link = (int) index;
  shape->colour_index = heng_flow_draft_get_colour (tiles->draft, link->mechanism, link->is_reversed);
  shape->is_hatched = link->is_reversed;
  shape->paleness = paleness[find_class (self, self->pair_amount[pair])];
  shape->thickness_pt = 1; /* without an edge */
  shape->is_solid = TRUE;
}

/* The largest flow of two different ends, told in words. Returns: (nullable): it belongs to the layout */
static const char *
make_example (HengFlowDraft *draft)
{
  const HengFlowTexts *texts = &draft->options->texts;
  const HengFlowLink *largest = NULL;

  for (guint i = 0; i < draft->layout->links->len; i++)
    {
      const HengFlowLink *link = heng_flow_draft_link (draft, i);

      if (link->from != link->to && (largest == NULL || link->amount > largest->amount))
        largest = link;
    }
  if (largest == NULL || texts->format_example == NULL)
    return NULL;

  return heng_flow_draft_keep_string (draft, texts->format_example (heng_flow_draft_node (draft, largest->from)->name,
                                                                    heng_flow_draft_node (draft, largest->to)->name, texts->data));
}

/* A line of names takes at most a third of its tile. */
static void
measure_head (OdMap *self)
{
  HengFlowTiles *tiles = &self->tiles;
  HengFlowSetting setting = { .size_pt = tiles->label_pt, .is_bold = TRUE, .n_lines = 1, .width_pt = -1 };
  double width;

  heng_flow_type_measure (&tiles->draft->type, "Ág衡", &setting, &width, &self->head_pt);
  if (self->head_pt > MOST_HEAD * tiles->side_y)
    {
      tiles->label_pt *= MOST_HEAD * tiles->side_y / self->head_pt;
      self->head_pt = MOST_HEAD * tiles->side_y;
    }
}

/* What the lightness means: a patch and the least amount of each class, from left to right. */
static void
draw_classes (OdMap *self)
{
  HengFlowDraft *draft = self->tiles.draft;
  double size = 0.9 * draft->type.size_pt;
  double x = draft->frame.x0;
  double y = draft->frame.y1 - self->tiles.notes_pt;
  guint colour = 0;
  gint64 largest = 0;

  for (guint i = 0; i < draft->layout->links->len; i++)
    if (heng_flow_draft_link (draft, i)->amount > largest)
      {
        largest = heng_flow_draft_link (draft, i)->amount;
        colour = heng_flow_draft_get_colour (draft, heng_flow_draft_link (draft, i)->mechanism, FALSE);
      }
  for (guint i = 0; i < N_CLASSES && self->legend_pt > 0; i++)
    {
      gboolean is_last = i == N_CLASSES - 1;
      g_autofree char *text = NULL;
      HengFlowSetting setting = { .size_pt = size, .n_lines = 1, .width_pt = -1 };
      HengFlowShape *patch;
      double width, height;

      if (i > 0 && self->least[i] == self->least[i - 1])
        continue;
      text = g_strdup_printf ("%s %s", is_last ? "<" : "≥",
                              heng_flow_draft_format_amount (draft, self->least[is_last ? i - 1 : i]));
      heng_flow_type_measure (&draft->type, text, &setting, &width, &height);
      if (x + 1.8 * size + width > draft->frame.x1)
        break;
      patch = heng_flow_display_add_box (draft->layout->display, HENG_FLOW_ROLE_PAGE, HENG_FLOW_INK_DATA, x, y + 0.3 * size,
                                         x + 1.4 * size, y + 1.2 * size);
      patch->colour_index = colour;
      patch->paleness = paleness[i];
      patch->thickness_pt = 1;
      heng_flow_display_add_text (draft->layout->display, HENG_FLOW_ROLE_PAGE, HENG_FLOW_INK_DIM, text, size, x + 1.8 * size, y,
                                  x + 1.8 * size + width, y + height);
      x += 3.4 * size + width;
    }
}

void
heng_flow_od_map_lay_out (HengFlowDraft *draft)
{
  OdMap self = { .tiles.draft = draft };
  const char *example;

  heng_flow_tiles_fill (&self.tiles);
  example = make_example (draft);
  heng_flow_tiles_measure_notes (&self.tiles, example);
  self.legend_pt = self.tiles.notes_pt > 0 ? 1.8 * draft->type.size_pt : 0;
  self.tiles.notes_pt += self.legend_pt;
  heng_flow_tiles_place (&self.tiles, &tile_shape);
  heng_flow_tiles_find_label_size (&self.tiles, self.tiles.side_x - 2, 0.28 * self.tiles.side_y);
  narrow_boxes (&self);
  measure_head (&self);
  self.cell_x = (self.tiles.side_x - 2) / self.tiles.n_columns;
  self.cell_y = (self.tiles.side_y - self.head_pt - 1) / self.tiles.n_rows;
  add_pairs (&self);
  find_classes (&self);
  draft->layout->scale = 1.0 / (double) MAX (self.least[0], 1);

  for (guint i = 0; i < self.tiles.spots->len; i++)
    draw_tile (&self, i);
  for (guint i = 0; i < draft->layout->links->len; i++)
    draw_slice (&self, i);
  draw_classes (&self);
  self.tiles.notes_pt -= self.legend_pt;
  heng_flow_tiles_draw_notes (&self.tiles, example);
  g_free (self.pair_amount);
  g_free (self.pair_drawn);
  heng_flow_tiles_clear (&self.tiles);
}
