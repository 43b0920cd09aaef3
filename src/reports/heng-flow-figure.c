// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-figure.h"

#include "heng-error.h"
#include "heng-flow-painter.h"
#include "heng-json-write.h"
#include "heng-wording.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <errno.h>
#include <string.h>

#define PIXELS_PER_PT 2

void
heng_flow_figure_init (HengFlowFigure *self)
{
  memset (self, 0, sizeof *self);
  self->query.mechanism = -1;
  self->width_pt = 1200;
  self->height_pt = 800;
  self->unit = HENG_MONEY_UNIT_WAN;
  self->with_texts = TRUE;
}

/* ---- texts ---- */

typedef struct
{
  HengBook             *book;
  const HengFlowFigure *figure;
  const char           *commodity;
  char                 *title;
  char                 *subtitle;
  char                 *filter;
  char                 *footer;
} Words;

static char *
format_amount (gint64   amount,
               gpointer data)
{
  const Words *words = data;

  if (strcmp (words->commodity, heng_book_get_currency (words->book)) == 0)
    return heng_money_format_rounded (amount, words->commodity, words->figure->unit);
  return heng_commodity_format (words->book, amount, words->commodity, words->figure->unit);
}

static char *
format_other (guint    n_regions,
              gpointer data)
{
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u other region", "%u other regions", n_regions), n_regions);
}

static char *
format_more (guint    n_labels,
             gpointer data)
{
  return g_strdup_printf (_("+%u more"), n_labels);
}

static char *
format_hairline (gint64   amount,
                 gpointer data)
{
  g_autofree char *text = format_amount (amount, data);

  return heng_wording_fill (_("Flows under %1$s are drawn as a thin line"), text, "", "", "");
}

static const char *
get_measure (HengFlowMeasure measure)
{
  switch (measure)
    {
    case HENG_FLOW_PAID:
      return _("Paid");
    case HENG_FLOW_OUTSTANDING:
      return _("Outstanding");
    case HENG_FLOW_ACCRUED:
    default:
      return _("Accrued");
    }
}

/* The finding, where there is one to say: who gives most, to whom. */
static char *
make_title (const Words   *words,
            HengFlowGraph *graph)
{
  const HengFlowGraphLink *largest = NULL;
  g_autofree char *amount = NULL;

  for (guint i = 0; i < heng_flow_graph_get_n_links (graph); i++)
    {
      const HengFlowGraphLink *link = heng_flow_graph_get_link (graph, i);

      if (largest == NULL || link->amount > largest->amount)
        largest = link;
    }
  if (largest == NULL)
    return g_strdup (get_measure (words->figure->query.measure));

  if (strcmp (words->commodity, heng_book_get_currency (words->book)) == 0)
    amount = heng_money_format_full (largest->amount, words->commodity, words->figure->unit);
  else
    amount = format_amount (largest->amount, (gpointer) words);
  /* Translators: the largest flow of a diagram: "Shandong to Henan is the largest flow: 126,000,000.00 yuan". */
  return heng_wording_fill (_("%1$s to %2$s is the largest flow: %3$s"), heng_flow_graph_get_node (graph, largest->payer)->label,
                            heng_flow_graph_get_node (graph, largest->receiver)->label, amount, "");
}

static char *
make_subtitle (const Words *words)
{
  const HengFlowQuery *query = &words->figure->query;
  gboolean money = strcmp (words->commodity, heng_book_get_currency (words->book)) == 0;
  const char *unit = money ? heng_money_unit_get_label (words->figure->unit, words->commodity) : words->commodity;
  g_autofree char *from = heng_wording_day (query->from_day), *to = heng_wording_day (query->to_day);
  g_autofree char *span = NULL;

  if (query->from_day == HENG_DAY_NONE && query->to_day == HENG_DAY_NONE)
    span = g_strdup (_("all periods"));
  else
    span = heng_wording_fill (_("%1$s to %2$s"), from, to, "", "");
  /* Translators: measure, unit and period of a diagram. */
  return heng_wording_fill (money && words->figure->unit != HENG_MONEY_UNIT_YUAN ? _("%1$s, in %2$s rounded to 0.01, %3$s")
                                                                                 : _("%1$s, in %2$s, %3$s"), get_measure (query->measure), unit, span, "");
}

static void
make_words (Words         *words,
            HengFlowGraph *graph)
{
  const HengFlowFigure *figure = words->figure;
  HengDay known = figure->known_day != HENG_DAY_NONE ? figure->known_day : heng_book_get_today (words->book);
  g_autofree char *day = heng_wording_day (known), *hash = NULL;
  gint64 count = 0;

  words->title = make_title (words, graph);
  words->subtitle = make_subtitle (words);
  words->filter = figure->query.mechanism >= 0
                    ? heng_wording_fill (_("Only: %1$s"), heng_wording_mechanism ((HengMechanism) figure->query.mechanism), "", "", "")
                    : NULL;
  heng_book_get_head (words->book, &count, &hash, NULL);
  {
    g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, figure->query.known > 0 ? figure->query.known : count);
    g_autofree char *beginning = g_strndup (hash != NULL ? hash : "", 16);

    /* Translators: state of knowledge under a diagram: day, count of facts, beginning of the book's head hash. */
    words->footer = heng_wording_fill (_("As known on %1$s · %2$s facts · book %3$s"), day, number, beginning, "");
  }
}

static void
words_clear (Words *words)
{
  g_free (words->title);
  g_free (words->subtitle);
  g_free (words->filter);
  g_free (words->footer);
}

HengFlowLayout *
heng_flow_figure_new_layout (HengBook              *book,
                             const HengFlowFigure  *figure,
                             GPtrArray            **rows,
                             GError               **error)
{
  g_autoptr (HengFlowGraph) graph = heng_flow_report_new_graph (book, &figure->query, rows, error);
  Words words = { .book = book, .figure = figure };
  HengFlowOptions options;
  HengFlowLayout *layout;

  if (graph == NULL)
    return NULL;

  words.commodity = figure->query.commodity != NULL ? figure->query.commodity : heng_book_get_currency (book);
  make_words (&words, graph);
  heng_flow_options_init (&options);
  options.diagram = figure->diagram;
  options.width_pt = figure->width_pt;
  options.height_pt = figure->height_pt;
  options.font = "Noto Sans CJK SC, Noto Sans, Sans 10";
  options.previous = figure->previous;
  options.texts = (HengFlowTexts) {
    .title = figure->with_texts ? words.title : NULL,
    .subtitle = figure->with_texts ? words.subtitle : NULL,
    .filter = figure->with_texts ? words.filter : NULL,
    .footer = figure->with_texts ? words.footer : NULL,
    .empty = _("No flows for this choice"),
    .payer_head = _("Gives"),
    .middle_head = _("Mechanism"),
    .receiver_head = _("Receives"),
    .reversed_note = _("Hatched: the protecting side pays, its target was missed"),
    .back_note = _("Runs back"),
    .tiles_note = _("Schematic arrangement, not a map"),
    .format_amount = format_amount,
    .format_other = format_other,
    .format_more = format_more,
    .format_hairline = format_hairline,
    .data = &words,
  };
  layout = heng_flow_layout_new (graph, &options);
  words_clear (&words);
  return layout;
}

/* ---- files ---- */

static gboolean
has_ending (const char *path,
            const char *ending)
{
  gsize length = strlen (path), ending_length = strlen (ending);

  return length > ending_length && g_ascii_strcasecmp (path + length - ending_length, ending) == 0;
}

static cairo_surface_t *
new_surface (const char *path,
             const char *temporary,
             double      width_pt,
             double      height_pt)
{
  cairo_surface_t *surface;

  if (has_ending (path, ".svg"))
    {
      surface = cairo_svg_surface_create (temporary, width_pt, height_pt);
      cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PT);
      return surface;
    }
  if (has_ending (path, ".pdf"))
    {
      surface = cairo_pdf_surface_create (temporary, width_pt, height_pt);
      /* No date: the same flows give the same bytes. */
      cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z");
      return surface;
    }
  if (has_ending (path, ".png"))
    return cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) (width_pt * PIXELS_PER_PT), (int) (height_pt * PIXELS_PER_PT));

  return NULL;
}

static cairo_status_t
paint (HengFlowLayout      *layout,
       HengFlowPaletteKind  kind,
       cairo_surface_t     *surface,
       const char          *temporary)
{
  gboolean image = cairo_surface_get_type (surface) == CAIRO_SURFACE_TYPE_IMAGE;
  HengFlowPalette palette;
  cairo_status_t status;
  cairo_t *cr = cairo_create (surface);

  heng_flow_palette_init (&palette, kind);
  if (image)
    cairo_scale (cr, PIXELS_PER_PT, PIXELS_PER_PT);
  heng_flow_paint (heng_flow_layout_get_display (layout), &palette, NULL, TRUE, cr);
  status = cairo_status (cr);
  cairo_destroy (cr);
  if (image && status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_write_to_png (surface, temporary);
  cairo_surface_finish (surface);
  return status != CAIRO_STATUS_SUCCESS ? status : cairo_surface_status (surface);
}

gboolean
heng_flow_figure_write (HengFlowLayout       *layout,
                        HengFlowPaletteKind   palette,
                        const char           *path,
                        GError              **error)
{
  g_autofree char *temporary = g_strconcat (path, ".part", NULL);
  double width_pt, height_pt;
  cairo_surface_t *surface;
  cairo_status_t status;

  heng_flow_display_get_size (heng_flow_layout_get_display (layout), &width_pt, &height_pt);
  surface = new_surface (path, temporary, width_pt, height_pt);
  if (surface == NULL)
    {
      heng_error_set (error, HENG_ERROR_FLOW_FORMAT, path, NULL);
      return FALSE;
    }

  status = paint (layout, palette, surface, temporary);
  cairo_surface_destroy (surface);
  if (status == CAIRO_STATUS_SUCCESS && g_rename (temporary, path) == 0)
    return TRUE;

  heng_error_set (error, HENG_ERROR_FILE_WRITE, path,
                  status != CAIRO_STATUS_SUCCESS ? cairo_status_to_string (status) : g_strerror (errno), NULL);
  g_remove (temporary);
  return FALSE;
}

/* ---- geometry ---- */

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
  g_autoptr (HengRegion) region = node->region >= 0 ? heng_book_find_region (book, node->id, NULL) : NULL;

  return g_strdup (region != NULL ? region->name_en : node->side == HENG_FLOW_SIDE_MIDDLE ? node->id : node->name);
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
  guint digits = heng_commodity_digits (commodity, heng_book_get_currency (book));

  for (guint i = 0; i < heng_flow_layout_get_n_links (layout); i++)
    {
      const HengFlowLink *link = heng_flow_layout_get_link (layout, i);
      JsonObject *object = json_object_new ();
      g_autofree char *amount = heng_amount_format (link->amount, digits, heng_book_get_digits_shown (book, commodity));

      heng_json_set_string (object, "from", heng_flow_layout_get_node (layout, link->from)->id);
      heng_json_set_string (object, "to", heng_flow_layout_get_node (layout, link->to)->id);
      heng_json_set_string (object, "mechanism",
                            heng_flow_graph_get_mechanism (heng_flow_layout_get_graph (layout), link->mechanism)->id);
      heng_json_set_string (object, "amount", amount);
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
  static const char *const diagrams[] = { "sankey", "network", "chord", "matrix", "map" };
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  double width_pt, height_pt;

  heng_flow_display_get_size (heng_flow_layout_get_display (layout), &width_pt, &height_pt);
  heng_json_set_string (object, "diagram", diagrams[heng_flow_layout_get_diagram (layout)]);
  json_object_set_double_member (object, "width", width_pt);
  json_object_set_double_member (object, "height", height_pt);
  json_object_set_array_member (object, "nodes", make_nodes (book, layout));
  json_object_set_array_member (object, "links", make_links (book, layout, commodity));
  json_object_set_array_member (object, "labels", make_labels (layout));
  json_node_take_object (node, object);
  return heng_json_write (node, 2);
}
