// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-book-restore.h"

G_BEGIN_DECLS

/** The two heads, what the backup is to the book, and what would be lost, in sentences, a line each. Returns: (transfer full) */
char *heng_restore_text (const HengRestorePlan *plan);

G_END_DECLS
