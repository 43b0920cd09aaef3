// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-flow-arrangement.h"
#include "heng-flow-figure.h"
#include "heng-flow-list.h"

G_BEGIN_DECLS

/** What stands behind `flows`, as it was written. */
typedef struct
{
  char    *diagram;
  char    *what;
  char    *from;
  char    *to;
  char    *on;
  char    *mechanism;
  char    *region;
  char    *commodity;
  char    *middle;
  char    *colour;
  char    *min_amount;
  char    *share;
  char    *unit;
  char    *paper;
  char    *order;
  char    *grid;
  char    *matrix_order;
  char    *save_order;
  char    *known_on;
  char    *format;
  char    *output;
  char    *top;
  char    *year;
  char    *width;
  char    *height;
  gboolean by_year;
  gboolean difference;
  gboolean dark;
} HengFlowWrittenOptions;

/** What it means. */
typedef struct
{
  HengFlowFigure       figure; /* its texts are those of the written options */
  HengFlowPaletteKind  palette;
  HengFlowListFormat   format; /* without an output */
  HengFlowArrangement *arrangement; /* (nullable) */
} HengFlowOrder;

void     heng_flow_written_options_clear (HengFlowWrittenOptions       *self);
void     heng_flow_order_clear           (HengFlowOrder                *self);
/** All that can be said of the options without the book. */
gboolean heng_flow_order_read            (const HengFlowWrittenOptions  *written,
                                          HengFlowOrder                 *order,
                                          GError                       **error);
/** What needs the book: its currency, its commodities, what was known. */
gboolean heng_flow_order_complete        (const HengFlowWrittenOptions  *written,
                                          HengFlowOrder                 *order,
                                          HengBook                      *book,
                                          GError                       **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HengFlowWrittenOptions, heng_flow_written_options_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HengFlowOrder, heng_flow_order_clear)

G_END_DECLS
