// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** HengWelcomePage: what a window without a book shows: three ways to begin. */
#define HENG_TYPE_WELCOME_PAGE (heng_welcome_page_get_type ())
G_DECLARE_FINAL_TYPE (HengWelcomePage, heng_welcome_page, HENG, WELCOME_PAGE, GtkWidget)

G_END_DECLS
