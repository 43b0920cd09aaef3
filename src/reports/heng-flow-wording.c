// SPDX-License-Identifier: GPL-3.0-or-later
/* What a flow diagram says in words: its finding, what is shown and left out, and from which state of the book. */
#include "heng-flow-wording.h"

#include "heng-digest.h"
#include "heng-flow-wording-private.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ---- amounts and shares ---- */

static gboolean
is_money (const HengFlowWording *words)
{
  return strcmp (words->commodity, heng_book_get_currency (words->book)) == 0;
}

static const char *
get_unit (const HengFlowWording *words)
{
  return is_money (words) ? heng_money_unit_get_label (words->figure->unit, words->commodity) : words->commodity;
}

/* Only of yuan there is a larger unit, in which amounts are rounded. */
static gboolean
is_scaled (const HengFlowWording *words)
{
  return is_money (words) && words->figure->unit != HENG_MONEY_UNIT_YUAN && strcmp (words->commodity, "CNY") == 0;
}

static char *
format_amount (gint64   amount,
               gpointer data)
{
  const HengFlowWording *words = data;

  if (is_money (words))
    return heng_money_format_rounded (amount, words->commodity, words->figure->unit);
  return heng_commodity_format (words->book, amount, words->commodity, words->figure->unit);
}

char *
heng_flow_wording_format_full (const HengFlowWording *words,
                               gint64                 amount)
{
  return is_money (words) ? heng_money_format_headline (amount, words->commodity, words->figure->unit)
                          : heng_commodity_format (words->book, amount, words->commodity, words->figure->unit);
}

/* A part of a whole in per cent with one decimal; neither something as nothing nor a part as all. */
static char *
format_share (gint64 part,
              gint64 whole)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  double percent = whole > 0 ? 100.0 * (double) part / (double) whole : 0;

  if (part > 0 && percent < 0.1)
    return g_strdup ("<0.1");
  if (part < whole && percent > 99.9)
    return g_strdup (">99.9");
  return g_strdup (g_ascii_formatd (text, sizeof text, "%.1f", percent));
}

static char *
format_change (gint64   change,
               gpointer data)
{
  g_autofree char *amount = format_amount (ABS (change), data);

  return g_strconcat (change < 0 ? "−" : "+", amount, NULL);
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

/* ---- subtitle, footer ---- */

const char *
heng_flow_wording_get_measure (HengFlowMeasure measure)
{
  switch (measure)
    {
    case HENG_FLOW_PAID:
      return _("Paid");
    case HENG_FLOW_OUTSTANDING:
      return _("Outstanding");
    case HENG_FLOW_OVERDUE:
      return _("Overdue");
    case HENG_FLOW_ACCRUED:
    default:
      return _("Accrued");
    }
}

static char *
format_year (gint year)
{
  HengPeriod period = { HENG_PERIOD_YEAR, year };

  return heng_wording_period (period);
}

/* From the first day of a year to the last of one: its years say so in fewer words. Returns: (transfer full) (nullable) */
static char *
make_years (HengDay from,
            HengDay to)
{
  g_autofree char *first = NULL, *last = NULL;

  if ((from != HENG_DAY_NONE && from != heng_day_new (heng_day_get_year (from), 1, 1)) ||
      (to != HENG_DAY_NONE && to != heng_day_new (heng_day_get_year (to), 12, 31)))
    return NULL;

  first = from != HENG_DAY_NONE ? format_year (heng_day_get_year (from)) : NULL;
  last = to != HENG_DAY_NONE ? format_year (heng_day_get_year (to)) : NULL;
  if (first == NULL)
    return heng_wording_fill (_("up to %1$s"), last, "", "", "");
  if (last == NULL)
    return heng_wording_fill (_("from %1$s on"), first, "", "", "");
  return strcmp (first, last) == 0 ? g_steal_pointer (&first) : heng_wording_fill (_("%1$s to %2$s"), first, last, "", "");
}

char *
heng_flow_wording_make_span (const HengFlowWording *words)
{
  const HengFlowQuery *query = &words->figure->query;
  g_autofree char *from = heng_wording_day (query->from_day), *to = heng_wording_day (query->to_day), *years = NULL;

  if (query->from_day == HENG_DAY_NONE && query->to_day == HENG_DAY_NONE)
    return NULL;
  if ((years = make_years (query->from_day, query->to_day)) != NULL)
    return g_steal_pointer (&years);
  if (query->from_day == HENG_DAY_NONE)
    return heng_wording_fill (_("up to %1$s"), to, "", "", "");
  if (query->to_day == HENG_DAY_NONE)
    return heng_wording_fill (_("from %1$s on"), from, "", "", "");
  return heng_wording_fill (_("%1$s to %2$s"), from, to, "", "");
}

/* Of a year, of all, of what is asked for. */
static char *
make_period (const HengFlowWording *words,
             int                    baseline)
{
  const HengFlowFigure *figure = words->figure;
  g_autofree char *span = heng_flow_wording_make_span (words);

  if (figure->year != 0 && !figure->is_series)
    {
      g_autofree char *year = format_year (figure->year), *before = format_year (figure->year - 1);

      if (!figure->with_difference)
        /* Translators: a year, and the days of it that count: "2021 (from 1 July 2021 on)". */
        return span == NULL ? g_steal_pointer (&year) : heng_wording_fill (_("%1$s (%2$s)"), year, span, "", "");
      /* Translators: a year that is compared with the one before: "2021 against 2020". */
      return heng_wording_fill (baseline >= 0 ? _("%1$s against %2$s") : _("%1$s (nothing to compare with in %2$s)"), year, before, "", "");
    }
  if (span == NULL)
    span = g_strdup (_("all periods"));
  return figure->is_series ? heng_wording_fill (_("%1$s, by year"), span, "", "", "") : g_steal_pointer (&span);
}

static char *
make_subtitle (const HengFlowWording *words,
               const char            *known,
               int                    baseline)
{
  const HengFlowQuery *query = &words->figure->query;
  g_autofree char *span = make_period (words, baseline), *measure = g_strdup (heng_flow_wording_get_measure (query->measure));

  if (query->measure == HENG_FLOW_OVERDUE)
    {
      g_autofree char *day = heng_wording_day (query->on_day != HENG_DAY_NONE ? query->on_day : heng_book_get_today (words->book));

      g_free (measure);
      measure = heng_wording_fill (_("Overdue on %1$s"), day, "", "", "");
    }
  /* Translators: measure, unit, period and state of knowledge of a diagram. */
  return heng_wording_fill (is_scaled (words) ? _("%1$s, in %2$s rounded to 0.01, %3$s, as known on %4$s")
                                              : _("%1$s, in %2$s, %3$s, as known on %4$s"), measure, get_unit (words), span, known);
}

static char *
make_footer (const HengFlowWording *words,
             const char            *known)
{
  g_autofree char *head = heng_book_word_head (words->book, words->figure->query.known, HENG_HEAD_DIGITS, NULL);

  /* Translators: state of knowledge under a diagram: a day; how many facts the book had and the beginning of the last one's hash. */
  return heng_wording_fill (_("As known on %1$s · book head %2$s"), known, head != NULL ? head : "–", "", "");
}

/* ---- notes ---- */

static char *
make_reversed_note (const HengFlowGraph *graph,
                    int                  panel,
                    int                  baseline)
{
  g_autofree char *share = NULL;
  gint64 reversed = 0, total = 0;

  for (guint i = 0; i < heng_flow_graph_get_n_links (graph); i++)
    {
      const HengFlowGraphLink *link = heng_flow_graph_get_link (graph, i);

      if (panel >= 0 && (int) link->panel != panel && (int) link->panel != baseline)
        continue;
      total += link->amount;
      reversed += link->is_reversed ? link->amount : 0;
    }
  if (reversed == 0)
    return NULL;

  share = format_share (reversed, total);
  return heng_wording_fill (_("The protecting side pays, its target was missed (%1$s %%)"), share, "", "", "");
}

/* @layout: (nullable): not known yet */
static char *
make_back_note (const HengFlowLayout *layout)
{
  g_autofree char *share = NULL;
  gint64 back = 0, total = 0;

  for (guint i = 0; layout != NULL && i < heng_flow_layout_get_n_links (layout); i++)
    {
      const HengFlowLink *link = heng_flow_layout_get_link (layout, i);

      total += link->amount;
      back += link->is_back ? link->amount : 0;
    }
  share = format_share (back, total);
  return heng_wording_fill (_("Runs back: %1$s %%"), share, "", "", "");
}

void
heng_flow_wording_init (HengFlowWording      *self,
                        HengBook             *book,
                        const HengFlowFigure *figure,
                        const HengFlowGraph  *graph,
                        int                   panel,
                        int                   baseline)
{
  g_autofree char *known = heng_wording_day (figure->known_day != HENG_DAY_NONE ? figure->known_day : heng_book_get_today (book));

  *self = (HengFlowWording) {
    .book = book, .figure = figure,
    .commodity = figure->query.commodity != NULL ? figure->query.commodity : heng_book_get_currency (book),
  };
  self->title = heng_flow_wording_make_title (self, graph, panel, baseline);
  self->subtitle = make_subtitle (self, known, baseline);
  self->filter = heng_flow_wording_make_filter (self, NULL);
  self->footer = make_footer (self, known);
  self->reversed_note = make_reversed_note (graph, panel, baseline);
  self->back_note = make_back_note (NULL);
  if (baseline >= 0)
    self->baseline_note = heng_wording_fill (_("Outline: %1$s"), heng_flow_graph_get_panel_label (graph, (guint) baseline), "", "", "");
}

void
heng_flow_wording_clear (HengFlowWording *self)
{
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->subtitle, g_free);
  g_clear_pointer (&self->filter, g_free);
  g_clear_pointer (&self->footer, g_free);
  g_clear_pointer (&self->reversed_note, g_free);
  g_clear_pointer (&self->back_note, g_free);
  g_clear_pointer (&self->baseline_note, g_free);
  g_clear_pointer (&self->grid_error, g_free);
}

gboolean
heng_flow_wording_complete (HengFlowWording      *self,
                            const HengFlowLayout *layout)
{
  g_autofree char *filter = self->filter, *back_note = self->back_note;

  self->filter = heng_flow_wording_make_filter (self, layout);
  self->back_note = make_back_note (layout);
  return g_strcmp0 (filter, self->filter) != 0 || g_strcmp0 (back_note, self->back_note) != 0;
}

void
heng_flow_wording_fill (HengFlowWording *self,
                        HengFlowTexts   *texts)
{
  gboolean with_texts = self->figure->with_texts;

  *texts = (HengFlowTexts) {
    .title = with_texts ? self->title : NULL,
    .subtitle = with_texts ? self->subtitle : NULL,
    .filter = with_texts ? self->filter : NULL,
    .footer = with_texts ? self->footer : NULL,
    .empty = _("No flows for this choice"),
    .payer_head = _("Gives"),
    .middle_head = self->figure->middle == HENG_FLOW_MIDDLE_GROUP ? _("Basin or programme") : _("Mechanism"),
    .receiver_head = _("Receives"),
    .usual_note = is_money (self) ? _("To the side that protects or supplies") : _("In kind: what was agreed on"),
    .reversed_note = self->reversed_note,
    .baseline_note = self->baseline_note,
    .no_group = _("Others"),
    .back_note = self->back_note,
    .gap_note = _("Touching the ring: gives; with a gap: receives"),
    .tiles_note = self->grid_error != NULL ? self->grid_error : _("Schematic arrangement, not a map"),
    .pool_note = _("Rounded: funds and pools"),
    .home_note = _("Cities and counties count for their province"),
    .within_note = _("Loops: inside a province"),
    .inner_note = _("Each large tile gives; inside it the same arrangement, small, shows who receives"),
    .diagonal_note = _("Framed cell: the region itself"),
    .zero_note = _("Settled at zero: nothing flows"),
    .missing_note = _("Empty: no agreement"),
    .format_amount = format_amount,
    .format_change = format_change,
    .format_other = format_other,
    .format_more = format_more,
    .format_hairline = format_hairline,
    .format_dot = format_dot,
    .format_example = format_example,
    .data = self,
  };
}
