// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-flow-layout.h"
#include "heng-flow-palette.h"
#include "heng-flow-report.h"

G_BEGIN_DECLS

/** Everything that a flow diagram of a book is made from. */
typedef struct
{
  HengFlowQuery         query;
  HengFlowDiagram       diagram;
  double                width_pt;
  double                height_pt;
  HengMoneyUnit         unit;
  HengDay               known_day; /* "as known on", #HENG_DAY_NONE: today */
  const HengFlowLayout *previous;  /* (nullable): keeps its order where it can */
  const char           *grid_path; /* (nullable): a file with the arrangement of tiles; else the user's own, else the standard */
  HengFlowTileGrid     *grid;      /* (nullable): the same, read before; it comes first */
  gboolean              with_texts; /* title, subtitle, filter and footer; a window has its own */
} HengFlowFigure;

/** A Sankey of what is accrued, 1200 × 800, in 万元, with texts. */
void            heng_flow_figure_init       (HengFlowFigure        *self);

/**
 * Queries the book and lays the flows out, every text in the user's language.
 *
 * @rows: (nullable) (out) (transfer full) (element-type HengFlowRow): what the records of links are
 *
 * Returns: (transfer full): a layout without links where there are no flows
 */
HengFlowLayout *heng_flow_figure_new_layout (HengBook              *book,
                                             const HengFlowFigure  *figure,
                                             GPtrArray            **rows,
                                             GError               **error);

/** Lays out what was queried before by @figure's query. @book serves the texts. An arrangement of tiles that cannot be read is said under
 * the drawing, which has the standard one then. Returns: (transfer full) */
HengFlowLayout *heng_flow_figure_lay_out    (HengBook              *book,
                                             const HengFlowFigure  *figure,
                                             HengFlowGraph         *graph);

/** Writes a layout as `.svg`, `.pdf` or `.png` (two pixels a point) by the file's ending; an existing file is replaced only when all is
 * written. */
gboolean        heng_flow_figure_write      (HengFlowLayout        *layout,
                                             HengFlowPaletteKind    palette,
                                             const char            *path,
                                             GError               **error);

/** The geometry as the contract states it. @currency digits are those of amounts. Returns: (transfer full): JSON */
char           *heng_flow_figure_to_json    (HengBook              *book,
                                             HengFlowLayout        *layout,
                                             const char            *commodity);

G_END_DECLS
