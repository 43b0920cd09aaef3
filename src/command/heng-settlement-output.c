// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-settlement-output.h"

#include "heng-call.h"
#include "heng-error.h"
#include "heng-exception-text.h"
#include "heng-explanation-text.h"
#include "heng-json-write.h"
#include "heng-settlement-json.h"
#include "heng-what-if.h"
#include "heng-wording-exception.h"
#include "heng-wording.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

void
heng_settlement_output_clear (HengSettlementOutput *self)
{
  g_clear_pointer (&self->table, heng_text_table_free);
  g_clear_pointer (&self->explained, g_ptr_array_unref);
  g_clear_pointer (&self->held, fclose);
}

static JsonObject *settlement_to_json (HengSettlementOutput *self, const HengSettlement *settlement, gboolean explain);

/* With what the formula gives from the facts known: instead of what was agreed, or of what was known when the period was frozen. */
static JsonObject *
exception_to_json (HengSettlementOutput *self,
                   const HengSettlement *settlement,
                   gboolean              explain)
{
  JsonObject *object = heng_exception_to_json (self->book, settlement->exception);
  JsonObject *formula = settlement_to_json (self, settlement->formula, explain);

  json_object_remove_member (object, "agreement");
  json_object_remove_member (object, "period");
  json_object_remove_member (formula, "agreement");
  json_object_remove_member (formula, "period");
  json_object_set_object_member (object, "formula", formula);
  return object;
}

static JsonObject *
settlement_to_json (HengSettlementOutput *self,
                    const HengSettlement *settlement,
                    gboolean              explain)
{
  JsonObject *object = json_object_new ();
  g_autofree char *period = heng_period_format (settlement->period);

  heng_json_set_string (object, "agreement", settlement->agreement->code);
  heng_json_set_string (object, "period", period);
  heng_json_set_string (object, "status", heng_settlement_status_get_name (settlement->status));
  heng_settlement_add_lists (settlement, heng_book_get_currency (self->book), object);
  if (settlement->status == HENG_SETTLEMENT_BLOCKED)
    heng_json_set_string (object, "reason", settlement->reason);
  if (settlement->status == HENG_SETTLEMENT_FAILED)
    {
      g_autofree char *sentence = heng_wording_error_sentence (settlement->error);

      heng_json_set_string (object, "reason", sentence);
      json_object_set_int_member (object, "line", settlement->statement + 1);
      json_object_set_int_member (object, "column", heng_error_get_column (settlement->error));
    }
  if (settlement->exception != NULL)
    json_object_set_object_member (object, "exception", exception_to_json (self, settlement, explain));
  if (explain)
    json_object_set_member (object, "explanation", heng_explanation_to_json (settlement, heng_book_get_currency (self->book)));
  return object;
}

static void
put (HengSettlementOutput *self,
     const char           *text)
{
  if (self->held != NULL)
    fputs (text, self->held);
  else
    heng_call_write_utf8 (text);
}

static void
print_json (HengSettlementOutput *self,
            const HengSettlement *settlement,
            const HengSettlement *without,
            GString              *prepared)
{
  put (self, self->any ? ",\n" : "\n");
  self->any = TRUE;
  if (prepared != NULL)
    {
      heng_settlement_json_end (settlement, prepared);
      put (self, prepared->str);
      g_string_free (prepared, TRUE);
    }
  else
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
}

/* What is missing, why it is blocked or failed. */
static char *
describe_state (const HengSettlement *settlement)
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

/* What a line says besides amounts: that there is an exception, and the rest. */
static char *
describe (const HengSettlement *settlement)
{
  g_autofree char *state = describe_state (settlement), *exception = NULL;

  if (settlement->exception == NULL)
    return g_steal_pointer (&state);

  exception = heng_wording_exception (settlement->exception);
  return *state == '\0' ? g_steal_pointer (&exception) : g_strdup_printf ("%s; %s", exception, state);
}

static void
add_rows (HengSettlementOutput *self,
          HengTextTable        *table,
          const HengSettlement *settlement)
{
  g_autofree char *period = heng_period_format (settlement->period), *remark = describe (settlement);
  const char *status = heng_wording_settlement_status (settlement->status);

  if (settlement->obligations->len == 0)
    heng_text_table_add (table, (const char *[]) { settlement->agreement->code, period, status, "", "", "–", "", remark });
  for (guint i = 0; i < settlement->obligations->len; i++)
    {
      const HengObligation *obligation = &g_array_index (settlement->obligations, HengObligation, i);
      g_autofree char *amount = heng_obligation_format_amount (obligation, settlement, heng_book_get_currency (self->book));
      const char *from = heng_agreement_get_party (settlement->agreement, obligation->from)->name;
      const char *to = heng_agreement_get_party (settlement->agreement, obligation->to)->name;

      heng_text_table_add (table, (const char *[]) { i == 0 ? settlement->agreement->code : "", i == 0 ? period : "",
                                                     i == 0 ? status : "", from, to, amount, obligation->commodity, remark });
    }
}

void
heng_settlement_output_take (HengSettlementOutput *self,
                             HengSettlement       *settlement,
                             const HengSettlement *without,
                             GString              *prepared)
{
  if (self->table != NULL && without != NULL)
    {
      g_autofree char *remark = describe (settlement);

      heng_what_if_add_rows (self->table, settlement, without, heng_book_get_currency (self->book), remark);
    }
  else if (self->table != NULL)
    add_rows (self, self->table, settlement);
  else
    print_json (self, settlement, without, prepared);

  if (self->explained != NULL)
    g_ptr_array_add (self->explained, settlement);
  else
    heng_settlement_free (settlement);
}

void
heng_settlement_output_begin (HengSettlementOutput *self,
                              gboolean              json)
{
  g_autofree char *begin = self->assumptions != NULL ? heng_what_if_to_json (self->assumptions) : NULL;

  if (json)
    {
      if (self->held != NULL)
        fclose (self->held);
      /* Where there is no room beside, what is printed may come before what stops the booking. */
      self->held = self->is_held ? tmpfile () : NULL;
      self->any = FALSE;
      put (self, begin != NULL ? begin : "{\"settlements\": [");
      return;
    }

  g_clear_pointer (&self->table, heng_text_table_free);
  g_clear_pointer (&self->explained, g_ptr_array_unref);
  self->table = self->assumptions != NULL ? heng_what_if_new_table () : heng_text_table_new ("lllllrll");
  if (self->assumptions == NULL)
    heng_text_table_add (self->table, (const char *[]) { _("Agreement"), _("Period"), _("Status"), _("From"), _("To"), _("Amount"),
                                                         _("Unit"), _("Remark") });
  if (self->explain)
    self->explained = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_settlement_free);
}

static gboolean
print_held (HengSettlementOutput  *self,
            GError               **error)
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
heng_settlement_output_end (HengSettlementOutput  *self,
                            GError               **error)
{
  if (self->table == NULL)
    {
      put (self, self->any ? "\n]}\n" : "]}\n");
      return self->held == NULL || print_held (self, error);
    }

  heng_text_table_print (self->table);
  for (guint i = 0; self->explained != NULL && i < self->explained->len; i++)
    heng_explanation_print (g_ptr_array_index (self->explained, i), heng_book_get_currency (self->book));
  return TRUE;
}
