// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow-fixture.h"
#include "flow-places.h"
#include "heng-flow-type.h"

/* No text ever stands on another or leaves the page, whatever the diagram, the page, the language and the number of flows. */
typedef struct
{
  const char     *name;
  HengFlowDiagram diagram;
  HengFlowMiddle  middle;
  guint           n_panels;  /* 0: no series */
  gboolean        has_grid;  /* provinces, towns and pools in the standard arrangement */
} Kind;

static const Kind kinds[] = {
  { "three-columns", HENG_FLOW_DIAGRAM_SANKEY, HENG_FLOW_MIDDLE_MECHANISM, 0 },
  { "two-columns", HENG_FLOW_DIAGRAM_SANKEY, HENG_FLOW_MIDDLE_NONE, 0 },
  { "groups", HENG_FLOW_DIAGRAM_SANKEY, HENG_FLOW_MIDDLE_GROUP, 0 },
  { "series", HENG_FLOW_DIAGRAM_SANKEY, HENG_FLOW_MIDDLE_MECHANISM, 4 },
  { "difference", HENG_FLOW_DIAGRAM_SANKEY, HENG_FLOW_MIDDLE_MECHANISM, 1 },
  { "network", HENG_FLOW_DIAGRAM_NETWORK, HENG_FLOW_MIDDLE_NONE, 0 },
  { "chord", HENG_FLOW_DIAGRAM_CHORD, HENG_FLOW_MIDDLE_NONE, 0 },
  { "matrix", HENG_FLOW_DIAGRAM_MATRIX, HENG_FLOW_MIDDLE_NONE, 0 },
  { "tiles", HENG_FLOW_DIAGRAM_TILES, HENG_FLOW_MIDDLE_NONE, 0 },
  { "od-map", HENG_FLOW_DIAGRAM_OD_MAP, HENG_FLOW_MIDDLE_NONE, 0 },
  { "tiles-of-a-grid", HENG_FLOW_DIAGRAM_TILES, HENG_FLOW_MIDDLE_NONE, 0, TRUE },
  { "od-map-of-a-grid", HENG_FLOW_DIAGRAM_OD_MAP, HENG_FLOW_MIDDLE_NONE, 0, TRUE },
};

typedef struct
{
  double width_pt;
  double height_pt;
} Page;

static const Page pages[] = { { 600, 400 }, { 800, 600 }, { 1200, 800 }, { 1600, 900 }, { 595, 842 }, { 842, 595 }, { 1191, 842 } };

typedef struct
{
  guint n_regions;
  guint n_links;
} Size;

static const Size sizes[] = { { 6, 5 }, { 20, 40 }, { 34, 200 }, { 60, 1000 } };

/* Large graphs take some diagrams a good part of a second: of those each third page will do, another one for each kind of names. */
static gboolean
is_spared (const Kind *kind,
           guint       page,
           FlowNames   names,
           const Size *size)
{
  gboolean is_slow = kind->diagram == HENG_FLOW_DIAGRAM_NETWORK || kind->diagram == HENG_FLOW_DIAGRAM_TILES;

  return is_slow && size->n_links >= 1000 && page % 3 != names % 3;
}

static HengFlowLayout *
lay_out (const Kind *kind,
         const Page *page,
         const Size *size,
         FlowNames   names)
{
  gboolean is_difference = kind->n_panels == 1;
  g_autoptr(HengFlowTileGrid) grid = kind->has_grid ? flow_places_load_grid () : NULL;
  g_autoptr(HengFlowGraph) graph = kind->has_grid
                                   ? flow_places_build_graph (size->n_links, size->n_links + names, FALSE)
                                   : flow_fixture_build_series (size->n_regions, size->n_links, is_difference ? 2 : kind->n_panels,
                                                                size->n_links + names, names);
  HengFlowOptions options;

  heng_flow_options_init (&options);
  options.diagram = kind->diagram;
  options.middle = kind->middle;
  options.width_pt = page->width_pt;
  options.height_pt = page->height_pt;
  options.n_restarts = 0;
  options.grid = grid;
  options.is_series = kind->n_panels > 1;
  if (is_difference)
    {
      options.panel = 1;
      options.baseline = 0;
    }
  flow_fixture_fill_texts (&options.texts);
  options.texts.tiles_note = "示意布局，非地图";
  options.texts.home_note = "市县计入所在省份";
  options.texts.missing_note = "空白：无协议";

  return heng_flow_layout_new (graph, &options);
}

static gboolean
overlap (const HengFlowShape *a,
         const HengFlowShape *b)
{
  const double touch = 1e-6;

  return a->x0 < b->x1 - touch && b->x0 < a->x1 - touch && a->y0 < b->y1 - touch && b->y0 < a->y1 - touch;
}

/* A text is cut to the width of its box; in height it has to fit. */
static void
check_fits (const HengFlowType  *type,
            const HengFlowShape *shape)
{
  HengFlowSetting setting = { .size_pt = shape->size_pt, .is_bold = shape->is_bold, .n_lines = shape->n_lines,
                              .width_pt = shape->x1 - shape->x0 };
  double width, height;

  if (shape->angle != 0)
    return;

  heng_flow_type_measure (type, shape->text, &setting, &width, &height);
  if (height > shape->y1 - shape->y0 + 0.5)
    g_error ("“%s” is %.1f high in a box of %.1f", shape->text, height, shape->y1 - shape->y0);
  if (width > shape->x1 - shape->x0 + 0.5)
    g_error ("“%s” is %.1f wide in a box of %.1f", shape->text, width, shape->x1 - shape->x0);
}

/* Whether names have to stand in full: where there is no room for one it is left out and counted. */
static gboolean
has_whole_names (const HengFlowLayout *layout)
{
  HengFlowDiagram diagram = heng_flow_layout_get_diagram (layout);

  return diagram == HENG_FLOW_DIAGRAM_SANKEY || diagram == HENG_FLOW_DIAGRAM_NETWORK || diagram == HENG_FLOW_DIAGRAM_CHORD;
}

static void
check_is_whole (const HengFlowType  *type,
                const HengFlowShape *shape)
{
  HengFlowSetting setting = { .size_pt = shape->size_pt, .n_lines = shape->n_lines, .width_pt = shape->x1 - shape->x0 };
  g_autoptr(PangoLayout) text = heng_flow_type_set (type, shape->text, &setting);

  /* Reading the lines sets the text: before that nothing is known to be cut. */
  pango_layout_get_line_count (text);
  if (pango_layout_is_ellipsized (text))
    g_error ("“%s” is cut to %u lines of %.1f", shape->text, shape->n_lines, shape->x1 - shape->x0);
}

static void
check_texts (const HengFlowLayout *layout,
             const Page           *page)
{
  const HengFlowDisplay *display = heng_flow_layout_get_display (layout);
  g_autoptr(GPtrArray) texts = g_ptr_array_new ();
  g_auto(HengFlowType) type;

  heng_flow_type_init (&type, heng_flow_display_get_font (display));
  for (guint i = 0; i < heng_flow_display_get_n_shapes (display); i++)
    {
      const HengFlowShape *shape = heng_flow_display_get_shape (display, i);

      if (shape->kind == HENG_FLOW_SHAPE_TEXT && *shape->text != '\0' && !shape->only_when_lit)
        g_ptr_array_add (texts, (gpointer) shape);
    }
  for (guint i = 0; i < texts->len; i++)
    {
      const HengFlowShape *a = g_ptr_array_index (texts, i);

      if (a->x0 < -1e-6 || a->y0 < -1e-6 || a->x1 > page->width_pt + 1e-6 || a->y1 > page->height_pt + 1e-6)
        g_error ("“%s” leaves the page: %.1f %.1f %.1f %.1f", a->text, a->x0, a->y0, a->x1, a->y1);
      check_fits (&type, a);
      if (a->role == HENG_FLOW_ROLE_LABEL && has_whole_names (layout))
        check_is_whole (&type, a);
      for (guint j = 0; j < i; j++)
        {
          const HengFlowShape *b = g_ptr_array_index (texts, j);

          /* Boxes around turned texts meet though the texts do not: the layout's own labels tell of those. */
          if (a->angle == 0 && b->angle == 0 && overlap (a, b))
            g_error ("“%s” (%.1f %.1f %.1f %.1f) stands on “%s” (%.1f %.1f %.1f %.1f)", a->text, a->x0, a->y0, a->x1, a->y1,
                     b->text, b->x0, b->y0, b->x1, b->y1);
        }
    }
}

/* Names stand beside or above bars, never on them. */
static void
check_bars_stay_free (const HengFlowLayout *layout)
{
  for (guint i = 0; i < heng_flow_layout_get_n_labels (layout); i++)
    for (guint j = 0; j < heng_flow_layout_get_n_nodes (layout); j++)
      {
        const HengFlowLabel *label = heng_flow_layout_get_label (layout, i);
        const HengFlowNode *node = heng_flow_layout_get_node (layout, j);

        if (label->x0 < node->x1 - 1e-6 && node->x0 < label->x1 - 1e-6 && label->y0 < node->y1 - 1e-6 &&
            node->y0 < label->y1 - 1e-6)
          g_error ("“%s” of %d stands on the bar of %u, %s: %.1f–%.1f on %.1f–%.1f", label->text, label->node, j, node->name,
                   label->y0, label->y1, node->y0, node->y1);
      }
}

static void
test_keeps_texts_apart (gconstpointer data)
{
  const Kind *kind = data;

  /* Places of the arrangement have one set of names. */
  for (FlowNames names = FLOW_NAMES_CHINESE; names <= (kind->has_grid ? FLOW_NAMES_CHINESE : FLOW_NAMES_LONG); names++)
    for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
      for (guint j = 0; j < G_N_ELEMENTS (sizes); j++)
        {
          g_autoptr(HengFlowLayout) layout = NULL;

          if (is_spared (data, i, names, &sizes[j]))
            continue;
          layout = lay_out (data, &pages[i], &sizes[j], names);
          g_test_message ("names %u, %.0f × %.0f, %u links", names, pages[i].width_pt, pages[i].height_pt, sizes[j].n_links);
          check_texts (layout, &pages[i]);
          flow_fixture_check_labels (layout, pages[i].width_pt, pages[i].height_pt);
          if (heng_flow_layout_get_diagram (layout) == HENG_FLOW_DIAGRAM_SANKEY)
            check_bars_stay_free (layout);
        }
}

/* Of the kinds, two columns, the network and the circle. */
static const guint counting[] = { 1, 5, 6 };

/* Whatever has no label is counted in a line of its own: named and counted together are all. */
static void
test_counts_what_it_leaves_out (gconstpointer data)
{
  const Kind *kind = data;
  g_autoptr(HengFlowLayout) layout = lay_out (kind, &pages[0], &sizes[3], FLOW_NAMES_LONG);
  guint n_named = 0;
  guint n_counted = 0;

  for (guint i = 0; i < heng_flow_layout_get_n_labels (layout); i++)
    {
      const HengFlowLabel *label = heng_flow_layout_get_label (layout, i);

      n_named += label->node >= 0;
      if (label->node < 0)
        n_counted += (guint) g_ascii_strtoull (label->text + 1, NULL, 10);
    }
  g_assert_cmpuint (n_counted, >, 0);
  g_assert_cmpuint (n_named + n_counted, ==, heng_flow_layout_get_n_nodes (layout));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *path = g_strdup_printf ("/flow/labels/keeps-texts-apart/%s", kinds[i].name);

      g_test_add_data_func (path, &kinds[i], test_keeps_texts_apart);
    }
  for (guint i = 0; i < G_N_ELEMENTS (counting); i++)
    {
      g_autofree char *path = g_strdup_printf ("/flow/labels/counts-what-it-leaves-out/%s", kinds[counting[i]].name);

      g_test_add_data_func (path, &kinds[counting[i]], test_counts_what_it_leaves_out);
    }

  return g_test_run ();
}
