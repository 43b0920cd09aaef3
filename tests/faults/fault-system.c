// SPDX-License-Identifier: GPL-3.0-or-later
/* What the program asks the system for itself, around SQLite: these stand in the place of the C library's, for it and for every library. Only files of
 * a scene are looked at. */
#include "fault-disk.h"
#include "fault-vfs.h"

#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static gboolean
is_scene (const char *path)
{
  return path != NULL && strstr (path, "/hengping-faults-") != NULL && !g_str_has_suffix (path, "-shm");
}

/* Returns: (transfer full) (nullable) */
static char *
find_path (int descriptor)
{
  char link[64], path[4096];
  ssize_t length;

  g_snprintf (link, sizeof link, "/proc/self/fd/%d", descriptor);
  length = readlink (link, path, sizeof path - 1);
  return length > 0 ? g_strndup (path, (gsize) length) : NULL;
}

int
open (const char *path,
      int         flags,
      ...)
{
  gboolean is_last, creates = (flags & O_EXCL) != 0 && is_scene (path);
  mode_t mode = 0;
  va_list arguments;
  int descriptor;

  if ((flags & (O_CREAT | O_TMPFILE)) != 0)
    {
      va_start (arguments, flags);
      mode = va_arg (arguments, mode_t);
      va_end (arguments);
    }
  if (creates && fault_vfs_fails (FAULT_CHANGES, &is_last))
    {
      if (is_last)
        {
          fault_disk_created (path);
          fault_vfs_cut_power ();
        }
      return -1;
    }

  descriptor = (int) syscall (SYS_openat, AT_FDCWD, path, flags, mode);
  if (creates && descriptor >= 0)
    fault_disk_created (path);
  return descriptor;
}

ssize_t
write (int         descriptor,
       const void *bytes,
       size_t      n_bytes)
{
  g_autofree char *path = descriptor > STDERR_FILENO ? find_path (descriptor) : NULL;
  gboolean is_last;
  off_t offset;
  ssize_t n_written;

  if (!is_scene (path))
    return syscall (SYS_write, descriptor, bytes, n_bytes);

  offset = lseek (descriptor, 0, SEEK_CUR);
  if (fault_vfs_fails (FAULT_FILLS, &is_last))
    {
      if (is_last)
        {
          fault_disk_wrote (path, offset, bytes, n_bytes);
          fault_vfs_cut_power ();
        }
      if (!fault_vfs_is_short () || n_bytes < 2)
        return -1;
      n_bytes /= 2;
    }
  n_written = syscall (SYS_write, descriptor, bytes, n_bytes);
  if (n_written > 0)
    fault_disk_wrote (path, offset, bytes, (gsize) n_written);
  return n_written;
}

int
ftruncate (int   descriptor,
           off_t length)
{
  g_autofree char *path = find_path (descriptor);
  gboolean is_last;

  if (is_scene (path) && fault_vfs_fails (FAULT_CHANGES, &is_last))
    {
      if (is_last)
        {
          fault_disk_truncated (path, length);
          fault_vfs_cut_power ();
        }
      return -1;
    }
  if (syscall (SYS_ftruncate, descriptor, length) != 0)
    return -1;

  if (is_scene (path))
    fault_disk_truncated (path, length);
  return 0;
}

/* Nothing is really synced: the model of the disk is all that outlives the power, and syncing costs time. */
int
fsync (int descriptor)
{
  g_autofree char *path = find_path (descriptor);
  gboolean is_last;

  if (!is_scene (path))
    return 0;
  if (fault_vfs_fails (FAULT_CHANGES, &is_last))
    {
      if (is_last)
        fault_vfs_cut_power ();
      return -1;
    }
  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    fault_disk_folder_synced (path);
  else
    fault_disk_synced (path, FAULT_DISK_SYNC_FILE);
  return 0;
}

int
renameat2 (int          from_folder,
           const char  *from,
           int          to_folder,
           const char  *to,
           unsigned int flags)
{
  gboolean is_last;

  if (is_scene (to) && fault_vfs_fails (FAULT_CHANGES, &is_last))
    {
      if (is_last)
        {
          fault_disk_renamed (from, to);
          fault_vfs_cut_power ();
        }
      return -1;
    }
  if (syscall (SYS_renameat2, from_folder, from, to_folder, to, flags) != 0)
    return -1;

  fault_disk_renamed (from, to);
  return 0;
}

int
rename (const char *from,
        const char *to)
{
  return renameat2 (AT_FDCWD, from, AT_FDCWD, to, 0);
}

int
link (const char *from,
      const char *to)
{
  gboolean is_last;

  if (is_scene (to) && fault_vfs_fails (FAULT_CHANGES, &is_last))
    {
      if (is_last)
        {
          fault_disk_linked (from, to);
          fault_vfs_cut_power ();
        }
      return -1;
    }
  if (syscall (SYS_linkat, AT_FDCWD, from, AT_FDCWD, to, 0) != 0)
    return -1;

  fault_disk_linked (from, to);
  return 0;
}

int
unlink (const char *path)
{
  gboolean is_last;

  if (is_scene (path) && fault_vfs_fails (FAULT_CHANGES, &is_last))
    {
      if (is_last)
        {
          fault_disk_deleted (path, FALSE);
          fault_vfs_cut_power ();
        }
      return -1;
    }
  if (syscall (SYS_unlinkat, AT_FDCWD, path, 0) != 0)
    return -1;

  fault_disk_deleted (path, FALSE);
  return 0;
}

int
mkdir (const char *path,
       mode_t      mode)
{
  gboolean is_last;

  if (is_scene (path) && fault_vfs_fails (FAULT_CHANGES, &is_last))
    {
      if (is_last)
        {
          fault_disk_made_folder (path);
          fault_vfs_cut_power ();
        }
      return -1;
    }
  if (syscall (SYS_mkdirat, AT_FDCWD, path, mode) != 0)
    return -1;

  fault_disk_made_folder (path);
  return 0;
}
