// SPDX-License-Identifier: GPL-3.0-or-later
/* Entries of the journal as statements show them: oldest first, payments as a table. */
#include "heng-statement-private.h"

#include "heng-wording.h"

#include <glib/gi18n-lib.h>

static int
compare_entries (gconstpointer a,
                 gconstpointer b)
{
  const HengEntry *first = *(HengEntry *const *) a, *second = *(HengEntry *const *) b;

  if (first->date != second->date)
    return first->date < second->date ? -1 : 1;
  return (first->number > second->number) - (first->number < second->number);
}

GPtrArray *
heng_statement_list_entries (HengStatementWriter  *self,
                             const char           *agreement,
                             const char           *region,
                             const HengPeriod     *period,
                             GError              **error)
{
  HengEntryQuery query = { .agreement = agreement, .region = region, .view = self->view };
  GPtrArray *entries = heng_book_list_entries (self->book, &query, error);

  if (entries == NULL)
    return NULL;
  for (guint i = entries->len; i > 0 && period != NULL; i--)
    {
      const HengEntry *entry = g_ptr_array_index (entries, i - 1);

      if (!entry->has_period || !heng_period_equal (entry->period, *period))
        g_ptr_array_remove_index (entries, i - 1);
    }

  g_ptr_array_sort (entries, compare_entries);
  return entries;
}

gboolean
heng_statement_has_payment (const HengEntry *entry)
{
  for (guint i = 0; i < entry->lines->len; i++)
    if (((const HengLine *) g_ptr_array_index (entry->lines, i))->kind == HENG_LINE_PAYMENT)
      return TRUE;

  return FALSE;
}

/* What the parties wrote about an entry, and what became of it. */
static char *
describe (const HengEntry *entry)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, entry->reverses != 0 ? entry->reverses : entry->reversed_by);

  if (entry->kind == HENG_ENTRY_OPENING)
    g_ptr_array_add (parts, g_strdup (heng_wording_entry_kind (entry->kind)));
  if (entry->document != NULL && *entry->document != '\0')
    g_ptr_array_add (parts, g_strdup (entry->document));
  if (entry->reverses != 0)
    g_ptr_array_add (parts, heng_wording_fill (_("Reverses entry %1$s"), number, "", "", ""));
  else if (entry->reversed_by != 0)
    g_ptr_array_add (parts, heng_wording_fill (_("Reversed by entry %1$s"), number, "", "", ""));
  if (entry->memo != NULL && *entry->memo != '\0')
    g_ptr_array_add (parts, g_strdup (entry->memo));
  g_ptr_array_add (parts, NULL);
  return g_strjoinv ("; ", (char **) parts->pdata);
}

static void
add_lines (HengStatementWriter  *self,
           const HengAgreement  *agreement,
           const HengEntry      *entry,
           HengPageTable        *table)
{
  for (guint i = 0; i < entry->lines->len; i++)
    {
      const HengLine *line = g_ptr_array_index (entry->lines, i);
      char *cells[7] = { NULL };

      if (line->kind != HENG_LINE_PAYMENT)
        continue;
      cells[0] = g_strdup_printf ("%" G_GINT64_FORMAT, entry->number);
      cells[1] = heng_statement_day (entry->date);
      cells[2] = entry->has_period ? heng_wording_period (entry->period) : g_strdup ("–");
      cells[3] = heng_wording_party_name (self->book, agreement, line->from);
      cells[4] = heng_wording_party_name (self->book, agreement, line->to);
      cells[5] = heng_statement_amount (self, line->amount_minor, line->commodity);
      cells[6] = describe (entry);
      heng_statement_take_row (table, cells, G_N_ELEMENTS (cells));
    }
}

void
heng_statement_add_payments (HengStatementWriter  *self,
                             const HengAgreement  *agreement,
                             GPtrArray            *entries,
                             const char           *title)
{
  HengPageTable *table = heng_statement_add_money_table (self, title);

  heng_page_table_add_column (table, _("Entry"), HENG_PAGE_ALIGN_RIGHT);
  heng_page_table_add_column (table, _("Date"), HENG_PAGE_ALIGN_LEFT);
  heng_page_table_add_column (table, _("Period"), HENG_PAGE_ALIGN_LEFT);
  heng_page_table_add_column (table, _("From"), HENG_PAGE_ALIGN_LEFT);
  heng_page_table_add_column (table, _("To"), HENG_PAGE_ALIGN_LEFT);
  heng_page_table_add_column (table, _("Amount"), HENG_PAGE_ALIGN_RIGHT);
  heng_page_table_add_share_column (table, _("Document and remark"), HENG_PAGE_ALIGN_LEFT, 1);
  for (guint i = 0; i < entries->len; i++)
    add_lines (self, agreement, g_ptr_array_index (entries, i), table);
}
