// SPDX-License-Identifier: GPL-3.0-or-later
/* The small flow figure of one agreement. */
#include "heng-statement-private.h"

#include "heng-book-flows.h"
#include "heng-flow-layout.h"
#include "heng-flow-painter.h"
#include "heng-page-figure.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define FIGURE_WIDTH_PT 400.0
#define FIGURE_HEIGHT_PT 170.0

static void
draw_flows (cairo_t *cr,
            double   width_pt,
            double   height_pt,
            gpointer user_data)
{
  HengFlowPalette palette;

  heng_flow_palette_init (&palette, HENG_FLOW_PALETTE_LIGHT);
  heng_flow_paint (heng_flow_layout_get_display (user_data), &palette, NULL, FALSE, cr);
}

static char *
format_amount (gint64   amount,
               gpointer data)
{
  const HengStatementWriter *self = data;

  return heng_money_format (amount, self->currency, self->unit, FALSE);
}

static gboolean
add_node (HengFlowGraphBuilder  *builder,
          GHashTable            *nodes,
          const char            *id,
          const char            *name_zh,
          const char            *name_en,
          GError               **error)
{
  if (!g_hash_table_add (nodes, g_strdup (id)))
    return TRUE;

  return heng_flow_graph_builder_add_node (builder, id, heng_wording_pick (name_zh, name_en), error);
}

static HengFlowGraph *
make_graph (const HengAgreement  *agreement,
            GPtrArray            *rows,
            GError              **error)
{
  g_autoptr (HengFlowGraphBuilder) builder = heng_flow_graph_builder_new ();
  g_autoptr (GHashTable) nodes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const char *mechanism = heng_mechanism_get_name (agreement->mechanism);

  if (!heng_flow_graph_builder_add_mechanism (builder, mechanism, heng_wording_mechanism (agreement->mechanism), agreement->mechanism,
                                              error))
    return NULL;
  for (guint i = 0; i < rows->len; i++)
    {
      const HengFlowRow *row = g_ptr_array_index (rows, i);

      if (!add_node (builder, nodes, row->from, row->from_name_zh, row->from_name_en, error) ||
          !add_node (builder, nodes, row->to, row->to_name_zh, row->to_name_en, error) ||
          !heng_flow_graph_builder_add_link (builder, row->from, mechanism, row->to, FALSE, row->amount_minor, i, error))
        return NULL;
    }

  return heng_flow_graph_builder_finish (g_steal_pointer (&builder), error);
}

/* One band between two parties says no more than the table does. */
static gboolean
is_worth_drawing (GPtrArray *rows)
{
  return rows->len >= 2 && rows->len <= 60;
}

gboolean
heng_statement_add_flows (HengStatementWriter  *self,
                          const HengAgreement  *agreement,
                          GError              **error)
{
  HengFlowQuery query = { .measure = HENG_FLOW_ACCRUED, .mechanism = (int) agreement->mechanism, .known = self->view.known };
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (HengFlowGraph) graph = NULL;
  g_autofree char *unit = heng_statement_unit (self), *caption = NULL;
  HengFlowOptions options;

  /* Flows go by assessed periods; a picture of some of the entries of a period would contradict the tables. */
  if (self->view.on_day != HENG_DAY_NONE)
    return TRUE;
  rows = heng_book_list_flows (self->book, &query, error);
  if (rows == NULL)
    return FALSE;
  for (guint i = rows->len; i > 0; i--)
    if (strcmp (((const HengFlowRow *) g_ptr_array_index (rows, i - 1))->agreement, agreement->code) != 0)
      g_ptr_array_remove_index (rows, i - 1);
  if (!is_worth_drawing (rows))
    return TRUE;
  graph = make_graph (agreement, rows, error);
  if (graph == NULL)
    return FALSE;

  heng_flow_options_init (&options);
  options.diagram = HENG_FLOW_DIAGRAM_NETWORK;
  options.width_pt = FIGURE_WIDTH_PT;
  options.height_pt = FIGURE_HEIGHT_PT;
  options.font = "Noto Sans CJK SC, Noto Sans, Sans 8";
  options.texts.format_amount = format_amount;
  options.texts.data = self;
  caption = heng_wording_fill (_("What is booked as due between the parties, all periods together. %1$s"), unit, "", "", "");
  heng_page_content_add_figure (self->content, FIGURE_WIDTH_PT, FIGURE_HEIGHT_PT, caption, draw_flows,
                                heng_flow_layout_new (graph, &options), (GDestroyNotify) heng_flow_layout_unref);
  return TRUE;
}
