// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-settlement-json.h"

#include "heng-error.h"
#include "heng-json-write.h"
#include "heng-wording.h"

#include <string.h>

char *
heng_obligation_format_amount (const HengObligation *self,
                               const HengSettlement *settlement,
                               const char           *currency)
{
  guint digits = heng_commodity_digits (self->commodity, currency), shown = digits;

  if (strcmp (self->commodity, currency) != 0)
    {
      g_auto (HengRounding) rounding = { 0 };
      g_autofree char *step = NULL;
      const char *point;

      heng_agreement_get_rounding (settlement->agreement, self->commodity, currency, &rounding);
      step = heng_number_format (&rounding.step, digits);
      point = strchr (step, '.');
      shown = point != NULL ? (guint) strlen (point + 1) : 0;
    }
  return heng_amount_format (self->amount_minor, digits, shown);
}

/* Keys go in their order, as in everything that is JSON here. */
static void
add_text (GString    *text,
          const char *before,
          const char *value)
{
  g_string_append (text, before);
  heng_json_append_string (text, value);
}

static void
add_obligations (GString              *text,
                 const HengSettlement *self,
                 const char           *currency)
{
  g_string_append (text, ",\n  \"obligations\": [");
  for (guint i = 0; i < self->obligations->len; i++)
    {
      const HengObligation *obligation = &g_array_index (self->obligations, HengObligation, i);
      g_autofree char *amount = heng_obligation_format_amount (obligation, self, currency);

      add_text (text, i > 0 ? ",\n    {\n      \"amount\": " : "\n    {\n      \"amount\": ", amount);
      add_text (text, ",\n      \"commodity\": ", obligation->commodity);
      add_text (text, ",\n      \"from\": ", heng_agreement_get_party (self->agreement, obligation->from)->name);
      add_text (text, ",\n      \"to\": ", heng_agreement_get_party (self->agreement, obligation->to)->name);
      g_string_append (text, "\n    }");
    }
  g_string_append (text, self->obligations->len > 0 ? "\n  ]" : "]");
}

static void
add_missing (GString              *text,
             const HengSettlement *self)
{
  g_string_append (text, ",\n  \"missing\": [");
  for (guint i = 0; i < self->missing->len; i++)
    {
      const HengMissing *missing = &g_array_index (self->missing, HengMissing, i);
      g_autofree char *period = heng_period_format (missing->period);

      add_text (text, i > 0 ? ",\n    {\n      \"indicator\": " : "\n    {\n      \"indicator\": ", missing->indicator);
      add_text (text, ",\n      \"period\": ", period);
      g_string_append (text, "\n    }");
    }
  g_string_append (text, self->missing->len > 0 ? "\n  ]" : "]");
}

GString *
heng_settlement_json_begin (const HengSettlement *self,
                            const char           *currency)
{
  GString *text = g_string_sized_new (256);
  g_autofree char *period = heng_period_format (self->period);

  add_text (text, "{\n  \"agreement\": ", self->agreement->code);
  if (self->status == HENG_SETTLEMENT_FAILED)
    g_string_append_printf (text, ",\n  \"column\": %u,\n  \"line\": %u", heng_error_get_column (self->error), self->statement + 1);
  add_missing (text, self);
  add_obligations (text, self, currency);
  add_text (text, ",\n  \"period\": ", period);
  if (self->status == HENG_SETTLEMENT_BLOCKED)
    add_text (text, ",\n  \"reason\": ", self->reason);
  if (self->status == HENG_SETTLEMENT_FAILED)
    {
      g_autofree char *sentence = heng_wording_error_sentence (self->error);

      add_text (text, ",\n  \"reason\": ", sentence);
    }
  return text;
}

void
heng_settlement_json_end (const HengSettlement *self,
                          GString              *text)
{
  add_text (text, ",\n  \"status\": ", heng_settlement_status_get_name (self->status));
  g_string_append (text, "\n}");
}

static void
set_obligations (const HengSettlement *settlement,
                 const char           *currency,
                 JsonObject           *object)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < settlement->obligations->len; i++)
    {
      const HengObligation *obligation = &g_array_index (settlement->obligations, HengObligation, i);
      JsonObject *member = json_object_new ();
      g_autofree char *amount = heng_obligation_format_amount (obligation, settlement, currency);

      heng_json_set_string (member, "from", heng_agreement_get_party (settlement->agreement, obligation->from)->name);
      heng_json_set_string (member, "to", heng_agreement_get_party (settlement->agreement, obligation->to)->name);
      heng_json_set_string (member, "amount", amount);
      heng_json_set_string (member, "commodity", obligation->commodity);
      json_array_add_object_element (array, member);
    }
  json_object_set_array_member (object, "obligations", array);
}

static void
set_missing (const HengSettlement *settlement,
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

void
heng_settlement_add_lists (const HengSettlement *self,
                           const char           *currency,
                           JsonObject           *object)
{
  set_obligations (self, currency, object);
  set_missing (self, object);
}
