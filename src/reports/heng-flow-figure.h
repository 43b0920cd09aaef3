// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-flow-layout.h"
#include "heng-flow-palette.h"
#include "heng-flow-report.h"

G_BEGIN_DECLS

/** How many programmes a column of them names; what is beyond stands as one. */
#define HENG_FLOW_FIGURE_GROUPS 40

/**
 * HengFlowFigure: everything that a flow diagram of a book is made from. Texts, orders and layouts are borrowed.
 * @query: which flows; what it asks for beside (years, zeros, programmes) is set from the rest of the figure
 * @unit: of amounts; for money only
 * @known_day: "as known on"; #HENG_DAY_NONE: today
 * @middle, @colouring, @matrix_order: as in #HengFlowOptions
 * @max_nodes, @min_amount_minor, @min_share: the threshold: the largest regions of a side that keep their names, the least amount that one
 *   gives or takes, or the share that the largest make; the rest goes into "other"; 0: none
 * @max_groups: programmes in the middle, the largest; 0: all
 * @year: only this year (its assessed periods; its payments); 0: all together
 * @with_difference: the year before @year as outlines
 * @has_common_scale: a @year is drawn on the scale of the year with the most
 * @is_series: a picture for each year, side by side; then @year is 0
 * @n_restarts: #HENG_FLOW_RESTARTS_REFINED for what is exported or printed
 * @order_of_payers, …: (nullable) each: ids, %NULL-terminated: the order the user has given the column
 * @previous: (nullable): keeps its order where it can
 * @grid: (nullable): the arrangement of tiles, read before
 * @grid_path: (nullable): a file with one; without both the user's own, else the standard
 * @with_texts: title, subtitle, filter statement and footer on the page; a window has its own
 */
typedef struct
{
  HengFlowQuery         query;
  HengFlowDiagram       diagram;
  double                width_pt;
  double                height_pt;
  HengMoneyUnit         unit;
  HengDay               known_day;
  HengFlowMiddle        middle;
  HengFlowColouring     colouring;
  HengFlowMatrixOrder   matrix_order;
  guint                 max_nodes;
  gint64                min_amount_minor;
  double                min_share;
  guint                 max_groups;
  gint                  year;
  gboolean              with_difference;
  gboolean              has_common_scale;
  gboolean              is_series;
  guint                 n_restarts;
  const char *const    *order_of_payers;
  const char *const    *order_of_middles;
  const char *const    *order_of_receivers;
  const HengFlowLayout *previous;
  HengFlowTileGrid     *grid;
  const char           *grid_path;
  gboolean              with_texts;
} HengFlowFigure;

/** A Sankey of what is accrued, 1200 × 800, in 万元, of 2,000 restarts, with texts. */
void            heng_flow_figure_init       (HengFlowFigure        *self);

/**
 * Reads what the figure is drawn from. It may be laid out again in another way: of the figure only its query, diagram, middle and years
 * count here.
 *
 * @rows: (nullable) (out) (transfer full) (element-type HengFlowRow): what the records of links are
 *
 * Returns: (transfer full)
 */
HengFlowGraph  *heng_flow_figure_new_graph  (HengBook              *book,
                                             const HengFlowFigure  *figure,
                                             GPtrArray            **rows,
                                             GError               **error);

/** Lays out what was read, every text in the user's language. An arrangement of tiles that cannot be read is said under the drawing, which
 * has the standard one then. Returns: (transfer full): without links where there are no flows */
HengFlowLayout *heng_flow_figure_lay_out    (HengBook             *book,
                                             const HengFlowFigure *figure,
                                             HengFlowGraph        *graph) G_GNUC_WARN_UNUSED_RESULT;

/**
 * HengFlowCaption: what stands over a layout, in the same words wherever it is shown.
 * @span: (nullable): the days asked for; %NULL for all
 * @filter: (nullable): what is left out or put together; %NULL for nothing
 */
typedef struct
{
  char *title;
  char *subtitle;
  char *span;
  char *filter;
} HengFlowCaption;

/** @figure, @layout: what was laid out, and what came of it. @caption: (out): cleared by heng_flow_caption_clear() */
void            heng_flow_figure_caption    (HengBook             *book,
                                             const HengFlowFigure *figure,
                                             const HengFlowLayout *layout,
                                             HengFlowCaption      *caption);
void            heng_flow_caption_clear     (HengFlowCaption      *caption);
/** Returns: (transfer full) (nullable): span and filter as one line; %NULL where there is neither */
char           *heng_flow_caption_join      (const HengFlowCaption *caption);

/** Both at once. */
HengFlowLayout *heng_flow_figure_new_layout (HengBook              *book,
                                             const HengFlowFigure  *figure,
                                             GPtrArray            **rows,
                                             GError               **error);

/**
 * Writes a layout by the file's ending; an existing file is replaced only when all is written. `.svg`: texts are texts, every link has
 * its title; `.pdf`: texts can be selected, fonts are embedded; `.png`: two pixels a point, 144 an inch. The same layout gives the same
 * bytes.
 */
gboolean        heng_flow_figure_write      (HengFlowLayout       *layout,
                                             HengFlowPaletteKind   palette,
                                             const char           *path,
                                             GError              **error);

/** The geometry as the contract states it. @currency digits are those of amounts. Returns: (transfer full): JSON */
char           *heng_flow_figure_to_json    (HengBook       *book,
                                             HengFlowLayout *layout,
                                             const char     *commodity);

G_END_DECLS
