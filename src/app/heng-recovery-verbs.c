// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-recovery-verbs.h"

#include "heng-book-backups.h"
#include "heng-job.h"
#include "heng-recovery-dialog.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>

static void
restore_action_cb (GtkWidget  *window,
                   const char *action,
                   GVariant   *parameter)
{
  HengSession *session = heng_main_window_get_session (HENG_MAIN_WINDOW (window));

  gtk_window_present (GTK_WINDOW (heng_recovery_dialog_new (HENG_MAIN_WINDOW (window), heng_book_get_path (heng_session_get_book (session)))));
}

static void
recover_action_cb (GtkWidget  *window,
                   const char *action,
                   GVariant   *parameter)
{
  gtk_window_present (GTK_WINDOW (heng_recovery_dialog_new (HENG_MAIN_WINDOW (window), g_variant_get_bytestring (parameter))));
}

void
heng_recovery_verbs_install_actions (GtkWidgetClass *window_class)
{
  gtk_widget_class_install_action (window_class, "book.restore", NULL, restore_action_cb);
  gtk_widget_class_install_action (window_class, "book.recover", "ay", recover_action_cb);
}

static gboolean
keep_work (HengBook     *book,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  return heng_backups_keep (book, NULL, error);
}

static void
keep_done (GtkWidget    *window,
           gpointer      data,
           const GError *error)
{
  g_autofree char *sentence = NULL;

  if (error == NULL)
    return;
  sentence = heng_wording_error (error);
  heng_notice_warn (heng_main_window_get_notice (HENG_MAIN_WINDOW (window)), _("No automatic backup was made."), sentence);
}

void
heng_recovery_verbs_keep_backup (HengMainWindow *window)
{
  HengJob job = { .work = keep_work, .done = keep_done };

  if (heng_backups_are_on () && heng_preferences_get_backups (heng_main_window_get_preferences (window)))
    heng_job_run (&job, GTK_WIDGET (window), heng_main_window_get_session (window), NULL);
}
