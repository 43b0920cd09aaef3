// SPDX-License-Identifier: GPL-3.0-or-later
#include "fault-vfs.h"

#include "fault-disk.h"

#include <errno.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

typedef struct
{
  sqlite3_file  base;
  char         *path;
  gboolean      syncs_folder; /* the first sync of a new log or journal */
  sqlite3_file *real;
} FaultFile;

static sqlite3_vfs *real_vfs;
static FaultSync forced_sync;
static FaultPlan planned;
static guint64 n_points;
static gboolean was_hit;
static gboolean is_off; /* the power is */
static guint n_open;
static __thread guint n_inside; /* SQLite itself asks the system, and has met what it can meet */

const char *
fault_kind_get_name (FaultKind kind)
{
  static const char *const kind_names[] = { "none", "I/O error", "full disk", "short write", "power loss" };

  return kind_names[kind];
}

static gboolean
can_meet (FaultOperation operation)
{
  switch (planned.kind)
    {
    case FAULT_ERROR: return TRUE;
    case FAULT_POWER: return operation != FAULT_ASKS;
    case FAULT_FULL:
    case FAULT_SHORT: return operation == FAULT_FILLS;
    default: return FALSE;
    }
}

/* Whether this operation fails. What the power is cut in is done as far as the model of the disk lets it. */
static gboolean
meet (FaultOperation operation)
{
  if (is_off)
    return TRUE;
  if (!can_meet (operation))
    return FALSE;

  n_points++;
  if (planned.at == 0 || n_points < planned.at || (n_points > planned.at && !planned.is_lasting))
    return FALSE;
  was_hit = TRUE;
  return TRUE;
}

static void
cut_power (void)
{
  is_off = TRUE;
  fault_disk_cut ();
}

static sqlite3_file *
get_real (sqlite3_file *file)
{
  return ((FaultFile *) file)->real;
}

static const char *
get_path (sqlite3_file *file)
{
  return ((FaultFile *) file)->path;
}

gboolean
fault_vfs_fails (FaultOperation  operation,
                 gboolean       *is_last)
{
  gboolean was_off = is_off;

  *is_last = FALSE;
  if (n_inside > 0 || !meet (operation))
    return FALSE;

  *is_last = !was_off && planned.kind == FAULT_POWER;
  errno = planned.kind == FAULT_FULL || planned.kind == FAULT_SHORT ? ENOSPC : EIO;
  return TRUE;
}

void
fault_vfs_cut_power (void)
{
  cut_power ();
}

gboolean
fault_vfs_is_short (void)
{
  return planned.kind == FAULT_SHORT;
}

/* ---- files ---- */

static int
file_close (sqlite3_file *file)
{
  FaultFile *self = (FaultFile *) file;
  int code = self->real->pMethods != NULL ? self->real->pMethods->xClose (self->real) : SQLITE_OK;

  g_free (self->path);
  self->path = NULL;
  n_open--;
  return code;
}

static int
file_read (sqlite3_file  *file,
           void          *bytes,
           int            n_bytes,
           sqlite3_int64  offset)
{
  return meet (FAULT_ASKS) ? SQLITE_IOERR_READ : get_real (file)->pMethods->xRead (get_real (file), bytes, n_bytes, offset);
}

static int
file_write (sqlite3_file  *file,
            const void    *bytes,
            int            n_bytes,
            sqlite3_int64  offset)
{
  gboolean was_off = is_off, fails = meet (FAULT_FILLS);
  int code;

  if (fails && !was_off && planned.kind == FAULT_POWER)
    {
      fault_disk_wrote (get_path (file), offset, bytes, (gsize) n_bytes);
      cut_power ();
    }
  if (fails && !was_off && planned.kind == FAULT_SHORT && get_real (file)->pMethods->xWrite (get_real (file), bytes, n_bytes / 2, offset) == SQLITE_OK)
    fault_disk_wrote (get_path (file), offset, bytes, (gsize) n_bytes / 2);
  if (fails)
    return planned.kind == FAULT_FULL || planned.kind == FAULT_SHORT ? SQLITE_FULL : SQLITE_IOERR_WRITE;

  code = get_real (file)->pMethods->xWrite (get_real (file), bytes, n_bytes, offset);
  if (code == SQLITE_OK)
    fault_disk_wrote (get_path (file), offset, bytes, (gsize) n_bytes);
  return code;
}

static int
file_truncate (sqlite3_file  *file,
               sqlite3_int64  length)
{
  gboolean was_off = is_off, fails = meet (FAULT_CHANGES);
  int code;

  if (fails && !was_off && planned.kind == FAULT_POWER)
    {
      fault_disk_truncated (get_path (file), length);
      cut_power ();
    }
  if (fails)
    return SQLITE_IOERR_TRUNCATE;

  n_inside++;
  code = get_real (file)->pMethods->xTruncate (get_real (file), length);
  n_inside--;
  if (code == SQLITE_OK)
    fault_disk_truncated (get_path (file), length);
  return code;
}

/* Nothing is really synced: the model of the disk is all that outlives the power, and syncing costs time. */
static int
file_sync (sqlite3_file *file,
           int           flags)
{
  FaultFile *self = (FaultFile *) file;
  gboolean was_off = is_off;

  if (meet (FAULT_CHANGES))
    {
      if (!was_off && planned.kind == FAULT_POWER)
        cut_power ();
      return SQLITE_IOERR_FSYNC;
    }

  fault_disk_synced (self->path, self->syncs_folder ? FAULT_DISK_SYNC_FOLDER : FAULT_DISK_SYNC_FILE);
  self->syncs_folder = FALSE;
  return SQLITE_OK;
}

static int
file_size (sqlite3_file  *file,
           sqlite3_int64 *size)
{
  return meet (FAULT_ASKS) ? SQLITE_IOERR_FSTAT : get_real (file)->pMethods->xFileSize (get_real (file), size);
}

static int
file_lock (sqlite3_file *file,
           int           level)
{
  return meet (FAULT_ASKS) ? SQLITE_IOERR_LOCK : get_real (file)->pMethods->xLock (get_real (file), level);
}

static int
file_unlock (sqlite3_file *file,
             int           level)
{
  return get_real (file)->pMethods->xUnlock (get_real (file), level);
}

static int
file_check_reserved_lock (sqlite3_file *file,
                          int          *is_locked)
{
  return meet (FAULT_ASKS) ? SQLITE_IOERR_CHECKRESERVEDLOCK : get_real (file)->pMethods->xCheckReservedLock (get_real (file), is_locked);
}

static int
file_control (sqlite3_file *file,
              int           operation,
              void         *argument)
{
  const char *const *words = argument;

  /* The program's own wish is passed over where another is forced. */
  if (operation == SQLITE_FCNTL_PRAGMA && forced_sync != FAULT_SYNC_AS_IT_IS && g_ascii_strcasecmp (words[1], "synchronous") == 0 &&
      g_strcmp0 (words[2], "0") != 0 && g_strcmp0 (words[2], "1") != 0)
    return SQLITE_OK;

  return get_real (file)->pMethods->xFileControl (get_real (file), operation, argument);
}

static int
file_sector_size (sqlite3_file *file)
{
  return get_real (file)->pMethods->xSectorSize (get_real (file));
}

static int
file_device_characteristics (sqlite3_file *file)
{
  return get_real (file)->pMethods->xDeviceCharacteristics (get_real (file));
}

static int
file_shm_map (sqlite3_file    *file,
              int              region,
              int              n_bytes,
              int              extend,
              void volatile  **memory)
{
  return meet (FAULT_ASKS) ? SQLITE_IOERR_SHMMAP : get_real (file)->pMethods->xShmMap (get_real (file), region, n_bytes, extend, memory);
}

static int
file_shm_lock (sqlite3_file *file,
               int           offset,
               int           n,
               int           flags)
{
  /* Giving a lock back never fails. */
  if ((flags & SQLITE_SHM_LOCK) != 0 && meet (FAULT_ASKS))
    return SQLITE_IOERR_SHMLOCK;

  return get_real (file)->pMethods->xShmLock (get_real (file), offset, n, flags);
}

static void
file_shm_barrier (sqlite3_file *file)
{
  get_real (file)->pMethods->xShmBarrier (get_real (file));
}

static int
file_shm_unmap (sqlite3_file *file,
                int           is_deleted)
{
  return get_real (file)->pMethods->xShmUnmap (get_real (file), is_deleted);
}

static const sqlite3_io_methods file_methods = {
  .iVersion = 2, /* without memory mapping: every byte goes through here */
  .xClose = file_close, .xRead = file_read, .xWrite = file_write, .xTruncate = file_truncate, .xSync = file_sync, .xFileSize = file_size,
  .xLock = file_lock, .xUnlock = file_unlock, .xCheckReservedLock = file_check_reserved_lock, .xFileControl = file_control,
  .xSectorSize = file_sector_size, .xDeviceCharacteristics = file_device_characteristics, .xShmMap = file_shm_map,
  .xShmLock = file_shm_lock, .xShmBarrier = file_shm_barrier, .xShmUnmap = file_shm_unmap,
};

/* ---- the file system ---- */

static int
vfs_open (sqlite3_vfs   *vfs,
          const char    *path,
          sqlite3_file  *file,
          int            flags,
          int           *flags_found)
{
  FaultFile *self = (FaultFile *) file;
  gboolean was_off = is_off, exists = path != NULL && g_file_test (path, G_FILE_TEST_EXISTS);
  gboolean creates = (flags & SQLITE_OPEN_CREATE) != 0 && !exists;
  int code;

  file->pMethods = NULL;
  if (meet (creates ? FAULT_CHANGES : FAULT_ASKS))
    {
      if (!was_off && planned.kind == FAULT_POWER)
        {
          fault_disk_created (path);
          cut_power ();
        }
      return SQLITE_CANTOPEN;
    }

  *self = (FaultFile) { .real = (sqlite3_file *) (self + 1), .path = g_strdup (path) };
  self->syncs_folder = (flags & SQLITE_OPEN_CREATE) != 0 && (flags & (SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_SUPER_JOURNAL)) != 0;
  n_inside++;
  code = real_vfs->xOpen (real_vfs, path, self->real, flags, flags_found);
  n_inside--;
  if (self->real->pMethods == NULL)
    {
      g_clear_pointer (&self->path, g_free);
      return code;
    }
  if (creates)
    fault_disk_created (path);
  n_open++;
  file->pMethods = &file_methods;
  return code;
}

static int
vfs_delete (sqlite3_vfs *vfs,
            const char  *path,
            int          sync_folder)
{
  gboolean was_off = is_off;
  int code;

  if (meet (FAULT_CHANGES))
    {
      if (!was_off && planned.kind == FAULT_POWER)
        {
          fault_disk_deleted (path, FALSE);
          cut_power ();
        }
      return SQLITE_IOERR_DELETE;
    }

  n_inside++;
  code = real_vfs->xDelete (real_vfs, path, FALSE);
  n_inside--;
  if (code == SQLITE_OK)
    fault_disk_deleted (path, sync_folder != 0);
  return code;
}

static int
vfs_access (sqlite3_vfs *vfs,
            const char  *path,
            int          flags,
            int         *result)
{
  return meet (FAULT_ASKS) ? SQLITE_IOERR_ACCESS : real_vfs->xAccess (real_vfs, path, flags, result);
}

/* ---- */

static int
force_sync (sqlite3                            *handle,
            char                              **words,
            const struct sqlite3_api_routines  *api)
{
  static const char *const statements[] = { NULL, "PRAGMA synchronous = 1", "PRAGMA synchronous = 0" };

  return forced_sync == FAULT_SYNC_AS_IT_IS ? SQLITE_OK : sqlite3_exec (handle, statements[forced_sync], NULL, NULL, NULL);
}

void
fault_vfs_force_sync (FaultSync sync)
{
  forced_sync = sync;
}

void
fault_vfs_register (void)
{
  static sqlite3_vfs self;

  real_vfs = sqlite3_vfs_find (NULL);
  self = *real_vfs;
  self.pNext = NULL;
  self.zName = "fault";
  self.szOsFile = (int) sizeof (FaultFile) + real_vfs->szOsFile;
  self.xOpen = vfs_open;
  self.xDelete = vfs_delete;
  self.xAccess = vfs_access;
  g_assert_cmpint (sqlite3_vfs_register (&self, TRUE), ==, SQLITE_OK);
  sqlite3_auto_extension ((void (*) (void)) (gpointer) force_sync);
}

void
fault_vfs_begin (FaultPlan plan)
{
  planned = plan;
  n_points = 0;
  was_hit = is_off = FALSE;
}

guint64
fault_vfs_end (gboolean *is_hit)
{
  if (is_hit != NULL)
    *is_hit = was_hit;
  planned = (FaultPlan) { 0 };
  is_off = FALSE;
  return n_points;
}

guint
fault_vfs_get_n_open (void)
{
  return n_open;
}
