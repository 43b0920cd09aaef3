// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-call.h"

#include "heng-error.h"
#include "heng-explanation-text.h"
#include "heng-json-write.h"
#include "heng-text-table.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  GStrv     agreements;
  GStrv     periods;
  gboolean  post;
  gboolean  explain;
  char     *date;
  char     *format;
  char     *known_on;

  HengBook      *book;
  HengDay        day;
  gint64         known;
  gboolean       checking;   /* the first of two passes: only whether anything fails */
  char          *failed;     /* "CODE\nPERIOD" of the first that failed */
  HengTextTable *table;      /* (nullable): else JSON */
  gboolean       any;        /* something is printed already */
  GPtrArray     *explained;  /* (element-type HengSettlement): kept until the table is printed */
} Settling;

static void
settling_clear (Settling *self)
{
  g_strfreev (self->agreements);
  g_strfreev (self->periods);
  g_free (self->date);
  g_free (self->format);
  g_free (self->known_on);
  g_free (self->failed);
  g_clear_pointer (&self->table, heng_text_table_free);
  g_clear_pointer (&self->explained, g_ptr_array_unref);
  g_clear_pointer (&self->book, heng_book_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Settling, settling_clear)

static void show (Settling *self, HengSettlement *settlement);

/* ---- computing ---- */

/* One after the other, so that a book of any size takes the same memory. Takes @settlement. */
static gboolean
handle (Settling        *self,
        HengSettlement  *settlement,
        GError         **error)
{
  g_autoptr (HengSettlement) owned = settlement;

  if (self->checking)
    {
      if (settlement->status == HENG_SETTLEMENT_FAILED && self->failed == NULL)
        {
          g_autofree char *period = heng_period_format (settlement->period);

          self->failed = g_strdup_printf ("%s\n%s", settlement->agreement->code, period);
        }
      return TRUE;
    }

  if (self->post && self->failed == NULL && !heng_book_post_settlement (self->book, settlement, self->day, NULL, error))
    return FALSE;
  show (self, settlement);
  if (self->explained != NULL)
    g_ptr_array_add (self->explained, g_steal_pointer (&owned));
  return TRUE;
}

static gboolean
settle_periods (Settling    *self,
                const char  *agreement,
                GArray      *periods,
                GError     **error)
{
  for (guint i = 0; i < periods->len; i++)
    {
      HengSettlement *settlement = heng_book_settle (self->book, agreement, g_array_index (periods, HengPeriod, i), self->known,
                                                     self->explain && !self->checking, error);

      if (settlement == NULL || !handle (self, settlement, error))
        return FALSE;
    }

  return TRUE;
}

/* Before anything is printed: what was asked for must be there. */
static gboolean
check_asked (Settling  *self,
             GError   **error)
{
  HengPeriod period;

  for (guint i = 0; self->periods != NULL && self->periods[i] != NULL; i++)
    if (!heng_period_parse (self->periods[i], &period, error))
      return FALSE;
  for (guint i = 0; self->agreements != NULL && self->agreements[i] != NULL; i++)
    {
      g_autoptr (GPtrArray) versions = heng_book_list_versions (self->book, self->agreements[i], self->known, error);

      if (versions == NULL)
        return FALSE;
      for (guint j = 0; self->periods != NULL && self->periods[j] != NULL; j++)
        {
          g_autoptr (GArray) periods = NULL;

          heng_period_parse (self->periods[j], &period, NULL);
          periods = heng_book_list_periods (self->book, self->agreements[i], self->day, &period, self->known, error);
          if (periods == NULL)
            return FALSE;
        }
    }

  return TRUE;
}

/* A period that was named need not be one of every agreement, only of one. */
static gboolean
settle_agreement (Settling    *self,
                  const char  *agreement,
                  gboolean     named,
                  GError     **error)
{
  g_autoptr (GError) local_error = NULL;

  for (guint i = 0; self->periods != NULL && self->periods[i] != NULL; i++)
    {
      g_autoptr (GArray) periods = NULL;
      HengPeriod within;

      if (!heng_period_parse (self->periods[i], &within, error))
        return FALSE;
      periods = heng_book_list_periods (self->book, agreement, self->day, &within, self->known, &local_error);
      if (periods == NULL && !named &&
          (heng_error_is (local_error, HENG_ERROR_PERIOD_OUTSIDE) || heng_error_is (local_error, HENG_ERROR_PERIOD_NOT_ASSESSED)))
        {
          g_clear_error (&local_error);
          continue;
        }
      if (periods == NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      if (!settle_periods (self, agreement, periods, error))
        return FALSE;
    }
  if (self->periods == NULL)
    {
      g_autoptr (GArray) periods = heng_book_list_periods (self->book, agreement, self->day, NULL, self->known, error);

      return periods != NULL && settle_periods (self, agreement, periods, error);
    }

  return TRUE;
}

static gboolean
settle_all (Settling  *self,
            GError   **error)
{
  g_autoptr (GPtrArray) codes = NULL;

  if (self->agreements != NULL)
    {
      for (guint i = 0; self->agreements[i] != NULL; i++)
        if (!settle_agreement (self, self->agreements[i], TRUE, error))
          return FALSE;
      return TRUE;
    }

  codes = heng_book_list_codes (self->book, self->known, error);
  if (codes == NULL)
    return FALSE;
  for (guint i = 0; i < codes->len; i++)
    if (!settle_agreement (self, g_ptr_array_index (codes, i), FALSE, error))
      return FALSE;

  return TRUE;
}

/* Books all or nothing: where any computation fails all is computed and shown, and nothing booked. */
static gboolean
post_all (Settling  *self,
          GError   **error)
{
  if (!heng_book_begin (self->book, error))
    return FALSE;

  self->checking = TRUE;
  if (!settle_all (self, error))
    {
      heng_book_rollback (self->book);
      return FALSE;
    }
  self->checking = FALSE;
  if (!settle_all (self, error))
    {
      heng_book_rollback (self->book);
      return FALSE;
    }

  return heng_book_commit (self->book, error);
}

/* ---- showing ---- */

/* Amounts in kind have as many decimals as the agreement's step. */
static char *
format_amount (Settling              *self,
               const HengSettlement  *settlement,
               const HengObligation  *obligation)
{
  const char *currency = heng_book_get_currency (self->book);
  guint digits = heng_commodity_digits (obligation->commodity, currency), shown = digits;

  if (strcmp (obligation->commodity, currency) != 0)
    {
      g_auto (HengRounding) rounding = { 0 };
      g_autofree char *step = NULL;
      const char *point;

      heng_agreement_get_rounding (settlement->agreement, obligation->commodity, currency, &rounding);
      step = heng_number_format (&rounding.step, digits);
      point = strchr (step, '.');
      shown = point != NULL ? (guint) strlen (point + 1) : 0;
    }
  return heng_amount_format (obligation->amount_minor, digits, shown);
}

static void
add_obligations (Settling              *self,
                 const HengSettlement  *settlement,
                 JsonObject            *object)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < settlement->obligations->len; i++)
    {
      const HengObligation *obligation = &g_array_index (settlement->obligations, HengObligation, i);
      JsonObject *member = json_object_new ();
      g_autofree char *amount = format_amount (self, settlement, obligation);

      heng_json_set_string (member, "from", heng_agreement_get_party (settlement->agreement, obligation->from)->name);
      heng_json_set_string (member, "to", heng_agreement_get_party (settlement->agreement, obligation->to)->name);
      heng_json_set_string (member, "amount", amount);
      heng_json_set_string (member, "commodity", obligation->commodity);
      json_array_add_object_element (array, member);
    }
  json_object_set_array_member (object, "obligations", array);
}

static void
add_missing (const HengSettlement *settlement,
             JsonObject           *object)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < settlement->missing->len; i++)
    {
      const HengMissing *missing = &g_array_index (settlement->missing, HengMissing, i);
      JsonObject *member = json_object_new ();
      g_autofree char *period = heng_period_format (missing->period);

      heng_json_set_string (member, "indicator", missing->indicator);
      heng_json_set_string (member, "period", period);
      json_array_add_object_element (array, member);
    }
  json_object_set_array_member (object, "missing", array);
}

static JsonObject *
settlement_to_json (Settling              *self,
                    const HengSettlement  *settlement)
{
  JsonObject *object = json_object_new ();
  g_autofree char *period = heng_period_format (settlement->period);

  heng_json_set_string (object, "agreement", settlement->agreement->code);
  heng_json_set_string (object, "period", period);
  heng_json_set_string (object, "status", heng_settlement_status_get_name (settlement->status));
  add_obligations (self, settlement, object);
  add_missing (settlement, object);
  if (settlement->status == HENG_SETTLEMENT_BLOCKED)
    heng_json_set_string (object, "reason", settlement->reason);
  if (settlement->status == HENG_SETTLEMENT_FAILED)
    {
      g_autofree char *sentence = heng_wording_error_sentence (settlement->error);

      heng_json_set_string (object, "reason", sentence);
      json_object_set_int_member (object, "line", settlement->statement + 1);
      json_object_set_int_member (object, "column", heng_error_get_column (settlement->error));
    }
  if (self->explain)
    json_object_set_member (object, "explanation", heng_explanation_to_json (settlement));
  return object;
}

static void
print_json (Settling              *self,
            const HengSettlement  *settlement)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *text = NULL;

  json_node_take_object (node, settlement_to_json (self, settlement));
  text = heng_json_write (node, 2);
  heng_call_write_utf8 (self->any ? ",\n" : "\n");
  heng_call_write_utf8 (text);
  self->any = TRUE;
}

/* What a line says besides amounts: what is missing, why it is blocked. */
static char *
describe (const HengSettlement *settlement)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (settlement->status == HENG_SETTLEMENT_BLOCKED)
    return g_strdup (settlement->reason);
  if (settlement->status == HENG_SETTLEMENT_FAILED)
    return heng_wording_error_sentence (settlement->error);

  for (guint i = 0; i < settlement->missing->len; i++)
    {
      const HengMissing *missing = &g_array_index (settlement->missing, HengMissing, i);
      g_autofree char *period = heng_period_format (missing->period);

      g_string_append_printf (text, "%s%s %s", i > 0 ? ", " : "", missing->indicator, period);
      if (i == 5 && settlement->missing->len > 7)
        {
          g_string_append_printf (text, ", … (%u)", settlement->missing->len);
          break;
        }
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
add_rows (Settling              *self,
          HengTextTable         *table,
          const HengSettlement  *settlement)
{
  g_autofree char *period = heng_period_format (settlement->period), *remark = describe (settlement);
  const char *status = heng_wording_settlement_status (settlement->status);

  if (settlement->obligations->len == 0)
    heng_text_table_add (table, (const char *[]) { settlement->agreement->code, period, status, "", "", "–", "", remark });
  for (guint i = 0; i < settlement->obligations->len; i++)
    {
      const HengObligation *obligation = &g_array_index (settlement->obligations, HengObligation, i);
      g_autofree char *amount = format_amount (self, settlement, obligation);
      const char *from = heng_agreement_get_party (settlement->agreement, obligation->from)->name;
      const char *to = heng_agreement_get_party (settlement->agreement, obligation->to)->name;

      heng_text_table_add (table, (const char *[]) { i == 0 ? settlement->agreement->code : "", i == 0 ? period : "",
                                                     i == 0 ? status : "", from, to, amount, obligation->commodity, remark });
    }
}

static void
show (Settling        *self,
      HengSettlement  *settlement)
{
  if (self->table != NULL)
    add_rows (self, self->table, settlement);
  else
    print_json (self, settlement);
}

static void
begin_output (Settling *self,
              gboolean  json)
{
  if (json)
    {
      heng_call_write_utf8 ("{\"settlements\": [");
      return;
    }

  self->table = heng_text_table_new ("lllllrll");
  heng_text_table_add (self->table, (const char *[]) { _("Agreement"), _("Period"), _("Status"), _("From"), _("To"), _("Amount"),
                                                       _("Unit"), _("Remark") });
  if (self->explain)
    self->explained = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_settlement_free);
}

static void
end_output (Settling *self)
{
  if (self->table == NULL)
    {
      heng_call_write_utf8 (self->any ? "\n]}\n" : "]}\n");
      return;
    }

  heng_text_table_print (self->table);
  for (guint i = 0; self->explained != NULL && i < self->explained->len; i++)
    heng_explanation_print (g_ptr_array_index (self->explained, i));
}

static gboolean
set_failed (const Settling  *self,
            GError         **error)
{
  g_auto (GStrv) parts = NULL;

  if (self->failed == NULL)
    return TRUE;

  parts = g_strsplit (self->failed, "\n", 2);
  heng_error_set (error, HENG_ERROR_SETTLEMENT_FAILED, parts[0], parts[1], NULL);
  return FALSE;
}

gboolean
heng_command_settle (HengCall  *call,
                     GError   **error)
{
  static const char *const formats[] = { "table", "json", NULL };
  g_auto (Settling) settling = { 0 };
  int format;
  const GOptionEntry entries[] = {
    { "agreement", 0, 0, G_OPTION_ARG_STRING_ARRAY, &settling.agreements, N_("Only this agreement (may be given again)"), N_("CODE") },
    { "period", 0, 0, G_OPTION_ARG_STRING_ARRAY, &settling.periods, N_("Only this period (may be given again)"), N_("PERIOD") },
    { "post", 0, 0, G_OPTION_ARG_NONE, &settling.post, N_("Book what is new"), NULL },
    { "date", 0, 0, G_OPTION_ARG_STRING, &settling.date, N_("What has ended by this day, and the date of entries (default: today)"),
      N_("DATE") },
    { "format", 0, 0, G_OPTION_ARG_STRING, &settling.format, N_("table or json"), N_("FORMAT") },
    { "explain", 0, 0, G_OPTION_ARG_NONE, &settling.explain, N_("Show how each amount comes about"), NULL },
    { "known-on", 0, 0, G_OPTION_ARG_STRING, &settling.known_on, N_("As known at the end of a day, or after fact #N"), N_("DATE") },
    G_OPTION_ENTRY_NULL,
  };

  if (!heng_call_parse (call, entries, 1, 1, error) ||
      (format = heng_call_choose ("--format", settling.format, formats, 0, error)) < 0)
    return FALSE;
  if (settling.post && settling.known_on != NULL)
    {
      heng_call_set_usage (error, "--post --known-on", "--post");
      return FALSE;
    }
  if ((settling.book = heng_call_open (call, settling.post, error)) == NULL ||
      !heng_call_get_day (settling.date, heng_book_get_today (settling.book), &settling.day, error) ||
      !heng_call_get_known (settling.book, settling.known_on, &settling.known, error) || !check_asked (&settling, error))
    return FALSE;

  begin_output (&settling, format == 1);
  if (!(settling.post ? post_all (&settling, error) : settle_all (&settling, error)))
    return FALSE;
  end_output (&settling);
  return set_failed (&settling, error);
}
