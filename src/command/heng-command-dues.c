// SPDX-License-Identifier: GPL-3.0-or-later
/* dues: what is to be paid by when, what is late, and what that costs. */
#include "heng-call.h"

#include "heng-csv-reader.h"
#include "heng-dues-json.h"
#include "heng-text-table.h"
#include "heng-wording-dues.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* An instalment and the unit it belongs to: those of all units are listed by their days. */
typedef struct
{
  const HengDuesRow    *row;
  const HengInstalment *instalment;
} Part;

static int
compare_parts (gconstpointer a,
               gconstpointer b)
{
  const Part *first = a, *second = b;
  HengDay x = first->instalment->due_day != HENG_DAY_NONE ? first->instalment->due_day : G_MAXINT32;
  HengDay y = second->instalment->due_day != HENG_DAY_NONE ? second->instalment->due_day : G_MAXINT32;
  int order = (x > y) - (x < y);

  if (order == 0)
    order = strcmp (first->row->agreement, second->row->agreement);
  if (order == 0 && first->row != second->row)
    order = heng_period_compare (first->row->period, second->row->period);
  if (order == 0 && first->row != second->row)
    order = strcmp (first->row->from, second->row->from);
  return order != 0 ? order : (first->instalment > second->instalment) - (first->instalment < second->instalment);
}

/* An instalment of nothing is not listed, but for a unit that has nothing else: money on account. */
static GArray *
list_parts (const HengDuesListing *self)
{
  GArray *parts = g_array_new (FALSE, FALSE, sizeof (Part));

  for (guint i = 0; i < self->rows->len; i++)
    {
      const HengDuesRow *row = g_ptr_array_index (self->rows, i);

      for (guint j = 0; j < row->dues->instalments->len; j++)
        {
          const HengInstalment *instalment = heng_dues_get (row->dues, j);

          if (self->only_overdue ? instalment->overdue_minor > 0
                                 : instalment->amount_minor > 0 || (row->dues->assessed_minor == 0 && j == 0))
            g_array_append_val (parts, ((Part) { row, instalment }));
        }
    }

  g_array_sort (parts, compare_parts);
  return parts;
}

/* ---- tables ---- */

static void
append_amounts (const HengDuesListing *self,
                const Part            *part,
                GString               *text)
{
  const gint64 amounts[] = { part->instalment->amount_minor, part->instalment->disputed_minor, part->instalment->paid_minor,
                             part->instalment->outstanding_minor, part->instalment->overdue_minor, part->instalment->interest_minor };

  for (gsize i = 0; i < G_N_ELEMENTS (amounts); i++)
    {
      g_autofree char *amount = heng_dues_format_amount (self, amounts[i], part->row->commodity);

      g_string_append_printf (text, ",%s", amount);
    }
}

static void
print_csv (const HengDuesListing *self)
{
  g_autoptr (GString) text =
    g_string_new ("due,provisional,agreement,period,from,to,commodity,amount,disputed,paid,outstanding,overdue,interest,state,days_late\r\n");
  g_autoptr (GArray) parts = list_parts (self);

  for (guint i = 0; i < parts->len; i++)
    {
      const Part *part = &g_array_index (parts, Part, i);
      g_autofree char *due = part->instalment->due_day != HENG_DAY_NONE ? heng_day_format (part->instalment->due_day) : NULL;
      g_autofree char *period = heng_dues_format_period (part->row);
      const char *const fields[] = { part->row->agreement, period != NULL ? period : "", part->row->from, part->row->to,
                                     part->row->commodity };

      g_string_append_printf (text, "%s,%s", due != NULL ? due : "", part->instalment->missing_year != 0 ? "yes" : "no");
      for (gsize j = 0; j < G_N_ELEMENTS (fields); j++)
        {
          g_string_append_c (text, ',');
          heng_csv_append (text, fields[j]);
        }
      append_amounts (self, part, text);
      g_string_append_printf (text, ",%s,%d\r\n", heng_due_state_get_name (part->instalment->state), part->instalment->days_late);
    }
  heng_call_write_utf8 (text->str);
}

static void
print_notes (const HengDuesListing *self,
             GArray                *parts)
{
  g_autoptr (GHashTable) said = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < parts->len; i++)
    {
      const Part *part = &g_array_index (parts, Part, i);
      g_autofree char *note = part->instalment->missing_year != 0
        ? heng_wording_missing_year (part->row->version->payment->calendar, part->instalment->missing_year) : NULL;

      if (note != NULL && !g_hash_table_contains (said, note))
        {
          g_print ("%s\n", note);
          g_hash_table_add (said, g_steal_pointer (&note));
        }
    }
}

static void
print_totals (const HengDuesListing *self)
{
  g_autoptr (HengTextTable) table = heng_text_table_new ("rrrrrl");

  heng_text_table_add (table, (const char *[]) { _("Outstanding"), _("To be returned"), _("Overdue"), _("Late interest"),
                                                 _("of which booked"), _("Unit") });
  for (guint i = 0; i < self->totals->len; i++)
    {
      const HengDuesTotal *total = g_ptr_array_index (self->totals, i);
      g_autofree char *outstanding = heng_dues_format_amount (self, total->outstanding_minor, total->commodity);
      g_autofree char *returnable = heng_dues_format_amount (self, total->returnable_minor, total->commodity);
      g_autofree char *overdue = heng_dues_format_amount (self, total->overdue_minor, total->commodity);
      g_autofree char *interest = heng_dues_format_amount (self, total->interest_minor, total->commodity);
      g_autofree char *booked = heng_dues_format_amount (self, total->interest_booked_minor, total->commodity);

      heng_text_table_add (table, (const char *[]) { outstanding, returnable, overdue, interest, booked, total->commodity });
    }
  heng_text_table_print (table);
}

static void
print_table (const HengDuesListing *self)
{
  g_autoptr (HengTextTable) table = heng_text_table_new ("lllllrrrlrl");
  g_autoptr (GArray) parts = list_parts (self);

  heng_text_table_add (table, (const char *[]) { _("Due"), _("Agreement"), _("Period"), _("From"), _("To"), _("Amount"), _("Paid"),
                                                 _("Outstanding"), _("State"), _("Late interest"), _("Unit") });
  for (guint i = 0; i < parts->len; i++)
    {
      const Part *part = &g_array_index (parts, Part, i);
      const HengInstalment *instalment = part->instalment;
      g_autofree char *due = heng_wording_due_day (instalment), *state = heng_wording_due_status (instalment);
      g_autofree char *period = heng_dues_format_period (part->row);
      g_autofree char *amount = heng_dues_format_amount (self, instalment->amount_minor, part->row->commodity);
      g_autofree char *paid = heng_dues_format_amount (self, instalment->paid_minor, part->row->commodity);
      g_autofree char *outstanding = heng_dues_format_amount (self, instalment->outstanding_minor, part->row->commodity);
      g_autofree char *interest = heng_dues_format_amount (self, instalment->interest_minor, part->row->commodity);

      heng_text_table_add (table, (const char *[]) { due, part->row->agreement, period != NULL ? period : _("on account"), part->row->from,
                                                     part->row->to, amount, paid, outstanding, state, interest, part->row->commodity });
    }
  heng_text_table_print (table);
  if (self->totals->len > 0)
    {
      g_print ("\n");
      print_totals (self);
    }
  print_notes (self, parts);
}

/* ---- the command ---- */

static gboolean
post_interest (HengBook             *book,
               const HengDuesQuery  *query,
               GError              **error)
{
  g_autofree char *count = NULL;
  guint n_entries;

  if (!heng_book_post_interest (book, query->agreement, query->view.on_day, &n_entries, error))
    return FALSE;

  count = g_strdup_printf ("%u", n_entries);
  if (n_entries > 0)
    {
      g_autofree char *text =
        heng_wording_fill (ngettext ("Late interest booked: %1$s entry", "Late interest booked: %1$s entries", n_entries), count, "", "", "");

      g_printerr ("hengping-cli: %s\n", text);
    }
  else
    g_printerr ("hengping-cli: %s\n", _("No late interest to book"));
  return TRUE;
}

static gboolean
check_posting (const HengDuesQuery  *query,
               const char           *known_on,
               GError              **error)
{
  if (query->region == NULL && known_on == NULL)
    return TRUE;

  heng_call_set_usage (error, _("Late interest is booked for whole agreements, from what is known today"),
                       "--post-interest [--agreement CODE] [--on DATE]");
  return FALSE;
}

gboolean
heng_command_dues (HengCall  *call,
                   GError   **error)
{
  static const char *const formats[] = { "table", "csv", "json", NULL };
  g_autofree char *agreement = NULL, *region = NULL, *on = NULL, *known_on = NULL, *format = NULL;
  gboolean overdue = FALSE, posting = FALSE;
  g_autoptr (HengBook) book = NULL;
  g_autoptr (GPtrArray) rows = NULL, totals = NULL;
  HengDuesQuery query = { 0 };
  int chosen;
  const GOptionEntry entries[] = {
    { "agreement", 0, 0, G_OPTION_ARG_STRING, &agreement, N_("Only this agreement"), N_("CODE") },
    { "region", 0, 0, G_OPTION_ARG_STRING, &region, N_("Only what this region owes or is owed"), N_("CODE") },
    { "on", 0, 0, G_OPTION_ARG_STRING, &on, N_("As it stands on this day (default: today)"), N_("DATE") },
    { "known-on", 0, 0, G_OPTION_ARG_STRING, &known_on, N_("As known at the end of a day, or after fact #N"), N_("DATE") },
    { "overdue", 0, 0, G_OPTION_ARG_NONE, &overdue, N_("Only what is overdue"), NULL },
    { "post-interest", 0, 0, G_OPTION_ARG_NONE, &posting, N_("Book the late interest due so far"), NULL },
    { "format", 0, 0, G_OPTION_ARG_STRING, &format, N_("table, csv or json"), N_("FORMAT") },
    G_OPTION_ENTRY_NULL,
  };

  if (!heng_call_parse (call, entries, 1, 1, error) || (chosen = heng_call_choose ("--format", format, formats, 0, error)) < 0)
    return FALSE;

  query.agreement = agreement;
  query.region = region;
  query.only_overdue = overdue;
  if ((posting && !check_posting (&query, known_on, error)) || (book = heng_call_open (call, posting, error)) == NULL ||
      !heng_call_get_known (book, known_on, &query.view.known, error) ||
      !heng_call_get_day (on, heng_book_get_today (book), &query.view.on_day, error) ||
      (posting && !post_interest (book, &query, error)) ||
      (rows = heng_book_list_dues (book, &query, &totals, error)) == NULL)
    return FALSE;

  {
    const HengDuesListing listing = { book, query.view.on_day, overdue, rows, totals };

    (chosen == 2 ? heng_dues_print_json : chosen == 1 ? print_csv : print_table) (&listing);
  }
  return TRUE;
}
