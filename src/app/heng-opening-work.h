// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-progress.h"

#include "heng-book-progress.h"

G_BEGIN_DECLS

/** What opening a book is at, where it is more than a moment's work. */
typedef enum
{
  HENG_OPENING_LOOKING,   /* at what the file is */
  HENG_OPENING_VERIFYING, /* everything, since whoever had it open last did not close it */
  HENG_OPENING_BRINGING   /* a book of an older format to today's, with a copy kept as it was */
} HengOpeningStage;

/**
 * Opens a book as a window needs it, for writing where that is possible. Runs in any thread; the book may be used in another one afterwards.
 *
 * @stage: (out): a #HengOpeningStage, set before it begins, to be read atomically by whoever waits
 * @progress: told how far the stage is
 * @cancellable: ends it with %HENG_ERROR_CANCELLED: the file is as it was then
 */
HengBook *heng_opening_work_run (const char    *path,
                                 gint          *stage,
                                 HengProgress  *progress,
                                 GCancellable  *cancellable,
                                 GError       **error);

G_END_DECLS
