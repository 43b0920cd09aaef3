// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-book-import.h"

#include "heng-dialogs.h"
#include "heng-error.h"
#include "heng-import.h"
#include "heng-job.h"
#include "heng-main-window.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  GStrv            paths;
  gboolean         again;
  HengImportReport report;
} Import;

static void
import_free (gpointer data)
{
  Import *import = data;

  g_strfreev (import->paths);
  g_free (import);
}

static gboolean
import_work (HengBook     *book,
             gpointer      data,
             GCancellable *cancellable,
             GError      **error)
{
  Import *import = data;

  return heng_import_files (book, (const char *const *) import->paths, g_strv_length (import->paths), import->again, &import->report, error);
}

static char *
word_report (const HengImportReport *report)
{
  const struct
  {
    guint       n;
    const char *text;
  } parts[] = {
    { report->n_regions, ngettext ("%u region", "%u regions", report->n_regions) },
    { report->n_agreements, ngettext ("%u agreement", "%u agreements", report->n_agreements) },
    { report->n_calendars, ngettext ("%u calendar", "%u calendars", report->n_calendars) },
    { report->n_openings, ngettext ("%u opening balance", "%u opening balances", report->n_openings) },
    { report->n_observations, ngettext ("%u observation", "%u observations", report->n_observations) },
    { report->n_observations_revised, ngettext ("%u revision", "%u revisions", report->n_observations_revised) },
    { report->n_payments, ngettext ("%u payment", "%u payments", report->n_payments) },
  };
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (parts[i].n == 0)
        continue;
      if (list->len > 0)
        g_string_append (list, _(", "));
      g_string_append_printf (list, parts[i].text, parts[i].n);
    }
  if (list->len == 0)
    return g_strdup (_("Nothing in these files was new."));

  /* Translators: a list such as "2 agreements, 24 observations" */
  return g_strdup_printf (_("Imported %s."), list->str);
}

/* A file that was imported before may be meant all the same: a table of payments that really were made twice. */
static void
offer_again (HengNotice   *notice,
             const Import *import,
             const GError *error)
{
  g_autofree char *name = heng_error_get_file (error) == NULL ? g_strdup ("") : g_filename_display_basename (heng_error_get_file (error));
  /* Translators: the name of a file */
  g_autofree char *sentence = g_strdup_printf (_("The same file was imported before: %s. Nothing was imported."), name);

  heng_notice_warn (notice, sentence, _("Importing it again records once more what it says; payments then count twice."));
  heng_notice_offer (notice, _("Import _again"), "book.import-again", g_variant_new_bytestring_array ((const char *const *) import->paths, -1));
}

static void
import_done (GtkWidget    *window,
             gpointer      data,
             const GError *error)
{
  const Import *import = data;
  HengNotice *notice = heng_main_window_get_notice (HENG_MAIN_WINDOW (window));

  /* The same file chosen twice at once is refused with the same error, but importing again would refuse it as well. */
  if (g_error_matches (error, HENG_ERROR, HENG_ERROR_FILE_TWICE) && !import->again)
    offer_again (notice, import, error);
  else if (error != NULL)
    {
      g_autofree char *sentence = heng_wording_error (error);

      heng_notice_warn (notice, sentence, _("Nothing was imported: all files are taken or none. Mend the file and import again."));
    }
  else
    {
      g_autofree char *told = word_report (&import->report);

      heng_notice_tell (notice, told, FALSE);
    }
}

void
heng_book_import_paths (GtkWidget         *window,
                        const char *const *paths,
                        gboolean           again)
{
  Import *import = g_new0 (Import, 1);
  HengJob job = {
    .telling = _("Importing…"),
    .writes = TRUE,
    .can_stop = TRUE,
    .work = import_work,
    .done = import_done,
    .data = import,
    .free_data = import_free,
  };

  g_return_if_fail (HENG_IS_MAIN_WINDOW (window));
  g_return_if_fail (paths != NULL && *paths != NULL);

  import->paths = g_strdupv ((GStrv) paths);
  import->again = again;
  heng_job_run (&job, window, heng_main_window_get_session (HENG_MAIN_WINDOW (window)), NULL);
}

static void
import_chosen_cb (GtkWidget *window,
                  GStrv      paths,
                  gpointer   data)
{
  heng_book_import_paths (window, (const char *const *) paths, FALSE);
}

static void
import_again_cb (GtkWidget  *window,
                 const char *action,
                 GVariant   *parameter)
{
  g_autofree const char **paths = g_variant_get_bytestring_array (parameter, NULL);

  heng_book_import_paths (window, paths, TRUE);
}

static void
import_cb (GtkWidget  *window,
           const char *action,
           GVariant   *parameter)
{
  static const char *const patterns[] = { "*.json", "*.csv", "*.tsv", "*.txt", NULL };
  HengFileChoice choice = {
    .kind = HENG_FILE_CHOICE_OPEN_SEVERAL,
    .title = _("Import documents and tables"),
    .accept = _("_Import"),
    .filter_name = _("Agreement documents and tables (*.json, *.csv)"),
    .patterns = patterns,
  };

  heng_dialogs_choose_files (window, heng_main_window_get_preferences (HENG_MAIN_WINDOW (window)), &choice, import_chosen_cb, NULL, NULL);
}

void
heng_book_import_install_actions (GtkWidgetClass *window_class)
{
  gtk_widget_class_install_action (window_class, "book.import", NULL, import_cb);
  gtk_widget_class_install_action (window_class, "book.import-again", "aay", import_again_cb);
}
