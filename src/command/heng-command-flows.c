// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-call.h"

#include "heng-error.h"
#include "heng-flow-figure.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A drawing smaller than this shows nothing, one larger is no page. */
#define SIZE_PT_MIN 200
#define SIZE_PT_MAX 20000

typedef struct
{
  char *diagram;
  char *what;
  char *from;
  char *to;
  char *mechanism;
  char *commodity;
  char *output;
  char *known_on;
  char *grid;
  int   width;
  int   height;
} Options;

static void
options_clear (Options *self)
{
  g_free (self->diagram);
  g_free (self->what);
  g_free (self->from);
  g_free (self->to);
  g_free (self->mechanism);
  g_free (self->commodity);
  g_free (self->output);
  g_free (self->known_on);
  g_free (self->grid);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

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
  heng_call_set_usage (error, commodity, list->str);
  return FALSE;
}

static gboolean
check_output (const Options  *options,
              GError        **error)
{
  static const char *const endings[] = { ".svg", ".pdf", ".png", ".json" };

  if (options->output == NULL)
    {
      heng_call_set_usage (error, _("The output file is missing"), "--output FILE.svg");
      return FALSE;
    }
  if (options->width < SIZE_PT_MIN || options->width > SIZE_PT_MAX || options->height < SIZE_PT_MIN || options->height > SIZE_PT_MAX)
    {
      heng_call_set_usage (error, "--width, --height", "200 … 20000");
      return FALSE;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (options->output, endings[i]))
      return TRUE;

  heng_error_set (error, HENG_ERROR_FLOW_FORMAT, options->output, NULL);
  return FALSE;
}

/* All that can be said of the options without the book. */
static gboolean
fill_figure (const Options   *options,
             HengFlowFigure  *figure,
             GError         **error)
{
  static const char *const diagrams[] = { "sankey", "network", "chord", "matrix", "map", "odmap", NULL };
  static const char *const measures[] = { "accrued", "paid", "outstanding", NULL };
  static const char *const mechanisms[] = {
    "watershed", "ecology", "grain", "resource", "market", "benefit-sharing", "assistance", "transfer", NULL,
  };
  int diagram = heng_call_choose ("--diagram", options->diagram, diagrams, 0, error), measure, mechanism;

  if (diagram < 0 || (measure = heng_call_choose ("--what", options->what, measures, 0, error)) < 0)
    return FALSE;
  mechanism = -1;
  if (options->mechanism != NULL && (mechanism = heng_call_choose ("--mechanism", options->mechanism, mechanisms, 0, error)) < 0)
    return FALSE;

  heng_flow_figure_init (figure);
  figure->diagram = (HengFlowDiagram) diagram;
  figure->query.measure = (HengFlowMeasure) measure;
  figure->query.mechanism = mechanism;
  figure->query.commodity = options->commodity;
  figure->grid_path = options->grid;
  figure->width_pt = options->width;
  figure->height_pt = options->height;
  if (options->known_on != NULL && *options->known_on != '#' && !heng_day_parse (options->known_on, &figure->known_day, error))
    return FALSE;

  return heng_call_get_day (options->from, HENG_DAY_NONE, &figure->query.from_day, error) &&
         heng_call_get_day (options->to, HENG_DAY_NONE, &figure->query.to_day, error);
}

static gboolean
write_output (HengBook              *book,
              const HengFlowFigure  *figure,
              const char            *path,
              GError               **error)
{
  g_autoptr (HengFlowLayout) layout = heng_flow_figure_new_layout (book, figure, NULL, error);
  const char *commodity = figure->query.commodity != NULL ? figure->query.commodity : heng_book_get_currency (book);
  g_autofree char *json = NULL;
  g_autoptr (GError) local_error = NULL;

  if (layout == NULL)
    return FALSE;
  if (!g_str_has_suffix (path, ".json"))
    return heng_flow_figure_write (layout, HENG_FLOW_PALETTE_LIGHT, path, error);

  json = heng_flow_figure_to_json (book, layout, commodity);
  if (g_file_set_contents (path, json, -1, &local_error))
    return TRUE;
  heng_error_set (error, HENG_ERROR_FILE_WRITE, path, local_error->message, NULL);
  return FALSE;
}

gboolean
heng_command_flows (HengCall  *call,
                    GError   **error)
{
  g_auto (Options) options = { .width = 1200, .height = 800 };
  g_autoptr (HengBook) book = NULL;
  HengFlowFigure figure;
  const GOptionEntry entries[] = {
    { "diagram", 0, 0, G_OPTION_ARG_STRING, &options.diagram, N_("sankey (default), network, chord, matrix, map or odmap"), N_("DIAGRAM") },
    { "what", 0, 0, G_OPTION_ARG_STRING, &options.what, N_("accrued (default), paid or outstanding"), N_("WHAT") },
    { "from", 0, 0, G_OPTION_ARG_STRING, &options.from, N_("Assessed periods (paid: payments) from this day on"), N_("DATE") },
    { "to", 0, 0, G_OPTION_ARG_STRING, &options.to, N_("Assessed periods (paid: payments) up to this day"), N_("DATE") },
    { "mechanism", 0, 0, G_OPTION_ARG_STRING, &options.mechanism, N_("Only this mechanism"), N_("MECHANISM") },
    { "commodity", 0, 0, G_OPTION_ARG_STRING, &options.commodity, N_("What flows (default: money)"), N_("UNIT") },
    { "width", 0, 0, G_OPTION_ARG_INT, &options.width, N_("Width in points (default: 1200)"), N_("POINTS") },
    { "height", 0, 0, G_OPTION_ARG_INT, &options.height, N_("Height in points (default: 800)"), N_("POINTS") },
    { "known-on", 0, 0, G_OPTION_ARG_STRING, &options.known_on, N_("As known at the end of a day, or after fact #N"), N_("DATE") },
    { "grid", 0, 0, G_OPTION_ARG_FILENAME, &options.grid, N_("The arrangement of tiles (map, odmap): code,row,column…"), N_("FILE.csv") },
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &options.output, N_("The file: .svg, .pdf, .png or .json"), N_("FILE") },
    G_OPTION_ENTRY_NULL,
  };

  return heng_call_parse (call, entries, 1, 1, error) && check_output (&options, error) && fill_figure (&options, &figure, error) &&
         (book = heng_call_open (call, FALSE, error)) != NULL && check_commodity (book, options.commodity, error) &&
         heng_call_get_known (book, options.known_on, &figure.query.known, error) &&
         write_output (book, &figure, options.output, error);
}
