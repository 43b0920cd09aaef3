// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * Puts what is wrong with @field into @label beside it, and says it: wrong input is spoken, not only red.
 * @error: (nullable): nothing is wrong. Returns: whether nothing is
 */
gboolean heng_field_tell_problem (GtkWidget    *field,
                                  GtkWidget    *label,
                                  const GError *error);

G_END_DECLS
