// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-explanation-text.h"

#include "heng-exception-text.h"
#include "heng-json-write.h"

#include <string.h>

/* The months a value is for, as a period where they are one. */
static char *
format_window (HengWindow window)
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

static void
print_observation (const HengObservation *observation,
                   guint                  depth)
{
  g_autofree char *period = heng_period_format (observation->period);

  g_print ("%*s%s: %s", (int) (2 * depth), "", period, observation->value_text);
  if (*observation->source != '\0')
    g_print (", %s", observation->source);
  if (observation->method != NULL)
    g_print (", %s", observation->method);
  if (observation->document != NULL)
    g_print (", %s", observation->document);
  g_print (" (#%" G_GINT64_FORMAT ", %s)\n", observation->number,
           observation->recorded_by != NULL ? observation->recorded_by : "–");
}

/* A definition that is used more than once is explained once: a chain of definitions, each using the one before twice, would
 * otherwise double with every link. */
static gboolean
is_explained (const HengTrace *trace,
              GHashTable      *seen)
{
  return trace->kind == HENG_TRACE_DEFINITION && !g_hash_table_add (seen, (gpointer) trace);
}

static void
print_trace (const HengTrace *trace,
             guint            depth,
             GHashTable      *seen)
{
  g_autofree char *value = heng_trace_format_value (trace), *window = format_window (trace->window);

  g_print ("%*s%s", (int) (2 * depth), "", trace->text);
  if (trace->kind != HENG_TRACE_STATEMENT)
    g_print (" [%s]", window);
  g_print (" = %s\n", value);
  if (is_explained (trace, seen))
    return;
  if (trace->substituted != NULL)
    g_print ("%*s= %s\n", (int) (2 * depth + 2), "", trace->substituted);

  for (guint i = 0; i < trace->children->len; i++)
    print_trace (g_ptr_array_index (trace->children, i), depth + 1, seen);
  for (guint i = 0; i < trace->observations->len; i++)
    print_observation (g_ptr_array_index (trace->observations, i), depth + 1);
}

void
heng_explanation_print (const HengSettlement *settlement,
                        const char           *currency)
{
  g_autofree char *period = heng_period_format (settlement->period);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  gboolean overridden = settlement->exception != NULL && settlement->exception->kind == HENG_EXCEPTION_OVERRIDE;
  GPtrArray *traces = overridden ? settlement->formula->traces : settlement->traces;

  g_print ("\n%s %s\n", settlement->agreement->code, period);
  if (settlement->exception != NULL)
    heng_exception_print (settlement, currency);
  for (guint i = 0; i < traces->len; i++)
    print_trace (g_ptr_array_index (traces, i), overridden ? 3 : 1, seen);
}

static JsonNode *
observation_to_json (const HengObservation *observation)
{
  JsonObject *object = json_object_new ();
  g_autofree char *period = heng_period_format (observation->period);
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_object_set_int_member (object, "observation", observation->number);
  heng_json_set_string (object, "period", period);
  heng_json_set_string (object, "value", observation->value_text);
  heng_json_set_string (object, "source", observation->source);
  heng_json_set_string (object, "method", observation->method);
  heng_json_set_string (object, "document", observation->document);
  heng_json_set_string (object, "by", observation->recorded_by);
  json_node_take_object (node, object);
  return node;
}

static JsonNode *
trace_to_json (const HengTrace *trace,
               GHashTable      *seen)
{
  static const char *const kinds[] = {
    "statement", "weight", "definition", "indicator", "ago", "class", "function", "ladder", "number", "aggregate", "step",
  };
  JsonObject *object = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *value = heng_trace_format_value (trace), *window = format_window (trace->window);

  heng_json_set_string (object, "kind", kinds[trace->kind]);
  heng_json_set_string (object, "text", trace->text);
  heng_json_set_string (object, "numbers", trace->substituted);
  heng_json_set_string (object, "value", value);
  heng_json_set_string (object, "period", window);
  if (trace->children->len > 0 && !is_explained (trace, seen))
    {
      JsonArray *parts = json_array_new ();

      for (guint i = 0; i < trace->children->len; i++)
        json_array_add_element (parts, trace_to_json (g_ptr_array_index (trace->children, i), seen));
      json_object_set_array_member (object, "parts", parts);
    }
  if (trace->observations->len > 0)
    {
      JsonArray *observations = json_array_new ();

      for (guint i = 0; i < trace->observations->len; i++)
        json_array_add_element (observations, observation_to_json (g_ptr_array_index (trace->observations, i)));
      json_object_set_array_member (object, "observations", observations);
    }

  json_node_take_object (node, object);
  return node;
}

JsonNode *
heng_explanation_to_json (const HengSettlement *settlement)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  JsonArray *array = json_array_new ();
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  for (guint i = 0; i < settlement->traces->len; i++)
    json_array_add_element (array, trace_to_json (g_ptr_array_index (settlement->traces, i), seen));
  json_node_take_array (node, array);
  return node;
}
