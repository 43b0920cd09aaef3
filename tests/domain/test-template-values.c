// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-template-make.h"

#include "testing.h"

static HengTemplateValues *
values_new (const char *id,
            gboolean    chinese)
{
  g_autoptr (HengTemplate) item = heng_template_find_standard (id, NULL);

  return heng_template_values_new (item, chinese);
}

/* ---- setting ---- */

typedef struct
{
  const char *path;
  const char *text;   /* (nullable) */
  const char *read;   /* a path that is read then */
  const char *expected;
} SetRow;

static const SetRow set_rows[] = {
  { "base", "10亿", "base", "10亿" }, { "base", "  10亿 ", "base", "10亿" }, { "base", "", "base", NULL }, { "base", "  ", "base", NULL },
  { "base", NULL, "base", NULL }, { "base", "anything", "base", "anything" },
  { "pool", "Purse", "pool", "Purse" }, { "pool", "Purse", "pool.name", "Purse" }, { "pool.name", "Purse", "pool", "Purse" },
  { "contributors[0].party", "Zhejiang@330000", "contributors[0].party", "Zhejiang" },
  { "contributors[0].party", "Zhejiang@330000", "contributors[0].party.region", "330000" },
  { "contributors[0].party", "Zhejiang", "contributors[0].party.region", NULL },
  { "contributors[0].party.region", "330000", "contributors[0].party.region", "330000" },
  { "contributors[2].weight", "3", "contributors[2].weight", "3" },
  { "contributors", "A@110000, 2; B@120000，3；C@130000", "contributors[1].weight", "3" },
  { "contributors", "A@110000, 2; B@120000，3；C@130000", "contributors[2].weight", "1" },
  { "contributors", "A@110000, 2; B@120000，3；C@130000", "contributors[2].party.region", "130000" },
  { "contributors", "A", "contributors[1].party", NULL },
  { "rates[0].rate", "growth@街口", "rates[0].rate.section", "街口" }, { "rates[0].rate.unit", "%", "rates[0].rate.unit", "%" },
};

static void
test_set (gconstpointer data)
{
  const SetRow *row = data;
  g_autoptr (HengTemplateValues) values = values_new ("growth-base", FALSE);
  g_autoptr (HengTemplateValues) copy = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (heng_template_values_set (values, row->path, row->text, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (heng_template_values_get (values, row->read), ==, row->expected);
  copy = heng_template_values_copy (values);
  g_assert_cmpstr (heng_template_values_get (copy, row->read), ==, row->expected);
}

static void
test_set_unknown (void)
{
  static const char *const paths[] = {
    "", "x", "base.name", "base[0]", "contributors[0]", "contributors[60].weight", "contributors[0].colour", "pool.unit", "rates[0].rate.region",
  };
  g_autoptr (HengTemplateValues) values = values_new ("growth-base", FALSE);

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (heng_template_values_set (values, paths[i], "1", &error));
      g_assert_error (error, HENG_ERROR, HENG_ERROR_TEMPLATE_PATH);
      g_assert_nonnull (strstr (heng_error_get_argument (error, 1), "contributors[0].weight"));
    }
}

/* More fields than a row has, more rows than a list takes. */
static void
test_set_too_much (void)
{
  g_autoptr (HengTemplateValues) values = values_new ("growth-base", FALSE);
  g_autoptr (GString) rows = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (heng_template_values_set (values, "contributors", "A, 1, 2", &error));
  g_assert_error (error, HENG_ERROR, HENG_ERROR_TEMPLATE_PATH);
  g_clear_error (&error);
  for (guint i = 0; i <= HENG_TEMPLATE_ROWS_MAX; i++)
    g_string_append (rows, "A; ");
  g_assert_false (heng_template_values_set (values, "contributors", rows->str, &error));
  g_assert_error (error, HENG_ERROR, HENG_ERROR_TEMPLATE_PATH);
}

/* ---- rows ---- */

static void
test_rows (void)
{
  g_autoptr (HengTemplateValues) values = values_new ("growth-base", FALSE);

  /* A list begins with as many rows as it must have, filled with what its fields bring. */
  g_assert_cmpuint (heng_template_values_get_n_rows (values, "contributors"), ==, 1);
  g_assert_cmpstr (heng_template_values_get (values, "contributors[0].weight"), ==, "1");
  heng_template_values_set (values, "contributors", "A@110000, 1; B@120000, 2; C@130000, 3", NULL);
  g_assert_cmpuint (heng_template_values_get_n_rows (values, "contributors"), ==, 3);

  heng_template_values_remove_row (values, "contributors", 1);
  g_assert_cmpuint (heng_template_values_get_n_rows (values, "contributors"), ==, 2);
  g_assert_cmpstr (heng_template_values_get (values, "contributors[0].party"), ==, "A");
  g_assert_cmpstr (heng_template_values_get (values, "contributors[1].party"), ==, "C");
  g_assert_cmpstr (heng_template_values_get (values, "contributors[1].party.region"), ==, "130000");
  g_assert_cmpstr (heng_template_values_get (values, "contributors[1].weight"), ==, "3");
  g_assert_null (heng_template_values_get (values, "contributors[2].weight"));

  heng_template_values_add_row (values, "contributors");
  g_assert_cmpstr (heng_template_values_get (values, "contributors[2].weight"), ==, "1");
  for (guint i = 0; i < HENG_TEMPLATE_ROWS_MAX; i++)
    heng_template_values_add_row (values, "contributors");
  g_assert_cmpuint (heng_template_values_get_n_rows (values, "contributors"), ==, HENG_TEMPLATE_ROWS_MAX);
  while (heng_template_values_get_n_rows (values, "contributors") > 0)
    heng_template_values_remove_row (values, "contributors", 0);
  g_assert_null (heng_template_values_get (values, "contributors[0].party"));
}

/* ---- defaults, head ---- */

static void
test_defaults (void)
{
  g_autoptr (HengTemplateValues) english = values_new ("growth-base", FALSE), chinese = values_new ("growth-base", TRUE);
  g_autoptr (HengTemplateValues) steps = values_new ("weighted-index", FALSE);

  g_assert_cmpstr (heng_template_values_get (english, "pool"), ==, "Fund");
  g_assert_cmpstr (heng_template_values_get (chinese, "pool"), ==, "专户");
  g_assert_true (heng_template_values_get_chinese (chinese));
  g_assert_cmpstr (heng_template_values_get (steps, "steps[0].limit"), ==, "1");
  g_assert_null (heng_template_values_get (steps, "steps[0].amount"));
}

static void
test_head (void)
{
  static const char document[] = "{\"hengping\": \"values/1\", \"title\": {\"en\": \"A\", \"zh\": \"甲\"}, \"code\": \"C-1\", \"rounding\": {\"money\": \"1 down\"}}";
  g_autoptr (HengTemplateValues) values = values_new ("growth-base", FALSE);
  g_autoptr (GError) error = NULL;

  g_assert_true (heng_template_values_read_json (values, document, strlen (document), &error));
  g_assert_no_error (error);
  g_assert_cmpstr (heng_template_values_get_head (values, "code"), ==, "C-1");
  g_assert_cmpstr (heng_template_values_get_head (values, "title.zh"), ==, "甲");
  /* A title that came with a document can be changed, one language at a time. */
  heng_template_values_set_head (values, "title.en", "B");
  g_assert_cmpstr (heng_template_values_get_head (values, "title.en"), ==, "B");
  g_assert_cmpstr (heng_template_values_get_head (values, "title.zh"), ==, "甲");
  heng_template_values_set_head (values, "title.zh", NULL);
  g_assert_null (heng_template_values_get_head (values, "title.zh"));
  g_assert_null (heng_template_values_get_head (values, "signed"));
}

/* ---- documents ---- */

typedef struct
{
  const char *label;
  const char *members;
  int         error;
  const char *path; /* of the error, or of a value that is then read */
  const char *expected;
} DocumentRow;

static const DocumentRow document_rows[] = {
  { "a text", "\"parameters\": {\"base\": \"10亿\"}", HENG_TEST_NO_ERROR, "base", "10亿" },
  { "a party in parts", "\"parameters\": {\"pool\": {\"name\": \"Purse\"}}", HENG_TEST_NO_ERROR, "pool", "Purse" },
  { "an indicator in parts", "\"parameters\": {\"rates\": [{\"rate\": {\"name\": \"g\", \"unit\": \"1\"}}]}", HENG_TEST_NO_ERROR, "rates[0].rate.unit", "1" },
  { "rows take the place of rows", "\"parameters\": {\"contributors\": [{\"party\": \"A@110000\"}, {\"party\": \"B@120000\", \"weight\": \"2\"}]}", HENG_TEST_NO_ERROR,
    "contributors[0].weight", "1" },
  { "rows as a text", "\"parameters\": {\"contributors\": \"A@110000, 2; B@120000\"}", HENG_TEST_NO_ERROR, "contributors[0].weight", "2" },
  { "nothing", "\"language\": \"zh\"", HENG_TEST_NO_ERROR, "base", NULL },
  { "an unknown parameter", "\"parameters\": {\"colour\": \"red\"}", HENG_ERROR_TEMPLATE_PATH, "parameters.colour", NULL },
  { "an unknown member", "\"parameters\": {\"pool\": {\"name\": \"P\", \"unit\": \"t\"}}", HENG_ERROR_TEMPLATE_PATH, "parameters.pool.unit", NULL },
  { "an unknown field", "\"parameters\": {\"contributors\": [{\"colour\": \"red\"}]}", HENG_ERROR_TEMPLATE_PATH, "parameters.contributors[0].colour", NULL },
  { "a number", "\"parameters\": {\"base\": 10}", HENG_ERROR_DOCUMENT_TYPE, "parameters.base", NULL },
  { "an object for an amount", "\"parameters\": {\"base\": {\"name\": \"x\"}}", HENG_ERROR_DOCUMENT_TYPE, "parameters.base", NULL },
  { "a row that is a text", "\"parameters\": {\"contributors\": [\"A\"]}", HENG_ERROR_DOCUMENT_TYPE, "parameters.contributors[0]", NULL },
  { "parameters as a list", "\"parameters\": []", HENG_ERROR_DOCUMENT_TYPE, "parameters", NULL },
  { "another template", "\"template\": \"veto\"", HENG_ERROR_DOCUMENT_WORD, "template", NULL },
  { "another language", "\"language\": \"fr\"", HENG_ERROR_DOCUMENT_WORD, "language", NULL },
  { "an unknown key", "\"colour\": \"red\"", HENG_ERROR_DOCUMENT_KEY_UNKNOWN, "colour", NULL },
  { "rules of its own", "\"rules\": []", HENG_ERROR_DOCUMENT_KEY_UNKNOWN, "rules", NULL },
  { "a code that is a number", "\"code\": 1", HENG_ERROR_DOCUMENT_TYPE, "code", NULL },
};

static void
test_document (gconstpointer data)
{
  const DocumentRow *row = data;
  g_autofree char *text = g_strdup_printf ("{\"hengping\": \"values/1\",\n%s}", row->members);
  g_autoptr (HengTemplateValues) values = values_new ("growth-base", FALSE);
  g_autoptr (GError) error = NULL;
  gboolean done = heng_template_values_read_json (values, text, strlen (text), &error);

  HENG_TEST_ASSERT_OUTCOME (error, row->error);
  g_assert_cmpint (done, ==, error == NULL);
  if (done)
    g_assert_cmpstr (heng_template_values_get (values, row->path), ==, row->expected);
  else
    {
      g_assert_cmpstr (heng_error_get_path (error), ==, row->path);
      g_assert_cmpuint (heng_error_get_line (error), ==, 2);
    }
}

static void
test_document_format (void)
{
  static const char *const texts[] = { "{}", "{\"hengping\": \"agreement/1\"}", "[]", "{", "" };
  static const int codes[] = {
    HENG_ERROR_DOCUMENT_KEY_MISSING, HENG_ERROR_DOCUMENT_FORMAT, HENG_ERROR_DOCUMENT_TYPE, HENG_ERROR_JSON_SYNTAX, HENG_ERROR_JSON_SYNTAX,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (HengTemplateValues) values = values_new ("growth-base", FALSE);
      g_autoptr (GError) error = NULL;

      g_assert_false (heng_template_values_read_json (values, texts[i], strlen (texts[i]), &error));
      g_assert_error (error, HENG_ERROR, codes[i]);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  HENG_TEST_ADD_ROWS ("/domain/template-values/set", set_rows, test_set);
  g_test_add_func ("/domain/template-values/set-unknown", test_set_unknown);
  g_test_add_func ("/domain/template-values/set-too-much", test_set_too_much);
  g_test_add_func ("/domain/template-values/rows", test_rows);
  g_test_add_func ("/domain/template-values/defaults", test_defaults);
  g_test_add_func ("/domain/template-values/head", test_head);
  HENG_TEST_ADD_ROWS ("/domain/template-values/document", document_rows, test_document);
  g_test_add_func ("/domain/template-values/document-format", test_document_format);

  return g_test_run ();
}
