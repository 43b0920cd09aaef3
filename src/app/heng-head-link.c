// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-head-link.h"

#include "heng-digest.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>

struct _HengHeadLink
{
  GtkWidget    parent_instance;
  GtkWidget   *button;
  HengSession *session;
};

G_DEFINE_FINAL_TYPE (HengHeadLink, heng_head_link, GTK_TYPE_WIDGET)

static void
heng_head_link_dispose (GObject *object)
{
  HengHeadLink *self = HENG_HEAD_LINK (object);

  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (heng_head_link_parent_class)->dispose (object);
}

static void
heng_head_link_class_init (HengHeadLinkClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heng_head_link_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
heng_head_link_init (HengHeadLink *self)
{
  self->button = gtk_button_new_with_label ("");
  gtk_button_set_has_frame (GTK_BUTTON (self->button), FALSE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), "book.verify");
  gtk_widget_set_tooltip_text (self->button, _("The head of the book: pages and exports state it. Verify the book, or compare a head on paper."));
  gtk_widget_add_css_class (self->button, "flat-link");
  gtk_widget_add_css_class (self->button, "dim-label");
  gtk_widget_add_css_class (self->button, "figures");
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
}

static void
show_head (GtkWidget *widget)
{
  HengHeadLink *self = HENG_HEAD_LINK (widget);
  g_autofree char *head = heng_book_word_head (heng_session_get_book (self->session), 0, HENG_HEAD_DIGITS, NULL);
  /* Translators: the head of a book, such as 504:98ead1c77eff7a49 */
  g_autofree char *text = head == NULL ? NULL : heng_wording_fill (_("Head %1$s"), head, "", "", "");

  gtk_widget_set_visible (self->button, text != NULL);
  gtk_button_set_label (GTK_BUTTON (self->button), text == NULL ? "" : text);
}

void
heng_head_link_set_session (HengHeadLink *self,
                            HengSession  *session)
{
  g_return_if_fail (HENG_IS_HEAD_LINK (self));
  g_return_if_fail (HENG_IS_SESSION (session));

  g_set_object (&self->session, session);
  heng_session_watch (session, GTK_WIDGET (self), show_head);
}
