// SPDX-License-Identifier: GPL-3.0-or-later
/* The payment terms of an agreement's document, read. */
#include "heng-agreement-reading-private.h"

#include "heng-error.h"

#include <string.h>

static const char *const payment_keys[] = { "due", "calendar", "roll", "interest", NULL };
static const char *const on_keys[] = { "share", "on", "year", NULL };
static const char *const days_keys[] = { "share", "days", "working", "after", NULL };
static const char *const interest_keys[] = { "rate", "per", "day_count", NULL };
static const char *const after_words[] = { "statement", "period", NULL };
static const char *const per_words[] = { "day", "year", NULL };

/* A number of the document that is no amount: `units` and shares are texts, but counts are numbers. */
static gint64
read_count (HengAgreementReading *self,
            JsonObject           *object,
            const char           *path,
            const char           *key,
            gint64                least,
            gint64                most,
            gint64                fallback)
{
  JsonNode *node = self->reader.failed ? NULL : json_object_get_member (object, key);
  g_autofree char *range = g_strdup_printf ("%" G_GINT64_FORMAT "…%" G_GINT64_FORMAT, least, most);

  if (node == NULL)
    return fallback;
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64 &&
      json_node_get_int (node) >= least && json_node_get_int (node) <= most)
    return json_node_get_int (node);

  heng_error_set (self->reader.error, HENG_ERROR_DOCUMENT_TYPE, key, range, NULL);
  heng_agreement_reading_fail (self, path, key);
  return fallback;
}

static gboolean
read_boolean (HengAgreementReading *self,
              JsonObject           *object,
              const char           *path,
              const char           *key)
{
  JsonNode *node = self->reader.failed ? NULL : json_object_get_member (object, key);

  if (node == NULL)
    return FALSE;
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return json_node_get_boolean (node);

  heng_error_set (self->reader.error, HENG_ERROR_DOCUMENT_TYPE, key, "true, false", NULL);
  heng_agreement_reading_fail (self, path, key);
  return FALSE;
}

/* `04-30`: a day that some year has. */
static gboolean
parse_month_day (const char  *text,
                 HengDueTerm *term)
{
  /* A leap year has every day that there is. */
  g_autofree char *full = g_strconcat ("2000-", text, NULL);
  HengDay day;

  if (strlen (text) != 5 || !heng_day_parse (full, &day, NULL))
    return FALSE;

  term->month = (guint) (heng_day_get_month (day) % 12) + 1;
  term->day = (guint) (day - heng_month_get_first_day (heng_day_get_month (day))) + 1;
  return TRUE;
}

static void
read_on (HengAgreementReading *self,
         JsonObject           *object,
         const char           *path,
         HengDueTerm          *term)
{
  const char *text = heng_document_reader_get_text (&self->reader, object, path, "on", TRUE, 100);

  heng_document_reader_check_keys (&self->reader, object, path, on_keys);
  term->kind = HENG_DUE_ON;
  term->year = (gint) read_count (self, object, path, "year", HENG_DUE_YEAR_MIN, HENG_DUE_YEAR_MAX, 0);
  if (self->reader.failed || parse_month_day (text, term))
    return;

  heng_error_set (self->reader.error, HENG_ERROR_DOCUMENT_MONTH_DAY, text, NULL);
  heng_agreement_reading_fail (self, path, "on");
}

static void
read_days (HengAgreementReading *self,
           JsonObject           *object,
           const char           *path,
           HengDueTerm          *term)
{
  heng_document_reader_check_keys (&self->reader, object, path, days_keys);
  term->days = (guint) read_count (self, object, path, "days", 0, HENG_DUE_DAYS_MAX, 0);
  term->working = read_boolean (self, object, path, "working");
  term->kind = heng_document_reader_get_word (&self->reader, object, path, "after", after_words, -1) == 0 ? HENG_DUE_AFTER_STATEMENT
                                                                                                          : HENG_DUE_AFTER_PERIOD;
}

/* @term's share is a number already. A share that is not stated stays 0. */
static void
read_share (HengAgreementReading *self,
            JsonObject           *object,
            const char           *path,
            HengDueTerm          *term)
{
  const char *text = heng_document_reader_get_text (&self->reader, object, path, "share", FALSE, 100);

  if (text == NULL)
    return;
  if (!heng_number_parse (&term->share, text, self->reader.error))
    heng_agreement_reading_fail (self, path, "share");
  else if (heng_number_sign (&term->share) <= 0)
    {
      heng_error_set (self->reader.error, HENG_ERROR_DOCUMENT_SHARE, text, NULL);
      heng_agreement_reading_fail (self, path, "share");
    }
}

static void
read_instalment (HengAgreementReading *self,
                 JsonObject           *object,
                 const char           *path,
                 HengPaymentTerms     *terms)
{
  HengDueTerm *term;

  g_array_set_size (terms->due, terms->due->len + 1);
  term = &g_array_index (terms->due, HengDueTerm, terms->due->len - 1);
  heng_number_init (&term->share);
  read_share (self, object, path, term);
  if (self->reader.failed)
    return;

  if (json_object_has_member (object, "on") == json_object_has_member (object, "days"))
    {
      heng_error_set (self->reader.error, HENG_ERROR_DOCUMENT_DUE, NULL);
      heng_document_reader_fail (&self->reader, path);
    }
  else if (json_object_has_member (object, "on"))
    read_on (self, object, path, term);
  else
    read_days (self, object, path, term);
}

/* Either every instalment states its share or none does; then they are equal. */
static void
check_shares (HengAgreementReading *self,
              HengPaymentTerms     *terms)
{
  g_auto (HengNumber) sum = { 0 }, whole = { 0 };
  guint n_stated = 0;

  heng_number_init (&sum);
  heng_number_init (&whole);
  heng_number_set_int64 (&whole, 1);
  for (guint i = 0; i < terms->due->len && !self->reader.failed; i++)
    {
      HengDueTerm *term = &g_array_index (terms->due, HengDueTerm, i);

      n_stated += heng_number_sign (&term->share) > 0;
      if (!heng_number_add (&sum, &sum, &term->share, self->reader.error))
        heng_document_reader_fail (&self->reader, "payment.due");
    }
  if (self->reader.failed)
    return;

  if (n_stated == 0)
    for (guint i = 0; i < terms->due->len; i++)
      heng_number_set_ratio (&g_array_index (terms->due, HengDueTerm, i).share, 1, terms->due->len);
  else if (n_stated < terms->due->len)
    {
      heng_error_set (self->reader.error, HENG_ERROR_DOCUMENT_KEY_MISSING, "share", NULL);
      heng_document_reader_fail (&self->reader, "payment.due");
    }
  else if (heng_number_compare (&sum, &whole) != 0)
    {
      g_auto (HengNumber) hundred = { 0 };
      g_autofree char *text = NULL;

      heng_number_init (&hundred);
      heng_number_set_int64 (&hundred, 100);
      if (heng_number_multiply (&sum, &sum, &hundred, NULL))
        text = heng_number_format (&sum, 6);
      heng_error_set (self->reader.error, HENG_ERROR_SHARES_SUM, text != NULL ? text : "—", NULL);
      heng_document_reader_fail (&self->reader, "payment.due");
    }
}

static void
read_due (HengAgreementReading *self,
          JsonObject           *payment,
          HengPaymentTerms     *terms)
{
  JsonArray *array = heng_document_reader_get_array (&self->reader, payment, "payment", "due", TRUE);
  guint length = array != NULL ? json_array_get_length (array) : 0;

  if (array != NULL && (length == 0 || length > HENG_DUE_INSTALMENTS_MAX))
    {
      g_autofree char *range = g_strdup_printf ("[…] (1…%d)", HENG_DUE_INSTALMENTS_MAX);

      heng_error_set (self->reader.error, HENG_ERROR_DOCUMENT_TYPE, "due", range, NULL);
      heng_document_reader_fail (&self->reader, "payment.due");
    }
  for (guint i = 0; i < length && !self->reader.failed; i++)
    {
      g_autofree char *path = g_strdup_printf ("payment.due[%u]", i);
      JsonObject *element = heng_document_reader_get_element (&self->reader, array, path, i);

      if (element != NULL)
        read_instalment (self, element, path, terms);
    }
  check_shares (self, terms);
}

static void
read_interest (HengAgreementReading *self,
               JsonObject           *payment,
               HengPaymentTerms     *terms)
{
  static const char path[] = "payment.interest";
  HengDocumentReader *reader = &self->reader;
  JsonObject *interest = heng_document_reader_get_object (reader, payment, "payment", "interest");
  const char *rate;

  if (interest == NULL)
    return;

  heng_document_reader_check_keys (reader, interest, path, interest_keys);
  rate = heng_document_reader_get_text (reader, interest, path, "rate", TRUE, 100);
  terms->is_per_day = heng_document_reader_get_word (reader, interest, path, "per", per_words, -1) == 0;
  /* A rate of one day needs no rule for a year; with 30/360 it still counts thirty days a month. */
  terms->day_count = (HengDayCount) heng_document_reader_get_word (reader, interest, path, "day_count", heng_day_count_names,
                                                                   terms->is_per_day ? HENG_DAY_COUNT_ACTUAL_365 : -1);
  terms->has_interest = TRUE;
  if (reader->failed)
    return;

  if (!heng_number_parse (&terms->rate, rate, reader->error))
    heng_agreement_reading_fail (self, path, "rate");
  else if (heng_number_sign (&terms->rate) < 0)
    {
      heng_error_set (reader->error, HENG_ERROR_DOCUMENT_RATE, rate, NULL);
      heng_agreement_reading_fail (self, path, "rate");
    }
}

/* Working days are those of a place. */
static void
check_calendar (HengAgreementReading *self,
                HengPaymentTerms     *terms)
{
  if (self->reader.failed || terms->calendar != NULL)
    return;

  for (guint i = 0; i < terms->due->len; i++)
    if (heng_payment_terms_get_due (terms, i)->working)
      {
        g_autofree char *path = g_strdup_printf ("payment.due[%u].working", i);

        heng_error_set (self->reader.error, HENG_ERROR_DOCUMENT_CALENDAR, "working", NULL);
        heng_document_reader_fail (&self->reader, path);
        return;
      }
  if (terms->roll != HENG_ROLL_NONE)
    {
      heng_error_set (self->reader.error, HENG_ERROR_DOCUMENT_CALENDAR, "roll", NULL);
      heng_document_reader_fail (&self->reader, "payment.roll");
    }
}

void
heng_agreement_read_payment (HengAgreementReading *self,
                             JsonObject           *object)
{
  HengDocumentReader *reader = &self->reader;
  JsonObject *payment = heng_document_reader_get_object (reader, object, "", "payment");
  HengPaymentTerms *terms;

  if (payment == NULL)
    return;

  terms = self->agreement->payment = heng_payment_terms_new ();
  heng_document_reader_check_keys (reader, payment, "payment", payment_keys);
  terms->calendar = g_strdup (heng_document_reader_get_text (reader, payment, "payment", "calendar", FALSE, HENG_NAME_CHARACTERS_MAX));
  if (terms->calendar != NULL && !heng_code_is_valid (terms->calendar))
    {
      heng_error_set (reader->error, HENG_ERROR_DOCUMENT_CODE, terms->calendar, NULL);
      heng_agreement_reading_fail (self, "payment", "calendar");
    }
  terms->roll = (HengRoll) heng_document_reader_get_word (reader, payment, "payment", "roll", heng_roll_names, HENG_ROLL_NONE);
  read_due (self, payment, terms);
  read_interest (self, payment, terms);
  check_calendar (self, terms);
}
