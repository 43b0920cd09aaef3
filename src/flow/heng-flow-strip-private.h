// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-flow-four.h"
#include "heng-flow-strip.h"

G_BEGIN_DECLS

struct _HengFlowStrip
{
  guint32         *pixels;  /* column after column */
  float           *through; /* what thin bands of one colour let through, 1 being all; not yet part of `pixels` */
  HengFlowInkwell  through_ink;
  int              through_first, through_end; /* rows of it that are not all 1 */
  gsize            column;  /* rows from one column to the next */
  int              n_rows_max;

  guchar          *target;
  int              stride_bytes;
  int              left, top;
  int              n_columns, n_rows;
};

/* Lays the ink over four pixels. @shares: 0 to 256 */
static inline void
heng_flow_strip_lay_over (guint32               *pixels,
                          const HengFlowInkwell *ink,
                          HengFlowFourInts       shares)
{
  const HengFlowFourPixels every_other = { 0xff00ff, 0xff00ff, 0xff00ff, 0xff00ff };
  const HengFlowFourPixels whole = { 0x01000100, 0x01000100, 0x01000100, 0x01000100 };
  HengFlowFourPixels red_blue_ink = { ink->red_blue, ink->red_blue, ink->red_blue, ink->red_blue };
  HengFlowFourPixels alpha_green_ink = { ink->alpha_green, ink->alpha_green, ink->alpha_green, ink->alpha_green };
  HengFlowFourPixels twice = (HengFlowFourPixels) (shares | shares << 16);
  HengFlowEightParts share = (HengFlowEightParts) twice, rest = (HengFlowEightParts) (whole - twice);
  HengFlowEightParts red_blue, alpha_green;
  HengFlowFourPixels four;

  memcpy (&four, pixels, sizeof four);
  red_blue = (HengFlowEightParts) (four & every_other);
  alpha_green = (HengFlowEightParts) (four >> 8 & every_other);
  red_blue = (red_blue * rest + (HengFlowEightParts) red_blue_ink * share + 0x80) >> 8;
  alpha_green = (alpha_green * rest + (HengFlowEightParts) alpha_green_ink * share + 0x80) & 0xff00;
  four = (HengFlowFourPixels) (red_blue | alpha_green);
  memcpy (pixels, &four, sizeof four);
}

/* Lays down what thin bands have left so far. */
void heng_flow_strip_settle (HengFlowStrip *self);

G_END_DECLS
