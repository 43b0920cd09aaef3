// SPDX-License-Identifier: GPL-3.0-or-later
/* Explanations for programs: the same facts give the same text in every language and office, but for what only a book knows: the
 * numbers of observations, and who recorded them when. */
#include "heng-explanation-text.h"

#include "heng-json-write.h"
#include "heng-settlement-json.h"
#include "heng-wording-observation.h"

#include <string.h>

typedef struct
{
  const HengSettlement *settlement;
  const char           *currency;
  GHashTable           *seen; /* (element-type HengTrace): definitions explained already */
} Explaining;

char *
heng_explanation_format_window (HengWindow window)
{
  static const HengPeriodKind kinds[] = { HENG_PERIOD_MONTH, HENG_PERIOD_QUARTER, HENG_PERIOD_YEAR };
  g_autofree char *first = NULL, *last = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      HengPeriod period = heng_period_of_month (kinds[i], window.first);

      if (heng_period_get_first_month (period) == window.first && heng_period_get_last_month (period) == window.last)
        return heng_period_format (period);
    }

  first = heng_period_format ((HengPeriod) { HENG_PERIOD_MONTH, window.first });
  last = heng_period_format ((HengPeriod) { HENG_PERIOD_MONTH, window.last });
  return g_strdup_printf ("%s…%s", first, last);
}

char *
heng_explanation_format_amount (const HengContribution *contribution,
                                const HengSettlement   *settlement,
                                const char             *currency)
{
  const HengObligation amount = { contribution->from, contribution->to, contribution->amount_minor, contribution->commodity };

  return heng_obligation_format_amount (&amount, settlement, currency);
}

/* What counted, where the indicator is rounded and that changed it. */
static void
set_rounded (JsonObject            *object,
             const HengIndicator   *indicator,
             const HengObservation *observation)
{
  g_auto (HengNumber) value = { 0 };
  g_auto (HengNumber) rounded = { 0 };
  g_autofree char *text = NULL;

  heng_number_init (&value);
  heng_number_init (&rounded);
  heng_observation_get_value (observation, &value);
  if (!indicator->is_rounded || !heng_rounding_apply (&indicator->rounding, &value, &rounded, NULL) ||
      heng_number_compare (&value, &rounded) == 0)
    return;

  text = heng_number_format (&rounded, HENG_NUMBER_DIGITS_MAX);
  heng_json_set_string (object, "rounded", text);
}

static JsonNode *
observation_to_json (const HengIndicator   *indicator,
                     const HengObservation *observation)
{
  JsonObject *object = json_object_new ();
  g_autofree char *period = heng_period_format (observation->period);
  g_autofree char *recorded = heng_moment_format (observation->recorded_ms);
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  heng_json_set_string (object, "period", period);
  heng_json_set_string (object, "value", observation->value_text);
  set_rounded (object, indicator, observation);
  if (observation->is_assumed)
    json_object_set_boolean_member (object, "assumed", TRUE);
  else
    {
      heng_json_set_string (object, "source", observation->source);
      heng_json_set_string (object, "method", observation->method);
      heng_json_set_string (object, "document", observation->document);
      json_object_set_int_member (object, "observation", observation->number);
      json_object_set_int_member (object, "revision", observation->revision);
      if (observation->revision > 1 && observation->value_before != NULL)
        heng_json_set_string (object, "before", observation->value_before);
      else if (observation->revision > 1)
        json_object_set_null_member (object, "before");
      heng_json_set_string (object, "recorded", recorded);
      heng_json_set_string (object, "by", observation->recorded_by);
    }
  json_node_take_object (node, object);
  return node;
}

static void
add_indicator (Explaining      *self,
               JsonObject      *object,
               const HengTrace *trace)
{
  const HengIndicator *indicator = heng_agreement_get_indicator (self->settlement->agreement, trace->indicator);
  JsonArray *observations = json_array_new ();

  heng_json_set_string (object, "unit", indicator->unit);
  heng_json_set_string (object, "section", indicator->section);
  heng_json_set_string (object, "aggregate", heng_aggregate_get_name (indicator->aggregate));
  for (guint i = 0; i < trace->observations->len; i++)
    json_array_add_element (observations, observation_to_json (indicator, g_ptr_array_index (trace->observations, i)));
  json_object_set_array_member (object, "observations", observations);
}

static JsonObject *
trace_to_json (Explaining      *self,
               const HengTrace *trace)
{
  static const char *const kinds[] = {
    "statement", "weight", "definition", "indicator", "ago", "class", "function", "ladder", "number", "aggregate", "step",
  };
  JsonObject *object = json_object_new ();
  g_autofree char *value = heng_trace_format_value (trace), *window = heng_explanation_format_window (trace->window);
  gboolean again = trace->kind == HENG_TRACE_DEFINITION && !g_hash_table_add (self->seen, (gpointer) trace);

  heng_json_set_string (object, "kind", kinds[trace->kind]);
  heng_json_set_string (object, "text", trace->text);
  heng_json_set_string (object, "numbers", trace->substituted);
  heng_json_set_string (object, "value", value);
  heng_json_set_string (object, "period", window);
  if (trace->kind == HENG_TRACE_INDICATOR)
    add_indicator (self, object, trace);
  if (trace->children->len > 0 && !again)
    {
      JsonArray *parts = json_array_new ();

      for (guint i = 0; i < trace->children->len; i++)
        json_array_add_object_element (parts, trace_to_json (self, g_ptr_array_index (trace->children, i)));
      json_object_set_array_member (object, "parts", parts);
    }
  return object;
}

/* What the clause gives between each two parties, after rounding and splitting. */
static void
add_amounts (Explaining      *self,
             JsonObject      *object,
             const HengTrace *trace)
{
  const HengSettlement *settlement = self->settlement;
  JsonArray *amounts = json_array_new ();

  for (guint i = 0; i < settlement->contributions->len; i++)
    {
      const HengContribution *part = &g_array_index (settlement->contributions, HengContribution, i);
      g_autofree char *amount = NULL;
      JsonObject *member;

      if (part->trace != trace)
        continue;
      amount = heng_explanation_format_amount (part, settlement, self->currency);
      member = json_object_new ();
      heng_json_set_string (member, "from", heng_agreement_get_party (settlement->agreement, part->from)->name);
      heng_json_set_string (member, "to", heng_agreement_get_party (settlement->agreement, part->to)->name);
      heng_json_set_string (member, "amount", amount);
      heng_json_set_string (member, "commodity", part->commodity);
      json_array_add_object_element (amounts, member);
    }
  json_object_set_array_member (object, "amounts", amounts);
}

/* Rules have no numbers in a trace: it is the next one of the same text. */
static guint
find_line (const HengSettlement *settlement,
           const HengTrace      *trace,
           guint                 after)
{
  const HengRules *rules = settlement->agreement->rules;

  for (guint i = after; i < heng_rules_get_n_statements (rules); i++)
    if (strcmp (heng_rules_get_text (rules, i), trace->text) == 0)
      return i;

  return after;
}

JsonNode *
heng_explanation_to_json (const HengSettlement *settlement,
                          const char           *currency)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  Explaining explaining = { settlement, currency, seen };
  JsonArray *array = json_array_new ();
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);
  guint line = 0;

  for (guint i = 0; i < settlement->traces->len; i++)
    {
      const HengTrace *trace = g_ptr_array_index (settlement->traces, i);
      JsonObject *object = trace_to_json (&explaining, trace);

      line = find_line (settlement, trace, line);
      json_object_set_int_member (object, "line", ++line);
      add_amounts (&explaining, object, trace);
      json_array_add_object_element (array, object);
    }
  json_node_take_array (node, array);
  return node;
}
