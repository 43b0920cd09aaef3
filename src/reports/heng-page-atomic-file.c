// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-page-atomic-file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

struct _HengPageAtomicFile
{
  char *path;
  char *temporary_path; /* NULL once there is nothing to remove */
  int fd;
  int first_errno; /* why writing failed, if it did */
};

static void
set_error (GError     **error,
           const char  *path,
           int          reason)
{
  g_autofree char *name = g_filename_display_name (path);

  g_set_error (error, G_FILE_ERROR, (int) g_file_error_from_errno (reason),
               "The file “%s” could not be written: %s", name, g_strerror (reason));
}

/* A link is written through: its target is replaced, and it goes on pointing there. */
static char *
resolve (const char *path)
{
  char *real = realpath (path, NULL);
  char *resolved = g_strdup (real != NULL ? real : path);

  free (real);

  return resolved;
}

/* Returns: why nothing may take this name, or 0. Folders cannot be replaced; devices and pipes could be, and
 * would then be missed by the whole machine. */
static int
find_obstacle (const char *path)
{
  GStatBuf before;

  if (g_stat (path, &before) != 0 || S_ISREG (before.st_mode))
    return 0;

  return S_ISDIR (before.st_mode) ? EISDIR : ENOTSUP;
}

/**
 * heng_page_atomic_file_new: (skip)
 * @path: name the file shall have
 * @error: return location, of domain %G_FILE_ERROR
 *
 * Opens a temporary file in the folder of @path, since only within a folder a file surely takes another's
 * place in one step.
 *
 * Returns: (transfer full) (nullable): the file, or %NULL when the folder cannot be written to, or
 *   @path is something else than a file
 */
HengPageAtomicFile *
heng_page_atomic_file_new (const char  *path,
                           GError     **error)
{
  g_autoptr(HengPageAtomicFile) self = NULL;
  g_autofree char *folder = NULL;
  int obstacle;

  g_assert (path != NULL);

  self = g_new0 (HengPageAtomicFile, 1);
  self->fd = -1;
  self->path = resolve (path);
  obstacle = find_obstacle (self->path);
  if (obstacle != 0)
    {
      set_error (error, path, obstacle);
      return NULL;
    }
  folder = g_path_get_dirname (self->path);
  self->temporary_path = g_build_filename (folder, ".hengping-XXXXXX", NULL);
  self->fd = g_mkstemp_full (self->temporary_path, O_RDWR | O_CLOEXEC, 0666);
  if (self->fd < 0)
    {
      set_error (error, path, errno);
      g_clear_pointer (&self->temporary_path, g_free);
      return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * heng_page_atomic_file_free: (skip)
 * @self: (nullable): a file; what was not committed is gone
 */
void
heng_page_atomic_file_free (HengPageAtomicFile *self)
{
  if (self == NULL)
    return;

  if (self->fd >= 0)
    close (self->fd);
  if (self->temporary_path != NULL)
    g_unlink (self->temporary_path);
  g_free (self->temporary_path);
  g_free (self->path);
  g_free (self);
}

/**
 * heng_page_atomic_file_write: (skip)
 * @self: a file
 * @bytes: (array length=n_bytes): bytes
 * @n_bytes: how many
 *
 * Appends bytes. Why it failed is told on commit.
 *
 * Returns: whether this and all writing before went well
 */
gboolean
heng_page_atomic_file_write (HengPageAtomicFile *self,
                             const guint8       *bytes,
                             gsize               n_bytes)
{
  g_assert (self != NULL && self->fd >= 0);

  while (n_bytes > 0 && self->first_errno == 0)
    {
      gssize n_written = write (self->fd, bytes, n_bytes);

      if (n_written < 0 && errno == EINTR)
        continue;
      if (n_written < 0)
        self->first_errno = errno;
      else
        {
          bytes += n_written;
          n_bytes -= (gsize) n_written;
        }
    }

  return self->first_errno == 0;
}

/* A file that is replaced keeps its permissions. */
static gboolean
copy_mode (const HengPageAtomicFile *self)
{
  GStatBuf before;

  if (g_stat (self->path, &before) != 0)
    return errno == ENOENT;

  return fchmod (self->fd, before.st_mode & 07777) == 0;
}

/* Without this the new name may be lost with the power. Some file systems cannot do it for folders; the
 * file itself is safe by then. */
static void
sync_folder (const HengPageAtomicFile *self)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd < 0)
    return;
  (void) fsync (fd);
  close (fd);
}

/**
 * heng_page_atomic_file_commit: (skip)
 * @self: a file
 * @error: return location, of domain %G_FILE_ERROR
 *
 * Gives the file its name, in the place of one that had it.
 *
 * Returns: whether the file stands; if not, one that stood there before is as it was
 */
gboolean
heng_page_atomic_file_commit (HengPageAtomicFile  *self,
                              GError             **error)
{
  int fd;

  g_assert (self != NULL && self->fd >= 0 && self->temporary_path != NULL);

  if (self->first_errno == 0 && (!copy_mode (self) || fsync (self->fd) != 0))
    self->first_errno = errno;
  fd = self->fd;
  self->fd = -1;
  if (close (fd) != 0 && self->first_errno == 0)
    self->first_errno = errno;
  if (self->first_errno == 0 && g_rename (self->temporary_path, self->path) != 0)
    self->first_errno = errno;
  if (self->first_errno != 0)
    {
      set_error (error, self->path, self->first_errno);
      return FALSE;
    }

  g_clear_pointer (&self->temporary_path, g_free);
  sync_folder (self);

  return TRUE;
}
