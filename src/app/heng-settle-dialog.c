// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-settle-dialog.h"

#include "heng-amount-row.h"
#include "heng-book-agreements.h"
#include "heng-book-runs.h"
#include "heng-book-settle.h"
#include "heng-chip.h"
#include "heng-exception.h"
#include "heng-explanation-view.h"
#include "heng-field.h"
#include "heng-notice.h"
#include "heng-settlement-words.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

struct _HengSettleDialog
{
  GtkWindow    parent_instance;
  GtkWidget   *subject;
  GtkWidget   *period_drop;
  GtkWidget   *date_entry;
  GtkWidget   *date_problem;
  GtkWidget   *kind_drop;
  GtkWidget   *exception;
  GtkWidget   *chip;
  GtkWidget   *preview_title;
  GtkWidget   *preview;
  GtkWidget   *reason;
  GtkWidget   *explanation;
  GtkWidget   *book_button;
  HengSession *session;
  char        *agreement;
  GArray      *periods; /* (element-type HengPeriod) */
  HengDay      date;
  gboolean     is_dated;    /* the date can be read */
  gboolean     can_book;    /* there is something to book, whatever the date */
  gboolean     can_name;    /* the run can be named, even where it books nothing */
  gboolean     has_refused; /* booking failed: what is shown is why */
};

G_DEFINE_FINAL_TYPE (HengSettleDialog, heng_settle_dialog, GTK_TYPE_WINDOW)

static HengPeriod
get_period (HengSettleDialog *self)
{
  return g_array_index (self->periods, HengPeriod, gtk_drop_down_get_selected (GTK_DROP_DOWN (self->period_drop)));
}

static void
show_differences (HengSettleDialog     *self,
                  const HengSettlement *settlement,
                  GPtrArray            *differences)
{
  HengBook *book = heng_session_get_book (self->session);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->preview)) != NULL)
    gtk_box_remove (GTK_BOX (self->preview), child);

  for (guint i = 0; i < differences->len; i++)
    {
      const HengDifference *difference = g_ptr_array_index (differences, i);
      g_autofree char *from = heng_wording_party_name (book, settlement->agreement, difference->from);
      g_autofree char *to = heng_wording_party_name (book, settlement->agreement, difference->to);
      g_autofree char *amount = heng_session_format_amount (self->session, difference->amount_minor, difference->commodity);
      /* Translators: who owes whom */
      g_autofree char *who = g_strdup_printf (_("%s owes %s"), from, to);

      gtk_box_append (GTK_BOX (self->preview), heng_amount_row_new (who, amount));
    }
  gtk_widget_set_visible (self->preview, differences->len > 0);
  gtk_widget_set_visible (self->preview_title, differences->len > 0);
}

/* Why there is nothing to book; %NULL where there is. */
static char *
word_reason (const HengSettlement *settlement,
             guint                 n_differences)
{
  if (!heng_settlement_is_due (settlement))
    return heng_settlement_words_reason (settlement);
  if (n_differences > 0)
    return NULL;

  return g_strdup (settlement->obligations->len == 0 ? _("Nothing is owed for this period by the rules, and nothing is booked.")
                                                     : _("Nothing is new: what is owed for this period is booked already."));
}

/* What the run is named, if it is. */
static HengRunKind
get_kind (HengSettleDialog *self)
{
  static const HengRunKind kinds[] = { HENG_RUN_FIRST, HENG_RUN_PROVISIONAL, HENG_RUN_FINAL };
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->kind_drop));

  return selected < G_N_ELEMENTS (kinds) ? kinds[selected] : HENG_RUN_FIRST;
}

/* The exception that was agreed, and what the rules say instead. */
static void
show_exception (HengSettleDialog     *self,
                const HengSettlement *settlement)
{
  g_autofree char *formula = heng_settlement_words_formula (self->session, settlement);
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->exception, settlement->exception != NULL);
  if (settlement->exception == NULL)
    return;

  /* Translators: why something else than the rules counts, and on which document that rests */
  text = g_strdup_printf (_("By agreed exception: %s (document: %s)."), settlement->exception->reason, settlement->exception->document);
  if (formula != NULL)
    {
      g_autofree char *both = g_strdup_printf ("%s\n%s", text, formula);

      gtk_label_set_text (GTK_LABEL (self->exception), both);
    }
  else
    gtk_label_set_text (GTK_LABEL (self->exception), text);
}

static void
update_can_book (HengSettleDialog *self)
{
  gboolean is_named = get_kind (self) != HENG_RUN_FIRST;

  /* A run that is named final or provisional is recorded even where it books nothing. */
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.book",
                                 self->is_dated && !self->has_refused && (self->can_book || (is_named && self->can_name)));
  gtk_button_set_label (GTK_BUTTON (self->book_button), self->can_book || !is_named ? _("_Book 1 entry") : _("_Record the run"));
}

static void
show_error (HengSettleDialog *self,
            const GError     *error)
{
  g_autofree char *sentence = heng_wording_error (error);

  gtk_label_set_text (GTK_LABEL (self->reason), sentence);
  gtk_widget_set_visible (self->reason, TRUE);
  self->can_book = FALSE;
  self->can_name = FALSE;
  update_can_book (self);
}

static void
show_period (HengSettleDialog *self)
{
  HengBook *book = heng_session_get_book (self->session);
  g_autoptr (GError) error = NULL;
  g_autoptr (HengSettlement) settlement = heng_book_settle (book, self->agreement, get_period (self), 0, TRUE, &error);
  g_autoptr (GPtrArray) differences = NULL;
  g_autofree char *reason = NULL;
  HengSettlementStatus status;

  self->has_refused = FALSE;
  if (settlement != NULL)
    differences = heng_book_list_differences (book, settlement, &error);
  if (differences == NULL)
    {
      show_error (self, error);
      return;
    }

  status = settlement->status;
  if (heng_settlement_is_due (settlement) && differences->len == 0)
    status = HENG_SETTLEMENT_UNCHANGED;
  heng_chip_set_status (HENG_CHIP (self->chip), status);
  show_differences (self, settlement, differences);

  reason = word_reason (settlement, differences->len);
  gtk_label_set_text (GTK_LABEL (self->reason), reason == NULL ? "" : reason);
  gtk_widget_set_visible (self->reason, reason != NULL);
  gtk_widget_set_tooltip_text (self->book_button, reason);
  self->can_book = reason == NULL && !heng_book_is_read_only (book);
  self->can_name = heng_settlement_is_due (settlement) && !heng_book_is_read_only (book);
  show_exception (self, settlement);
  update_can_book (self);

  gtk_widget_set_visible (self->explanation, settlement->contributions->len > 0);
  heng_explanation_view_take (HENG_EXPLANATION_VIEW (self->explanation), self->session, g_steal_pointer (&settlement));
}

static void
date_cb (HengSettleDialog *self)
{
  g_autoptr (GError) error = NULL;

  heng_day_parse (gtk_editable_get_text (GTK_EDITABLE (self->date_entry)), &self->date, &error);
  self->is_dated = heng_field_tell_problem (self->date_entry, self->date_problem, error);
  /* The date may be what booking failed for. */
  if (self->has_refused)
    show_period (self);
  else
    update_can_book (self);
}

static void
book_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  HengSettleDialog *self = HENG_SETTLE_DIALOG (widget);
  HengBook *book = heng_session_get_book (self->session);
  HengPeriod period = get_period (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (HengSettlement) settlement = heng_book_settle (book, self->agreement, period, 0, FALSE, &error);
  g_autofree char *period_text = heng_wording_period (period);
  g_autofree char *told = NULL;
  gint64 entry = 0;

  if (settlement == NULL || !heng_book_post_run (book, settlement, get_kind (self), self->date, &entry, &error))
    {
      self->has_refused = TRUE;
      show_error (self, error);
      return;
    }

  /* Translators: the agreement's code, the period, the number of the entry in the book */
  told = entry > 0 ? g_strdup_printf (_("Settled %s for %s: entry %" PRId64 "."), self->agreement, period_text, entry)
                   /* Translators: the agreement's code, the period */
                   : g_strdup_printf (_("Recorded the run of %s for %s; there was nothing to book."), self->agreement, period_text);
  heng_notice_tell (heng_notice_find (widget), told, entry > 0);
  heng_session_note_booked (self->session, entry);
  gtk_window_close (GTK_WINDOW (self));
}

static void
heng_settle_dialog_dispose (GObject *object)
{
  HengSettleDialog *self = HENG_SETTLE_DIALOG (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->agreement, g_free);
  g_clear_pointer (&self->periods, g_array_unref);

  G_OBJECT_CLASS (heng_settle_dialog_parent_class)->dispose (object);
}

static void
heng_settle_dialog_class_init (HengSettleDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heng_settle_dialog_dispose;

  g_type_ensure (HENG_TYPE_CHIP);
  g_type_ensure (HENG_TYPE_EXPLANATION_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/hengping/Hengping/heng-settle-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HengSettleDialog, subject);
  gtk_widget_class_bind_template_child (widget_class, HengSettleDialog, period_drop);
  gtk_widget_class_bind_template_child (widget_class, HengSettleDialog, date_entry);
  gtk_widget_class_bind_template_child (widget_class, HengSettleDialog, date_problem);
  gtk_widget_class_bind_template_child (widget_class, HengSettleDialog, kind_drop);
  gtk_widget_class_bind_template_child (widget_class, HengSettleDialog, exception);
  gtk_widget_class_bind_template_child (widget_class, HengSettleDialog, chip);
  gtk_widget_class_bind_template_child (widget_class, HengSettleDialog, preview_title);
  gtk_widget_class_bind_template_child (widget_class, HengSettleDialog, preview);
  gtk_widget_class_bind_template_child (widget_class, HengSettleDialog, reason);
  gtk_widget_class_bind_template_child (widget_class, HengSettleDialog, explanation);
  gtk_widget_class_bind_template_child (widget_class, HengSettleDialog, book_button);
  gtk_widget_class_bind_template_callback (widget_class, date_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_can_book);
  gtk_widget_class_install_action (widget_class, "dialog.book", NULL, book_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
heng_settle_dialog_init (HengSettleDialog *self)
{
  g_autoptr (GtkStringList) kinds = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  /* Translators: kind of a run: not named, so first or a re-settlement by its place */
  gtk_string_list_append (kinds, C_("run", "Ordinary"));
  gtk_string_list_append (kinds, C_("run", "Provisional"));
  gtk_string_list_append (kinds, C_("run", "Final"));
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->kind_drop), G_LIST_MODEL (kinds));
}

/* The index of the period to begin with: @wanted, or the first that has something to book, or the last. */
static guint
choose_period (HengSettleDialog *self,
               const HengPeriod *wanted)
{
  HengBook *book = heng_session_get_book (self->session);

  for (guint i = 0; i < self->periods->len; i++)
    {
      HengPeriod period = g_array_index (self->periods, HengPeriod, i);
      g_autoptr (HengSettlement) settlement = NULL;
      g_autoptr (GPtrArray) differences = NULL;

      if (wanted != NULL && heng_period_equal (period, *wanted))
        return i;
      if (wanted != NULL)
        continue;
      settlement = heng_book_settle (book, self->agreement, period, 0, FALSE, NULL);
      if (settlement != NULL)
        differences = heng_book_list_differences (book, settlement, NULL);
      if (differences != NULL && differences->len > 0)
        return i;
    }

  return self->periods->len - 1;
}

static gboolean
read_periods (HengSettleDialog *self,
              const HengPeriod *wanted,
              GError          **error)
{
  HengBook *book = heng_session_get_book (self->session);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  self->periods = heng_book_list_periods (book, self->agreement, heng_book_get_today (book), NULL, 0, error);
  if (self->periods == NULL)
    return FALSE;
  if (self->periods->len == 0)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _("No assessed period of this agreement has ended yet."));
      return FALSE;
    }

  for (guint i = 0; i < self->periods->len; i++)
    {
      g_autofree char *name = heng_wording_period (g_array_index (self->periods, HengPeriod, i));

      gtk_string_list_append (names, name);
    }
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->period_drop), G_LIST_MODEL (names));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->period_drop), choose_period (self, wanted));

  return TRUE;
}

HengSettleDialog *
heng_settle_dialog_new (GtkWindow        *parent,
                        HengSession      *session,
                        const char       *agreement,
                        const HengPeriod *period,
                        GError          **error)
{
  HengSettleDialog *self;
  g_autoptr (HengAgreement) last = NULL;
  g_autofree char *today = NULL;

  g_return_val_if_fail (GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (HENG_IS_SESSION (session), NULL);
  g_return_val_if_fail (agreement != NULL, NULL);

  last = heng_book_get_agreement (heng_session_get_book (session), agreement, error);
  if (last == NULL)
    return NULL;

  self = g_object_new (HENG_TYPE_SETTLE_DIALOG, "transient-for", parent, NULL);
  self->session = g_object_ref (session);
  self->agreement = g_strdup (agreement);
  gtk_label_set_text (GTK_LABEL (self->subject), heng_wording_pick (last->title_zh, last->title_en));
  if (!read_periods (self, period, error))
    {
      gtk_window_destroy (GTK_WINDOW (self));
      return NULL;
    }

  show_period (self);
  today = heng_day_format (heng_book_get_today (heng_session_get_book (session)));
  gtk_editable_set_text (GTK_EDITABLE (self->date_entry), today);
  g_signal_connect_swapped (self->period_drop, "notify::selected", G_CALLBACK (show_period), self);

  return self;
}
