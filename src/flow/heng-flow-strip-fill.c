// SPDX-License-Identifier: GPL-3.0-or-later
/* How bands are laid into a strip. */
#include "heng-flow-strip.h"

#include "heng-flow-strip-private.h"

#include <math.h>

/* Edges steeper than this are smoothed as if they were not: the band is narrower than a column then. */
#define STEEPEST 64.0f

/* What shines through a hundred bands is as good as nothing; numbers that are still smaller are slow to multiply. */
#define LEAST_THROUGH 1e-6f

/* A slope that changes by less within a column is as good as the same for the four about it. */
#define EVEN_TURN 0.01f

#define ROWS_DOWN ((HengFlowFour) { 0, 1, 2, 3 })

/* ---- thin bands ---- */

/*
 * Where a thin band stands in each column of a strip, above its first row there. Heights are square to the band's run, and all of it
 * is in shares of the ink: what a pixel takes grows by a row's height to that of the whole width, and falls again behind it.
 */
typedef struct
{
  float  lower[HENG_FLOW_STRIP_PX];
  float  row[HENG_FLOW_STRIP_PX];     /* how high a row is in that measure */
  float  share[HENG_FLOW_STRIP_PX];   /* of a column's width */
  gint32 first[HENG_FLOW_STRIP_PX];   /* row */
  gint32 last[HENG_FLOW_STRIP_PX];
} Crossing;

/* The piece of a band's centre line within a strip: a cubic of x. */
typedef struct
{
  float begin, end;
  float height, fall, bend, twist; /* of (x - begin) / (end - begin) */
} Piece;

static inline Piece
get_piece (const HengFlowStrip *self,
           const HengFlowBand  *band,
           const HengFlowKnot  *entry,
           const HengFlowKnot  *exit)
{
  /* Strips begin at multiples of their width, but for what a clip cuts off. */
  float left = (float) (self->left / HENG_FLOW_STRIP_PX * HENG_FLOW_STRIP_PX), right = left + HENG_FLOW_STRIP_PX;
  gboolean begins = band->begin > left, ends = band->end < right;
  Piece piece = { .begin = begins ? band->begin : left, .end = ends ? band->end : right };
  float width = piece.end - piece.begin;
  float exit_height = ends ? band->end_y : exit->height, last_fall = ends ? 0 : exit->slope * width;
  float drop;

  piece.height = begins ? band->begin_y : entry->height;
  piece.fall = begins ? 0 : entry->slope * width;
  drop = exit_height - piece.height;
  piece.bend = 3 * drop - 2 * piece.fall - last_fall;
  piece.twist = piece.fall + last_fall - 2 * drop;

  return piece;
}

static inline HengFlowFour
get_slopes (const Piece  *piece,
            HengFlowFour  at,
            float         per_px)
{
  return (piece->fall + at * (2 * piece->bend + at * (3 * piece->twist))) * per_px;
}

/* How much wider than a level one a band of a slope is, measured upright. */
static inline HengFlowFour
get_ramps (HengFlowFour slope)
{
  HengFlowFour steep = heng_flow_four_min (heng_flow_four_max (slope, -slope), heng_flow_four (STEEPEST));

  return heng_flow_four_root (steep * steep + 1);
}

/*
 * An edge is smoothed over a pixel's width square to its run, which is a ramp of √(1 + slope²) rows.
 * Casts stand for floor: what lies above the strip is cut off first.
 */
static inline void
cross (HengFlowStrip      *self,
       const HengFlowBand *band,
       const Piece        *piece,
       int                 first,
       int                 n,
       Crossing           *crossing)
{
  const HengFlowFour top = heng_flow_four ((float) self->top), bottom = heng_flow_four ((float) (self->top + self->n_rows - 1));
  const HengFlowFour begin = heng_flow_four (piece->begin), end = heng_flow_four (piece->end);
  HengFlowFour ramps, rows;
  float per_px = 1 / (piece->end - piece->begin), reach_px = band->half_px + 0.5f, opacity = band->ink.opacity;
  HengFlowFour x = (float) first + ROWS_DOWN, highest = bottom, lowest = top;
  gboolean is_even = (2 * fabsf (piece->bend) + 6 * fabsf (piece->twist)) * per_px * per_px < EVEN_TURN;

  /* Roots and divisions are slow: one for four columns will mostly do. */
  ramps = get_ramps (get_slopes (piece, heng_flow_four_clamp (((float) first + 2 + 4 * ROWS_DOWN - begin) * per_px), per_px));
  rows = 1 / ramps;
  for (int i = 0; i < n; i += 4)
    {
      HengFlowFour at = heng_flow_four_clamp ((x + 0.5f - begin) * per_px);
      HengFlowFour height = piece->height + at * (piece->fall + at * (piece->bend + at * piece->twist));
      HengFlowFour ramp = is_even ? heng_flow_four (ramps[i / 4]) : get_ramps (get_slopes (piece, at, per_px));
      HengFlowFour row = is_even ? heng_flow_four (rows[i / 4]) : 1 / ramp;
      HengFlowFour reach = ramp * reach_px - 0.5f;
      HengFlowFour above = heng_flow_four_max (height - reach, top), below = heng_flow_four_min (height + reach, bottom);
      HengFlowFourInts first_row = heng_flow_four_cut (above), last_row = heng_flow_four_cut (heng_flow_four_max (below, top - 1));
      HengFlowFour down = height - 0.5f - __builtin_convertvector (first_row, HengFlowFour);

      heng_flow_four_store (crossing->lower + i, (down * row + reach_px) * opacity);
      heng_flow_four_store (crossing->row + i, row * opacity);
      heng_flow_four_store (crossing->share + i, heng_flow_four_min (x + 1, end) - heng_flow_four_max (x, begin));
      first_row -= self->top;
      last_row -= self->top;
      memcpy (crossing->first + i, &first_row, sizeof first_row);
      memcpy (crossing->last + i, &last_row, sizeof last_row);
      highest = heng_flow_four_min (highest, above);
      lowest = heng_flow_four_max (lowest, below);
      x += 4;
    }

  for (int i = 0; i < 4; i++)
    {
      self->through_first = MIN (self->through_first, (int) highest[i] - self->top);
      self->through_end = MAX (self->through_end, (int) lowest[i] - self->top + 1);
    }
}

/* @is_whole: whether the band takes all of each column's width */
static inline void
let_through (HengFlowStrip      *self,
             const HengFlowBand *band,
             const Crossing     *crossing,
             int                 left,
             int                 n_columns,
             gboolean            is_whole)
{
  const HengFlowFour least = heng_flow_four (LEAST_THROUGH), none = heng_flow_four (0);
  const HengFlowFour end = heng_flow_four ((2 * band->half_px + 1) * band->ink.opacity);
  const HengFlowFour most = heng_flow_four (MIN (2 * band->half_px, 1) * band->ink.opacity);
  gsize column = self->column;
  float *top = self->through + (gsize) (left - self->left) * column;

  for (int i = 0; i < n_columns; i++)
    {
      HengFlowFour row = heng_flow_four (crossing->row[i]), lower = crossing->lower[i] - row * ROWS_DOWN;
      float *through = top + crossing->first[i];

      for (int n = crossing->last[i] - crossing->first[i]; n >= 0; n -= 4)
        {
          HengFlowFour part = heng_flow_four_min (heng_flow_four_min (lower, end - lower), most);
          HengFlowFour four = heng_flow_four_load (through);

          part = heng_flow_four_max (part, none);
          if (!is_whole)
            part *= crossing->share[i];
          heng_flow_four_store (through, heng_flow_four_max (four - four * part, least));
          through += 4;
          lower -= row * 4;
        }
      top += column;
    }
}

/* Thin bands of one colour only note how much they let through: that is a multiplication a row, whatever lies below. */
static void
fill_thin (HengFlowStrip      *self,
           const HengFlowBand *band,
           const Piece        *piece,
           int                 left,
           int                 right)
{
  Crossing crossing;

  cross (self, band, piece, left, right - left, &crossing);
  for (int i = 0; band->dashes != NULL && i < right - left; i++)
    crossing.share[i] *= band->dashes[left + i];
  if (band->dashes == NULL && band->begin <= (float) left && band->end >= (float) right)
    let_through (self, band, &crossing, left, right - left, TRUE);
  else
    let_through (self, band, &crossing, left, right - left, FALSE);
}

/* ---- other bands ---- */

/* How much of the column's width the band takes. */
static inline float
get_share (const HengFlowBand *band,
           int                 x)
{
  return MIN ((float) x + 1, band->end) - MAX ((float) x, band->begin);
}

/* Over how many rows an edge is smoothed. */
static inline float
get_ramp (const float *heights,
          int          i)
{
  float steep = MIN (fabsf (heights[i + 1] - heights[i - 1]) / 2, STEEPEST);

  return sqrtf (1 + steep * steep);
}

static inline HengFlowFour
get_lines (const HengFlowLines *lines,
           int                  x,
           int                  y)
{
  if (lines->y_step == 0)
    return heng_flow_four (lines->table[lines->x_step * x]);

  return heng_flow_four_load (lines->table + y + lines->x_step * x);
}

static inline void
fill_lines (const HengFlowBody *body,
            int                 x,
            int                 y,
            HengFlowFour        part,
            guint32            *pixels)
{
  for (guint i = 0; i < G_N_ELEMENTS (body->lines) && body->lines[i].table != NULL; i++)
    {
      HengFlowFour shares = part * get_lines (&body->lines[i], x, y) * (body->lines_ink.opacity * 256);

      heng_flow_strip_lay_over (pixels, &body->lines_ink, heng_flow_four_cut (shares + 0.5f));
    }
}

/* The column's pixels between two heights, each smoothed over a ramp. */
static inline void
fill_column (HengFlowStrip         *self,
             int                    x,
             float                  upper,
             float                  upper_ramp,
             float                  lower,
             float                  lower_ramp,
             float                  share,
             const HengFlowInkwell *ink,
             const HengFlowBody    *lined)
{
  float begin = upper + 0.5f - upper_ramp / 2, end = lower - 0.5f + lower_ramp / 2;
  int first = (int) MAX (begin, (float) self->top), last = (int) MIN (end, (float) (self->top + self->n_rows - 1));
  HengFlowFour upper_row = heng_flow_four (1 / upper_ramp), lower_row = heng_flow_four (1 / lower_ramp);
  HengFlowFour above_lower = (lower - 0.5f - (float) first - ROWS_DOWN) * lower_row + 0.5f;
  HengFlowFour above_upper = (upper - 0.5f - (float) first - ROWS_DOWN) * upper_row + 0.5f;
  float whole = ink->opacity * share * 256;
  guint32 *pixels = self->pixels + (gsize) (x - self->left) * self->column;

  if (end < (float) self->top)
    return;
  for (int y = first; y <= last; y += 4)
    {
      HengFlowFour part = heng_flow_four_clamp (heng_flow_four_clamp (above_lower) - heng_flow_four_clamp (above_upper));

      heng_flow_strip_lay_over (pixels + (y - self->top), ink, heng_flow_four_cut (part * whole + 0.5f));
      if (lined != NULL)
        fill_lines (lined, x, y, part * share, pixels + (y - self->top));
      above_lower -= lower_row * 4;
      above_upper -= upper_row * 4;
    }
}

/* A line along one edge, as wide as @line_px measured square to it. */
static inline void
fill_edge (HengFlowStrip         *self,
           int                    x,
           float                  height,
           float                  ramp,
           float                  share,
           float                  line_px,
           const HengFlowInkwell *ink)
{
  float half = line_px / 2 * ramp;

  fill_column (self, x, height - half, ramp, height + half, ramp, share, ink, NULL);
}

static void
fill_thick (HengFlowStrip      *self,
            const HengFlowBand *band,
            int                 left,
            int                 right)
{
  const HengFlowBody *body = band->body;
  const HengFlowBody *lined = body->lines[0].table != NULL ? body : NULL;

  for (int x = left; x < right; x++)
    {
      int i = x - body->first;
      float upper_ramp = get_ramp (body->upper, i), lower_ramp = get_ramp (body->lower, i);
      float share = get_share (band, x);

      fill_column (self, x, body->upper[i], upper_ramp, body->lower[i], lower_ramp, share, &band->ink, lined);
      if (body->edge.opacity > 0)
        {
          fill_edge (self, x, body->upper[i], upper_ramp, share, body->edge_px, &body->edge);
          fill_edge (self, x, body->lower[i], lower_ramp, share, body->edge_px, &body->edge);
        }
    }
}

void
heng_flow_strip_fill (HengFlowStrip      *self,
                      const HengFlowBand *band,
                      const HengFlowKnot *entry,
                      const HengFlowKnot *exit)
{
  int left = self->left, right = left + self->n_columns;

  if (band->begin >= (float) right || band->end <= (float) left)
    return;
  if (band->begin > (float) left)
    left = (int) band->begin;
  if (band->end < (float) right)
    right = (int) ceilf (band->end);

  if (band->body != NULL)
    {
      heng_flow_strip_settle (self);
      fill_thick (self, band, left, right);
    }
  else
    {
      Piece piece = get_piece (self, band, entry, exit);

      if (band->ink.red_blue != self->through_ink.red_blue || band->ink.alpha_green != self->through_ink.alpha_green)
        {
          heng_flow_strip_settle (self);
          self->through_ink = band->ink;
        }
      fill_thin (self, band, &piece, left, right);
    }
}
