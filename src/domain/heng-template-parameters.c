// SPDX-License-Identifier: GPL-3.0-or-later
/* Parameters of a template's document, and what other parts of it are read with. */
#include "heng-template-reading-private.h"

#include "heng-agreement-private.h"
#include "heng-error.h"
#include "heng-json-write.h"

#define NAME_CHARACTERS_MAX 60
#define TEXT_CHARACTERS_MAX 4000

static const char *const parameter_keys[] = {
  "name", "kind", "title", "help", "optional", "default", "range", "role", "unit", "standard", "observed", "aggregate", "choices", "fields",
  "rows", "ascending", "sum", NULL,
};
static const char *const range_keys[] = { "min", "max", "above", "below", NULL };
static const char *const rows_keys[] = { "min", "max", NULL };
static const char *const choice_keys[] = { "value", "title", "text", NULL };
static const char *const languages[] = { "zh", "en", NULL };

char *
heng_template_read_text (HengTemplateReading *self,
                         JsonObject          *object,
                         const char          *path,
                         const char          *key,
                         gboolean             required)
{
  return g_strdup (heng_document_reader_get_text (&self->reader, object, path, key, required, TEXT_CHARACTERS_MAX));
}

void
heng_template_fail_type (HengTemplateReading *self,
                         const char          *path,
                         const char          *key,
                         const char          *expected)
{
  g_autofree char *full = heng_document_path (path, key);

  heng_error_set (self->reader.error, HENG_ERROR_DOCUMENT_TYPE, key, expected, NULL);
  heng_document_reader_fail (&self->reader, full);
}

/* Words in both languages, which every text for people has. */
void
heng_template_read_bilingual (HengTemplateReading *self,
                              JsonObject          *object,
                              const char          *path,
                              const char          *key,
                              gboolean             required,
                              HengBilingual       *words)
{
  JsonObject *both = heng_document_reader_get_object (&self->reader, object, path, key);
  g_autofree char *full = heng_document_path (path, key);

  if (self->reader.failed)
    return;
  if (both == NULL)
    {
      if (!required)
        return;
      heng_error_set (self->reader.error, HENG_ERROR_DOCUMENT_KEY_MISSING, key, NULL);
      heng_document_reader_fail (&self->reader, path);
      return;
    }
  heng_document_reader_check_keys (&self->reader, both, full, languages);
  words->zh = heng_template_read_text (self, both, full, "zh", TRUE);
  words->en = heng_template_read_text (self, both, full, "en", TRUE);
}

static gboolean
read_flag (HengTemplateReading *self,
           JsonObject          *object,
           const char          *path,
           const char          *key)
{
  JsonNode *node = self->reader.failed ? NULL : json_object_get_member (object, key);

  if (node == NULL)
    return FALSE;
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return json_node_get_boolean (node);

  heng_template_fail_type (self, path, key, "true, false");
  return FALSE;
}

static guint
read_count (HengTemplateReading *self,
            JsonObject          *object,
            const char          *path,
            const char          *key,
            guint                fallback)
{
  JsonNode *node = self->reader.failed ? NULL : json_object_get_member (object, key);

  if (node == NULL)
    return fallback;
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64 && json_node_get_int (node) >= 0 &&
      json_node_get_int (node) <= HENG_TEMPLATE_ROWS_MAX)
    return (guint) json_node_get_int (node);

  heng_template_fail_type (self, path, key, "0…" G_STRINGIFY (HENG_TEMPLATE_ROWS_MAX));
  return fallback;
}

/* Calls @read with every object of the array @key. */
void
heng_template_read_each (HengTemplateReading  *self,
                         JsonObject           *object,
                         const char           *path,
                         const char           *key,
                         gboolean              required,
                         void                (*read) (HengTemplateReading *self, JsonObject *element, const char *path, gpointer data),
                         gpointer              data)
{
  JsonArray *array = heng_document_reader_get_array (&self->reader, object, path, key, required);
  g_autofree char *full = heng_document_path (path, key);
  guint length = array != NULL ? json_array_get_length (array) : 0;

  for (guint i = 0; i < length && !self->reader.failed; i++)
    {
      g_autofree char *at = g_strdup_printf ("%s[%u]", full, i);
      JsonObject *element = heng_document_reader_get_element (&self->reader, array, at, i);

      if (element != NULL)
        read (self, element, at, data);
    }
}

/* ---- parameters ---- */

static void
read_choice (HengTemplateReading *self,
             JsonObject          *object,
             const char          *path,
             gpointer             data)
{
  HengParameter *parameter = data;
  HengChoice *choice = g_new0 (HengChoice, 1);

  g_ptr_array_add (parameter->choices, choice);
  heng_document_reader_check_keys (&self->reader, object, path, choice_keys);
  choice->value = heng_template_read_text (self, object, path, "value", TRUE);
  heng_template_read_bilingual (self, object, path, "title", TRUE, &choice->title);
  choice->text = heng_template_read_text (self, object, path, "text", FALSE);
}

static void
read_range (HengTemplateReading *self,
            JsonObject          *object,
            const char          *path,
            HengParameter       *parameter)
{
  JsonObject *range = heng_document_reader_get_object (&self->reader, object, path, "range");
  g_autofree char *full = heng_document_path (path, "range");
  char **texts[] = { &parameter->min, &parameter->max, &parameter->above, &parameter->below };
  g_auto (HengNumber) number = { 0 };

  if (range == NULL)
    return;
  heng_number_init (&number);
  heng_document_reader_check_keys (&self->reader, range, full, range_keys);
  for (guint i = 0; range_keys[i] != NULL; i++)
    {
      *texts[i] = heng_template_read_text (self, range, full, range_keys[i], FALSE);
      if (*texts[i] != NULL && !heng_number_parse (&number, *texts[i], self->reader.error))
        {
          g_autofree char *at = heng_document_path (full, range_keys[i]);

          heng_document_reader_fail (&self->reader, at);
          return;
        }
    }
}

/* A default is a text for both languages, or one for each; rows of a list are kept as they are written. */
static void
read_fallback (HengTemplateReading *self,
               JsonObject          *object,
               const char          *path,
               HengParameter       *parameter)
{
  JsonNode *node = self->reader.failed ? NULL : json_object_get_member (object, "default");

  if (node == NULL)
    return;
  if (parameter->kind == HENG_PARAMETER_LIST)
    {
      if (heng_document_reader_get_array (&self->reader, object, path, "default", FALSE) != NULL)
        parameter->fallback.zh = heng_json_write (node, 0);
    }
  else if (JSON_NODE_HOLDS_OBJECT (node))
    heng_template_read_bilingual (self, object, path, "default", FALSE, &parameter->fallback);
  else
    parameter->fallback.zh = heng_template_read_text (self, object, path, "default", FALSE);
}

static void
read_list (HengTemplateReading *self,
           JsonObject          *object,
           const char          *path,
           HengParameter       *parameter)
{
  JsonObject *rows = heng_document_reader_get_object (&self->reader, object, path, "rows");
  g_autofree char *full = heng_document_path (path, "rows");

  parameter->rows_min = 1;
  parameter->rows_max = HENG_TEMPLATE_ROWS_MAX;
  if (rows != NULL)
    {
      heng_document_reader_check_keys (&self->reader, rows, full, rows_keys);
      parameter->rows_min = read_count (self, rows, full, "min", 1);
      parameter->rows_max = read_count (self, rows, full, "max", HENG_TEMPLATE_ROWS_MAX);
    }
  heng_template_read_each (self, object, path, "fields", TRUE, heng_template_read_parameter, parameter->fields);
}

void
heng_template_read_parameter (HengTemplateReading *self,
                              JsonObject          *object,
                              const char          *path,
                              gpointer             data)
{
  GPtrArray *parameters = data;
  HengParameter *parameter = heng_parameter_new ();
  HengDocumentReader *reader = &self->reader;

  heng_document_reader_check_keys (reader, object, path, parameter_keys);
  parameter->name = g_strdup (heng_document_reader_get_text (reader, object, path, "name", TRUE, NAME_CHARACTERS_MAX));
  if (parameter->name != NULL && heng_template_find_named (parameters, parameter->name) != NULL)
    {
      heng_error_set (reader->error, HENG_ERROR_DOCUMENT_NAME_TWICE, parameter->name, NULL);
      heng_document_reader_fail (reader, path);
    }
  if (parameter->name == NULL)
    parameter->name = g_strdup ("");
  g_ptr_array_add (parameters, parameter);

  parameter->kind = (HengParameterKind) heng_document_reader_get_word (reader, object, path, "kind", heng_parameter_kind_names, -1);
  heng_template_read_bilingual (self, object, path, "title", TRUE, &parameter->title);
  heng_template_read_bilingual (self, object, path, "help", FALSE, &parameter->help);
  parameter->optional = read_flag (self, object, path, "optional");
  parameter->ascending = read_flag (self, object, path, "ascending");
  parameter->sum = heng_template_read_text (self, object, path, "sum", FALSE);
  parameter->role = (HengRole) heng_document_reader_get_word (reader, object, path, "role", heng_role_names,
                                                              parameter->kind == HENG_PARAMETER_PARTY ? -1 : 0);
  parameter->unit = heng_template_read_text (self, object, path, "unit", FALSE);
  parameter->standard = heng_template_read_text (self, object, path, "standard", FALSE);
  parameter->observed = heng_template_read_text (self, object, path, "observed", FALSE);
  parameter->aggregate = heng_template_read_text (self, object, path, "aggregate", FALSE);
  read_range (self, object, path, parameter);
  read_fallback (self, object, path, parameter);
  heng_template_read_each (self, object, path, "choices", parameter->kind == HENG_PARAMETER_CHOICE, read_choice, parameter);
  if (parameter->kind == HENG_PARAMETER_LIST)
    read_list (self, object, path, parameter);
}
