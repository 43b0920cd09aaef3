// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-book-export.h"

#include "heng-dialogs.h"
#include "heng-digest.h"
#include "heng-export.h"
#include "heng-job.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char       *name;
  HengExportFormat  format;
  const char       *ending;
  const char       *title;
  const char       *filter;
  const char       *patterns[2];
} kinds[] = {
  { "hledger", HENG_EXPORT_HLEDGER, ".journal", N_("Export the journal for hledger and Ledger"), N_("Journals (*.journal)"), { "*.journal" } },
  { "csv", HENG_EXPORT_CSV, ".csv", N_("Export the journal as a table"), N_("Tables (*.csv)"), { "*.csv" } },
  { "json", HENG_EXPORT_JSON, ".json", N_("Export everything as JSON"), N_("JSON (*.json)"), { "*.json" } },
};

typedef struct
{
  HengExportFormat  format;
  char             *path;
  char             *head; /* (nullable): that the file states */
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_free (work->path);
  g_free (work->head);
  g_free (work);
}

/* What is written and its head are of the same facts. */
static gboolean
export_work (HengBook     *book,
             gpointer      data,
             GCancellable *cancellable,
             GError      **error)
{
  Work *work = data;
  gboolean done;

  if (!heng_book_begin_reading (book, error))
    return FALSE;
  work->head = heng_book_word_head (book, 0, HENG_HEAD_DIGITS, error);
  done = work->head != NULL && heng_export_to_file (book, work->format, work->path, error);
  heng_book_end_reading (book);
  return done;
}

static void
export_done (GtkWidget    *window,
             gpointer      data,
             const GError *error)
{
  const Work *work = data;
  HengNotice *notice = heng_main_window_get_notice (HENG_MAIN_WINDOW (window));
  g_autofree char *name = g_filename_display_basename (work->path);
  /* Translators: the name of a file; the head of the book, such as 504:98ead1c77eff7a49 */
  g_autofree char *told = heng_wording_fill (_("Wrote %1$s, head %2$s."), name, work->head == NULL ? "" : work->head, "", "");

  if (error != NULL)
    heng_notice_error (notice, error);
  else
    heng_notice_tell (notice, told, FALSE);
}

static void
chosen_cb (GtkWidget *window,
           GStrv      paths,
           gpointer   data)
{
  HengSession *session = heng_main_window_get_session (HENG_MAIN_WINDOW (window));
  guint kind = GPOINTER_TO_UINT (data);
  Work *work;
  HengJob job = { .telling = _("Exporting…"), .work = export_work, .done = export_done, .free_data = work_free };

  if (session == NULL)
    return;
  job.data = work = g_new0 (Work, 1);
  work->format = kinds[kind].format;
  work->path = g_strdup (paths[0]);
  heng_job_run (&job, window, session, NULL);
}

static void
export_cb (GtkWidget  *window,
           const char *action,
           GVariant   *parameter)
{
  HengMainWindow *self = HENG_MAIN_WINDOW (window);
  g_autofree char *book = heng_session_dup_name (heng_main_window_get_session (self));

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (g_variant_get_string (parameter, NULL), kinds[i].name))
      {
        g_autofree char *name = g_strconcat (book, kinds[i].ending, NULL);
        HengFileChoice choice = {
          .kind = HENG_FILE_CHOICE_SAVE,
          .title = _(kinds[i].title),
          .accept = _("_Export"),
          .suggested_name = name,
          .filter_name = _(kinds[i].filter),
          .patterns = kinds[i].patterns,
        };

        heng_dialogs_choose_files (window, heng_main_window_get_preferences (self), &choice, chosen_cb, GUINT_TO_POINTER (i), NULL);
      }
}

void
heng_book_export_install_actions (GtkWidgetClass *window_class)
{
  gtk_widget_class_install_action (window_class, "book.export", "s", export_cb);
}
