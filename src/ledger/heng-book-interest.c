// SPDX-License-Identifier: GPL-3.0-or-later
/* Late interest becomes entries. */
#include "heng-book-dues.h"

#include "heng-book-entries-private.h"
#include "heng-book-private.h"

#include <string.h>

static HengEntry *
entry_new (const HengDuesRow *row,
           HengDay            day,
           gint64             amount_minor)
{
  HengEntry *entry = heng_entry_new (HENG_ENTRY_INTEREST);
  gboolean back = amount_minor < 0;

  entry->agreement = g_strdup (row->agreement);
  entry->has_period = TRUE;
  entry->period = row->period;
  entry->date = day;
  heng_entry_add_line (entry, HENG_LINE_ACCRUAL, back ? row->to : row->from, back ? row->from : row->to, row->commodity,
                       back ? -amount_minor : amount_minor);
  return entry;
}

static gboolean
post_row (HengEntryWriter    *writer,
          const HengDuesRow  *row,
          HengDay             day,
          guint              *n_entries,
          GError            **error)
{
  g_autoptr (HengEntry) entry = NULL;
  GPtrArray *versions;
  gint64 amount_minor;

  if (!heng_amount_subtract (row->dues->interest_minor, row->dues->interest_booked_minor, &amount_minor, error))
    return FALSE;
  if (!row->has_period || amount_minor == 0)
    return TRUE;

  entry = entry_new (row, day, amount_minor);
  /* Parties are those of the last version: none that has lines can have left it. */
  versions = heng_entry_writer_get_versions (writer, row->agreement, error);
  if (versions == NULL ||
      !heng_entry_writer_add (writer, entry, g_ptr_array_index (versions, versions->len - 1), error))
    return FALSE;

  *n_entries += 1;
  return TRUE;
}

static gboolean
post (HengBook    *self,
      const char  *agreement,
      HengDay      day,
      guint       *n_entries,
      GError     **error)
{
  HengDuesQuery query = { .agreement = agreement, .view = { .on_day = day } };
  g_autoptr (GPtrArray) rows = heng_book_list_dues (self, &query, NULL, error);
  g_autoptr (HengEntryWriter) writer = rows != NULL ? heng_entry_writer_new (self, error) : NULL;

  if (writer == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    if (!post_row (writer, g_ptr_array_index (rows, i), day, n_entries, error))
      return FALSE;

  return heng_entry_writer_finish (writer, NULL, error);
}

gboolean
heng_book_post_interest (HengBook    *self,
                         const char  *agreement,
                         HengDay      day,
                         guint       *n_entries,
                         GError     **error)
{
  guint n = 0;

  g_return_val_if_fail (self != NULL && day != HENG_DAY_NONE, FALSE);

  if (!heng_book_begin (self, error) || !heng_book_end (self, post (self, agreement, day, &n, error), error))
    return FALSE;

  if (n_entries != NULL)
    *n_entries = n;
  return TRUE;
}
