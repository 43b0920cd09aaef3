// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-preview.h"

#include "heng-book-balances.h"
#include "heng-book-settle.h"
#include "heng-call.h"
#include "heng-json-write.h"
#include "heng-text-table.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Rows and periods that a table shows; JSON has all. */
#define ROWS_MAX 40

/* What needs a look comes first; what would change nothing is only counted. */
static const HengIntakeClass order[] = { HENG_INTAKE_CONFLICT, HENG_INTAKE_REVISION, HENG_INTAKE_WITHDRAWAL, HENG_INTAKE_NEW };

static char *
format_amount (HengBook             *book,
               const HengDifference *difference)
{
  return heng_amount_format (difference->amount_minor, heng_commodity_digits (difference->commodity, heng_book_get_currency (book)),
                             heng_book_get_digits_shown (book, difference->commodity));
}

/* ---- for people ---- */

static void
print_counts (HengIntake             *intake,
              const HengImportReport *report)
{
  g_autoptr (HengTextTable) table = heng_text_table_new ("lr");

  heng_text_table_add (table, (const char *[]) { _("Observations"), _("Rows") });
  for (guint kind = 0; kind < HENG_N_INTAKE_CLASSES; kind++)
    {
      g_autofree char *count = g_strdup_printf ("%u", heng_intake_get_n_of (intake, (HengIntakeClass) kind));

      heng_text_table_add (table, (const char *[]) { heng_wording_intake_class ((HengIntakeClass) kind), count });
    }
  if (report->n_observations_unfilled > 0)
    {
      g_autofree char *count = g_strdup_printf ("%u", report->n_observations_unfilled);

      heng_text_table_add (table, (const char *[]) { _("not filled in"), count });
    }
  if (heng_intake_get_n_implausible (intake) > 0)
    {
      g_autofree char *count = g_strdup_printf ("%u", heng_intake_get_n_implausible (intake));

      heng_text_table_add (table, (const char *[]) { _("outside the limits of plausibility"), count });
    }
  heng_text_table_print (table);
}

/* What a row has to say besides its value. */
static char *
describe (const HengIntakeRow *row)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (row->other_source != NULL && row->kind == HENG_INTAKE_CONFLICT)
    {
      /* Translators: a source of observations, then its value */
      g_autofree char *other = heng_wording_fill (_("%1$s has %2$s"), *row->other_source != '\0' ? row->other_source : "–",
                                                  row->other_value, "", "");

      g_string_append_printf (text, "%s; %s", other, row->counts ? _("this row counts") : _("this row does not count"));
    }
  else if (row->kind == HENG_INTAKE_WITHDRAWAL)
    {
      g_autofree char *other = heng_wording_fill (_("then %1$s counts with %2$s"),
                                                  row->other_source != NULL && *row->other_source != '\0' ? row->other_source : "–",
                                                  row->other_value != NULL ? row->other_value : "", "", "");

      g_string_append (text, row->other_value != NULL ? other : _("then nothing is known"));
    }
  if (row->is_implausible)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "; " : "", _("outside the limits of plausibility"));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
add_row (HengTextTable       *table,
         const HengIntakeRow *row)
{
  g_autofree char *base = row->file != NULL ? g_path_get_basename (row->file) : g_strdup ("");
  g_autofree char *place = g_strdup_printf ("%s:%u", base, row->line), *period = heng_period_format (row->period);
  g_autofree char *remark = describe (row);
  const char *before = row->before != NULL ? row->before : row->has_before ? "–" : "";

  heng_text_table_add (table, (const char *[]) { place, heng_wording_intake_class (row->kind), row->agreement, row->indicator, period,
                                                 row->source, before, row->value != NULL ? row->value : "–", remark });
}

static void
print_rest (guint n_more)
{
  if (n_more > 0)
    {
      g_print (ngettext ("… and %u more\n", "… and %u more\n", n_more), n_more);
    }
}

static void
print_rows (HengIntake *intake)
{
  g_autoptr (HengTextTable) table = heng_text_table_new ("llllllrrl");
  guint n_shown = 0, n_all = 0;

  heng_text_table_add (table, (const char *[]) { _("Row"), _("Would be"), _("Agreement"), _("Indicator"), _("Period"), _("Source"),
                                                 _("Before"), _("Value"), _("Remark") });
  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    {
      g_autoptr (GArray) rows = heng_intake_find_rows (intake, (int) order[i], FALSE);

      n_all += rows->len;
      for (guint j = 0; j < rows->len && n_shown < ROWS_MAX; j++, n_shown++)
        {
          HengIntakeRow row;

          heng_intake_get_row (intake, g_array_index (rows, guint, j), &row);
          add_row (table, &row);
        }
    }
  if (n_all == 0)
    return;

  g_print ("\n");
  heng_text_table_print (table);
  print_rest (n_all - n_shown);
}

static void
print_periods (HengBook   *book,
               HengIntake *intake)
{
  g_autoptr (HengTextTable) table = heng_text_table_new ("lllllrl");
  GPtrArray *periods = heng_intake_get_periods (intake);
  guint n_shown = MIN (periods->len, ROWS_MAX);

  if (periods->len == 0)
    return;

  heng_text_table_add (table, (const char *[]) { _("Settle again"), _("Period"), _("Status"), _("From"), _("To"), _("Difference"),
                                                 _("Unit") });
  for (guint i = 0; i < n_shown; i++)
    {
      const HengIntakePeriod *found = g_ptr_array_index (periods, i);
      g_autofree char *period = heng_period_format (found->period);
      const char *status = heng_wording_settlement_status (found->status);

      if (found->differences->len == 0)
        heng_text_table_add (table, (const char *[]) { found->agreement, period, status, "", "", "–", "" });
      for (guint j = 0; j < found->differences->len; j++)
        {
          const HengDifference *difference = g_ptr_array_index (found->differences, j);
          g_autofree char *amount = format_amount (book, difference);

          heng_text_table_add (table, (const char *[]) { j == 0 ? found->agreement : "", j == 0 ? period : "", j == 0 ? status : "",
                                                         difference->from, difference->to, amount, difference->commodity });
        }
    }
  g_print ("\n");
  heng_text_table_print (table);
  print_rest (periods->len - n_shown);
}

void
heng_preview_print (HengBook               *book,
                    HengIntake             *intake,
                    const HengImportReport *report)
{
  print_counts (intake, report);
  print_rows (intake);
  print_periods (book, intake);
}

/* ---- for programs ---- */

static void
write_object (JsonObject *object,
              gboolean    first)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *text = NULL;

  json_node_take_object (node, object);
  text = heng_json_write (node, 0);
  heng_call_write_utf8 (first ? "\n" : ",\n");
  heng_call_write_utf8 (text);
}

static JsonObject *
counts_to_json (HengIntake             *intake,
                const HengImportReport *report)
{
  JsonObject *counts = json_object_new ();

  for (guint kind = 0; kind < HENG_N_INTAKE_CLASSES; kind++)
    json_object_set_int_member (counts, heng_intake_class_get_name ((HengIntakeClass) kind),
                                heng_intake_get_n_of (intake, (HengIntakeClass) kind));
  json_object_set_int_member (counts, "implausible", heng_intake_get_n_implausible (intake));
  json_object_set_int_member (counts, "unfilled", report->n_observations_unfilled);
  return counts;
}

static JsonObject *
period_to_json (HengBook               *book,
                const HengIntakePeriod *found)
{
  JsonObject *object = json_object_new ();
  JsonArray *differences = json_array_new ();
  g_autofree char *period = heng_period_format (found->period);

  heng_json_set_string (object, "agreement", found->agreement);
  heng_json_set_string (object, "period", period);
  heng_json_set_string (object, "status", heng_settlement_status_get_name (found->status));
  for (guint i = 0; i < found->differences->len; i++)
    {
      const HengDifference *difference = g_ptr_array_index (found->differences, i);
      JsonObject *member = json_object_new ();
      g_autofree char *amount = format_amount (book, difference);

      heng_json_set_string (member, "from", difference->from);
      heng_json_set_string (member, "to", difference->to);
      heng_json_set_string (member, "amount", amount);
      heng_json_set_string (member, "commodity", difference->commodity);
      json_array_add_object_element (differences, member);
    }
  json_object_set_array_member (object, "differences", differences);
  return object;
}

static void
set_or_null (JsonObject *object,
             const char *key,
             const char *text)
{
  if (text != NULL)
    heng_json_set_string (object, key, text);
  else
    json_object_set_null_member (object, key);
}

static JsonObject *
row_to_json (const HengIntakeRow *row)
{
  JsonObject *object = json_object_new ();
  g_autofree char *period = heng_period_format (row->period);

  heng_json_set_string (object, "class", heng_intake_class_get_name (row->kind));
  heng_json_set_string (object, "file", row->file);
  json_object_set_int_member (object, "line", row->line);
  heng_json_set_string (object, "agreement", row->agreement);
  heng_json_set_string (object, "indicator", row->indicator);
  heng_json_set_string (object, "period", period);
  heng_json_set_string (object, "source", row->source);
  set_or_null (object, "value", row->value);
  if (row->has_before)
    set_or_null (object, "before", row->before);
  if (row->other_source != NULL)
    {
      JsonObject *other = json_object_new ();

      heng_json_set_string (other, "source", row->other_source);
      heng_json_set_string (other, "value", row->other_value);
      json_object_set_object_member (object, "other", other);
    }
  json_object_set_boolean_member (object, "counts", row->counts);
  json_object_set_boolean_member (object, "plausible", !row->is_implausible);
  return object;
}

/* Row by row, so that a table of any length takes no more memory than it has already. */
void
heng_preview_print_json (HengBook               *book,
                         HengIntake             *intake,
                         const HengImportReport *report)
{
  g_autoptr (JsonNode) counts = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *text = NULL;
  GPtrArray *periods = heng_intake_get_periods (intake);

  json_node_take_object (counts, counts_to_json (intake, report));
  text = heng_json_write (counts, 0);
  heng_call_write_utf8 ("{\"counts\": ");
  heng_call_write_utf8 (text);
  heng_call_write_utf8 (",\n\"periods\": [");
  for (guint i = 0; i < periods->len; i++)
    write_object (period_to_json (book, g_ptr_array_index (periods, i)), i == 0);
  heng_call_write_utf8 ("],\n\"rows\": [");
  for (guint i = 0; i < heng_intake_get_n_rows (intake); i++)
    {
      HengIntakeRow row;

      heng_intake_get_row (intake, i, &row);
      write_object (row_to_json (&row), i == 0);
    }
  heng_call_write_utf8 ("]}\n");
}
