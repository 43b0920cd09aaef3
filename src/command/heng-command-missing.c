// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-call.h"

#include "heng-book-intake.h"
#include "heng-csv-reader.h"
#include "heng-import.h"
#include "heng-json-write.h"
#include "heng-text-table.h"

#include <glib/gi18n-lib.h>

/* Rows asked for at once. */
#define PAGE_ROWS 1000

typedef enum
{
  FORMAT_TABLE,
  FORMAT_CSV,
  FORMAT_JSON
} Format;

typedef struct
{
  HengBook         *book;
  HengMissingQuery  query;
  Format            format;
  HengTextTable    *table; /* (nullable) */
  gboolean          any;
} Listing;

/* The statements that wait, by period: "2021: 1, 3; 2022: 3". */
static char *
describe_waiting (const HengMissingRow *row)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < row->waiting->len; i++)
    {
      const HengWaitingRule *waiting = &g_array_index (row->waiting, HengWaitingRule, i);

      if (i > 0 && heng_period_equal (waiting->period, g_array_index (row->waiting, HengWaitingRule, i - 1).period))
        g_string_append_printf (text, ", %u", waiting->statement + 1);
      else
        {
          g_autofree char *period = heng_period_format (waiting->period);

          g_string_append_printf (text, "%s%s: %u", i > 0 ? "; " : "", period, waiting->statement + 1);
        }
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
add_to_table (Listing              *self,
              const HengMissingRow *row)
{
  g_autofree char *period = heng_period_format (row->period), *waiting = describe_waiting (row);

  heng_text_table_add (self->table, (const char *[]) { row->agreement, row->indicator, period, row->unit != NULL ? row->unit : "",
                                                       row->section != NULL ? row->section : "", waiting });
}

/* A table of observations to be filled in; an empty value would withdraw. */
static void
print_csv (const HengMissingRow *row)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *period = heng_period_format (row->period);

  heng_csv_append (text, row->agreement);
  g_string_append_c (text, ',');
  heng_csv_append (text, row->indicator);
  g_string_append_printf (text, ",%s,%s,,,\r\n", period, HENG_IMPORT_UNFILLED);
  heng_call_write_utf8 (text->str);
}

static void
print_json (Listing              *self,
            const HengMissingRow *row)
{
  JsonObject *object = json_object_new ();
  JsonArray *array = json_array_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *period = heng_period_format (row->period), *text = NULL;

  heng_json_set_string (object, "agreement", row->agreement);
  heng_json_set_string (object, "indicator", row->indicator);
  heng_json_set_string (object, "period", period);
  heng_json_set_string (object, "unit", row->unit);
  heng_json_set_string (object, "section", row->section);
  heng_json_set_string (object, "observed", heng_period_kind_get_name (row->observed));
  for (guint i = 0; i < row->waiting->len; i++)
    {
      const HengWaitingRule *waiting = &g_array_index (row->waiting, HengWaitingRule, i);
      JsonObject *member = json_object_new ();
      g_autofree char *assessed = heng_period_format (waiting->period);

      heng_json_set_string (member, "period", assessed);
      json_object_set_int_member (member, "line", waiting->statement + 1);
      heng_json_set_string (member, "text", waiting->text);
      json_array_add_object_element (array, member);
    }
  json_object_set_array_member (object, "waiting", array);
  json_node_take_object (node, object);
  text = heng_json_write (node, 0);
  heng_call_write_utf8 (self->any ? ",\n" : "\n");
  heng_call_write_utf8 (text);
}

static void
show (Listing              *self,
      const HengMissingRow *row)
{
  switch (self->format)
    {
    case FORMAT_CSV:
      print_csv (row);
      break;
    case FORMAT_JSON:
      print_json (self, row);
      break;
    case FORMAT_TABLE:
    default:
      add_to_table (self, row);
      break;
    }
  self->any = TRUE;
}

static void
begin_output (Listing *self)
{
  if (self->format == FORMAT_JSON)
    heng_call_write_utf8 ("{\"missing\": [");
  else if (self->format == FORMAT_CSV)
    heng_call_write_utf8 ("agreement,indicator,period,value,source,method,document\r\n");
  else
    {
      self->table = heng_text_table_new ("llllll");
      heng_text_table_add (self->table, (const char *[]) { _("Agreement"), _("Indicator"), _("Period"), _("Unit"), _("Section"),
                                                           _("Waiting (period: rules)") });
    }
}

static void
end_output (Listing *self)
{
  if (self->format == FORMAT_JSON)
    heng_call_write_utf8 (self->any ? "\n]}\n" : "]}\n");
  else if (self->table != NULL && self->any)
    heng_text_table_print (self->table);
  else if (self->table != NULL)
    g_print ("%s\n", _("Nothing is missing."));
}

static gboolean
list_all (Listing  *self,
          GError  **error)
{
  g_autofree char *after = NULL;

  do
    {
      char *next = NULL;
      g_autoptr (GPtrArray) rows = heng_book_list_missing (self->book, &self->query, after, PAGE_ROWS, 0, NULL, &next, error);

      if (rows == NULL)
        return FALSE;
      for (guint i = 0; i < rows->len; i++)
        show (self, g_ptr_array_index (rows, i));
      g_free (after);
      after = next;
    }
  while (after != NULL);

  return TRUE;
}

gboolean
heng_command_missing (HengCall  *call,
                      GError   **error)
{
  static const char *const formats[] = { "table", "csv", "json", NULL };
  g_autofree char *agreement = NULL, *period = NULL, *date = NULL, *known_on = NULL, *format = NULL;
  g_autoptr (HengBook) book = NULL;
  g_autoptr (HengTextTable) table = NULL;
  Listing listing = { 0 };
  HengPeriod within;
  int chosen;
  gboolean done;
  const GOptionEntry entries[] = {
    { "agreement", 0, 0, G_OPTION_ARG_STRING, &agreement, N_("Only this agreement"), N_("CODE") },
    { "period", 0, 0, G_OPTION_ARG_STRING, &period, N_("Only what assessed periods within this one lack"), N_("PERIOD") },
    { "date", 0, 0, G_OPTION_ARG_STRING, &date, N_("What has ended by this day (default: today)"), N_("DATE") },
    { "known-on", 0, 0, G_OPTION_ARG_STRING, &known_on, N_("As known at the end of a day, or after fact #N"), N_("DATE") },
    { "format", 0, 0, G_OPTION_ARG_STRING, &format, N_("table, csv (a table of observations to be filled in) or json"), N_("FORMAT") },
    G_OPTION_ENTRY_NULL,
  };

  if (!heng_call_parse (call, entries, 1, 1, error) || (chosen = heng_call_choose ("--format", format, formats, 0, error)) < 0 ||
      (period != NULL && !heng_period_parse (period, &within, error)) || (book = heng_call_open (call, FALSE, error)) == NULL ||
      !heng_call_get_known (book, known_on, &listing.query.known, error) ||
      !heng_call_get_day (date, heng_book_get_today (book), &listing.query.ended_by, error))
    return FALSE;

  listing.book = book;
  listing.format = (Format) chosen;
  listing.query.agreement = agreement;
  listing.query.within = period != NULL ? &within : NULL;
  begin_output (&listing);
  table = listing.table;
  done = list_all (&listing, error);
  if (done)
    end_output (&listing);
  return done;
}
