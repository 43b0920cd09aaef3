// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-flow-figure.h"

#include "heng-tile-file.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>
#include <string.h>

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

static char *
format_dot (const char *amount,
            gpointer    data)
{
  return heng_wording_fill (_("Flows under %1$s are drawn as a dot"), amount, "", "", "");
}

static char *
format_example (const char *payer,
                const char *receiver,
                gpointer    data)
{
  /* Translators: how tiles within tiles are read: two regions. */
  return heng_wording_fill (_("Example: the cell of %2$s in the tile of %1$s is what the one gives to the other"), payer, receiver, "", "");
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
  else if (query->from_day == HENG_DAY_NONE)
    span = heng_wording_fill (_("up to %1$s"), to, "", "", "");
  else if (query->to_day == HENG_DAY_NONE)
    span = heng_wording_fill (_("from %1$s on"), from, "", "", "");
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

static gboolean
needs_grid (const HengFlowFigure *figure)
{
  return figure->grid == NULL && (figure->diagram == HENG_FLOW_DIAGRAM_TILES || figure->diagram == HENG_FLOW_DIAGRAM_OD_MAP);
}

HengFlowLayout *
heng_flow_figure_new_layout (HengBook              *book,
                             const HengFlowFigure  *figure,
                             GPtrArray            **rows,
                             GError               **error)
{
  g_autoptr (HengFlowGraph) graph = heng_flow_report_new_graph (book, &figure->query, rows, error);

  g_autoptr (HengFlowTileGrid) grid = NULL;
  HengFlowFigure chosen = *figure;

  if (graph == NULL)
    return NULL;
  if (needs_grid (figure))
    {
      grid = heng_tile_file_choose (book, figure->grid_path, error);
      if (grid == NULL)
        return NULL;
      chosen.grid = grid;
    }

  return heng_flow_figure_lay_out (book, &chosen, graph);
}

HengFlowLayout *
heng_flow_figure_lay_out (HengBook             *book,
                          const HengFlowFigure *figure,
                          HengFlowGraph        *graph)
{
  g_autoptr (HengFlowTileGrid) grid = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *grid_error = NULL;
  Words words = { .book = book, .figure = figure };
  HengFlowOptions options;
  HengFlowLayout *layout;

  if (!needs_grid (figure))
    grid = heng_tile_file_new_standard ();
  else if ((grid = heng_tile_file_choose (book, figure->grid_path, &error)) == NULL)
    {
      grid_error = heng_wording_error (error);
      grid = heng_tile_file_new_standard ();
    }
  words.commodity = figure->query.commodity != NULL ? figure->query.commodity : heng_book_get_currency (book);
  make_words (&words, graph);
  heng_flow_options_init (&options);
  options.diagram = figure->diagram;
  options.width_pt = figure->width_pt;
  options.height_pt = figure->height_pt;
  options.font = "Noto Sans CJK SC, Noto Sans, Sans 10";
  options.previous = figure->previous;
  options.grid = figure->grid != NULL ? figure->grid : grid;
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
    .tiles_note = grid_error != NULL ? grid_error : _("Schematic arrangement, not a map"),
    .pool_note = _("Rounded: funds and pools"),
    .home_note = _("Cities and counties count for their province"),
    .within_note = _("Loops: inside a province"),
    .inner_note = _("Each large tile gives; inside it the same arrangement, small, shows who receives"),
    .diagonal_note = _("Framed cell: the region itself"),
    .zero_note = _("Settled at zero: nothing flows"),
    .missing_note = _("Empty: no agreement"),
    .format_amount = format_amount,
    .format_other = format_other,
    .format_more = format_more,
    .format_hairline = format_hairline,
    .format_dot = format_dot,
    .format_example = format_example,
    .data = &words,
  };
  layout = heng_flow_layout_new (graph, &options);
  words_clear (&words);
  return layout;
}
