// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-verify-dialog.h"

#include "heng-backup-row.h"
#include "heng-book-verify.h"
#include "heng-digest.h"
#include "heng-error.h"
#include "heng-job.h"
#include "heng-report-save.h"
#include "heng-verify-report.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <inttypes.h>

/* Findings that are shown; the report has the others. */
#define SHOWN_MAX 100

struct _HengVerifyDialog
{
  GtkWindow         parent_instance;
  GtkWidget        *about;
  GtkWidget        *head;
  GtkWidget        *printed;
  GtkWidget        *problem;
  GtkWidget        *settlements;
  GtkWidget        *result;
  GtkWidget        *image;
  GtkWidget        *sentence;
  GtkWidget        *findings;
  GtkWidget        *strip; /* what the dialog is at, and a way to stop that */
  GtkWidget        *rebuild;
  HengMainWindow   *window; /* weak */
  HengSession      *session;
  HengVerifyReport *report; /* (nullable): of the last time */
  gboolean          is_busy;
};

G_DEFINE_FINAL_TYPE (HengVerifyDialog, heng_verify_dialog, GTK_TYPE_WINDOW)

static void
update_actions (HengVerifyDialog *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->printed));
  g_autofree char *hash = NULL;
  gint64 count;
  gboolean is_head = *text == '\0' || heng_head_parse (text, &count, &hash);
  gboolean is_kept = self->report != NULL && heng_verify_report_is_kept (self->report);

  gtk_label_set_text (GTK_LABEL (self->problem),
                      is_head ? "" : _("A head is a count, a colon and at least the first 16 digits of the hash: 504:98ead1c77eff7a49"));
  gtk_widget_set_visible (self->problem, !is_head);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->printed), GTK_ACCESSIBLE_STATE_INVALID,
                               is_head ? GTK_ACCESSIBLE_INVALID_FALSE : GTK_ACCESSIBLE_INVALID_TRUE, -1);
  gtk_widget_set_visible (self->rebuild, is_kept);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.verify", is_head && !self->is_busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.save", self->report != NULL && !self->is_busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.rebuild", is_kept && !self->is_busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.restore", !self->is_busy);
}

static void
printed_changed_cb (HengVerifyDialog *self)
{
  update_actions (self);
}

/* ---- what the book is ---- */

static void
show_head (GtkWidget *widget)
{
  HengVerifyDialog *self = HENG_VERIFY_DIALOG (widget);
  HengBook *book = heng_session_get_book (self->session);
  const char *path = heng_book_get_path (book);
  g_autoptr (GPtrArray) backups = heng_backups_list (path);
  g_autoptr (GError) error = NULL;
  g_autofree char *head = heng_book_word_head (book, 0, 0, &error), *name = g_filename_display_name (path), *size = NULL, *backup = NULL, *about = NULL;
  GStatBuf status;

  size = g_format_size (g_stat (path, &status) == 0 ? (guint64) status.st_size : 0);
  backup = backups->len == 0 ? g_strdup (_("none"))
                             : heng_backup_word_age (((HengBackup *) g_ptr_array_index (backups, 0))->made_ms, heng_clock_system (NULL));
  /* Translators: a file, its size, how long ago the newest automatic backup was made */
  about = heng_wording_fill (_("%1$s (%2$s)\nNewest automatic backup: %3$s"), name, size, backup, "");
  gtk_label_set_text (GTK_LABEL (self->about), about);
  if (head == NULL)
    head = heng_wording_error (error);
  gtk_label_set_text (GTK_LABEL (self->head), head);
}

static void
copy_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  HengVerifyDialog *self = HENG_VERIFY_DIALOG (widget);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), gtk_label_get_text (GTK_LABEL (self->head)));
  heng_notice_tell (HENG_NOTICE (self->strip), _("The head is on the clipboard."), FALSE);
}

/* ---- verifying ---- */

typedef struct
{
  gboolean          settlements;
  char             *head;   /* (nullable) */
  HengVerifyReport *report; /* (nullable): what it came to */
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_free (work->head);
  heng_verify_report_free (work->report);
  g_free (work);
}

static void
show_result (HengVerifyDialog *self,
             const char       *sentence,
             gboolean          is_right)
{
  g_autoptr (GString) lines = g_string_new (NULL);
  const HengVerifyReport *report = self->report;

  if (report != NULL && report->first != NULL)
    g_string_append (lines, report->first);
  for (guint i = 0; report != NULL && i < report->findings->len && i < SHOWN_MAX; i++)
    g_string_append_printf (lines, "%s%s", lines->len > 0 ? "\n" : "", (const char *) g_ptr_array_index (report->findings, i));
  if (report != NULL && report->n_found > SHOWN_MAX)
    g_string_append_printf (lines, "\n%s", _("… The report has more of them."));

  gtk_image_set_from_icon_name (GTK_IMAGE (self->image), is_right ? "object-select-symbolic" : "dialog-warning-symbolic");
  gtk_label_set_text (GTK_LABEL (self->sentence), sentence);
  gtk_label_set_text (GTK_LABEL (self->findings), lines->str);
  gtk_widget_set_visible (self->result, *sentence != '\0');
  update_actions (self);
}

static gboolean
verify_work (HengBook     *book,
             gpointer      data,
             GCancellable *cancellable,
             GError      **error)
{
  Work *work = data;

  work->report = heng_verify_report_new (book, work->settlements, work->head, error);
  return work->report != NULL;
}

static void
verify_done (GtkWidget    *widget,
             gpointer      data,
             const GError *error)
{
  HengVerifyDialog *self = HENG_VERIFY_DIALOG (widget);
  Work *work = data;
  g_autofree char *sentence = NULL;

  self->is_busy = FALSE;
  if (error != NULL)
    {
      /* A stop is told by the strip. */
      sentence = heng_error_is (error, HENG_ERROR_CANCELLED) ? g_strdup ("") : heng_wording_error (error);
      show_result (self, sentence, FALSE);
      return;
    }

  self->report = g_steal_pointer (&work->report);
  sentence = heng_verify_report_word (self->report);
  show_result (self, sentence, heng_verify_report_is_right (self->report));
}

static void
verify_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  HengVerifyDialog *self = HENG_VERIFY_DIALOG (widget);
  const char *printed = gtk_editable_get_text (GTK_EDITABLE (self->printed));
  Work *work = g_new0 (Work, 1);
  HengJob job = {
    .telling = _("Verifying the book…"),
    .can_stop = TRUE,
    .work = verify_work,
    .done = verify_done,
    .stopped = verify_done,
    .data = work,
    .free_data = work_free,
  };

  work->settlements = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->settlements));
  work->head = *printed == '\0' ? NULL : g_strdup (printed);
  g_clear_pointer (&self->report, heng_verify_report_free);
  self->is_busy = TRUE;
  show_result (self, "", FALSE);
  heng_job_run (&job, widget, self->session, NULL);
}

static void
save_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  HengVerifyDialog *self = HENG_VERIFY_DIALOG (widget);
  g_autofree char *text = heng_verify_report_text (self->report);
  g_autofree char *book = heng_session_dup_name (self->session);
  g_autofree char *day = heng_day_format (self->report->day);
  /* Translators: suggested name of a file: the book, a date */
  g_autofree char *name = heng_wording_fill (_("%1$s verified %2$s.txt"), book, day, "", "");

  heng_report_save (widget, heng_session_get_preferences (self->session), name, text);
}

/* ---- what helps ---- */

static gboolean
rebuild_work (HengBook     *book,
              gpointer      data,
              GCancellable *cancellable,
              GError      **error)
{
  return heng_book_rebuild_kept (book, error);
}

static void
rebuild_done (GtkWidget    *widget,
              gpointer      data,
              const GError *error)
{
  HengVerifyDialog *self = HENG_VERIFY_DIALOG (widget);

  self->is_busy = FALSE;
  if (error != NULL)
    {
      g_autofree char *sentence = heng_wording_error (error);

      show_result (self, sentence, FALSE);
      return;
    }

  /* Through the connections that found them wrong nothing would be written any more. */
  if (self->window != NULL)
    heng_main_window_open_telling (self->window, heng_book_get_path (heng_session_get_book (self->session)),
                                   _("The balances that the book keeps were computed anew from its entries."), NULL);
  gtk_window_close (GTK_WINDOW (self));
}

static void
rebuild_cb (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  HengVerifyDialog *self = HENG_VERIFY_DIALOG (widget);
  HengJob job = {
    .telling = _("Computing the balances anew…"),
    .writes = TRUE,
    .can_stop = TRUE,
    .work = rebuild_work,
    .done = rebuild_done,
    .stopped = rebuild_done,
  };

  self->is_busy = TRUE;
  update_actions (self);
  heng_job_run (&job, widget, self->session, NULL);
}

static void
restore_cb (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  HengVerifyDialog *self = HENG_VERIFY_DIALOG (widget);
  HengMainWindow *window = self->window;

  gtk_window_close (GTK_WINDOW (self));
  if (window != NULL)
    gtk_widget_activate_action (GTK_WIDGET (window), "book.restore", NULL);
}

/* ---- the dialog ---- */

static void
heng_verify_dialog_dispose (GObject *object)
{
  HengVerifyDialog *self = HENG_VERIFY_DIALOG (object);

  g_object_set_data (object, "heng-notice", NULL);
  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->session);
  g_clear_pointer (&self->report, heng_verify_report_free);

  G_OBJECT_CLASS (heng_verify_dialog_parent_class)->dispose (object);
}

static void
heng_verify_dialog_class_init (HengVerifyDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heng_verify_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/hengping/Hengping/heng-verify-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HengVerifyDialog, about);
  gtk_widget_class_bind_template_child (widget_class, HengVerifyDialog, head);
  gtk_widget_class_bind_template_child (widget_class, HengVerifyDialog, printed);
  gtk_widget_class_bind_template_child (widget_class, HengVerifyDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, HengVerifyDialog, settlements);
  gtk_widget_class_bind_template_child (widget_class, HengVerifyDialog, result);
  gtk_widget_class_bind_template_child (widget_class, HengVerifyDialog, image);
  gtk_widget_class_bind_template_child (widget_class, HengVerifyDialog, sentence);
  gtk_widget_class_bind_template_child (widget_class, HengVerifyDialog, findings);
  gtk_widget_class_bind_template_child (widget_class, HengVerifyDialog, strip);
  gtk_widget_class_bind_template_child (widget_class, HengVerifyDialog, rebuild);
  gtk_widget_class_bind_template_callback (widget_class, printed_changed_cb);
  gtk_widget_class_install_action (widget_class, "dialog.verify", NULL, verify_cb);
  gtk_widget_class_install_action (widget_class, "dialog.copy", NULL, copy_cb);
  gtk_widget_class_install_action (widget_class, "dialog.save", NULL, save_cb);
  gtk_widget_class_install_action (widget_class, "dialog.rebuild", NULL, rebuild_cb);
  gtk_widget_class_install_action (widget_class, "dialog.restore", NULL, restore_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
heng_verify_dialog_init (HengVerifyDialog *self)
{
  g_type_ensure (HENG_TYPE_NOTICE);
  gtk_widget_init_template (GTK_WIDGET (self));
  /* What is done from here is told here. */
  g_object_set_data (G_OBJECT (self), "heng-notice", self->strip);
}

HengVerifyDialog *
heng_verify_dialog_new (HengMainWindow *window)
{
  HengVerifyDialog *self;

  g_return_val_if_fail (HENG_IS_MAIN_WINDOW (window), NULL);
  g_return_val_if_fail (heng_main_window_get_session (window) != NULL, NULL);

  self = g_object_new (HENG_TYPE_VERIFY_DIALOG, "transient-for", window, NULL);
  g_set_weak_pointer (&self->window, window);
  self->session = g_object_ref (heng_main_window_get_session (window));
  heng_session_watch (self->session, GTK_WIDGET (self), show_head);
  update_actions (self);

  return self;
}
