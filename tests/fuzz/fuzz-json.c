// SPDX-License-Identifier: GPL-3.0-or-later
/* JSON: what the scanner lets pass the parser takes, and what is written of it is read as the same. */
#include "fuzz.h"

#include "heng-error.h"
#include "heng-json-scan.h"
#include "heng-json-write.h"

#include <string.h>

/* Fractions are written shortened, for coordinates alone; only without them is a text written to be read. */
static gboolean
has_fraction (JsonNode *node)
{
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        if (has_fraction (json_array_get_element (array, i)))
          return TRUE;
      return FALSE;
    }
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      g_autoptr (GList) members = json_object_get_values (json_node_get_object (node));

      for (GList *at = members; at != NULL; at = at->next)
        if (has_fraction (at->data))
          return TRUE;
      return FALSE;
    }

  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_DOUBLE;
}

static JsonNode *
read_again (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) lines = heng_json_scan (text, strlen (text), &error);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();

  g_assert_no_error (error);
  g_assert_nonnull (lines);
  g_assert_true (json_parser_load_from_data (parser, text, -1, &error));
  g_assert_no_error (error);
  return json_parser_steal_root (parser);
}

static void
try_writing (JsonNode *root)
{
  g_autofree char *written = heng_json_write (root, 0), *indented = heng_json_write (root, 2);
  g_autoptr (JsonNode) again = NULL, indented_again = NULL;
  g_autofree char *twice = NULL, *indented_twice = NULL;

  if (has_fraction (root))
    return;

  again = read_again (written);
  indented_again = read_again (indented);
  twice = heng_json_write (again, 0);
  indented_twice = heng_json_write (indented_again, 0);
  g_assert_cmpstr (written, ==, twice);
  g_assert_cmpstr (written, ==, indented_twice);
  g_assert_true (json_node_equal (root, again));
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size_bytes)
{
  g_autoptr (GHashTable) lines = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonParser) parser = NULL;

  fuzz_begin ();
  if (size_bytes > FUZZ_BYTES_MAX)
    return 0;

  lines = heng_json_scan ((const char *) data, size_bytes, &error);
  if (lines == NULL)
    {
      g_assert_true (error->domain == HENG_ERROR);
      g_assert_cmpuint (heng_error_get_line (error), >, 0);
      return 0;
    }

  g_assert_no_error (error);
  parser = json_parser_new_immutable ();
  json_parser_load_from_data (parser, (const char *) data, (gssize) size_bytes, &error);
  g_assert_no_error (error);
  try_writing (json_parser_get_root (parser));
  return 0;
}
