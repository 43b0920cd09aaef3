// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-template.h"

#include "testing.h"

/* ---- the library ---- */

static void
check_words (const HengBilingual *words)
{
  g_assert_nonnull (words->zh);
  g_assert_nonnull (words->en);
  g_assert_cmpstr (words->zh, !=, words->en);
}

static void
check_parameters (const GPtrArray *parameters)
{
  for (guint i = 0; i < parameters->len; i++)
    {
      const HengParameter *parameter = g_ptr_array_index (parameters, i);

      check_words (&parameter->title);
      for (guint j = 0; j < parameter->choices->len; j++)
        check_words (&((const HengChoice *) g_ptr_array_index (parameter->choices, j))->title);
      g_assert_cmpint (parameter->fields->len > 0, ==, parameter->kind == HENG_PARAMETER_LIST);
      check_parameters (parameter->fields);
    }
}

static void
test_library (void)
{
  g_autoptr (GPtrArray) templates = heng_template_list_standard ();
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_cmpuint (templates->len, >, 0);
  for (guint i = 0; i < templates->len; i++)
    {
      HengTemplate *item = g_ptr_array_index (templates, i);
      g_autoptr (HengTemplate) found = heng_template_find_standard (item->id, NULL);

      g_test_message ("%s", item->id);
      g_assert_true (g_hash_table_add (ids, item->id));
      g_assert_cmpstr (found->id, ==, item->id);
      check_words (&item->title);
      check_words (&item->help);
      check_parameters (item->parameters);
      g_assert_true ((item->assessed & (1u << item->assessed_first)) != 0);
      g_assert_cmpuint (item->rules->len, >, 0);
      g_assert_cmpuint (item->expected->len, >, 0);
      check_words (&item->note);
    }
}

static void
test_unknown (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (heng_template_find_standard ("no-such", &error));
  g_assert_error (error, HENG_ERROR, HENG_ERROR_TEMPLATE_UNKNOWN);
  g_assert_cmpstr (heng_error_get_argument (error, 0), ==, "no-such");
  g_assert_nonnull (strstr (heng_error_get_argument (error, 1), "threshold-bet"));
}

/* ---- paths ---- */

typedef struct
{
  const char *path;
  const char *name; /* (nullable): of what is found */
} PathRow;

static const PathRow path_rows[] = {
  { "step", "step" }, { "upper", "upper" }, { "upper.name", "upper" }, { "upper.region", "upper" }, { "factors", "factors" },
  { "factors[0].indicator", "indicator" }, { "factors[59].indicator.section", "indicator" },
  { "", NULL }, { "steps", NULL }, { "step.name", NULL }, { "upper.unit", NULL }, { "upper[0]", NULL }, { "factors[0]", NULL },
  { "factors[60].indicator", NULL }, { "factors[].indicator", NULL }, { "factors[-1].indicator", NULL }, { "factors[0].indicator.region", NULL },
  { "factors[0]indicator", NULL }, { "factors[0].indicator[0]", NULL }, { "factors.indicator", NULL },
  { "factors[99999999999999999999].indicator", NULL }, { "factors[0].", NULL }, { "upper.", NULL }, { ".name", NULL },
};

static void
test_path (gconstpointer data)
{
  const PathRow *row = data;
  g_autoptr (HengTemplate) item = heng_template_find_standard ("class-step", NULL);
  const HengParameter *found = heng_template_find_parameter (item, row->path);

  g_assert_cmpstr (found != NULL ? found->name : NULL, ==, row->name);
}

/* ---- reading ---- */

#define PARAMETER(members) "{\"name\": \"x\", \"title\": {\"zh\": \"甲\", \"en\": \"X\"}, " members "}"
#define TEMPLATE(parameters, rules)                                                                                        \
  "{\"hengping\": \"template/1\", \"id\": \"t\", \"title\": {\"zh\": \"试\", \"en\": \"T\"}, \"help\": {\"zh\": \"助\", \"en\": \"H\"},\n" \
  "\"mechanism\": \"watershed\", \"assessed\": [\"year\"], \"parameters\": [" parameters "],\n\"rules\": [" rules "]}"

typedef struct
{
  const char *label;
  const char *text;
  int         error;
  guint       line;
  const char *path;
} ReadingRow;

static const ReadingRow reading_rows[] = {
  { "least", TEMPLATE (PARAMETER ("\"kind\": \"money\""), "\"A pays B {x}\""), HENG_TEST_NO_ERROR, 0, NULL },
  { "another format", "{\"hengping\": \"agreement/1\"}", HENG_ERROR_DOCUMENT_FORMAT, 1, "hengping" },
  { "no JSON", "{", HENG_ERROR_JSON_SYNTAX, 1, NULL }, { "a list", "[]", HENG_ERROR_DOCUMENT_TYPE, 1, NULL },
  { "an unknown kind", TEMPLATE (PARAMETER ("\"kind\": \"colour\""), "\"\""), HENG_ERROR_DOCUMENT_WORD, 2, "parameters[0].kind" },
  { "an unknown key", TEMPLATE (PARAMETER ("\"kind\": \"money\", \"colour\": 1"), "\"\""), HENG_ERROR_DOCUMENT_KEY_UNKNOWN, 2, "parameters[0].colour" },
  { "a title in one language", TEMPLATE ("{\"name\": \"x\", \"kind\": \"money\", \"title\": {\"en\": \"X\"}}", "\"\""), HENG_ERROR_DOCUMENT_KEY_MISSING, 2, "parameters[0].title" },
  { "a name twice", TEMPLATE (PARAMETER ("\"kind\": \"money\"") ", " PARAMETER ("\"kind\": \"money\""), "\"\""), HENG_ERROR_DOCUMENT_NAME_TWICE, 2, "parameters[1]" },
  { "a party without a role", TEMPLATE (PARAMETER ("\"kind\": \"party\""), "\"\""), HENG_ERROR_DOCUMENT_KEY_MISSING, 2, "parameters[0]" },
  { "a choice without words", TEMPLATE (PARAMETER ("\"kind\": \"choice\""), "\"\""), HENG_ERROR_DOCUMENT_KEY_MISSING, 2, "parameters[0]" },
  { "a list without fields", TEMPLATE (PARAMETER ("\"kind\": \"list\""), "\"\""), HENG_ERROR_DOCUMENT_KEY_MISSING, 2, "parameters[0]" },
  { "a range that is no number", TEMPLATE (PARAMETER ("\"kind\": \"money\", \"range\": {\"min\": \"much\"}"), "\"\""), HENG_ERROR_NUMBER_SYNTAX, 2, "parameters[0].range.min" },
  { "a word for a flag", TEMPLATE (PARAMETER ("\"kind\": \"money\", \"optional\": \"yes\""), "\"\""), HENG_ERROR_DOCUMENT_TYPE, 2, "parameters[0].optional" },
  { "a placeholder of nothing", TEMPLATE (PARAMETER ("\"kind\": \"money\""), "\"A pays B {y}\""), HENG_ERROR_TEMPLATE_PLACEHOLDER, 3, "rules[0]" },
  { "a placeholder that stays open", TEMPLATE (PARAMETER ("\"kind\": \"money\""), "\"A pays B {\""), HENG_ERROR_TEMPLATE_PLACEHOLDER, 3, "rules[0]" },
  { "an unknown list", TEMPLATE (PARAMETER ("\"kind\": \"money\""), "{\"text\": \"A pays B 1\", \"each\": \"x\"}"), HENG_ERROR_TEMPLATE_PLACEHOLDER, 3, "rules[0]" },
  { "an unknown condition", TEMPLATE (PARAMETER ("\"kind\": \"money\""), "{\"text\": \"A pays B 1\", \"if\": \"y=2\"}"), HENG_ERROR_TEMPLATE_PLACEHOLDER, 3, "rules[0]" },
  { "a number for a rule", TEMPLATE (PARAMETER ("\"kind\": \"money\""), "1"), HENG_ERROR_DOCUMENT_TYPE, 3, "rules[0]" },
};

static void
test_reading (gconstpointer data)
{
  const ReadingRow *row = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HengTemplate) item = heng_template_new_from_json (row->text, strlen (row->text), &error);

  HENG_TEST_ASSERT_OUTCOME (error, row->error);
  g_assert_cmpint (item == NULL, ==, error != NULL);
  if (error == NULL)
    return;
  g_assert_cmpuint (heng_error_get_line (error), ==, row->line);
  g_assert_cmpstr (heng_error_get_path (error), ==, row->path);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/domain/template/library", test_library);
  g_test_add_func ("/domain/template/unknown", test_unknown);
  HENG_TEST_ADD_ROWS ("/domain/template/path", path_rows, test_path);
  HENG_TEST_ADD_ROWS ("/domain/template/reading", reading_rows, test_reading);

  return g_test_run ();
}
