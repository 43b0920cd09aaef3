// SPDX-License-Identifier: GPL-3.0-or-later
/* Parties and indicators of an agreement's document, read. */
#include "heng-agreement-reading-private.h"

#include "heng-agreement-private.h"
#include "heng-error.h"
#include "heng-water-standard.h"

static const char *const party_keys[] = { "name", "region", "role", "title", NULL };
static const char *const indicator_keys[] = {
  "name", "unit", "section", "observed", "aggregate", "standard", "rounding", "water", "precedence", "plausible", NULL,
};
static const char *const title_keys[] = { "zh", "en", NULL };
static const char *const plausible_keys[] = { "min", "max", NULL };
static const char *const observed_words[] = { "day", "month", "quarter", "year", "once", NULL };
const char *const heng_water_words[] = { "river", "lake", NULL };

/* A name that the rules can use, not borne by another. */
static char *
read_name (HengAgreementReading *self,
           JsonObject           *object,
           const char           *path)
{
  const char *name = heng_document_reader_get_text (&self->reader, object, path, "name", TRUE, HENG_NAME_CHARACTERS_MAX);
  gboolean reserved;

  if (name == NULL)
    return NULL;

  if (!heng_rules_name_is_valid (name, &reserved))
    {
      if (reserved)
        heng_error_set (self->reader.error, HENG_ERROR_RULE_NAME_RESERVED, name, NULL);
      else
        heng_error_set (self->reader.error, HENG_ERROR_DOCUMENT_NAME, name, NULL);
      heng_agreement_reading_fail (self, path, "name");
    }
  else if (heng_agreement_find_party (self->agreement, name) >= 0 ||
           heng_agreement_find_indicator (self->agreement, name) >= 0)
    {
      heng_error_set (self->reader.error, HENG_ERROR_DOCUMENT_NAME_TWICE, name, NULL);
      heng_agreement_reading_fail (self, path, "name");
    }

  return g_strdup (name);
}

void
heng_agreement_read_title (HengAgreementReading *self,
                           JsonObject           *object,
                           const char           *path,
                           const char           *key,
                           gboolean              required,
                           char                **zh,
                           char                **en)
{
  HengDocumentReader *reader = &self->reader;
  JsonObject *title = heng_document_reader_get_object (reader, object, path, key);
  g_autofree char *title_path = heng_document_path (path, key);

  if (!reader->failed && title == NULL && required)
    {
      heng_error_set (reader->error, HENG_ERROR_DOCUMENT_KEY_MISSING, key, NULL);
      heng_document_reader_fail (reader, path);
    }
  if (title == NULL)
    return;

  heng_document_reader_check_keys (reader, title, title_path, title_keys);
  *zh = g_strdup (heng_document_reader_get_text (reader, title, title_path, "zh", FALSE, HENG_TITLE_CHARACTERS_MAX));
  *en = g_strdup (heng_document_reader_get_text (reader, title, title_path, "en", *zh == NULL, HENG_TITLE_CHARACTERS_MAX));
}

static void
read_party (HengAgreementReading *self,
            JsonObject           *object,
            const char           *path)
{
  HengParty party = { 0 };

  heng_document_reader_check_keys (&self->reader, object, path, party_keys);
  party.name = read_name (self, object, path);
  party.role = (HengRole) heng_document_reader_get_word (&self->reader, object, path, "role", heng_role_names, -1);
  party.region = g_strdup (heng_document_reader_get_text (&self->reader, object, path, "region", FALSE, HENG_NAME_CHARACTERS_MAX));
  heng_agreement_read_title (self, object, path, "title", FALSE, &party.title_zh, &party.title_en);
  if (!self->reader.failed && party.role == HENG_ROLE_POOL && party.region != NULL)
    {
      heng_error_set (self->reader.error, HENG_ERROR_DOCUMENT_REGION_OF_POOL, party.name, NULL);
      heng_agreement_reading_fail (self, path, "region");
    }
  if (!self->reader.failed && party.role != HENG_ROLE_POOL && party.region == NULL)
    {
      heng_error_set (self->reader.error, HENG_ERROR_DOCUMENT_REGION_NEEDED, party.name, NULL);
      heng_document_reader_fail (&self->reader, path);
    }

  if (party.name != NULL)
    g_array_append_val (self->agreement->parties, party);
  else
    {
      g_free (party.region);
      g_free (party.title_zh);
      g_free (party.title_en);
    }
}

/* Names are compared with each other, and each indicator has the document's precedence: what is without bound grows by its square. */
static guint
get_length (HengAgreementReading *self,
            JsonArray            *array,
            const char           *path,
            const char           *key,
            guint                 length_max)
{
  guint length = array != NULL ? json_array_get_length (array) : 0;
  g_autofree char *most = NULL;

  if (length <= length_max)
    return length;

  most = g_strdup_printf ("%u", length_max);
  heng_error_set (self->reader.error, HENG_ERROR_DOCUMENT_TOO_MANY, key, most, NULL);
  heng_agreement_reading_fail (self, path, key);
  return 0;
}

void
heng_agreement_read_parties (HengAgreementReading *self,
                             JsonObject           *object)
{
  JsonArray *array = heng_document_reader_get_array (&self->reader, object, "", "parties", TRUE);
  guint length = get_length (self, array, "", "parties", HENG_NAMES_MAX);

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

GStrv
heng_agreement_read_precedence (HengAgreementReading *self,
                                JsonObject           *object,
                                const char           *path)
{
  JsonArray *array = heng_document_reader_get_array (&self->reader, object, path, "precedence", FALSE);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  guint length = get_length (self, array, path, "precedence", HENG_PRECEDENCE_MAX);

  if (array == NULL)
    return NULL;
  for (guint i = 0; i < length; i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
        {
          heng_error_set (self->reader.error, HENG_ERROR_DOCUMENT_TYPE, "precedence", "\"…\"", NULL);
          heng_agreement_reading_fail (self, path, "precedence");
          break;
        }
      g_strv_builder_add (builder, json_node_get_string (node));
    }

  return g_strv_builder_end (builder);
}

void
heng_agreement_read_rounding (HengAgreementReading *self,
                              JsonObject           *object,
                              const char           *path,
                              const char           *key,
                              HengRounding         *rounding,
                              gboolean             *found)
{
  const char *text = heng_document_reader_get_text (&self->reader, object, path, key, FALSE, 100);

  *found = text != NULL;
  if (text != NULL && !heng_rounding_parse (rounding, text, self->reader.error))
    heng_agreement_reading_fail (self, path, key);
}

/* @limit is initialised where the member is there and is a number. */
static gboolean
read_limit (HengAgreementReading *self,
            JsonObject           *object,
            const char           *path,
            const char           *key,
            HengNumber           *limit)
{
  const char *text = heng_document_reader_get_text (&self->reader, object, path, key, FALSE, 100);

  if (text == NULL)
    return FALSE;

  heng_number_init (limit);
  if (heng_number_parse (limit, text, self->reader.error))
    return TRUE;
  heng_number_clear (limit);
  heng_agreement_reading_fail (self, path, key);
  return FALSE;
}

static void
read_plausible (HengAgreementReading *self,
                JsonObject           *object,
                const char           *path,
                HengIndicator        *indicator)
{
  JsonObject *plausible = heng_document_reader_get_object (&self->reader, object, path, "plausible");
  g_autofree char *limits_path = heng_document_path (path, "plausible");

  if (plausible == NULL)
    return;

  heng_document_reader_check_keys (&self->reader, plausible, limits_path, plausible_keys);
  indicator->has_plausible_min = read_limit (self, plausible, limits_path, "min", &indicator->plausible_min);
  indicator->has_plausible_max = read_limit (self, plausible, limits_path, "max", &indicator->plausible_max);
  if (self->reader.failed)
    return;

  if (!indicator->has_plausible_min && !indicator->has_plausible_max)
    {
      heng_error_set (self->reader.error, HENG_ERROR_DOCUMENT_EMPTY, "plausible", NULL);
      heng_document_reader_fail (&self->reader, limits_path);
    }
  else if (indicator->has_plausible_min && indicator->has_plausible_max &&
           heng_number_compare (&indicator->plausible_min, &indicator->plausible_max) > 0)
    {
      g_autofree char *least = heng_number_format (&indicator->plausible_min, 12);
      g_autofree char *most = heng_number_format (&indicator->plausible_max, 12);

      heng_error_set (self->reader.error, HENG_ERROR_DOCUMENT_LIMITS, least, most, NULL);
      heng_document_reader_fail (&self->reader, limits_path);
    }
}

static void
read_indicator (HengAgreementReading *self,
                JsonObject           *object,
                const char           *path)
{
  HengDocumentReader *reader = &self->reader;
  HengIndicator indicator = { 0 };

  heng_document_reader_check_keys (reader, object, path, indicator_keys);
  indicator.name = read_name (self, object, path);
  indicator.unit = g_strdup (heng_document_reader_get_text (reader, object, path, "unit", FALSE, HENG_NAME_CHARACTERS_MAX));
  indicator.section = g_strdup (heng_document_reader_get_text (reader, object, path, "section", FALSE, HENG_TITLE_CHARACTERS_MAX));
  indicator.standard = g_strdup (heng_document_reader_get_text (reader, object, path, "standard", FALSE, HENG_NAME_CHARACTERS_MAX));
  indicator.observed = (HengPeriodKind) heng_document_reader_get_word (reader, object, path, "observed", observed_words,
                                                                       (int) self->agreement->assessed);
  indicator.aggregate = (HengAggregate) heng_document_reader_get_word (reader, object, path, "aggregate",
                                                                       heng_aggregate_names, HENG_AGGREGATE_MEAN);
  indicator.lake = heng_document_reader_get_word (reader, object, path, "water", heng_water_words, self->lake);
  indicator.precedence = heng_agreement_read_precedence (self, object, path);
  if (indicator.precedence == NULL)
    indicator.precedence = g_strdupv (self->precedence);
  heng_rounding_init (&indicator.rounding);
  heng_agreement_read_rounding (self, object, path, "rounding", &indicator.rounding, &indicator.is_rounded);
  if (!indicator.is_rounded)
    heng_rounding_clear (&indicator.rounding);
  read_plausible (self, object, path, &indicator);

  if (!reader->failed && indicator.standard != NULL &&
      heng_water_standard_get_use (indicator.standard) == HENG_CLASS_USE_NONE)
    {
      g_autofree char *parameters = heng_water_standard_list ();

      heng_error_set (reader->error, HENG_ERROR_DOCUMENT_WORD, "standard", indicator.standard, parameters, NULL);
      heng_agreement_reading_fail (self, path, "standard");
    }

  if (indicator.name == NULL)
    indicator.name = g_strdup ("");
  g_array_append_val (self->agreement->indicators, indicator);
}

void
heng_agreement_read_indicators (HengAgreementReading *self,
                                JsonObject           *object)
{
  JsonArray *array = heng_document_reader_get_array (&self->reader, object, "", "indicators", FALSE);
  guint length = get_length (self, array, "", "indicators", HENG_NAMES_MAX);

  for (guint i = 0; i < length && !self->reader.failed; i++)
    {
      g_autofree char *path = g_strdup_printf ("indicators[%u]", i);
      JsonObject *element = heng_document_reader_get_element (&self->reader, array, path, i);

      if (element != NULL)
        read_indicator (self, element, path);
    }
}
