// SPDX-License-Identifier: GPL-3.0-or-later
/* The agreement's document, read. */
#include "heng-agreement.h"

#include "heng-agreement-private.h"
#include "heng-document-reader.h"
#include "heng-error.h"
#include "heng-json-scan.h"
#include "heng-json-write.h"
#include "heng-water-standard.h"

#include <string.h>

#define NAME_CHARACTERS_MAX 60
#define TITLE_CHARACTERS_MAX 300
#define TEXT_CHARACTERS_MAX 20000

static const char *const document_keys[] = {
  "hengping", "code", "title", "mechanism", "currency", "parties", "signed", "from", "to", "assessed", "indicators", "rules",
  "rounding", "units", "terms", "replaces", "precedence", "water", NULL,
};
static const char *const title_keys[] = { "zh", "en", NULL };
static const char *const party_keys[] = { "name", "region", "role", NULL };
static const char *const indicator_keys[] = {
  "name", "unit", "section", "observed", "aggregate", "standard", "rounding", "water", "precedence", NULL,
};
static const char *const rounding_keys[] = { "money", NULL };
static const char *const assessed_words[] = { "month", "quarter", "year", "once", NULL };
static const char *const observed_words[] = { "day", "month", "quarter", "year", "once", NULL };
static const char *const water_words[] = { "river", "lake", NULL };

typedef struct
{
  HengDocumentReader reader;
  HengAgreement     *agreement;
  const char        *currency; /* the book's */
  GStrv              precedence;
  gboolean           lake;
} Reading;

static void
fail_at (Reading    *self,
         const char *path,
         const char *key)
{
  g_autofree char *full = heng_document_path (path, key);

  heng_document_reader_fail (&self->reader, full);
}

static void
read_day (Reading    *self,
          JsonObject *object,
          const char *key,
          gboolean    required,
          HengDay    *day)
{
  const char *text = heng_document_reader_get_text (&self->reader, object, "", key, required, 100);

  if (text != NULL && !heng_day_parse (text, day, self->reader.error))
    fail_at (self, "", key);
}

/* A code stands in file names, in `pool:CODE/NAME` and in journals' account names. */
static gboolean
code_is_valid (const char *code)
{
  if (!g_unichar_isalnum (g_utf8_get_char (code)))
    return FALSE;
  for (const char *at = code; *at != '\0'; at = g_utf8_next_char (at))
    if (!g_unichar_isalnum (g_utf8_get_char (at)) && strchr ("._-", *at) == NULL)
      return FALSE;

  return TRUE;
}

static char *
read_code (Reading    *self,
           JsonObject *object,
           const char *key,
           gboolean    required)
{
  const char *code = heng_document_reader_get_text (&self->reader, object, "", key, required, NAME_CHARACTERS_MAX);

  if (code != NULL && !code_is_valid (code))
    {
      heng_error_set (self->reader.error, HENG_ERROR_DOCUMENT_CODE, code, NULL);
      fail_at (self, "", key);
    }

  return g_strdup (code);
}

/* A name that the rules can use, not borne by another. */
static char *
read_name (Reading    *self,
           JsonObject *object,
           const char *path)
{
  const char *name = heng_document_reader_get_text (&self->reader, object, path, "name", TRUE, NAME_CHARACTERS_MAX);
  gboolean reserved;

  if (name == NULL)
    return NULL;

  if (!heng_rules_name_is_valid (name, &reserved))
    {
      if (reserved)
        heng_error_set (self->reader.error, HENG_ERROR_RULE_NAME_RESERVED, name, NULL);
      else
        heng_error_set (self->reader.error, HENG_ERROR_DOCUMENT_NAME, name, NULL);
      fail_at (self, path, "name");
    }
  else if (heng_agreement_find_party (self->agreement, name) >= 0 ||
           heng_agreement_find_indicator (self->agreement, name) >= 0)
    {
      heng_error_set (self->reader.error, HENG_ERROR_DOCUMENT_NAME_TWICE, name, NULL);
      fail_at (self, path, "name");
    }

  return g_strdup (name);
}

static void
read_party (Reading    *self,
            JsonObject *object,
            const char *path)
{
  HengParty party = { 0 };

  heng_document_reader_check_keys (&self->reader, object, path, party_keys);
  party.name = read_name (self, object, path);
  party.role = (HengRole) heng_document_reader_get_word (&self->reader, object, path, "role", heng_role_names, -1);
  party.region = g_strdup (heng_document_reader_get_text (&self->reader, object, path, "region", FALSE, NAME_CHARACTERS_MAX));
  if (!self->reader.failed && party.role == HENG_ROLE_POOL && party.region != NULL)
    {
      heng_error_set (self->reader.error, HENG_ERROR_DOCUMENT_REGION_OF_POOL, party.name, NULL);
      fail_at (self, path, "region");
    }
  if (!self->reader.failed && party.role != HENG_ROLE_POOL && party.region == NULL)
    {
      heng_error_set (self->reader.error, HENG_ERROR_DOCUMENT_REGION_NEEDED, party.name, NULL);
      heng_document_reader_fail (&self->reader, path);
    }

  if (party.name != NULL)
    g_array_append_val (self->agreement->parties, party);
  else
    g_free (party.region);
}

static void
read_parties (Reading    *self,
              JsonObject *object)
{
  JsonArray *array = heng_document_reader_get_array (&self->reader, object, "", "parties", TRUE);
  guint length = array != NULL ? json_array_get_length (array) : 0;

  for (guint i = 0; i < length && !self->reader.failed; i++)
    {
      g_autofree char *path = g_strdup_printf ("parties[%u]", i);
      JsonObject *element = heng_document_reader_get_element (&self->reader, array, path, i);

      if (element != NULL)
        read_party (self, element, path);
    }
  if (!self->reader.failed && length < 2)
    {
      heng_error_set (self->reader.error, HENG_ERROR_DOCUMENT_PARTIES, NULL);
      heng_document_reader_fail (&self->reader, "parties");
    }
}

static GStrv
read_precedence (Reading    *self,
                 JsonObject *object,
                 const char *path)
{
  JsonArray *array = heng_document_reader_get_array (&self->reader, object, path, "precedence", FALSE);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (array == NULL)
    return NULL;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
        {
          heng_error_set (self->reader.error, HENG_ERROR_DOCUMENT_TYPE, "precedence", "\"…\"", NULL);
          fail_at (self, path, "precedence");
          break;
        }
      g_strv_builder_add (builder, json_node_get_string (node));
    }

  return g_strv_builder_end (builder);
}

static void
read_rounding (Reading      *self,
               JsonObject   *object,
               const char   *path,
               const char   *key,
               HengRounding *rounding,
               gboolean     *found)
{
  const char *text = heng_document_reader_get_text (&self->reader, object, path, key, FALSE, 100);

  *found = text != NULL;
  if (text != NULL && !heng_rounding_parse (rounding, text, self->reader.error))
    fail_at (self, path, key);
}

static void
read_indicator (Reading    *self,
                JsonObject *object,
                const char *path)
{
  HengDocumentReader *reader = &self->reader;
  HengIndicator indicator = { 0 };

  heng_document_reader_check_keys (reader, object, path, indicator_keys);
  indicator.name = read_name (self, object, path);
  indicator.unit = g_strdup (heng_document_reader_get_text (reader, object, path, "unit", FALSE, NAME_CHARACTERS_MAX));
  indicator.section = g_strdup (heng_document_reader_get_text (reader, object, path, "section", FALSE, TITLE_CHARACTERS_MAX));
  indicator.standard = g_strdup (heng_document_reader_get_text (reader, object, path, "standard", FALSE, NAME_CHARACTERS_MAX));
  indicator.observed = (HengPeriodKind) heng_document_reader_get_word (reader, object, path, "observed", observed_words,
                                                                       (int) self->agreement->assessed);
  indicator.aggregate = (HengAggregate) heng_document_reader_get_word (reader, object, path, "aggregate",
                                                                       heng_aggregate_names, HENG_AGGREGATE_MEAN);
  indicator.lake = heng_document_reader_get_word (reader, object, path, "water", water_words, self->lake);
  indicator.precedence = read_precedence (self, object, path);
  if (indicator.precedence == NULL)
    indicator.precedence = g_strdupv (self->precedence);
  heng_rounding_init (&indicator.rounding);
  read_rounding (self, object, path, "rounding", &indicator.rounding, &indicator.is_rounded);
  if (!indicator.is_rounded)
    heng_rounding_clear (&indicator.rounding);

  if (!reader->failed && indicator.standard != NULL &&
      heng_water_standard_get_use (indicator.standard) == HENG_CLASS_USE_NONE)
    {
      g_autofree char *parameters = heng_water_standard_list ();

      heng_error_set (reader->error, HENG_ERROR_DOCUMENT_WORD, "standard", indicator.standard, parameters, NULL);
      fail_at (self, path, "standard");
    }

  if (indicator.name == NULL)
    indicator.name = g_strdup ("");
  g_array_append_val (self->agreement->indicators, indicator);
}

static void
read_indicators (Reading    *self,
                 JsonObject *object)
{
  JsonArray *array = heng_document_reader_get_array (&self->reader, object, "", "indicators", FALSE);
  guint length = array != NULL ? json_array_get_length (array) : 0;

  for (guint i = 0; i < length && !self->reader.failed; i++)
    {
      g_autofree char *path = g_strdup_printf ("indicators[%u]", i);
      JsonObject *element = heng_document_reader_get_element (&self->reader, array, path, i);

      if (element != NULL)
        read_indicator (self, element, path);
    }
}

static void
read_money_rounding (Reading    *self,
                     JsonObject *object)
{
  JsonObject *rounding = heng_document_reader_get_object (&self->reader, object, "", "rounding");
  HengRounding *money = &self->agreement->money_rounding;
  guint digits = heng_currency_digits (self->currency);
  gboolean found = FALSE;
  gint64 minor;

  if (rounding != NULL)
    {
      heng_document_reader_check_keys (&self->reader, rounding, "rounding", rounding_keys);
      read_rounding (self, rounding, "rounding", "money", money, &found);
    }
  if (!found)
    heng_amount_to_number (1, digits, &money->step);
  else if (!self->reader.failed && !heng_amount_from_number (&money->step, digits, &minor, NULL))
    {
      g_autofree char *finest = heng_amount_format (1, digits, digits);
      g_autofree char *step = heng_number_format (&money->step, 12);

      heng_error_set (self->reader.error, HENG_ERROR_ROUNDING_STEP, step, finest, NULL);
      fail_at (self, "rounding", "money");
    }
}

static void
read_units (Reading    *self,
            JsonObject *object)
{
  JsonObject *units = heng_document_reader_get_object (&self->reader, object, "", "units");
  g_autoptr (GList) members = units != NULL ? json_object_get_members (units) : NULL;

  for (GList *at = members; at != NULL && !self->reader.failed; at = at->next)
    {
      const char *text = heng_document_reader_get_text (&self->reader, units, "units", at->data, TRUE, 100);
      HengNumber *step = g_new0 (HengNumber, 1);
      gint64 minor;

      heng_number_init (step);
      g_hash_table_insert (self->agreement->unit_steps, g_strdup (at->data), step);
      if (text == NULL)
        return;
      if (!heng_number_parse (step, text, self->reader.error))
        fail_at (self, "units", at->data);
      else if (heng_number_sign (step) <= 0 || !heng_amount_from_number (step, HENG_AMOUNT_IN_KIND_DIGITS, &minor, NULL))
        {
          heng_error_set (self->reader.error, HENG_ERROR_ROUNDING_STEP, text, "0.000001", NULL);
          fail_at (self, "units", at->data);
        }
    }
}

static void
read_terms (Reading    *self,
            JsonObject *object)
{
  JsonObject *terms = heng_document_reader_get_object (&self->reader, object, "", "terms");

  if (terms == NULL)
    return;
  heng_document_reader_check_keys (&self->reader, terms, "terms", heng_term_names);
  for (guint i = 0; i < HENG_N_TERMS; i++)
    self->agreement->terms[i] =
      g_strdup (heng_document_reader_get_text (&self->reader, terms, "terms", heng_term_names[i], FALSE, TEXT_CHARACTERS_MAX));
}

static void
parse_rules (Reading *self)
{
  HengAgreement *agreement = self->agreement;
  g_autofree const char **parties = g_new0 (const char *, agreement->parties->len + 1);
  g_autofree HengRuleIndicator *indicators = g_new0 (HengRuleIndicator, agreement->indicators->len + 1);
  HengRuleNames names = {
    .parties = parties, .n_parties = agreement->parties->len,
    .indicators = indicators, .n_indicators = agreement->indicators->len,
    .assessed = agreement->assessed,
  };

  for (guint i = 0; i < names.n_parties; i++)
    parties[i] = g_array_index (agreement->parties, HengParty, i).name;
  for (guint i = 0; i < names.n_indicators; i++)
    {
      const HengIndicator *indicator = &g_array_index (agreement->indicators, HengIndicator, i);

      indicators[i].name = indicator->name;
      indicators[i].class_use = indicator->standard != NULL ? heng_water_standard_get_use (indicator->standard)
                                                            : HENG_CLASS_USE_NONE;
    }

  agreement->rules = heng_rules_new ((const char *const *) agreement->rule_texts->pdata, agreement->rule_texts->len, &names,
                                     self->reader.error);
  if (agreement->rules == NULL)
    {
      const char *path = heng_error_get_path (*self->reader.error);
      g_autofree char *copy = g_strdup (path != NULL ? path : "rules");

      heng_document_reader_fail (&self->reader, copy);
    }
}

static void
check_units (Reading *self)
{
  g_autoptr (GPtrArray) units = heng_agreement_list_units (self->agreement);

  for (guint i = 0; i < units->len && !self->reader.failed; i++)
    {
      const char *unit = g_ptr_array_index (units, i);

      if (strcmp (unit, self->currency) == 0 || strcmp (unit, "元") == 0)
        {
          heng_error_set (self->reader.error, HENG_ERROR_RULE_UNIT_MONEY, unit, NULL);
          heng_document_reader_fail (&self->reader, "rules");
        }
    }
}

static void
read_rules (Reading    *self,
            JsonObject *object)
{
  JsonArray *array = heng_document_reader_get_array (&self->reader, object, "", "rules", TRUE);
  guint length = array != NULL ? json_array_get_length (array) : 0;

  for (guint i = 0; i < length && !self->reader.failed; i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
        g_ptr_array_add (self->agreement->rule_texts, g_strdup (json_node_get_string (node)));
      else
        {
          g_autofree char *path = g_strdup_printf ("rules[%u]", i);

          heng_error_set (self->reader.error, HENG_ERROR_DOCUMENT_TYPE, path, "\"…\"", NULL);
          heng_document_reader_fail (&self->reader, path);
        }
    }

  if (!self->reader.failed)
    parse_rules (self);
  if (!self->reader.failed)
    check_units (self);
}

static void
read_head (Reading    *self,
           JsonObject *object)
{
  HengAgreement *agreement = self->agreement;
  HengDocumentReader *reader = &self->reader;
  const char *format = heng_document_reader_get_text (reader, object, "", "hengping", TRUE, 100);
  JsonObject *title;

  if (format != NULL && strcmp (format, "agreement/1") != 0)
    {
      heng_error_set (reader->error, HENG_ERROR_DOCUMENT_FORMAT, format, NULL);
      fail_at (self, "", "hengping");
    }
  heng_document_reader_check_keys (reader, object, "", document_keys);
  agreement->code = read_code (self, object, "code", TRUE);
  agreement->replaces = read_code (self, object, "replaces", FALSE);
  if (!reader->failed && g_strcmp0 (agreement->code, agreement->replaces) == 0)
    {
      heng_error_set (reader->error, HENG_ERROR_DOCUMENT_REPLACES_ITSELF, agreement->code, NULL);
      fail_at (self, "", "replaces");
    }

  title = heng_document_reader_get_object (reader, object, "", "title");
  if (!reader->failed && title == NULL)
    {
      heng_error_set (reader->error, HENG_ERROR_DOCUMENT_KEY_MISSING, "title", NULL);
      heng_document_reader_fail (reader, "");
    }
  if (title != NULL)
    {
      heng_document_reader_check_keys (reader, title, "title", title_keys);
      agreement->title_zh = g_strdup (heng_document_reader_get_text (reader, title, "title", "zh", FALSE, TITLE_CHARACTERS_MAX));
      agreement->title_en = g_strdup (heng_document_reader_get_text (reader, title, "title", "en", agreement->title_zh == NULL,
                                                                     TITLE_CHARACTERS_MAX));
    }

  agreement->mechanism = (HengMechanism) heng_document_reader_get_word (reader, object, "", "mechanism", heng_mechanism_names, -1);
  agreement->currency = g_strdup (heng_document_reader_get_text (reader, object, "", "currency", FALSE, 100));
  if (!reader->failed && agreement->currency != NULL && strcmp (agreement->currency, self->currency) != 0)
    {
      heng_error_set (reader->error, HENG_ERROR_DOCUMENT_CURRENCY, agreement->currency, self->currency, NULL);
      fail_at (self, "", "currency");
    }
}

static void
read_dates (Reading    *self,
            JsonObject *object)
{
  HengAgreement *agreement = self->agreement;

  read_day (self, object, "signed", FALSE, &agreement->signed_day);
  read_day (self, object, "from", TRUE, &agreement->from_day);
  read_day (self, object, "to", FALSE, &agreement->to_day);
  if (!self->reader.failed && agreement->to_day != HENG_DAY_NONE && agreement->to_day < agreement->from_day)
    {
      g_autofree char *from = heng_day_format (agreement->from_day);
      g_autofree char *to = heng_day_format (agreement->to_day);

      heng_error_set (self->reader.error, HENG_ERROR_DAY_ORDER, "from", from, "to", to, NULL);
      fail_at (self, "", "to");
    }

  agreement->assessed = (HengPeriodKind) (HENG_PERIOD_MONTH + heng_document_reader_get_word (&self->reader, object, "", "assessed",
                                                                                             assessed_words, -1));
}

static void
read_document (Reading    *self,
               JsonObject *object)
{
  read_head (self, object);
  read_dates (self, object);
  self->precedence = read_precedence (self, object, "");
  self->lake = heng_document_reader_get_word (&self->reader, object, "", "water", water_words, 0);
  read_money_rounding (self, object);
  read_units (self, object);
  read_terms (self, object);
  read_parties (self, object);
  read_indicators (self, object);
  read_rules (self, object);
}

HengAgreement *
heng_agreement_new_from_json (const char  *text,
                              gsize        length_bytes,
                              const char  *currency,
                              GError     **error)
{
  g_autoptr (HengAgreement) agreement = heng_agreement_new_empty ();
  g_autoptr (GHashTable) lines = NULL;
  g_autoptr (JsonParser) parser = NULL;
  g_autoptr (GError) local_error = NULL;
  Reading reading = { .agreement = agreement, .currency = currency };
  JsonNode *root;

  g_return_val_if_fail (text != NULL, NULL);

  lines = heng_json_scan (text, length_bytes, error);
  if (lines == NULL)
    return NULL;

  parser = json_parser_new_immutable ();
  if (!json_parser_load_from_data (parser, text, (gssize) length_bytes, &local_error))
    {
      heng_error_set (error, HENG_ERROR_JSON_SYNTAX, local_error->message, NULL);
      return NULL;
    }
  root = json_parser_get_root (parser);
  if (!JSON_NODE_HOLDS_OBJECT (root))
    {
      heng_error_set (error, HENG_ERROR_DOCUMENT_TYPE, "—", "{…}", NULL);
      heng_error_place (error, NULL, 1, 0);
      return NULL;
    }

  reading.reader = (HengDocumentReader) { .lines = lines, .error = &local_error };
  read_document (&reading, json_node_get_object (root));
  g_strfreev (reading.precedence);
  if (reading.reader.failed)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  agreement->document = heng_json_write (root, 0);
  return g_steal_pointer (&agreement);
}
