// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-tiles-private.h"

#include <math.h>

/* Of the distance from cell to cell: the thickest way. Of a tile's edge: what its ends may take together. */
#define WIDTH_SHARE 0.24
#define EDGE_SHARE 0.8

/* Bands that share a way have room for their heads. */
#define LEAST_LANE_PT 4.0
#define PALEST 0.25

/* From so many flows on those too small for their width begin to fade behind the others, and fade no further from so many on. */
#define CROWD 80
#define THRONG 480
#define PALEST_OF_MANY 0.62

static const HengFlowTileShape tile_shape = { .side_x = 0.6, .side_y = 0.54, .most_x_to_y = 2.2 };

/* The bands of a way, side by side. */
typedef struct
{
  guint  link;
  guint  way;
  double lane_pt;
  double offset_pt;
} Lane;

static int
compare_lanes (gconstpointer a,
               gconstpointer b,
               gpointer      data)
{
  HengFlowDraft *draft = data;
  const HengFlowLink *first = heng_flow_draft_link (draft, ((const Lane *) a)->link);
  const HengFlowLink *second = heng_flow_draft_link (draft, ((const Lane *) b)->link);

  if (first->from != second->from)
    return first->from < second->from ? -1 : 1;
  if (first->to != second->to)
    return first->to < second->to ? -1 : 1;

  return ((const Lane *) a)->link < ((const Lane *) b)->link ? -1 : 1;
}

/* Returns: 0 where every flow can be told from the others, up to 1 */
static double
get_crowding (const HengFlowLayout *layout)
{
  return CLAMP (((double) layout->links->len - CROWD) / (THRONG - CROWD), 0, 1);
}

/* The largest first, so that the small lie on top; but the many that stand for no more than a line do not hide what matters. */
static int
compare_amounts (gconstpointer a,
                 gconstpointer b,
                 gpointer      data)
{
  HengFlowDraft *draft = data;
  gboolean first_is_thin = heng_flow_draft_link (draft, ((const Lane *) a)->link)->is_hairline;
  gboolean second_is_thin = heng_flow_draft_link (draft, ((const Lane *) b)->link)->is_hairline;
  gint64 first = heng_flow_draft_link (draft, ((const Lane *) a)->link)->amount;
  gint64 second = heng_flow_draft_link (draft, ((const Lane *) b)->link)->amount;

  if (first_is_thin != second_is_thin && get_crowding (draft->layout) > 0)
    return first_is_thin ? -1 : 1;
  if (first != second)
    return first > second ? -1 : 1;

  return ((const Lane *) a)->link < ((const Lane *) b)->link ? -1 : 1;
}

/* One scale: the largest link fits into the gaps, and each tile's edge has room for what goes in and out. */
static void
find_scale (HengFlowTiles *self)
{
  HengFlowLayout *layout = self->draft->layout;
  gint64 largest = 1;

  for (guint i = 0; i < layout->links->len; i++)
    largest = MAX (largest, heng_flow_draft_link (self->draft, i)->amount);
  layout->scale = WIDTH_SHARE * MIN (self->pitch_x, self->pitch_y) / (double) largest;
  for (guint i = 0; i < layout->nodes->len; i++)
    {
      const HengFlowNode *node = heng_flow_draft_node (self->draft, i);
      double edge = 2 * (node->x1 - node->x0 + node->y1 - node->y0);

      layout->scale = MIN (layout->scale, EDGE_SHARE * edge / ((double) node->paid + (double) node->received));
    }
  for (guint i = 0; i < layout->links->len; i++)
    {
      HengFlowLink *link = heng_flow_draft_link (self->draft, i);

      link->width = link->amount * layout->scale;
      link->is_hairline = link->width < 1;
      if (link->is_hairline)
        layout->hairline_amount = (gint64) MIN (ceil (1 / layout->scale), 9e18);
    }
}

/* Joins the links of the same two ends to a way. Returns: (transfer full) (element-type HengFlowWay) */
static GArray *
collect_ways (HengFlowTiles *self,
              GArray        *lanes)
{
  GArray *ways = g_array_new (FALSE, TRUE, sizeof (HengFlowWay));

  g_array_sort_with_data (lanes, compare_lanes, self->draft);
  for (guint i = 0, end; i < lanes->len; i = end)
    {
      const HengFlowLink *first = heng_flow_draft_link (self->draft, g_array_index (lanes, Lane, i).link);
      HengFlowWay way = { .from = self->spot_of_node[first->from], .to = self->spot_of_node[first->to] };
      double at;

      for (end = i; end < lanes->len; end++)
        {
          Lane *lane = &g_array_index (lanes, Lane, end);
          const HengFlowLink *link = heng_flow_draft_link (self->draft, lane->link);

          if (link->from != first->from || link->to != first->to)
            break;
          lane->way = ways->len;
          lane->lane_pt = MAX (link->width, 1);
        }
      for (guint j = i; j < end; j++)
        {
          Lane *lane = &g_array_index (lanes, Lane, j);

          if (end - i > 1)
            lane->lane_pt = MAX (lane->lane_pt + 1, LEAST_LANE_PT);
          way.width_pt += lane->lane_pt;
        }
      at = -way.width_pt / 2;
      for (guint j = i; j < end; j++)
        {
          Lane *lane = &g_array_index (lanes, Lane, j);

          lane->offset_pt = at + lane->lane_pt / 2;
          at += lane->lane_pt;
        }
      g_array_append_val (ways, way);
    }

  return ways;
}

/* Half the width of a head: larger than the band, and much larger for thin ones. A single band has more room than one of several. */
static double
get_head (const Lane *lane,
          double      width_pt)
{
  double half = MAX (width_pt, 1) / 2;

  return MAX (half + 2, MIN (1.45 * half, half + 6)) - (lane->offset_pt != 0 ? MIN (0.8, 0.2 * half + 0.5) : 0);
}

static void
draw_bands (HengFlowTiles *self,
            GArray        *lanes,
            const GArray  *ways)
{
  HengFlowLayout *layout = self->draft->layout;
  double largest = WIDTH_SHARE * MIN (self->pitch_x, self->pitch_y);

  double thin_paleness = PALEST + get_crowding (layout) * (PALEST_OF_MANY - PALEST);

  g_array_sort_with_data (lanes, compare_amounts, self->draft);
  for (guint i = 0; i < lanes->len; i++)
    {
      const Lane *lane = &g_array_index (lanes, Lane, i);
      HengFlowLink *link = heng_flow_draft_link (self->draft, lane->link);
      HengFlowShape *shape = heng_flow_way_add_band (&g_array_index (ways, HengFlowWay, lane->way), lane->offset_pt,
                                                     link->width, get_head (lane, link->width), link, layout->display);

      shape->link = (int) lane->link;
      shape->colour_index = heng_flow_draft_get_colour (self->draft, link->mechanism, link->is_reversed);
      shape->is_hatched = link->is_reversed;
      shape->paleness = link->is_hairline ? thin_paleness : PALEST * (1 - sqrt (MIN (link->width / largest, 1)));
    }
}

/* Flows inside a tile: loops round its upper right corner, one outside the other. */
static void
draw_loops_at (HengFlowTiles *self,
               guint          index)
{
  HengFlowLayout *layout = self->draft->layout;
  const HengFlowNode *node = heng_flow_draft_node (self->draft, index);
  double room = 0.42 * MIN (self->pitch_y - self->side_y, self->pitch_x - self->side_x);
  guint n_loops = 0;
  guint n_drawn = 0;

  for (guint i = 0; i < layout->links->len; i++)
    n_loops += heng_flow_draft_link (self->draft, i)->from == index && heng_flow_draft_link (self->draft, i)->to == index;
  for (guint i = 0; i < layout->links->len; i++)
    {
      HengFlowLink *link = heng_flow_draft_link (self->draft, i);
      double step = 0.55 * room / n_loops;
      HengFlowShape *shape;

      if (link->from != index || link->to != index)
        continue;
      shape = heng_flow_way_add_loop (node->x1, node->y0, 0.45 * room + (n_drawn++ + 0.5) * step,
                                      CLAMP (link->width, 1, MAX (0.6 * step, 1)), link, layout->display);
      shape->link = (int) i;
      shape->colour_index = heng_flow_draft_get_colour (self->draft, link->mechanism, link->is_reversed);
      shape->is_hatched = link->is_reversed;
    }
}

void
heng_flow_tiles_lay_out (HengFlowDraft *draft)
{
  HengFlowTiles self = { .draft = draft };
  g_autoptr(GArray) lanes = g_array_new (FALSE, TRUE, sizeof (Lane));
  g_autoptr(GArray) ways = NULL;

  heng_flow_tiles_fill (&self);
  heng_flow_tiles_measure_notes (&self, NULL);
  heng_flow_tiles_place (&self, &tile_shape);
  heng_flow_tiles_find_label_size (&self, self.side_x - 4, self.side_y - 4);
  find_scale (&self);
  for (guint i = 0; i < draft->layout->links->len; i++)
    {
      Lane lane = { .link = i };

      if (heng_flow_draft_link (draft, i)->from != heng_flow_draft_link (draft, i)->to)
        g_array_append_val (lanes, lane);
    }
  ways = collect_ways (&self, lanes);
  heng_flow_ways_bend (&self, ways);
  heng_flow_ways_join (&self, ways);

  heng_flow_tiles_draw_pale_grounds (&self);
  draw_bands (&self, lanes, ways);
  heng_flow_tiles_draw_pale_names (&self);
  for (guint i = 0; i < draft->layout->nodes->len; i++)
    draw_loops_at (&self, i);
  heng_flow_tiles_draw_nodes (&self);
  heng_flow_tiles_draw_notes (&self, NULL);
  heng_flow_tiles_clear (&self);
}
