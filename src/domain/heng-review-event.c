// SPDX-License-Identifier: GPL-3.0-or-later
/* The events of a review as data, and as the JSON that the book keeps. */
#include "heng-review-event.h"

#include "heng-amount.h"
#include "heng-document-reader.h"
#include "heng-error.h"
#include "heng-json-scan.h"
#include "heng-json-write.h"

#include <string.h>

#define NAME_CHARACTERS_MAX 200
#define TEXT_CHARACTERS_MAX 2000

static const char *const kind_names[] = { "issued", "confirmed", "disputed", "dispute-ended", NULL };
static const char *const end_names[] = { "withdrawn", "agreed", "decided", NULL };

static const char *const keys[HENG_N_REVIEW_EVENTS][7] = {
  { "period", "statement", "known", "obligations", "document", NULL },
  { "period", "statement", "party", "document", NULL },
  { "period", "statement", "party", "lines", "reason", "document", NULL },
  { "dispute", "how", "reason", "document", NULL },
};
static const char *const stated_keys[] = { "from", "to", "amount", "commodity", NULL };
static const char *const proposed_keys[] = { "from", "to", "proposed", "commodity", NULL };

HengReviewLine *
heng_review_line_new (const char *from,
                      const char *to,
                      const char *commodity,
                      gint64      amount_minor)
{
  HengReviewLine *self = g_new0 (HengReviewLine, 1);

  self->from = g_strdup (from);
  self->to = g_strdup (to);
  self->commodity = g_strdup (commodity);
  self->amount_minor = amount_minor;
  return self;
}

void
heng_review_line_free (HengReviewLine *self)
{
  g_free (self->from);
  g_free (self->to);
  g_free (self->commodity);
  g_free (self);
}

GPtrArray *
heng_review_lines_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) heng_review_line_free);
}

HengReviewEvent *
heng_review_event_new (HengReviewEventKind kind)
{
  HengReviewEvent *self = g_new0 (HengReviewEvent, 1);

  self->kind = kind;
  return self;
}

void
heng_review_event_free (HengReviewEvent *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_strfreev (self->parties);
  g_free (self->party);
  g_free (self->reason);
  g_free (self->document);
  g_free (self->recorded_by);
  g_free (self);
}

const char *
heng_review_event_kind_get_name (HengReviewEventKind kind)
{
  g_return_val_if_fail ((guint) kind < HENG_N_REVIEW_EVENTS, "");
  return kind_names[kind];
}

gboolean
heng_review_event_kind_parse (const char          *name,
                              HengReviewEventKind *kind)
{
  for (guint i = 0; i < HENG_N_REVIEW_EVENTS; i++)
    if (strcmp (kind_names[i], name) == 0)
      {
        *kind = (HengReviewEventKind) i;
        return TRUE;
      }

  return FALSE;
}

const char *
heng_dispute_end_get_name (HengDisputeEnd how)
{
  g_return_val_if_fail ((guint) how < HENG_N_DISPUTE_ENDS, "");
  return end_names[how];
}

/* ---- writing ---- */

static JsonArray *
write_lines (GPtrArray  *lines,
             const char *amount_key,
             const char *currency)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < lines->len; i++)
    {
      const HengReviewLine *line = g_ptr_array_index (lines, i);
      guint digits = heng_commodity_digits (line->commodity, currency);
      g_autofree char *amount = heng_amount_format (line->amount_minor, digits, strcmp (line->commodity, currency) == 0 ? digits : 0);
      JsonObject *member = json_object_new ();

      heng_json_set_string (member, "from", line->from);
      heng_json_set_string (member, "to", line->to);
      heng_json_set_string (member, amount_key, amount);
      heng_json_set_string (member, "commodity", line->commodity);
      json_array_add_object_element (array, member);
    }
  return array;
}

char *
heng_review_event_write (const HengReviewEvent *self,
                         const char            *currency)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();

  if (self->kind == HENG_REVIEW_DISPUTE_ENDED)
    {
      json_object_set_int_member (object, "dispute", self->dispute);
      heng_json_set_string (object, "how", heng_dispute_end_get_name (self->how));
    }
  else
    {
      g_autofree char *period = heng_period_format (self->period);

      heng_json_set_string (object, "period", period);
      json_object_set_int_member (object, "statement", self->statement);
    }
  if (self->kind == HENG_REVIEW_ISSUED)
    {
      json_object_set_int_member (object, "known", self->known);
      json_object_set_array_member (object, "obligations", write_lines (self->lines, "amount", currency));
    }
  else if (self->kind == HENG_REVIEW_DISPUTED)
    json_object_set_array_member (object, "lines", write_lines (self->lines, "proposed", currency));

  heng_json_set_string (object, "party", self->party);
  heng_json_set_string (object, "reason", self->reason);
  heng_json_set_string (object, "document", self->document);
  json_node_take_object (node, object);
  return heng_json_write (node, 0);
}

/* ---- reading ---- */

/* Counts are whole numbers from 1 on. */
static gint64
read_count (HengDocumentReader *reader,
            JsonObject         *object,
            const char         *key,
            gint64              largest)
{
  JsonNode *node = json_object_get_member (object, key);
  gint64 count = node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64
               ? json_node_get_int (node) : 0;

  if (!reader->failed && (count < 1 || count > largest))
    {
      heng_error_set (reader->error, HENG_ERROR_DOCUMENT_TYPE, key, "1, 2, …", NULL);
      heng_document_reader_fail (reader, key);
    }
  return count;
}

static void
read_line (HengDocumentReader *reader,
           JsonObject         *object,
           const char         *path,
           gboolean            proposed,
           const char         *currency,
           GPtrArray          *lines)
{
  const char *amount_key = proposed ? "proposed" : "amount", *from, *to, *commodity, *amount;
  gint64 amount_minor;

  if (object == NULL)
    return;
  heng_document_reader_check_keys (reader, object, path, proposed ? proposed_keys : stated_keys);
  from = heng_document_reader_get_text (reader, object, path, "from", TRUE, NAME_CHARACTERS_MAX);
  to = heng_document_reader_get_text (reader, object, path, "to", TRUE, NAME_CHARACTERS_MAX);
  commodity = heng_document_reader_get_text (reader, object, path, "commodity", TRUE, NAME_CHARACTERS_MAX);
  amount = heng_document_reader_get_text (reader, object, path, amount_key, TRUE, NAME_CHARACTERS_MAX);
  if (reader->failed)
    return;
  if (!heng_amount_parse (amount, heng_commodity_digits (commodity, currency), &amount_minor, reader->error))
    {
      heng_document_reader_fail (reader, path);
      return;
    }
  if (!proposed && amount_minor <= 0)
    {
      heng_error_set (reader->error, HENG_ERROR_MONEY_NOT_POSITIVE, amount, NULL);
      heng_document_reader_fail (reader, path);
      return;
    }

  g_ptr_array_add (lines, heng_review_line_new (from, to, commodity, amount_minor));
}

static GPtrArray *
read_lines (HengDocumentReader *reader,
            JsonObject         *object,
            const char         *key,
            gboolean            proposed,
            const char         *currency)
{
  JsonArray *array = heng_document_reader_get_array (reader, object, "", key, TRUE);
  GPtrArray *lines = heng_review_lines_new ();

  for (guint i = 0; array != NULL && !reader->failed && i < json_array_get_length (array); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s[%u]", key, i);

      read_line (reader, heng_document_reader_get_element (reader, array, path, i), path, proposed, currency, lines);
    }
  return lines;
}

static void
read_about (HengReviewEvent    *self,
            HengDocumentReader *reader,
            JsonObject         *object)
{
  const char *period;

  if (self->kind == HENG_REVIEW_DISPUTE_ENDED)
    {
      self->dispute = read_count (reader, object, "dispute", G_MAXINT64);
      self->how = (HengDisputeEnd) heng_document_reader_get_word (reader, object, "", "how", end_names, -1);
      return;
    }

  period = heng_document_reader_get_text (reader, object, "", "period", TRUE, NAME_CHARACTERS_MAX);
  if (period != NULL && !heng_period_parse (period, &self->period, reader->error))
    heng_document_reader_fail (reader, "period");
  self->statement = (guint) read_count (reader, object, "statement", G_MAXINT);
}

static void
read_event (HengReviewEvent    *self,
            HengDocumentReader *reader,
            JsonObject         *object,
            const char         *currency)
{
  gboolean by_party = self->kind == HENG_REVIEW_CONFIRMED || self->kind == HENG_REVIEW_DISPUTED;
  gboolean with_reason = self->kind == HENG_REVIEW_DISPUTED || self->kind == HENG_REVIEW_DISPUTE_ENDED;

  heng_document_reader_check_keys (reader, object, "", keys[self->kind]);
  read_about (self, reader, object);
  if (self->kind == HENG_REVIEW_ISSUED)
    {
      self->known = read_count (reader, object, "known", G_MAXINT64);
      self->lines = read_lines (reader, object, "obligations", FALSE, currency);
    }
  else if (self->kind == HENG_REVIEW_DISPUTED)
    self->lines = read_lines (reader, object, "lines", TRUE, currency);
  self->party = g_strdup (heng_document_reader_get_text (reader, object, "", "party", by_party, NAME_CHARACTERS_MAX));
  self->reason = g_strdup (heng_document_reader_get_text (reader, object, "", "reason", with_reason, TEXT_CHARACTERS_MAX));
  self->document = g_strdup (heng_document_reader_get_text (reader, object, "", "document", FALSE, TEXT_CHARACTERS_MAX));
}

HengReviewEvent *
heng_review_event_read (HengReviewEventKind   kind,
                        const char           *data,
                        const char           *currency,
                        GError              **error)
{
  g_autoptr (HengReviewEvent) self = heng_review_event_new (kind);
  g_autoptr (GHashTable) lines = heng_json_scan (data, strlen (data), error);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) local_error = NULL;
  HengDocumentReader reader = { lines, &local_error, FALSE };

  if (lines == NULL || !json_parser_load_from_data (parser, data, -1, error))
    return NULL;
  if (!JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    {
      heng_error_set (error, HENG_ERROR_DOCUMENT_TYPE, "event", "{…}", NULL);
      return NULL;
    }

  read_event (self, &reader, json_node_get_object (json_parser_get_root (parser)), currency);
  if (local_error == NULL)
    return g_steal_pointer (&self);

  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}
