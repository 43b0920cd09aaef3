// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-flow-palette.h"

G_BEGIN_DECLS

/* How many columns of pixels a strip is wide. */
#define HENG_FLOW_STRIP_PX 16

/* Readable and writable floats before a band's first height and behind its last. */
#define HENG_FLOW_HEIGHTS_BEFORE 1
#define HENG_FLOW_HEIGHTS_BEHIND 5

/* A colour that is laid over pixels. */
typedef struct
{
  guint32 red_blue;    /* its channels two by two */
  guint32 alpha_green;
  float   opacity;     /* 0 to 1 */
} HengFlowInkwell;

/* How much of each pixel the lines of a hatching cover: at x, y it is table[y_step * y + x_step * x]. */
typedef struct
{
  const float *table;
  int          x_step, y_step; /* -1, 0, 1 */
} HengFlowLines;

/* What a band that is not thin has besides: the heights of its edges in the middle of each column from @first on. */
typedef struct
{
  int             first;
  int             n;
  float          *upper;
  float          *lower;
  HengFlowInkwell edge;     /* of no opacity where there is none */
  float           edge_px;
  HengFlowLines   lines[2]; /* without a table where there are none */
  HengFlowInkwell lines_ink;
} HengFlowBody;

/* A band in pixels, from left to right. */
typedef struct
{
  float               begin, end;     /* where it starts and ends, between columns */
  float               begin_y, end_y; /* of the centre line, which is level at both */
  float               half_px;        /* half of its width, square to its run */
  HengFlowInkwell     ink;
  const float        *dashes;         /* (nullable): of a thin one, how much of each column of the image it takes */
  const HengFlowBody *body;           /* NULL for a thin one */
} HengFlowBand;

/* Where the centre line of a thin band passes from one strip to the next. */
typedef struct
{
  float height;
  float slope;
} HengFlowKnot;

/* An upright strip of an image, turned so that a column's pixels lie one behind another. */
typedef struct _HengFlowStrip HengFlowStrip;

/* For strips of at most @n_rows. */
HengFlowStrip  *heng_flow_strip_new   (int                   n_rows) G_GNUC_WARN_UNUSED_RESULT;
void            heng_flow_strip_free  (HengFlowStrip        *self);

/* @pixels: of the upper left corner, which stands at @left, @top of the image; multiplied by their alpha, as cairo's are */
void            heng_flow_strip_begin (HengFlowStrip        *self,
                                       guchar               *pixels,
                                       int                   stride_bytes,
                                       int                   left,
                                       int                   top,
                                       int                   n_columns,
                                       int                   n_rows);

/* @entry, @exit: of a thin band, at the strip's sides; any value where it starts or ends within the strip */
void            heng_flow_strip_fill  (HengFlowStrip        *self,
                                       const HengFlowBand   *band,
                                       const HengFlowKnot   *entry,
                                       const HengFlowKnot   *exit);

/* Brings the pixels back. */
void            heng_flow_strip_end   (HengFlowStrip        *self);

/* @opacity: 0 to 1 */
HengFlowInkwell heng_flow_inkwell     (const HengFlowColour *colour,
                                       double                opacity);

G_END_DECLS
