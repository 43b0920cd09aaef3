// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-call.h"

#include "heng-error.h"
#include "heng-file.h"
#include "heng-flow-options.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
save_order (HengFlowLayout  *layout,
            const char      *path,
            GError         **error)
{
  g_autoptr (HengFlowArrangement) arrangement = path != NULL ? heng_flow_arrangement_new_from_layout (layout) : NULL;
  g_autofree char *text = path != NULL ? heng_flow_arrangement_to_text (arrangement) : NULL;

  return path == NULL || heng_file_write_text (path, text, error);
}

static gboolean
draw (HengBook                      *book,
      const HengFlowWrittenOptions  *written,
      const HengFlowOrder           *order,
      GError                       **error)
{
  g_autoptr (HengFlowLayout) layout = heng_flow_figure_new_layout (book, &order->figure, NULL, error);
  g_autofree char *json = NULL;

  if (layout == NULL)
    return FALSE;
  if (g_str_has_suffix (written->output, ".json"))
    {
      json = heng_flow_figure_to_json (book, layout, written->commodity != NULL ? written->commodity : heng_book_get_currency (book));
      if (!heng_file_write_text (written->output, json, error))
        return FALSE;
    }
  else if (!heng_flow_figure_write (layout, order->palette, written->output, error))
    return FALSE;

  return save_order (layout, written->save_order, error);
}

gboolean
heng_command_flows (HengCall  *call,
                    GError   **error)
{
  g_auto (HengFlowWrittenOptions) written = { 0 };
  g_auto (HengFlowOrder) order = { 0 };
  g_autoptr (HengBook) book = NULL;
  const GOptionEntry entries[] = {
    { "diagram", 0, 0, G_OPTION_ARG_STRING, &written.diagram, N_("sankey (default), network, chord, matrix, map or odmap"), N_("DIAGRAM") },
    { "what", 0, 0, G_OPTION_ARG_STRING, &written.what, N_("accrued (default), paid, outstanding or overdue"), N_("WHAT") },
    { "from", 0, 0, G_OPTION_ARG_STRING, &written.from, N_("Assessed periods (paid: payments) from this day on"), N_("DATE") },
    { "to", 0, 0, G_OPTION_ARG_STRING, &written.to, N_("Assessed periods (paid: payments) up to this day"), N_("DATE") },
    { "on", 0, 0, G_OPTION_ARG_STRING, &written.on, N_("The day on which it is overdue (default: today)"), N_("DATE") },
    { "mechanism", 0, 0, G_OPTION_ARG_STRING, &written.mechanism, N_("Only this mechanism"), N_("MECHANISM") },
    { "region", 0, 0, G_OPTION_ARG_STRING, &written.region, N_("Only flows of this region and those below it"), N_("CODE") },
    { "commodity", 0, 0, G_OPTION_ARG_STRING, &written.commodity, N_("What flows (default: money)"), N_("UNIT") },
    { "min-amount", 0, 0, G_OPTION_ARG_STRING, &written.min_amount, N_("Regions of less become “other”"), N_("AMOUNT") },
    { "top", 0, 0, G_OPTION_ARG_STRING, &written.top, N_("All but the largest regions of a side become “other”"), N_("COUNT") },
    { "share", 0, 0, G_OPTION_ARG_STRING, &written.share, N_("All but the largest that make this share become “other”"), N_("SHARE") },
    { "by-year", 0, 0, G_OPTION_ARG_NONE, &written.by_year, N_("A picture for each year, on one scale"), NULL },
    { "year", 0, 0, G_OPTION_ARG_STRING, &written.year, N_("Only this year (of assessed periods, of payments)"), N_("YEAR") },
    { "difference", 0, 0, G_OPTION_ARG_NONE, &written.difference, N_("With the year before as outlines"), NULL },
    { "middle", 0, 0, G_OPTION_ARG_STRING, &written.middle, N_("The middle column: mechanism (default), programme or none"), N_("MIDDLE") },
    { "colour", 0, 0, G_OPTION_ARG_STRING, &written.colour,
      N_("By mechanism (default) or direction, or grey with hatching"), N_("COLOUR") },
    { "dark", 0, 0, G_OPTION_ARG_NONE, &written.dark, N_("On a dark ground"), NULL },
    { "unit", 0, 0, G_OPTION_ARG_STRING, &written.unit, N_("yuan, wan (default) or yi"), N_("UNIT") },
    { "order", 0, 0, G_OPTION_ARG_FILENAME, &written.order, N_("The order of the columns: ids line by line"), N_("FILE") },
    { "save-order", 0, 0, G_OPTION_ARG_FILENAME, &written.save_order, N_("Writes the order drawn to a file"), N_("FILE") },
    { "grid", 0, 0, G_OPTION_ARG_FILENAME, &written.grid, N_("The arrangement of tiles (map, odmap): code,row,column…"), N_("FILE.csv") },
    { "matrix-order", 0, 0, G_OPTION_ARG_STRING, &written.matrix_order,
      N_("Of a matrix: by code (default) or in blocks of those who give to each other"), N_("code|blocks") },
    { "width", 0, 0, G_OPTION_ARG_STRING, &written.width, N_("Width in points (default: 1200)"), N_("POINTS") },
    { "height", 0, 0, G_OPTION_ARG_STRING, &written.height, N_("Height in points (default: 800)"), N_("POINTS") },
    { "paper", 0, 0, G_OPTION_ARG_STRING, &written.paper, N_("a4 or a3, landscape, in place of a size"), N_("PAPER") },
    { "known-on", 0, 0, G_OPTION_ARG_STRING, &written.known_on, N_("As known at the end of a day, or after fact #N"), N_("DATE") },
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &written.output, N_("The file: .svg, .pdf, .png or .json"), N_("FILE") },
    { "format", 0, 0, G_OPTION_ARG_STRING, &written.format, N_("table, csv or json: a list in place of a picture"), N_("FORMAT") },
    G_OPTION_ENTRY_NULL,
  };

  if (!heng_call_parse (call, entries, 1, 1, error) || !heng_flow_order_read (&written, &order, error) ||
      (book = heng_call_open (call, FALSE, error)) == NULL || !heng_flow_order_complete (&written, &order, book, error))
    return FALSE;

  return written.output != NULL ? draw (book, &written, &order, error)
                                : heng_flow_list_print (book, &order.figure, order.format, written.unit != NULL, error);
}
