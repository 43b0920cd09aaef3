// SPDX-License-Identifier: GPL-3.0-or-later
/* Flow diagrams as numbers: the geometry in JSON. */
#include "heng-flow-figure.h"

#include "heng-book-balances.h"
#include "heng-book-regions.h"
#include "heng-json-write.h"

#include <string.h>

static const char *
get_side_name (HengFlowSide side)
{
  static const char *const names[] = { "payer", "middle", "receiver", "both" };

  return names[side];
}

static void
set_box (JsonObject *object,
         double      x0,
         double      y0,
         double      x1,
         double      y1)
{
  json_object_set_double_member (object, "x0", x0);
  json_object_set_double_member (object, "y0", y0);
  json_object_set_double_member (object, "x1", x1);
  json_object_set_double_member (object, "y1", y1);
}

/* Ids and names in JSON do not follow the user's language. */
static char *
get_plain_name (HengBook           *book,
                const HengFlowNode *node)
{
  /* A tile may stand for a province that gives and takes nothing but through its towns. */
  g_autoptr (HengRegion) region = node->side != HENG_FLOW_SIDE_MIDDLE ? heng_book_find_region (book, node->id, NULL) : NULL;

  /* A pool's label is its title in the user's language; its name in the agreement is not. */
  if (g_str_has_prefix (node->id, "pool:") && strchr (node->id, '/') != NULL)
    {
      const char *code = node->id + strlen ("pool:"), *slash = strchr (code, '/');

      return g_strdup_printf ("%s (%.*s)", slash + 1, (int) (slash - code), code);
    }
  if (node->n_bundled > 0)
    return g_strdup_printf ("other (%u)", node->n_bundled);
  if (node->group >= 0 && g_str_has_prefix (node->id, HENG_FLOW_PROGRAMME_PREFIX))
    return g_strdup (node->id + strlen (HENG_FLOW_PROGRAMME_PREFIX));
  if (node->group >= 0 && g_str_has_prefix (node->id, HENG_FLOW_AGREEMENT_PREFIX))
    return g_strdup (node->id + strlen (HENG_FLOW_AGREEMENT_PREFIX));
  return g_strdup (region != NULL ? region->name_en : node->side == HENG_FLOW_SIDE_MIDDLE ? node->id : node->name);
}

static gboolean
has_panels (HengFlowLayout *layout)
{
  return heng_flow_graph_get_n_panels (heng_flow_layout_get_graph (layout)) > 1;
}

/* Labels of panels are in the user's language; they begin with the year, which is not. */
static char *
make_panel_name (HengFlowLayout *layout,
                 guint           panel)
{
  const char *label = heng_flow_graph_get_panel_label (heng_flow_layout_get_graph (layout), panel);

  return g_strndup (label, strspn (label, "0123456789"));
}

static void
set_panel (JsonObject     *object,
           HengFlowLayout *layout,
           guint           panel)
{
  g_autofree char *name = has_panels (layout) ? make_panel_name (layout, panel) : NULL;

  if (name != NULL)
    heng_json_set_string (object, "panel", name);
}

static char *
format_amount (HengBook   *book,
               const char *commodity,
               gint64      amount)
{
  return heng_amount_format (amount, heng_commodity_digits (commodity, heng_book_get_currency (book)),
                             heng_book_get_digits_shown (book, commodity));
}

/* What each panel adds up to, whether or not it is drawn. */
static JsonArray *
make_panels (HengBook       *book,
             HengFlowLayout *layout,
             const char     *commodity)
{
  HengFlowGraph *graph = heng_flow_layout_get_graph (layout);
  guint n_panels = heng_flow_graph_get_n_panels (graph);
  g_autofree gint64 *totals = g_new0 (gint64, n_panels);
  JsonArray *panels = json_array_new ();

  for (guint i = 0; i < heng_flow_graph_get_n_links (graph); i++)
    totals[heng_flow_graph_get_link (graph, i)->panel] += heng_flow_graph_get_link (graph, i)->amount;
  for (guint i = 0; i < n_panels; i++)
    {
      JsonObject *object = json_object_new ();
      g_autofree char *name = make_panel_name (layout, i), *total = format_amount (book, commodity, totals[i]);

      heng_json_set_string (object, "name", name);
      heng_json_set_string (object, "total", total);
      json_array_add_object_element (panels, object);
    }
  return panels;
}

static JsonArray *
make_nodes (HengBook       *book,
            HengFlowLayout *layout)
{
  JsonArray *nodes = json_array_new ();

  for (guint i = 0; i < heng_flow_layout_get_n_nodes (layout); i++)
    {
      const HengFlowNode *node = heng_flow_layout_get_node (layout, i);
      JsonObject *object = json_object_new ();
      g_autofree char *name = get_plain_name (book, node);

      heng_json_set_string (object, "id", node->id);
      heng_json_set_string (object, "name", name);
      heng_json_set_string (object, "side", get_side_name (node->side));
      set_panel (object, layout, node->panel);
      set_box (object, node->x0, node->y0, node->x1, node->y1);
      json_array_add_object_element (nodes, object);
    }
  return nodes;
}

static JsonArray *
make_links (HengBook       *book,
            HengFlowLayout *layout,
            const char     *commodity)
{
  JsonArray *links = json_array_new ();
  for (guint i = 0; i < heng_flow_layout_get_n_links (layout); i++)
    {
      const HengFlowLink *link = heng_flow_layout_get_link (layout, i);
      JsonObject *object = json_object_new ();
      g_autofree char *amount = format_amount (book, commodity, link->amount);
      g_autofree char *before = format_amount (book, commodity, link->amount_before);

      heng_json_set_string (object, "from", heng_flow_layout_get_node (layout, link->from)->id);
      heng_json_set_string (object, "to", heng_flow_layout_get_node (layout, link->to)->id);
      heng_json_set_string (object, "mechanism",
                            heng_flow_graph_get_mechanism (heng_flow_layout_get_graph (layout), link->mechanism)->id);
      if (link->group >= 0)
        heng_json_set_string (object, "group", heng_flow_graph_get_group (heng_flow_layout_get_graph (layout), (guint) link->group)->id);
      heng_json_set_string (object, "amount", amount);
      if (link->amount_before > 0)
        heng_json_set_string (object, "before", before);
      set_panel (object, layout, link->panel);
      set_box (object, link->x0, link->y0, link->x1, link->y1);
      json_object_set_double_member (object, "width", link->width);
      if (link->middle >= 0)
        {
          json_object_set_double_member (object, "middle_y0", link->middle_y0);
          json_object_set_double_member (object, "middle_y1", link->middle_y1);
        }
      if (link->is_reversed)
        json_object_set_boolean_member (object, "reversed", TRUE);
      json_array_add_object_element (links, object);
    }
  return links;
}

static JsonArray *
make_labels (HengFlowLayout *layout)
{
  JsonArray *labels = json_array_new ();

  for (guint i = 0; i < heng_flow_layout_get_n_labels (layout); i++)
    {
      const HengFlowLabel *label = heng_flow_layout_get_label (layout, i);
      JsonObject *object = json_object_new ();

      if (label->node >= 0)
        heng_json_set_string (object, "node", heng_flow_layout_get_node (layout, (guint) label->node)->id);
      else
        json_object_set_null_member (object, "node");
      heng_json_set_string (object, "side", get_side_name (label->side));
      set_box (object, label->x0, label->y0, label->x1, label->y1);
      json_array_add_object_element (labels, object);
    }
  return labels;
}

char *
heng_flow_figure_to_json (HengBook       *book,
                          HengFlowLayout *layout,
                          const char     *commodity)
{
  static const char *const diagrams[] = { "sankey", "network", "chord", "matrix", "map", "odmap" };
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  double width_pt, height_pt;

  heng_flow_display_get_size (heng_flow_layout_get_display (layout), &width_pt, &height_pt);
  heng_json_set_string (object, "diagram", diagrams[heng_flow_layout_get_diagram (layout)]);
  json_object_set_double_member (object, "width", width_pt);
  json_object_set_double_member (object, "height", height_pt);
  if (has_panels (layout))
    json_object_set_array_member (object, "panels", make_panels (book, layout, commodity));
  json_object_set_array_member (object, "nodes", make_nodes (book, layout));
  json_object_set_array_member (object, "links", make_links (book, layout, commodity));
  json_object_set_array_member (object, "labels", make_labels (layout));
  json_node_take_object (node, object);
  return heng_json_write (node, 2);
}
