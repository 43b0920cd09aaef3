// SPDX-License-Identifier: GPL-3.0-or-later
/* The settlement statement of one assessed period. */
#include "heng-statement-private.h"

#include "heng-amount.h"
#include "heng-money-words.h"
#include "heng-page-pairs.h"
#include "heng-page-prose.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
is_settled (const HengSettlement *settlement)
{
  return settlement->status == HENG_SETTLEMENT_COMPLETE || settlement->status == HENG_SETTLEMENT_OVERRIDDEN;
}

/* What parties that are no pools give: a pool passes on what it was given. */
static gboolean
add_up_volume (const HengStatementWriter  *self,
               const HengSettlement       *settlement,
               gint64                     *volume_minor,
               GError                    **error)
{
  *volume_minor = 0;
  for (guint i = 0; i < settlement->obligations->len; i++)
    {
      const HengObligation *owed = &g_array_index (settlement->obligations, HengObligation, i);

      if (strcmp (owed->commodity, self->currency) == 0 &&
          heng_agreement_get_party (settlement->agreement, owed->from)->role != HENG_ROLE_POOL &&
          !heng_amount_add (*volume_minor, owed->amount_minor, volume_minor, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
add_total (HengStatementWriter   *self,
           const HengSettlement  *settlement,
           HengPagePairs         *pairs,
           GError               **error)
{
  g_autofree char *total = NULL, *words = NULL;
  gint64 volume_minor;

  if (!is_settled (settlement))
    return TRUE;
  if (!add_up_volume (self, settlement, &volume_minor, error))
    return FALSE;

  total = volume_minor != 0 ? heng_money_format_full (volume_minor, self->currency, self->unit) : g_strdup ("–");
  heng_page_pairs_add (pairs, _("Total owed"), total);
  if (heng_wording_is_chinese () && strcmp (self->currency, "CNY") == 0)
    {
      words = heng_money_words_format (volume_minor);
      heng_page_pairs_add (pairs, _("Total in words"), words);
    }
  return TRUE;
}

static gboolean
add_head (HengStatementWriter   *self,
          const HengSettlement  *settlement,
          GError               **error)
{
  const HengAgreement *agreement = settlement->agreement;
  g_autofree char *title = heng_statement_title (agreement), *period = heng_wording_period (settlement->period);
  g_autofree char *heading = heng_wording_fill (_("Settlement statement, %1$s"), period, "", "", "");
  g_autofree char *assessed = settlement->observations != NULL ? heng_statement_window (settlement->window) : g_strdup ("–");
  g_autofree char *day = heng_day_format (heng_book_get_today (self->book));
  HengPagePairs *pairs;

  heng_page_content_add_title (self->content, heading);
  heng_page_content_add_subtitle (self->content, title);
  pairs = heng_page_content_add_pairs (self->content);
  heng_page_pairs_add (pairs, _("Agreement"), agreement->code);
  heng_page_pairs_add (pairs, _("Mechanism"), heng_wording_mechanism (agreement->mechanism));
  heng_page_pairs_add (pairs, _("Assessed"), assessed);
  heng_page_pairs_add (pairs, _("State"), heng_wording_settlement_status (settlement->status));
  heng_page_pairs_add (pairs, _("Money in"), heng_money_unit_get_label (self->unit, self->currency));
  heng_page_pairs_add (pairs, _("Drawn up on"), day);
  return add_total (self, settlement, pairs, error);
}

/* ---- why nothing is owed ---- */

static void
add_missing (HengStatementWriter  *self,
             const HengSettlement *settlement)
{
  HengPageTable *table;

  heng_page_content_add_paragraph (self->content, _("The period is incomplete: what is listed here was not observed, and nothing is owed "
                                                    "until it is. What was booked for the period before stays."));
  table = heng_page_content_add_table (self->content);
  heng_page_table_set_title (table, _("Not observed"), NULL);
  heng_page_table_add_share_column (table, _("Indicator"), HENG_PAGE_ALIGN_LEFT, 1);
  heng_page_table_add_share_column (table, _("Section"), HENG_PAGE_ALIGN_LEFT, 1);
  heng_page_table_add_share_column (table, _("Period"), HENG_PAGE_ALIGN_LEFT, 1);
  for (guint i = 0; i < settlement->missing->len; i++)
    {
      const HengMissing *missing = &g_array_index (settlement->missing, HengMissing, i);
      int index = heng_agreement_find_indicator (settlement->agreement, missing->indicator);
      const char *section = index >= 0 ? heng_agreement_get_indicator (settlement->agreement, (guint) index)->section : NULL;
      char *cells[] = { g_strdup (missing->indicator), g_strdup (section != NULL ? section : "–"),
                        heng_wording_period (missing->period) };

      heng_statement_take_row (table, cells, G_N_ELEMENTS (cells));
    }
}

static void
add_why_not (HengStatementWriter  *self,
             const HengSettlement *settlement)
{
  g_autofree char *rule = g_strdup_printf ("%u", settlement->statement + 1);
  g_autofree char *text = NULL, *sentence = NULL;

  if (settlement->status == HENG_SETTLEMENT_INCOMPLETE)
    {
      add_missing (self, settlement);
      return;
    }
  if (settlement->status == HENG_SETTLEMENT_BLOCKED)
    text = heng_wording_fill (_("Nothing is owed: the requirement in rule %1$s does not hold. %2$s"), rule,
                              settlement->reason != NULL ? settlement->reason : "", "", "");
  else
    {
      sentence = settlement->error != NULL ? heng_wording_error_sentence (settlement->error) : g_strdup ("");
      text = heng_wording_fill (_("Nothing is owed: rule %1$s could not be computed. %2$s."), rule, sentence, "", "");
    }
  heng_page_content_add_paragraph (self->content, text);
}

/* ---- parties ---- */

typedef struct
{
  const char *party;
  const char *commodity;
  gint64      owed_minor;
  gint64      paid_minor;
} Net;

static gboolean
add_net (GArray                   *nets,
         const char               *party,
         const HengStatementPair  *pair,
         gboolean                  receives,
         GError                  **error)
{
  gint64 sign = receives ? 1 : -1;
  Net *net = NULL;

  for (guint i = 0; i < nets->len && net == NULL; i++)
    {
      Net *known = &g_array_index (nets, Net, i);

      if (strcmp (known->party, party) == 0 && strcmp (known->commodity, pair->commodity) == 0)
        net = known;
    }
  if (net == NULL)
    {
      g_array_append_val (nets, ((Net) { party, pair->commodity, 0, 0 }));
      net = &g_array_index (nets, Net, nets->len - 1);
    }

  return heng_amount_add (net->owed_minor, sign * pair->figures[HENG_STATEMENT_OWED], &net->owed_minor, error) &&
         heng_amount_add (net->paid_minor, sign * pair->figures[HENG_STATEMENT_PAID], &net->paid_minor, error);
}

static void
add_net_rows (HengStatementWriter *self,
              const HengAgreement *agreement,
              HengPageTable       *table,
              GArray              *nets,
              const char          *party)
{
  for (guint i = 0; i < nets->len; i++)
    {
      const Net *net = &g_array_index (nets, Net, i);
      char *cells[4] = { NULL };

      if (strcmp (net->party, party) != 0)
        continue;
      cells[0] = heng_wording_party_name (self->book, agreement, party);
      cells[1] = heng_statement_amount (self, net->owed_minor, net->commodity);
      cells[2] = heng_statement_amount (self, net->paid_minor, net->commodity);
      cells[3] = heng_statement_amount (self, net->owed_minor - net->paid_minor, net->commodity);
      heng_statement_take_row (table, cells, G_N_ELEMENTS (cells));
    }
}

static gboolean
add_party_table (HengStatementWriter  *self,
                 HengSettlement       *settlement,
                 GPtrArray            *pairs,
                 GError              **error)
{
  const HengAgreement *agreement = settlement->agreement;
  g_autoptr (GArray) nets = g_array_new (FALSE, FALSE, sizeof (Net));
  HengPageTable *table;

  for (guint i = 0; i < pairs->len; i++)
    {
      const HengStatementPair *pair = g_ptr_array_index (pairs, i);

      if (!add_net (nets, pair->from, pair, FALSE, error) || !add_net (nets, pair->to, pair, TRUE, error))
        return FALSE;
    }

  table = heng_statement_add_money_table (self, _("By party"));
  heng_page_table_add_share_column (table, _("Party"), HENG_PAGE_ALIGN_LEFT, 1);
  heng_page_table_add_column (table, _("Owed"), HENG_PAGE_ALIGN_RIGHT);
  heng_page_table_add_column (table, _("Paid"), HENG_PAGE_ALIGN_RIGHT);
  heng_page_table_add_column (table, _("Net"), HENG_PAGE_ALIGN_RIGHT);
  heng_page_table_set_note (table, _("Positive: the party receives. Negative: it gives. Net is what is owed less what is paid."));
  for (guint i = 0; i < heng_agreement_get_n_parties (agreement); i++)
    add_net_rows (self, agreement, table, nets, heng_agreement_get_party (agreement, i)->name);
  heng_page_table_add_total (table, (const char *[]) { _("All parties"), "–", "–", "–", NULL });
  return TRUE;
}

static void
add_owed_table (HengStatementWriter *self,
                HengSettlement      *settlement)
{
  HengPageTable *table = heng_statement_add_money_table (self, _("Who owes whom"));

  heng_page_table_add_share_column (table, _("From"), HENG_PAGE_ALIGN_LEFT, 1);
  heng_page_table_add_share_column (table, _("To"), HENG_PAGE_ALIGN_LEFT, 1);
  heng_page_table_add_column (table, _("Amount"), HENG_PAGE_ALIGN_RIGHT);
  for (guint i = 0; i < settlement->obligations->len; i++)
    {
      const HengObligation *owed = &g_array_index (settlement->obligations, HengObligation, i);
      char *cells[] = { heng_wording_party (self->book, settlement->agreement, owed->from),
                        heng_wording_party (self->book, settlement->agreement, owed->to),
                        heng_statement_amount (self, owed->amount_minor, owed->commodity) };

      heng_statement_take_row (table, cells, G_N_ELEMENTS (cells));
    }
}

static gboolean
add_owed (HengStatementWriter  *self,
          HengSettlement       *settlement,
          GPtrArray            *pairs,
          GError              **error)
{
  heng_page_content_add_heading (self->content, _("3. Owed, paid and net"));
  if (!is_settled (settlement))
    {
      add_why_not (self, settlement);
      return TRUE;
    }
  if (settlement->obligations->len == 0)
    heng_page_content_add_paragraph (self->content, _("Nothing is owed for this period."));
  else
    add_owed_table (self, settlement);

  return pairs->len == 0 || add_party_table (self, settlement, pairs, error);
}

/* ---- paid before and due now ---- */

static void
add_due_row (HengStatementWriter      *self,
             const HengSettlement     *settlement,
             HengPageTable            *table,
             const HengStatementPair  *pair)
{
  gint64 owed = pair->figures[HENG_STATEMENT_OWED], booked = pair->figures[HENG_STATEMENT_BOOKED];
  gint64 paid = pair->figures[HENG_STATEMENT_PAID];
  char *cells[7] = { NULL };

  cells[0] = heng_wording_party_name (self->book, settlement->agreement, pair->from);
  cells[1] = heng_wording_party_name (self->book, settlement->agreement, pair->to);
  cells[3] = heng_statement_amount (self, paid, pair->commodity);
  cells[5] = heng_statement_amount (self, booked, pair->commodity);
  /* What is owed is not known otherwise: an empty field, no zero. */
  if (is_settled (settlement))
    {
      cells[2] = heng_statement_amount (self, owed, pair->commodity);
      cells[4] = heng_statement_amount (self, owed - paid, pair->commodity);
      cells[6] = heng_statement_amount (self, owed - booked, pair->commodity);
    }
  heng_statement_take_row (table, cells, G_N_ELEMENTS (cells));
}

static void
add_due (HengStatementWriter  *self,
         const HengSettlement *settlement,
         GPtrArray            *pairs)
{
  HengPageTable *table = heng_statement_add_money_table (self, NULL);

  heng_page_table_add_share_column (table, _("From"), HENG_PAGE_ALIGN_LEFT, 1);
  heng_page_table_add_share_column (table, _("To"), HENG_PAGE_ALIGN_LEFT, 1);
  heng_page_table_add_column (table, _("Owed"), HENG_PAGE_ALIGN_RIGHT);
  heng_page_table_add_column (table, _("Paid before"), HENG_PAGE_ALIGN_RIGHT);
  heng_page_table_add_column (table, _("Due now"), HENG_PAGE_ALIGN_RIGHT);
  heng_page_table_add_column (table, _("Booked"), HENG_PAGE_ALIGN_RIGHT);
  heng_page_table_add_column (table, _("To be booked"), HENG_PAGE_ALIGN_RIGHT);
  heng_page_table_set_note (table, _("Due now is what is owed less what was paid for this period; below zero it goes back. To be booked is "
                                     "the difference between what is owed and what is in the book."));
  for (guint i = 0; i < pairs->len; i++)
    add_due_row (self, settlement, table, g_ptr_array_index (pairs, i));
}

static void
add_paid (HengStatementWriter *self,
          HengSettlement      *settlement,
          GPtrArray           *pairs,
          GPtrArray           *entries)
{
  heng_page_content_add_heading (self->content, _("4. Paid before and due now"));
  if (pairs->len == 0)
    heng_page_content_add_note (self->content, _("Nothing is owed, booked or paid for this period."));
  else
    add_due (self, settlement, pairs);

  for (guint i = 0; i < entries->len; i++)
    if (heng_statement_has_payment (g_ptr_array_index (entries, i)))
      {
        heng_statement_add_payments (self, settlement->agreement, entries, _("Payments for this period"));
        return;
      }
  if (pairs->len > 0)
    heng_page_content_add_note (self->content, _("No payment names this period."));
}

static gboolean
add_all (HengStatementWriter  *self,
         HengSettlement       *settlement,
         GError              **error)
{
  g_autoptr (GPtrArray) entries = heng_statement_list_entries (self, settlement->agreement->code, NULL, &settlement->period, error);
  g_autoptr (GPtrArray) pairs = entries != NULL ? heng_statement_list_pairs (settlement, entries, error) : NULL;

  if (pairs == NULL || !add_head (self, settlement, error) || !heng_statement_add_observations (self, settlement, error))
    return FALSE;

  heng_statement_add_computation (self, settlement);
  if (!add_owed (self, settlement, pairs, error))
    return FALSE;
  add_paid (self, settlement, pairs, entries);
  heng_statement_add_sources (self, settlement, entries);
  heng_page_content_add_heading (self->content, _("6. Signatures"));
  heng_statement_add_signatures (self, settlement->agreement);
  return TRUE;
}

HengPageContent *
heng_statement_new_settlement (HengBook                    *book,
                               const char                  *agreement,
                               HengPeriod                   period,
                               const HengStatementOptions  *options,
                               GError                     **error)
{
  g_autoptr (HengSettlement) settlement = NULL;
  HengPageContent *content = NULL;
  HengStatementWriter writer;

  g_return_val_if_fail (book != NULL && agreement != NULL && options != NULL, NULL);

  if (heng_statement_writer_init (&writer, book, options, error) &&
      (settlement = heng_book_settle (book, agreement, period, writer.view.known, TRUE, error)) != NULL)
    {
      g_autofree char *title = heng_statement_title (settlement->agreement);
      g_autofree char *period_text = heng_wording_period (period);
      g_autofree char *running = heng_wording_fill (_("%1$s (%2$s) · Settlement statement, %3$s"), title, settlement->agreement->code,
                                                    period_text, "");

      if (add_all (&writer, settlement, error))
        content = heng_statement_writer_finish (&writer, running, error);
    }

  heng_statement_writer_clear (&writer);
  return content;
}
