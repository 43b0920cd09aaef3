// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-welcome-page.h"

struct _HengWelcomePage
{
  GtkWidget  parent_instance;
  GtkWidget *scroller;
};

G_DEFINE_FINAL_TYPE (HengWelcomePage, heng_welcome_page, GTK_TYPE_WIDGET)

static void
heng_welcome_page_dispose (GObject *object)
{
  g_clear_pointer (&HENG_WELCOME_PAGE (object)->scroller, gtk_widget_unparent);

  G_OBJECT_CLASS (heng_welcome_page_parent_class)->dispose (object);
}

static void
heng_welcome_page_class_init (HengWelcomePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heng_welcome_page_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/hengping/Hengping/heng-welcome-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HengWelcomePage, scroller);
}

static void
heng_welcome_page_init (HengWelcomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
