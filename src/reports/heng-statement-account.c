// SPDX-License-Identifier: GPL-3.0-or-later
/* What became of an agreement: settlements by period, payments, balances of its parties. */
#include "heng-statement-private.h"

#include "heng-book-balances.h"
#include "heng-book-settle.h"
#include "heng-page-prose.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Everything owed is in the book already. */
static gboolean
is_booked (const HengSettlement *settlement,
           GPtrArray            *pairs)
{
  if (settlement->status != HENG_SETTLEMENT_COMPLETE || pairs->len == 0)
    return FALSE;
  for (guint i = 0; i < pairs->len; i++)
    {
      const HengStatementPair *pair = g_ptr_array_index (pairs, i);

      if (pair->figures[HENG_STATEMENT_OWED] != pair->figures[HENG_STATEMENT_BOOKED])
        return FALSE;
    }

  return TRUE;
}

static void
add_period_rows (HengStatementWriter  *self,
                 HengPageTable        *table,
                 HengSettlement       *settlement,
                 GPtrArray            *pairs)
{
  const char *status = heng_wording_settlement_status (is_booked (settlement, pairs) ? HENG_SETTLEMENT_POSTED : settlement->status);

  for (guint i = 0; i < MAX (pairs->len, 1); i++)
    {
      const HengStatementPair *pair = i < pairs->len ? g_ptr_array_index (pairs, i) : NULL;
      char *cells[6] = { NULL };

      if (i == 0)
        {
          cells[0] = heng_wording_period (settlement->period);
          cells[1] = g_strdup (status);
        }
      cells[2] = pair != NULL ? heng_wording_party_name (self->book, settlement->agreement, pair->from) : g_strdup ("–");
      cells[3] = pair != NULL ? heng_wording_party_name (self->book, settlement->agreement, pair->to) : g_strdup ("–");
      if (heng_statement_is_settled (settlement))
        cells[4] = pair != NULL ? heng_statement_amount (self, pair->figures[HENG_STATEMENT_OWED], pair->commodity) : g_strdup ("–");
      cells[5] = pair != NULL ? heng_statement_amount (self, pair->figures[HENG_STATEMENT_BOOKED], pair->commodity) : g_strdup ("–");
      heng_statement_take_row (table, cells, G_N_ELEMENTS (cells));
    }
}

static void
remove_only_paid (GPtrArray *pairs)
{
  for (guint i = pairs->len; i > 0; i--)
    {
      const HengStatementPair *pair = g_ptr_array_index (pairs, i - 1);

      if (pair->figures[HENG_STATEMENT_OWED] == 0 && pair->figures[HENG_STATEMENT_BOOKED] == 0)
        g_ptr_array_remove_index (pairs, i - 1);
    }
}

static HengPageTable *
add_settlement_table (HengStatementWriter *self)
{
  HengPageTable *table = heng_statement_add_money_table (self, NULL);

  heng_page_table_add_column (table, _("Period"), HENG_PAGE_ALIGN_LEFT);
  heng_page_table_add_column (table, _("State"), HENG_PAGE_ALIGN_LEFT);
  heng_page_table_add_share_column (table, _("From"), HENG_PAGE_ALIGN_LEFT, 1);
  heng_page_table_add_share_column (table, _("To"), HENG_PAGE_ALIGN_LEFT, 1);
  heng_page_table_add_column (table, _("Owed"), HENG_PAGE_ALIGN_RIGHT);
  heng_page_table_add_column (table, _("Booked"), HENG_PAGE_ALIGN_RIGHT);
  heng_page_table_set_note (table, _("Incomplete: observations are missing. Blocked: a requirement does not hold. Failed: a rule could not "
                                     "be computed. Nothing is owed for these; the settlement statement of the period says more."));
  return table;
}

static gboolean
add_settlements (HengStatementWriter  *self,
                 const HengAgreement  *agreement,
                 GPtrArray            *entries,
                 GError              **error)
{
  g_autoptr (GArray) periods = heng_book_list_periods (self->book, agreement->code, self->day, NULL, self->view.known, error);
  HengPageTable *table;

  if (periods == NULL)
    return FALSE;
  heng_page_content_add_heading (self->content, _("5. Settlements by period"));
  if (periods->len == 0)
    {
      heng_page_content_add_note (self->content, _("No assessed period has ended yet."));
      return TRUE;
    }

  table = add_settlement_table (self);
  for (guint i = 0; i < periods->len; i++)
    {
      HengPeriod period = g_array_index (periods, HengPeriod, i);
      g_autoptr (HengSettlement) settlement = heng_book_settle (self->book, agreement->code, period, self->view.known, FALSE, error);
      g_autoptr (GPtrArray) pairs = settlement != NULL ? heng_statement_list_pairs (settlement, entries, error) : NULL;

      if (pairs == NULL)
        return FALSE;
      remove_only_paid (pairs);
      add_period_rows (self, table, settlement, pairs);
    }

  return TRUE;
}

static void
add_payments (HengStatementWriter *self,
              const HengAgreement *agreement,
              GPtrArray           *entries)
{
  heng_page_content_add_heading (self->content, _("6. Payments and deliveries"));
  for (guint i = 0; i < entries->len; i++)
    if (heng_statement_has_payment (g_ptr_array_index (entries, i)))
      {
        heng_statement_add_payments (self, agreement, entries, NULL);
        return;
      }

  heng_page_content_add_note (self->content, _("Nothing has been paid or delivered."));
}

static void
add_balance_rows (HengStatementWriter *self,
                  const HengAgreement *agreement,
                  HengPageTable       *table,
                  GPtrArray           *balances,
                  const char          *party)
{
  for (guint i = 0; i < balances->len; i++)
    {
      const HengBalance *balance = g_ptr_array_index (balances, i);
      char *cells[4] = { NULL };

      if (strcmp (balance->key, party) != 0)
        continue;
      cells[0] = heng_wording_party_name (self->book, agreement, party);
      cells[1] = heng_statement_amount (self, balance->accrued_minor, balance->commodity);
      cells[2] = heng_statement_amount (self, balance->paid_minor, balance->commodity);
      cells[3] = heng_statement_amount (self, balance->outstanding_minor, balance->commodity);
      heng_statement_take_row (table, cells, G_N_ELEMENTS (cells));
    }
}

static gboolean
add_balances (HengStatementWriter  *self,
              const HengAgreement  *agreement,
              GError              **error)
{
  g_autoptr (GPtrArray) balances = heng_book_list_party_balances (self->book, agreement->code, self->view, error);
  HengPageTable *table;

  if (balances == NULL)
    return FALSE;
  heng_page_content_add_heading (self->content, _("7. Balances by party"));
  if (balances->len == 0)
    {
      heng_page_content_add_note (self->content, _("Nothing is booked, so every balance is zero."));
      return TRUE;
    }

  table = heng_statement_add_money_table (self, NULL);
  heng_page_table_add_share_column (table, _("Party"), HENG_PAGE_ALIGN_LEFT, 1);
  heng_page_table_add_column (table, _("Accrued"), HENG_PAGE_ALIGN_RIGHT);
  heng_page_table_add_column (table, _("Paid"), HENG_PAGE_ALIGN_RIGHT);
  heng_page_table_add_column (table, _("Outstanding"), HENG_PAGE_ALIGN_RIGHT);
  heng_page_table_set_note (table, _("Positive: the party receives. Negative: it gives. All parties together add up to zero."));
  for (guint i = 0; i < heng_agreement_get_n_parties (agreement); i++)
    add_balance_rows (self, agreement, table, balances, heng_agreement_get_party (agreement, i)->name);
  return TRUE;
}

gboolean
heng_statement_add_account (HengStatementWriter  *self,
                            const HengAgreement  *agreement,
                            GError              **error)
{
  g_autoptr (GPtrArray) entries = heng_statement_list_entries (self, agreement->code, NULL, NULL, error);

  if (entries == NULL || !add_settlements (self, agreement, entries, error))
    return FALSE;

  add_payments (self, agreement, entries);
  return add_balances (self, agreement, error) && heng_statement_add_flows (self, agreement, error);
}
