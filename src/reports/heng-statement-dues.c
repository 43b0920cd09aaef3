// SPDX-License-Identifier: GPL-3.0-or-later
/* What a period makes due, what was paid for it before, and what remains; or why nothing is owed. */
#include "heng-statement-private.h"

#include "heng-amount.h"
#include "heng-page-prose.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>
#include <string.h>

gboolean
heng_statement_is_settled (const HengSettlement *settlement)
{
  return settlement->status == HENG_SETTLEMENT_COMPLETE || settlement->status == HENG_SETTLEMENT_OVERRIDDEN;
}

/* ---- why nothing is owed ---- */

/* Missing periods that follow one another are one stretch: "October 2025 to December 2025". Moves @index behind it. */
static char *
describe_stretch (const HengSettlement *settlement,
                  guint                *index)
{
  const HengMissing *first = &g_array_index (settlement->missing, HengMissing, *index), *last = first;
  g_autofree char *from = heng_wording_period (first->period), *to = NULL;

  while (++*index < settlement->missing->len)
    {
      const HengMissing *next = &g_array_index (settlement->missing, HengMissing, *index);

      if (strcmp (next->indicator, last->indicator) != 0 || next->period.kind != last->period.kind ||
          next->period.index != last->period.index + 1)
        break;
      last = next;
    }
  if (last == first)
    return g_steal_pointer (&from);

  to = heng_wording_period (last->period);
  return heng_wording_fill (_("%1$s to %2$s"), from, to, "", "");
}

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
  for (guint i = 0; i < settlement->missing->len;)
    {
      const HengMissing *missing = &g_array_index (settlement->missing, HengMissing, i);
      int indicator = heng_agreement_find_indicator (settlement->agreement, missing->indicator);
      const char *section = indicator >= 0 ? heng_agreement_get_indicator (settlement->agreement, (guint) indicator)->section : NULL;
      char *cells[3] = { g_strdup (missing->indicator), g_strdup (section != NULL ? section : "–") };

      cells[2] = describe_stretch (settlement, &i);
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
  gint64      net_minor;
} Net;

static gboolean
add_figure (gint64    *sum_minor,
            gint64     amount_minor,
            gboolean   receives,
            GError   **error)
{
  return receives ? heng_amount_add (*sum_minor, amount_minor, sum_minor, error)
                  : heng_amount_subtract (*sum_minor, amount_minor, sum_minor, error);
}

static gboolean
add_net (GArray                   *nets,
         const char               *party,
         const HengStatementPair  *pair,
         gboolean                  receives,
         GError                  **error)
{
  Net *net = NULL;

  for (guint i = 0; i < nets->len && net == NULL; i++)
    {
      Net *known = &g_array_index (nets, Net, i);

      if (strcmp (known->party, party) == 0 && strcmp (known->commodity, pair->commodity) == 0)
        net = known;
    }
  if (net == NULL)
    {
      g_array_append_val (nets, ((Net) { party, pair->commodity, 0, 0, 0 }));
      net = &g_array_index (nets, Net, nets->len - 1);
    }

  return add_figure (&net->owed_minor, pair->figures[HENG_STATEMENT_OWED], receives, error) &&
         add_figure (&net->paid_minor, pair->figures[HENG_STATEMENT_PAID], receives, error) &&
         add_figure (&net->net_minor, pair->due_minor, receives, error);
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
      cells[3] = heng_statement_amount (self, net->net_minor, net->commodity);
      heng_statement_take_row (table, cells, G_N_ELEMENTS (cells));
    }
}

/* Money is only moved: the last line is the check that nothing was lost on the way. */
static gboolean
add_net_total (HengStatementWriter  *self,
               HengPageTable        *table,
               GArray               *nets,
               GError              **error)
{
  g_autofree char *owed = NULL, *paid = NULL, *open = NULL;
  gint64 owed_minor = 0, paid_minor = 0, net_minor = 0;

  for (guint i = 0; i < nets->len; i++)
    {
      const Net *net = &g_array_index (nets, Net, i);

      if (strcmp (net->commodity, self->currency) == 0 &&
          (!heng_amount_add (owed_minor, net->owed_minor, &owed_minor, error) ||
           !heng_amount_add (paid_minor, net->paid_minor, &paid_minor, error) ||
           !heng_amount_add (net_minor, net->net_minor, &net_minor, error)))
        return FALSE;
    }

  owed = heng_statement_amount (self, owed_minor, self->currency);
  paid = heng_statement_amount (self, paid_minor, self->currency);
  open = heng_statement_amount (self, net_minor, self->currency);
  heng_page_table_add_total (table, (const char *[]) { _("All parties"), owed, paid, open, NULL });
  return TRUE;
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
  return add_net_total (self, table, nets, error);
}

/* What open disputes leave of an amount; not disputed at all where it is not among @figures. */
static void
add_disputed_cells (HengStatementWriter  *self,
                    const HengSettlement *settlement,
                    const HengObligation *owed,
                    GArray               *figures,
                    char                 *cells[2])
{
  gint64 disputed_minor = 0;

  for (guint i = 0; i < figures->len; i++)
    {
      const HengReviewFigure *figure = &g_array_index (figures, HengReviewFigure, i);

      if (strcmp (figure->line->commodity, owed->commodity) == 0 &&
          strcmp (figure->line->from, heng_agreement_get_party (settlement->agreement, owed->from)->name) == 0 &&
          strcmp (figure->line->to, heng_agreement_get_party (settlement->agreement, owed->to)->name) == 0)
        disputed_minor = figure->disputed_minor;
    }
  cells[0] = heng_statement_amount (self, owed->amount_minor - disputed_minor, owed->commodity);
  cells[1] = heng_statement_amount (self, disputed_minor, owed->commodity);
}

static void
add_owed_table (HengStatementWriter *self,
                HengSettlement      *settlement)
{
  HengPageTable *table = heng_statement_add_money_table (self, _("Who owes whom"));
  g_autoptr (GArray) figures = heng_statement_list_disputed (self);

  heng_page_table_add_share_column (table, _("From"), HENG_PAGE_ALIGN_LEFT, 1);
  heng_page_table_add_share_column (table, _("To"), HENG_PAGE_ALIGN_LEFT, 1);
  heng_page_table_add_column (table, _("Amount"), HENG_PAGE_ALIGN_RIGHT);
  if (figures != NULL)
    {
      heng_page_table_add_column (table, _("Undisputed"), HENG_PAGE_ALIGN_RIGHT);
      heng_page_table_add_column (table, _("Disputed"), HENG_PAGE_ALIGN_RIGHT);
      heng_page_table_set_note (table, _("What is disputed is not payable before the dispute has ended; part 6 says who disputes it and why."));
    }
  for (guint i = 0; i < settlement->obligations->len; i++)
    {
      const HengObligation *owed = &g_array_index (settlement->obligations, HengObligation, i);
      char *cells[5] = { heng_wording_party (self->book, settlement->agreement, owed->from),
                         heng_wording_party (self->book, settlement->agreement, owed->to),
                         heng_statement_amount (self, owed->amount_minor, owed->commodity) };

      if (figures != NULL)
        add_disputed_cells (self, settlement, owed, figures, cells + 3);
      heng_statement_take_row (table, cells, figures != NULL ? 5 : 3);
    }
}

static gboolean
add_owed (HengStatementWriter  *self,
          HengSettlement       *settlement,
          GPtrArray            *pairs,
          GError              **error)
{
  heng_page_content_add_heading (self->content, _("3. Owed, paid and net"));
  if (!heng_statement_is_settled (settlement))
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
  char *cells[7] = { NULL };

  cells[0] = heng_wording_party_name (self->book, settlement->agreement, pair->from);
  cells[1] = heng_wording_party_name (self->book, settlement->agreement, pair->to);
  cells[3] = heng_statement_amount (self, pair->figures[HENG_STATEMENT_PAID], pair->commodity);
  cells[5] = heng_statement_amount (self, pair->figures[HENG_STATEMENT_BOOKED], pair->commodity);
  /* What is owed is not known otherwise: an empty field, no zero. */
  if (heng_statement_is_settled (settlement))
    {
      cells[2] = heng_statement_amount (self, pair->figures[HENG_STATEMENT_OWED], pair->commodity);
      cells[4] = heng_statement_amount (self, pair->due_minor, pair->commodity);
      cells[6] = heng_statement_amount (self, pair->to_book_minor, pair->commodity);
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
  for (guint i = 0; i < pairs->len; i++)
    if (((const HengStatementPair *) g_ptr_array_index (pairs, i))->figures[HENG_STATEMENT_INTEREST] != 0)
      {
        heng_page_content_add_note (self->content, _("Due now holds the late interest that was booked; the clearing below shows it."));
        return;
      }
}

/* Payments on account are in the balance of the agreement, but in that of no period. */
static gboolean
note_unassigned (HengStatementWriter  *self,
                 const HengAgreement  *agreement,
                 GError              **error)
{
  g_autoptr (GPtrArray) entries = heng_statement_list_entries (self, agreement->code, NULL, NULL, error);

  if (entries == NULL)
    return FALSE;
  for (guint i = 0; i < entries->len; i++)
    {
      const HengEntry *entry = g_ptr_array_index (entries, i);

      if (!entry->has_period && heng_statement_has_payment (entry))
        {
          heng_page_content_add_note (self->content, _("Payments of the agreement that name no period are not counted here; the "
                                                       "agreement summary has them."));
          break;
        }
    }

  return TRUE;
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
  if (self->review != NULL && heng_review_get_state (self->review) == HENG_REVIEW_STATE_DISPUTED)
    heng_page_content_add_note (self->content, _("Part of what is due is disputed and not payable yet, see part 6."));

  for (guint i = 0; i < entries->len; i++)
    if (heng_statement_has_payment (g_ptr_array_index (entries, i)))
      {
        heng_statement_add_payments (self, settlement->agreement, entries, _("Payments for this period"));
        return;
      }
  if (pairs->len > 0)
    heng_page_content_add_note (self->content, _("No payment names this period."));
}

gboolean
heng_statement_add_dues (HengStatementWriter  *self,
                         HengSettlement       *settlement,
                         GPtrArray            *entries,
                         GError              **error)
{
  g_autoptr (GPtrArray) pairs = heng_statement_list_pairs (settlement, entries, error);

  if (pairs == NULL || !add_owed (self, settlement, pairs, error))
    return FALSE;

  add_paid (self, settlement, pairs, entries);
  return note_unassigned (self, settlement->agreement, error) && heng_statement_add_instalments (self, settlement, error);
}
