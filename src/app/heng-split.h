// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** Under this width list and detail do not stand side by side. */
#define HENG_SPLIT_NARROW_PX 900

/**
 * HengSplit: a list at the left and a detail at the right; where there is no room for both, one of them, with a button back to the
 * list above the detail.
 */
#define HENG_TYPE_SPLIT (heng_split_get_type ())
G_DECLARE_FINAL_TYPE (HengSplit, heng_split, HENG, SPLIT, GtkWidget)

/** Whether the detail is what is wanted where there is room for only one. */
void heng_split_set_shows_detail (HengSplit *self,
                                  gboolean   shows_detail);

G_END_DECLS
