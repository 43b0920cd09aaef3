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

GPtrArray *
heng_book_list_interest (HengBook    *self,
                         const char  *agreement,
                         HengDay      day,
                         GError     **error)
{
  HengDuesQuery query = { .agreement = agreement, .view = { .on_day = day } };
  g_autoptr (GPtrArray) rows = NULL, entries = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_entry_free);

  g_return_val_if_fail (self != NULL && day != HENG_DAY_NONE, NULL);

  rows = heng_book_list_dues (self, &query, NULL, error);
  if (rows == NULL)
    return NULL;
  for (guint i = 0; i < rows->len; i++)
    {
      const HengDuesRow *row = g_ptr_array_index (rows, i);
      gint64 amount_minor;

      if (!heng_amount_subtract (row->dues->interest_minor, row->dues->interest_booked_minor, &amount_minor, error))
        return NULL;
      if (row->has_period && amount_minor != 0)
        g_ptr_array_add (entries, entry_new (row, day, amount_minor));
    }

  return g_steal_pointer (&entries);
}

static gboolean
post_entry (HengEntryWriter  *writer,
            HengEntry        *entry,
            GError          **error)
{
  /* Parties are those of the last version: none that has lines can have left it. */
  GPtrArray *versions = heng_entry_writer_get_versions (writer, entry->agreement, error);

  return versions != NULL && heng_entry_writer_add (writer, entry, g_ptr_array_index (versions, versions->len - 1), error);
}

static gboolean
post (HengBook    *self,
      const char  *agreement,
      HengDay      day,
      guint       *n_entries,
      GError     **error)
{
  g_autoptr (GPtrArray) entries = heng_book_list_interest (self, agreement, day, error);
  g_autoptr (HengEntryWriter) writer = entries != NULL ? heng_entry_writer_new (self, error) : NULL;

  if (writer == NULL)
    return FALSE;
  for (guint i = 0; i < entries->len; i++)
    if (!post_entry (writer, g_ptr_array_index (entries, i), error))
      return FALSE;

  *n_entries = entries->len;
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
