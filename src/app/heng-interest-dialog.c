// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-interest-dialog.h"

#include "heng-amount-row.h"
#include "heng-book-dues.h"
#include "heng-field.h"
#include "heng-job.h"
#include "heng-notice.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>

/* Entries that are shown one by one. */
#define ROWS_MAX 200

struct _HengInterestDialog
{
  GtkWindow     parent_instance;
  GtkWidget    *subject;
  GtkWidget    *day_entry;
  GtkWidget    *day_problem;
  GtkWidget    *reason;
  GtkWidget    *preview_title;
  GtkWidget    *preview_scroll;
  GtkWidget    *preview;
  GtkWidget    *total;
  GtkWidget    *book_button;
  HengSession  *session;
  char         *agreement; /* (nullable) */
  HengDay       day;
  GCancellable *looking;   /* (nullable): what is due is being computed */
};

G_DEFINE_FINAL_TYPE (HengInterestDialog, heng_interest_dialog, GTK_TYPE_WINDOW)

/* What the work in a thread is about. */
typedef struct
{
  char      *agreement; /* (nullable) */
  HengDay    day;
  GPtrArray *entries;   /* (nullable) (element-type HengEntry) */
  guint      n_booked;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_free (work->agreement);
  g_clear_pointer (&work->entries, g_ptr_array_unref);
  g_free (work);
}

static Work *
work_new (HengInterestDialog *self)
{
  Work *work = g_new0 (Work, 1);

  work->agreement = g_strdup (self->agreement);
  work->day = self->day;

  return work;
}

/* ---- what would be booked ---- */

static void
tell (HengInterestDialog *self,
      const char         *reason)
{
  gtk_label_set_text (GTK_LABEL (self->reason), reason == NULL ? "" : reason);
  gtk_widget_set_visible (self->reason, reason != NULL);
}

/* Until it is known what would be booked nothing is. */
static void
clear (HengInterestDialog *self,
       const char         *reason)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->preview)) != NULL)
    gtk_box_remove (GTK_BOX (self->preview), child);
  gtk_widget_set_visible (self->preview_title, FALSE);
  gtk_widget_set_visible (self->preview_scroll, FALSE);
  gtk_widget_set_visible (self->total, FALSE);
  gtk_button_set_label (GTK_BUTTON (self->book_button), _("_Book"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.book", FALSE);
  tell (self, reason);
}

static void
append_entry (HengInterestDialog *self,
              const HengEntry    *entry)
{
  const HengLine *line = g_ptr_array_index (entry->lines, 0);
  g_autofree char *from = heng_session_word_party (self->session, entry->agreement, line->from);
  g_autofree char *to = heng_session_word_party (self->session, entry->agreement, line->to);
  g_autofree char *amount = heng_session_format_amount (self->session, line->amount_minor, line->commodity);
  g_autofree char *period = heng_wording_period (entry->period);
  /* Translators: who owes whom, and for which period */
  g_autofree char *who = g_strdup_printf (_("%s owes %s, %s"), from, to, period);
  /* Translators: the code of an agreement, and what is owed in it */
  g_autofree char *named = g_strdup_printf (_("%s: %s"), entry->agreement, who);

  gtk_box_append (GTK_BOX (self->preview), heng_amount_row_new (self->agreement == NULL ? named : who, amount));
}

/* Money only: kinds are never added up. */
static void
show_total (HengInterestDialog *self,
            GPtrArray          *entries)
{
  const char *currency = heng_session_get_currency (self->session);
  gint64 sum_minor = 0;
  g_autofree char *amount = NULL, *text = NULL;

  for (guint i = 0; i < entries->len; i++)
    {
      const HengLine *line = g_ptr_array_index (((const HengEntry *) g_ptr_array_index (entries, i))->lines, 0);

      if (!g_str_equal (line->commodity, currency) || !heng_amount_add (sum_minor, line->amount_minor, &sum_minor, NULL))
        return;
    }

  amount = heng_session_format_amount (self->session, sum_minor, currency);
  /* Translators: an amount: what the entries of a list come to */
  text = g_strdup_printf (_("Together %s"), amount);
  gtk_label_set_text (GTK_LABEL (self->total), text);
  gtk_widget_set_visible (self->total, entries->len > 1);
}

static void
show_entries (HengInterestDialog *self,
              GPtrArray          *entries)
{
  g_autofree char *verb = g_strdup_printf (ngettext ("_Book %u entry", "_Book %u entries", entries->len), entries->len);

  if (entries->len == 0)
    {
      clear (self, _("No late interest is due up to this day that is not booked already."));
      return;
    }

  clear (self, NULL);
  for (guint i = 0; i < entries->len && i < ROWS_MAX; i++)
    append_entry (self, g_ptr_array_index (entries, i));
  if (entries->len > ROWS_MAX)
    {
      g_autofree char *more = g_strdup_printf (ngettext ("and %u more", "and %u more", entries->len - ROWS_MAX), entries->len - ROWS_MAX);

      gtk_box_append (GTK_BOX (self->preview), heng_amount_row_new (more, ""));
    }
  show_total (self, entries);
  gtk_widget_set_visible (self->preview_title, TRUE);
  gtk_widget_set_visible (self->preview_scroll, TRUE);
  gtk_button_set_label (GTK_BUTTON (self->book_button), verb);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.book", !heng_book_is_read_only (heng_session_get_book (self->session)));
}

static gboolean
look_work (HengBook     *book,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  Work *work = data;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;

  work->entries = heng_book_list_interest (book, work->agreement, work->day, error);

  return work->entries != NULL;
}

static void
look_done (GtkWidget    *widget,
           gpointer      data,
           const GError *error)
{
  HengInterestDialog *self = HENG_INTEREST_DIALOG (widget);
  const Work *work = data;

  /* Another day was typed: its answer is still to come. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->looking == NULL || work->day != self->day)
    return;

  g_clear_object (&self->looking);
  if (error != NULL)
    {
      g_autofree char *sentence = heng_wording_error (error);

      clear (self, sentence);
    }
  else
    show_entries (self, work->entries);
}

static void
drop_look (HengInterestDialog *self)
{
  if (self->looking != NULL)
    g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
}

static void
look (GtkWidget *widget)
{
  HengInterestDialog *self = HENG_INTEREST_DIALOG (widget);
  g_autoptr (GError) error = NULL;
  HengJob job = { .work = look_work, .done = look_done, .free_data = work_free };

  drop_look (self);
  heng_day_parse (gtk_editable_get_text (GTK_EDITABLE (self->day_entry)), &self->day, &error);
  if (!heng_field_tell_problem (self->day_entry, self->day_problem, error))
    {
      clear (self, NULL);
      return;
    }

  clear (self, _("Computing…"));
  self->looking = g_cancellable_new ();
  job.data = work_new (self);
  heng_job_run (&job, widget, self->session, self->looking);
}

static void
day_cb (HengInterestDialog *self)
{
  if (self->session != NULL)
    look (GTK_WIDGET (self));
}

/* ---- booking ---- */

static gboolean
book_work (HengBook     *book,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  Work *work = data;

  return heng_book_post_interest (book, work->agreement, work->day, &work->n_booked, error);
}

static void
book_done (GtkWidget    *widget,
           gpointer      data,
           const GError *error)
{
  HengInterestDialog *self = HENG_INTEREST_DIALOG (widget);
  const Work *work = data;
  g_autofree char *told = NULL;

  if (error != NULL)
    {
      g_autofree char *sentence = heng_wording_error (error);

      clear (self, sentence);
      return;
    }

  told = work->n_booked == 0 ? g_strdup (_("There was no late interest to book."))
                             : g_strdup_printf (ngettext ("Late interest booked: %u entry.", "Late interest booked: %u entries.", work->n_booked),
                                                work->n_booked);
  heng_notice_tell (heng_notice_find (widget), told, FALSE);
  gtk_window_close (GTK_WINDOW (self));
}

static void
book_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  HengInterestDialog *self = HENG_INTEREST_DIALOG (widget);
  HengJob job = { .writes = TRUE, .work = book_work, .done = book_done, .data = work_new (self), .free_data = work_free };

  drop_look (self);
  gtk_widget_action_set_enabled (widget, "dialog.book", FALSE);
  heng_job_run (&job, widget, self->session, NULL);
}

/* ---- */

static void
heng_interest_dialog_dispose (GObject *object)
{
  HengInterestDialog *self = HENG_INTEREST_DIALOG (object);

  drop_look (self);
  g_clear_object (&self->session);
  g_clear_pointer (&self->agreement, g_free);

  G_OBJECT_CLASS (heng_interest_dialog_parent_class)->dispose (object);
}

static void
heng_interest_dialog_class_init (HengInterestDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heng_interest_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/hengping/Hengping/heng-interest-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HengInterestDialog, subject);
  gtk_widget_class_bind_template_child (widget_class, HengInterestDialog, day_entry);
  gtk_widget_class_bind_template_child (widget_class, HengInterestDialog, day_problem);
  gtk_widget_class_bind_template_child (widget_class, HengInterestDialog, reason);
  gtk_widget_class_bind_template_child (widget_class, HengInterestDialog, preview_title);
  gtk_widget_class_bind_template_child (widget_class, HengInterestDialog, preview_scroll);
  gtk_widget_class_bind_template_child (widget_class, HengInterestDialog, preview);
  gtk_widget_class_bind_template_child (widget_class, HengInterestDialog, total);
  gtk_widget_class_bind_template_child (widget_class, HengInterestDialog, book_button);
  gtk_widget_class_bind_template_callback (widget_class, day_cb);
  gtk_widget_class_install_action (widget_class, "dialog.book", NULL, book_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
heng_interest_dialog_init (HengInterestDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

HengInterestDialog *
heng_interest_dialog_new (GtkWindow   *parent,
                          HengSession *session,
                          const char  *agreement)
{
  HengInterestDialog *self;
  g_autofree char *today = NULL;

  g_return_val_if_fail (GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (HENG_IS_SESSION (session), NULL);

  self = g_object_new (HENG_TYPE_INTEREST_DIALOG, "transient-for", parent, NULL);
  self->agreement = g_strdup (agreement);
  gtk_label_set_text (GTK_LABEL (self->subject), agreement == NULL ? _("All agreements") : heng_session_name_agreement (session, agreement));
  today = heng_day_format (heng_book_get_today (heng_session_get_book (session)));
  gtk_editable_set_text (GTK_EDITABLE (self->day_entry), today);
  self->session = g_object_ref (session);
  /* What another program books meanwhile is not booked again. */
  heng_session_watch (session, GTK_WIDGET (self), look);

  return self;
}
