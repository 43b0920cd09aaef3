// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-preferences.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** HengApplication: `hengping [BOOK…]`, `hengping --sample`. */
#define HENG_TYPE_APPLICATION (heng_application_get_type ())
G_DECLARE_FINAL_TYPE (HengApplication, heng_application, HENG, APPLICATION, GtkApplication)

HengApplication *heng_application_new             (void);
HengPreferences *heng_application_get_preferences (HengApplication *self);

G_END_DECLS
