// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-preferences.h"

#include "config.h"

struct _HengPreferences
{
  GObject    parent_instance;
  GSettings *settings; /* (nullable) */
  char      *money_unit;
  gboolean   dark;
  int        width;
  int        height;
  gboolean   maximized;
  gboolean   sidebar;
  gboolean   backups;
  char      *folder;
};

typedef enum
{
  PROP_MONEY_UNIT = 1,
  PROP_DARK,
  PROP_WIDTH,
  PROP_HEIGHT,
  PROP_MAXIMIZED,
  PROP_SIDEBAR,
  PROP_BACKUPS,
  PROP_FOLDER,
  N_PROPERTIES
} HengPreferencesProperty;

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (HengPreferences, heng_preferences, G_TYPE_OBJECT)

static GSettingsSchema *
find_schema (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchemaSource) own = NULL;

  if (heng_preferences_is_uninstalled ())
    own = g_settings_schema_source_new_from_directory (HENG_BUILD_DIR "/resources", source, FALSE, NULL);
  if (own != NULL)
    source = own;

  return source == NULL ? NULL : g_settings_schema_source_lookup (source, HENG_APPLICATION_ID, TRUE);
}

static void
replace_string (HengPreferences *self,
                char           **place,
                const GValue    *value,
                GParamSpec      *property)
{
  const char *text = g_value_get_string (value);

  if (g_strcmp0 (*place, text) == 0)
    return;

  g_free (*place);
  *place = g_strdup (text);
  g_object_notify_by_pspec (G_OBJECT (self), property);
}

static void
replace_int (HengPreferences *self,
             int             *place,
             int              number,
             GParamSpec      *property)
{
  if (*place == number)
    return;

  *place = number;
  g_object_notify_by_pspec (G_OBJECT (self), property);
}

static void
heng_preferences_get_property (GObject    *object,
                               guint       id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  HengPreferences *self = HENG_PREFERENCES (object);

  switch ((HengPreferencesProperty) id)
    {
    case PROP_MONEY_UNIT:
      g_value_set_string (value, self->money_unit);
      break;
    case PROP_DARK:
      g_value_set_boolean (value, self->dark);
      break;
    case PROP_WIDTH:
      g_value_set_int (value, self->width);
      break;
    case PROP_HEIGHT:
      g_value_set_int (value, self->height);
      break;
    case PROP_MAXIMIZED:
      g_value_set_boolean (value, self->maximized);
      break;
    case PROP_SIDEBAR:
      g_value_set_boolean (value, self->sidebar);
      break;
    case PROP_BACKUPS:
      g_value_set_boolean (value, self->backups);
      break;
    case PROP_FOLDER:
      g_value_set_string (value, self->folder);
      break;
    case N_PROPERTIES:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
heng_preferences_set_property (GObject      *object,
                               guint         id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  HengPreferences *self = HENG_PREFERENCES (object);

  switch ((HengPreferencesProperty) id)
    {
    case PROP_MONEY_UNIT:
      replace_string (self, &self->money_unit, value, pspec);
      break;
    case PROP_DARK:
      replace_int (self, &self->dark, g_value_get_boolean (value), pspec);
      break;
    case PROP_WIDTH:
      replace_int (self, &self->width, g_value_get_int (value), pspec);
      break;
    case PROP_HEIGHT:
      replace_int (self, &self->height, g_value_get_int (value), pspec);
      break;
    case PROP_MAXIMIZED:
      replace_int (self, &self->maximized, g_value_get_boolean (value), pspec);
      break;
    case PROP_SIDEBAR:
      replace_int (self, &self->sidebar, g_value_get_boolean (value), pspec);
      break;
    case PROP_BACKUPS:
      replace_int (self, &self->backups, g_value_get_boolean (value), pspec);
      break;
    case PROP_FOLDER:
      replace_string (self, &self->folder, value, pspec);
      break;
    case N_PROPERTIES:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
heng_preferences_finalize (GObject *object)
{
  HengPreferences *self = HENG_PREFERENCES (object);

  g_clear_object (&self->settings);
  g_free (self->money_unit);
  g_free (self->folder);

  G_OBJECT_CLASS (heng_preferences_parent_class)->finalize (object);
}

static void
heng_preferences_class_init (HengPreferencesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = heng_preferences_get_property;
  object_class->set_property = heng_preferences_set_property;
  object_class->finalize = heng_preferences_finalize;

  properties[PROP_MONEY_UNIT] = g_param_spec_string ("money-unit", NULL, NULL, "wan", flags);
  properties[PROP_DARK] = g_param_spec_boolean ("dark", NULL, NULL, FALSE, flags);
  properties[PROP_WIDTH] = g_param_spec_int ("width", NULL, NULL, 0, G_MAXINT, 1280, flags);
  properties[PROP_HEIGHT] = g_param_spec_int ("height", NULL, NULL, 0, G_MAXINT, 800, flags);
  properties[PROP_MAXIMIZED] = g_param_spec_boolean ("maximized", NULL, NULL, FALSE, flags);
  properties[PROP_SIDEBAR] = g_param_spec_boolean ("sidebar", NULL, NULL, TRUE, flags);
  properties[PROP_BACKUPS] = g_param_spec_boolean ("backups", NULL, NULL, TRUE, flags);
  properties[PROP_FOLDER] = g_param_spec_string ("folder", NULL, NULL, "", flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
heng_preferences_init (HengPreferences *self)
{
  g_autoptr (GSettingsSchema) schema = find_schema ();

  self->money_unit = g_strdup ("wan");
  self->folder = g_strdup ("");
  self->width = 1280;
  self->height = 800;
  self->sidebar = TRUE;
  self->backups = TRUE;
  if (schema == NULL)
    return;

  self->settings = g_settings_new_full (schema, NULL, NULL);
  for (guint i = 1; i < N_PROPERTIES; i++)
    g_settings_bind (self->settings, properties[i]->name, self, properties[i]->name, G_SETTINGS_BIND_DEFAULT);
}

HengPreferences *
heng_preferences_new (void)
{
  return g_object_new (HENG_TYPE_PREFERENCES, NULL);
}

gboolean
heng_preferences_is_uninstalled (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);

  return program != NULL && g_str_has_prefix (program, HENG_BUILD_DIR "/");
}

HengMoneyUnit
heng_preferences_get_money_unit (HengPreferences *self)
{
  g_return_val_if_fail (HENG_IS_PREFERENCES (self), HENG_MONEY_UNIT_YUAN);

  if (g_str_equal (self->money_unit, "wan"))
    return HENG_MONEY_UNIT_WAN;

  return g_str_equal (self->money_unit, "yi") ? HENG_MONEY_UNIT_YI : HENG_MONEY_UNIT_YUAN;
}

gboolean
heng_preferences_get_backups (HengPreferences *self)
{
  g_return_val_if_fail (HENG_IS_PREFERENCES (self), TRUE);

  return self->backups;
}

gboolean
heng_preferences_get_dark (HengPreferences *self)
{
  g_return_val_if_fail (HENG_IS_PREFERENCES (self), FALSE);

  return self->dark;
}

const char *
heng_preferences_get_folder (HengPreferences *self)
{
  g_return_val_if_fail (HENG_IS_PREFERENCES (self), NULL);

  return *self->folder == '\0' ? NULL : self->folder;
}

void
heng_preferences_set_folder (HengPreferences *self,
                             const char      *folder)
{
  g_return_if_fail (HENG_IS_PREFERENCES (self));

  g_object_set (self, "folder", folder == NULL ? "" : folder, NULL);
}
