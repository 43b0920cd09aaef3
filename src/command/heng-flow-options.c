// SPDX-License-Identifier: GPL-3.0-or-later
/* The options of `flows`, from words to a figure. */
#include "heng-flow-options.h"

#include "heng-book-balances.h"
#include "heng-call.h"
#include "heng-error.h"
#include "heng-flow-option-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A drawing smaller than this shows nothing, one larger is no page. */
#define SIZE_PT_MIN 200
#define SIZE_PT_MAX 20000
#define WIDTH_PT 1200
#define HEIGHT_PT 800
#define YEAR_MAX 9999

void
heng_flow_written_options_clear (HengFlowWrittenOptions *self)
{
  char **texts[] = {
    &self->diagram, &self->what, &self->from, &self->to, &self->on, &self->mechanism, &self->region, &self->commodity, &self->middle,
    &self->colour, &self->min_amount, &self->share, &self->unit, &self->paper, &self->order, &self->save_order, &self->grid,
    &self->matrix_order, &self->known_on, &self->format, &self->output, &self->top, &self->year,
    &self->width, &self->height,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_clear_pointer (texts[i], g_free);
}

void
heng_flow_order_clear (HengFlowOrder *self)
{
  g_clear_pointer (&self->arrangement, heng_flow_arrangement_free);
}

/* ---- where it goes ---- */

static gboolean
read_output (const HengFlowWrittenOptions  *written,
             HengFlowOrder                 *order,
             GError                       **error)
{
  static const char *const endings[] = { ".svg", ".pdf", ".png", ".json" };
  static const char *const formats[] = { "table", "csv", "json", NULL };
  int format = heng_call_choose ("--format", written->format, formats, HENG_FLOW_LIST_TABLE, error);

  if (format < 0)
    return FALSE;
  order->format = (HengFlowListFormat) format;
  if (written->output == NULL && written->format == NULL)
    {
      heng_call_set_usage (error, _("The output file is missing"), "--output FILE.svg, --format table");
      return FALSE;
    }
  if (written->output != NULL && written->format != NULL)
    {
      heng_call_set_usage (error, "--output, --format", _("only one of them: a picture or a list"));
      return FALSE;
    }
  if (written->output == NULL)
    {
      if (!written->difference && written->save_order == NULL)
        return TRUE;
      heng_call_set_usage (error, written->difference ? "--difference" : "--save-order", "--output FILE.svg");
      return FALSE;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (written->output, endings[i]))
      return TRUE;

  heng_error_set (error, HENG_ERROR_FLOW_FORMAT, written->output, NULL);
  return FALSE;
}

static gboolean
read_size (const HengFlowWrittenOptions  *written,
           HengFlowFigure                *figure,
           GError                       **error)
{
  static const char *const papers[] = { "a4", "a3", NULL };
  static const struct { double width_pt, height_pt; } sizes[] = { { 841.89, 595.276 }, { 1190.551, 841.89 } }; /* landscape */
  static const char expected[] = "200 … 20000";
  int width = WIDTH_PT, height = HEIGHT_PT, paper;

  if (written->paper != NULL)
    {
      if ((paper = heng_call_choose ("--paper", written->paper, papers, 0, error)) < 0)
        return FALSE;
      if (written->width != NULL || written->height != NULL)
        {
          heng_call_set_usage (error, "--paper, --width, --height", _("a paper or a size, not both"));
          return FALSE;
        }
      figure->width_pt = sizes[paper].width_pt;
      figure->height_pt = sizes[paper].height_pt;
      return TRUE;
    }

  if (!heng_flow_option_get_whole ("--width", written->width, SIZE_PT_MIN, SIZE_PT_MAX, expected, &width, error) ||
      !heng_flow_option_get_whole ("--height", written->height, SIZE_PT_MIN, SIZE_PT_MAX, expected, &height, error))
    return FALSE;
  figure->width_pt = width;
  figure->height_pt = height;
  return TRUE;
}

/* ---- how it looks ---- */

static gboolean
read_look (const HengFlowWrittenOptions  *written,
           HengFlowOrder                 *order,
           GError                       **error)
{
  static const char *const diagrams[] = { "sankey", "network", "chord", "matrix", "map", "odmap", NULL };
  static const char *const middles[] = { "none", "mechanism", "programme", NULL };
  static const char *const matrix_orders[] = { "code", "blocks", NULL };
  static const char *const colours[] = { "mechanism", "direction", "grey", NULL };
  static const char *const units[] = { "yuan", "wan", "yi", NULL };
  HengFlowFigure *figure = &order->figure;
  int diagram = heng_call_choose ("--diagram", written->diagram, diagrams, 0, error), middle, colour, unit, matrix_order;

  if (diagram < 0 || (middle = heng_call_choose ("--middle", written->middle, middles, HENG_FLOW_MIDDLE_MECHANISM, error)) < 0 ||
      (colour = heng_call_choose ("--colour", written->colour, colours, 0, error)) < 0 ||
      (matrix_order = heng_call_choose ("--matrix-order", written->matrix_order, matrix_orders, 0, error)) < 0 ||
      (unit = heng_call_choose ("--unit", written->unit, units, HENG_MONEY_UNIT_WAN, error)) < 0)
    return FALSE;
  if (written->dark && colour == 2)
    {
      heng_call_set_usage (error, "--dark", _("a colour: grey is for paper"));
      return FALSE;
    }

  figure->diagram = (HengFlowDiagram) diagram;
  figure->grid_path = written->grid;
  figure->middle = (HengFlowMiddle) middle;
  figure->matrix_order = matrix_order == 1 ? HENG_FLOW_MATRIX_BY_BLOCKS : HENG_FLOW_MATRIX_BY_CODE;
  figure->colouring = colour == 1 ? HENG_FLOW_COLOUR_DIRECTION : HENG_FLOW_COLOUR_MECHANISM;
  figure->unit = (HengMoneyUnit) unit;
  order->palette = colour == 2 ? HENG_FLOW_PALETTE_GREY : written->dark ? HENG_FLOW_PALETTE_DARK : HENG_FLOW_PALETTE_LIGHT;
  return TRUE;
}

/* What a diagram has no use for is not silently left aside. */
static gboolean
check_diagram (const HengFlowWrittenOptions  *written,
               const HengFlowFigure          *figure,
               GError                       **error)
{
  gboolean is_sankey = figure->diagram == HENG_FLOW_DIAGRAM_SANKEY;
  gboolean has_tiles = figure->diagram == HENG_FLOW_DIAGRAM_TILES || figure->diagram == HENG_FLOW_DIAGRAM_OD_MAP;

  if (written->output == NULL)
    return TRUE;
  if (written->grid != NULL && !has_tiles)
    heng_call_set_usage (error, "--grid", "--diagram map, --diagram odmap");
  else if (written->matrix_order != NULL && figure->diagram != HENG_FLOW_DIAGRAM_MATRIX)
    heng_call_set_usage (error, "--matrix-order", "--diagram matrix");
  else if ((written->order != NULL || written->save_order != NULL || written->middle != NULL) && !is_sankey)
    heng_call_set_usage (error, written->order != NULL ? "--order" : written->middle != NULL ? "--middle" : "--save-order",
                         "--diagram sankey");
  else
    return TRUE;

  return FALSE;
}

static gboolean
read_years (const HengFlowWrittenOptions  *written,
            HengFlowFigure                *figure,
            GError                       **error)
{
  gboolean is_one_year = written->year != NULL;
  int year = 0;

  if (!heng_flow_option_get_whole ("--year", written->year, 1, YEAR_MAX, "1 … 9999", &year, error))
    return FALSE;
  if (is_one_year && written->by_year)
    heng_call_set_usage (error, "--year, --by-year", _("one year or each of them, not both"));
  else if (written->difference && !is_one_year)
    heng_call_set_usage (error, "--difference", "--year");
  else if (written->output != NULL && figure->diagram != HENG_FLOW_DIAGRAM_SANKEY && (written->by_year || written->difference))
    heng_call_set_usage (error, written->by_year ? "--by-year" : "--difference", "--diagram sankey");
  else
    {
      figure->is_series = written->by_year;
      figure->year = year;
      figure->with_difference = written->difference;
      return TRUE;
    }

  return FALSE;
}

static gboolean
read_threshold (const HengFlowWrittenOptions  *written,
                HengFlowFigure                *figure,
                GError                       **error)
{
  guint n_thresholds = (written->top != NULL) + (written->share != NULL) + (written->min_amount != NULL);
  int top = 0;

  if (n_thresholds > 1)
    {
      heng_call_set_usage (error, "--top, --share, --min-amount", _("only one of them"));
      return FALSE;
    }
  if (!heng_flow_option_get_whole ("--top", written->top, 1, G_MAXINT, _("a whole number above zero"), &top, error))
    return FALSE;

  figure->max_nodes = (guint) top;
  return written->share == NULL || heng_flow_option_get_share ("--share", written->share, &figure->min_share, error);
}

static gboolean
read_order (const HengFlowWrittenOptions  *written,
            HengFlowOrder                 *order,
            GError                       **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *text = NULL;
  gsize length_bytes;

  if (written->order == NULL)
    return TRUE;
  if (!g_file_get_contents (written->order, &text, &length_bytes, &local_error))
    {
      heng_error_set (error, HENG_ERROR_FILE_READ, written->order, local_error->message, NULL);
      return FALSE;
    }
  if (!g_utf8_validate (text, (gssize) length_bytes, NULL))
    heng_error_set (&local_error, HENG_ERROR_JSON_ENCODING, NULL);
  else
    order->arrangement = heng_flow_arrangement_new_from_text (text, &local_error);
  if (local_error != NULL)
    {
      heng_error_place (&local_error, written->order, 0, 0);
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  order->figure.order_of_payers = (const char *const *) order->arrangement->payers;
  order->figure.order_of_middles = (const char *const *) order->arrangement->middles;
  order->figure.order_of_receivers = (const char *const *) order->arrangement->receivers;
  return TRUE;
}

/* ---- which flows ---- */

static gboolean
read_query (const HengFlowWrittenOptions  *written,
            HengFlowFigure                *figure,
            GError                       **error)
{
  static const char *const measures[] = { "accrued", "paid", "outstanding", "overdue", NULL };
  static const char *const mechanisms[] = {
    "watershed", "ecology", "grain", "resource", "market", "benefit-sharing", "assistance", "transfer", NULL,
  };
  int measure = heng_call_choose ("--what", written->what, measures, HENG_FLOW_ACCRUED, error), mechanism = -1;

  if (measure < 0 || (written->mechanism != NULL &&
                      (mechanism = heng_call_choose ("--mechanism", written->mechanism, mechanisms, 0, error)) < 0))
    return FALSE;
  if (written->on != NULL && measure != HENG_FLOW_OVERDUE)
    {
      heng_call_set_usage (error, "--on", "--what overdue");
      return FALSE;
    }

  figure->query.measure = (HengFlowMeasure) measure;
  figure->query.mechanism = mechanism;
  figure->query.region = written->region;
  figure->query.commodity = written->commodity;
  if (written->known_on != NULL && *written->known_on != '#' && !heng_day_parse (written->known_on, &figure->known_day, error))
    return FALSE;

  if (!heng_flow_option_get_day ("--from", written->from, &figure->query.from_day, error) ||
      !heng_flow_option_get_day ("--to", written->to, &figure->query.to_day, error) ||
      !heng_flow_option_get_day ("--on", written->on, &figure->query.on_day, error))
    return FALSE;
  if (figure->query.from_day == HENG_DAY_NONE || figure->query.to_day == HENG_DAY_NONE ||
      figure->query.from_day <= figure->query.to_day)
    return TRUE;
  heng_call_set_usage (error, "--from, --to", _("a first day that is not after the last"));
  return FALSE;
}

gboolean
heng_flow_order_read (const HengFlowWrittenOptions  *written,
                      HengFlowOrder                 *order,
                      GError                       **error)
{
  heng_flow_figure_init (&order->figure);
  return read_output (written, order, error) && read_size (written, &order->figure, error) && read_look (written, order, error) &&
         check_diagram (written, &order->figure, error) && read_years (written, &order->figure, error) &&
         read_threshold (written, &order->figure, error) && read_query (written, &order->figure, error) && read_order (written, order, error);
}

static gboolean
check_commodity (HengBook    *book,
                 const char  *commodity,
                 GError     **error)
{
  g_autoptr (GPtrArray) known = NULL;
  g_autoptr (GString) list = g_string_new (NULL);

  if (commodity == NULL)
    return TRUE;
  known = heng_book_list_commodities (book, error);
  if (known == NULL)
    return FALSE;
  if (g_ptr_array_find_with_equal_func (known, commodity, g_str_equal, NULL))
    return TRUE;

  for (guint i = 0; i < known->len; i++)
    g_string_append_printf (list, "%s%s", i > 0 ? ", " : "", (const char *) g_ptr_array_index (known, i));
  heng_flow_option_refuse ("--commodity", commodity, list->str, error);
  return FALSE;
}

static gboolean
read_min_amount (const HengFlowWrittenOptions  *written,
                 HengBook                      *book,
                 gint64                        *amount,
                 GError                       **error)
{
  const char *currency = heng_book_get_currency (book);
  const char *commodity = written->commodity != NULL ? written->commodity : currency;
  g_autoptr (GError) local_error = NULL;

  if (written->min_amount == NULL)
    return TRUE;
  if (!heng_amount_parse (written->min_amount, heng_commodity_digits (commodity, currency), amount, &local_error))
    {
      heng_error_place (&local_error, "--min-amount", 0, 0);
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (*amount > 0)
    return TRUE;

  heng_flow_option_refuse ("--min-amount", written->min_amount, _("an amount above zero, such as 100万"), error);
  return FALSE;
}

gboolean
heng_flow_order_complete (const HengFlowWrittenOptions  *written,
                          HengFlowOrder                 *order,
                          HengBook                      *book,
                          GError                       **error)
{
  return check_commodity (book, written->commodity, error) &&
         heng_call_get_known (book, written->known_on, &order->figure.query.known, error) &&
         read_min_amount (written, book, &order->figure.min_amount_minor, error);
}
