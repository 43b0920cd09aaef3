// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-application.h"
#include "heng-book-view.h"
#include "heng-notice.h"

G_BEGIN_DECLS

/** HengMainWindow: a window with one book in it, or the page that greets where there is none. */
#define HENG_TYPE_MAIN_WINDOW (heng_main_window_get_type ())
G_DECLARE_FINAL_TYPE (HengMainWindow, heng_main_window, HENG, MAIN_WINDOW, GtkApplicationWindow)

HengMainWindow  *heng_main_window_new             (HengApplication      *application);
/** Opens the book at @path in the window, after this has returned; says why where it cannot, and keeps what was there. */
void             heng_main_window_open            (HengMainWindow       *self,
                                                  const char           *path);
/** The same, and tells @told (nullable) once the book is on screen; @details (nullable): then as a warning. */
void             heng_main_window_open_telling    (HengMainWindow       *self,
                                                  const char           *path,
                                                  const char           *told,
                                                  const char           *details);
/** Leaves the window without a book, so that no connection to it is open. */
void             heng_main_window_close_book      (HengMainWindow       *self);
/** Returns: (nullable): the book that is open */
HengSession     *heng_main_window_get_session     (HengMainWindow       *self);
/** Returns: (nullable) */
HengBookView    *heng_main_window_get_view        (HengMainWindow       *self);
HengPreferences *heng_main_window_get_preferences (HengMainWindow       *self);
HengNotice      *heng_main_window_get_notice      (HengMainWindow       *self);

G_END_DECLS
