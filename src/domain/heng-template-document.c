// SPDX-License-Identifier: GPL-3.0-or-later
/* A template's document, read. */
#include "heng-template.h"

#include "heng-agreement-private.h"
#include "heng-error.h"
#include "heng-json-write.h"
#include "heng-template-reading-private.h"

#include <string.h>

static const char *const template_keys[] = {
  "hengping", "id", "title", "help", "mechanism", "assessed", "parameters", "definitions", "parts", "rules", "document", "example", NULL,
};
static const char *const part_keys[] = { "name", "text", "each", "join", "if", "unless", NULL };
static const char *const definition_keys[] = { "zh", "en", NULL };
static const char *const rule_keys[] = { "text", "each", "if", "unless", NULL };
static const char *const example_keys[] = { "note", "values", "observations", "expected", NULL };
static const char *const observation_keys[] = { "indicator", "period", "value", NULL };
static const char *const amount_keys[] = { "period", "status", "from", "to", "amount", "commodity", NULL };

/* ---- rules ---- */

static gboolean
is_part (const HengTemplate *item,
         const char         *name)
{
  for (guint i = 0; i < item->definitions->len; i++)
    if (strcmp (((HengBilingual *) g_ptr_array_index (item->definitions, i))->en, name) == 0)
      return TRUE;
  for (guint i = 0; i < item->parts->len; i++)
    if (strcmp (((HengTemplatePiece *) g_ptr_array_index (item->parts, i))->name, name) == 0)
      return TRUE;

  return FALSE;
}

static const HengParameter *
find_in_scope (const HengTemplate *item,
               const char         *each,
               const char         *name)
{
  const HengParameter *list = each != NULL ? heng_template_find_named (item->parameters, each) : NULL;
  const HengParameter *field = list != NULL ? heng_template_find_named (list->fields, name) : NULL;

  return field != NULL ? field : heng_template_find_named (item->parameters, name);
}

static void
check_name (HengTemplateReading *self,
            const char          *path,
            const char          *each,
            const char          *name,
            gboolean             is_condition)
{
  g_autofree char *bare = g_strndup (name, is_condition ? strcspn (name, "=") : strlen (name));
  const HengParameter *parameter;
  gboolean is_count;

  if (self->reader.failed || (!is_condition && is_part (self->item, bare)))
    return;
  /* `{#factors}` is how many rows the list has. */
  is_count = !is_condition && *bare == '#';
  parameter = find_in_scope (self->item, each, is_count ? bare + 1 : bare);
  if (parameter != NULL && is_count && parameter->kind == HENG_PARAMETER_LIST)
    return;
  if (parameter != NULL && !is_count && (is_condition || parameter->kind != HENG_PARAMETER_LIST))
    return;

  heng_error_set (self->reader.error, HENG_ERROR_TEMPLATE_PLACEHOLDER, name, NULL);
  heng_document_reader_fail (&self->reader, path);
}

/* Every placeholder must stand for something, or a template would fail only when it is used. */
static void
check_piece (HengTemplateReading     *self,
             const HengTemplatePiece *piece,
             const char              *path)
{
  const HengParameter *list = piece->each != NULL ? heng_template_find_named (self->item->parameters, piece->each) : NULL;

  if (self->reader.failed)
    return;
  if (piece->each != NULL && (list == NULL || list->kind != HENG_PARAMETER_LIST))
    {
      heng_error_set (self->reader.error, HENG_ERROR_TEMPLATE_PLACEHOLDER, piece->each, NULL);
      heng_document_reader_fail (&self->reader, path);
      return;
    }
  if (piece->where != NULL)
    check_name (self, path, piece->each, piece->where, TRUE);
  if (piece->unless != NULL)
    check_name (self, path, piece->each, piece->unless, TRUE);
  for (const char *at = strchr (piece->text, '{'); at != NULL; at = strchr (at, '{'))
    {
      g_autofree char *name = heng_template_take_placeholder (at, &at);

      check_name (self, path, piece->each, name, FALSE);
    }
}

/* Placeholders and conditions in further members of the agreement's document. */
static void
check_members (HengTemplateReading *self,
               JsonNode            *node,
               const char          *each,
               const char          *path)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject *object = json_node_get_object (node);
      g_autoptr (GList) keys = json_object_get_members (object);
      const char *own = json_object_get_string_member_with_default (object, "each", each);
      HengTemplatePiece piece = {
        .text = (char *) "", .each = (char *) own,
        .where = (char *) json_object_get_string_member_with_default (object, "if", NULL),
        .unless = (char *) json_object_get_string_member_with_default (object, "unless", NULL),
      };

      check_piece (self, &piece, path);
      for (GList *at = keys; at != NULL; at = at->next)
        {
          g_autofree char *full = heng_document_path (path, at->data);

          if (strcmp (at->data, "each") != 0 && strcmp (at->data, "if") != 0 && strcmp (at->data, "unless") != 0)
            check_members (self, json_object_get_member (object, at->data), own, full);
        }
    }
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        {
          g_autofree char *full = g_strdup_printf ("%s[%u]", path, i);

          check_members (self, json_array_get_element (array, i), each, full);
        }
    }
  else if (json_node_get_value_type (node) == G_TYPE_STRING)
    {
      HengTemplatePiece piece = { .text = (char *) json_node_get_string (node), .each = (char *) each };

      check_piece (self, &piece, path);
    }
}

static void
read_piece (HengTemplateReading *self,
            JsonObject          *object,
            const char          *path,
            gpointer             data)
{
  GPtrArray *pieces = data;
  gboolean is_part_of_rule = pieces == self->item->parts;
  HengTemplatePiece *piece = g_new0 (HengTemplatePiece, 1);

  heng_document_reader_check_keys (&self->reader, object, path, is_part_of_rule ? part_keys : rule_keys);
  piece->name = heng_template_read_text (self, object, path, "name", is_part_of_rule);
  piece->text = heng_template_read_text (self, object, path, "text", TRUE);
  piece->each = heng_template_read_text (self, object, path, "each", FALSE);
  piece->join = heng_template_read_text (self, object, path, "join", FALSE);
  piece->where = heng_template_read_text (self, object, path, "if", FALSE);
  piece->unless = heng_template_read_text (self, object, path, "unless", FALSE);
  if (!self->reader.failed)
    check_piece (self, piece, path);
  if (self->reader.failed)
    heng_template_piece_free (piece);
  else
    g_ptr_array_add (pieces, piece);
}

/* A rule is a text, or an object that says when or how often it stands. */
static void
read_rules (HengTemplateReading *self,
            JsonObject          *object)
{
  JsonArray *array = heng_document_reader_get_array (&self->reader, object, "", "rules", TRUE);
  guint length = array != NULL ? json_array_get_length (array) : 0;

  for (guint i = 0; i < length && !self->reader.failed; i++)
    {
      g_autofree char *path = g_strdup_printf ("rules[%u]", i);
      JsonNode *node = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
        {
          g_autoptr (HengTemplatePiece) piece = g_new0 (HengTemplatePiece, 1);

          piece->text = json_node_dup_string (node);
          check_piece (self, piece, path);
          g_ptr_array_add (self->item->rules, g_steal_pointer (&piece));
        }
      else
        {
          JsonObject *element = heng_document_reader_get_element (&self->reader, array, path, i);

          if (element != NULL)
            read_piece (self, element, path, self->item->rules);
        }
    }
}

/* A definition has a name in each language; the English one is its placeholder. */
static void
read_definition (HengTemplateReading *self,
                 JsonObject          *object,
                 const char          *path,
                 gpointer             data)
{
  HengBilingual *definition = g_new0 (HengBilingual, 1);
  gboolean reserved;

  g_ptr_array_add (self->item->definitions, definition);
  heng_document_reader_check_keys (&self->reader, object, path, definition_keys);
  definition->zh = heng_template_read_text (self, object, path, "zh", TRUE);
  definition->en = heng_template_read_text (self, object, path, "en", TRUE);
  if (self->reader.failed ||
      (heng_rules_name_is_valid (definition->zh, &reserved) && heng_rules_name_is_valid (definition->en, &reserved)))
    return;

  heng_error_set (self->reader.error, HENG_ERROR_DOCUMENT_NAME, definition->en, NULL);
  heng_document_reader_fail (&self->reader, path);
}

/* ---- the example ---- */

static void
read_observation (HengTemplateReading *self,
                  JsonObject          *object,
                  const char          *path,
                  gpointer             data)
{
  HengExampleObservation *observation = g_new0 (HengExampleObservation, 1);
  g_auto (HengNumber) number = { 0 };
  HengPeriod period;

  g_ptr_array_add (self->item->observations, observation);
  heng_document_reader_check_keys (&self->reader, object, path, observation_keys);
  observation->indicator = heng_template_read_text (self, object, path, "indicator", TRUE);
  observation->period = heng_template_read_text (self, object, path, "period", TRUE);
  observation->value = heng_template_read_text (self, object, path, "value", TRUE);
  if (self->reader.failed)
    return;

  heng_number_init (&number);
  if (!heng_period_parse (observation->period, &period, self->reader.error) ||
      !heng_number_parse (&number, observation->value, self->reader.error))
    heng_document_reader_fail (&self->reader, path);
}

static void
read_amount (HengTemplateReading *self,
             JsonObject          *object,
             const char          *path,
             gpointer             data)
{
  HengExampleAmount *amount = g_new0 (HengExampleAmount, 1);

  g_ptr_array_add (self->item->expected, amount);
  heng_document_reader_check_keys (&self->reader, object, path, amount_keys);
  amount->period = heng_template_read_text (self, object, path, "period", TRUE);
  amount->status = heng_template_read_text (self, object, path, "status", FALSE);
  if (amount->status == NULL)
    amount->status = g_strdup ("complete");
  amount->from = heng_template_read_text (self, object, path, "from", FALSE);
  amount->to = heng_template_read_text (self, object, path, "to", amount->from != NULL);
  amount->amount = heng_template_read_text (self, object, path, "amount", amount->from != NULL);
  amount->commodity = heng_template_read_text (self, object, path, "commodity", FALSE);
  if (amount->commodity == NULL)
    amount->commodity = g_strdup ("CNY");
}

static void
read_example (HengTemplateReading *self,
              JsonObject          *object)
{
  JsonObject *example = heng_document_reader_get_object (&self->reader, object, "", "example");
  JsonObject *values;

  if (example == NULL)
    return;
  heng_document_reader_check_keys (&self->reader, example, "example", example_keys);
  heng_template_read_bilingual (self, example, "example", "note", FALSE, &self->item->note);
  values = heng_document_reader_get_object (&self->reader, example, "example", "values");
  if (values != NULL)
    self->item->example = heng_json_write (json_object_get_member (example, "values"), 0);
  heng_template_read_each (self, example, "example", "observations", FALSE, read_observation, NULL);
  heng_template_read_each (self, example, "example", "expected", TRUE, read_amount, NULL);
}

/* ---- the whole ---- */

static void
read_assessed (HengTemplateReading *self,
               JsonObject          *object)
{
  JsonArray *array = heng_document_reader_get_array (&self->reader, object, "", "assessed", TRUE);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      const char *word = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
      HengPeriodKind kind;

      if (word == NULL || !g_strv_contains (heng_template_assessed_words, word) || !heng_period_kind_parse (word, &kind))
        {
          heng_template_fail_type (self, "", "assessed", "month, quarter, year, once");
          return;
        }
      if (i == 0)
        self->item->assessed_first = kind;
      self->item->assessed |= 1u << kind;
    }
}

static void
read_template (HengTemplateReading *self,
               JsonObject          *object)
{
  HengTemplate *item = self->item;
  const char *format = heng_document_reader_get_text (&self->reader, object, "", "hengping", TRUE, 100);
  JsonObject *members;

  if (format != NULL && strcmp (format, "template/1") != 0)
    {
      heng_error_set (self->reader.error, HENG_ERROR_DOCUMENT_FORMAT, format, "template/1", NULL);
      heng_document_reader_fail (&self->reader, "hengping");
    }
  heng_document_reader_check_keys (&self->reader, object, "", template_keys);
  item->id = heng_template_read_text (self, object, "", "id", TRUE);
  heng_template_read_bilingual (self, object, "", "title", TRUE, &item->title);
  heng_template_read_bilingual (self, object, "", "help", TRUE, &item->help);
  item->mechanism = (HengMechanism) heng_document_reader_get_word (&self->reader, object, "", "mechanism", heng_mechanism_names, -1);
  read_assessed (self, object);
  heng_template_read_each (self, object, "", "parameters", TRUE, heng_template_read_parameter, item->parameters);
  heng_template_read_each (self, object, "", "definitions", FALSE, read_definition, NULL);
  heng_template_read_each (self, object, "", "parts", FALSE, read_piece, item->parts);
  read_rules (self, object);
  members = heng_document_reader_get_object (&self->reader, object, "", "document");
  if (members != NULL)
    {
      check_members (self, json_object_get_member (object, "document"), NULL, "document");
      item->members = heng_json_write (json_object_get_member (object, "document"), 0);
    }
  read_example (self, object);
}

HengTemplate *
heng_template_new_from_json (const char  *text,
                             gsize        length_bytes,
                             GError     **error)
{
  g_autoptr (HengTemplate) item = heng_template_new_empty ();
  g_autoptr (GHashTable) lines = NULL;
  g_autoptr (JsonParser) parser = heng_document_parse (text, length_bytes, &lines, error);
  g_autoptr (GError) local_error = NULL;
  HengTemplateReading reading = { .item = item };

  if (parser == NULL)
    return NULL;

  reading.reader = (HengDocumentReader) { .lines = lines, .error = &local_error };
  read_template (&reading, json_node_get_object (json_parser_get_root (parser)));
  if (reading.reader.failed)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  item->document = heng_json_write (json_parser_get_root (parser), 0);
  return g_steal_pointer (&item);
}
