// SPDX-License-Identifier: GPL-3.0-or-later
/* A flow diagram of a book: what is asked for, turned into what the drawing wants. */
#include "heng-flow-figure.h"

#include "heng-flow-wording-private.h"
#include "heng-tile-file.h"
#include "heng-wording.h"

#include <string.h>

#define FONT "Noto Sans CJK SC, Noto Sans, Sans 10"

/* What a text says of the layout may take a line of it; a third time nothing is said anew. */
#define PASSES_MAX 3

void
heng_flow_figure_init (HengFlowFigure *self)
{
  memset (self, 0, sizeof *self);
  self->query.mechanism = -1;
  self->width_pt = 1200;
  self->height_pt = 800;
  self->unit = HENG_MONEY_UNIT_WAN;
  self->middle = HENG_FLOW_MIDDLE_MECHANISM;
  self->max_groups = HENG_FLOW_FIGURE_GROUPS;
  self->n_restarts = HENG_FLOW_RESTARTS_REFINED;
  self->with_texts = TRUE;
}

HengFlowGraph *
heng_flow_figure_new_graph (HengBook              *book,
                            const HengFlowFigure  *figure,
                            GPtrArray            **rows,
                            GError               **error)
{
  HengFlowQuery query = figure->query;

  query.by_year = figure->is_series || figure->year != 0;
  query.with_zeros = figure->diagram == HENG_FLOW_DIAGRAM_MATRIX;
  query.with_programmes = figure->middle == HENG_FLOW_MIDDLE_GROUP;
  return heng_flow_report_new_graph (book, &query, figure->max_groups, rows, error);
}

/* What the year with the most makes. */
static double
find_full_scale (const HengFlowGraph *graph)
{
  g_autofree gint64 *totals = g_new0 (gint64, heng_flow_graph_get_n_panels (graph));
  gint64 largest = 0;

  for (guint i = 0; i < heng_flow_graph_get_n_links (graph); i++)
    {
      const HengFlowGraphLink *link = heng_flow_graph_get_link (graph, i);

      totals[link->panel] += link->amount;
      largest = MAX (largest, totals[link->panel]);
    }

  return (double) largest;
}

static void
fill_options (const HengFlowFigure *figure,
              const HengFlowGraph  *graph,
              int                   panel,
              int                   baseline,
              HengFlowOptions      *options)
{
  heng_flow_options_init (options);
  options->diagram = figure->diagram;
  options->width_pt = figure->width_pt;
  options->height_pt = figure->height_pt;
  options->middle = figure->middle;
  options->colouring = figure->colouring;
  options->font = FONT;
  options->max_nodes = figure->max_nodes > 0 ? figure->max_nodes + 1 : 0; /* those that keep their names, and "other" */
  options->min_amount = figure->min_amount_minor;
  options->min_share = figure->min_share;
  options->panel = panel;
  options->baseline = baseline;
  options->is_series = figure->is_series;
  options->matrix_order = figure->matrix_order;
  options->full_scale = panel >= 0 && figure->has_common_scale ? find_full_scale (graph) : 0;
  options->previous = figure->previous;
  options->order_of_payers = figure->order_of_payers;
  options->order_of_middles = figure->order_of_middles;
  options->order_of_receivers = figure->order_of_receivers;
}

/* Nothing flows in the year asked for: the same words, and no flows. */
static HengFlowGraph *
new_empty_graph (void)
{
  return heng_flow_graph_builder_finish (heng_flow_graph_builder_new (), NULL);
}

static gboolean
needs_grid (const HengFlowFigure *figure)
{
  return figure->grid == NULL && (figure->diagram == HENG_FLOW_DIAGRAM_TILES || figure->diagram == HENG_FLOW_DIAGRAM_OD_MAP);
}

/* Returns: (transfer full) (nullable): the arrangement, the standard one with a sentence in @words where it cannot be read */
static HengFlowTileGrid *
choose_grid (const HengFlowFigure *figure,
             HengFlowWording      *words)
{
  g_autoptr (GError) error = NULL;
  HengFlowTileGrid *grid;

  /* Of a large matrix the provinces are named. */
  if (figure->diagram == HENG_FLOW_DIAGRAM_MATRIX)
    return heng_tile_file_new_standard ();
  if (!needs_grid (figure))
    return figure->grid != NULL ? heng_flow_tile_grid_ref (figure->grid) : NULL;

  grid = heng_tile_file_choose (words->book, figure->grid_path, &error);
  if (grid != NULL)
    return grid;
  words->grid_error = heng_wording_error (error);
  return heng_tile_file_new_standard ();
}

/* @panel, @baseline: (out): as in #HengFlowOptions */
static void
find_panels (const HengFlowFigure *figure,
             const HengFlowGraph  *graph,
             int                  *panel,
             int                  *baseline)
{
  gboolean is_one_year = figure->year != 0 && !figure->is_series;

  *panel = is_one_year ? heng_flow_report_find_panel (graph, figure->year) : -1;
  *baseline = *panel >= 0 && figure->with_difference ? heng_flow_report_find_panel (graph, figure->year - 1) : -1;
}

HengFlowLayout *
heng_flow_figure_lay_out (HengBook             *book,
                          const HengFlowFigure *figure,
                          HengFlowGraph        *graph)
{
  g_autoptr (HengFlowGraph) drawn = NULL;
  g_auto (HengFlowWording) words = { 0 };
  g_autoptr (HengFlowLayout) layout = NULL;
  g_autoptr (HengFlowTileGrid) grid = NULL;
  HengFlowOptions options;
  gboolean is_final;
  int panel, baseline;

  find_panels (figure, graph, &panel, &baseline);
  drawn = figure->year != 0 && !figure->is_series && panel < 0 ? new_empty_graph () : heng_flow_graph_ref (graph);
  heng_flow_wording_init (&words, book, figure, drawn, panel, baseline);
  grid = choose_grid (figure, &words);
  fill_options (figure, drawn, panel, baseline, &options);
  options.grid = grid;
  heng_flow_wording_fill (&words, &options.texts);
  /* What is put together depends on the size alone, so that the first pass need not look for the best order. */
  options.n_restarts = 1;
  for (guint pass = 1; pass < PASSES_MAX && (figure->with_texts || figure->diagram == HENG_FLOW_DIAGRAM_NETWORK); pass++)
    {
      g_clear_pointer (&layout, heng_flow_layout_unref);
      layout = heng_flow_layout_new (drawn, &options);
      is_final = !heng_flow_wording_complete (&words, layout);
      heng_flow_wording_fill (&words, &options.texts);
      if (is_final)
        break;
    }

  options.n_restarts = figure->n_restarts;
  return heng_flow_layout_new (drawn, &options);
}

void
heng_flow_figure_caption (HengBook             *book,
                          const HengFlowFigure *figure,
                          const HengFlowLayout *layout,
                          HengFlowCaption      *caption)
{
  HengFlowGraph *graph = heng_flow_layout_get_graph (layout);
  g_auto (HengFlowWording) words = { 0 };
  int panel, baseline;

  find_panels (figure, graph, &panel, &baseline);
  heng_flow_wording_init (&words, book, figure, graph, panel, baseline);
  heng_flow_wording_complete (&words, layout);
  caption->title = g_steal_pointer (&words.title);
  caption->subtitle = g_steal_pointer (&words.subtitle);
  caption->span = heng_flow_wording_make_span (&words);
  caption->filter = g_steal_pointer (&words.filter);
}

void
heng_flow_caption_clear (HengFlowCaption *caption)
{
  g_clear_pointer (&caption->title, g_free);
  g_clear_pointer (&caption->subtitle, g_free);
  g_clear_pointer (&caption->span, g_free);
  g_clear_pointer (&caption->filter, g_free);
}

char *
heng_flow_caption_join (const HengFlowCaption *caption)
{
  const char *first = caption->span != NULL ? caption->span : caption->filter;

  return caption->span != NULL && caption->filter != NULL ? g_strconcat (caption->span, " · ", caption->filter, NULL) : g_strdup (first);
}

HengFlowLayout *
heng_flow_figure_new_layout (HengBook              *book,
                             const HengFlowFigure  *figure,
                             GPtrArray            **rows,
                             GError               **error)
{
  g_autoptr (HengFlowGraph) graph = heng_flow_figure_new_graph (book, figure, rows, error);
  g_autoptr (HengFlowTileGrid) grid = NULL;
  HengFlowFigure chosen = *figure;

  if (graph == NULL)
    return NULL;
  if (needs_grid (figure) && (grid = heng_tile_file_choose (book, figure->grid_path, error)) == NULL)
    return NULL;

  chosen.grid = grid != NULL ? grid : figure->grid;
  return heng_flow_figure_lay_out (book, &chosen, graph);
}
