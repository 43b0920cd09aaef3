// SPDX-License-Identifier: GPL-3.0-or-later
/* The agreement's document, read. */
#include "heng-agreement.h"

#include "heng-agreement-private.h"
#include "heng-agreement-reading-private.h"
#include "heng-error.h"
#include "heng-json-write.h"
#include "heng-water-standard.h"

#include <string.h>

#define TEXT_CHARACTERS_MAX 20000

static const char *const document_keys[] = {
  "hengping", "code", "title", "mechanism", "currency", "parties", "signed", "from", "to", "assessed", "indicators", "rules",
  "rounding", "units", "terms", "replaces", "precedence", "water", "payment", "programme", NULL,
};
static const char *const rounding_keys[] = { "money", NULL };
static const char *const assessed_words[] = { "month", "quarter", "year", "once", NULL };

void
heng_agreement_reading_fail (HengAgreementReading *self,
                             const char           *path,
                             const char           *key)
{
  g_autofree char *full = heng_document_path (path, key);

  heng_document_reader_fail (&self->reader, full);
}

static void
read_day (HengAgreementReading *self,
          JsonObject           *object,
          const char           *key,
          gboolean              required,
          HengDay              *day)
{
  const char *text = heng_document_reader_get_text (&self->reader, object, "", key, required, 100);

  if (text != NULL && !heng_day_parse (text, day, self->reader.error))
    heng_agreement_reading_fail (self, "", key);
}

/* A code stands in file names, in `pool:CODE/NAME` and in journals' account names. */
gboolean
heng_code_is_valid (const char *code)
{
  if (!g_unichar_isalnum (g_utf8_get_char (code)))
    return FALSE;
  for (const char *at = code; *at != '\0'; at = g_utf8_next_char (at))
    if (!g_unichar_isalnum (g_utf8_get_char (at)) && strchr ("._-", *at) == NULL)
      return FALSE;

  return TRUE;
}

static char *
read_code (HengAgreementReading *self,
           JsonObject           *object,
           const char           *key,
           gboolean              required)
{
  const char *code = heng_document_reader_get_text (&self->reader, object, "", key, required, HENG_NAME_CHARACTERS_MAX);

  if (code != NULL && !heng_code_is_valid (code))
    {
      heng_error_set (self->reader.error, HENG_ERROR_DOCUMENT_CODE, code, NULL);
      heng_agreement_reading_fail (self, "", key);
    }

  return g_strdup (code);
}

static void
read_money_rounding (HengAgreementReading *self,
                     JsonObject           *object)
{
  JsonObject *rounding = heng_document_reader_get_object (&self->reader, object, "", "rounding");
  HengRounding *money = &self->agreement->money_rounding;
  guint digits = heng_currency_digits (self->currency);
  gboolean found = FALSE;
  gint64 minor;

  if (rounding != NULL)
    {
      heng_document_reader_check_keys (&self->reader, rounding, "rounding", rounding_keys);
      heng_agreement_read_rounding (self, rounding, "rounding", "money", money, &found);
    }
  if (!found)
    heng_amount_to_number (1, digits, &money->step);
  else if (!self->reader.failed && !heng_amount_from_number (&money->step, digits, &minor, NULL))
    {
      g_autofree char *finest = heng_amount_format (1, digits, digits);
      g_autofree char *step = heng_number_format (&money->step, 12);

      heng_error_set (self->reader.error, HENG_ERROR_ROUNDING_STEP, step, finest, NULL);
      heng_agreement_reading_fail (self, "rounding", "money");
    }
}

static void
read_units (HengAgreementReading *self,
            JsonObject           *object)
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
        heng_agreement_reading_fail (self, "units", at->data);
      else if (heng_number_sign (step) <= 0 || !heng_amount_from_number (step, HENG_AMOUNT_IN_KIND_DIGITS, &minor, NULL))
        {
          heng_error_set (self->reader.error, HENG_ERROR_ROUNDING_STEP, text, "0.000001", NULL);
          heng_agreement_reading_fail (self, "units", at->data);
        }
    }
}

static void
read_terms (HengAgreementReading *self,
            JsonObject           *object)
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
parse_rules (HengAgreementReading *self)
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
check_units (HengAgreementReading *self)
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
read_rules (HengAgreementReading *self,
            JsonObject           *object)
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
read_head (HengAgreementReading *self,
           JsonObject           *object)
{
  HengAgreement *agreement = self->agreement;
  HengDocumentReader *reader = &self->reader;
  const char *format = heng_document_reader_get_text (reader, object, "", "hengping", TRUE, 100);

  if (format != NULL && strcmp (format, "agreement/1") != 0)
    {
      heng_error_set (reader->error, HENG_ERROR_DOCUMENT_FORMAT, format, "agreement/1", NULL);
      heng_agreement_reading_fail (self, "", "hengping");
    }
  heng_document_reader_check_keys (reader, object, "", document_keys);
  agreement->code = read_code (self, object, "code", TRUE);
  agreement->replaces = read_code (self, object, "replaces", FALSE);
  if (!reader->failed && g_strcmp0 (agreement->code, agreement->replaces) == 0)
    {
      heng_error_set (reader->error, HENG_ERROR_DOCUMENT_REPLACES_ITSELF, agreement->code, NULL);
      heng_agreement_reading_fail (self, "", "replaces");
    }

  heng_agreement_read_title (self, object, "", "title", TRUE, &agreement->title_zh, &agreement->title_en);
  heng_agreement_read_title (self, object, "", "programme", FALSE, &agreement->programme_zh, &agreement->programme_en);
  agreement->mechanism = (HengMechanism) heng_document_reader_get_word (reader, object, "", "mechanism", heng_mechanism_names, -1);
  agreement->currency = g_strdup (heng_document_reader_get_text (reader, object, "", "currency", FALSE, 100));
  if (!reader->failed && agreement->currency != NULL && strcmp (agreement->currency, self->currency) != 0)
    {
      heng_error_set (reader->error, HENG_ERROR_DOCUMENT_CURRENCY, agreement->currency, self->currency, NULL);
      heng_agreement_reading_fail (self, "", "currency");
    }
}

static void
read_dates (HengAgreementReading *self,
            JsonObject           *object)
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
      heng_agreement_reading_fail (self, "", "to");
    }

  agreement->assessed = (HengPeriodKind) (HENG_PERIOD_MONTH + heng_document_reader_get_word (&self->reader, object, "", "assessed",
                                                                                             assessed_words, -1));
}

static void
read_document (HengAgreementReading *self,
               JsonObject           *object)
{
  read_head (self, object);
  read_dates (self, object);
  self->precedence = heng_agreement_read_precedence (self, object, "");
  self->lake = heng_document_reader_get_word (&self->reader, object, "", "water", heng_water_words, 0);
  read_money_rounding (self, object);
  read_units (self, object);
  read_terms (self, object);
  heng_agreement_read_parties (self, object);
  heng_agreement_read_indicators (self, object);
  read_rules (self, object);
  heng_agreement_read_payment (self, object);
}

/* What observations are checked with. */
static void
read_observed (HengAgreementReading *self,
               JsonObject           *object)
{
  read_head (self, object);
  self->precedence = heng_agreement_read_precedence (self, object, "");
  self->lake = heng_document_reader_get_word (&self->reader, object, "", "water", heng_water_words, 0);
  heng_agreement_read_indicators (self, object);
}

/* @lines: (nullable): without them errors have no place. @document: (nullable): the canonical text, if it is known */
static HengAgreement *
read_tree (JsonNode    *root,
           void       (*read) (HengAgreementReading *reading,
                               JsonObject           *object),
           const char  *currency,
           GHashTable  *lines,
           const char  *document,
           GError     **error)
{
  g_autoptr (HengAgreement) agreement = heng_agreement_new_empty ();
  g_autoptr (GError) local_error = NULL;
  HengAgreementReading reading = { .agreement = agreement, .currency = currency };

  reading.reader = (HengDocumentReader) { .lines = lines, .error = &local_error };
  read (&reading, json_node_get_object (root));
  g_strfreev (reading.precedence);
  if (reading.reader.failed)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  agreement->document = document != NULL ? g_strdup (document) : heng_json_write (root, 0);
  return g_steal_pointer (&agreement);
}

HengAgreement *
heng_agreement_new_from_json (const char  *text,
                              gsize        length_bytes,
                              const char  *currency,
                              GError     **error)
{
  g_autoptr (GHashTable) lines = NULL;
  g_autoptr (JsonParser) parser = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  parser = heng_document_parse (text, length_bytes, &lines, error);
  return parser != NULL ? read_tree (json_parser_get_root (parser), read_document, currency, lines, NULL, error) : NULL;
}

static HengAgreement *
read_recorded (const char  *document,
               void       (*read) (HengAgreementReading *reading,
                                   JsonObject           *object),
               const char  *currency,
               GError     **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  HengAgreement *agreement = NULL;
  JsonNode *root = json_parser_load_from_data (parser, document, -1, NULL) ? json_parser_get_root (parser) : NULL;

  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
    agreement = read_tree (root, read, currency, NULL, document, NULL);
  /* What was recorded was right. If it is not any more, the long way says where. */
  return agreement != NULL ? agreement : heng_agreement_new_from_json (document, strlen (document), currency, error);
}

HengAgreement *
heng_agreement_new_from_document (const char  *document,
                                  const char  *currency,
                                  GError     **error)
{
  return read_recorded (document, read_document, currency, error);
}

HengAgreement *
heng_agreement_new_observed (const char  *document,
                             const char  *currency,
                             GError     **error)
{
  return read_recorded (document, read_observed, currency, error);
}
