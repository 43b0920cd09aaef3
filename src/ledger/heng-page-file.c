// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-page-file.h"

#include "heng-error.h"

#include <errno.h>
#include <string.h>

#define FIRST_HEADER 100 /* bytes of the file's own header, on the first page */
#define PAGE_SIZE 4096   /* of books, for files whose header cannot be read */
#define DEPTH_MAX 20
#define COLUMNS_MAX 32
#define ROW_BYTES_MAX (16 << 20)

/* The kinds of page of a tree. */
#define INDEX_INNER 2
#define TABLE_INNER 5
#define INDEX_LEAF 10
#define TABLE_LEAF 13

struct _HengPageFile
{
  GMappedFile  *file;
  const guint8 *bytes;
  gsize         n_bytes;
  guint         page_size;
  guint         n_pages;
  guint8       *is_read; /* by page, from 1 */
  guint         n_read;
  GByteArray   *row;
};

static guint
get_number (const guint8 *at,
            guint         n_bytes)
{
  guint number = 0;

  for (guint i = 0; i < n_bytes; i++)
    number = number << 8 | at[i];
  return number;
}

HengPageFile *
heng_page_file_open (const char  *path,
                     GError     **error)
{
  g_autoptr (GError) local_error = NULL;
  GMappedFile *file = g_mapped_file_new (path, FALSE, &local_error);
  HengPageFile *self;
  guint size;

  if (file == NULL)
    {
      if (g_error_matches (local_error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        heng_error_set (error, HENG_ERROR_BOOK_MISSING, path, NULL);
      else
        heng_error_set (error, HENG_ERROR_FILE_READ, path, local_error->message, NULL);
      return NULL;
    }

  self = g_new0 (HengPageFile, 1);
  self->file = file;
  self->bytes = (const guint8 *) g_mapped_file_get_contents (file);
  self->n_bytes = g_mapped_file_get_length (file);
  size = self->n_bytes >= FIRST_HEADER ? get_number (self->bytes + 16, 2) : 0;
  if (size == 1)
    size = 65536;
  self->page_size = size >= 512 && (size & (size - 1)) == 0 ? size : PAGE_SIZE;
  self->n_pages = (guint) MIN (self->n_bytes / self->page_size, G_MAXINT32);
  self->is_read = g_new0 (guint8, self->n_pages + 1);
  self->row = g_byte_array_new ();
  return self;
}

void
heng_page_file_free (HengPageFile *self)
{
  if (self == NULL)
    return;

  g_mapped_file_unref (self->file);
  g_byte_array_unref (self->row);
  g_free (self->is_read);
  g_free (self);
}

guint
heng_page_file_get_n_pages (HengPageFile *self)
{
  return self->n_pages;
}

static const guint8 *
get_page (HengPageFile *self,
          guint         number)
{
  return self->bytes + (gsize) (number - 1) * self->page_size;
}

guint
heng_page_file_count_empty (HengPageFile *self)
{
  guint n_empty = 0;

  for (guint i = 1; i <= self->n_pages; i++)
    {
      const guint8 *page = get_page (self, i);

      n_empty += page[0] == 0 && memcmp (page, page + 1, self->page_size - 1) == 0;
    }
  return n_empty;
}

/* A number of one to nine bytes. Returns: behind it; %NULL where it does not end before @end */
static const guint8 *
read_varint (const guint8 *at,
             const guint8 *end,
             guint64      *value)
{
  *value = 0;
  for (guint i = 0; i < 9 && at < end; i++, at++)
    {
      if (i == 8)
        {
          *value = *value << 8 | *at;
          return at + 1;
        }
      *value = *value << 7 | (*at & 0x7f);
      if (*at < 0x80)
        return at + 1;
    }

  return NULL;
}

/* ---- rows ---- */

/* How many bytes of a row of @size stand on its own page. */
static guint64
get_local_size (HengPageFile *self,
                guint64       size,
                gboolean      is_table)
{
  guint64 usable = self->page_size, most = is_table ? usable - 35 : (usable - 12) * 64 / 255 - 23, least = (usable - 12) * 32 / 255 - 23;
  guint64 some;

  if (size <= most)
    return size;

  some = least + (size - least) % (usable - 4);
  return some <= most ? some : least;
}

/* Puts the row's @size bytes together in @row. */
static gboolean
collect_row (HengPageFile *self,
             const guint8 *at,
             const guint8 *page_end,
             guint64       size,
             gboolean      is_table)
{
  guint64 local = get_local_size (self, size, is_table);
  guint next;

  if (size == 0 || size > ROW_BYTES_MAX || local > (guint64) (page_end - at) ||
      (local < size && local + 4 > (guint64) (page_end - at)))
    return FALSE;

  g_byte_array_set_size (self->row, 0);
  g_byte_array_append (self->row, at, (guint) local);
  if (local == size)
    return TRUE;

  next = get_number (at + local, 4);
  while (self->row->len < size)
    {
      guint part = (guint) MIN (size - self->row->len, self->page_size - 4);

      if (next < 2 || next > self->n_pages)
        return FALSE;
      g_byte_array_append (self->row, get_page (self, next) + 4, part);
      next = get_number (get_page (self, next), 4);
    }
  return TRUE;
}

static guint64
get_value_size (guint64 type)
{
  static const guint8 sizes[] = { 0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0 };

  return type < G_N_ELEMENTS (sizes) ? sizes[type] : (type - 12) / 2;
}

/* Texts are collected in @texts, ended as C wants them. %FALSE for values that books have none of. */
static gboolean
read_value (guint64       type,
            const guint8 *at,
            GString      *texts,
            HengCell     *cell)
{
  gsize size = (gsize) get_value_size (type);

  *cell = (HengCell) { .kind = type == 0 ? HENG_CELL_NULL : HENG_CELL_NUMBER };
  if (type == 8 || type == 9)
    cell->number = (gint64) type - 8;
  else if (type >= 1 && type <= 6)
    {
      guint64 number = (at[0] & 0x80) != 0 ? G_MAXUINT64 : 0;

      for (gsize i = 0; i < size; i++)
        number = number << 8 | at[i];
      cell->number = (gint64) number;
    }
  else if (type != 0)
    {
      if (type < 13 || type % 2 == 0 || memchr (at, 0, size) != NULL || !g_utf8_validate ((const char *) at, (gssize) size, NULL))
        return FALSE;
      cell->kind = HENG_CELL_TEXT;
      cell->number = (gint64) texts->len;
      g_string_append_len (texts, (const char *) at, (gssize) size);
      g_string_append_c (texts, '\0');
    }

  return TRUE;
}

static void
give_row (HengPageFile    *self,
          gint64           id,
          HengPageRowFunc  func,
          gpointer         data)
{
  const guint8 *bytes = self->row->data, *end = bytes + self->row->len, *types, *types_end, *at;
  g_autoptr (GString) texts = g_string_sized_new (self->row->len + COLUMNS_MAX);
  HengCell cells[COLUMNS_MAX];
  guint64 header, type;
  guint n_cells = 0;

  if ((types = read_varint (bytes, end, &header)) == NULL || header > self->row->len || header < 1)
    return;
  types_end = at = bytes + header;
  while (types < types_end)
    {
      if ((types = read_varint (types, types_end, &type)) == NULL || n_cells == COLUMNS_MAX ||
          get_value_size (type) > (guint64) (end - at) || !read_value (type, at, texts, &cells[n_cells]))
        return;
      at += get_value_size (type);
      n_cells++;
    }
  if (at != end)
    return;

  /* The texts have moved while they grew. */
  for (guint i = 0; i < n_cells; i++)
    if (cells[i].kind == HENG_CELL_TEXT)
      cells[i].text = texts->str + cells[i].number;
  func (id, cells, n_cells, data);
}

/* ---- pages ---- */

static void
read_cell (HengPageFile    *self,
           const guint8    *at,
           const guint8    *page_end,
           gboolean         is_table,
           HengPageRowFunc  func,
           gpointer         data)
{
  guint64 size, id = 0;

  if ((at = read_varint (at, page_end, &size)) != NULL && (!is_table || (at = read_varint (at, page_end, &id)) != NULL) &&
      collect_row (self, at, page_end, size, is_table))
    give_row (self, (gint64) id, func, data);
}

/* The rows on a page, and, where @depth is set, those of the pages below it. */
static void
read_page (HengPageFile    *self,
           guint            number,
           guint            depth,
           HengPageRowFunc  func,
           gpointer         data)
{
  const guint8 *page, *page_end, *header;
  guint kind, n_cells, header_size;

  if (number < 1 || number > self->n_pages || self->is_read[number])
    return;

  page = get_page (self, number);
  page_end = page + self->page_size;
  header = page + (number == 1 ? FIRST_HEADER : 0);
  kind = header[0];
  if (kind != INDEX_INNER && kind != TABLE_INNER && kind != INDEX_LEAF && kind != TABLE_LEAF)
    return;

  self->is_read[number] = 1;
  self->n_read++;
  header_size = kind == INDEX_INNER || kind == TABLE_INNER ? 12 : 8;
  n_cells = MIN (get_number (header + 3, 2), (guint) (page_end - header - header_size) / 2);
  for (guint i = 0; i < n_cells; i++)
    {
      guint offset = get_number (header + header_size + 2 * i, 2);
      const guint8 *at = page + offset;

      if (offset < (guint) (header - page) + header_size || offset + 4 > self->page_size)
        continue;
      if (header_size == 12)
        {
          if (depth > 0)
            read_page (self, get_number (at, 4), depth - 1, func, data);
          at += 4;
        }
      if (kind != TABLE_INNER)
        read_cell (self, at, page_end, kind == TABLE_LEAF, func, data);
    }
  if (header_size == 12 && depth > 0)
    read_page (self, get_number (header + 8, 4), depth - 1, func, data);
}

guint
heng_page_file_get_n_read (HengPageFile *self)
{
  return self->n_read;
}

void
heng_page_file_walk (HengPageFile    *self,
                     guint            root,
                     HengPageRowFunc  func,
                     gpointer         data)
{
  read_page (self, root, DEPTH_MAX, func, data);
}

void
heng_page_file_walk_rest (HengPageFile    *self,
                          HengPageRowFunc  func,
                          gpointer         data)
{
  for (guint i = 1; i <= self->n_pages; i++)
    read_page (self, i, 0, func, data);
}
