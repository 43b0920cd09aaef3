// SPDX-License-Identifier: GPL-3.0-or-later
/* runs: which settlements of a period were booked, what each booked, and what was due after it. */
#include "heng-call.h"

#include "heng-book-runs.h"
#include "heng-book-settle.h"
#include "heng-exception-text.h"
#include "heng-json-write.h"
#include "heng-text-table.h"
#include "heng-wording-exception.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

static JsonArray *
differences_to_json (HengBook  *book,
                     GPtrArray *differences)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < differences->len; i++)
    {
      const HengDifference *pair = g_ptr_array_index (differences, i);

      json_array_add_object_element (array, heng_exception_amount_to_json (book, pair->from, pair->to, pair->amount_minor, pair->commodity));
    }
  return array;
}

/* null where there is none. */
static void
set_number (JsonObject *object,
            const char *key,
            gint64      number)
{
  if (number != 0)
    json_object_set_int_member (object, key, number);
  else
    json_object_set_null_member (object, key);
}

static JsonObject *
run_to_json (HengBook      *book,
             const HengRun *run)
{
  JsonObject *object = json_object_new ();
  g_autofree char *period = heng_period_format (run->period), *date = heng_day_format (run->date);
  g_autofree char *booked = heng_day_format (run->booked), *recorded = heng_day_format (heng_day_of_ms (run->recorded_ms));

  heng_json_set_string (object, "agreement", run->agreement);
  heng_json_set_string (object, "period", period);
  json_object_set_int_member (object, "run", run->number);
  heng_json_set_string (object, "kind", heng_run_kind_get_name (run->kind));
  if (run->kind == HENG_RUN_RESETTLEMENT)
    json_object_set_int_member (object, "resettlement", run->resettlement);
  set_number (object, "before", run->before);
  set_number (object, "entry", run->entry);
  set_number (object, "reversed_by", run->reversed_by);
  heng_json_set_string (object, "date", date);
  heng_json_set_string (object, "booked", booked);
  json_object_set_int_member (object, "known", run->known);
  heng_json_set_string (object, "recorded", recorded);
  heng_json_set_string (object, "by", run->recorded_by);
  json_object_set_array_member (object, "lines", differences_to_json (book, run->lines));
  json_object_set_array_member (object, "totals", differences_to_json (book, run->totals));
  return object;
}

static void
print_json (HengBook  *book,
            GPtrArray *runs)
{
  JsonObject *object = json_object_new ();
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < runs->len; i++)
    json_array_add_object_element (array, run_to_json (book, g_ptr_array_index (runs, i)));
  json_object_set_array_member (object, "runs", array);
  heng_call_take_json (object);
}

/* What of @differences is between the parties of @pair, in their direction. */
static gint64
find_amount (GPtrArray            *differences,
             const HengDifference *pair)
{
  for (guint i = 0; i < differences->len; i++)
    {
      const HengDifference *found = g_ptr_array_index (differences, i);

      if (strcmp (found->commodity, pair->commodity) != 0)
        continue;
      if (strcmp (found->from, pair->from) == 0 && strcmp (found->to, pair->to) == 0)
        return found->amount_minor;
      if (strcmp (found->from, pair->to) == 0 && strcmp (found->to, pair->from) == 0)
        return -found->amount_minor;
    }

  return 0;
}

static void
add_row (HengBook              *book,
         HengTextTable         *table,
         const HengRun         *run,
         const HengDifference  *pair,
         gboolean               first)
{
  g_autofree char *period = heng_period_format (run->period), *kind = heng_wording_run (run), *date = heng_day_format (run->date);
  g_autofree char *booked = heng_day_format (run->booked), *difference = NULL, *total = NULL;
  g_autofree char *number = g_strdup_printf ("%u", run->number);
  g_autofree char *entry = run->entry != 0 ? g_strdup_printf ("%" PRId64, run->entry) : g_strdup ("–");

  if (pair != NULL)
    {
      difference = heng_exception_format_amount (book, find_amount (run->lines, pair), pair->commodity);
      total = heng_exception_format_amount (book, find_amount (run->totals, pair), pair->commodity);
    }
  heng_text_table_add (table, (const char *[]) { first ? run->agreement : "", first ? period : "", first ? number : "", first ? kind : "",
                                                 first ? entry : "", first ? date : "", first ? booked : "",
                                                 pair != NULL ? pair->from : "", pair != NULL ? pair->to : "",
                                                 pair != NULL ? difference : "–", pair != NULL ? total : "–",
                                                 pair != NULL ? pair->commodity : "" });
}

/* A row for each pair that is due after the run, or that it brought to nothing. */
static void
add_rows (HengBook       *book,
          HengTextTable  *table,
          const HengRun  *run)
{
  gboolean first = TRUE;

  for (guint i = 0; i < run->totals->len + run->lines->len; i++)
    {
      const HengDifference *pair = i < run->totals->len ? g_ptr_array_index (run->totals, i)
                                                        : g_ptr_array_index (run->lines, i - run->totals->len);

      if (i >= run->totals->len && find_amount (run->totals, pair) != 0)
        continue;
      add_row (book, table, run, pair, first);
      first = FALSE;
    }
  if (first)
    add_row (book, table, run, NULL, TRUE);
}

gboolean
heng_command_runs (HengCall  *call,
                   GError   **error)
{
  static const char *const formats[] = { "table", "json", NULL };
  g_autofree char *agreement = NULL, *period_text = NULL, *known_on = NULL, *format = NULL;
  g_autoptr (HengTextTable) table = NULL;
  g_autoptr (GPtrArray) runs = NULL;
  g_autoptr (HengBook) book = NULL;
  HengPeriod period;
  gint64 known;
  int chosen;
  const GOptionEntry entries[] = {
    { "agreement", 0, 0, G_OPTION_ARG_STRING, &agreement, N_("Only this agreement"), N_("CODE") },
    { "period", 0, 0, G_OPTION_ARG_STRING, &period_text, N_("Only this period"), N_("PERIOD") },
    { "known-on", 0, 0, G_OPTION_ARG_STRING, &known_on, N_("As known at the end of a day, or after fact #N"), N_("DATE") },
    { "format", 0, 0, G_OPTION_ARG_STRING, &format, N_("table or json"), N_("FORMAT") },
    G_OPTION_ENTRY_NULL,
  };

  if (!heng_call_parse (call, entries, 1, 1, error) || (chosen = heng_call_choose ("--format", format, formats, 0, error)) < 0 ||
      (period_text != NULL && !heng_period_parse (period_text, &period, error)) ||
      (book = heng_call_open (call, FALSE, error)) == NULL || !heng_call_get_known (book, known_on, &known, error) ||
      (runs = heng_book_list_runs (book, agreement, period_text != NULL ? &period : NULL, known, error)) == NULL)
    return FALSE;

  if (chosen == 1)
    {
      print_json (book, runs);
      return TRUE;
    }
  table = heng_text_table_new ("llrlrllllrrl");
  heng_text_table_add (table, (const char *[]) { _("Agreement"), _("Period"), _("Run"), _("Kind"), _("Entry"), _("Date"), _("Booked on"),
                                                 _("From"), _("To"), _("Difference"), _("Total"), _("Unit") });
  for (guint i = 0; i < runs->len; i++)
    add_rows (book, table, g_ptr_array_index (runs, i));
  heng_text_table_print (table);
  return TRUE;
}
