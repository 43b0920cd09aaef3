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

/* Money that goes from who protects to who benefits: the target was missed. Grain that goes there is what was agreed on. */
static gboolean
is_reversed (const HengFlowQuery *query,
             const HengFlowRow   *row)
{
  return query->commodity == NULL && receives_by_role (row->from_role) && gives_by_role (row->to_role);
}

/* ---- groups and panels ---- */

/* What rows share a group: a programme, else the agreement by itself. Returns: (transfer full) (nullable) */
static char *
make_group_id (const HengFlowRow *row)
{
  if (row->programme_zh != NULL || row->programme_en != NULL)
    return g_strconcat (HENG_FLOW_PROGRAMME_PREFIX, row->programme_zh != NULL ? row->programme_zh : row->programme_en, NULL);
  return g_strconcat (HENG_FLOW_AGREEMENT_PREFIX, row->agreement, NULL);
}

static char *
make_group_label (const HengFlowRow *row)
{
  if (row->programme_zh != NULL || row->programme_en != NULL)
    return g_strdup (heng_wording_pick (row->programme_zh, row->programme_en));
  if (row->title_zh != NULL || row->title_en != NULL)
    return g_strdup (heng_wording_pick (row->title_zh, row->title_en));
  return g_strdup (row->agreement);
}

typedef struct
{
  char  *id;
  char  *label;
  gint64 total; /* as far as it fits */
} Group;

static void
group_free (gpointer data)
{
  Group *group = data;

  g_free (group->id);
  g_free (group->label);
  g_free (group);
}

static int
compare_groups (gconstpointer a,
                gconstpointer b)
{
  const Group *first = *(const Group *const *) a, *second = *(const Group *const *) b;

  if (first->total != second->total)
    return first->total > second->total ? -1 : 1;
  return strcmp (first->id, second->id);
}

/* Of one programme some agreements may lack a language: which of its names stands does not follow the order of the rows.
 * Returns: (transfer full) (element-type Group): the largest first */
static GPtrArray *
list_groups (GPtrArray *rows)
{
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *groups = g_ptr_array_new_with_free_func (group_free);

  for (guint i = 0; i < rows->len; i++)
    {
      const HengFlowRow *row = g_ptr_array_index (rows, i);
      g_autofree char *id = make_group_id (row), *label = make_group_label (row);
      Group *group = g_hash_table_lookup (known, id);

      if (group == NULL)
        {
          group = g_new0 (Group, 1);
          group->id = g_steal_pointer (&id);
          g_hash_table_insert (known, group->id, group);
          g_ptr_array_add (groups, group);
        }
      if (group->label == NULL || strcmp (label, group->label) < 0)
        {
          g_free (group->label);
          group->label = g_steal_pointer (&label);
        }
      if (!heng_amount_add (group->total, row->amount_minor, &group->total, NULL))
        group->total = G_MAXINT64;
    }
  g_ptr_array_sort (groups, compare_groups);
  return groups;
}

/* Returns: (transfer full) (nullable) (element-type utf8): the ids of the groups that were added */
static GHashTable *
add_groups (HengFlowGraphBuilder  *builder,
            GPtrArray             *rows,
            guint                  max_groups,
            GError               **error)
{
  g_autoptr (GHashTable) added = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) groups = list_groups (rows);

  for (guint i = 0; i < groups->len && (max_groups == 0 || i < max_groups); i++)
    {
      const Group *group = g_ptr_array_index (groups, i);

      if (!heng_flow_graph_builder_add_group (builder, group->id, group->label, error))
        return NULL;
      g_hash_table_add (added, g_strdup (group->id));
    }

  return g_steal_pointer (&added);
}

static int
compare_years (gconstpointer a,
               gconstpointer b)
{
  return *(const gint *) a - *(const gint *) b;
}

static GArray *
list_years (GPtrArray *rows)
{
  g_autoptr (GHashTable) known = g_hash_table_new (NULL, NULL);
  GArray *years = g_array_new (FALSE, FALSE, sizeof (gint));

  for (guint i = 0; i < rows->len; i++)
    {
      const HengFlowRow *row = g_ptr_array_index (rows, i);

      if (row->amount_minor > 0 && g_hash_table_add (known, GINT_TO_POINTER (row->year)))
        g_array_append_val (years, row->year);
    }
  g_array_sort (years, compare_years);
  return years;
}

static int
find_year (const GArray *years,
           gint          year)
{
  for (guint i = 0; i < years->len; i++)
    if (g_array_index (years, gint, i) == year)
      return (int) i;

  return -1;
}

GArray *
heng_flow_report_list_years (HengBook             *book,
                             const HengFlowQuery  *query,
                             GError              **error)
{
  HengFlowQuery by_year = *query;
  g_autoptr (GPtrArray) rows = NULL;

  by_year.by_year = TRUE;
  by_year.with_zeros = by_year.with_programmes = FALSE;
  rows = heng_book_list_flows (book, &by_year, error);
  return rows != NULL ? list_years (rows) : NULL;
}

/* ---- the graph ---- */

static gboolean
add_row (HengFlowGraphBuilder  *builder,
         GHashTable            *nodes,
         HengFlowTileGrid      *grid,
         const HengFlowQuery   *query,
         GHashTable            *groups,
         const GArray          *years,
         const HengFlowRow     *row,
         guint64                record,
         GError               **error)
{
  g_autofree char *group = groups != NULL ? make_group_id (row) : NULL;
  int panel = query->by_year ? find_year (years, row->year) : 0;
  HengFlowGraphEntry entry = {
    .payer = row->from, .mechanism = heng_mechanism_get_name (row->mechanism), .receiver = row->to,
    .group = group != NULL && g_hash_table_contains (groups, group) ? group : NULL,
    .panel = (guint) MAX (panel, 0), .is_reversed = is_reversed (query, row), .amount = row->amount_minor, .record = record,
  };

  /* A year in which nothing flows at all has no picture. */
  return panel < 0 || (add_node (builder, nodes, grid, row->from, row->from_name_zh, row->from_name_en, error) &&
                       add_node (builder, nodes, grid, row->to, row->to_name_zh, row->to_name_en, error) &&
                       heng_flow_graph_builder_add_entry (builder, &entry, error));
}

static char *
make_panel_label (gint year)
{
  HengPeriod period = { HENG_PERIOD_YEAR, year };

  return heng_wording_period (period);
}

int
heng_flow_report_find_panel (const HengFlowGraph *graph,
                             gint                 year)
{
  g_autofree char *label = make_panel_label (year);

  for (guint i = 0; i < heng_flow_graph_get_n_panels (graph); i++)
    if (strcmp (heng_flow_graph_get_panel_label (graph, i), label) == 0)
      return (int) i;

  return -1;
}

static void
add_panels (HengFlowGraphBuilder *builder,
            const GArray         *years)
{
  for (guint i = 0; i < years->len; i++)
    {
      g_autofree char *label = make_panel_label (g_array_index (years, gint, i));

      heng_flow_graph_builder_add_panel (builder, label);
    }
}

HengFlowGraph *
heng_flow_report_new_graph (HengBook             *book,
                            const HengFlowQuery  *query,
                            guint                 max_groups,
                            GPtrArray           **rows_out,
                            GError              **error)
{
  g_autoptr (GPtrArray) rows = heng_book_list_flows (book, query, error);
  g_autoptr (HengFlowGraphBuilder) builder = heng_flow_graph_builder_new ();
  g_autoptr (GHashTable) nodes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (HengFlowTileGrid) grid = heng_tile_file_new_standard ();
  g_autoptr (GHashTable) groups = NULL;
  g_autoptr (GArray) years = NULL;
  HengFlowQuery asked = *query;
  HengFlowGraph *graph;

  if (rows == NULL)
    return NULL;
  /* Money by its name is money. */
  if (g_strcmp0 (query->commodity, heng_book_get_currency (book)) == 0)
    asked.commodity = NULL;
  for (guint i = 0; i < HENG_N_MECHANISMS; i++)
    if (!heng_flow_graph_builder_add_mechanism (builder, heng_mechanism_get_name ((HengMechanism) i),
                                                heng_wording_mechanism ((HengMechanism) i), i, error))
      return NULL;
  if (query->with_programmes && (groups = add_groups (builder, rows, max_groups, error)) == NULL)
    return NULL;
  years = list_years (rows);
  if (query->by_year)
    add_panels (builder, years);
  for (guint i = 0; i < rows->len; i++)
    if (!add_row (builder, nodes, grid, &asked, groups, years, g_ptr_array_index (rows, i), i, error))
      return NULL;

  graph = heng_flow_graph_builder_finish (g_steal_pointer (&builder), error);
  if (graph != NULL && rows_out != NULL)
    *rows_out = g_steal_pointer (&rows);
  return graph;
}
