// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-recovery-dialog.h"

#include "heng-book-backups.h"
#include "heng-dialogs.h"
#include "heng-digest.h"
#include "heng-notice.h"
#include "heng-recovery-work.h"
#include "heng-rescue-text.h"
#include "heng-restore-text.h"
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
       HengRecoveryTask     task,
       GAsyncReadyCallback  done)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (HengProgress) progress = heng_progress_new ();

  tell (self, telling);
  set_busy (self, TRUE);
  heng_notice_work (self->strip, telling, cancellable, progress);
  heng_recovery_work_start (G_OBJECT (self->dialog), self->path, other, task, cancellable, progress, done);
}

/* ---- what would be lost ---- */

static void
plan_done (GObject      *dialog,
           GAsyncResult *result,
           gpointer      data)
{
  Recovery *self = get_recovery (dialog);
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
choose (Recovery   *self,
        const char *backup)
{
  start (self, _("Verifying the backup…"), backup, heng_recovery_work_plan, plan_done);
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
restore_done (GObject      *dialog,
              GAsyncResult *result,
              gpointer      data)
{
  Recovery *self = get_recovery (dialog);
  const HengRecoveryWork *work = g_task_get_task_data (G_TASK (result));
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
  start (self, _("Restoring…"), self->backup, heng_recovery_work_restore, restore_done);
}

/* ---- rescuing ---- */

static void
rescue_done (GObject      *dialog,
             GAsyncResult *result,
             gpointer      data)
{
  Recovery *self = get_recovery (dialog);
  const HengRecoveryWork *work = g_task_get_task_data (G_TASK (result));
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

  start (self, _("Rescuing what can be read…"), paths[0], heng_recovery_work_rescue, rescue_done);
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
  g_autofree char *head = heng_head_format (backup->count, backup->head, HENG_HEAD_DIGITS);
  /* Translators: moment of a backup, count of facts, its head, its size */
  g_autofree char *text = heng_wording_fill (_("%1$s · %2$s facts · head %3$s · %4$s"), moment, count, head, size);
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_margin_start (label, 6);
  gtk_widget_set_margin_end (label, 6);
  gtk_widget_set_margin_top (label, 6);
  gtk_widget_set_margin_bottom (label, 6);
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

static gboolean
close_cb (GtkWidget *dialog,
          GVariant  *arguments,
          gpointer   data)
{
  gtk_window_close (GTK_WINDOW (dialog));

  return TRUE;
}

/* The verbs stand where those of the other dialogs do. */
static void
add_head (Recovery *self)
{
  GtkWidget *head = gtk_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_("_Cancel"));
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  self->restore = gtk_button_new_with_mnemonic (_("_Restore"));
  g_signal_connect (self->restore, "clicked", G_CALLBACK (restore_cb), self);
  gtk_widget_add_css_class (self->restore, "suggested-action");
  gtk_widget_set_sensitive (self->restore, FALSE);
  gtk_header_bar_set_show_title_buttons (GTK_HEADER_BAR (head), FALSE);
  gtk_header_bar_pack_start (GTK_HEADER_BAR (head), cancel);
  gtk_header_bar_pack_end (GTK_HEADER_BAR (head), self->restore);
  gtk_window_set_titlebar (self->dialog, head);

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                                                          gtk_callback_action_new (close_cb, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self->dialog), keys);
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
  self->told = gtk_label_new (self->backups->len > 0
                                ? _("Choose a backup: what it would change is said before anything is done.")
                                : _("Choose another file that is a backup of it: what it would change is said before anything is done."));
  gtk_label_set_wrap (GTK_LABEL (self->told), TRUE);
  gtk_label_set_selectable (GTK_LABEL (self->told), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->told), 0);
  gtk_label_set_yalign (GTK_LABEL (self->told), 0);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "heading");
  gtk_widget_add_css_class (none, "dim-label");

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
  add_head (self);
  fill (self);
  return self->dialog;
}
