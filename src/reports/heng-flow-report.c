// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-report.h"

#include "heng-wording.h"

#include <string.h>

/* The schematic arrangement of the provincial units: row and column from 0, by the first two digits of the code. It shows neither
 * shapes nor borders and is no map. */
static const struct
{
  const char *prefix;
  const char *short_name;
  int         row;
  int         column;
} tiles[] = {
  { "11", "京", 1, 4 }, { "12", "津", 2, 5 }, { "13", "冀", 2, 4 }, { "14", "晋", 2, 3 }, { "15", "蒙", 1, 3 }, { "21", "辽", 1, 5 },
  { "22", "吉", 1, 6 }, { "23", "黑", 0, 6 }, { "31", "沪", 4, 6 }, { "32", "苏", 3, 5 }, { "33", "浙", 4, 5 }, { "34", "皖", 4, 4 },
  { "35", "闽", 5, 5 }, { "36", "赣", 5, 4 }, { "37", "鲁", 3, 4 }, { "41", "豫", 3, 3 }, { "42", "鄂", 4, 3 }, { "43", "湘", 5, 3 },
  { "44", "粤", 6, 3 }, { "45", "桂", 6, 2 }, { "46", "琼", 7, 2 }, { "50", "渝", 4, 2 }, { "51", "川", 4, 1 }, { "52", "黔", 5, 2 },
  { "53", "滇", 5, 1 }, { "54", "藏", 4, 0 }, { "61", "陕", 3, 2 }, { "62", "甘", 3, 1 }, { "63", "青", 3, 0 }, { "64", "宁", 2, 2 },
  { "65", "新", 2, 0 }, { "71", "台", 6, 6 }, { "81", "港", 6, 4 }, { "82", "澳", 7, 3 },
};

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
          const char            *id,
          const char            *name_zh,
          const char            *name_en,
          GError               **error)
{
  g_autofree char *label = NULL;

  if (g_hash_table_contains (nodes, id))
    return TRUE;
  label = make_label (id, heng_wording_pick (name_zh, name_en));
  if (!heng_flow_graph_builder_add_node (builder, id, label, error))
    return FALSE;

  g_hash_table_add (nodes, g_strdup (id));
  if (strlen (id) != 6 || strcmp (id + 2, "0000") != 0)
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (tiles); i++)
    if (strncmp (tiles[i].prefix, id, 2) == 0)
      return heng_flow_graph_builder_set_tile (builder, id,
                                               heng_wording_is_chinese () || strlen (name_en) < 3 ? tiles[i].short_name : name_en,
                                               tiles[i].row, tiles[i].column, error);

  return TRUE;
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
         const HengFlowRow     *row,
         guint64                record,
         GError               **error)
{
  return add_node (builder, nodes, row->from, row->from_name_zh, row->from_name_en, error) &&
         add_node (builder, nodes, row->to, row->to_name_zh, row->to_name_en, error) &&
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
  HengFlowGraph *graph;

  if (rows == NULL)
    return NULL;
  for (guint i = 0; i < HENG_N_MECHANISMS; i++)
    if (!heng_flow_graph_builder_add_mechanism (builder, heng_mechanism_get_name ((HengMechanism) i),
                                                heng_wording_mechanism ((HengMechanism) i), i, error))
      return NULL;
  for (guint i = 0; i < rows->len; i++)
    if (!add_row (builder, nodes, g_ptr_array_index (rows, i), i, error))
      return NULL;

  graph = heng_flow_graph_builder_finish (g_steal_pointer (&builder), error);
  if (graph != NULL && rows_out != NULL)
    *rows_out = g_steal_pointer (&rows);
  return graph;
}
