// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-document-reader.h"

#include "heng-error.h"
#include "heng-json-scan.h"

#include <string.h>

JsonParser *
heng_document_parse (const char  *text,
                     gsize        length_bytes,
                     GHashTable **lines,
                     GError     **error)
{
  g_autoptr (JsonParser) parser = NULL;
  g_autoptr (GError) local_error = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  *lines = heng_json_scan (text, length_bytes, error);
  if (*lines == NULL)
    return NULL;

  parser = json_parser_new_immutable ();
  if (!json_parser_load_from_data (parser, text, (gssize) length_bytes, &local_error))
    {
      heng_error_set (error, HENG_ERROR_JSON_SYNTAX, local_error->message, NULL);
      return NULL;
    }
  if (!JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    {
      heng_error_set (error, HENG_ERROR_DOCUMENT_TYPE, "—", "{…}", NULL);
      heng_error_place (error, NULL, 1, 0);
      return NULL;
    }

  return g_steal_pointer (&parser);
}

char *
heng_document_path (const char *path,
                    const char *key)
{
  return *path == '\0' ? g_strdup (key) : g_strdup_printf ("%s.%s", path, key);
}

void
heng_document_reader_fail (HengDocumentReader *self,
                           const char         *path)
{
  g_autofree char *at = g_strdup (path);
  gpointer line = NULL;

  self->failed = TRUE;
  if (self->lines == NULL)
    return;
  /* A member that lacks has no line: its object's is the nearest. */
  while (!g_hash_table_lookup_extended (self->lines, at, NULL, &line) && *at != '\0')
    {
      char *dot = strrchr (at, '.'), *bracket = strrchr (at, '[');
      char *cut = MAX (dot, bracket);

      *(cut != NULL ? cut : at) = '\0';
    }
  heng_error_place_path (self->error, path);
  heng_error_place (self->error, NULL, GPOINTER_TO_UINT (line), 0);
}

static gboolean
is_in (const char *const *keys,
       const char        *key)
{
  for (; *keys != NULL; keys++)
    if (strcmp (*keys, key) == 0)
      return TRUE;

  return FALSE;
}

static char *
join (const char *const *words)
{
  return g_strjoinv (", ", (char **) words);
}

void
heng_document_reader_check_keys (HengDocumentReader *self,
                                 JsonObject         *object,
                                 const char         *path,
                                 const char *const  *keys)
{
  g_autoptr (GList) members = NULL;

  if (self->failed)
    return;

  members = json_object_get_members (object);
  for (GList *at = members; at != NULL; at = at->next)
    if (!is_in (keys, at->data))
      {
        g_autofree char *known = join (keys);
        g_autofree char *member_path = heng_document_path (path, at->data);

        heng_error_set (self->error, HENG_ERROR_DOCUMENT_KEY_UNKNOWN, at->data, known, NULL);
        heng_document_reader_fail (self, member_path);
        return;
      }
}

static JsonNode *
get_node (HengDocumentReader *self,
          JsonObject         *object,
          const char         *path,
          const char         *key,
          gboolean            required)
{
  JsonNode *node;

  if (self->failed)
    return NULL;

  node = json_object_get_member (object, key);
  if (node == NULL && required)
    {
      heng_error_set (self->error, HENG_ERROR_DOCUMENT_KEY_MISSING, key, NULL);
      heng_document_reader_fail (self, path);
    }

  return node;
}

static void
fail_type (HengDocumentReader *self,
           const char         *path,
           const char         *key,
           const char         *expected)
{
  g_autofree char *member_path = heng_document_path (path, key);

  heng_error_set (self->error, HENG_ERROR_DOCUMENT_TYPE, key, expected, NULL);
  heng_document_reader_fail (self, member_path);
}

const char *
heng_document_reader_get_text (HengDocumentReader *self,
                               JsonObject         *object,
                               const char         *path,
                               const char         *key,
                               gboolean            required,
                               glong               characters_max)
{
  JsonNode *node = get_node (self, object, path, key, required);
  const char *text;

  if (node == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    {
      fail_type (self, path, key, "\"…\"");
      return NULL;
    }

  text = json_node_get_string (node);
  if (*text == '\0' || g_utf8_strlen (text, -1) > characters_max)
    {
      g_autofree char *member_path = heng_document_path (path, key);
      g_autofree char *most = g_strdup_printf ("%ld", characters_max);

      if (*text == '\0')
        heng_error_set (self->error, HENG_ERROR_DOCUMENT_EMPTY, key, NULL);
      else
        heng_error_set (self->error, HENG_ERROR_DOCUMENT_TEXT_LONG, key, most, NULL);
      heng_document_reader_fail (self, member_path);
      return NULL;
    }

  return text;
}

int
heng_document_reader_get_word (HengDocumentReader *self,
                               JsonObject         *object,
                               const char         *path,
                               const char         *key,
                               const char *const  *words,
                               int                 fallback)
{
  const char *text = heng_document_reader_get_text (self, object, path, key, fallback < 0, 1000);

  if (text == NULL)
    return MAX (fallback, 0);

  for (int i = 0; words[i] != NULL; i++)
    if (strcmp (words[i], text) == 0)
      return i;

  {
    g_autofree char *known = join (words);
    g_autofree char *member_path = heng_document_path (path, key);

    heng_error_set (self->error, HENG_ERROR_DOCUMENT_WORD, key, text, known, NULL);
    heng_document_reader_fail (self, member_path);
  }
  return 0;
}

JsonObject *
heng_document_reader_get_object (HengDocumentReader *self,
                                 JsonObject         *object,
                                 const char         *path,
                                 const char         *key)
{
  JsonNode *node = get_node (self, object, path, key, FALSE);

  if (node == NULL)
    return NULL;
  if (JSON_NODE_HOLDS_OBJECT (node))
    return json_node_get_object (node);

  fail_type (self, path, key, "{…}");
  return NULL;
}

JsonArray *
heng_document_reader_get_array (HengDocumentReader *self,
                                JsonObject         *object,
                                const char         *path,
                                const char         *key,
                                gboolean            required)
{
  JsonNode *node = get_node (self, object, path, key, required);

  if (node == NULL)
    return NULL;
  if (JSON_NODE_HOLDS_ARRAY (node))
    return json_node_get_array (node);

  fail_type (self, path, key, "[…]");
  return NULL;
}

JsonObject *
heng_document_reader_get_element (HengDocumentReader *self,
                                  JsonArray          *array,
                                  const char         *path,
                                  guint               index)
{
  JsonNode *node;

  if (self->failed)
    return NULL;

  node = json_array_get_element (array, index);
  if (JSON_NODE_HOLDS_OBJECT (node))
    return json_node_get_object (node);

  heng_error_set (self->error, HENG_ERROR_DOCUMENT_TYPE, path, "{…}", NULL);
  heng_document_reader_fail (self, path);
  return NULL;
}
