// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-export.h"

#include "heng-csv-reader.h"
#include "heng-error.h"
#include "heng-export-private.h"
#include "heng-json-write.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

/* Read in blocks, so that a book of any size takes the same memory. */
gboolean
heng_export_foreach_entry (HengBook             *book,
                           HengExportEntryFunc   func,
                           gpointer              data,
                           GError              **error)
{
  static const guint block = 4096;
  gint64 last = 0;

  for (;;)
    {
      g_autoptr (GPtrArray) entries = heng_book_list_entries_after (book, last, block, error);

      if (entries == NULL)
        return FALSE;
      for (guint i = 0; i < entries->len; i++)
        {
          const HengEntry *entry = g_ptr_array_index (entries, i);

          if (!func (entry, data, error))
            return FALSE;
          last = entry->number;
        }
      if (entries->len < block)
        return TRUE;
    }
}

gboolean
heng_export_write (FILE           *stream,
                   const GString  *text,
                   GError        **error)
{
  if (fwrite (text->str, 1, text->len, stream) == text->len)
    return TRUE;

  heng_error_set (error, HENG_ERROR_FILE_WRITE, "—", g_strerror (errno), NULL);
  return FALSE;
}

/* ---- lines as a table ---- */

typedef struct
{
  HengBook *book;
  FILE     *stream;
  GString  *text;
  gboolean  first; /* of a JSON list */
} Writing;

static void
append_number (GString *text,
               gint64   number)
{
  g_string_append_printf (text, "%" G_GINT64_FORMAT, number);
}

static void
append_cell (GString    *text,
             const char *cell)
{
  g_string_append_c (text, ',');
  heng_csv_append (text, cell != NULL ? cell : "");
}

static gboolean
write_csv_entry (const HengEntry  *entry,
                 gpointer          data,
                 GError          **error)
{
  Writing *self = data;
  const char *currency = heng_book_get_currency (self->book);
  g_autofree char *date = heng_day_format (entry->date), *booked = heng_day_format (entry->booked);
  g_autofree char *period = entry->has_period ? heng_period_format (entry->period) : NULL;

  g_string_truncate (self->text, 0);
  for (guint i = 0; i < entry->lines->len; i++)
    {
      const HengLine *line = g_ptr_array_index (entry->lines, i);
      guint digits = heng_commodity_digits (line->commodity, currency);
      gboolean money = strcmp (line->commodity, currency) == 0;
      g_autofree char *amount = heng_amount_format (line->amount_minor, digits, money ? digits : 0);

      append_number (self->text, entry->number);
      append_cell (self->text, date);
      append_cell (self->text, booked);
      append_cell (self->text, heng_entry_kind_get_name (entry->kind));
      append_cell (self->text, entry->agreement);
      append_cell (self->text, period);
      append_cell (self->text, line->kind == HENG_LINE_ACCRUAL ? "accrual" : "payment");
      append_cell (self->text, line->from);
      append_cell (self->text, line->from_region);
      append_cell (self->text, line->to);
      append_cell (self->text, line->to_region);
      append_cell (self->text, amount);
      append_cell (self->text, line->commodity);
      append_cell (self->text, entry->document);
      append_cell (self->text, entry->memo);
      g_string_append (self->text, "\r\n");
    }
  return heng_export_write (self->stream, self->text, error);
}

static gboolean
export_csv (HengBook  *book,
            FILE      *stream,
            GError   **error)
{
  g_autoptr (GString) text = g_string_new (
    "entry,date,booked,kind,agreement,period,line,from,from_region,to,to_region,amount,commodity,document,memo\r\n");
  Writing writing = { book, stream, text, FALSE };

  return heng_export_write (stream, text, error) && heng_export_foreach_entry (book, write_csv_entry, &writing, error);
}

/* ---- everything as JSON ---- */

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
      append_member (text, "kind", line->kind == HENG_LINE_ACCRUAL ? "accrual" : "payment", TRUE);
      append_member (text, "to", line->to, TRUE);
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
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, entry->number);
  g_autofree char *reverses = entry->reverses != 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, entry->reverses) : NULL;

  g_string_truncate (self->text, 0);
  begin_element (self);
  g_string_append_c (self->text, '{');
  append_member (self->text, "agreement", entry->agreement, TRUE);
  append_member (self->text, "booked", booked, TRUE);
  append_member (self->text, "by", entry->recorded_by, TRUE);
  append_member (self->text, "date", date, TRUE);
  append_member (self->text, "document", entry->document, TRUE);
  append_member (self->text, "entry", number, FALSE);
  append_member (self->text, "kind", heng_entry_kind_get_name (entry->kind), TRUE);
  append_json_lines (self->text, entry, heng_book_get_currency (self->book));
  append_member (self->text, "memo", entry->memo, TRUE);
  append_member (self->text, "period", period, TRUE);
  append_member (self->text, "reverses", reverses, FALSE);
  g_string_append_c (self->text, '}');
  return heng_export_write (self->stream, self->text, error);
}

static gboolean
write_json_regions (Writing  *self,
                    GError  **error)
{
  g_autoptr (GPtrArray) regions = heng_book_list_regions (self->book, error);

  if (regions == NULL)
    return FALSE;

  g_string_assign (self->text, "],\n\"regions\":[");
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
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, row->number);

  begin_element (self);
  g_string_append_c (self->text, '{');
  append_member (self->text, "agreement", agreement, TRUE);
  append_member (self->text, "by", row->recorded_by, TRUE);
  append_member (self->text, "document", row->document, TRUE);
  append_member (self->text, "indicator", row->indicator, TRUE);
  append_member (self->text, "method", row->method, TRUE);
  append_member (self->text, "observation", number, FALSE);
  append_member (self->text, "period", period, TRUE);
  append_member (self->text, "source", row->source, TRUE);
  append_member (self->text, "value", row->value != NULL ? row->value : "", TRUE);
  g_string_append_c (self->text, '}');
}

static gboolean
write_json_observations (Writing    *self,
                         GPtrArray  *codes,
                         GError    **error)
{
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
write_text (Writing     *self,
            const char  *words,
            GError     **error)
{
  g_string_assign (self->text, words);
  return heng_export_write (self->stream, self->text, error);
}

static gboolean
export_json (HengBook  *book,
             FILE      *stream,
             GError   **error)
{
  g_autoptr (GPtrArray) codes = heng_book_list_codes (book, 0, error);
  g_autoptr (GString) text = g_string_new ("{\"agreements\":[");
  g_autofree char *hash = NULL;
  Writing writing = { book, stream, text, TRUE };
  gint64 count;

  if (codes == NULL || !heng_book_get_head (book, &count, &hash, error) || !heng_export_write (stream, text, error) ||
      !write_json_agreements (&writing, codes, error))
    return FALSE;

  g_string_printf (text, "],\n\"currency\":\"%s\",\n\"entries\":[", heng_book_get_currency (book));
  writing.first = TRUE;
  if (!heng_export_write (stream, text, error) || !heng_export_foreach_entry (book, write_json_entry, &writing, error))
    return FALSE;

  g_string_printf (text, "],\n\"head\":{\"count\":%" G_GINT64_FORMAT ",\"hash\":\"%s\"},\n\"hengping\":\"book/1\",\n\"observations\":[",
                   count, hash);
  return heng_export_write (stream, text, error) && write_json_observations (&writing, codes, error) &&
         write_json_regions (&writing, error) && write_text (&writing, "]}\n", error);
}

static gboolean
export_one_state (HengBook          *book,
                  HengExportFormat   format,
                  FILE              *stream,
                  GError           **error)
{
  switch (format)
    {
    case HENG_EXPORT_HLEDGER:
      return heng_export_journal (book, stream, error);
    case HENG_EXPORT_CSV:
      return export_csv (book, stream, error);
    case HENG_EXPORT_JSON:
    default:
      return export_json (book, stream, error);
    }
}

/* The head and the facts before it must fit together, though another program may be writing. */
gboolean
heng_export (HengBook          *book,
             HengExportFormat   format,
             FILE              *stream,
             GError           **error)
{
  gboolean done;

  if (!heng_book_begin_reading (book, error))
    return FALSE;

  done = export_one_state (book, format, stream, error);
  heng_book_end_reading (book);
  return done;
}

gboolean
heng_export_to_file (HengBook          *book,
                     HengExportFormat   format,
                     const char        *path,
                     GError           **error)
{
  g_autofree char *temporary = g_strconcat (path, ".part", NULL);
  FILE *stream = g_fopen (temporary, "w");
  gboolean done;

  if (stream == NULL)
    {
      heng_error_set (error, HENG_ERROR_FILE_WRITE, path, g_strerror (errno), NULL);
      return FALSE;
    }

  done = heng_export (book, format, stream, error);
  if (fclose (stream) != 0 && done)
    {
      heng_error_set (error, HENG_ERROR_FILE_WRITE, path, g_strerror (errno), NULL);
      done = FALSE;
    }
  if (done && g_rename (temporary, path) != 0)
    {
      heng_error_set (error, HENG_ERROR_FILE_WRITE, path, g_strerror (errno), NULL);
      done = FALSE;
    }
  if (!done)
    g_remove (temporary);
  return done;
}
