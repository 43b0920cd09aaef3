// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-reverse-dialog.h"

#include "heng-notice.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

struct _HengReverseDialog
{
  GtkWindow    parent_instance;
  GtkWidget   *question;
  GtkWidget   *reason;
  GtkWidget   *problem;
  HengSession *session;
  gint64       entry;
};

G_DEFINE_FINAL_TYPE (HengReverseDialog, heng_reverse_dialog, GTK_TYPE_WINDOW)

static void
reason_changed_cb (HengReverseDialog *self)
{
  g_autofree char *reason = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->reason))));

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.reverse", *reason != '\0');
}

static void
reverse_cb (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  HengReverseDialog *self = HENG_REVERSE_DIALOG (widget);
  g_autofree char *reason = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->reason))));
  g_autofree char *told = NULL;
  g_autoptr (GError) error = NULL;
  gint64 reversal = 0;

  if (!heng_book_reverse (heng_session_get_book (self->session), self->entry, reason, &reversal, &error))
    {
      g_autofree char *sentence = heng_wording_error (error);

      gtk_label_set_text (GTK_LABEL (self->problem), sentence);
      gtk_widget_set_visible (self->problem, TRUE);
      return;
    }

  /* Translators: numbers of two entries: the one that was reversed, and the opposite one */
  told = g_strdup_printf (_("Entry %" PRId64 " is reversed by entry %" PRId64 "."), self->entry, reversal);
  heng_notice_tell (heng_notice_find (widget), told, FALSE);
  heng_session_note_booked (self->session, 0);
  gtk_window_close (GTK_WINDOW (self));
}

static void
heng_reverse_dialog_dispose (GObject *object)
{
  g_clear_object (&HENG_REVERSE_DIALOG (object)->session);

  G_OBJECT_CLASS (heng_reverse_dialog_parent_class)->dispose (object);
}

static void
heng_reverse_dialog_class_init (HengReverseDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heng_reverse_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/hengping/Hengping/heng-reverse-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HengReverseDialog, question);
  gtk_widget_class_bind_template_child (widget_class, HengReverseDialog, reason);
  gtk_widget_class_bind_template_child (widget_class, HengReverseDialog, problem);
  gtk_widget_class_bind_template_callback (widget_class, reason_changed_cb);
  gtk_widget_class_install_action (widget_class, "dialog.reverse", NULL, reverse_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
heng_reverse_dialog_init (HengReverseDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.reverse", FALSE);
}

HengReverseDialog *
heng_reverse_dialog_new (GtkWindow   *parent,
                         HengSession *session,
                         gint64       entry)
{
  HengReverseDialog *self;
  g_autofree char *question = NULL;

  g_return_val_if_fail (GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (HENG_IS_SESSION (session), NULL);
  g_return_val_if_fail (entry > 0, NULL);

  self = g_object_new (HENG_TYPE_REVERSE_DIALOG, "transient-for", parent, NULL);
  self->session = g_object_ref (session);
  self->entry = entry;
  /* Translators: the number of an entry of the book */
  question = g_strdup_printf (_("Entry %" PRId64 " stays in the book; an opposite entry, dated today, takes back what it moved."), entry);
  gtk_label_set_text (GTK_LABEL (self->question), question);

  return self;
}
