// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-preferences.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** Asks where to, and writes @text there as a file, whole or not at all; the strip nearest to @source tells of it.
 * @name: suggested for the file */
void heng_report_save (GtkWidget       *source,
                       HengPreferences *preferences,
                       const char      *name,
                       const char      *text);

G_END_DECLS
