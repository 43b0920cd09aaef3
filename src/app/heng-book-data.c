// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-book-data.h"

#include "heng-dialogs.h"
#include "heng-intake-dialog.h"
#include "heng-main-window.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>

static void
preview (GtkWidget         *window,
         const char *const *paths)
{
  HengIntakeDialog *dialog = heng_intake_dialog_new (GTK_WINDOW (window), heng_main_window_get_session (HENG_MAIN_WINDOW (window)), paths);

  gtk_window_present (GTK_WINDOW (dialog));
}

static void
tables_chosen_cb (GtkWidget *window,
                  GStrv      paths,
                  gpointer   data)
{
  preview (window, (const char *const *) paths);
}

static void
import_table_cb (GtkWidget  *window,
                 const char *action,
                 GVariant   *parameter)
{
  static const char *const patterns[] = { "*.csv", "*.tsv", "*.txt", NULL };
  HengFileChoice choice = {
    .kind = HENG_FILE_CHOICE_OPEN_SEVERAL,
    .title = _("Choose tables of observations"),
    .accept = _("_Preview"),
    .filter_name = _("Tables (*.csv)"),
    .patterns = patterns,
  };

  heng_dialogs_choose_files (window, heng_main_window_get_preferences (HENG_MAIN_WINDOW (window)), &choice, tables_chosen_cb, NULL, NULL);
}

static void
preview_cb (GtkWidget  *window,
            const char *action,
            GVariant   *parameter)
{
  g_autofree const char **paths = g_variant_get_bytestring_array (parameter, NULL);

  if (*paths != NULL)
    preview (window, paths);
}

static void
withdraw_cb (GtkWidget  *window,
             const char *action,
             GVariant   *parameter)
{
  HengSession *session = heng_main_window_get_session (HENG_MAIN_WINDOW (window));
  HengNotice *notice = heng_main_window_get_notice (HENG_MAIN_WINDOW (window));
  g_autoptr (GPtrArray) inputs = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_observation_input_free);
  HengObservationInput *input = g_new0 (HengObservationInput, 1);
  g_autofree char *period_text = NULL;
  g_autofree char *period = NULL;
  g_autofree char *told = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (inputs, input);
  g_variant_get (parameter, "(ssss)", &input->agreement, &input->indicator, &period_text, &input->source);
  input->value = g_strdup ("");
  if (!heng_period_parse (period_text, &input->period, &error)
      || !heng_book_append_observations (heng_session_get_book (session), inputs, NULL, NULL, NULL, NULL, &error))
    {
      heng_notice_error (notice, error);
      return;
    }

  period = heng_wording_period (input->period);
  /* Translators: an indicator and its period */
  told = g_strdup_printf (_("Withdrew what was recorded of %s for %s."), input->indicator, period);
  heng_notice_tell (notice, told, FALSE);
  heng_session_notice_change (session);
}

void
heng_book_data_install_actions (GtkWidgetClass *window_class)
{
  gtk_widget_class_install_action (window_class, "book.import-table", NULL, import_table_cb);
  gtk_widget_class_install_action (window_class, "book.preview", "aay", preview_cb);
  gtk_widget_class_install_action (window_class, "book.withdraw", "(ssss)", withdraw_cb);
}
