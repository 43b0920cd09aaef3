// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-period-verbs.h"

#include "heng-book-balances.h"
#include "heng-book-review.h"
#include "heng-event-dialog.h"
#include "heng-period-subject.h"
#include "heng-statement-print.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

static HengSession *
get_session (GtkWidget *window)
{
  return heng_main_window_get_session (HENG_MAIN_WINDOW (window));
}

/* ---- statements ---- */

static gboolean
record_issue (HengBook              *book,
              const HengEventAnswer *answer,
              gpointer               data,
              char                 **told,
              GError               **error)
{
  const HengPeriodSubject *subject = data;
  g_autofree char *period = heng_wording_period (subject->period);
  guint statement = 0;

  if (!heng_book_append_issue (book, subject->agreement, subject->period, answer->document, &statement, NULL, error))
    return FALSE;

  /* Translators: the number of a statement, an agreement's code and a period */
  *told = g_strdup_printf (_("Issued statement %u of %s for %s."), statement, subject->agreement, period);

  return TRUE;
}

static void
issue_cb (GtkWidget  *window,
          const char *action,
          GVariant   *parameter)
{
  HengPeriodSubject *subject = heng_period_subject_read (window, parameter);
  HengEventForm form = { 0 };

  if (subject == NULL)
    return;

  form.record = record_issue;
  form.title = _("Issue a statement");
  form.explanation = _("States what is owed as known now. The parties confirm or dispute it; it can be printed again at any time, "
                       "whatever is recorded later.");
  form.accept = _("_Issue statement");
  form.asks = HENG_EVENT_ASKS_DOCUMENT;
  heng_event_dialog_offer (heng_period_subject_ask (subject, window, &form), _("_Export PDF…"), "book.export-settlement", heng_period_subject_new_target (subject));
}

static gboolean
record_confirmation (HengBook              *book,
                     const HengEventAnswer *answer,
                     gpointer               data,
                     char                 **told,
                     GError               **error)
{
  const HengPeriodSubject *subject = data;
  g_autofree char *period = heng_wording_period (subject->period);

  if (!heng_book_append_confirmation (book, subject->agreement, subject->period, subject->statement, answer->party, answer->document,
                                      NULL, error))
    return FALSE;

  /* Translators: an agreement's code and a period */
  *told = g_strdup_printf (_("The statement of %s for %s is confirmed."), subject->agreement, period);

  return TRUE;
}

/* Who still has to answer the last statement, which @subject is about from now on: another one may be issued while the form is filled in.
 * Told where there is none. */
static HengReview *
read_review (GtkWidget         *window,
             HengPeriodSubject *subject,
             GStrv             *waiting)
{
  g_autoptr (GError) error = NULL;
  HengBook *book = heng_session_get_book (get_session (window));
  g_autoptr (HengReview) review = heng_book_get_review (book, subject->agreement, subject->period, 0, &error);
  g_autoptr (GPtrArray) names = NULL;

  if (review == NULL)
    {
      heng_notice_error (heng_notice_find (window), error);
      return NULL;
    }

  names = heng_review_list_waiting (review);
  if (names->len == 0 || heng_review_get_statement (review) == NULL)
    {
      heng_notice_warn (heng_notice_find (window),
                        _("No party has still to answer a statement of this period."), NULL);
      return NULL;
    }

  subject->statement = heng_review_get_statement (review)->issue->statement;
  *waiting = g_new0 (char *, names->len + 1);
  for (guint i = 0; i < names->len; i++)
    (*waiting)[i] = g_strdup (g_ptr_array_index (names, i));

  return g_steal_pointer (&review);
}

static void
confirm_cb (GtkWidget  *window,
            const char *action,
            GVariant   *parameter)
{
  HengPeriodSubject *subject = heng_period_subject_read (window, parameter);
  g_auto (GStrv) waiting = NULL;
  g_autoptr (HengReview) review = subject == NULL ? NULL : read_review (window, subject, &waiting);
  g_autofree char *explanation = NULL;
  HengEventForm form = { 0 };

  if (review == NULL)
    {
      g_clear_pointer (&subject, heng_period_subject_free);
      return;
    }

  /* Translators: the number of a statement */
  explanation = g_strdup_printf (_("Records that a party confirms what statement %u says. Once all have, it is jointly confirmed."),
                                 subject->statement);
  form.record = record_confirmation;
  form.title = _("Confirm the statement");
  form.explanation = explanation;
  form.accept = _("_Confirm");
  form.asks = HENG_EVENT_ASKS_PARTY | HENG_EVENT_ASKS_DOCUMENT;
  form.parties = waiting;
  heng_period_subject_ask (subject, window, &form);
}

/* ---- disputes ---- */

static gboolean
record_dispute (HengBook              *book,
                const HengEventAnswer *answer,
                gpointer               data,
                char                 **told,
                GError               **error)
{
  const HengPeriodSubject *subject = data;
  gint64 fact = 0;

  if (!heng_book_append_dispute (book, subject->agreement, subject->period, subject->statement, answer->party, answer->lines,
                                 answer->reason, answer->document, &fact, error))
    return FALSE;

  /* Translators: the number of a dispute */
  *told = g_strdup_printf (_("Recorded dispute %" PRId64 "; the undisputed rest stays payable."), fact);

  return TRUE;
}

static char *
format_stated (GtkWidget            *window,
               const HengReviewLine *line)
{
  return heng_session_format_amount (get_session (window), line->amount_minor, line->commodity);
}

static char *
format_plain (GtkWidget  *window,
              gint64      amount_minor,
              const char *commodity)
{
  guint digits = heng_commodity_digits (commodity, heng_session_get_currency (get_session (window)));

  return heng_amount_format (amount_minor, digits, heng_book_get_digits_shown (heng_session_get_book (get_session (window)), commodity));
}

static void
dispute_cb (GtkWidget  *window,
            const char *action,
            GVariant   *parameter)
{
  HengPeriodSubject *subject = heng_period_subject_read (window, parameter);
  g_auto (GStrv) waiting = NULL;
  g_autoptr (HengReview) review = subject == NULL ? NULL : read_review (window, subject, &waiting);
  const HengReviewStatement *last;
  g_autofree char *explanation = NULL;
  HengEventDialog *dialog;
  HengEventForm form = { 0 };

  if (review == NULL)
    {
      g_clear_pointer (&subject, heng_period_subject_free);
      return;
    }

  /* Translators: the number of a statement */
  explanation = g_strdup_printf (_("Write the proposed amount beside each line of statement %u that is disputed; 0 where nothing is owed. What "
                                   "both sides have in common stays payable."), subject->statement);
  form.record = record_dispute;
  form.title = _("Dispute the statement");
  form.explanation = explanation;
  form.accept = _("_Dispute");
  form.asks = HENG_EVENT_ASKS_PARTY | HENG_EVENT_ASKS_LINES | HENG_EVENT_ASKS_REASON | HENG_EVENT_ASKS_DOCUMENT;
  form.parties = waiting;
  /* Translators: head of a column: the amounts that a party proposes */
  form.lines_head = C_("amount", "Proposed");
  dialog = heng_period_subject_ask (subject, window, &form);
  last = heng_review_get_statement (review);
  for (guint i = 0; i < last->issue->lines->len; i++)
    {
      const HengReviewLine *line = g_ptr_array_index (last->issue->lines, i);
      g_autofree char *stated = format_stated (window, line);

      heng_event_dialog_add_line (dialog, line, stated, NULL);
    }
}

static gboolean
record_end_of_dispute (HengBook              *book,
                       const HengEventAnswer *answer,
                       gpointer               data,
                       char                 **told,
                       GError               **error)
{
  const HengPeriodSubject *subject = data;
  HengDisputeOutcome outcome = { answer->end, NULL, answer->reason, answer->document, answer->day };
  gint64 entry = 0;

  if (answer->end != HENG_DISPUTE_WITHDRAWN && answer->lines != NULL && answer->lines->len > 0)
    outcome.amounts = answer->lines;
  if (!heng_book_end_dispute (book, subject->fact, &outcome, &entry, NULL, error))
    return FALSE;

  if (entry > 0)
    /* Translators: the number of a dispute, and of the entry that was booked */
    *told = g_strdup_printf (_("Dispute %" PRId64 " is resolved; the difference is booked as entry %" PRId64 "."), subject->fact, entry);
  else
    /* Translators: the number of a dispute */
    *told = g_strdup_printf (_("Dispute %" PRId64 " is resolved; there was nothing to book."), subject->fact);

  return TRUE;
}

/* The dispute of that number and its period; %NULL where there is none any more. */
static const HengReviewDispute *
find_dispute (GtkWidget   *window,
              gint64       number,
              GPtrArray  **reviews,
              HengReview **review)
{
  HengReviewQuery query = { .waiting = TRUE };

  *reviews = heng_book_list_reviews (heng_session_get_book (get_session (window)), &query, NULL);
  for (guint i = 0; *reviews != NULL && i < (*reviews)->len; i++)
    {
      const HengReviewDispute *dispute;

      *review = g_ptr_array_index (*reviews, i);
      dispute = heng_review_find_dispute (*review, number);
      if (dispute != NULL)
        return dispute;
    }

  return NULL;
}

static void
resolve_cb (GtkWidget  *window,
            const char *action,
            GVariant   *parameter)
{
  gint64 number = g_variant_get_int64 (parameter);
  g_autoptr (GPtrArray) reviews = NULL;
  HengReview *review = NULL;
  const HengReviewDispute *dispute = find_dispute (window, number, &reviews, &review);
  HengEventDialog *dialog;
  HengEventForm form = { 0 };

  if (dispute == NULL)
    return;

  form.record = record_end_of_dispute;
  form.title = _("Resolve the dispute");
  form.explanation = _("Withdrawn: the statement stands. Agreed or decided: the amounts below take the place of the rules, the period is settled "
                       "for all parties and the difference is booked. Lines left empty stay as they are owed today.");
  form.accept = _("_Resolve dispute");
  form.asks = HENG_EVENT_ASKS_END | HENG_EVENT_ASKS_DAY | HENG_EVENT_ASKS_LINES | HENG_EVENT_ASKS_REASON | HENG_EVENT_ASKS_DOCUMENT;
  /* Translators: head of a column: the amounts that were agreed or decided */
  form.lines_head = C_("amount", "Agreed");
  dialog = heng_period_subject_ask (heng_period_subject_new (review->agreement, review->period, number), window, &form);
  for (guint i = 0; i < dispute->event->lines->len; i++)
    {
      const HengReviewLine *line = g_ptr_array_index (dispute->event->lines, i);
      g_autofree char *amount = format_stated (window, line);
      /* Translators: what a party proposes in place of a stated amount */
      g_autofree char *proposed = g_strdup_printf (_("proposes %s"), amount);
      g_autofree char *text = format_plain (window, line->amount_minor, line->commodity);

      heng_event_dialog_add_line (dialog, line, proposed, text);
    }
}

/* ---- statements on paper ---- */

static void
export_cb (GtkWidget  *window,
           const char *action,
           GVariant   *parameter)
{
  HengPeriodSubject *subject = heng_period_subject_read (window, parameter);

  if (subject == NULL)
    return;

  heng_statement_export_settlement (window, get_session (window), subject->agreement, subject->period);
  heng_period_subject_free (subject);
}

void
heng_period_verbs_install_actions (GtkWidgetClass *window_class)
{
  gtk_widget_class_install_action (window_class, "book.issue", "(ss)", issue_cb);
  gtk_widget_class_install_action (window_class, "book.confirm", "(ss)", confirm_cb);
  gtk_widget_class_install_action (window_class, "book.dispute", "(ss)", dispute_cb);
  gtk_widget_class_install_action (window_class, "book.resolve", "x", resolve_cb);
  gtk_widget_class_install_action (window_class, "book.export-settlement", "(ss)", export_cb);
}

void
heng_period_verbs_update (GtkWidget *window,
                          gboolean   has_book,
                          gboolean   can_write)
{
  static const char *const writing[] = { "book.issue", "book.confirm", "book.dispute", "book.resolve" };

  gtk_widget_action_set_enabled (window, "book.export-settlement", has_book);
  for (guint i = 0; i < G_N_ELEMENTS (writing); i++)
    gtk_widget_action_set_enabled (window, writing[i], can_write);
}
