// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-main-window.h"

#include "heng-book-actions.h"
#include "heng-book-banner.h"
#include "heng-book-opening.h"
#include "heng-error.h"
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
  GtkWidget       *banner;
  GtkWidget       *stack;
  GtkWidget       *opening; /* a page with the name of the book that is being opened, where none is open */
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

  heng_book_banner_show (HENG_BOOK_BANNER (self->banner), has_book ? heng_session_get_book (self->session) : NULL);
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
      gtk_widget_set_sensitive (self->primary_button, heng_book_view_word_obstacle (self->view) == NULL);
      gtk_widget_set_tooltip_text (self->primary_button, heng_book_view_word_obstacle (self->view));
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
  heng_book_opening_drop (GTK_WIDGET (self));
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
  gtk_widget_class_bind_template_child (widget_class, HengMainWindow, banner);
  gtk_widget_class_bind_template_child (widget_class, HengMainWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, HengMainWindow, opening);
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
  g_type_ensure (HENG_TYPE_BOOK_BANNER);
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
  HengNotice *notice = HENG_NOTICE (self->notice);

  if (heng_error_is (error, HENG_ERROR_CANCELLED))
    {
      g_autofree char *sentence = heng_wording_error_sentence (error);

      heng_notice_tell (notice, sentence, FALSE);
      return;
    }
  heng_notice_error (notice, error);
  if (heng_notice_is_damage (error))
    heng_notice_offer (notice, _("_Restore or rescue…"), "book.recover", g_variant_new_bytestring (path));
}

static void
show_view (HengMainWindow *self,
           HengSession    *session)
{
  GtkWidget *before = self->view == NULL ? NULL : GTK_WIDGET (self->view);

  g_set_object (&self->session, session);
  self->view = heng_book_view_new (session);
  g_object_bind_property (self->preferences, "sidebar", self->view, "sidebar", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (self->view, "head-changed", G_CALLBACK (update_head), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "head-changed", G_CALLBACK (update_actions), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "changed", G_CALLBACK (update_head), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "changed", G_CALLBACK (update_actions), self, G_CONNECT_SWAPPED);
  gtk_stack_add_child (GTK_STACK (self->stack), GTK_WIDGET (self->view));
  gtk_stack_set_visible_child (GTK_STACK (self->stack), GTK_WIDGET (self->view));
  if (before != NULL)
    gtk_stack_remove (GTK_STACK (self->stack), before);

  update_head (self);
  update_actions (self);
}

/* What is told once the book is on screen. */
typedef struct
{
  char *told;    /* (nullable) */
  char *details; /* (nullable) */
} Sequel;

static void
sequel_free (gpointer data)
{
  Sequel *sequel = data;

  g_free (sequel->told);
  g_free (sequel->details);
  g_free (sequel);
}

static void
opened_cb (GtkWidget    *window,
           const char   *path,
           HengBook     *book,
           const GError *error,
           gpointer      data)
{
  HengMainWindow *self = HENG_MAIN_WINDOW (window);
  const Sequel *sequel = data;
  g_autoptr (HengSession) session = NULL;

  if (book == NULL)
    {
      if (self->view == NULL)
        gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "welcome");
      tell_unopened (self, path, error);
      return;
    }

  session = heng_session_new (book, self->preferences);
  show_view (self, session);
  if (heng_book_get_kept_copy (book) != NULL)
    {
      g_autofree char *told = heng_wording_fill (_("The book was of an older format and has today’s now. As it was it is kept as “%1$s”."),
                                                 heng_book_get_kept_copy (book), "", "", "");

      heng_notice_warn (HENG_NOTICE (self->notice), told, NULL);
    }
  if (!heng_book_is_read_only (book))
    heng_recovery_verbs_keep_backup (self);
  if (sequel->told != NULL && sequel->details != NULL)
    heng_notice_warn (HENG_NOTICE (self->notice), sequel->told, sequel->details);
  else if (sequel->told != NULL)
    heng_notice_tell (HENG_NOTICE (self->notice), sequel->told, FALSE);
}

void
heng_main_window_open_telling (HengMainWindow *self,
                               const char     *path,
                               const char     *told,
                               const char     *details)
{
  Sequel *sequel;

  g_return_if_fail (HENG_IS_MAIN_WINDOW (self));
  g_return_if_fail (path != NULL);

  if (self->view == NULL)
    {
      g_autofree char *name = g_filename_display_basename (path);

      gtk_label_set_text (GTK_LABEL (self->opening), name);
      gtk_stack_set_visible_child (GTK_STACK (self->stack), self->opening);
    }
  sequel = g_new (Sequel, 1);
  *sequel = (Sequel) { g_strdup (told), g_strdup (details) };
  heng_book_opening_start (GTK_WIDGET (self), path, opened_cb, sequel, sequel_free);
}

void
heng_main_window_open (HengMainWindow *self,
                       const char     *path)
{
  heng_main_window_open_telling (self, path, NULL, NULL);
}

void
heng_main_window_close_book (HengMainWindow *self)
{
  GtkWidget *view = self->view == NULL ? NULL : GTK_WIDGET (self->view);

  g_return_if_fail (HENG_IS_MAIN_WINDOW (self));

  self->view = NULL;
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "welcome");
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
