// SPDX-License-Identifier: GPL-3.0-or-later
/* Ways between tiles: where they leave and arrive. */
#include "heng-flow-tiles-private.h"
#include "heng-flow-isotonic.h"

#include <math.h>

/* Between an end and its tile, and between two ends. */
#define GAP_PT 2.0
#define APART_PT 2.0
#define LEAST_END_PT 5.0

/* An end of a way, and where it meets the edge of its tile: a length from the upper left corner clockwise. */
typedef struct
{
  guint   way;
  gboolean is_arrival;
  double  at_pt;
  double  width_pt;
} End;

/* Where the ray from a point inside a box, @from_x beside its middle, meets its edge. */
static double
find_edge (double half_x,
           double half_y,
           double from_x,
           double dx,
           double dy)
{
  double to_x = dx != 0 ? ((dx > 0 ? half_x : -half_x) - from_x) / dx : G_MAXDOUBLE;
  double to_y = dy != 0 ? half_y / fabs (dy) : G_MAXDOUBLE;
  double x = from_x + dx * MIN (to_x, to_y);
  double y = dy * MIN (to_x, to_y);

  if (dx == 0 && dy == 0)
    return 0;
  if (to_x < to_y)
    return dx > 0 ? 2 * half_x + y + half_y : 4 * half_x + 2 * half_y + half_y - y;

  return dy < 0 ? x + half_x : 2 * half_x + 2 * half_y + half_x - x;
}

/* The point of the edge, from the box's middle, and which way is out. */
static void
get_edge_point (double  half_x,
                double  half_y,
                double  at_pt,
                double *x,
                double *y,
                double *out_x,
                double *out_y)
{
  double round = 4 * (half_x + half_y);

  at_pt = fmod (fmod (at_pt, round) + round, round);
  *out_x = *out_y = 0;
  if (at_pt < 2 * half_x)
    {
      *x = at_pt - half_x;
      *y = -half_y;
      *out_y = -1;
      return;
    }
  at_pt -= 2 * half_x;
  if (at_pt < 2 * half_y)
    {
      *x = half_x;
      *y = at_pt - half_y;
      *out_x = 1;
      return;
    }
  at_pt -= 2 * half_y;
  if (at_pt < 2 * half_x)
    {
      *x = half_x - at_pt;
      *y = half_y;
      *out_y = 1;
      return;
    }
  *x = -half_x;
  *y = half_y - (at_pt - 2 * half_x);
  *out_x = -1;
}

static int
compare_ends (gconstpointer a,
              gconstpointer b)
{
  const End *first = a;
  const End *second = b;

  if (first->at_pt != second->at_pt)
    return first->at_pt < second->at_pt ? -1 : 1;
  if (first->way != second->way)
    return first->way < second->way ? -1 : 1;

  return first->is_arrival - second->is_arrival;
}

/* Cuts the round where the gap between two ends is widest, so that the rest can be spread as along a line. */
static void
cut_round (GArray *ends,
           double  round_pt)
{
  guint first = 0;
  double widest = -1;
  g_autoptr(GArray) turned = NULL;

  for (guint i = 0; i < ends->len; i++)
    {
      double before = g_array_index (ends, End, (i + ends->len - 1) % ends->len).at_pt - (i == 0 ? round_pt : 0);
      double gap = g_array_index (ends, End, i).at_pt - before;

      if (gap > widest + 1e-9)
        {
          widest = gap;
          first = i;
        }
    }
  turned = g_array_sized_new (FALSE, FALSE, sizeof (End), ends->len);
  for (guint i = 0; i < ends->len; i++)
    {
      End end = g_array_index (ends, End, (first + i) % ends->len);

      end.at_pt += first + i >= ends->len ? round_pt : 0;
      g_array_append_val (turned, end);
    }
  for (guint i = 0; i < ends->len; i++)
    g_array_index (ends, End, i) = g_array_index (turned, End, i);
}

static void
spread_ends (GArray *ends,
             double  round_pt)
{
  g_autofree double *wish = g_new (double, ends->len + 1);
  g_autofree double *room = g_new (double, ends->len + 1);
  g_autofree double *weight = g_new (double, ends->len + 1);
  double total = 0;
  double squeeze;
  double middle;

  for (guint i = 0; i < ends->len; i++)
    total += g_array_index (ends, End, i).width_pt + APART_PT;
  squeeze = MIN (1, round_pt / MAX (total, 1e-9));
  for (guint i = 0; i < ends->len; i++)
    {
      const End *end = &g_array_index (ends, End, i);

      room[i] = squeeze * (end->width_pt + APART_PT);
      wish[i] = end->at_pt - room[i] / 2;
      weight[i] = end->width_pt;
    }
  middle = (wish[0] + wish[ends->len - 1] + room[ends->len - 1]) / 2;
  heng_flow_isotonic_place (wish, room, weight, ends->len, 0, middle - round_pt / 2, middle + round_pt / 2);
  for (guint i = 0; i < ends->len; i++)
    g_array_index (ends, End, i).at_pt = wish[i] + room[i] / 2;
}

/* A round shape is narrower than its box: the point moves inwards to its rim. */
static void
move_to_rim (double  half_x,
             double  half_y,
             double *x,
             double *y,
             double *out_x,
             double *out_y)
{
  double radius = MIN (half_x, half_y);
  double inner = 0;
  double outer = 1;
  double near_x;
  double near_y;

  for (guint i = 0; i < 24; i++)
    {
      double t = (inner + outer) / 2;

      near_x = CLAMP (t * *x, radius - half_x, half_x - radius);
      near_y = CLAMP (t * *y, radius - half_y, half_y - radius);
      if (hypot (t * *x - near_x, t * *y - near_y) > radius)
        outer = t;
      else
        inner = t;
    }
  *x *= inner;
  *y *= inner;
  near_x = CLAMP (*x, radius - half_x, half_x - radius);
  near_y = CLAMP (*y, radius - half_y, half_y - radius);
  *out_x = (*x - near_x) / radius;
  *out_y = (*y - near_y) / radius;
}

/* Keeps the whole width of an end on one side of its box, as far as the side is long enough. */
static double
keep_on_side (double half_x,
              double half_y,
              double at_pt,
              double width_pt)
{
  double round = 4 * (half_x + half_y);
  double start = 0;

  at_pt = fmod (fmod (at_pt, round) + round, round);
  for (guint i = 0; i < 4; i++)
    {
      double length = i % 2 == 0 ? 2 * half_x : 2 * half_y;

      if (at_pt < start + length || i == 3)
        return width_pt < length ? CLAMP (at_pt, start + width_pt / 2, start + length - width_pt / 2) : start + length / 2;
      start += length;
    }

  return at_pt;
}

/* Puts an end of a way at its place on the edge; the curve leaves at a right angle to it or nearly so. */
static void
fix_end (const HengFlowTiles *tiles,
         const HengFlowSpot  *spot,
         const End           *end,
         HengFlowWay         *way)
{
  double half_x = (spot->x1 - spot->x0) / 2 + GAP_PT;
  double half_y = (spot->y1 - spot->y0) / 2 + GAP_PT;
  guint corner = end->is_arrival ? 3 : 0;
  guint control = end->is_arrival ? 2 : 1;
  double least = 0.06 * MIN (tiles->pitch_x, tiles->pitch_y);
  double x, y, out_x, out_y, outwards;

  get_edge_point (half_x, half_y, keep_on_side (half_x, half_y, end->at_pt, way->width_pt), &x, &y, &out_x, &out_y);
  if (spot->is_round)
    move_to_rim (half_x, half_y, &x, &y, &out_x, &out_y);
  way->x[corner] = (spot->x0 + spot->x1) / 2 + x;
  way->y[corner] = (spot->y0 + spot->y1) / 2 + y;
  way->x[control] = way->x[corner] + (way->control_x - way->x[corner]) * 2 / 3;
  way->y[control] = way->y[corner] + (way->control_y - way->y[corner]) * 2 / 3;
  way->out_x[end->is_arrival] = out_x;
  way->out_y[end->is_arrival] = out_y;
  /* One that was moved round a corner must not run back through its own tile. */
  outwards = (way->x[control] - way->x[corner]) * out_x + (way->y[control] - way->y[corner]) * out_y;
  if (outwards < least)
    {
      way->x[control] += (least - outwards) * out_x;
      way->y[control] += (least - outwards) * out_y;
    }
}

static void
add_end (const HengFlowTiles *tiles,
         GArray              *ways,
         guint                index,
         gboolean             is_arrival,
         GArray              *ends)
{
  const HengFlowWay *way = &g_array_index (ways, HengFlowWay, index);
  const HengFlowSpot *spot = heng_flow_tiles_spot (tiles, is_arrival ? way->to : way->from);
  double half_x = (spot->x1 - spot->x0) / 2 + GAP_PT;
  double half_y = (spot->y1 - spot->y0) / 2 + GAP_PT;
  End end = { .way = index, .is_arrival = is_arrival, .width_pt = MAX (way->width_pt, LEAST_END_PT) };
  double x, y;

  heng_flow_way_get_anchor (tiles, way, is_arrival, &x, &y);
  end.at_pt = find_edge (half_x, half_y, x - (spot->x0 + spot->x1) / 2, way->control_x - x, way->control_y - y);
  g_array_append_val (ends, end);
}

void
heng_flow_ways_join (HengFlowTiles *tiles,
                     GArray        *ways)
{
  for (guint i = 0; i < tiles->spots->len; i++)
    {
      const HengFlowSpot *spot = heng_flow_tiles_spot (tiles, i);
      double round = 2 * (spot->x1 - spot->x0 + spot->y1 - spot->y0 + 4 * GAP_PT);
      g_autoptr(GArray) ends = g_array_new (FALSE, FALSE, sizeof (End));

      for (guint j = 0; j < ways->len; j++)
        {
          if (g_array_index (ways, HengFlowWay, j).from == i)
            add_end (tiles, ways, j, FALSE, ends);
          if (g_array_index (ways, HengFlowWay, j).to == i)
            add_end (tiles, ways, j, TRUE, ends);
        }
      if (ends->len == 0)
        continue;
      g_array_sort (ends, compare_ends);
      cut_round (ends, round);
      spread_ends (ends, round);
      for (guint j = 0; j < ends->len; j++)
        {
          const End *end = &g_array_index (ends, End, j);

          fix_end (tiles, spot, end, &g_array_index (ways, HengFlowWay, end->way));
        }
    }
}
