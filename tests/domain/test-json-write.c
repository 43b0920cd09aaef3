// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-json-scan.h"
#include "heng-json-write.h"

#include "testing.h"

typedef struct
{
  const char *json;
  const char *canonical;
} WriteRow;

static const WriteRow write_rows[] = {
  { "{}", "{}" }, { "[]", "[]" }, { " { \"b\" : 1 , \"a\" : [ true , null , false ] } ", "{\"a\":[true,null,false],\"b\":1}" },
  { "{\"b\":{\"d\":1,\"c\":2},\"a\":[{\"z\":1,\"y\":2}]}", "{\"a\":[{\"y\":2,\"z\":1}],\"b\":{\"c\":2,\"d\":1}}" },
  /* by bytes, not by language */
  { "{\"é\":1,\"z\":2,\"Z\":3,\"a\":4,\"中\":5,\"aa\":6,\"\":7}", "{\"\":7,\"Z\":3,\"a\":4,\"aa\":6,\"z\":2,\"é\":1,\"中\":5}" },
  { "[\"\\u4e2d\\/\\u0041\\uD83D\\uDE00\"]", "[\"中/A\xf0\x9f\x98\x80\"]" }, { "[\"\\\"\\\\\\b\\f\\n\\r\\t\\u0001\\u001f\"]", "[\"\\\"\\\\\\u0008\\u000c\\n\\r\\t\\u0001\\u001f\"]" },
  { "[\"\x7f\"]", "[\"\x7f\"]" }, { "{\"\\n\":\"\"}", "{\"\\n\":\"\"}" },
  { "[0, -1, 123456789012345678]", "[0,-1,123456789012345678]" }, { "[0.5, 12.3456]", "[0.500,12.346]" },
  { "\"x\"", "\"x\"" }, { "null", "null" }, { "true", "true" },
};

static void
test_write (gconstpointer data)
{
  const WriteRow *row = data;
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (JsonParser) again = json_parser_new ();
  g_autofree char *written = NULL;
  g_autofree char *twice = NULL;
  g_autofree char *indented = NULL;
  g_autoptr (GHashTable) lines = NULL;

  g_assert_true (json_parser_load_from_data (parser, row->json, -1, NULL));
  written = heng_json_write (json_parser_get_root (parser), 0);
  g_assert_cmpstr (written, ==, row->canonical);

  /* What is written is JSON and the same again, also by way of the form for people. */
  lines = heng_json_scan (written, strlen (written), NULL);
  g_assert_nonnull (lines);
  indented = heng_json_write (json_parser_get_root (parser), 2);
  g_assert_true (json_parser_load_from_data (again, indented, -1, NULL));
  twice = heng_json_write (json_parser_get_root (again), 0);
  if (strchr (row->canonical, '.') == NULL)
    g_assert_cmpstr (twice, ==, row->canonical);
}

static void
test_indented (void)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autofree char *written = NULL;

  g_assert_true (json_parser_load_from_data (parser, "{\"b\":[1,{}],\"a\":[],\"c\":[1200.0,-0.5,12.34567890149]}", -1, NULL));
  written = heng_json_write (json_parser_get_root (parser), 2);
  g_assert_cmpstr (written, ==, "{\n  \"a\": [],\n  \"b\": [\n    1,\n    {}\n  ],\n  \"c\": [\n    1200.0,\n    -0.5,\n    12.345678901\n  ]\n}");
}

static void
test_set_string (void)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  g_autofree char *written = NULL;

  json_node_take_object (node, object);
  heng_json_set_string (object, "b", "x");
  heng_json_set_string (object, "a", NULL);
  written = heng_json_write (node, 0);
  g_assert_cmpstr (written, ==, "{\"b\":\"x\"}");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  HENG_TEST_ADD_ROWS ("/domain/json-write/canonical", write_rows, test_write);
  g_test_add_func ("/domain/json-write/indented", test_indented);
  g_test_add_func ("/domain/json-write/set-string", test_set_string);

  return g_test_run ();
}
