// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-json-scan.h"

#include "testing.h"

typedef struct
{
  const char *json;
  int         error;
  guint       line, column; /* 0: not checked */
} ScanRow;

#define GOOD(json) { json, HENG_TEST_NO_ERROR, 0, 0 }
#define BAD(json, line, column) { json, HENG_ERROR_JSON_SYNTAX, line, column }
#define BAD_AS(json, code, line, column) { json, HENG_ERROR_JSON_##code, line, column }

static const ScanRow scan_rows[] = {
  /* values */
  GOOD ("{}"), GOOD ("[]"), GOOD ("\"\""), GOOD ("0"), GOOD ("true"), GOOD ("false"), GOOD ("null"), GOOD (" \t\r\n{ \t\r\n} \t\r\n"), GOOD ("[[],{},[[]]]"),
  GOOD ("{\"a\":1,\"b\":[true,null,\"x\"]}"), GOOD ("{\"\":1}"), GOOD ("{\"a\":{\"a\":1},\"b\":{\"a\":1}}"), GOOD ("[{\"a\":1},{\"a\":2}]"),
  BAD ("", 1, 1), BAD ("   ", 1, 4), BAD ("tru", 1, 1), BAD ("True", 1, 1), BAD ("TRUE", 1, 1), BAD ("nul", 1, 1), BAD ("truex", 1, 5), BAD ("undefined", 1, 1), BAD ("NaN", 1, 1),
  BAD ("Infinity", 1, 1), BAD ("-Infinity", 1, 2), BAD ("'a'", 1, 1), BAD ("a", 1, 1), BAD ("{} {}", 1, 4), BAD ("1 2", 1, 3), BAD ("[] ]", 1, 4), BAD ("{}}", 1, 3),

  /* arrays and objects */
  BAD ("[1,]", 1, 4), BAD ("[,1]", 1, 2), BAD ("[1,,2]", 1, 4), BAD ("[1 2]", 1, 4), BAD ("[", 1, 2), BAD ("]", 1, 1), BAD ("[1", 1, 3), BAD ("[1,", 1, 4), BAD ("[1}", 1, 3), BAD ("[\n1,\n]", 3, 1),
  BAD ("{\"a\":1,}", 1, 8), BAD ("{,\"a\":1}", 1, 2), BAD ("{\"a\" 1}", 1, 6), BAD ("{\"a\":}", 1, 6), BAD ("{\"a\"}", 1, 5), BAD ("{a:1}", 1, 2), BAD ("{1:1}", 1, 2), BAD ("{'a':1}", 1, 2),
  BAD ("{\"a\":1", 1, 7), BAD ("{\"a\":1 \"b\":2}", 1, 8), BAD ("{\"a\":1]", 1, 7), BAD ("{", 1, 2), BAD ("{\"a\":1,,\"b\":2}", 1, 8), BAD ("{\"a\"::1}", 1, 6), BAD ("{[]:1}", 1, 2), BAD ("{null:1}", 1, 2),

  /* comments are no JSON */
  BAD ("// a\n{}", 1, 1), BAD ("/* a */{}", 1, 1), BAD ("{} // a", 1, 4), BAD ("[1 /* a */]", 1, 4), BAD ("{\"a\":1} # b", 1, 9), BAD ("{/**/}", 1, 2),

  /* numbers */
  GOOD ("-0"), GOOD ("-1"), GOOD ("10"), GOOD ("0.5"), GOOD ("-0.5"), GOOD ("1e5"), GOOD ("1E+5"), GOOD ("1.5e-3"), GOOD ("0e1"), GOOD ("123456789012345678"), GOOD ("0.12345678901234567"), GOOD ("1e99"),
  BAD ("01", 1, 0), BAD ("-01", 1, 0), BAD ("00", 1, 0), BAD ("+1", 1, 1), BAD (".5", 1, 1), BAD ("-.5", 1, 2), BAD ("5.", 1, 3), BAD ("1.e5", 1, 3), BAD ("-", 1, 2), BAD ("--1", 1, 2), BAD ("1e", 1, 3), BAD ("1e+", 1, 4), BAD ("1.2.3", 1, 4),
  BAD ("0x10", 1, 2), BAD ("1_000", 1, 2), BAD ("1,5", 1, 2), BAD ("1 000", 1, 3), BAD ("- 1", 1, 2), BAD ("１", 1, 1), BAD ("1e1.5", 1, 4), BAD ("[-]", 1, 3), BAD ("1f", 1, 2),
  BAD_AS ("1234567890123456789", NUMBER_DIGITS, 1, 0), BAD_AS ("-0.123456789012345678", NUMBER_DIGITS, 1, 0), BAD_AS ("123456789012345678901234567890", NUMBER_DIGITS, 1, 0),
  BAD_AS ("1e400", NUMBER_DIGITS, 1, 0), BAD_AS ("1e-400", NUMBER_DIGITS, 1, 0), BAD_AS ("[1,\n1e99999999999]", NUMBER_DIGITS, 2, 0),

  /* strings */
  GOOD ("\"a\""), GOOD ("\"中文\""), GOOD ("\"\xf0\x9f\x98\x80\""), GOOD ("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\""), GOOD ("\"\\u0041\\u4e2d\""), GOOD ("\"\\uD83D\\uDE00\""), GOOD ("\"\\ud83d\\ude00\""), GOOD ("\"\x7f\""),
  GOOD ("\"//\""), GOOD ("\"\\u2028\""), GOOD ("\"\xe2\x80\xa8\""), GOOD ("\"\\uFFFE\""), GOOD ("\"\\u0001\""), GOOD ("\"\\uFfFf\""),
  BAD ("\"", 1, 2), BAD ("\"a", 1, 3), BAD ("\"\\\"", 1, 4), BAD ("\"\n\"", 1, 2), BAD ("\"\t\"", 1, 2), BAD ("\"\x01\"", 1, 2), BAD ("\"\x1f\"", 1, 2), BAD ("\"\\x41\"", 1, 3), BAD ("\"\\a\"", 1, 3), BAD ("\"\\'\"", 1, 3), BAD ("\"\\0\"", 1, 3),
  BAD ("\"\\u\"", 1, 4), BAD ("\"\\u12\"", 1, 6), BAD ("\"\\u12G4\"", 1, 6), BAD ("\"\\U0041\"", 1, 3), BAD ("\"\\u0000\"", 1, 0), BAD ("{\"a\\u0000b\":1}", 1, 0), BAD ("\"\\", 1, 3), BAD ("\"\\u004", 1, 7), BAD ("\"\\ u0041\"", 1, 3),
  BAD ("\"\\uD800\"", 1, 0), BAD ("\"\\uDC00\"", 1, 0), BAD ("\"\\uD800\\uD800\"", 1, 0), BAD ("\"\\uD800\\n\"", 1, 0), BAD ("\"\\uDE00\\uD83D\"", 1, 0), BAD ("\"\\uD83D\\u0041\"", 1, 0), BAD ("\"\\uD83Dx\"", 1, 0), BAD ("\"\\uD83D\\u\"", 1, 0),

  /* keys twice, however they are written */
  BAD_AS ("{\"a\":1,\"a\":1}", KEY_TWICE, 1, 0), BAD_AS ("{\"a\":1,\"b\":2,\"a\":3}", KEY_TWICE, 1, 0), BAD_AS ("{\"a\":1,\n\"\\u0061\":2}", KEY_TWICE, 2, 0), BAD_AS ("{\"中\":1,\"\\u4e2d\":2}", KEY_TWICE, 1, 0),
  BAD_AS ("{\"/\":1,\"\\/\":2}", KEY_TWICE, 1, 0), BAD_AS ("[{\"a\":{\"b\":1,\"b\":1}}]", KEY_TWICE, 1, 0), BAD_AS ("{\"\":1,\"\":2}", KEY_TWICE, 1, 0), BAD_AS ("{\"\xf0\x9f\x98\x80\":1,\"\\uD83D\\uDE00\":2}", KEY_TWICE, 1, 0),
  GOOD ("{\"a\":1,\"A\":1}"), GOOD ("{\"a\":1,\"a \":1}"),

  /* encodings */
  BAD_AS ("\"\xff\"", ENCODING, 1, 0), BAD_AS ("\"\xc0\x80\"", ENCODING, 1, 0), BAD_AS ("\"\xed\xa0\x80\"", ENCODING, 1, 0), BAD_AS ("\"\xf4\x90\x80\x80\"", ENCODING, 1, 0), BAD_AS ("\"\xe4\xb8\"", ENCODING, 1, 0), BAD_AS ("{\n\"a\":\n\"\xe9\"}", ENCODING, 3, 0),
  BAD_AS ("\"\xc1\xbf\"", ENCODING, 1, 0), BAD_AS ("\xff\xfe{\x00}", ENCODING, 1, 0),
  BAD ("\xef\xbb\xbf{}", 1, 1), /* a byte-order mark */
  BAD ("\xc2\xa0{}", 1, 1), BAD ("\xe3\x80\x80{}", 1, 1), BAD ("\f{}", 1, 1), BAD ("\v{}", 1, 1), /* white space of other kinds */

  /* places */
  BAD ("{\n  \"中\": x\n}", 2, 8), BAD ("{\r\n\"a\": ]", 2, 6), BAD ("[\n\n\n", 4, 1),
};

static void
test_scan (gconstpointer data)
{
  const ScanRow *row = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) lines = heng_json_scan (row->json, strlen (row->json), &error);

  HENG_TEST_ASSERT_OUTCOME (error, row->error);
  g_assert_true ((lines != NULL) == (error == NULL));
  if (row->line > 0)
    g_assert_cmpuint (heng_error_get_line (error), ==, row->line);
  if (row->column > 0)
    g_assert_cmpuint (heng_error_get_column (error), ==, row->column);
}

static void
test_nul_bytes (void)
{
  static const char inside[] = "{\"a\0b\":1}", behind[] = "{}\0";
  g_autoptr (GError) error = NULL;

  g_assert_null (heng_json_scan (inside, sizeof inside - 1, &error));
  g_assert_error (error, HENG_ERROR, HENG_ERROR_JSON_ENCODING);
  g_clear_error (&error);
  g_assert_null (heng_json_scan (behind, sizeof behind - 1, &error));
  g_assert_error (error, HENG_ERROR, HENG_ERROR_JSON_ENCODING);
}

/* The length counts, not a byte of zero. */
static void
test_length (void)
{
  static const char text[] = "[1]]";
  g_autoptr (GHashTable) lines = heng_json_scan (text, 3, NULL);

  g_assert_nonnull (lines);
  for (gsize length = 0; length < 3; length++)
    {
      g_autofree char *exact = g_malloc (length + 1);
      g_autoptr (GError) error = NULL;

      memcpy (exact, text, length);
      exact = g_realloc (exact, MAX (length, 1));
      g_assert_null (heng_json_scan (exact, length, &error));
      g_assert_error (error, HENG_ERROR, HENG_ERROR_JSON_SYNTAX);
    }
}

static char *
nest (guint       depth,
      const char *open,
      const char *close)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < depth; i++)
    g_string_append (text, open);
  for (guint i = 0; i < depth; i++)
    g_string_append (text, close);
  return g_string_free (text, FALSE);
}

static void
test_depth (void)
{
  static const struct { guint depth; int error; } rows[] = {
    { HENG_JSON_DEPTH_MAX, HENG_TEST_NO_ERROR }, { HENG_JSON_DEPTH_MAX + 1, HENG_ERROR_JSON_TOO_DEEP }, { 100000, HENG_ERROR_JSON_TOO_DEEP },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *arrays = nest (rows[i].depth, "[", "]");
      g_autofree char *objects = nest (rows[i].depth, "{\"a\":", "}");
      g_autoptr (GError) error = NULL;
      g_autoptr (GHashTable) lines = heng_json_scan (arrays, strlen (arrays), &error);

      HENG_TEST_ASSERT_OUTCOME (error, rows[i].error);
      g_clear_error (&error);
      /* Without a value inside, the innermost object is no JSON, but only where the depth is. */
      g_assert_null (heng_json_scan (objects, strlen (objects), &error));
      g_assert_error (error, HENG_ERROR, HENG_ERROR_JSON_TOO_DEEP);
    }
}

static void
test_size (void)
{
  gsize length = 100 * 1000 * 1000;
  g_autofree char *text = g_malloc (length);
  g_autoptr (GError) error = NULL;

  memset (text, ' ', length);
  g_assert_null (heng_json_scan (text, length, &error));
  g_assert_error (error, HENG_ERROR, HENG_ERROR_JSON_TOO_LONG);
  g_clear_error (&error);
  g_assert_null (heng_json_scan (text, HENG_JSON_BYTES_MAX, &error));
  g_assert_error (error, HENG_ERROR, HENG_ERROR_JSON_SYNTAX);
}

static void
test_lines (void)
{
  static const char text[] = "{\n \"parties\": [\n  {\"name\": \"A\",\n   \"region\": \"1\"},\n  {}\n ],\n\n \"to\": \"x\"\n}";
  static const struct { const char *path; guint line; } rows[] = {
    { "", 1 }, { "parties", 2 }, { "parties[0]", 3 }, { "parties[0].name", 3 }, { "parties[0].region", 4 }, { "parties[1]", 5 }, { "to", 8 },
  };
  g_autoptr (GHashTable) lines = heng_json_scan (text, sizeof text - 1, NULL);

  g_assert_cmpuint (g_hash_table_size (lines), ==, G_N_ELEMENTS (rows));
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpuint (GPOINTER_TO_UINT (g_hash_table_lookup (lines, rows[i].path)), ==, rows[i].line);
}

static void
test_random_bytes (void)
{
  static const char likely[] = "{}[]\",:\\u0123456789abcdefDtrue null-+.eE \n";

  for (guint i = 0; i < 50000; i++)
    {
      gsize length = (gsize) g_test_rand_int_range (0, 40);
      g_autofree char *text = g_malloc (MAX (length, 1));
      g_autoptr (GError) error = NULL;

      for (gsize j = 0; j < length; j++)
        text[j] = g_test_rand_int_range (0, 20) == 0 ? (char) g_test_rand_int_range (0, 256)
                                                     : likely[g_test_rand_int_range (0, sizeof likely - 1)];
      {
        g_autoptr (GHashTable) lines = heng_json_scan (text, length, &error);

        g_assert_true ((lines != NULL) == (error == NULL));
        if (error != NULL)
          g_assert_cmpuint (heng_error_get_line (error), >, 0);
      }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  HENG_TEST_ADD_ROWS ("/domain/json-scan/table", scan_rows, test_scan);
  g_test_add_func ("/domain/json-scan/nul-bytes", test_nul_bytes);
  g_test_add_func ("/domain/json-scan/length", test_length);
  g_test_add_func ("/domain/json-scan/depth", test_depth);
  g_test_add_func ("/domain/json-scan/size", test_size);
  g_test_add_func ("/domain/json-scan/lines", test_lines);
  g_test_add_func ("/domain/json-scan/random-bytes", test_random_bytes);

  return g_test_run ();
}
