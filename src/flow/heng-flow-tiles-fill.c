// SPDX-License-Identifier: GPL-3.0-or-later
/* Tiles: who counts where. */
#include "heng-flow-tiles-private.h"

#include <string.h>

/* Without a grid of the caller's, the places that were set in the graph. */
static HengFlowTileGrid *
collect_grid (const HengFlowGraph *graph)
{
  HengFlowTileGrid *grid = heng_flow_tile_grid_new ();

  for (guint i = 0; i < heng_flow_graph_get_n_nodes (graph); i++)
    {
      const HengFlowGraphNode *node = heng_flow_graph_get_node (graph, i);
      HengFlowTile tile = { node->id, node->tile_row, node->tile_column, 1, node->short_label, node->label };

      if (tile.row >= 0 && tile.row <= HENG_FLOW_TILE_LAST && tile.column >= 0 && tile.column <= HENG_FLOW_TILE_LAST &&
          heng_flow_tile_grid_find_at (grid, tile.row, tile.column) < 0)
        heng_flow_tile_grid_add (grid, &tile);
    }

  return grid;
}

/* Returns: (transfer full): per node of the graph the home it counts for */
static guint *
find_homes (const HengFlowTiles *self)
{
  HengFlowGraph *graph = self->draft->graph;
  guint n_nodes = heng_flow_graph_get_n_nodes (graph);
  guint n_tiles = heng_flow_tile_grid_get_n_tiles (self->grid);
  guint *homes = g_new (guint, n_nodes + 1);

  for (guint i = 0; i < n_nodes; i++)
    {
      int tile = heng_flow_tile_grid_find_home (self->grid, heng_flow_graph_get_node (graph, i)->id);

      homes[i] = tile >= 0 ? (guint) tile : n_tiles + i;
    }

  return homes;
}

/* Returns: (transfer full) (element-type HengFlowRanked): the homes with flows, the largest first: tiles of the grid, or beyond
 * their number nodes of the graph that have none */
static GArray *
rank_homes (const HengFlowTiles *self,
            const guint         *homes)
{
  HengFlowGraph *graph = self->draft->graph;
  guint n_homes = heng_flow_tile_grid_get_n_tiles (self->grid) + heng_flow_graph_get_n_nodes (graph);
  g_autofree guint64 *amounts = g_new0 (guint64, n_homes + 1);
  GArray *ranked = g_array_new (FALSE, FALSE, sizeof (HengFlowRanked));

  for (guint i = 0; i < heng_flow_graph_get_n_links (graph); i++)
    {
      const HengFlowGraphLink *link = heng_flow_graph_get_link (graph, i);

      amounts[homes[link->payer]] += link->amount;
      amounts[homes[link->receiver]] += link->amount;
    }
  for (guint i = 0; i < n_homes; i++)
    if (amounts[i] > 0)
      heng_flow_ranked_add (ranked, i, amounts[i]);
  heng_flow_ranked_sort (ranked);

  return ranked;
}

/* Slots in the order of the homes, "other" last. @home_of_slot: (out) (transfer full): G_MAXUINT for "other" */
static void
make_bundle (const HengFlowTiles *self,
             const guint         *homes,
             HengFlowBundle      *bundle,
             guint              **home_of_slot)
{
  HengFlowGraph *graph = self->draft->graph;
  guint n_nodes = heng_flow_graph_get_n_nodes (graph);
  guint n_homes = heng_flow_tile_grid_get_n_tiles (self->grid) + n_nodes;
  g_autoptr(GArray) ranked = rank_homes (self, homes);
  g_autofree guint *slots = g_new (guint, n_homes + 1);
  const HengFlowOptions *options = self->draft->options;
  const HengFlowLimits limits = { options->max_nodes, options->min_amount, options->min_share };
  guint n_kept = heng_flow_ranked_count_kept (ranked, &limits);
  guint slot = 0;

  memset (slots, 0xff, sizeof (guint) * n_homes);
  bundle->side = HENG_FLOW_SIDE_BOTH;
  bundle->n_bundled = ranked->len - n_kept;
  bundle->n_slots = n_kept + (bundle->n_bundled > 0);
  bundle->slot_of = g_new (guint, n_nodes + 1);
  bundle->node_of = g_new (guint, bundle->n_slots + 1);
  *home_of_slot = g_new (guint, bundle->n_slots + 1);

  for (guint i = 0; i < ranked->len; i++)
    slots[heng_flow_ranked_get (ranked, i)->index] = i < n_kept ? 0 : n_kept;
  for (guint i = 0; i < n_homes; i++)
    if (slots[i] == 0 && n_kept > 0)
      {
        (*home_of_slot)[slot] = i;
        slots[i] = slot++;
      }
  if (bundle->n_bundled > 0)
    (*home_of_slot)[n_kept] = G_MAXUINT;
  memset (bundle->node_of, 0xff, sizeof (guint) * bundle->n_slots);
  for (guint i = n_nodes; i-- > 0;)
    {
      bundle->slot_of[i] = slots[homes[i]];
      if (bundle->slot_of[i] < n_kept)
        bundle->node_of[bundle->slot_of[i]] = i;
    }
}

/* The names of the towns and counties that count for a tile. Returns: (nullable): it belongs to the layout */
static const char *
list_inside (const HengFlowTiles  *self,
             const HengFlowBundle *bundle,
             guint                 slot,
             const char           *id)
{
  HengFlowGraph *graph = self->draft->graph;
  g_autoptr(GString) names = g_string_new (NULL);

  for (guint i = 0; i < heng_flow_graph_get_n_nodes (graph); i++)
    {
      const HengFlowGraphNode *node = heng_flow_graph_get_node (graph, i);

      if (bundle->slot_of[i] == slot && strcmp (node->id, id) != 0)
        g_string_append_printf (names, "%s%s", names->len > 0 ? " · " : "", node->label);
    }

  return names->len > 0 ? heng_flow_draft_keep_string (self->draft, g_strdup (names->str)) : NULL;
}

/* A tile's node bears the tile's id and name, even where only a county of it is in the graph. */
static void
name_node (HengFlowTiles        *self,
           const HengFlowBundle *bundle,
           guint                 slot,
           guint                 home)
{
  guint n_tiles = heng_flow_tile_grid_get_n_tiles (self->grid);
  HengFlowNode *node = heng_flow_draft_node (self->draft, slot);
  HengFlowSpot spare = { .node = (int) slot, .row = -1, .n_columns = 1, .name = node->name, .short_name = node->name };
  HengFlowSpot *spot;

  if (home >= n_tiles)
    {
      spare.is_round = node->region >= 0 && g_str_has_prefix (node->id, "pool:");
      if (node->region >= 0)
        spare.short_name = heng_flow_graph_get_node (self->draft->graph, node->region)->short_label;
      self->spot_of_node[slot] = self->spots->len;
      g_array_append_val (self->spots, spare);
      return;
    }

  spot = heng_flow_tiles_spot (self, home);
  spot->node = (int) slot;
  self->spot_of_node[slot] = home;
  spot->inside = list_inside (self, bundle, slot, heng_flow_tile_grid_get_tile (self->grid, home)->id);
  if (strcmp (node->id, heng_flow_tile_grid_get_tile (self->grid, home)->id) != 0)
    {
      node->id = heng_flow_draft_keep_string (self->draft, g_strdup (heng_flow_tile_grid_get_tile (self->grid, home)->id));
      node->name = spot->name;
      node->region = -1;
    }
}

void
heng_flow_tiles_fill (HengFlowTiles *self)
{
  const HengFlowTileGrid *chosen = self->draft->options->grid;
  HengFlowBundle bundle = { 0 };
  g_autofree guint *homes = NULL;
  g_autofree guint *home_of_slot = NULL;

  self->grid = chosen != NULL ? heng_flow_tile_grid_ref ((HengFlowTileGrid *) chosen) : collect_grid (self->draft->graph);
  self->spots = g_array_new (FALSE, FALSE, sizeof (HengFlowSpot));
  for (guint i = 0; i < heng_flow_tile_grid_get_n_tiles (self->grid); i++)
    {
      const HengFlowTile *tile = heng_flow_tile_grid_get_tile (self->grid, i);
      HengFlowSpot spot = { .node = -1, .row = tile->row, .column = tile->column, .n_columns = tile->n_columns };

      spot.name = heng_flow_draft_keep_string (self->draft, g_strdup (tile->label));
      spot.short_name = heng_flow_draft_keep_string (self->draft, g_strdup (tile->short_label));
      g_array_append_val (self->spots, spot);
    }

  homes = find_homes (self);
  make_bundle (self, homes, &bundle, &home_of_slot);
  heng_flow_draft_fill_bundled (self->draft, &bundle);
  self->spot_of_node = g_new (guint, bundle.n_slots + 1);
  for (guint i = 0; i < bundle.n_slots; i++)
    name_node (self, &bundle, i, home_of_slot[i]);
  g_free (bundle.slot_of);
  g_free (bundle.node_of);
}

void
heng_flow_tiles_clear (HengFlowTiles *self)
{
  g_clear_pointer (&self->grid, heng_flow_tile_grid_unref);
  g_clear_pointer (&self->spots, g_array_unref);
  g_clear_pointer (&self->spot_of_node, g_free);
  g_clear_pointer (&self->cells, g_free);
}
