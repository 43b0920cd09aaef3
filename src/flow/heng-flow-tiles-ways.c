// SPDX-License-Identifier: GPL-3.0-or-later
/* Ways between tiles: how they bend. */
#include "heng-flow-tiles-private.h"

#include <math.h>

#define N_SAMPLES 28

/* So many ways cannot avoid each other anyhow: one round, and two for half as many. */
#define MANY_WAYS 300
#define SQUARE_PT 9.0

/* Between a way and the edge of the page. */
#define RIM_PT 3.0

/* Costs of a sample of a way, in parts of the way from cell to cell. */
#define COST_NODE 24.0
#define COST_PALE 2.0
#define COST_PAGE 40.0
#define COST_SHARED 0.8
#define COST_BEND 4.0
#define COST_SHIFT 1.2
#define COST_RIGHT 2.5

static const double bends[] = { 0.05, 0.1, 0.15, 0.2, 0.26, 0.33, 0.41, 0.5, 0.6, 0.72, 0.86, 1.0 };
static const double shifts[] = { 0, -0.12, 0.12, -0.24, 0.24 };

/* How many bands run through each square of the page. */
typedef struct
{
  HengFlowTiles *tiles;
  guint16       *counts;
  int            n_columns;
  int            n_rows;
} Traffic;

/* Where a way begins or ends, inside its tile: the middle, in a wide tile the place nearest to the other end. */
void
heng_flow_way_get_anchor (const HengFlowTiles *tiles,
                          const HengFlowWay   *way,
                          gboolean             is_arrival,
                          double              *x,
                          double              *y)
{
  const HengFlowSpot *spot = heng_flow_tiles_spot (tiles, is_arrival ? way->to : way->from);
  const HengFlowSpot *other = heng_flow_tiles_spot (tiles, is_arrival ? way->from : way->to);

  *x = (spot->x0 + spot->x1) / 2;
  *y = (spot->y0 + spot->y1) / 2;
  if (spot->n_columns > 1)
    *x = CLAMP ((other->x0 + other->x1) / 2, spot->x0 + tiles->side_x / 2, spot->x1 - tiles->side_x / 2);
}

static void
set_control (const HengFlowTiles *tiles,
             HengFlowWay         *way,
             double               bend,
             double               shift)
{
  double x0, y0, x1, y1;

  heng_flow_way_get_anchor (tiles, way, FALSE, &x0, &y0);
  heng_flow_way_get_anchor (tiles, way, TRUE, &x1, &y1);
  way->bend = bend;
  way->shift = shift;
  way->control_x = (x0 + x1) / 2 + (y1 - y0) * bend + (x1 - x0) * shift;
  way->control_y = (y0 + y1) / 2 - (x1 - x0) * bend + (y1 - y0) * shift;
}

/* Longer ways bend more, and not only by their length. */
static double
get_wanted_bend (const HengFlowTiles *tiles,
                 const HengFlowWay   *way)
{
  double x0, y0, x1, y1;

  heng_flow_way_get_anchor (tiles, way, FALSE, &x0, &y0);
  heng_flow_way_get_anchor (tiles, way, TRUE, &x1, &y1);

  return 0.12 + 0.16 * MIN (1, hypot ((x1 - x0) / tiles->pitch_x, (y1 - y0) / tiles->pitch_y) / 6);
}

static void
get_sample (const HengFlowTiles *tiles,
            const HengFlowWay   *way,
            guint                index,
            double              *x,
            double              *y)
{
  double t = (index + 0.5) / N_SAMPLES;
  double s = 1 - t;
  double x0, y0, x1, y1;

  heng_flow_way_get_anchor (tiles, way, FALSE, &x0, &y0);
  heng_flow_way_get_anchor (tiles, way, TRUE, &x1, &y1);
  *x = s * s * x0 + 2 * s * t * way->control_x + t * t * x1;
  *y = s * s * y0 + 2 * s * t * way->control_y + t * t * y1;
}

static guint16 *
find_square (Traffic *traffic,
             double   x,
             double   y)
{
  int column = CLAMP ((int) (x / SQUARE_PT), 0, traffic->n_columns - 1);
  int row = CLAMP ((int) (y / SQUARE_PT), 0, traffic->n_rows - 1);

  return &traffic->counts[row * traffic->n_columns + column];
}

/* Enters or takes away a way, over its whole width. */
static void
count_way (Traffic           *traffic,
           const HengFlowWay *way,
           int                sign)
{
  int n_across = (int) (way->width_pt / SQUARE_PT) + 1;
  double before_x, before_y;

  heng_flow_way_get_anchor (traffic->tiles, way, FALSE, &before_x, &before_y);
  for (guint i = 0; i < N_SAMPLES; i++)
    {
      double x, y, length;

      get_sample (traffic->tiles, way, i, &x, &y);
      length = MAX (hypot (x - before_x, y - before_y), 1e-9);
      for (int j = 0; j < n_across; j++)
        {
          double aside = ((j + 0.5) / n_across - 0.5) * way->width_pt;
          guint16 *square = find_square (traffic, x - (y - before_y) / length * aside, y + (x - before_x) / length * aside);

          *square = (guint16) (*square + sign);
        }
      before_x = x;
      before_y = y;
    }
}

static gboolean
is_near (const HengFlowSpot *spot,
         double              x,
         double              y,
         double              margin_pt)
{
  return x > spot->x0 - margin_pt && x < spot->x1 + margin_pt && y > spot->y0 - margin_pt && y < spot->y1 + margin_pt;
}

/* What it costs that a way runs through a point. */
static double
get_point_cost (Traffic           *traffic,
                const HengFlowWay *way,
                double             x,
                double             y)
{
  const HengFlowTiles *tiles = traffic->tiles;
  const HengFlowFrame *frame = &tiles->draft->frame;
  int column = (int) floor ((x - tiles->x0) / tiles->pitch_x);
  int row = (int) floor ((y - tiles->y0) / tiles->pitch_y);
  double margin = MIN (way->width_pt / 2 + 3, 0.2 * MIN (tiles->pitch_x, tiles->pitch_y));
  double rim = way->width_pt / 2 + RIM_PT;
  int at = -1;

  if (x < frame->x0 + rim || x > frame->x1 - rim || y < frame->y0 + rim || y > frame->y1 - tiles->notes_pt - rim)
    return COST_PAGE;
  if (row >= 0 && row < tiles->n_rows && column >= 0 && column < tiles->n_columns)
    at = tiles->cells[row * tiles->n_columns + column];
  if (is_near (heng_flow_tiles_spot (tiles, way->from), x, y, 4) || is_near (heng_flow_tiles_spot (tiles, way->to), x, y, 4))
    return 0;
  if (at >= 0 && is_near (heng_flow_tiles_spot (tiles, (guint) at), x, y, margin))
    return heng_flow_tiles_spot (tiles, (guint) at)->node >= 0 ? COST_NODE : COST_PALE;

  return COST_SHARED * MIN (*find_square (traffic, x, y), 4);
}

static double
get_way_cost (Traffic           *traffic,
              const HengFlowWay *way,
              double             wanted)
{
  double cost = COST_BEND * fabs (fabs (way->bend) - wanted) + COST_SHIFT * fabs (way->shift) + (way->bend < 0 ? COST_RIGHT : 0);
  double before_x, before_y;

  heng_flow_way_get_anchor (traffic->tiles, way, FALSE, &before_x, &before_y);
  for (guint i = 0; i < N_SAMPLES; i++)
    {
      double x, y, step;

      get_sample (traffic->tiles, way, i, &x, &y);
      step = hypot ((x - before_x) / traffic->tiles->pitch_x, (y - before_y) / traffic->tiles->pitch_y);
      cost += step * get_point_cost (traffic, way, x, y);
      before_x = x;
      before_y = y;
    }

  return cost;
}

/* Two ways back and forth must part by more than their widths. */
static double
get_least_bend (const HengFlowTiles *tiles,
                const HengFlowWay   *way)
{
  double x0, y0, x1, y1;

  if (!way->is_paired)
    return 0;

  heng_flow_way_get_anchor (tiles, way, FALSE, &x0, &y0);
  heng_flow_way_get_anchor (tiles, way, TRUE, &x1, &y1);

  return CLAMP ((way->width_pt + 4) / MAX (hypot (x1 - x0, y1 - y0), 1), 0.1, 0.6);
}

static void
bend_way (Traffic     *traffic,
          HengFlowWay *way)
{
  double least_bend = get_least_bend (traffic->tiles, way);
  double wanted = MAX (get_wanted_bend (traffic->tiles, way), least_bend);
  double least = G_MAXDOUBLE;
  double best_bend = wanted;
  double best_shift = 0;

  for (int side = 1; side >= (way->is_paired ? 1 : -1); side -= 2)
    for (guint i = 0; i <= G_N_ELEMENTS (bends); i++)
      for (guint j = 0; j < G_N_ELEMENTS (shifts); j++)
        {
          double bend = i == 0 ? wanted : bends[i - 1];
          double cost;

          if (bend < least_bend)
            continue;
          set_control (traffic->tiles, way, side * bend, shifts[j]);
          cost = get_way_cost (traffic, way, wanted);
          if (cost < least - 1e-9)
            {
              least = cost;
              best_bend = way->bend;
              best_shift = way->shift;
            }
        }
  set_control (traffic->tiles, way, best_bend, best_shift);
}

/* Ways between the same two in both directions always bend to the left, so that they part; others may give way to the right. */
static void
find_pairs (const HengFlowTiles *tiles,
            GArray              *ways)
{
  gsize n = tiles->spots->len;
  g_autofree guint8 *is_way = g_new0 (guint8, n * n + 1);

  for (guint i = 0; i < ways->len; i++)
    is_way[g_array_index (ways, HengFlowWay, i).from * n + g_array_index (ways, HengFlowWay, i).to] = TRUE;
  for (guint i = 0; i < ways->len; i++)
    {
      HengFlowWay *way = &g_array_index (ways, HengFlowWay, i);

      way->is_paired = is_way[way->to * n + way->from];
    }
}

static int
compare_widths (gconstpointer a,
                gconstpointer b,
                gpointer      data)
{
  const HengFlowWay *ways = data;
  guint first = *(const guint *) a;
  guint second = *(const guint *) b;

  if (ways[first].width_pt != ways[second].width_pt)
    return ways[first].width_pt > ways[second].width_pt ? -1 : 1;

  return first < second ? -1 : 1;
}

void
heng_flow_ways_bend (HengFlowTiles *tiles,
                     GArray        *ways)
{
  g_autofree guint *by_width = g_new (guint, ways->len + 1);
  const HengFlowOptions *options = tiles->draft->options;
  Traffic traffic = { .tiles = tiles, .n_columns = (int) ceil (options->width_pt / SQUARE_PT) + 1,
                      .n_rows = (int) ceil (options->height_pt / SQUARE_PT) + 1 };

  guint n_rounds = ways->len > MANY_WAYS ? 1 : ways->len > MANY_WAYS / 2 ? 2 : 3;

  traffic.counts = g_new0 (guint16, (gsize) traffic.n_columns * (gsize) traffic.n_rows);
  find_pairs (tiles, ways);
  for (guint i = 0; i < ways->len; i++)
    by_width[i] = i;
  g_qsort_with_data (by_width, (int) ways->len, sizeof (guint), compare_widths, ways->data);
  for (guint round = 0; round < n_rounds; round++)
    for (guint i = 0; i < ways->len; i++)
      {
        HengFlowWay *way = &g_array_index (ways, HengFlowWay, by_width[i]);

        /* Each gives way to all others in turn, as far as they stand by then. */
        if (round > 0)
          count_way (&traffic, way, -1);
        bend_way (&traffic, way);
        count_way (&traffic, way, 1);
      }
  g_free (traffic.counts);
}
