// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-new-file.h"

#include "heng-digest.h"
#include "heng-error.h"
#include "heng-file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define ENDING ".part"
#define N_DIGITS 16
#define CHECK_DIGITS 8
/* Of the name: file systems allow 255 bytes, and SQLite has endings of its own. */
#define STEM_BYTES 180
/* Far behind every byte that SQLite locks. */
#define LOCK_OFFSET (G_GINT64_CONSTANT (1) << 60)

/* What may stand beside it; the file itself last: as long as it is there the others are known to belong to somebody. */
static const char *const endings[] = {
  "-copy-wal", "-copy-shm", "-copy-journal", "-copy", "-rows-wal", "-rows-shm", "-rows-journal", "-rows", "-wal", "-shm", "-journal", "",
  NULL
};

struct _HengNewFile
{
  char    *path;
  char    *name;
  int      descriptor; /* of the file, with the lock */
  gboolean is_named;   /* it has its own name */
};

static void
set_error (GError     **error,
           const char  *path)
{
  int reason = errno;

  heng_error_set (error, reason == EEXIST ? HENG_ERROR_FILE_EXISTS : reason == ENOSPC || reason == EDQUOT ? HENG_ERROR_BOOK_FULL : HENG_ERROR_FILE_WRITE,
                  path, g_strerror (reason), NULL);
}

/* ---- names ---- */

/* What tells our files from others': of a name, the digits that nobody chose, and the computer, since a lock may not be seen from another. */
static char *
make_check (const char *stem,
            gsize       n_bytes,
            const char *digits)
{
  g_autofree char *text = g_strdup_printf ("hengping\n%s\n%.*s\n%.*s", g_get_host_name (), (int) n_bytes, stem, N_DIGITS - CHECK_DIGITS, digits);
  char *digest = heng_digest_make (text, strlen (text));

  digest[CHECK_DIGITS] = '\0';
  return digest;
}

static char *
make_name (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path), *base = g_path_get_basename (path), *check = NULL;
  g_autofree char *digits = g_strdup_printf ("%08x", g_random_int ()), *name = NULL;
  gsize n_bytes = MIN (strlen (base), STEM_BYTES);

  while (n_bytes > 0 && n_bytes < strlen (base) && (base[n_bytes] & 0xc0) == 0x80)
    n_bytes--;
  check = make_check (base, n_bytes, digits);
  name = g_strdup_printf ("%.*s.%s%s" ENDING, (int) n_bytes, base, digits, check);
  return g_build_filename (folder, name, NULL);
}

/* The name of the file that @name is, or stands beside, where that is one of ours. Returns: (transfer full) (nullable) */
static char *
find_main_name (const char *name)
{
  const char *end = g_strrstr (name, ENDING), *digits;
  g_autofree char *check = NULL;

  if (end == NULL || end - name < N_DIGITS + 2 || !g_strv_contains (endings, end + strlen (ENDING)))
    return NULL;
  digits = end - N_DIGITS;
  if (digits[-1] != '.' || strspn (digits, "0123456789abcdef") < N_DIGITS)
    return NULL;

  check = make_check (name, (gsize) (digits - 1 - name), digits);
  return strncmp (check, digits + N_DIGITS - CHECK_DIGITS, CHECK_DIGITS) == 0 ? g_strndup (name, (gsize) (end - name) + strlen (ENDING)) : NULL;
}

/* ---- locks ---- */

/* Whether nobody else holds the lock; it is held as long as @descriptor is open. */
static gboolean
lock (int descriptor)
{
  struct flock range = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = LOCK_OFFSET, .l_len = 1 };

  /* Not the lock of a process, which SQLite's own closing of the file would take away. */
  return fcntl (descriptor, F_OFD_SETLK, &range) == 0;
}

static guint
remove_beside (const char *name)
{
  guint n_removed = 0;

  for (guint i = 0; *endings[i] != '\0'; i++)
    {
      g_autofree char *file = g_strconcat (name, endings[i], NULL);

      n_removed += unlink (file) == 0;
    }
  return n_removed;
}

static guint
remove_all (const char *name)
{
  guint n_removed = remove_beside (name);

  return n_removed + (unlink (name) == 0);
}

/* A file that is gone already cannot be held. */
static guint
clean_one (const char *name)
{
  int descriptor = open (name, O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  struct stat status;
  guint n_removed = 0;

  if (descriptor < 0)
    return errno == ENOENT ? remove_all (name) : 0;
  if (fstat (descriptor, &status) == 0 && S_ISREG (status.st_mode) && status.st_uid == geteuid () && status.st_nlink == 1 && lock (descriptor))
    n_removed = remove_all (name);
  close (descriptor);
  return n_removed;
}

guint
heng_new_file_clean (const char *folder)
{
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  const char *file;
  gpointer name;
  guint n_removed = 0;

  while (files != NULL && (file = g_dir_read_name (files)) != NULL)
    if ((name = find_main_name (file)) != NULL)
      g_hash_table_add (names, name);
  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      n_removed += clean_one (path);
    }
  return n_removed;
}

/* ---- making ---- */

HengNewFile *
heng_new_file_begin (const char  *path,
                     GError     **error)
{
  g_autoptr (HengNewFile) self = g_new0 (HengNewFile, 1);
  g_autofree char *folder = g_path_get_dirname (path);
  struct stat status;

  heng_new_file_clean (folder);
  self->path = g_strdup (path);
  do
    {
      if (self->name != NULL)
        close (self->descriptor);
      g_free (self->name);
      self->name = make_name (path);
      self->descriptor = open (self->name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
      if (self->descriptor < 0)
        {
          set_error (error, path);
          return NULL;
        }
      /* Where the file system has no locks nobody can take it for one that was left behind. */
      lock (self->descriptor);
    }
  /* Somebody who cleans up may have come between. */
  while (fstat (self->descriptor, &status) == 0 && status.st_nlink == 0);

  return g_steal_pointer (&self);
}

void
heng_new_file_free (HengNewFile *self)
{
  if (self == NULL)
    return;

  if (!self->is_named && self->descriptor >= 0)
    remove_all (self->name);
  if (self->descriptor >= 0)
    close (self->descriptor);
  g_free (self->path);
  g_free (self->name);
  g_free (self);
}

const char *
heng_new_file_get_name (HengNewFile *self)
{
  return self->name;
}

gboolean
heng_new_file_is_named (HengNewFile *self)
{
  return self->is_named;
}

gboolean
heng_new_file_empty (HengNewFile  *self,
                     GError      **error)
{
  if (ftruncate (self->descriptor, 0) == 0)
    return TRUE;

  set_error (error, self->path);
  return FALSE;
}

void
heng_new_file_place (HengNewFile  *self,
                     GError      **error)
{
  GError *found;

  if (error == NULL || *error == NULL || (*error)->domain != HENG_ERROR)
    return;

  found = g_steal_pointer (error);
  heng_error_set (error, (HengErrorCode) found->code, heng_error_get_argument (found, 0), heng_error_get_argument (found, 1),
                  heng_error_get_argument (found, 2), heng_error_get_argument (found, 3), NULL);
  heng_error_place (error, self->path, 0, 0);
  g_error_free (found);
}

/* ---- taking its name ---- */

/* A log that was left beside a file that is gone would be taken for the new one's. */
static gboolean
has_log (const char  *path,
         GError     **error)
{
  static const char *const logs[] = { "-wal", "-journal" };

  for (guint i = 0; i < G_N_ELEMENTS (logs); i++)
    {
      g_autofree char *log = g_strconcat (path, logs[i], NULL);
      struct stat status;

      if (stat (log, &status) == 0 && status.st_size > 0)
        {
          errno = EEXIST;
          set_error (error, log);
          return TRUE;
        }
    }
  return FALSE;
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
heng_new_file_publish (HengNewFile  *self,
                       GError      **error)
{
  if (has_log (self->path, error))
    return FALSE;
  remove_beside (self->name);
  if (fsync (self->descriptor) != 0 || !rename_to_free (self->name, self->path))
    {
      set_error (error, self->path);
      return FALSE;
    }
  if (heng_file_sync_folder (self->path, error))
    {
      self->is_named = TRUE;
      return TRUE;
    }

  unlink (self->path);
  return FALSE;
}

gboolean
heng_new_file_replace (HengNewFile  *self,
                       GError      **error)
{
  remove_beside (self->name);
  if (fsync (self->descriptor) != 0 || rename (self->name, self->path) != 0)
    {
      set_error (error, self->path);
      return FALSE;
    }

  self->is_named = TRUE;
  return heng_file_sync_folder (self->path, error);
}
