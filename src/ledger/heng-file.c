// SPDX-License-Identifier: GPL-3.0-or-later
/* Files and folders that outlive a power loss. */
#include "heng-file.h"

#include "heng-error.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define PIECE_BYTES 65536

static void
set_error (GError        **error,
           HengErrorCode   code,
           const char     *path)
{
  int reason = errno;

  heng_error_set (error, reason == ENOSPC || reason == EDQUOT ? HENG_ERROR_BOOK_FULL : code, path, g_strerror (reason), NULL);
}

/* ---- folders ---- */

gboolean
heng_file_sync_folder (const char  *path,
                       GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int descriptor = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  /* Some file systems know no syncing of folders. */
  gboolean done = descriptor >= 0 && (fsync (descriptor) == 0 || errno == EINVAL || errno == ENOTSUP);

  if (!done)
    set_error (error, HENG_ERROR_FILE_WRITE, path);
  if (descriptor >= 0)
    close (descriptor);
  return done;
}

gboolean
heng_file_make_folder (const char  *path,
                       GError     **error)
{
  if (mkdir (path, 0700) == 0)
    return heng_file_sync_folder (path, error);
  if (errno == EEXIST)
    return TRUE;

  set_error (error, HENG_ERROR_FILE_WRITE, path);
  return FALSE;
}

/* ---- names ---- */

char *
heng_file_follow (const char *path)
{
  char *real = realpath (path, NULL), *followed = g_strdup (real != NULL ? real : path);

  free (real);
  return followed;
}

char *
heng_file_find_place (const char  *path,
                      GError     **error)
{
  struct stat status;

  if (stat (path, &status) != 0 || S_ISREG (status.st_mode))
    return heng_file_follow (path);

  heng_error_set (error, HENG_ERROR_FILE_NO_FILE, path, NULL);
  return NULL;
}

/* ---- copying ---- */

static gboolean
write_all (int         descriptor,
           const char *bytes,
           gsize       n_bytes)
{
  for (gsize at = 0; at < n_bytes;)
    {
      gssize written = write (descriptor, bytes + at, n_bytes - at);

      if (written < 0 && errno != EINTR)
        return FALSE;
      at += written > 0 ? (gsize) written : 0;
    }
  return TRUE;
}

static gboolean
copy_bytes (int          from,
            int          to,
            const char  *from_path,
            const char  *to_path,
            GError     **error)
{
  g_autofree char *bytes = g_malloc (PIECE_BYTES);
  gssize n_read;

  while ((n_read = read (from, bytes, PIECE_BYTES)) != 0)
    if (n_read < 0 && errno != EINTR)
      {
        set_error (error, HENG_ERROR_FILE_READ, from_path);
        return FALSE;
      }
    else if (n_read > 0 && !write_all (to, bytes, (gsize) n_read))
      {
        set_error (error, HENG_ERROR_FILE_WRITE, to_path);
        return FALSE;
      }
  if (fsync (to) == 0)
    return TRUE;

  set_error (error, HENG_ERROR_FILE_WRITE, to_path);
  return FALSE;
}

gboolean
heng_file_copy (const char  *from,
                const char  *to,
                GError     **error)
{
  int source = open (from, O_RDONLY | O_CLOEXEC), target;
  gboolean done;

  if (source < 0)
    {
      set_error (error, HENG_ERROR_FILE_READ, from);
      return FALSE;
    }
  target = open (to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (target < 0)
    {
      set_error (error, HENG_ERROR_FILE_WRITE, to);
      close (source);
      return FALSE;
    }

  done = copy_bytes (source, target, from, to, error);
  close (source);
  close (target);
  if (!done)
    unlink (to);
  return done;
}

/* ---- texts ---- */

gboolean
heng_file_write_text (const char  *path,
                      const char  *text,
                      GError     **error)
{
  g_autofree char *place = heng_file_find_place (path, error);
  g_autoptr (GError) local_error = NULL;

  if (place == NULL)
    return FALSE;
  if (g_file_set_contents (place, text, -1, &local_error))
    return TRUE;

  heng_error_set (error, HENG_ERROR_FILE_WRITE, path, local_error->message, NULL);
  return FALSE;
}
