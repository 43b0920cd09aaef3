// SPDX-License-Identifier: GPL-3.0-or-later
/* From lines to postings: what the journals of all programs have in common. */
#include "heng-export-private.h"

#include "heng-amount.h"

static void
append_posting (HengJournal     *self,
                const HengEntry *entry,
                const HengLine  *line,
                HengPostingRoot  root,
                gboolean         receiver,
                gint64           amount_minor)
{
  const HengPosting posting = { root, receiver ? line->to_region : line->from_region, receiver ? line->to : line->from, amount_minor,
                                line->commodity };

  self->append_posting (self, entry, &posting);
}

/* An accrual moves claims; a payment moves funds and clears claims. */
static void
append_line (HengJournal     *self,
             const HengEntry *entry,
             const HengLine  *line)
{
  gint64 amount = line->amount_minor;

  if (line->kind == HENG_LINE_ACCRUAL)
    {
      append_posting (self, entry, line, HENG_POSTING_CLAIMS, FALSE, -amount);
      append_posting (self, entry, line, HENG_POSTING_CLAIMS, TRUE, amount);
    }
  else
    {
      append_posting (self, entry, line, HENG_POSTING_CLAIMS, FALSE, amount);
      append_posting (self, entry, line, HENG_POSTING_FUNDS, FALSE, -amount);
      append_posting (self, entry, line, HENG_POSTING_CLAIMS, TRUE, -amount);
      append_posting (self, entry, line, HENG_POSTING_FUNDS, TRUE, amount);
    }
}

/* `settlement 2020`, or `reversal 2020 of 2: typed wrong`. */
static char *
describe (const HengEntry *entry,
          const char      *period)
{
  GString *words = g_string_new (heng_entry_kind_get_name (entry->kind));

  if (period != NULL)
    g_string_append_printf (words, " %s", period);
  if (entry->reverses != 0)
    g_string_append_printf (words, " of %" G_GINT64_FORMAT, entry->reverses);
  if (entry->memo != NULL)
    g_string_append_printf (words, ": %s", entry->memo);
  return g_string_free (words, FALSE);
}

static gboolean
write_entry (const HengEntry  *entry,
             gpointer          data,
             GError          **error)
{
  HengJournal *self = data;
  g_autofree char *date = heng_day_format (entry->date);
  g_autofree char *period = entry->has_period ? heng_period_format (entry->period) : NULL;
  g_autofree char *words = describe (entry, period);

  if (entry->lines->len == 0)
    return TRUE;

  g_string_truncate (self->text, 0);
  self->append_entry (self, entry, date, period, words);
  for (guint i = 0; i < entry->lines->len; i++)
    append_line (self, entry, g_ptr_array_index (entry->lines, i));
  g_string_append_c (self->text, '\n');
  return heng_export_write (self->stream, self->text, error);
}

gboolean
heng_journal_write_head (HengJournal  *self,
                         const char   *head,
                         GError      **error)
{
  g_string_printf (self->text, "; Hengping, head %s\n\n", head);
  return heng_export_write (self->stream, self->text, error);
}

gboolean
heng_journal_write_entries (HengJournal  *self,
                            GError      **error)
{
  return heng_export_foreach_entry (self->book, write_entry, self, error);
}

void
heng_journal_append_amount (HengJournal *self,
                            gint64       amount_minor,
                            const char  *commodity)
{
  guint digits = heng_commodity_digits (commodity, heng_book_get_currency (self->book));

  heng_amount_append (self->text, amount_minor, digits, digits);
}
