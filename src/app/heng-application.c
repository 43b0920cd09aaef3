// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-application.h"

#include "config.h"
#include "heng-main-window.h"

#include <glib/gi18n-lib.h>

struct _HengApplication
{
  GtkApplication   parent_instance;
  HengPreferences *preferences;
  gboolean         opens_sample;
};

G_DEFINE_FINAL_TYPE (HengApplication, heng_application, GTK_TYPE_APPLICATION)

static const struct
{
  const char *action;
  const char *keys[3];
} shortcuts[] = {
  { "app.quit", { "<Control>q" } },
  { "app.shortcuts", { "<Control>question", "F1" } },
  { "window.close", { "<Control>w" } },
  { "book.new", { "<Control>n" } },
  { "book.open", { "<Control>o" } },
  { "book.import", { "<Control>i" } },
  { "book.undo", { "<Control>z" } },
  { "page.search", { "<Control>f" } },
  { "page.primary", { "<Control>Return" } },
  { "page.show::overview", { "<Control>1", "<Alt>1" } },
  { "page.show::agreements", { "<Control>2", "<Alt>2" } },
  { "page.show::data", { "<Control>3", "<Alt>3" } },
  { "page.show::settlements", { "<Control>4", "<Alt>4" } },
  { "page.show::balances", { "<Control>5", "<Alt>5" } },
  { "page.show::flows", { "<Control>6", "<Alt>6" } },
};

static void
quit_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  GtkApplication *application = data;
  GtkWindow *window;

  while ((window = gtk_application_get_active_window (application)) != NULL)
    gtk_window_destroy (window);
}

static void
about_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       data)
{
  gtk_show_about_dialog (gtk_application_get_active_window (data),
                         "program-name", _("Hengping (衡平)"),
                         "logo-icon-name", HENG_APPLICATION_ID,
                         "version", HENG_VERSION,
                         "comments", _("A ledger for compensation between regions"),
                         "license-type", GTK_LICENSE_GPL_3_0,
                         "modal", TRUE,
                         NULL);
}

static void
shortcuts_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       data)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/io/github/hengping/Hengping/heng-shortcuts.ui");
  GtkWindow *window = GTK_WINDOW (gtk_builder_get_object (builder, "window"));

  gtk_window_set_transient_for (window, gtk_application_get_active_window (data));
  gtk_window_present (window);
}

static const GActionEntry actions[] = {
  { "quit", quit_cb },
  { "about", about_cb },
  { "shortcuts", shortcuts_cb },
};

static HengMainWindow *
open_window (HengApplication *self,
             const char      *path)
{
  HengMainWindow *window = heng_main_window_new (self);

  if (path != NULL)
    heng_main_window_open (window, path);
  gtk_window_present (GTK_WINDOW (window));

  return window;
}

static void
heng_application_activate (GApplication *application)
{
  HengApplication *self = HENG_APPLICATION (application);
  HengMainWindow *window;

  if (self->opens_sample)
    {
      window = open_window (self, NULL);
      gtk_widget_activate_action (GTK_WIDGET (window), "book.open-sample", NULL);
    }
  else if (gtk_application_get_active_window (GTK_APPLICATION (self)) != NULL)
    gtk_window_present (gtk_application_get_active_window (GTK_APPLICATION (self)));
  else
    open_window (self, NULL);
}

static void
heng_application_open (GApplication *application,
                       GFile       **files,
                       int           n_files,
                       const char   *hint)
{
  for (int i = 0; i < n_files; i++)
    {
      g_autofree char *path = g_file_get_path (files[i]);

      open_window (HENG_APPLICATION (application), path);
    }
}

static int
heng_application_handle_local_options (GApplication *application,
                                       GVariantDict *options)
{
  HengApplication *self = HENG_APPLICATION (application);

  self->opens_sample = g_variant_dict_contains (options, "sample");
  /* A running program would not hear of the option. */
  if (self->opens_sample)
    g_application_set_flags (application, g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);

  return -1;
}

static void
heng_application_startup (GApplication *application)
{
  HengApplication *self = HENG_APPLICATION (application);
  g_autoptr (GPropertyAction) money_unit = NULL;
  g_autoptr (GPropertyAction) dark = NULL;
  g_autoptr (GtkCssProvider) style = NULL;
  GtkSettings *settings;
  gboolean theme_is_dark;

  G_APPLICATION_CLASS (heng_application_parent_class)->startup (application);

  self->preferences = heng_preferences_new ();
  money_unit = g_property_action_new ("money-unit", self->preferences, "money-unit");
  dark = g_property_action_new ("dark", self->preferences, "dark");
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (money_unit));
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (dark));
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), shortcuts[i].action, (const char *const *) shortcuts[i].keys);

  /* A desktop that is dark already stays so. */
  settings = gtk_settings_get_default ();
  g_object_get (settings, "gtk-application-prefer-dark-theme", &theme_is_dark, NULL);
  if (!theme_is_dark)
    g_object_bind_property (self->preferences, "dark", settings, "gtk-application-prefer-dark-theme", G_BINDING_SYNC_CREATE);
  style = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (style, "/io/github/hengping/Hengping/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (style), GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  gtk_window_set_default_icon_name (HENG_APPLICATION_ID);
}

static void
heng_application_finalize (GObject *object)
{
  g_clear_object (&HENG_APPLICATION (object)->preferences);

  G_OBJECT_CLASS (heng_application_parent_class)->finalize (object);
}

static void
heng_application_class_init (HengApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = heng_application_finalize;
  application_class->startup = heng_application_startup;
  application_class->activate = heng_application_activate;
  application_class->open = heng_application_open;
  application_class->handle_local_options = heng_application_handle_local_options;
}

static void
heng_application_init (HengApplication *self)
{
  const GOptionEntry options[] = {
    { "sample", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Open a fresh copy of the sample book"), NULL },
    { NULL }
  };

  g_application_set_option_context_parameter_string (G_APPLICATION (self), _("[BOOK…]"));
  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

HengApplication *
heng_application_new (void)
{
  return g_object_new (HENG_TYPE_APPLICATION,
                       "application-id", HENG_APPLICATION_ID,
                       "resource-base-path", "/io/github/hengping/Hengping",
                       "flags", G_APPLICATION_HANDLES_OPEN,
                       NULL);
}

HengPreferences *
heng_application_get_preferences (HengApplication *self)
{
  g_return_val_if_fail (HENG_IS_APPLICATION (self), NULL);

  return self->preferences;
}
