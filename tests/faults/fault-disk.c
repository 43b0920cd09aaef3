// SPDX-License-Identifier: GPL-3.0-or-later
#include "fault-disk.h"

#include <glib/gstdio.h>
#include <string.h>

#define SECTOR_BYTES 512

enum { SEED_NOTHING, SEED_EVERYTHING };

/* A write or, without bytes, a cut to @offset. */
typedef struct
{
  gint64  offset;
  GBytes *bytes;
} Pending;

/* A file, whatever its name: what is on the disk, and what was done to it since. */
typedef struct
{
  GByteArray *durable;
  GArray     *pending; /* (element-type Pending) */
} Inode;

/* A name in the folder: what it names on the disk, and what the program sees. The two differ until the folder is synced. */
typedef struct
{
  Inode *durable; /* (nullable) each */
  Inode *seen;
} Name;

static char *followed;
static GHashTable *names; /* path → Name */
static GHashTable *folders; /* path of a folder that was made and is not on the disk yet */
static GPtrArray *inodes;
static gboolean is_cut;

static void
pending_clear (gpointer data)
{
  g_bytes_unref (((Pending *) data)->bytes);
}

static void
inode_free (gpointer data)
{
  Inode *self = data;

  g_byte_array_unref (self->durable);
  g_array_unref (self->pending);
  g_free (self);
}

static Inode *
inode_new (void)
{
  Inode *self = g_new0 (Inode, 1);

  self->durable = g_byte_array_new ();
  self->pending = g_array_new (FALSE, FALSE, sizeof (Pending));
  g_array_set_clear_func (self->pending, pending_clear);
  g_ptr_array_add (inodes, self);
  return self;
}

static gboolean
is_followed (const char *path)
{
  return followed != NULL && !is_cut && path != NULL && g_str_has_prefix (path, followed) && !g_str_has_suffix (path, "-shm");
}

static Name *
find_name (const char *path)
{
  Name *name = g_hash_table_lookup (names, path);

  if (name == NULL)
    g_hash_table_insert (names, g_strdup (path), name = g_new0 (Name, 1));
  return name;
}

static void
follow (const char *folder)
{
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
  const char *file;

  while (files != NULL && (file = g_dir_read_name (files)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, file, NULL), *bytes = NULL;
      gsize length;
      Name *name;

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        follow (path);
      else if (is_followed (path) && g_file_get_contents (path, &bytes, &length, NULL))
        {
          name = find_name (path);
          name->durable = name->seen = inode_new ();
          g_byte_array_append (name->seen->durable, (const guint8 *) bytes, (guint) length);
        }
    }
}

void
fault_disk_begin (const char *folder)
{
  fault_disk_end ();
  followed = g_strdup (folder);
  names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  folders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  inodes = g_ptr_array_new_with_free_func (inode_free);
  is_cut = FALSE;
  follow (folder);
}

void
fault_disk_end (void)
{
  g_clear_pointer (&names, g_hash_table_unref);
  g_clear_pointer (&folders, g_hash_table_unref);
  g_clear_pointer (&inodes, g_ptr_array_unref);
  g_clear_pointer (&followed, g_free);
}

void
fault_disk_cut (void)
{
  is_cut = followed != NULL;
}

static gboolean
is_in (const char *path,
       const char *folder)
{
  gsize length = strlen (folder);

  return strncmp (path, folder, length) == 0 && path[length] == '/' && strchr (path + length + 1, '/') == NULL;
}

void
fault_disk_folder_synced (const char *folder)
{
  GHashTableIter iter;
  gpointer path, name;

  if (followed == NULL || is_cut)
    return;
  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, &path, &name))
    if (is_in (path, folder))
      ((Name *) name)->durable = ((Name *) name)->seen;
  g_hash_table_iter_init (&iter, folders);
  while (g_hash_table_iter_next (&iter, &path, NULL))
    if (is_in (path, folder))
      g_hash_table_iter_remove (&iter);
}

static void
sync_folder_of (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  fault_disk_folder_synced (folder);
}

/* ---- what the program does ---- */

void
fault_disk_created (const char *path)
{
  Name *name;

  if (is_followed (path) && (name = find_name (path))->seen == NULL)
    name->seen = inode_new ();
}

static void
append_pending (const char *path,
                gint64      offset,
                GBytes     *bytes)
{
  Pending pending = { offset, bytes };

  fault_disk_created (path);
  g_array_append_val (find_name (path)->seen->pending, pending);
}

void
fault_disk_wrote (const char    *path,
                  gint64         offset,
                  gconstpointer  bytes,
                  gsize          n_bytes)
{
  if (is_followed (path) && n_bytes > 0)
    append_pending (path, offset, g_bytes_new (bytes, n_bytes));
}

void
fault_disk_truncated (const char *path,
                      gint64      length)
{
  if (is_followed (path))
    append_pending (path, length, g_bytes_new (NULL, 0));
}

void
fault_disk_deleted (const char *path,
                    gboolean    is_synced)
{
  if (!is_followed (path))
    return;

  find_name (path)->seen = NULL;
  if (is_synced)
    sync_folder_of (path);
}

void
fault_disk_linked (const char *from,
                   const char *to)
{
  if (!is_followed (from) || !is_followed (to))
    return;

  fault_disk_created (from);
  find_name (to)->seen = find_name (from)->seen;
}

void
fault_disk_renamed (const char *from,
                    const char *to)
{
  if (!is_followed (from) || !is_followed (to))
    return;

  fault_disk_linked (from, to);
  find_name (from)->seen = NULL;
}

void
fault_disk_made_folder (const char *path)
{
  if (is_followed (path))
    g_hash_table_add (folders, g_strdup (path));
}

/* ---- syncing ---- */

static void
put_bytes (GByteArray   *content,
           gint64        offset,
           const guint8 *bytes,
           gsize         n_bytes)
{
  guint before = content->len;

  if (offset + (gint64) n_bytes > content->len)
    {
      g_byte_array_set_size (content, (guint) (offset + (gint64) n_bytes));
      memset (content->data + before, 0, content->len - before);
    }
  memcpy (content->data + offset, bytes, n_bytes);
}

static void
cut_to (GByteArray *content,
        gint64      length)
{
  guint before = content->len;

  g_byte_array_set_size (content, (guint) length);
  if (content->len > before)
    memset (content->data + before, 0, content->len - before);
}

static void
inode_apply (const Inode *self,
             GByteArray  *content)
{
  for (guint i = 0; i < self->pending->len; i++)
    {
      const Pending *pending = &g_array_index (self->pending, Pending, i);
      gsize n_bytes;
      const guint8 *bytes = g_bytes_get_data (pending->bytes, &n_bytes);

      if (n_bytes > 0)
        put_bytes (content, pending->offset, bytes, n_bytes);
      else
        cut_to (content, pending->offset);
    }
}

void
fault_disk_synced (const char    *path,
                   FaultDiskSync  sync)
{
  const Name *name;

  if (!is_followed (path))
    return;
  if ((name = find_name (path))->seen != NULL)
    {
      inode_apply (name->seen, name->seen->durable);
      g_array_set_size (name->seen->pending, 0);
    }
  if (sync == FAULT_DISK_SYNC_FOLDER)
    sync_folder_of (path);
}

/* ---- after the power went ---- */

static void
put_sector (GRand        *chance,
            GByteArray   *content,
            gint64        offset,
            const guint8 *bytes,
            gsize         n_bytes)
{
  guint8 garbage[SECTOR_BYTES];

  switch (g_rand_int_range (chance, 0, 8))
    {
    case 0:
    case 1:
    case 2:
      put_bytes (content, offset, bytes, n_bytes);
      break;
    case 3: /* torn */
      put_bytes (content, offset, bytes, (gsize) g_rand_int_range (chance, 0, (gint32) n_bytes + 1));
      break;
    case 4:
      for (gsize i = 0; i < n_bytes; i++)
        garbage[i] = (guint8) g_rand_int (chance);
      put_bytes (content, offset, garbage, n_bytes);
      break;
    default:
      break;
    }
}

static void
inode_apply_by_chance (const Inode *self,
                       GRand       *chance,
                       GByteArray  *content)
{
  /* Now and then the disk got as far as some write and did nothing of what came after it. */
  guint n_pending = g_rand_int_range (chance, 0, 4) == 0 && self->pending->len > 0
                    ? (guint) g_rand_int_range (chance, 0, (gint32) self->pending->len) : self->pending->len;
  gboolean in_order = n_pending < self->pending->len && g_rand_boolean (chance);

  for (guint i = 0; i < n_pending; i++)
    {
      const Pending *pending = &g_array_index (self->pending, Pending, i);
      gsize n_bytes, done;
      const guint8 *bytes = g_bytes_get_data (pending->bytes, &n_bytes);

      if (n_bytes == 0 && (in_order || g_rand_boolean (chance)))
        cut_to (content, pending->offset);
      for (gsize at = 0; at < n_bytes; at += done)
        {
          done = MIN (n_bytes - at, SECTOR_BYTES - (gsize) (pending->offset + (gint64) at) % SECTOR_BYTES);
          if (in_order)
            put_bytes (content, pending->offset + (gint64) at, bytes + at, done);
          else
            put_sector (chance, content, pending->offset + (gint64) at, bytes + at, done);
        }
    }
}

static void
empty_folder (const char *folder)
{
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
  const char *file;

  while (files != NULL && (file = g_dir_read_name (files)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, file, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        empty_folder (path);
      g_remove (path);
    }
}

/* Whether the folder of @path is one that was made and that the disk does not know. */
static gboolean
is_folder_lost (const char *path,
                guint64     seed,
                gboolean    by_chance)
{
  g_autofree char *folder = g_path_get_dirname (path);

  return g_hash_table_contains (folders, folder) && (seed == SEED_NOTHING || (seed != SEED_EVERYTHING && by_chance));
}

void
fault_disk_materialise (guint64 seed)
{
  g_autoptr (GRand) chance = g_rand_new_with_seed ((guint32) seed);
  g_autoptr (GList) paths = g_list_sort (g_hash_table_get_keys (names), (GCompareFunc) strcmp);

  gboolean are_folders_lost = g_rand_boolean (chance);

  empty_folder (followed);
  for (GList *at = paths; at != NULL; at = at->next)
    {
      const Name *name = g_hash_table_lookup (names, at->data);
      gboolean as_seen = seed == SEED_EVERYTHING || (seed != SEED_NOTHING && g_rand_boolean (chance));
      const Inode *inode = as_seen ? name->seen : name->durable;
      g_autoptr (GByteArray) content = g_byte_array_new ();

      g_autofree char *folder = g_path_get_dirname (at->data);

      if (inode == NULL || is_folder_lost (at->data, seed, are_folders_lost))
        continue;
      g_mkdir (folder, 0700);
      g_byte_array_append (content, inode->durable->data, inode->durable->len);
      if (seed == SEED_EVERYTHING)
        inode_apply (inode, content);
      else if (seed != SEED_NOTHING)
        inode_apply_by_chance (inode, chance, content);
      g_assert_true (g_file_set_contents_full (at->data, (const char *) content->data, content->len, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
    }
}
