// SPDX-License-Identifier: GPL-3.0-or-later
/* Further members of an agreement's document that a template states: the same tree with its placeholders expanded. */
#include "heng-template-make-private.h"

#include "heng-document-reader.h"
#include "heng-error.h"

#include <string.h>

typedef struct
{
  const HengTemplateValues *values;
  GHashTable               *names;
} Members;

static JsonNode *expand_node (const Members *self, JsonNode *node, const HengParameter *list, guint row, GError **error);

static JsonNode *
expand_text (const Members        *self,
             const char           *template_text,
             const HengParameter  *list,
             guint                 row,
             GError              **error)
{
  g_auto (HengTemplateText) text = { 0 };
  JsonNode *node;
  gint64 number;

  heng_template_text_init (&text, self->values, self->names);
  if (!heng_template_text_expand (&text, template_text, list, row, error))
    return NULL;

  node = json_node_alloc ();
  /* A whole number that stands alone is a number in JSON, too: `"year": "{year}"`. */
  if (text.spans->len == 1 && g_str_has_prefix (template_text, "{") && g_str_has_suffix (template_text, "}") &&
      heng_template_find_parameter (self->values->item, g_array_index (text.spans, HengTemplateSpan, 0).path)->kind == HENG_PARAMETER_COUNT &&
      g_ascii_string_to_signed (text.text->str, 10, G_MININT32, G_MAXINT32, &number, NULL))
    json_node_init_int (node, number);
  else
    json_node_init_string (node, text.text->str);
  return node;
}

/* `if` and `unless` say whether an object stands, `each` for which list's rows. */
static gboolean
object_holds (const Members       *self,
              JsonObject          *object,
              const HengParameter *list,
              guint                row)
{
  HengTemplatePiece piece = {
    .where = (char *) json_object_get_string_member_with_default (object, "if", NULL),
    .unless = (char *) json_object_get_string_member_with_default (object, "unless", NULL),
  };

  return heng_template_text_holds (self->values, &piece, list, row);
}

static JsonNode *
expand_object (const Members        *self,
               JsonObject           *object,
               const HengParameter  *list,
               guint                 row,
               GError              **error)
{
  g_autoptr (JsonObject) made = json_object_new ();
  g_autoptr (GList) keys = json_object_get_members (object);

  for (GList *at = keys; at != NULL; at = at->next)
    {
      JsonNode *member = json_object_get_member (object, at->data), *node;

      if (strcmp (at->data, "each") == 0 || strcmp (at->data, "if") == 0 || strcmp (at->data, "unless") == 0 ||
          (JSON_NODE_HOLDS_OBJECT (member) && !object_holds (self, json_node_get_object (member), list, row)))
        continue;
      node = expand_node (self, member, list, row, error);
      if (node == NULL)
        return NULL;
      json_object_set_member (made, at->data, node);
    }

  return json_node_init_object (json_node_alloc (), made);
}

static JsonNode *
expand_array (const Members        *self,
              JsonArray            *array,
              const HengParameter  *outer,
              guint                 outer_row,
              GError              **error)
{
  g_autoptr (JsonArray) made = json_array_new ();

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      JsonObject *object = JSON_NODE_HOLDS_OBJECT (element) ? json_node_get_object (element) : NULL;
      const char *each = object != NULL ? json_object_get_string_member_with_default (object, "each", NULL) : NULL;
      const HengParameter *list = each != NULL ? heng_template_find_named (self->values->item->parameters, each) : outer;
      guint n_rows = each != NULL ? heng_template_values_get_n_rows (self->values, each) : 1;

      for (guint j = 0; j < n_rows; j++)
        {
          guint row = each != NULL ? j : outer_row;
          JsonNode *node;

          if (object != NULL && !object_holds (self, object, list, row))
            continue;
          node = expand_node (self, element, list, row, error);
          if (node == NULL)
            return NULL;
          json_array_add_element (made, node);
        }
    }

  return json_node_init_array (json_node_alloc (), made);
}

static JsonNode *
expand_node (const Members        *self,
             JsonNode             *node,
             const HengParameter  *list,
             guint                 row,
             GError              **error)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    return expand_object (self, json_node_get_object (node), list, row, error);
  if (JSON_NODE_HOLDS_ARRAY (node))
    return expand_array (self, json_node_get_array (node), list, row, error);
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return expand_text (self, json_node_get_string (node), list, row, error);

  return json_node_copy (node);
}

gboolean
heng_template_expand_members (const HengTemplateValues  *values,
                              JsonObject                *document,
                              GError                   **error)
{
  g_autoptr (GHashTable) lines = NULL, names = NULL;
  g_autoptr (JsonParser) parser = NULL;
  g_autoptr (JsonNode) made = NULL;
  g_autoptr (GList) keys = NULL;
  Members members = { .values = values };

  if (values->item->members == NULL)
    return TRUE;

  names = g_hash_table_new (g_str_hash, g_str_equal);
  members.names = names;
  parser = heng_document_parse (values->item->members, strlen (values->item->members), &lines, error);
  if (parser == NULL)
    return FALSE;
  made = expand_object (&members, json_node_get_object (json_parser_get_root (parser)), NULL, 0, error);
  if (made == NULL)
    return FALSE;

  keys = json_object_get_members (json_node_get_object (made));
  for (GList *at = keys; at != NULL; at = at->next)
    json_object_set_member (document, at->data, json_node_copy (json_object_get_member (json_node_get_object (made), at->data)));
  return TRUE;
}
