// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-intake-dialog.h"

#include "heng-book-import.h"
#include "heng-book-settle.h"
#include "heng-error.h"
#include "heng-import.h"
#include "heng-intake-cells.h"
#include "heng-intake-list.h"
#include "heng-job.h"
#include "heng-progress.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>

/* Periods that are named one by one. */
#define PERIODS_MAX 20
/* How often the bar is looked after. */
#define TICK_MS 100

struct _HengIntakeDialog
{
  GtkWindow       parent_instance;
  GtkWidget      *stack;
  GtkWidget      *import_button;
  GtkWidget      *bar;
  GtkWidget      *problem;
  GtkWidget      *advice;
  GtkWidget      *again_button;
  GtkWidget      *names;
  GtkWidget      *others;
  GtkWidget      *filters;
  GtkWidget      *table;
  GtkWidget      *expander;
  GtkWidget      *periods;
  HengSession    *session;
  GStrv           paths;
  gboolean        again;
  HengIntake     *intake; /* (nullable): while it is read */
  HengIntakeList *list;   /* (nullable) */
  GCancellable   *reading;
  HengProgress   *progress;
  guint           tick_id;
};

/* What the thread reads. */
typedef struct
{
  GStrv            paths;
  gboolean         again;
  HengProgress    *progress;
  HengIntake      *intake; /* (nullable) */
  HengImportReport report;
} Reading;

G_DEFINE_FINAL_TYPE (HengIntakeDialog, heng_intake_dialog, GTK_TYPE_WINDOW)

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_strfreev (reading->paths);
  heng_progress_unref (reading->progress);
  g_clear_pointer (&reading->intake, heng_intake_free);
  g_free (reading);
}

static gboolean
read_work (HengBook     *book,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  Reading *reading = data;
  HengImportOptions options = {
    .again = reading->again,
    .intake = heng_intake_new (book),
    .cancellable = cancellable,
    .progress = heng_progress_tell,
    .progress_data = reading->progress,
  };

  /* What was compared stays readable when the thread's book is closed. */
  reading->intake = options.intake;

  return heng_import_files_with (book, (const char *const *) reading->paths, g_strv_length (reading->paths), &options, &reading->report,
                                 error);
}

/* ---- the preview ---- */

static void
filter_cb (HengIntakeDialog *self,
           GtkToggleButton  *button)
{
  int filter = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "heng-filter"));

  if (gtk_toggle_button_get_active (button))
    heng_intake_list_set_filter (self->list, filter == HENG_N_INTAKE_CLASSES ? -1 : filter, filter == HENG_N_INTAKE_CLASSES);
}

/* @filter: a class, -1: all, behind the classes: what is implausible */
static void
append_filter (HengIntakeDialog *self,
               int               filter,
               const char       *word,
               guint             n)
{
  GtkWidget *first = gtk_widget_get_first_child (self->filters);
  /* Translators: a kind of rows and how many there are: "New 24" */
  g_autofree char *label = g_strdup_printf (_("%s %u"), word, n);
  GtkWidget *button = gtk_toggle_button_new_with_label (label);

  if (n == 0)
    {
      g_object_ref_sink (button);
      g_object_unref (button);
      return;
    }

  g_object_set_data (G_OBJECT (button), "heng-filter", GINT_TO_POINTER (filter));
  if (first != NULL)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), GTK_TOGGLE_BUTTON (first));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), first == NULL);
  g_signal_connect_object (button, "toggled", G_CALLBACK (filter_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->filters), button);
}

static char *
word_period (HengIntakeDialog       *self,
             const HengIntakePeriod *period)
{
  g_autofree char *name = heng_wording_period (period->period);
  /* Translators: an agreement's code, and one of its periods */
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, _("%s, %s"), period->agreement, name);
  for (guint i = 0; i < period->differences->len; i++)
    {
      const HengDifference *difference = g_ptr_array_index (period->differences, i);
      g_autofree char *from = heng_session_word_party (self->session, period->agreement, difference->from);
      g_autofree char *to = heng_session_word_party (self->session, period->agreement, difference->to);
      g_autofree char *amount = heng_session_format_amount (self->session, difference->amount_minor, difference->commodity);

      /* Translators: who owes whom how much more */
      g_string_append_printf (text, _("; %s owes %s %s more"), from, to, amount);
    }
  if (period->differences->len == 0)
    g_string_append_printf (text, ": %s", heng_wording_settlement_status (period->status));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
show_periods (HengIntakeDialog *self)
{
  GPtrArray *periods = heng_intake_get_periods (self->intake);
  g_autofree char *title = g_strdup_printf (ngettext ("%u settled period would come to another amount",
                                                      "%u settled periods would come to other amounts", periods->len), periods->len);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < periods->len && i < PERIODS_MAX; i++)
    {
      g_autofree char *line = word_period (self, g_ptr_array_index (periods, i));

      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", line);
    }
  if (periods->len > PERIODS_MAX)
    g_string_append_printf (text, _(" and %u more"), periods->len - PERIODS_MAX);
  gtk_expander_set_label (GTK_EXPANDER (self->expander), title);
  gtk_label_set_text (GTK_LABEL (self->periods), text->str);
  gtk_widget_set_visible (self->expander, periods->len > 0);
}

static void
show_preview (HengIntakeDialog       *self,
              const HengImportReport *report)
{
  guint n_rows = heng_intake_get_n_rows (self->intake);
  guint n_new = n_rows - heng_intake_get_n_of (self->intake, HENG_INTAKE_SAME);
  gboolean has_others = report->n_regions + report->n_agreements + report->n_payments + report->n_openings > 0;
  g_autofree char *label = NULL;

  append_filter (self, -1, _("All"), n_rows);
  for (int kind = 0; kind < HENG_N_INTAKE_CLASSES; kind++)
    append_filter (self, kind, heng_intake_cells_word_class (kind), heng_intake_get_n_of (self->intake, kind));
  append_filter (self, HENG_N_INTAKE_CLASSES, _("Implausible"), heng_intake_get_n_implausible (self->intake));

  heng_intake_cells_add_columns (GTK_COLUMN_VIEW (self->table), self->session);
  self->list = heng_intake_list_new (self->intake);
  heng_table_show (GTK_COLUMN_VIEW (self->table), G_LIST_MODEL (self->list), FALSE);
  show_periods (self);
  gtk_widget_set_visible (self->others, has_others);

  if (n_new > 0)
    label = g_strdup_printf (ngettext ("_Import %u observation", "_Import %u observations", n_new), n_new);
  else
    label = g_strdup (_("_Import"));
  gtk_button_set_label (GTK_BUTTON (self->import_button), label);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.import",
                                 n_new > 0 || has_others);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), n_rows == 0 && !has_others ? "nothing" : "preview");
}

static void
show_problem (HengIntakeDialog *self,
              const GError     *error)
{
  gboolean is_twice = g_error_matches (error, HENG_ERROR, HENG_ERROR_FILE_TWICE) && !self->again;
  g_autofree char *sentence = heng_wording_error (error);

  gtk_label_set_text (GTK_LABEL (self->problem), sentence);
  gtk_widget_set_visible (self->advice, !is_twice);
  gtk_widget_set_visible (self->again_button, is_twice);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "problem");
}

/* ---- reading ---- */

static gboolean
tick_cb (gpointer data)
{
  HengIntakeDialog *self = data;
  double fraction = heng_progress_get_fraction (self->progress);

  if (fraction < 0)
    gtk_progress_bar_pulse (GTK_PROGRESS_BAR (self->bar));
  else
    gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->bar), fraction);

  return G_SOURCE_CONTINUE;
}

static void
read_done (GtkWidget    *widget,
           gpointer      data,
           const GError *error)
{
  HengIntakeDialog *self = HENG_INTAKE_DIALOG (widget);
  Reading *reading = data;

  g_clear_handle_id (&self->tick_id, g_source_remove);
  /* Closed meanwhile. */
  if (self->session == NULL || g_cancellable_is_cancelled (self->reading))
    return;
  if (error != NULL)
    {
      show_problem (self, error);
      return;
    }

  self->intake = g_steal_pointer (&reading->intake);
  show_preview (self, &reading->report);
}

static void
read_tables (HengIntakeDialog *self)
{
  Reading *reading = g_new0 (Reading, 1);
  HengJob job = { .work = read_work, .done = read_done, .data = reading, .free_data = reading_free };

  g_clear_pointer (&self->progress, heng_progress_unref);
  self->progress = heng_progress_new ();
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  reading->paths = g_strdupv (self->paths);
  reading->again = self->again;
  reading->progress = heng_progress_ref (self->progress);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.import", FALSE);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "reading");
  self->tick_id = g_timeout_add (TICK_MS, tick_cb, self);
  heng_job_run (&job, GTK_WIDGET (self), self->session, self->reading);
}

static void
again_cb (GtkWidget  *widget,
          const char *action,
          GVariant   *parameter)
{
  HengIntakeDialog *self = HENG_INTAKE_DIALOG (widget);

  self->again = TRUE;
  read_tables (self);
}

static void
import_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  HengIntakeDialog *self = HENG_INTAKE_DIALOG (widget);

  heng_book_import_paths (GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (self))), (const char *const *) self->paths, self->again);
  gtk_window_close (GTK_WINDOW (self));
}

static void
heng_intake_dialog_dispose (GObject *object)
{
  HengIntakeDialog *self = HENG_INTAKE_DIALOG (object);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_pointer (&self->progress, heng_progress_unref);
  /* Rows on screen look into the intake: they go first. */
  if (self->list != NULL)
    gtk_column_view_set_model (GTK_COLUMN_VIEW (self->table), NULL);
  g_clear_object (&self->list);
  g_clear_pointer (&self->intake, heng_intake_free);
  g_clear_pointer (&self->paths, g_strfreev);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (heng_intake_dialog_parent_class)->dispose (object);
}

static void
heng_intake_dialog_class_init (HengIntakeDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heng_intake_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/hengping/Hengping/heng-intake-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HengIntakeDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, HengIntakeDialog, import_button);
  gtk_widget_class_bind_template_child (widget_class, HengIntakeDialog, bar);
  gtk_widget_class_bind_template_child (widget_class, HengIntakeDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, HengIntakeDialog, advice);
  gtk_widget_class_bind_template_child (widget_class, HengIntakeDialog, again_button);
  gtk_widget_class_bind_template_child (widget_class, HengIntakeDialog, names);
  gtk_widget_class_bind_template_child (widget_class, HengIntakeDialog, others);
  gtk_widget_class_bind_template_child (widget_class, HengIntakeDialog, filters);
  gtk_widget_class_bind_template_child (widget_class, HengIntakeDialog, table);
  gtk_widget_class_bind_template_child (widget_class, HengIntakeDialog, expander);
  gtk_widget_class_bind_template_child (widget_class, HengIntakeDialog, periods);
  gtk_widget_class_install_action (widget_class, "dialog.import", NULL, import_cb);
  gtk_widget_class_install_action (widget_class, "dialog.again", NULL, again_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
heng_intake_dialog_init (HengIntakeDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

HengIntakeDialog *
heng_intake_dialog_new (GtkWindow         *parent,
                        HengSession       *session,
                        const char *const *paths)
{
  HengIntakeDialog *self;
  g_autoptr (GString) names = g_string_new (NULL);

  g_return_val_if_fail (GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (HENG_IS_SESSION (session), NULL);
  g_return_val_if_fail (paths != NULL && *paths != NULL, NULL);

  self = g_object_new (HENG_TYPE_INTAKE_DIALOG, "transient-for", parent, NULL);
  self->session = g_object_ref (session);
  self->paths = g_strdupv ((GStrv) paths);
  for (guint i = 0; paths[i] != NULL; i++)
    {
      g_autofree char *name = g_filename_display_basename (paths[i]);

      g_string_append_printf (names, "%s%s", i > 0 ? _(", ") : "", name);
    }
  gtk_label_set_text (GTK_LABEL (self->names), names->str);
  read_tables (self);

  return self;
}
