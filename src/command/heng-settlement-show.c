// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-settlement-show.h"

#include "heng-call.h"
#include "heng-error.h"
#include "heng-explanation-text.h"
#include "heng-json-write.h"
#include "heng-settlement-json.h"
#include "heng-wording.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

void
heng_settlement_show_clear (HengSettlementShow *self)
{
  g_clear_pointer (&self->table, heng_text_table_free);
  g_clear_pointer (&self->explained, g_ptr_array_unref);
  g_clear_pointer (&self->held, fclose);
}

static char *
format_amount (HengSettlementShow   *self,
               const HengSettlement *settlement,
               const HengObligation *obligation)
{
  return heng_obligation_format_amount (obligation, settlement, heng_book_get_currency (self->book));
}

static void
put (HengSettlementShow *self,
     const char         *text)
{
  if (self->held != NULL)
    fputs (text, self->held);
  else
    heng_call_write_utf8 (text);
}

static void
add_obligations (HengSettlementShow   *self,
                 const HengSettlement *settlement,
                 JsonObject           *object)
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
settlement_to_json (HengSettlementShow   *self,
                    const HengSettlement *settlement,
                    gboolean              explain)
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
  if (explain)
    json_object_set_member (object, "explanation", heng_explanation_to_json (settlement));
  return object;
}

static void
print_json (HengSettlementShow   *self,
            const HengSettlement *settlement,
            const HengSettlement *without)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = settlement_to_json (self, settlement, self->explain);
  g_autofree char *text = NULL;

  if (without != NULL)
    json_object_set_object_member (object, "without", settlement_to_json (self, without, FALSE));
  json_node_take_object (node, object);
  text = heng_json_write (node, 2);
  put (self, text);
}

static void
print_prepared (HengSettlementShow   *self,
                const HengSettlement *settlement,
                GString              *prepared)
{
  heng_settlement_json_end (settlement, prepared);
  put (self, prepared->str);
  g_string_free (prepared, TRUE);
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

/* What is owed between two parties without what is assumed; negative the other way. Where nothing is, because it could not be computed,
 * the status tells. */
static char *
format_without (HengSettlementShow   *self,
                const HengSettlement *settlement,
                const HengSettlement *without,
                const HengObligation *obligation)
{
  HengObligation other = *obligation;

  if (!heng_settlement_is_due (without))
    return g_strdup (heng_wording_settlement_status (without->status));

  other.amount_minor = 0;
  for (guint i = 0; i < without->obligations->len; i++)
    {
      const HengObligation *candidate = &g_array_index (without->obligations, HengObligation, i);

      if (strcmp (candidate->commodity, obligation->commodity) != 0)
        continue;
      if (candidate->from == obligation->from && candidate->to == obligation->to)
        other.amount_minor = candidate->amount_minor;
      else if (candidate->from == obligation->to && candidate->to == obligation->from)
        other.amount_minor = -candidate->amount_minor;
    }
  return format_amount (self, settlement, &other);
}

static gboolean
has_pair (const HengSettlement  *settlement,
          const HengObligation  *obligation)
{
  for (guint i = 0; i < settlement->obligations->len; i++)
    {
      const HengObligation *candidate = &g_array_index (settlement->obligations, HengObligation, i);

      if (strcmp (candidate->commodity, obligation->commodity) == 0 &&
          ((candidate->from == obligation->from && candidate->to == obligation->to) ||
           (candidate->from == obligation->to && candidate->to == obligation->from)))
        return TRUE;
    }

  return FALSE;
}

/* As add_rows(), with what is owed without the assumptions beside it. */
static void
add_assumed_rows (HengSettlementShow   *self,
                  const HengSettlement *settlement,
                  const HengSettlement *without)
{
  g_autofree char *period = heng_period_format (settlement->period), *remark = describe (settlement);
  const char *status = heng_wording_settlement_status (settlement->status), *code = settlement->agreement->code;
  gboolean computed = heng_settlement_is_due (settlement);
  guint n_rows = 0;

  for (guint i = 0; i < settlement->obligations->len + without->obligations->len; i++)
    {
      gboolean own = i < settlement->obligations->len;
      HengObligation obligation = own ? g_array_index (settlement->obligations, HengObligation, i)
                                      : g_array_index (without->obligations, HengObligation, i - settlement->obligations->len);
      g_autofree char *amount = NULL, *other = NULL;

      if (!own && has_pair (settlement, &obligation))
        continue;
      other = format_without (self, settlement, without, &obligation);
      if (!own)
        obligation.amount_minor = 0;
      amount = computed ? format_amount (self, settlement, &obligation) : g_strdup ("–");
      heng_text_table_add (self->table, (const char *[]) { n_rows == 0 ? code : "", n_rows == 0 ? period : "", n_rows == 0 ? status : "",
                                                           heng_agreement_get_party (settlement->agreement, obligation.from)->name,
                                                           heng_agreement_get_party (settlement->agreement, obligation.to)->name, amount,
                                                           other, obligation.commodity, remark });
      n_rows++;
    }
  if (n_rows == 0)
    heng_text_table_add (self->table, (const char *[]) { code, period, status, "", "", "–",
                                                         without->status == settlement->status ? "–"
                                                         : heng_wording_settlement_status (without->status), "", remark });
}

static void
add_rows (HengSettlementShow   *self,
          const HengSettlement *settlement)
{
  g_autofree char *period = heng_period_format (settlement->period), *remark = describe (settlement);
  const char *status = heng_wording_settlement_status (settlement->status);

  if (settlement->obligations->len == 0)
    heng_text_table_add (self->table, (const char *[]) { settlement->agreement->code, period, status, "", "", "–", "", remark });
  for (guint i = 0; i < settlement->obligations->len; i++)
    {
      const HengObligation *obligation = &g_array_index (settlement->obligations, HengObligation, i);
      g_autofree char *amount = format_amount (self, settlement, obligation);
      const char *from = heng_agreement_get_party (settlement->agreement, obligation->from)->name;
      const char *to = heng_agreement_get_party (settlement->agreement, obligation->to)->name;

      heng_text_table_add (self->table, (const char *[]) { i == 0 ? settlement->agreement->code : "", i == 0 ? period : "",
                                                           i == 0 ? status : "", from, to, amount, obligation->commodity, remark });
    }
}

void
heng_settlement_show_take (HengSettlementShow   *self,
                           HengSettlement       *settlement,
                           const HengSettlement *without,
                           GString              *prepared)
{
  if (self->table == NULL)
    {
      put (self, self->any ? ",\n" : "\n");
      self->any = TRUE;
      if (prepared != NULL)
        print_prepared (self, settlement, prepared);
      else
        print_json (self, settlement, without);
    }
  else if (without != NULL)
    add_assumed_rows (self, settlement, without);
  else
    add_rows (self, settlement);
  if (self->explained != NULL)
    g_ptr_array_add (self->explained, settlement);
  else
    heng_settlement_free (settlement);
}

static void
write_assumptions (HengSettlementShow *self)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  g_autofree char *text = NULL;
  JsonArray *array = json_array_new ();

  if (self->assumptions == NULL)
    {
      json_array_unref (array);
      return;
    }

  for (guint i = 0; i < self->assumptions->len; i++)
    {
      const HengAssumption *assumption = g_ptr_array_index (self->assumptions, i);
      g_autofree char *period = heng_period_format (assumption->period);
      JsonObject *object = json_object_new ();

      heng_json_set_string (object, "indicator", assumption->indicator);
      heng_json_set_string (object, "period", period);
      heng_json_set_string (object, "value", assumption->value);
      json_array_add_object_element (array, object);
    }
  json_node_take_array (node, array);
  text = heng_json_write (node, 0);
  put (self, "\"assumptions\": ");
  put (self, text);
  put (self, ", ");
}

void
heng_settlement_show_begin (HengSettlementShow *self,
                            gboolean            json,
                            gboolean            hold)
{
  heng_settlement_show_clear (self);
  if (json)
    {
      /* Where there is no room beside, what is printed may come before what stops the booking. */
      self->held = hold ? tmpfile () : NULL;
      self->any = FALSE;
      put (self, "{");
      write_assumptions (self);
      put (self, "\"settlements\": [");
      return;
    }

  self->table = heng_text_table_new (self->assumptions != NULL ? "lllllrrll" : "lllllrll");
  if (self->assumptions != NULL)
    heng_text_table_add (self->table, (const char *[]) { _("Agreement"), _("Period"), _("Status"), _("From"), _("To"), _("Assumed"),
                                                         _("Without"), _("Unit"), _("Remark") });
  else
    heng_text_table_add (self->table, (const char *[]) { _("Agreement"), _("Period"), _("Status"), _("From"), _("To"), _("Amount"),
                                                         _("Unit"), _("Remark") });
  if (self->explain)
    self->explained = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_settlement_free);
}

static gboolean
print_held (HengSettlementShow  *self,
            GError             **error)
{
  char buffer[65536];
  gsize length;

  /* What did not arrive there is not printed as if it were all. */
  if (fflush (self->held) != 0 || ferror (self->held))
    {
      heng_error_set (error, HENG_ERROR_FILE_WRITE, g_get_tmp_dir (), g_strerror (errno), NULL);
      return FALSE;
    }

  rewind (self->held);
  while ((length = fread (buffer, 1, sizeof buffer, self->held)) > 0)
    fwrite (buffer, 1, length, stdout);
  return TRUE;
}

gboolean
heng_settlement_show_end (HengSettlementShow  *self,
                          GError             **error)
{
  if (self->table == NULL)
    {
      put (self, self->any ? "\n]}\n" : "]}\n");
      return self->held == NULL || print_held (self, error);
    }

  heng_text_table_print (self->table);
  for (guint i = 0; self->explained != NULL && i < self->explained->len; i++)
    heng_explanation_print (g_ptr_array_index (self->explained, i));
  return TRUE;
}
