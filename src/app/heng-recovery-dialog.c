// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-recovery-dialog.h"

#include "heng-book-backups.h"
#include "heng-book-rescue.h"
#include "heng-book-restore.h"
#include "heng-dialogs.h"
#include "heng-error.h"
#include "heng-job.h"
#include "heng-notice.h"
#include "heng-rescue-text.h"
#include "heng-restore-text.h"
#include "heng-standard-regions.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char *const book_patterns[] = { "*.hengping", NULL };

typedef struct
{
  GtkWindow      *dialog;
  HengMainWindow *window; /* weak */
  char           *path;
  char           *backup; /* (nullable): chosen */
  GtkWidget      *list;
  GtkWidget      *told;
  HengNotice     *strip; /* of the dialog: what it is at, and a way to stop that */
  GtkWidget      *restore;
  GtkWidget      *another;
  GtkWidget      *rescue;
  GPtrArray      *backups;
} Recovery;

/* What a thread works on: nothing of it is a widget. */
typedef struct
{
  char            *path;
  char            *other; /* the backup, or the new book */
  char            *recorder;
  char            *kept;
  HengProgress    *progress;
  HengRestorePlan *plan;
  HengRescue      *rescue;
} Work;

static void
work_free (gpointer data)
{
  Work *self = data;

  g_free (self->path);
  g_free (self->other);
  g_free (self->recorder);
  g_free (self->kept);
  heng_progress_unref (self->progress);
  heng_restore_plan_free (self->plan);
  heng_rescue_free (self->rescue);
  g_free (self);
}

static void
recovery_free (gpointer data)
{
  Recovery *self = data;

  g_clear_weak_pointer (&self->window);
  g_ptr_array_unref (self->backups);
  g_free (self->path);
  g_free (self->backup);
  g_free (self);
}

/* Work in a thread keeps the dialog alive, not what was in it. */
static gboolean
is_closed (Recovery *self)
{
  return gtk_window_get_child (self->dialog) == NULL;
}

static void
tell (Recovery   *self,
      const char *text)
{
  if (!is_closed (self))
    gtk_label_set_text (GTK_LABEL (self->told), text);
}

static void
tell_error (Recovery     *self,
            const GError *error)
{
  g_autofree char *sentence = heng_wording_error (error);

  tell (self, sentence);
}

static void
set_busy (Recovery *self,
          gboolean  is_busy)
{
  if (is_closed (self))
    return;

  gtk_widget_set_sensitive (self->list, !is_busy);
  gtk_widget_set_sensitive (self->another, !is_busy);
  gtk_widget_set_sensitive (self->rescue, !is_busy);
  gtk_widget_set_sensitive (self->restore, !is_busy && self->backup != NULL);
  if (!is_busy)
    heng_notice_close (self->strip);
}

static Recovery *
get_recovery (gpointer dialog)
{
  return g_object_get_data (dialog, "heng-recovery");
}

static void
start (Recovery            *self,
       const char          *telling,
       const char          *other,
       GTaskThreadFunc      work,
       GAsyncReadyCallback  done)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GTask) task = g_task_new (self->dialog, cancellable, done, NULL);
  Work *data = g_new0 (Work, 1);

  data->path = g_strdup (self->path);
  data->other = g_strdup (other);
  data->recorder = g_strdup (g_get_user_name ());
  data->progress = heng_progress_new ();
  g_task_set_task_data (task, data, work_free);
  /* A stop that comes too late changes nothing of what was done. */
  g_task_set_check_cancellable (task, FALSE);
  tell (self, telling);
  set_busy (self, TRUE);
  heng_notice_work (self->strip, telling, cancellable, data->progress);
  g_task_run_in_thread (task, work);
}

/* ---- what would be lost ---- */

static void
plan_work (GTask        *task,
           gpointer      source,
           gpointer      task_data,
           GCancellable *cancellable)
{
  Work *work = task_data;
  GError *error = NULL;

  work->plan = heng_book_plan_restore (work->other, work->path, heng_progress_tell, work->progress, cancellable, &error);
  if (work->plan != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
plan_done (GObject      *dialog,
           GAsyncResult *result,
           gpointer      data)
{
  Recovery *self = get_recovery (dialog);
  Work *work = g_task_get_task_data (G_TASK (result));
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
choose (Recovery   *self,
        const char *backup)
{
  start (self, _("Verifying the backup…"), backup, plan_work, plan_done);
}

static void
row_activated_cb (GtkListBox    *list,
                  GtkListBoxRow *row,
                  Recovery      *self)
{
  guint index = (guint) gtk_list_box_row_get_index (row);

  if (index < self->backups->len)
    choose (self, ((HengBackup *) g_ptr_array_index (self->backups, index))->path);
}

static void
another_chosen_cb (GtkWidget *dialog,
                   GStrv      paths,
                   gpointer   data)
{
  choose (get_recovery (dialog), paths[0]);
}

static void
another_cb (GtkButton *button,
            Recovery  *self)
{
  HengFileChoice choice = {
    .kind = HENG_FILE_CHOICE_OPEN,
    .title = _("Choose a backup"),
    .accept = _("_Choose"),
    .filter_name = _("Books (*.hengping)"),
    .patterns = book_patterns,
  };

  if (self->window != NULL)
    heng_dialogs_choose_files (GTK_WIDGET (self->dialog), heng_main_window_get_preferences (self->window), &choice, another_chosen_cb, NULL, NULL);
}

/* ---- restoring ---- */

static void
restore_work (GTask        *task,
              gpointer      source,
              gpointer      task_data,
              GCancellable *cancellable)
{
  Work *work = task_data;
  GError *error = NULL;

  if (heng_book_restore (work->other, work->path, heng_progress_tell, work->progress, cancellable, &work->kept, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
restore_done (GObject      *dialog,
              GAsyncResult *result,
              gpointer      data)
{
  Recovery *self = get_recovery (dialog);
  Work *work = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gboolean done = g_task_propagate_boolean (G_TASK (result), &error);
  g_autofree char *told = NULL;

  set_busy (self, FALSE);
  if (!done)
    tell_error (self, error);
  if (self->window == NULL || !heng_main_window_open (self->window, work->path) || !done)
    return;

  told = work->kept != NULL ? heng_wording_fill (_("Restored. The book as it was is kept as “%1$s”."), work->kept, "", "", "")
                            : g_strdup (_("Restored."));
  heng_notice_tell (heng_main_window_get_notice (self->window), told, FALSE);
  gtk_window_close (self->dialog);
}

static void
restore_cb (GtkButton *button,
            Recovery  *self)
{
  HengSession *session = self->window != NULL ? heng_main_window_get_session (self->window) : NULL;

  /* Nobody may have the book open while another file takes its place. */
  if (session != NULL && g_strcmp0 (heng_book_get_path (heng_session_get_book (session)), self->path) == 0)
    heng_main_window_close_book (self->window);
  start (self, _("Restoring…"), self->backup, restore_work, restore_done);
}

/* ---- rescuing ---- */

static void
rescue_work (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Work *work = task_data;
  g_autoptr (GPtrArray) regions = heng_standard_regions_new ();
  GError *error = NULL;

  work->rescue = heng_book_rescue (work->path, work->other, "CNY", work->recorder, regions, heng_clock_system, NULL, heng_progress_tell,
                                   work->progress, cancellable, &error);
  if (work->rescue != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
rescue_done (GObject      *dialog,
             GAsyncResult *result,
             gpointer      data)
{
  Recovery *self = get_recovery (dialog);
  Work *work = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *missing = NULL;
  g_autofree char *told = NULL;

  set_busy (self, FALSE);
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      tell_error (self, error);
      return;
    }

  text = heng_rescue_text (work->rescue);
  tell (self, text);
  if (self->window == NULL || !heng_main_window_open (self->window, work->other))
    return;
  missing = g_strdup_printf ("%" G_GINT64_FORMAT, work->rescue->n_lost);
  told = heng_wording_fill (_("Rescued into a new book; facts missing: %1$s."), missing, "", "", "");
  heng_notice_warn (heng_main_window_get_notice (self->window), told, text);
}

static void
rescue_chosen_cb (GtkWidget *dialog,
                  GStrv      paths,
                  gpointer   data)
{
  Recovery *self = get_recovery (dialog);

  start (self, _("Rescuing what can be read…"), paths[0], rescue_work, rescue_done);
}

static void
rescue_cb (GtkButton *button,
           Recovery  *self)
{
  g_autofree char *file = g_path_get_basename (self->path);
  g_autofree char *base = g_str_has_suffix (file, ".hengping") ? g_strndup (file, strlen (file) - strlen (".hengping")) : g_strdup (file);
  /* Translators: the name of a book made of what could be read of another */
  g_autofree char *name = g_strdup_printf (_("%s rescued.hengping"), base);
  HengFileChoice choice = {
    .kind = HENG_FILE_CHOICE_SAVE,
    .title = _("Rescue into a new book"),
    .accept = _("_Rescue"),
    .suggested_name = name,
    .filter_name = _("Books (*.hengping)"),
    .patterns = book_patterns,
  };

  if (self->window != NULL)
    heng_dialogs_choose_files (GTK_WIDGET (self->dialog), heng_main_window_get_preferences (self->window), &choice, rescue_chosen_cb, NULL, NULL);
}

/* ---- the dialog ---- */

static void
add_backup (Recovery         *self,
            const HengBackup *backup)
{
  g_autoptr (GDateTime) made = g_date_time_new_from_unix_local (backup->made_ms / 1000);
  g_autofree char *moment = made != NULL ? g_date_time_format (made, "%Y-%m-%d %H:%M") : g_strdup ("–");
  g_autofree char *size = g_format_size ((guint64) backup->size);
  g_autofree char *count = g_strdup_printf ("%" G_GINT64_FORMAT, backup->count);
  /* Translators: moment of a backup, count of facts, its head, its size */
  g_autofree char *text = heng_wording_fill (_("%1$s · %2$s facts · head %3$s · %4$s"), moment, count, backup->head, size);
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_list_box_append (GTK_LIST_BOX (self->list), label);
}

static GtkWidget *
add_button (Recovery   *self,
            GtkWidget  *box,
            const char *label,
            GCallback   callback)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  g_signal_connect (button, "clicked", callback, self);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

static GtkWidget *
scroll (GtkWidget *child,
        int        height)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), child);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled), height);
  gtk_widget_set_vexpand (scrolled, TRUE);
  return scrolled;
}

static void
fill (Recovery *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12), *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *title = gtk_label_new (_("Automatic backups, the newest first"));
  GtkWidget *none = gtk_label_new (_("There are no automatic backups of this book."));

  self->list = gtk_list_box_new ();
  gtk_list_box_set_placeholder (GTK_LIST_BOX (self->list), none);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Automatic backups, the newest first"), -1);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  for (guint i = 0; i < self->backups->len; i++)
    add_backup (self, g_ptr_array_index (self->backups, i));
  self->told = gtk_label_new (_("Choose a backup: what it would change is said before anything is done."));
  gtk_label_set_wrap (GTK_LABEL (self->told), TRUE);
  gtk_label_set_selectable (GTK_LABEL (self->told), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->told), 0);
  gtk_label_set_yalign (GTK_LABEL (self->told), 0);
  gtk_label_set_xalign (GTK_LABEL (title), 0);

  gtk_widget_set_margin_top (box, 18);
  gtk_widget_set_margin_bottom (box, 18);
  gtk_widget_set_margin_start (box, 18);
  gtk_widget_set_margin_end (box, 18);
  gtk_widget_set_halign (buttons, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), scroll (self->list, 140));
  gtk_box_append (GTK_BOX (box), scroll (self->told, 140));
  self->strip = g_object_new (HENG_TYPE_NOTICE, NULL);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->strip));
  gtk_box_append (GTK_BOX (box), buttons);
  self->rescue = add_button (self, buttons, _("Re_scue into a new book…"), G_CALLBACK (rescue_cb));
  self->another = add_button (self, buttons, _("_Another backup…"), G_CALLBACK (another_cb));
  self->restore = add_button (self, buttons, _("_Restore"), G_CALLBACK (restore_cb));
  gtk_widget_add_css_class (self->restore, "suggested-action");
  gtk_widget_set_sensitive (self->restore, FALSE);
  gtk_window_set_child (self->dialog, box);
}

GtkWindow *
heng_recovery_dialog_new (HengMainWindow *window,
                          const char     *path)
{
  Recovery *self = g_new0 (Recovery, 1);

  self->dialog = GTK_WINDOW (gtk_window_new ());
  g_set_weak_pointer (&self->window, window);
  self->path = g_strdup (path);
  self->backups = heng_backups_list (path);
  g_object_set_data_full (G_OBJECT (self->dialog), "heng-recovery", self, recovery_free);
  gtk_window_set_title (self->dialog, _("Restore from a backup"));
  gtk_window_set_transient_for (self->dialog, GTK_WINDOW (window));
  gtk_window_set_modal (self->dialog, TRUE);
  gtk_window_set_default_size (self->dialog, 680, 520);
  fill (self);
  return self->dialog;
}

/* ---- verbs ---- */

static void
restore_action_cb (GtkWidget  *window,
                   const char *action,
                   GVariant   *parameter)
{
  HengSession *session = heng_main_window_get_session (HENG_MAIN_WINDOW (window));

  gtk_window_present (heng_recovery_dialog_new (HENG_MAIN_WINDOW (window), heng_book_get_path (heng_session_get_book (session))));
}

static void
recover_action_cb (GtkWidget  *window,
                   const char *action,
                   GVariant   *parameter)
{
  gtk_window_present (heng_recovery_dialog_new (HENG_MAIN_WINDOW (window), g_variant_get_bytestring (parameter)));
}

void
heng_recovery_install_actions (GtkWidgetClass *window_class)
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
heng_recovery_keep_backup (HengMainWindow *window)
{
  HengJob job = { .work = keep_work, .done = keep_done };

  if (heng_backups_are_on () && heng_preferences_get_backups (heng_main_window_get_preferences (window)))
    heng_job_run (&job, GTK_WIDGET (window), heng_main_window_get_session (window), NULL);
}
