// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow-fixture.h"
#include "flow-places.h"
#include "heng-flow-picker.h"

#include <math.h>
#include <string.h>

typedef struct
{
  guint  n_links;
  double width_pt, height_pt;
} Page;

static const Page pages[] = {
  { 1, 600, 400 }, { 5, 1200, 800 }, { 40, 600, 400 }, { 40, 1200, 800 }, { 40, 595, 842 }, { 200, 1200, 800 }, { 200, 1191, 842 },
  { 1000, 1200, 800 },
};

static HengFlowLayout *
lay_out (HengFlowGraph *graph,
         const Page    *page)
{
  g_autoptr(HengFlowTileGrid) grid = flow_places_load_grid ();
  HengFlowOptions options;

  heng_flow_options_init (&options);
  options.diagram = HENG_FLOW_DIAGRAM_TILES;
  options.width_pt = page->width_pt;
  options.height_pt = page->height_pt;
  options.grid = grid;
  flow_fixture_fill_texts (&options.texts);
  options.texts.tiles_note = "示意布局，非地图";
  options.texts.home_note = "市县计入所在省份";

  return heng_flow_layout_new (graph, &options);
}

/* How far a point lies outside a tile; below zero inside. A pool's ends are round. */
static double
get_distance (const HengFlowNode *node,
              double              x,
              double              y)
{
  double half_x = (node->x1 - node->x0) / 2, half_y = (node->y1 - node->y0) / 2;
  double radius = g_str_has_prefix (node->id, "pool:") ? MIN (half_x, half_y) : 0;
  double dx = fabs (x - (node->x0 + node->x1) / 2) - (half_x - radius);
  double dy = fabs (y - (node->y0 + node->y1) / 2) - (half_y - radius);

  if (dx <= 0 || dy <= 0)
    return MAX (dx, dy) - radius;

  return hypot (dx, dy) - radius;
}

/* Runs @check for every page of the table. */
static void
for_each_page (void (*check) (const HengFlowLayout *layout, const Page *page))
{
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autoptr(HengFlowGraph) graph = flow_places_build_graph (pages[i].n_links, i + 3, FALSE);
      g_autoptr(HengFlowLayout) layout = lay_out (graph, &pages[i]);

      g_test_message ("%u links, %.0f × %.0f", pages[i].n_links, pages[i].width_pt, pages[i].height_pt);
      flow_fixture_check_layout (layout, pages[i].width_pt, pages[i].height_pt);
      check (layout, &pages[i]);
    }
}

/* Each band ends just outside the edge of its tile; several side by side do so in one line along the edge. */
static void
check_edges (const HengFlowLayout *layout,
             const Page           *page)
{
  guint n_links = heng_flow_layout_get_n_links (layout);

  for (guint i = 0; i < n_links; i++)
    {
      const HengFlowLink *link = heng_flow_layout_get_link (layout, i);
      double leaves = get_distance (heng_flow_layout_get_node (layout, link->from), link->x0, link->y0);
      double arrives = get_distance (heng_flow_layout_get_node (layout, link->to), link->x1, link->y1);
      guint n_beside = 0;

      for (guint j = 0; j < n_links; j++)
        n_beside += heng_flow_layout_get_link (layout, j)->from == link->from && heng_flow_layout_get_link (layout, j)->to == link->to;
      if (link->from == link->to)
        continue;
      g_assert_cmpfloat (arrives, >, n_beside > 1 ? 0 : 1.9);
      g_assert_cmpfloat (arrives, <, n_beside > 1 ? 9 : 3);
      g_assert_cmpfloat (leaves, >, n_beside > 1 ? 0 : 1.9);
      g_assert_cmpfloat (leaves, <, n_beside > 1 ? 9 : 3);
    }
}

static void
test_arrows_stop_at_edges (void)
{
  for_each_page (check_edges);
}

/* Whether a band's middle runs through a box: its path goes forth on one side and back on the other, so that its points pair. */
static gboolean
runs_through (const HengFlowDisplay *display,
              guint                  shape,
              const HengFlowLabel   *label)
{
  guint n;
  const HengFlowStep *steps = heng_flow_display_get_path (display, shape, &n);

  for (guint i = 0; i < n / 2; i++)
    {
      double x = (steps[i].x + steps[n - 1 - i].x) / 2;
      double y = (steps[i].y + steps[n - 1 - i].y) / 2;

      if (x > label->x0 && x < label->x1 && y > label->y0 && y < label->y1)
        return TRUE;
    }

  return FALSE;
}

/* Of the links, how many run through the name of a tile they do not join. */
static guint
count_crossed (const HengFlowLayout *layout)
{
  const HengFlowDisplay *display = heng_flow_layout_get_display (layout);
  guint n_crossed = 0;

  for (guint i = 0; i < heng_flow_display_get_n_shapes (display); i++)
    {
      const HengFlowShape *shape = heng_flow_display_get_shape (display, i);
      gboolean is_crossed = FALSE;

      if (shape->link < 0)
        continue;
      for (guint j = 0; j < heng_flow_layout_get_n_labels (layout); j++)
        {
          const HengFlowLabel *label = heng_flow_layout_get_label (layout, j);
          const HengFlowLink *link = heng_flow_layout_get_link (layout, (guint) shape->link);

          if (label->node != (int) link->from && label->node != (int) link->to)
            is_crossed = is_crossed || runs_through (display, i, label);
        }
      n_crossed += is_crossed;
    }

  return n_crossed;
}

static void
test_names_are_avoided (void)
{
  /* Few flows can go round every name; of many some run under tiles, and the tiles hide them. */
  static const struct { guint n_links; double most_share; } rows[] = { { 5, 0 }, { 10, 0.02 }, { 40, 0.22 }, { 200, 0.38 } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      guint n_links = 0;
      guint n_crossed = 0;

      for (guint seed = 1; seed <= 6; seed++)
        {
          g_autoptr(HengFlowGraph) graph = flow_places_build_graph (rows[i].n_links, seed, FALSE);
          g_autoptr(HengFlowLayout) layout = lay_out (graph, &(Page) { rows[i].n_links, 1200, 800 });

          n_links += heng_flow_layout_get_n_links (layout);
          n_crossed += count_crossed (layout);
        }
      g_test_message ("%u links a page: %u of %u run under a name", rows[i].n_links, n_crossed, n_links);
      g_assert_cmpfloat (n_crossed, <=, rows[i].most_share * n_links);
    }
}

/* Tiles with flows are painted after all arrows: no name is crossed out. */
static void
check_cover (const HengFlowLayout *layout,
             const Page           *page)
{
  const HengFlowDisplay *display = heng_flow_layout_get_display (layout);
  guint last_link = 0, first_node = G_MAXUINT;

  for (guint i = 0; i < heng_flow_display_get_n_shapes (display); i++)
    {
      const HengFlowShape *shape = heng_flow_display_get_shape (display, i);

      if (shape->role == HENG_FLOW_ROLE_LINK)
        last_link = i;
      g_assert_true (shape->role != HENG_FLOW_ROLE_NODE || shape->is_solid);
      if (shape->role == HENG_FLOW_ROLE_NODE)
        first_node = MIN (first_node, i);
    }
  g_assert_cmpuint (last_link, <, first_node);
}

static void
test_tiles_cover_arrows (void)
{
  for_each_page (check_cover);
}

static void
get_middle (const HengFlowDisplay *display,
            guint                  link,
            double                *x,
            double                *y)
{
  for (guint i = 0; i < heng_flow_display_get_n_shapes (display); i++)
    if (heng_flow_display_get_shape (display, i)->link == (int) link)
      {
        guint n;
        const HengFlowStep *steps = heng_flow_display_get_path (display, i, &n);
        guint at = n / 4;

        *x = (steps[at].x + steps[n - 1 - at].x) / 2;
        *y = (steps[at].y + steps[n - 1 - at].y) / 2;
        return;
      }
  g_assert_not_reached ();
}

static void
check_parted (const HengFlowLayout *layout,
              const Page           *page)
{
  const HengFlowDisplay *display = heng_flow_layout_get_display (layout);

  for (guint i = 0; i < heng_flow_layout_get_n_links (layout); i++)
    for (guint j = 0; j < i; j++)
      {
        const HengFlowLink *a = heng_flow_layout_get_link (layout, i);
        const HengFlowLink *b = heng_flow_layout_get_link (layout, j);
        double ax, ay, bx, by;

        if (a->from != b->to || a->to != b->from || a->from == a->to)
          continue;
        get_middle (display, i, &ax, &ay);
        get_middle (display, j, &bx, &by);
        g_assert_cmpfloat (hypot (ax - bx, ay - by), >, 2);
        g_assert_cmpfloat (hypot (a->x0 - b->x1, a->y0 - b->y1), >, 1);
      }
}

/* Where there are many flows those too thin for their width lie faint below the others; where there are few they lie on top. */
static void
test_the_many_do_not_hide_the_large (void)
{
  static const guint numbers[] = { 40, 800 };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autoptr(HengFlowGraph) graph = flow_places_build_graph (numbers[i], 3, FALSE);
      g_autoptr(HengFlowLayout) layout = lay_out (graph, &(Page) { numbers[i], 800, 600 });
      const HengFlowDisplay *display = heng_flow_layout_get_display (layout);
      guint last_thin = 0, first_wide = G_MAXUINT, last_wide = 0, n_thin = 0;

      for (guint j = 0; j < heng_flow_display_get_n_shapes (display); j++)
        {
          const HengFlowShape *shape = heng_flow_display_get_shape (display, j);
          const HengFlowLink *link = shape->role == HENG_FLOW_ROLE_LINK && shape->link >= 0
                                     ? heng_flow_layout_get_link (layout, (guint) shape->link) : NULL;

          if (link == NULL || link->from == link->to)
            continue;
          if (link->is_hairline)
            {
              last_thin = j;
              n_thin++;
              g_assert_true ((shape->paleness > 0.5) == (numbers[i] == 800));
            }
          else
            {
              first_wide = MIN (first_wide, j);
              last_wide = j;
              g_assert_cmpfloat (shape->paleness, <=, 0.25);
            }
        }
      g_assert_cmpuint (n_thin, >, 0);
      g_assert_cmpuint (last_wide, >, 0);
      if (numbers[i] == 800)
        g_assert_cmpuint (last_thin, <, first_wide);
      else
        g_assert_cmpuint (last_thin, >, last_wide);
    }
}

static void
test_both_directions_part (void)
{
  for_each_page (check_parted);
}

/* Every link of the graph counts once; towns count for their provinces. */
static void
test_counties_count_for_provinces (void)
{
  g_autoptr(HengFlowTileGrid) grid = flow_places_load_grid ();
  g_autoptr(HengFlowGraph) graph = flow_places_build_graph (300, 8, FALSE);
  g_autoptr(HengFlowLayout) layout = lay_out (graph, &(Page) { 300, 1200, 800 });
  g_autoptr(GHashTable) paid = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  guint n_counties = 0;

  for (guint i = 0; i < heng_flow_graph_get_n_links (graph); i++)
    {
      const HengFlowGraphLink *link = heng_flow_graph_get_link (graph, i);
      const char *id = heng_flow_graph_get_node (graph, link->payer)->id;
      int home = heng_flow_tile_grid_find_home (grid, id);
      gint64 *sum;

      n_counties += home >= 0 && heng_flow_tile_grid_find (grid, id) < 0;
      id = home >= 0 ? heng_flow_tile_grid_get_tile (grid, (guint) home)->id : id;
      sum = g_hash_table_lookup (paid, id);
      if (sum == NULL)
        g_hash_table_insert (paid, (gpointer) id, sum = g_new0 (gint64, 1));
      *sum += link->amount;
    }
  g_assert_cmpuint (n_counties, >, 20);
  for (guint i = 0; i < heng_flow_layout_get_n_nodes (layout); i++)
    {
      const HengFlowNode *node = heng_flow_layout_get_node (layout, i);
      const gint64 *sum = g_hash_table_lookup (paid, node->id);

      g_assert_cmpint (node->paid, ==, sum != NULL ? *sum : 0);
      g_assert_true (heng_flow_tile_grid_find (grid, node->id) >= 0 || g_str_has_prefix (node->id, "pool:"));
    }
}

/* All 34 units are on the page, with or without flows. */
static void
test_shows_every_province (void)
{
  g_autoptr(HengFlowTileGrid) grid = flow_places_load_grid ();
  g_autoptr(HengFlowGraph) graph = flow_places_build_graph (5, 2, FALSE);
  g_autoptr(HengFlowLayout) layout = lay_out (graph, &(Page) { 5, 1200, 800 });
  const HengFlowDisplay *display = heng_flow_layout_get_display (layout);

  for (guint i = 0; i < heng_flow_tile_grid_get_n_tiles (grid); i++)
    {
      guint n_found = 0;

      for (guint j = 0; j < heng_flow_display_get_n_shapes (display); j++)
        n_found += g_strcmp0 (heng_flow_display_get_shape (display, j)->text, heng_flow_tile_grid_get_tile (grid, i)->label) == 0;
      g_assert_cmpuint (n_found, ==, 1);
    }
}

static const HengFlowNode *
find_node (const HengFlowLayout *layout,
           const char           *id)
{
  for (guint i = 0; i < heng_flow_layout_get_n_nodes (layout); i++)
    if (strcmp (heng_flow_layout_get_node (layout, i)->id, id) == 0)
      return heng_flow_layout_get_node (layout, i);
  g_assert_not_reached ();
}

/* A pool between two provinces stands nearer to them than the width of the page's half, in a free cell. */
static void
test_pools_stand_near_their_partners (void)
{
  g_autoptr(HengFlowGraphBuilder) builder = heng_flow_graph_builder_new ();
  g_autoptr(HengFlowGraph) graph = NULL;
  g_autoptr(HengFlowLayout) layout = NULL;
  const HengFlowNode *pool, *east, *west;

  heng_flow_graph_builder_add_mechanism (builder, "m", "m", 0, NULL);
  heng_flow_graph_builder_add_node (builder, "230000", "黑龙江", NULL);
  heng_flow_graph_builder_add_node (builder, "650000", "新疆", NULL);
  heng_flow_graph_builder_add_node (builder, "pool:A/E", "东基金", NULL);
  heng_flow_graph_builder_add_node (builder, "pool:A/W", "西基金", NULL);
  heng_flow_graph_builder_add_link (builder, "230000", "m", "pool:A/E", FALSE, 100, 1, NULL);
  heng_flow_graph_builder_add_link (builder, "650000", "m", "pool:A/W", FALSE, 100, 2, NULL);
  graph = heng_flow_graph_builder_finish (g_steal_pointer (&builder), NULL);
  layout = lay_out (graph, &(Page) { 2, 1200, 800 });

  east = find_node (layout, "230000");
  west = find_node (layout, "650000");
  pool = find_node (layout, "pool:A/E");
  g_assert_cmpfloat (hypot (pool->x0 - east->x0, pool->y0 - east->y0), <, hypot (pool->x0 - west->x0, pool->y0 - west->y0) / 2);
  pool = find_node (layout, "pool:A/W");
  g_assert_cmpfloat (hypot (pool->x0 - west->x0, pool->y0 - west->y0), <, hypot (pool->x0 - east->x0, pool->y0 - east->y0) / 2);
}

static void
test_does_not_depend_on_input_order (void)
{
  for (guint n_links = 10; n_links <= 160; n_links *= 4)
    {
      g_autoptr(HengFlowGraph) graph = flow_places_build_graph (n_links, 5, FALSE);
      g_autoptr(HengFlowGraph) turned = flow_places_build_graph (n_links, 5, TRUE);
      g_autoptr(HengFlowLayout) one = lay_out (graph, &(Page) { n_links, 1200, 800 });
      g_autoptr(HengFlowLayout) other = lay_out (turned, &(Page) { n_links, 1200, 800 });
      g_autofree char *first = flow_fixture_describe (one);
      g_autofree char *second = flow_fixture_describe (other);

      g_assert_cmpstr (first, ==, second);
    }
}

/* The middle of a tile is found as its region, the tip of an arrow as its flow or one beside it to the same region. */
static void
test_tiles_and_tips_are_found (void)
{
  g_autoptr(HengFlowGraph) graph = flow_places_build_graph (30, 4, FALSE);
  g_autoptr(HengFlowLayout) layout = lay_out (graph, &(Page) { 30, 1200, 800 });
  g_autoptr(HengFlowPicker) picker = heng_flow_picker_new (layout);
  guint n_found = 0;

  for (guint i = 0; i < heng_flow_layout_get_n_nodes (layout); i++)
    {
      const HengFlowNode *node = heng_flow_layout_get_node (layout, i);
      HengFlowItem item = heng_flow_picker_find (picker, (node->x0 + node->x1) / 2, (node->y0 + node->y1) / 2);

      g_assert_true (item.kind == HENG_FLOW_ITEM_NODE && item.index == i);
    }
  for (guint i = 0; i < heng_flow_layout_get_n_links (layout); i++)
    {
      const HengFlowLink *link = heng_flow_layout_get_link (layout, i);
      HengFlowItem item = heng_flow_picker_find (picker, link->x1, link->y1);

      n_found += item.kind == HENG_FLOW_ITEM_LINK && heng_flow_layout_get_link (layout, item.index)->to == link->to;
    }
  g_assert_cmpuint (10 * n_found, >=, 9 * heng_flow_layout_get_n_links (layout));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/flow/tiles/arrows-stop-at-edges", test_arrows_stop_at_edges);
  g_test_add_func ("/flow/tiles/names-are-avoided", test_names_are_avoided);
  g_test_add_func ("/flow/tiles/tiles-cover-arrows", test_tiles_cover_arrows);
  g_test_add_func ("/flow/tiles/the-many-do-not-hide-the-large", test_the_many_do_not_hide_the_large);
  g_test_add_func ("/flow/tiles/both-directions-part", test_both_directions_part);
  g_test_add_func ("/flow/tiles/counties-count-for-provinces", test_counties_count_for_provinces);
  g_test_add_func ("/flow/tiles/shows-every-province", test_shows_every_province);
  g_test_add_func ("/flow/tiles/pools-stand-near-their-partners", test_pools_stand_near_their_partners);
  g_test_add_func ("/flow/tiles/does-not-depend-on-input-order", test_does_not_depend_on_input_order);
  g_test_add_func ("/flow/tiles/tiles-and-tips-are-found", test_tiles_and_tips_are_found);

  return g_test_run ();
}
