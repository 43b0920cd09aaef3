// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-application.h"
#include "heng-book-view.h"
#include "heng-notice.h"

G_BEGIN_DECLS

/** HengWindow: a window with one book in it, or the page that greets where there is none. */
#define HENG_TYPE_WINDOW (heng_window_get_type ())
G_DECLARE_FINAL_TYPE (HengWindow, heng_window, HENG, WINDOW, GtkApplicationWindow)

HengWindow      *heng_window_new             (HengApplication *application);
/** Opens the book at @path in the window; says why where it cannot, and keeps what was there. */
gboolean         heng_window_open            (HengWindow      *self,
                                              const char      *path);
/** Returns: (nullable): the book that is open */
HengSession     *heng_window_get_session     (HengWindow      *self);
/** Returns: (nullable) */
HengBookView    *heng_window_get_view        (HengWindow      *self);
HengPreferences *heng_window_get_preferences (HengWindow      *self);
HengNotice      *heng_window_get_notice      (HengWindow      *self);

G_END_DECLS
