// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** HengFigure: one figure that matters, in large type under its name. */
#define HENG_TYPE_FIGURE (heng_figure_get_type ())
G_DECLARE_FINAL_TYPE (HengFigure, heng_figure, HENG, FIGURE, GtkWidget)

/** @unit: (nullable): what it is counted in */
void heng_figure_set (HengFigure *self,
                      const char *value,
                      const char *unit);

G_END_DECLS
