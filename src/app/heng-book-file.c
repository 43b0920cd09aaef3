// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-book-file.h"

#include "config.h"
#include "heng-backup-row.h"
#include "heng-book-backups.h"
#include "heng-dialogs.h"
#include "heng-digest.h"
#include "heng-job.h"
#include "heng-new-book-dialog.h"
#include "heng-main-window.h"
#include "heng-verify-dialog.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>

static const char *const book_patterns[] = { "*.hengping", NULL };

/* ---- opening ---- */

static void
open_chosen_cb (GtkWidget *window,
                GStrv      paths,
                gpointer   data)
{
  heng_main_window_open (HENG_MAIN_WINDOW (window), paths[0]);
}

static void
open_cb (GtkWidget  *window,
         const char *action,
         GVariant   *parameter)
{
  HengFileChoice choice = {
    .kind = HENG_FILE_CHOICE_OPEN,
    .title = _("Open a book"),
    .accept = _("_Open"),
    .filter_name = _("Books (*.hengping)"),
    .patterns = book_patterns,
  };

  heng_dialogs_choose_files (window, heng_main_window_get_preferences (HENG_MAIN_WINDOW (window)), &choice, open_chosen_cb, NULL, NULL);
}

static void
new_cb (GtkWidget  *window,
        const char *action,
        GVariant   *parameter)
{
  gtk_window_present (GTK_WINDOW (heng_new_book_dialog_new (HENG_MAIN_WINDOW (window))));
}

static void
open_sample_cb (GtkWidget  *window,
                const char *action,
                GVariant   *parameter)
{
  const char *folder = heng_preferences_is_uninstalled () ? HENG_BUILD_DIR "/data" : HENG_DATA_DIR;
  g_autofree char *from_path = g_build_filename (folder, "sample.hengping", NULL);
  g_autoptr (GFile) from = g_file_new_for_path (from_path);
  g_autoptr (GError) error = NULL;
  g_autofree char *copy_folder = g_dir_make_tmp ("hengping-XXXXXX", &error);
  /* Translators: the sample book's name: a file name, and the window's title */
  g_autofree char *name = g_strdup_printf ("%s.hengping", _("Sample book"));
  g_autofree char *path = copy_folder == NULL ? NULL : g_build_filename (copy_folder, name, NULL);
  g_autoptr (GFile) to = path == NULL ? NULL : g_file_new_for_path (path);

  if (to == NULL || !g_file_copy (from, to, G_FILE_COPY_TARGET_DEFAULT_PERMS, NULL, NULL, NULL, &error))
    heng_notice_warn (heng_main_window_get_notice (HENG_MAIN_WINDOW (window)), _("The sample book could not be copied."), error->message);
  else
    heng_main_window_open (HENG_MAIN_WINDOW (window), path);
}

/* ---- backing up ---- */

typedef struct
{
  char *path;
  char *head; /* (nullable): of the copy */
} BackingUp;

static void
backing_up_free (gpointer data)
{
  BackingUp *self = data;

  g_free (self->path);
  g_free (self->head);
  g_free (self);
}

/* The book may go on meanwhile: what counts is what the copy holds. */
static gboolean
back_up_work (HengBook     *book,
              gpointer      data,
              GCancellable *cancellable,
              GError      **error)
{
  BackingUp *self = data;
  g_autoptr (HengBook) copy = NULL;

  return heng_book_backup (book, self->path, error) &&
         (copy = heng_book_open (self->path, HENG_BOOK_OPEN_READ_ONLY, g_get_user_name (), heng_clock_system, NULL, error)) != NULL &&
         (self->head = heng_book_word_head (copy, 0, HENG_HEAD_DIGITS, error)) != NULL;
}

static void
back_up_done (GtkWidget    *window,
              gpointer      data,
              const GError *error)
{
  const BackingUp *self = data;
  HengNotice *notice = heng_main_window_get_notice (HENG_MAIN_WINDOW (window));
  g_autofree char *name = g_filename_display_name (self->path);
  /* Translators: the name of a file; the head of the book, such as 504:98ead1c77eff7a49 */
  g_autofree char *told = heng_wording_fill (_("The book is backed up to %1$s, head %2$s."), name, self->head == NULL ? "" : self->head, "", "");

  if (error != NULL)
    heng_notice_error (notice, error);
  else
    heng_notice_tell (notice, told, FALSE);
}

static void
back_up_chosen_cb (GtkWidget *window,
                   GStrv      paths,
                   gpointer   data)
{
  HengSession *session = heng_main_window_get_session (HENG_MAIN_WINDOW (window));
  HengJob job = {
    .telling = _("Backing up…"),
    .can_stop = TRUE,
    .work = back_up_work,
    .done = back_up_done,
    .free_data = backing_up_free,
  };
  BackingUp *backing_up;

  if (session == NULL)
    return;
  job.data = backing_up = g_new0 (BackingUp, 1);
  backing_up->path = g_strdup (paths[0]);
  heng_job_run (&job, window, session, NULL);
}

static void
back_up_cb (GtkWidget  *window,
            const char *action,
            GVariant   *parameter)
{
  HengSession *session = heng_main_window_get_session (HENG_MAIN_WINDOW (window));
  g_autofree char *book = heng_session_dup_name (session);
  /* Another one of the same day gets another name: an old one is never replaced. */
  g_autofree char *moment = g_strdelimit (heng_backup_word_moment (heng_clock_system (NULL)), ":", '.');
  g_autofree char *name = g_strdup_printf ("%s %s.hengping", book, moment);
  HengFileChoice choice = {
    .kind = HENG_FILE_CHOICE_SAVE,
    .title = _("Back up the book"),
    .accept = _("_Back up"),
    .suggested_name = name,
    .filter_name = _("Books (*.hengping)"),
    .patterns = book_patterns,
  };

  heng_dialogs_choose_files (window, heng_main_window_get_preferences (HENG_MAIN_WINDOW (window)), &choice, back_up_chosen_cb, NULL, NULL);
}

static void
verify_cb (GtkWidget  *window,
           const char *action,
           GVariant   *parameter)
{
  gtk_window_present (GTK_WINDOW (heng_verify_dialog_new (HENG_MAIN_WINDOW (window))));
}

void
heng_book_file_install_actions (GtkWidgetClass *window_class)
{
  gtk_widget_class_install_action (window_class, "book.new", NULL, new_cb);
  gtk_widget_class_install_action (window_class, "book.open", NULL, open_cb);
  gtk_widget_class_install_action (window_class, "book.open-sample", NULL, open_sample_cb);
  gtk_widget_class_install_action (window_class, "book.back-up", NULL, back_up_cb);
  gtk_widget_class_install_action (window_class, "book.verify", NULL, verify_cb);
}
