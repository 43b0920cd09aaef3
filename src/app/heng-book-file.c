// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-book-file.h"

#include "config.h"
#include "heng-book-backups.h"
#include "heng-book-verify.h"
#include "heng-dialogs.h"
#include "heng-job.h"
#include "heng-new-book-dialog.h"
#include "heng-main-window.h"
#include "heng-verify-dialog.h"

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

static gboolean
back_up_work (HengBook     *book,
              gpointer      data,
              GCancellable *cancellable,
              GError      **error)
{
  return heng_book_backup (book, data, error);
}

static void
back_up_done (GtkWidget    *window,
              gpointer      data,
              const GError *error)
{
  HengNotice *notice = heng_main_window_get_notice (HENG_MAIN_WINDOW (window));
  g_autofree char *name = g_filename_display_name (data);
  g_autofree char *told = g_strdup_printf (_("The book is backed up to %s."), name);

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
  HengJob job = {
    .telling = _("Backing up…"),
    .work = back_up_work,
    .done = back_up_done,
    .data = g_strdup (paths[0]),
    .free_data = g_free,
  };

  heng_job_run (&job, window, heng_main_window_get_session (HENG_MAIN_WINDOW (window)), NULL);
}

static void
back_up_cb (GtkWidget  *window,
            const char *action,
            GVariant   *parameter)
{
  HengSession *session = heng_main_window_get_session (HENG_MAIN_WINDOW (window));
  g_autofree char *book = heng_session_dup_name (session);
  g_autofree char *today = heng_day_format (heng_book_get_today (heng_session_get_book (session)));
  g_autofree char *name = g_strdup_printf ("%s %s.hengping", book, today);
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
