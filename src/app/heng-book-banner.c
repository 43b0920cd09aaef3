// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-book-banner.h"

#include <glib/gi18n-lib.h>

struct _HengBookBanner
{
  GtkWidget  parent_instance;
  GtkWidget *box;
  GtkWidget *text;
  GtkWidget *verify;
  GtkWidget *restore;
  GtkWidget *copy;
};

G_DEFINE_FINAL_TYPE (HengBookBanner, heng_book_banner, GTK_TYPE_WIDGET)

static void
heng_book_banner_dispose (GObject *object)
{
  g_clear_pointer (&HENG_BOOK_BANNER (object)->box, gtk_widget_unparent);

  G_OBJECT_CLASS (heng_book_banner_parent_class)->dispose (object);
}

static void
heng_book_banner_class_init (HengBookBannerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heng_book_banner_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_STATUS);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/hengping/Hengping/heng-book-banner.ui");
  gtk_widget_class_bind_template_child (widget_class, HengBookBanner, box);
  gtk_widget_class_bind_template_child (widget_class, HengBookBanner, text);
  gtk_widget_class_bind_template_child (widget_class, HengBookBanner, verify);
  gtk_widget_class_bind_template_child (widget_class, HengBookBanner, restore);
  gtk_widget_class_bind_template_child (widget_class, HengBookBanner, copy);
}

static void
heng_book_banner_init (HengBookBanner *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

const char *
heng_book_banner_word (HengBook *book)
{
  if (!heng_book_is_read_only (book))
    return NULL;
  if (heng_book_is_kept_wrong (book))
    return _("Read only: a balance that the book keeps does not match its entries. Nothing is written until that is mended.");
  if (heng_book_is_of_older_format (book))
    return _("Read only: the book has an older format, and its file or folder does not let you write. It is shown as it is.");

  return _("Read only: the file or folder of the book does not let you write.");
}

void
heng_book_banner_show (HengBookBanner *self,
                       HengBook       *book)
{
  const char *text;
  gboolean is_wrong;

  g_return_if_fail (HENG_IS_BOOK_BANNER (self));

  text = book == NULL ? NULL : heng_book_banner_word (book);
  is_wrong = text != NULL && heng_book_is_kept_wrong (book);
  gtk_label_set_text (GTK_LABEL (self->text), text == NULL ? "" : text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text == NULL ? "" : text, -1);
  gtk_widget_set_visible (self->verify, is_wrong);
  gtk_widget_set_visible (self->restore, is_wrong);
  gtk_widget_set_visible (self->copy, !is_wrong);
  if (is_wrong)
    gtk_widget_add_css_class (self->box, "warned");
  else
    gtk_widget_remove_css_class (self->box, "warned");
  gtk_widget_set_visible (GTK_WIDGET (self), text != NULL);
}
