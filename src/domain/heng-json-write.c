// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-json-write.h"

#include "heng-error.h"
#include "heng-json-scan.h"

#include <string.h>

static void write_node (GString *json, JsonNode *node, guint indent, guint level);

static void
new_line (GString *json,
          guint    indent,
          guint    level)
{
  if (indent == 0)
    return;

  g_string_append_c (json, '\n');
  for (guint i = 0; i < indent * level; i++)
    g_string_append_c (json, ' ');
}

void
heng_json_append_string (GString    *json,
                         const char *text)
{
  g_string_append_c (json, '"');
  for (const char *at = text; *at != '\0'; at++)
    {
      const char *end = at;

      while ((guchar) *end >= 0x20 && *end != '"' && *end != '\\')
        end++;
      g_string_append_len (json, at, end - at);
      at = end;
      if (*at == '\0')
        break;

      switch (*at)
        {
        case '"': g_string_append (json, "\\\""); break;
        case '\\': g_string_append (json, "\\\\"); break;
        case '\n': g_string_append (json, "\\n"); break;
        case '\r': g_string_append (json, "\\r"); break;
        case '\t': g_string_append (json, "\\t"); break;
        default:
          g_string_append_printf (json, "\\u%04x", (guint) *at);
          break;
        }
    }
  g_string_append_c (json, '"');
}

static int
compare_keys (gconstpointer a,
              gconstpointer b)
{
  return strcmp (a, b);
}

static void
write_object (GString    *json,
              JsonObject *object,
              guint       indent,
              guint       level)
{
  g_autoptr (GList) keys = json_object_get_members (object);

  keys = g_list_sort (keys, compare_keys);
  g_string_append_c (json, '{');
  for (GList *at = keys; at != NULL; at = at->next)
    {
      if (at != keys)
        g_string_append_c (json, ',');
      new_line (json, indent, level + 1);
      heng_json_append_string (json, at->data);
      g_string_append (json, indent > 0 ? ": " : ":");
      write_node (json, json_object_get_member (object, at->data), indent, level + 1);
    }
  if (keys != NULL)
    new_line (json, indent, level);
  g_string_append_c (json, '}');
}

static void
write_array (GString   *json,
             JsonArray *array,
             guint      indent,
             guint      level)
{
  guint length = json_array_get_length (array);

  g_string_append_c (json, '[');
  for (guint i = 0; i < length; i++)
    {
      if (i > 0)
        g_string_append_c (json, ',');
      new_line (json, indent, level + 1);
      write_node (json, json_array_get_element (array, i), indent, level + 1);
    }
  if (length > 0)
    new_line (json, indent, level);
  g_string_append_c (json, ']');
}

/* Only coordinates of drawings are numbers with a fraction; amounts are strings. For those who read a drawing the widths of bands add up
 * to the heights of their nodes; canonical text never had more than three decimals. */
static void
write_fraction (GString *json,
                double   value,
                guint    indent)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  gsize length;

  g_ascii_formatd (buffer, sizeof buffer, indent > 0 ? "%.9f" : "%.3f", value);
  length = strlen (buffer);
  while (indent > 0 && buffer[length - 1] == '0' && buffer[length - 2] != '.')
    length--;
  g_string_append_len (json, buffer, (gssize) length);
}

static void
write_value (GString  *json,
             JsonNode *node,
             guint     indent)
{
  GType type = json_node_get_value_type (node);

  if (type == G_TYPE_STRING)
    heng_json_append_string (json, json_node_get_string (node));
  else if (type == G_TYPE_BOOLEAN)
    g_string_append (json, json_node_get_boolean (node) ? "true" : "false");
  else if (type == G_TYPE_INT64)
    g_string_append_printf (json, "%" G_GINT64_FORMAT, json_node_get_int (node));
  else
    write_fraction (json, json_node_get_double (node), indent);
}

static void
write_node (GString  *json,
            JsonNode *node,
            guint     indent,
            guint     level)
{
  switch (json_node_get_node_type (node))
    {
    case JSON_NODE_OBJECT:
      write_object (json, json_node_get_object (node), indent, level);
      break;
    case JSON_NODE_ARRAY:
      write_array (json, json_node_get_array (node), indent, level);
      break;
    case JSON_NODE_VALUE:
      write_value (json, node, indent);
      break;
    case JSON_NODE_NULL:
    default:
      g_string_append (json, "null");
      break;
    }
}

char *
heng_json_write (JsonNode *node,
                 guint     indent)
{
  GString *json = g_string_new (NULL);

  write_node (json, node, indent, 0);
  return g_string_free (json, FALSE);
}

void
heng_json_set_string (JsonObject *object,
                      const char *key,
                      const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, key, text);
}

JsonObject *
heng_json_read_object (const char  *text,
                       GError     **error)
{
  g_autoptr (GHashTable) lines = heng_json_scan (text, strlen (text), error);
  g_autoptr (JsonNode) node = lines != NULL ? json_from_string (text, NULL) : NULL;

  if (lines == NULL)
    return NULL;
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    {
      heng_error_set (error, HENG_ERROR_JSON_SYNTAX, "{", NULL);
      return NULL;
    }

  return json_node_dup_object (node);
}

const char *
heng_json_get_string (JsonObject *object,
                      const char *key)
{
  JsonNode *node = json_object_get_member (object, key);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node)
                                                                                                          : NULL;
}

gint64
heng_json_get_int64 (JsonObject *object,
                     const char *key,
                     gint64      fallback)
{
  JsonNode *node = json_object_get_member (object, key);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64 ? json_node_get_int (node)
                                                                                                         : fallback;
}
