// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-new-book-dialog.h"

#include "heng-dialogs.h"
#include "heng-standard-book.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>

struct _HengNewBookDialog
{
  GtkWindow  parent_instance;
  GtkWidget *currency;
  GtkWidget *problem;
};

G_DEFINE_FINAL_TYPE (HengNewBookDialog, heng_new_book_dialog, GTK_TYPE_WINDOW)

static void
currency_changed_cb (HengNewBookDialog *self)
{
  const char *currency = gtk_editable_get_text (GTK_EDITABLE (self->currency));
  gboolean is_valid = heng_currency_is_valid (currency);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.create", is_valid);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->currency), GTK_ACCESSIBLE_STATE_INVALID,
                               is_valid ? GTK_ACCESSIBLE_INVALID_FALSE : GTK_ACCESSIBLE_INVALID_TRUE, -1);
  gtk_label_set_text (GTK_LABEL (self->problem), is_valid ? "" : _("A currency is three capital letters, such as CNY."));
}

static gboolean
create_book (const char *path,
             const char *currency,
             GError    **error)
{
  g_autoptr (HengBook) book = heng_standard_book_new (path, currency, g_get_user_name (), heng_clock_system, NULL, error);

  return book != NULL;
}

static void
place_chosen_cb (GtkWidget *widget,
                 GStrv      paths,
                 gpointer   data)
{
  HengNewBookDialog *self = HENG_NEW_BOOK_DIALOG (widget);
  HengMainWindow *window = HENG_MAIN_WINDOW (gtk_window_get_transient_for (GTK_WINDOW (self)));
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_str_has_suffix (paths[0], ".hengping") ? g_strdup (paths[0]) : g_strconcat (paths[0], ".hengping", NULL);

  if (!create_book (path, gtk_editable_get_text (GTK_EDITABLE (self->currency)), &error))
    {
      g_autofree char *sentence = heng_wording_error (error);

      gtk_label_set_text (GTK_LABEL (self->problem), sentence);
      return;
    }

  heng_main_window_open (window, path);
  gtk_window_close (GTK_WINDOW (self));
}

static void
create_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  static const char *const patterns[] = { "*.hengping", NULL };
  HengNewBookDialog *self = HENG_NEW_BOOK_DIALOG (widget);
  HengMainWindow *window = HENG_MAIN_WINDOW (gtk_window_get_transient_for (GTK_WINDOW (self)));
  /* Translators: suggested name for the file of a new book */
  g_autofree char *name = g_strdup_printf ("%s.hengping", _("Book"));
  HengFileChoice choice = {
    .kind = HENG_FILE_CHOICE_SAVE,
    .title = _("Where the new book is kept"),
    .accept = _("_Create"),
    .suggested_name = name,
    .filter_name = _("Books (*.hengping)"),
    .patterns = patterns,
  };

  heng_dialogs_choose_files (widget, heng_main_window_get_preferences (window), &choice, place_chosen_cb, NULL, NULL);
}

static void
heng_new_book_dialog_class_init (HengNewBookDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/hengping/Hengping/heng-new-book-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HengNewBookDialog, currency);
  gtk_widget_class_bind_template_child (widget_class, HengNewBookDialog, problem);
  gtk_widget_class_bind_template_callback (widget_class, currency_changed_cb);
  gtk_widget_class_install_action (widget_class, "dialog.create", NULL, create_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
heng_new_book_dialog_init (HengNewBookDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  currency_changed_cb (self);
}

HengNewBookDialog *
heng_new_book_dialog_new (HengMainWindow *window)
{
  g_return_val_if_fail (HENG_IS_MAIN_WINDOW (window), NULL);

  return g_object_new (HENG_TYPE_NEW_BOOK_DIALOG, "transient-for", window, NULL);
}
