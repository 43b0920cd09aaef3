// SPDX-License-Identifier: GPL-3.0-or-later
/* A document of values, read; and the values that a template brings. */
#include "heng-template-values-private.h"

#include "heng-document-reader.h"
#include "heng-error.h"
#include "heng-template-private.h"

#include <string.h>

#define HEAD_CHARACTERS_MAX 300

static const char *const values_keys[] = {
  "hengping", "template", "parameters", "language", "code", "title", "mechanism", "currency", "signed", "from", "to", "assessed",
  "replaces", "water", "precedence", "rounding", "units", "terms", "payment", "programme", NULL,
};
static const char *const language_words[] = { "en", "zh", NULL };

static void
read_cell (HengTemplateValues *self,
           HengDocumentReader *reader,
           JsonObject         *object,
           const char         *at,
           const char         *key,
           const char         *path)
{
  const HengParameter *parameter = heng_template_find_parameter (self->item, path);
  JsonNode *node = json_object_get_member (object, key);
  g_autofree char *full = heng_document_path (at, key);

  if (reader->failed)
    return;
  if (parameter != NULL && heng_parameter_has_members (parameter) && JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject *members = json_node_get_object (node);
      g_autoptr (GList) names = json_object_get_members (members);

      heng_template_values_set_whole (self, parameter, path, NULL);
      for (GList *name = names; name != NULL && !reader->failed; name = name->next)
        {
          g_autofree char *member_path = g_strdup_printf ("%s.%s", path, (char *) name->data);

          read_cell (self, reader, members, full, name->data, member_path);
        }
    }
  else
    {
      const char *text = heng_document_reader_get_text (reader, object, at, key, TRUE, HENG_RULE_BYTES_MAX);

      if (text != NULL && !heng_template_values_set (self, path, text, reader->error))
        heng_document_reader_fail (reader, full);
    }
}

static void
read_list (HengTemplateValues *self,
           HengDocumentReader *reader,
           JsonObject         *object,
           const char         *at,
           const char         *name)
{
  JsonArray *array = heng_document_reader_get_array (reader, object, at, name, TRUE);
  g_autofree char *full = heng_document_path (at, name);
  guint length = array != NULL ? json_array_get_length (array) : 0;

  heng_template_values_remove_rows (self, name);
  for (guint i = 0; i < length && !reader->failed; i++)
    {
      g_autofree char *row_path = g_strdup_printf ("%s[%u]", full, i);
      JsonObject *row = heng_document_reader_get_element (reader, array, row_path, i);
      g_autoptr (GList) fields = row != NULL ? json_object_get_members (row) : NULL;

      if (i < HENG_TEMPLATE_ROWS_MAX)
        heng_template_values_add_row (self, name);
      for (GList *field = fields; field != NULL && !reader->failed; field = field->next)
        {
          g_autofree char *path = g_strdup_printf ("%s[%u].%s", name, i, (char *) field->data);

          read_cell (self, reader, row, row_path, field->data, path);
        }
    }
}

static void
read_parameters (HengTemplateValues *self,
                 HengDocumentReader *reader,
                 JsonObject         *object)
{
  JsonObject *parameters = heng_document_reader_get_object (reader, object, "", "parameters");
  g_autoptr (GList) names = parameters != NULL ? json_object_get_members (parameters) : NULL;

  for (GList *at = names; at != NULL && !reader->failed; at = at->next)
    {
      const HengParameter *parameter = heng_template_find_named (self->item->parameters, at->data);

      if (parameter != NULL && parameter->kind == HENG_PARAMETER_LIST &&
          JSON_NODE_HOLDS_ARRAY (json_object_get_member (parameters, at->data)))
        read_list (self, reader, parameters, "parameters", at->data);
      else
        read_cell (self, reader, parameters, "parameters", at->data, at->data);
    }
}

static void
read_values (HengTemplateValues *self,
             HengDocumentReader *reader,
             JsonObject         *object)
{
  heng_document_reader_check_keys (reader, object, "", values_keys);
  self->chinese = heng_document_reader_get_word (reader, object, "", "language", language_words, self->chinese);
  for (guint i = 0; heng_template_head_texts[i] != NULL; i++)
    {
      const char *text = heng_document_reader_get_text (reader, object, "", heng_template_head_texts[i], FALSE, HEAD_CHARACTERS_MAX);

      if (text != NULL)
        heng_template_values_set_head (self, heng_template_head_texts[i], text);
    }
  for (guint i = 0; values_keys[i] != NULL && !reader->failed; i++)
    {
      JsonNode *node = json_object_get_member (object, values_keys[i]);

      /* What has parts of its own is checked where the agreement is read. */
      if (node != NULL && strcmp (values_keys[i], "parameters") != 0 && !JSON_NODE_HOLDS_VALUE (node))
        json_object_set_member (self->head, values_keys[i], json_node_copy (node));
    }
  read_parameters (self, reader, object);
}

static gboolean
read_text (HengTemplateValues  *self,
           const char          *text,
           gsize                length_bytes,
           gboolean             whole,
           GError             **error)
{
  g_autoptr (GHashTable) lines = NULL;
  g_autoptr (JsonParser) parser = heng_document_parse (text, length_bytes, &lines, error);
  g_autoptr (GError) local_error = NULL;
  HengDocumentReader reader = { .error = &local_error };
  JsonObject *object;

  if (parser == NULL)
    return FALSE;

  reader.lines = lines;
  object = json_node_get_object (json_parser_get_root (parser));
  if (whole)
    {
      const char *format = heng_document_reader_get_text (&reader, object, "", "hengping", TRUE, 100);
      const char *id = heng_document_reader_get_text (&reader, object, "", "template", FALSE, HEAD_CHARACTERS_MAX);

      if (format != NULL && strcmp (format, "values/1") != 0)
        {
          heng_error_set (&local_error, HENG_ERROR_DOCUMENT_FORMAT, format, "values/1", NULL);
          heng_document_reader_fail (&reader, "hengping");
        }
      if (!reader.failed && id != NULL && strcmp (id, self->item->id) != 0)
        {
          heng_error_set (&local_error, HENG_ERROR_DOCUMENT_WORD, "template", id, self->item->id, NULL);
          heng_document_reader_fail (&reader, "template");
        }
    }
  read_values (self, &reader, object);
  if (!reader.failed)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

gboolean
heng_template_values_read_json (HengTemplateValues  *self,
                                const char          *text,
                                gsize                length_bytes,
                                GError             **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (text != NULL, FALSE);

  return read_text (self, text, length_bytes, TRUE, error);
}

/* ---- what there is to begin with ---- */

HengTemplateValues *
heng_template_values_new (HengTemplate *item,
                          gboolean      chinese)
{
  HengTemplateValues *self;

  g_return_val_if_fail (item != NULL, NULL);

  self = heng_template_values_new_empty (item);
  self->chinese = chinese;
  for (guint i = 0; i < item->parameters->len; i++)
    {
      const HengParameter *parameter = g_ptr_array_index (item->parameters, i);
      const char *fallback = heng_bilingual_pick (&parameter->fallback, chinese);

      if (*fallback == '\0')
        {
          for (guint row = 0; parameter->kind == HENG_PARAMETER_LIST && row < parameter->rows_min; row++)
            heng_template_values_add_row (self, parameter->name);
        }
      else if (parameter->kind == HENG_PARAMETER_LIST)
        {
          g_autofree char *document = g_strdup_printf ("{\"parameters\":{\"%s\":%s}}", parameter->name, fallback);

          read_text (self, document, strlen (document), FALSE, NULL);
        }
      else
        heng_template_values_set (self, parameter->name, fallback, NULL);
    }

  return self;
}

HengTemplateValues *
heng_template_values_new_example (HengTemplate *item)
{
  HengTemplateValues *self;

  g_return_val_if_fail (item != NULL, NULL);

  self = heng_template_values_new_empty (item);
  if (item->example != NULL)
    read_text (self, item->example, strlen (item->example), FALSE, NULL);
  return self;
}
