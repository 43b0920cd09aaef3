// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-export.h"

#include "heng-amount.h"
#include "heng-csv-reader.h"
#include "heng-digest.h"
#include "heng-error.h"
#include "heng-file.h"
#include "heng-export-private.h"

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

/* The head is a column: a row above the header or below the last line is no table to programs that read one, and a file beside it gets
 * lost. In each row, so that sorting, filtering and joining tables in a spreadsheet leaves it there. */
typedef struct
{
  HengBook *book;
  FILE     *stream;
  GString  *text;
  char     *end; /* of each row */
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
      g_string_append (self->text, self->end);
    }
  return heng_export_write (self->stream, self->text, error);
}

static gboolean
export_csv (HengBook  *book,
            FILE      *stream,
            GError   **error)
{
  g_autoptr (GString) text = g_string_new (
    "entry,date,booked,kind,agreement,period,line,from,from_region,to,to_region,amount,commodity,document,memo,head\r\n");
  g_autofree char *head = heng_book_word_head (book, 0, HENG_HEAD_DIGITS, error);
  g_autofree char *end = g_strconcat (",", head, "\r\n", NULL);
  Writing writing = { book, stream, text, end };

  return head != NULL && heng_export_write (stream, text, error) && heng_export_foreach_entry (book, write_csv_entry, &writing, error);
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
      return heng_export_hledger (book, stream, error);
    case HENG_EXPORT_BEANCOUNT:
      return heng_export_beancount (book, stream, error);
    case HENG_EXPORT_CSV:
      return export_csv (book, stream, error);
    case HENG_EXPORT_JSON:
    default:
      return heng_export_json (book, stream, error);
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
  g_autofree char *place = heng_file_find_place (path, error), *temporary = g_strconcat (place, ".part", NULL);
  FILE *stream;
  gboolean done;

  if (place == NULL)
    return FALSE;
  if ((stream = g_fopen (temporary, "w")) == NULL)
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
  if (done && g_rename (temporary, place) != 0)
    {
      heng_error_set (error, HENG_ERROR_FILE_WRITE, path, g_strerror (errno), NULL);
      done = FALSE;
    }
  if (!done)
    g_remove (temporary);
  return done;
}
