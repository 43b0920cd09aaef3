// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-book-actions.h"

#include "heng-book-data.h"
#include "heng-book-export.h"
#include "heng-book-file.h"
#include "heng-book-import.h"
#include "heng-exception-verbs.h"
#include "heng-interest-dialog.h"
#include "heng-job.h"
#include "heng-payment-dialog.h"
#include "heng-period-verbs.h"
#include "heng-reverse-dialog.h"
#include "heng-settle-dialog.h"
#include "heng-statement-print.h"
#include "heng-template-dialog.h"
#include "heng-backlog.h"
#include "heng-main-window.h"
#include "heng-recovery-verbs.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

static void
tell_error (GtkWidget    *window,
            const GError *error)
{
  heng_notice_error (heng_main_window_get_notice (HENG_MAIN_WINDOW (window)), error);
}

static void
new_agreement_cb (GtkWidget  *window,
                  const char *action,
                  GVariant   *parameter)
{
  HengTemplateDialog *dialog = heng_template_dialog_new (GTK_WINDOW (window), heng_main_window_get_session (HENG_MAIN_WINDOW (window)));

  gtk_window_present (GTK_WINDOW (dialog));
}

/* ---- entries ---- */

static void
settle_cb (GtkWidget  *window,
           const char *action,
           GVariant   *parameter)
{
  HengSession *session = heng_main_window_get_session (HENG_MAIN_WINDOW (window));
  const char *code;
  const char *period_text;
  HengPeriod period;
  g_autoptr (GError) error = NULL;
  HengSettleDialog *dialog;

  g_variant_get (parameter, "(&s&s)", &code, &period_text);
  if (*period_text != '\0' && !heng_period_parse (period_text, &period, &error))
    {
      tell_error (window, error);
      return;
    }

  dialog = heng_settle_dialog_new (GTK_WINDOW (window), session, code, *period_text == '\0' ? NULL : &period, &error);
  if (dialog == NULL)
    tell_error (window, error);
  else
    gtk_window_present (GTK_WINDOW (dialog));
}

static void
pay_cb (GtkWidget  *window,
        const char *action,
        GVariant   *parameter)
{
  g_autoptr (GError) error = NULL;
  HengPaymentDialog *dialog = heng_payment_dialog_new (GTK_WINDOW (window), heng_main_window_get_session (HENG_MAIN_WINDOW (window)),
                                                       g_variant_get_string (parameter, NULL), &error);

  if (dialog == NULL)
    tell_error (window, error);
  else
    gtk_window_present (GTK_WINDOW (dialog));
}

/* The parameter is an agreement's code, empty for all. */
static void
post_interest_cb (GtkWidget  *window,
                  const char *action,
                  GVariant   *parameter)
{
  const char *code = g_variant_get_string (parameter, NULL);
  HengInterestDialog *dialog = heng_interest_dialog_new (GTK_WINDOW (window), heng_main_window_get_session (HENG_MAIN_WINDOW (window)),
                                                         *code == '\0' ? NULL : code);

  gtk_window_present (GTK_WINDOW (dialog));
}

static void
reverse_cb (GtkWidget  *window,
            const char *action,
            GVariant   *parameter)
{
  HengReverseDialog *dialog = heng_reverse_dialog_new (GTK_WINDOW (window), heng_main_window_get_session (HENG_MAIN_WINDOW (window)),
                                                       g_variant_get_int64 (parameter));

  gtk_window_present (GTK_WINDOW (dialog));
}

static void
undo_cb (GtkWidget  *window,
         const char *action,
         GVariant   *parameter)
{
  HengSession *session = heng_main_window_get_session (HENG_MAIN_WINDOW (window));
  gint64 entry = heng_session_get_last_entry (session);
  gint64 reversal = 0;
  g_autoptr (GError) error = NULL;
  g_autofree char *told = NULL;

  /* What was moved on a page last is nearer than what was booked. */
  if (heng_book_view_can_undo (heng_main_window_get_view (HENG_MAIN_WINDOW (window))))
    {
      heng_book_view_undo (heng_main_window_get_view (HENG_MAIN_WINDOW (window)));
      return;
    }
  if (entry == 0)
    return;
  if (!heng_book_reverse (heng_session_get_book (session), entry, _("Taken back right after booking"), &reversal, &error))
    {
      tell_error (window, error);
      return;
    }

  told = g_strdup_printf (_("Entry %" PRId64 " is taken back by entry %" PRId64 "."), entry, reversal);
  heng_notice_tell (heng_main_window_get_notice (HENG_MAIN_WINDOW (window)), told, FALSE);
  heng_session_note_booked (session, 0);
}

static void
export_summary_cb (GtkWidget  *window,
                   const char *action,
                   GVariant   *parameter)
{
  heng_statement_export (window, heng_main_window_get_session (HENG_MAIN_WINDOW (window)), HENG_STATEMENT_AGREEMENT,
                         g_variant_get_string (parameter, NULL));
}

static void
print_summary_cb (GtkWidget  *window,
                  const char *action,
                  GVariant   *parameter)
{
  heng_statement_print (window, heng_main_window_get_session (HENG_MAIN_WINDOW (window)), HENG_STATEMENT_AGREEMENT,
                        g_variant_get_string (parameter, NULL));
}

/* ---- everything that is complete ---- */

static gboolean
settle_all_work (HengBook     *book,
                 gpointer      data,
                 GCancellable *cancellable,
                 GError      **error)
{
  return heng_backlog_settle (data, book, error);
}

static void
settle_all_done (GtkWidget    *window,
                 gpointer      data,
                 const GError *error)
{
  const HengBacklog *result = data;
  g_autofree char *booked = g_strdup_printf (ngettext ("Booked %u entry.", "Booked %u entries.", result->n_ready), result->n_ready);
  guint n_left = result->n_incomplete + result->n_wrong;
  g_autofree char *left = g_strdup_printf (ngettext ("%u period lacks observations or cannot be computed.",
                                                     "%u periods lack observations or cannot be computed.", n_left), n_left);
  g_autofree char *told = n_left == 0 ? g_strdup (booked) : g_strdup_printf ("%s %s", booked, left);

  if (error != NULL)
    tell_error (window, error);
  else
    heng_notice_tell (heng_main_window_get_notice (HENG_MAIN_WINDOW (window)), told, FALSE);
}

static void
settle_all_cb (GtkWidget  *window,
               const char *action,
               GVariant   *parameter)
{
  HengJob job = {
    .telling = _("Settling everything that is complete…"),
    .writes = TRUE,
    .can_stop = TRUE,
    .work = settle_all_work,
    .done = settle_all_done,
    .data = heng_backlog_new (),
    .free_data = (GDestroyNotify) heng_backlog_free,
  };

  heng_job_run (&job, window, heng_main_window_get_session (HENG_MAIN_WINDOW (window)), NULL);
}

void
heng_book_actions_install (GtkWidgetClass *window_class)
{
  gtk_widget_class_install_action (window_class, "book.new-agreement", NULL, new_agreement_cb);
  gtk_widget_class_install_action (window_class, "book.settle", "(ss)", settle_cb);
  gtk_widget_class_install_action (window_class, "book.settle-all", NULL, settle_all_cb);
  gtk_widget_class_install_action (window_class, "book.pay", "s", pay_cb);
  gtk_widget_class_install_action (window_class, "book.post-interest", "s", post_interest_cb);
  gtk_widget_class_install_action (window_class, "book.reverse", "x", reverse_cb);
  gtk_widget_class_install_action (window_class, "book.undo", NULL, undo_cb);
  gtk_widget_class_install_action (window_class, "book.export-summary", "s", export_summary_cb);
  gtk_widget_class_install_action (window_class, "book.print-summary", "s", print_summary_cb);
  heng_book_file_install_actions (window_class);
  heng_book_export_install_actions (window_class);
  heng_recovery_verbs_install_actions (window_class);
  heng_book_import_install_actions (window_class);
  heng_book_data_install_actions (window_class);
  heng_period_verbs_install_actions (window_class);
  heng_exception_verbs_install_actions (window_class);
}

void
heng_book_actions_update (GtkWidget *window,
                          gboolean   has_book,
                          gboolean   can_write)
{
  static const char *const reading[] = { "book.new-agreement", "book.settle", "book.export-summary", "book.print-summary", "book.verify",
                                         "book.back-up", "book.restore", "book.export", "page.search", "page.primary" };
  static const char *const writing[] = { "book.settle-all", "book.pay", "book.post-interest", "book.reverse", "book.import", "book.import-again",
                                         "book.import-table", "book.preview", "book.withdraw" };

  for (guint i = 0; i < G_N_ELEMENTS (reading); i++)
    gtk_widget_action_set_enabled (window, reading[i], has_book);
  for (guint i = 0; i < G_N_ELEMENTS (writing); i++)
    gtk_widget_action_set_enabled (window, writing[i], can_write);
  heng_period_verbs_update (window, has_book, can_write);
  heng_exception_verbs_update (window, can_write);
}
