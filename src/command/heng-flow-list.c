// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-list.h"

#include "heng-book-balances.h"
#include "heng-call.h"
#include "heng-csv-reader.h"
#include "heng-json-write.h"
#include "heng-text-table.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Room for every node: only what a threshold puts together is put together. */
#define ROOM_PT 20000

/* One line of the list. Texts are borrowed but for @agreements. */
typedef struct
{
  const char *from;
  const char *from_name;
  const char *to;
  const char *to_name;
  const char *mechanism;
  const char *mechanism_name;
  const char *group;      /* (nullable) */
  const char *group_name; /* (nullable) */
  char       *year;       /* (nullable) */
  gboolean    is_reversed;
  gint64      amount;
  GPtrArray  *agreements; /* (element-type utf8): sorted */
} Item;

typedef struct
{
  HengBook             *book;
  const HengFlowFigure *figure;
  const char           *commodity;
  gboolean              has_unit;
  GPtrArray            *items; /* (element-type Item) */
  gint64                total;
} List;

static void
item_free (gpointer data)
{
  Item *item = data;

  g_free (item->year);
  g_ptr_array_unref (item->agreements);
  g_free (item);
}

static int
compare_texts (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
list_agreements (GPtrArray     *rows,
                 const guint64 *records,
                 guint          n_records)
{
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *agreements = g_ptr_array_new ();

  for (guint i = 0; i < n_records; i++)
    {
      const HengFlowRow *row = g_ptr_array_index (rows, records[i]);

      if (g_hash_table_add (known, row->agreement))
        g_ptr_array_add (agreements, row->agreement);
    }
  g_ptr_array_sort (agreements, compare_texts);
  return agreements;
}

/* Labels of panels begin with the year. */
static char *
make_year (const HengFlowGraph *graph,
           guint                panel)
{
  const char *label = heng_flow_graph_get_panel_label (graph, panel);

  return *label != '\0' ? g_strndup (label, strspn (label, "0123456789")) : NULL;
}

static Item *
add_item (List                *self,
          const HengFlowGraph *graph,
          guint                mechanism,
          int                  group)
{
  Item *item = g_new0 (Item, 1);

  item->mechanism = heng_flow_graph_get_mechanism (graph, mechanism)->id;
  item->mechanism_name = heng_flow_graph_get_mechanism (graph, mechanism)->label;
  if (group >= 0)
    {
      item->group = heng_flow_graph_get_group (graph, (guint) group)->id;
      item->group_name = heng_flow_graph_get_group (graph, (guint) group)->label;
    }
  g_ptr_array_add (self->items, item);
  return item;
}

static void
fill_from_graph (List                *self,
                 const HengFlowGraph *graph,
                 GPtrArray           *rows)
{
  int panel = self->figure->year != 0 ? heng_flow_report_find_panel (graph, self->figure->year) : -1;

  for (guint i = 0; i < heng_flow_graph_get_n_links (graph); i++)
    {
      const HengFlowGraphLink *link = heng_flow_graph_get_link (graph, i);
      const HengFlowGraphNode *payer = heng_flow_graph_get_node (graph, link->payer);
      const HengFlowGraphNode *receiver = heng_flow_graph_get_node (graph, link->receiver);
      Item *item;

      if (self->figure->year != 0 && (int) link->panel != panel)
        continue;
      item = add_item (self, graph, link->mechanism, link->group);
      item->from = payer->id;
      item->from_name = payer->label;
      item->to = receiver->id;
      item->to_name = receiver->label;
      item->year = make_year (graph, link->panel);
      item->is_reversed = link->is_reversed;
      item->amount = link->amount;
      item->agreements = list_agreements (rows, link->records, link->n_records);
      self->total += link->amount;
    }
}

static void
fill_from_layout (List           *self,
                  HengFlowLayout *layout,
                  GPtrArray      *rows)
{
  const HengFlowGraph *graph = heng_flow_layout_get_graph (layout);

  for (guint i = 0; i < heng_flow_layout_get_n_links (layout); i++)
    {
      const HengFlowLink *link = heng_flow_layout_get_link (layout, i);
      const HengFlowNode *from = heng_flow_layout_get_node (layout, link->from), *to = heng_flow_layout_get_node (layout, link->to);
      Item *item = add_item (self, graph, link->mechanism, link->group);

      item->from = from->id;
      item->from_name = from->name;
      item->to = to->id;
      item->to_name = to->name;
      item->year = self->figure->is_series || self->figure->year != 0 ? make_year (graph, link->panel) : NULL;
      item->is_reversed = link->is_reversed;
      item->amount = link->amount;
      item->agreements = list_agreements (rows, link->records, link->n_records);
      self->total += link->amount;
    }
}

/* ---- formats ---- */

static char *
format_amount (const List *self,
               gint64      amount)
{
  return heng_amount_format (amount, heng_commodity_digits (self->commodity, heng_book_get_currency (self->book)),
                             heng_book_get_digits_shown (self->book, self->commodity));
}

static gboolean
has_years (const List *self)
{
  return self->figure->is_series || self->figure->year != 0;
}

static gboolean
has_groups (const List *self)
{
  return self->figure->middle == HENG_FLOW_MIDDLE_GROUP;
}

static void
print_json (const List *self)
{
  JsonObject *object = json_object_new ();
  JsonArray *array = json_array_new ();
  g_autofree char *total = format_amount (self, self->total);

  for (guint i = 0; i < self->items->len; i++)
    {
      const Item *item = g_ptr_array_index (self->items, i);
      JsonObject *flow = json_object_new ();
      JsonArray *agreements = json_array_new ();
      g_autofree char *amount = format_amount (self, item->amount);

      for (guint j = 0; j < item->agreements->len; j++)
        json_array_add_string_element (agreements, item->agreements->pdata[j]);
      heng_json_set_string (flow, "from", item->from);
      heng_json_set_string (flow, "to", item->to);
      heng_json_set_string (flow, "mechanism", item->mechanism);
      if (item->group != NULL)
        heng_json_set_string (flow, "group", item->group);
      if (item->year != NULL)
        heng_json_set_string (flow, "year", item->year);
      if (item->is_reversed)
        json_object_set_boolean_member (flow, "reversed", TRUE);
      heng_json_set_string (flow, "amount", amount);
      json_object_set_array_member (flow, "agreements", agreements);
      json_array_add_object_element (array, flow);
    }
  heng_json_set_string (object, "commodity", self->commodity);
  heng_json_set_string (object, "total", total);
  json_object_set_array_member (object, "flows", array);
  heng_call_take_json (object);
}

static void
print_csv (const List *self)
{
  g_autoptr (GString) text = g_string_new ("from,from_name,to,to_name,mechanism,");

  g_string_append_printf (text, "%s%sreversed,commodity,amount,agreements\r\n", has_groups (self) ? "programme," : "",
                          has_years (self) ? "year," : "");
  for (guint i = 0; i < self->items->len; i++)
    {
      const Item *item = g_ptr_array_index (self->items, i);
      g_autofree char *amount = format_amount (self, item->amount), *agreements = NULL;
      const char *cells[] = { item->from, item->from_name, item->to, item->to_name, item->mechanism };

      for (gsize j = 0; j < G_N_ELEMENTS (cells); j++)
        {
          heng_csv_append (text, cells[j]);
          g_string_append_c (text, ',');
        }
      if (has_groups (self))
        {
          heng_csv_append (text, item->group_name != NULL ? item->group_name : "");
          g_string_append_c (text, ',');
        }
      if (has_years (self))
        g_string_append_printf (text, "%s,", item->year != NULL ? item->year : "");
      g_string_append_printf (text, "%s,", item->is_reversed ? "1" : "");
      heng_csv_append (text, self->commodity);
      g_string_append_printf (text, ",%s,", amount);
      g_ptr_array_add (item->agreements, NULL);
      agreements = g_strjoinv (" ", (char **) item->agreements->pdata);
      heng_csv_append (text, agreements);
      g_string_append (text, "\r\n");
    }
  heng_call_write_utf8 (text->str);
}

static void
print_table (const List *self)
{
  gboolean is_money = strcmp (self->commodity, heng_book_get_currency (self->book)) == 0;
  gboolean in_unit = self->has_unit && is_money;
  const char *unit = in_unit ? heng_money_unit_get_label (self->figure->unit, self->commodity) : self->commodity;
  g_autoptr (HengTextTable) table = heng_text_table_new (has_groups (self) && has_years (self) ? "lllllrl"
                                                         : has_groups (self) || has_years (self) ? "llllrl" : "lllrl");

  for (guint i = 0; i <= self->items->len; i++)
    {
      const Item *item = i > 0 ? g_ptr_array_index (self->items, i - 1) : NULL;
      g_autofree char *amount = item == NULL ? g_strdup (_("Amount"))
                                : in_unit ? heng_money_format (item->amount, self->commodity, self->figure->unit, FALSE)
                                          : format_amount (self, item->amount);
      /* Translators: a mechanism whose money goes against its usual direction, as in "Watershed (reversed)". */
      g_autofree char *mechanism = item != NULL && item->is_reversed
                                     ? heng_wording_fill (_("%1$s (reversed)"), item->mechanism_name, "", "", "")
                                     : g_strdup (item != NULL ? item->mechanism_name : "");
      g_autoptr (GPtrArray) cells = g_ptr_array_new ();

      g_ptr_array_add (cells, (gpointer) (item == NULL ? _("From") : item->from_name));
      g_ptr_array_add (cells, (gpointer) (item == NULL ? _("To") : item->to_name));
      g_ptr_array_add (cells, (gpointer) (item == NULL ? _("Mechanism") : mechanism));
      if (has_groups (self))
        g_ptr_array_add (cells, (gpointer) (item == NULL ? _("Basin or programme") : item->group_name != NULL ? item->group_name : ""));
      if (has_years (self))
        g_ptr_array_add (cells, (gpointer) (item == NULL ? _("Year") : item->year != NULL ? item->year : ""));
      g_ptr_array_add (cells, amount);
      g_ptr_array_add (cells, (gpointer) (item == NULL ? _("Unit") : unit));
      heng_text_table_add (table, (const char *const *) cells->pdata);
    }
  heng_text_table_print (table);
}

gboolean
heng_flow_list_print (HengBook              *book,
                      const HengFlowFigure  *figure,
                      HengFlowListFormat     format,
                      gboolean               has_unit,
                      GError               **error)
{
  g_autoptr (GPtrArray) rows = NULL, items = g_ptr_array_new_with_free_func (item_free);
  g_autoptr (HengFlowGraph) graph = NULL;
  g_autoptr (HengFlowLayout) layout = NULL;
  HengFlowFigure whole = *figure;
  List list = {
    .book = book, .figure = figure, .has_unit = has_unit, .items = items,
    .commodity = figure->query.commodity != NULL ? figure->query.commodity : heng_book_get_currency (book),
  };

  whole.max_groups = 0;
  graph = heng_flow_figure_new_graph (book, &whole, &rows, error);
  if (graph == NULL)
    return FALSE;
  if (figure->max_nodes > 0 || figure->min_amount_minor > 0 || figure->min_share > 0)
    {
      HengFlowFigure roomy = *figure;

      roomy.diagram = HENG_FLOW_DIAGRAM_SANKEY;
      roomy.width_pt = roomy.height_pt = ROOM_PT;
      roomy.n_restarts = 1;
      roomy.with_texts = FALSE;
      layout = heng_flow_figure_lay_out (book, &roomy, graph);
      fill_from_layout (&list, layout, rows);
    }
  else
    fill_from_graph (&list, graph, rows);

  if (format == HENG_FLOW_LIST_JSON)
    print_json (&list);
  else if (format == HENG_FLOW_LIST_CSV)
    print_csv (&list);
  else
    print_table (&list);
  return TRUE;
}
