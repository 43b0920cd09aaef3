// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-strip.h"

#include "heng-flow-strip-private.h"

/* Rows behind the last that four at once may touch. */
#define SPARE_ROWS 4

HengFlowInkwell
heng_flow_inkwell (const HengFlowColour *colour,
                   double                opacity)
{
  guint red = (guint) (colour->red * 255 + 0.5), green = (guint) (colour->green * 255 + 0.5), blue = (guint) (colour->blue * 255 + 0.5);

  return (HengFlowInkwell) { red << 16 | blue, 255u << 16 | green, (float) opacity };
}

HengFlowStrip *
heng_flow_strip_new (int n_rows)
{
  HengFlowStrip *self = g_new0 (HengFlowStrip, 1);

  /* An odd number of cache lines, so that a row's pixels do not all want the same place of the cache. */
  self->column = ((gsize) ((n_rows + SPARE_ROWS + 15) / 16) | 1) * 16;
  self->n_rows_max = n_rows;
  self->pixels = g_new0 (guint32, self->column * HENG_FLOW_STRIP_PX);
  self->through = g_new (float, self->column * HENG_FLOW_STRIP_PX);
  for (gsize i = 0; i < self->column * HENG_FLOW_STRIP_PX; i++)
    self->through[i] = 1;

  return self;
}

void
heng_flow_strip_free (HengFlowStrip *self)
{
  if (self == NULL)
    return;

  g_free (self->pixels);
  g_free (self->through);
  g_free (self);
}

/* Turns four rows of four pixels. @from_step, @to_step: pixels from one row to the next, there and here */
static inline void
turn_four (const guint32 *from,
           gssize         from_step,
           guint32       *to,
           gssize         to_step)
{
  HengFlowFourPixels rows[4], pairs[4], turned[4];

  for (int i = 0; i < 4; i++)
    memcpy (&rows[i], from + i * from_step, sizeof rows[i]);
  pairs[0] = __builtin_shufflevector (rows[0], rows[1], 0, 4, 2, 6);
  pairs[1] = __builtin_shufflevector (rows[0], rows[1], 1, 5, 3, 7);
  pairs[2] = __builtin_shufflevector (rows[2], rows[3], 0, 4, 2, 6);
  pairs[3] = __builtin_shufflevector (rows[2], rows[3], 1, 5, 3, 7);
  turned[0] = __builtin_shufflevector (pairs[0], pairs[2], 0, 1, 4, 5);
  turned[1] = __builtin_shufflevector (pairs[1], pairs[3], 0, 1, 4, 5);
  turned[2] = __builtin_shufflevector (pairs[0], pairs[2], 2, 3, 6, 7);
  turned[3] = __builtin_shufflevector (pairs[1], pairs[3], 2, 3, 6, 7);
  for (int i = 0; i < 4; i++)
    memcpy (to + i * to_step, &turned[i], sizeof turned[i]);
}

/* Turns @n_rows rows of @n_columns pixels. */
static void
turn (const guint32 *from,
      gssize         from_step,
      guint32       *to,
      gssize         to_step,
      int            n_columns,
      int            n_rows)
{
  for (int y = 0; y < n_rows; y++)
    {
      int x = 0;

      if (y % 4 == 0 && y + 4 <= n_rows)
        for (; x + 4 <= n_columns; x += 4)
          turn_four (from + y * from_step + x, from_step, to + x * to_step + y, to_step);
      else if (y < n_rows / 4 * 4)
        x = n_columns / 4 * 4;
      for (; x < n_columns; x++)
        to[x * to_step + y] = from[y * from_step + x];
    }
}

void
heng_flow_strip_begin (HengFlowStrip *self,
                       guchar        *pixels,
                       int            stride_bytes,
                       int            left,
                       int            top,
                       int            n_columns,
                       int            n_rows)
{
  g_assert (n_rows <= self->n_rows_max && n_columns <= HENG_FLOW_STRIP_PX);

  self->target = pixels;
  self->stride_bytes = stride_bytes;
  self->left = left;
  self->top = top;
  self->n_columns = n_columns;
  self->n_rows = n_rows;
  self->through_first = G_MAXINT;
  self->through_end = 0;
  turn ((const guint32 *) (gconstpointer) pixels, stride_bytes / 4, self->pixels, (gssize) self->column, n_columns, n_rows);
}

void
heng_flow_strip_settle (HengFlowStrip *self)
{
  const HengFlowFour one = heng_flow_four (1);

  if (self->through_first >= self->through_end)
    return;

  for (int x = 0; x < self->n_columns; x++)
    {
      guint32 *pixels = self->pixels + (gsize) x * self->column;
      float *through = self->through + (gsize) x * self->column;

      for (int y = self->through_first; y < self->through_end; y += 4)
        {
          HengFlowFour four = heng_flow_four_load (through + y);

          if (memcmp (&four, &one, sizeof one) == 0)
            continue;
          heng_flow_strip_lay_over (pixels + y, &self->through_ink, heng_flow_four_cut ((one - four) * 256 + 0.5f));
          heng_flow_four_store (through + y, one);
        }
    }
  self->through_first = G_MAXINT;
  self->through_end = 0;
}

void
heng_flow_strip_end (HengFlowStrip *self)
{
  heng_flow_strip_settle (self);
  turn (self->pixels, (gssize) self->column, (guint32 *) (gpointer) self->target, self->stride_bytes / 4, self->n_rows, self->n_columns);
}
