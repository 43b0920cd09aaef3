// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-dialogs.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  GtkWidget         *source;
  HengPreferences   *preferences;
  HengFileChoiceKind kind;
  HengFilesChosen    chosen;
  gpointer           data;
  GDestroyNotify     free_data;
} Request;

static void
request_free (Request *request)
{
  if (request->free_data != NULL)
    request->free_data (request->data);
  g_object_unref (request->source);
  g_object_unref (request->preferences);
  g_free (request);
}

static void
answer (Request    *request,
        GListModel *files)
{
  guint n_files = g_list_model_get_n_items (files);
  g_auto (GStrv) paths = g_new0 (char *, n_files + 1);
  guint n_paths = 0;

  for (guint i = 0; i < n_files; i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);
      char *path = g_file_get_path (file);

      /* A book is a local file: what has no path here cannot be one. */
      if (path != NULL)
        paths[n_paths++] = path;
    }
  if (n_paths == 0)
    return;

  {
    g_autofree char *folder = g_path_get_dirname (paths[0]);

    heng_preferences_set_folder (request->preferences, folder);
  }
  request->chosen (request->source, paths, request->data);
}

static GtkFileFilter *
new_filter (const HengFileChoice *choice)
{
  GtkFileFilter *filter;

  if (choice->patterns == NULL)
    return NULL;

  filter = gtk_file_filter_new ();
  gtk_file_filter_set_name (filter, choice->filter_name);
  for (guint i = 0; choice->patterns[i] != NULL; i++)
    gtk_file_filter_add_pattern (filter, choice->patterns[i]);

  return filter;
}

#if GTK_CHECK_VERSION (4, 10, 0)
G_GNUC_BEGIN_IGNORE_DEPRECATIONS

static void
finished_cb (GObject      *dialog,
             GAsyncResult *result,
             gpointer      data)
{
  Request *request = data;
  g_autoptr (GListModel) files = NULL;

  if (request->kind == HENG_FILE_CHOICE_OPEN_SEVERAL)
    files = gtk_file_dialog_open_multiple_finish (GTK_FILE_DIALOG (dialog), result, NULL);
  else
    {
      g_autoptr (GFile) file = request->kind == HENG_FILE_CHOICE_SAVE
                                 ? gtk_file_dialog_save_finish (GTK_FILE_DIALOG (dialog), result, NULL)
                                 : gtk_file_dialog_open_finish (GTK_FILE_DIALOG (dialog), result, NULL);

      if (file != NULL)
        {
          files = G_LIST_MODEL (g_list_store_new (G_TYPE_FILE));
          g_list_store_append (G_LIST_STORE (files), file);
        }
    }

  if (files != NULL)
    answer (request, files);
  request_free (request);
}

static void
run_dialog (GtkWindow            *parent,
            const HengFileChoice *choice,
            const char           *folder,
            Request              *request)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GtkFileFilter) filter = new_filter (choice);

  gtk_file_dialog_set_title (dialog, choice->title);
  gtk_file_dialog_set_accept_label (dialog, choice->accept);
  if (choice->suggested_name != NULL)
    gtk_file_dialog_set_initial_name (dialog, choice->suggested_name);
  if (filter != NULL)
    gtk_file_dialog_set_default_filter (dialog, filter);
  if (folder != NULL)
    {
      g_autoptr (GFile) file = g_file_new_for_path (folder);

      gtk_file_dialog_set_initial_folder (dialog, file);
    }

  if (choice->kind == HENG_FILE_CHOICE_SAVE)
    gtk_file_dialog_save (dialog, parent, NULL, finished_cb, request);
  else if (choice->kind == HENG_FILE_CHOICE_OPEN)
    gtk_file_dialog_open (dialog, parent, NULL, finished_cb, request);
  else
    gtk_file_dialog_open_multiple (dialog, parent, NULL, finished_cb, request);
}

G_GNUC_END_IGNORE_DEPRECATIONS
#else

static void
response_cb (GtkNativeDialog *dialog,
             int              response,
             Request         *request)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GListModel) files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));

      answer (request, files);
    }

  request_free (request);
  g_object_unref (dialog);
}

static void
run_dialog (GtkWindow            *parent,
            const HengFileChoice *choice,
            const char           *folder,
            Request              *request)
{
  GtkFileChooserAction action = choice->kind == HENG_FILE_CHOICE_SAVE ? GTK_FILE_CHOOSER_ACTION_SAVE : GTK_FILE_CHOOSER_ACTION_OPEN;
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (choice->title, parent, action, choice->accept, _("_Cancel"));
  g_autoptr (GtkFileFilter) filter = new_filter (choice);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), choice->kind == HENG_FILE_CHOICE_OPEN_SEVERAL);
  if (choice->suggested_name != NULL)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), choice->suggested_name);
  if (filter != NULL)
    gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  if (folder != NULL)
    {
      g_autoptr (GFile) file = g_file_new_for_path (folder);

      gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (dialog), file, NULL);
    }

  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), request);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

#endif

void
heng_dialogs_choose_files (GtkWidget            *source,
                           HengPreferences      *preferences,
                           const HengFileChoice *choice,
                           HengFilesChosen       chosen,
                           gpointer              data,
                           GDestroyNotify        free_data)
{
  Request *request;
  const char *folder;

  g_return_if_fail (GTK_IS_WIDGET (source));
  g_return_if_fail (HENG_IS_PREFERENCES (preferences));
  g_return_if_fail (choice != NULL && chosen != NULL);

  request = g_new (Request, 1);
  request->source = g_object_ref (source);
  request->preferences = g_object_ref (preferences);
  request->kind = choice->kind;
  request->chosen = chosen;
  request->data = data;
  request->free_data = free_data;

  folder = heng_preferences_get_folder (preferences);
  if (folder != NULL && !g_file_test (folder, G_FILE_TEST_IS_DIR))
    folder = NULL;

  run_dialog (GTK_WINDOW (gtk_widget_get_root (source)), choice, folder, request);
}
