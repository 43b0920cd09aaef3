// SPDX-License-Identifier: GPL-3.0-or-later
/* When what is owed is to be paid: instalments, lateness and clearing; and the terms that say so. */
#include "heng-statement-private.h"

#include "heng-book-dues.h"
#include "heng-book-regions.h"
#include "heng-page-pairs.h"
#include "heng-page-prose.h"
#include "heng-wording-dues.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ---- the terms ---- */

static char *
list_instalments (const HengPaymentTerms *terms)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_auto (HengNumber) percent = { 0 }, hundred = { 0 };

  heng_number_init (&percent);
  heng_number_init (&hundred);
  heng_number_set_int64 (&hundred, 100);
  for (guint i = 0; i < terms->due->len; i++)
    {
      const HengDueTerm *term = heng_payment_terms_get_due (terms, i);
      g_autofree char *when = heng_wording_due_term (term), *share = NULL;

      if (heng_number_multiply (&percent, &term->share, &hundred, NULL))
        share = heng_number_format (&percent, 4);
      /* A share and when it is due: "50 % by 30 April of the year after". */
      g_ptr_array_add (parts, g_strdup_printf ("%s %% %s", share != NULL ? share : "–", when));
    }
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (C_("list", ", "), (char **) parts->pdata);
}

void
heng_statement_add_payment_terms (HengStatementWriter *self,
                                  const HengAgreement *agreement)
{
  g_autofree char *instalments = NULL, *roll = NULL, *interest = NULL;
  HengPagePairs *pairs;

  if (agreement->payment == NULL)
    return;

  instalments = list_instalments (agreement->payment);
  roll = heng_wording_roll (agreement->payment);
  interest = heng_wording_late_interest (agreement->payment);
  pairs = heng_page_content_add_pairs (self->content);
  heng_page_pairs_add (pairs, _("To be paid"), instalments);
  if (roll != NULL)
    heng_page_pairs_add (pairs, _("Working days"), roll);
  if (interest != NULL)
    heng_page_pairs_add (pairs, _("Late interest"), interest);
}

/* ---- what is due ---- */

static GPtrArray *
list_dues (HengStatementWriter  *self,
           const char           *agreement,
           const char           *region,
           gboolean              only_open,
           GError              **error)
{
  HengDuesQuery query = { .agreement = agreement, .region = region, .only_open = only_open,
                          .view = { self->day, self->view.known } };

  return heng_book_list_dues (self->book, &query, NULL, error);
}

static char *
party_name (HengStatementWriter *self,
            const HengDuesRow   *row,
            const char          *name,
            const char          *id)
{
  g_autoptr (HengRegion) region = NULL;

  if (row->version != NULL)
    return heng_wording_party_name (self->book, row->version, name);

  region = heng_book_find_region (self->book, id, NULL);
  return g_strdup (region != NULL ? heng_wording_pick (region->name_zh, region->name_en) : name);
}

/* Why days of the rows from @first to @end are provisional, and what being late costs. */
static void
add_notes (HengStatementWriter *self,
           GPtrArray           *rows)
{
  g_autoptr (GHashTable) said = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      const HengDuesRow *row = g_ptr_array_index (rows, i);

      for (guint j = 0; j < row->dues->instalments->len; j++)
        {
          const HengInstalment *instalment = heng_dues_get (row->dues, j);
          g_autofree char *note = instalment->missing_year != 0
            ? heng_wording_missing_year (row->version->payment->calendar, instalment->missing_year) : NULL;

          if (note == NULL || g_hash_table_contains (said, note))
            continue;
          heng_page_content_add_note (self->content, note);
          g_hash_table_add (said, g_steal_pointer (&note));
        }
    }
}

static void
add_instalment (HengStatementWriter   *self,
                HengPageTable         *table,
                const HengDuesRow     *row,
                const HengInstalment  *instalment)
{
  char *cells[] = {
    heng_wording_due_day (instalment), party_name (self, row, row->from, row->from_id), party_name (self, row, row->to, row->to_id),
    heng_statement_amount (self, instalment->amount_minor, row->commodity),
    heng_statement_amount (self, instalment->paid_minor, row->commodity),
    heng_statement_amount (self, instalment->outstanding_minor, row->commodity), heng_wording_due_status (instalment),
    heng_statement_amount (self, instalment->interest_minor, row->commodity),
  };

  heng_statement_take_row (table, cells, G_N_ELEMENTS (cells));
}

static void
add_instalments (HengStatementWriter *self,
                 GPtrArray           *rows)
{
  g_autofree char *day = heng_day_format (self->day), *note = NULL;
  HengPageTable *table = heng_statement_add_money_table (self, _("Instalments of what is booked"));

  note = heng_wording_fill (_("As it stands on %1$s. Payments go to what is due first; what is disputed is not overdue."), day, "", "", "");
  heng_page_table_add_column (table, _("Due"), HENG_PAGE_ALIGN_LEFT);
  heng_page_table_add_share_column (table, _("From"), HENG_PAGE_ALIGN_LEFT, 1);
  heng_page_table_add_share_column (table, _("To"), HENG_PAGE_ALIGN_LEFT, 1);
  heng_page_table_add_column (table, _("Amount"), HENG_PAGE_ALIGN_RIGHT);
  heng_page_table_add_column (table, _("Paid"), HENG_PAGE_ALIGN_RIGHT);
  heng_page_table_add_column (table, _("Outstanding"), HENG_PAGE_ALIGN_RIGHT);
  heng_page_table_add_column (table, _("State"), HENG_PAGE_ALIGN_LEFT);
  heng_page_table_add_column (table, _("Late interest"), HENG_PAGE_ALIGN_RIGHT);
  heng_page_table_set_note (table, note);
  for (guint i = 0; i < rows->len; i++)
    {
      const HengDuesRow *row = g_ptr_array_index (rows, i);

      for (guint j = 0; j < row->dues->instalments->len; j++)
        if (heng_dues_get (row->dues, j)->amount_minor > 0)
          add_instalment (self, table, row, heng_dues_get (row->dues, j));
    }
}

static void
add_clearing (HengStatementWriter *self,
              GPtrArray           *rows)
{
  HengPageTable *table = heng_statement_add_money_table (self, _("Clearing"));

  heng_page_table_add_share_column (table, _("From"), HENG_PAGE_ALIGN_LEFT, 1);
  heng_page_table_add_share_column (table, _("To"), HENG_PAGE_ALIGN_LEFT, 1);
  heng_page_table_add_column (table, _("Owed"), HENG_PAGE_ALIGN_RIGHT);
  heng_page_table_add_column (table, _("Paid in advance"), HENG_PAGE_ALIGN_RIGHT);
  heng_page_table_add_column (table, _("Paid since"), HENG_PAGE_ALIGN_RIGHT);
  heng_page_table_add_column (table, _("Late interest booked"), HENG_PAGE_ALIGN_RIGHT);
  heng_page_table_add_column (table, _("Still to pay"), HENG_PAGE_ALIGN_RIGHT);
  heng_page_table_set_note (table, _("Paid in advance is what was paid before the day of the first run. Still to pay is what is assessed and "
                                     "the late interest booked, less all that was paid; below zero it is to be returned."));
  for (guint i = 0; i < rows->len; i++)
    {
      const HengDuesRow *row = g_ptr_array_index (rows, i);
      char *cells[] = {
        party_name (self, row, row->from, row->from_id), party_name (self, row, row->to, row->to_id),
        heng_statement_amount (self, row->dues->assessed_minor, row->commodity),
        heng_statement_amount (self, row->dues->advanced_minor, row->commodity),
        heng_statement_amount (self, row->dues->paid_minor, row->commodity),
        heng_statement_amount (self, row->dues->interest_booked_minor, row->commodity),
        heng_statement_amount (self, row->dues->remaining_minor, row->commodity),
      };

      heng_statement_take_row (table, cells, G_N_ELEMENTS (cells));
    }
}

gboolean
heng_statement_add_instalments (HengStatementWriter   *self,
                                const HengSettlement  *settlement,
                                GError               **error)
{
  g_autoptr (GPtrArray) rows = list_dues (self, settlement->agreement->code, NULL, FALSE, error);

  if (rows == NULL)
    return FALSE;
  for (guint i = rows->len; i > 0; i--)
    {
      const HengDuesRow *row = g_ptr_array_index (rows, i - 1);

      if (!row->has_period || !heng_period_equal (row->period, settlement->period) || row->version == NULL || row->version->payment == NULL)
        g_ptr_array_remove_index (rows, i - 1);
    }
  if (rows->len == 0)
    return TRUE;

  add_instalments (self, rows);
  add_notes (self, rows);
  add_clearing (self, rows);
  return TRUE;
}

/* ---- of a region ---- */

static void
add_region_row (HengStatementWriter   *self,
                HengPageTable         *table,
                const HengDuesRow     *row,
                const HengInstalment  *instalment,
                const char            *region)
{
  gboolean receives = strcmp (row->to_id, region) == 0;
  gint64 sign = receives ? 1 : -1;
  char *cells[] = {
    heng_wording_due_day (instalment), g_strdup (row->agreement), row->has_period ? heng_wording_period (row->period) : g_strdup ("–"),
    receives ? party_name (self, row, row->from, row->from_id) : party_name (self, row, row->to, row->to_id),
    heng_statement_amount (self, sign * instalment->amount_minor, row->commodity),
    heng_statement_amount (self, sign * instalment->outstanding_minor, row->commodity), heng_wording_due_status (instalment),
    heng_statement_amount (self, sign * instalment->interest_minor, row->commodity),
  };

  heng_statement_take_row (table, cells, G_N_ELEMENTS (cells));
}

gboolean
heng_statement_add_region_dues (HengStatementWriter  *self,
                                const char           *region,
                                const char           *heading,
                                GError              **error)
{
  g_autoptr (GPtrArray) rows = list_dues (self, NULL, region, TRUE, error);
  HengPageTable *table;

  if (rows == NULL)
    return FALSE;

  heng_page_content_add_heading (self->content, heading);
  if (rows->len == 0)
    {
      heng_page_content_add_note (self->content, _("Nothing is to be paid or returned."));
      return TRUE;
    }
  table = heng_statement_add_money_table (self, NULL);
  heng_page_table_add_column (table, _("Due"), HENG_PAGE_ALIGN_LEFT);
  heng_page_table_add_column (table, _("Agreement"), HENG_PAGE_ALIGN_LEFT);
  heng_page_table_add_column (table, _("Period"), HENG_PAGE_ALIGN_LEFT);
  heng_page_table_add_share_column (table, _("With"), HENG_PAGE_ALIGN_LEFT, 1);
  heng_page_table_add_column (table, _("Amount"), HENG_PAGE_ALIGN_RIGHT);
  heng_page_table_add_column (table, _("Outstanding"), HENG_PAGE_ALIGN_RIGHT);
  heng_page_table_add_column (table, _("State"), HENG_PAGE_ALIGN_LEFT);
  heng_page_table_add_column (table, _("Late interest"), HENG_PAGE_ALIGN_RIGHT);
  heng_page_table_set_note (table, _("Positive: the region receives. Negative: it gives. Late interest is what is due so far, booked or not."));
  for (guint i = 0; i < rows->len; i++)
    {
      const HengDuesRow *row = g_ptr_array_index (rows, i);

      for (guint j = 0; j < row->dues->instalments->len; j++)
        if (heng_dues_get (row->dues, j)->outstanding_minor > 0 || heng_dues_get (row->dues, j)->interest_minor > 0)
          add_region_row (self, table, row, heng_dues_get (row->dues, j), region);
    }
  add_notes (self, rows);
  return TRUE;
}
