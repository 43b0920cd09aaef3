// SPDX-License-Identifier: GPL-3.0-or-later
/* Everything that a book holds as one JSON document: what its views are made from, and the log itself. */
#include "heng-export-private.h"

#include "heng-agreement.h"
#include "heng-amount.h"
#include "heng-book-agreements.h"
#include "heng-book-log.h"
#include "heng-book-observations.h"
#include "heng-book-regions.h"
#include "heng-digest.h"
#include "heng-json-write.h"

#include <string.h>

typedef struct
{
  HengBook *book;
  FILE     *stream;
  GString  *text;
  gboolean  first; /* of a list */
} Writing;

/* Objects are made of texts, %NULL ones left out, with keys in order; numbers and nested values are given as they are. */
static void
append_member (GString    *text,
               const char *key,
               const char *value,
               gboolean    quoted)
{
  if (value == NULL)
    return;
  if (text->str[text->len - 1] != '{')
    g_string_append_c (text, ',');
  heng_json_append_string (text, key);
  g_string_append_c (text, ':');
  if (quoted)
    heng_json_append_string (text, value);
  else
    g_string_append (text, value);
}

static void
append_number_member (GString    *text,
                      const char *key,
                      gint64      number)
{
  g_autofree char *value = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  append_member (text, key, value, FALSE);
}

static void
begin_element (Writing *self)
{
  g_string_append (self->text, self->first ? "\n" : ",\n");
  self->first = FALSE;
}

static void
append_json_lines (GString          *text,
                   const HengEntry  *entry,
                   const char       *currency)
{
  g_string_append (text, ",\"lines\":[");
  for (guint i = 0; i < entry->lines->len; i++)
    {
      const HengLine *line = g_ptr_array_index (entry->lines, i);
      guint digits = heng_commodity_digits (line->commodity, currency);
      g_autofree char *amount = heng_amount_format (line->amount_minor, digits, strcmp (line->commodity, currency) == 0 ? digits : 0);

      g_string_append (text, i > 0 ? ",{" : "{");
      append_member (text, "amount", amount, TRUE);
      append_member (text, "commodity", line->commodity, TRUE);
      append_member (text, "from", line->from, TRUE);
      append_member (text, "from_region", line->from_region, TRUE);
      append_member (text, "kind", line->kind == HENG_LINE_ACCRUAL ? "accrual" : "payment", TRUE);
      append_member (text, "to", line->to, TRUE);
      append_member (text, "to_region", line->to_region, TRUE);
      g_string_append_c (text, '}');
    }
  g_string_append_c (text, ']');
}

static gboolean
write_json_entry (const HengEntry  *entry,
                  gpointer          data,
                  GError          **error)
{
  Writing *self = data;
  g_autofree char *date = heng_day_format (entry->date), *booked = heng_day_format (entry->booked);
  g_autofree char *period = entry->has_period ? heng_period_format (entry->period) : NULL;

  g_string_truncate (self->text, 0);
  begin_element (self);
  g_string_append_c (self->text, '{');
  append_member (self->text, "agreement", entry->agreement, TRUE);
  append_member (self->text, "booked", booked, TRUE);
  append_member (self->text, "by", entry->recorded_by, TRUE);
  append_member (self->text, "date", date, TRUE);
  append_member (self->text, "document", entry->document, TRUE);
  append_number_member (self->text, "entry", entry->number);
  append_number_member (self->text, "fact", entry->fact);
  append_member (self->text, "kind", heng_entry_kind_get_name (entry->kind), TRUE);
  append_number_member (self->text, "known", entry->known);
  append_json_lines (self->text, entry, heng_book_get_currency (self->book));
  append_member (self->text, "memo", entry->memo, TRUE);
  append_member (self->text, "period", period, TRUE);
  if (entry->reverses != 0)
    append_number_member (self->text, "reverses", entry->reverses);
  g_string_append_c (self->text, '}');
  return heng_export_write (self->stream, self->text, error);
}

/* @regions: (nullable) (transfer full): they could not be read */
static gboolean
write_json_regions (Writing    *self,
                    const char *words,
                    GPtrArray  *regions,
                    GError    **error)
{
  g_autoptr (GPtrArray) owned = regions;

  if (regions == NULL)
    return FALSE;

  g_string_assign (self->text, words);
  self->first = TRUE;
  for (guint i = 0; i < regions->len; i++)
    {
      const HengRegion *region = g_ptr_array_index (regions, i);

      begin_element (self);
      g_string_append_c (self->text, '{');
      append_member (self->text, "capital", region->capital, TRUE);
      append_member (self->text, "code", region->code, TRUE);
      append_member (self->text, "energy_role", region->energy_role, TRUE);
      append_member (self->text, "grain_role", region->grain_role, TRUE);
      append_member (self->text, "latitude", region->latitude, TRUE);
      append_member (self->text, "longitude", region->longitude, TRUE);
      append_member (self->text, "name_en", region->name_en, TRUE);
      append_member (self->text, "name_zh", region->name_zh, TRUE);
      append_member (self->text, "parent", region->parent, TRUE);
      append_member (self->text, "plate", region->plate, TRUE);
      g_string_append_c (self->text, '}');
    }
  return heng_export_write (self->stream, self->text, error);
}

/* Every version of every agreement, as its document. */
static gboolean
write_json_agreements (Writing    *self,
                       GPtrArray  *codes,
                       GError    **error)
{
  self->first = TRUE;
  for (guint i = 0; i < codes->len; i++)
    {
      g_autoptr (GPtrArray) versions = heng_book_list_versions (self->book, g_ptr_array_index (codes, i), 0, error);

      if (versions == NULL)
        return FALSE;
      g_string_truncate (self->text, 0);
      for (guint j = 0; j < versions->len; j++)
        {
          begin_element (self);
          g_string_append (self->text, ((const HengAgreement *) g_ptr_array_index (versions, j))->document);
        }
      if (!heng_export_write (self->stream, self->text, error))
        return FALSE;
    }

  return TRUE;
}

static void
append_json_observation (Writing                   *self,
                         const char                *agreement,
                         const HengObservationRow  *row)
{
  g_autofree char *period = heng_period_format (row->period);

  begin_element (self);
  g_string_append_c (self->text, '{');
  append_member (self->text, "agreement", agreement, TRUE);
  append_member (self->text, "by", row->recorded_by, TRUE);
  append_member (self->text, "document", row->document, TRUE);
  append_member (self->text, "indicator", row->indicator, TRUE);
  append_member (self->text, "method", row->method, TRUE);
  append_number_member (self->text, "observation", row->number);
  append_member (self->text, "period", period, TRUE);
  append_member (self->text, "source", row->source, TRUE);
  append_member (self->text, "value", row->value != NULL ? row->value : "", TRUE);
  g_string_append_c (self->text, '}');
}

static gboolean
write_json_observations (Writing  *self,
                         GError  **error)
{
  g_autoptr (GPtrArray) codes = heng_book_list_observed_codes (self->book, error);

  if (codes == NULL)
    return FALSE;
  self->first = TRUE;
  for (guint i = 0; i < codes->len; i++)
    {
      const char *code = g_ptr_array_index (codes, i);
      g_autoptr (GPtrArray) rows = heng_book_list_observations (self->book, code, G_MAXINT32, error);

      if (rows == NULL)
        return FALSE;
      g_string_truncate (self->text, 0);
      for (guint j = 0; j < rows->len; j++)
        append_json_observation (self, code, g_ptr_array_index (rows, j));
      if (!heng_export_write (self->stream, self->text, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
write_json_event (const HengLogEvent  *event,
                  gpointer             data,
                  GError             **error)
{
  Writing *self = data;

  g_string_truncate (self->text, 0);
  begin_element (self);
  g_string_append_c (self->text, '{');
  append_member (self->text, "data", event->data, FALSE);
  append_number_member (self->text, "event", event->row);
  append_number_member (self->text, "fact", event->fact);
  append_member (self->text, "kind", event->kind, TRUE);
  append_member (self->text, "subject", event->subject, TRUE);
  g_string_append_c (self->text, '}');
  return heng_export_write (self->stream, self->text, error);
}

static gboolean
write_json_fact (const HengLogFact  *fact,
                 gpointer            data,
                 GError            **error)
{
  Writing *self = data;

  g_string_truncate (self->text, 0);
  begin_element (self);
  g_string_append_c (self->text, '{');
  append_member (self->text, "by", fact->recorded_by, TRUE);
  append_number_member (self->text, "fact", fact->number);
  append_number_member (self->text, "first_row", fact->first_row);
  append_member (self->text, "hash", fact->hash, TRUE);
  append_member (self->text, "kind", fact->kind, TRUE);
  append_number_member (self->text, "recorded_ms", fact->recorded_ms);
  append_number_member (self->text, "rows", fact->n_rows);
  append_member (self->text, "rows_digest", fact->rows_digest, TRUE);
  append_member (self->text, "source", fact->source_name, TRUE);
  append_member (self->text, "source_digest", fact->source_digest, TRUE);
  g_string_append_c (self->text, '}');
  return heng_export_write (self->stream, self->text, error);
}

static gboolean
write_text (Writing     *self,
            const char  *words,
            GError     **error)
{
  g_string_assign (self->text, words);
  return heng_export_write (self->stream, self->text, error);
}

/* The head, in parts and as `verify --head` takes it. */
static gboolean
write_json_head (Writing  *self,
                 GError  **error)
{
  g_autofree char *hash = NULL, *head = NULL;
  gint64 count;

  if (!heng_book_get_head (self->book, &count, &hash, error))
    return FALSE;

  head = heng_head_format (count, hash, 0);
  g_string_assign (self->text, "],\n\"head\":{");
  append_number_member (self->text, "count", count);
  append_member (self->text, "hash", hash, TRUE);
  append_member (self->text, "text", head, TRUE);
  g_string_append (self->text, "},\n\"hengping\":\"book/1\",\n\"observations\":[");
  return heng_export_write (self->stream, self->text, error);
}

/* The beginning of a list, behind the list before. */
static gboolean
begin_list (Writing     *self,
            const char  *words,
            GError     **error)
{
  self->first = TRUE;
  return write_text (self, words, error);
}

gboolean
heng_export_json (HengBook  *book,
                  FILE      *stream,
                  GError   **error)
{
  g_autoptr (GPtrArray) codes = heng_book_list_codes (book, 0, error);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *currency = g_strdup_printf ("],\n\"currency\":\"%s\"", heng_book_get_currency (book));
  Writing writing = { book, stream, text, TRUE };

  return codes != NULL && write_text (&writing, "{\"agreements\":[", error) && write_json_agreements (&writing, codes, error) &&
         write_text (&writing, currency, error) &&
         write_json_regions (&writing, ",\n\"earlier_regions\":[", heng_book_list_earlier_regions (book, error), error) &&
         begin_list (&writing, "],\n\"entries\":[", error) && heng_export_foreach_entry (book, write_json_entry, &writing, error) &&
         begin_list (&writing, "],\n\"events\":[", error) && heng_book_foreach_event (book, write_json_event, &writing, error) &&
         begin_list (&writing, "],\n\"facts\":[", error) && heng_book_foreach_fact (book, write_json_fact, &writing, error) &&
         write_json_head (&writing, error) && write_json_observations (&writing, error) &&
         write_json_regions (&writing, "],\n\"regions\":[", heng_book_list_regions (book, error), error) && write_text (&writing, "]}\n", error);
}
