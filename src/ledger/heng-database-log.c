// SPDX-License-Identifier: GPL-3.0-or-later
/* Whether a write-ahead log is the one of its file. SQLite takes any log that stands beside a file for the file's own: after a copy was put
 * in a book's place the two together are a book that never was. What tells them apart is the file without the log, which only its bytes hold. */
#include "heng-database.h"

#include "heng-database-private.h"

#include <string.h>

#define HASH_CHARACTERS 64
#define DEPTH_MAX 20

enum { PAGE_INTERIOR = 0x05, PAGE_LEAF = 0x0d };

/* A page as it stands in the file: pages and cells are laid out as SQLite's file format says. */
typedef struct
{
  sqlite3_file *file;
  guint8       *bytes;
  gsize         n_bytes; /* of a page */
} Page;

static guint
read_16 (const guint8 *bytes)
{
  return (guint) bytes[0] << 8 | bytes[1];
}

static guint32
read_32 (const guint8 *bytes)
{
  return (guint32) read_16 (bytes) << 16 | read_16 (bytes + 2);
}

/* A number of one to nine bytes. Returns: how many; 0 where it runs over the end */
static gsize
read_varint (const Page *page,
             gsize       at,
             guint64    *value)
{
  *value = 0;
  for (gsize i = 0; i < 9 && at + i < page->n_bytes; i++)
    {
      guint8 byte = page->bytes[at + i];

      *value = i == 8 ? *value << 8 | byte : *value << 7 | (byte & 0x7f);
      if (i == 8 || (byte & 0x80) == 0)
        return i + 1;
    }
  return 0;
}

static gboolean
load (Page    *page,
      guint64  number)
{
  return number > 1 && number <= G_MAXUINT32 && page->file->pMethods->xRead (page->file, page->bytes, (int) page->n_bytes,
                                                                           (sqlite3_int64) ((number - 1) * page->n_bytes)) == SQLITE_OK;
}

/* Goes from page @number down to the leaf of the first rows. */
static gboolean
load_first_leaf (Page    *page,
                 guint64  number)
{
  for (guint depth = 0; depth < DEPTH_MAX && load (page, number); depth++)
    {
      guint cell = read_16 (page->bytes + 12);

      if (page->bytes[0] == PAGE_LEAF)
        return read_16 (page->bytes + 3) > 0;
      if (page->bytes[0] != PAGE_INTERIOR || read_16 (page->bytes + 3) == 0 || cell + 4 > page->n_bytes)
        return FALSE;
      number = read_32 (page->bytes + cell);
    }
  return FALSE;
}

static gsize
get_length (guint64 type)
{
  static const gsize lengths[] = { 0, 1, 2, 3, 4, 6, 8, 8, 0, 0 };

  return type < G_N_ELEMENTS (lengths) ? lengths[type] : type >= 12 && type < 4096 ? (gsize) (type - 12) / 2 : G_MAXINT16;
}

/* The text of column @column in the first row of the leaf, where that has the number 1 and the text is a hash. Returns: (transfer full)
 * (nullable) */
static char *
read_first_hash (const Page *page,
                 guint       column)
{
  gsize at = read_16 (page->bytes + 8), used, header, body;
  guint64 value;

  if ((used = read_varint (page, at, &value)) == 0)
    return NULL;
  at += used;
  if ((used = read_varint (page, at, &value)) == 0 || value != 1)
    return NULL;
  header = at + used;
  if ((used = read_varint (page, header, &value)) == 0 || value > page->n_bytes)
    return NULL;
  body = header + (gsize) value;
  at = header + used;
  for (guint i = 0; i <= column && at < header + page->n_bytes; i++, at += used)
    {
      if ((used = read_varint (page, at, &value)) == 0)
        return NULL;
      if (i < column)
        body += get_length (value);
    }
  return get_length (value) == HASH_CHARACTERS && value % 2 == 1 && body + HASH_CHARACTERS <= page->n_bytes
         ? g_strndup ((const char *) page->bytes + body, HASH_CHARACTERS) : NULL;
}

/* What the file itself has as column @column of the row with the number 1 in @table. Returns: (transfer full) (nullable) */
static char *
read_in_file (HengDatabase *self,
              const char   *table,
              guint         column)
{
  g_autofree char *sql = g_strdup_printf ("SELECT rootpage FROM sqlite_schema WHERE type = 'table' AND name = '%s'", table);
  g_autofree guint8 *bytes = NULL;
  sqlite3_file *file = NULL;
  gint64 root, page_bytes;
  Page page;

  if (!heng_database_get_int64 (self, sql, 0, &root, NULL) || !heng_database_get_int64 (self, "PRAGMA page_size", 0, &page_bytes, NULL) ||
      sqlite3_file_control (self->handle, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK || file == NULL || file->pMethods == NULL)
    return NULL;

  bytes = g_malloc0 ((gsize) page_bytes);
  page = (Page) { file, bytes, (gsize) page_bytes };
  return load_first_leaf (&page, (guint64) root) ? read_first_hash (&page, column) : NULL;
}

gboolean
heng_database_is_own_log (HengDatabase *self,
                          const char   *table,
                          guint         column,
                          const char   *hash)
{
  g_autofree char *found = self->had_log ? read_in_file (self, table, column) : NULL;

  return found == NULL || strlen (found) != HASH_CHARACTERS || strcmp (found, hash) == 0;
}

/* Every connection that uses a log holds a lock on the file as long as it is open; the one that closes last asks the same way. */
static gboolean
is_alone (HengDatabase *self)
{
  sqlite3_file *file = NULL;
  gboolean refused;

  if (sqlite3_file_control (self->handle, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK || file == NULL || file->pMethods == NULL)
    return FALSE;

  refused = file->pMethods->xLock (file, SQLITE_LOCK_EXCLUSIVE) == SQLITE_BUSY;
  file->pMethods->xUnlock (file, SQLITE_LOCK_SHARED);
  return !refused;
}

gboolean
heng_database_has_left_log (HengDatabase *self)
{
  gboolean is_left;
  gint64 n_tables;

  if (!self->had_log || self->was_in_use || !heng_database_begin_reading (self, NULL))
    return FALSE;
  /* Reading begins with the first statement, even where that finds nothing to read. */
  heng_database_get_int64 (self, "SELECT count (*) FROM sqlite_schema", 0, &n_tables, NULL);
  is_left = is_alone (self);
  heng_database_end_reading (self);
  return is_left;
}

void
heng_database_trust_log (HengDatabase *self)
{
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
}
