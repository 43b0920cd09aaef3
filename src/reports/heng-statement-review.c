// SPDX-License-Identifier: GPL-3.0-or-later
/* How far the statement has come with the parties: issued, confirmed, disputed. */
#include "heng-statement-private.h"

#include "heng-page-prose.h"
#include "heng-wording-review.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
has_document (const HengReviewEvent *event)
{
  return event->document != NULL && *event->document != '\0';
}

/* ---- in the head ---- */

void
heng_statement_add_review_head (HengStatementWriter  *self,
                                const HengAgreement  *agreement,
                                HengPagePairs        *pairs)
{
  const HengReviewStatement *last = heng_review_get_statement (self->review);
  g_autofree char *number = NULL, *day = NULL, *issued = NULL, *state = NULL;

  if (last == NULL)
    {
      /* Translators: beside "Statement": it was not issued to the parties. */
      heng_page_pairs_add (pairs, _("Statement"), C_("statement", "not issued"));
      return;
    }

  number = g_strdup_printf ("%u", last->issue->statement);
  day = heng_wording_recorded_day (last->issue->recorded_ms);
  /* Translators: beside "Statement": its number and a date. */
  issued = heng_wording_fill (_("No. %1$s, issued on %2$s"), number, day, "", "");
  state = heng_wording_review (self->book, agreement, self->review);
  heng_page_pairs_add (pairs, _("Statement"), issued);
  heng_page_pairs_add (pairs, _("Confirmation"), state);
}

/* ---- who confirmed ---- */

static const HengReviewEvent *
find_open_dispute (const HengReviewStatement *statement,
                   const char                *party)
{
  for (guint i = 0; i < statement->disputes->len; i++)
    {
      const HengReviewDispute *dispute = g_ptr_array_index (statement->disputes, i);

      if (dispute->end == NULL && strcmp (dispute->event->party, party) == 0)
        return dispute->event;
    }

  return NULL;
}

static void
add_party_row (HengStatementWriter       *self,
               const HengAgreement       *agreement,
               HengPageTable             *table,
               const HengReviewStatement *statement,
               const char                *party)
{
  const HengReviewEvent *confirmation = heng_review_find_confirmation (statement, party);
  const HengReviewEvent *dispute = find_open_dispute (statement, party);
  const HengReviewEvent *event = confirmation != NULL ? confirmation : dispute;
  /* Translators: whether a party confirmed a statement; "awaited": it has not answered yet. */
  const char *none = heng_review_is_outdated (self->review) ? "–" : C_("answer", "awaited");
  const char *answer = confirmation != NULL ? C_("answer", "confirmed") : dispute != NULL ? C_("answer", "disputes") : none;
  char *cells[5] = { NULL };

  cells[0] = heng_wording_party_name (self->book, agreement, party);
  cells[1] = g_strdup (answer);
  cells[2] = event != NULL ? heng_wording_recorded_day (event->recorded_ms) : g_strdup ("–");
  cells[3] = g_strdup (event != NULL && has_document (event) ? event->document : "–");
  cells[4] = g_strdup (event != NULL ? event->recorded_by : "–");
  heng_statement_take_row (table, cells, G_N_ELEMENTS (cells));
}

static void
add_parties (HengStatementWriter       *self,
             const HengAgreement       *agreement,
             const HengReviewStatement *statement)
{
  HengPageTable *table = heng_page_content_add_table (self->content);

  heng_page_table_set_title (table, _("Answers of the parties"), NULL);
  heng_page_table_add_share_column (table, _("Party"), HENG_PAGE_ALIGN_LEFT, 2);
  heng_page_table_add_column (table, _("Answer"), HENG_PAGE_ALIGN_LEFT);
  heng_page_table_add_column (table, _("Date"), HENG_PAGE_ALIGN_LEFT);
  heng_page_table_add_share_column (table, _("Document"), HENG_PAGE_ALIGN_LEFT, 2);
  heng_page_table_add_share_column (table, _("Recorded by"), HENG_PAGE_ALIGN_LEFT, 1);
  for (guint i = 0; statement->issue->parties[i] != NULL; i++)
    add_party_row (self, agreement, table, statement, statement->issue->parties[i]);
}

/* ---- disputes ---- */

static void
add_line_rows (HengStatementWriter        *self,
               const HengAgreement        *agreement,
               HengPageTable              *table,
               const HengReviewStatement  *statement,
               const HengReviewDispute    *dispute)
{
  for (guint i = 0; i < dispute->event->lines->len; i++)
    {
      const HengReviewLine *line = g_ptr_array_index (dispute->event->lines, i);
      const HengReviewLine *stated = heng_review_find_line (statement->issue->lines, line);
      gint64 undisputed = heng_review_get_undisputed (stated->amount_minor, line->amount_minor);
      char *cells[7] = { NULL };

      cells[0] = g_strdup_printf ("%" G_GINT64_FORMAT, dispute->event->number);
      cells[1] = heng_wording_party_name (self->book, agreement, line->from);
      cells[2] = heng_wording_party_name (self->book, agreement, line->to);
      cells[3] = heng_statement_amount (self, stated->amount_minor, line->commodity);
      cells[4] = heng_statement_amount (self, line->amount_minor, line->commodity);
      /* When it has ended, nothing is left to be paid or not. */
      if (dispute->end == NULL)
        {
          cells[5] = heng_statement_amount (self, undisputed, line->commodity);
          cells[6] = heng_statement_amount (self, stated->amount_minor - undisputed, line->commodity);
        }
      heng_statement_take_row (table, cells, G_N_ELEMENTS (cells));
    }
}

/* Who or how, when, why, and by which document. Returns: (transfer full) */
static char *
describe_event (const HengReviewEvent *event,
                const char            *who)
{
  g_autofree char *day = heng_wording_recorded_day (event->recorded_ms);

  if (has_document (event))
    /* Translators: about a dispute or its end: a party or how it ended (withdrawn, agreed, decided), a date, the reason, a document. */
    return heng_wording_fill (_("%1$s, %2$s: %3$s (%4$s)"), who, day, event->reason, event->document);
  return heng_wording_fill (_("%1$s, %2$s: %3$s"), who, day, event->reason, "");
}

static void
describe_dispute (HengStatementWriter        *self,
                  const HengAgreement        *agreement,
                  const HengReviewStatement  *statement,
                  const HengReviewDispute    *dispute,
                  HengPagePairs              *pairs)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, dispute->event->number);
  g_autofree char *about = g_strdup_printf ("%u", statement->issue->statement);
  g_autofree char *party = heng_wording_party_name (self->book, agreement, dispute->event->party);
  /* Translators: who disputes: a party, the number of the statement. */
  g_autofree char *who = heng_wording_fill (_("%1$s about statement %2$s"), party, about, "", "");
  g_autofree char *label = heng_wording_fill (_("Dispute %1$s"), number, "", "", "");
  g_autofree char *why = describe_event (dispute->event, who);
  g_autofree char *end = dispute->end != NULL ? describe_event (dispute->end, heng_wording_dispute_end (dispute->end->how))
                                              /* Translators: instead of how a dispute ended: it has not. */
                                              : g_strdup (C_("dispute", "open"));

  heng_page_pairs_add (pairs, label, why);
  /* Translators: beside it stands how a dispute ended. */
  heng_page_pairs_add (pairs, C_("dispute", "Its end"), end);
}

static void
add_disputes (HengStatementWriter *self,
              const HengAgreement *agreement)
{
  HengPageTable *table = heng_statement_add_money_table (self, _("Disputed lines"));
  HengPagePairs *pairs;

  heng_page_table_add_column (table, _("Dispute"), HENG_PAGE_ALIGN_RIGHT);
  heng_page_table_add_share_column (table, _("From"), HENG_PAGE_ALIGN_LEFT, 1);
  heng_page_table_add_share_column (table, _("To"), HENG_PAGE_ALIGN_LEFT, 1);
  heng_page_table_add_column (table, _("Stated"), HENG_PAGE_ALIGN_RIGHT);
  heng_page_table_add_column (table, _("Proposed"), HENG_PAGE_ALIGN_RIGHT);
  heng_page_table_add_column (table, _("Undisputed"), HENG_PAGE_ALIGN_RIGHT);
  heng_page_table_add_column (table, _("Disputed"), HENG_PAGE_ALIGN_RIGHT);
  heng_page_table_set_note (table, _("What stated and proposed amount have in common is undisputed and stays payable; a proposal below zero "
                                     "asks for the other direction."));
  for (guint i = 0; i < self->review->statements->len; i++)
    {
      const HengReviewStatement *statement = g_ptr_array_index (self->review->statements, i);

      for (guint j = 0; j < statement->disputes->len; j++)
        add_line_rows (self, agreement, table, statement, g_ptr_array_index (statement->disputes, j));
    }
  pairs = heng_page_content_add_pairs (self->content);
  for (guint i = 0; i < self->review->statements->len; i++)
    {
      const HengReviewStatement *statement = g_ptr_array_index (self->review->statements, i);

      for (guint j = 0; j < statement->disputes->len; j++)
        describe_dispute (self, agreement, statement, g_ptr_array_index (statement->disputes, j), pairs);
    }
}

static gboolean
was_disputed (const HengReview *review)
{
  for (guint i = 0; i < review->statements->len; i++)
    if (((const HengReviewStatement *) g_ptr_array_index (review->statements, i))->disputes->len > 0)
      return TRUE;

  return FALSE;
}

/* ---- the part ---- */

static void
add_issue (HengStatementWriter   *self,
           const HengReviewEvent *issue)
{
  g_autofree char *number = g_strdup_printf ("%u", issue->statement), *day = heng_wording_recorded_day (issue->recorded_ms);
  g_autofree char *known = g_strdup_printf ("%" G_GINT64_FORMAT, issue->known);
  g_autofree char *text = has_document (issue)
    ? heng_wording_fill (_("Statement %1$s was issued on %2$s (%4$s), from the first %3$s facts of the book."), number, day, known, issue->document)
    : heng_wording_fill (_("Statement %1$s was issued on %2$s, from the first %3$s facts of the book."), number, day, known, "");

  heng_page_content_add_paragraph (self->content, text);
  if (heng_review_is_outdated (self->review))
    heng_page_content_add_paragraph (self->content, _("What is owed by now is not what that statement says: the next one has to be issued and "
                                                      "confirmed."));
}

void
heng_statement_add_review (HengStatementWriter *self,
                           const HengAgreement *agreement)
{
  const HengReviewStatement *last = heng_review_get_statement (self->review);

  heng_page_content_add_heading (self->content, _("6. Confirmation and dispute"));
  if (last == NULL)
    {
      heng_page_content_add_note (self->content, _("No statement was issued for this period: what stands here is computed from the facts "
                                                   "and may still change."));
      return;
    }

  add_issue (self, last->issue);
  add_parties (self, agreement, last);
  if (was_disputed (self->review))
    add_disputes (self, agreement);
}

/* ---- in the table of what is owed ---- */

GArray *
heng_statement_list_disputed (const HengStatementWriter *self)
{
  if (self->review == NULL || heng_review_get_state (self->review) != HENG_REVIEW_STATE_DISPUTED || heng_review_is_outdated (self->review))
    return NULL;

  return heng_review_list_figures (heng_review_get_statement (self->review));
}
