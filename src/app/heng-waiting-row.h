// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-backlog.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** A button that settles a period which waits for it, and says what keeps it back. */
GtkWidget *heng_waiting_row_new (const HengBacklogRow *row);

G_END_DECLS
