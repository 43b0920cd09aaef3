// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-payment-dialog.h"

#include "heng-book-agreements.h"
#include "heng-book-balances.h"
#include "heng-book-settle.h"
#include "heng-error.h"
#include "heng-field.h"
#include "heng-notice.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

struct _HengPaymentDialog
{
  GtkWindow      parent_instance;
  GtkWidget     *subject;
  GtkWidget     *from_drop;
  GtkWidget     *to_drop;
  GtkWidget     *parties_problem;
  GtkWidget     *amount_entry;
  GtkWidget     *amount_problem;
  GtkWidget     *commodity_drop;
  GtkWidget     *date_entry;
  GtkWidget     *date_problem;
  GtkWidget     *period_drop;
  GtkWidget     *document_entry;
  GtkWidget     *problem;
  HengSession   *session;
  HengAgreement *agreement;
  GArray        *periods;     /* (element-type HengPeriod): behind "no period" in the drop-down */
  GPtrArray     *commodities; /* (element-type utf8) */
  HengDay        date;
  gint64         amount_minor;
};

G_DEFINE_FINAL_TYPE (HengPaymentDialog, heng_payment_dialog, GTK_TYPE_WINDOW)

static const char *
get_commodity (HengPaymentDialog *self)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->commodity_drop));

  return g_ptr_array_index (self->commodities, MIN (selected, self->commodities->len - 1));
}

static gboolean
check_parties (HengPaymentDialog *self)
{
  guint from = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->from_drop));
  guint to = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->to_drop));
  g_autoptr (GError) error = NULL;

  if (from == to)
    heng_error_set (&error, HENG_ERROR_PARTY_SAME, heng_agreement_get_party (self->agreement, from)->name, NULL);

  return heng_field_tell_problem (self->to_drop, self->parties_problem, error);
}

static gboolean
check_amount (HengPaymentDialog *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->amount_entry));
  guint digits = heng_commodity_digits (get_commodity (self), heng_session_get_currency (self->session));
  g_autoptr (GError) error = NULL;

  /* Nothing typed yet is not wrong yet. */
  if (*text == '\0')
    {
      heng_field_tell_problem (self->amount_entry, self->amount_problem, NULL);
      return FALSE;
    }
  if (heng_amount_parse (text, digits, &self->amount_minor, &error) && self->amount_minor <= 0)
    heng_error_set (&error, HENG_ERROR_MONEY_NOT_POSITIVE, text, NULL);

  return heng_field_tell_problem (self->amount_entry, self->amount_problem, error);
}

static gboolean
check_date (HengPaymentDialog *self)
{
  g_autoptr (GError) error = NULL;

  heng_day_parse (gtk_editable_get_text (GTK_EDITABLE (self->date_entry)), &self->date, &error);

  return heng_field_tell_problem (self->date_entry, self->date_problem, error);
}

static void
check_cb (HengPaymentDialog *self)
{
  gboolean parties;
  gboolean amount;
  gboolean date;

  /* The fields are still being filled. */
  if (self->commodities == NULL)
    return;

  /* All of them, so that every problem shows at once. */
  parties = check_parties (self);
  amount = check_amount (self);
  date = check_date (self);
  gtk_widget_set_visible (self->problem, FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.pay", parties && amount && date);
}

static HengEntry *
new_entry (HengPaymentDialog *self)
{
  HengEntry *entry = heng_entry_new (HENG_ENTRY_PAYMENT);
  guint from = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->from_drop));
  guint to = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->to_drop));
  guint period = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->period_drop));
  const char *document = gtk_editable_get_text (GTK_EDITABLE (self->document_entry));

  entry->agreement = g_strdup (self->agreement->code);
  entry->date = self->date;
  entry->has_period = period > 0 && period <= self->periods->len;
  if (entry->has_period)
    entry->period = g_array_index (self->periods, HengPeriod, period - 1);
  if (*document != '\0')
    entry->document = g_strdup (document);
  heng_entry_add_line (entry, HENG_LINE_PAYMENT,
                       heng_agreement_get_party (self->agreement, from)->name,
                       heng_agreement_get_party (self->agreement, to)->name,
                       get_commodity (self), self->amount_minor);

  return entry;
}

static void
pay_cb (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  HengPaymentDialog *self = HENG_PAYMENT_DIALOG (widget);
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_entry_free);
  g_autoptr (GArray) notices = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;
  g_autofree char *amount = NULL;
  g_autofree char *told = NULL;
  HengEntry *entry = new_entry (self);

  g_ptr_array_add (entries, entry);
  if (!heng_book_append_entries (heng_session_get_book (self->session), entries, NULL, notices, &error))
    {
      g_autofree char *sentence = heng_wording_error (error);

      gtk_label_set_text (GTK_LABEL (self->problem), sentence);
      gtk_widget_set_visible (self->problem, TRUE);
      return;
    }

  amount = heng_session_format_amount (self->session, self->amount_minor, get_commodity (self));
  if (notices->len > 0)
    /* Translators: an amount, and the number of the entry */
    told = g_strdup_printf (_("Recorded %s as entry %" PRId64 ". Nothing was due between these two parties so far."), amount, entry->number);
  else
    /* Translators: an amount, and the number of the entry */
    told = g_strdup_printf (_("Recorded %s as entry %" PRId64 "."), amount, entry->number);
  heng_notice_tell (heng_notice_find (widget), told, TRUE);
  heng_session_note_booked (self->session, entry->number);
  gtk_window_close (GTK_WINDOW (self));
}

static void
heng_payment_dialog_dispose (GObject *object)
{
  HengPaymentDialog *self = HENG_PAYMENT_DIALOG (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->agreement, heng_agreement_unref);
  g_clear_pointer (&self->periods, g_array_unref);
  g_clear_pointer (&self->commodities, g_ptr_array_unref);

  G_OBJECT_CLASS (heng_payment_dialog_parent_class)->dispose (object);
}

static void
heng_payment_dialog_class_init (HengPaymentDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heng_payment_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/hengping/Hengping/heng-payment-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HengPaymentDialog, subject);
  gtk_widget_class_bind_template_child (widget_class, HengPaymentDialog, from_drop);
  gtk_widget_class_bind_template_child (widget_class, HengPaymentDialog, to_drop);
  gtk_widget_class_bind_template_child (widget_class, HengPaymentDialog, parties_problem);
  gtk_widget_class_bind_template_child (widget_class, HengPaymentDialog, amount_entry);
  gtk_widget_class_bind_template_child (widget_class, HengPaymentDialog, amount_problem);
  gtk_widget_class_bind_template_child (widget_class, HengPaymentDialog, commodity_drop);
  gtk_widget_class_bind_template_child (widget_class, HengPaymentDialog, date_entry);
  gtk_widget_class_bind_template_child (widget_class, HengPaymentDialog, date_problem);
  gtk_widget_class_bind_template_child (widget_class, HengPaymentDialog, period_drop);
  gtk_widget_class_bind_template_child (widget_class, HengPaymentDialog, document_entry);
  gtk_widget_class_bind_template_child (widget_class, HengPaymentDialog, problem);
  gtk_widget_class_bind_template_callback (widget_class, check_cb);
  gtk_widget_class_install_action (widget_class, "dialog.pay", NULL, pay_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
heng_payment_dialog_init (HengPaymentDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* The direction in which something is outstanding, if any: most payments go there. */
static void
suggest_direction (HengPaymentDialog *self)
{
  HengView view = { HENG_DAY_NONE, 0 };
  g_autoptr (GPtrArray) balances = NULL;
  guint from = 0;
  guint to = 1;

  balances = heng_book_list_party_balances (heng_session_get_book (self->session), self->agreement->code, view, NULL);
  for (guint i = 0; balances != NULL && i < balances->len; i++)
    {
      const HengBalance *balance = g_ptr_array_index (balances, i);
      int party = heng_agreement_find_party (self->agreement, balance->name_zh != NULL ? balance->name_zh : balance->name_en);

      if (party >= 0 && balance->outstanding_minor < 0)
        from = (guint) party;
      if (party >= 0 && balance->outstanding_minor > 0)
        to = (guint) party;
    }
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->from_drop), from);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->to_drop), to == from ? (from == 0 ? 1 : 0) : to);
}

static void
fill_drops (HengPaymentDialog *self)
{
  HengBook *book = heng_session_get_book (self->session);
  g_autoptr (GtkStringList) from = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) to = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) periods = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) commodities = gtk_string_list_new (NULL);
  g_autoptr (GPtrArray) units = heng_agreement_list_units (self->agreement);

  for (guint i = 0; i < heng_agreement_get_n_parties (self->agreement); i++)
    {
      g_autofree char *name = heng_wording_party (book, self->agreement, i);

      gtk_string_list_append (from, name);
      gtk_string_list_append (to, name);
    }
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->from_drop), G_LIST_MODEL (from));
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->to_drop), G_LIST_MODEL (to));

  /* Translators: in a list of periods: the payment is for none of them in particular */
  gtk_string_list_append (periods, _("No particular period"));
  for (guint i = 0; i < self->periods->len; i++)
    {
      g_autofree char *name = heng_wording_period (g_array_index (self->periods, HengPeriod, i));

      gtk_string_list_append (periods, name);
    }
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->period_drop), G_LIST_MODEL (periods));

  g_ptr_array_insert (units, 0, g_strdup (heng_session_get_currency (self->session)));
  for (guint i = 0; i < units->len; i++)
    gtk_string_list_append (commodities, g_ptr_array_index (units, i));
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->commodity_drop), G_LIST_MODEL (commodities));
  gtk_widget_set_sensitive (self->commodity_drop, units->len > 1);
  self->commodities = g_steal_pointer (&units);
}

HengPaymentDialog *
heng_payment_dialog_new (GtkWindow   *parent,
                         HengSession *session,
                         const char  *code,
                         GError     **error)
{
  HengBook *book;
  HengPaymentDialog *self;
  g_autoptr (HengAgreement) agreement = NULL;
  g_autoptr (GArray) periods = NULL;
  g_autofree char *today = NULL;

  g_return_val_if_fail (GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (HENG_IS_SESSION (session), NULL);
  g_return_val_if_fail (code != NULL, NULL);

  book = heng_session_get_book (session);
  agreement = heng_book_get_agreement (book, code, error);
  if (agreement != NULL)
    periods = heng_book_list_periods (book, code, heng_book_get_today (book), NULL, 0, error);
  if (periods == NULL)
    return NULL;

  self = g_object_new (HENG_TYPE_PAYMENT_DIALOG, "transient-for", parent, NULL);
  self->session = g_object_ref (session);
  self->periods = g_steal_pointer (&periods);
  self->agreement = g_steal_pointer (&agreement);
  gtk_label_set_text (GTK_LABEL (self->subject), heng_wording_pick (self->agreement->title_zh, self->agreement->title_en));
  fill_drops (self);
  suggest_direction (self);
  today = heng_day_format (heng_book_get_today (book));
  gtk_editable_set_text (GTK_EDITABLE (self->date_entry), today);
  check_cb (self);

  return self;
}
