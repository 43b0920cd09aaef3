// SPDX-License-Identifier: GPL-3.0-or-later
/* The file of a database: what is there, who else may be at it, and whether it is still what was opened. */
#include "heng-database-private.h"

#include "heng-error.h"
#include "heng-file.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

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

/* ---- others ---- */

/* Where SQLite locks a file that is shared: it holds this as long as the file is open with a log. */
#define SHARED_FIRST (0x40000000 + 2)
#define SHARED_SIZE 510

static int n_open; /* databases of this program, in all threads */

void
heng_database_count_open (int difference)
{
  g_atomic_int_add (&n_open, difference);
}

gboolean
heng_database_is_in_use (const char *path)
{
  struct flock range = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = SHARED_FIRST, .l_len = SHARED_SIZE };
  int descriptor = g_atomic_int_get (&n_open) == 0 ? open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK) : -1;
  gboolean found = descriptor >= 0 && fcntl (descriptor, F_GETLK, &range) == 0 && range.l_type != F_UNLCK;

  if (descriptor >= 0)
    close (descriptor);
  return found;
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

/* Writing into a file that was deleted or replaced under us would lose everything without a word; and one that nobody shall write any more is not
 * written, although whoever has it open could. */
gboolean
heng_database_check_file (HengDatabase  *self,
                          GError       **error)
{
  struct stat status = { 0 };
  int reason = stat (self->path, &status) == 0 ? 0 : errno;

  if (self->read_only)
    heng_error_set (error, HENG_ERROR_BOOK_READ_ONLY, NULL);
  else if (reason != 0 && reason != ENOENT)
    heng_error_set (error, HENG_ERROR_FILE_READ, self->path, g_strerror (reason), NULL);
  else if (status.st_dev != self->opened.st_dev || status.st_ino != self->opened.st_ino)
    heng_error_set (error, HENG_ERROR_BOOK_GONE, self->path, NULL);
  else if ((status.st_mode & 0222) == 0)
    heng_error_set (error, HENG_ERROR_BOOK_READ_ONLY, NULL);
  else
    return TRUE;

  heng_error_place (error, self->path, 0, 0);
  return FALSE;
}

/* Books only grow. A log and what is in memory hide for long that the file was cut off. */
gboolean
heng_database_check_size (HengDatabase  *self,
                          GError       **error)
{
  struct stat status;
  off_t before = self->n_bytes;

  if (stat (self->path, &status) != 0)
    return TRUE;
  self->n_bytes = MAX (before, status.st_size);
  if (status.st_size >= before)
    return TRUE;

  heng_error_set (error, HENG_ERROR_BOOK_CUT, self->path, NULL);
  heng_error_place (error, self->path, 0, 0);
  return FALSE;
}

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

gboolean
heng_database_blame_place (HengDatabase  *self,
                           int            code,
                           GError       **error)
{
  if (heng_database_is_overtaken (self))
    heng_error_set (error, HENG_ERROR_BOOK_OVERTAKEN, NULL);
  /* To read a log SQLite wants a file beside it, which is written even by those who only read. */
  else if (self->had_log && self->read_only && ((code & 0xff) == SQLITE_CANTOPEN || (code & 0xff) == SQLITE_READONLY))
    {
      g_autofree char *followed = heng_file_follow (self->path), *log = g_strconcat (followed, "-wal", NULL);

      heng_error_set (error, HENG_ERROR_BOOK_LOG_SHUT, log, NULL);
    }
  else
    return FALSE;

  heng_error_place (error, self->path, 0, 0);
  return TRUE;
}
