// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-main-window.h"

#include "heng-book-actions.h"
#include "heng-error.h"
#include "heng-older-book.h"
#include "heng-recovery-verbs.h"
#include "heng-welcome-page.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>

struct _HengMainWindow
{
  GtkApplicationWindow parent_instance;
  GtkWidget       *sidebar_button;
  GtkWidget       *primary_button;
  GtkWidget       *title;
  GtkWidget       *subtitle;
  GtkWidget       *search_button;
  GtkWidget       *undo_button;
  GtkWidget       *stack;
  GtkWidget       *notice;
  HengPreferences *preferences;
  HengSession     *session; /* (nullable) */
  HengBookView    *view;    /* (nullable): belongs to the stack */
};

G_DEFINE_FINAL_TYPE (HengMainWindow, heng_main_window, GTK_TYPE_APPLICATION_WINDOW)

static void
update_actions (HengMainWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean has_book = self->session != NULL;
  gboolean can_write = has_book && !heng_book_is_read_only (heng_session_get_book (self->session));
  gboolean moved;

  heng_book_actions_update (widget, has_book, can_write);
  moved = self->view != NULL && heng_book_view_can_undo (self->view);
  gtk_widget_action_set_enabled (widget, "book.undo", moved || (can_write && heng_session_get_last_entry (self->session) > 0));
  gtk_widget_set_tooltip_text (self->undo_button, moved ? _("Take back the last move in the drawing") : _("Take back what was booked last"));
  gtk_widget_set_visible (self->sidebar_button, has_book);
  gtk_widget_set_visible (self->search_button, has_book);
  gtk_widget_set_visible (self->undo_button, has_book);
}

static void
update_head (HengMainWindow *self)
{
  if (self->session == NULL)
    {
      gtk_label_set_text (GTK_LABEL (self->title), _("Hengping"));
      gtk_widget_set_visible (self->subtitle, FALSE);
      gtk_widget_set_visible (self->primary_button, FALSE);
      gtk_window_set_title (GTK_WINDOW (self), _("Hengping"));
    }
  else
    {
      g_autofree char *name = heng_session_dup_name (self->session);
      /* Translators: the title of the window in the list of windows: the book's name */
      g_autofree char *title = g_strdup_printf (_("%s – Hengping"), name);

      gtk_label_set_text (GTK_LABEL (self->title), name);
      gtk_label_set_text (GTK_LABEL (self->subtitle), heng_book_view_get_subtitle (self->view));
      gtk_widget_set_visible (self->subtitle, TRUE);
      gtk_button_set_label (GTK_BUTTON (self->primary_button), heng_book_view_get_primary_label (self->view));
      gtk_widget_set_sensitive (self->primary_button, heng_book_view_can_primary (self->view));
      gtk_widget_set_visible (self->primary_button, TRUE);
      gtk_window_set_title (GTK_WINDOW (self), title);
    }
}

static void
primary_cb (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  HengMainWindow *self = HENG_MAIN_WINDOW (widget);

  if (self->view != NULL)
    heng_book_view_do_primary (self->view);
}

static void
search_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  HengMainWindow *self = HENG_MAIN_WINDOW (widget);

  if (self->view != NULL)
    heng_book_view_search (self->view);
}

static void
show_page_cb (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  HengMainWindow *self = HENG_MAIN_WINDOW (widget);

  if (self->view != NULL)
    heng_book_view_show_page (self->view, g_variant_get_string (parameter, NULL));
}

static void
show_agreement_cb (GtkWidget  *widget,
                   const char *action,
                   GVariant   *parameter)
{
  HengMainWindow *self = HENG_MAIN_WINDOW (widget);

  if (self->view != NULL)
    heng_book_view_show_agreement (self->view, g_variant_get_string (parameter, NULL));
}

static void
show_settlements_cb (GtkWidget  *widget,
                     const char *action,
                     GVariant   *parameter)
{
  HengMainWindow *self = HENG_MAIN_WINDOW (widget);

  if (self->view != NULL)
    heng_book_view_show_settlements (self->view, g_variant_get_string (parameter, NULL));
}

static void
bind_habits (HengMainWindow *self)
{
  HengPreferences *preferences = self->preferences;
  int width;
  int height;

  g_object_get (preferences, "width", &width, "height", &height, NULL);
  gtk_window_set_default_size (GTK_WINDOW (self), width, height);
  g_object_bind_property (self, "default-width", preferences, "width", G_BINDING_DEFAULT);
  g_object_bind_property (self, "default-height", preferences, "height", G_BINDING_DEFAULT);
  g_object_bind_property (preferences, "maximized", self, "maximized", G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  g_object_bind_property (preferences, "sidebar", self->sidebar_button, "active", G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
}

static void
heng_main_window_dispose (GObject *object)
{
  HengMainWindow *self = HENG_MAIN_WINDOW (object);

  /* Work that is still running in a thread finds nobody to tell any more. */
  g_object_set_data (object, "heng-notice", NULL);
  self->view = NULL;
  g_clear_object (&self->session);
  g_clear_object (&self->preferences);

  G_OBJECT_CLASS (heng_main_window_parent_class)->dispose (object);
}

static void
heng_main_window_class_init (HengMainWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heng_main_window_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/hengping/Hengping/heng-main-window.ui");
  gtk_widget_class_bind_template_child (widget_class, HengMainWindow, sidebar_button);
  gtk_widget_class_bind_template_child (widget_class, HengMainWindow, primary_button);
  gtk_widget_class_bind_template_child (widget_class, HengMainWindow, title);
  gtk_widget_class_bind_template_child (widget_class, HengMainWindow, subtitle);
  gtk_widget_class_bind_template_child (widget_class, HengMainWindow, search_button);
  gtk_widget_class_bind_template_child (widget_class, HengMainWindow, undo_button);
  gtk_widget_class_bind_template_child (widget_class, HengMainWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, HengMainWindow, notice);
  gtk_widget_class_install_action (widget_class, "page.primary", NULL, primary_cb);
  gtk_widget_class_install_action (widget_class, "page.search", NULL, search_cb);
  gtk_widget_class_install_action (widget_class, "page.show", "s", show_page_cb);
  gtk_widget_class_install_action (widget_class, "book.show-agreement", "s", show_agreement_cb);
  gtk_widget_class_install_action (widget_class, "book.show-settlements", "s", show_settlements_cb);
  heng_book_actions_install (widget_class);
}

static void
heng_main_window_init (HengMainWindow *self)
{
  g_type_ensure (HENG_TYPE_NOTICE);
  g_type_ensure (HENG_TYPE_WELCOME_PAGE);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_object_set_data (G_OBJECT (self), "heng-notice", self->notice);
}

HengMainWindow *
heng_main_window_new (HengApplication *application)
{
  HengMainWindow *self;

  g_return_val_if_fail (HENG_IS_APPLICATION (application), NULL);

  self = g_object_new (HENG_TYPE_MAIN_WINDOW, "application", application, NULL);
  self->preferences = g_object_ref (heng_application_get_preferences (application));
  bind_habits (self);
  update_head (self);
  update_actions (self);

  return self;
}

/* Backups, and what can be read of the file, help where it is damaged. */
static void
tell_unopened (HengMainWindow *self,
               const char     *path,
               const GError   *error)
{
  static const HengErrorCode damages[] = { HENG_ERROR_BOOK_DAMAGED, HENG_ERROR_BOOK_FOREIGN, HENG_ERROR_BOOK_EMPTY, HENG_ERROR_BOOK_SCHEMA,
                                           HENG_ERROR_BOOK_CHANGED, HENG_ERROR_BOOK_KEPT };

  heng_notice_error (HENG_NOTICE (self->notice), error);
  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    if (g_error_matches (error, HENG_ERROR, (int) damages[i]))
      heng_notice_offer (HENG_NOTICE (self->notice), _("Restore or rescue…"), "book.recover", g_variant_new_bytestring (path));
}

static gboolean
open_book (HengMainWindow *self,
           const char     *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HengSession) session = NULL;
  GtkWidget *before;

  session = heng_session_open (path, self->preferences, &error);
  if (session == NULL)
    {
      tell_unopened (self, path, error);
      return FALSE;
    }

  before = self->view == NULL ? NULL : GTK_WIDGET (self->view);
  g_set_object (&self->session, session);
  self->view = heng_book_view_new (session);
  g_object_bind_property (self->preferences, "sidebar", self->view, "sidebar", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (self->view, "head-changed", G_CALLBACK (update_head), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "head-changed", G_CALLBACK (update_actions), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "changed", G_CALLBACK (update_actions), self, G_CONNECT_SWAPPED);
  gtk_stack_add_child (GTK_STACK (self->stack), GTK_WIDGET (self->view));
  gtk_stack_set_visible_child (GTK_STACK (self->stack), GTK_WIDGET (self->view));
  if (before != NULL)
    gtk_stack_remove (GTK_STACK (self->stack), before);

  update_head (self);
  update_actions (self);
  if (heng_book_is_kept_wrong (heng_session_get_book (session)))
    {
      heng_error_set (&error, HENG_ERROR_BOOK_KEPT, "kept", NULL);
      heng_error_place (&error, path, 0, 0);
      tell_unopened (self, path, error);
    }
  else if (heng_book_is_read_only (heng_session_get_book (session)))
    heng_notice_warn (HENG_NOTICE (self->notice), _("This book can only be read: its file or folder does not let you write."), NULL);
  else
    heng_recovery_verbs_keep_backup (self);

  return TRUE;
}

static void
brought_up_cb (GtkWidget    *window,
               const char   *path,
               const char   *kept_copy,
               const GError *error)
{
  HengMainWindow *self = HENG_MAIN_WINDOW (window);
  g_autofree char *told = NULL;

  if (error != NULL)
    {
      tell_unopened (self, path, error);
      return;
    }
  if (!open_book (self, path) || kept_copy == NULL)
    return;

  told = heng_wording_fill (_("The book was of an older format and has today’s now. As it was it is kept as “%1$s”."), kept_copy, "", "", "");
  heng_notice_warn (HENG_NOTICE (self->notice), told, NULL);
}

gboolean
heng_main_window_open (HengMainWindow *self,
                       const char     *path)
{
  g_return_val_if_fail (HENG_IS_MAIN_WINDOW (self), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  return heng_older_book_bring_up (GTK_WIDGET (self), path, brought_up_cb) || open_book (self, path);
}

void
heng_main_window_close_book (HengMainWindow *self)
{
  GtkWidget *view = self->view == NULL ? NULL : GTK_WIDGET (self->view);

  g_return_if_fail (HENG_IS_MAIN_WINDOW (self));

  self->view = NULL;
  if (view != NULL)
    gtk_stack_remove (GTK_STACK (self->stack), view);
  g_clear_object (&self->session);
  update_head (self);
  update_actions (self);
}

HengSession *
heng_main_window_get_session (HengMainWindow *self)
{
  g_return_val_if_fail (HENG_IS_MAIN_WINDOW (self), NULL);

  return self->session;
}

HengBookView *
heng_main_window_get_view (HengMainWindow *self)
{
  g_return_val_if_fail (HENG_IS_MAIN_WINDOW (self), NULL);

  return self->view;
}

HengPreferences *
heng_main_window_get_preferences (HengMainWindow *self)
{
  g_return_val_if_fail (HENG_IS_MAIN_WINDOW (self), NULL);

  return self->preferences;
}

HengNotice *
heng_main_window_get_notice (HengMainWindow *self)
{
  g_return_val_if_fail (HENG_IS_MAIN_WINDOW (self), NULL);

  return HENG_NOTICE (self->notice);
}
