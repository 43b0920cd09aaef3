// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-money-format.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/** HengPreferences: the habits of the window. Kept in GSettings where its schema is found, else for the time of the run. */
#define HENG_TYPE_PREFERENCES (heng_preferences_get_type ())
G_DECLARE_FINAL_TYPE (HengPreferences, heng_preferences, HENG, PREFERENCES, GObject)

HengPreferences *heng_preferences_new            (void);
/** TRUE where the program runs from the tree it was built in. */
gboolean         heng_preferences_is_uninstalled (void);
HengMoneyUnit    heng_preferences_get_money_unit (HengPreferences *self);
gboolean         heng_preferences_get_dark       (HengPreferences *self);
/** Whether books are backed up by themselves. */
gboolean         heng_preferences_get_backups    (HengPreferences *self);
/** Returns: (nullable): the folder that files were last chosen from */
const char      *heng_preferences_get_folder     (HengPreferences *self);
void             heng_preferences_set_folder     (HengPreferences *self,
                                                  const char      *folder);

G_END_DECLS
