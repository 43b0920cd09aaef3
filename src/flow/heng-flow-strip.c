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
  for (int y = 0; y < n_rows; y++)
    {
      const guint32 *row = (const guint32 *) (gconstpointer) (pixels + (gssize) y * stride_bytes);

      for (int x = 0; x < n_columns; x++)
        self->pixels[(gsize) x * self->column + (gsize) y] = row[x];
    }
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
  for (int y = 0; y < self->n_rows; y++)
    {
      guint32 *row = (guint32 *) (gpointer) (self->target + (gssize) y * self->stride_bytes);

      for (int x = 0; x < self->n_columns; x++)
        row[x] = self->pixels[(gsize) x * self->column + (gsize) y];
    }
}
