// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-recovery-dialog.h"

#include "heng-backup-list.h"
#include "heng-dialogs.h"
#include "heng-notice.h"
#include "heng-recovery-work.h"
#include "heng-report-save.h"
#include "heng-rescue-text.h"
#include "heng-restore-text.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char *const book_patterns[] = { "*.hengping", NULL };

struct _HengRecoveryDialog
{
  GtkWindow       parent_instance;
  GtkWidget      *list;
  GtkWidget      *told;
  GtkWidget      *strip; /* what the dialog is at, and a way to stop that */
  GtkWidget      *restore;
  GtkWidget      *apart;
  GtkWidget      *another;
  GtkWidget      *rescue;
  GtkWidget      *save;
  HengMainWindow *window; /* weak */
  char           *path;
  char           *backup; /* (nullable): chosen, and verified */
  char           *report; /* (nullable): of a rescue */
};

G_DEFINE_FINAL_TYPE (HengRecoveryDialog, heng_recovery_dialog, GTK_TYPE_WINDOW)

/* Work in a thread keeps the dialog alive, not what was in it. */
static gboolean
is_closed (HengRecoveryDialog *self)
{
  return gtk_window_get_child (GTK_WINDOW (self)) == NULL;
}

static gboolean
is_open_here (HengRecoveryDialog *self)
{
  HengSession *session = self->window != NULL ? heng_main_window_get_session (self->window) : NULL;

  return session != NULL && g_strcmp0 (heng_book_get_path (heng_session_get_book (session)), self->path) == 0;
}

static void
tell (HengRecoveryDialog *self,
      const char         *text)
{
  if (!is_closed (self))
    gtk_label_set_text (GTK_LABEL (self->told), text);
}

static void
tell_error (HengRecoveryDialog *self,
            const GError       *error)
{
  g_autofree char *sentence = heng_wording_error (error);

  tell (self, sentence);
}

static void
set_busy (HengRecoveryDialog *self,
          gboolean            is_busy)
{
  if (is_closed (self))
    return;

  gtk_widget_set_sensitive (self->list, !is_busy);
  gtk_widget_set_sensitive (self->another, !is_busy);
  gtk_widget_set_sensitive (self->rescue, !is_busy);
  gtk_widget_set_sensitive (self->restore, !is_busy && self->backup != NULL);
  gtk_widget_set_sensitive (self->apart, !is_busy && self->backup != NULL);
  if (!is_busy)
    heng_notice_close (HENG_NOTICE (self->strip));
}

/* @path: what is worked on; @other: the backup, or the new book */
static void
start (HengRecoveryDialog  *self,
       const char          *telling,
       const char          *path,
       const char          *other,
       HengRecoveryTask     task,
       GAsyncReadyCallback  done)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (HengProgress) progress = heng_progress_new ();

  tell (self, "");
  set_busy (self, TRUE);
  gtk_widget_set_visible (self->save, FALSE);
  heng_notice_work (HENG_NOTICE (self->strip), telling, cancellable, progress);
  heng_recovery_work_start (G_OBJECT (self), path, other, task, cancellable, progress, done);
}

/* ---- what would be lost ---- */

static void
plan_done (GObject      *dialog,
           GAsyncResult *result,
           gpointer      data)
{
  HengRecoveryDialog *self = HENG_RECOVERY_DIALOG (dialog);
  const HengRecoveryWork *work = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->backup, g_free);
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    tell_error (self, error);
  else
    {
      g_autofree char *text = heng_restore_text (work->plan);
      g_autofree char *told = g_strconcat (work->other, "\n", text, _("The book as it is now is kept beside it under another name."), NULL);

      self->backup = g_strdup (work->other);
      tell (self, told);
    }
  set_busy (self, FALSE);
}

static void
choose (HengRecoveryDialog *self,
        const char         *backup)
{
  start (self, _("Verifying the backup…"), self->path, backup, heng_recovery_work_plan, plan_done);
}

static void
another_chosen_cb (GtkWidget *dialog,
                   GStrv      paths,
                   gpointer   data)
{
  if (!is_closed (HENG_RECOVERY_DIALOG (dialog)))
    choose (HENG_RECOVERY_DIALOG (dialog), paths[0]);
}

static void
another_cb (HengRecoveryDialog *self)
{
  HengFileChoice choice = {
    .kind = HENG_FILE_CHOICE_OPEN,
    .title = _("Choose a backup"),
    .accept = _("_Choose"),
    .filter_name = _("Books (*.hengping)"),
    .patterns = book_patterns,
  };

  if (self->window != NULL)
    heng_dialogs_choose_files (GTK_WIDGET (self), heng_main_window_get_preferences (self->window), &choice, another_chosen_cb, NULL, NULL);
}

/* ---- restoring ---- */

static void
restore_done (GObject      *dialog,
              GAsyncResult *result,
              gpointer      data)
{
  HengRecoveryDialog *self = HENG_RECOVERY_DIALOG (dialog);
  const HengRecoveryWork *work = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *told = NULL;

  set_busy (self, FALSE);
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      tell_error (self, error);
      /* It was closed for this. */
      if (self->window != NULL && heng_main_window_get_session (self->window) == NULL)
        heng_main_window_open (self->window, self->path);
      return;
    }

  if (g_strcmp0 (work->path, self->path) != 0)
    told = g_strdup (_("Restored as a new book. The other one is as it was."));
  else if (work->kept != NULL)
    told = heng_wording_fill (_("Restored. The book as it was is kept as “%1$s”."), work->kept, "", "", "");
  else
    told = g_strdup (_("Restored."));
  if (self->window != NULL)
    heng_main_window_open_telling (self->window, work->path, told, NULL);
  if (!is_closed (self))
    gtk_window_close (GTK_WINDOW (self));
}

static void
restore_cb (HengRecoveryDialog *self)
{
  /* Nobody may have the book open while another file takes its place. */
  if (is_open_here (self))
    heng_main_window_close_book (self->window);
  start (self, _("Restoring…"), self->path, self->backup, heng_recovery_work_restore, restore_done);
}

/* @format: of the name, with a place for that of the book */
static void
choose_new (HengRecoveryDialog *self,
            const char         *format,
            const char         *title,
            const char         *accept,
            HengFilesChosen     chosen)
{
  g_autofree char *file = g_path_get_basename (self->path);
  g_autofree char *base = g_str_has_suffix (file, ".hengping") ? g_strndup (file, strlen (file) - strlen (".hengping")) : g_strdup (file);
  g_autofree char *name = heng_wording_fill (format, base, "", "", "");
  HengFileChoice choice = {
    .kind = HENG_FILE_CHOICE_SAVE,
    .title = title,
    .accept = accept,
    .suggested_name = name,
    .filter_name = _("Books (*.hengping)"),
    .patterns = book_patterns,
  };

  if (self->window != NULL)
    heng_dialogs_choose_files (GTK_WIDGET (self), heng_main_window_get_preferences (self->window), &choice, chosen, NULL, NULL);
}

static void
apart_chosen_cb (GtkWidget *dialog,
                 GStrv      paths,
                 gpointer   data)
{
  HengRecoveryDialog *self = HENG_RECOVERY_DIALOG (dialog);

  if (is_closed (self))
    return;
  if (g_strcmp0 (paths[0], self->path) == 0)
    restore_cb (self);
  else
    start (self, _("Restoring…"), paths[0], self->backup, heng_recovery_work_restore, restore_done);
}

static void
apart_cb (HengRecoveryDialog *self)
{
  /* Translators: the name of a book made of a backup of another */
  choose_new (self, _("%1$s restored.hengping"), _("Restore as a new book"), _("_Restore"), apart_chosen_cb);
}

/* ---- rescuing ---- */

static void
rescue_done (GObject      *dialog,
             GAsyncResult *result,
             gpointer      data)
{
  HengRecoveryDialog *self = HENG_RECOVERY_DIALOG (dialog);
  const HengRecoveryWork *work = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *missing = NULL;
  g_autofree char *told = NULL;

  set_busy (self, FALSE);
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      tell_error (self, error);
      return;
    }

  g_free (self->report);
  self->report = heng_rescue_text (work->rescue);
  tell (self, self->report);
  if (!is_closed (self))
    gtk_widget_set_visible (self->save, TRUE);
  missing = g_strdup_printf ("%" G_GINT64_FORMAT, work->rescue->n_lost);
  told = heng_wording_fill (_("Rescued into a new book; facts missing: %1$s."), missing, "", "", "");
  if (self->window != NULL)
    heng_main_window_open_telling (self->window, work->other, told, self->report);
}

static void
rescue_chosen_cb (GtkWidget *dialog,
                  GStrv      paths,
                  gpointer   data)
{
  HengRecoveryDialog *self = HENG_RECOVERY_DIALOG (dialog);

  if (!is_closed (self))
    start (self, _("Rescuing what can be read…"), self->path, paths[0], heng_recovery_work_rescue, rescue_done);
}

static void
rescue_cb (HengRecoveryDialog *self)
{
  /* Translators: the name of a book made of what could be read of another */
  choose_new (self, _("%1$s rescued.hengping"), _("Rescue into a new book"), _("_Rescue"), rescue_chosen_cb);
}

static void
save_cb (HengRecoveryDialog *self)
{
  if (self->window != NULL && self->report != NULL)
    heng_report_save (GTK_WIDGET (self), heng_main_window_get_preferences (self->window), _("Rescue report.txt"), self->report);
}

/* ---- the dialog ---- */

static void
heng_recovery_dialog_dispose (GObject *object)
{
  HengRecoveryDialog *self = HENG_RECOVERY_DIALOG (object);

  g_object_set_data (object, "heng-notice", NULL);
  g_clear_weak_pointer (&self->window);

  G_OBJECT_CLASS (heng_recovery_dialog_parent_class)->dispose (object);
}

static void
heng_recovery_dialog_finalize (GObject *object)
{
  HengRecoveryDialog *self = HENG_RECOVERY_DIALOG (object);

  g_free (self->path);
  g_free (self->backup);
  g_free (self->report);

  G_OBJECT_CLASS (heng_recovery_dialog_parent_class)->finalize (object);
}

static void
heng_recovery_dialog_class_init (HengRecoveryDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = heng_recovery_dialog_dispose;
  object_class->finalize = heng_recovery_dialog_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/hengping/Hengping/heng-recovery-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HengRecoveryDialog, list);
  gtk_widget_class_bind_template_child (widget_class, HengRecoveryDialog, told);
  gtk_widget_class_bind_template_child (widget_class, HengRecoveryDialog, strip);
  gtk_widget_class_bind_template_child (widget_class, HengRecoveryDialog, restore);
  gtk_widget_class_bind_template_child (widget_class, HengRecoveryDialog, apart);
  gtk_widget_class_bind_template_child (widget_class, HengRecoveryDialog, another);
  gtk_widget_class_bind_template_child (widget_class, HengRecoveryDialog, rescue);
  gtk_widget_class_bind_template_child (widget_class, HengRecoveryDialog, save);
  gtk_widget_class_bind_template_callback (widget_class, another_cb);
  gtk_widget_class_bind_template_callback (widget_class, restore_cb);
  gtk_widget_class_bind_template_callback (widget_class, apart_cb);
  gtk_widget_class_bind_template_callback (widget_class, rescue_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose);
  gtk_widget_class_bind_template_callback (widget_class, tell);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
heng_recovery_dialog_init (HengRecoveryDialog *self)
{
  g_type_ensure (HENG_TYPE_BACKUP_LIST);
  g_type_ensure (HENG_TYPE_NOTICE);
  gtk_widget_init_template (GTK_WIDGET (self));
  /* What is done from here is told here. */
  g_object_set_data (G_OBJECT (self), "heng-notice", self->strip);
}

HengRecoveryDialog *
heng_recovery_dialog_new (HengMainWindow *window,
                          const char     *path)
{
  HengRecoveryDialog *self;

  g_return_val_if_fail (HENG_IS_MAIN_WINDOW (window), NULL);
  g_return_val_if_fail (path != NULL, NULL);

  self = g_object_new (HENG_TYPE_RECOVERY_DIALOG, "transient-for", window, NULL);
  g_set_weak_pointer (&self->window, window);
  self->path = g_strdup (path);
  heng_backup_list_show (HENG_BACKUP_LIST (self->list), path, is_open_here (self) ? heng_main_window_get_session (window) : NULL,
                         heng_main_window_get_preferences (window));
  gtk_widget_grab_focus (self->list);
  tell (self, heng_backup_list_is_empty (HENG_BACKUP_LIST (self->list))
                ? _("Choose another file that is a backup of it: what it would change is said before anything is done.")
                : _("Choose a backup: what it would change is said before anything is done."));

  return self;
}
