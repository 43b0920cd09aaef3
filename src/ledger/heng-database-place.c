// SPDX-License-Identifier: GPL-3.0-or-later
/* The file of a database: what is there, who else may be at it, and whether it is still what was opened. */
#include "heng-database-private.h"

#include "heng-error.h"
#include "heng-file.h"

#include <errno.h>
#include <string.h>

static gboolean
find_beside (const char  *path,
             const char  *ending,
             struct stat *status)
{
  g_autofree char *name = g_strconcat (path, ending, NULL);

  return stat (name, status) == 0;
}

gboolean
heng_database_check_place (const char  *path,
                           GError     **error)
{
  struct stat status;
  int reason;

  if (stat (path, &status) == 0)
    {
      if (S_ISREG (status.st_mode))
        return TRUE;
      heng_error_set (error, HENG_ERROR_FILE_NO_FILE, path, NULL);
      return FALSE;
    }

  reason = errno;
  if (reason == ENOENT && find_beside (path, "-wal", &status) && status.st_size > 0)
    {
      g_autofree char *log = g_strconcat (path, "-wal", NULL);

      heng_error_set (error, HENG_ERROR_BOOK_LOG_ALONE, path, log, NULL);
      return FALSE;
    }
  heng_error_set (error, reason == ENOENT ? HENG_ERROR_BOOK_MISSING : HENG_ERROR_FILE_READ, path, g_strerror (reason), NULL);
  return FALSE;
}

/* SQLite puts them beside the file itself, whatever link it was opened by. */
HengLogging
heng_database_find_logging (const char *path)
{
  g_autofree char *followed = heng_file_follow (path);
  struct stat status;

  if (!find_beside (followed, "-wal", &status))
    return HENG_LOGGING_NONE;
  if (status.st_size > 0)
    return HENG_LOGGING_PENDING;
  return find_beside (followed, "-shm", &status) ? HENG_LOGGING_IN_USE : HENG_LOGGING_NONE;
}

/* ---- names ---- */

/* An interrupted restoring leaves the book with the name under which it was to be kept as well, which nobody writes by. */
static guint
count_kept_names (HengDatabase *self)
{
  g_autofree char *followed = heng_file_follow (self->path), *folder = g_path_get_dirname (followed), *base = g_path_get_basename (followed);
  g_autofree char *start = g_strconcat (base, ".before-restore", NULL);
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n_names = 0;

  while (files != NULL && (name = g_dir_read_name (files)) != NULL)
    if (g_str_has_prefix (name, start))
      {
        g_autofree char *path = g_build_filename (folder, name, NULL);
        struct stat status;

        n_names += lstat (path, &status) == 0 && status.st_dev == self->opened.st_dev && status.st_ino == self->opened.st_ino;
      }
  return n_names;
}

/* A log stands beside one name: who comes by the other does not see it, and locks of the two do not meet. */
gboolean
heng_database_check_names (HengDatabase  *self,
                           GError       **error)
{
  struct stat status;

  if (stat (self->path, &status) != 0 || status.st_nlink <= 1 || status.st_nlink - count_kept_names (self) <= 1)
    return TRUE;

  heng_error_set (error, HENG_ERROR_BOOK_LINKED, self->path, NULL);
  heng_error_place (error, self->path, 0, 0);
  return FALSE;
}

/* ---- while it is open ---- */

void
heng_database_note_place (HengDatabase *self,
                          gboolean      is_immutable)
{
  if (stat (self->path, &self->opened) != 0)
    self->opened = (struct stat) { 0 };
  self->is_watched = is_immutable || self->opened.st_nlink > 1;
}

gboolean
heng_database_is_overtaken (HengDatabase *self)
{
  struct stat status;

  return self->is_watched && self->read_only && stat (self->path, &status) == 0 && status.st_dev == self->opened.st_dev &&
         status.st_ino == self->opened.st_ino &&
         (status.st_size != self->opened.st_size || status.st_mtim.tv_sec != self->opened.st_mtim.tv_sec ||
          status.st_mtim.tv_nsec != self->opened.st_mtim.tv_nsec);
}
