// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-opening-work.h"

#include <glib/gstdio.h>

static HengBook *
open_as (const char    *path,
         HengBookOpen   mode,
         HengProgress  *progress,
         GCancellable  *cancellable,
         GError       **error)
{
  return heng_book_open_watched (path, mode, g_get_user_name (), heng_clock_system, NULL, heng_progress_tell, progress, cancellable, error);
}

/* What somebody has open has one, too; then nothing is verified, and nobody waits. */
static gboolean
has_log (const char *path)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  GStatBuf status;

  return g_stat (log, &status) == 0 && status.st_size > 0;
}

HengBook *
heng_opening_work_run (const char    *path,
                       gint          *stage,
                       HengProgress  *progress,
                       GCancellable  *cancellable,
                       GError       **error)
{
  HengBook *book;
  gboolean is_older;

  g_return_val_if_fail (path != NULL && stage != NULL && progress != NULL, NULL);

  g_atomic_int_set (stage, has_log (path) ? HENG_OPENING_VERIFYING : HENG_OPENING_LOOKING);
  book = open_as (path, HENG_BOOK_OPEN_AS_IT_IS, progress, cancellable, error);
  if (book == NULL)
    return NULL;

  is_older = heng_book_is_of_older_format (book);
  heng_book_free (book);
  heng_progress_tell (0, 0, progress);
  g_atomic_int_set (stage, is_older ? HENG_OPENING_BRINGING : HENG_OPENING_LOOKING);

  return open_as (path, HENG_BOOK_OPEN_WRITE, progress, cancellable, error);
}
