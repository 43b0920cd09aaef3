// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-new-file.h"

#include "heng-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <unistd.h>

char *
heng_new_file_begin (const char *path)
{
  return g_strdup_printf ("%s.%08x%08x.part", path, g_random_int (), g_random_int ());
}

/* Returns: whether it is on the disk */
static gboolean
sync_path (const char *path)
{
  int descriptor = open (path, O_RDONLY | O_CLOEXEC);
  gboolean done = descriptor >= 0 && fsync (descriptor) == 0;
  int reason = errno;

  if (descriptor >= 0)
    close (descriptor);
  errno = reason;
  return done;
}

static gboolean
sync_folder_of (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  /* Some file systems know no syncing of folders. */
  return sync_path (folder) || errno == EINVAL || errno == ENOTSUP;
}

/* Some file systems cannot refuse by themselves what is there already. */
static gboolean
rename_to_free (const char *from,
                const char *to)
{
  if (renameat2 (AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
    return TRUE;
  if (errno != EINVAL && errno != ENOSYS && errno != ENOTSUP)
    return FALSE;
  if (g_file_test (to, G_FILE_TEST_EXISTS))
    {
      errno = EEXIST;
      return FALSE;
    }

  return rename (from, to) == 0;
}

gboolean
heng_new_file_publish (const char  *temporary,
                       const char  *path,
                       GError     **error)
{
  gboolean is_named;

  if (sync_path (temporary) && (is_named = rename_to_free (temporary, path)))
    {
      if (sync_folder_of (path))
        return TRUE;
    }
  else
    is_named = FALSE;

  heng_error_set (error, errno == EEXIST ? HENG_ERROR_FILE_EXISTS : errno == ENOSPC ? HENG_ERROR_BOOK_FULL : HENG_ERROR_FILE_WRITE, path,
                  g_strerror (errno), NULL);
  heng_new_file_discard (is_named ? path : temporary, path, error);
  return FALSE;
}

void
heng_new_file_discard (const char  *temporary,
                       const char  *path,
                       GError     **error)
{
  static const char *const endings[] = { "", "-wal", "-shm", "-journal" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *name = g_strconcat (temporary, endings[i], NULL);

      g_remove (name);
    }
  if (error != NULL && *error != NULL && (*error)->domain == HENG_ERROR)
    {
      GError *found = g_steal_pointer (error);

      heng_error_set (error, (HengErrorCode) found->code, heng_error_get_argument (found, 0), heng_error_get_argument (found, 1),
                      heng_error_get_argument (found, 2), heng_error_get_argument (found, 3), NULL);
      heng_error_place (error, path, 0, 0);
      g_error_free (found);
    }
}
