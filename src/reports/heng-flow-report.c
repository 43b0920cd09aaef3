// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-report.h"

#include "heng-tile-file.h"
#include "heng-wording.h"

#include <string.h>

/* Every second agreement has a pool called "Fund": the agreement's code tells them apart. */
static char *
make_label (const char *id,
            const char *name)
{
  const char *code = g_str_has_prefix (id, "pool:") ? id + strlen ("pool:") : NULL;
  const char *slash = code != NULL ? strchr (code, '/') : NULL;

  return slash != NULL ? g_strdup_printf ("%s (%.*s)", name, (int) (slash - code), code) : g_strdup (name);
}

static gboolean
add_node (HengFlowGraphBuilder  *builder,
          GHashTable            *nodes,
          HengFlowTileGrid      *grid,
          const char            *id,
          const char            *name_zh,
          const char            *name_en,
          GError               **error)
{
  g_autofree char *label = NULL;
  const HengFlowTile *place;
  int tile;

  if (g_hash_table_contains (nodes, id))
    return TRUE;
  label = make_label (id, heng_wording_pick (name_zh, name_en));
  if (!heng_flow_graph_builder_add_node (builder, id, label, error))
    return FALSE;

  g_hash_table_add (nodes, g_strdup (id));
  tile = heng_flow_tile_grid_find (grid, id);
  if (tile < 0)
    return TRUE;
  place = heng_flow_tile_grid_get_tile (grid, (guint) tile);
  return heng_flow_graph_builder_set_tile (builder, id, place->short_label, place->row, place->column, error);
}

static gboolean
gives_by_role (HengRole role)
{
  return role == HENG_ROLE_BENEFICIARY || role == HENG_ROLE_CONSUMER || role == HENG_ROLE_IMPORTER || role == HENG_ROLE_SUPPORTER;
}

static gboolean
receives_by_role (HengRole role)
{
  return role == HENG_ROLE_PROTECTOR || role == HENG_ROLE_PRODUCER || role == HENG_ROLE_EXPORTER || role == HENG_ROLE_SUPPORTED;
}

/* Money that goes from who protects to who benefits: the target was missed. */
static gboolean
is_reversed (const HengFlowRow *row)
{
  return receives_by_role (row->from_role) && gives_by_role (row->to_role);
}

static gboolean
add_row (HengFlowGraphBuilder  *builder,
         GHashTable            *nodes,
         HengFlowTileGrid      *grid,
         const HengFlowRow     *row,
         guint64                record,
         GError               **error)
{
  return add_node (builder, nodes, grid, row->from, row->from_name_zh, row->from_name_en, error) &&
         add_node (builder, nodes, grid, row->to, row->to_name_zh, row->to_name_en, error) &&
         heng_flow_graph_builder_add_link (builder, row->from, heng_mechanism_get_name (row->mechanism), row->to,
                                           is_reversed (row), row->amount_minor, record, error);
}

HengFlowGraph *
heng_flow_report_new_graph (HengBook             *book,
                            const HengFlowQuery  *query,
                            GPtrArray           **rows_out,
                            GError              **error)
{
  g_autoptr (GPtrArray) rows = heng_book_list_flows (book, query, error);
  g_autoptr (HengFlowGraphBuilder) builder = heng_flow_graph_builder_new ();
  g_autoptr (GHashTable) nodes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (HengFlowTileGrid) grid = heng_tile_file_new_standard ();
  HengFlowGraph *graph;

  if (rows == NULL)
    return NULL;
  for (guint i = 0; i < HENG_N_MECHANISMS; i++)
    if (!heng_flow_graph_builder_add_mechanism (builder, heng_mechanism_get_name ((HengMechanism) i),
                                                heng_wording_mechanism ((HengMechanism) i), i, error))
      return NULL;
  for (guint i = 0; i < rows->len; i++)
    if (!add_row (builder, nodes, grid, g_ptr_array_index (rows, i), i, error))
      return NULL;

  graph = heng_flow_graph_builder_finish (g_steal_pointer (&builder), error);
  if (graph != NULL && rows_out != NULL)
    *rows_out = g_steal_pointer (&rows);
  return graph;
}
