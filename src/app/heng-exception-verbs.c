// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-exception-verbs.h"

#include "heng-book-balances.h"
#include "heng-book-exceptions.h"
#include "heng-book-settle.h"
#include "heng-event-dialog.h"
#include "heng-period-subject.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>

static HengSession *
get_session (GtkWidget *window)
{
  return heng_main_window_get_session (HENG_MAIN_WINDOW (window));
}

/* What follows from an exception is settled by the next step, which the strip offers. Takes @subject. */
static HengEventDialog *
ask (GtkWidget         *window,
     HengEventForm     *form,
     HengPeriodSubject *subject)
{
  HengEventDialog *dialog = heng_period_subject_ask (subject, window, form);

  heng_event_dialog_offer (dialog, _("_Settle…"), "book.settle", heng_period_subject_new_target (subject));

  return dialog;
}

/* ---- override ---- */

static gboolean
record_override (HengBook              *book,
                 const HengEventAnswer *answer,
                 gpointer               data,
                 char                 **told,
                 GError               **error)
{
  const HengPeriodSubject *subject = data;
  g_autoptr (GPtrArray) amounts = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_agreed_amount_free);
  g_autofree char *period = heng_wording_period (subject->period);

  for (guint i = 0; i < answer->lines->len; i++)
    {
      const HengReviewLine *line = g_ptr_array_index (answer->lines, i);
      gboolean is_turned = line->amount_minor < 0;
      HengAgreedAmount *amount;

      if (line->amount_minor == 0)
        continue;
      amount = g_new0 (HengAgreedAmount, 1);
      amount->from = g_strdup (is_turned ? line->to : line->from);
      amount->to = g_strdup (is_turned ? line->from : line->to);
      amount->commodity = g_strdup (line->commodity);
      amount->amount_minor = ABS (line->amount_minor);
      g_ptr_array_add (amounts, amount);
    }
  if (!heng_book_append_override (book, subject->agreement, subject->period, amounts, answer->reason, answer->document, NULL, error))
    return FALSE;

  /* Translators: an agreement's code and a period */
  *told = g_strdup_printf (_("What is owed by %s for %s is what was agreed now; settle it to book the difference."),
                           subject->agreement, period);

  return TRUE;
}

static void
override_cb (GtkWidget  *window,
             const char *action,
             GVariant   *parameter)
{
  HengPeriodSubject *subject = heng_period_subject_read (window, parameter);
  HengSession *session = get_session (window);
  HengBook *book = heng_session_get_book (session);
  g_autoptr (HengSettlement) settlement = NULL;
  g_autoptr (GError) error = NULL;
  HengEventDialog *dialog;
  HengEventForm form = {
    .title = _("Override the rules"),
    .explanation = _("Records what the parties agreed to owe for this period in place of what the rules give. It needs the document it was "
                     "agreed by, and shows in every explanation. Lines left empty are not owed."),
    .accept = _("_Override"),
    .asks = HENG_EVENT_ASKS_LINES | HENG_EVENT_ASKS_NEW_LINES | HENG_EVENT_ASKS_REASON | HENG_EVENT_NEEDS_DOCUMENT,
    /* Translators: head of a column: the amounts that were agreed or decided */
    .lines_head = C_("amount", "Agreed"),
    .record = record_override,
  };

  if (subject == NULL)
    return;
  settlement = heng_book_settle (book, subject->agreement, subject->period, 0, FALSE, &error);
  if (settlement == NULL)
    {
      heng_notice_error (heng_notice_find (window), error);
      heng_period_subject_free (subject);
      return;
    }

  dialog = ask (window, &form, subject);
  for (guint i = 0; i < settlement->obligations->len; i++)
    {
      const HengObligation *obligation = &g_array_index (settlement->obligations, HengObligation, i);
      guint digits = heng_commodity_digits (obligation->commodity, heng_session_get_currency (session));
      g_autofree char *stated = heng_session_format_amount (session, obligation->amount_minor, obligation->commodity);
      guint digits_shown = heng_book_get_digits_shown (book, obligation->commodity);
      g_autofree char *text = heng_amount_format (obligation->amount_minor, digits, digits_shown);
      g_autoptr (HengReviewLine) line = heng_review_line_new (heng_agreement_get_party (settlement->agreement, obligation->from)->name,
                                                              heng_agreement_get_party (settlement->agreement, obligation->to)->name,
                                                              obligation->commodity, obligation->amount_minor);

      heng_event_dialog_add_line (dialog, line, stated, text);
    }
}

/* ---- freeze, and the end of either ---- */

static gboolean
record_freeze (HengBook              *book,
               const HengEventAnswer *answer,
               gpointer               data,
               char                 **told,
               GError               **error)
{
  const HengPeriodSubject *subject = data;
  g_autofree char *period = heng_wording_period (subject->period);

  if (!heng_book_append_freeze (book, subject->agreement, subject->period, answer->reason, answer->document, NULL, error))
    return FALSE;

  /* Translators: an agreement's code and a period */
  *told = g_strdup_printf (_("%s for %s stays as it is computed now."), subject->agreement, period);

  return TRUE;
}

static void
freeze_cb (GtkWidget  *window,
           const char *action,
           GVariant   *parameter)
{
  HengPeriodSubject *subject = heng_period_subject_read (window, parameter);
  HengEventForm form = {
    .title = _("Freeze the period"),
    .explanation = _("The period stays as it is computed from what is known now, whatever is revised or amended later, until this is "
                     "ended."),
    .accept = _("_Freeze"),
    .asks = HENG_EVENT_ASKS_REASON | HENG_EVENT_NEEDS_DOCUMENT,
    .record = record_freeze,
  };

  if (subject != NULL)
    ask (window, &form, subject);
}

static gboolean
record_end (HengBook              *book,
            const HengEventAnswer *answer,
            gpointer               data,
            char                 **told,
            GError               **error)
{
  const HengPeriodSubject *subject = data;
  g_autofree char *period = heng_wording_period (subject->period);

  if (!heng_book_end_exception (book, subject->fact, answer->reason, answer->document, NULL, error))
    return FALSE;

  /* Translators: an agreement's code and a period */
  *told = g_strdup_printf (_("The rules hold again for %s, %s; settle it to book the difference."), subject->agreement, period);

  return TRUE;
}

static void
end_exception_cb (GtkWidget  *window,
                  const char *action,
                  GVariant   *parameter)
{
  gint64 number = g_variant_get_int64 (parameter);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) exceptions = heng_book_list_exceptions (heng_session_get_book (get_session (window)), NULL, NULL, 0, &error);
  HengEventForm form = {
    .title = _("End the exception"),
    .explanation = _("The rules hold again for this period. The exception stays in the book, with the day on which it ended."),
    .accept = _("_End the exception"),
    .asks = HENG_EVENT_ASKS_REASON | HENG_EVENT_NEEDS_DOCUMENT,
    .record = record_end,
  };

  for (guint i = 0; exceptions != NULL && i < exceptions->len; i++)
    {
      const HengException *exception = g_ptr_array_index (exceptions, i);

      if (exception->number == number)
        {
          ask (window, &form, heng_period_subject_new (exception->agreement, exception->period, number));
          return;
        }
    }
  if (error != NULL)
    heng_notice_error (heng_notice_find (window), error);
}

/* ---- closing ---- */

static gboolean
record_close (HengBook              *book,
              const HengEventAnswer *answer,
              gpointer               data,
              char                 **told,
              GError               **error)
{
  g_autofree char *day = heng_wording_day (answer->day);

  if (!heng_book_close (book, answer->day, answer->reason, NULL, error))
    return FALSE;

  /* Translators: a date */
  *told = g_strdup_printf (_("The book is closed until %s."), day);

  return TRUE;
}

static void
close_until_cb (GtkWidget  *window,
                const char *action,
                GVariant   *parameter)
{
  HengDay until = HENG_DAY_NONE;
  g_autofree char *day = NULL;
  g_autofree char *explanation = NULL;
  HengEventForm form = {
    .title = _("Close the book"),
    .accept = _("_Close the days"),
    .asks = HENG_EVENT_ASKS_DAY | HENG_EVENT_ASKS_REASON,
    .record = record_close,
  };

  heng_book_get_closed_until (heng_session_get_book (get_session (window)), 0, &until, NULL);
  day = until == HENG_DAY_NONE ? NULL : heng_wording_day (until);
  if (day == NULL)
    explanation = g_strdup (_("Days up to the one named take no entry any more; what comes later is booked on the first open day. Closed days are "
                              "never opened again. No day is closed so far."));
  else
    /* Translators: a date */
    explanation = g_strdup_printf (_("Days up to the one named take no entry any more; what comes later is booked on the first open day. Closed "
                                     "days are never opened again. So far closed: until %s."), day);
  form.explanation = explanation;
  heng_period_subject_ask (heng_period_subject_new (NULL, (HengPeriod) { HENG_PERIOD_ONCE, 0 }, 0), window, &form);
}

void
heng_exception_verbs_install_actions (GtkWidgetClass *window_class)
{
  gtk_widget_class_install_action (window_class, "book.override", "(ss)", override_cb);
  gtk_widget_class_install_action (window_class, "book.freeze", "(ss)", freeze_cb);
  gtk_widget_class_install_action (window_class, "book.end-exception", "x", end_exception_cb);
  gtk_widget_class_install_action (window_class, "book.close-until", NULL, close_until_cb);
}

void
heng_exception_verbs_update (GtkWidget *window,
                             gboolean   can_write)
{
  static const char *const writing[] = { "book.override", "book.freeze", "book.end-exception", "book.close-until" };

  for (guint i = 0; i < G_N_ELEMENTS (writing); i++)
    gtk_widget_action_set_enabled (window, writing[i], can_write);
}
